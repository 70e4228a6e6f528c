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
  std::map<EntityId, std::uint32_t> events_by_other;
  const auto done = source_->forEachLink(id, filter_, [&](const Link& link) {
    if (link.other != id) ++events_by_other[link.other];
    return true;
  });
  if (!done) {
    if (!error_) error_ = done.error();
    return {};
  }
  std::vector<Edge> edges;
  edges.reserve(events_by_other.size());
  for (const auto& [other, events] : events_by_other) {
    edges.push_back({vertex, vertexOf(other), events});
  }
  return edges;
}

}  // namespace chancery
