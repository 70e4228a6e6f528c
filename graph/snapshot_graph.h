// The graph of who has to do with whom, in memory and as one piece: for questions about the whole
// of it, such as components and centralities.
//
// A model of Boost.Graph's VertexListGraph, EdgeListGraph, AdjacencyGraph and BidirectionalGraph,
// with the properties vertex_index and edge_weight: what its global algorithms ask for.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

// A vertex is an entity that takes part in an event which the filter takes; an undirected edge is a
// dyad, two entities with all the events between them, and weighs as much as there are events.
// Events of an entity with itself are left out. The rows are compressed ("compressed sparse row"):
// all edges in one array, those of a vertex side by side.
//
// Invariants:
//  (1) Vertices are numbered from 0 in the order of their ids; the edges of a vertex are in the
//      order of its partners, edges() in that of (smaller end, larger end).
//  (2) So the graph is a function of the events that the filter takes, and of nothing else.
//
// Ownership: holds copies of ids and depends on nothing; the events' contents stay in the source.
//
// Thread safety: never changes once it is made, so any number of threads may use it.
class SnapshotGraph {
 public:
  using Vertex = std::uint32_t;
  struct Edge {
    Vertex source = 0;
    Vertex target = 0;
    std::uint32_t dyad = 0;  // number of the dyad, the same from both ends

    friend bool operator==(const Edge& a, const Edge& b) { return a.dyad == b.dyad; }
  };
  struct Reverse {
    Edge operator()(const Edge& edge) const { return {edge.target, edge.source, edge.dyad}; }
  };
  struct TargetOf {
    Vertex operator()(const Edge& edge) const { return edge.target; }
  };
  struct WeightOf {
    const SnapshotGraph* graph = nullptr;
    std::uint32_t operator()(const Edge& edge) const { return graph->weightOf(edge); }
  };

  // Names of Boost.Graph.
  using vertex_descriptor = Vertex;
  using edge_descriptor = Edge;
  using vertex_iterator = boost::counting_iterator<Vertex>;
  using edge_iterator = std::vector<Edge>::const_iterator;
  using out_edge_iterator = std::vector<Edge>::const_iterator;
  using in_edge_iterator = boost::transform_iterator<Reverse, out_edge_iterator>;
  using adjacency_iterator = boost::transform_iterator<TargetOf, out_edge_iterator>;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  using directed_category = boost::undirected_tag;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  struct traversal_category : boost::vertex_list_graph_tag,
                              boost::edge_list_graph_tag,
                              boost::adjacency_graph_tag,
                              boost::bidirectional_graph_tag {};
  static Vertex null_vertex() { return std::numeric_limits<Vertex>::max(); }

  // Reads the events of `source` that `filter` takes and, where it is given, `also` does.
  // Errors: those of the source.
  static Result<SnapshotGraph> read(const EventSource& source, const EventFilter& filter = {},
                                    const EventSource::EventVisitor& also = nullptr);

  SnapshotGraph() = default;  // without vertices

  std::size_t vertexCount() const { return ids_.size(); }
  std::size_t edgeCount() const { return dyads_.size(); }

  const EntityId& idOf(Vertex vertex) const { return ids_[vertex]; }
  std::optional<Vertex> findVertex(const EntityId& id) const;

  // The edges of a vertex, each with the vertex as its source.
  std::span<const Edge> edgesOf(Vertex vertex) const;

  // How many events lie between the two ends, and which, in the order of every listing.
  std::uint32_t weightOf(const Edge& edge) const;
  std::span<const EventId> eventsOf(const Edge& edge) const;

  friend std::pair<out_edge_iterator, out_edge_iterator> out_edges(Vertex vertex,
                                                                   const SnapshotGraph& graph) {
    return {graph.row(vertex), graph.row(vertex + 1)};
  }
  friend std::pair<edge_iterator, edge_iterator> edges(const SnapshotGraph& graph) {
    return {graph.dyads_.begin(), graph.dyads_.end()};
  }

 private:
  struct DyadEvent;
  void fillDyads(std::vector<DyadEvent> events);
  void fillRows();

