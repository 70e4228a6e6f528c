// A graph as a user sees who is who in it: entities merged and split on reading.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "graph/entity_edits.h"
#include "graph/event_source.h"
#include "graph/memory_source.h"

namespace chancery {

// Shows a source with its entities merged and split; the source itself stays as it is. Events of
// entities that no edit names are handed through; those of the others are read once, when the
// edits are applied, and united where they became the same event. An event of an entity with
// itself, which a merge may make, is left out. A split is about who takes part: the place of an
// event follows merges only. To a source that changes meanwhile, what was edited stays as it was.
//
// An id that was merged finds the entity it was merged into.
//
// Ownership: the source must outlive it. Thread safety: that of the source.
class EditedSource : public EventSource {
 public:
  // Errors: those of the source.
  static Result<EditedSource> apply(const EventSource& source, const EntityEdits& edits);

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

 private:
  using Visits = std::function<Result<void>(const EventSource& source, const EventFilter& filter,
                                            const EventVisitor& visit)>;

  explicit EditedSource(const EventSource& source) : source_(&source) {}
  bool isTouched(const EntityId& id) const { return touched_.contains(id); }
  bool isTouched(const Event& event) const {
    return isTouched(event.subject) || isTouched(event.object);
  }
  Result<void> readEntities(const EntityEdits& edits);
  Result<void> readEvents(const EntityEdits& edits);
  Event withMergedPlace(const Event& event) const;
  std::string countryOf(const std::optional<EntityId>& place) const;
  Result<void> visitBoth(const EventFilter& filter, const EventVisitor& visit,
                         const Visits& visits) const;
  Result<void> forEachChangedLink(const EntityId& id, const EventFilter& filter,
                                  std::vector<Link>& links) const;

  const EventSource* source_;
  std::set<EntityId> touched_;           // by any edit
  std::map<EntityId, EntityId> merged_;  // to the end
  std::map<EntityId, Entity> entities_;  // of those that are touched what they are now
  std::set<EntityId> own_;               // of these, those that the source does not know
  std::size_t replaced_events_ = 0;      // of the source
  std::size_t replaced_mentions_ = 0;
  MemorySource changed_;  // their events
};

}  // namespace chancery
