#include "store/scan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "store/database.h"
#include "store/view.h"

namespace chancery::store {
namespace {

constexpr std::size_t kMostIdle = 8;  // of a family: as many as threads ask at once

}  // namespace

std::unique_ptr<rocksdb::Iterator> IteratorPool::take(Family family, std::uint64_t state) {
  std::vector<Idle> outdated;  // deleted without the lock
  const std::lock_guard lock(mutex_);
  std::vector<Idle>& idle = idle_[static_cast<std::size_t>(family)];
  while (!idle.empty()) {
    Idle last = std::move(idle.back());
    idle.pop_back();
    if (last.state == state) return std::move(last.iterator);
    outdated.push_back(std::move(last));
  }
  return nullptr;
}

void IteratorPool::giveBack(Family family, std::uint64_t state, std::uint64_t generation,
                            std::unique_ptr<rocksdb::Iterator> iterator) {
  const std::lock_guard lock(mutex_);
  if (generation != generation_.load()) return;
  std::vector<Idle>& idle = idle_[static_cast<std::size_t>(family)];
  if (idle.size() < kMostIdle) idle.push_back({state, std::move(iterator)});
}

void IteratorPool::clear() {
  std::array<std::vector<Idle>, kFamilyCount> all;
  const std::lock_guard lock(mutex_);
  generation_.fetch_add(1);
  std::swap(all, idle_);
}

Scan::Scan(const View& view, Family family, std::string_view lower, std::string upper)
    : database_(view.database()),
      family_(family),
      state_(view.stateNumber()),
      generation_(database_.iterators().generation()),
      pooled_(prefixBytesOf(family) != 0 && lower.size() >= prefixBytesOf(family)),
      upper_(std::move(upper)),
      upper_slice_(upper_) {
  if (pooled_) {
    // the prefix bounds what is read; where in it to stop we see for ourselves, for an iterator
    // that is used again has no bound of its own
    checks_upper_ = !upper_.empty();
    row_ = database_.iterators().take(family, state_);
  }
  if (!row_) {
    rocksdb::ReadOptions options;
    options.snapshot = view.snapshot();
    if (!pooled_ && !upper_.empty()) options.iterate_upper_bound = &upper_slice_;
    options.prefix_same_as_start = pooled_;
    options.total_order_seek = !pooled_;
    row_.reset(database_.db().NewIterator(options, database_.handle(family)));
  }
  seek(lower);
}

Scan::~Scan() {
  if (pooled_ && row_->status().ok()) {
    database_.iterators().giveBack(family_, state_, generation_, std::move(row_));
  }
}

Result<void> Scan::status() const {
  if (!row_->status().ok()) return toError(row_->status(), readingOf(family_));
  return {};
}

}  // namespace chancery::store
