// A store as it was at the end of an earlier day: what differs is held, the rest is asked of it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graph/memory_source.h"
#include "store/view.h"

namespace chancery::store {

// What has to be taken from a store, and added to it, to have it as it was.
struct Difference {
  std::vector<DocumentRow> hidden;                // held now, but not then, or in another version
  std::map<DocumentId, DocumentEvents> versions;  // that were there then, and are no more

  bool empty() const { return hidden.empty() && versions.empty(); }
  std::size_t documents() const { return hidden.size() + versions.size(); }
};

// Events and entities of which no document of the difference tells are handed through; the others
// were worked out when it was made, in time and memory in proportion to the difference. To a store
// that changes meanwhile, what differs stays as it was.
//
// Ownership: what lies below must outlive it. Thread safety: that of what lies below.
class EarlierSource : public EventSource {
 public:
  // `below` shows what the view does. Errors: those of the view.
  static Result<std::unique_ptr<EarlierSource>> over(const EventSource& below, View& view,
                                                     Difference difference);

  Result<void> forEachEvent(const EventFilter& filter, Detail detail,
                            const EventVisitor& visit) const override;
  Result<void> forEachEventOf(const EntityId& entity, const EventFilter& filter, Detail detail,
                              const EventVisitor& visit) const override;
  Result<void> forEachEventBetween(const EntityId& a, const EntityId& b, const EventFilter& filter,
                                   Detail detail, const EventVisitor& visit) const override;
  Result<void> forEachEventIn(const DocumentId& document, const EventFilter& filter,
                              const EventVisitor& visit) const override;
  Result<void> forEachLink(const EntityId& entity, const EventFilter& filter,
                           const LinkVisitor& visit) const override;
  Result<void> forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                               const NeighborVisitor& visit) const override;
  Result<void> forEachEntity(const EntityVisitor& visit) const override;
  Result<void> forEachDocument(const DocumentVisitor& visit) const override;
  Result<Event> findEvent(const EventId& id) const override;
  Result<Entity> findEntity(const EntityId& id) const override;
  Result<Document> findDocument(const DocumentId& id) const override;
  Result<std::vector<EntityId>> findByKey(std::string_view key) const override;
  Result<std::vector<std::string>> keysWithPrefix(std::string_view prefix,
                                                  std::size_t limit) const override;
  Result<GraphCounts> counts() const override;

 private:
  class Events;
  class Entities;
  using Ask = std::function<Result<void>(const EventSource& source, const EventFilter& filter,
                                         const EventVisitor& visit)>;
  using PlaceOf = std::function<std::optional<EntityId>(const Event& event)>;

  explicit EarlierSource(const EventSource& below) : below_(below) {}
  bool isReplaced(const EventId& event) const;
  bool liesThere(const EventFilter& filter, const std::optional<EntityId>& place) const;
  Result<void> visitBoth(const EventFilter& filter, const EventVisitor& visit, const Ask& ask,
                         const PlaceOf& place_of) const;
  // By which keys entities were found then, once it is known how they were.
  Result<void> keepKeys(const View& view);

  const EventSource& below_;
  std::vector<EventId> replaced_;  // sorted: events below that are not as they were
  MemorySource events_;            // as they were
  std::set<EntityId> actors_;      // who takes part in events of either kind
  std::map<EntityId, std::optional<Entity>> entities_;  // as they were, where they differ
  bool countries_differ_ = false;  // so that a place lay in another country, or in none
  std::set<DocumentId> hidden_;
  std::map<DocumentId, Document> documents_;
  std::map<std::string, std::set<EntityId>, std::less<>> by_key_;  // of entities_
  std::set<std::string, std::less<>> gone_keys_;                   // that nobody had then
  GraphCounts before_, then_;  // of what differs, as it is below and as it was
};

}  // namespace chancery::store
