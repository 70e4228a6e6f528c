#include "graph/ranking_history.h"

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

TEST_CASE("Each year has its own ranking; an event counts where it begins", "[ranking]") {
  const MemorySource source =
      test::sourceOf({{"p.a", Relation::kMeet, "p.b", "2023-05-01"},
                      {"p.a", Relation::kMeet, "p.c", "2023-12-30/2024-01-02"},
                      {"p.b", Relation::kMeet, "p.c", "2025-01"},
                      {"p.b", Relation::kMeet, "p.a"}});
  const auto history = rankByPeriod(source, {}, Period::kYear, Centrality::kDegree).value();
  REQUIRE(history.size() == 2);
  CHECK(toIso(history[0].period) == "2023");
  CHECK(history[0].ranked == std::vector<Ranked>{{{"p.a"}, 2}, {{"p.b"}, 1}, {{"p.c"}, 1}});
  CHECK(toIso(history[1].period) == "2025");
  CHECK(history[1].ranked == std::vector<Ranked>{{{"p.b"}, 1}, {{"p.c"}, 1}});

  EventFilter filter;
  filter.from = test::day("2024-01-01");
  filter.relations = {Relation::kMeet};
  const auto later = rankByPeriod(source, filter, Period::kMonth, Centrality::kDegree).value();
  REQUIRE(later.size() == 2);
  CHECK(toIso(later[0].period) == "2024-01");  // which it lasts into
  CHECK(later[0].ranked.front().id.value == "p.a");
  CHECK(toIso(later[1].period) == "2025-01");
  CHECK_FALSE(rankByPeriod(test::BrokenSource(), {}, Period::kYear, Centrality::kDegree));
}

}  // namespace
}  // namespace chancery
