#include "graph/ranking.h"

#include <numeric>
#include <random>

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::meetings;
using test::Strings;

SnapshotGraph graphOf(const EventSource& source) { return SnapshotGraph::read(source).value(); }

const std::vector<test::Line> kTwoTalksAndAMeeting = {
    {"p.a", Relation::kTalk, "p.b", "2025-01-01"},
    {"p.a", Relation::kTalk, "p.b", "2025-01-02"},
    {"p.b", Relation::kMeet, "p.c", "2025-01-01"}};

TEST_CASE("Degree counts partners, weighted degree events", "[ranking]") {
  const SnapshotGraph graph = graphOf(test::sourceOf(kTwoTalksAndAMeeting));
  CHECK(degreeCentrality(graph) == Centralities{1, 2, 1});
  CHECK(weightedDegree(graph) == Centralities{2, 3, 1});
}

TEST_CASE("A ranking is by value, then by id", "[ranking]") {
  const SnapshotGraph graph = graphOf(test::sourceOf(kTwoTalksAndAMeeting));
  CHECK(rank(graph, Centrality::kDegree) ==
        std::vector<Ranked>{{{"p.b"}, 2}, {{"p.a"}, 1}, {{"p.c"}, 1}});
  CHECK(rank(graph, Centrality::kWeightedDegree) ==
        std::vector<Ranked>{{{"p.b"}, 3}, {{"p.a"}, 2}, {{"p.c"}, 1}});
}

TEST_CASE("PageRank is the same for all in a ring", "[ranking]") {
  const Centralities values =
      pageRank(graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.d"}, {"p.d", "p.a"}})));
  REQUIRE(values.size() == 4);
  for (double value : values) CHECK(value == 0.25);
}

TEST_CASE("PageRank of a star is what its equations say", "[ranking]") {
  // centre c and n leaves l: c = 0.15/(n+1) + 0.85 n l and l = 0.15/(n+1) + 0.85 c/n
  const Centralities values =
      pageRank(graphOf(meetings({{"p.c", "p.l1"}, {"p.c", "p.l2"}, {"p.c", "p.l3"}})));
  const double jump = 0.15 / 4;
  const double centre = (jump + 0.85 * 3 * jump) / (1 - 0.85 * 0.85);
  CHECK(values[0] == Approx(centre).epsilon(1e-6));
  CHECK(values[1] == Approx(jump + 0.85 * centre / 3).epsilon(1e-6));
  CHECK(values[1] == values[3]);
}

TEST_CASE("PageRank goes where there are more events", "[ranking]") {
  const auto ranked = rank(graphOf(test::sourceOf(kTwoTalksAndAMeeting)), Centrality::kPageRank);
  CHECK(ranked[0].id.value == "p.b");
  CHECK(ranked[1].id.value == "p.a");
  CHECK(ranked[2].id.value == "p.c");
}

TEST_CASE("PageRank in whole numbers agrees with PageRank in doubles, and adds up to 1",
          "[ranking]") {
  std::mt19937 random(1963);
  std::vector<test::Line> lines(300);
  for (test::Line& line : lines) {
    const std::string a = "p." + std::to_string(random() % 60);
    const std::string b = "p." + std::to_string(random() % 60);
    line = {a, static_cast<Relation>(random() % kRelationCount), b};
  }
  const SnapshotGraph graph = graphOf(test::sourceOf(lines));
  const std::size_t count = graph.vertexCount();
  const Centralities events = weightedDegree(graph);

  std::vector<double> expected(count, 1.0 / static_cast<double>(count));
  for (int i = 0; i < PageRankOptions().iterations; ++i) {
    std::vector<double> next(count, 0.15 / static_cast<double>(count));
    for (SnapshotGraph::Vertex vertex = 0; vertex < count; ++vertex) {
      for (const auto& edge : graph.edgesOf(vertex)) {
        next[edge.target] += 0.85 * expected[vertex] * graph.weightOf(edge) / events[vertex];
      }
    }
    expected = next;
  }
  const Centralities values = pageRank(graph);
  for (std::size_t i = 0; i < count; ++i) CHECK(values[i] == Approx(expected[i]).epsilon(1e-9));
  CHECK(std::accumulate(values.begin(), values.end(), 0.0) == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("Betweenness counts the pairs whose shortest path runs through", "[ranking]") {
  // a - b - c - d: b stands between a and c, a and d
  const SnapshotGraph line = graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.d"}}));
  CHECK(betweenness(line) == Centralities{0, 2, 2, 0});
  // two ways round from a to c: each counts half
  const SnapshotGraph ring =
      graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.d"}, {"p.d", "p.a"}}));
  CHECK(betweenness(ring) == Centralities{0.5, 0.5, 0.5, 0.5});
}

TEST_CASE("A graph without events has an empty ranking, by whatever", "[ranking]") {
  for (Centrality centrality : {Centrality::kDegree, Centrality::kWeightedDegree,
                                Centrality::kPageRank, Centrality::kBetweenness}) {
    CHECK(rank(SnapshotGraph(), centrality).empty());
    CHECK(centralityNamed(nameOf(centrality)) == centrality);
  }
  CHECK_FALSE(centralityNamed("fame"));
}

}  // namespace
}  // namespace chancery
