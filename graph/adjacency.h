// The edges of a SnapshotGraph as plain arrays of small numbers, for inner loops that run over all
// of them many times.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {

struct Adjacency {
  using Vertex = SnapshotGraph::Vertex;

  std::vector<std::uint32_t> rows{0};  // by vertex: where its edges begin; one more at the end
  std::vector<Vertex> targets;         // by edge; each dyad twice, once from each end

  explicit Adjacency(const SnapshotGraph& graph) {
    rows.reserve(graph.vertexCount() + 1);
    targets.reserve(2 * graph.edgeCount());
    for (Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
      for (const auto& edge : graph.edgesOf(vertex)) targets.push_back(edge.target);
      rows.push_back(static_cast<std::uint32_t>(targets.size()));
    }
  }
  Adjacency() = default;

  std::size_t size() const { return rows.size() - 1; }
  std::span<const Vertex> of(Vertex vertex) const {
    return {targets.data() + rows[vertex], rows[vertex + 1] - rows[vertex]};
  }
};

// The events of each edge, in the order of Adjacency::targets.
inline std::vector<std::uint32_t> weightsOf(const SnapshotGraph& graph) {
  std::vector<std::uint32_t> weights;
  weights.reserve(2 * graph.edgeCount());
  for (SnapshotGraph::Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    for (const auto& edge : graph.edgesOf(vertex)) weights.push_back(graph.weightOf(edge));
  }
  return weights;
}

}  // namespace chancery