  out_edge_iterator row(Vertex vertex) const {
    return edges_.begin() + static_cast<std::ptrdiff_t>(rows_[vertex]);
  }

  std::vector<EntityId> ids_;         // by vertex
  std::vector<std::size_t> rows_{0};  // by vertex: where its edges begin; one more at the end
  std::vector<Edge> edges_;           // each dyad twice, once from each end
  std::vector<Edge> dyads_;           // each dyad once, from its smaller end
  std::vector<std::size_t> dyad_events_{0};  // by dyad: where its events begin; one more at the end
  std::vector<EventId> events_;
};

inline std::pair<SnapshotGraph::vertex_iterator, SnapshotGraph::vertex_iterator> vertices(
    const SnapshotGraph& graph) {
  return {SnapshotGraph::vertex_iterator(0),
          SnapshotGraph::vertex_iterator(static_cast<SnapshotGraph::Vertex>(graph.vertexCount()))};
}
inline std::size_t num_vertices(const SnapshotGraph& graph) { return graph.vertexCount(); }
inline std::size_t num_edges(const SnapshotGraph& graph) { return graph.edgeCount(); }
inline SnapshotGraph::Vertex source(const SnapshotGraph::Edge& edge, const SnapshotGraph&) {
  return edge.source;
}
inline SnapshotGraph::Vertex target(const SnapshotGraph::Edge& edge, const SnapshotGraph&) {
  return edge.target;
}
inline std::size_t out_degree(SnapshotGraph::Vertex vertex, const SnapshotGraph& graph) {
  return graph.edgesOf(vertex).size();
}
inline std::size_t in_degree(SnapshotGraph::Vertex vertex, const SnapshotGraph& graph) {
  return out_degree(vertex, graph);
}
inline std::size_t degree(SnapshotGraph::Vertex vertex, const SnapshotGraph& graph) {
  return out_degree(vertex, graph);
}
inline std::pair<SnapshotGraph::in_edge_iterator, SnapshotGraph::in_edge_iterator> in_edges(
    SnapshotGraph::Vertex vertex, const SnapshotGraph& graph) {
  const auto [begin, end] = out_edges(vertex, graph);
  return {SnapshotGraph::in_edge_iterator(begin), SnapshotGraph::in_edge_iterator(end)};
}
inline std::pair<SnapshotGraph::adjacency_iterator, SnapshotGraph::adjacency_iterator>
adjacent_vertices(SnapshotGraph::Vertex vertex, const SnapshotGraph& graph) {
  const auto [begin, end] = out_edges(vertex, graph);
  return {SnapshotGraph::adjacency_iterator(begin), SnapshotGraph::adjacency_iterator(end)};
}

using SnapshotIndexMap = boost::typed_identity_property_map<SnapshotGraph::Vertex>;
using SnapshotWeightMap =
    boost::function_property_map<SnapshotGraph::WeightOf, SnapshotGraph::Edge, std::uint32_t>;

inline SnapshotIndexMap get(boost::vertex_index_t, const SnapshotGraph&) { return {}; }
inline SnapshotGraph::Vertex get(boost::vertex_index_t, const SnapshotGraph&,
                                 SnapshotGraph::Vertex vertex) {
  return vertex;
}
inline SnapshotWeightMap get(boost::edge_weight_t, const SnapshotGraph& graph) {
  return SnapshotWeightMap(SnapshotGraph::WeightOf{&graph});
}
inline std::uint32_t get(boost::edge_weight_t, const SnapshotGraph& graph,
                         const SnapshotGraph::Edge& edge) {
  return graph.weightOf(edge);
}

}  // namespace chancery

namespace boost {

template <>
struct property_map<chancery::SnapshotGraph, vertex_index_t> {
  using type = chancery::SnapshotIndexMap;
  using const_type = type;
};
template <>
struct property_map<chancery::SnapshotGraph, edge_weight_t> {
  using type = chancery::SnapshotWeightMap;
  using const_type = type;
};

}  // namespace boost
