// A graph as a user sees who is who in it: entities merged and split on reading.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/entity_edits.h"
#include "graph/event_source.h"
#include "graph/memory_source.h"

namespace chancery {

// How much there is of what.
struct EventTally {
  GraphCounts counts;
  RelationCounts by_relation{};
  std::map<int, std::uint64_t> by_year;  // in which they begin
  std::uint64_t without_date = 0;
};

// Shows a source with its entities merged and split; the source itself stays as it is. Events of
// entities that no edit names are handed through; those of the others are read, and united where
// they became the same event. An event of an entity with itself, which a merge may make, is left
// out. A split is about who takes part: the place of an event follows merges only.
//
// There may be many merges, so the events are read when they are asked for: for the first few
// questions about one entity those that it takes part in, else all, once. Splits, of which there
// are few, have all read when they are applied. The source must not change meanwhile.
//
// An id that was merged finds the entity it was merged into.
//
// Ownership: the source must outlive it. Thread safety: that of the source.
class EditedSource : public EventSource {
 public:
  // Errors: those of the source.
  static Result<EditedSource> apply(const EventSource& source, const EntityEdits& edits);

  EditedSource(EditedSource&&) noexcept;
  EditedSource& operator=(EditedSource&&) noexcept;
  ~EditedSource() override;

  // False where there are no edits.
  bool changesSomething() const { return !touched_.empty(); }
  // What became of an entity, by merges alone: the id itself where none names it.
  const EntityId& mergedInto(const EntityId& id) const;

  Result<void> forEachEvent(const EventFilter& filter, Detail detail,
                            const EventVisitor& visit) const override;
  Result<void> forEachEventOf(const EntityId& entity, const EventFilter& filter, Detail detail,
                              const EventVisitor& visit) const override;
  Result<void> forEachEventBetween(const EntityId& a, const EntityId& b, const EventFilter& filter,
                                   Detail detail, const EventVisitor& visit) const override;
  Result<void> forEachEventIn(const DocumentId& document, const EventFilter& filter,
                              const EventVisitor& visit) const override;
  Result<void> forEachOfEventsIn(const DocumentId& document, const std::vector<EventId>& events,
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

  // All counts at once. Where there are merges alone, nothing is made of the events that they
  // change but their ids, and only of those that become one, or nothing, mentions are read.
  // Errors: those of the source.
  Result<EventTally> tally() const;

 private:
  using Visits = std::function<Result<void>(const EventSource& source, const EventFilter& filter,
                                            const EventVisitor& visit)>;

  // Events that were changed, as they are now.
  struct Changed {
    MemorySource events;
    std::size_t replaced_events = 0;  // of the source
    std::size_t replaced_mentions = 0;
  };
  struct Read;
  // Asks the source for events of which some may have to be changed.
  using Questions = std::function<Result<void>(const EventVisitor& visit)>;

  struct IdHash {
    std::size_t operator()(const EntityId& id) const { return std::hash<std::string>()(id.value); }
  };

  explicit EditedSource(const EventSource& source);
  bool isTouched(const EntityId& id) const { return touched_.contains(id); }
  bool isTouched(const Event& event) const {
    return isTouched(event.subject) || isTouched(event.object);
  }
  // Those that are touched, of the source.
  Result<std::map<EntityId, Entity>> readTouched() const;
  Result<void> readEntities(const EntityEdits& edits);
  Result<void> readChanged(const Questions& ask, Changed& changed) const;
  Result<const Changed*> all() const;
  // At least those of the entity; with another one, at least those of the two.
  Result<std::shared_ptr<const MemorySource>> changedOf(const EntityId& id,
                                                        const EntityId* with = nullptr) const;
  Result<void> askAround(const EntityId& id, const EntityId* with, const EventVisitor& visit) const;
  // Those that are the entity now.
  std::vector<EntityId> partsOf(const EntityId& id) const;
  Event withMergedPlace(const Event& event) const;
  std::string countryOf(const std::optional<EntityId>& place) const;
  Result<void> visitBoth(const MemorySource& changed, const EventFilter& filter,
                         const EventVisitor& visit, const Visits& visits) const;
  Result<void> forEachChangedLink(const EntityId& id, const EventFilter& filter,
                                  std::vector<Link>& links) const;

  const EventSource* source_;
  std::unordered_set<EntityId, IdHash> touched_;           // by any edit
  std::unordered_map<EntityId, EntityId, IdHash> merged_;  // to the end
  std::map<EntityId, std::vector<EntityId>> merges_;  // the same the other way round
  std::vector<EntitySplit> splits_;
  std::map<EntityId, Entity> entities_;  // of those that are touched what they are now
  std::uint64_t gone_ = 0;               // of the source, that are another now
  std::set<EntityId> own_;               // of these, those that the source does not know
  std::unique_ptr<Read> read_;
};

}  // namespace chancery
