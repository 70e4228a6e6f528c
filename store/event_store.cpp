#include "store/event_store.h"

#include <algorithm>
#include <mutex>

#include "store/codec.h"
#include "store/database.h"
#include "store/keys.h"
#include "store/writer.h"

namespace chancery {

using store::Family;

struct EventStore::Parts {
  std::unique_ptr<store::Database> database;
  std::mutex writing;

  // Reads events on one snapshot, in the order of the rows that lead to them.
  class EventReader;
};

// Where the rows of one question stand.
struct TimeRows {
  Family family = Family::kTime;
  Family long_family = Family::kLongTime;
  std::string prefix;
};

class EventStore::Parts::EventReader {
 public:
  EventReader(const store::Database& database, const EventFilter& filter, Detail detail)
      : database_(database), filter_(filter), detail_(detail), snapshot_(database) {}

  const rocksdb::Snapshot* snapshot() const { return snapshot_.get(); }

  // Visits the rows whose spans the filter may take: first the long ones that began before all
  // others that could reach into the range, then the rest. Both are in the order of comesBefore().
  Result<void> visitRows(const TimeRows& rows, const store::Database::RowVisitor& visit) {
    const bool dated = filter_.from || filter_.to;
    std::string begin = rows.prefix;
    bool more = true;
    const auto guarded = [&](std::string_view key, std::string_view value) {
      const auto date = store::readSpan(key, rows.prefix.size());
      if (dated && !date) return false;
      if (filter_.to && date && date->first > *filter_.to) return false;
      if (!filter_.takesDate(date)) return true;
      more = visit(key, value);
      return more;
    };
    if (filter_.from) {
      store::appendDay(begin, addDays(*filter_.from, -store::kLongSpanDays));
      auto visited = database_.scan(rows.long_family, rows.prefix, begin, snapshot(), guarded);
      if (!visited || !more) return visited;
    }
    return database_.scan(rows.family, begin, store::endOfPrefix(rows.prefix), snapshot(), guarded);
  }

  Result<void> visitEvents(const TimeRows& rows, const EventVisitor& visit) {
    std::optional<Error> error;
    const auto visited = visitRows(rows, [&](std::string_view key, std::string_view value) {
      const auto relation = static_cast<Relation>(value.front());
      if (!filter_.relations.empty() && !filter_.relations.contains(relation)) return true;
      auto event = read(store::readEvent(key, rows.prefix.size() + store::kSpanBytes), detail_);
      if (!event) {
        error = event.error();
        return false;
      }
      const auto taken = takes(*event);
      if (!taken) {
        error = taken.error();
        return false;
      }
      return !*taken || visit(*event);
    });
    if (error) return tl::unexpected(*error);
    return visited;
  }

  Result<bool> takes(const Event& event) {
    std::string country;
    if (filter_.place && event.place) {
      const auto place = entity(*event.place);
      if (!place && place.error().code != ErrorCode::kNotFound) return tl::unexpected(place.error());
      if (place) country = place->country;
    }
    return matches(filter_, event, country);
  }

  Result<Event> read(const EventId& id, Detail detail) {
    std::string key;
    store::appendEvent(key, id);
    const auto bytes = database_.get(Family::kEvents, key, snapshot());
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return makeError(ErrorCode::kNotFound, "there is no event " + toString(id));
    store::EventRecord record;
    if (!store::decode(**bytes, record)) return database_.damaged(Family::kEvents);
    Event event = record.toEvent(id);
    if (detail == Detail::kSummary) return event;
    bool good = true;
    const auto scanned = database_.scanPrefix(Family::kMentions, key, snapshot(), [&](std::string_view row, std::string_view value) {
      good = store::decode(value, {std::string(row.substr(store::kEventBytes))}, event.mentions);
      return good;
    });
    if (!scanned) return tl::unexpected(scanned.error());
    if (!good) return database_.damaged(Family::kMentions);
    return event;
  }

