#include "store/event_store.h"

#include <atomic>
#include <map>
#include <thread>

#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;

const DocumentEvents kInHindi = document(
    "hi", {{"p.a", Relation::kMeet, "p.b", "2025-08-21", "pl.kremlin", Status::kPlanned, 400},
           {"p.a", Relation::kGreet, "p.c", "2025-08-15"}});
const DocumentEvents kInEnglish = document(
    "en",
    {{"p.b", Relation::kMeet, "p.a", "2025-08-21", "pl.kremlin"}, {"p.b", Relation::kTalk, "p.d"}});

MemorySource modelOf(const std::vector<DocumentEvents>& documents) {
  MemorySource source;
  for (const DocumentEvents& said : documents) source.add(said);
  return source;
}

TEST_CASE("What is put into a store is there when it is opened again", "[store]") {
  const TempDir dir;
  {
    EventStore store = openOrMake(dir.path());
    CHECK(store.put(kInHindi).value() == PutOutcome::kAdded);
    CHECK(store.put(kInEnglish).value() == PutOutcome::kAdded);
  }
  const MemorySource expected = modelOf({kInHindi, kInEnglish});
  checkSame(EventStore::open(dir.path()).value(), expected);
  checkSame(EventStore::openReadOnly(dir.path()).value(), expected);
}

TEST_CASE("A document that is put again adds nothing", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(kInHindi));
  CHECK(store.put(kInHindi).value() == PutOutcome::kUnchanged);
  DocumentEvents in_another_order = kInHindi;
  std::reverse(in_another_order.events.begin(), in_another_order.events.end());
  std::reverse(in_another_order.entities.begin(), in_another_order.entities.end());
  CHECK(store.put(in_another_order).value() == PutOutcome::kUnchanged);
  checkSame(store, modelOf({kInHindi}));
}

TEST_CASE("A document that another extractor reads is replaced, though its text is the same",
          "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  DocumentEvents read_better = kInHindi;
  read_better.events[0].mentions[0].extractor = "better";
  REQUIRE(store.put(kInHindi));
  CHECK(store.put(read_better).value() == PutOutcome::kReplaced);
  checkSame(store, modelOf({read_better}));
}

TEST_CASE("A newer version of a document removes what only the older one said", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  const DocumentEvents newer = document("hi", {{"p.a", Relation::kVisit, "p.e", "2025-08-20"}});
  REQUIRE(store.put(kInHindi));
  REQUIRE(store.put(kInEnglish));
  CHECK(store.put(newer).value() == PutOutcome::kReplaced);
  checkSame(store, modelOf({kInEnglish, newer}));
  CHECK(store.findEntity({"p.c"}).error().code == ErrorCode::kNotFound);
}

TEST_CASE("A document that is removed leaves nothing behind", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(kInHindi));
  REQUIRE(store.put(kInEnglish));
  CHECK(store.remove({"hi"}).value());
  CHECK_FALSE(store.remove({"hi"}).value());
  checkSame(store, modelOf({kInEnglish}));
  CHECK(store.remove({"en"}).value());
  checkSame(store, MemorySource());
}

TEST_CASE("Documents that are put at once are united as if put one by one", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  const std::vector<DocumentEvents> both = {kInHindi, kInEnglish};
  REQUIRE(store.putAll(both));
  checkSame(store, modelOf(both));
  REQUIRE(store.putAll(both));
  REQUIRE(store.putAll({}));
  checkSame(store, modelOf(both));
}

TEST_CASE("An event that a document states in very many rows is one, with a mention of each",
          "[store]") {
  constexpr std::size_t kRows = 20000;
  DocumentEvents said =
      document("rows", std::vector<Line>(kRows, {"p.a", Relation::kMeet, "p.b", "2025-08-21"}));
  for (std::size_t i = 0; i < kRows; ++i) {
    said.events[i].mentions.front().begin = i;
    said.events[i].mentions.front().end = i + 1;
  }
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(said));
  CHECK(store.findEvent(said.events.front().id).value().mentions.size() == kRows);
}

TEST_CASE("Of two versions that are put at once the later one counts", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  const DocumentEvents newer = document("hi", {{"p.a", Relation::kVisit, "p.e", "2025-08-20"}});
  REQUIRE(store.putAll(std::vector{kInHindi, kInEnglish, newer}));
  checkSame(store, modelOf({kInEnglish, newer}));
}

