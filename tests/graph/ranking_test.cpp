#include "graph/ranking.h"

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

TEST_CASE("A core is a part in which all have so many partners", "[ranking]") {
  // a square with both diagonals, a path of two that hangs on it
  const SnapshotGraph graph = graphOf(meetings({{"p.a", "p.b"},
                                                {"p.b", "p.c"},
                                                {"p.c", "p.d"},
                                                {"p.d", "p.a"},
                                                {"p.a", "p.c"},
                                                {"p.b", "p.d"},
                                                {"p.d", "p.e"},
                                                {"p.e", "p.f"}}));
  CHECK(coreNumbers(graph) == Centralities{3, 3, 3, 3, 1, 1});
}

TEST_CASE("Values that rounding alone parts are equal, and ordered by id", "[ranking]") {
  const SnapshotGraph graph = graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}}));
  const auto ids = [&](const Centralities& values) {
    Strings names;
    for (const Ranked& ranked : rank(graph, values)) names.push_back(ranked.id.value);
    return names;
  };
  CHECK(ids({0.1 + 0.2, 0.3, 0.3 + 1e-15}) == Strings{"p.a", "p.b", "p.c"});
  CHECK(ids({0.3, 0.3, 0.3 + 1e-8}) == Strings{"p.c", "p.a", "p.b"});
}

TEST_CASE("Every measure has a name, and an empty ranking of a graph without events", "[ranking]") {
  for (int i = 0; i < kCentralityCount; ++i) {
    const auto centrality = static_cast<Centrality>(i);
    CHECK(rank(SnapshotGraph(), centrality).empty());
    CHECK(centralityNamed(nameOf(centrality)) == centrality);
  }
  CHECK(centralityNamed("weighted") == Centrality::kWeightedDegree);
  CHECK_FALSE(centralityNamed("fame"));
}

}  // namespace
}  // namespace chancery
