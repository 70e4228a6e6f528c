#include "graph/folded_source.h"

#include <algorithm>

namespace chancery {
namespace {

bool takesPart(const EntityId& entity, const Event& event) {
  return event.subject == entity || event.object == entity;
}

bool takesWith(const EventFilter& filter, const Event& event, const Event& folded) {
  return !filter.with || takesPart(*filter.with, folded) || takesPart(*filter.with, event);
}

Entity withIdAlone(const EntityId& id) {
  Entity entity;
  entity.id = id;
  entity.label = id.value;
  entity.type = EntityType::kCountry;
  for (const EntityType type : {EntityType::kOrganisation, EntityType::kPerson}) {
    if (id.value.rfind(std::string(idPrefixOf(type)) + ".", 0) == 0) entity.type = type;
  }
  return entity;
}

}  // namespace

Folding foldByCountry() { return {affiliationsByCountry, {}}; }

Result<FoldedSource> FoldedSource::fold(const EventSource& source, const Folding& folding) {
  FoldedSource folded(source);
  const auto read = source.forEachEntity([&](const Entity& entity) {
    std::vector<Affiliation> affiliations = folding.affiliations_of(entity);
    for (const Affiliation& affiliation : affiliations) {
      std::vector<EntityId>& parts = folded.parts_[affiliation.whole];
      if (parts.empty() || parts.back() != entity.id) parts.push_back(entity.id);
    }
    folded.affiliations_.add(entity.id, std::move(affiliations));
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  for (const auto& [whole, parts] : folded.parts_) {
    const auto found = source.findEntity(whole);
    if (found) continue;
    if (found.error().code != ErrorCode::kNotFound) return tl::unexpected<Error>(found.error());
    std::optional<Entity> known = folding.known ? folding.known(whole) : std::nullopt;
    folded.wholes_.emplace(whole, known ? std::move(*known) : withIdAlone(whole));
  }
  return folded;
}

Event FoldedSource::folded(const Event& event) const {
  Event made = event;
  const std::optional<Day> day = event.date ? std::optional(event.date->first) : std::nullopt;
  made.subject = wholeOf(event.subject, day);
  made.object = wholeOf(event.object, day);
  return made;
}

Result<void> FoldedSource::forEachEvent(const EventFilter& filter, Detail detail,
                                        const EventVisitor& visit) const {
  if (filter.with) return forEachEventOf(*filter.with, filter, detail, visit);
  return source_->forEachEvent(filter, detail,
                               [&](const Event& event) { return visit(folded(event)); });
}

Result<std::vector<Event>> FoldedSource::eventsOf(const EntityId& entity, const EventFilter& filter,
                                                  Detail detail) const {
  EventFilter inner = filter;
  inner.with.reset();
  std::vector<EntityId> parts = {entity};
  if (const auto found = parts_.find(entity); found != parts_.end()) {
    parts.insert(parts.end(), found->second.begin(), found->second.end());
  }
  std::vector<Event> events;
  for (const EntityId& part : parts) {
    const auto read = source_->forEachEventOf(part, inner, detail, [&](const Event& event) {
      Event made = folded(event);
      const bool asked = takesPart(entity, made) || takesPart(entity, event);
      if (asked && takesWith(filter, event, made)) events.push_back(std::move(made));
      return true;
    });
    if (!read) return tl::unexpected(read.error());
  }
  std::sort(events.begin(), events.end(), comesBefore);
  // two parts of one whole may share an event
  const auto same = [](const Event& a, const Event& b) { return a.id == b.id; };
  events.erase(std::unique(events.begin(), events.end(), same), events.end());
  return events;
}

Result<void> FoldedSource::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                          Detail detail, const EventVisitor& visit) const {
  const auto events = eventsOf(entity, filter, detail);
  if (!events) return tl::unexpected(events.error());
  for (const Event& event : *events) {
    if (!visit(event)) break;
  }
  return {};
}

Result<void> FoldedSource::forEachEventBetween(const EntityId& a, const EntityId& b,
                                               const EventFilter& filter, Detail detail,
                                               const EventVisitor& visit) const {
  const auto events = eventsOf(a, filter, detail);
  if (!events) return tl::unexpected(events.error());
  for (const Event& event : *events) {
    const bool both = a == b ? event.subject == event.object : takesPart(b, event);
    if (both && !visit(event)) break;
  }
  return {};
}

Result<void> FoldedSource::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                          const EventVisitor& visit) const {
  EventFilter inner = filter;
  inner.with.reset();
  return source_->forEachEventIn(document, inner, [&](const Event& event) {
    const Event made = folded(event);
    return !takesWith(filter, event, made) || visit(made);
  });
}

Result<void> FoldedSource::forEachLink(const EntityId& entity, const EventFilter& filter,
                                       const LinkVisitor& visit) const {
  const auto events = eventsOf(entity, filter, Detail::kSummary);
  if (!events) return tl::unexpected(events.error());
  for (const Event& event : *events) {
    // of a part that is asked about, the whole is the end
    const bool outgoing = event.subject == entity || event.object != entity;
    const EntityId& other = outgoing ? event.object : event.subject;
    if (!visit({other, event.id, event.relation, outgoing, event.date})) break;
  }
  return {};
}

Result<void> FoldedSource::forEachEntity(const EntityVisitor& visit) const {
  auto whole = wholes_.begin();
  bool goes_on = true;
  const auto read = source_->forEachEntity([&](const Entity& entity) {
    for (; goes_on && whole != wholes_.end() && whole->first < entity.id; ++whole) {
      goes_on = visit(whole->second);
    }
    goes_on = goes_on && visit(entity);
    return goes_on;
  });
  if (!read) return read;
  for (; goes_on && whole != wholes_.end(); ++whole) goes_on = visit(whole->second);
  return {};
}

Result<void> FoldedSource::forEachDocument(const DocumentVisitor& visit) const {
  return source_->forEachDocument(visit);
}

Result<Event> FoldedSource::findEvent(const EventId& id) const { return source_->findEvent(id); }

Result<Entity> FoldedSource::findEntity(const EntityId& id) const {
  const auto whole = wholes_.find(id);
  return whole == wholes_.end() ? source_->findEntity(id) : Result<Entity>(whole->second);
}

Result<Document> FoldedSource::findDocument(const DocumentId& id) const {
  return source_->findDocument(id);
}

Result<std::vector<EntityId>> FoldedSource::findByKey(std::string_view key) const {
  return source_->findByKey(key);
}

Result<std::vector<std::string>> FoldedSource::keysWithPrefix(std::string_view prefix,
                                                              std::size_t limit) const {
  return source_->keysWithPrefix(prefix, limit);
}

Result<GraphCounts> FoldedSource::counts() const {
  auto counts = source_->counts();
  if (counts) counts->entities += wholes_.size();
  return counts;
}

}  // namespace chancery
