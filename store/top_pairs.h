// The pairs with the most events of a period, without a look at all that had any.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "store/pair_counts.h"

namespace chancery::store {

// Those with the most events, at least `limit` where there are so many, and all that have as many
// as the last of them. In no order.
//
// None: to add up all counters (countPairs()) costs less, which shows when some have been looked
// at. Errors: those of the view.
Result<std::optional<std::vector<PairEvents>>> findTopPairs(View& view, const CountFilter& filter,
                                                            std::size_t limit);

// The keys that are read for it: the lists of pairs by count, then what pairs that turn up in them
// are asked for by, `partners` and the counters of the period. Where no pair has two events in a
// month or year there are no lists, and the counters are all that is read.
Result<ReadPlan> explainTopPairs(View& view, const CountFilter& filter);

}  // namespace chancery::store
