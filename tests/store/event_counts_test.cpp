#include <map>

#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;

// Counted one by one, by the day on which an event begins.
std::map<std::pair<EntityId, EntityId>, std::uint64_t> countsIn(const EventSource& source,
                                                                const CountFilter& filter) {
  std::map<std::pair<EntityId, EntityId>, std::uint64_t> counts;
  for (const Event& event : eventsIn(source)) {
    const auto takes = [](const auto& set, auto member) {
      return set.empty() || set.contains(member);
    };
    if (!event.date || !takes(filter.relations, event.relation) ||
        !takes(filter.statuses, event.status) ||
        (filter.from && event.date->first < *filter.from) ||
        (filter.to && *filter.to < event.date->first)) {
      continue;
    }
    ++counts[std::minmax(event.subject, event.object)];
  }
  return counts;
}

void checkCounts(const EventStore& store, const EventSource& model, const CountFilter& filter) {
  const auto expected = countsIn(model, filter);
  const auto pairs = store.topPairs(filter, 1000).value();
  REQUIRE(pairs.size() == expected.size());
  std::map<EntityId, std::uint64_t> expected_actors, actors;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    CHECK(expected.at({pairs[i].a, pairs[i].b}) == pairs[i].events);
    if (i > 0) CHECK(pairs[i - 1].events >= pairs[i].events);
  }
  for (const auto& [pair, events] : expected) {
    expected_actors[pair.first] += events;
    if (pair.second != pair.first) expected_actors[pair.second] += events;
  }
  const std::vector<ActorCount> counted = store.topActors(filter, 1000).value();
  for (const ActorCount& actor : counted) {
    actors[actor.id] = actor.events;
  }
  CHECK(actors == expected_actors);
  const auto two = store.topPairs(filter, 2).value();
  REQUIRE(two.size() == std::min<std::size_t>(2, pairs.size()));
  for (std::size_t i = 0; i < two.size(); ++i) {
    CHECK(two[i].a == pairs[i].a);
    CHECK(two[i].b == pairs[i].b);
  }
}

TEST_CASE("The busiest pairs and actors of any period are those that counting finds", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  MemorySource model;
  RandomDocuments random(1919);
  for (int i = 0; i < 80; ++i) {
    const DocumentEvents said = random.next("doc" + std::to_string(random.below(50)));
    model.add(said);
    REQUIRE(store.put(said));
    if (random.below(6) == 0) {
      const DocumentId id{"doc" + std::to_string(random.below(50))};
      REQUIRE(store.remove(id).value() == model.remove(id));
    }
  }
  const Strings days = {"1969-01-01", "1969-12-30", "1969-12-31", "1970-01-01", "2024-01-01",
                        "2024-12-31", "2025-06-01", "2025-06-15", "2025-08-21", "2025-08-31",
                        "2025-09-01", "2025-12-31", "2026-02-03"};
  const auto any_day = [&] { return day(days[random.below(static_cast<unsigned>(days.size()))]); };
  for (int i = 0; i < 150; ++i) {
    CountFilter filter;
    if (random.below(4) != 0) filter.from = any_day();
    if (random.below(4) != 0) filter.to = any_day();
    if (random.below(3) == 0) filter.relations = {Relation::kMeet, Relation::kGreet};
    if (random.below(3) == 0) filter.statuses = {Status::kHappened};
    checkCounts(store, model, filter);
  }
  CHECK(store.topPairs({}, 0)->empty());
}

}  // namespace
}  // namespace chancery
