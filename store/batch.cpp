#include "store/batch.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "graph/entity_union.h"

namespace chancery::store {
namespace {

constexpr int kFullConfidence = 1000;
constexpr std::size_t kMostKnownNumbers = std::size_t{1} << 20;

// Puts things of the same id into one, and them in the order of their ids.
template <typename Thing>
void uniteEqualIds(std::vector<Thing>& things) {
  std::stable_sort(things.begin(), things.end(),
                   [](const Thing& a, const Thing& b) { return a.id < b.id; });
  std::vector<Thing> united;
  for (Thing& thing : things) {
    if (united.empty() || united.back().id != thing.id) {
      united.push_back(std::move(thing));
    } else {
      unite(united.back(), thing);
    }
  }
  things = std::move(united);
}

tl::unexpected<Error> refuse(const DocumentEvents& said, const Event& event,
                             const std::string& why) {
  return makeError(
      ErrorCode::kInvalidInput,
      "document '" + said.document.id.value + "': the event '" + toString(event.id) + "' " + why);
}

Result<void> check(const DocumentEvents& said, const Event& event) {
  const Event made = makeEvent(event.relation, event.subject, event.object, event.date, {});
  if (made.id != event.id || made.subject != event.subject) {
    return refuse(said, event, "has an id that does not follow from what it states");
  }
  if (event.date && event.date->last < event.date->first) {
    return refuse(said, event, "ends before it begins");
  }
  if (event.mentions.empty()) return refuse(said, event, "has no mention");
  for (const Mention& mention : event.mentions) {
    if (mention.document != said.document.id) {
      return refuse(said, event, "has a mention of document '" + mention.document.value + "'");
    }
    if (mention.confidence_permille < 0 || mention.confidence_permille > kFullConfidence) {
      return refuse(said, event, "has a confidence that is not between 0 and 1000");
    }
  }
  return {};
}

// Sets of mentions are derived from without a look at who made them; but two documents that
// agree are two, so a number has to stand for their names.
void markDocument(std::vector<Mention>& mentions, DocumentNumber document) {
  for (Mention& mention : mentions) mention.document = {keyOf(document)};
}

std::vector<std::string> indexKeys(const EventId& id, const EventRow& row, TimeIndex index) {
  const EventRecord& record = row.record;
  std::vector<std::string> prefixes;
  switch (index) {
    case TimeIndex::kPair: prefixes = {pairPrefix(record.subject, record.object)}; break;
    case TimeIndex::kActor:
      prefixes = {actorPrefix(record.subject)};
      if (record.object != record.subject) prefixes.push_back(actorPrefix(record.object));
      break;
    case TimeIndex::kRelation: prefixes = {relationPrefix(record.relation)}; break;
  }
  for (std::string& prefix : prefixes) prefix = timeKey(prefix, row.date, id);
  return prefixes;
}

// Calls `visit(family, key)` for each row that an event has in the indexes.
template <typename Visit>
void forEachIndexRow(const EventId& id, const EventRow& row, Visit visit) {
  for (const auto& [index, family] :
       {std::pair(TimeIndex::kPair, Family::kPairs), std::pair(TimeIndex::kActor, Family::kActors),
        std::pair(TimeIndex::kRelation, Family::kRelations)}) {
    for (const std::string& key : indexKeys(id, row, index)) {
      visit(family, key);
      if (isLong(row.date)) visit(Family::kLongSpans, longPrefix(index, key));
    }
  }
}

std::string variantKey(EntityNumber number, const Digest& digest) {
  return keyOf(number).append(digest.begin(), digest.end());
}

tl::unexpected<Error> full(const char* what) {
  return makeError(ErrorCode::kInvalidInput,
                   std::string("the store is full: it has numbered 4294967295 ") + what);
}

}  // namespace

Result<DocumentEvents> tidy(const DocumentEvents& said) {
  if (said.document.id.value.empty()) {
    return makeError(ErrorCode::kInvalidInput, "a document needs an id");
  }
  for (const Event& event : said.events) {
    const auto checked = check(said, event);
    if (!checked) return tl::unexpected(checked.error());
  }
  DocumentEvents tidied = said;
  uniteEqualIds(tidied.entities);
  uniteEqualIds(tidied.events);
  for (Entity& entity : tidied.entities) unite(entity, Entity(entity));  // sorts its names
  for (Event& event : tidied.events) derive(event);
  return tidied;
}

Batch::Batch(const Database& database, const StoreState& state, NumberCache& known_numbers)
    : database_(database), view_(database), state_(state), known_numbers_(known_numbers) {}

void Batch::put(Family family, const std::string& key, const std::string& value) {
  batch_.Put(database_.handle(family), key, value);
}

void Batch::erase(Family family, const std::string& key) {
  batch_.Delete(database_.handle(family), key);
}

Result<PutOutcome> Batch::put(const DocumentEvents& said) {
  const DocumentId& id = said.document.id;
  const auto forgotten = forgetSkipped(id);
  if (!forgotten) return tl::unexpected(forgotten.error());
  const auto held = view_.document(id);
  if (!held) return tl::unexpected(held.error());
  DocumentRow row;
  row.document = said.document;
  row.said = digestOf(encodeWhole(said));
  if (*held) {
    if ((*held)->said == row.said) return PutOutcome::kUnchanged;
    row.number = (*held)->number;
    const auto taken_back = takeBack(row.number);
    if (!taken_back) return tl::unexpected(taken_back.error());
  } else {
    const auto number = newNumber(id);
    if (!number) return tl::unexpected(number.error());
    row.number = *number;
    ++state_.counts.documents;
  }
  const auto staged = stage(said, row.number);
  if (!staged) return tl::unexpected(staged.error());
  put(Family::kDocuments, id.value, encode(row));
  put(Family::kSaid, keyOf(row.number), encode(*staged));
  return *held ? PutOutcome::kReplaced : PutOutcome::kAdded;
}

Result<bool> Batch::remove(const DocumentId& id) {
  const auto held = view_.document(id);
  if (!held) return tl::unexpected(held.error());
  if (!*held) return false;
  const DocumentNumber number = (*held)->number;
  const auto taken_back = takeBack(number);
  if (!taken_back) return tl::unexpected(taken_back.error());
  erase(Family::kDocuments, id.value);
  erase(Family::kSaid, keyOf(number));
  erase(Family::kNames, nameKey(number));
  --state_.counts.documents;
  return true;
}

Result<void> Batch::forgetSkipped(const DocumentId& id) {
  // asked first, for a deletion that deletes nothing is written all the same
  const auto skipped = view_.get(Family::kSkipped, id.value);
  if (!skipped) return tl::unexpected(skipped.error());
  if (*skipped) erase(Family::kSkipped, id.value);
  return {};
}

Result<EntityNumber> Batch::numberOf(const EntityId& id) {
  for (const NumberCache* cache : {&std::as_const(known_numbers_), &std::as_const(new_numbers_)}) {
    const auto known = cache->find(id.value);
    if (known != cache->end()) return known->second;
  }
  const auto held = view_.numberOf(id);
  if (!held) return tl::unexpected(held.error());
  EntityNumber number;
  if (*held) {
    number = **held;
  } else {
    if (state_.next_entity == std::numeric_limits<std::uint32_t>::max()) return full("entities");
    number = {state_.next_entity++};
    put(Family::kNames, numberOfEntityKey(id.value), encode(number));
    put(Family::kNames, nameKey(number), id.value);
    new_names_.emplace(number.value, id);
  }
  new_numbers_.emplace(id.value, number);
  return number;
}

Result<DocumentNumber> Batch::newNumber(const DocumentId& id) {
  if (state_.next_document == std::numeric_limits<std::uint32_t>::max()) return full("documents");
  const DocumentNumber number{state_.next_document++};
  put(Family::kNames, nameKey(number), id.value);
  return number;
}

Result<void> Batch::takeBack(DocumentNumber document) {
  const auto bytes = view_.get(Family::kSaid, keyOf(document));
  if (!bytes) return tl::unexpected(bytes.error());
  const auto said = *bytes ? decodeSaid(**bytes) : std::nullopt;
  if (!said) {
    return corrupt(Family::kSaid,
                   "the row of document " + std::to_string(document.value) + " cannot be read");
  }
  for (const EventId& event : said->events) events_[event].mentions[document].clear();
  for (const VariantRef& ref : said->variants) {
    --entities_[ref.entity].variants[ref.digest].more_documents;
  }
  return {};
}

Result<SaidRow> Batch::stage(const DocumentEvents& said, DocumentNumber document) {
  SaidRow row;
  for (const Event& event : said.events) {
    StagedEvent& staged = events_[event.id];
    staged.mentions[document] = event.mentions;
    staged.said = event;
    staged.said.mentions.clear();
    row.events.push_back(event.id);
  }
  for (const Entity& entity : said.entities) {
    const auto number = numberOf(entity.id);
    if (!number) return tl::unexpected(number.error());
    const Digest digest = digestOf(encodeFacts(entity));
    StagedVariant& staged = entities_[*number].variants[digest];
    ++staged.more_documents;
    staged.entity = entity;
    row.variants.push_back({*number, digest});
  }
  return row;
}

Result<StoreState> Batch::commit() {
  for (const auto& [id, staged] : events_) {
    const auto written = writeEvent(id, staged);
    if (!written) return tl::unexpected(written.error());
  }
  for (const auto& [number, staged] : entities_) {
    const auto written = writeEntity(number, staged);
    if (!written) return tl::unexpected(written.error());
  }
  if (batch_.Count() == 0) return state_;
  put(Family::kMeta, std::string(kStateKey), encode(state_));
  const rocksdb::Status status = database_.db().Write(database_.writeOptions(), &batch_);
  if (!status.ok()) {
    return toError(status, "cannot write to the store '" + database_.directory().string() + "'");
  }
  if (known_numbers_.size() > kMostKnownNumbers) known_numbers_.clear();
  known_numbers_.merge(new_numbers_);
  return state_;
}

Result<void> Batch::writeEvent(const EventId& id, const StagedEvent& staged) {
  auto held = heldEvent(id, staged);
  if (!held) return tl::unexpected(held.error());
  Event event = staged.said;
  if (held->row) {
    auto before = view_.toEvent(id, *held->row);
    if (!before) return tl::unexpected(before.error());
    event = std::move(*before);
  }
  event.mentions = std::move(held->mentions);
  for (const auto& [document, mentions] : staged.mentions) {
    std::vector<Mention> marked = mentions;
    markDocument(marked, document);
    event.mentions.insert(event.mentions.end(), marked.begin(), marked.end());
  }
  derive(event);
  state_.counts.mentions += event.mentions.size() - held->all_mentions;

  const auto written = writeMentions(id, staged, held->row.has_value());
  if (!written) return written;
  if (event.mentions.empty()) {
    if (held->row) deleteEventRow(id, *held->row);
    return {};
  }
  const auto row = rowOf(event);
  if (!row) return tl::unexpected(row.error());
  if (!held->row) ++state_.counts.events;
  if (held->row != *row) putEventRow(id, *row);
  return {};
}

Result<Batch::HeldEvent> Batch::heldEvent(const EventId& id, const StagedEvent& staged) {
  HeldEvent held;
  auto row = view_.event(id);
  if (!row) return tl::unexpected(row.error());
  held.row = std::move(*row);
  if (!held.row) return held;
  const std::string prefix = keyOf(id);
  Scan rows(view_, Family::kMentions, prefix, endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    auto records = decodeMentions(rows.value());
    if (!records || rows.key().size() != prefix.size() + 4) {
      return corrupt(Family::kMentions, "those of '" + toString(id) + "' cannot be read");
    }
    held.all_mentions += records->size();
    const DocumentNumber document{readUint32(rows.key().substr(prefix.size()))};
    if (staged.mentions.contains(document)) continue;
    std::vector<Mention> mentions;
    for (MentionRecord& record : *records) {
      auto mention = view_.toMention(std::move(record));
      if (!mention) return tl::unexpected(mention.error());
      mentions.push_back(std::move(*mention));
    }
    markDocument(mentions, document);
    std::move(mentions.begin(), mentions.end(), std::back_inserter(held.mentions));
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return held;
}

Result<void> Batch::writeMentions(const EventId& id, const StagedEvent& staged, bool was_held) {
  for (const auto& [document, mentions] : staged.mentions) {
    if (mentions.empty()) {
      if (was_held) erase(Family::kMentions, mentionKey(id, document));
      continue;
    }
    std::vector<MentionRecord> records;
    for (const Mention& mention : mentions) {
      MentionRecord& record = records.emplace_back();
      record.mention = mention;
      if (!mention.place) continue;
      const auto place = numberOf(*mention.place);
      if (!place) return tl::unexpected(place.error());
      record.place = *place;
    }
    put(Family::kMentions, mentionKey(id, document), encode(records));
  }
  return {};
}

Result<EventRow> Batch::rowOf(const Event& event) {
  EventRow row;
  row.date = event.date;
  row.record.relation = event.relation;
  row.record.status = event.status;
  row.record.confidence_permille = event.confidence_permille;
  row.record.topics = event.topics;
  const auto subject = numberOf(event.subject);
  if (!subject) return tl::unexpected(subject.error());
  row.record.subject = *subject;
  const auto object = numberOf(event.object);
  if (!object) return tl::unexpected(object.error());
  row.record.object = *object;
  if (!event.place) return row;
  const auto place = numberOf(*event.place);
  if (!place) return tl::unexpected(place.error());
  row.record.place = *place;
  return row;
}

void Batch::putEventRow(const EventId& id, const EventRow& row) {
  put(Family::kEvents, keyOf(id), encode(row));
  const std::string record = encode(row.record);
  forEachIndexRow(id, row,
                  [&](Family family, const std::string& key) { put(family, key, record); });
}

void Batch::deleteEventRow(const EventId& id, const EventRow& row) {
  --state_.counts.events;
  erase(Family::kEvents, keyOf(id));
  forEachIndexRow(id, row, [&](Family family, const std::string& key) { erase(family, key); });
}

Result<void> Batch::writeEntity(EntityNumber number, const StagedEntity& staged) {
  const auto new_name = new_names_.find(number.value);
  const auto id =
      new_name != new_names_.end() ? Result<EntityId>(new_name->second) : view_.idOf(number);
  if (!id) return tl::unexpected(id.error());
  const auto change = writeVariants(number, *id, staged);
  if (!change) return tl::unexpected(change.error());
  const auto held = view_.entity(*id);
  if (!held) return tl::unexpected(held.error());

  std::optional<Entity> before;
  if (*held) before = (*held)->entity;
  std::optional<Entity> after = before;
  if (change->some_went) {
    auto again = uniteAgain(number, *id, staged);
    if (!again) return tl::unexpected(again.error());
    after = std::move(*again);
  }
  for (const Entity& entity : change->came) {
    if (!after) after = entity;
    unite(*after, entity);
  }
  if (after == before) return {};
  if (after) put(Family::kEntities, id->value, encode(EntityRow{number, *after}));
  if (!after) erase(Family::kEntities, id->value);
  if (after && !before) ++state_.counts.entities;
  if (before && !after) --state_.counts.entities;
  writeSearchKeys(number, before ? &*before : nullptr, after ? &*after : nullptr);
  return {};
}

Result<Batch::VariantChange> Batch::writeVariants(EntityNumber number, const EntityId& id,
                                                  const StagedEntity& staged) {
  VariantChange change;
  for (const auto& [digest, variant] : staged.variants) {
    if (variant.more_documents == 0) continue;
    const std::string key = variantKey(number, digest);
    const auto bytes = view_.get(Family::kVariants, key);
    if (!bytes) return tl::unexpected(bytes.error());
    VariantRow row{0, variant.entity};
    if (*bytes) {
      auto held = decodeVariant(id.value, **bytes);
      if (!held) return corrupt(Family::kVariants, "a row of '" + id.value + "' cannot be read");
      row = std::move(*held);
    }
    const std::uint64_t before = row.documents;
    row.documents += static_cast<std::uint64_t>(variant.more_documents);
    if (variant.more_documents < 0 && row.documents >= before) {
      return corrupt(Family::kVariants, "a row of '" + id.value + "' counts too few documents");
    }
    if (row.documents == 0) {
      erase(Family::kVariants, key);
      change.some_went = true;
      continue;
    }
    put(Family::kVariants, key, encode(row));
    if (before == 0) change.came.push_back(std::move(row.entity));
  }
  return change;
}

// What is left of an entity without the variants that go. There are about as many variants as
// ways to write a name, however many documents there are.
Result<std::optional<Entity>> Batch::uniteAgain(EntityNumber number, const EntityId& id,
                                                const StagedEntity& staged) {
  std::optional<Entity> united;
  const std::string prefix = keyOf(number);
  Scan rows(view_, Family::kVariants, prefix, endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    auto row = decodeVariant(id.value, rows.value());
    Digest digest{};
    if (!row || rows.key().size() != prefix.size() + digest.size()) {
      return corrupt(Family::kVariants, "a row of '" + id.value + "' cannot be read");
    }
    std::copy(rows.key().begin() + static_cast<std::ptrdiff_t>(prefix.size()), rows.key().end(),
              digest.begin());
    const auto change = staged.variants.find(digest);
    const bool goes =
        change != staged.variants.end() &&
        row->documents + static_cast<std::uint64_t>(change->second.more_documents) == 0;
    if (goes) continue;
    if (!united) {
      united = std::move(row->entity);
    } else {
      unite(*united, row->entity);
    }
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return united;
}

void Batch::writeSearchKeys(EntityNumber number, const Entity* before, const Entity* after) {
  static const std::vector<std::string> kNone;
  const std::vector<std::string>& old_keys = before != nullptr ? before->search_keys : kNone;
  const std::vector<std::string>& new_keys = after != nullptr ? after->search_keys : kNone;
  for (const std::string& text : old_keys) {
    if (!std::binary_search(new_keys.begin(), new_keys.end(), text)) {
      erase(Family::kSearchKeys, searchKey(text, number));
    }
  }
  for (const std::string& text : new_keys) {
    if (!std::binary_search(old_keys.begin(), old_keys.end(), text)) {
      put(Family::kSearchKeys, searchKey(text, number), "");
    }
  }
}

}  // namespace chancery::store