TEST_CASE("After any writes a store is as if made of what is left", "[store]") {
  RandomDocuments random(1815);
  for (int round = 0; round < 6; ++round) {
    CAPTURE(round);
    const TempDir dir, fresh_dir;
    EventStore store = openOrMake(dir.path());
    std::map<std::string, DocumentEvents> left;
    for (int step = 0; step < 40; ++step) {
      const std::string id = "doc" + std::to_string(random.below(8));
      if (random.below(4) == 0) {
        CHECK(store.remove({id}).value() == (left.erase(id) == 1));
        continue;
      }
      std::vector<DocumentEvents> batch;
      for (unsigned i = random.below(3) + 1; i > 0; --i) {
        batch.push_back(random.next("doc" + std::to_string(random.below(8))));
        left[batch.back().document.id.value] = batch.back();
      }
      REQUIRE(store.putAll(batch));
      if (random.below(8) == 0) REQUIRE(store.flush());
    }
    MemorySource expected;
    EventStore fresh = openOrMake(fresh_dir.path());
    for (const auto& [id, said] : left) {
      expected.add(said);
      REQUIRE(fresh.put(said));
    }
    checkSame(store, expected);
    checkSame(fresh, expected);
    REQUIRE(store.compact());
    checkSame(store, expected);
  }
}

TEST_CASE("A store holds the same whatever the order of the documents", "[store]") {
  RandomDocuments random(1648);
  std::vector<DocumentEvents> documents;
  MemorySource expected;
  for (int i = 0; i < 20; ++i) {
    documents.push_back(random.next("doc" + std::to_string(i)));
    expected.add(documents.back());
  }
  std::mt19937 shuffling(1919);
  for (int round = 0; round < 5; ++round) {
    const TempDir dir;
    EventStore store = openOrMake(dir.path());
    std::shuffle(documents.begin(), documents.end(), shuffling);
    for (const DocumentEvents& said : documents) REQUIRE(store.put(said));
    checkSame(store, expected);
  }
}

TEST_CASE("Whatever is filtered for, a store answers as the plain model does", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  MemorySource model;
  RandomDocuments random(1945);
  for (int i = 0; i < 60; ++i) {
    const DocumentEvents said = random.next("doc" + std::to_string(i));
    model.add(said);
    REQUIRE(store.put(said));
  }
  for (int i = 0; i < 400; ++i) {
    CAPTURE(i);
    const EventFilter filter = randomFilter(random);
    const std::string a = random.actor(), b = random.actor();
    CHECK(eventsIn(store, filter) == eventsIn(model, filter));
    CHECK(eventsIn(store, filter, Detail::kSummary) == eventsIn(model, filter, Detail::kSummary));
    CHECK(eventsOf(store, a, filter) == eventsOf(model, a, filter));
    CHECK(eventsBetween(store, a, b, filter) == eventsBetween(model, a, b, filter));
    CHECK(linksOf(store, a, filter) == linksOf(model, a, filter));
    const DocumentId told{"doc" + std::to_string(random.below(60))};
    CHECK(eventsToldIn(store, told, filter) == eventsToldIn(model, told, filter));
    CHECK(neighborsIn(store, a, filter) == neighborsIn(model, a, filter));
  }
}

TEST_CASE("A long span is found by any day of it", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(document("doc", {{"p.a", Relation::kAid, "p.b", "1960/2030"},
                                     {"p.a", Relation::kAid, "p.b", "2020"},
                                     {"p.a", Relation::kAid, "p.b", "2025-07-01/2025-09-01"},
                                     {"p.a", Relation::kAid, "p.b", "2025-06-30/2025-09-01"}})));
  EventFilter filter;
  filter.from = filter.to = day("2025-09-01");
  CHECK(eventsBetween(store, "p.a", "p.b", filter).size() == 3);
  CHECK(eventsOf(store, "p.b", filter).size() == 3);
  CHECK(eventsIn(store, filter).size() == 3);
  filter.from = filter.to = day("1969-12-31");
  REQUIRE(eventsIn(store, filter).size() == 1);
  CHECK(toIso(*eventsIn(store, filter)[0].date) == "1960-01-01/2030-12-31");
  filter.from = day("2031-01-01");
  filter.to.reset();
  CHECK(eventsIn(store, filter).empty());
}

