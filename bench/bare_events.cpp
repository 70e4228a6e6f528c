#include "bench/bare_events.h"

#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <stdexcept>
#include <tuple>
#include <unordered_set>

namespace chancery::bench {
namespace {

constexpr std::size_t kPairs = 0, kActors = 1, kRelations = 2;

void append(std::string& key, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) key.push_back(static_cast<char>(number >> shift));
}

std::uint32_t numberAt(rocksdb::Slice key, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i)
    number = number << 8 | static_cast<std::uint8_t>(key[i]);
  return number;
}

std::uint32_t orderedDay(Day day) {
  return static_cast<std::uint32_t>(day.since_1970) ^ 0x80000000u;
}

void check(const rocksdb::Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

rocksdb::ColumnFamilyOptions familyOptions(std::size_t prefix) {
  rocksdb::ColumnFamilyOptions options;
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(std::size_t{128} << 20);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(prefix));
  return options;
}

}  // namespace

BareEvents::BareEvents(const std::filesystem::path& directory) : directory_(directory) {
  rocksdb::DBOptions options;
  options.create_if_missing = options.create_missing_column_families = true;
  check(rocksdb::DB::Open(options, directory.string(),
                          {{"default", familyOptions(8)},
                           {"actors", familyOptions(4)},
                           {"relations", familyOptions(1)}},
                          &families_, &db_));
}

BareEvents::~BareEvents() {
  rows_.clear();
  for (auto* family : families_) db_->DestroyColumnFamilyHandle(family);
  delete db_;
}

std::uint32_t BareEvents::numberOf(const std::string& id) {
  const auto [at, is_new] = numbers_.emplace(id, static_cast<std::uint32_t>(names_.size()));
  if (is_new) names_.push_back(id);
  return at->second;
}

template <typename Put>
void BareEvents::forEachKey(const Event& event, Put put) {
  const std::uint32_t subject = numberOf(event.subject.value);
  const std::uint32_t object = numberOf(event.object.value);
  const std::uint32_t day = orderedDay(event.date->first);
  const char relation = static_cast<char>(event.relation);
  std::string key;
  append(key, std::min(subject, object));
  append(key, std::max(subject, object));
  append(key, day);
  key.push_back(relation);
  key.push_back(object < subject ? 1 : 0);
  put(kPairs, key);
  for (bool turned : {false, true}) {
    key.clear();
    append(key, turned ? object : subject);
    append(key, day);
    key.push_back(relation);
    append(key, turned ? subject : object);
    key.push_back(turned ? 1 : 0);
    if (!turned || subject != object) put(kActors, key);
  }
  key.assign(1, relation);
  append(key, day);
  append(key, subject);
  append(key, object);
  put(kRelations, key);
}

void BareEvents::add(const DocumentEvents& said) {
  for (const Event& event : said.events) {
    forEachKey(event,
               [&](std::size_t family, const std::string& key) { keys_[family].push_back(key); });
  }
}

void BareEvents::write(const DocumentEvents& said) {
  rocksdb::WriteBatch batch;
  for (const Event& event : said.events) {
    forEachKey(event, [&](std::size_t family, const std::string& key) {
      check(batch.Put(families_[family], key, ""));
    });
  }
  check(db_->Write({}, &batch));
}

void BareEvents::flush() { check(db_->Flush({}, families_)); }

void BareEvents::ingest(std::size_t family, std::vector<std::string>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  const std::string file = (directory_ / ("in" + std::to_string(family))).string();
  const rocksdb::Options options(rocksdb::DBOptions(), familyOptions(family == 0   ? 8
                                                                     : family == 1 ? 4
                                                                                   : 1));
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), options, families_[family]);
  check(writer.Open(file));
  for (const std::string& key : keys) check(writer.Put(key, ""));
  check(writer.Finish());
  rocksdb::IngestExternalFileOptions moving;
  moving.move_files = true;
  check(db_->IngestExternalFile(families_[family], {file}, moving));
  keys = {};
}

void BareEvents::finish() {
  for (std::size_t family = 0; family < keys_.size(); ++family) ingest(family, keys_[family]);
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  for (auto* family : families_) rows_.emplace_back(db_->NewIterator(options, family));
}

Answer BareEvents::pairTimeline(const std::string& a, const std::string& b, Day from, Day to) {
  const std::uint32_t first = known(a), second = known(b);
  const std::uint32_t low = std::min(first, second), high = std::max(first, second);
  std::string key;
  append(key, low);
  append(key, high);
  append(key, orderedDay(from));
  Answer answer;
  auto& row = *rows_[kPairs];
  for (row.Seek(key); row.Valid(); row.Next()) {
    const std::uint32_t day = numberAt(row.key(), 8);
    if (day > orderedDay(to)) break;
    const bool turned = row.key()[13] != 0;
    addRow(answer, static_cast<std::int32_t>(day ^ 0x80000000u), row.key()[12],
           names_[turned ? high : low], names_[turned ? low : high]);
  }
  return answer;
}

