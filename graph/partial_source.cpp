#include "graph/partial_source.h"

namespace chancery {

Result<void> PartialSource::forEachEvent(const EventFilter& filter, Detail detail,
                                         const EventVisitor& visit) const {
  return source_->forEachEvent(filter, detail,
                               [&](const Event& event) { return !takes(event) || visit(event); });
}

Result<void> PartialSource::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                           Detail detail, const EventVisitor& visit) const {
  return source_->forEachEventOf(entity, filter, detail,
                                 [&](const Event& event) { return !takes(event) || visit(event); });
}

Result<void> PartialSource::forEachEventBetween(const EntityId& a, const EntityId& b,
                                                const EventFilter& filter, Detail detail,
                                                const EventVisitor& visit) const {
  return source_->forEachEventBetween(
      a, b, filter, detail, [&](const Event& event) { return !takes(event) || visit(event); });
}

Result<void> PartialSource::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                           const EventVisitor& visit) const {
  return source_->forEachEventIn(document, filter,
                                 [&](const Event& event) { return !takes(event) || visit(event); });
}

Result<void> PartialSource::forEachOfEventsIn(const DocumentId& document,
                                              const std::vector<EventId>& events,
                                              const EventVisitor& visit) const {
  return source_->forEachOfEventsIn(
      document, events, [&](const Event& event) { return !takes(event) || visit(event); });
}

Result<void> PartialSource::forEachLink(const EntityId& entity, const EventFilter& filter,
                                        const LinkVisitor& visit) const {
  return source_->forEachLink(entity, filter, [&](const Link& link) {
    return !takes(entity, link.other, link.date) || visit(link);
  });
}

Result<void> PartialSource::forEachEntity(const EntityVisitor& visit) const {
  return source_->forEachEntity(visit);
}

Result<void> PartialSource::forEachDocument(const DocumentVisitor& visit) const {
  Result<void> asked;
  const auto read = source_->forEachDocument([&](const Document& document) {
    bool tells = false;
    asked = forEachEventIn(document.id, {}, [&](const Event&) {
      tells = true;
      return false;
    });
    return asked && (!tells || visit(document));
  });
  return asked ? read : asked;
}

Result<Event> PartialSource::findEvent(const EventId& id) const {
  auto event = source_->findEvent(id);
  if (event && !takes(*event)) {
    return makeError(ErrorCode::kNotFound,
                     "event " + toString(id) + " is not among those that were asked for");
  }
  return event;
}

Result<Entity> PartialSource::findEntity(const EntityId& id) const {
  return source_->findEntity(id);
}

Result<Document> PartialSource::findDocument(const DocumentId& id) const {
  return source_->findDocument(id);
}

Result<std::vector<EntityId>> PartialSource::findByKey(std::string_view key) const {
  return source_->findByKey(key);
}

Result<std::vector<std::string>> PartialSource::keysWithPrefix(std::string_view prefix,
                                                               std::size_t limit) const {
  return source_->keysWithPrefix(prefix, limit);
}

Result<GraphCounts> PartialSource::counts() const {
  auto counts = source_->counts();
  if (!counts) return counts;
  counts->events = 0;
  counts->mentions = 0;
  const auto read = forEachEvent({}, Detail::kMentions, [&](const Event& event) {
    ++counts->events;
    counts->mentions += event.mentions.size();
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return counts;
}

}  // namespace chancery
