#include "graph/timeline.h"

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::Strings;

const std::vector<test::Line> kLines = {{"p.a", Relation::kMeet, "p.b", "2025-08-21"},
                                        {"p.b", Relation::kVisit, "p.a", "2024-02-29"},
                                        {"p.a", Relation::kTalk, "p.b"},
                                        {"p.a", Relation::kMeet, "p.c", "1969-12-31"},
                                        {"p.c", Relation::kGreet, "p.b", "2025-08-15"},
                                        {"p.c", Relation::kInvite, "p.d", "2025-01-01"}};

// "2025-08-21 meet", in the order of the timeline.
Strings linesOf(const Result<std::vector<Event>>& timeline) {
  Strings lines;
  for (const Event& event : timeline.value()) {
    lines.push_back((event.date ? toIso(*event.date) : "undated") + " " +
                    std::string(infoOf(event.relation).name));
  }
  return lines;
}

TEST_CASE("The timeline of an actor has its events on either side, by date, undated last",
          "[timeline]") {
  const MemorySource source = test::sourceOf(kLines);
  CHECK(linesOf(timelineOf(source, {"p.a"})) ==
        Strings{"1969-12-31 meet", "2024-02-29 visit", "2025-08-21 meet", "undated talk"});
  CHECK(linesOf(timelineOf(source, {"p.nobody"})).empty());
}

TEST_CASE("The timeline of a pair is the same from both ends, and what `with` makes of one",
          "[timeline]") {
  const MemorySource source = test::sourceOf(kLines);
  const Strings expected = {"2024-02-29 visit", "2025-08-21 meet", "undated talk"};
  CHECK(linesOf(timelineBetween(source, {"p.a"}, {"p.b"})) == expected);
  CHECK(linesOf(timelineBetween(source, {"p.b"}, {"p.a"})) == expected);
  TimelineOptions with_b;
  with_b.filter.with = EntityId{"p.b"};
  CHECK(linesOf(timelineOf(source, {"p.a"}, with_b)) == expected);
}

TEST_CASE("The timeline among several has the events between any two, each once", "[timeline]") {
  const MemorySource source = test::sourceOf(kLines);
  const std::vector<EntityId> actors = {{"p.c"}, {"p.a"}, {"p.b"}, {"p.a"}};
  CHECK(linesOf(timelineAmong(source, actors)) == Strings{"1969-12-31 meet", "2024-02-29 visit",
                                                          "2025-08-15 greet", "2025-08-21 meet",
                                                          "undated talk"});
  const std::vector<EntityId> one = {{"p.d"}, {"p.d"}};
  CHECK(linesOf(timelineAmong(source, one)) == Strings{"2025-01-01 invite"});
  CHECK(linesOf(timelineAmong(source, {})).empty());
}

TEST_CASE("The timeline of any of several has the events of each, each once", "[timeline]") {
  const MemorySource source = test::sourceOf(kLines);
  const std::vector<EntityId> actors = {{"p.c"}, {"p.d"}};
  CHECK(linesOf(timelineOfAny(source, actors)) ==
        Strings{"1969-12-31 meet", "2025-01-01 invite", "2025-08-15 greet"});
}

TEST_CASE("A limit keeps the first events, or the last, of every kind of timeline", "[timeline]") {
  const MemorySource source = test::sourceOf(kLines);
  const std::vector<EntityId> actors = {{"p.a"}, {"p.b"}, {"p.c"}};
  TimelineOptions first;
  first.limit = 2;
  TimelineOptions last = first;
  last.keep = TimelineOptions::Keep::kLast;
  CHECK(linesOf(timelineOfAll(source, first)) == Strings{"1969-12-31 meet", "2024-02-29 visit"});
  CHECK(linesOf(timelineOfAll(source, last)) == Strings{"2025-08-21 meet", "undated talk"});
  CHECK(linesOf(timelineAmong(source, actors, first)) ==
        Strings{"1969-12-31 meet", "2024-02-29 visit"});
  CHECK(linesOf(timelineAmong(source, actors, last)) == Strings{"2025-08-21 meet", "undated talk"});
  CHECK(linesOf(timelineOfAny(source, actors, last)) == Strings{"2025-08-21 meet", "undated talk"});
  first.limit = 0;
  last.limit = 0;
  CHECK(timelineOfAll(source, first)->empty());
  CHECK(timelineOfAny(source, actors, last)->empty());
}

TEST_CASE("A timeline shows what its filter takes, with mentions where they are wanted",
          "[timeline]") {
  const MemorySource source = test::sourceOf(kLines);
  TimelineOptions options;
  options.filter.from = test::day("2025-01-01");
  options.filter.relations = {Relation::kMeet, Relation::kInvite};
  CHECK(linesOf(timelineOfAll(source, options)) == Strings{"2025-01-01 invite", "2025-08-21 meet"});
  CHECK(timelineOfAll(source, options)->at(0).mentions.empty());
  options.detail = Detail::kMentions;
  CHECK(timelineOfAll(source, options)->at(0).mentions.size() == 1);
}

TEST_CASE("A source that breaks is the timeline's error", "[timeline]") {
  const test::BrokenSource source;
  const std::vector<EntityId> actors = {{"p.a"}, {"p.b"}};
  CHECK(timelineOfAll(source).error().code == ErrorCode::kIo);
  CHECK(timelineAmong(source, actors).error().code == ErrorCode::kIo);
  CHECK(timelineOfAny(source, actors).error().code == ErrorCode::kIo);
}

// "2025-08: 2", in the order of the counts.
Strings countsBy(Period period) {
  Strings lines;
  const auto events = timelineOfAll(test::sourceOf(kLines)).value();
  for (const PeriodCount& count : countByPeriod(events, period)) {
    lines.push_back((count.period ? toIso(*count.period) : "undated") + ": " +
                    std::to_string(count.events));
  }
  return lines;
}

TEST_CASE("Events are counted by day, month or year, undated ones at the end", "[timeline]") {
  CHECK(countsBy(Period::kDay) == Strings{"1969-12-31: 1", "2024-02-29: 1", "2025-01-01: 1",
                                          "2025-08-15: 1", "2025-08-21: 1", "undated: 1"});
  CHECK(countsBy(Period::kMonth) ==
        Strings{"1969-12: 1", "2024-02: 1", "2025-01: 1", "2025-08: 2", "undated: 1"});
  CHECK(countsBy(Period::kYear) == Strings{"1969: 1", "2024: 1", "2025: 3", "undated: 1"});
}

TEST_CASE("An event that lasts is counted once, where it begins, by its relation", "[timeline]") {
  const std::vector<Event> events = {
      test::event({"p.a", Relation::kVisit, "p.b", "2025-08-31/2025-09-02"}),
      test::event({"p.a", Relation::kMeet, "p.b", "2025"})};
  const auto counts = countByPeriod(events, Period::kMonth);
  REQUIRE(counts.size() == 2);
  CHECK(toIso(*counts[0].period) == "2025-01");
  CHECK(counts[0].by_relation[static_cast<std::size_t>(Relation::kMeet)] == 1);
  CHECK(toIso(*counts[1].period) == "2025-08");
  CHECK(counts[1].by_relation[static_cast<std::size_t>(Relation::kVisit)] == 1);
  CHECK(counts[1].by_relation[static_cast<std::size_t>(Relation::kMeet)] == 0);
  CHECK(countByPeriod({}, Period::kDay).empty());
}

}  // namespace
}  // namespace chancery