TEST_CASE("Days before 1970 come first, events without a date last", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(document("doc", {{"p.a", Relation::kMeet, "p.b"},
                                     {"p.a", Relation::kTalk, "p.b", "1970-01-01"},
                                     {"p.a", Relation::kMeet, "p.b", "1969-12-31"},
                                     {"p.a", Relation::kHost, "p.b", "0001-01-01"},
                                     {"p.a", Relation::kTalk, "p.b", "9999-12-31"}})));
  const std::vector<Event> events = eventsBetween(store, "p.b", "p.a");
  Strings dates;
  for (const Event& event : events) dates.push_back(event.date ? toIso(*event.date) : "");
  CHECK(dates == Strings{"0001-01-01", "1969-12-31", "1970-01-01", "9999-12-31", ""});
  CHECK(eventsIn(store) == events);
  CHECK(eventsOf(store, "p.a") == events);
}

TEST_CASE("Search keys are any bytes, and keep their order", "[store]") {
  const std::string zero("a\0", 2), zero_b("a\0b", 3), high("a\xFF");
  DocumentEvents said = document("doc", {{"p.a", Relation::kMeet, "p.b"}});
  said.entities[0].search_keys = {"a", zero, zero_b, "ab", high, "\xFF", ""};
  said.entities[1].search_keys = {"a", "ab"};
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(said));
  checkSame(store, modelOf({said}));
  CHECK(store.keysWithPrefix("a", 3).value() == Strings{"a", zero, zero_b});
  CHECK(store.keysWithPrefix("\xFF", 9).value() == Strings{"\xFF"});
  CHECK(values(store.findByKey("a").value()) == Strings{"p.a", "p.b"});
  CHECK(store.findByKey("b")->empty());
}

TEST_CASE("What was skipped is kept with its reason until it is read", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.recordSkipped("hi", "not UTF-8"));
  REQUIRE(store.recordSkipped("b.pdf", "no text"));
  REQUIRE(store.recordSkipped("b.pdf", "no text at all"));
  const auto skipped = [&] {
    Strings rows;
    REQUIRE(store.forEachSkipped([&](std::string_view name, std::string_view reason) {
      rows.push_back(std::string(name).append(": ").append(reason));
      return true;
    }));
    return rows;
  };
  CHECK(skipped() == Strings{"b.pdf: no text at all", "hi: not UTF-8"});
  REQUIRE(store.put(kInHindi));
  CHECK(skipped() == Strings{"b.pdf: no text at all"});
}

TEST_CASE("What cannot be taken is refused by name, and the rest of the batch with it", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  DocumentEvents bad = kInEnglish;
  SECTION("an event without a mention") { bad.events[0].mentions.clear(); }
  SECTION("a mention of another document") { bad.events[0].mentions[0].document = {"hi"}; }
  SECTION("an id that says something else") { bad.events[0].id = bad.events[1].id; }
  SECTION("a confidence above 1000") { bad.events[0].mentions[0].confidence_permille = 1001; }
  SECTION("a span that ends before it begins") {
    bad.events[0] =
        makeEvent(Relation::kMeet, {"p.a"}, {"p.b"}, DateSpan{{5}, {4}}, bad.events[0].mentions);
  }
  const auto outcome = store.putAll(std::vector{kInHindi, bad});
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::kInvalidInput);
  CHECK(outcome.error().message.find("document 'en'") == 0);
  checkSame(store, MemorySource());
}

TEST_CASE("The content hash of a document is known as long as it is held", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  DocumentEvents said = kInHindi;
  said.document.content_hash = "4f2a";
  CHECK_FALSE(store.contentHashOf({"hi"}).value());
  REQUIRE(store.put(said));
  CHECK(store.contentHashOf({"hi"}).value() == "4f2a");
  REQUIRE(store.remove({"hi"}));
  CHECK_FALSE(store.contentHashOf({"hi"}).value());
}

TEST_CASE("What is not there is kNotFound, by name, and has no events", "[store]") {
  const TempDir dir;
  const EventStore store = openOrMake(dir.path());
  CHECK(store.findEntity({"p.nobody"}).error().code == ErrorCode::kNotFound);
  CHECK(store.findEntity({"p.nobody"}).error().message == "there is no entity 'p.nobody'");
  CHECK(store.findDocument({"x"}).error().message == "there is no document 'x'");
  CHECK(store.findEvent({}).error().code == ErrorCode::kNotFound);
  CHECK(eventsOf(store, "p.nobody").empty());
  CHECK(eventsBetween(store, "p.nobody", "p.a").empty());
  CHECK(linksOf(store, "p.nobody").empty());
}

