#include "store/pair_counts.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "store/planner.h"
#include "store/time_scan.h"

namespace chancery::store {
namespace {

// Bounds that no calendar reaches stand for "none".
constexpr std::int32_t kFirst = std::numeric_limits<std::int32_t>::min() / 16;
constexpr std::int32_t kLast = std::numeric_limits<std::int32_t>::max() / 16;

std::int32_t floorDivide(std::int32_t number, std::int32_t by) {
  return number >= 0 ? number / by : -((by - 1 - number) / by);
}

bool beginsMonth(Day day) { return toCivil(day).day == 1; }
bool endsMonth(Day day) { return beginsMonth(addDays(day, 1)); }

// Adds up what the keys hold, or, with a plan, only tells which they are.
class Counting {
 public:
  Counting(View& view, const CountFilter& filter, ReadPlan* plan)
      : view_(view), filter_(filter), plan_(plan) {}

  Result<PairCounts> run() {
    const bool whole_from = !filter_.from || beginsMonth(*filter_.from);
    const bool whole_to = !filter_.to || endsMonth(*filter_.to);
    const std::int32_t first =
        filter_.from ? periodOf(CountScale::kMonth, *filter_.from) + (whole_from ? 0 : 1) : kFirst;
    const std::int32_t last =
        filter_.to ? periodOf(CountScale::kMonth, *filter_.to) - (whole_to ? 0 : 1) : kLast;
    auto added = Result<void>();
    if (first > last) {
      added = addDaysOf(filter_.from, filter_.to);
    } else {
      added = addMonths(first, last);
      if (added && !whole_from) added = addDaysOf(filter_.from, endOfMonth(*filter_.from));
      if (added && !whole_to) {
        added = addDaysOf(addDays(*filter_.to, 1 - toCivil(*filter_.to).day), filter_.to);
      }
    }
    if (!added) return tl::unexpected(added.error());
    return std::move(counts_);
  }

 private:
  static Day endOfMonth(Day day) {
    const CivilDate date = toCivil(day);
    return monthSpan(date.year, date.month).last;
  }

  bool takes(Relation relation) const {
    return filter_.relations.empty() || filter_.relations.contains(relation);
  }
  bool takes(Status status) const {
    return filter_.statuses.empty() || filter_.statuses.contains(status);
  }

  // Whole years where there are any, and the months around them.
  Result<void> addMonths(std::int32_t first, std::int32_t last) {
    const std::int32_t first_year = floorDivide(first + 11, 12);
    const std::int32_t last_year = floorDivide(last + 1, 12) - 1;
    if (first_year > last_year) return addPeriods(CountScale::kMonth, first, last);
    auto added = addPeriods(CountScale::kYear, first_year, last_year);
    if (added) added = addPeriods(CountScale::kMonth, first, first_year * 12 - 1);
    if (added) added = addPeriods(CountScale::kMonth, (last_year + 1) * 12, last);
    return added;
  }

  Result<void> addPeriods(CountScale scale, std::int32_t first, std::int32_t last) {
    if (first > last) return {};
    for (const RelationInfo& info : relationTable()) {
      for (int i = 0; i < kStatusCount; ++i) {
        const auto status = static_cast<Status>(i);
        if (!takes(info.relation) || !takes(status)) continue;
        const auto added = addRows(countPrefix(scale, info.relation, status, first),
                                   endOfPrefix(countPrefix(scale, info.relation, status, last)));
        if (!added) return added;
      }
    }
    return {};
  }

  Result<void> addRows(const std::string& begin, std::string end) {
    if (plan_ != nullptr) {
      plan_->ranges.push_back({std::string(nameOf(Family::kMonths)), begin, std::move(end)});
      return {};
    }
    Scan rows(view_, Family::kMonths, begin, std::move(end));
    for (; rows.valid(); rows.next()) {
      const auto row = readCountKey(rows.key());
      const auto count = decodeCount(rows.value());
      if (!row || !count) return corrupt(Family::kMonths, "a row cannot be read");
      counts_[pairKey(row->a, row->b)] += *count;
    }
    return rows.status();
  }

  // Events that begin on these days.
  Result<void> addDaysOf(std::optional<Day> from, std::optional<Day> to) {
    if (plan_ != nullptr) return explainDays(from, to);
    TimeQuery query{TimeIndex::kRelation, {}};
    for (const RelationInfo& info : relationTable()) {
      if (takes(info.relation)) query.prefixes.push_back(relationPrefix(info.relation));
    }
    EventFilter days;
    days.from = from;
    days.to = to;
    days.dates = DateMatch::kWithin;  // no look at what began earlier
    return scanTimes(view_, query, days, [&](const EventId&, const EventRow& row) -> Result<bool> {
      if (!takes(row.record.status)) return true;
      const auto [a, b] = std::minmax(row.record.subject, row.record.object);
      ++counts_[pairKey(a, b)];
      return true;
    });
  }

  Result<void> explainDays(std::optional<Day> from, std::optional<Day> to) {
    EventFilter days;
    days.from = from;
    days.to = to;
    days.dates = DateMatch::kWithin;
    days.relations = filter_.relations;
    auto read = explain(view_, {days, {}, {}});
    if (!read) return tl::unexpected(read.error());
    std::move(read->ranges.begin(), read->ranges.end(), std::back_inserter(plan_->ranges));
    return {};
  }

  View& view_;
  const CountFilter& filter_;
  ReadPlan* plan_;
  PairCounts counts_;
};

}  // namespace

Result<PairCounts> countPairs(View& view, const CountFilter& filter) {
  return Counting(view, filter, nullptr).run();
}

Result<ReadPlan> explainCounts(View& view, const CountFilter& filter) {
  ReadPlan plan;
  const auto counted = Counting(view, filter, &plan).run();
  if (!counted) return tl::unexpected(counted.error());
  if (filter.from || filter.to) plan.in_key.emplace_back("days");
  if (!filter.relations.empty()) plan.in_key.emplace_back("relations");
  if (!filter.statuses.empty()) plan.in_key.emplace_back("statuses");
  return plan;
}

}  // namespace chancery::store
