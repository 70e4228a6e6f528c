#include "graph/ranking.h"

#include <algorithm>
#include <array>
#include <boost/graph/core_numbers.hpp>
#include <cmath>
#include <numeric>

namespace chancery {
namespace {

using Vertex = SnapshotGraph::Vertex;

constexpr std::array<std::string_view, kCentralityCount> kNames = {
    "degree", "events", "pagerank", "betweenness", "closeness", "harmonic", "eigenvector", "core"};

// Without the last 20 of its 53 bits.
double withoutNoise(double value) {
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  constexpr int kBits = 33;
  return std::ldexp(std::nearbyint(std::ldexp(fraction, kBits)), exponent - kBits);
}

}  // namespace

std::string_view nameOf(Centrality centrality) {
  return kNames[static_cast<std::size_t>(centrality)];
}

std::optional<Centrality> centralityNamed(std::string_view name) {
  if (name == "weighted") return Centrality::kWeightedDegree;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Centrality>(i);
  }
  return std::nullopt;
}

bool isCount(Centrality centrality) {
  return centrality == Centrality::kDegree || centrality == Centrality::kWeightedDegree ||
         centrality == Centrality::kCore;
}

Centralities degreeCentrality(const SnapshotGraph& graph) {
  Centralities values;
  values.reserve(graph.vertexCount());
  for (Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    values.push_back(static_cast<double>(graph.edgesOf(vertex).size()));
  }
  return values;
}

Centralities weightedDegree(const SnapshotGraph& graph) {
  Centralities values(graph.vertexCount(), 0.0);
  for (Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    for (const auto& edge : graph.edgesOf(vertex)) values[vertex] += graph.weightOf(edge);
  }
  return values;
}

Centralities coreNumbers(const SnapshotGraph& graph) {
  if (graph.vertexCount() == 0) return {};
  std::vector<std::uint32_t> cores(graph.vertexCount(), 0);
  boost::core_numbers(
      graph, boost::make_iterator_property_map(cores.begin(), get(boost::vertex_index, graph)));
  return {cores.begin(), cores.end()};
}

Centralities centralityOf(const SnapshotGraph& graph, Centrality centrality) {
  switch (centrality) {
    case Centrality::kDegree: return degreeCentrality(graph);
    case Centrality::kWeightedDegree: return weightedDegree(graph);
    case Centrality::kPageRank: return pageRank(graph);
    case Centrality::kBetweenness: return betweenness(graph);
    case Centrality::kCloseness: return closenessOf(graph).closeness;
    case Centrality::kHarmonic: return closenessOf(graph).harmonic;
    case Centrality::kEigenvector: return eigenvectorCentrality(graph);
    case Centrality::kCore: break;
  }
  return coreNumbers(graph);
}

std::vector<Ranked> rank(const SnapshotGraph& graph, Centrality centrality) {
  return rank(graph, centralityOf(graph, centrality));
}

std::vector<Ranked> rank(const SnapshotGraph& graph, const Centralities& values) {
  std::vector<double> keys(values.size());
  std::transform(values.begin(), values.end(), keys.begin(), withoutNoise);
  std::vector<Vertex> order(values.size());
  std::iota(order.begin(), order.end(), Vertex{0});
  // stable: vertices are in the order of their ids
  std::stable_sort(order.begin(), order.end(),
                   [&](Vertex a, Vertex b) { return keys[a] > keys[b]; });
  std::vector<Ranked> ranked;
  ranked.reserve(values.size());
  for (const Vertex vertex : order) ranked.push_back({graph.idOf(vertex), values[vertex]});
  return ranked;
}

}  // namespace chancery
