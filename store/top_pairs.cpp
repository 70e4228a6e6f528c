// Each month and year has its pairs in the order of how many events they have. Whoever reads all
// these lists from their beginnings knows of a pair that was in none of them so far: it has no more
// events than the heads of what is left have together. So the search ends when enough pairs have
// more. (Fagin, Lotem, Naor: Optimal aggregation algorithms for middleware, 2003: the "threshold
// algorithm".)
#include "store/top_pairs.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <queue>
#include <unordered_set>

#include "store/partner_counts.h"

namespace chancery::store {
namespace {

constexpr std::size_t kRowsAtOnce = 32;
// What is asked for by its key takes as long as so many rows of a range.
constexpr std::uint64_t kRowsALookUp = 10;
constexpr std::uint64_t kLookUpsAtLeast = 256;

// The pairs of one period, relation and status, from the one with the most events on.
struct List {
  CountScale scale = CountScale::kMonth;
  std::int32_t period = 0;
  std::string prefix;            // of its counters and of its ranks
  std::vector<PairEvents> rows;  // that were read
  std::size_t next = 0;          // of them
  std::string after;             // the last key that was read; empty: none
  bool has_more = true;          // rows that were not read
  std::uint64_t tail = 0;        // what pairs without a row have at most

  std::uint64_t head() const { return next < rows.size() ? rows[next].events : tail; }
  bool ended() const { return next == rows.size() && !has_more; }
};

// The lists of one relation and status; in it, those of years first.
struct Kind {
  Relation relation;
  Status status;
  std::vector<List> lists;
};

class Search {
 public:
  Search(View& view, const CountFilter& filter, std::size_t limit)
      : view_(view),
        filter_(filter),
        limit_(limit),
        look_ups_left_(std::max(kLookUpsAtLeast, aboutCounters(view, filter) / kRowsALookUp)),
        ranks_(view, Family::kBusiest, "", "") {}

  Result<std::optional<std::vector<PairEvents>>> run() {
    auto prepared = findLists();
    if (prepared) prepared = countDays();
    if (!prepared) return tl::unexpected(prepared.error());
    while (!isDecided()) {
      if (heads_.empty() || heads_.top()->ended() || look_ups_left_ == 0) {
        return std::optional<std::vector<PairEvents>>();
      }
      const auto taken = takeNext();
      if (!taken) return tl::unexpected(taken.error());
    }
    std::erase_if(found_, [&](const PairEvents& pair) { return pair.events < least(); });
    return std::optional(std::move(found_));
  }

 private:
  struct HasSmallerHead {
    bool operator()(const List* a, const List* b) const { return a->head() < b->head(); }
  };

  // Of those that are to be in the answer, the smallest count so far.
  std::uint64_t least() const { return greatest_.size() < limit_ ? 0 : greatest_.top(); }
  bool isDecided() const { return greatest_.size() == limit_ && least() > unseen_at_most_; }

  // Periods without any event have no list.
  Result<void> findLists() {
    const CountedDays counted = countedDaysOf(filter_);
    Scan counters(view_, Family::kMonths, "", "");
    for (const auto& [relation, status] : kindsOf(filter_)) {
      Kind& kind = kinds_.emplace_back(Kind{relation, status, {}});
      for (const PeriodRange& periods : counted.periods) {
        const auto found = findListsIn(periods, kind, counters);
        if (!found) return found;
      }
    }
    for (Kind& kind : kinds_) {
      for (List& list : kind.lists) {
        const auto begun = begin(list);
        if (!begun) return begun;
      }
    }
    return {};
  }

  Result<void> findListsIn(const PeriodRange& periods, Kind& kind, Scan& counters) {
    const auto prefixOf = [&](std::int32_t period) {
      return countPrefix(periods.scale, kind.relation, kind.status, period);
    };
    const std::string end = endOfPrefix(prefixOf(periods.last));
    std::string from = prefixOf(periods.first);
    for (counters.seek(from); counters.valid() && counters.key() < end; counters.seek(from)) {
      const auto row = readCountKey(counters.key());
      if (!row) return corrupt(Family::kMonths, "a row cannot be read");
      List& list = kind.lists.emplace_back();
      list.scale = periods.scale;
      list.period = row->period;
      list.prefix = prefixOf(row->period);
      list.tail = kLeastRanked - 1;
      from = endOfPrefix(list.prefix);
    }
    return counters.status();
  }

  Result<void> countDays() {
    auto counts = countPairsOn(view_, filter_, countedDaysOf(filter_).days);
    if (!counts) return tl::unexpected(counts.error());
    if (counts->empty()) return {};
    on_days_ = *counts;
    days_.rows = std::move(*counts);
    days_.has_more = false;
    std::sort(days_.rows.begin(), days_.rows.end(),
              [](const PairEvents& a, const PairEvents& b) { return a.events > b.events; });
    return begin(days_);
  }

  Result<void> begin(List& list) {
    const auto read = readOn(list);
    if (!read) return read;
    unseen_at_most_ += list.head();
    heads_.push(&list);
    return {};
  }

