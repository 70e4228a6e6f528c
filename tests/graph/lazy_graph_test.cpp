#include "graph/lazy_graph.h"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/pending/queue.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <boost/property_map/vector_property_map.hpp>

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::meetings;
using test::Strings;

BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<LazyGraph>));

TEST_CASE("The edges of a vertex lead to its partners, in the order of their ids", "[lazy]") {
  const MemorySource source = test::sourceOf({{"p.m", Relation::kMeet, "p.z"},
                                              {"p.m", Relation::kVisit, "p.a"},
                                              {"p.k", Relation::kInvite, "p.m"},
                                              {"p.a", Relation::kHost, "p.m"},
                                              {"p.m", Relation::kGreet, "p.m"}});
  const LazyGraph graph(source);
  Strings partners;
  std::vector<std::uint32_t> events;
  for (const LazyGraph::Edge& edge : graph.edgesOf(graph.vertexOf({"p.m"}))) {
    partners.push_back(graph.idOf(edge.target).value);
    events.push_back(edge.events);
  }
  CHECK(partners == Strings{"p.a", "p.k", "p.z"});
  CHECK(events == std::vector<std::uint32_t>{2, 1, 1});
}

TEST_CASE("An entity that nobody knows is a lonely vertex", "[lazy]") {
  const MemorySource source;
  const LazyGraph graph(source);
  const auto vertex = graph.vertexOf({"p.nobody"});
  CHECK(out_degree(vertex, graph) == 0);
  CHECK(graph.vertexOf({"p.nobody"}) == vertex);
  CHECK_FALSE(graph.error());
}

TEST_CASE("Only events that the filter takes make edges", "[lazy]") {
  const MemorySource source = test::sourceOf(
      {{"p.a", Relation::kMeet, "p.b", "2025"}, {"p.a", Relation::kThreaten, "p.c", "2025"}});
  EventFilter filter;
  filter.relations = {Relation::kThreaten};
  const LazyGraph graph(source, filter);
  REQUIRE(out_degree(graph.vertexOf({"p.a"}), graph) == 1);
  CHECK(graph.idOf(graph.edgesOf(graph.vertexOf({"p.a"}))[0].target).value == "p.c");
}

struct Discovered : boost::default_bfs_visitor {
  Strings* ids = nullptr;
  void discover_vertex(LazyGraph::Vertex vertex, const LazyGraph& graph) const {
    ids->push_back(graph.idOf(vertex).value);
  }
};

TEST_CASE("Boost's breadth-first search walks over a source, level by level", "[lazy]") {
  const MemorySource source =
      meetings({{"p.a", "p.c"}, {"p.a", "p.b"}, {"p.b", "p.d"}, {"p.d", "p.e"}, {"p.x", "p.y"}});
  const LazyGraph graph(source);
  Strings ids;
  Discovered visitor;
  visitor.ids = &ids;
  boost::queue<LazyGraph::Vertex> queue;
  boost::breadth_first_visit(graph, graph.vertexOf({"p.a"}), queue, visitor,
                             boost::vector_property_map<boost::default_color_type>());
  CHECK(ids == Strings{"p.a", "p.b", "p.c", "p.d", "p.e"});
}

TEST_CASE("Boost's Dijkstra search takes any weight of an edge", "[lazy]") {
  // many events make a short way: a to c by b, who knows both well
  const MemorySource source = test::sourceOf({{"p.a", Relation::kMeet, "p.c", "2025-01-01"},
                                              {"p.a", Relation::kMeet, "p.b", "2025-01-01"},
                                              {"p.a", Relation::kMeet, "p.b", "2025-01-02"},
                                              {"p.a", Relation::kMeet, "p.b", "2025-01-03"},
                                              {"p.b", Relation::kMeet, "p.c", "2025-01-01"},
                                              {"p.b", Relation::kMeet, "p.c", "2025-01-02"},
                                              {"p.b", Relation::kMeet, "p.c", "2025-01-03"}});
  const LazyGraph graph(source);
  const auto a = graph.vertexOf({"p.a"});
  const auto b = graph.vertexOf({"p.b"});
  const auto c = graph.vertexOf({"p.c"});
  const auto weight = boost::make_function_property_map<LazyGraph::Edge, double>(
      [](const LazyGraph::Edge& edge) { return 1.0 / edge.events; });

  constexpr double kFar = 1e9;
  boost::vector_property_map<LazyGraph::Vertex> before(3);
  boost::vector_property_map<double> distance(3);
  boost::vector_property_map<boost::default_color_type> color(3);
  for (auto vertex : {a, b, c}) {
    put(distance, vertex, vertex == a ? 0.0 : kFar);
    put(before, vertex, vertex);
  }
  boost::dijkstra_shortest_paths_no_init(
      graph, a, before, distance, weight, boost::typed_identity_property_map<LazyGraph::Vertex>(),
      std::less<>(), std::plus<>(), 0.0, boost::default_dijkstra_visitor(), color);
  CHECK(get(before, c) == b);
  CHECK(get(distance, c) < 1.0);
}

TEST_CASE("A failure to read is no edge, and is kept to be asked for", "[lazy]") {
  const test::BrokenSource source;
  const LazyGraph graph(source);
  CHECK(out_degree(graph.vertexOf({"p.a"}), graph) == 0);
  REQUIRE(graph.error());
  CHECK(graph.error()->code == ErrorCode::kIo);
}

}  // namespace
}  // namespace chancery
