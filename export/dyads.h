// Who took part in events, and which pairs: what the formats that draw a graph have in common.
// What is known of an actor and of its pairs is asked for when it is written, so that memory grows
// with the actors, not with the days on which they did something.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

// When something was there, as spans without overlap, in order: Gephi drops a span that overlaps
// another. Days that follow one another are one span.
class Spells {
 public:
  // Dates must come in the order of comesBefore(), as every source gives them.
  void add(const std::optional<DateSpan>& date);

  const std::vector<DateSpan>& spans() const { return spans_; }
  bool hasUndated() const { return undated_; }

 private:
  std::vector<DateSpan> spans_;
  bool undated_ = false;
};

struct Participant {
  std::uint64_t events = 0;
  Spells spells;
};
using EventCounts = std::map<EntityId, std::uint64_t>;  // by actor

// Events between the same two entities, whoever was the subject.
struct Dyad {
  std::uint64_t events = 0;
  std::array<std::uint64_t, kRelationCount> by_relation{};
  std::array<std::uint64_t, kStatusCount> by_status{};
  Spells spells;
  int confidence_permille = 0;
};
using Dyads = std::map<EntityId, Dyad>;  // of one actor, by its partner

// How many events each actor takes part in. Errors: those of the source.
Result<EventCounts> countEvents(const EventSource& source, const EventFilter& filter);

// When the actor took part in events. Errors: those of the source.
Result<Spells> spellsOf(const EventSource& source, const EventFilter& filter,
                        const EntityId& actor);

// The pairs of the actor with itself and with those of `actors` whose ids come after its own.
// Errors: those of the source.
Result<Dyads> dyadsOf(const EventSource& source, const EventFilter& filter, const EntityId& actor,
                      const EventCounts& actors);

// "meet 3, visit 1", in the order of the table of relations.
std::string labelOf(const Dyad& dyad);

// The relation that most of its events have; among equals the first of the table.
Relation mainRelationOf(const Dyad& dyad);

// "d." and a UUID: opaque, because an id put together from two could be that of another pair.
// The smaller id comes first.
std::string idOfDyad(const EntityId& one, const EntityId& other);

}  // namespace chancery
