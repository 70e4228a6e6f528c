#include <algorithm>
#include <map>

#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;

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

void checkMost(const EventStore& store, const EventSource& model, const CountFilter& filter,
               std::size_t limit) {
  CHECK(mostIn(store, filter, limit) == mostIn(model, filter, limit));
}

// Few pairs have most of the events, as it is in the news.
DocumentEvents skewedDocument(RandomDocuments& random, const std::string& id) {
  const auto actor = [&] { return "p." + std::to_string(random.below(1 + random.below(60))); };
  std::vector<Line> lines(20);
  for (Line& line : lines) {
    const unsigned month = random.below(40);
    const std::string two = std::to_string(101 + month % 12).substr(1);
    const std::string date = std::to_string(2021 + month / 12) + "-" + two + "-" +
                             std::to_string(101 + random.below(28)).substr(1);
    line = {actor(), random.below(4) == 0 ? Relation::kTalk : Relation::kMeet,
            actor(), random.below(30) == 0 ? "" : date,
            "",      random.below(5) == 0 ? Status::kPlanned : Status::kHappened,
            900};
  }
  return document(id, lines);
}

TEST_CASE("The first of many pairs are found in the order of their counts, whatever came and went",
          "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  MemorySource model;
  RandomDocuments random(1955);
  const auto putInBulk = [&](int documents, unsigned of) {
    BulkWriter bulk = store.bulk().value();
    for (int i = 0; i < documents; ++i) {
      const DocumentEvents said = skewedDocument(random, "doc" + std::to_string(random.below(of)));
      model.add(said);
      REQUIRE(bulk.put(said));
    }
    REQUIRE(bulk.commit());
  };
  putInBulk(200, 1000);
  const auto check = [&] {
    for (std::size_t limit : {1, 3, 20, 500}) {
      checkMost(store, model, {}, limit);
      checkMost(store, model, {{}, {}, {Relation::kMeet}, {}}, limit);
      checkMost(store, model, {{}, {}, {}, {Status::kPlanned}}, limit);
      checkMost(store, model, {day("2021-11-01"), day("2023-02-28"), {Relation::kMeet}, {}}, limit);
      checkMost(store, model, {day("2021-11-09"), day("2023-02-11"), {}, {Status::kHappened}},
                limit);
      checkMost(store, model, {day("2022-05-03"), day("2022-05-28"), {}, {}}, limit);
    }
  };
  check();
  for (int i = 0; i < 60; ++i) {
    const std::string id = "doc" + std::to_string(random.below(200));
    const DocumentEvents said = skewedDocument(random, id);
    model.add(said);
    REQUIRE(store.put(said));
    const DocumentId gone{"doc" + std::to_string(random.below(200))};
    REQUIRE(store.remove(gone).value() == model.remove(gone));
  }
  check();
  putInBulk(60, 200);  // into a store that holds counts
  check();
}

}  // namespace
}  // namespace chancery
