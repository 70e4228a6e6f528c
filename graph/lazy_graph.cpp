#include "graph/lazy_graph.h"

namespace chancery {

LazyGraph::LazyGraph(const EventSource& source, EventFilter filter)
    : source_(&source), filter_(std::move(filter)) {}

LazyGraph::Vertex LazyGraph::vertexOf(const EntityId& id) const {
  const auto [at, is_new] = vertices_.try_emplace(id, static_cast<Vertex>(ids_.size()));
  if (is_new) {
    ids_.push_back(id);
    edges_.emplace_back();
  }
  return at->second;
}

const std::vector<LazyGraph::Edge>& LazyGraph::edgesOf(Vertex vertex) const {
  if (!edges_[vertex]) {
    std::vector<Edge> read = readEdges(vertex);
    edges_[vertex] = std::move(read);
  }
  return *edges_[vertex];
}

std::vector<LazyGraph::Edge> LazyGraph::readEdges(Vertex vertex) const {
  const EntityId id = ids_[vertex];
  std::vector<Edge> edges;
  const auto done = source_->forEachNeighbor(id, filter_, [&](const Neighbor& neighbor) {
    edges.push_back({vertex, vertexOf(neighbor.id), static_cast<std::uint32_t>(neighbor.events)});
    return true;
  });
  if (!done) {
    if (!error_) error_ = done.error();
    return {};
  }
  return edges;
}

}  // namespace chancery
