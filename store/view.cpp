#include "store/view.h"

#include <algorithm>
#include <utility>

namespace chancery::store {
namespace {

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }

std::string reading(Family family) {
  return "cannot read the family '" + std::string(nameOf(family)) + "' of the store";
}

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

tl::unexpected<Error> corruptMentions(const EventId& event) {
  return corrupt(Family::kMentions, "those of '" + toString(event) + "' cannot be read");
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
  if (!status.ok()) return toError(status, reading(family));
  return std::optional<std::string>(std::move(value));
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

Result<std::optional<EventRow>> View::event(const EventId& id) const {
  return decoded<EventRow>(get(Family::kEvents, keyOf(id)), Family::kEvents, toString(id),
                           decodeEvent);
}

Result<SaidRow> View::said(DocumentNumber document) const {
  const std::string number = std::to_string(document.value);
  auto said =
      decoded<SaidRow>(get(Family::kSaid, keyOf(document)), Family::kSaid, number, decodeSaid);
  if (!said) return tl::unexpected(said.error());
  if (!*said) return corrupt(Family::kSaid, "document " + number + " has no row");
  return std::move(**said);
}

Result<std::optional<EntityNumber>> View::numberOf(const EntityId& id) const {
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

Result<EntityId> View::idOf(EntityNumber number) {
  const auto known = entities_.find(number.value);
  if (known != entities_.end()) return known->second;
  auto text = name(nameKey(number));
  if (!text) return tl::unexpected(text.error());
  return entities_.emplace(number.value, EntityId{std::move(*text)}).first->second;
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
  const auto row = entity(*id);
  if (!row) return tl::unexpected(row.error());
  std::string country = *row ? (*row)->entity.country : std::string();
  return countries_.emplace(place.value, std::move(country)).first->second;
}

Result<Event> View::toEvent(const EventId& id, const EventRow& row) {
  auto subject = idOf(row.record.subject);
  if (!subject) return tl::unexpected(subject.error());
  auto object = idOf(row.record.object);
  if (!object) return tl::unexpected(object.error());
  Event event;
  event.id = id;
  event.relation = row.record.relation;
  event.subject = std::move(*subject);
  event.object = std::move(*object);
  event.date = row.date;
  event.status = row.record.status;
  event.topics = row.record.topics;
  event.confidence_permille = row.record.confidence_permille;
  if (row.record.place) {
    auto place = idOf(*row.record.place);
    if (!place) return tl::unexpected(place.error());
    event.place = std::move(*place);
  }
  return event;
}

Result<Mention> View::toMention(MentionRecord record) {
  if (record.place) {
    auto place = idOf(*record.place);
    if (!place) return tl::unexpected(place.error());
    record.mention.place = std::move(*place);
  }
  return std::move(record.mention);
}

Result<void> View::addMentions(const EventId& event, DocumentNumber document, std::string_view row,
                               std::vector<Mention>& mentions) {
  auto records = decodeMentions(row);
  if (!records) return corruptMentions(event);
  const auto id = idOf(document);
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
  std::vector<Mention> mentions;
  const std::string prefix = keyOf(id);
  Scan rows(*this, Family::kMentions, prefix, endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    if (rows.key().size() != prefix.size() + 4) return corruptMentions(id);
    const DocumentNumber document{readUint32(rows.key().substr(prefix.size()))};
    const auto added = addMentions(id, document, rows.value(), mentions);
    if (!added) return tl::unexpected(added.error());
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  std::sort(mentions.begin(), mentions.end());
  return mentions;
}

Result<std::vector<Mention>> View::mentionsOf(const EventId& id, DocumentNumber document) {
  const auto row = get(Family::kMentions, mentionKey(id, document));
  if (!row) return tl::unexpected(row.error());
  if (!*row) return corruptMentions(id);
  std::vector<Mention> mentions;
  const auto added = addMentions(id, document, **row, mentions);
  if (!added) return tl::unexpected(added.error());
  std::sort(mentions.begin(), mentions.end());
  return mentions;
}

Scan::Scan(const View& view, Family family, const std::string& lower, std::string upper)
    : family_(family), upper_(std::move(upper)), upper_slice_(upper_) {
  rocksdb::ReadOptions options;
  options.snapshot = view.snapshot();
  if (!upper_.empty()) options.iterate_upper_bound = &upper_slice_;
  const bool has_prefix = prefixBytesOf(family) != 0 && lower.size() >= prefixBytesOf(family);
  options.prefix_same_as_start = has_prefix;
  options.total_order_seek = !has_prefix;
  row_.reset(view.database().db().NewIterator(options, view.database().handle(family)));
  row_->Seek(lower);
}

Result<void> Scan::status() const {
  if (!row_->status().ok()) return toError(row_->status(), reading(family_));
  return {};
}

}  // namespace chancery::store
