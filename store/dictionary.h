// The names that stand for numbers in the rows of a store, kept in memory once they were read.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "graph/entity.h"
#include "store/keys.h"

namespace chancery::store {

// Names by number. A name that is known is found without a lock, and stays where it is.
//
// Thread safety: all members at any time.
template <typename Name>
class NameTable {
 public:
  NameTable() = default;
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;
  ~NameTable() {
    for (auto& chunk : chunks_) delete chunk.load();
  }

  const Name* find(std::uint32_t number) const {
    if (number >= kMostNames) return nullptr;
    const Chunk* chunk = chunks_[number / kChunkNames].load(std::memory_order_acquire);
    return chunk == nullptr ? nullptr
                            : (*chunk)[number % kChunkNames].load(std::memory_order_acquire);
  }

  // Where the name now stands; nullptr for a number that is too large to be kept.
  const Name* remember(std::uint32_t number, const Name& name) {
    if (number >= kMostNames) return nullptr;
    const std::lock_guard lock(adding_);
    auto& place = chunks_[number / kChunkNames];
    if (place.load() == nullptr) place.store(new Chunk{}, std::memory_order_release);
    auto& slot = (*place.load())[number % kChunkNames];
    if (slot.load() == nullptr) slot.store(&names_.emplace_back(name), std::memory_order_release);
    return slot.load();
  }

 private:
  // 2 million names of 24 bytes take about 150 MB; what is beyond is read each time.
  static constexpr std::size_t kChunkNames = 1024;
  static constexpr std::size_t kChunks = 2048;
  static constexpr std::size_t kMostNames = kChunkNames * kChunks;
  using Chunk = std::array<std::atomic<const Name*>, kChunkNames>;

  std::array<std::atomic<Chunk*>, kChunks> chunks_{};
  std::mutex adding_;
  std::deque<Name> names_;
};

// A number is never given twice and never taken back, so that what was true of one state of the
// store is true of all: the dictionary is shared by views of any age. Only what is committed may
// be remembered.
//
// Thread safety: all members at any time.
class Dictionary {
 public:
  const EntityId* find(EntityNumber number) const { return entities_.find(number.value); }
  const EntityId* remember(EntityNumber number, const EntityId& id);
  std::optional<EntityNumber> numberOf(std::string_view id) const;

  const std::string* find(TopicNumber number) const { return topics_.find(number.value); }
  const std::string* remember(TopicNumber number, const std::string& topic) {
    return topics_.remember(number.value, topic);
  }

 private:
  NameTable<EntityId> entities_;
  NameTable<std::string> topics_;
  mutable std::shared_mutex numbers_mutex_;
  std::unordered_map<std::string_view, EntityNumber> numbers_;  // into entities_
};

}  // namespace chancery::store
