// A part of a graph, for those to whom the whole is too large to look at.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "graph/event_source.h"

namespace chancery {

// A default selection takes all pairs.
struct Selection {
  std::uint64_t min_weight = 1;                // pairs with fewer events are left out
  std::optional<EntityId> ego = std::nullopt;  // this entity and whom it reaches
  std::size_t steps = 1;                       // ... in at most so many steps
  std::optional<std::size_t> top =
      std::nullopt;  // of these, those with the most events; among equals by id

  bool takesAll() const { return min_weight <= 1 && !ego && !top; }
};

// The events of those pairs of a source that are selected, and the documents that tell of them;
// entities are all there, and whoever asks for a document by its id gets it.
// Weights count the events that the filter takes. Events of an entity with itself are left out.
// To a source that changes meanwhile, the choice of pairs stays as it was made.
//
// Ownership: the source must outlive it. Thread safety: that of the source.
class SelectedSource : public EventSource {
 public:
  // Errors: those of the source.
  static Result<SelectedSource> select(const EventSource& source, const EventFilter& filter,
                                       const Selection& selection);

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
  Result<void> forEachEntity(const EntityVisitor& visit) const override;
  Result<void> forEachDocument(const DocumentVisitor& visit) const override;
  Result<Event> findEvent(const EventId& id) const override;
  Result<Entity> findEntity(const EntityId& id) const override;
  Result<Document> findDocument(const DocumentId& id) const override;
  Result<std::vector<EntityId>> findByKey(std::string_view key) const override;
  Result<std::vector<std::string>> keysWithPrefix(std::string_view prefix,
                                                  std::size_t limit) const override;
  // Events and mentions of the pairs that are selected.
  Result<GraphCounts> counts() const override;

 private:
  explicit SelectedSource(const EventSource& source) : source_(&source) {}
  bool takes(const EntityId& a, const EntityId& b) const;

  const EventSource* source_;
  std::set<std::pair<EntityId, EntityId>> pairs_;  // the smaller id first
};

}  // namespace chancery
