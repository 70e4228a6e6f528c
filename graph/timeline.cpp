#include "graph/timeline.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <set>

namespace chancery {
namespace {

using Keep = TimelineOptions::Keep;

// Takes events in order, and holds no more of them than are wanted.
class Collector {
 public:
  Collector(std::size_t limit, Keep keep) : limit_(limit), keep_(keep) {}

  // False when nothing that comes later is wanted.
  bool take(const Event& event) {
    if (limit_ == 0) return false;
    if (events_.size() == limit_) events_.pop_front();  // Keep::kLast only: kFirst has stopped
    events_.push_back(event);
    return keep_ == Keep::kLast || events_.size() < limit_;
  }

  std::vector<Event> release() {
    return {std::make_move_iterator(events_.begin()), std::make_move_iterator(events_.end())};
  }

 private:
  std::size_t limit_;
  Keep keep_;
  std::deque<Event> events_;
};

// `scan` calls a visitor with events in order.
using Scan = std::function<Result<void>(const EventSource::EventVisitor&)>;

Result<std::vector<Event>> collect(const Scan& scan, const TimelineOptions& options) {
  Collector collector(options.limit, options.keep);
  const auto done = scan([&](const Event& event) { return collector.take(event); });
  if (!done) return tl::unexpected(done.error());
  return collector.release();
}

// One timeline of several, each of which holds what it can contribute within the limit.
std::vector<Event> merge(std::vector<Event> events, const TimelineOptions& options) {
  std::sort(events.begin(), events.end(), comesBefore);
  const auto same = [](const Event& a, const Event& b) { return a.id == b.id; };
  events.erase(std::unique(events.begin(), events.end(), same), events.end());
  if (events.size() <= options.limit) return events;
  const auto cut = static_cast<std::ptrdiff_t>(options.limit);
  if (options.keep == Keep::kFirst) {
    events.erase(events.begin() + cut, events.end());
  } else {
    events.erase(events.begin(), events.end() - cut);
  }
  return events;
}

// Appends a timeline to `events`, or passes its error on.
Result<void> append(std::vector<Event>& events, Result<std::vector<Event>> timeline) {
  if (!timeline) return tl::unexpected(timeline.error());
  events.insert(events.end(), std::make_move_iterator(timeline->begin()),
                std::make_move_iterator(timeline->end()));
  return {};
}

}  // namespace

Result<std::vector<Event>> timelineOfAll(const EventSource& source,
                                         const TimelineOptions& options) {
  return collect(
      [&](const auto& visit) { return source.forEachEvent(options.filter, options.detail, visit); },
      options);
}

Result<std::vector<Event>> timelineOf(const EventSource& source, const EntityId& actor,
                                      const TimelineOptions& options) {
  return collect(
      [&](const auto& visit) {
        return source.forEachEventOf(actor, options.filter, options.detail, visit);
      },
      options);
}

Result<std::vector<Event>> timelineBetween(const EventSource& source, const EntityId& a,
                                           const EntityId& b, const TimelineOptions& options) {
  return collect(
      [&](const auto& visit) {
        return source.forEachEventBetween(a, b, options.filter, options.detail, visit);
      },
      options);
}

Result<std::vector<Event>> timelineAmong(const EventSource& source,
                                         std::span<const EntityId> actors,
                                         const TimelineOptions& options) {
  const std::set<EntityId> ids(actors.begin(), actors.end());
  if (ids.size() == 1) return timelineOf(source, *ids.begin(), options);
  std::vector<Event> events;
  for (auto a = ids.begin(); a != ids.end(); ++a) {
    for (auto b = std::next(a); b != ids.end(); ++b) {
      const auto done = append(events, timelineBetween(source, *a, *b, options));
      if (!done) return tl::unexpected(done.error());
    }
  }
  return merge(std::move(events), options);
}

Result<std::vector<Event>> timelineOfAny(const EventSource& source,
                                         std::span<const EntityId> actors,
                                         const TimelineOptions& options) {
  std::vector<Event> events;
  for (const EntityId& actor : std::set<EntityId>(actors.begin(), actors.end())) {
    const auto done = append(events, timelineOf(source, actor, options));
    if (!done) return tl::unexpected(done.error());
  }
  return merge(std::move(events), options);
}

DateSpan periodOf(Day day, Period period) {
  const CivilDate date = toCivil(day);
  switch (period) {
    case Period::kDay: break;
    case Period::kMonth: return monthSpan(date.year, date.month);
    case Period::kYear: return yearSpan(date.year);
  }
  return {day, day};
}

std::vector<PeriodCount> countByPeriod(std::span<const Event> events, Period period) {
  std::map<DateSpan, PeriodCount> dated;
  PeriodCount undated;
  for (const Event& event : events) {
    PeriodCount& count = event.date ? dated[periodOf(event.date->first, period)] : undated;
    ++count.events;
    ++count.by_relation[static_cast<std::size_t>(event.relation)];
  }
  std::vector<PeriodCount> counts;
  for (auto& [span, count] : dated) {
    count.period = span;
    counts.push_back(count);
  }
  if (undated.events > 0) counts.push_back(undated);
  return counts;
}

}  // namespace chancery
