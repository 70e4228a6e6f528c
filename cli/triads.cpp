// chancery triads: groups of three, around an actor or in the whole graph.
#include "graph/triads.h"

#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kUsualRows = 20;

Outcome<int> printCensus(const TriadCensus& census, RowFormat format, Output& out) {
  RowWriter rows(out.stream(), format, {{"triad"}, {"count", true, true}});
  for (std::size_t i = 0; i < kTriadKinds; ++i) {
    if (!rows.add({{"triad", triadNames()[i]}, {"count", census[i]}})) break;
  }
  rows.finish();
  return out.finish();
}

Outcome<int> printTriads(const ActorTriads& triads, const std::string& name, Labels& labels,
                         std::size_t limit, RowFormat format, Output& out) {
  RowWriter rows(out.stream(), format,
                 {{"a"},
                  {"b"},
                  {"events_a", true, true},
                  {"events_b", true, true},
                  {"events_ab", true, true},
                  {"conflicts", true, true},
                  {"balanced"},
                  {"a_id", false},
                  {"b_id", false}});
  for (std::size_t i = 0; i < std::min(limit, triads.closed.size()); ++i) {
    const ClosedTriad& triad = triads.closed[i];
    Json row;
    row["a"] = labels.of(triad.a);
    row["b"] = labels.of(triad.b);
    row["events_a"] = triad.events_a;
    row["events_b"] = triad.events_b;
    row["events_ab"] = triad.events_ab;
    row["conflicts"] = triad.conflicts;
    row["balanced"] = triad.isBalanced();
    row["a_id"] = triad.a.value;
    row["b_id"] = triad.b.value;
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  std::fprintf(stderr, "chancery: %s has %zu closed triads; %llu pairs of partners are open\n",
               name.c_str(), triads.closed.size(), static_cast<unsigned long long>(triads.open));
  return out.finish();
}

Outcome<int> run(const Arguments& arguments) {
  const auto one = checkCount(arguments, 0, 1, "triads takes one name, or none for a census");
  if (!one) return tl::unexpected(one.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto limit = numberOption(arguments, "limit", 1, kUsualRows);
  if (!limit) return tl::unexpected(limit.error());
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  const NameFinder names = store->names();
  const auto actors = names.findAll(arguments.names);
  if (!actors) return tl::unexpected(actors.error());
  const auto filter = names.filter(arguments);
  if (!filter) return tl::unexpected(filter.error());
  const auto planned = planInstead(arguments, *store, [&]() -> Result<void> {
    if (actors->empty()) {
      const auto census = triadCensus(store->source(), *filter);
      return census ? Result<void>() : tl::unexpected(census.error());
    }
    const auto triads = triadsOf(store->source(), store->meant(actors->front()), *filter);
    return triads ? Result<void>() : tl::unexpected(triads.error());
  });
  if (!planned) return tl::unexpected(planned.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  if (actors->empty()) {
    const auto census = triadCensus(store->source(), *filter);
    if (!census) return tl::unexpected(Failure(census.error()));
    return printCensus(*census, *format, *out);
  }
  const EntityId actor = store->meant(actors->front());
  const auto triads = triadsOf(store->source(), actor, *filter);
  if (!triads) return tl::unexpected(Failure(triads.error()));
  Labels labels(store->source());
  return printTriads(*triads, labels.of(actor), labels, *limit, *format, *out);
}

}  // namespace

Command triadsCommand() {
  return {
      "triads",
      "[NAME] --db DIR",
      "Lists the partners of an actor who also have to do with each other.",
      "The strongest come first, by the weakest of their three ties. A triad is balanced where\n"
      "none or two of its ties are mostly conflict. Without a name: the census of all sixteen\n"
      "kinds of triad in the graph. docs/questions.md says more.",
      withFilterOptions({kDbOption,
                         kKnowledgeOption,
                         {"limit", "N", "at most N rows (default: 20)"},
                         kLevelOption,
                         kPlanOption,
                         kFormatOption,
                         kOutputOption}),
      {"chancery triads Modi --db news.db --from 2022",
       "chancery triads India --db news.db --level country",
       "chancery triads --db news.db --relation visit"},
      run};
}

}  // namespace chancery::cli
