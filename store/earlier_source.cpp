#include "store/earlier_source.h"

#include <algorithm>

namespace chancery::store {
namespace {

// The event of a link, as far as it decides on the order.
Event placeInOrder(const Link& link) {
  Event event;
  event.id = link.event;
  event.date = link.date;
  return event;
}

bool goesBefore(const Event& a, const Event& b) { return comesBefore(a, b); }
bool goesBefore(const Link& a, const Link& b) {
  return comesBefore(placeInOrder(a), placeInOrder(b));
}
bool goesBefore(const Entity& a, const Entity& b) { return a.id < b.id; }
bool goesBefore(const Document& a, const Document& b) { return a.id < b.id; }

// What was, and what still is, as one list: each thing of `ask` that it takes, and between them
// those of `then`, which are in order.
template <typename Thing, typename Takes, typename Visit, typename AskBelow>
Result<void> visitInOrder(const std::vector<Thing>& then, const Takes& takes, const Visit& visit,
                          const AskBelow& ask) {
  auto next = then.begin();
  bool wanted = true;
  const Result<void> read = ask([&](const Thing& thing) {
    if (!takes(thing)) return true;
    while (wanted && next != then.end() && goesBefore(*next, thing)) wanted = visit(*next++);
    if (wanted) wanted = visit(thing);
    return wanted;
  });
  if (!read) return read;
  while (wanted && next != then.end()) wanted = visit(*next++);
  return {};
}

}  // namespace

bool EarlierSource::isReplaced(const EventId& event) const {
  return std::binary_search(replaced_.begin(), replaced_.end(), event);
}

bool EarlierSource::liesThere(const EventFilter& filter,
                              const std::optional<EntityId>& place) const {
  if (!filter.place) return true;
  if (!place) return false;
  const auto entity = findEntity(*place);
  return liesIn(*place, *filter.place, entity ? entity->country : std::string());
}

// Places are looked at here where the answer from below may differ from that of then.
Result<void> EarlierSource::visitBoth(const EventFilter& filter, const EventVisitor& visit,
                                      const Ask& ask, const PlaceOf& place_of) const {
  EventFilter any_place = filter;
  any_place.place.reset();
  std::vector<Event> then;
  const auto read = ask(events_, any_place, [&](const Event& event) {
    if (liesThere(filter, place_of(event))) then.push_back(event);
    return true;
  });
  if (!read) return read;
  const bool looks_at_places = filter.place && countries_differ_;
  return visitInOrder(
      then,
      [&](const Event& event) {
        return !isReplaced(event.id) && (!looks_at_places || liesThere(filter, place_of(event)));
      },
      visit,
      [&](const EventVisitor& one) {
        return ask(below_, looks_at_places ? any_place : filter, one);
      });
}

Result<void> EarlierSource::forEachEvent(const EventFilter& filter, Detail detail,
                                         const EventVisitor& visit) const {
  return visitBoth(
      filter, visit,
      [detail](const EventSource& source, const EventFilter& f, const EventVisitor& v) {
        return source.forEachEvent(f, detail, v);
      },
      [](const Event& event) { return event.place; });
}

Result<void> EarlierSource::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                           Detail detail, const EventVisitor& visit) const {
  return visitBoth(
      filter, visit,
      [&, detail](const EventSource& source, const EventFilter& f, const EventVisitor& v) {
        return source.forEachEventOf(entity, f, detail, v);
      },
      [](const Event& event) { return event.place; });
}

Result<void> EarlierSource::forEachEventBetween(const EntityId& a, const EntityId& b,
                                                const EventFilter& filter, Detail detail,
                                                const EventVisitor& visit) const {
  return visitBoth(
      filter, visit,
      [&, detail](const EventSource& source, const EventFilter& f, const EventVisitor& v) {
        return source.forEachEventBetween(a, b, f, detail, v);
      },
      [](const Event& event) { return event.place; });
}

Result<void> EarlierSource::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                           const EventVisitor& visit) const {
  return visitBoth(
      filter, visit,
      [&](const EventSource& source, const EventFilter& f, const EventVisitor& v) {
        return source.forEachEventIn(document, f, v);
      },
      [this](const Event& event) -> std::optional<EntityId> {
        const auto whole = findEvent(event.id);  // as all documents together tell it
        return whole ? whole->place : std::nullopt;
      });
}