  Result<Entity> entity(const EntityId& id) {
    const auto bytes = database_.get(Family::kEntities, id.value, snapshot());
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return makeError(ErrorCode::kNotFound, "there is no entity " + id.value);
    Entity entity;
    if (!store::decode(**bytes, entity)) return database_.damaged(Family::kEntities);
    return entity;
  }

  // Nothing where no event has the entity.
  Result<std::optional<store::Number>> numberOf(const EntityId& id) {
    const auto bytes = database_.get(Family::kNumbers, id.value, snapshot());
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return std::nullopt;
    if ((*bytes)->size() != sizeof(store::Number)) return database_.damaged(Family::kNumbers);
    return store::readNumber(**bytes, 0);
  }

 private:
  const store::Database& database_;
  const EventFilter& filter_;
  Detail detail_;
  store::Snapshot snapshot_;
};

EventStore::EventStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
EventStore::~EventStore() = default;
EventStore::EventStore(EventStore&&) noexcept = default;
EventStore& EventStore::operator=(EventStore&&) noexcept = default;

Result<EventStore> EventStore::open(const std::filesystem::path& directory, const StoreOptions& options) {
  auto parts = std::make_unique<Parts>();
  auto database = store::Database::open(directory, options, false);
  if (!database) return tl::unexpected(database.error());
  parts->database = std::move(*database);
  return EventStore(std::move(parts));
}

Result<EventStore> EventStore::openReadOnly(const std::filesystem::path& directory, const StoreOptions& options) {
  auto parts = std::make_unique<Parts>();
  auto database = store::Database::open(directory, options, true);
  if (!database) return tl::unexpected(database.error());
  parts->database = std::move(*database);
  return EventStore(std::move(parts));
}

// ---- writing

Result<PutOutcome> EventStore::put(const DocumentEvents& said) {
  const auto known = contentHashOf(said.document.id);
  if (!known) return tl::unexpected(known.error());
  if (*known && **known == said.document.content_hash) return PutOutcome::kUnchanged;
  if (auto written = putAll({&said, 1}); !written) return tl::unexpected(written.error());
  return *known ? PutOutcome::kReplaced : PutOutcome::kAdded;
}

Result<void> EventStore::putAll(std::span<const DocumentEvents> said) {
  const std::lock_guard lock(parts_->writing);
  store::StoreWriter writer(*parts_->database);
  if (auto begun = writer.begin(); !begun) return begun;
  for (const DocumentEvents& document : said) {
    if (auto put = writer.put(document); !put) return put;
  }
  return writer.commit();
}

Result<bool> EventStore::remove(const DocumentId& id) {
  const std::lock_guard lock(parts_->writing);
  store::StoreWriter writer(*parts_->database);
  if (auto begun = writer.begin(); !begun) return tl::unexpected(begun.error());
  auto removed = writer.remove(id);
  if (!removed || !*removed) return removed;
  if (auto committed = writer.commit(); !committed) return tl::unexpected(committed.error());
  return true;
}

Result<std::optional<std::string>> EventStore::contentHashOf(const DocumentId& id) const {
  auto document = findDocument(id);
  if (document) return document->content_hash;
  if (document.error().code == ErrorCode::kNotFound) return std::nullopt;
  return tl::unexpected(document.error());
}

Result<void> EventStore::recordSkipped(std::string_view name, std::string_view reason) {
  const std::lock_guard lock(parts_->writing);
  rocksdb::WriteBatch batch;
  batch.Put(parts_->database->handle(Family::kSkipped), store::slice(name), store::slice(reason));
  return parts_->database->write(batch);
}

Result<void> EventStore::forEachSkipped(const SkippedVisitor& visit) const {
  return parts_->database->scan(Family::kSkipped, "", "", nullptr,
                                [&](std::string_view name, std::string_view reason) { return visit(name, reason); });
}

Result<void> EventStore::flush() {
  const std::lock_guard lock(parts_->writing);
  store::Database& database = *parts_->database;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  for (std::size_t i = 0; i < store::kFamilies; ++i) handles.push_back(database.handle(static_cast<Family>(i)));
  const rocksdb::Status status = database.rocks().Flush(rocksdb::FlushOptions(), handles);
  if (!status.ok()) return database.failure(status);
  return {};
}

Result<void> EventStore::compact() {
  if (auto flushed = flush(); !flushed) return flushed;
  store::Database& database = *parts_->database;
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  for (std::size_t i = 0; i < store::kFamilies; ++i) {
    const rocksdb::Status status =
        database.rocks().CompactRange(options, database.handle(static_cast<Family>(i)), nullptr, nullptr);
    if (!status.ok()) return database.failure(status);
  }
  return {};
}

std::uint64_t EventStore::sizeOnDisk() const {
  std::uint64_t size = 0;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(parts_->database->directory(), error)) {
    std::error_code ignored;
    if (file.is_regular_file(ignored)) size += file.file_size(ignored);
  }
  return size;
}

