#include "graph/snapshot_graph.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace chancery {

struct SnapshotGraph::DyadEvent {
  Vertex smaller;
  Vertex larger;
  EventId event;
};

Result<SnapshotGraph> SnapshotGraph::read(const EventSource& source, const EventFilter& filter,
                                          const EventSource::EventVisitor& also) {
  // numbered as they turn up at first, for the order of the ids is known only at the end
  std::map<EntityId, Vertex> arrivals;
  std::vector<DyadEvent> events;
  const auto arrivalOf = [&](const EntityId& id) {
    return arrivals.try_emplace(id, static_cast<Vertex>(arrivals.size())).first->second;
  };
  const auto done = source.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    if (event.subject != event.object && (!also || also(event))) {
      events.push_back({arrivalOf(event.subject), arrivalOf(event.object), event.id});
    }
    return true;
  });
  if (!done) return tl::unexpected(done.error());

  SnapshotGraph graph;
  std::vector<Vertex> vertex_of_arrival(arrivals.size());
  for (const auto& [id, arrival] : arrivals) {
    vertex_of_arrival[arrival] = static_cast<Vertex>(graph.ids_.size());
    graph.ids_.push_back(id);
  }
  for (DyadEvent& event : events) {
    std::tie(event.smaller, event.larger) =
        std::minmax({vertex_of_arrival[event.smaller], vertex_of_arrival[event.larger]});
  }
  graph.fillDyads(std::move(events));
  graph.fillRows();
  return graph;
}

void SnapshotGraph::fillDyads(std::vector<DyadEvent> events) {
  // stable: the events of a dyad stay in the order in which the source gave them
  std::stable_sort(events.begin(), events.end(), [](const DyadEvent& a, const DyadEvent& b) {
    return std::tie(a.smaller, a.larger) < std::tie(b.smaller, b.larger);
  });
  events_.reserve(events.size());
  for (const DyadEvent& event : events) {
    if (dyads_.empty() || dyads_.back().source != event.smaller ||
        dyads_.back().target != event.larger) {
      dyads_.push_back({event.smaller, event.larger, static_cast<std::uint32_t>(dyads_.size())});
      dyad_events_.push_back(events_.size());
    }
    events_.push_back(event.event);
    dyad_events_.back() = events_.size();
  }
}

void SnapshotGraph::fillRows() {
  rows_.assign(ids_.size() + 1, 0);
  for (const Edge& dyad : dyads_) {
    ++rows_[dyad.source + 1];
    ++rows_[dyad.target + 1];
  }
  for (std::size_t vertex = 0; vertex < ids_.size(); ++vertex) rows_[vertex + 1] += rows_[vertex];

  edges_.resize(2 * dyads_.size());
  std::vector<std::size_t> next(rows_.begin(), rows_.end());
  // the partners before a vertex come first, then those behind it; both in order
  for (const Edge& dyad : dyads_) edges_[next[dyad.target]++] = Reverse()(dyad);
  for (const Edge& dyad : dyads_) edges_[next[dyad.source]++] = dyad;
}

std::optional<SnapshotGraph::Vertex> SnapshotGraph::findVertex(const EntityId& id) const {
  const auto at = std::lower_bound(ids_.begin(), ids_.end(), id);
  if (at == ids_.end() || *at != id) return std::nullopt;
  return static_cast<Vertex>(at - ids_.begin());
}

std::span<const SnapshotGraph::Edge> SnapshotGraph::edgesOf(Vertex vertex) const {
  return std::span(edges_).subspan(rows_[vertex], rows_[vertex + 1] - rows_[vertex]);
}

std::uint32_t SnapshotGraph::weightOf(const Edge& edge) const {
  return static_cast<std::uint32_t>(eventsOf(edge).size());
}

std::span<const EventId> SnapshotGraph::eventsOf(const Edge& edge) const {
  const std::size_t begin = dyad_events_[edge.dyad];
  return std::span(events_).subspan(begin, dyad_events_[edge.dyad + 1] - begin);
}

}  // namespace chancery
