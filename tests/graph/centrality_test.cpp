// Betweenness, closeness, PageRank and eigenvectors: on graphs that can be worked out by hand, and
// beside the plain way on random ones.
#include <cmath>
#include <numeric>
#include <random>

#include "graph/ranking.h"
#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::meetings;
using Vertex = SnapshotGraph::Vertex;

SnapshotGraph graphOf(const EventSource& source) { return SnapshotGraph::read(source).value(); }

SnapshotGraph randomGraph(std::mt19937& random, std::size_t actors, std::size_t events) {
  std::vector<test::Line> lines(events);
  for (test::Line& line : lines) {
    line = {"p." + std::to_string(random() % actors),
            static_cast<Relation>(random() % kRelationCount),
            "p." + std::to_string(random() % actors)};
  }
  return graphOf(test::sourceOf(lines));
}

// Distances and numbers of shortest paths between all pairs, the plain way.
struct AllPairs {
  std::vector<std::vector<int>> steps;
  std::vector<std::vector<double>> paths;

  explicit AllPairs(const SnapshotGraph& graph)
      : steps(graph.vertexCount(), std::vector<int>(graph.vertexCount(), -1)),
        paths(graph.vertexCount(), std::vector<double>(graph.vertexCount(), 0)) {
    for (Vertex start = 0; start < graph.vertexCount(); ++start) {
      steps[start][start] = 0;
      paths[start][start] = 1;
      std::vector<Vertex> order = {start};
      for (std::size_t i = 0; i < order.size(); ++i) {
        for (const auto& edge : graph.edgesOf(order[i])) {
          int& step = steps[start][edge.target];
          if (step < 0) {
            step = steps[start][order[i]] + 1;
            order.push_back(edge.target);
          }
          if (step == steps[start][order[i]] + 1) {
            paths[start][edge.target] += paths[start][order[i]];
          }
        }
      }
    }
  }

  double betweenness(Vertex middle) const {
    double sum = 0;
    for (Vertex a = 0; a < steps.size(); ++a) {
      for (Vertex b = a + 1; b < steps.size(); ++b) {
        if (a == middle || b == middle || steps[a][b] < 0 || steps[a][middle] < 0) continue;
        if (steps[a][middle] + steps[middle][b] != steps[a][b]) continue;
        sum += paths[a][middle] * paths[middle][b] / paths[a][b];
      }
    }
    return sum;
  }
};

TEST_CASE("Betweenness counts the pairs whose shortest path runs through", "[centrality]") {
  // a - b - c - d: b stands between a and c, a and d
  const SnapshotGraph line = graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.d"}}));
  CHECK(betweenness(line) == Centralities{0, 2, 2, 0});
  // two ways round from a to c: each counts half
  const SnapshotGraph ring =
      graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.d"}, {"p.d", "p.a"}}));
  CHECK(betweenness(ring) == Centralities{0.5, 0.5, 0.5, 0.5});
  // a triangle with a path of two on one corner, and a pair apart
  const SnapshotGraph kite = graphOf(meetings({{"p.a", "p.b"},
                                               {"p.b", "p.c"},
                                               {"p.c", "p.a"},
                                               {"p.c", "p.d"},
                                               {"p.d", "p.e"},
                                               {"p.y", "p.z"}}));
  CHECK(betweenness(kite) == Centralities{0, 0, 4, 3, 0, 0, 0});
}

TEST_CASE("Betweenness is what adding up all pairs gives, on trees, rings and thickets",
          "[centrality]") {
  std::mt19937 random(1977);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const std::size_t actors = 3 + random() % 40;
    const SnapshotGraph graph = randomGraph(random, actors, actors / 2 + random() % (2 * actors));
    const AllPairs pairs(graph);
    const Centralities values = betweenness(graph);
    REQUIRE(values.size() == graph.vertexCount());
    for (Vertex vertex = 0; vertex < values.size(); ++vertex) {
      CHECK(values[vertex] == Approx(pairs.betweenness(vertex)).epsilon(1e-12).margin(1e-12));
    }
  }
}

TEST_CASE(
    "Sampled betweenness keeps within its bound, and for those with many partners mostly "
    "within its margins",
    "[centrality]") {
  std::mt19937 random(2007);
  int values = 0, outside = 0;
  for (int round = 0; round < 20; ++round) {
    std::vector<test::Line> lines(1200);
    for (test::Line& line : lines) {  // the smaller its number, the more partners an actor has
      line = {"p." + std::to_string(random() % 300), Relation::kMeet,
              "p." + std::to_string(random() % (1 + random() % 40))};
    }
    const SnapshotGraph graph = graphOf(test::sourceOf(lines));
    const Centralities exact = betweenness(graph);
    const SampledBetweenness sampled = sampleBetweenness(graph, 100, random());
    CHECK(sampled.samples == 100);
    for (Vertex vertex = 0; vertex < exact.size(); ++vertex) {
      const double error = std::abs(sampled.values[vertex] - exact[vertex]);
      CHECK(error <= sampled.bound);
      if (exact[vertex] == 0) CHECK(sampled.values[vertex] == 0);
      if (graph.edgesOf(vertex).size() < 30) continue;
      ++values;
      outside += error > sampled.margins[vertex] ? 1 : 0;
    }
  }
  CHECK(values > 300);
  CHECK(outside < values / 10);
}

TEST_CASE("Sampling is by its seed alone, and exact from all vertices", "[centrality]") {
  std::mt19937 random(5);
  const SnapshotGraph graph = randomGraph(random, 80, 160);
  CHECK(sampleBetweenness(graph, 20, 7).values == sampleBetweenness(graph, 20, 7).values);
  CHECK(sampleBetweenness(graph, 20, 7).values != sampleBetweenness(graph, 20, 8).values);
  const SampledBetweenness all = sampleBetweenness(graph, 1000);
  CHECK(all.samples == graph.vertexCount());
  CHECK(all.values == betweenness(graph));
  CHECK(all.bound == 0);
}

