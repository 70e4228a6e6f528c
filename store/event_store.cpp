#include "store/event_store.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "store/event_store_impl.h"
#include "store/tidy.h"
#include "store/time_scan.h"
#include "store/view.h"

namespace chancery {

using store::Access;
using store::Batch;
using store::Database;
using store::EntityNumber;
using store::EventRow;
using store::Family;
using store::Scan;
using store::TimeIndex;
using store::TimeQuery;
using store::View;

namespace {

tl::unexpected<Error> notFound(const std::string& what) {
  return makeError(ErrorCode::kNotFound, "there is no " + what);
}

// What of a filter can be answered from the row alone, before any name is looked up.
bool mayMatch(const EventFilter& filter, const EventRow& row) {
  return filter.takesDate(row.date) &&
         (filter.relations.empty() || filter.relations.contains(row.record.relation)) &&
         (filter.statuses.empty() || filter.statuses.contains(row.record.status)) &&
         row.record.confidence_permille >= filter.min_confidence_permille &&
         (!filter.place || row.record.place);
}

// The whole filter; `event` is the row with names for numbers.
Result<bool> doesMatch(View& view, const EventFilter& filter, const EventRow& row,
                       const Event& event) {
  if (!filter.place || !row.record.place) return matches(filter, event, {});
  const auto country = view.countryOf(*row.record.place);
  if (!country) return tl::unexpected(country.error());
  return matches(filter, event, *country);
}

// The whole filter, where no names are wanted otherwise.
Result<bool> takes(View& view, const EventFilter& filter, const EventId& id, const EventRow& row) {
  if (!mayMatch(filter, row)) return false;
  if (!filter.place) return true;
  const auto event = view.toEvent(id, row);
  if (!event) return tl::unexpected(event.error());
  return doesMatch(view, filter, row, *event);
}

Result<void> visitEvents(View& view, const TimeQuery& query, const EventFilter& filter,
                         Detail detail, const EventSource::EventVisitor& visit) {
  Event event;  // one for all rows, so that its memory is taken once
  return scanTimes(view, query, filter,
                   [&](const EventId& id, const EventRow& row) -> Result<bool> {
                     if (!mayMatch(filter, row)) return true;
                     const auto filled = view.fill(event, id, row);
                     if (!filled) return tl::unexpected(filled.error());
                     const auto matched = doesMatch(view, filter, row, event);
                     if (!matched) return matched;
                     if (!*matched) return true;
                     if (detail == Detail::kMentions) {
                       auto mentions = view.mentionsOf(id);
                       if (!mentions) return tl::unexpected(mentions.error());
                       event.mentions = std::move(*mentions);
                     }
                     return visit(event);
                   });
}

// The events of `entity`, or of the two where the filter names another one. No prefixes: none of
// them takes part in anything.
Result<TimeQuery> queryFor(View& view, const EntityId& entity,
                           const std::optional<EntityId>& with) {
  const auto number = view.numberOf(entity);
  if (!number) return tl::unexpected(number.error());
  if (!*number) return TimeQuery{TimeIndex::kActor, {}};
  if (!with) return TimeQuery{TimeIndex::kActor, {store::actorPrefix(**number)}};
  const auto other = view.numberOf(*with);
  if (!other) return tl::unexpected(other.error());
  if (!*other) return TimeQuery{TimeIndex::kPair, {}};
  return TimeQuery{TimeIndex::kPair, {store::pairPrefix(**number, **other)}};
}

// That an entity takes part in its own events says nothing, but would look like a pair.
std::optional<EntityId> otherOf(const EventFilter& filter, const EntityId& entity) {
  return filter.with == entity ? std::nullopt : filter.with;
}

// What a document tells of the events that the filter takes, in the order of comesBefore().
Result<std::vector<Event>> eventsIn(View& view, store::DocumentNumber document,
                                    const EventFilter& filter) {
  const auto said = view.said(document);
  if (!said) return tl::unexpected(said.error());
  std::vector<Event> events;
  for (std::uint32_t position = 0; position < said->events.size(); ++position) {
    const EventId& id = said->events[position];
    const auto entry = view.event(id);
    if (!entry) return tl::unexpected(entry.error());
    if (!*entry) return store::corrupt(Family::kEvents, "'" + toString(id) + "' is missing");
    const EventRow& row = (*entry)->row;
    if (!mayMatch(filter, row)) continue;
    auto event = view.toEvent(id, row);
    if (!event) return tl::unexpected(event.error());
    const auto matched = doesMatch(view, filter, row, *event);
    if (!matched) return tl::unexpected(matched.error());
    if (!*matched) continue;
    auto mentions = view.mentionsOf(store::Telling{document, position});
    if (!mentions) return tl::unexpected(mentions.error());
    event->mentions = std::move(*mentions);
    derive(*event);
    events.push_back(std::move(*event));
  }
  std::sort(events.begin(), events.end(), comesBefore);
  return events;
}

}  // namespace

EventStore::EventStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EventStore::EventStore(EventStore&&) noexcept = default;
EventStore& EventStore::operator=(EventStore&&) noexcept = default;
EventStore::~EventStore() = default;

Result<EventStore> EventStore::open(const std::filesystem::path& directory,
                                    const OpenOptions& options) {
  auto database = Database::open(directory, options, Access::kWrite);
  if (!database) return tl::unexpected(database.error());
  const auto state = View(**database).state();
  if (!state) return tl::unexpected(state.error());
  if (state->spans > 0) (*database)->expectSpans();
  auto impl = std::make_unique<Impl>();
  impl->database = std::move(*database);
  impl->state = *state;
  return EventStore(std::move(impl));
}

Result<EventStore> EventStore::openReadOnly(const std::filesystem::path& directory,
                                            const OpenOptions& options) {
  auto database = Database::open(directory, options, Access::kRead);
  if (!database) return tl::unexpected(database.error());
  const auto state = View(**database).state();
  if (!state) return tl::unexpected(state.error());
  if (state->spans > 0) (*database)->expectSpans();
  auto impl = std::make_unique<Impl>();
  impl->database = std::move(*database);
  return EventStore(std::move(impl));
}

bool EventStore::needsMigration(const std::filesystem::path& directory) {
  const auto version = Database::versionOf(directory);
  return version && *version < store::kFormatVersion;
}

Result<PutOutcome> EventStore::put(const DocumentEvents& document) {
  const auto said = store::tidy(document);
  if (!said) return tl::unexpected(said.error());
  return impl_->write<PutOutcome>([&](Batch& batch) { return batch.put(*said); });
}

Result<void> EventStore::putAll(std::span<const DocumentEvents> documents) {
  std::unordered_map<std::string_view, std::size_t> last;
  for (std::size_t i = 0; i < documents.size(); ++i) last[documents[i].document.id.value] = i;
  return impl_->write<void>([&](Batch& batch) -> Result<void> {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const auto said = store::tidy(documents[i]);
      if (!said) return tl::unexpected(said.error());
      if (last[said->document.id.value] != i) continue;
      const auto outcome = batch.put(*said);
      if (!outcome) return tl::unexpected(outcome.error());
    }
    return {};
  });
}

