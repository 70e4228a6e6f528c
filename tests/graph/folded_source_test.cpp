#include "graph/folded_source.h"

#include "graph/neighbors.h"
#include "graph/paths.h"
#include "graph/snapshot_graph.h"
#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::Strings;

MemorySource diplomats() {
  MemorySource source;
  DocumentEvents said =
      test::document("doc", {{"p.modi", Relation::kMeet, "p.putin", "2024-07-09"},
                             {"p.jaishankar", Relation::kTalk, "p.lavrov", "2024-07-09"},
                             {"p.modi", Relation::kTalk, "p.jaishankar", "2024-08-01"},
                             {"p.ban", Relation::kVisit, "c.in", "2010-01-01"},
                             {"p.ban", Relation::kVisit, "c.in", "2020-01-01"},
                             {"p.nobody", Relation::kMeet, "p.putin"}});
  const std::map<std::string, std::string> countries = {{"p.modi", "IN"},
                                                        {"p.jaishankar", "IN"},
                                                        {"p.putin", "RU"},
                                                        {"p.lavrov", "RU"},
                                                        {"p.ban", "KR"}};
  for (Entity& entity : said.entities) {
    const auto country = countries.find(entity.id.value);
    if (country != countries.end()) entity.country = country->second;
  }
  source.add(said);
  return source;
}

Strings eventsOf(const EventSource& source, const EventFilter& filter = {}) {
  Strings lines;
  const auto read = source.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    lines.push_back(event.subject.value + " " + std::string(infoOf(event.relation).name) + " " +
                    event.object.value);
    return true;
  });
  return read ? lines : Strings{read.error().message};
}

TEST_CASE("People are folded into their countries; events stay, and have their ids", "[folded]") {
  const MemorySource source = diplomats();
  const FoldedSource folded = FoldedSource::fold(source, foldByCountry()).value();
  CHECK(eventsOf(folded).size() == 6);
  EventFilter filter;
  filter.to = test::day("2010-12-31");
  CHECK(eventsOf(folded, filter) == Strings{"c.kr visit c.in"});
  const SnapshotGraph graph = SnapshotGraph::read(folded).value();
  CHECK(graph.vertexCount() == 4);  // c.in, c.kr, c.ru, p.nobody
  const auto india = graph.findVertex({"c.in"});
  REQUIRE(india);
  CHECK(graph.edgesOf(*india).size() == 2);  // what Indians do among themselves is no edge
  const auto to_russia = graph.edgesOf(*india)[1];
  CHECK(graph.weightOf(to_russia) == 2);
  const Event event = folded.findEvent(graph.eventsOf(to_russia)[0]).value();
  CHECK(event.subject.value[0] == 'p');  // as it was
}

TEST_CASE("Who acts for whom goes by the day", "[folded]") {
  const MemorySource source = diplomats();
  Folding folding = foldByCountry();
  folding.affiliations_of = [](const Entity& entity) {
    std::vector<Affiliation> affiliations;
    if (entity.id.value != "p.ban") return affiliations;
    affiliations.push_back({{"o.un"}, DateSpan{test::day("2007-01-01"), test::day("2016-12-31")}});
    affiliations.push_back({{"c.kr"}, std::nullopt});
    return affiliations;
  };
  folding.known = [](const EntityId& id) {
    Entity entity = test::entity(id.value);
    entity.label = "the " + id.value;
    return std::optional(entity);
  };
  const FoldedSource folded = FoldedSource::fold(source, folding).value();
  CHECK(folded.wholeOf({"p.ban"}, test::day("2016-12-31")).value == "o.un");
  CHECK(folded.wholeOf({"p.ban"}, test::day("2017-01-01")).value == "c.kr");
  CHECK(folded.wholeOf({"p.ban"}, std::nullopt).value == "c.kr");
  CHECK(folded.wholeOf({"p.modi"}, test::day("2016-12-31")).value == "p.modi");
  CHECK(folded.findEntity({"o.un"})->label == "the o.un");
  CHECK(folded.findEntity({"p.ban"})->label == "p.ban");

  EventFilter filter;
  filter.with = EntityId{"o.un"};
  CHECK(eventsOf(folded, filter) == Strings{"o.un visit c.in"});
  filter.with = EntityId{"p.ban"};
  CHECK(eventsOf(folded, filter) == Strings{"o.un visit c.in", "c.kr visit c.in"});
}

TEST_CASE("Questions about a whole see the events of all its parts, each once", "[folded]") {
  const MemorySource source = diplomats();
  const FoldedSource folded = FoldedSource::fold(source, foldByCountry()).value();
  const auto partners = neighborsOf(folded, {"c.in"}).value();
  REQUIRE(partners.size() == 2);
  CHECK(partners[0].id.value == "c.kr");
  CHECK(partners[0].events == 2);
  CHECK(partners[1].id.value == "c.ru");
  CHECK(partners[1].events == 2);

  std::size_t among_indians = 0;
  REQUIRE(folded.forEachEventBetween({"c.in"}, {"c.in"}, {}, Detail::kSummary, [&](const Event&) {
    ++among_indians;
    return true;
  }));
  CHECK(among_indians == 1);

  const Path path = findShortestPath(folded, {"c.kr"}, {"c.ru"}).value();
  CHECK(test::values(path.entities) == Strings{"c.kr", "c.in", "c.ru"});
  CHECK(path.steps[1].event_count == 2);
}

TEST_CASE("Entities are those of the source and the wholes, in order", "[folded]") {
  const MemorySource source = diplomats();
  const FoldedSource folded = FoldedSource::fold(source, foldByCountry()).value();
  Strings ids;
  REQUIRE(folded.forEachEntity([&](const Entity& entity) {
    ids.push_back(entity.id.value);
    return true;
  }));
  CHECK(ids == Strings{"c.in", "c.kr", "c.ru", "p.ban", "p.jaishankar", "p.lavrov", "p.modi",
                       "p.nobody", "p.putin"});
  CHECK(folded.counts()->entities == 9);
}

TEST_CASE("A fold of a source that breaks says so", "[folded]") {
  const test::BrokenSource broken;
  CHECK_FALSE(FoldedSource::fold(broken, foldByCountry()));
}

}  // namespace
}  // namespace chancery
