// The two ways to draw events as a graph of those who took part.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace chancery {

enum class GraphKind {
  kDyads,   // an edge is a pair of entities with all that happened between them
  kEvents,  // an edge is an event
};

struct GraphKindInfo {
  GraphKind kind;
  std::string_view name;
  std::string_view description;
};

inline constexpr std::array<GraphKindInfo, 2> kGraphKinds = {
    {{GraphKind::kDyads, "dyads", "one edge a pair, with counts of what happened between them"},
     {GraphKind::kEvents, "events", "one edge an event, with its date, place and evidence"}}};

inline std::optional<GraphKind> graphKindNamed(std::string_view name) {
  for (const GraphKindInfo& info : kGraphKinds) {
    if (info.name == name) return info.kind;
  }
  return std::nullopt;
}

}  // namespace chancery
