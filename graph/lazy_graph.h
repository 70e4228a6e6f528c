// The graph of who has to do with whom, read from its source as an algorithm walks along: for
// questions about one corner of a graph that is too large to be read as a whole.
//
// A model of Boost.Graph's IncidenceGraph, which is what breadth_first_visit(),
// depth_first_visit() and dijkstra_shortest_paths_no_init() ask of an implicit graph. Vertices are
// small numbers, so a boost::vector_property_map serves as colour map and grows as vertices turn
// up.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

// A vertex is an entity; an edge leads to each entity with which it shares an event that the filter
// takes, whoever is the subject. The edges of a vertex are in the order of the targets' ids. An
// event of an entity with itself is no edge.
//
// Ownership: keeps a reference to the source, which must outlive it, and keeps what it has read,
// so the links of an entity are read once. Edges and iterators are valid as long as the graph.
//
// Errors: Boost.Graph has no way to say that reading failed. A vertex whose links cannot be read
// has no edges, and error() keeps the first such failure: ask it when the algorithm is done.
//
// Thread safety: none, for reading fills the graph; make one a question.
class LazyGraph {
 public:
  using Vertex = std::uint32_t;  // numbered in the order in which they turn up
  struct Edge {
    Vertex source = 0;
    Vertex target = 0;
    std::uint32_t events = 0;  // how many events lie between the two

    friend bool operator==(const Edge&, const Edge&) = default;
  };

  // Names of Boost.Graph. Each edge is found from both its ends, as one edge each way.
  using vertex_descriptor = Vertex;
  using edge_descriptor = Edge;
  using out_edge_iterator = std::vector<Edge>::const_iterator;
  using degree_size_type = std::size_t;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  using traversal_category = boost::incidence_graph_tag;

  explicit LazyGraph(const EventSource& source, EventFilter filter = {});

  // The vertex of an entity; any id has one, if only a lonely one.
  Vertex vertexOf(const EntityId& id) const;
  const EntityId& idOf(Vertex vertex) const { return ids_[vertex]; }

  const std::vector<Edge>& edgesOf(Vertex vertex) const;

  // What went wrong first, if anything did.
  const std::optional<Error>& error() const { return error_; }

 private:
  std::vector<Edge> readEdges(Vertex vertex) const;

  const EventSource* source_;
  EventFilter filter_;
  // algorithms take a graph that is const, hence mutable; a deque keeps what it holds in place
  mutable std::deque<EntityId> ids_;
  mutable std::map<EntityId, Vertex> vertices_;
  mutable std::deque<std::optional<std::vector<Edge>>> edges_;
  mutable std::optional<Error> error_;
};

inline std::pair<LazyGraph::out_edge_iterator, LazyGraph::out_edge_iterator> out_edges(
    LazyGraph::Vertex vertex, const LazyGraph& graph) {
  const auto& edges = graph.edgesOf(vertex);
  return {edges.begin(), edges.end()};
}
inline std::size_t out_degree(LazyGraph::Vertex vertex, const LazyGraph& graph) {
  return graph.edgesOf(vertex).size();
}
inline LazyGraph::Vertex source(const LazyGraph::Edge& edge, const LazyGraph&) {
  return edge.source;
}
inline LazyGraph::Vertex target(const LazyGraph::Edge& edge, const LazyGraph&) {
  return edge.target;
}

}  // namespace chancery
