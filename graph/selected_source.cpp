#include "graph/selected_source.h"

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <map>
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

// To ask for so many actors, and then for so many pairs, is quicker than to read all events of a
// large source, and not much slower where it is small.
constexpr std::size_t kMostActors = 5'000;
constexpr std::size_t kMostPairs = 20'000;
constexpr std::uint64_t kMostEvents = 100'000;  // they are put in order in memory

// Whom an entity reaches, and the pairs among them, asked one actor at a time.
class Circle {
 public:
  Circle(const EventSource& source, const EventFilter& filter, const Selection& selection)
      : source_(source), filter_(filter), selection_(selection) {}

  // False where it is too large for that.
  Result<bool> read() {
    std::vector<EntityId> fringe = {*selection_.ego};
    wanted_.insert(*selection_.ego);
    for (std::size_t step = 0; !fringe.empty(); ++step) {
      std::vector<EntityId> next;
      for (const EntityId& actor : fringe) {
        const auto asked = ask(actor);
        if (!asked) return tl::unexpected<Error>(asked.error());
        if (step == selection_.steps) continue;
        for (const Partner& partner : partners_.at(actor)) {
          if (wanted_.insert(partner.id).second) next.push_back(partner.id);
        }
        if (wanted_.size() > kMostActors) return false;
      }
      fringe = std::move(next);
    }
    keepTop();
    return true;
  }

  SelectedSource::Pairs pairs() const {
    SelectedSource::Pairs pairs;
    for (const EntityId& actor : wanted_) {
      for (const Partner& partner : partners_.at(actor)) {
        if (actor < partner.id && wanted_.contains(partner.id)) pairs.insert({actor, partner.id});
      }
    }
    return pairs;
  }

  bool hasFewEvents() const {
    std::uint64_t events = 0;
    for (const EntityId& actor : wanted_) {
      for (const Partner& partner : partners_.at(actor)) {
        if (actor < partner.id && wanted_.contains(partner.id)) events += partner.events;
      }
    }
    return events <= kMostEvents;
  }

 private:
  struct Partner {
    EntityId id;
    std::uint64_t events = 0;
  };

  Result<void> ask(const EntityId& actor) {
    std::vector<Partner>& partners = partners_[actor];
    return source_.forEachNeighbor(actor, filter_, [&](const Neighbor& neighbor) {
      if (neighbor.events >= selection_.min_weight) {
        partners.push_back({neighbor.id, neighbor.events});
      }
      return true;
    });
  }

  void keepTop() {
    if (!selection_.top || wanted_.size() <= *selection_.top) return;
    const auto eventsOf = [&](const EntityId& actor) {
      std::uint64_t events = actor == *selection_.ego ? UINT64_MAX : 0;
      if (events > 0) return events;
      for (const Partner& partner : partners_.at(actor)) events += partner.events;
      return events;
    };
    std::vector<std::pair<std::uint64_t, EntityId>> order;
    for (const EntityId& actor : wanted_) order.emplace_back(eventsOf(actor), actor);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = *selection_.top; i < order.size(); ++i) wanted_.erase(order[i].second);
  }

  const EventSource& source_;
  const EventFilter& filter_;
  const Selection& selection_;
  std::set<EntityId> wanted_;
  std::map<EntityId, std::vector<Partner>> partners_;  // with as many events as are asked for
};

}  // namespace

Result<SelectedSource> SelectedSource::select(const EventSource& source, const EventFilter& filter,
                                              const Selection& selection) {
  if (selection.ego) {
    Circle circle(source, filter, selection);
    const auto read = circle.read();
    if (!read) return tl::unexpected<Error>(read.error());
    if (*read) {
      SelectedSource selected(source);
      selected.pairs_ = circle.pairs();
      selected.asks_pairs_ = selected.pairs_.size() <= kMostPairs && circle.hasFewEvents();
      return selected;
    }
  }
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

Result<void> SelectedSource::forEachEvent(const EventFilter& filter, Detail detail,
                                          const EventVisitor& visit) const {
  if (!asks_pairs_) return PartialSource::forEachEvent(filter, detail, visit);
  std::vector<Event> events;
  for (const auto& [a, b] : pairs_) {
    const auto read =
        whole().forEachEventBetween(a, b, filter, Detail::kSummary, [&](const Event& event) {
          events.push_back(event);
          return true;
        });
    if (!read) return read;
  }
  std::sort(events.begin(), events.end(), comesBefore);
  for (Event& event : events) {
    if (detail == Detail::kMentions) {
      auto whole_event = whole().findEvent(event.id);
      if (!whole_event) return tl::unexpected<Error>(whole_event.error());
      event = std::move(*whole_event);
    }
    if (!visit(event)) break;
  }
  return {};
}

Result<void> SelectedSource::forEachDocument(const DocumentVisitor& visit) const {
  if (!asks_pairs_) return PartialSource::forEachDocument(visit);
  std::set<DocumentId> documents;
  const auto read = forEachEvent({}, Detail::kMentions, [&](const Event& event) {
    for (const Mention& mention : event.mentions) documents.insert(mention.document);
    return true;
  });
  if (!read) return read;
  for (const DocumentId& id : documents) {
    const auto document = whole().findDocument(id);
    if (!document) return tl::unexpected<Error>(document.error());
    if (!visit(*document)) break;
  }
  return {};
}

bool SelectedSource::takes(const EntityId& a, const EntityId& b,
                           const std::optional<DateSpan>&) const {
  return pairs_.contains(std::minmax(a, b));
}

}  // namespace chancery