TEST_CASE("A visitor stops by returning false, and may write meanwhile without seeing it",
          "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(kInHindi));
  int calls = 0;
  CHECK(store.forEachEvent({}, Detail::kSummary, [&](const Event&) { return ++calls < 1; }));
  CHECK(calls == 1);
  calls = 0;
  CHECK(store.forEachEvent({}, Detail::kMentions, [&](const Event& event) {
    CHECK(event.mentions.size() == 1);
    REQUIRE(store.put(kInEnglish));
    return ++calls > 0;
  }));
  CHECK(calls == 2);
  checkSame(store, modelOf({kInHindi, kInEnglish}));
}

TEST_CASE("Readers see all of a put or nothing, and writers wait for one another", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  RandomDocuments random(1555);
  std::vector<DocumentEvents> documents;
  for (int i = 0; i < 120; ++i) documents.push_back(random.next("doc" + std::to_string(i)));
  // Catch is not made for threads, so they only count
  std::atomic<int> failures = 0;
  const auto write = [&](std::size_t begin) {
    for (std::size_t i = begin; i < documents.size(); i += 2) {
      if (!store.put(documents[i])) ++failures;
    }
  };
  const auto read = [&] {
    for (int i = 0; i < 60; ++i) {
      const auto read_all = store.forEachEvent({}, Detail::kMentions, [&](const Event& event) {
        Event derived = event;
        derive(derived);
        if (derived != event) ++failures;
        return true;
      });
      if (!read_all) ++failures;
    }
  };
  std::vector<std::thread> threads;
  threads.emplace_back(write, 0);
  threads.emplace_back(write, 1);
  threads.emplace_back(read);
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  checkSame(store, modelOf(documents));
}

TEST_CASE("What was made of the entities is kept until one of them changes", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  const auto keep = [&] {
    REQUIRE(store.keepOfEntities([] { return Result<std::string>("made"); }));
    REQUIRE(store.keptOfEntities().value() == "made");
  };
  CHECK_FALSE(store.keptOfEntities().value());
  REQUIRE(store.put(kInHindi));
  keep();
  REQUIRE(store.put(kInHindi));
  // says nothing new of anybody
  REQUIRE(store.put(document("more", {{"p.a", Relation::kMeet, "p.b", "2025-08-22"}})));
  CHECK(EventStore::openReadOnly(dir.path()).value().keptOfEntities().value() == "made");
  REQUIRE(store.put(kInEnglish));
  CHECK_FALSE(store.keptOfEntities().value());
  keep();
  REQUIRE(store.remove({"more"}).value());
  CHECK(store.keptOfEntities().value() == "made");
  REQUIRE(store.remove({"en"}).value());
  CHECK_FALSE(store.keptOfEntities().value());
  keep();
  auto bulk = store.bulk().value();
  REQUIRE(bulk.put(kInEnglish));
  REQUIRE(bulk.commit());
  CHECK_FALSE(store.keptOfEntities().value());
}

TEST_CASE("What is kept of the entities is never of others than there are", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  const auto entities = [&]() -> Result<std::string> {
    std::string text;
    const auto read = store.forEachEntity([&](const Entity& entity) {
      text += entity.id.value + ' ' + entity.label + ' ' + entity.country;
      for (const std::string& alias : entity.aliases) text += ' ' + alias;
      text += '\n';
      return true;
    });
    if (!read) return tl::unexpected(read.error());
    return text;
  };
  RandomDocuments random(17);
  std::size_t held = 0;
  for (int i = 0; i < 120; ++i) {
    if (i % 2 == 0) REQUIRE(store.keepOfEntities(entities));
    const std::string id = "doc" + std::to_string(random.below(6));
    if (random.below(4) == 0) {
      REQUIRE(store.remove({id}));
    } else if (random.below(4) == 0) {
      auto bulk = store.bulk().value();
      REQUIRE(bulk.put(random.next(id)));
      REQUIRE(bulk.commit());
    } else {
      REQUIRE(store.put(random.next(id)));
    }
    const auto kept = store.keptOfEntities().value();
    if (!kept) continue;
    ++held;
    CHECK(*kept == entities().value());
  }
  CHECK(held > 10);
}

TEST_CASE("A store that was moved answers as before", "[store]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(kInHindi));
  EventStore moved = std::move(store);
  REQUIRE(moved.put(kInEnglish));
  checkSame(moved, modelOf({kInHindi, kInEnglish}));
}

}  // namespace
}  // namespace chancery
