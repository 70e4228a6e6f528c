// chancery communities: which circles there are.
#include "graph/communities.h"

#include <cstdio>

#include "cli/graph_parts.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

using Vertex = SnapshotGraph::Vertex;

// The members of each community, with their events within it.
std::vector<GraphPart> partsOf(const SnapshotGraph& graph, const Communities& found) {
  std::vector<GraphPart> parts(found.sizes.size());
  for (Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    PartMember& member = parts[found.of[vertex]].emplace_back(PartMember{graph.idOf(vertex), 0});
    for (const auto& edge : graph.edgesOf(vertex)) {
      if (found.of[edge.target] == found.of[vertex]) member.events += graph.weightOf(edge);
    }
  }
  for (GraphPart& part : parts) sortMembers(part);
  return parts;
}

Outcome<int> run(const Arguments& arguments) {
  const auto limit = rowLimit(arguments);
  if (!limit) return tl::unexpected(limit.error());
  const auto resolution = numberOption(arguments, "resolution", 1, 100);
  if (!resolution) return tl::unexpected(resolution.error());
  if (*resolution > 10'000) return wrongCommandLine("--resolution goes from 1 to 10000 percent");
  const auto seed = numberOption(arguments, "seed", 0, 1);
  if (!seed) return tl::unexpected(seed.error());
  auto asked = WholeGraph::read(arguments, "communities takes no names");
  if (!asked) return tl::unexpected(asked.error());
  const Communities found = findCommunities(asked->graph, {static_cast<int>(*resolution), *seed});
  std::fprintf(stderr, "chancery: %zu communities, modularity %.4f\n", found.sizes.size(),
               found.modularity);
  return printParts(arguments, *asked, partsOf(asked->graph, found), {"community", "events_within"},
                    *limit);
}

}  // namespace

Command communitiesCommand() {
  return {
      "communities",
      "--db DIR",
      "Lists the circles whose members have more to do with one another than with others.",
      "By the Leiden algorithm; the same seed gives the same circles. docs/questions.md says more.",
      withFilterOptions({kDbOption,
                         kKnowledgeOption,
                         {"members", "", "a row for each member instead"},
                         {"resolution", "PERCENT", "more gives smaller ones (default: 100)"},
                         {"seed", "S", "of the order of looking (default: 1)"},
                         {"limit", "N", "at most N rows (default: 20 communities)"},
                         kPlanOption,
                         kLevelOption,
                         kFormatOption,
                         kOutputOption}),
      {"chancery communities --db news.db --from 2022",
       "chancery communities --db news.db --level country --members --format csv"},
      run};
}

}  // namespace chancery::cli
