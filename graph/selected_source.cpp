#include "graph/selected_source.h"

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <vector>

#include "graph/snapshot_graph.h"

namespace chancery {
namespace {

using Vertex = SnapshotGraph::Vertex;
using Marks = std::vector<bool>;  // by vertex: whether it is wanted

Marks reachedFrom(const SnapshotGraph& graph, const Selection& selection) {
  Marks reached(graph.vertexCount(), !selection.ego);
  const auto middle = selection.ego ? graph.findVertex(*selection.ego) : std::nullopt;
  if (!middle) return reached;
  reached[*middle] = true;
  std::vector<Vertex> fringe = {*middle};
  for (std::size_t step = 0; step < selection.steps && !fringe.empty(); ++step) {
    std::vector<Vertex> next;
    for (const Vertex vertex : fringe) {
      for (const auto& edge : graph.edgesOf(vertex)) {
        if (graph.weightOf(edge) < selection.min_weight || reached[edge.target]) continue;
        reached[edge.target] = true;
        next.push_back(edge.target);
      }
    }
    fringe = std::move(next);
  }
  return reached;
}

// Leaves the `top` that have the most events; the one in the middle always stays.
void keepTop(const SnapshotGraph& graph, const Selection& selection, Marks& wanted) {
  if (!selection.top) return;
  std::vector<std::uint64_t> events(graph.vertexCount(), 0);
  for (const auto& edge : boost::make_iterator_range(edges(graph))) {
    if (graph.weightOf(edge) < selection.min_weight) continue;
    events[edge.source] += graph.weightOf(edge);
    events[edge.target] += graph.weightOf(edge);
  }
  if (selection.ego) {
    if (const auto middle = graph.findVertex(*selection.ego)) events[*middle] = UINT64_MAX;
  }
  std::vector<Vertex> order;
  for (Vertex vertex = 0; vertex < wanted.size(); ++vertex) {
    if (wanted[vertex]) order.push_back(vertex);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](Vertex a, Vertex b) { return events[a] > events[b]; });
  for (std::size_t i = *selection.top; i < order.size(); ++i) wanted[order[i]] = false;
}

}  // namespace

Result<SelectedSource> SelectedSource::select(const EventSource& source, const EventFilter& filter,
                                              const Selection& selection) {
  const auto graph = SnapshotGraph::read(source, filter);
  if (!graph) return tl::unexpected<Error>(graph.error());
  Marks wanted = reachedFrom(*graph, selection);
  keepTop(*graph, selection, wanted);
  SelectedSource selected(source);
  for (const auto& edge : boost::make_iterator_range(edges(*graph))) {
    if (!wanted[edge.source] || !wanted[edge.target]) continue;
    if (graph->weightOf(edge) < selection.min_weight) continue;
    selected.pairs_.insert({graph->idOf(edge.source), graph->idOf(edge.target)});
  }
  return selected;
}

bool SelectedSource::takes(const EntityId& a, const EntityId& b,
                           const std::optional<DateSpan>&) const {
  return pairs_.contains(std::minmax(a, b));
}

}  // namespace chancery
