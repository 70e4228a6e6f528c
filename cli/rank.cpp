// chancery rank: who stands in the middle.
#include <cmath>
#include <map>

#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/plan.h"
#include "graph/ranking_history.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kUsualRows = 20;

const std::vector<std::string> kMeasures = {"degree",   "events",      "weighted",
                                            "pagerank", "betweenness", "closeness",
                                            "harmonic", "eigenvector", "core"};

double partOf(double value, double most) { return most > 0 ? value / most : 0; }

Outcome<int> printRanking(const EventSource& source, const std::vector<Ranked>& ranked,
                          Centrality by, const std::map<EntityId, double>& margins,
                          std::size_t limit, RowFormat format, Output& out) {
  Labels labels(source);
  const std::string name(nameOf(by));
  std::vector<Column> columns = {{"rank", true, true}, {"name"}, {name, true, true}};
  if (!margins.empty()) columns.push_back({"margin", true, true});
  columns.push_back({"id", false});
  columns.push_back({"bar", true, false, true});
  RowWriter rows(out.stream(), format, columns, out.canvas());
  for (std::size_t i = 0; i < std::min(limit, ranked.size()); ++i) {
    Json row;
    row["rank"] = i + 1;
    row["name"] = labels.of(ranked[i].id);
    row[name] = measureJson(ranked[i].value, by);
    if (!margins.empty()) row["margin"] = measureJson(margins.at(ranked[i].id), by);
    row["id"] = ranked[i].id.value;
    row["bar"] = partOf(ranked[i].value, ranked[0].value);
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out.finish();
}

// The first of each period, each with its place in the period before.
Outcome<int> printHistory(const EventSource& source, const std::vector<PeriodRanking>& history,
                          Centrality by, std::size_t limit, RowFormat format, Output& out) {
  Labels labels(source);
  const std::string name(nameOf(by));
  RowWriter rows(out.stream(), format,
                 {{"period"},
                  {"rank", true, true},
                  {"before", true, true},
                  {"name"},
                  {name, true, true},
                  {"id", false},
                  {"bar", true, false, true}},
                 out.canvas());
  std::map<EntityId, std::size_t> before;
  for (const PeriodRanking& period : history) {
    std::map<EntityId, std::size_t> places;
    for (std::size_t i = 0; i < period.ranked.size(); ++i) {
      const Ranked& ranked = period.ranked[i];
      places.emplace(ranked.id, i + 1);
      if (i >= limit) continue;
      const auto place = before.find(ranked.id);
      Json row;
      row["period"] = toIso(period.period);
      row["rank"] = i + 1;
      row["before"] = place == before.end() ? Json() : Json(place->second);
      row["name"] = labels.of(ranked.id);
      row[name] = measureJson(ranked.value, by);
      row["id"] = ranked.id.value;
      row["bar"] = partOf(ranked.value, period.ranked[0].value);
      if (!rows.add(std::move(row))) return out.finish();
    }
    before = std::move(places);
  }
  rows.finish();
  return out.finish();
}

// Says on standard error how sure the numbers are.
std::map<EntityId, double> marginsOf(const SnapshotGraph& graph,
                                     const SampledBetweenness& sampled) {
  const double others = static_cast<double>(graph.vertexCount()) - 1;
  const double pairs = others * (others - 1) / 2;
  std::fprintf(stderr,
               "chancery: from %zu of %zu actors; with 95 %% certainty no value is off by more "
               "than %.0f (%.1f %% of the pairs of others), and most by less than their margin\n",
               sampled.samples, graph.vertexCount(), sampled.bound,
               pairs > 0 ? 100 * sampled.bound / pairs : 0.0);
  std::map<EntityId, double> margins;
  for (SnapshotGraph::Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    margins.emplace(graph.idOf(vertex), sampled.margins[vertex]);
  }
  return margins;
}

Outcome<int> run(const Arguments& arguments) {
  const auto none =
      checkCount(arguments, 0, 0, "rank takes no names; --with NAME keeps to one actor's events");
  if (!none) return tl::unexpected(none.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto name = choiceOption(arguments, "by", kMeasures);
  if (!name) return tl::unexpected(name.error());
  const Centrality by = *centralityNamed(*name);
  const auto limit = numberOption(arguments, "limit", 1, kUsualRows);
  if (!limit) return tl::unexpected(limit.error());
  const auto samples = numberOption(arguments, "sample", 1, 0);
  if (!samples) return tl::unexpected(samples.error());
  const auto seed = numberOption(arguments, "seed", 0, 1);
  if (!seed) return tl::unexpected(seed.error());
  const auto per = choiceOption(arguments, "per", {"all", "year", "month"});
  if (!per) return tl::unexpected(per.error());
  if (*samples > 0 && (by != Centrality::kBetweenness || *per != "all")) {
    return wrongCommandLine("--sample N is for --by betweenness, without --per");
  }
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  const EventSource& source = store->source();
  const auto filter = store->names().filter(arguments);
  if (!filter) return tl::unexpected(filter.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());

  if (*per != "all") {
    const Period period = *per == "year" ? Period::kYear : Period::kMonth;
    const auto history = rankByPeriod(source, *filter, period, by);
    if (!history) return tl::unexpected(Failure(history.error()));
    return printHistory(source, *history, by, *limit, *format, *out);
  }
  const auto planned =
      planInstead(arguments, *store, [&] { return SnapshotGraph::read(source, *filter); });
  if (!planned) return tl::unexpected(planned.error());
  const auto graph = SnapshotGraph::read(source, *filter);
  if (!graph) return tl::unexpected(Failure(graph.error()));
  if (*samples == 0) return printRanking(source, rank(*graph, by), by, {}, *limit, *format, *out);
  const SampledBetweenness sampled = sampleBetweenness(*graph, *samples, *seed);
  return printRanking(source, rank(*graph, sampled.values), by, marginsOf(*graph, sampled), *limit,
                      *format, *out);
}

}  // namespace

Command rankCommand() {
  return {"rank",
          "--db DIR",
          "Lists the actors that stand in the middle of the graph, by year if you like.",
          "Measures:\n"
          "  degree        how many partners (the default)\n"
          "  events        how many events with others; also called weighted\n"
          "  pagerank      how often a surfer from partner to partner comes by\n"
          "  betweenness   on how many of the shortest paths between others\n"
          "  closeness     how near to all whom it reaches; harmonic where the graph is in pieces\n"
          "  eigenvector   how much it has to do with those who have much to do\n"
          "  core          in how dense a core it lies\n"
          "docs/questions.md has the definitions and their sources.",
          withFilterOptions(
              {kDbOption,
               kKnowledgeOption,
               {"by", "MEASURE", "one of those above"},
               {"per", "PERIOD", "a ranking for each year or month, with the place before"},
               {"sample", "N", "estimate betweenness from N actors, with its margin of error"},
               {"seed", "S", "which actors (default: 1)"},
               {"limit", "N", "at most N rows, for each period (default: 20)"},
               kPlanOption,
               kLevelOption,
               kFormatOption,
               kOutputOption}),
          {"chancery rank --db news.db --by pagerank",
           "chancery rank --db news.db --by events --from 2024 --relation meet --limit 50",
           "chancery rank --db news.db --by betweenness --per year --limit 5",
           "chancery rank --db news.db --by eigenvector --level country"},
          run};
}

}  // namespace chancery::cli
