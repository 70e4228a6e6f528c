#include "graph/memory_source.h"

#include <algorithm>
#include <random>

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::document;
using test::Strings;

std::vector<Event> eventsIn(const EventSource& source, const EventFilter& filter = {}) {
  std::vector<Event> events;
  REQUIRE(source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    events.push_back(event);
    return true;
  }));
  return events;
}

std::vector<Entity> entitiesIn(const EventSource& source) {
  std::vector<Entity> entities;
  REQUIRE(source.forEachEntity([&](const Entity& entity) {
    entities.push_back(entity);
    return true;
  }));
  return entities;
}

std::vector<Document> documentsIn(const EventSource& source) {
  std::vector<Document> documents;
  REQUIRE(source.forEachDocument([&](const Document& document) {
    documents.push_back(document);
    return true;
  }));
  return documents;
}

void checkSame(const MemorySource& a, const MemorySource& b) {
  CHECK(eventsIn(a) == eventsIn(b));
  CHECK(entitiesIn(a) == entitiesIn(b));
  CHECK(documentsIn(a) == documentsIn(b));
  CHECK(a.keysWithPrefix("", 1000).value() == b.keysWithPrefix("", 1000).value());
  CHECK(a.counts()->mentions == b.counts()->mentions);
}

const DocumentEvents kInHindi =
    document("hi", {{"p.a", Relation::kMeet, "p.b", "2025-08-21", "pl.kremlin"},
                    {"p.a", Relation::kGreet, "p.c", "2025-08-15"}});
const DocumentEvents kInEnglish = document(
    "en",
    {{"p.b", Relation::kMeet, "p.a", "2025-08-21", "pl.kremlin"}, {"p.b", Relation::kTalk, "p.d"}});

TEST_CASE("MemorySource holds the same whatever the order, and however often", "[memory]") {
  MemorySource forward, backward;
  for (const auto& said : {kInHindi, kInEnglish}) forward.add(said);
  for (const auto& said : {kInEnglish, kInHindi, kInHindi, kInEnglish}) backward.add(said);

  checkSame(forward, backward);
  CHECK(forward.counts()->documents == 2);
  CHECK(forward.counts()->entities == 5);
  CHECK(forward.counts()->events == 3);
  CHECK(forward.counts()->mentions == 4);
}

TEST_CASE("A document replaces what it said before", "[memory]") {
  MemorySource source;
  source.add(kInHindi);
  source.add(kInEnglish);
  source.add(document("hi", {{"p.a", Relation::kVisit, "p.e", "2025-08-20"}}));

  MemorySource expected;
  expected.add(kInEnglish);
  expected.add(document("hi", {{"p.a", Relation::kVisit, "p.e", "2025-08-20"}}));
  checkSame(source, expected);
  CHECK_FALSE(source.findEntity({"p.c"}));
}

TEST_CASE("A document that is removed leaves nothing behind", "[memory]") {
  MemorySource source;
  source.add(kInHindi);
  source.add(kInEnglish);
  CHECK(source.remove({"hi"}));
  CHECK_FALSE(source.remove({"hi"}));

  MemorySource expected;
  expected.add(kInEnglish);
  checkSame(source, expected);

  CHECK(source.remove({"en"}));
  checkSame(source, MemorySource());
}

TEST_CASE("After any additions and removals MemorySource is as if made of what is left",
          "[memory]") {
  std::mt19937 random(1815);
  const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
  const auto name = [](unsigned i) { return "p." + std::string(1, static_cast<char>('a' + i)); };
  for (int round = 0; round < 30; ++round) {
    CAPTURE(round);
    MemorySource source;
    std::map<std::string, DocumentEvents> left;
    for (int step = 0; step < 40; ++step) {
      const std::string id = "doc" + std::to_string(below(6));
      if (below(4) == 0) {
        CHECK(source.remove({id}) == (left.erase(id) == 1));
        continue;
      }
      std::vector<test::Line> lines(below(4));
      for (test::Line& line : lines) {
        line = {name(below(4)), static_cast<Relation>(below(3)), name(below(4)),
                below(3) == 0 ? "" : "2025-08-2" + std::to_string(below(4))};
      }
      DocumentEvents said = document(id, lines);
      for (Entity& entity : said.entities) {
        entity.aliases = {"alias" + std::to_string(below(5))};
        entity.search_keys = {"key" + std::to_string(below(5))};
        if (below(2) == 0) entity.label = "label" + std::to_string(below(5));
      }
      source.add(said);
      left[id] = said;
    }
    MemorySource expected;
    for (const auto& [id, said] : left) expected.add(said);
    checkSame(source, expected);
  }
}

