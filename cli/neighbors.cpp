// chancery neighbors: with whom an actor has to do.
#include "graph/neighbors.h"

#include <cstdio>

#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kMostReached = 1000;

Outcome<int> printPartners(const EventSource& store, const EntityId& actor,
                           const EventFilter& filter, std::size_t limit, RowFormat format,
                           Output& out) {
  const auto partners = neighborsOf(store, actor, filter);
  if (!partners) return tl::unexpected(Failure(partners.error()));
  Labels labels(store);
  RowWriter rows(
      out.stream(), format,
      {{"name"}, {"events", true, true}, {"relations"}, {"first"}, {"last"}, {"id", false}});
  for (std::size_t i = 0; i < std::min(limit, partners->size()); ++i) {
    const Neighbor& partner = (*partners)[i];
    Json row;
    row["name"] = labels.of(partner.id);
    row["events"] = partner.events;
    row["relations"] = relationCounts(partner.by_relation);
    row["first"] = dayOrNull(partner.first);
    row["last"] = dayOrNull(partner.last);
    row["id"] = partner.id.value;
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out.finish();
}

Outcome<int> printReached(const EventSource& store, const EntityId& actor, std::size_t steps,
                          const EventFilter& filter, std::size_t limit, RowFormat format,
                          Output& out) {
  const auto around = neighborhoodOf(store, actor, steps, limit, filter);
  if (!around) return tl::unexpected(Failure(around.error()));
  Labels labels(store);
  RowWriter rows(out.stream(), format, {{"steps", true, true}, {"name"}, {"id", false}});
  for (const Reached& reached : around->reached) {
    Json row;
    row["steps"] = reached.steps;
    row["name"] = labels.of(reached.id);
    row["id"] = reached.id.value;
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  if (!around->complete) {
    std::fprintf(stderr, "chancery: only the first %zu; more with --limit\n", limit);
  }
  return out.finish();
}

Outcome<int> run(const Arguments& arguments) {
  const auto one =
      checkCount(arguments, 1, 1, "whose neighbors? give one name, in quotes if it has blanks");
  if (!one) return tl::unexpected(one.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto steps = numberOption(arguments, arguments.has("depth") ? "depth" : "steps", 1, 1);
  if (!steps) return tl::unexpected(steps.error());
  const auto limit = numberOption(arguments, "limit", 1, kMostReached);
  if (!limit) return tl::unexpected(limit.error());
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  const EventSource& source = store->source();
  const NameFinder names = store->names();
  const auto named = names.find(arguments.names[0]);
  if (!named) return tl::unexpected(named.error());
  const EntityId actor = store->meant(named->id);
  const auto filter = names.filter(arguments);
  if (!filter) return tl::unexpected(filter.error());
  const auto planned =
      planInstead(arguments, *store, [&] { return neighborsOf(source, actor, *filter); });
  if (!planned) return tl::unexpected(planned.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  return *steps == 1 ? printPartners(source, actor, *filter, *limit, *format, *out)
                     : printReached(source, actor, *steps, *filter, *limit, *format, *out);
}

}  // namespace

Command neighborsCommand() {
  return {"neighbors",
          "NAME --db DIR",
          "Lists the partners of an actor, those with the most events first.",
          "",
          withFilterOptions({kDbOption,
                             kKnowledgeOption,
                             {"steps", "K", "all within K steps, with their distance (default: 1)"},
                             {"depth", "K", "the same"},
                             kPlanOption,
                             kLevelOption,
                             kFormatOption,
                             {"limit", "N", "at most N rows (default: 1000)"},
                             kOutputOption}),
          {"chancery neighbors Lavrov --db news.db --relation meet",
           "chancery neighbors \"S. Jaishankar\" --db news.db --steps 2 --from 2024"},
          run};
}

}  // namespace chancery::cli
