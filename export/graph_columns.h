// What a graph's nodes and edges say of themselves, the same in every format that draws a graph.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "export/dyads.h"
#include "export/graph_kind.h"
#include "graph/event_source.h"

namespace chancery {

// An attribute. The key is the name that viewers without names show; where nodes have an
// attribute of the same name, that of edges gets an "e_", since keys are unique in a file.
struct GraphColumn {
  std::string key;
  std::string name;
  std::string type;  // "string", "long", "double", "boolean": GraphML and GEXF call them alike
};
using GraphColumns = std::vector<GraphColumn>;

// The first is the label; of edges the second is the weight; of nodes the last is the community,
// if these are wanted.
GraphColumns nodeColumns(bool communities);
GraphColumns edgeColumns(GraphKind kind);

// In the order of the columns; empty: not known. Dates are strings in ISO 8601.
using GraphValues = std::vector<std::string>;
GraphValues nodeValues(const Entity& entity, const Participant& participant);
// The last of nodeColumns(true): communities count from 1, as `chancery communities` does.
std::string communityValue(std::optional<std::uint32_t> community);
GraphValues dyadValues(const Dyad& dyad);
// `place` may be null. The mentions must be there.
GraphValues eventValues(const Event& event, const Entity* place);

}  // namespace chancery
