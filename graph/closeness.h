// Who is near to all: closeness centralities.
//
// Functions of a graph that never changes: no errors, and any number of threads at once.
#pragma once

#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {

struct Closeness {
  // By vertex: one over its mean distance from all whom it reaches, times the share of the others
  // that it reaches, so that graphs in several pieces can be compared: Freeman, "Centrality in
  // social networks: conceptual clarification", 1979, as mended by Wasserman and Faust, "Social
  // network analysis", 1994, p. 200. From 0 to 1.
  std::vector<double> closeness;
  // By vertex: the sum of one over its distance from each other vertex, 0 from those that it does
  // not reach; the measure to use where a graph is in pieces. Marchiori and Latora, "Harmony in the
  // small world", 2000; not normalised.
  std::vector<double> harmonic;
};

// Distances are steps; events do not count. Searches from 64 vertices at once, a bit each: Then et
// al., "The more the merrier: efficient multi-source graph traversal", 2014. Time grows with
// vertices times edges times the graph's width, over 64. The same bits on every machine.
Closeness closenessOf(const SnapshotGraph& graph);

}  // namespace chancery
