// What a store said on earlier days.
#include <map>

#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;

const Line kMeeting{"p.a", Relation::kMeet, "p.b", "2024-05-01"};
const Line kVisit{"p.a", Relation::kVisit, "p.c", "2024-05-02"};

// How many events there were at the end of a day.
std::size_t eventsOn(const EventStore& store, std::string_view iso) {
  return eventsIn(*store.asKnownOn(day(iso)).value()).size();
}

// Questions drawn by chance.
void checkSameAnswers(const EventSource& source, const EventSource& expected,
                      RandomDocuments& random) {
  for (int i = 0; i < 40; ++i) {
    const EventFilter filter = randomFilter(random);
    const std::string a = random.actor(), b = random.actor();
    CHECK(eventsIn(source, filter) == eventsIn(expected, filter));
    CHECK(eventsBetween(source, a, b, filter) == eventsBetween(expected, a, b, filter));
    CHECK(linksOf(source, a, filter) == linksOf(expected, a, filter));
    CHECK(neighborsIn(source, a, filter) == neighborsIn(expected, a, filter));
    const DocumentId document{"doc" + std::to_string(random.below(12))};
    CHECK(eventsToldIn(source, document, filter) == eventsToldIn(expected, document, filter));
    CHECK(source.keysWithPrefix("key", i % 5).value() ==
          expected.keysWithPrefix("key", i % 5).value());
  }
}

TEST_CASE("What was replaced or removed is still what was known on earlier days",
          "[store][versions]") {
  const TempDir dir;
  const auto on = [&](std::string_view iso) { return openOrMake(dir.path(), day(iso)); };
  REQUIRE(on("2026-03-01").put(document("doc", {kMeeting})));
  REQUIRE(on("2026-03-05").put(document("doc", {kVisit})));
  REQUIRE(on("2026-03-09").remove({"doc"}).value());
  const EventStore store = EventStore::openReadOnly(dir.path()).value();
  CHECK(eventsOn(store, "2026-02-28") == 0);
  const auto first = store.asKnownOn(day("2026-03-04")).value();
  MemorySource expected;
  expected.add(document("doc", {kMeeting}));
  checkSame(*first, expected);
  const auto second = store.asKnownOn(day("2026-03-05")).value();
  CHECK(eventsIn(*second).at(0).relation == Relation::kVisit);
  CHECK(eventsOn(store, "2026-03-08") == 1);
  CHECK(eventsOn(store, "2026-03-09") == 0);
  CHECK(store.isAsKnownOn(day("2026-03-09")).value());
  CHECK_FALSE(store.isAsKnownOn(day("2026-03-08")).value());
  CHECK(store.isAsKnownOn(day("2026-02-01")).value());  // nothing, as now
}

TEST_CASE("What was there at the end of no day is not kept", "[store][versions]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path(), day("2026-03-01"));
  REQUIRE(store.put(document("doc", {kMeeting})));
  REQUIRE(store.put(document("doc", {kVisit})));
  REQUIRE(store.forEachKept([](DocumentVersion&&) {
    FAIL("nothing was to be kept");
    return true;
  }));
  CHECK(eventsOn(store, "2026-03-01") == 1);
  CHECK(eventsOn(store, "2026-02-28") == 0);
}

TEST_CASE("What is read again unchanged was known from the first day on", "[store][versions]") {
  const TempDir dir;
  REQUIRE(openOrMake(dir.path(), day("2026-03-01")).put(document("doc", {kMeeting})));
  EventStore store = openOrMake(dir.path(), day("2026-03-05"));
  CHECK(store.put(document("doc", {kMeeting})).value() == PutOutcome::kUnchanged);
  CHECK(eventsOn(store, "2026-03-02") == 1);
}

// More differs than is left, so that all is read; or little does, and the rest is asked of the
// store.
TEST_CASE("An earlier day is the same whichever way it is read", "[store][versions]") {
  const TempDir dir;
  const auto on = [&](std::string_view iso) { return openOrMake(dir.path(), day(iso)); };
  MemorySource expected;
  for (int i = 0; i < 9; ++i) {
    const DocumentEvents said = document("doc" + std::to_string(i), {kMeeting, kVisit});
    REQUIRE(on("2026-03-01").put(said));
    expected.add(said);
  }
  for (int i = 0; i < 9; ++i) {
    const std::string id = "doc" + std::to_string(i);
    REQUIRE(on("2026-03-05").put(document(id, {{"p.c", Relation::kAid, "p.d", "2024-06-01"}})));
    const EventStore store = EventStore::openReadOnly(dir.path()).value();
    checkSame(*store.asKnownOn(day("2026-03-04")).value(), expected);
  }
}

