// The walk over nodes and edges that all formats share which draw a graph.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "export/graph_columns.h"
#include "export/graph_kind.h"
#include "export/graph_look.h"
#include "graph/event_source.h"
#include "graph/layout.h"

namespace chancery {

struct GraphOptions {
  GraphKind kind = GraphKind::kDyads;
  bool layout = false;  // work out where the nodes stand; asks for memory that grows with events
  bool communities = false;  // and to which community they belong, which then gives their colour
  std::uint64_t* edges = nullptr;  // where there is one, how many edges were written is put there
};

// Gephi takes minutes, and more memory than it allows itself, to open a file of more edges.
constexpr std::uint64_t kManyEdges = 300'000;

struct GraphNode {
  const Entity& entity;
  const Participant& participant;
  std::optional<Point> position;
  Colour colour;
  const GraphValues& values;  // as nodeColumns() names them
};

struct GraphEdge {
  std::string_view id;
  const EntityId& source;
  const EntityId& target;
  bool symmetric;     // the direction means nothing
  Relation relation;  // of a dyad, the one that most of its events have
  std::uint64_t weight;
  const std::vector<DateSpan>& spells;  // without overlap; empty: no date is known
  const GraphValues& values;            // as edgeColumns() names them
};

// What takes the graph in. What it is given is valid during the call only.
class GraphSink {
 public:
  virtual ~GraphSink() = default;
  virtual void node(const GraphNode& node) = 0;
  virtual void edge(const GraphEdge& edge) = 0;
  virtual bool ok() const = 0;  // false: going on would be in vain
  // Whether the spells of nodes are looked at; each node then asks the source for its events.
  virtual bool wantsNodeSpells() const { return false; }
};

// All nodes in the order of their ids, then all edges: dyads in the order of the ids of their
// ends, events in that of comesBefore(). Memory grows with the entities, and holds the pairs and
// days of one entity at a time, unless a layout or communities are wanted. The source is asked more
// than once: an event that is added meanwhile may be left out, if its participants are new. Errors:
// those of the source.
Result<void> walkGraph(const EventSource& source, const EventFilter& filter,
                       const GraphOptions& options, GraphSink& sink);

}  // namespace chancery
