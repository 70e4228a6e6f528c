// Which keys are read for a question, and that the answer does not depend on it.
#include "store/planned_source.h"
#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;

EventQuestion about(EventFilter filter, std::optional<EntityId> actor = {},
                    std::optional<EntityId> other = {}) {
  return {std::move(filter), std::move(actor), std::move(other)};
}

TEST_CASE("Each question has the keys that begin with what it is about", "[store][plan]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(document("doc", {{"p.a", Relation::kMeet, "p.b", "2024-05-01"},
                                     {"p.a", Relation::kHost, "p.c", "2024-06-01"}})));
  EventFilter filter;
  filter.from = day("2024-05-01");
  filter.to = day("2024-05-31");
  filter.relations = {Relation::kMeet, Relation::kHost};
  filter.statuses = {Status::kHappened};

  const ReadPlan pair = store.plan(about(filter, id("p.a"), id("p.b"))).value();
  REQUIRE(pair.ranges.size() == 1);
  CHECK(pair.ranges[0].family == "pairs");
  CHECK(pair.in_key == Strings{"actors", "days"});
  CHECK(pair.on_row == Strings{"relations", "statuses"});

  const ReadPlan all = store.plan(about(filter)).value();
  REQUIRE(all.ranges.size() == 2);
  CHECK(all.ranges[1].family == "relations");
  CHECK(all.in_key == Strings{"days", "relations"});

  EventQuestion partners = about({}, id("p.a"));
  partners.partners = true;
  CHECK(store.plan(partners).value().ranges[0].family == "partners");
  partners.filter = filter;
  CHECK(store.plan(partners).value().ranges[0].family == "actors");

  filter.with = id("p.a");
  CHECK(store.plan(about(filter)).value().ranges[0].family == "actors");
  CHECK(store.plan(about(filter, id("p.b"))).value().ranges[0].family == "pairs");
}

TEST_CASE("What happened at a place has a range of its own", "[store][plan]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  DocumentEvents said = document("doc", {{"p.a", Relation::kMeet, "p.b", "2024-05-01", "pl.x"},
                                         {"p.a", Relation::kMeet, "p.c", "2024-05-02", "pl.y"},
                                         {"p.a", Relation::kMeet, "p.d", "2024-04/2024-06", "pl.x"},
                                         {"p.a", Relation::kMeet, "p.e", "2024-05-03", "c.ru"},
                                         {"p.a", Relation::kMeet, "p.f", "2024-05-04"}});
  for (Entity& entity : said.entities) {
    if (entity.id.value.substr(0, 3) == "pl.") entity.country = "RU";
  }
  REQUIRE(store.put(said));
  EventFilter filter;
  filter.from = day("2024-05-01");
  filter.place = id("pl.x");
  const ReadPlan plan = store.plan(about(filter)).value();
  CHECK(plan.ranges[0].family == "places");
  CHECK(plan.in_key == Strings{"days", "place"});
  CHECK(eventsIn(store, filter).size() == 2);
  filter.place = id("c.ru");
  CHECK(store.plan(about(filter)).value().ranges[0].family == "places");
  CHECK(eventsIn(store, filter).size() == 4);
  filter.place = id("pl.nowhere");
  CHECK(store.plan(about(filter)).value().ranges.empty());
  // an event that moves is found where it now is, and there only
  REQUIRE(store.put(document("doc", {{"p.a", Relation::kMeet, "p.b", "2024-05-01", "pl.z"}})));
  filter.place = id("pl.x");
  CHECK(eventsIn(store, filter).empty());
  filter.place = id("pl.z");
  CHECK(eventsIn(store, filter).size() == 1);
}

TEST_CASE("The busiest pairs of a period are looked for in the order of their counts",
          "[store][plan]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(document("doc", {{"p.a", Relation::kMeet, "p.b", "2024-05-01"},
                                     {"p.a", Relation::kMeet, "p.b", "2024-05-02"},
                                     {"p.a", Relation::kMeet, "p.c", "2024-07-03"}})));
  const auto families = [](const ReadPlan& plan) {
    Strings names;
    for (const KeyRange& range : plan.ranges) names.push_back(range.family);
    return names;
  };
  CountFilter filter;
  filter.from = day("2024-05-01");
  filter.to = day("2024-05-31");
  filter.relations = {Relation::kMeet};
  filter.statuses = {Status::kHappened};
  CHECK(families(store.planPairs(filter).value()) == Strings{"busiest", "partners", "months"});
  CHECK(families(store.plan(filter).value()) == Strings{"months"});  // of actors, all are added up
  filter.from = day("2024-07-01");                                   // nobody met twice
  filter.to = day("2024-07-31");
  CHECK(families(store.planPairs(filter).value()) == Strings{"months"});
}

