#include "graph/communities.h"

#include <algorithm>
#include <random>
#include <set>

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::meetings;

SnapshotGraph graphOf(const EventSource& source) { return SnapshotGraph::read(source).value(); }

// Circles of people who meet one another, with some meetings between the circles.
std::vector<test::Line> circles(unsigned count, unsigned size, unsigned between,
                                std::mt19937& random) {
  const auto name = [](unsigned long circle, unsigned long member) {
    return "p." + std::to_string(100 * circle + member);
  };
  std::vector<test::Line> lines;
  for (unsigned circle = 0; circle < count; ++circle) {
    for (unsigned a = 0; a < size; ++a) {
      for (unsigned b = a + 1; b < size; ++b) {
        if (b == a + 1 || random() % 2 == 0) {
          lines.push_back({name(circle, a), Relation::kMeet, name(circle, b)});
        }
      }
    }
  }
  for (unsigned i = 0; i < between; ++i) {
    lines.push_back({name(random() % count, random() % size), Relation::kTalk,
                     name(random() % count, random() % size), "2025-01-01"});
  }
  return lines;
}

bool isConnected(const SnapshotGraph& graph, const Communities& communities,
                 std::uint32_t community) {
  std::set<SnapshotGraph::Vertex> members, reached;
  for (SnapshotGraph::Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    if (communities.of[vertex] == community) members.insert(vertex);
  }
  std::vector<SnapshotGraph::Vertex> waiting = {*members.begin()};
  while (!waiting.empty()) {
    const auto vertex = waiting.back();
    waiting.pop_back();
    if (!reached.insert(vertex).second) continue;
    for (const auto& edge : graph.edgesOf(vertex)) {
      if (members.contains(edge.target)) waiting.push_back(edge.target);
    }
  }
  return reached == members;
}

TEST_CASE("Two triangles on one bridge are two communities", "[communities]") {
  const SnapshotGraph graph = graphOf(meetings({{"p.a", "p.b"},
                                                {"p.b", "p.c"},
                                                {"p.c", "p.a"},
                                                {"p.c", "p.d"},
                                                {"p.d", "p.e"},
                                                {"p.e", "p.f"},
                                                {"p.f", "p.d"}}));
  const Communities found = findCommunities(graph);
  CHECK(found.of == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1});
  CHECK(found.sizes == std::vector<std::uint32_t>{3, 3});
  // within: 6 of 7 edges; by chance: twice (7/14) squared
  CHECK(found.modularity == Approx(6.0 / 7 - 0.5));
}

TEST_CASE("A dyad weighs as much as it has events", "[communities]") {
  // a square; two opposite sides have many events
  std::vector<test::Line> lines = {{"p.b", Relation::kMeet, "p.c"},
                                   {"p.d", Relation::kMeet, "p.a"}};
  for (const char* day : {"2025-01-01", "2025-01-02", "2025-01-03"}) {
    lines.push_back({"p.a", Relation::kMeet, "p.b", day});
    lines.push_back({"p.c", Relation::kMeet, "p.d", day});
  }
  CHECK(findCommunities(graphOf(test::sourceOf(lines))).of ==
        std::vector<std::uint32_t>{0, 0, 1, 1});
}

TEST_CASE("Communities are numbered by size, then by their smallest id", "[communities]") {
  const Communities found = findCommunities(
      graphOf(meetings({{"p.a", "p.b"}, {"p.c", "p.d"}, {"p.d", "p.e"}, {"p.e", "p.c"}})));
  CHECK(found.of == std::vector<std::uint32_t>{1, 1, 0, 0, 0});
  CHECK(found.sizes == std::vector<std::uint32_t>{3, 2});
}

TEST_CASE("Circles are found again, and a higher resolution makes more of them", "[communities]") {
  std::mt19937 random(7);
  const SnapshotGraph graph = graphOf(test::sourceOf(circles(8, 12, 30, random)));
  const Communities found = findCommunities(graph);
  REQUIRE(found.sizes == std::vector<std::uint32_t>(8, 12));
  for (SnapshotGraph::Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    for (const auto& edge : graph.edgesOf(vertex)) {
      const auto circle = [&](auto v) { return std::stoi(graph.idOf(v).value.substr(2)) / 100; };
      CHECK((found.of[vertex] == found.of[edge.target]) == (circle(vertex) == circle(edge.target)));
    }
  }
  CHECK(found.modularity == modularityOf(graph, found.of));
  CommunityOptions finer;
  finer.resolution_percent = 1000;
  CHECK(findCommunities(graph, finer).sizes.size() > 8);
}

TEST_CASE("Every community is connected, and no vertex would gain by moving", "[communities]") {
  std::mt19937 random(2019);
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    std::vector<test::Line> lines(60 + random() % 200);
    for (test::Line& line : lines) {
      line = {"p." + std::to_string(random() % 80),
              static_cast<Relation>(random() % kRelationCount),
              "p." + std::to_string(random() % 80)};
    }
    const SnapshotGraph graph = graphOf(test::sourceOf(lines));
    CommunityOptions options;
    options.seed = random();
    const Communities found = findCommunities(graph, options);
    REQUIRE(found.of.size() == graph.vertexCount());
    for (std::uint32_t i = 0; i < found.sizes.size(); ++i) CHECK(isConnected(graph, found, i));
    auto moved = found.of;
    for (SnapshotGraph::Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
      for (const auto& edge : graph.edgesOf(vertex)) {
        moved[vertex] = found.of[edge.target];
        CHECK(modularityOf(graph, moved) <= found.modularity + 1e-12);
      }
      moved[vertex] = found.of[vertex];
    }
  }
}

TEST_CASE("The same graph and seed give the same communities, whatever the order of documents",
          "[communities]") {
  std::mt19937 random(3);
  const std::vector<test::Line> lines = circles(6, 8, 60, random);
  MemorySource forward, backward;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    forward.add(test::document("d" + std::to_string(i), {lines[i]}));
  }
  for (std::size_t i = lines.size(); i-- > 0;) {
    backward.add(test::document("d" + std::to_string(i), {lines[i]}));
  }
  CHECK(findCommunities(graphOf(forward)) == findCommunities(graphOf(backward)));
}

TEST_CASE("A graph without events has no communities", "[communities]") {
  const Communities found = findCommunities(SnapshotGraph());
  CHECK(found.of.empty());
  CHECK(found.sizes.empty());
  CHECK(found.modularity == 0);
}

}  // namespace
}  // namespace chancery
