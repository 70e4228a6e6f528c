// Where to draw the vertices of a graph: those with much in common close to one another.
#pragma once

#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {

struct Point {
  double x = 0;
  double y = 0;

  friend bool operator==(const Point&, const Point&) = default;
};

struct LayoutOptions {
  int iterations = 0;     // 0: as many as the size of the graph allows within seconds
  double scaling = 1000;  // how strongly vertices push one another away
  double gravity = 0.4;   // how strongly all are pulled to the middle, so that no part drifts away
  double coarseness = 1.2;  // from which size, seen from a vertex, a group of others counts as one
};

// One point a vertex; the middle of all is about (0, 0). ForceAtlas2: Jacomy, Venturini, Heymann
// and Bastian, "ForceAtlas2, a continuous graph layout algorithm for handy network visualization
// designed for the Gephi software", 2014, with the edges' weights under a root, for pairs differ a
// hundredfold. Groups that are far away count as one: Barnes and Hut, "A hierarchical O(N log N)
// force-calculation algorithm", 1986.
//
// A function of the graph: the starting points are made of the vertices' numbers, and the sums
// run in one order, so all machines draw the same. No errors; any number of threads at once.
std::vector<Point> layOut(const SnapshotGraph& graph, const LayoutOptions& options = {});

}  // namespace chancery
