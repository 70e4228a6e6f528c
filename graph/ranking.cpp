#include "graph/ranking.h"

#include <algorithm>
#include <array>
#include <boost/graph/betweenness_centrality.hpp>

namespace chancery {
namespace {

using Vertex = SnapshotGraph::Vertex;

constexpr std::array<std::string_view, 4> kNames = {"degree", "events", "pagerank", "betweenness"};

// All of PageRank's mass, in units that a double still holds exactly.
constexpr std::uint64_t kMass = std::uint64_t{1} << 53;

// mass * part / whole, rounded down, without overflow as long as both are below 2^32.
std::uint64_t share(std::uint64_t mass, std::uint64_t part, std::uint64_t whole) {
  return mass / whole * part + mass % whole * part / whole;
}

std::vector<std::uint64_t> eventsByVertex(const SnapshotGraph& graph) {
  std::vector<std::uint64_t> events(graph.vertexCount(), 0);
  for (Vertex vertex = 0; vertex < events.size(); ++vertex) {
    for (const auto& edge : graph.edgesOf(vertex)) events[vertex] += graph.weightOf(edge);
  }
  return events;
}

// One step of every surfer: what the damping keeps goes along the edges, and all the rest, with
// what rounding lost, is spread over the vertices.
std::vector<std::uint64_t> walk(const SnapshotGraph& graph, const std::vector<std::uint64_t>& mass,
                                const std::vector<std::uint64_t>& events,
                                std::uint64_t damping_percent) {
  std::vector<std::uint64_t> next(mass.size(), 0);
  std::uint64_t moved = 0;
  for (Vertex vertex = 0; vertex < mass.size(); ++vertex) {
    const std::uint64_t walking = share(mass[vertex], damping_percent, 100);
    for (const auto& edge : graph.edgesOf(vertex)) {
      const std::uint64_t part = share(walking, graph.weightOf(edge), events[vertex]);
      next[edge.target] += part;
      moved += part;
    }
  }
  const std::uint64_t jump = (kMass - moved) / mass.size();
  for (std::uint64_t& value : next) value += jump;
  return next;
}

}  // namespace

std::string_view nameOf(Centrality centrality) {
  return kNames[static_cast<std::size_t>(centrality)];
}

std::optional<Centrality> centralityNamed(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Centrality>(i);
  }
  return std::nullopt;
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
  const std::vector<std::uint64_t> events = eventsByVertex(graph);
  return {events.begin(), events.end()};
}

Centralities pageRank(const SnapshotGraph& graph, const PageRankOptions& options) {
  const std::size_t count = graph.vertexCount();
  if (count == 0) return {};
  const auto damping_percent =
      static_cast<std::uint64_t>(std::clamp(options.damping_percent, 0, 100));
  const std::vector<std::uint64_t> events = eventsByVertex(graph);
  std::vector<std::uint64_t> mass(count, kMass / count);
  for (int i = 0; i < options.iterations; ++i) mass = walk(graph, mass, events, damping_percent);

  Centralities values;
  values.reserve(count);
  for (std::uint64_t units : mass) {
    values.push_back(static_cast<double>(units) / static_cast<double>(kMass));
  }
  return values;
}

Centralities betweenness(const SnapshotGraph& graph) {
  Centralities values(graph.vertexCount(), 0.0);
  if (values.empty()) return values;
  boost::brandes_betweenness_centrality(
      graph, boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, graph)));
  return values;
}

Centralities centralityOf(const SnapshotGraph& graph, Centrality centrality) {
  switch (centrality) {
    case Centrality::kDegree: return degreeCentrality(graph);
    case Centrality::kWeightedDegree: return weightedDegree(graph);
    case Centrality::kPageRank: return pageRank(graph);
    case Centrality::kBetweenness: break;
  }
  return betweenness(graph);
}

std::vector<Ranked> rank(const SnapshotGraph& graph, Centrality centrality) {
  const Centralities values = centralityOf(graph, centrality);
  std::vector<Ranked> ranked;
  ranked.reserve(values.size());
  for (Vertex vertex = 0; vertex < values.size(); ++vertex) {
    ranked.push_back({graph.idOf(vertex), values[vertex]});
  }
  // stable: vertices are in the order of their ids
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.value > b.value; });
  return ranked;
}

}  // namespace chancery
