// chancery rank: who stands in the middle.
#include "cli/event_rows.h"
#include "cli/names.h"
#include "cli/options.h"
#include "graph/ranking.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kUsualRows = 20;

// Counts as whole numbers, shares with six digits.
Json valueOf(double value, Centrality by) {
  if (by == Centrality::kDegree || by == Centrality::kWeightedDegree) {
    return static_cast<std::uint64_t>(value);
  }
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.6f", value);
  return Json::parse(text.data());
}

Outcome<int> run(const Arguments& arguments) {
  const auto none =
      checkCount(arguments, 0, 0, "rank takes no names; --with NAME keeps to one actor's events");
  if (!none) return tl::unexpected(none.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto name = choiceOption(arguments, "by", {"degree", "events", "pagerank", "betweenness"});
  if (!name) return tl::unexpected(name.error());
  const Centrality by = *centralityNamed(*name);
  const auto limit = numberOption(arguments, "limit", 1, kUsualRows);
  if (!limit) return tl::unexpected(limit.error());
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  const auto store = openStore(arguments);
  if (!store) return tl::unexpected(store.error());
  const auto filter = NameFinder(*store).filter(arguments);
  if (!filter) return tl::unexpected(filter.error());
  const auto graph = SnapshotGraph::read(*store, *filter);
  if (!graph) return tl::unexpected(Failure(graph.error()));
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());

  Labels labels(*store);
  RowWriter rows(out->stream(), *format,
                 {{"rank", true, true}, {"name"}, {*name, true, true}, {"id", false}});
  std::size_t number = 0;
  for (const Ranked& ranked : rank(*graph, by)) {
    if (number == *limit) break;
    Json row;
    row["rank"] = ++number;
    row["name"] = labels.of(ranked.id);
    row[*name] = valueOf(ranked.value, by);
    row["id"] = ranked.id.value;
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out->finish();
}

}  // namespace

Command rankCommand() {
  return {"rank",
          "--db DIR",
          "Lists the actors that stand in the middle of the graph.",
          "By degree (how many partners; the default), events (how many events), pagerank, or\n"
          "betweenness (on how many of the shortest paths; slow from some 100 000 pairs on).",
          withFilterOptions({kDbOption,
                             {"by", "MEASURE", "degree, events, pagerank or betweenness"},
                             {"limit", "N", "at most N rows (default: 20)"},
                             kFormatOption,
                             kOutputOption}),
          {"chancery rank --db news.db --by pagerank",
           "chancery rank --db news.db --by events --from 2024 --relation meet --limit 50"},
          run};
}

}  // namespace chancery::cli
