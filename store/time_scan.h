// Listings in order of time: the rows of a time index that a span of days can concern.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/view.h"

namespace chancery::store {

// What is listed: the rows under any of the prefixes of one index, as one list.
struct TimeQuery {
  TimeIndex index = TimeIndex::kRelation;
  std::vector<std::string> prefixes;
  std::optional<EntityNumber> actor = {};  // only rows in which it takes part
};

// Keys from `begin` to before `end`.
struct TimeRange {
  std::string begin;
  std::string end;
};

Family familyOf(TimeIndex index);
// The keys of the index that the days of `filter` concern, by prefix.
std::vector<TimeRange> rangesOf(const TimeQuery& query, const EventFilter& filter);
// Whether events that began before those days may reach into them: then Family::kSpans is read.
bool looksBack(const View& view, const EventFilter& filter);

// False: no more.
using TimeRowVisitor = std::function<Result<bool>(const EventId& id, const EventRow& row)>;

// Visits all events that overlap the days of `filter`, in the order of comesBefore(), and maybe
// some that end shortly before. What else the filter asks for is left to the visitor.
Result<void> scanTimes(const View& view, const TimeQuery& query, const EventFilter& filter,
                       const TimeRowVisitor& visit);

}  // namespace chancery::store
