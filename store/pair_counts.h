// How often two participants have to do with each other in a period, mostly from counters.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "store/event_store.h"
#include "store/view.h"

namespace chancery::store {

// By the key that pairKey() makes.
using PairCounts = std::unordered_map<std::uint64_t, std::uint64_t>;
inline std::uint64_t pairKey(EntityNumber a, EntityNumber b) {
  return std::uint64_t{a.value} << 32 | b.value;
}

// Counts of whole years and months come from the counters, those of the days before and after
// from the events. Errors: those of the view.
Result<PairCounts> countPairs(View& view, const CountFilter& filter);
// The keys that this reads.
Result<ReadPlan> explainCounts(View& view, const CountFilter& filter);

}  // namespace chancery::store