// ---- reading

Result<void> EventStore::forEachEvent(const EventFilter& filter, Detail detail, const EventVisitor& visit) const {
  if (filter.with) return forEachEventOf(*filter.with, filter, detail, visit);
  Parts::EventReader reader(*parts_->database, filter, detail);
  // one relation has rows of its own
  for (const RelationInfo& info : relationTable()) {
    if (filter.relations == RelationSet{info.relation}) {
      return reader.visitEvents({Family::kRelationTime, Family::kLongRelation, std::string(1, static_cast<char>(info.relation))}, visit);
    }
  }
  return reader.visitEvents({Family::kTime, Family::kLongTime, ""}, visit);
}

Result<void> EventStore::forEachEventOf(const EntityId& entity, const EventFilter& filter, Detail detail,
                                        const EventVisitor& visit) const {
  if (filter.with && *filter.with != entity) {
    return forEachEventBetween(entity, *filter.with, filter, detail, visit);
  }
  Parts::EventReader reader(*parts_->database, filter, detail);
  const auto number = reader.numberOf(entity);
  if (!number) return tl::unexpected(number.error());
  if (!*number) return {};
  return reader.visitEvents({Family::kEntityTime, Family::kLongEntity, store::entityPrefix(**number)}, visit);
}

Result<void> EventStore::forEachEventBetween(const EntityId& a, const EntityId& b, const EventFilter& filter,
                                             Detail detail, const EventVisitor& visit) const {
  Parts::EventReader reader(*parts_->database, filter, detail);
  const auto first = reader.numberOf(a);
  if (!first) return tl::unexpected(first.error());
  const auto second = reader.numberOf(b);
  if (!second) return tl::unexpected(second.error());
  if (!*first || !*second) return {};
  return reader.visitEvents({Family::kPairTime, Family::kLongPair, store::pairPrefix(**first, **second)}, visit);
}

Result<void> EventStore::forEachLink(const EntityId& entity, const EventFilter& filter, const LinkVisitor& visit) const {
  Parts::EventReader reader(*parts_->database, filter, Detail::kSummary);
  const auto number = reader.numberOf(entity);
  if (!number) return tl::unexpected(number.error());
  if (!*number) return {};
  const TimeRows rows{Family::kEntityTime, Family::kLongEntity, store::entityPrefix(**number)};
  const bool needs_event = !filter.statuses.empty() || filter.place || filter.min_confidence_permille > 0;
  std::optional<Error> error;
  const auto visited = reader.visitRows(rows, [&](std::string_view key, std::string_view value) {
    constexpr std::size_t kHead = 2;  // relation, direction
    if (value.size() <= kHead) {
      error = parts_->database->damaged(Family::kEntityTime).value();
      return false;
    }
    Link link;
    link.relation = static_cast<Relation>(value[0]);
    link.outgoing = value[1] != 0;
    link.other.value = std::string(value.substr(kHead));
    link.event = store::readEvent(key, rows.prefix.size() + store::kSpanBytes);
    link.date = store::readSpan(key, rows.prefix.size());
    if (!filter.relations.empty() && !filter.relations.contains(link.relation)) return true;
    if (filter.with && *filter.with != entity && *filter.with != link.other) return true;
    if (needs_event) {
      const auto event = reader.read(link.event, Detail::kSummary);
      const auto taken = event ? reader.takes(*event) : Result<bool>(tl::unexpected(event.error()));
      if (!taken) {
        error = taken.error();
        return false;
      }
      if (!*taken) return true;
    }
    return visit(link);
  });
  if (error) return tl::unexpected(*error);
  return visited;
}