Result<bool> EventStore::remove(const DocumentId& id) {
  return impl_->write<bool>([&](Batch& batch) { return batch.remove(id); });
}

Result<void> EventStore::forEachDocumentEvents(const SaidVisitor& visit) const {
  View view(*impl_->database);
  Scan rows(view, Family::kDocuments, "", "");
  for (; rows.valid(); rows.next()) {
    const auto row = store::decodeDocument(rows.key(), rows.value());
    if (!row) {
      return store::corrupt(Family::kDocuments,
                            "the row of '" + std::string(rows.key()) + "' cannot be read");
    }
    auto said = view.eventsOf(*row);
    if (!said) return tl::unexpected(said.error());
    if (!visit(std::move(*said))) return {};
  }
  return rows.status();
}

Result<std::optional<std::string>> EventStore::contentHashOf(const DocumentId& id) const {
  const auto row = View(*impl_->database).document(id);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::optional<std::string>{};
  return std::optional<std::string>((*row)->document.content_hash);
}

Result<void> EventStore::recordSkipped(std::string_view name, std::string_view reason) {
  const Database& database = *impl_->database;
  const auto writable = database.requireWritable();
  if (!writable) return writable;
  const rocksdb::Status status = database.db().Put(
      database.writeOptions(), database.handle(Family::kSkipped),
      rocksdb::Slice(name.data(), name.size()), rocksdb::Slice(reason.data(), reason.size()));
  if (!status.ok()) {
    return store::toError(status,
                          "cannot write to the store '" + database.directory().string() + "'");
  }
  return {};
}

