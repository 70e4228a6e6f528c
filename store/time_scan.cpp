#include "store/time_scan.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>
#include <tuple>

namespace chancery::store {
namespace {

// First days, as in the keys: from `begin` to before `end`; no end where the undated belong to it.
struct Days {
  std::uint32_t begin = 0;
  std::optional<std::uint32_t> end;
};

Days daysOf(const EventFilter& filter) {
  Days days;
  if (filter.from) days.begin = orderedDay(*filter.from);
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

tl::unexpected<Error> damaged(Family family, const EventId& event) {
  return corrupt(family, "the row of '" + toString(event) + "' cannot be read");
}

bool concerns(const TimeQuery& query, const EventRecord& record) {
  return !query.actor || record.subject == *query.actor || record.object == *query.actor;
}

// Several lists in order of time as one: a heap of those that have rows left.
class Merge {
 public:
  Merge(const View& view, const TimeQuery& query, const EventFilter& filter)
      : query_(query), family_(familyOf(query.index)) {
    if (query.prefixes.empty()) return;
    key_bytes_ = query.prefixes.front().size() + kTimeTailBytes;
    for (TimeRange& range : rangesOf(query, filter)) {
      scans_.emplace_back(view, family_, range.begin, std::move(range.end));
    }
  }

  Result<void> run(const TimeRowVisitor& visit) {
    for (Scan& scan : scans_) {
      const auto added = add(scan);
      if (!added) return added;
    }
    EventRow row;
    while (!heads_.empty()) {
      Scan& next = *heads_.front();
      const std::string_view key = next.key();
      const TimeTail tail = readTimeTail(key);
      row.date = tail.date;
      if (!decodeFor(query_.index, key, next.value(), row.record)) {
        return damaged(family_, tail.event);
      }
      if (concerns(query_, row.record)) {
        const auto go_on = visit(tail.event, row);
        if (!go_on) return tl::unexpected(go_on.error());
        if (!*go_on) return {};
      }
      std::pop_heap(heads_.begin(), heads_.end(), isLater);
      heads_.pop_back();
      next.next();
      const auto added = add(next);
      if (!added) return added;
    }
    return {};
  }

 private:
  static std::string_view tailOf(const Scan* scan) {
    const std::string_view key = scan->key();
    return key.substr(key.size() - kTimeTailBytes);
  }
  static bool isLater(const Scan* a, const Scan* b) { return tailOf(b) < tailOf(a); }

  // With its next row; nothing where it has come to its end.
  Result<void> add(Scan& scan) {
    if (!scan.valid()) return scan.status();
    if (scan.key().size() != key_bytes_) return corrupt(family_, "a key is of a wrong length");
    heads_.push_back(&scan);
    std::push_heap(heads_.begin(), heads_.end(), isLater);
    return {};
  }

  const TimeQuery& query_;
  Family family_;
  std::size_t key_bytes_ = 0;
  std::deque<Scan> scans_;  // in place: a scan refers to its own bound
  std::vector<Scan*> heads_;
};

// Events of several days that began before `from` and reach it, in the order of comesBefore().
class EarlierSpans {
 public:
  EarlierSpans(const TimeQuery& query, Day from) : query_(query), from_(from) {}

  Result<void> collect(const View& view) {
    for (const std::string& prefix : query_.prefixes) {
      const std::string beginning = spanPrefix(query_.index, prefix);
      Scan rows(view, Family::kSpans, beginning, endOfPrefix(beginning));
      const auto collected = collectClasses(rows, beginning);
      if (!collected) return collected;
    }
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::tie(a.row.date, a.id) < std::tie(b.row.date, b.id);
    });
    return {};
  }

  // False when the visitor wants no more.
  Result<bool> run(const TimeRowVisitor& visit) const {
    for (const Found& found : found_) {
      const auto go_on = visit(found.id, found.row);
      if (!go_on || !*go_on) return go_on;
    }
    return true;
  }

 private:
  struct Found {
    EventId id;
    EventRow row;
  };

  // Most participants have no such events: then there is nothing to go through.
  Result<void> collectClasses(Scan& rows, const std::string& beginning) {
    for (std::size_t span_class = 0; span_class < kSpanClassDays.size() && rows.valid();
         ++span_class) {
      std::string lower = beginning;
      lower.push_back(static_cast<char>(span_class));
      const std::string end = endOfPrefix(lower);
      const std::int64_t day = std::int64_t{from_.since_1970} - kSpanClassDays[span_class];
      const std::int64_t smallest = std::numeric_limits<std::int32_t>::min();
      appendUint32(lower, orderedDay({static_cast<std::int32_t>(std::max(day, smallest))}));
      if (rows.key() < lower) rows.seek(lower);
      while (rows.valid() && rows.key() < end) {
        const auto taken = take(rows, beginning.size());
        if (!taken) return tl::unexpected(taken.error());
        if (*taken) {
          rows.next();
        } else {
          rows.seek(end);
        }
      }
    }
    return rows.status();
  }

  // False: this one and those after it did not begin earlier.
  Result<bool> take(const Scan& rows, std::size_t beginning_bytes) {
    const std::string_view key = rows.key();
    if (key.size() != beginning_bytes + 1 + kTimeTailBytes) {
      return corrupt(Family::kSpans, "a key is of a wrong length");
    }
    const TimeTail tail = readTimeTail(key);
    if (!tail.date || tail.date->first >= from_) return false;
    if (tail.date->last < from_) return true;
    Found found{tail.event, {tail.date, {}}};
    if (!decodeFor(query_.index, key.substr(1), rows.value(), found.row.record)) {
      return damaged(Family::kSpans, tail.event);
    }
    if (concerns(query_, found.row.record)) found_.push_back(std::move(found));
    return true;
  }

  const TimeQuery& query_;
  Day from_;
  std::vector<Found> found_;
};

}  // namespace

Family familyOf(TimeIndex index) {
  switch (index) {
    case TimeIndex::kPair: return Family::kPairs;
    case TimeIndex::kActor: return Family::kActors;
    case TimeIndex::kPlace: return Family::kPlaces;
    case TimeIndex::kRelation: break;
  }
  return Family::kRelations;
}

std::vector<TimeRange> rangesOf(const TimeQuery& query, const EventFilter& filter) {
  const Days days = daysOf(filter);
  std::vector<TimeRange> ranges;
  if (days.end && *days.end <= days.begin) return ranges;
  ranges.reserve(query.prefixes.size());
  for (const std::string& prefix : query.prefixes) {
    ranges.push_back({lowerBound(prefix, days), upperBound(prefix, days)});
  }
  return ranges;
}

bool looksBack(const View& view, const EventFilter& filter) {
  return filter.from && filter.dates == DateMatch::kOverlap && view.database().mayHaveSpans();
}

Result<void> scanTimes(const View& view, const TimeQuery& query, const EventFilter& filter,
                       const TimeRowVisitor& visit) {
  if (looksBack(view, filter)) {
    EarlierSpans earlier(query, *filter.from);
    const auto collected = earlier.collect(view);
    if (!collected) return collected;
    const auto go_on = earlier.run(visit);
    if (!go_on) return tl::unexpected(go_on.error());
    if (!*go_on) return {};
  }
  return Merge(view, query, filter).run(visit);
}

}  // namespace chancery::store
