#include "graph/neighbors.h"

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::day;
using test::meetings;
using test::Strings;

TEST_CASE("A neighbour has its events counted by relation, with the first and the last day",
          "[neighbors]") {
  const MemorySource source = test::sourceOf({{"p.a", Relation::kMeet, "p.b", "2025-08-21"},
                                              {"p.b", Relation::kVisit, "p.a", "2024-02"},
                                              {"p.a", Relation::kMeet, "p.b", "1969-12-31"},
                                              {"p.a", Relation::kMeet, "p.b"}});
  const auto neighbors = neighborsOf(source, {"p.a"}).value();
  REQUIRE(neighbors.size() == 1);
  CHECK(neighbors[0].id.value == "p.b");
  CHECK(neighbors[0].events == 4);
  CHECK(neighbors[0].by_relation[static_cast<std::size_t>(Relation::kMeet)] == 3);
  CHECK(neighbors[0].by_relation[static_cast<std::size_t>(Relation::kVisit)] == 1);
  CHECK(neighbors[0].by_relation[static_cast<std::size_t>(Relation::kTalk)] == 0);
  CHECK(neighbors[0].first == day("1969-12-31"));
  CHECK(neighbors[0].last == day("2025-08-21"));
}

TEST_CASE("The last day is that on which the latest event ends", "[neighbors]") {
  const MemorySource source = test::sourceOf(
      {{"p.a", Relation::kVisit, "p.b", "2025"}, {"p.a", Relation::kMeet, "p.b", "2025-08-21"}});
  CHECK(neighborsOf(source, {"p.a"})->at(0).last == day("2025-12-31"));
}

TEST_CASE("Neighbours known by events without a date only have no days", "[neighbors]") {
  const auto neighbors = neighborsOf(meetings({{"p.a", "p.b"}}), {"p.a"}).value();
  CHECK_FALSE(neighbors.at(0).first);
  CHECK_FALSE(neighbors.at(0).last);
}

TEST_CASE("Those with the most events come first, equals by id", "[neighbors]") {
  const MemorySource source = test::sourceOf({{"p.m", Relation::kMeet, "p.z", "2025-01-01"},
                                              {"p.m", Relation::kMeet, "p.z", "2025-01-02"},
                                              {"p.m", Relation::kMeet, "p.b"},
                                              {"p.a", Relation::kMeet, "p.m"},
                                              {"p.m", Relation::kMeet, "p.m"}});
  const auto neighbors = neighborsOf(source, {"p.m"}).value();
  Strings ids;
  for (const Neighbor& neighbor : neighbors) ids.push_back(neighbor.id.value);
  CHECK(ids == Strings{"p.z", "p.a", "p.b"});
}

TEST_CASE("A filter narrows the neighbours, and its `with` to that one", "[neighbors]") {
  const MemorySource source = test::sourceOf({{"p.a", Relation::kMeet, "p.b"},
                                              {"p.a", Relation::kTalk, "p.b"},
                                              {"p.a", Relation::kTalk, "p.c"}});
  EventFilter filter;
  filter.relations = {Relation::kTalk};
  CHECK(neighborsOf(source, {"p.a"}, filter)->size() == 2);
  filter.with = EntityId{"p.b"};
  const auto neighbors = neighborsOf(source, {"p.a"}, filter).value();
  REQUIRE(neighbors.size() == 1);
  CHECK(neighbors[0].events == 1);
}

TEST_CASE("Who has no events has no neighbours, and a broken source is an error", "[neighbors]") {
  CHECK(neighborsOf(MemorySource(), {"p.nobody"})->empty());
  CHECK(neighborsOf(test::BrokenSource(), {"p.a"}).error().code == ErrorCode::kIo);
  CHECK(neighborhoodOf(test::BrokenSource(), {"p.a"}, 2, 10).error().code == ErrorCode::kIo);
}

Strings reachedIn(const Neighborhood& neighborhood) {
  Strings reached;
  for (const Reached& each : neighborhood.reached) {
    reached.push_back(std::to_string(each.steps) + " " + each.id.value);
  }
  return reached;
}

TEST_CASE("A neighbourhood goes out step by step, by id within a step", "[neighbors]") {
  const MemorySource source =
      meetings({{"p.m", "p.z"}, {"p.m", "p.b"}, {"p.z", "p.b"}, {"p.z", "p.a"}, {"p.a", "p.far"}});
  CHECK(reachedIn(neighborhoodOf(source, {"p.m"}, 0, 100).value()) == Strings{"0 p.m"});
  CHECK(reachedIn(neighborhoodOf(source, {"p.m"}, 2, 100).value()) ==
        Strings{"0 p.m", "1 p.b", "1 p.z", "2 p.a"});
  CHECK(neighborhoodOf(source, {"p.m"}, 99, 100)->reached.size() == 5);
}

TEST_CASE("A neighbourhood that is cut says so", "[neighbors]") {
  const MemorySource source = meetings({{"p.m", "p.c"}, {"p.m", "p.a"}, {"p.m", "p.b"}});
  const auto all = neighborhoodOf(source, {"p.m"}, 1, 4).value();
  CHECK(all.complete);
  const auto some = neighborhoodOf(source, {"p.m"}, 1, 3).value();
  CHECK_FALSE(some.complete);
  CHECK(reachedIn(some) == Strings{"0 p.m", "1 p.a", "1 p.b"});
}

}  // namespace
}  // namespace chancery
