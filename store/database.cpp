#include "store/database.h"

#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <vector>

#include "store/keys.h"

namespace chancery::store {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, kFamilies> kNames = {
    "default",   "documents", "said",          "facts", "entities",  "numbers",     "names",         "events",    "mentions",
    "pair_time", "entity_time", "relation_time", "time",  "long_pair", "long_entity", "long_relation", "long_time", "skipped"};
constexpr double kBloomBitsPerKey = 10;
constexpr std::size_t kWriteBuffer = 16u << 20;
constexpr std::size_t kAllWriteBuffers = 128u << 20;

bool supports(rocksdb::CompressionType type) {
  const std::vector<rocksdb::CompressionType> types = rocksdb::GetSupportedCompressions();
  return std::find(types.begin(), types.end(), type) != types.end();
}

rocksdb::ColumnFamilyOptions familyOptions(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  table.format_version = 5;
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.write_buffer_size = kWriteBuffer;
  options.compression = supports(rocksdb::kLZ4Compression) ? rocksdb::kLZ4Compression : rocksdb::kNoCompression;
  // the last level holds nearly everything: there the bytes count more than the time
  if (supports(rocksdb::kZSTD)) options.bottommost_compression = rocksdb::kZSTD;
  return options;
}

rocksdb::DBOptions databaseOptions(bool create) {
  rocksdb::DBOptions options;
  options.create_if_missing = create;
  options.create_missing_column_families = create;
  options.db_write_buffer_size = kAllWriteBuffers;
  options.keep_log_file_num = 2;
  options.max_open_files = 512;
  options.IncreaseParallelism(2);
  return options;
}

// Whether a directory looks like a RocksDB at all, before RocksDB is let near it.
Result<bool> existsAt(const fs::path& directory) {
  std::error_code error;
  if (!fs::exists(directory, error)) return false;
  if (!fs::is_directory(directory, error)) {
    return makeError(ErrorCode::kCorruption, "'" + directory.string() + "' is a file, not a store");
  }
  if (fs::exists(directory / "CURRENT", error)) return true;
  const bool empty = fs::is_empty(directory, error);
  if (error) return makeError(ErrorCode::kIo, "'" + directory.string() + "' cannot be read: " + error.message());
  if (!empty) {
    return makeError(ErrorCode::kCorruption, "'" + directory.string() + "' is no store of Chancery: it holds other files");
  }
  return false;
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const fs::path& directory, const StoreOptions& options, bool read_only) {
  const auto exists = existsAt(directory);
  if (!exists) return tl::unexpected(exists.error());
  const bool create = options.create_if_missing && !read_only;
  if (!*exists && !create) {
    return makeError(ErrorCode::kNotFound, "there is no store at '" + directory.string() +
                                               "'; make one with: chancery build ARTICLES --db " + directory.string());
  }
  if (create) {
    std::error_code error;
    fs::create_directories(directory, error);
    if (error) return makeError(ErrorCode::kIo, "'" + directory.string() + "' cannot be made: " + error.message());
  }
  std::unique_ptr<Database> database(new Database());
  database->directory_ = directory;
  database->read_only_ = read_only;
  const auto cache = rocksdb::NewLRUCache(options.cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const char* name : kNames) families.emplace_back(name, familyOptions(cache));
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      read_only ? rocksdb::DB::OpenForReadOnly(databaseOptions(false), directory.string(), families, &handles, &db)
                : rocksdb::DB::Open(databaseOptions(create), directory.string(), families, &handles, &db);
  database->db_.reset(db);
  if (!status.ok()) return database->failure(status);
  std::copy(handles.begin(), handles.end(), database->handles_.begin());
  if (auto checked = database->checkFormat(); !checked) return tl::unexpected(checked.error());
  return database;
}

Database::~Database() {
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    if (handle != nullptr) db_->DestroyColumnFamilyHandle(handle);
  }
  if (db_) db_->Close();
}

Result<void> Database::checkFormat() {
  const auto format = get(Family::kMeta, kFormatKey, nullptr);
  if (!format) return tl::unexpected(format.error());
  if (!*format) {
    const auto documents = get(Family::kMeta, kCountsKey, nullptr);
    if (!documents) return tl::unexpected(documents.error());
    if (read_only_) return makeError(ErrorCode::kCorruption, "'" + directory_.string() + "' is no store of Chancery");
    std::string value;
    appendNumber(value, EventStore::kFormat);
    const rocksdb::Status status = db_->Put({}, handle(Family::kMeta), slice(kFormatKey), value);
    if (!status.ok()) return failure(status);
    return {};
  }
  if ((*format)->size() != sizeof(Number)) return damaged(Family::kMeta);
  const Number number = readNumber(**format, 0);
  if (number == EventStore::kFormat) return {};
  return makeError(ErrorCode::kCorruption, "'" + directory_.string() + "' was written by a newer version of Chancery (format " +
                                               std::to_string(number) + "; this program knows up to " +
                                               std::to_string(EventStore::kFormat) + ")");
}

Result<std::optional<std::string>> Database::get(Family family, std::string_view key, const rocksdb::Snapshot* snapshot) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  rocksdb::PinnableSlice value;
  const rocksdb::Status status = db_->Get(options, handle(family), slice(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return failure(status);
  return value.ToString();
}

Result<void> Database::scan(Family family, std::string_view begin, const std::string& end,
                            const rocksdb::Snapshot* snapshot, const RowVisitor& visit) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  const rocksdb::Slice bound = slice(end);
  if (!end.empty()) options.iterate_upper_bound = &bound;
  const std::unique_ptr<rocksdb::Iterator> row(db_->NewIterator(options, handle(family)));
  for (row->Seek(slice(begin)); row->Valid(); row->Next()) {
    if (!visit(view(row->key()), view(row->value()))) return {};
  }
  if (!row->status().ok()) return failure(row->status());
  return {};
}

Result<void> Database::scanPrefix(Family family, const std::string& prefix, const rocksdb::Snapshot* snapshot,
                                  const RowVisitor& visit) const {
  return scan(family, prefix, endOfPrefix(prefix), snapshot, visit);
}

Result<void> Database::write(rocksdb::WriteBatch& batch) {
  const rocksdb::Status status = db_->Write({}, &batch);
  if (!status.ok()) return failure(status);
  return {};
}

tl::unexpected<Error> Database::failure(const rocksdb::Status& status) const {
  const std::string where = "'" + directory_.string() + "'";
  const std::string reason = status.ToString();
  if (status.IsCorruption()) return makeError(ErrorCode::kCorruption, where + " is damaged: " + reason);
  if (status.IsInvalidArgument()) {
    return makeError(ErrorCode::kCorruption, where + " is no store of Chancery, or of another version: " + reason);
  }
  if (reason.find("lock") != std::string::npos) {
    return makeError(ErrorCode::kIo, where + " is being written by another process; wait until it is done");
  }
  if (status.IsPathNotFound() || reason.find("No such file") != std::string::npos) {
    return makeError(ErrorCode::kCorruption, where + " is damaged: a file of it is gone: " + reason);
  }
  return makeError(ErrorCode::kIo, where + ": " + reason);
}

tl::unexpected<Error> Database::damaged(Family family) const {
  return makeError(ErrorCode::kCorruption, "'" + directory_.string() + "' is damaged: a record of the family '" +
                                               kNames[static_cast<std::size_t>(family)] + "' cannot be read");
}

}  // namespace chancery::store
