#include "graph/neighbors.h"

#include <algorithm>
#include <set>

#include "graph/lazy_graph.h"

namespace chancery {
namespace {

// The entities next to `level` that `seen` does not have, in order of their ids.
std::set<EntityId> nextLevel(const LazyGraph& graph, const std::vector<EntityId>& level,
                             const std::set<EntityId>& seen) {
  std::set<EntityId> next;
  for (const EntityId& id : level) {
    for (const LazyGraph::Edge& edge : graph.edgesOf(graph.vertexOf(id))) {
      const EntityId& target = graph.idOf(edge.target);
      if (!seen.contains(target)) next.insert(target);
    }
  }
  return next;
}

}  // namespace

Result<std::vector<Neighbor>> neighborsOf(const EventSource& source, const EntityId& actor,
                                          const EventFilter& filter) {
  std::vector<Neighbor> neighbors;
  const auto done = source.forEachNeighbor(actor, filter, [&](const Neighbor& neighbor) {
    neighbors.push_back(neighbor);
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  std::stable_sort(neighbors.begin(), neighbors.end(),
                   [](const Neighbor& a, const Neighbor& b) { return a.events > b.events; });
  return neighbors;
}

Result<Neighborhood> neighborhoodOf(const EventSource& source, const EntityId& actor,
                                    std::size_t steps, std::size_t max_entities,
                                    const EventFilter& filter) {
  const LazyGraph graph(source, filter);
  Neighborhood found;
  std::set<EntityId> seen = {actor};
  std::vector<EntityId> level = {actor};
  for (std::size_t step = 0; !level.empty(); ++step) {
    for (const EntityId& id : level) {
      found.complete = found.reached.size() < max_entities;
      if (!found.complete) return found;
      found.reached.push_back({id, step});
    }
    if (step == steps) break;
    const std::set<EntityId> next = nextLevel(graph, level, seen);
    if (graph.error()) return tl::unexpected(*graph.error());
    level.assign(next.begin(), next.end());
    seen.insert(next.begin(), next.end());
  }
  return found;
}

}  // namespace chancery
