#include "graph/components.h"

#include <algorithm>
#include <limits>

namespace chancery {

std::vector<Component> connectedComponents(const SnapshotGraph& graph) {
  using Vertex = SnapshotGraph::Vertex;
  constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number_of(graph.vertexCount(), kNone);
  std::vector<std::size_t> sizes;
  std::vector<Vertex> reached;  // one component after the other
  reached.reserve(graph.vertexCount());
  for (Vertex start = 0; start < graph.vertexCount(); ++start) {
    if (number_of[start] != kNone) continue;
    const auto number = static_cast<std::uint32_t>(sizes.size());
    const std::size_t begin = reached.size();
    number_of[start] = number;
    reached.push_back(start);
    for (std::size_t i = begin; i < reached.size(); ++i) {
      for (const SnapshotGraph::Edge& edge : graph.edgesOf(reached[i])) {
        if (number_of[edge.target] != kNone) continue;
        number_of[edge.target] = number;
        reached.push_back(edge.target);
      }
    }
    sizes.push_back(reached.size() - begin);
  }

  std::vector<Component> components(sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) components[i].reserve(sizes[i]);
  for (Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    components[number_of[vertex]].push_back(graph.idOf(vertex));
  }
  // they were found in the order of their first vertices, so equals stand by smallest id
  std::stable_sort(components.begin(), components.end(),
                   [](const Component& a, const Component& b) { return a.size() > b.size(); });
  return components;
}

}  // namespace chancery
