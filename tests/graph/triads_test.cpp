#include "graph/triads.h"

#include <numeric>
#include <random>

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

std::uint64_t of(const TriadCensus& census, std::string_view name) {
  for (std::size_t i = 0; i < kTriadKinds; ++i) {
    if (triadNames()[i] == name) return census[i];
  }
  return 999;
}

TEST_CASE("Each kind of triad is told from the others", "[triads]") {
  const auto kindOf = [](const std::vector<std::pair<const char*, const char*>>& ties) {
    std::vector<test::Line> lines;
    for (const auto& [from, to] : ties) lines.push_back({from, Relation::kVisit, to});
    const TriadCensus census = triadCensus(test::sourceOf(lines)).value();
    for (std::size_t i = 0; i < kTriadKinds; ++i) {
      if (census[i] == 1) return std::string(triadNames()[i]);
    }
    return std::string("none");
  };
  const char *a = "p.a", *b = "p.b", *c = "p.c";
  CHECK(kindOf({{b, a}, {b, c}}) == "021D");
  CHECK(kindOf({{a, b}, {c, b}}) == "021U");
  CHECK(kindOf({{a, b}, {b, c}}) == "021C");
  CHECK(kindOf({{a, b}, {b, a}, {c, b}}) == "111D");
  CHECK(kindOf({{a, b}, {b, a}, {b, c}}) == "111U");
  CHECK(kindOf({{a, b}, {c, b}, {a, c}}) == "030T");
  CHECK(kindOf({{a, b}, {b, c}, {c, a}}) == "030C");
  CHECK(kindOf({{a, b}, {b, a}, {b, c}, {c, b}}) == "201");
  CHECK(kindOf({{b, a}, {b, c}, {a, c}, {c, a}}) == "120D");
  CHECK(kindOf({{a, b}, {c, b}, {a, c}, {c, a}}) == "120U");
  CHECK(kindOf({{a, b}, {b, c}, {a, c}, {c, a}}) == "120C");
  CHECK(kindOf({{a, b}, {b, c}, {c, b}, {a, c}, {c, a}}) == "210");
}

TEST_CASE("Of a symmetric relation both have a tie, and the census counts all groups of three",
          "[triads]") {
  const TriadCensus census =
      triadCensus(
          test::meetings(
              {{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.a"}, {"p.c", "p.d"}, {"p.x", "p.y"}}))
          .value();
  CHECK(of(census, "300") == 1);
  CHECK(of(census, "201") == 2);  // a-c-d, b-c-d
  CHECK(std::accumulate(census.begin(), census.end(), std::uint64_t{0}) == 20);
  CHECK(of(census, "003") == 4);
  CHECK(of(census, "102") == 13);
  CHECK(triadCensus(test::meetings({{"p.a", "p.b"}})).value() == TriadCensus{});
  CHECK_FALSE(triadCensus(test::BrokenSource()));
}

TEST_CASE("An actor's closed triads are ordered by their weakest tie, and say if they are balanced",
          "[triads]") {
  const MemorySource source = test::sourceOf({{"p.m", Relation::kMeet, "p.a", "2025-01-01"},
                                              {"p.m", Relation::kMeet, "p.a", "2025-01-02"},
                                              {"p.m", Relation::kMeet, "p.b", "2025-01-01"},
                                              {"p.m", Relation::kTalk, "p.b", "2025-01-02"},
                                              {"p.a", Relation::kTalk, "p.b", "2025-01-01"},
                                              {"p.b", Relation::kHost, "p.a", "2025-01-02"},
                                              {"p.m", Relation::kSupport, "p.c"},
                                              {"p.c", Relation::kThreaten, "p.b"},
                                              {"p.x", Relation::kMeet, "p.a"}});
  const ActorTriads triads = triadsOf(source, {"p.m"}).value();
  CHECK(triads.open == 1);  // a and c
  REQUIRE(triads.closed.size() == 2);
  CHECK(triads.closed[0] == ClosedTriad{{"p.a"}, {"p.b"}, 2, 2, 2, 0});
  CHECK(triads.closed[0].isBalanced());
  CHECK(triads.closed[1] == ClosedTriad{{"p.b"}, {"p.c"}, 2, 1, 1, 1});
  CHECK_FALSE(triads.closed[1].isBalanced());
  CHECK(triadsOf(source, {"p.nobody"})->closed.empty());
  EventFilter filter;
  filter.relations = {Relation::kMeet};
  CHECK(triadsOf(source, {"p.m"}, filter)->closed.empty());
}

}  // namespace
}  // namespace chancery
