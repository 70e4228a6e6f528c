#include "store/writer.h"

#include <algorithm>

#include "graph/entity_union.h"

namespace chancery::store {
namespace {

std::string factKey(const EntityId& entity, const std::string& document) {
  return entity.value + '\0' + document;
}

std::string mentionKey(const EventId& event, const std::string& document) {
  std::string key;
  appendEvent(key, event);
  return key + document;
}

std::string relationByte(Relation relation) { return std::string(1, static_cast<char>(relation)); }

}  // namespace

Result<void> StoreWriter::begin() {
  const auto counts = database_.get(Family::kMeta, kCountsKey, nullptr);
  if (!counts) return tl::unexpected(counts.error());
  if (*counts && !decode(**counts, counts_)) return database_.damaged(Family::kMeta);
  const auto next = database_.get(Family::kMeta, kNextNumberKey, nullptr);
  if (!next) return tl::unexpected(next.error());
  if (*next) next_number_ = readNumber(**next, 0);
  return {};
}

void StoreWriter::setRow(Family family, std::string_view key, std::string_view value, bool add) {
  if (add) {
    batch_.Put(database_.handle(family), slice(key), slice(value));
  } else {
    batch_.Delete(database_.handle(family), slice(key));
  }
}

Result<void> StoreWriter::put(const DocumentEvents& said) {
  const DocumentId& id = said.document.id;
  if (auto taken = takeBack(id); !taken) return tl::unexpected(taken.error());
  SaidRecord record;
  for (const Entity& entity : said.entities) {
    if (auto added = addEntity(entity, id); !added) return added;
    record.entities.push_back(entity.id);
  }
  for (const Event& event : said.events) {
    if (auto added = addEvent(event, id); !added) return added;
    record.events.push_back(event.id);
  }
  batch_.Put(database_.handle(Family::kDocuments), id.value, encode(said.document));
  batch_.Put(database_.handle(Family::kSaid), id.value, encode(record));
  batch_.Delete(database_.handle(Family::kSkipped), id.value);
  documents_[id] = std::move(record);
  ++counts_.documents;
  return {};
}

Result<bool> StoreWriter::remove(const DocumentId& id) {
  auto taken = takeBack(id);
  if (!taken || !*taken) return taken;
  batch_.Delete(database_.handle(Family::kDocuments), id.value);
  batch_.Delete(database_.handle(Family::kSaid), id.value);
  documents_[id] = std::nullopt;
  return true;
}

// Takes what the document said out of everything; false when it said nothing yet.
Result<bool> StoreWriter::takeBack(const DocumentId& id) {
  SaidRecord record;
  if (const auto here = documents_.find(id); here != documents_.end()) {
    if (!here->second) return false;
    record = *here->second;
  } else {
    const auto stored = database_.get(Family::kSaid, id.value, nullptr);
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored) return false;
    if (!decode(**stored, record)) return database_.damaged(Family::kSaid);
  }
  for (const EventId& event : record.events) {
    const auto state = stateOf(event);
    if (!state) return tl::unexpected(state.error());
    (*state)->changed[id.value] = std::nullopt;
    (*state)->taken_back = true;
  }
  for (const EntityId& entity : record.entities) {
    const auto state = stateOf(entity);
    if (!state) return tl::unexpected(state.error());
    (*state)->changed[id.value] = std::nullopt;
    (*state)->taken_back = true;
  }
  --counts_.documents;
  return true;
}

Result<StoreWriter::EventState*> StoreWriter::stateOf(const EventId& id) {
  const auto [at, fresh] = events_.try_emplace(id);
  if (!fresh) return &at->second;
  std::string key;
  appendEvent(key, id);
  const auto stored = database_.get(Family::kEvents, key, nullptr);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored) {
    EventRecord record;
    if (!decode(**stored, record)) return database_.damaged(Family::kEvents);
    at->second.now = record;
    at->second.before = std::move(record);
  }
  return &at->second;
}