TEST_CASE("An event is united of what the documents say, with all their mentions", "[memory]") {
  MemorySource source;
  source.add(document(
      "early", {{"p.a", Relation::kMeet, "p.b", "2025-08-21", "pl.x", Status::kPlanned, 400}}));
  source.add(document(
      "late", {{"p.b", Relation::kMeet, "p.a", "2025-08-21", "pl.x", Status::kHappened, 800}}));
  const std::vector<Event> events = eventsIn(source);
  REQUIRE(events.size() == 1);
  CHECK(events[0].mentions.size() == 2);
  CHECK(events[0].status == Status::kHappened);
  CHECK(events[0].confidence_permille == 800);
  CHECK(source.findEvent(events[0].id).value() == events[0]);
}

TEST_CASE("A document tells of an event what stands in it, and is asked for the whole of it",
          "[memory]") {
  MemorySource source;
  source.add(document("early",
                      {{"p.a", Relation::kMeet, "p.b", "2025-08-21", "pl.x", Status::kPlanned, 400},
                       {"p.a", Relation::kTalk, "p.c", "2025-08-20"}}));
  DocumentEvents late =
      document("late", {{"p.a", Relation::kMeet, "p.b", "2025-08-21", "", Status::kHappened, 900}});
  for (Mention& mention : late.events[0].mentions) mention.reported = test::day("2025-08-22");
  source.add(late);

  const auto toldIn = [&](const char* id, const EventFilter& filter) {
    std::vector<Event> events;
    REQUIRE(source.forEachEventIn({id}, filter, [&](const Event& event) {
      events.push_back(event);
      return true;
    }));
    return events;
  };
  const std::vector<Event> told = toldIn("early", {});
  REQUIRE(told.size() == 2);
  CHECK(told[0].relation == Relation::kTalk);
  CHECK(told[1].status == Status::kPlanned);
  CHECK(told[1].confidence_permille == 400);
  CHECK(told[1].mentions.size() == 1);

  EventFilter happened;
  happened.relations = {Relation::kMeet};
  happened.statuses = {Status::kHappened};
  REQUIRE(toldIn("early", happened).size() == 1);
  CHECK(toldIn("early", happened)[0].status == Status::kPlanned);
  CHECK(toldIn("nowhere", {}).empty());
}

TEST_CASE("Events come in their order, entities and documents by id", "[memory]") {
  const MemorySource source = test::sourceOf({{"p.b", Relation::kMeet, "p.c"},
                                              {"p.a", Relation::kMeet, "p.b", "2025-08-21"},
                                              {"p.a", Relation::kMeet, "p.c", "1969-12-31"},
                                              {"p.a", Relation::kTalk, "p.b", "2025-08"}});
  const std::vector<Event> events = eventsIn(source);
  CHECK(std::is_sorted(events.begin(), events.end(), comesBefore));
  CHECK(toIso(*events.front().date) == "1969-12-31");
  CHECK_FALSE(events.back().date);

  Strings ids;
  for (const Entity& entity : entitiesIn(source)) ids.push_back(entity.id.value);
  CHECK(ids == Strings{"p.a", "p.b", "p.c"});
}

TEST_CASE("The events of one, of two and of all agree with a filter on the participants",
          "[memory]") {
  MemorySource source;
  source.add(kInHindi);
  source.add(kInEnglish);
  EventFilter with_b;
  with_b.with = EntityId{"p.b"};
  const std::vector<Event> expected = eventsIn(source, with_b);
  CHECK(expected.size() == 2);

  std::vector<Event> of_b;
  REQUIRE(source.forEachEventOf({"p.b"}, {}, Detail::kMentions, [&](const Event& event) {
    of_b.push_back(event);
    return true;
  }));
  CHECK(of_b == expected);

  for (const auto& [a, b] : {std::pair("p.a", "p.b"), std::pair("p.b", "p.a")}) {
    std::vector<Event> between;
    REQUIRE(source.forEachEventBetween({a}, {b}, {}, Detail::kMentions, [&](const Event& event) {
      between.push_back(event);
      return true;
    }));
    REQUIRE(between.size() == 1);
    CHECK(between[0] == expected[0]);
  }
}

TEST_CASE("A filter on a country takes the places that lie in it", "[memory]") {
  DocumentEvents said = kInHindi;
  for (Entity& entity : said.entities) {
    if (entity.id.value == "pl.kremlin") entity.country = "RU";
  }
  MemorySource source;
  source.add(said);
  EventFilter in_russia;
  in_russia.place = EntityId{"c.ru"};
  REQUIRE(eventsIn(source, in_russia).size() == 1);
  CHECK(eventsIn(source, in_russia)[0].place->value == "pl.kremlin");
}

