// What a store reads to answer a question, told before it is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

// A question about events: of all, of one actor, or of what lies between two.
struct EventQuestion {
  EventFilter filter;
  std::optional<EntityId> actor;
  std::optional<EntityId> other;  // needs an actor
  bool partners = false;          // those of the actor, counted
};

// Keys of one family: from `begin` to before `end`, as docs/store-format.md has them.
struct KeyRange {
  std::string family;
  std::string begin;
  std::string end;  // empty: to the last key
};

struct ReadPlan {
  std::vector<KeyRange> ranges;  // none: the store knows that nothing matches
  // What of the question the ranges are made of, and what is asked of each row in them: "actors",
  // "days", "relations", "statuses", "participant", "place", "topics", "confidence".
  std::vector<std::string> in_key;
  std::vector<std::string> on_row;
  // From the sizes of blocks, without reading any; none: less than a block, or nothing is known.
  std::optional<std::uint64_t> about_rows;
};

}  // namespace chancery