  // So that the next row is known, if there is one.
  Result<void> readOn(List& list) {
    if (list.next < list.rows.size() || !list.has_more) return {};
    list.rows.clear();
    list.next = 0;
    ranks_.seek(list.after.empty() ? list.prefix : list.after + '\0');
    for (; list.rows.size() < kRowsAtOnce; ranks_.next()) {
      if (!ranks_.valid() || ranks_.key().substr(0, list.prefix.size()) != list.prefix) {
        list.has_more = false;
        break;
      }
      const auto row = readRankKey(ranks_.key());
      if (!row) return corrupt(Family::kBusiest, "a row cannot be read");
      list.rows.push_back({pairKey(row->a, row->b), row->events});
      list.after = ranks_.key();
    }
    return ranks_.status();
  }

  // The list whose head is the greatest, which lowers what is left most.
  Result<void> takeNext() {
    List& list = *heads_.top();
    heads_.pop();
    unseen_at_most_ -= list.head();
    const std::uint64_t pair = list.rows[list.next++].pair;
    const auto read = readOn(list);
    if (!read) return read;
    unseen_at_most_ += list.head();
    heads_.push(&list);
    return seen_.insert(pair).second ? look(pair) : Result<void>();
  }

  Result<void> look(std::uint64_t pair) {
    const auto events = eventsOf(pair);
    if (!events) return tl::unexpected(events.error());
    if (*events < least()) return {};
    found_.push_back({pair, *events});
    greatest_.push(*events);
    if (greatest_.size() > limit_) greatest_.pop();
    return {};
  }

  // How many events a pair has in all lists, or 0 where it cannot be among those looked for.
  Result<std::uint64_t> eventsOf(std::uint64_t pair) {
    const EntityNumber a{static_cast<std::uint32_t>(pair >> 32)};
    const EntityNumber b{static_cast<std::uint32_t>(pair)};
    std::optional<PartnerCounts> ever;  // none where both are one
    if (a != b) {
      auto held = partnersOf(view_, a, b);
      if (!held) return tl::unexpected(held.error());
      if (!*held) return corrupt(Family::kPartners, "a pair that has events has no row");
      ever = std::move(*held);
      spend(1);
    }
    keys_.clear();
    std::uint64_t at_most = 0;
    for (const Kind& kind : kinds_) {
      const KindCount* count = ever ? ever->find(kind.relation, kind.status) : nullptr;
      if (ever && (count == nullptr || !count->days)) continue;
      if (count != nullptr) at_most += count->events;
      for (const List& list : kind.lists) {
        if (count == nullptr || mayHave(*count, list)) {
          keys_.push_back(list.prefix + pairPrefix(a, b));
        }
      }
    }
    if (ever && at_most < least()) return 0;
    spend(keys_.size());
    auto events = view_.sumOfCounts(keys_);
    if (!events) return events;
    const auto on_days = std::lower_bound(
        on_days_.begin(), on_days_.end(), pair,
        [](const PairEvents& count, std::uint64_t key) { return count.pair < key; });
    if (on_days != on_days_.end() && on_days->pair == pair) *events += on_days->events;
    return events;
  }

  static bool mayHave(const KindCount& count, const List& list) {
    return periodOf(list.scale, count.days->first) <= list.period &&
           list.period <= periodOf(list.scale, count.days->last);
  }

  void spend(std::uint64_t look_ups) { look_ups_left_ -= std::min(look_ups, look_ups_left_); }

  View& view_;
  const CountFilter& filter_;
  std::size_t limit_;
  std::uint64_t look_ups_left_;
  Scan ranks_;
  std::vector<Kind> kinds_;
  List days_;                        // of the events that are counted one by one
  std::vector<PairEvents> on_days_;  // the same by pair
  std::priority_queue<List*, std::vector<List*>, HasSmallerHead> heads_;
  std::uint64_t unseen_at_most_ = 0;  // what a pair that was not seen has
  std::unordered_set<std::uint64_t> seen_;
  std::vector<PairEvents> found_;
  std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> greatest_;
  std::vector<std::string> keys_;
};

}  // namespace

Result<std::optional<std::vector<PairEvents>>> findTopPairs(View& view, const CountFilter& filter,
                                                            std::size_t limit) {
  if (limit == 0) return std::optional(std::vector<PairEvents>());
  return Search(view, filter, limit).run();
}

Result<ReadPlan> explainTopPairs(View& view, const CountFilter& filter) {
  auto plan = explainCounts(view, filter);
  if (!plan) return plan;
  std::vector<KeyRange> lists;
  for (CounterRange& range : countersOf(filter)) {
    const Scan ranks(view, Family::kBusiest, range.begin, range.end);
    if (!ranks.status()) return tl::unexpected(ranks.status().error());
    if (!ranks.valid()) continue;
    lists.push_back(
        {std::string(nameOf(Family::kBusiest)), std::move(range.begin), std::move(range.end)});
  }
  if (lists.empty()) return plan;
  lists.push_back({std::string(nameOf(Family::kPartners)), "", ""});
  plan->ranges.insert(plan->ranges.begin(), std::make_move_iterator(lists.begin()),
                      std::make_move_iterator(lists.end()));
  return plan;
}

}  // namespace chancery::store
