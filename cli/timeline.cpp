// chancery timeline: what happened when, of one actor, of a pair, among several.
#include "graph/timeline.h"

#include <algorithm>

#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

Result<std::vector<Event>> timelineFor(const EventSource& store,
                                       const std::vector<EntityId>& actors,
                                       const TimelineOptions& options) {
  if (actors.size() == 1) return timelineOf(store, actors[0], options);
  if (actors.size() == 2) return timelineBetween(store, actors[0], actors[1], options);
  return timelineAmong(store, actors, options);
}

Outcome<int> printPeriods(const Arguments& arguments, const std::vector<Event>& events,
                          Period period, std::size_t limit) {
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  RowWriter rows(out->stream(), *format,
                 {{"period"}, {"events", true, true}, {"relations"}, {"bar", true, false, true}},
                 out->canvas());
  const std::vector<PeriodCount> counts = countByPeriod(events, period);
  std::uint64_t most = 0;
  for (const PeriodCount& count : counts) most = std::max(most, count.events);
  std::size_t printed = 0;
  for (const PeriodCount& count : counts) {
    if (printed++ == limit) break;
    Json row;
    row["period"] = count.period ? Json(toIso(*count.period)) : Json();
    row["events"] = count.events;
    row["relations"] = relationCounts(count.by_relation);
    row["bar"] = static_cast<double>(count.events) / static_cast<double>(most);
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out->finish();
}

Outcome<int> run(const Arguments& arguments) {
  const auto enough = checkCount(arguments, 1, arguments.names.size() + 1,
                                 "whose timeline? give one or more names");
  if (!enough) return tl::unexpected(enough.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto limit = numberOption(arguments, "limit", 1, SIZE_MAX);
  if (!limit) return tl::unexpected(limit.error());
  const auto by = choiceOption(arguments, "by", {"event", "day", "month", "year"});
  if (!by) return tl::unexpected(by.error());
  const auto valid = filterOptions(arguments);  // before the store, so that it is told first
  if (!valid) return tl::unexpected(valid.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  const EventSource& source = store->source();

  const NameFinder names = store->names();
  auto actors = names.findAll(arguments.names);
  if (!actors) return tl::unexpected(actors.error());
  for (EntityId& actor : *actors) actor = store->meant(actor);
  const auto filter = names.filter(arguments);
  if (!filter) return tl::unexpected(filter.error());
  TimelineOptions options;
  options.filter = *filter;
  if (arguments.has("evidence")) options.detail = Detail::kMentions;
  if (*by == "event") options.limit = *limit;
  const auto planned =
      planInstead(arguments, *store, [&] { return timelineFor(source, *actors, options); });
  if (!planned) return tl::unexpected(planned.error());
  const auto events = timelineFor(source, *actors, options);
  if (!events) return tl::unexpected(Failure(events.error()));
  if (*by == "event") return printEvents(arguments, source, *events);
  const Period period = *by == "day"     ? Period::kDay
                        : *by == "month" ? Period::kMonth
                                         : Period::kYear;
  return printPeriods(arguments, *events, period, *limit);
}

}  // namespace

Command timelineCommand() {
  return {"timeline",
          "NAME [NAME…] --db DIR",
          "Lists the events of one actor, between two, or among several, in the order of dates.",
          "",
          withFilterOptions({kDbOption,
                             kKnowledgeOption,
                             kFormatOption,
                             kEvidenceOption,
                             {"by", "PERIOD", "count them by day, month or year instead"},
                             kPlanOption,
                             kLevelOption,
                             kLimitOption,
                             kOutputOption}),
          {"chancery timeline Jaishankar Putin --db news.db --from 2024 --relation meet",
           "chancery timeline \"Sergey Lavrov\" --db news.db --evidence",
           "chancery timeline मोदी --db news.db --by month",
           "chancery timeline India Russia --db news.db --level country"},
          run};
}

}  // namespace chancery::cli
