// How the work of MemorySource grows, counted in allocations, which are the same on every machine.
#include <utility>

#include "allocations.h"
#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

// Documents that all tell of one event, each with topics and a place that have to be gathered.
std::vector<DocumentEvents> tellersOfOneEvent(int count, const std::string& topic) {
  std::vector<DocumentEvents> documents;
  for (int i = 0; i < count; ++i) {
    DocumentEvents said = test::document(
        "d" + std::to_string(i), {{"p.a", Relation::kMeet, "p.b", "2025-08-21", "pl.kremlin"}});
    for (Event& event : said.events) {
      event.mentions.front().topics = {topic};
      derive(event);
    }
    documents.push_back(std::move(said));
  }
  return documents;
}

struct Work {
  std::size_t of_adding = 0;
  std::size_t of_replacing = 0;
  std::size_t of_removing = 0;
};

Work workFor(int count) {
  const auto first = tellersOfOneEvent(count, "a topic whose name is long enough");
  const auto second = tellersOfOneEvent(count, "another topic with a longer name");
  MemorySource source;
  std::size_t before = test::allocationsSoFar();
  const auto sinceThen = [&] {
    REQUIRE(source.counts()->documents <= static_cast<std::size_t>(count));
    return test::allocationsSoFar() - before;
  };
  Work work;
  for (const DocumentEvents& said : first) source.add(said);
  work.of_adding = sinceThen();
  CHECK(source.counts()->mentions == static_cast<std::size_t>(count));
  before = test::allocationsSoFar();
  for (const DocumentEvents& said : second) source.add(said);
  work.of_replacing = sinceThen();
  CHECK(source.counts()->mentions == static_cast<std::size_t>(count));
  before = test::allocationsSoFar();
  for (const DocumentEvents& said : second) {
    if (said.document.id.value != "d0") source.remove(said.document.id);
  }
  work.of_removing = sinceThen();
  CHECK(source.counts()->mentions == 1);
  return work;
}

TEST_CASE("Work grows with the documents, however many tell of one event", "[memory]") {
  const Work once = workFor(200);
  const Work eightfold = workFor(1600);
  constexpr double kMost = 8.5;
  CHECK(static_cast<double>(eightfold.of_adding) <= kMost * static_cast<double>(once.of_adding));
  CHECK(static_cast<double>(eightfold.of_replacing) <=
        kMost * static_cast<double>(once.of_replacing));
  CHECK(static_cast<double>(eightfold.of_removing) <=
        kMost * static_cast<double>(once.of_removing) + 1000);
}

}  // namespace
}  // namespace chancery
