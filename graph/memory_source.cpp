#include "graph/memory_source.h"

#include <algorithm>

#include "graph/entity_union.h"

namespace chancery {
namespace {

std::pair<EntityId, EntityId> pairOf(const EntityId& a, const EntityId& b) {
  return b < a ? std::pair(b, a) : std::pair(a, b);
}

// Inserts a thing, or unites it with the one of the same id; the one that is then held.
template <typename Id, typename Thing>
Thing& insertOrUnite(std::map<Id, Thing>& things, const Thing& thing) {
  const auto [at, is_new] = things.try_emplace(thing.id, thing);
  if (!is_new) unite(at->second, thing);
  return at->second;
}

template <typename Map, typename Key, typename Member>
void eraseMember(Map& sets, const Key& key, const Member& member) {
  const auto at = sets.find(key);
  if (at == sets.end()) return;
  at->second.erase(member);
  if (at->second.empty()) sets.erase(at);
}

Event withoutMentions(const Event& event) {
  Event summary;
  summary.id = event.id;
  summary.relation = event.relation;
  summary.subject = event.subject;
  summary.object = event.object;
  summary.date = event.date;
  summary.status = event.status;
  summary.place = event.place;
  summary.topics = event.topics;
  summary.confidence_permille = event.confidence_permille;
  return summary;
}

tl::unexpected<Error> notFound(const std::string& what) {
  return makeError(ErrorCode::kNotFound, "there is no " + what);
}

}  // namespace

MemorySource::Said MemorySource::tidy(DocumentEvents said) {
  Said tidied;
  tidied.document = std::move(said.document);
  for (const Entity& entity : said.entities) {
    Entity& held = insertOrUnite(tidied.entities, entity);
    unite(held, entity);  // with itself: sorts the names of one that came alone
  }
  for (const Event& event : said.events) derive(insertOrUnite(tidied.events, event));
  return tidied;
}

void MemorySource::add(DocumentEvents document) {
  Said said = tidy(std::move(document));
  const DocumentId id = said.document.id;
  const auto before = documents_.find(id);
  if (before != documents_.end() && before->second == said) return;
  remove(id);

  for (const auto& [entity_id, entity] : said.entities) {
    tellers_of_entity_[entity_id].insert(id);
    indexKeys(insertOrUnite(entities_, entity));
  }
  for (const auto& [event_id, event] : said.events) {
    tellers_of_event_[event_id].insert(id);
    indexEvent(insertOrUnite(events_, event));
  }
  documents_.emplace(id, std::move(said));
}

bool MemorySource::remove(const DocumentId& id) {
  const auto at = documents_.find(id);
  if (at == documents_.end()) return false;
  const Said said = std::move(at->second);
  const DocumentId removed = at->first;  // `id` may live in what is erased
  documents_.erase(at);
  for (const auto& [event_id, event] : said.events) forgetEvent(event_id, removed);
  for (const auto& [entity_id, entity] : said.entities) forgetEntity(entity_id, removed);
  return true;
}

void MemorySource::forgetEvent(const EventId& id, const DocumentId& document) {
  eraseMember(tellers_of_event_, id, document);
  const auto at = events_.find(id);
  const auto tellers = tellers_of_event_.find(id);
  if (tellers == tellers_of_event_.end()) {
    unindexEvent(at->second);
    events_.erase(at);
    return;
  }
  at->second.mentions.clear();
  for (const DocumentId& teller : tellers->second) {
    unite(at->second, documents_.at(teller).events.at(id));
  }
}

void MemorySource::forgetEntity(const EntityId& id, const DocumentId& document) {
  eraseMember(tellers_of_entity_, id, document);
  const auto at = entities_.find(id);
  unindexKeys(at->second);
  entities_.erase(at);
  const auto tellers = tellers_of_entity_.find(id);
  if (tellers == tellers_of_entity_.end()) return;
  for (const DocumentId& teller : tellers->second) {
    insertOrUnite(entities_, documents_.at(teller).entities.at(id));
  }
  indexKeys(entities_.at(id));
}

void MemorySource::indexEvent(const Event& event) {
  in_order_.insert(&event);
  by_entity_[event.subject].insert(&event);
  by_entity_[event.object].insert(&event);
  by_pair_[pairOf(event.subject, event.object)].insert(&event);
}

void MemorySource::unindexEvent(const Event& event) {
  in_order_.erase(&event);
  eraseMember(by_entity_, event.subject, &event);
  eraseMember(by_entity_, event.object, &event);
  eraseMember(by_pair_, pairOf(event.subject, event.object), &event);
}

void MemorySource::indexKeys(const Entity& entity) {
  for (const std::string& key : entity.search_keys) by_key_[key].insert(entity.id);
}

void MemorySource::unindexKeys(const Entity& entity) {
  for (const std::string& key : entity.search_keys) eraseMember(by_key_, key, entity.id);
}

std::string_view MemorySource::countryOfPlace(const Event& event) const {
  if (!event.place) return {};
  const auto at = entities_.find(*event.place);
  return at == entities_.end() ? std::string_view{} : std::string_view{at->second.country};
}

void MemorySource::visitEvents(const EventSet& events, const EventFilter& filter, Detail detail,
                               const EventVisitor& visit) const {
  for (const Event* event : events) {
    if (!matches(filter, *event, countryOfPlace(*event))) continue;
    const bool go_on = detail == Detail::kMentions ? visit(*event) : visit(withoutMentions(*event));
    if (!go_on) return;
  }
}

Result<void> MemorySource::forEachEvent(const EventFilter& filter, Detail detail,
                                        const EventVisitor& visit) const {
  visitEvents(in_order_, filter, detail, visit);
  return {};
}

Result<void> MemorySource::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                          Detail detail, const EventVisitor& visit) const {
  const auto at = by_entity_.find(entity);
  if (at != by_entity_.end()) visitEvents(at->second, filter, detail, visit);
  return {};
}

