// What an EventStore answers from its counters.
#include <algorithm>
#include <tuple>

#include "store/event_store_impl.h"
#include "store/pair_counts.h"

namespace chancery {
namespace {

using store::EntityNumber;
using store::View;

// The greatest counts, and those that are equal to the last of them: which of these come first is
// for their names to tell.
template <typename Key>
std::vector<std::pair<std::uint64_t, Key>> greatest(
    std::vector<std::pair<std::uint64_t, Key>> counts, std::size_t limit) {
  const auto more = [](const auto& a, const auto& b) { return a.first > b.first; };
  if (limit == 0) return {};
  if (counts.size() <= limit) return counts;
  const auto last = counts.begin() + static_cast<std::ptrdiff_t>(limit - 1);
  std::nth_element(counts.begin(), last, counts.end(), more);
  const std::uint64_t least = last->first;
  std::erase_if(counts, [&](const auto& count) { return count.first < least; });
  return counts;
}

}  // namespace

Result<ReadPlan> EventStore::plan(const CountFilter& filter) const {
  View view(*impl_->database);
  return store::explainCounts(view, filter);
}

Result<std::vector<PairCount>> EventStore::topPairs(const CountFilter& filter,
                                                    std::size_t limit) const {
  View view(*impl_->database);
  const auto counts = store::countPairs(view, filter);
  if (!counts) return tl::unexpected(counts.error());
  std::vector<std::pair<std::uint64_t, std::uint64_t>> by_count;
  by_count.reserve(counts->size());
  for (const auto& [pair, events] : *counts) by_count.emplace_back(events, pair);
  std::vector<PairCount> top;
  for (const auto& [events, pair] : greatest(std::move(by_count), limit)) {
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
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_count;
  for (const auto& [actor, events] : by_actor) by_count.emplace_back(events, actor);
  std::vector<ActorCount> top;
  for (const auto& [events, actor] : greatest(std::move(by_count), limit)) {
    const auto id = view.idOf(EntityNumber{actor});
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
