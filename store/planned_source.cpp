#include "store/planned_source.h"

#include <utility>

#include "store/keys.h"
#include "store/rocks_options.h"

namespace chancery {

Result<void> PlannedSource::keep(const EventQuestion& question) const {
  auto plan = store_.plan(question);
  if (!plan) return tl::unexpected(plan.error());
  keep(std::move(*plan));
  return {};
}

void PlannedSource::keep(ReadPlan plan) const {
  const std::lock_guard lock(keeping_);
  plans_.push_back(std::move(plan));
}

Result<void> PlannedSource::forEachEvent(const EventFilter& filter, Detail detail,
                                         const EventVisitor& visit) const {
  if (records_) return keep({filter, {}, {}});
  return store_.forEachEvent(filter, detail, visit);
}

Result<void> PlannedSource::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                           Detail detail, const EventVisitor& visit) const {
  if (records_) return keep({filter, entity, {}});
  return store_.forEachEventOf(entity, filter, detail, visit);
}

Result<void> PlannedSource::forEachEventBetween(const EntityId& a, const EntityId& b,
                                                const EventFilter& filter, Detail detail,
                                                const EventVisitor& visit) const {
  if (records_) return keep({filter, a, b});
  return store_.forEachEventBetween(a, b, filter, detail, visit);
}

Result<void> PlannedSource::forEachLink(const EntityId& entity, const EventFilter& filter,
                                        const LinkVisitor& visit) const {
  if (records_) return keep({filter, entity, {}});
  return store_.forEachLink(entity, filter, visit);
}

Result<void> PlannedSource::forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                                            const NeighborVisitor& visit) const {
  if (records_) return keep({filter, entity, {}, true});
  return store_.forEachNeighbor(entity, filter, visit);
}

// Read by the document, not by a range of keys: where all documents are asked, told once.
Result<void> PlannedSource::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                           const EventVisitor& visit) const {
  if (!records_) return store_.forEachEventIn(document, filter, visit);
  keepDocuments();
  return {};
}

Result<void> PlannedSource::forEachOfEventsIn(const DocumentId& document,
                                              const std::vector<EventId>& events,
                                              const EventVisitor& visit) const {
  if (!records_) return store_.forEachOfEventsIn(document, events, visit);
  keepDocuments();
  return {};
}

void PlannedSource::keepDocuments() const {
  const std::lock_guard lock(keeping_);
  if (std::exchange(reads_documents_, true)) return;
  ReadPlan plan;
  for (store::Family family :
       {store::Family::kSaid, store::Family::kEvents, store::Family::kEvidence}) {
    plan.ranges.push_back({std::string(store::nameOf(family)), "", ""});
  }
  plan.in_key = {"documents"};
  plans_.push_back(std::move(plan));
}

Result<void> PlannedSource::forEachEntity(const EntityVisitor& visit) const {
  if (!records_) return store_.forEachEntity(visit);
  ReadPlan plan;
  plan.ranges.push_back({std::string(store::nameOf(store::Family::kEntities)), "", ""});
  keep(std::move(plan));
  return {};
}

Result<void> PlannedSource::forEachDocument(const DocumentVisitor& visit) const {
  return store_.forEachDocument(visit);
}

// Where it is told stands in its row, so that what is read of the evidence is not known before.
Result<Event> PlannedSource::findEvent(const EventId& id) const {
  if (!records_) return store_.findEvent(id);
  ReadPlan plan;
  const std::string key = store::keyOf(id);
  for (store::Family family : {store::Family::kEvents, store::Family::kTellers}) {
    plan.ranges.push_back({std::string(store::nameOf(family)), key, store::endOfPrefix(key)});
  }
  plan.ranges.push_back({std::string(store::nameOf(store::Family::kEvidence)), "", ""});
  plan.in_key = {"event"};
  keep(std::move(plan));
  return makeError(ErrorCode::kNotFound, "nothing is read for a plan");
}

Result<Entity> PlannedSource::findEntity(const EntityId& id) const { return store_.findEntity(id); }

Result<Document> PlannedSource::findDocument(const DocumentId& id) const {
  return store_.findDocument(id);
}

Result<std::vector<EntityId>> PlannedSource::findByKey(std::string_view key) const {
  return store_.findByKey(key);
}

Result<std::vector<std::string>> PlannedSource::keysWithPrefix(std::string_view prefix,
                                                               std::size_t limit) const {
  return store_.keysWithPrefix(prefix, limit);
}

Result<GraphCounts> PlannedSource::counts() const { return store_.counts(); }

}  // namespace chancery
