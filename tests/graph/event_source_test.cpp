#include "graph/event_source.h"

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::day;
using test::event;
using test::on;

EventFilter between(std::string_view from, std::string_view to) {
  EventFilter filter;
  if (!from.empty()) filter.from = day(from);
  if (!to.empty()) filter.to = day(to);
  return filter;
}

TEST_CASE("A default filter takes everything, with and without a date", "[filter]") {
  CHECK(matches({}, event({"p.a", Relation::kMeet, "p.b"}), ""));
  CHECK(matches({}, event({"p.a", Relation::kThreaten, "p.b", "1969-07-20"}), "RU"));
}

TEST_CASE("A filter on time takes what overlaps with it, and nothing without a date", "[filter]") {
  struct Row {
    const char* from;
    const char* to;
    const char* date;
    bool taken;
  };
  const Row rows[] = {{"2025-08-21", "", "2025-08-21", true},
                      {"2025-08-21", "", "2025-08-20", false},
                      {"2025-08-21", "", "2025-08-19/2025-08-21", true},
                      {"2025-08-21", "", "2025", true},
                      {"2025-08-21", "", "", false},
                      {"", "2025-08-21", "2025-08-21", true},
                      {"", "2025-08-21", "2025-08-22", false},
                      {"", "2025-08-21", "2025", true},
                      {"", "2025-08-21", "1969-12-31", true},
                      {"", "2025-08-21", "", false},
                      {"2025-08-01", "2025-08-31", "2025-07/2025-09", true},
                      {"2025-08-01", "2025-08-31", "2025-09", false}};
  for (const Row& row : rows) {
    CAPTURE(row.from, row.to, row.date);
    CHECK(between(row.from, row.to).takesDate(on(row.date)) == row.taken);
  }
}

TEST_CASE("A strict filter on time takes only what lies within it", "[filter]") {
  EventFilter filter = between("2025-08-01", "2025-08-31");
  filter.dates = DateMatch::kWithin;
  CHECK(filter.takesDate(on("2025-08-21")));
  CHECK(filter.takesDate(on("2025-08")));
  CHECK_FALSE(filter.takesDate(on("2025")));
  CHECK_FALSE(filter.takesDate(on("2025-07-31/2025-08-01")));
  CHECK_FALSE(filter.takesDate(on("")));
  filter.from.reset();
  CHECK(filter.takesDate(on("2025-07-31/2025-08-01")));
}

TEST_CASE("A filter on relations or statuses takes those in the set", "[filter]") {
  EventFilter filter;
  filter.relations = {Relation::kMeet, Relation::kTalk};
  filter.statuses = {Status::kPlanned};
  const auto planned = [](Relation relation, Status status) {
    return event({"p.a", relation, "p.b", "", "", status});
  };
  CHECK(matches(filter, planned(Relation::kTalk, Status::kPlanned), ""));
  CHECK_FALSE(matches(filter, planned(Relation::kGreet, Status::kPlanned), ""));
  CHECK_FALSE(matches(filter, planned(Relation::kTalk, Status::kHappened), ""));
}

TEST_CASE("A filter on a participant takes events on either side of it", "[filter]") {
  EventFilter filter;
  filter.with = EntityId{"p.a"};
  CHECK(matches(filter, event({"p.a", Relation::kGreet, "p.b"}), ""));
  CHECK(matches(filter, event({"p.b", Relation::kGreet, "p.a"}), ""));
  CHECK_FALSE(matches(filter, event({"p.b", Relation::kGreet, "p.c"}), ""));
}

TEST_CASE("A filter on a place takes that place, and for a country the places in it", "[filter]") {
  const Event in_kremlin = event({"p.a", Relation::kMeet, "p.b", "", "pl.kremlin"});
  const Event in_russia = event({"p.a", Relation::kMeet, "p.b", "", "c.ru"});
  const Event nowhere = event({"p.a", Relation::kMeet, "p.b"});
  EventFilter filter;

  filter.place = EntityId{"pl.kremlin"};
  CHECK(matches(filter, in_kremlin, "RU"));
  CHECK_FALSE(matches(filter, in_russia, "RU"));
  CHECK_FALSE(matches(filter, nowhere, ""));

  filter.place = EntityId{"c.ru"};
  CHECK(matches(filter, in_kremlin, "RU"));
  CHECK(matches(filter, in_russia, ""));
  CHECK_FALSE(matches(filter, in_kremlin, "IN"));
  CHECK_FALSE(matches(filter, in_kremlin, ""));
  CHECK_FALSE(matches(filter, nowhere, "RU"));
}

TEST_CASE("A filter on confidence takes what is as sure or surer", "[filter]") {
  EventFilter filter;
  filter.min_confidence_permille = 700;
  const auto sure = [](int permille) {
    return event({"p.a", Relation::kMeet, "p.b", "", "", Status::kHappened, permille});
  };
  CHECK(matches(filter, sure(700), ""));
  CHECK_FALSE(matches(filter, sure(699), ""));
}

}  // namespace
}  // namespace chancery
