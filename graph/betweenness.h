// Who stands between others: betweenness centrality, exact and estimated.
//
// Functions of a graph that never changes: no errors, and any number of threads at once.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {

// By vertex: on how many of the shortest paths between others it stands, each pair of others
// counting as 1, shared among its paths; steps count, events do not. Freeman, "A set of measures of
// centrality based on betweenness", 1977, not normalised.
//
// Brandes, "A faster algorithm for betweenness centrality", 2001. What hangs on the rest by one
// edge is folded into its partner first, for it lies between nobody else: Baglioni, Geraci,
// Pellegrini and Lastres, "Fast exact computation of betweenness centrality in social networks",
// 2012. Time grows with vertices times edges. Sums run in one order, so all machines get the same
// bits.
std::vector<double> betweenness(const SnapshotGraph& graph);

struct SampledBetweenness {
  std::vector<double> values;  // by vertex, in the units of betweenness()
  // By vertex: half the width of the 95 % confidence interval, by the normal approximation. Fair
  // for those with many partners, who lead a ranking; too narrow for those with few, whom most
  // samples miss.
  std::vector<double> margins;
  // With a probability of 95 % no value at all is off by more than this. It follows from the number
  // of samples alone, whatever the graph, and so is much wider than the margins mostly are.
  double bound = 0;
  std::size_t samples = 0;  // from how many vertices paths were followed
};

// An estimate from the paths that begin at `samples` vertices, drawn without replacement by
// std::mt19937_64(seed): Brandes and Pich, "Centrality estimation in large networks", 2007.
// Margins: the normal approximation with the samples' variance, for a finite population. Bound:
// Hoeffding, "Probability inequalities for sums of bounded random variables", 1963, over all
// vertices. With as many samples as vertices, or more, the result is exact.
SampledBetweenness sampleBetweenness(const SnapshotGraph& graph, std::size_t samples,
                                     std::uint64_t seed = 1);

}  // namespace chancery
