#include "graph/comparison.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace chancery {
namespace {

// Rounding may part values that are equal; it parts them by less than this part of them.
constexpr double kNoise = 1e-10;

template <typename Change>
double differenceOf(const Change& change) {
  return std::abs(static_cast<double>(change.after) - static_cast<double>(change.before));
}

// `changes` are in the order of their ids.
template <typename Change>
void largestFirst(std::vector<Change>& changes) {
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return differenceOf(a) > differenceOf(b);
  });
}

void compareActors(const SnapshotGraph& before, const SnapshotGraph& after, Centrality centrality,
                   Comparison& comparison) {
  std::map<EntityId, ActorChange> changes;
  const Centralities values_before = centralityOf(before, centrality);
  for (SnapshotGraph::Vertex vertex = 0; vertex < values_before.size(); ++vertex) {
    changes[before.idOf(vertex)].before = values_before[vertex];
  }
  const Centralities values_after = centralityOf(after, centrality);
  for (SnapshotGraph::Vertex vertex = 0; vertex < values_after.size(); ++vertex) {
    changes[after.idOf(vertex)].after = values_after[vertex];
  }
  for (auto& [id, change] : changes) {
    change.id = id;
    if (differenceOf(change) <= kNoise * std::max(change.before, change.after)) continue;
    (change.after > change.before ? comparison.gained : comparison.lost).push_back(change);
  }
}

using Ties = std::map<std::pair<EntityId, EntityId>, TieChange>;

void addTies(const SnapshotGraph& graph, std::uint64_t TieChange::*count, Ties& ties) {
  for (auto [edge, end] = edges(graph); edge != end; ++edge) {
    ties[{graph.idOf(edge->source), graph.idOf(edge->target)}].*count = graph.weightOf(*edge);
  }
}

}  // namespace

Result<Comparison> compare(const EventSource& source, const EventFilter& before,
                           const EventFilter& after, Centrality centrality) {
  const auto first = SnapshotGraph::read(source, before);
  if (!first) return tl::unexpected<Error>(first.error());
  const auto second = SnapshotGraph::read(source, after);
  if (!second) return tl::unexpected<Error>(second.error());
  Comparison comparison;
  compareActors(*first, *second, centrality, comparison);
  Ties ties;
  addTies(*first, &TieChange::before, ties);
  addTies(*second, &TieChange::after, ties);
  for (auto& [pair, tie] : ties) {
    std::tie(tie.a, tie.b) = pair;
    if (tie.before == tie.after) continue;
    auto& list = tie.before == 0  ? comparison.new_ties
                 : tie.after == 0 ? comparison.gone_ties
                                  : comparison.changed_ties;
    list.push_back(tie);
  }
  largestFirst(comparison.gained);
  largestFirst(comparison.lost);
  largestFirst(comparison.new_ties);
  largestFirst(comparison.gone_ties);
  largestFirst(comparison.changed_ties);
  return comparison;
}

}  // namespace chancery
