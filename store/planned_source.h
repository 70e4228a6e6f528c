// A store that tells what it would read, and reads no events.
#pragma once

#include <mutex>
#include <vector>

#include "store/event_store.h"

namespace chancery {

// Hands everything through until record() is called; from then on each question about events, and
// that for all entities, is answered with none, and its plan is kept. So whatever stands on a store
// (merged entities, states in the place of people) shows which questions it puts to it. A question
// that follows from the answer to another one is not seen.
//
// Ownership: the store must outlive it. Thread safety: that of EventSource; record() and plans()
// when no question is under way.
class PlannedSource : public EventSource {
 public:
  explicit PlannedSource(const EventStore& store) : store_(store) {}

  void record() { records_ = true; }
  // In the order of the questions.
  const std::vector<ReadPlan>& plans() const { return plans_; }

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
  Result<void> keep(const EventQuestion& question) const;
  void keep(ReadPlan plan) const;
  void keepDocuments() const;

  const EventStore& store_;
  bool records_ = false;
  mutable std::mutex keeping_;
  mutable std::vector<ReadPlan> plans_;
  mutable bool reads_documents_ = false;
};

}  // namespace chancery
