#include "graph/betweenness.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "graph/adjacency.h"

namespace chancery {
namespace {

using Vertex = Adjacency::Vertex;

constexpr std::uint32_t kFar = static_cast<std::uint32_t>(-1);
constexpr Vertex kGone = static_cast<Vertex>(-1);

// A graph whose vertices may stand for several.
struct Reduced {
  Adjacency adjacency;
  std::vector<double> weights;   // by vertex: for how many it stands
  std::vector<Vertex> original;  // by vertex
};

// Follows the shortest paths from one vertex at a time.
class PathCounter {
 public:
  explicit PathCounter(const Reduced& graph)
      : graph_(graph), cells_(graph.adjacency.size()), paths_(graph.adjacency.size(), 0.0) {
    order_.reserve(graph.adjacency.size());
  }

  // Calls take(vertex, dependency) for each vertex but `start` that lies between it and others:
  // how many of these, shared among the paths.
  template <typename Take>
  void run(Vertex start, Take take) {
    spread(start);
    gather(take);
    for (const Vertex vertex : order_) {
      cells_[vertex] = Cell();
      paths_[vertex] = 0;
    }
  }

 private:
  // Side by side, for the way back looks at both.
  struct Cell {
    double share = 0;            // what it passes back over each path that leads to it
    std::uint32_t steps = kFar;  // from the start
  };

  void spread(Vertex start) {
    order_.assign(1, start);
    levels_.assign(1, 0);
    cells_[start].steps = 0;
    paths_[start] = 1;
    for (std::size_t begin = 0; begin < order_.size();) {
      const std::size_t end = order_.size();
      const auto steps = static_cast<std::uint32_t>(levels_.size());
      for (std::size_t i = begin; i < end; ++i) {
        const double paths = paths_[order_[i]];
        for (const Vertex next : graph_.adjacency.of(order_[i])) {
          if (cells_[next].steps == kFar) {
            cells_[next].steps = steps;
            order_.push_back(next);
          }
          // adds nothing to most, but costs less than to guess which
          paths_[next] += cells_[next].steps == steps ? paths : 0.0;
        }
      }
      levels_.push_back(end);
      begin = end;
    }
  }

  template <typename Take>
  void gather(Take take) {
    for (std::size_t level = levels_.size() - 1; level-- > 1;) {
      const auto further = static_cast<std::uint32_t>(level + 1);
      const bool is_last = level + 2 == levels_.size();
      for (std::size_t i = levels_[level]; i < levels_[level + 1]; ++i) {
        const Vertex vertex = order_[i];
        double sum = 0;
        if (!is_last) {
          for (const Vertex next : graph_.adjacency.of(vertex)) {
            sum += cells_[next].steps == further ? cells_[next].share : 0.0;
          }
        }
        const double dependency = sum * paths_[vertex];
        cells_[vertex].share = (graph_.weights[vertex] + dependency) / paths_[vertex];
        if (dependency > 0) take(vertex, dependency);
      }
    }
  }

  const Reduced& graph_;
  std::vector<Cell> cells_;
  std::vector<double> paths_;        // how many shortest paths lead there from the start
  std::vector<Vertex> order_;        // as they were reached
  std::vector<std::size_t> levels_;  // where in order_ each distance begins
};

// The vertices that are not gone, those with many partners first, so that what is looked at most
// lies side by side.
Reduced reduce(const Adjacency& adjacency, const std::vector<double>& weights,
               const std::vector<bool>& gone) {
  Reduced reduced;
  std::vector<std::uint32_t> degrees(adjacency.size(), 0);
  for (Vertex vertex = 0; vertex < adjacency.size(); ++vertex) {
    if (!gone[vertex]) reduced.original.push_back(vertex);
    for (const Vertex partner : adjacency.of(vertex)) degrees[vertex] += gone[partner] ? 0 : 1;
  }
  std::stable_sort(reduced.original.begin(), reduced.original.end(),
                   [&](Vertex a, Vertex b) { return degrees[a] > degrees[b]; });
  std::vector<Vertex> new_of(adjacency.size(), kGone);
  for (Vertex vertex = 0; vertex < reduced.original.size(); ++vertex) {
    new_of[reduced.original[vertex]] = vertex;
  }
  for (const Vertex vertex : reduced.original) {
    auto& targets = reduced.adjacency.targets;
    const auto begin = static_cast<std::ptrdiff_t>(targets.size());
    for (const Vertex partner : adjacency.of(vertex)) {
      if (!gone[partner]) targets.push_back(new_of[partner]);
    }
    std::sort(targets.begin() + begin, targets.end());
    reduced.adjacency.rows.push_back(static_cast<std::uint32_t>(targets.size()));
    reduced.weights.push_back(weights[vertex]);
  }
  return reduced;
}

// How many vertices there are in the component of each.
std::vector<double> componentSizes(const Adjacency& adjacency) {
  std::vector<double> sizes(adjacency.size(), 0);
  std::vector<bool> seen(adjacency.size(), false);
  std::vector<Vertex> members;
  for (Vertex start = 0; start < adjacency.size(); ++start) {
    if (seen[start]) continue;
    members.assign(1, start);
    seen[start] = true;
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (const Vertex partner : adjacency.of(members[i])) {
        if (seen[partner]) continue;
        seen[partner] = true;
        members.push_back(partner);
      }
    }
    for (const Vertex member : members) sizes[member] = static_cast<double>(members.size());
  }
  return sizes;
}

// Folds trees into what they hang on, from their leaves on, and adds to `values` the pairs of which
// one end at least is in a tree that hangs on the vertex.
Reduced foldTrees(const Adjacency& adjacency, std::vector<double>& values) {
  const std::size_t count = adjacency.size();
  const std::vector<double> component = componentSizes(adjacency);
  std::vector<double> weights(count, 1);
  std::vector<double> squares(count, 0);  // of the sizes of the trees on a vertex
  std::vector<std::uint32_t> degrees(count);
  std::vector<bool> gone(count, false);
  std::vector<Vertex> leaves;
  for (Vertex vertex = 0; vertex < count; ++vertex) {
    degrees[vertex] = static_cast<std::uint32_t>(adjacency.of(vertex).size());
    if (degrees[vertex] == 1) leaves.push_back(vertex);
  }
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const Vertex leaf = leaves[i];
    if (degrees[leaf] == 0) continue;  // the last of a component that is a tree
    gone[leaf] = true;
    for (const Vertex partner : adjacency.of(leaf)) {
      if (gone[partner]) continue;
      weights[partner] += weights[leaf];
      squares[partner] += weights[leaf] * weights[leaf];
      if (--degrees[partner] == 1) leaves.push_back(partner);
    }
  }
  for (Vertex vertex = 0; vertex < count; ++vertex) {
    const double hanging = weights[vertex] - 1;
    const double rest = component[vertex] - 1 - hanging;
    values[vertex] = hanging * rest + (hanging * hanging - squares[vertex]) / 2;
  }
  return reduce(adjacency, weights, gone);
}

