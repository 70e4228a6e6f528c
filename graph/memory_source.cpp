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
  for (const Event& event : said.events) {
    const auto [at, is_new] = tidied.events.try_emplace(event.id, event);
    std::vector<Mention>& mentions = at->second.mentions;
    if (!is_new) mentions.insert(mentions.end(), event.mentions.begin(), event.mentions.end());
  }
  for (auto& [id, event] : tidied.events) derive(event);
  return tidied;
}

void MemorySource::add(DocumentEvents document) {
  Said said = tidy(std::move(document));
  const DocumentId id = said.document.id;
  const auto before = documents_.find(id);
  if (before != documents_.end() && before->second == said) return;
  remove(id);

  for (const auto& [entity_id, entity] : said.entities) addEntity(entity, id);
  for (const auto& [event_id, event] : said.events) addEvent(event, id);
  documents_.emplace(id, std::move(said));
}

void MemorySource::addEntity(const Entity& entity, const DocumentId& document) {
  tellers_of_entity_[entity.id].insert(document);
  // an entity has few names, however many tell of it
  if (!unsettled_->entities.contains(entity.id)) indexKeys(insertOrUnite(entities_, entity));
}

void MemorySource::addEvent(const Event& event, const DocumentId& document) {
  tellers_of_event_[event.id].insert(document);
  const auto [at, is_new] = events_.try_emplace(event.id, event);
  if (is_new) {
    indexEvent(at->second);
  } else {
    unsettled_->events.insert(event.id);
    unsettled_->any = true;
  }
}

const MemorySource& MemorySource::settled() const {
  if (!unsettled_->any) return *this;
  const std::lock_guard lock(unsettled_->mutex);
  if (!unsettled_->any) return *this;
  auto& self = const_cast<MemorySource&>(*this);  // nobody has seen what changes here
  for (const EntityId& id : unsettled_->entities) self.settleEntity(id);
  for (const EventId& id : unsettled_->events) self.settleEvent(id);
  unsettled_->entities.clear();
  unsettled_->events.clear();
  unsettled_->any = false;
  return *this;
}

// Where an event stands in the indexes does not depend on its mentions.
void MemorySource::settleEvent(const EventId& id) {
  Event& event = events_.at(id);
  event.mentions.clear();
  for (const DocumentId& teller : tellers_of_event_.at(id)) {
    const std::vector<Mention>& mentions = documents_.at(teller).events.at(id).mentions;
    event.mentions.insert(event.mentions.end(), mentions.begin(), mentions.end());
  }
  derive(event);
}

void MemorySource::settleEntity(const EntityId& id) {
  unindexKeys(entities_.at(id));
  entities_.erase(id);
  for (const DocumentId& teller : tellers_of_entity_.at(id)) {
    insertOrUnite(entities_, documents_.at(teller).entities.at(id));
  }
  indexKeys(entities_.at(id));
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
  if (tellers_of_event_.contains(id)) {
    unsettled_->events.insert(id);
    unsettled_->any = true;
    return;
  }
  const auto at = events_.find(id);
  unindexEvent(at->second);
  events_.erase(at);
  unsettled_->events.erase(id);
}

void MemorySource::forgetEntity(const EntityId& id, const DocumentId& document) {
  eraseMember(tellers_of_entity_, id, document);
  if (tellers_of_entity_.contains(id)) {
    unsettled_->entities.insert(id);
    unsettled_->any = true;
    return;
  }
  const auto at = entities_.find(id);
  unindexKeys(at->second);
  entities_.erase(at);
  unsettled_->entities.erase(id);
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
  settled().visitEvents(in_order_, filter, detail, visit);
  return {};
}

Result<void> MemorySource::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                          Detail detail, const EventVisitor& visit) const {
  const auto at = by_entity_.find(entity);
  if (at != by_entity_.end()) settled().visitEvents(at->second, filter, detail, visit);
  return {};
}

Result<void> MemorySource::forEachEventBetween(const EntityId& a, const EntityId& b,
                                               const EventFilter& filter, Detail detail,
                                               const EventVisitor& visit) const {
  const auto at = by_pair_.find(pairOf(a, b));
  if (at != by_pair_.end()) settled().visitEvents(at->second, filter, detail, visit);
  return {};
}

Result<void> MemorySource::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                          const EventVisitor& visit) const {
  const auto at = settled().documents_.find(document);
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
  for (const auto& [id, entity] : settled().entities_) {
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
  const auto at = settled().events_.find(id);
  if (at == events_.end()) return notFound("event '" + toString(id) + "'");
  return at->second;
}

Result<Entity> MemorySource::findEntity(const EntityId& id) const {
  const auto at = settled().entities_.find(id);
  if (at == entities_.end()) return notFound("entity '" + id.value + "'");
  return at->second;
}

Result<Document> MemorySource::findDocument(const DocumentId& id) const {
  const auto at = documents_.find(id);
  if (at == documents_.end()) return notFound("document '" + id.value + "'");
  return at->second.document;
}

Result<std::vector<EntityId>> MemorySource::findByKey(std::string_view key) const {
  const auto at = settled().by_key_.find(key);
  if (at == by_key_.end()) return std::vector<EntityId>{};
  return std::vector<EntityId>(at->second.begin(), at->second.end());
}

Result<std::vector<std::string>> MemorySource::keysWithPrefix(std::string_view prefix,
                                                              std::size_t limit) const {
  std::vector<std::string> keys;
  for (auto at = settled().by_key_.lower_bound(prefix); at != by_key_.end() && keys.size() < limit;
       ++at) {
    if (at->first.compare(0, prefix.size(), prefix) != 0) break;
    keys.push_back(at->first);
  }
  return keys;
}

Result<GraphCounts> MemorySource::counts() const {
  GraphCounts counts{documents_.size(), entities_.size(), events_.size(), 0};
  for (const auto& [id, event] : settled().events_) counts.mentions += event.mentions.size();
  return counts;
}

}  // namespace chancery
