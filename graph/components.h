// Which parts a graph falls into.
//
// A function of a graph that never changes: no errors, and any number of threads at once.
#pragma once

#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {

// The entities that hang together by some path of events, in order of their ids.
using Component = std::vector<EntityId>;

// The connected components of `graph`, the largest first, then by their smallest id; together they
// hold each vertex once. A breadth-first search from each vertex that none has reached yet:
// Hopcroft and Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", 1973.
std::vector<Component> connectedComponents(const SnapshotGraph& graph);

}  // namespace chancery
