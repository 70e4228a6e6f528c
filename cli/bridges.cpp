// chancery bridges: whose loss would cut the graph into more pieces.
#include "graph/bridges.h"

#include "cli/event_rows.h"
#include "cli/options.h"
#include "cli/plan.h"
#include "cli/whole_graph.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kUsualRows = 20;

Outcome<int> printPoints(const std::vector<ArticulationPoint>& points, Labels& labels,
                         std::size_t limit, RowFormat format, Output& out) {
  RowWriter rows(out.stream(), format,
                 {{"name"}, {"pieces", true, true}, {"cut_off", true, true}, {"id", false}});
  for (std::size_t i = 0; i < std::min(limit, points.size()); ++i) {
    Json row;
    row["name"] = labels.of(points[i].id);
    row["pieces"] = points[i].pieces;
    row["cut_off"] = points[i].cut_off;
    row["id"] = points[i].id.value;
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out.finish();
}

Outcome<int> printBridges(const std::vector<Bridge>& bridges, Labels& labels, std::size_t limit,
                          RowFormat format, Output& out) {
  RowWriter rows(out.stream(), format,
                 {{"from"},
                  {"to"},
                  {"events", true, true},
                  {"cut_off", true, true},
                  {"from_id", false},
                  {"to_id", false}});
  for (std::size_t i = 0; i < std::min(limit, bridges.size()); ++i) {
    Json row;
    row["from"] = labels.of(bridges[i].a);
    row["to"] = labels.of(bridges[i].b);
    row["events"] = bridges[i].events;
    row["cut_off"] = bridges[i].cut_off;
    row["from_id"] = bridges[i].a.value;
    row["to_id"] = bridges[i].b.value;
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out.finish();
}

Outcome<int> run(const Arguments& arguments) {
  const auto limit = numberOption(arguments, "limit", 1, kUsualRows);
  if (!limit) return tl::unexpected(limit.error());
  auto asked = WholeGraph::read(arguments, "bridges takes no names");
  if (!asked) return tl::unexpected(asked.error());
  const Cuts cuts = cutsOf(asked->graph);
  Labels labels(asked->store.source());
  return arguments.has("actors")
             ? printPoints(cuts.points, labels, *limit, asked->format, asked->out)
             : printBridges(cuts.bridges, labels, *limit, asked->format, asked->out);
}

}  // namespace

Command bridgesCommand() {
  return {"bridges",
          "--db DIR",
          "Lists the pairs without whom the graph would fall into more pieces.",
          "Those that would cut off most come first; with --actors, whose own loss would do it.",
          withFilterOptions({kDbOption,
                             kKnowledgeOption,
                             {"actors", "", "the actors (articulation points) instead"},
                             {"limit", "N", "at most N rows (default: 20)"},
                             kPlanOption,
                             kLevelOption,
                             kFormatOption,
                             kOutputOption}),
          {"chancery bridges --db news.db --status happened",
           "chancery bridges --db news.db --actors --level country"},
          run};
}

}  // namespace chancery::cli