Result<void> EarlierSource::forEachLink(const EntityId& entity, const EventFilter& filter,
                                        const LinkVisitor& visit) const {
  if (filter.place) {  // of which a link says nothing
    return forEachEventOf(entity, filter, Detail::kSummary, [&](const Event& event) {
      const bool outgoing = event.subject == entity;
      return visit({outgoing ? event.object : event.subject, event.id, event.relation, outgoing,
                    event.date});
    });
  }
  std::vector<Link> then;
  const auto read = events_.forEachLink(entity, filter, [&](const Link& link) {
    then.push_back(link);
    return true;
  });
  if (!read) return read;
  return visitInOrder(
      then, [&](const Link& link) { return !isReplaced(link.event); }, visit,
      [&](const LinkVisitor& one) { return below_.forEachLink(entity, filter, one); });
}

Result<void> EarlierSource::forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                                            const NeighborVisitor& visit) const {
  const bool differs = actors_.contains(entity) || (filter.place && countries_differ_);
  return differs ? EventSource::forEachNeighbor(entity, filter, visit)
                 : below_.forEachNeighbor(entity, filter, visit);
}

Result<void> EarlierSource::forEachEntity(const EntityVisitor& visit) const {
  std::vector<Entity> then;
  for (const auto& [id, entity] : entities_) {
    if (entity) then.push_back(*entity);
  }
  return visitInOrder(
      then, [&](const Entity& entity) { return !entities_.contains(entity.id); }, visit,
      [&](const EntityVisitor& one) { return below_.forEachEntity(one); });
}

Result<void> EarlierSource::forEachDocument(const DocumentVisitor& visit) const {
  std::vector<Document> then;
  for (const auto& [id, document] : documents_) then.push_back(document);
  return visitInOrder(
      then, [&](const Document& document) { return !hidden_.contains(document.id); }, visit,
      [&](const DocumentVisitor& one) { return below_.forEachDocument(one); });
}

Result<Event> EarlierSource::findEvent(const EventId& id) const {
  if (auto then = events_.findEvent(id); then || isReplaced(id)) return then;
  return below_.findEvent(id);
}

Result<Entity> EarlierSource::findEntity(const EntityId& id) const {
  const auto then = entities_.find(id);
  if (then == entities_.end()) return below_.findEntity(id);
  if (then->second) return *then->second;
  return makeError(ErrorCode::kNotFound, "there is no entity '" + id.value + "'");
}

Result<Document> EarlierSource::findDocument(const DocumentId& id) const {
  const auto then = documents_.find(id);
  if (then != documents_.end()) return then->second;
  if (!hidden_.contains(id)) return below_.findDocument(id);
  return makeError(ErrorCode::kNotFound, "there is no document '" + id.value + "'");
}

Result<std::vector<EntityId>> EarlierSource::findByKey(std::string_view key) const {
  auto ids = below_.findByKey(key);
  if (!ids) return ids;
  std::erase_if(*ids, [&](const EntityId& id) { return entities_.contains(id); });
  const auto then = by_key_.find(key);
  if (then != by_key_.end()) ids->insert(ids->end(), then->second.begin(), then->second.end());
  std::sort(ids->begin(), ids->end());
  return ids;
}

Result<std::vector<std::string>> EarlierSource::keysWithPrefix(std::string_view prefix,
                                                               std::size_t limit) const {
  const std::size_t enough = limit + std::min(gone_keys_.size(), SIZE_MAX - limit);
  auto keys = below_.keysWithPrefix(prefix, enough);
  if (!keys) return keys;
  std::erase_if(*keys, [&](const std::string& key) { return gone_keys_.contains(key); });
  for (auto own = by_key_.lower_bound(prefix);
       own != by_key_.end() && own->first.compare(0, prefix.size(), prefix) == 0; ++own) {
    keys->push_back(own->first);
  }
  std::sort(keys->begin(), keys->end());
  keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
  if (keys->size() > limit) keys->resize(limit);
  return keys;
}

Result<GraphCounts> EarlierSource::counts() const {
  auto counts = below_.counts();
  if (!counts) return counts;
  counts->documents += then_.documents - before_.documents;
  counts->entities += then_.entities - before_.entities;
  counts->events += then_.events - before_.events;
  counts->mentions += then_.mentions - before_.mentions;
  return counts;
}

}  // namespace chancery::store
