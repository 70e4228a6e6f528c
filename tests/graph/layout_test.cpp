#include "graph/layout.h"

#include <cmath>
#include <random>

#include "graph/quad_tree.h"
#include "graph/test_events.h"
#include "support/catch.h"

namespace chancery {
namespace {

SnapshotGraph graphOf(const EventSource& source) { return SnapshotGraph::read(source).value(); }

double distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Two groups in which all met, with one meeting between the two.
SnapshotGraph twoCircles() {
  std::vector<test::Line> lines = {{"p.a0", Relation::kMeet, "p.b0"}};
  for (const std::string circle : {"p.a", "p.b"}) {
    for (int i = 0; i < 6; ++i) {
      for (int j = 0; j < i; ++j) {
        lines.push_back({circle + std::to_string(i), Relation::kMeet, circle + std::to_string(j)});
      }
    }
  }
  return graphOf(test::sourceOf(lines));
}

TEST_CASE("A layout draws those together who have to do with one another", "[layout]") {
  const std::vector<Point> points = layOut(twoCircles());
  REQUIRE(points.size() == 12);
  double within = 0;
  double between = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < i; ++j) within += distance(points[i], points[j]) / 15;
    for (std::size_t j = 6; j < 12; ++j) between += distance(points[i], points[j]) / 36;
  }
  CHECK(between > 2 * within);
}

TEST_CASE("A layout is finite, stands around the middle and lets no two coincide", "[layout]") {
  for (const auto& graph :
       {twoCircles(), graphOf(test::meetings({{"p.a", "p.b"}, {"p.c", "p.d"}, {"p.e", "p.f"}}))}) {
    const std::vector<Point> points = layOut(graph);
    for (std::size_t i = 0; i < points.size(); ++i) {
      CHECK(std::hypot(points[i].x, points[i].y) < 10'000);
      for (std::size_t j = 0; j < i; ++j) CHECK(distance(points[i], points[j]) > 1);
    }
  }
}

TEST_CASE("A layout is a function of the graph", "[layout]") {
  CHECK(layOut(twoCircles()) == layOut(twoCircles()));
  CHECK(layOut(SnapshotGraph()).empty());
}

TEST_CASE("Groups far away push nearly as their members would one by one", "[layout]") {
  std::mt19937 random(1986);
  std::vector<Point> points(300);
  for (Point& point : points) {
    point = {static_cast<double>(random() % 1000), static_cast<double>(random() % 1000)};
  }
  points[7] = points[8];  // two in one place must not stop the tree from ending
  const std::vector<double> masses(points.size(), 1.0);
  const QuadTree tree(points, masses);
  for (const std::size_t i : {0, 7, 150}) {
    double exact = 0;
    for (const Point& other : points) {
      if (other != points[i]) exact += 1 / distance(points[i], other);
    }
    const auto pushOn = [&](double coarseness) {
      double sum = 0;
      double mass_of_all = 0;
      tree.forEachGroup(points[i], coarseness, [&](const Point& middle, double mass) {
        sum += mass / distance(points[i], middle);
        mass_of_all += mass;
      });
      CHECK(mass_of_all <= 300);
      return sum;
    };
    CHECK(pushOn(1e9) == Approx(exact));
    CHECK(pushOn(1.2) == Approx(exact).epsilon(0.05));
  }
}

}  // namespace
}  // namespace chancery
