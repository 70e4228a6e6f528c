// chancery top: who has most to do with whom, from the counters of a store.
#include "cli/event_rows.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kUsualRows = 20;

Outcome<int> printPairs(const EventStore& store, const std::vector<PairCount>& pairs,
                        RowFormat format, Output& out) {
  Labels labels(store);
  RowWriter rows(out.stream(), format,
                 {{"rank", true, true},
                  {"a"},
                  {"b"},
                  {"events", true, true},
                  {"a_id", false},
                  {"b_id", false}});
  std::size_t number = 0;
  for (const PairCount& pair : pairs) {
    Json row;
    row["rank"] = ++number;
    row["a"] = labels.of(pair.a);
    row["b"] = labels.of(pair.b);
    row["events"] = pair.events;
    row["a_id"] = pair.a.value;
    row["b_id"] = pair.b.value;
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out.finish();
}

Outcome<int> printActors(const EventStore& store, const std::vector<ActorCount>& actors,
                         RowFormat format, Output& out) {
  Labels labels(store);
  RowWriter rows(out.stream(), format,
                 {{"rank", true, true}, {"name"}, {"events", true, true}, {"id", false}});
  std::size_t number = 0;
  for (const ActorCount& actor : actors) {
    Json row;
    row["rank"] = ++number;
    row["name"] = labels.of(actor.id);
    row["events"] = actor.events;
    row["id"] = actor.id.value;
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out.finish();
}

Outcome<int> run(const Arguments& arguments) {
  const auto one = checkCount(arguments, 1, 1, "top of what? say pairs or actors");
  if (!one) return tl::unexpected(one.error());
  const std::string& what = arguments.names[0];
  if (what != "pairs" && what != "actors") {
    return wrongCommandLine(unknownName("kind", what, {"pairs", "actors"}));
  }
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto limit = numberOption(arguments, "limit", 1, kUsualRows);
  if (!limit) return tl::unexpected(limit.error());
  const auto filter = filterOptions(arguments);
  if (!filter) return tl::unexpected(filter.error());
  const auto store = openStore(arguments);
  if (!store) return tl::unexpected(store.error());
  const CountFilter counted{filter->from, filter->to, filter->relations, filter->statuses};
  if (arguments.has("plan")) {
    const auto plan =
        what == "pairs" ? store->store().planPairs(counted) : store->store().plan(counted);
    if (!plan) return tl::unexpected(Failure(plan.error()));
    return printPlans(arguments, {*plan});
  }
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  if (what == "pairs") {
    const auto pairs = store->store().topPairs(counted, *limit);
    if (!pairs) return tl::unexpected(Failure(pairs.error()));
    return printPairs(store->store(), *pairs, *format, *out);
  }
  const auto actors = store->store().topActors(counted, *limit);
  if (!actors) return tl::unexpected(Failure(actors.error()));
  return printActors(store->store(), *actors, *format, *out);
}

}  // namespace

Command topCommand() {
  return {
      "top",
      "pairs|actors --db DIR",
      "Lists the pairs or actors with the most events of a period.",
      "An event counts in the period in which it begins; one without a date does not count. The\n"
      "numbers come from counters, so that this is quick however many events there are.",
      {kDbOption,
       {"from", "DATE", "events that begin from DATE on: 2024, 2024-05 or 2024-05-01"},
       {"to", "DATE", "events that begin up to the end of DATE"},
       {"relation", "A,B", "events of these relations: meet, talk, greet, visit, host, …"},
       {"status", "A,B", "events of these: happened, denied, planned, possible"},
       {"limit", "N", "at most N rows (default: 20)"},
       kPlanOption,
       kFormatOption,
       kOutputOption},
      {"chancery top pairs --db news.db --relation meet --from 2024",
       "chancery top actors --db news.db --from 2024-05 --to 2024-05"},
      run};
}

}  // namespace chancery::cli