TEST_CASE("Closeness is one over the mean distance, harmonic the sum of one over each",
          "[centrality]") {
  const Closeness line = closenessOf(graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}})));
  CHECK(line.closeness[0] == Approx(2.0 / 3));
  CHECK(line.closeness[1] == 1);
  CHECK(line.harmonic == Centralities{1.5, 2, 1.5});
  // with a pair apart: of 4 others 2 are reached
  const Closeness pieces =
      closenessOf(graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.y", "p.z"}})));
  CHECK(pieces.closeness[1] == Approx(0.5));
  CHECK(pieces.closeness[3] == Approx(0.25));
  CHECK(pieces.harmonic == Centralities{1.5, 2, 1.5, 1, 1});
}

TEST_CASE("Closeness is what one search after the other gives, past 64 vertices", "[centrality]") {
  std::mt19937 random(64);
  for (const std::size_t actors : {10, 64, 65, 200}) {
    const SnapshotGraph graph = randomGraph(random, actors, actors + actors / 3);
    const AllPairs pairs(graph);
    const Closeness found = closenessOf(graph);
    for (Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
      double reached = 0, sum = 0, harmonic = 0;
      for (const int steps : pairs.steps[vertex]) {
        if (steps <= 0) continue;
        ++reached;
        sum += steps;
        harmonic += 1.0 / steps;
      }
      const double others = static_cast<double>(graph.vertexCount()) - 1;
      CHECK(found.closeness[vertex] == Approx(reached / sum * reached / others).epsilon(1e-12));
      CHECK(found.harmonic[vertex] == Approx(harmonic).epsilon(1e-12));
    }
  }
}

TEST_CASE("PageRank is the same for all in a ring, and adds up to 1", "[centrality]") {
  const Centralities values =
      pageRank(graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.d"}, {"p.d", "p.a"}})));
  REQUIRE(values.size() == 4);
  for (double value : values) CHECK(value == Approx(0.25).epsilon(1e-12));
}

TEST_CASE("PageRank of a star is what its equations say", "[centrality]") {
  // centre c and n leaves l: c = 0.15/(n+1) + 0.85 n l and l = 0.15/(n+1) + 0.85 c/n
  const Centralities values =
      pageRank(graphOf(meetings({{"p.c", "p.l1"}, {"p.c", "p.l2"}, {"p.c", "p.l3"}})));
  const double jump = 0.15 / 4;
  const double centre = (jump + 0.85 * 3 * jump) / (1 - 0.85 * 0.85);
  CHECK(values[0] == Approx(centre).epsilon(1e-11));
  CHECK(values[1] == Approx(jump + 0.85 * centre / 3).epsilon(1e-11));
}

TEST_CASE("PageRank satisfies its equation, with events as weights", "[centrality]") {
  std::mt19937 random(1963);
  const SnapshotGraph graph = randomGraph(random, 60, 300);
  const Centralities values = pageRank(graph);
  const Centralities events = weightedDegree(graph);
  CHECK(std::accumulate(values.begin(), values.end(), 0.0) == Approx(1.0).epsilon(1e-11));
  for (Vertex vertex = 0; vertex < values.size(); ++vertex) {
    double expected = 0.15 / static_cast<double>(values.size());
    for (const auto& edge : graph.edgesOf(vertex)) {
      expected += 0.85 * values[edge.target] * graph.weightOf(edge) / events[edge.target];
    }
    CHECK(values[vertex] == Approx(expected).epsilon(1e-10));
  }
}

TEST_CASE("Eigenvector centrality of a line and of a star, where one side answers the other",
          "[centrality]") {
  const Centralities line =
      eigenvectorCentrality(graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}})));
  CHECK(line[0] == Approx(0.5).epsilon(1e-11));
  CHECK(line[1] == Approx(std::sqrt(0.5)).epsilon(1e-11));
  CHECK(line[2] == Approx(0.5).epsilon(1e-11));
  const Centralities star =
      eigenvectorCentrality(graphOf(meetings({{"p.c", "p.l1"}, {"p.c", "p.l2"}, {"p.c", "p.l3"}})));
  CHECK(star[0] == Approx(std::sqrt(0.5)).epsilon(1e-11));
  CHECK(star[3] == Approx(std::sqrt(0.5 / 3)).epsilon(1e-11));
}

TEST_CASE("Eigenvector centrality satisfies its equation, and is 0 outside the strongest piece",
          "[centrality]") {
  std::mt19937 random(1972);
  const SnapshotGraph graph = randomGraph(random, 60, 300);
  const Centralities values = eigenvectorCentrality(graph);
  Centralities product(values.size(), 0.0);
  double eigenvalue = 0;
  for (Vertex vertex = 0; vertex < values.size(); ++vertex) {
    for (const auto& edge : graph.edgesOf(vertex)) {
      product[vertex] += graph.weightOf(edge) * values[edge.target];
    }
    eigenvalue += product[vertex] * values[vertex];
  }
  for (Vertex vertex = 0; vertex < values.size(); ++vertex) {
    CHECK(product[vertex] / eigenvalue == Approx(values[vertex]).margin(1e-10));
  }
  const Centralities pieces = eigenvectorCentrality(
      graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.a"}, {"p.y", "p.z"}})));
  CHECK(pieces[0] == Approx(std::sqrt(1.0 / 3)));
  CHECK(pieces[3] == 0);
  CHECK(pieces[4] == 0);
}

}  // namespace
}  // namespace chancery
