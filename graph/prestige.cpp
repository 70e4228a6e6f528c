#include "graph/prestige.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "graph/adjacency.h"

namespace chancery {
namespace {

using Vertex = Adjacency::Vertex;

constexpr int kMostSteps = 100'000;
constexpr double kStillness = 1e-12;
// What is left of other pieces of the graph when the iteration stops; too small to mean anything.
constexpr double kNothing = 1e-9;

// A x, for the matrix of events.
void multiply(const Adjacency& graph, const std::vector<std::uint32_t>& weights,
              const std::vector<double>& x, std::vector<double>& product) {
  for (Vertex vertex = 0; vertex < x.size(); ++vertex) {
    double sum = 0;
    for (std::uint32_t at = graph.rows[vertex]; at < graph.rows[vertex + 1]; ++at) {
      sum += weights[at] * x[graph.targets[at]];
    }
    product[vertex] = sum;
  }
}

double lengthOf(const std::vector<double>& x) {
  double squares = 0;
  for (const double value : x) squares += value * value;
  return std::sqrt(squares);
}

}  // namespace

std::vector<double> pageRank(const SnapshotGraph& graph, const PageRankOptions& options) {
  const Adjacency adjacency(graph);
  const std::vector<std::uint32_t> weights = weightsOf(graph);
  const std::size_t count = adjacency.size();
  const double damping = std::clamp(options.damping_percent, 0, 99) / 100.0;
  const double jump = (1 - damping) / static_cast<double>(count);

  std::vector<double> events(count, 0);
  for (Vertex vertex = 0; vertex < count; ++vertex) {
    for (std::uint32_t at = adjacency.rows[vertex]; at < adjacency.rows[vertex + 1]; ++at) {
      events[vertex] += weights[at];
    }
  }
  std::vector<double> values(count, 1.0 / static_cast<double>(count));
  std::vector<double> a_event(count);  // what a vertex hands on along each of its events
  for (Vertex vertex = 0; vertex < count; ++vertex)
    a_event[vertex] = values[vertex] / events[vertex];
  double moved = 1;
  for (int step = 0; step < kMostSteps && moved > kStillness; ++step) {
    moved = 0;
    for (Vertex vertex = 0; vertex < count; ++vertex) {
      double sum = 0;
      for (std::uint32_t at = adjacency.rows[vertex]; at < adjacency.rows[vertex + 1]; ++at) {
        sum += weights[at] * a_event[adjacency.targets[at]];
      }
      const double value = jump + damping * sum;
      moved += std::abs(value - values[vertex]);
      values[vertex] = value;
      a_event[vertex] = value / events[vertex];
    }
  }
  return values;
}

std::vector<double> eigenvectorCentrality(const SnapshotGraph& graph) {
  const Adjacency adjacency(graph);
  const std::vector<std::uint32_t> weights = weightsOf(graph);
  const std::size_t count = adjacency.size();
  std::vector<double> values(count, count == 0 ? 0 : 1 / std::sqrt(static_cast<double>(count)));
  std::vector<double> product(count);
  double moved = 1, largest = 1;
  for (int step = 0; step < kMostSteps && count > 0 && moved > kStillness * largest; ++step) {
    multiply(adjacency, weights, values, product);
    const double shift = lengthOf(product) / 2;
    for (Vertex vertex = 0; vertex < count; ++vertex) product[vertex] += shift * values[vertex];
    const double length = lengthOf(product);
    moved = largest = 0;
    for (Vertex vertex = 0; vertex < count; ++vertex) {
      const double value = product[vertex] / length;
      moved = std::max(moved, std::abs(value - values[vertex]));
      largest = std::max(largest, value);
      values[vertex] = value;
    }
  }
  for (double& value : values) {
    if (value < kNothing * largest) value = 0;
  }
  return values;
}

}  // namespace chancery
