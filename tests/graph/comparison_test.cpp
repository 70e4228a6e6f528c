#include "graph/comparison.h"

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

EventFilter during(std::string_view iso) {
  EventFilter filter;
  filter.from = parseDateSpan(iso)->first;
  filter.to = parseDateSpan(iso)->last;
  return filter;
}

TEST_CASE("Two periods differ in who gained and lost, and in the ties that are new and gone",
          "[comparison]") {
  const MemorySource source = test::sourceOf({{"p.a", Relation::kMeet, "p.b", "2022-01-01"},
                                              {"p.a", Relation::kMeet, "p.c", "2022-01-01"},
                                              {"p.c", Relation::kMeet, "p.d", "2022-02-01"},
                                              {"p.a", Relation::kMeet, "p.b", "2024-01-01"},
                                              {"p.a", Relation::kTalk, "p.b", "2024-01-02"},
                                              {"p.c", Relation::kMeet, "p.d", "2024-01-03"},
                                              {"p.b", Relation::kMeet, "p.d", "2024-01-03"},
                                              {"p.a", Relation::kMeet, "p.d"}});
  const Comparison found = compare(source, during("2022"), during("2024")).value();
  CHECK(found.gained == std::vector<ActorChange>{{{"p.b"}, 1, 3}, {{"p.d"}, 1, 2}});
  CHECK(found.lost == std::vector<ActorChange>{{{"p.c"}, 2, 1}});
  CHECK(found.new_ties == std::vector<TieChange>{{{"p.b"}, {"p.d"}, 0, 1}});
  CHECK(found.gone_ties == std::vector<TieChange>{{{"p.a"}, {"p.c"}, 1, 0}});
  CHECK(found.changed_ties == std::vector<TieChange>{{{"p.a"}, {"p.b"}, 1, 2}});

  const Comparison back = compare(source, during("2024"), during("2022")).value();
  CHECK(back.new_ties.size() == 1);
  CHECK(back.lost.size() == 2);
  const Comparison same = compare(source, during("2022"), during("2022")).value();
  CHECK(same.gained.empty());
  CHECK(same.changed_ties.empty());
  const Comparison by_partners =
      compare(source, during("2022"), during("2024"), Centrality::kDegree).value();
  CHECK(by_partners.gained == std::vector<ActorChange>{{{"p.b"}, 1, 2}, {{"p.d"}, 1, 2}});
  CHECK_FALSE(compare(test::BrokenSource(), {}, {}));
}

}  // namespace
}  // namespace chancery
