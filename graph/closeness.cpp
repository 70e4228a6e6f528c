#include "graph/closeness.h"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "graph/adjacency.h"

namespace chancery {
namespace {

using Vertex = Adjacency::Vertex;

constexpr std::size_t kStarts = 64;  // searches at once, as many as a word has bits

// How many of the vertices lie at which distance; distances of an undirected graph are the same
// from both ends, so that a search from each vertex tells of all vertices.
struct Distances {
  explicit Distances(std::size_t count) : reached(count, 0), sum(count, 0), harmonic(count, 0.0) {}

  std::vector<std::uint64_t> reached;
  std::vector<std::uint64_t> sum;
  std::vector<double> harmonic;
};

class ManySearches {
 public:
  explicit ManySearches(const Adjacency& graph)
      : graph_(graph), seen_(graph.size()), fringe_(graph.size()), next_(graph.size()) {}

  void run(Vertex first, Distances& distances) {
    std::fill(seen_.begin(), seen_.end(), 0);
    std::fill(fringe_.begin(), fringe_.end(), 0);
    const std::size_t end = std::min(graph_.size(), first + kStarts);
    for (std::size_t start = first; start < end; ++start) {
      seen_[start] = fringe_[start] = std::uint64_t{1} << (start - first);
    }
    for (std::uint64_t steps = 1; advance(); ++steps) {
      const double nearness = 1.0 / static_cast<double>(steps);
      for (Vertex vertex = 0; vertex < graph_.size(); ++vertex) {
        if (fringe_[vertex] == 0) continue;
        const auto arrived = static_cast<std::uint64_t>(std::popcount(fringe_[vertex]));
        distances.reached[vertex] += arrived;
        distances.sum[vertex] += steps * arrived;
        distances.harmonic[vertex] += nearness * static_cast<double>(arrived);
      }
    }
  }

 private:
  // One step of all searches; false when none of them came upon anything new.
  bool advance() {
    std::uint64_t any = 0;
    for (Vertex vertex = 0; vertex < graph_.size(); ++vertex) {
      std::uint64_t arrived = 0;
      // where all searches have been there is nothing to look for
      if (~seen_[vertex] != 0) {
        for (const Vertex partner : graph_.of(vertex)) arrived |= fringe_[partner];
        arrived &= ~seen_[vertex];
      }
      next_[vertex] = arrived;
      any |= arrived;
    }
    for (Vertex vertex = 0; vertex < graph_.size(); ++vertex) seen_[vertex] |= next_[vertex];
    fringe_.swap(next_);
    return any != 0;
  }

  const Adjacency& graph_;
  std::vector<std::uint64_t> seen_;    // by vertex: which searches have been there
  std::vector<std::uint64_t> fringe_;  // ... and which came there last
  std::vector<std::uint64_t> next_;
};

}  // namespace

Closeness closenessOf(const SnapshotGraph& graph) {
  const Adjacency adjacency(graph);
  Distances distances(adjacency.size());
  ManySearches searches(adjacency);
  for (std::size_t first = 0; first < adjacency.size(); first += kStarts) {
    searches.run(static_cast<Vertex>(first), distances);
  }
  Closeness result{{}, std::move(distances.harmonic)};
  result.closeness.reserve(adjacency.size());
  const auto others = static_cast<double>(adjacency.size()) - 1;
  for (Vertex vertex = 0; vertex < adjacency.size(); ++vertex) {
    const auto reached = static_cast<double>(distances.reached[vertex]);
    const auto sum = static_cast<double>(distances.sum[vertex]);
    result.closeness.push_back(sum == 0 ? 0 : reached / sum * (reached / others));
  }
  return result;
}

}  // namespace chancery
