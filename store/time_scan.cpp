#include "store/time_scan.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>

namespace chancery::store {
namespace {

Family familyOf(TimeIndex index) {
  switch (index) {
    case TimeIndex::kPair: return Family::kPairs;
    case TimeIndex::kActor: return Family::kActors;
    case TimeIndex::kRelation: break;
  }
  return Family::kRelations;
}

// First days, as in the keys: from `begin` to before `end`; no end where the undated belong to it.
struct Days {
  std::uint32_t begin = 0;
  std::optional<std::uint32_t> end;
};

// Short spans that overlap the days of the filter begin on one of these.
Days daysOf(const EventFilter& filter) {
  Days days;
  if (filter.from) {
    const std::int64_t begin = std::int64_t{filter.from->since_1970} - kLongSpanDays;
    const std::int64_t smallest = std::numeric_limits<std::int32_t>::min();
    days.begin = orderedDay({static_cast<std::int32_t>(std::max(begin, smallest))});
  }
  if (filter.from || filter.to) days.end = kUndated;
  if (filter.to) days.end = orderedDay(*filter.to);
  if (filter.to && *days.end != kUndated) ++*days.end;
  return days;
}

std::string upperBound(const std::string& prefix, const Days& days) {
  if (!days.end) return prefix + std::string(kTimeTailBytes + 1, '\xFF');
  std::string bound = prefix;
  appendUint32(bound, *days.end);
  return bound;
}

std::string lowerBound(std::string prefix, const Days& days) {
  appendUint32(prefix, days.begin);
  return prefix;
}

// Several lists in order of time as one. There are 15 relations at most, so that looking at the
// head of each is as fast as a heap.
class Merge {
 public:
  Merge(const View& view, Family family, const std::vector<std::string>& prefixes, const Days& days)
      : family_(family) {
    if (days.end && *days.end <= days.begin) return;
    for (const std::string& prefix : prefixes) {
      key_bytes_ = prefix.size() + kTimeTailBytes;
      scans_.emplace_back(view, family, lowerBound(prefix, days), upperBound(prefix, days));
    }
  }

  // False when the visitor wants no more.
  Result<bool> run(const TimeRowVisitor& visit) {
    while (true) {
      const auto next = first();
      if (!next) return tl::unexpected(next.error());
      if (*next == nullptr) return true;
      const TimeTail tail = readTimeTail((*next)->key());
      auto record = decodeRecord((*next)->value());
      if (!record) {
        return corrupt(family_, "the row of '" + toString(tail.event) + "' cannot be read");
      }
      const auto go_on = visit(tail.event, {tail.date, std::move(*record)});
      if (!go_on || !*go_on) return go_on;
      (*next)->next();
    }
  }

 private:
  // The list whose next row comes first; none at the end.
  Result<Scan*> first() {
    Scan* first = nullptr;
    std::string_view first_tail;
    for (Scan& scan : scans_) {
      if (!scan.valid()) {
        const auto status = scan.status();
        if (!status) return tl::unexpected(status.error());
        continue;
      }
      if (scan.key().size() != key_bytes_) return corrupt(family_, "a key is of a wrong length");
      const std::string_view tail = scan.key().substr(key_bytes_ - kTimeTailBytes);
      if (first == nullptr || tail < first_tail) {
        first = &scan;
        first_tail = tail;
      }
    }
    return first;
  }

  Family family_;
  std::size_t key_bytes_ = 0;
  std::deque<Scan> scans_;  // in place: a scan refers to its own bound
};

}  // namespace

Result<void> scanTimes(const View& view, const TimeQuery& query, const EventFilter& filter,
                       const TimeRowVisitor& visit) {
  const Days days = daysOf(filter);
  if (filter.from) {
    // Long spans that began earlier, before all others: the lists need not be merged.
    Days earlier{0, days.begin};
    if (days.end) earlier.end = std::min(days.begin, *days.end);
    std::vector<std::string> prefixes;
    for (const std::string& prefix : query.prefixes) {
      prefixes.push_back(longPrefix(query.index, prefix));
    }
    const auto go_on = Merge(view, Family::kLongSpans, prefixes, earlier).run(visit);
    if (!go_on) return tl::unexpected(go_on.error());
    if (!*go_on) return {};
  }
  const auto done = Merge(view, familyOf(query.index), query.prefixes, days).run(visit);
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace chancery::store
