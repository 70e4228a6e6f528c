#include "store/database.h"

#include <rocksdb/cache.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>
#include <utility>
#include <vector>

#include "store/codec.h"
#include "store/migration.h"
#include "store/rocks_options.h"
#include "store/word_index.h"

namespace chancery::store {
namespace {

namespace fs = std::filesystem;

// Families that older formats had.
constexpr std::array<const char*, 2> kOldFamilies = {kLongSpansOfFormat1, kMentionsOfFormat2};
constexpr int kRestartsOfReading = 100;
constexpr auto kPauseBeforeRestart = std::chrono::milliseconds(20);
constexpr int kFailuresBelieved = 3;

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

tl::unexpected<Error> tooOld(const fs::path& directory, std::uint32_t version) {
  return makeError(ErrorCode::kCorruption,
                   quoted(directory) + " was written by an older version of Chancery (format " +
                       std::to_string(version) +
                       ") and has to be migrated before it can be read: open it for writing");
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
  rocksdb::Options options(databaseOptions(), rocksdb::ColumnFamilyOptions());
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
  iterators_.clear();
  // so that the next one to open it need not go through the log
  if (access_ == Access::kWrite) static_cast<void>(flush());
  for (rocksdb::ColumnFamilyHandle* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
  for (rocksdb::ColumnFamilyHandle* handle : old_handles_) db_->DestroyColumnFamilyHandle(handle);
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
  // Nothing is deleted before the list says so: when it is the same afterwards, all was there. A
  // failure to read is believed only when it comes again: a log that is no longer listed may go
  // while it is looked at.
  int failures = 0;
  for (int attempt = 0; attempt < kRestartsOfReading; ++attempt) {
    if (attempt != 0) std::this_thread::sleep_for(kPauseBeforeRestart);
    const std::string before = stateOfManifest(directory);
    std::unique_ptr<Database> database(new Database(directory, options, access));
    const auto opened = database->openOnce();
    const bool steady = access == Access::kWrite || stateOfManifest(directory) == before;
    if (!steady) continue;
    if (opened) return database;
    const bool believed = access == Access::kWrite || ++failures == kFailuresBelieved;
    if (believed) return tl::unexpected(opened.error());
  }
  return makeError(ErrorCode::kIo, quoted(directory) +
                                       " is being written to so fast that it cannot be opened for "
                                       "reading; try again in a moment");
}

std::optional<std::uint32_t> Database::versionOf(const fs::path& directory) {
  const auto found = lookAt(directory);
  if (!found || *found != Found::kDatabase) return std::nullopt;
  const auto meta = peekAtMeta(directory);
  return meta ? meta->version : std::nullopt;
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
Result<void> Database::checkFamilies() {
  std::vector<std::string> names;
  const rocksdb::Status status =
      rocksdb::DB::ListColumnFamilies(databaseOptions(), directory_.string(), &names);
  if (!status.ok()) return toError(status, "cannot open the store " + quoted(directory_));
  for (const char* old : kOldFamilies) {
    if (std::erase(names, old) > 0) old_names_.emplace_back(old);
  }
  const std::vector<std::string_view> known = familyNames();
  const auto isThere = [&](std::string_view family) {
    return std::find(names.begin(), names.end(), family) != names.end();
  };
  const auto ours = static_cast<std::size_t>(std::count_if(known.begin(), known.end(), isThere));
  if (ours == names.size() && ours == known.size()) return {};

  const auto meta = peekAtMeta(directory_);
  if (!meta) return notOurs(directory_, "its families are not those of a store");
  if (meta->version && *meta->version > kFormatVersion) return tooNew(directory_, *meta->version);
  if (ours != names.size()) return notOurs(directory_, "its families are not those of a store");
  if (meta->version && *meta->version < kFormatVersion) {
    if (access_ == Access::kRead) return tooOld(directory_, *meta->version);
    adds_families_ = true;
    return {};
  }
  const bool half_made = meta->empty;
  if (!half_made) return notOurs(directory_, "its families are not those of a store");
  if (access_ == Access::kRead || !options_.create_if_missing) return noStore(directory_);
  return {};
}

rocksdb::Status Database::openRocks() {
  const auto cache = rocksdb::NewLRUCache(options_.cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    const auto family = static_cast<Family>(i);
    families.emplace_back(std::string(nameOf(family)), familyOptions(family, cache));
  }
  rocksdb::DBOptions options = databaseOptions();
  for (const std::string& old : old_names_) {
    families.emplace_back(old, rocksdb::ColumnFamilyOptions());
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::Status status;
  if (access_ == Access::kRead) {
    status = rocksdb::DB::OpenForReadOnly(options, directory_.string(), families, &handles, &db_);
  } else {
    options.create_if_missing = options_.create_if_missing;
    options.create_missing_column_families = options_.create_if_missing || adds_families_;
    status = rocksdb::DB::Open(options, directory_.string(), families, &handles, &db_);
  }
  if (status.ok()) std::copy_n(handles.begin(), kFamilyCount, handles_.begin());
  if (status.ok()) old_handles_.assign(handles.begin() + kFamilyCount, handles.end());
  return status;
}

Result<void> Database::checkVersion() {
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
  if (access_ == Access::kWrite) {
    std::error_code failed;  // what a bulk that was killed left behind only takes up space
    fs::remove_all(workDirectory(), failed);
  }
  if (*version == kFormatVersion) return dropOldFamilies();
  if (access_ == Access::kRead) return tooOld(directory_, *version);
  const auto migrated = migrate(*this, *version);
  return migrated ? dropOldFamilies() : migrated;
}

// What is left over of older formats; also after a crash in between.
Result<void> Database::dropOldFamilies() {
  if (access_ == Access::kRead) return {};
  for (rocksdb::ColumnFamilyHandle* old : old_handles_) {
    const rocksdb::Status status = db_->DropColumnFamily(old);
    if (!status.ok()) return toError(status, "cannot migrate " + quoted(directory_));
  }
  return {};
}

rocksdb::ColumnFamilyHandle* Database::oldHandle(std::string_view name) const {
  for (rocksdb::ColumnFamilyHandle* old : old_handles_) {
    if (old->GetName() == name) return old;
  }
  return nullptr;
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

Day Database::readingDay() const {
  if (options_.reading_day) return *options_.reading_day;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::duration<std::int32_t, std::ratio<86400>>>(now)
              .count()};
}

Result<void> Database::requireWritable() const {
  if (!isReadOnly()) return {};
  return makeError(ErrorCode::kIo,
                   "the store " + quoted(directory_) + " was opened for reading only");
}

rocksdb::Options Database::optionsOf(Family family) const {
  return {rocksdb::DBOptions(db_->GetDBOptions()), familyOptions(family, nullptr)};
}

Result<std::string> Database::wordRulesHeld() const {
  std::string rules;
  const rocksdb::Status status = db_->Get(
      {}, handle(Family::kMeta), rocksdb::Slice(kWordsKey.data(), kWordsKey.size()), &rules);
  if (!status.ok() && !status.IsNotFound()) return toError(status, readingOf(Family::kMeta));
  return rules;
}

Result<void> Database::clearWords() const {
  rocksdb::WriteBatch batch;
  batch.Delete(handle(Family::kMeta), rocksdb::Slice(kWordsKey.data(), kWordsKey.size()));
  // no text in UTF-8 has this byte
  batch.DeleteRange(handle(Family::kWords), rocksdb::Slice(), rocksdb::Slice("\xFF"));
  const rocksdb::Status status = db_->Write(write_options_, &batch);
  iterators_.clear();
  if (!status.ok()) return toError(status, "cannot write to the store " + quoted(directory_));
  return {};
}

fs::path Database::workDirectory() const { return directory_ / "bulk"; }

Result<void> Database::ingest(const std::vector<rocksdb::IngestExternalFileArg>& tables) const {
  if (tables.empty()) return {};
  const rocksdb::Status status = db_->IngestExternalFiles(tables);
  iterators_.clear();
  if (!status.ok()) {
    return toError(status, "cannot write to the store " + quoted(directory_));
  }
  return {};
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
