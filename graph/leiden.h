// The Leiden algorithm on plain arrays; communities.h is its door.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace chancery {

// An undirected graph with weights. Each edge stands in the rows of both its ends; what lies within
// a vertex, which may stand for many, is kept apart.
struct WeightedGraph {
  using Vertex = std::uint32_t;

  std::vector<std::size_t> rows{0};      // by vertex: where its edges begin; one more at the end
  std::vector<Vertex> targets;           // by edge
  std::vector<std::uint64_t> weights;    // by edge
  std::vector<std::uint64_t> strengths;  // by vertex: of all its edges, those within counted twice
  std::uint64_t total = 0;               // of the strengths

  std::size_t size() const { return rows.size() - 1; }
};

// Makes `community_of`, which has a number below graph.size() for each vertex, better until nothing
// is gained; the numbers in the result have gaps.
class Leiden {
 public:
  Leiden(const WeightedGraph& graph, int resolution_percent, std::uint64_t seed)
      : graph_(graph), resolution_percent_(resolution_percent), random_(seed) {}

  void improve(std::vector<std::uint32_t>& community_of);

 private:
  const WeightedGraph& graph_;
  int resolution_percent_;
  std::mt19937_64 random_;
};

}  // namespace chancery
