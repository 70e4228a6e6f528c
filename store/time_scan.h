// Listings in order of time: the rows of a time index that a span of days can concern.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/view.h"

namespace chancery::store {

// What is listed: the rows under any of the prefixes of one index, as one list.
struct TimeQuery {
  TimeIndex index = TimeIndex::kRelation;
  std::vector<std::string> prefixes;
};

// False: no more.
using TimeRowVisitor = std::function<Result<bool>(const EventId& id, const EventRow& row)>;

// Visits all events that overlap the days of `filter`, in the order of comesBefore(), and maybe
// some that end shortly before. What else the filter asks for is left to the visitor.
Result<void> scanTimes(const View& view, const TimeQuery& query, const EventFilter& filter,
                       const TimeRowVisitor& visit);

}  // namespace chancery::store
