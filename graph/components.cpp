#include "graph/components.h"

#include <algorithm>
#include <boost/graph/connected_components.hpp>

namespace chancery {

std::vector<Component> connectedComponents(const SnapshotGraph& graph) {
  std::vector<std::uint32_t> number_of(graph.vertexCount());
  const auto count = boost::connected_components(
      graph, boost::make_iterator_property_map(number_of.begin(), get(boost::vertex_index, graph)));

  std::vector<Component> components(count);
  for (SnapshotGraph::Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    components[number_of[vertex]].push_back(graph.idOf(vertex));
  }
  // Boost numbers components in the order of their first vertices, so equals stand by smallest id
  std::stable_sort(components.begin(), components.end(),
                   [](const Component& a, const Component& b) { return a.size() > b.size(); });
  return components;
}

}  // namespace chancery
