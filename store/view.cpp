#include "store/view.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::store {
namespace {

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }

// What a look-up gave, decoded; `decode` gives nothing for bytes that nobody can have written.
template <typename T, typename Decode>
Result<std::optional<T>> decoded(const Result<std::optional<std::string>>& bytes, Family family,
                                 const std::string& row, Decode decode) {
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return std::optional<T>{};
  std::optional<T> value = decode(**bytes);
  if (!value) return corrupt(family, "the row of '" + row + "' cannot be read");
  return value;
}

}  // namespace

View::View(const Database& database) : database_(database) {
  // what was opened read-only does not change
  if (!database.isReadOnly()) snapshot_ = database.db().GetSnapshot();
}

View::~View() {
  if (snapshot_ != nullptr) database_.db().ReleaseSnapshot(snapshot_);
}

Result<std::optional<std::string>> View::get(Family family, std::string_view key) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  std::string value;
  const rocksdb::Status status =
      database_.db().Get(options, database_.handle(family), slice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>{};
  if (!status.ok()) return toError(status, readingOf(family));
  return std::optional<std::string>(std::move(value));
}

Result<void> View::getAll(Family family, const std::vector<std::string>& keys,
                          const RowVisitor& visit) const {
  constexpr std::size_t kMostAtOnce = 256;
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  std::array<rocksdb::Slice, kMostAtOnce> slices;
  std::array<rocksdb::PinnableSlice, kMostAtOnce> values;
  std::array<rocksdb::Status, kMostAtOnce> statuses;
  for (std::size_t begin = 0; begin < keys.size(); begin += kMostAtOnce) {
    const std::size_t count = std::min(kMostAtOnce, keys.size() - begin);
    std::copy_n(keys.begin() + static_cast<std::ptrdiff_t>(begin), count, slices.begin());
    database_.db().MultiGet(options, database_.handle(family), count, slices.data(), values.data(),
                            statuses.data());
    for (std::size_t i = 0; i < count; ++i) {
      std::optional<std::string_view> value;
      if (statuses[i].ok()) value = values[i].ToStringView();
      if (!value && !statuses[i].IsNotFound()) return toError(statuses[i], readingOf(family));
      const auto visited = visit(begin + i, value);
      if (!visited) return visited;
      values[i].Reset();
    }
  }
  return {};
}

Result<StoreState> View::state() const {
  const auto state =
      decoded<StoreState>(get(Family::kMeta, kStateKey), Family::kMeta, "state", decodeState);
  if (!state) return tl::unexpected(state.error());
  if (!*state) return corrupt(Family::kMeta, "the counters are missing");
  return **state;
}

Result<std::optional<DocumentRow>> View::document(const DocumentId& id) const {
  return decoded<DocumentRow>(
      get(Family::kDocuments, id.value), Family::kDocuments, id.value,
      [&](std::string_view bytes) { return decodeDocument(id.value, bytes); });
}

Result<std::optional<EntityRow>> View::entity(const EntityId& id) const {
  return decoded<EntityRow>(get(Family::kEntities, id.value), Family::kEntities, id.value,
                            [&](std::string_view bytes) { return decodeEntity(id.value, bytes); });
}

Result<std::optional<EventEntry>> View::event(const EventId& id) const {
  return decoded<EventEntry>(get(Family::kEvents, keyOf(id)), Family::kEvents, toString(id),
                             decodeEvent);
}

Result<std::vector<std::optional<EventEntry>>> View::events(const std::vector<EventId>& ids) const {
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const EventId& id : ids) keys.push_back(keyOf(id));
  std::vector<std::optional<EventEntry>> entries(ids.size());
  const auto read = getAll(
      Family::kEvents, keys,
      [&](std::size_t i, std::optional<std::string_view> bytes) -> Result<void> {
        if (!bytes) return {};
        entries[i] = decodeEvent(*bytes);
        if (entries[i]) return {};
        return corrupt(Family::kEvents, "the row of '" + toString(ids[i]) + "' cannot be read");
      });
  if (!read) return tl::unexpected(read.error());
  return entries;
}