TEST_CASE("A document that is forgotten was never known", "[store][versions]") {
  const TempDir dir;
  const auto on = [&](std::string_view iso) { return openOrMake(dir.path(), day(iso)); };
  REQUIRE(on("2026-03-01").put(document("doc", {kMeeting})));
  REQUIRE(on("2026-03-01").put(document("doc2", {kMeeting})));
  REQUIRE(on("2026-03-05").put(document("doc", {kVisit})));
  EventStore store = on("2026-03-09");
  CHECK(store.forget({"doc"}).value());
  CHECK_FALSE(store.forget({"doc"}).value());
  CHECK(documentsIn(*store.asKnownOn(day("2026-03-02")).value()).size() == 1);
  CHECK(documentsIn(*store.asKnownOn(day("2026-03-06")).value()).size() == 1);
  MemorySource expected;
  expected.add(document("doc2", {kMeeting}));
  checkSame(store, expected);
}

TEST_CASE("Days of reading change no answer about the present", "[store][versions]") {
  const TempDir one, two;
  EventStore early = openOrMake(one.path(), day("2020-01-01"));
  EventStore late = openOrMake(two.path(), day("2026-01-01"));
  for (EventStore* store : {&early, &late}) {
    REQUIRE(store->put(document("doc", {kMeeting, kVisit})));
  }
  checkSame(early, late);
  CHECK(late.put(document("doc", {kVisit, kMeeting})).value() == PutOutcome::kUnchanged);
}

// In batches and in bulk, in two stores of which one takes in what the other held.
TEST_CASE("On any day a store knew what a model of then holds", "[store][versions]") {
  const TempDir dir, other_dir;
  RandomDocuments random(1961);
  std::vector<std::vector<DocumentEvents>> then;  // all documents, by day
  const Day first = day("2026-01-01");
  std::map<std::string, DocumentEvents> held;
  for (int i = 0; i < 25; ++i) {
    EventStore store = openOrMake(dir.path(), addDays(first, i));
    for (unsigned n = random.below(5); n > 0; --n) {
      const std::string id = "doc" + std::to_string(random.below(12));
      if (random.below(4) == 0) {
        CHECK(store.remove({id}).value() == (held.erase(id) > 0));
        continue;
      }
      const DocumentEvents said = random.next(id);
      held[id] = said;
      if (random.below(2) == 0) {
        REQUIRE(store.put(said));
        continue;
      }
      BulkWriter bulk = store.bulk({.memory_bytes = 1000}).value();
      REQUIRE(bulk.put(said));
      REQUIRE(bulk.commit());
    }
    then.emplace_back();
    for (const auto& [id, said] : held) then.back().push_back(said);
  }
  const EventStore store = EventStore::openReadOnly(dir.path()).value();
  EventStore other = openOrMake(other_dir.path());
  BulkWriter bulk = other.bulk().value();
  REQUIRE(store.forEachHeld([&](DocumentVersion&& version) {
    return bulk.put(std::move(version.said), version.since).has_value();
  }));
  REQUIRE(bulk.commit());
  REQUIRE(store.forEachKept(
      [&](DocumentVersion&& version) { return other.keep(version).has_value(); }));
  for (int i = 0; i < 25; ++i) {
    CAPTURE(i);
    MemorySource expected;
    for (const DocumentEvents& said : then[static_cast<std::size_t>(i)]) expected.add(said);
    checkSame(*store.asKnownOn(addDays(first, i)).value(), expected);
    checkSame(*other.asKnownOn(addDays(first, i)).value(), expected);
    checkSameAnswers(*store.asKnownOn(addDays(first, i)).value(), expected, random);
  }
  CHECK(store.isAsKnownOn(addDays(first, 24)).value());
}

}  // namespace
}  // namespace chancery