Result<StoreWriter::EntityState*> StoreWriter::stateOf(const EntityId& id) {
  const auto [at, fresh] = entities_.try_emplace(id);
  if (!fresh) return &at->second;
  const auto stored = database_.get(Family::kEntities, id.value, nullptr);
  if (!stored) return tl::unexpected(stored.error());
  if (*stored) {
    Entity entity;
    if (!decode(**stored, entity)) return database_.damaged(Family::kEntities);
    at->second.now = entity;
    at->second.before = std::move(entity);
  }
  return &at->second;
}

Result<void> StoreWriter::addEvent(const Event& event, const DocumentId& document) {
  std::vector<Mention> mentions;
  for (const Mention& mention : event.mentions) {
    if (mention.document == document) mentions.push_back(mention);
  }
  if (mentions.empty()) {
    return makeError(ErrorCode::kInvalidInput, toString(event.id) + " has no mention of the document '" + document.value + "'");
  }
  std::sort(mentions.begin(), mentions.end());
  mentions.erase(std::unique(mentions.begin(), mentions.end()), mentions.end());
  const auto state = stateOf(event.id);
  if (!state) return tl::unexpected(state.error());
  EventRecord& now = (*state)->now;
  now.relation = event.relation;
  now.subject = event.subject;
  now.object = event.object;
  now.date = event.date;
  for (const Mention& mention : mentions) now.derived.add(mention);
  (*state)->changed[document.value] = std::move(mentions);
  return {};
}

Result<void> StoreWriter::addEntity(const Entity& entity, const DocumentId& document) {
  const auto state = stateOf(entity.id);
  if (!state) return tl::unexpected(state.error());
  if ((*state)->now) {
    unite(*(*state)->now, entity);
  } else {
    (*state)->now = entity;
    unite(*(*state)->now, entity);  // brings its names into order
  }
  (*state)->changed[document.value] = entity;
  return {};
}

// Works the event out anew from the mentions in the store and those of this step.
Result<void> StoreWriter::rederive(const EventId& id, EventState& state) {
  state.now.derived = {};
  std::string prefix;
  appendEvent(prefix, id);
  bool good = true;
  const auto scanned = database_.scanPrefix(Family::kMentions, prefix, nullptr, [&](std::string_view key, std::string_view value) {
    const std::string document(key.substr(kEventBytes));
    if (state.changed.contains(document)) return true;
    std::vector<Mention> mentions;
    good = decode(value, {document}, mentions);
    for (const Mention& mention : mentions) state.now.derived.add(mention);
    return good;
  });
  if (!scanned) return scanned;
  if (!good) return database_.damaged(Family::kMentions);
  for (const auto& [document, mentions] : state.changed) {
    if (!mentions) continue;
    for (const Mention& mention : *mentions) state.now.derived.add(mention);
  }
  return {};
}

Result<void> StoreWriter::settleEvent(const EventId& id, EventState& state) {
  if (state.taken_back) {
    if (auto derived = rederive(id, state); !derived) return derived;
  }
  for (const auto& [document, mentions] : state.changed) {
    setRow(Family::kMentions, mentionKey(id, document), mentions ? encode(*mentions) : "", mentions.has_value());
  }
  const bool was = state.before.has_value();
  const bool is = state.now.derived.mentions > 0;
  counts_.mentions += state.now.derived.mentions - (was ? state.before->derived.mentions : 0);
  std::string key;
  appendEvent(key, id);
  if (is || was) setRow(Family::kEvents, key, is ? encode(state.now) : "", is);
  if (is && !was) {
    ++counts_.events;
    return index(id, state.now, true);
  }
  if (was && !is) {
    --counts_.events;
    return index(id, *state.before, false);
  }
  return {};
}

Result<Number> StoreWriter::numberOf(const EntityId& id) {
  if (const auto known = numbers_.find(id); known != numbers_.end()) return known->second;
  const auto stored = database_.get(Family::kNumbers, id.value, nullptr);
  if (!stored) return tl::unexpected(stored.error());
  Number number = 0;
  if (*stored) {
    number = readNumber(**stored, 0);
  } else {
    number = next_number_++;
    std::string value;
    appendNumber(value, number);
    batch_.Put(database_.handle(Family::kNumbers), id.value, value);
  }
  numbers_.emplace(id, number);
  return number;
}

