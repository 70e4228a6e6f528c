// Whose loss would cut a graph into more pieces: bridges and articulation points.
//
// Functions of a graph that never changes: no errors, and any number of threads at once.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {

// A pair without whose events its component would be two pieces.
struct Bridge {
  EntityId a;  // the smaller id
  EntityId b;
  std::uint32_t events = 0;
  std::size_t cut_off = 0;  // entities in the smaller piece

  friend bool operator==(const Bridge&, const Bridge&) = default;
};

// An entity without which its component would be several pieces.
struct ArticulationPoint {
  EntityId id;
  std::size_t pieces = 0;
  std::size_t cut_off = 0;  // entities outside the largest piece

  friend bool operator==(const ArticulationPoint&, const ArticulationPoint&) = default;
};

struct Cuts {
  std::vector<Bridge> bridges;
  std::vector<ArticulationPoint> points;
};

// Those that cut off most first, then by id. One depth-first search: Tarjan, "A note on finding the
// bridges of a graph", 1974; Hopcroft and Tarjan, "Algorithm 447", 1973. Time linear in vertices
// and edges.
Cuts cutsOf(const SnapshotGraph& graph);

}  // namespace chancery
