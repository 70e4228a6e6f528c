#include "graph/communities.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "graph/leiden.h"

namespace chancery {
namespace {

constexpr std::size_t kSmallGraph = 40'000;  // ends of dyads
constexpr std::uint64_t kStarts = 8;

// The last bits of a sum differ between machines.
std::int64_t inWholes(double modularity) { return std::llround(modularity * 1e9); }

using Vertex = SnapshotGraph::Vertex;

constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

WeightedGraph weighted(const SnapshotGraph& graph) {
  WeightedGraph flat;
  flat.rows.reserve(graph.vertexCount() + 1);
  flat.targets.reserve(2 * graph.edgeCount());
  flat.weights.reserve(2 * graph.edgeCount());
  for (Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    std::uint64_t strength = 0;
    for (const auto& edge : graph.edgesOf(vertex)) {
      flat.targets.push_back(edge.target);
      flat.weights.push_back(graph.weightOf(edge));
      strength += flat.weights.back();
    }
    flat.rows.push_back(flat.targets.size());
    flat.strengths.push_back(strength);
    flat.total += strength;
  }
  return flat;
}

// Gives what hangs together within a community a number of its own: to divide a community that is
// in pieces loses nothing.
std::vector<std::uint32_t> connectedParts(const WeightedGraph& graph,
                                          const std::vector<std::uint32_t>& community_of) {
  std::vector<std::uint32_t> part_of(graph.size(), kNone);
  std::vector<Vertex> waiting;
  std::uint32_t count = 0;
  for (Vertex start = 0; start < graph.size(); ++start) {
    if (part_of[start] != kNone) continue;
    part_of[start] = count;
    waiting.push_back(start);
    while (!waiting.empty()) {
      const Vertex vertex = waiting.back();
      waiting.pop_back();
      for (std::size_t at = graph.rows[vertex]; at < graph.rows[vertex + 1]; ++at) {
        const Vertex partner = graph.targets[at];
        if (part_of[partner] != kNone || community_of[partner] != community_of[start]) continue;
        part_of[partner] = count;
        waiting.push_back(partner);
      }
    }
    ++count;
  }
  return part_of;
}

// Numbers the parts by size, then by first vertex.
void number(Communities& communities, const std::vector<std::uint32_t>& part_of) {
  const std::uint32_t count =
      part_of.empty() ? 0 : 1 + *std::max_element(part_of.begin(), part_of.end());
  std::vector<std::uint32_t> sizes(count, 0);
  for (const std::uint32_t part : part_of) ++sizes[part];
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  // stable: connectedParts() counts in the order of first vertices
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
  std::vector<std::uint32_t> number_of(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    number_of[order[i]] = i;
    communities.sizes.push_back(sizes[order[i]]);
  }
  communities.of.reserve(part_of.size());
  for (const std::uint32_t part : part_of) communities.of.push_back(number_of[part]);
}

}  // namespace

Communities findCommunities(const SnapshotGraph& graph, const CommunityOptions& options) {
  const WeightedGraph flat = weighted(graph);
  const int resolution = std::clamp(options.resolution_percent, 1, 10'000);
  // In a small graph the order in which vertices are visited matters most, and costs least to vary.
  const std::uint64_t starts = flat.targets.size() <= kSmallGraph ? kStarts : 1;
  Communities best;
  for (std::uint64_t start = 0; start < starts; ++start) {
    std::vector<std::uint32_t> community_of(flat.size());
    std::iota(community_of.begin(), community_of.end(), 0u);
    Leiden(flat, resolution, options.seed + start).improve(community_of);
    Communities communities;
    number(communities, connectedParts(flat, community_of));
    communities.modularity = modularityOf(graph, communities.of, resolution);
    if (start == 0 || inWholes(communities.modularity) > inWholes(best.modularity))
      best = std::move(communities);
  }
  return best;
}

double modularityOf(const SnapshotGraph& graph, std::span<const std::uint32_t> community_of,
                    int resolution_percent) {
  std::vector<std::uint64_t> strengths(graph.vertexCount(), 0);
  std::uint64_t total = 0, within = 0;
  for (Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    for (const auto& edge : graph.edgesOf(vertex)) {
      const std::uint64_t weight = graph.weightOf(edge);
      strengths[community_of[vertex]] += weight;
      total += weight;
      if (community_of[vertex] == community_of[edge.target]) within += weight;
    }
  }
  if (total == 0) return 0;
  const auto part = [&](std::uint64_t weight) {
    return static_cast<double>(weight) / static_cast<double>(total);
  };
  double by_chance = 0;
  for (const std::uint64_t strength : strengths) by_chance += part(strength) * part(strength);
  return part(within) - by_chance * resolution_percent / 100;
}

}  // namespace chancery