TEST_CASE("A summary is an event without its mentions", "[memory]") {
  const MemorySource source = test::sourceOf({{"p.a", Relation::kMeet, "p.b", "2025", "pl.x"}});
  Event expected = eventsIn(source)[0];
  expected.mentions.clear();
  REQUIRE(source.forEachEvent({}, Detail::kSummary, [&](const Event& event) {
    CHECK(event == expected);
    return true;
  }));
}

TEST_CASE("A link names the other end, and which way it goes", "[memory]") {
  const MemorySource source = test::sourceOf({{"p.a", Relation::kVisit, "p.b", "2025-08-20"},
                                              {"p.c", Relation::kInvite, "p.a", "2025-08-21"}});
  std::vector<Link> links;
  REQUIRE(source.forEachLink({"p.a"}, {}, [&](const Link& link) {
    links.push_back(link);
    return true;
  }));
  REQUIRE(links.size() == 2);
  CHECK(links[0].other.value == "p.b");
  CHECK(links[0].outgoing);
  CHECK(links[1].other.value == "p.c");
  CHECK_FALSE(links[1].outgoing);
  CHECK(links[1].relation == Relation::kInvite);
  CHECK(toIso(*links[1].date) == "2025-08-21");
}

TEST_CASE("An event of an entity with itself is one event and one link", "[memory]") {
  const MemorySource source = test::sourceOf({{"c.in", Relation::kMeet, "c.in"}});
  int events = 0, links = 0;
  REQUIRE(source.forEachEventOf({"c.in"}, {}, Detail::kSummary,
                                [&](const Event&) { return ++events > 0; }));
  REQUIRE(source.forEachLink({"c.in"}, {}, [&](const Link&) { return ++links > 0; }));
  CHECK(events == 1);
  CHECK(links == 1);
}

TEST_CASE("A visitor that returns false is not called again, and that is no error", "[memory]") {
  MemorySource source;
  source.add(kInHindi);
  source.add(kInEnglish);
  int calls = 0;
  CHECK(source.forEachEvent({}, Detail::kSummary, [&](const Event&) { return ++calls < 2; }));
  CHECK(source.forEachEntity([&](const Entity&) { return ++calls < 4; }));
  CHECK(source.forEachDocument([&](const Document&) { return ++calls < 5; }));
  CHECK(calls == 5);
}

TEST_CASE("Entities are found by their keys, and keys by their beginning", "[memory]") {
  DocumentEvents said = kInHindi;
  for (Entity& entity : said.entities) entity.search_keys = {"key", "key " + entity.id.value};
  MemorySource source;
  source.add(said);

  CHECK(test::values(source.findByKey("key").value()) ==
        Strings{"p.a", "p.b", "p.c", "pl.kremlin"});
  CHECK(test::values(source.findByKey("key p.b").value()) == Strings{"p.b"});
  CHECK(source.findByKey("ke")->empty());
  CHECK(source.keysWithPrefix("key p.", 2).value() == Strings{"key p.a", "key p.b"});
  CHECK(source.keysWithPrefix("key", 100)->size() == 5);
  CHECK(source.keysWithPrefix("z", 100)->empty());

  source.remove(said.document.id);
  CHECK(source.keysWithPrefix("", 100)->empty());
}

TEST_CASE("What is not there is kNotFound, by name, and has no events", "[memory]") {
  const MemorySource source;
  REQUIRE_FALSE(source.findEntity({"p.nobody"}));
  CHECK(source.findEntity({"p.nobody"}).error().code == ErrorCode::kNotFound);
  CHECK(source.findEntity({"p.nobody"}).error().message == "there is no entity 'p.nobody'");
  CHECK(source.findDocument({"x"}).error().message == "there is no document 'x'");
  CHECK(source.findEvent({}).error().code == ErrorCode::kNotFound);
  CHECK(source.forEachLink({"p.nobody"}, {}, [](const Link&) { return true; }));
}

TEST_CASE("A MemorySource that was moved answers as before", "[memory]") {
  MemorySource source;
  source.add(kInHindi);
  MemorySource moved = std::move(source);
  moved.add(kInEnglish);
  MemorySource expected;
  expected.add(kInEnglish);
  expected.add(kInHindi);
  checkSame(moved, expected);
}

}  // namespace
}  // namespace chancery
