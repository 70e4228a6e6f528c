#include "graph/snapshot_graph.h"

#include <boost/graph/graph_concepts.hpp>
#include <random>

#include "graph/lazy_graph.h"
#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::meetings;
using test::Strings;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<SnapshotGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<SnapshotGraph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<SnapshotGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<SnapshotGraph>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<SnapshotGraph>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<SnapshotGraph, SnapshotGraph::Vertex,
                                                          boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT((
    boost::ReadablePropertyGraphConcept<SnapshotGraph, SnapshotGraph::Edge, boost::edge_weight_t>));

Strings partnersOf(const SnapshotGraph& graph, const std::string& id) {
  Strings partners;
  for (const auto& edge : graph.edgesOf(graph.findVertex({id}).value())) {
    partners.push_back(graph.idOf(edge.target).value);
  }
  return partners;
}

TEST_CASE("Vertices are the participants in the order of their ids", "[snapshot]") {
  const auto graph = SnapshotGraph::read(meetings({{"p.c", "p.z"}, {"p.b", "p.a"}})).value();
  REQUIRE(num_vertices(graph) == 4);
  Strings ids;
  for (auto [at, end] = vertices(graph); at != end; ++at) ids.push_back(graph.idOf(*at).value);
  CHECK(ids == Strings{"p.a", "p.b", "p.c", "p.z"});
  CHECK(graph.findVertex({"p.c"}) == 2u);
  CHECK_FALSE(graph.findVertex({"p.d"}));
}

TEST_CASE("A dyad is seen from both its ends, and holds its events in order", "[snapshot]") {
  const MemorySource source = test::sourceOf({{"p.b", Relation::kVisit, "p.a", "2025-08-21"},
                                              {"p.a", Relation::kInvite, "p.b", "2025-07-01"},
                                              {"p.b", Relation::kMeet, "p.c", "2025-08-22"}});
  const auto graph = SnapshotGraph::read(source).value();
  CHECK(num_edges(graph) == 2);
  CHECK(partnersOf(graph, "p.b") == Strings{"p.a", "p.c"});

  const auto& from_a = graph.edgesOf(0)[0];
  const auto& from_b = graph.edgesOf(1)[0];
  CHECK(from_a == from_b);
  CHECK(from_a.target == from_b.source);
  CHECK(graph.weightOf(from_a) == 2);
  REQUIRE(graph.eventsOf(from_a).size() == 2);
  CHECK(source.findEvent(graph.eventsOf(from_a)[0])->relation == Relation::kInvite);
  CHECK(source.findEvent(graph.eventsOf(from_a)[1])->relation == Relation::kVisit);
}

TEST_CASE("The edges into a vertex are those out of it, turned round", "[snapshot]") {
  const auto graph = SnapshotGraph::read(meetings({{"p.a", "p.b"}, {"p.c", "p.b"}})).value();
  Strings sources;
  for (auto [at, end] = in_edges(1, graph); at != end; ++at) {
    CHECK(target(*at, graph) == 1);
    sources.push_back(graph.idOf(source(*at, graph)).value);
  }
  CHECK(sources == Strings{"p.a", "p.c"});
  CHECK(in_degree(1, graph) == 2);
  Strings adjacent;
  for (auto [at, end] = adjacent_vertices(1, graph); at != end; ++at) {
    adjacent.push_back(graph.idOf(*at).value);
  }
  CHECK(adjacent == sources);
}

TEST_CASE("Who takes part in no event that the filter takes is no vertex", "[snapshot]") {
  const MemorySource source = test::sourceOf(
      {{"p.a", Relation::kMeet, "p.b", "2024", "pl.x"}, {"p.a", Relation::kMeet, "p.c", "2025"}});
  EventFilter filter;
  filter.from = test::day("2025");
  const auto graph = SnapshotGraph::read(source, filter).value();
  CHECK(num_vertices(graph) == 2);
  CHECK(partnersOf(graph, "p.a") == Strings{"p.c"});
}

TEST_CASE("An event of an entity with itself is left out", "[snapshot]") {
  const auto graph = SnapshotGraph::read(meetings({{"p.a", "p.a"}})).value();
  CHECK(num_vertices(graph) == 0);
  CHECK(num_edges(graph) == 0);
}

TEST_CASE("A graph without events is empty", "[snapshot]") {
  const auto graph = SnapshotGraph::read(MemorySource()).value();
  const auto [begin, end] = vertices(graph);
  CHECK(begin == end);
  CHECK_FALSE(graph.findVertex({"p.a"}));
  CHECK(num_vertices(SnapshotGraph()) == 0);
}

TEST_CASE("A snapshot that cannot be read is the source's error", "[snapshot]") {
  const auto graph = SnapshotGraph::read(test::BrokenSource());
  REQUIRE_FALSE(graph);
  CHECK(graph.error().code == ErrorCode::kIo);
}

TEST_CASE("The snapshot and the lazy graph have the same edges", "[snapshot][lazy]") {
  std::mt19937 random(1648);
  const auto name = [&] { return "p." + std::to_string(random() % 12); };
  for (int round = 0; round < 50; ++round) {
    CAPTURE(round);
    std::vector<test::Line> lines(random() % 40);
    for (test::Line& line : lines) {
      line = {name(), static_cast<Relation>(random() % kRelationCount), name(),
              "2025-08-1" + std::to_string(random() % 10)};
    }
    const MemorySource source = test::sourceOf(lines);
    const LazyGraph lazy(source);
    const auto snapshot = SnapshotGraph::read(source).value();
    for (auto [at, end] = vertices(snapshot); at != end; ++at) {
      const auto expected = lazy.edgesOf(lazy.vertexOf(snapshot.idOf(*at)));
      const auto found = snapshot.edgesOf(*at);
      REQUIRE(found.size() == expected.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        REQUIRE(snapshot.idOf(found[i].target) == lazy.idOf(expected[i].target));
        REQUIRE(snapshot.weightOf(found[i]) == expected[i].events);
      }
    }
  }
}

}  // namespace
}  // namespace chancery
