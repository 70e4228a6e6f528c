// Who stands in the middle: centralities of a graph, each a number a vertex, and who is where in
// their order.
//
// Functions of a graph that never changes: no errors, and any number of threads at once.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "graph/betweenness.h"
#include "graph/closeness.h"
#include "graph/prestige.h"
#include "graph/snapshot_graph.h"

namespace chancery {

enum class Centrality {
  kDegree,
  kWeightedDegree,
  kPageRank,
  kBetweenness,
  kCloseness,
  kHarmonic,
  kEigenvector,
  kCore,
};
inline constexpr int kCentralityCount = 8;
// "degree", "events", "pagerank", "betweenness", "closeness", "harmonic", "eigenvector", "core".
std::string_view nameOf(Centrality centrality);
// The other way round; "weighted", which other programs say, is "events".
std::optional<Centrality> centralityNamed(std::string_view name);
// Whether the values are whole numbers.
bool isCount(Centrality centrality);

// Values by vertex, the same bits on every machine.
using Centralities = std::vector<double>;

// How many partners a vertex has.
Centralities degreeCentrality(const SnapshotGraph& graph);

// In how many events with others it takes part.
Centralities weightedDegree(const SnapshotGraph& graph);

// The largest k for which it belongs to a part of the graph in which all have k partners or more:
// Seidman, "Network structure and minimum degree", 1983. Uses boost::core_numbers(): Batagelj and
// Zaversnik, "An O(m) algorithm for cores decomposition of networks", 2003.
Centralities coreNumbers(const SnapshotGraph& graph);

Centralities centralityOf(const SnapshotGraph& graph, Centrality centrality);

struct Ranked {
  EntityId id;
  double value = 0;

  friend bool operator==(const Ranked&, const Ranked&) = default;
};

// All entities, the highest value first, then by id. Values that differ by less than one part in
// 10^10 are equal here, for rounding alone may part them.
std::vector<Ranked> rank(const SnapshotGraph& graph, Centrality centrality);
// The same of values that are already there, one a vertex.
std::vector<Ranked> rank(const SnapshotGraph& graph, const Centralities& values);

}  // namespace chancery
