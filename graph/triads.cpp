#include "graph/triads.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/neighbors.h"

namespace chancery {
namespace {

constexpr std::array<std::string_view, kTriadKinds> kNames = {
    "003",  "012",  "102", "021D", "021U", "021C", "111D", "111U",
    "030T", "030C", "201", "120D", "120U", "120C", "210",  "300"};

// By code: bits 1, 2: u to v, v to u; 4, 8: u to w, w to u; 16, 32: v to w, w to v. The kind, from
// 1, as in table 1 of Batagelj and Mrvar.
constexpr std::array<std::uint8_t, 64> kKindOfCode = {
    1, 2,  2,  3,  2, 4,  6, 8,  2,  6,  5,  7,  3, 8,  7,  11, 2,  6,  4,  8, 5, 9,
    9, 13, 6,  10, 9, 14, 7, 14, 12, 15, 2,  5,  6, 7,  6,  9,  10, 14, 4,  9, 9, 12,
    8, 13, 14, 15, 3, 7,  8, 11, 7,  12, 14, 15, 8, 14, 13, 15, 11, 15, 15, 16};

using Vertex = std::uint32_t;

// The ties of an actor, both ways, in the order of their partners.
struct Tie {
  Vertex partner;
  std::uint8_t ways;  // 1: to the partner, 2: from it
};
using TieTable = std::vector<std::vector<Tie>>;

Result<TieTable> readTies(const EventSource& source, const EventFilter& filter) {
  std::map<EntityId, Vertex> vertices;
  std::vector<std::map<Vertex, std::uint8_t>> ways;
  const auto vertexOf = [&](const EntityId& id) {
    const auto [at, is_new] = vertices.try_emplace(id, static_cast<Vertex>(vertices.size()));
    if (is_new) ways.emplace_back();
    return at->second;
  };
  const auto read = source.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    if (event.subject == event.object) return true;
    const Vertex subject = vertexOf(event.subject), object = vertexOf(event.object);
    const bool both = infoOf(event.relation).symmetric;
    ways[subject][object] |= both ? 3 : 1;
    ways[object][subject] |= both ? 3 : 2;
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  TieTable table(ways.size());
  for (Vertex vertex = 0; vertex < ways.size(); ++vertex) {
    for (const auto& [partner, way] : ways[vertex]) table[vertex].push_back({partner, way});
  }
  return table;
}

std::uint8_t waysTo(const std::vector<Tie>& ties, Vertex partner) {
  const auto at = std::lower_bound(ties.begin(), ties.end(), partner,
                                   [](const Tie& tie, Vertex v) { return tie.partner < v; });
  return at == ties.end() || at->partner != partner ? std::uint8_t{0} : at->ways;
}

// Whoever has to do with one of two that have to do with each other, without these.
std::vector<Vertex> partnersOfEither(const std::vector<Tie>& a, const std::vector<Tie>& b, Vertex u,
                                     Vertex v) {
  std::vector<Vertex> partners;
  for (const auto* ties : {&a, &b}) {
    for (const Tie& tie : *ties) {
      if (tie.partner != u && tie.partner != v) partners.push_back(tie.partner);
    }
  }
  std::sort(partners.begin(), partners.end());
  partners.erase(std::unique(partners.begin(), partners.end()), partners.end());
  return partners;
}

void countAround(const TieTable& table, Vertex u, const Tie& tie, TriadCensus& census) {
  const Vertex v = tie.partner;
  const auto partners = partnersOfEither(table[u], table[v], u, v);
  // whoever else there is has no tie to either
  census[tie.ways == 3 ? 2 : 1] += table.size() - partners.size() - 2;
  for (const Vertex w : partners) {
    const std::uint8_t u_to_w = waysTo(table[u], w);
    // each triad is counted once: where u and v come first among its ties
    if (!(v < w || (u < w && w < v && u_to_w == 0))) continue;
    const unsigned code = tie.ways + 4u * u_to_w + 16u * waysTo(table[v], w);
    ++census[kKindOfCode[code] - 1u];
  }
}

bool isConflict(const Neighbor& tie) {
  std::uint64_t conflicts = 0;
  for (const RelationInfo& info : relationTable()) {
    if (info.family == "conflict") {
      conflicts += tie.by_relation[static_cast<std::size_t>(info.relation)];
    }
  }
  return 2 * conflicts > tie.events;
}

}  // namespace

const std::array<std::string_view, kTriadKinds>& triadNames() { return kNames; }

Result<TriadCensus> triadCensus(const EventSource& source, const EventFilter& filter) {
  const auto table = readTies(source, filter);
  if (!table) return tl::unexpected(table.error());
  TriadCensus census{};
  for (Vertex u = 0; u < table->size(); ++u) {
    for (const Tie& tie : (*table)[u]) {
      if (u < tie.partner) countAround(*table, u, tie, census);
    }
  }
  const std::uint64_t count = table->size();
  if (count < 3) return census;
  std::uint64_t all = count * (count - 1) / 2;  // times (count - 2) / 3, one of which 3 divides
  all = all % 3 == 0 ? all / 3 * (count - 2) : (count - 2) / 3 * all;
  census[0] = all;
  for (std::size_t kind = 1; kind < kTriadKinds; ++kind) census[0] -= census[kind];
  return census;
}

Result<ActorTriads> triadsOf(const EventSource& source, const EntityId& actor,
                             const EventFilter& filter) {
  const auto partners = neighborsOf(source, actor, filter);
  if (!partners) return tl::unexpected(partners.error());
  std::map<EntityId, const Neighbor*> by_id;
  for (const Neighbor& partner : *partners) by_id.emplace(partner.id, &partner);

  ActorTriads triads;
  for (const auto& [a, tie_a] : by_id) {
    const auto others = neighborsOf(source, a, filter);
    if (!others) return tl::unexpected(others.error());
    for (const Neighbor& tie_ab : *others) {
      const auto tie_b = by_id.find(tie_ab.id);
      if (tie_b == by_id.end() || !(a < tie_ab.id)) continue;
      const int conflicts = (isConflict(*tie_a) ? 1 : 0) + (isConflict(*tie_b->second) ? 1 : 0) +
                            (isConflict(tie_ab) ? 1 : 0);
      triads.closed.push_back(
          {a, tie_ab.id, tie_a->events, tie_b->second->events, tie_ab.events, conflicts});
    }
  }
  const std::uint64_t count = by_id.size();
  triads.open = count * (count - (count > 0 ? 1 : 0)) / 2 - triads.closed.size();
  std::sort(triads.closed.begin(), triads.closed.end(),
            [](const ClosedTriad& x, const ClosedTriad& y) {
              const auto weakest = [](const ClosedTriad& triad) {
                return std::min({triad.events_a, triad.events_b, triad.events_ab});
              };
              if (weakest(x) != weakest(y)) return weakest(x) > weakest(y);
              return x.a != y.a ? x.a < y.a : x.b < y.b;
            });
  return triads;
}

}  // namespace chancery