Result<void> EventStore::forEachSkipped(const SkippedVisitor& visit) const {
  const View view(*impl_->database);
  Scan rows(view, Family::kSkipped, "", "");
  for (; rows.valid(); rows.next()) {
    if (!visit(rows.key(), rows.value())) return {};
  }
  return rows.status();
}

Result<void> EventStore::flush() {
  const auto writable = impl_->database->requireWritable();
  return writable ? impl_->database->flush() : writable;
}

Result<void> EventStore::compact() {
  const auto writable = impl_->database->requireWritable();
  return writable ? impl_->database->compact() : writable;
}

std::uint64_t EventStore::sizeOnDisk() const {
  namespace fs = std::filesystem;
  std::error_code failed;
  std::uint64_t bytes = 0;
  fs::directory_iterator file(impl_->database->directory(), failed);
  for (; !failed && file != fs::directory_iterator(); file.increment(failed)) {
    std::error_code gone;  // tables come and go while we look
    const std::uintmax_t size = file->file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

Result<void> EventStore::forEachEvent(const EventFilter& filter, Detail detail,
                                      const EventVisitor& visit) const {
  if (filter.with) return forEachEventOf(*filter.with, filter, detail, visit);
  View view(*impl_->database);
  TimeQuery query{TimeIndex::kRelation, {}};
  for (const RelationInfo& info : relationTable()) {
    if (filter.relations.empty() || filter.relations.contains(info.relation)) {
      query.prefixes.push_back(store::relationPrefix(info.relation));
    }
  }
  return visitEvents(view, query, filter, detail, visit);
}

Result<void> EventStore::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                        Detail detail, const EventVisitor& visit) const {
  View view(*impl_->database);
  const auto query = queryFor(view, entity, otherOf(filter, entity));
  if (!query) return tl::unexpected(query.error());
  return visitEvents(view, *query, filter, detail, visit);
}

Result<void> EventStore::forEachEventBetween(const EntityId& a, const EntityId& b,
                                             const EventFilter& filter, Detail detail,
                                             const EventVisitor& visit) const {
  View view(*impl_->database);
  const auto query = queryFor(view, a, b);
  if (!query) return tl::unexpected(query.error());
  return visitEvents(view, *query, filter, detail, visit);
}

Result<void> EventStore::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                        const EventVisitor& visit) const {
  View view(*impl_->database);
  const auto row = view.document(document);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return {};
  const auto told = eventsIn(view, (*row)->number, filter);
  if (!told) return tl::unexpected(told.error());
  for (const Event& event : *told) {
    if (!visit(event)) break;
  }
  return {};
}

Result<void> EventStore::forEachLink(const EntityId& entity, const EventFilter& filter,
                                     const LinkVisitor& visit) const {
  View view(*impl_->database);
  const auto number = view.numberOf(entity);
  if (!number) return tl::unexpected(number.error());
  if (!*number) return {};
  const auto query = queryFor(view, entity, otherOf(filter, entity));
  if (!query) return tl::unexpected(query.error());
  Link link;
  return scanTimes(
      view, *query, filter, [&](const EventId& id, const EventRow& row) -> Result<bool> {
        const auto matched = takes(view, filter, id, row);
        if (!matched || !*matched) return matched ? Result<bool>(true) : matched;
        link.outgoing = row.record.subject == **number;
        const auto other = view.idOf(link.outgoing ? row.record.object : row.record.subject);
        if (!other) return tl::unexpected(other.error());
        link.other.value.assign((*other)->value);
        link.event = id;
        link.relation = row.record.relation;
        link.date = row.date;
        return visit(link);
      });
}

