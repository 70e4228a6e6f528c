#include "graph/represented_source.h"

#include "graph/neighbors.h"
#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::Strings;

MemorySource diplomats() {
  MemorySource source;
  DocumentEvents said =
      test::document("doc", {{"p.modi", Relation::kMeet, "p.putin", "2024-07-09"},
                             {"p.modi", Relation::kTalk, "p.jaishankar", "2024-08-01"},
                             {"p.ban", Relation::kVisit, "p.modi", "2010-01-01"},
                             {"p.ban", Relation::kVisit, "p.putin", "2020-01-01"},
                             {"p.ban", Relation::kTalk, "p.nobody"},
                             {"c.kr", Relation::kSanction, "p.nobody", "2021-01-01"}});
  for (Entity& entity : said.entities) {
    if (entity.id.value == "p.modi" || entity.id.value == "p.jaishankar") entity.country = "IN";
    if (entity.id.value == "p.ban") entity.country = "KR";
  }
  source.add(said);
  return source;
}

// Ban is of the United Nations in his years there.
std::vector<Affiliation> affiliationsOf(const Entity& entity) {
  auto affiliations = affiliationsByCountry(entity);
  if (entity.id.value == "p.ban") {
    affiliations.push_back({{"o.un"}, DateSpan{test::day("2007-01-01"), test::day("2016-12-31")}});
  }
  return affiliations;
}

Strings subjectsIn(const MemorySource& source, std::set<EntityId> wholes,
                   const EventFilter& filter = {}) {
  const auto part = RepresentedSource::of(source, std::move(wholes), affiliationsOf).value();
  Strings subjects;
  REQUIRE(part.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    subjects.push_back(event.subject.value);
    return true;
  }));
  return subjects;
}

TEST_CASE("The events of a state are its own and those of who acts for it", "[represented]") {
  const MemorySource source = diplomats();
  CHECK(subjectsIn(source, {{"c.in"}}) == Strings{"p.ban", "p.modi", "p.jaishankar"});
  CHECK(subjectsIn(source, {{"c.ru"}}).empty());
}

TEST_CASE("Whoever changed sides is counted with the side of the day", "[represented]") {
  const MemorySource source = diplomats();
  // also where the event has no date: then no term of office holds
  CHECK(subjectsIn(source, {{"c.kr"}}) == Strings{"p.ban", "c.kr", "p.ban"});
  CHECK(subjectsIn(source, {{"o.un"}}) == Strings{"p.ban"});
  CHECK(subjectsIn(source, {{"o.un"}, {"c.kr"}}) == Strings{"p.ban", "p.ban", "c.kr", "p.ban"});
  EventFilter filter;
  filter.from = test::day("2021-01-01");
  CHECK(subjectsIn(source, {{"c.kr"}}, filter) == Strings{"c.kr"});
}

TEST_CASE("Partners of an actor are those in the events of the state", "[represented]") {
  const MemorySource source = diplomats();
  const auto india = RepresentedSource::of(source, {{"c.in"}}, affiliationsOf).value();
  const auto partners = neighborsOf(india, {"p.putin"}).value();
  REQUIRE(partners.size() == 1);
  CHECK(partners[0].id.value == "p.modi");
}

TEST_CASE("A source that breaks says so", "[represented]") {
  CHECK_FALSE(RepresentedSource::of(test::BrokenSource(), {{"c.in"}}, affiliationsOf));
}

}  // namespace
}  // namespace chancery