TEST_CASE("What the store has never heard of is not looked for", "[store][plan]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(document("doc", {{"p.a", Relation::kMeet, "p.b", "2024-05-01"}})));
  EventFilter filter;
  filter.topics = {"nothing"};
  CHECK(store.plan(about(filter)).value().ranges.empty());
  CHECK(store.plan(about({}, id("p.x"))).value().ranges.empty());
}

TEST_CASE("An event that may reach into the days asked about is looked for in spans",
          "[store][plan]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(document("doc", {{"p.a", Relation::kMeet, "p.b", "2024"}})));
  EventFilter filter;
  filter.from = day("2024-05-01");
  CHECK(store.plan(about(filter, id("p.a"))).value().ranges.back().family == "spans");
  filter.dates = DateMatch::kWithin;
  CHECK(store.plan(about(filter, id("p.a"))).value().ranges.back().family == "actors");
}

// Whom everybody meets is found among the few who mediate, not among those who meet.
TEST_CASE("Of two ways to an answer the shorter one is gone, and both lead to it",
          "[store][plan]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  BulkWriter writer = store.bulk().value();
  for (int i = 0; i < 200; ++i) {
    std::vector<Line> lines;
    for (int j = 0; j < 100; ++j) {
      lines.push_back({"p.busy", Relation::kMeet, "p." + std::to_string(i * 100 + j),
                       "2024-05-" + std::to_string(10 + j % 20)});
    }
    if (i % 50 == 0) lines.push_back({"p.busy", Relation::kMediate, "p.rare", "2024-05-11"});
    if (i % 50 == 1) lines.push_back({"p.busy", Relation::kAid, "p.busy", "2024-05/2024-07"});
    if (i % 50 == 2) lines.push_back({"p.other", Relation::kMediate, "p.rare", "2024-05-12"});
    if (i % 50 == 3) lines.push_back({"p.busy", Relation::kAid, "p.rare", "2024-05-10", "pl.far"});
    if (i % 50 == 4) lines.push_back({"p.other", Relation::kAid, "p.c", "2024-05-12", "pl.far"});
    REQUIRE(writer.put(document("doc" + std::to_string(i), lines)));
  }
  REQUIRE(writer.commit());
  EventFilter filter;
  filter.from = day("2024-05-01");
  CHECK(store.plan(about(filter, id("p.busy"))).value().ranges[0].family == "actors");
  filter.relations = {Relation::kMediate, Relation::kAid};
  const ReadPlan plan = store.plan(about(filter, id("p.busy"))).value();
  CHECK(plan.ranges[0].family == "relations");
  CHECK(plan.on_row == Strings{"actors"});
  filter.from = day("2024-05-11");
  const auto found = eventsOf(store, "p.busy", filter);
  REQUIRE(found.size() == 2);  // the one that began earlier among them
  CHECK(found[0].relation == Relation::kAid);
  CHECK(found[1].relation == Relation::kMediate);
  CHECK(neighborsIn(store, "p.busy", filter).size() == 1);

  EventFilter far;
  far.place = id("pl.far");
  const ReadPlan there = store.plan(about(far, id("p.busy"))).value();
  CHECK(there.ranges[0].family == "places");
  CHECK(there.on_row == Strings{"actors"});
  CHECK(eventsOf(store, "p.busy", far).size() == 1);
  CHECK(store.plan(about(far, id("p.rare"))).value().ranges[0].family == "actors");
  far.place = id("pl.nowhere");
  CHECK(store.plan(about(far, id("p.busy"))).value().ranges.empty());
}

TEST_CASE("A source that records answers with nothing and keeps the plans", "[store][plan]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(document("doc", {{"p.a", Relation::kMeet, "p.b", "2024-05-01"}})));
  PlannedSource planned(store);
  CHECK(eventsOf(planned, "p.a").size() == 1);
  CHECK(planned.plans().empty());
  planned.record();
  CHECK(eventsOf(planned, "p.a").empty());
  CHECK(neighborsIn(planned, "p.a").empty());
  CHECK(planned.plans().size() == 2);
  CHECK(planned.findEntity(id("p.a")));
}

}  // namespace
}  // namespace chancery