Result<void> EventStore::forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                                         const NeighborVisitor& visit) const {
  View view(*impl_->database);
  const auto number = view.numberOf(entity);
  if (!number) return tl::unexpected(number.error());
  if (!*number) return {};
  const auto query = queryFor(view, entity, otherOf(filter, entity));
  if (!query) return tl::unexpected(query.error());
  // counted by number: a name is read once for each partner, not for each event
  std::vector<Neighbor> neighbors;
  std::unordered_map<std::uint32_t, std::uint32_t> place_of;
  const auto counted =
      scanTimes(view, *query, filter, [&](const EventId& id, const EventRow& row) -> Result<bool> {
        const auto matched = takes(view, filter, id, row);
        if (!matched || !*matched) return matched ? Result<bool>(true) : matched;
        const EntityNumber other =
            row.record.subject == **number ? row.record.object : row.record.subject;
        if (other == **number) return true;
        const auto [at, is_new] =
            place_of.try_emplace(other.value, static_cast<std::uint32_t>(neighbors.size()));
        if (is_new) {
          const auto name = view.idOf(other);
          if (!name) return tl::unexpected(name.error());
          neighbors.emplace_back().id = **name;
        }
        addEvent(neighbors[at->second], row.record.relation, row.date);
        return true;
      });
  if (!counted) return counted;
  std::sort(neighbors.begin(), neighbors.end(),
            [](const Neighbor& a, const Neighbor& b) { return a.id < b.id; });
  for (const Neighbor& neighbor : neighbors) {
    if (!visit(neighbor)) break;
  }
  return {};
}

Result<void> EventStore::forEachEntity(const EntityVisitor& visit) const {
  const View view(*impl_->database);
  Scan rows(view, Family::kEntities, "", "");
  for (; rows.valid(); rows.next()) {
    const auto row = store::decodeEntity(rows.key(), rows.value());
    if (!row) {
      return store::corrupt(Family::kEntities,
                            "the row of '" + std::string(rows.key()) + "' cannot be read");
    }
    if (!visit(row->entity)) return {};
  }
  return rows.status();
}

Result<void> EventStore::forEachDocument(const DocumentVisitor& visit) const {
  const View view(*impl_->database);
  Scan rows(view, Family::kDocuments, "", "");
  for (; rows.valid(); rows.next()) {
    const auto row = store::decodeDocument(rows.key(), rows.value());
    if (!row) {
      return store::corrupt(Family::kDocuments,
                            "the row of '" + std::string(rows.key()) + "' cannot be read");
    }
    if (!visit(row->document)) return {};
  }
  return rows.status();
}

Result<Event> EventStore::findEvent(const EventId& id) const {
  View view(*impl_->database);
  const auto entry = view.event(id);
  if (!entry) return tl::unexpected(entry.error());
  if (!*entry) return notFound("event '" + toString(id) + "'");
  auto event = view.toEvent(id, (*entry)->row);
  if (!event) return event;
  auto mentions = view.mentionsOf(id);
  if (!mentions) return tl::unexpected(mentions.error());
  event->mentions = std::move(*mentions);
  return event;
}

Result<Entity> EventStore::findEntity(const EntityId& id) const {
  const auto row = View(*impl_->database).entity(id);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return notFound("entity '" + id.value + "'");
  return (*row)->entity;
}

Result<Document> EventStore::findDocument(const DocumentId& id) const {
  const auto row = View(*impl_->database).document(id);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return notFound("document '" + id.value + "'");
  return (*row)->document;
}

Result<std::vector<EntityId>> EventStore::findByKey(std::string_view key) const {
  View view(*impl_->database);
  std::vector<EntityId> found;
  const std::string prefix = store::searchKeyPrefix(key);
  Scan rows(view, Family::kSearchKeys, prefix, store::endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    const auto row = store::readSearchKey(rows.key());
    if (!row) return store::corrupt(Family::kSearchKeys, "a key cannot be read");
    const auto id = view.idOf(row->entity);
    if (!id) return tl::unexpected(id.error());
    found.push_back(**id);
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  std::sort(found.begin(), found.end());
  return found;
}

Result<std::vector<std::string>> EventStore::keysWithPrefix(std::string_view prefix,
                                                            std::size_t limit) const {
  const View view(*impl_->database);
  std::vector<std::string> keys;
  const std::string beginning = store::searchKeyBeginning(prefix);
  Scan rows(view, Family::kSearchKeys, beginning, store::endOfPrefix(beginning));
  while (rows.valid() && keys.size() < limit) {
    auto row = store::readSearchKey(rows.key());
    if (!row) return store::corrupt(Family::kSearchKeys, "a key cannot be read");
    // past all entities that have the key: of a family name there may be thousands
    rows.seek(store::endOfPrefix(store::searchKeyPrefix(row->text)));
    keys.push_back(std::move(row->text));
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return keys;
}

Result<GraphCounts> EventStore::counts() const {
  const auto state = View(*impl_->database).state();
  if (!state) return tl::unexpected(state.error());
  return state->counts;
}

}  // namespace chancery
