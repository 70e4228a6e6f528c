// chancery components: which parts the graph falls into.
#include "graph/components.h"

#include "cli/graph_parts.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

std::vector<GraphPart> partsOf(const SnapshotGraph& graph) {
  std::vector<GraphPart> parts;
  for (const Component& component : connectedComponents(graph)) {
    GraphPart& part = parts.emplace_back();
    for (const EntityId& id : component) {
      PartMember& member = part.emplace_back(PartMember{id, 0});
      for (const auto& edge : graph.edgesOf(*graph.findVertex(id))) {
        member.events += graph.weightOf(edge);
      }
    }
    sortMembers(part);
  }
  return parts;
}

Outcome<int> run(const Arguments& arguments) {
  const auto limit = rowLimit(arguments);
  if (!limit) return tl::unexpected(limit.error());
  auto asked = WholeGraph::read(arguments, "components takes no names");
  if (!asked) return tl::unexpected(asked.error());
  return printParts(arguments, *asked, partsOf(asked->graph), {"component", "events"}, *limit);
}

}  // namespace

Command componentsCommand() {
  return {"components",
          "--db DIR",
          "Lists the parts of the graph that no event connects, the largest first.",
          "In a part, everybody is reached from everybody by some path of events.",
          withFilterOptions({kDbOption,
                             kKnowledgeOption,
                             {"members", "", "a row for each member instead"},
                             {"limit", "N", "at most N rows (default: 20 parts)"},
                             kPlanOption,
                             kLevelOption,
                             kFormatOption,
                             kOutputOption}),
          {"chancery components --db news.db --from 2024",
           "chancery components --db news.db --level country --members --format csv"},
          run};
}

}  // namespace chancery::cli
