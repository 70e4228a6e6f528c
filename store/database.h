// The RocksDB database below a store: its column families, how it is opened, and its errors as
// ours.
#pragma once

#include <rocksdb/db.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.h"
#include "store/dictionary.h"
#include "store/event_store.h"
#include "store/family.h"
#include "store/keys.h"
#include "store/scan.h"

namespace chancery::store {

// The rows of kMeta.
inline constexpr std::string_view kVersionKey = "format";
inline constexpr std::string_view kStateKey = "state";
inline constexpr std::string_view kOfEntitiesKey = "of entities";

enum class Access { kRead, kWrite };

// Thread safety: that of RocksDB; what changes once it is open looks after itself.
class Database {
 public:
  // Errors: those of EventStore::open().
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& directory,
                                                const OpenOptions& options, Access access);
  // The format of a store, as far as there is one that says so.
  static std::optional<std::uint32_t> versionOf(const std::filesystem::path& directory);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::DB& db() const { return *db_; }
  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return handles_[static_cast<std::size_t>(family)];
  }
  // A family that older formats had; nullptr where it is gone.
  rocksdb::ColumnFamilyHandle* oldHandle(std::string_view name) const;
  const std::filesystem::path& directory() const { return directory_; }
  Dictionary& dictionary() const { return dictionary_; }
  IteratorPool& iterators() const { return iterators_; }
  // Whether an event may last several days: then more than one place has to be looked at. Set
  // before the first such event is committed, and true ever after.
  bool mayHaveSpans() const { return may_have_spans_.load(std::memory_order_acquire); }
  void expectSpans() const { may_have_spans_.store(true, std::memory_order_release); }
  // Whether there is an index of words, made by our rules: then whatever is written keeps it right.
  bool keepsWords() const { return keeps_words_.load(std::memory_order_acquire); }
  void expectWords() const { keeps_words_.store(true, std::memory_order_release); }
  // By which rules the index of words was made; empty where there is none.
  Result<std::string> wordRulesHeld() const;
  // What there is of an index of words goes.
  Result<void> clearWords() const;
  // Of the options, else today by the clock.
  Day readingDay() const;
  bool isReadOnly() const { return access_ == Access::kRead; }
  // Waits for the disk only where the options say so.
  const rocksdb::WriteOptions& writeOptions() const { return write_options_; }

  // kIo when it was opened for reading.
  Result<void> requireWritable() const;
  // For tables that are written elsewhere and taken in.
  rocksdb::Options optionsOf(Family family) const;
  // A directory for them inside the store; swept when the store is opened for writing.
  std::filesystem::path workDirectory() const;
  // All of them or none, also after a crash.
  Result<void> ingest(const std::vector<rocksdb::IngestExternalFileArg>& tables) const;
  Result<void> flush() const;
  Result<void> compact() const;

 private:
  Database(std::filesystem::path directory, const OpenOptions& options, Access access);

  rocksdb::Status openRocks();
  Result<void> openOnce();
  Result<void> checkFamilies();
  Result<void> checkVersion();
  Result<void> dropOldFamilies();
  Result<void> writeFirstRows() const;

  std::filesystem::path directory_;
  OpenOptions options_;
  Access access_;
  rocksdb::WriteOptions write_options_;
  rocksdb::DB* db_ = nullptr;
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyCount> handles_{};
  std::vector<std::string> old_names_;  // families of older formats that are still there
  bool adds_families_ = false;
  std::vector<rocksdb::ColumnFamilyHandle*> old_handles_;  // of old_names_
  mutable Dictionary dictionary_;
  mutable IteratorPool iterators_;
  mutable std::atomic<bool> may_have_spans_{false};
  mutable std::atomic<bool> keeps_words_{false};
};

// What RocksDB reports, as ours; `doing` says what was tried ("cannot open …").
tl::unexpected<Error> toError(const rocksdb::Status& status, const std::string& doing);
tl::unexpected<Error> corrupt(Family family, std::string_view what);

}  // namespace chancery::store