Answer BareEvents::actorTimeline(const std::string& actor, Day from, Day to) {
  const std::uint32_t number = known(actor);
  std::string key;
  append(key, number);
  append(key, orderedDay(from));
  Answer answer;
  auto& row = *rows_[kActors];
  for (row.Seek(key); row.Valid(); row.Next()) {
    const std::uint32_t day = numberAt(row.key(), 4);
    if (day > orderedDay(to)) break;
    const std::string& other = names_[numberAt(row.key(), 9)];
    const bool turned = row.key()[13] != 0;
    addRow(answer, static_cast<std::int32_t>(day ^ 0x80000000u), row.key()[8],
           turned ? other : actor, turned ? actor : other);
  }
  return answer;
}

Answer BareEvents::dayOf(Relation relation, Day day) {
  std::string key(1, static_cast<char>(relation));
  append(key, orderedDay(day));
  Answer answer;
  auto& row = *rows_[kRelations];
  for (row.Seek(key); row.Valid(); row.Next()) {
    if (numberAt(row.key(), 1) != orderedDay(day)) break;
    addRow(answer, day.since_1970, static_cast<int>(relation), names_[numberAt(row.key(), 5)],
           names_[numberAt(row.key(), 9)]);
  }
  return answer;
}

Answer BareEvents::neighbors(const std::string& actor) {
  const std::uint32_t number = known(actor);
  std::string key;
  append(key, number);
  std::unordered_map<std::uint32_t, std::uint64_t> counts;
  auto& row = *rows_[kActors];
  for (row.Seek(key); row.Valid(); row.Next()) {
    const std::uint32_t other = numberAt(row.key(), 9);
    if (other != number) ++counts[other];
  }
  Answer answer;
  for (const auto& [other, events] : counts) addPartner(answer, names_[other], events);
  return answer;
}

std::vector<std::uint32_t> BareEvents::partnersOf(std::uint32_t actor) {
  std::string key;
  append(key, actor);
  std::unordered_set<std::uint32_t> others;
  auto& row = *rows_[kActors];
  for (row.Seek(key); row.Valid(); row.Next()) others.insert(numberAt(row.key(), 9));
  others.erase(actor);
  return {others.begin(), others.end()};
}

Answer BareEvents::shortestPath(const std::string& a, const std::string& b) {
  struct Side {
    std::unordered_set<std::uint32_t> reached;
    std::vector<std::uint32_t> fringe;
  };
  const auto from = [](std::uint32_t actor) { return Side{{actor}, {actor}}; };
  Side one = from(known(a)), other = from(known(b));
  if (one.fringe == other.fringe) return stepsAnswer(0);
  for (std::uint64_t steps = 1; !one.fringe.empty() && !other.fringe.empty(); ++steps) {
    Side& smaller = one.fringe.size() <= other.fringe.size() ? one : other;
    const Side& larger = &smaller == &one ? other : one;
    std::vector<std::uint32_t> next;
    bool met = false;
    for (const std::uint32_t actor : smaller.fringe) {
      for (const std::uint32_t partner : partnersOf(actor)) {
        met = met || larger.reached.contains(partner);
        if (smaller.reached.insert(partner).second) next.push_back(partner);
      }
    }
    if (met) return stepsAnswer(steps);
    smaller.fringe = std::move(next);
  }
  return {};
}

Answer BareEvents::topPairs(Relation relation, Day from, Day to, std::size_t limit) {
  std::string key(1, static_cast<char>(relation));
  append(key, orderedDay(from));
  std::unordered_map<std::uint64_t, std::uint64_t> counts;
  auto& row = *rows_[kRelations];
  for (row.Seek(key); row.Valid(); row.Next()) {
    if (numberAt(row.key(), 1) > orderedDay(to)) break;
    const std::uint32_t subject = numberAt(row.key(), 5), object = numberAt(row.key(), 9);
    ++counts[std::uint64_t{std::min(subject, object)} << 32 | std::max(subject, object)];
  }
  using Row = std::tuple<std::uint64_t, std::string, std::string>;  // the most events first
  std::vector<Row> rows;
  for (const auto& [pair, events] : counts) {
    const auto& [a, b] = std::minmax(names_[pair >> 32], names_[static_cast<std::uint32_t>(pair)]);
    rows.emplace_back(UINT64_MAX - events, a, b);
  }
  const std::size_t most = std::min(limit, rows.size());
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(most), rows.end());
  Answer answer;
  for (std::size_t i = 0; i < most; ++i) {
    const auto& [fewer, a, b] = rows[i];
    addPair(answer, a, b, UINT64_MAX - fewer);
  }
  return answer;
}

}  // namespace chancery::bench
