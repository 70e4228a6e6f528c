// Rows in the order of their keys, as of one view.
#pragma once

#include <rocksdb/db.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.h"
#include "store/family.h"

namespace chancery::store {

class Database;
class View;

// Iterators that nobody uses at the moment: to make one costs more than to read a short timeline.
// One shows the state that it was made for, so it serves until something is written.
//
// Thread safety: all members at any time.
class IteratorPool {
 public:
  // nullptr where there is none for that state.
  std::unique_ptr<rocksdb::Iterator> take(Family family, std::uint64_t state);
  // `generation` is that of when the iterator was made.
  void giveBack(Family family, std::uint64_t state, std::uint64_t generation,
                std::unique_ptr<rocksdb::Iterator> iterator);
  // Before the database closes and whenever anything was written: an iterator keeps tables from
  // being deleted, and does not see tables that came later, even where their state is its own.
  void clear();
  std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }

 private:
  struct Idle {
    std::uint64_t state = 0;
    std::unique_ptr<rocksdb::Iterator> iterator;
  };
  std::mutex mutex_;
  std::atomic<std::uint64_t> generation_{0};
  std::array<std::vector<Idle>, kFamilyCount> idle_;
};

// The rows of a family whose keys are at least `lower` and less than `upper`; an empty `upper` is
// no bound. Where the family has a prefix and `lower` has all of it, rows of this prefix only.
class Scan {
 public:
  Scan(const View& view, Family family, std::string_view lower, std::string upper);
  ~Scan();
  Scan(const Scan&) = delete;  // the iterator refers to our bound
  Scan& operator=(const Scan&) = delete;

  bool valid() const { return row_->Valid() && (!checks_upper_ || key() < upper_); }
  std::string_view key() const { return row_->key().ToStringView(); }
  std::string_view value() const { return row_->value().ToStringView(); }
  void next() { row_->Next(); }
  // `key` has the same prefix.
  void seek(std::string_view key) { row_->Seek({key.data(), key.size()}); }

  // To be asked when there are no more rows: whether that is for a fault.
  Result<void> status() const;

 private:
  const Database& database_;
  Family family_;
  std::uint64_t state_;
  std::uint64_t generation_;
  bool pooled_;
  bool checks_upper_ = false;
  std::string upper_;
  rocksdb::Slice upper_slice_;
  std::unique_ptr<rocksdb::Iterator> row_;
};

}  // namespace chancery::store
