#include "store/database.h"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>
#include <utility>
#include <vector>

#include "store/codec.h"

namespace chancery::store {
namespace {

namespace fs = std::filesystem;

struct FamilyInfo {
  std::string_view name;
  std::size_t prefix_bytes;  // what a scan is over: a filter skips tables without it; 0: none
  bool point_reads;          // rows are asked for by their whole key
};
// In the order of the enumeration; the first has the name that RocksDB demands.
constexpr std::array<FamilyInfo, kFamilyCount> kFamilies{{{"default", 0, true},
                                                          {"documents", 0, true},
                                                          {"said", 0, true},
                                                          {"events", 0, true},
                                                          {"mentions", 16, true},
                                                          {"pairs", kPairPrefixBytes, false},
                                                          {"actors", kActorPrefixBytes, false},
                                                          {"relations", 0, false},
                                                          {"long-spans", 0, false},
                                                          {"entities", 0, true},
                                                          {"variants", kActorPrefixBytes, true},
                                                          {"names", 0, true},
                                                          {"search-keys", 0, false},
                                                          {"skipped", 0, true}}};

constexpr std::size_t kFamilyBufferBytes = std::size_t{16} << 20;
constexpr std::size_t kAllBuffersBytes = std::size_t{96} << 20;
constexpr std::size_t kBlockBytes = std::size_t{8} << 10;
constexpr double kFilterBitsPerKey = 10;
constexpr int kRestartsOfReading = 100;
constexpr auto kPauseBeforeRestart = std::chrono::milliseconds(20);

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

rocksdb::ColumnFamilyOptions familyOptions(const FamilyInfo& info,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = kFamilyBufferBytes;
  options.level_compaction_dynamic_level_bytes = true;
  setCompression(options);
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.block_size = kBlockBytes;
  table.format_version = 5;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kFilterBitsPerKey));
  table.whole_key_filtering = info.point_reads;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  if (info.prefix_bytes != 0) {
    options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(info.prefix_bytes));
    options.memtable_prefix_bloom_size_ratio = 0.02;
  }
  return options;
}

