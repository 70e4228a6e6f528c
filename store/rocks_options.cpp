#include "store/rocks_options.h"

#include <rocksdb/convenience.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <array>

#include "store/keys.h"

namespace chancery::store {
namespace {

struct FamilyInfo {
  std::string_view name;
  std::size_t prefix_bytes;  // what a scan is over: a filter skips tables without it; 0: none
  bool point_reads;          // rows are asked for by their whole key
  std::size_t block_kib = 16;
  // filter and index are in memory while the store is open: to ask for parts of them would be felt
  bool filter_whole = false;
};
// In the order of the enumeration; the first has the name that RocksDB demands.
constexpr std::array<FamilyInfo, kFamilyCount> kFamilies{
    {{"default", 0, true},
     {"documents", 0, true},
     {"said", 0, true},
     {"events", 0, true},
     {"evidence", 0, false, 64},
     {"tellers", kEventKeyBytes, true},
     {"pairs", kPairPrefixBytes, false, 16, true},
     {"actors", kActorPrefixBytes, false, 16, true},
     {"relations", 0, false, 16, true},
     {"places", kActorPrefixBytes, false, 16, true},
     {"spans", 0, false, 16, true},
     {"months", 0, true},
     {"busiest", 0, false, 16, true},
     {"partners", kActorPrefixBytes, true, 16, true},
     {"entities", 0, true},
     {"variants", kActorPrefixBytes, true},
     {"names", 0, true},
     {"search-keys", 0, false},
     {"skipped", 0, true},
     {"kept", 0, false, 64},
     {"days", 0, false},
     {"words", 0, false}}};

constexpr std::size_t kFamilyBufferBytes = std::size_t{16} << 20;
constexpr std::size_t kAllBuffersBytes = std::size_t{96} << 20;
// Whoever opens the store beside a writer reads the whole log, as does who comes after a crash; and
// a log stays as long as any family has rows of it that are only in memory.
constexpr std::size_t kLogBytes = std::size_t{16} << 20;
constexpr double kFilterBitsPerKey = 10;
// Each time all rows of a family may be written again. Whoever reads asks the filters of so many
// tables more.
constexpr int kTablesBeforeCompaction = 8;
// Parts of a buffer: 17 bits a row and more, for a log of 16 MB fills no buffer.
constexpr double kFilterOfKeysInMemory = 0.005;
constexpr double kFilterOfPrefixesInMemory = 0.02;

bool supports(rocksdb::CompressionType type) {
  const auto types = rocksdb::GetSupportedCompressions();
  return std::find(types.begin(), types.end(), type) != types.end();
}

// LZ4 where tables are short-lived, ZSTD at the bottom, where most bytes lie.
void setCompression(rocksdb::ColumnFamilyOptions& options) {
  options.compression = rocksdb::kNoCompression;
  if (supports(rocksdb::kLZ4Compression)) options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = supports(rocksdb::kZSTD) ? rocksdb::kZSTD : options.compression;
}

// In place of RocksDB's own, which writes a file: where the disk is full, Debian's RocksDB ends the
// process at the line after the one that it could not write. Errors reach the user as such.
class NoLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

// So that a store is opened without the filters and indexes of all its tables in memory: they are
// in parts, each read as it is needed and held as blocks are. Those of tables that were just
// written stay in memory, since whoever writes asks them all.
void setFiltersInParts(rocksdb::BlockBasedTableOptions& table, bool has_cache) {
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.cache_index_and_filter_blocks = has_cache;
  table.metadata_cache_options.top_level_index_pinning = rocksdb::PinningTier::kAll;
  table.metadata_cache_options.partition_pinning = rocksdb::PinningTier::kFlushedAndSimilar;
}

}  // namespace

rocksdb::ColumnFamilyOptions familyOptions(Family family,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
  const FamilyInfo& info = kFamilies[static_cast<std::size_t>(family)];
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = kFamilyBufferBytes;
  options.level_compaction_dynamic_level_bytes = true;
  options.level0_file_num_compaction_trigger = kTablesBeforeCompaction;
  setCompression(options);
  rocksdb::BlockBasedTableOptions table;
  if (cache) table.block_cache = cache;
  table.no_block_cache = !cache;
  table.block_size = info.block_kib << 10;
  table.format_version = 5;
  if (!info.filter_whole) setFiltersInParts(table, cache != nullptr);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
  table.whole_key_filtering = info.point_reads;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  if (info.point_reads) {  // most that a writer asks for are not there
    options.memtable_whole_key_filtering = true;
    options.memtable_prefix_bloom_size_ratio = kFilterOfKeysInMemory;
  }
  if (info.prefix_bytes != 0) {
    options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(info.prefix_bytes));
    options.memtable_prefix_bloom_size_ratio = kFilterOfPrefixesInMemory;
  }
  return options;
}

rocksdb::DBOptions databaseOptions() {
  rocksdb::DBOptions options;
  options.paranoid_checks = true;
  options.db_write_buffer_size = kAllBuffersBytes;
  options.max_total_wal_size = kLogBytes;
  // a reader beside a writer keeps its tables open, so that it may go on when they are deleted
  options.max_open_files = -1;
  options.max_background_jobs = 2;
  options.bytes_per_sync = std::uint64_t{1} << 20;
  options.info_log = std::make_shared<NoLog>();
  options.db_host_id.clear();  // a store does not say where it was made
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

std::vector<std::string_view> familyNames() {
  std::vector<std::string_view> names;
  for (const FamilyInfo& info : kFamilies) names.push_back(info.name);
  return names;
}

std::string_view nameOf(Family family) { return kFamilies[static_cast<std::size_t>(family)].name; }

std::size_t prefixBytesOf(Family family) {
  return kFamilies[static_cast<std::size_t>(family)].prefix_bytes;
}

std::string readingOf(Family family) {
  return "cannot read the family '" + std::string(nameOf(family)) + "' of the store";
}

}  // namespace chancery::store
