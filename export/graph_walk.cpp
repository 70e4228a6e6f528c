#include "export/graph_walk.h"

#include "export/entity_cache.h"
#include "graph/communities.h"

namespace chancery {
namespace {

// Where the nodes stand and to which circle they belong, as far as that is wanted.
class Places {
 public:
  static Result<Places> workOut(const EventSource& source, const EventFilter& filter,
                                const GraphOptions& options) {
    Places places;
    if (!options.layout && !options.communities) return places;
    auto graph = SnapshotGraph::read(source, filter);
    if (!graph) return tl::unexpected<Error>(graph.error());
    if (options.layout) places.points_ = layOut(*graph);
    if (options.communities) places.communities_ = findCommunities(*graph).of;
    places.graph_ = std::move(*graph);
    return places;
  }

  // None for an actor that has to do with itself alone.
  std::optional<Point> pointOf(const EntityId& id) const { return valueOf(points_, id); }
  std::optional<std::uint32_t> communityOf(const EntityId& id) const {
    return valueOf(communities_, id);
  }

 private:
  template <typename Value>
  std::optional<Value> valueOf(const std::vector<Value>& values, const EntityId& id) const {
    const auto vertex = graph_.findVertex(id);
    if (!vertex || values.empty()) return std::nullopt;
    return values[*vertex];
  }

  SnapshotGraph graph_;
  std::vector<Point> points_;
  std::vector<std::uint32_t> communities_;
};

Result<void> walkNodes(const EventSource& source, const EventFilter& filter,
                       const EventCounts& actors, const Places& places, bool communities,
                       EntityCache& entities, GraphSink& sink) {
  for (const auto& [id, events] : actors) {
    const auto entity = entities.find(id);
    if (!entity) return tl::unexpected<Error>(entity.error());
    Participant participant{events, {}};
    if (sink.wantsNodeSpells()) {
      auto spells = spellsOf(source, filter, id);
      if (!spells) return tl::unexpected<Error>(spells.error());
      participant.spells = std::move(*spells);
    }
    GraphValues values = nodeValues(**entity, participant);
    const auto community = places.communityOf(id);
    if (communities) values.push_back(communityValue(community));
    const Colour colour = communities ? colourOfCommunity(community) : colourOf((*entity)->type);
    sink.node({**entity, participant, places.pointOf(id), colour, values});
    if (!sink.ok()) break;
  }
  return {};
}

Result<void> walkDyads(const EventSource& source, const EventFilter& filter,
                       const EventCounts& actors, GraphSink& sink, std::uint64_t& edges) {
  for (const auto& [actor, _] : actors) {
    const auto dyads = dyadsOf(source, filter, actor, actors);
    if (!dyads) return tl::unexpected<Error>(dyads.error());
    for (const auto& [other, dyad] : *dyads) {
      if (!sink.ok()) return {};
      ++edges;
      const std::string id = idOfDyad(actor, other);
      const GraphValues values = dyadValues(dyad);
      sink.edge(
          {id, actor, other, true, mainRelationOf(dyad), dyad.events, dyad.spells.spans(), values});
    }
  }
  return {};
}

Result<void> walkEvents(const EventSource& source, const EventFilter& filter,
                        const EventCounts& actors, EntityCache& entities, GraphSink& sink,
                        std::uint64_t& edges) {
  Result<void> written;
  const auto read = source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    // many readers fail at an edge without its nodes
    if (!actors.contains(event.subject) || !actors.contains(event.object)) return true;
    const Entity* place = nullptr;
    if (event.place) {
      const auto found = entities.find(*event.place);
      if (!found) {
        written = tl::unexpected<Error>(found.error());
        return false;
      }
      place = *found;
    }
    ++edges;
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
  const auto actors = countEvents(source, filter);
  if (!actors) return tl::unexpected<Error>(actors.error());
  const auto places = Places::workOut(source, filter, options);
  if (!places) return tl::unexpected<Error>(places.error());
  EntityCache entities(source);
  auto written = walkNodes(source, filter, *actors, *places, options.communities, entities, sink);
  if (!written || !sink.ok()) return written;
  std::uint64_t edges = 0;
  written = options.kind == GraphKind::kEvents
                ? walkEvents(source, filter, *actors, entities, sink, edges)
                : walkDyads(source, filter, *actors, sink, edges);
  if (options.edges != nullptr) *options.edges = edges;
  return written;
}

}  // namespace chancery
