// What happened when: the events of one actor, of a pair, of a list, and how many there are a day,
// a month or a year.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "graph/event_source.h"
#include "graph/neighbors.h"

namespace chancery {

// All timelines are in the order of comesBefore(), each event once; an actor that nobody knows has
// an empty one. Ownership: events are copies. Errors: those of the source. Thread safety: that of
// the source.
struct TimelineOptions {
  EventFilter filter;
  Detail detail = Detail::kSummary;
  std::size_t limit = std::numeric_limits<std::size_t>::max();
  enum class Keep { kFirst, kLast } keep = Keep::kFirst;  // which of them, where there are more
};

// All events of the source.
Result<std::vector<Event>> timelineOfAll(const EventSource& source,
                                         const TimelineOptions& options = {});

// The events in which `actor` takes part; with `filter.with`, those of the two.
Result<std::vector<Event>> timelineOf(const EventSource& source, const EntityId& actor,
                                      const TimelineOptions& options = {});

// The events between `a` and `b`, whoever is the subject.
Result<std::vector<Event>> timelineBetween(const EventSource& source, const EntityId& a,
                                           const EntityId& b, const TimelineOptions& options = {});

// The events between any two of `actors`; of a list of one, all its events, as by timelineOf().
Result<std::vector<Event>> timelineAmong(const EventSource& source,
                                         std::span<const EntityId> actors,
                                         const TimelineOptions& options = {});

// The events in which any of `actors` takes part.
Result<std::vector<Event>> timelineOfAny(const EventSource& source,
                                         std::span<const EntityId> actors,
                                         const TimelineOptions& options = {});

enum class Period { kDay, kMonth, kYear };

// The day, month or year in which `day` lies.
DateSpan periodOf(Day day, Period period);

struct PeriodCount {
  std::optional<DateSpan> period;  // none: the events without a date
  std::uint64_t events = 0;
  RelationCounts by_relation{};

  friend bool operator==(const PeriodCount&, const PeriodCount&) = default;
};

// How many of `events` began in each period, in order of time, those without a date at the end;
// periods without events are left out. An event that lasts is counted once, where it begins, and
// one that is known by its month or year only is taken to begin with it.
std::vector<PeriodCount> countByPeriod(std::span<const Event> events, Period period);

}  // namespace chancery
