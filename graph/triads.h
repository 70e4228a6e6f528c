// Groups of three: the census of a whole graph, and the closed ones around one actor.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

// The sixteen kinds, named by how many pairs are mutual, asymmetric and null, in the usual order:
// 003, 012, 102, 021D, 021U, 021C, 111D, 111U, 030T, 030C, 201, 120D, 120U, 120C, 210, 300.
inline constexpr std::size_t kTriadKinds = 16;
const std::array<std::string_view, kTriadKinds>& triadNames();
using TriadCensus = std::array<std::uint64_t, kTriadKinds>;

// How many groups of three there are of each kind among the entities of the events that `filter`
// takes. A subject has a tie to its object; of a symmetric relation, such as to meet, both have
// one. Holland and Leinhardt, "A method for detecting structure in sociometric data", 1970; counted
// as by Batagelj and Mrvar, "A subquadratic triad census algorithm for large sparse networks with
// small maximum degree", 2001. Errors: those of the source.
Result<TriadCensus> triadCensus(const EventSource& source, const EventFilter& filter = {});

// Two partners of an actor who have to do with each other, too.
struct ClosedTriad {
  EntityId a;  // the smaller id
  EntityId b;
  std::uint64_t events_a = 0;  // between the actor and `a`
  std::uint64_t events_b = 0;
  std::uint64_t events_ab = 0;
  // How many of the three ties are conflicts, by most of their events. Balanced are 0 and 2 ("the
  // enemy of my enemy"): Cartwright and Harary, "Structural balance: a generalization of Heider's
  // theory", 1956.
  int conflicts = 0;

  bool isBalanced() const { return conflicts % 2 == 0; }
  friend bool operator==(const ClosedTriad&, const ClosedTriad&) = default;
};

struct ActorTriads {
  std::vector<ClosedTriad> closed;  // the strongest first, by the weakest of their ties; then by id
  // Pairs of partners who have nothing to do with each other, but for the actor: Burt, "Structural
  // holes", 1992.
  std::uint64_t open = 0;
};

// Reads the events of the actor and of its partners. Errors: those of the source.
Result<ActorTriads> triadsOf(const EventSource& source, const EntityId& actor,
                             const EventFilter& filter = {});

}  // namespace chancery
