// Who has to do with those who count: PageRank and eigenvector centrality.
//
// Functions of a graph that never changes: no errors, and any number of threads at once. Sums of
// doubles run in one order and nothing is contracted, so all machines get the same bits.
#pragma once

#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {

struct PageRankOptions {
  int damping_percent = 85;  // 0 to 99: how often the surfer walks on along an edge
};

// By vertex: how often a surfer would be there who goes from partner to partner, an edge being as
// likely as it has events, and now and then jumps to any vertex: Page, Brin, Motwani and Winograd,
// "The PageRank citation ranking", 1999. The values add up to 1. Solved by Gauss and Seidel's
// iteration until no more than 1e-12 moves in all.
std::vector<double> pageRank(const SnapshotGraph& graph, const PageRankOptions& options = {});

// By vertex: in proportion to the sum of its partners' values, each as often as there are events:
// Bonacich, "Factoring and weighting approaches to status scores and clique identification", 1972.
// The values' squares add up to 1. Where a graph is in pieces, those outside the piece with the
// largest eigenvalue have 0. Power iteration, shifted by half the eigenvalue so that it does not
// swing to and fro on graphs of two sides, until no value moves by more than 1e-12 of the largest,
// or 100 000 times.
std::vector<double> eigenvectorCentrality(const SnapshotGraph& graph);

}  // namespace chancery
