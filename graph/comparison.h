// What two periods, or any two selections of events, have that the other has not.
#pragma once

#include <vector>

#include "graph/event_source.h"
#include "graph/ranking.h"

namespace chancery {

// An actor's value before and after; 0 where it takes part in no event.
struct ActorChange {
  EntityId id;
  double before = 0;
  double after = 0;

  friend bool operator==(const ActorChange&, const ActorChange&) = default;
};

// The events of a pair before and after, in one of which there are some.
struct TieChange {
  EntityId a;  // the smaller id
  EntityId b;
  std::uint64_t before = 0;
  std::uint64_t after = 0;

  friend bool operator==(const TieChange&, const TieChange&) = default;
};

// Those whose values differ; the largest differences first, then by id.
struct Comparison {
  std::vector<ActorChange> gained;
  std::vector<ActorChange> lost;
  std::vector<TieChange> new_ties;   // before: none
  std::vector<TieChange> gone_ties;  // after: none
  std::vector<TieChange> changed_ties;
};

// Actors are compared by `centrality`, pairs by their events. Counts are not set in proportion to
// the length of a period. Errors: those of the source. Thread safety: that of the source.
Result<Comparison> compare(const EventSource& source, const EventFilter& before,
                           const EventFilter& after,
                           Centrality centrality = Centrality::kWeightedDegree);

}  // namespace chancery
