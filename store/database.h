// RocksDB as the store uses it: its families, its options, its errors in our words.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "graph/result.h"
#include "store/event_store.h"

namespace chancery::store {

enum class Family {
  kMeta,       // format, counts, the next number
  kDocuments,  // document id → document
  kSaid,       // document id → what it said
  kFacts,      // entity id, 0, document id → the entity as the document has it
  kEntities,   // entity id → the entity as all documents have it
  kNumbers,    // entity id → number
  kNames,      // search key, 0, entity id → nothing
  kEvents,     // event → record
  kMentions,   // event, document id → mentions
  kPairTime,      // two numbers, span, event → relation
  kEntityTime,    // number, span, event → the event's other end
  kRelationTime,  // relation, span, event → nothing
  kTime,          // span, event → relation
  kLongPair,      // the rows of these families whose spans are long
  kLongEntity,
  kLongRelation,
  kLongTime,
  kSkipped,    // name → reason
};
inline constexpr std::size_t kFamilies = static_cast<std::size_t>(Family::kSkipped) + 1;

// Owns the open database. Thread safety: as RocksDB, all members from any thread.
class Database {
 public:
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& directory,
                                                const StoreOptions& options, bool read_only);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::ColumnFamilyHandle* handle(Family family) const { return handles_[static_cast<std::size_t>(family)]; }
  rocksdb::DB& rocks() const { return *db_; }
  const std::filesystem::path& directory() const { return directory_; }
  bool readOnly() const { return read_only_; }

  // The value of a key as `snapshot` (nullptr: now) has it; nothing where there is none.
  Result<std::optional<std::string>> get(Family family, std::string_view key, const rocksdb::Snapshot* snapshot) const;

  // The rows from `begin` to before `end` (empty: to the last); the visitor returns false to stop.
  using RowVisitor = std::function<bool(std::string_view key, std::string_view value)>;
  Result<void> scan(Family family, std::string_view begin, const std::string& end,
                    const rocksdb::Snapshot* snapshot, const RowVisitor& visit) const;
  Result<void> scanPrefix(Family family, const std::string& prefix, const rocksdb::Snapshot* snapshot,
                          const RowVisitor& visit) const;

  Result<void> write(rocksdb::WriteBatch& batch);

  tl::unexpected<Error> failure(const rocksdb::Status& status) const;
  tl::unexpected<Error> damaged(Family family) const;

 private:
  Database() = default;
  Result<void> checkFormat();

  std::filesystem::path directory_;
  bool read_only_ = false;
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, kFamilies> handles_{};
};

// A snapshot that is given back at the end of its scope.
class Snapshot {
 public:
  explicit Snapshot(const Database& database) : database_(database), snapshot_(database.rocks().GetSnapshot()) {}
  ~Snapshot() { database_.rocks().ReleaseSnapshot(snapshot_); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  const rocksdb::Snapshot* get() const { return snapshot_; }

 private:
  const Database& database_;
  const rocksdb::Snapshot* snapshot_;
};

inline rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view view(const rocksdb::Slice& text) { return {text.data(), text.size()}; }

// Keys of Family::kMeta.
inline constexpr std::string_view kFormatKey = "format";
inline constexpr std::string_view kCountsKey = "counts";
inline constexpr std::string_view kNextNumberKey = "next number";

}  // namespace chancery::store