rocksdb::DBOptions databaseOptions() {
  rocksdb::DBOptions options;
  options.paranoid_checks = true;
  options.db_write_buffer_size = kAllBuffersBytes;
  // a reader beside a writer keeps its tables open, so that it may go on when they are deleted
  options.max_open_files = -1;
  options.max_background_jobs = 2;
  options.bytes_per_sync = std::uint64_t{1} << 20;
  options.keep_log_file_num = 2;
  options.max_log_file_size = std::size_t{4} << 20;
  options.info_log_level = rocksdb::WARN_LEVEL;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

tl::unexpected<Error> noStore(const fs::path& directory) {
  return makeError(ErrorCode::kNotFound, "there is no store at " + quoted(directory) +
                                             "; make one with `chancery build`");
}

tl::unexpected<Error> notOurs(const fs::path& directory, const std::string& why) {
  return makeError(ErrorCode::kCorruption, quoted(directory) + " is not a store: " + why);
}

tl::unexpected<Error> tooNew(const fs::path& directory, std::uint32_t version) {
  return makeError(ErrorCode::kCorruption,
                   quoted(directory) + " was written by a newer version of Chancery (format " +
                       std::to_string(version) + "; this program knows up to " +
                       std::to_string(kFormatVersion) + ")");
}

bool startsWith(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

// What RocksDB leaves behind when the process ends before a database has come into being.
bool isLeftOverOfCreation(const std::string& file) {
  return file == "LOCK" || file == "IDENTITY" || startsWith(file, "LOG") ||
         startsWith(file, "MANIFEST-") || startsWith(file, "OPTIONS-") ||
         (file.size() > 6 && file.substr(file.size() - 6) == ".dbtmp");
}

enum class Found { kNothing, kEmptyDirectory, kDatabase };

Result<Found> lookAt(const fs::path& directory) {
  std::error_code failed;
  const fs::file_status status = fs::status(directory, failed);
  if (status.type() == fs::file_type::not_found) return Found::kNothing;
  if (failed) {
    return makeError(ErrorCode::kIo, "cannot open " + quoted(directory) + ": " + failed.message());
  }
  if (!fs::is_directory(status)) return notOurs(directory, "it is no directory");
  if (fs::exists(directory / "CURRENT", failed)) return Found::kDatabase;
  std::string stranger;
  fs::directory_iterator file(directory, failed);
  for (; !failed && file != fs::directory_iterator(); file.increment(failed)) {
    const std::string name = file->path().filename().string();
    if (!isLeftOverOfCreation(name)) stranger = name;
  }
  if (failed) {
    return makeError(ErrorCode::kIo, "cannot read " + quoted(directory) + ": " + failed.message());
  }
  if (stranger.empty()) return Found::kEmptyDirectory;
  return notOurs(directory, "it holds '" + stranger + "', but not the file CURRENT of a store");
}

// Tells whether anything was committed to the list of tables between two looks at it.
std::string stateOfManifest(const fs::path& directory) {
  std::ifstream file(directory / "CURRENT", std::ios::binary);
  std::string name{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  while (!name.empty() && name.back() == '\n') name.pop_back();
  std::error_code failed;
  const std::uintmax_t bytes = fs::file_size(directory / name, failed);
  return name + (failed ? " ?" : " " + std::to_string(bytes));
}

// The rows of the meta family alone: whatever other families there are, they stay closed.
struct Meta {
  bool empty = true;
  std::optional<std::uint32_t> version;
};
std::optional<Meta> peekAtMeta(const fs::path& directory) {
  rocksdb::Options options;
  options.create_if_missing = false;
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::OpenForReadOnly(options, directory.string(), &opened).ok()) return std::nullopt;
  const std::unique_ptr<rocksdb::DB> db(opened);
  Meta meta;
  const std::unique_ptr<rocksdb::Iterator> row(db->NewIterator({}));
  row->SeekToFirst();
  meta.empty = !row->Valid() && row->status().ok();
  std::string value;
  if (db->Get({}, rocksdb::Slice(kVersionKey.data(), kVersionKey.size()), &value).ok()) {
    meta.version = decodeVersion(value);
  }
  return meta;
}

bool isLocked(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() && (text.find("lock hold by current process") != std::string::npos ||
                                text.find("While lock file") != std::string::npos);
}

bool isMissingFile(const rocksdb::Status& status) {
  return status.IsPathNotFound() ||
         (status.IsIOError() && status.ToString().find("No such file") != std::string::npos);
}

}  // namespace

std::string_view nameOf(Family family) { return kFamilies[static_cast<std::size_t>(family)].name; }

std::size_t prefixBytesOf(Family family) {
  return kFamilies[static_cast<std::size_t>(family)].prefix_bytes;
}

tl::unexpected<Error> toError(const rocksdb::Status& status, const std::string& doing) {
  const bool damaged = status.IsCorruption() || status.IsInvalidArgument() || isMissingFile(status);
  return makeError(damaged ? ErrorCode::kCorruption : ErrorCode::kIo,
                   doing + ": " + status.ToString());
}

tl::unexpected<Error> corrupt(Family family, std::string_view what) {
  return makeError(ErrorCode::kCorruption, "the store is damaged: in its family '" +
                                               std::string(nameOf(family)) + "', " +
                                               std::string(what));
}

Database::Database(fs::path directory, const OpenOptions& options, Access access)
    : directory_(std::move(directory)), options_(options), access_(access) {
  write_options_.sync = options.sync_writes;
}

Database::~Database() {
  if (db_ == nullptr) return;
  // so that the next one to open it need not go through the log
  if (access_ == Access::kWrite) static_cast<void>(flush());
  for (rocksdb::ColumnFamilyHandle* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
  delete db_;
}

Result<std::unique_ptr<Database>> Database::open(const fs::path& directory,
                                                 const OpenOptions& options, Access access) {
  const auto found = lookAt(directory);
  if (!found) return tl::unexpected(found.error());
  const bool may_create = access == Access::kWrite && options.create_if_missing;
  if (*found != Found::kDatabase && !may_create) return noStore(directory);
  if (*found == Found::kNothing) {
    std::error_code failed;
    fs::create_directories(directory, failed);
    if (failed) {
      return makeError(ErrorCode::kIo,
                       "cannot make " + quoted(directory) + ": " + failed.message());
    }
  }
  // A writer may delete files while we read the list of them, and the log that follows from it.
  // Nothing is deleted before the list says so: when it is the same afterwards, all was there.
  for (int attempt = 0; attempt < kRestartsOfReading; ++attempt) {
    if (attempt != 0) std::this_thread::sleep_for(kPauseBeforeRestart);
    const std::string before = stateOfManifest(directory);
    std::unique_ptr<Database> database(new Database(directory, options, access));
    const auto opened = database->openOnce();
    const bool steady = access == Access::kWrite || stateOfManifest(directory) == before;
    if (steady && !opened) return tl::unexpected(opened.error());
    if (steady) return database;
  }
  return makeError(ErrorCode::kIo, quoted(directory) +
                                       " is being written to so fast that it cannot be opened for "
                                       "reading; try again in a moment");
}

Result<void> Database::openOnce() {
  const bool exists = fs::exists(directory_ / "CURRENT");
  if (exists) {
    const auto checked = checkFamilies();
    if (!checked) return checked;
  }
  const rocksdb::Status status = openRocks();
  if (isLocked(status)) {
    return makeError(ErrorCode::kIo, "the store " + quoted(directory_) +
                                         " is being written by another process, or elsewhere in "
                                         "this one; wait for it, or open the store read-only");
  }
  if (!status.ok()) {
    const auto meta = peekAtMeta(directory_);
    if (meta && meta->version && *meta->version > kFormatVersion) {
      return tooNew(directory_, *meta->version);
    }
    return toError(status, "cannot open the store " + quoted(directory_));
  }
  return checkVersion();
}

// Before anything is opened for writing: a database of somebody else must not get our families.
Result<void> Database::checkFamilies() const {
  std::vector<std::string> names;
  const rocksdb::Status status =
      rocksdb::DB::ListColumnFamilies(databaseOptions(), directory_.string(), &names);
  if (!status.ok()) return toError(status, "cannot open the store " + quoted(directory_));
  const auto isThere = [&](const FamilyInfo& info) {
    return std::find(names.begin(), names.end(), info.name) != names.end();
  };
  const bool all = std::all_of(kFamilies.begin(), kFamilies.end(), isThere);
  if (all && names.size() == kFamilies.size()) return {};

  const auto meta = peekAtMeta(directory_);
  if (!meta) return notOurs(directory_, "its families are not those of a store");
  if (meta->version && *meta->version > kFormatVersion) return tooNew(directory_, *meta->version);
  const auto ours = std::count_if(kFamilies.begin(), kFamilies.end(), isThere);
  const bool half_made = meta->empty && static_cast<std::size_t>(ours) == names.size();
  if (!half_made) return notOurs(directory_, "its families are not those of a store");
  if (access_ == Access::kRead || !options_.create_if_missing) return noStore(directory_);
  return {};
}

rocksdb::Status Database::openRocks() {
  const auto cache = rocksdb::NewLRUCache(options_.cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const FamilyInfo& info : kFamilies) {
    families.emplace_back(std::string(info.name), familyOptions(info, cache));
  }
  rocksdb::DBOptions options = databaseOptions();
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::Status status;
  if (access_ == Access::kRead) {
    status = rocksdb::DB::OpenForReadOnly(options, directory_.string(), families, &handles, &db_);
  } else {
    options.create_if_missing = options_.create_if_missing;
    options.create_missing_column_families = options_.create_if_missing;
    status = rocksdb::DB::Open(options, directory_.string(), families, &handles, &db_);
  }
  if (status.ok()) std::copy(handles.begin(), handles.end(), handles_.begin());
  return status;
}

Result<void> Database::checkVersion() const {
  std::string value;
  const rocksdb::Status status = db_->Get(
      {}, handle(Family::kMeta), rocksdb::Slice(kVersionKey.data(), kVersionKey.size()), &value);
  if (status.IsNotFound()) {
    const std::unique_ptr<rocksdb::Iterator> row(db_->NewIterator({}, handle(Family::kMeta)));
    row->SeekToFirst();
    if (row->Valid()) return notOurs(directory_, "it says nothing of its format");
    if (!row->status().ok()) return toError(row->status(), "cannot read " + quoted(directory_));
    if (access_ == Access::kRead || !options_.create_if_missing) return noStore(directory_);
    return writeFirstRows();
  }
  if (!status.ok()) return toError(status, "cannot read the format of " + quoted(directory_));
  const auto version = decodeVersion(value);
  if (!version || *version == 0) return corrupt(Family::kMeta, "the format version cannot be read");
  if (*version > kFormatVersion) return tooNew(directory_, *version);
  return {};
}

Result<void> Database::writeFirstRows() const {
  rocksdb::WriteBatch batch;
  batch.Put(handle(Family::kMeta), rocksdb::Slice(kVersionKey.data(), kVersionKey.size()),
            encodeVersion(kFormatVersion));
  batch.Put(handle(Family::kMeta), rocksdb::Slice(kStateKey.data(), kStateKey.size()),
            encode(StoreState{}));
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const rocksdb::Status status = db_->Write(synced, &batch);
  if (!status.ok()) return toError(status, "cannot make a store at " + quoted(directory_));
  return {};
}

Result<void> Database::requireWritable() const {
  if (!isReadOnly()) return {};
  return makeError(ErrorCode::kIo,
                   "the store " + quoted(directory_) + " was opened for reading only");
}

Result<void> Database::flush() const {
  const std::vector<rocksdb::ColumnFamilyHandle*> all(handles_.begin(), handles_.end());
  const rocksdb::Status status = db_->Flush({}, all);
  if (!status.ok()) return toError(status, "cannot flush the store " + quoted(directory_));
  return {};
}

Result<void> Database::compact() const {
  rocksdb::CompactRangeOptions options;
  // only so do the sequence numbers of the oldest rows become zero, and compress to nothing
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  for (rocksdb::ColumnFamilyHandle* family : handles_) {
    const rocksdb::Status status = db_->CompactRange(options, family, nullptr, nullptr);
    if (!status.ok()) return toError(status, "cannot compact the store " + quoted(directory_));
  }
  return {};
}

}  // namespace chancery::store
