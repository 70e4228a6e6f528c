#include "graph/bridges.h"

#include <random>

#include "graph/components.h"
#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::meetings;

SnapshotGraph graphOf(const EventSource& source) { return SnapshotGraph::read(source).value(); }

TEST_CASE("A bridge and the points at its ends cut a graph in pieces", "[bridges]") {
  // two triangles on a bridge; a leaf on one of them
  const Cuts cuts = cutsOf(graphOf(meetings({{"p.a", "p.b"},
                                             {"p.b", "p.c"},
                                             {"p.c", "p.a"},
                                             {"p.c", "p.d"},
                                             {"p.d", "p.e"},
                                             {"p.e", "p.f"},
                                             {"p.f", "p.d"},
                                             {"p.f", "p.g"}})));
  CHECK(cuts.bridges == std::vector<Bridge>{{{"p.c"}, {"p.d"}, 1, 3}, {{"p.f"}, {"p.g"}, 1, 1}});
  CHECK(cuts.points ==
        std::vector<ArticulationPoint>{{{"p.d"}, 2, 3}, {{"p.c"}, 2, 2}, {{"p.f"}, 2, 1}});
}

TEST_CASE("A ring has neither, a star's middle is one point of many pieces", "[bridges]") {
  const Cuts ring = cutsOf(graphOf(meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.a"}})));
  CHECK(ring.bridges.empty());
  CHECK(ring.points.empty());
  const Cuts star = cutsOf(graphOf(meetings({{"p.m", "p.a"}, {"p.m", "p.b"}, {"p.m", "p.z"}})));
  CHECK(star.bridges.size() == 3);
  CHECK(star.points == std::vector<ArticulationPoint>{{{"p.m"}, 3, 2}});
}

TEST_CASE("Bridges and points are those whose removal leaves more components", "[bridges]") {
  std::mt19937 random(1974);
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    std::vector<test::Line> lines(20 + random() % 20);
    for (test::Line& line : lines) {
      line = {"p." + std::to_string(random() % 24), Relation::kMeet,
              "p." + std::to_string(random() % 24)};
    }
    std::erase_if(lines, [](const test::Line& line) { return line.subject == line.object; });
    const SnapshotGraph graph = graphOf(test::sourceOf(lines));
    // components among the entities that stay, each of which counts though it may be alone
    const auto components = [&](auto stays, std::size_t removed) {
      std::vector<test::Line> left;
      std::copy_if(lines.begin(), lines.end(), std::back_inserter(left), stays);
      const SnapshotGraph rest = graphOf(test::sourceOf(left));
      return connectedComponents(rest).size() + graph.vertexCount() - removed - rest.vertexCount();
    };
    const std::size_t before = components([](const auto&) { return true; }, 0);
    std::size_t bridges = 0, points = 0;
    const Cuts cuts = cutsOf(graph);
    for (auto [edge, end] = edges(graph); edge != end; ++edge) {
      const std::string a = graph.idOf(edge->source).value, b = graph.idOf(edge->target).value;
      const auto stays = [&](const test::Line& line) {
        return std::minmax(line.subject, line.object) != std::minmax(a, b);
      };
      const bool is_bridge = components(stays, 0) > before;
      bridges += is_bridge ? 1 : 0;
      CHECK(is_bridge == std::any_of(cuts.bridges.begin(), cuts.bridges.end(), [&](const auto& c) {
              return c.a.value == a && c.b.value == b;
            }));
    }
    for (SnapshotGraph::Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
      const std::string id = graph.idOf(vertex).value;
      const auto stays = [&](const test::Line& line) {
        return line.subject != id && line.object != id;
      };
      const std::size_t after = components(stays, 1);
      points += after > before ? 1 : 0;
      for (const ArticulationPoint& point : cuts.points) {
        if (point.id.value == id) CHECK(after == before - 1 + point.pieces);
      }
    }
    CHECK(cuts.bridges.size() == bridges);
    CHECK(cuts.points.size() == points);
  }
}

}  // namespace
}  // namespace chancery