Result<std::vector<Telling>> View::tellings(const EventId& id, const EventEntry& entry) const {
  std::vector<Telling> tellings = {entry.first};
  if (entry.documents == 1) return tellings;
  const std::string prefix = keyOf(id);
  Scan rows(*this, Family::kTellers, prefix, endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    const auto position = decodeCount(rows.value());
    if (!position || rows.key().size() != kTellerKeyBytes) {
      return corrupt(Family::kTellers, "a row of '" + toString(id) + "' cannot be read");
    }
    tellings.push_back(
        {{readUint32(rows.key().substr(kEventKeyBytes))}, static_cast<std::uint32_t>(*position)});
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  if (tellings.size() == entry.documents) return tellings;
  return corrupt(Family::kTellers, "rows of '" + toString(id) + "' are missing");
}

Result<std::vector<MentionRecord>> View::evidence(const Telling& telling) const {
  const std::string row =
      std::to_string(telling.position) + " of document " + std::to_string(telling.document.value);
  auto records = decoded<std::vector<MentionRecord>>(get(Family::kEvidence, keyOf(telling)),
                                                     Family::kEvidence, row, decodeMentions);
  if (!records) return tl::unexpected(records.error());
  if (!*records) return corrupt(Family::kEvidence, "row " + row + " is missing");
  return std::move(**records);
}

Result<SaidRow> View::said(DocumentNumber document) const {
  const std::string number = std::to_string(document.value);
  auto said =
      decoded<SaidRow>(get(Family::kSaid, keyOf(document)), Family::kSaid, number, decodeSaid);
  if (!said) return tl::unexpected(said.error());
  if (!*said) return corrupt(Family::kSaid, "document " + number + " has no row");
  return std::move(**said);
}

Result<std::uint64_t> View::count(std::string_view key) const {
  const auto count =
      decoded<std::uint64_t>(get(Family::kMonths, key), Family::kMonths, "a count", decodeCount);
  if (!count) return tl::unexpected(count.error());
  return count->value_or(0);
}

Result<std::uint64_t> View::sumOfCounts(const std::vector<std::string>& keys) const {
  std::uint64_t sum = 0;
  const auto read = getAll(Family::kMonths, keys,
                           [&](std::size_t, std::optional<std::string_view> bytes) -> Result<void> {
                             const auto count =
                                 bytes ? decodeCount(*bytes) : std::optional<std::uint64_t>(0);
                             if (!count) return corrupt(Family::kMonths, "a row cannot be read");
                             sum += *count;
                             return {};
                           });
  if (!read) return tl::unexpected(read.error());
  return sum;
}

Result<std::optional<EntityNumber>> View::numberOf(const EntityId& id) const {
  const auto known = database_.dictionary().numberOf(id.value);
  if (known) return known;
  return decoded<EntityNumber>(get(Family::kNames, numberOfEntityKey(id.value)), Family::kNames,
                               id.value, decodeEntityNumber);
}

Result<std::string> View::name(const std::string& key) const {
  auto name = get(Family::kNames, key);
  if (!name) return tl::unexpected(name.error());
  if (!*name) {
    return corrupt(
        Family::kNames,
        "number " + std::to_string(readUint32(std::string_view(key).substr(1))) + " has no name");
  }
  return std::move(**name);
}

Result<const EntityId*> View::idOf(EntityNumber number) {
  const EntityId* known = database_.dictionary().find(number);
  if (known != nullptr) return known;
  const auto kept = entities_.find(number.value);
  if (kept != entities_.end()) return &kept->second;
  auto text = name(nameKey(number));
  if (!text) return tl::unexpected(text.error());
  const EntityId id{std::move(*text)};
  known = database_.dictionary().remember(number, id);
  return known != nullptr ? known : &entities_.emplace(number.value, id).first->second;
}

Result<const std::string*> View::textOf(TopicNumber number) {
  const std::string* known = database_.dictionary().find(number);
  if (known != nullptr) return known;
  const auto kept = topics_.find(number.value);
  if (kept != topics_.end()) return &kept->second;
  const auto text = name(nameKey(number));
  if (!text) return tl::unexpected(text.error());
  known = database_.dictionary().remember(number, *text);
  return known != nullptr ? known : &topics_.emplace(number.value, *text).first->second;
}

Result<std::optional<TopicNumber>> View::numberOfTopic(std::string_view topic) const {
  return decoded<TopicNumber>(get(Family::kNames, numberOfTopicKey(topic)), Family::kNames,
                              std::string(topic), decodeTopicNumber);
}

Result<DocumentId> View::idOf(DocumentNumber number) {
  const auto known = documents_.find(number.value);
  if (known != documents_.end()) return known->second;
  auto text = name(nameKey(number));
  if (!text) return tl::unexpected(text.error());
  return documents_.emplace(number.value, DocumentId{std::move(*text)}).first->second;
}

Result<std::string> View::countryOf(EntityNumber place) {
  const auto known = countries_.find(place.value);
  if (known != countries_.end()) return known->second;
  const auto id = idOf(place);
  if (!id) return tl::unexpected(id.error());
  const auto row = entity(**id);
  if (!row) return tl::unexpected(row.error());
  std::string country = *row ? (*row)->entity.country : std::string();
  return countries_.emplace(place.value, std::move(country)).first->second;
}

Result<void> View::fill(Event& event, const EventId& id, const EventRow& row) {
  const auto subject = idOf(row.record.subject);
  if (!subject) return tl::unexpected(subject.error());
  const auto object = idOf(row.record.object);
  if (!object) return tl::unexpected(object.error());
  event.id = id;
  event.relation = row.record.relation;
  event.subject.value.assign((*subject)->value);
  event.object.value.assign((*object)->value);
  event.date = row.date;
  event.status = row.record.status;
  event.confidence_permille = row.record.confidence_permille;
  event.topics.resize(row.record.topics.size());
  for (std::size_t i = 0; i < event.topics.size(); ++i) {
    const auto text = textOf(row.record.topics[i]);
    if (!text) return tl::unexpected(text.error());
    event.topics[i].assign(**text);
  }
  event.place.reset();
  if (!row.record.place) return {};
  const auto place = idOf(*row.record.place);
  if (!place) return tl::unexpected(place.error());
  event.place = **place;
  return {};
}

Result<Event> View::toEvent(const EventId& id, const EventRow& row) {
  Event event;
  const auto filled = fill(event, id, row);
  if (!filled) return tl::unexpected(filled.error());
  return event;
}

Result<Mention> View::toMention(MentionRecord record) {
  if (record.place) {
    const auto place = idOf(*record.place);
    if (!place) return tl::unexpected(place.error());
    record.mention.place = **place;
  }
  for (TopicNumber number : record.topics) {
    const auto topic = textOf(number);
    if (!topic) return tl::unexpected(topic.error());
    record.mention.topics.push_back(**topic);
  }
  return std::move(record.mention);
}

Result<void> View::addMentions(const Telling& telling, std::vector<Mention>& mentions) {
  auto records = evidence(telling);
  if (!records) return tl::unexpected(records.error());
  const auto id = idOf(telling.document);
  if (!id) return tl::unexpected(id.error());
  for (MentionRecord& record : *records) {
    auto mention = toMention(std::move(record));
    if (!mention) return tl::unexpected(mention.error());
    mention->document = *id;
    mentions.push_back(std::move(*mention));
  }
  return {};
}

Result<std::vector<Mention>> View::mentionsOf(const EventId& id) {
  const auto entry = event(id);
  if (!entry) return tl::unexpected(entry.error());
  if (!*entry) return corrupt(Family::kEvents, "'" + toString(id) + "' is missing");
  const auto told = tellings(id, **entry);
  if (!told) return tl::unexpected(told.error());
  std::vector<Mention> mentions;
  for (const Telling& telling : *told) {
    const auto added = addMentions(telling, mentions);
    if (!added) return tl::unexpected(added.error());
  }
  std::sort(mentions.begin(), mentions.end());
  return mentions;
}

Result<std::vector<Mention>> View::mentionsOf(const Telling& telling) {
  std::vector<Mention> mentions;
  const auto added = addMentions(telling, mentions);
  if (!added) return tl::unexpected(added.error());
  std::sort(mentions.begin(), mentions.end());
  return mentions;
}

Result<DocumentEvents> View::eventsOf(const DocumentRow& document) {
  const auto said_row = said(document.number);
  if (!said_row) return tl::unexpected(said_row.error());
  DocumentEvents all;
  all.document = document.document;
  for (std::uint32_t position = 0; position < said_row->events.size(); ++position) {
    const EventId& id = said_row->events[position];
    const auto entry = event(id);
    if (!entry) return tl::unexpected(entry.error());
    if (!*entry) return corrupt(Family::kEvents, "'" + toString(id) + "' is missing");
    auto told = toEvent(id, (*entry)->row);
    if (!told) return tl::unexpected(told.error());
    auto mentions = mentionsOf(Telling{document.number, position});
    if (!mentions) return tl::unexpected(mentions.error());
    told->mentions = std::move(*mentions);
    derive(*told);
    all.events.push_back(std::move(*told));
  }
  for (const VariantRef& ref : said_row->variants) {
    auto entity = variant(ref);
    if (!entity) return tl::unexpected(entity.error());
    all.entities.push_back(std::move(*entity));
  }
  std::sort(all.events.begin(), all.events.end(), comesBefore);
  std::sort(all.entities.begin(), all.entities.end(),
            [](const Entity& a, const Entity& b) { return a.id < b.id; });
  return all;
}

Result<Entity> View::variant(const VariantRef& ref) {
  const auto id = idOf(ref.entity);
  if (!id) return tl::unexpected(id.error());
  const auto bytes = get(Family::kVariants, variantKey(ref.entity, ref.digest));
  if (!bytes) return tl::unexpected(bytes.error());
  auto row = *bytes ? decodeVariant((*id)->value, **bytes) : std::nullopt;
  if (!row) return corrupt(Family::kVariants, "a row of '" + (*id)->value + "' cannot be read");
  return std::move(row->entity);
}

}  // namespace chancery::store