Result<void> EventStore::forEachEntity(const EntityVisitor& visit) const {
  const store::Snapshot snapshot(*parts_->database);
  bool good = true;
  const auto scanned = parts_->database->scan(Family::kEntities, "", "", snapshot.get(), [&](std::string_view, std::string_view value) {
    Entity entity;
    good = store::decode(value, entity);
    return good && visit(entity);
  });
  if (!good) return parts_->database->damaged(Family::kEntities);
  return scanned;
}

Result<void> EventStore::forEachDocument(const DocumentVisitor& visit) const {
  const store::Snapshot snapshot(*parts_->database);
  bool good = true;
  const auto scanned = parts_->database->scan(Family::kDocuments, "", "", snapshot.get(), [&](std::string_view, std::string_view value) {
    Document document;
    good = store::decode(value, document);
    return good && visit(document);
  });
  if (!good) return parts_->database->damaged(Family::kDocuments);
  return scanned;
}

Result<Event> EventStore::findEvent(const EventId& id) const {
  const EventFilter all;
  return Parts::EventReader(*parts_->database, all, Detail::kMentions).read(id, Detail::kMentions);
}

Result<Entity> EventStore::findEntity(const EntityId& id) const {
  const EventFilter all;
  return Parts::EventReader(*parts_->database, all, Detail::kSummary).entity(id);
}

Result<Document> EventStore::findDocument(const DocumentId& id) const {
  const auto bytes = parts_->database->get(Family::kDocuments, id.value, nullptr);
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return makeError(ErrorCode::kNotFound, "there is no document '" + id.value + "'");
  Document document;
  if (!store::decode(**bytes, document)) return parts_->database->damaged(Family::kDocuments);
  return document;
}

Result<std::vector<EntityId>> EventStore::findByKey(std::string_view key) const {
  std::vector<EntityId> found;
  const std::string prefix = std::string(key) + '\0';
  const auto scanned = parts_->database->scanPrefix(Family::kNames, prefix, nullptr, [&](std::string_view row, std::string_view) {
    found.push_back({std::string(row.substr(prefix.size()))});
    return true;
  });
  if (!scanned) return tl::unexpected(scanned.error());
  return found;
}

Result<std::vector<std::string>> EventStore::keysWithPrefix(std::string_view prefix, std::size_t limit) const {
  std::vector<std::string> keys;
  if (limit == 0) return keys;
  const auto scanned = parts_->database->scanPrefix(Family::kNames, std::string(prefix), nullptr, [&](std::string_view row, std::string_view) {
    const std::string_view key = row.substr(0, row.find('\0'));
    if (keys.empty() || keys.back() != key) {
      if (keys.size() == limit) return false;
      keys.emplace_back(key);
    }
    return true;
  });
  if (!scanned) return tl::unexpected(scanned.error());
  return keys;
}

Result<GraphCounts> EventStore::counts() const {
  GraphCounts counts;
  const auto bytes = parts_->database->get(Family::kMeta, store::kCountsKey, nullptr);
  if (!bytes) return tl::unexpected(bytes.error());
  if (*bytes && !store::decode(**bytes, counts)) return parts_->database->damaged(Family::kMeta);
  return counts;
}

}  // namespace chancery
