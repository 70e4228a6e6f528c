// How often two participants have to do with each other in a period, mostly from counters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/event_store.h"
#include "store/view.h"

namespace chancery::store {

// Two participants as one number, the smaller first.
inline std::uint64_t pairKey(EntityNumber a, EntityNumber b) {
  return std::uint64_t{a.value} << 32 | b.value;
}
struct PairEvents {
  std::uint64_t pair = 0;  // as pairKey() makes it
  std::uint64_t events = 0;
};

// The days of a question, by what counts them: whole years and months have counters, and the
// events of the days before and after are counted one by one.
struct PeriodRange {
  CountScale scale = CountScale::kMonth;
  std::int32_t first = 0;
  std::int32_t last = 0;
};
struct DayRange {
  std::optional<Day> from;
  std::optional<Day> to;
};
struct CountedDays {
  std::vector<PeriodRange> periods;
  std::vector<DayRange> days;
};
CountedDays countedDaysOf(const CountFilter& filter);

// The relations and statuses that a filter takes, each with the other.
std::vector<std::pair<Relation, Status>> kindsOf(const CountFilter& filter);

// The keys of the counters that are added up, all periods and kinds; those of their order are the
// same.
struct CounterRange {
  std::string begin;
  std::string end;
};
std::vector<CounterRange> countersOf(const CountFilter& filter);

// Of all pairs, each once, by pairKey(). Errors: those of the view.
Result<std::vector<PairEvents>> countPairs(View& view, const CountFilter& filter);
// The same of these days alone, which have no counters.
Result<std::vector<PairEvents>> countPairsOn(View& view, const CountFilter& filter,
                                             const std::vector<DayRange>& days);
// The keys that countPairs() reads.
Result<ReadPlan> explainCounts(View& view, const CountFilter& filter);
// About how many counters that is.
std::uint64_t aboutCounters(const View& view, const CountFilter& filter);

}  // namespace chancery::store