Result<void> MemorySource::forEachEventBetween(const EntityId& a, const EntityId& b,
                                               const EventFilter& filter, Detail detail,
                                               const EventVisitor& visit) const {
  const auto at = by_pair_.find(pairOf(a, b));
  if (at != by_pair_.end()) visitEvents(at->second, filter, detail, visit);
  return {};
}

Result<void> MemorySource::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                          const EventVisitor& visit) const {
  const auto at = documents_.find(document);
  if (at == documents_.end()) return {};
  EventSet told;
  for (const auto& [id, event] : at->second.events) told.insert(&event);
  for (const Event* event : told) {
    const Event& whole = events_.at(event->id);
    if (matches(filter, whole, countryOfPlace(whole)) && !visit(*event)) break;
  }
  return {};
}

Result<void> MemorySource::forEachLink(const EntityId& entity, const EventFilter& filter,
                                       const LinkVisitor& visit) const {
  return forEachEventOf(entity, filter, Detail::kSummary, [&](const Event& event) {
    const bool outgoing = event.subject == entity;
    return visit(Link{outgoing ? event.object : event.subject, event.id, event.relation, outgoing,
                      event.date});
  });
}

Result<void> MemorySource::forEachEntity(const EntityVisitor& visit) const {
  for (const auto& [id, entity] : entities_) {
    if (!visit(entity)) break;
  }
  return {};
}

Result<void> MemorySource::forEachDocument(const DocumentVisitor& visit) const {
  for (const auto& [id, said] : documents_) {
    if (!visit(said.document)) break;
  }
  return {};
}

Result<Event> MemorySource::findEvent(const EventId& id) const {
  const auto at = events_.find(id);
  if (at == events_.end()) return notFound("event '" + toString(id) + "'");
  return at->second;
}

Result<Entity> MemorySource::findEntity(const EntityId& id) const {
  const auto at = entities_.find(id);
  if (at == entities_.end()) return notFound("entity '" + id.value + "'");
  return at->second;
}

Result<Document> MemorySource::findDocument(const DocumentId& id) const {
  const auto at = documents_.find(id);
  if (at == documents_.end()) return notFound("document '" + id.value + "'");
  return at->second.document;
}

Result<std::vector<EntityId>> MemorySource::findByKey(std::string_view key) const {
  const auto at = by_key_.find(key);
  if (at == by_key_.end()) return std::vector<EntityId>{};
  return std::vector<EntityId>(at->second.begin(), at->second.end());
}

Result<std::vector<std::string>> MemorySource::keysWithPrefix(std::string_view prefix,
                                                              std::size_t limit) const {
  std::vector<std::string> keys;
  for (auto at = by_key_.lower_bound(prefix); at != by_key_.end() && keys.size() < limit; ++at) {
    if (at->first.compare(0, prefix.size(), prefix) != 0) break;
    keys.push_back(at->first);
  }
  return keys;
}

Result<GraphCounts> MemorySource::counts() const {
  GraphCounts counts{documents_.size(), entities_.size(), events_.size(), 0};
  for (const auto& [id, event] : events_) counts.mentions += event.mentions.size();
  return counts;
}

}  // namespace chancery
