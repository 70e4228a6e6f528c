#include "graph/selected_source.h"

#include <algorithm>

#include "graph/partial_source.h"
#include "graph/snapshot_graph.h"
#include "graph/test_events.h"
#include "support/catch.h"

namespace chancery {
namespace {

// a and b have three events, b and c two, c and d one.
MemorySource chain() {
  return test::sourceOf({{"p.a", Relation::kMeet, "p.b", "2024-01-01"},
                         {"p.a", Relation::kMeet, "p.b", "2024-01-02"},
                         {"p.a", Relation::kTalk, "p.b", "2024-01-03"},
                         {"p.b", Relation::kMeet, "p.c", "2024-01-04"},
                         {"p.b", Relation::kTalk, "p.c", "2024-01-05"},
                         {"p.c", Relation::kMeet, "p.d", "2024-01-06"}});
}

std::vector<std::string> actorsIn(const Selection& selection) {
  const MemorySource source = chain();
  const auto selected = SelectedSource::select(source, {}, selection).value();
  const auto graph = SnapshotGraph::read(selected).value();
  std::vector<std::string> actors;
  for (SnapshotGraph::Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    actors.push_back(graph.idOf(vertex).value);
  }
  return actors;
}

using Actors = std::vector<std::string>;

TEST_CASE("A selection without wishes takes all", "[selected_source]") {
  CHECK(Selection().takesAll());
  CHECK(actorsIn({}) == Actors{"p.a", "p.b", "p.c", "p.d"});
}

TEST_CASE("Pairs with few events can be left out, and who is in no other", "[selected_source]") {
  CHECK(actorsIn({.min_weight = 2}) == Actors{"p.a", "p.b", "p.c"});
  CHECK(actorsIn({.min_weight = 4}).empty());
}

TEST_CASE("An ego network is the actor and whom it reaches", "[selected_source]") {
  CHECK(actorsIn({.ego = test::id("p.d")}) == Actors{"p.c", "p.d"});
  CHECK(actorsIn({.ego = test::id("p.d"), .steps = 2}) == Actors{"p.b", "p.c", "p.d"});
  CHECK(actorsIn({.ego = test::id("p.nobody")}).empty());
}

TEST_CASE("The top are those with the most events; the ego stays", "[selected_source]") {
  CHECK(actorsIn({.top = 2}) == Actors{"p.a", "p.b"});
  // d and b, who have no pair without c between them
  CHECK(actorsIn({.ego = test::id("p.d"), .steps = 2, .top = 2}).empty());
  CHECK(actorsIn({.ego = test::id("p.d"), .top = 2}) == Actors{"p.c", "p.d"});
}

TEST_CASE("Every question to a selection leaves out what is not selected", "[selected_source]") {
  const MemorySource source = chain();
  const auto selected = SelectedSource::select(source, {}, {.min_weight = 3}).value();
  const auto countOf = [](const auto& ask) {
    int events = 0;
    REQUIRE(ask([&](const auto&) { return ++events > 0; }));
    return events;
  };
  CHECK(countOf([&](auto visit) { return selected.forEachEvent({}, Detail::kSummary, visit); }) ==
        3);
  CHECK(countOf([&](auto visit) {
          return selected.forEachEventOf(test::id("p.b"), {}, Detail::kSummary, visit);
        }) == 3);
  CHECK(countOf([&](auto visit) {
          return selected.forEachEventBetween(test::id("p.c"), test::id("p.b"), {},
                                              Detail::kSummary, visit);
        }) == 0);
  CHECK(countOf([&](auto visit) { return selected.forEachLink(test::id("p.b"), {}, visit); }) == 3);
  CHECK(selected.counts()->events == 3);
  const Event dropped = test::event({"p.c", Relation::kMeet, "p.d", "2024-01-06"});
  CHECK(selected.findEvent(dropped.id).error().code == ErrorCode::kNotFound);
}

// Hands all through but a look at every event there is.
class WithoutScans : public PartialSource {
 public:
  explicit WithoutScans(const EventSource& source) : PartialSource(source) {}
  Result<void> forEachEvent(const EventFilter&, Detail, const EventVisitor&) const override {
    return makeError(ErrorCode::kIo, "all events were asked for");
  }
  Result<void> forEachDocument(const DocumentVisitor&) const override {
    return makeError(ErrorCode::kIo, "all documents were asked for");
  }

 private:
  bool takes(const EntityId&, const EntityId&, const std::optional<DateSpan>&) const override {
    return true;
  }
};

TEST_CASE("Around one actor nothing is read that lies outside", "[selected_source]") {
  const MemorySource source = chain();
  const WithoutScans local(source);
  EventFilter meetings;
  meetings.relations = {Relation::kMeet};
  struct Row {
    EventFilter filter;
    Selection selection;
    std::size_t events;  // of the pairs that are left, whatever their relation
  };
  for (const Row& row :
       {Row{{}, {.ego = test::id("p.b")}, 5}, Row{{}, {.min_weight = 3, .ego = test::id("p.b")}, 3},
        Row{{}, {.ego = test::id("p.b"), .steps = 2}, 6},
        Row{{}, {.ego = test::id("p.d"), .steps = 2, .top = 2}, 0},
        Row{{}, {.ego = test::id("p.nobody")}, 0},
        Row{meetings, {.min_weight = 2, .ego = test::id("p.b")}, 3}}) {
    const auto around = SelectedSource::select(local, row.filter, row.selection).value();
    std::vector<Event> events;
    REQUIRE(around.forEachEvent({}, Detail::kMentions, [&](const Event& event) {
      events.push_back(event);
      return true;
    }));
    CHECK(events.size() == row.events);
    CHECK(std::is_sorted(events.begin(), events.end(), comesBefore));
    for (const Event& event : events) CHECK(event.mentions.size() == 1);
    int documents = 0;
    REQUIRE(around.forEachDocument([&](const Document&) { return ++documents > 0; }));
    CHECK(documents == (events.empty() ? 0 : 1));
  }
}

}  // namespace
}  // namespace chancery
