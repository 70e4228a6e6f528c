#include "graph/ranking_history.h"

#include <algorithm>
#include <set>

namespace chancery {
namespace {

DateSpan periodOf(const DateSpan& date, const EventFilter& filter, Period period) {
  return periodOf(filter.from ? std::max(date.first, *filter.from) : date.first, period);
}

}  // namespace

Result<std::vector<PeriodRanking>> rankByPeriod(const EventSource& source,
                                                const EventFilter& filter, Period period,
                                                Centrality centrality) {
  std::set<DateSpan> periods;
  const auto read = source.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    if (event.date) periods.insert(periodOf(*event.date, filter, period));
    return true;
  });
  if (!read) return tl::unexpected(read.error());

  std::vector<PeriodRanking> history;
  for (const DateSpan& span : periods) {
    EventFilter within = filter;
    within.from = filter.from ? std::max(span.first, *filter.from) : span.first;
    within.to = filter.to ? std::min(span.last, *filter.to) : span.last;
    const auto graph = SnapshotGraph::read(source, within, [&](const Event& event) {
      return event.date && periodOf(*event.date, filter, period) == span;
    });
    if (!graph) return tl::unexpected<Error>(graph.error());
    if (graph->vertexCount() > 0) history.push_back({span, rank(*graph, centrality)});
  }
  return history;
}

}  // namespace chancery
