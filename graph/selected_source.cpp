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

bool SelectedSource::takes(const EntityId& a, const EntityId& b) const {
  return pairs_.contains(std::minmax(a, b));
}

Result<void> SelectedSource::forEachEvent(const EventFilter& filter, Detail detail,
                                          const EventVisitor& visit) const {
  return source_->forEachEvent(filter, detail, [&](const Event& event) {
    return !takes(event.subject, event.object) || visit(event);
  });
}

Result<void> SelectedSource::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                            Detail detail, const EventVisitor& visit) const {
  return source_->forEachEventOf(entity, filter, detail, [&](const Event& event) {
    return !takes(event.subject, event.object) || visit(event);
  });
}

Result<void> SelectedSource::forEachEventBetween(const EntityId& a, const EntityId& b,
                                                 const EventFilter& filter, Detail detail,
                                                 const EventVisitor& visit) const {
  if (!takes(a, b)) return {};
  return source_->forEachEventBetween(a, b, filter, detail, visit);
}

Result<void> SelectedSource::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                            const EventVisitor& visit) const {
  return source_->forEachEventIn(document, filter, [&](const Event& event) {
    return !takes(event.subject, event.object) || visit(event);
  });
}

Result<void> SelectedSource::forEachLink(const EntityId& entity, const EventFilter& filter,
                                         const LinkVisitor& visit) const {
  return source_->forEachLink(
      entity, filter, [&](const Link& link) { return !takes(entity, link.other) || visit(link); });
}

Result<void> SelectedSource::forEachEntity(const EntityVisitor& visit) const {
  return source_->forEachEntity(visit);
}

Result<void> SelectedSource::forEachDocument(const DocumentVisitor& visit) const {
  Result<void> asked;
  const auto read = source_->forEachDocument([&](const Document& document) {
    bool tells = false;
    asked = forEachEventIn(document.id, {}, [&](const Event&) {
      tells = true;
      return false;
    });
    return asked && (!tells || visit(document));
  });
  return asked ? read : asked;
}

Result<Event> SelectedSource::findEvent(const EventId& id) const {
  auto event = source_->findEvent(id);
  if (event && !takes(event->subject, event->object)) {
    return makeError(ErrorCode::kNotFound, "event " + toString(id) + " is not selected");
  }
  return event;
}

Result<Entity> SelectedSource::findEntity(const EntityId& id) const {
  return source_->findEntity(id);
}

Result<Document> SelectedSource::findDocument(const DocumentId& id) const {
  return source_->findDocument(id);
}

Result<std::vector<EntityId>> SelectedSource::findByKey(std::string_view key) const {
  return source_->findByKey(key);
}

Result<std::vector<std::string>> SelectedSource::keysWithPrefix(std::string_view prefix,
                                                                std::size_t limit) const {
  return source_->keysWithPrefix(prefix, limit);
}

Result<GraphCounts> SelectedSource::counts() const {
  auto counts = source_->counts();
  if (!counts) return counts;
  counts->events = 0;
  counts->mentions = 0;
  const auto read = forEachEvent({}, Detail::kMentions, [&](const Event& event) {
    ++counts->events;
    counts->mentions += event.mentions.size();
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return counts;
}

}  // namespace chancery
