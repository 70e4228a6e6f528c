// Which circles a graph falls into: communities of actors who have more to do with one another than
// with the rest.
//
// Functions of a graph that never changes: no errors, and any number of threads at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {

struct CommunityOptions {
  // How fine: 100 is plain modularity, more gives more and smaller communities. From 1 to 10 000.
  int resolution_percent = 100;
  std::uint64_t seed = 1;  // of the order in which vertices are looked at
};

// Communities are numbered from 0, the largest (by vertices) first, then by their smallest id.
struct Communities {
  std::vector<std::uint32_t> of;     // by vertex: the number of its community
  std::vector<std::uint32_t> sizes;  // by community: how many vertices it has
  double modularity = 0;             // at the resolution that was asked for

  friend bool operator==(const Communities&, const Communities&) = default;
};

// Communities of high modularity, where a dyad weighs as much as it has events: Newman, "Analysis
// of weighted networks", 2004. By the Leiden algorithm: Traag, Waltman and van Eck, "From Louvain
// to Leiden: guaranteeing well-connected communities", 2019; in its refinement the best community
// is taken (theta of 0), and it is repeated until nothing is gained; of a small graph the best of
// several starts is kept. Time about linear in dyads.
//
// Invariants:
//  (1) Every community is connected in itself.
//  (2) Gains are compared in whole numbers and chance is std::mt19937_64's, so that the result is a
//      function of the graph and the options, on every machine.
Communities findCommunities(const SnapshotGraph& graph, const CommunityOptions& options = {});

// Of any division of the vertices: `community_of` has a number below the count of vertices for each
// of them. From -1/2 to 1; 0 for a graph without edges.
double modularityOf(const SnapshotGraph& graph, std::span<const std::uint32_t> community_of,
                    int resolution_percent = 100);

}  // namespace chancery
