// What an EventStore answers from its counters.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "store/event_store_impl.h"
#include "store/pair_counts.h"
#include "store/top_pairs.h"

namespace chancery {
namespace {

using store::EntityNumber;
using store::PairEvents;
using store::View;

// The greatest counts, and those that are equal to the last of them: which of these come first is
// for their names to tell.
template <typename Count>
std::vector<Count> greatest(std::vector<Count> counts, std::size_t limit) {
  const auto more = [](const Count& a, const Count& b) { return a.events > b.events; };
  if (limit == 0) return {};
  if (counts.size() <= limit) return counts;
  const auto last = counts.begin() + static_cast<std::ptrdiff_t>(limit - 1);
  std::nth_element(counts.begin(), last, counts.end(), more);
  const std::uint64_t least = last->events;
  std::erase_if(counts, [&](const Count& count) { return count.events < least; });
  return counts;
}

struct ActorEvents {
  EntityNumber actor;
  std::uint64_t events = 0;
};

Result<std::vector<PairEvents>> mostEvents(View& view, const CountFilter& filter,
                                           std::size_t limit) {
  auto found = store::findTopPairs(view, filter, limit);
  if (!found) return tl::unexpected(found.error());
  if (*found) return std::move(**found);
  auto counts = store::countPairs(view, filter);
  if (!counts) return counts;
  return greatest(std::move(*counts), limit);
}

}  // namespace

Result<ReadPlan> EventStore::plan(const CountFilter& filter) const {
  View view(*impl_->database);
  return store::explainCounts(view, filter);
}

Result<ReadPlan> EventStore::planPairs(const CountFilter& filter) const {
  View view(*impl_->database);
  return store::explainTopPairs(view, filter);
}

Result<std::vector<PairCount>> EventStore::topPairs(const CountFilter& filter,
                                                    std::size_t limit) const {
  View view(*impl_->database);
  const auto most = mostEvents(view, filter, limit);
  if (!most) return tl::unexpected(most.error());
  std::vector<PairCount> top;
  for (const auto& [pair, events] : *most) {
    const auto a = view.idOf(EntityNumber{static_cast<std::uint32_t>(pair >> 32)});
    if (!a) return tl::unexpected(a.error());
    const auto b = view.idOf(EntityNumber{static_cast<std::uint32_t>(pair)});
    if (!b) return tl::unexpected(b.error());
    top.push_back({std::min(**a, **b), std::max(**a, **b), events});
  }
  std::sort(top.begin(), top.end(), [](const PairCount& x, const PairCount& y) {
    return std::tie(y.events, x.a, x.b) < std::tie(x.events, y.a, y.b);
  });
  if (top.size() > limit) top.resize(limit);
  return top;
}

Result<std::vector<ActorCount>> EventStore::topActors(const CountFilter& filter,
                                                      std::size_t limit) const {
  View view(*impl_->database);
  const auto counts = store::countPairs(view, filter);
  if (!counts) return tl::unexpected(counts.error());
  std::unordered_map<std::uint32_t, std::uint64_t> by_actor;
  for (const auto& [pair, events] : *counts) {
    const auto a = static_cast<std::uint32_t>(pair >> 32), b = static_cast<std::uint32_t>(pair);
    by_actor[a] += events;
    if (a != b) by_actor[b] += events;
  }
  std::vector<ActorEvents> by_count;
  for (const auto& [actor, events] : by_actor) by_count.push_back({{actor}, events});
  std::vector<ActorCount> top;
  for (const auto& [actor, events] : greatest(std::move(by_count), limit)) {
    const auto id = view.idOf(actor);
    if (!id) return tl::unexpected(id.error());
    top.push_back({**id, events});
  }
  std::sort(top.begin(), top.end(), [](const ActorCount& x, const ActorCount& y) {
    return std::tie(y.events, x.id) < std::tie(x.events, y.id);
  });
  if (top.size() > limit) top.resize(limit);
  return top;
}

}  // namespace chancery