// The rows of the time families, which follow from what never changes of an event.
Result<void> StoreWriter::index(const EventId& id, const EventRecord& record, bool add) {
  const auto subject = numberOf(record.subject);
  if (!subject) return tl::unexpected(subject.error());
  const auto object = numberOf(record.object);
  if (!object) return tl::unexpected(object.error());
  const std::string relation = relationByte(record.relation);
  const bool is_long = isLong(record.date);
  const auto row = [&](Family family, Family long_family, std::string_view prefix, const std::string& value) {
    const std::string key = timeKey(prefix, record.date, id);
    setRow(family, key, value, add);
    if (is_long) setRow(long_family, key, value, add);
  };
  row(Family::kPairTime, Family::kLongPair, pairPrefix(*subject, *object), relation);
  row(Family::kEntityTime, Family::kLongEntity, entityPrefix(*subject), relation + '\1' + record.object.value);
  if (*subject != *object) {
    row(Family::kEntityTime, Family::kLongEntity, entityPrefix(*object), relation + '\0' + record.subject.value);
  }
  row(Family::kRelationTime, Family::kLongRelation, relation, relation);
  row(Family::kTime, Family::kLongTime, "", relation);
  return {};
}

Result<void> StoreWriter::reunite(const EntityId& id, EntityState& state) {
  state.now.reset();
  const auto add = [&](const Entity& entity) {
    if (!state.now) state.now = entity;
    unite(*state.now, entity);
  };
  bool good = true;
  const std::string prefix = factKey(id, "");
  const auto scanned = database_.scanPrefix(Family::kFacts, prefix, nullptr, [&](std::string_view key, std::string_view value) {
    if (state.changed.contains(std::string(key.substr(prefix.size())))) return true;
    Entity entity;
    good = decode(value, entity);
    if (good) add(entity);
    return good;
  });
  if (!scanned) return scanned;
  if (!good) return database_.damaged(Family::kFacts);
  for (const auto& [document, entity] : state.changed) {
    if (entity) add(*entity);
  }
  return {};
}

Result<void> StoreWriter::settleEntity(const EntityId& id, EntityState& state) {
  if (state.taken_back) {
    if (auto united = reunite(id, state); !united) return united;
  }
  for (const auto& [document, entity] : state.changed) {
    setRow(Family::kFacts, factKey(id, document), entity ? encode(*entity) : "", entity.has_value());
  }
  if (state.before == state.now) return {};
  static const std::vector<std::string> kNoKeys;
  const std::vector<std::string>& before = state.before ? state.before->search_keys : kNoKeys;
  const std::vector<std::string>& now = state.now ? state.now->search_keys : kNoKeys;
  for (const std::string& key : before) {
    if (!std::binary_search(now.begin(), now.end(), key)) setRow(Family::kNames, key + '\0' + id.value, "", false);
  }
  for (const std::string& key : now) {
    if (!std::binary_search(before.begin(), before.end(), key)) setRow(Family::kNames, key + '\0' + id.value, "", true);
  }
  setRow(Family::kEntities, id.value, state.now ? encode(*state.now) : "", state.now.has_value());
  if (state.now && !state.before) ++counts_.entities;
  if (!state.now && state.before) --counts_.entities;
  return {};
}

Result<void> StoreWriter::commit() {
  for (auto& [id, state] : events_) {
    if (auto settled = settleEvent(id, state); !settled) return settled;
  }
  for (auto& [id, state] : entities_) {
    if (auto settled = settleEntity(id, state); !settled) return settled;
  }
  std::string next;
  appendNumber(next, next_number_);
  batch_.Put(database_.handle(Family::kMeta), slice(kNextNumberKey), next);
  batch_.Put(database_.handle(Family::kMeta), slice(kCountsKey), encode(counts_));
  return database_.write(batch_);
}

}  // namespace chancery::store
