#include "export/graph_walk.h"

#include "export/entity_cache.h"

namespace chancery {
namespace {

// Where the nodes stand, if that is wanted.
class Positions {
 public:
  static Result<Positions> workOut(const EventSource& source, const EventFilter& filter) {
    auto graph = SnapshotGraph::read(source, filter);
    if (!graph) return tl::unexpected<Error>(graph.error());
    Positions positions;
    positions.points_ = layOut(*graph);
    positions.graph_ = std::move(*graph);
    return positions;
  }

  // None for an actor that has to do with itself alone.
  std::optional<Point> of(const EntityId& id) const {
    const auto vertex = graph_.findVertex(id);
    if (!vertex) return std::nullopt;
    return points_[*vertex];
  }

 private:
  SnapshotGraph graph_;
  std::vector<Point> points_;
};

Result<void> walkNodes(const Participants& participants, const Positions& positions,
                       EntityCache& entities, GraphSink& sink) {
  for (const auto& [id, participant] : participants) {
    const auto entity = entities.find(id);
    if (!entity) return tl::unexpected<Error>(entity.error());
    const GraphValues values = nodeValues(**entity, participant);
    sink.node({**entity, participant, positions.of(id), values});
    if (!sink.ok()) break;
  }
  return {};
}

void walkDyads(const Dyads& dyads, GraphSink& sink) {
  for (const auto& [pair, dyad] : dyads) {
    if (!sink.ok()) return;
    const std::string id = idOf(pair);
    const GraphValues values = dyadValues(dyad);
    sink.edge({id, pair.first, pair.second, true, mainRelationOf(dyad), dyad.events,
               dyad.spells.spans(), values});
  }
}

Result<void> walkEvents(const EventSource& source, const EventFilter& filter,
                        const Participants& participants, EntityCache& entities, GraphSink& sink) {
  Result<void> written;
  const auto read = source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    // many readers fail at an edge without its nodes
    if (!participants.contains(event.subject) || !participants.contains(event.object)) return true;
    const Entity* place = nullptr;
    if (event.place) {
      const auto found = entities.find(*event.place);
      if (!found) {
        written = tl::unexpected<Error>(found.error());
        return false;
      }
      place = *found;
    }
    const std::string id = toString(event.id);
    Spells spells;
    spells.add(event.date);
    const GraphValues values = eventValues(event, place);
    sink.edge({id, event.subject, event.object, infoOf(event.relation).symmetric, event.relation, 1,
               spells.spans(), values});
    return sink.ok();
  });
  return read ? written : read;
}

}  // namespace

Result<void> walkGraph(const EventSource& source, const EventFilter& filter,
                       const GraphOptions& options, GraphSink& sink) {
  const auto actors = collectActors(source, filter, options.kind);
  if (!actors) return tl::unexpected<Error>(actors.error());
  Positions positions;
  if (options.layout) {
    auto worked_out = Positions::workOut(source, filter);
    if (!worked_out) return tl::unexpected<Error>(worked_out.error());
    positions = std::move(*worked_out);
  }
  EntityCache entities(source);
  auto written = walkNodes(actors->participants, positions, entities, sink);
  if (!written || !sink.ok()) return written;
  if (options.kind == GraphKind::kEvents) {
    return walkEvents(source, filter, actors->participants, entities, sink);
  }
  walkDyads(actors->dyads, sink);
  return {};
}

}  // namespace chancery
