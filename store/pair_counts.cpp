#include "store/pair_counts.h"

#include <algorithm>
#include <boost/sort/spreadsort/integer_sort.hpp>
#include <iterator>
#include <limits>

#include "store/planner.h"
#include "store/time_scan.h"

namespace chancery::store {
namespace {

// Bounds that no calendar reaches stand for "none".
constexpr std::int32_t kFirst = std::numeric_limits<std::int32_t>::min() / 16;
constexpr std::int32_t kLast = std::numeric_limits<std::int32_t>::max() / 16;

// Of a compressed table.
constexpr std::uint64_t kBytesACounter = 5;
constexpr std::size_t kUniteAt = std::size_t{1} << 20;

std::int32_t floorDivide(std::int32_t number, std::int32_t by) {
  return number >= 0 ? number / by : -((by - 1 - number) / by);
}

bool beginsMonth(Day day) { return toCivil(day).day == 1; }
bool endsMonth(Day day) { return beginsMonth(addDays(day, 1)); }

Day endOfMonth(Day day) {
  const CivilDate date = toCivil(day);
  return monthSpan(date.year, date.month).last;
}

// Whole years where there are any, and the months around them.
std::vector<PeriodRange> periodsOf(std::int32_t first, std::int32_t last) {
  const std::int32_t first_year = floorDivide(first + 11, 12);
  const std::int32_t last_year = floorDivide(last + 1, 12) - 1;
  if (first_year > last_year) return {{CountScale::kMonth, first, last}};
  std::vector<PeriodRange> periods = {{CountScale::kYear, first_year, last_year}};
  if (first < first_year * 12) {
    periods.push_back({CountScale::kMonth, first, first_year * 12 - 1});
  }
  if ((last_year + 1) * 12 <= last) {
    periods.push_back({CountScale::kMonth, (last_year + 1) * 12, last});
  }
  return periods;
}

template <typename Set, typename Member>
bool takes(const Set& set, Member member) {
  return set.empty() || set.contains(member);
}

// Those of one pair become one.
void unite(std::vector<PairEvents>& counts) {
  const auto number = [](const PairEvents& count, std::size_t shift) {
    return count.pair >> shift;
  };
  const auto less = [](const PairEvents& a, const PairEvents& b) { return a.pair < b.pair; };
  boost::sort::spreadsort::integer_sort(counts.begin(), counts.end(), number, less);
  auto end = counts.begin();
  for (const PairEvents& count : counts) {
    if (end != counts.begin() && std::prev(end)->pair == count.pair) {
      std::prev(end)->events += count.events;
    } else {
      *end++ = count;
    }
  }
  counts.erase(end, counts.end());
}

// Unites them whenever there are twice as many as pairs, so that memory follows the pairs.
Result<void> addCounters(const View& view, const CounterRange& range,
                         std::vector<PairEvents>& counts, std::size_t& unite_at) {
  Scan rows(view, Family::kMonths, range.begin, range.end);
  for (; rows.valid(); rows.next()) {
    if (counts.size() == unite_at) {
      unite(counts);
      unite_at = std::max(kUniteAt, 2 * counts.size());
    }
    const auto row = readCountKey(rows.key());
    const auto count = decodeCount(rows.value());
    if (!row || !count) return corrupt(Family::kMonths, "a row cannot be read");
    counts.push_back({pairKey(row->a, row->b), *count});
  }
  return rows.status();
}

// Events that begin on these days.
EventFilter filterOf(const DayRange& days) {
  EventFilter filter;
  filter.from = days.from;
  filter.to = days.to;
  filter.dates = DateMatch::kWithin;  // no look at what began earlier
  return filter;
}

Result<void> addEventsOf(View& view, const CountFilter& filter, const DayRange& days,
                         std::vector<PairEvents>& counts) {
  TimeQuery query{TimeIndex::kRelation, {}};
  for (const RelationInfo& info : relationTable()) {
    if (takes(filter.relations, info.relation)) {
      query.prefixes.push_back(relationPrefix(info.relation));
    }
  }
  return scanTimes(view, query, filterOf(days),
                   [&](const EventId&, const EventRow& row) -> Result<bool> {
                     if (!takes(filter.statuses, row.record.status)) return true;
                     const auto [a, b] = std::minmax(row.record.subject, row.record.object);
                     counts.push_back({pairKey(a, b), 1});
                     return true;
                   });
}

}  // namespace

CountedDays countedDaysOf(const CountFilter& filter) {
  const bool whole_from = !filter.from || beginsMonth(*filter.from);
  const bool whole_to = !filter.to || endsMonth(*filter.to);
  const std::int32_t first =
      filter.from ? periodOf(CountScale::kMonth, *filter.from) + (whole_from ? 0 : 1) : kFirst;
  const std::int32_t last =
      filter.to ? periodOf(CountScale::kMonth, *filter.to) - (whole_to ? 0 : 1) : kLast;
  if (first > last) return {{}, {{filter.from, filter.to}}};
  CountedDays counted{periodsOf(first, last), {}};
  if (!whole_from) counted.days.push_back({filter.from, endOfMonth(*filter.from)});
  if (!whole_to) {
    counted.days.push_back({addDays(*filter.to, 1 - toCivil(*filter.to).day), filter.to});
  }
  return counted;
}

std::vector<std::pair<Relation, Status>> kindsOf(const CountFilter& filter) {
  std::vector<std::pair<Relation, Status>> kinds;
  for (const RelationInfo& info : relationTable()) {
    for (int i = 0; i < kStatusCount; ++i) {
      const auto status = static_cast<Status>(i);
      if (takes(filter.relations, info.relation) && takes(filter.statuses, status)) {
        kinds.emplace_back(info.relation, status);
      }
    }
  }
  return kinds;
}

std::vector<CounterRange> countersOf(const CountFilter& filter) {
  std::vector<CounterRange> ranges;
  for (const PeriodRange& periods : countedDaysOf(filter).periods) {
    for (const auto& [relation, status] : kindsOf(filter)) {
      ranges.push_back({countPrefix(periods.scale, relation, status, periods.first),
                        endOfPrefix(countPrefix(periods.scale, relation, status, periods.last))});
    }
  }
  return ranges;
}

Result<std::vector<PairEvents>> countPairs(View& view, const CountFilter& filter) {
  std::vector<PairEvents> counts;
  std::size_t unite_at = kUniteAt;
  for (const CounterRange& range : countersOf(filter)) {
    const auto added = addCounters(view, range, counts, unite_at);
    if (!added) return tl::unexpected(added.error());
  }
  for (const DayRange& days : countedDaysOf(filter).days) {
    const auto added = addEventsOf(view, filter, days, counts);
    if (!added) return tl::unexpected(added.error());
  }
  unite(counts);
  return counts;
}

Result<std::vector<PairEvents>> countPairsOn(View& view, const CountFilter& filter,
                                             const std::vector<DayRange>& days) {
  std::vector<PairEvents> counts;
  for (const DayRange& range : days) {
    const auto added = addEventsOf(view, filter, range, counts);
    if (!added) return tl::unexpected(added.error());
  }
  unite(counts);
  return counts;
}

Result<ReadPlan> explainCounts(View& view, const CountFilter& filter) {
  ReadPlan plan;
  for (CounterRange& range : countersOf(filter)) {
    plan.ranges.push_back(
        {std::string(nameOf(Family::kMonths)), std::move(range.begin), std::move(range.end)});
  }
  for (const DayRange& days : countedDaysOf(filter).days) {
    EventFilter of_days = filterOf(days);
    of_days.relations = filter.relations;
    auto read = explain(view, {of_days, {}, {}});
    if (!read) return tl::unexpected(read.error());
    std::move(read->ranges.begin(), read->ranges.end(), std::back_inserter(plan.ranges));
  }
  if (filter.from || filter.to) plan.in_key.emplace_back("days");
  if (!filter.relations.empty()) plan.in_key.emplace_back("relations");
  if (!filter.statuses.empty()) plan.in_key.emplace_back("statuses");
  return plan;
}

std::uint64_t aboutCounters(const View& view, const CountFilter& filter) {
  const Database& database = view.database();
  rocksdb::ColumnFamilyHandle* family = database.handle(Family::kMonths);
  std::uint64_t counters = 0;
  for (const CounterRange& range : countersOf(filter)) {
    const rocksdb::Range keys(range.begin, range.end);
    std::uint64_t bytes = 0, rows = 0, memory_bytes = 0;
    if (database.db().GetApproximateSizes({}, family, &keys, 1, &bytes).ok()) {
      counters += bytes / kBytesACounter;
    }
    database.db().GetApproximateMemTableStats(family, keys, &rows, &memory_bytes);
    counters += rows;
  }
  return counters;
}

}  // namespace chancery::store
