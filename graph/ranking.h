// Who stands in the middle: centralities of a graph, each a number a vertex.
//
// Functions of a graph that never changes: no errors, and any number of threads at once.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {

enum class Centrality { kDegree, kWeightedDegree, kPageRank, kBetweenness };
// "degree", "events", "pagerank", "betweenness".
std::string_view nameOf(Centrality centrality);
std::optional<Centrality> centralityNamed(std::string_view name);

// Values by vertex. They are the same bits on every machine: sums run in the order of the
// vertices, and PageRank is worked out in whole numbers.
using Centralities = std::vector<double>;

// How many partners a vertex has.
Centralities degreeCentrality(const SnapshotGraph& graph);

// In how many events with others it takes part.
Centralities weightedDegree(const SnapshotGraph& graph);

struct PageRankOptions {
  int damping_percent = 85;  // 0 to 100: how often the surfer walks on along an edge
  int iterations = 100;      // a fixed number, so that the result does not hang on a tolerance
};

// How often a surfer would be at a vertex who goes from partner to partner, an edge being as likely
// as it has events, and now and then jumps to any vertex: Page, Brin, Motwani and Winograd, "The
// PageRank citation ranking", 1999. The values add up to 1, but for rounding.
Centralities pageRank(const SnapshotGraph& graph, const PageRankOptions& options = {});

// On how many of the shortest paths between others it stands, each pair of others counting as 1,
// shared among its paths; steps count, events do not. Brandes, "A faster algorithm for betweenness
// centrality", 2001: time grows with vertices times edges, so minutes from some 100 000 edges on.
Centralities betweenness(const SnapshotGraph& graph);

Centralities centralityOf(const SnapshotGraph& graph, Centrality centrality);

struct Ranked {
  EntityId id;
  double value = 0;

  friend bool operator==(const Ranked&, const Ranked&) = default;
};

// All entities, the highest value first, then by id.
std::vector<Ranked> rank(const SnapshotGraph& graph, Centrality centrality);

}  // namespace chancery
