// How the ranking of actors changes over time.
#pragma once

#include <vector>

#include "graph/event_source.h"
#include "graph/ranking.h"
#include "graph/timeline.h"

namespace chancery {

struct PeriodRanking {
  DateSpan period;
  std::vector<Ranked> ranked;  // as by rank(), of the graph of the period's events alone

  friend bool operator==(const PeriodRanking&, const PeriodRanking&) = default;
};

// The rankings of all periods in which events begin that `filter` takes, in order of time. An event
// counts in one period: where it begins or, where that lies before `filter.from`, where that day
// lies. Those without a date count nowhere. Holds one period's graph at a time.
// Errors: those of the source. Thread safety: that of the source.
Result<std::vector<PeriodRanking>> rankByPeriod(const EventSource& source,
                                                const EventFilter& filter, Period period,
                                                Centrality centrality);

}  // namespace chancery