// `count` of the numbers below `all`, in order.
std::vector<Vertex> drawn(std::size_t count, std::size_t all, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Vertex> numbers(all);
  std::iota(numbers.begin(), numbers.end(), Vertex{0});
  for (std::size_t i = 0; i < count; ++i) std::swap(numbers[i], numbers[i + random() % (all - i)]);
  numbers.resize(count);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

}  // namespace

std::vector<double> betweenness(const SnapshotGraph& graph) {
  std::vector<double> values(graph.vertexCount(), 0.0);
  const Reduced reduced = foldTrees(Adjacency(graph), values);
  std::vector<double> sums(reduced.adjacency.size(), 0.0);
  PathCounter counter(reduced);
  for (Vertex start = 0; start < sums.size(); ++start) {
    const double weight = reduced.weights[start];
    counter.run(start,
                [&](Vertex vertex, double dependency) { sums[vertex] += weight * dependency; });
  }
  // each pair was met from both its ends
  for (Vertex i = 0; i < sums.size(); ++i) values[reduced.original[i]] += sums[i] / 2;
  return values;
}

SampledBetweenness sampleBetweenness(const SnapshotGraph& graph, std::size_t samples,
                                     std::uint64_t seed) {
  const std::size_t count = graph.vertexCount();
  SampledBetweenness result;
  result.margins.assign(count, 0.0);
  result.samples = std::min(std::max<std::size_t>(samples, 1), count);
  if (result.samples == count) {
    result.values = betweenness(graph);
    return result;
  }
  result.values.assign(count, 0.0);
  const Reduced whole =
      reduce(Adjacency(graph), std::vector<double>(count, 1), std::vector<bool>(count, false));
  std::vector<Vertex> new_of(count);
  for (Vertex i = 0; i < count; ++i) new_of[whole.original[i]] = i;
  std::vector<double> sums(count, 0.0), squares(count, 0.0);
  PathCounter counter(whole);
  for (const Vertex start : drawn(result.samples, count, seed)) {
    counter.run(new_of[start], [&](Vertex vertex, double dependency) {
      sums[vertex] += dependency;
      squares[vertex] += dependency * dependency;
    });
  }
  const auto all = static_cast<double>(count);
  const auto drawn_count = static_cast<double>(result.samples);
  const double scale = all / 2;  // from the mean over starts to the sum over pairs
  constexpr double kDoubt = 0.05;
  constexpr double kNormalQuantile = 1.959963984540054;
  result.bound = scale * (all - 2) * std::sqrt(std::log(2 * all / kDoubt) / (2 * drawn_count));
  for (Vertex i = 0; i < count; ++i) {
    const double mean = sums[i] / drawn_count;
    const double variance =
        result.samples < 2
            ? (all - 2) * (all - 2) / 4  // of one sample nothing is known: the largest there can be
            : std::max(0.0, squares[i] - sums[i] * mean) / (drawn_count - 1);
    const double error = std::sqrt(variance / drawn_count * (1 - drawn_count / all));
    result.values[whole.original[i]] = scale * mean;
    result.margins[whole.original[i]] = scale * kNormalQuantile * error;
  }
  return result;
}

}  // namespace chancery
