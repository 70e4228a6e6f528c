// chancery events: all events that a filter takes.
#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

Outcome<int> run(const Arguments& arguments) {
  const auto none =
      checkCount(arguments, 0, 0, "names stand with --with, or use `chancery timeline`");
  if (!none) return tl::unexpected(none.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto limit = numberOption(arguments, "limit", 1, SIZE_MAX);
  if (!limit) return tl::unexpected(limit.error());
  const auto valid = filterOptions(arguments);  // before the store, so that it is told first
  if (!valid) return tl::unexpected(valid.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  const auto filter = store->names().filter(arguments);
  if (!filter) return tl::unexpected(filter.error());
  const auto planned = planInstead(arguments, *store, [&] {
    return store->source().forEachEvent(*filter, Detail::kSummary,
                                        [](const Event&) { return true; });
  });
  if (!planned) return tl::unexpected(planned.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());

  const EventSource& source = store->source();
  Labels labels(source);
  const LabelOf label_of = [&](const EntityId& id) { return labels.of(id); };
  EventRowOptions options;
  options.evidence = arguments.has("evidence");
  RowWriter rows(out->stream(), *format, eventColumns(options));
  std::size_t printed = 0;
  const Result<void> read = source.forEachEvent(
      *filter, options.evidence ? Detail::kMentions : Detail::kSummary, [&](const Event& event) {
        const auto notes = options.evidence ? evidenceNotes(event) : std::vector<std::string>();
        return rows.add(eventRow(event, label_of, options), notes) && ++printed < *limit;
      });
  if (!read) return tl::unexpected(Failure(read.error()));
  rows.finish();
  return out->finish();
}

}  // namespace

Command eventsCommand() {
  return {"events",
          "--db DIR",
          "Lists events in the order of their dates.",
          "",
          withFilterOptions({kDbOption, kKnowledgeOption, kFormatOption, kEvidenceOption,
                             kPlanOption, kLevelOption, kLimitOption, kOutputOption}),
          {"chancery events --db news.db --from 2024-05 --relation meet,visit",
           "chancery events --db news.db --place Moscow --evidence",
           "chancery events --db news.db --country India --level country",
           "chancery events --db news.db --family CONSULT --topic trade --plan",
           "chancery events --db news.db --status planned --format csv -o planned.csv"},
          run};
}

}  // namespace chancery::cli
