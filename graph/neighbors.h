// With whom an actor has to do, and how far the circle around it reaches.
//
// Results are copies; any number of threads may ask at once, as they may ask the source.
#pragma once

#include <cstddef>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

// The partners of `actor` in the events that `filter` takes (with `filter.with`: that one at the
// most), those with the most events first, then by id. Empty for an actor without events.
// Errors: those of the source.
Result<std::vector<Neighbor>> neighborsOf(const EventSource& source, const EntityId& actor,
                                          const EventFilter& filter = {});

// An entity and its distance from the middle of a neighbourhood.
struct Reached {
  EntityId id;
  std::size_t steps = 0;

  friend bool operator==(const Reached&, const Reached&) = default;
};

struct Neighborhood {
  std::vector<Reached> reached;  // the nearest first, then by id; at 0 steps the actor itself
  bool complete = true;          // false: `max_entities` left some out
};

// All that can be reached from `actor` in at most `steps` steps: the first `max_entities` of them.
// Errors: those of the source.
Result<Neighborhood> neighborhoodOf(const EventSource& source, const EntityId& actor,
                                    std::size_t steps, std::size_t max_entities,
                                    const EventFilter& filter = {});

}  // namespace chancery
