// Who took part in events, and which pairs: what the formats that draw a graph have in common.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "export/graph_kind.h"
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
using Participants = std::map<EntityId, Participant>;

// Events between the same two entities, whoever was the subject.
struct Dyad {
  std::uint64_t events = 0;
  std::array<std::uint64_t, kRelationCount> by_relation{};
  std::array<std::uint64_t, kStatusCount> by_status{};
  Spells spells;
  int confidence_permille = 0;
};
using Dyads = std::map<std::pair<EntityId, EntityId>, Dyad>;  // the smaller id first

struct Actors {
  Participants participants;
  Dyads dyads;  // of kDyads only
};

// Errors: those of the source.
Result<Actors> collectActors(const EventSource& source, const EventFilter& filter, GraphKind kind);

// "meet 3, visit 1", in the order of the table of relations.
std::string labelOf(const Dyad& dyad);

// The relation that most of its events have; among equals the first of the table.
Relation mainRelationOf(const Dyad& dyad);

// "d." and a UUID: opaque, because an id put together from two could be that of another pair.
std::string idOf(const Dyads::key_type& pair);

}  // namespace chancery
