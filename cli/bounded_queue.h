// A queue between threads that makes the faster side wait.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace chancery::cli {

// Bounded by cost (bytes, say), so that long articles do not fill the memory; one item is always
// taken. Thread safety: all members, any number of threads.
template <typename Item>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t most_cost) : most_cost_(most_cost) {}

  // Waits for room. False, and the item is dropped, once the queue is closed.
  bool push(Item item, std::size_t cost) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || items_.empty() || cost_ + cost <= most_cost_; });
    if (closed_) return false;
    items_.emplace_back(std::move(item), cost);
    cost_ += cost;
    changed_.notify_all();
    return true;
  }

  // Waits for an item; nothing once the queue is closed and empty.
  std::optional<Item> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || !items_.empty(); });
    if (items_.empty()) return std::nullopt;
    std::optional<Item> item(std::move(items_.front().first));
    cost_ -= items_.front().second;
    items_.pop_front();
    changed_.notify_all();
    return item;
  }

  // Nothing more comes in; what is there still goes out.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  // Closes, and drops what is there.
  void abandon() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    items_.clear();
    cost_ = 0;
    changed_.notify_all();
  }

 private:
  const std::size_t most_cost_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<Item, std::size_t>> items_;
  std::size_t cost_ = 0;
  bool closed_ = false;
};

}  // namespace chancery::cli
