// How two actors hang together: the shortest way from one to the other, event by event.
//
// Results are copies; any number of threads may ask at once, as they may ask the source.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

struct PathOptions {
  EventFilter filter;                 // a path uses events that it takes, and no others
  EnumSet<EntityType> leave_out;      // no entity of these types between the two ends
  std::size_t max_steps = 6;          // longer paths are not looked for
  std::size_t max_events_a_step = 3;  // how many of a step's events are wanted
  Detail detail = Detail::kSummary;
};

// From one entity to the next.
struct PathStep {
  EntityId from;
  EntityId to;
  std::uint64_t event_count = 0;  // how many events the two share
  std::vector<Event> events;      // the latest first, those without a date last; as many as wanted

  friend bool operator==(const PathStep&, const PathStep&) = default;
};

struct Path {
  std::vector<EntityId> entities;  // from one end to the other, both included
  std::vector<PathStep> steps;     // one less than entities

  friend bool operator==(const Path&, const Path&) = default;
};

// A shortest path by number of steps; among these the one whose ids come first, compared from
// `from` on, so that the answer is a function of the graph. From an actor to itself there is a
// path without steps.
//
// Searches from both ends at once, always on from the smaller fringe (Pohl, "Bi-directional
// search", 1971), and reads of the source what the search touches.
//
// Errors: kNotFound when there is no such path, in words for a person; those of the source.
Result<Path> findShortestPath(const EventSource& source, const EntityId& from, const EntityId& to,
                              const PathOptions& options = {});

// The first `count` paths without loops, fewer if there are not so many: by number of steps, then
// by their ids, so that the first is the one above. Yen, "Finding the k shortest loopless paths in
// a network", 1971: a search for each entity of each path that is found.
//
// Errors: as above; kNotFound only when there is not a single one.
Result<std::vector<Path>> findShortestPaths(const EventSource& source, const EntityId& from,
                                            const EntityId& to, std::size_t count,
                                            const PathOptions& options = {});

}  // namespace chancery
