// The RocksDB database below a store: its column families, how it is opened, and its errors as
// ours.
#pragma once

#include <rocksdb/db.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "graph/result.h"
#include "store/event_store.h"
#include "store/keys.h"

namespace chancery::store {

// Every family has one kind of key and one kind of value; docs/store-format.md lists them.
enum class Family : std::size_t {
  kMeta,       // format version, counters
  kDocuments,  // document id → number, digest, fields
  kSaid,       // document → its events and what it says of entities
  kEvents,     // event id → its record
  kMentions,   // (event, document) → mentions
  kPairs,      // (participants, day) → event record
  kActors,     // (participant, day) → event record
  kRelations,  // (relation, day) → event record
  kLongSpans,  // the rows of the three indexes whose span is long, again
  kEntities,   // entity id → number, facts united
  kVariants,   // (entity, digest) → facts as documents give them, how many do
  kNames,      // numbers → ids, entity ids → numbers
  kSearchKeys,
  kSkipped,
};
inline constexpr std::size_t kFamilyCount = 14;
std::string_view nameOf(Family family);
// What a scan of the family is over: tables without this beginning are passed over. 0: none.
std::size_t prefixBytesOf(Family family);

// The rows of kMeta.
inline constexpr std::string_view kVersionKey = "format";
inline constexpr std::string_view kStateKey = "state";

enum class Access { kRead, kWrite };

// Thread safety: that of RocksDB; nothing here changes once it is open.
class Database {
 public:
  // Errors: those of EventStore::open().
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& directory,
                                                const OpenOptions& options, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::DB& db() const { return *db_; }
  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return handles_[static_cast<std::size_t>(family)];
  }
  const std::filesystem::path& directory() const { return directory_; }
  bool isReadOnly() const { return access_ == Access::kRead; }
  // Waits for the disk only where the options say so.
  const rocksdb::WriteOptions& writeOptions() const { return write_options_; }

  // kIo when it was opened for reading.
  Result<void> requireWritable() const;
  Result<void> flush() const;
  Result<void> compact() const;

 private:
  Database(std::filesystem::path directory, const OpenOptions& options, Access access);

  rocksdb::Status openRocks();
  Result<void> openOnce();
  Result<void> checkFamilies() const;
  Result<void> checkVersion() const;
  Result<void> writeFirstRows() const;

  std::filesystem::path directory_;
  OpenOptions options_;
  Access access_;
  rocksdb::WriteOptions write_options_;
  rocksdb::DB* db_ = nullptr;
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyCount> handles_{};
};

// What RocksDB reports, as ours; `doing` says what was tried ("cannot open …").
tl::unexpected<Error> toError(const rocksdb::Status& status, const std::string& doing);
tl::unexpected<Error> corrupt(Family family, std::string_view what);

}  // namespace chancery::store
