// Work for many threads, whose results are taken in the order in which the work came.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace chancery::cli {

// One thread puts items in, any number of them claim items and hand in results, one takes the
// results, each after that of the item before it. Bounded by cost (bytes, say) of what is waiting,
// being worked on or done: whoever puts in waits where results are slow to be taken, or one item
// takes long. One item is always let in. Results count with a cost of their own, so what is held
// may pass the bound by the results of the items that were let in. Thread safety: all members, any
// number of threads.
template <typename Item, typename Result>
class OrderedQueue {
 public:
  // An item that somebody works on. It outlives the queue, if need be.
  struct Work {
    std::optional<Item> item;  // whoever claimed it may take it
    std::optional<Result> result;
    std::size_t cost = 0;
    bool done = false;
  };

  explicit OrderedQueue(std::size_t most_cost) : most_cost_(most_cost) {}

  // Waits for room. False, and the item is dropped, once the queue is closed.
  bool push(Item item, std::size_t cost) {
    auto work = std::make_shared<Work>();
    work->item = std::move(item);
    return put(std::move(work), cost);
  }

  // The same for what needs no work, to be taken in its turn.
  bool pushResult(Result result, std::size_t cost) {
    auto work = std::make_shared<Work>();
    work->result = std::move(result);
    work->done = true;
    return put(std::move(work), cost);
  }

  // Waits for an item; null once the queue is closed and all items are claimed.
  std::shared_ptr<Work> claim() {
    std::unique_lock lock(mutex_);
    to_do_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return nullptr;
    std::shared_ptr<Work> work = std::move(waiting_.front());
    waiting_.pop_front();
    return work;
  }

  // Every claimed item must be finished.
  void finish(const std::shared_ptr<Work>& work, Result result, std::size_t cost) {
    const std::lock_guard lock(mutex_);
    work->result = std::move(result);
    work->done = true;
    cost_ += cost - work->cost;
    work->cost = cost;
    done_.notify_one();
    room_.notify_one();
  }

  // Waits for the next result; nothing once the queue is closed and empty.
  std::optional<Result> pop() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return in_order_.empty() ? closed_ : in_order_.front()->done; });
    if (in_order_.empty()) return std::nullopt;
    std::optional<Result> result = std::move(in_order_.front()->result);
    cost_ -= in_order_.front()->cost;
    in_order_.pop_front();
    room_.notify_one();
    return result;
  }

  // Nothing more comes in; what is there still goes out.
  void close() {
    const std::lock_guard lock(mutex_);
    closeAndTell();
  }

  // Closes, and drops what is there.
  void abandon() {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
    in_order_.clear();
    cost_ = 0;
    closeAndTell();
  }

 private:
  bool put(std::shared_ptr<Work> work, std::size_t cost) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || in_order_.empty() || cost_ + cost <= most_cost_; });
    if (closed_) return false;
    work->cost = cost;
    cost_ += cost;
    if (!work->done) {
      waiting_.push_back(work);
      to_do_.notify_one();
    }
    in_order_.push_back(std::move(work));
    done_.notify_one();
    return true;
  }

  void closeAndTell() {
    closed_ = true;
    room_.notify_all();
    to_do_.notify_all();
    done_.notify_all();
  }

  const std::size_t most_cost_;
  std::mutex mutex_;
  std::condition_variable room_, to_do_, done_;
  std::deque<std::shared_ptr<Work>> in_order_;  // all, the oldest first
  std::deque<std::shared_ptr<Work>> waiting_;   // those that nobody has claimed
  std::size_t cost_ = 0;
  bool closed_ = false;
};

}  // namespace chancery::cli
