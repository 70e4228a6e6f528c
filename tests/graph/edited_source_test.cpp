#include "graph/edited_source.h"

#include <random>

#include "graph/test_events.h"
#include "support/catch.h"

namespace chancery {
namespace {

using test::id;

EntityMerge merge(const std::string& from, const std::string& into) {
  return {id(from), test::entity(into), "my.tsv:1"};
}

EntitySplit split(const std::string& from, const std::string& into) {
  EntitySplit made;
  made.from = id(from);
  made.into = test::entity(into);
  made.where = "my.tsv:1";
  return made;
}

// "p.a meet p.b 2024-01-01 @pl.x (2)": one line an event, with its place and number of mentions.
std::vector<std::string> linesOf(const EventSource& source, const EventFilter& filter = {}) {
  std::vector<std::string> lines;
  REQUIRE(source.forEachEvent(filter, Detail::kMentions, [&](const Event& event) {
    lines.push_back(event.subject.value + " " + std::string(infoOf(event.relation).name) + " " +
                    event.object.value + (event.date ? " " + toIso(*event.date) : "") +
                    (event.place ? " @" + event.place->value : "") + " (" +
                    std::to_string(event.mentions.size()) + ")");
    return true;
  }));
  return lines;
}

using Lines = std::vector<std::string>;

MemorySource twoSpellings() {
  MemorySource source;
  source.add(test::document("one", {{"p.a", Relation::kMeet, "p.lavrov", "2024-01-01", "pl.kiev"},
                                    {"p.a", Relation::kMeet, "p.c", "2024-01-02"}}));
  source.add(test::document("two", {{"p.a", Relation::kMeet, "p.lavrow", "2024-01-01", "pl.kyiv"},
                                    {"p.c", Relation::kVisit, "c.ru", "2024-01-03", "pl.kiev"}}));
  return source;
}

TEST_CASE("Without edits a source is shown as it is", "[edited_source]") {
  const MemorySource source = twoSpellings();
  const auto edited = EditedSource::apply(source, {}).value();
  CHECK(linesOf(edited) == linesOf(source));
  CHECK(edited.counts()->entities == source.counts()->entities);
}

TEST_CASE("What two who are one did is one event with the mentions of both", "[edited_source]") {
  const MemorySource source = twoSpellings();
  EntityEdits edits;
  edits.merges = {merge("p.lavrow", "p.lavrov"), merge("pl.kiev", "pl.kyiv")};
  const auto edited = EditedSource::apply(source, edits).value();
  CHECK(linesOf(edited) == Lines{"p.a meet p.lavrov 2024-01-01 @pl.kyiv (2)",
                                 "p.a meet p.c 2024-01-02 (1)",
                                 "p.c visit c.ru 2024-01-03 @pl.kyiv (1)"});
  CHECK(edited.counts()->events == 3);
  CHECK(edited.counts()->mentions == 4);
  CHECK(edited.counts()->entities == source.counts()->entities - 2);
  // by either id, and by the names of both
  CHECK(edited.findEntity(id("p.lavrow"))->id == id("p.lavrov"));
  CHECK(edited.findEntity(id("p.lavrov"))->aliases == Lines{"p.lavrow"});
  EventFilter there;
  there.place = id("pl.kyiv");
  CHECK(linesOf(edited, there).size() == 2);
  // the source knows nothing of it
  CHECK(linesOf(source).size() == 4);
}

TEST_CASE("Merges go on to the end, and an event of one with himself is none", "[edited_source]") {
  const MemorySource source = test::meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.d"}});
  EntityEdits edits;
  edits.merges = {merge("p.a", "p.b"), merge("p.b", "p.c")};
  const auto edited = EditedSource::apply(source, edits).value();
  CHECK(linesOf(edited) == Lines{"p.c meet p.d (1)"});
  CHECK(edited.mergedInto(id("p.a")) == id("p.c"));
}

TEST_CASE("A split tells events apart by document, day and partner", "[edited_source]") {
  MemorySource source;
  source.add(test::document("politics/1", {{"p.roe", Relation::kMeet, "p.a", "2020-05-01"}}));
  source.add(test::document("sports/1", {{"p.roe", Relation::kMeet, "p.a", "2020-05-01"},
                                         {"p.roe", Relation::kMeet, "p.b", "2021-05-01"}}));
  EntityEdits edits;
  edits.splits = {split("p.roe", "p.other")};

  SECTION("by document, also within one event") {
    edits.splits[0].documents = "sports/*";
    const auto edited = EditedSource::apply(source, edits).value();
    auto lines = linesOf(edited);
    std::sort(lines.begin(), lines.end());
    CHECK(lines == Lines{"p.a meet p.other 2020-05-01 (1)", "p.a meet p.roe 2020-05-01 (1)",
                         "p.b meet p.other 2021-05-01 (1)"});
    CHECK(edited.findEntity(id("p.other"))->label == "p.other");
    CHECK(edited.counts()->entities == source.counts()->entities + 1);
  }
  SECTION("by day") {
    edits.splits[0].since = test::day("2021-01-01");
    CHECK(linesOf(EditedSource::apply(source, edits).value()) ==
          Lines{"p.a meet p.roe 2020-05-01 (2)", "p.b meet p.other 2021-05-01 (1)"});
  }
  SECTION("by partner") {
    edits.splits[0].with = id("p.a");
    CHECK(linesOf(EditedSource::apply(source, edits).value()) ==
          Lines{"p.a meet p.other 2020-05-01 (2)", "p.b meet p.roe 2021-05-01 (1)"});
  }
}

// The long way: every mention renamed, and all put into a source of their own.
MemorySource renamed(const MemorySource& source, const std::map<EntityId, EntityId>& names) {
  const auto now = [&](const EntityId& old) {
    const auto at = names.find(old);
    return at == names.end() ? old : at->second;
  };
  std::map<DocumentId, DocumentEvents> documents;
  REQUIRE(source.forEachEvent({}, Detail::kMentions, [&](const Event& event) {
    for (Mention mention : event.mentions) {
      DocumentEvents& said = documents[mention.document];
      said.document.id = mention.document;
      if (mention.place) mention.place = now(*mention.place);
      if (now(event.subject) == now(event.object)) continue;
      said.events.push_back(
          makeEvent(event.relation, now(event.subject), now(event.object), event.date, {mention}));
    }
    return true;
  }));
  MemorySource result;
  for (auto& [document, said] : documents) result.add(std::move(said));
  return result;
}

TEST_CASE("Every question gets the answer of a graph that was built with the merges",
          "[edited_source]") {
  MemorySource source;
  std::uint32_t state = 7;
  const auto next = [&](std::uint32_t limit) {
    state = state * 1664525u + 1013904223u;
    return (state >> 16) % limit;
  };
  for (int d = 0; d < 30; ++d) {
    std::vector<test::Line> lines;
    for (int i = 0; i < 12; ++i) {
      const std::uint32_t a = next(14);
      const std::uint32_t b = (a + 1 + next(13)) % 14;
      lines.push_back({"p." + std::to_string(a), next(2) == 0 ? Relation::kMeet : Relation::kGreet,
                       "p." + std::to_string(b),
                       next(5) == 0 ? "" : "2024-0" + std::to_string(1 + next(9)),
                       "pl." + std::to_string(next(4))});
    }
    source.add(test::document("d" + std::to_string(d), lines));
  }
  EntityEdits edits;
  edits.merges = {merge("p.1", "p.2"), merge("p.3", "p.4"), merge("pl.1", "pl.2")};
  const auto edited = EditedSource::apply(source, edits).value();
  const MemorySource plain =
      renamed(source, {{id("p.1"), id("p.2")}, {id("p.3"), id("p.4")}, {id("pl.1"), id("pl.2")}});

  std::vector<EventFilter> filters(5);
  filters[1].from = test::day("2024-03-01");
  filters[2].place = id("pl.2");
  filters[3].with = id("p.4");
  filters[4].relations.insert(Relation::kGreet);
  for (const EventFilter& filter : filters) {
    CHECK(linesOf(edited, filter) == linesOf(plain, filter));
    for (const char* who : {"p.2", "p.4", "p.5", "p.6"}) {
      const auto linksOf = [&](const EventSource& asked) {
        Lines links;
        REQUIRE(asked.forEachLink(id(who), filter, [&](const Link& link) {
          links.push_back(link.other.value + toString(link.event) + (link.outgoing ? ">" : "<"));
          return true;
        }));
        return links;
      };
      const auto eventsOf = [&](const EventSource& asked, const char* other) {
        Lines events;
        const auto visit = [&](const Event& event) {
          events.push_back(toString(event.id));
          return true;
        };
        if (other == nullptr) {
          REQUIRE(asked.forEachEventOf(id(who), filter, Detail::kSummary, visit));
        } else {
          REQUIRE(asked.forEachEventBetween(id(who), id(other), filter, Detail::kSummary, visit));
        }
        return events;
      };
      CHECK(linksOf(edited) == linksOf(plain));
      CHECK(eventsOf(edited, nullptr) == eventsOf(plain, nullptr));
      CHECK(eventsOf(edited, "p.7") == eventsOf(plain, "p.7"));
      CHECK(eventsOf(edited, "p.2") == eventsOf(plain, "p.2"));
    }
  }
  CHECK(edited.counts()->events == plain.counts()->events);
  CHECK(edited.counts()->mentions == plain.counts()->mentions);
}

void checkTally(const EditedSource& edited) {
  EventTally expected;
  expected.counts = edited.counts().value();
  REQUIRE(edited.forEachEvent({}, Detail::kSummary, [&](const Event& event) {
    ++expected.by_relation[static_cast<std::size_t>(event.relation)];
    event.date ? ++expected.by_year[toCivil(event.date->first).year] : ++expected.without_date;
    return true;
  }));
  const EventTally tally = edited.tally().value();
  CHECK(tally.counts.documents == expected.counts.documents);
  CHECK(tally.counts.entities == expected.counts.entities);
  CHECK(tally.counts.events == expected.counts.events);
  CHECK(tally.counts.mentions == expected.counts.mentions);
  CHECK(tally.by_relation == expected.by_relation);
  CHECK(tally.by_year == expected.by_year);
  CHECK(tally.without_date == expected.without_date);
}

TEST_CASE("What is counted at once is what is counted one by one", "[edited_source]") {
  const MemorySource two = twoSpellings();
  for (const auto& merges : {std::vector<EntityMerge>{},
                             {merge("p.lavrow", "p.lavrov"), merge("pl.kiev", "pl.kyiv")},
                             {merge("p.a", "p.c"), merge("p.lavrow", "p.nobody")}}) {
    EntityEdits edits;
    edits.merges = merges;
    checkTally(EditedSource::apply(two, edits).value());
  }
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    MemorySource source;
    for (int d = 0; d < 12; ++d) {
      std::vector<test::Line> lines;
      for (int n = 0; n < 6; ++n) {
        lines.push_back({"p." + std::to_string(random() % 9),
                         n % 2 == 0 ? Relation::kMeet : Relation::kVisit,
                         "p." + std::to_string(9 + random() % 5),
                         "2024-01-0" + std::to_string(1 + random() % 3)});
      }
      source.add(test::document("d" + std::to_string(d), lines));
    }
    EntityEdits edits;
    for (int m = 0; m < 5; ++m) {
      edits.merges.push_back(
          merge("p." + std::to_string(random() % 7), "p." + std::to_string(7 + random() % 7)));
    }
    checkTally(EditedSource::apply(source, edits).value());
  }
}

}  // namespace
}  // namespace chancery
