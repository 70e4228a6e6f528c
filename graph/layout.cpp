#include "graph/layout.h"

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cmath>

#include "graph/quad_tree.h"

namespace chancery {
namespace {

using Vertex = SnapshotGraph::Vertex;

// Only + - * / and roots are used, which IEEE 754 rounds alike on every machine; sines and
// logarithms differ from library to library.

// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
std::uint64_t scrambled(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15u;
  value = (value ^ (value >> 30u)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27u)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31u);
}

// From -0.5 to 0.5.
double scattered(std::uint64_t number) {
  return static_cast<double>(scrambled(number) >> 11u) / 9007199254740992.0 - 0.5;
}

int iterationsFor(std::size_t vertices) {
  constexpr std::size_t kMost = 600;
  constexpr std::size_t kLeast = 60;
  constexpr std::size_t kBudget = 3'000'000;
  return static_cast<int>(std::clamp(kBudget / std::max<std::size_t>(vertices, 1), kLeast, kMost));
}

double lengthOf(const Point& vector) {
  return std::sqrt(vector.x * vector.x + vector.y * vector.y);
}

// The simulation, step by step.
class ForceAtlas {
 public:
  ForceAtlas(const SnapshotGraph& graph, const LayoutOptions& options)
      : graph_(graph), options_(options) {
    const std::size_t count = graph.vertexCount();
    const double spread = 100 * std::sqrt(static_cast<double>(count));
    for (Vertex vertex = 0; vertex < count; ++vertex) {
      points_.push_back({scattered(2 * std::uint64_t{vertex}) * spread,
                         scattered(2 * std::uint64_t{vertex} + 1) * spread});
      masses_.push_back(1.0 + static_cast<double>(graph.edgesOf(vertex).size()));
    }
    forces_.resize(count);
    last_forces_.resize(count);
    for (const auto& edge : boost::make_iterator_range(edges(graph))) {
      pulls_.push_back(std::sqrt(static_cast<double>(graph.weightOf(edge))));
    }
  }

  void step() {
    std::swap(forces_, last_forces_);
    std::fill(forces_.begin(), forces_.end(), Point{});
    pushApart();
    pullToTheMiddle();
    pullTogether();
    move();
  }

  std::vector<Point> takePoints() { return std::move(points_); }

 private:
  void pushApart() {
    const QuadTree tree(points_, masses_);
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const Point at = points_[i];
      Point& force = forces_[i];
      tree.forEachGroup(at, options_.coarseness, [&](const Point& from, double mass) {
        const double dx = at.x - from.x;
        const double dy = at.y - from.y;
        const double strength = options_.scaling * masses_[i] * mass / (dx * dx + dy * dy);
        force.x += dx * strength;
        force.y += dy * strength;
      });
    }
  }

  // The stronger, the farther away: else small parts, which nothing but this holds, would stand so
  // far out that the rest would be a dot.
  void pullToTheMiddle() {
    for (std::size_t i = 0; i < points_.size(); ++i) {
      forces_[i].x -= points_[i].x * options_.gravity * masses_[i];
      forces_[i].y -= points_[i].y * options_.gravity * masses_[i];
    }
  }

  void pullTogether() {
    for (const auto& edge : boost::make_iterator_range(edges(graph_))) {
      const double pull = pulls_[edge.dyad];
      const double fx = (points_[edge.target].x - points_[edge.source].x) * pull;
      const double fy = (points_[edge.target].y - points_[edge.source].y) * pull;
      forces_[edge.source].x += fx;
      forces_[edge.source].y += fy;
      forces_[edge.target].x -= fx;
      forces_[edge.target].y -= fy;
    }
  }

  double swingOf(std::size_t i) const {
    return lengthOf({last_forces_[i].x - forces_[i].x, last_forces_[i].y - forces_[i].y});
  }

  // Section "Adapting the local/global speed" of the paper, with the numbers of its authors' own
  // program: as fast as the whole may go without swinging to and fro, and slower where a single
  // vertex swings.
  void move() {
    double swing = 0;
    double traction = 0;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      swing += masses_[i] * swingOf(i);
      traction += masses_[i] *
                  lengthOf({last_forces_[i].x + forces_[i].x, last_forces_[i].y + forces_[i].y}) /
                  2;
    }
    adaptSpeed(swing, traction);
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const double speed = speed_ / (1 + std::sqrt(speed_ * masses_[i] * swingOf(i)));
      points_[i].x += forces_[i].x * speed;
      points_[i].y += forces_[i].y * speed;
    }
  }

  void adaptSpeed(double swing, double traction) {
    if (swing == 0 || traction == 0) return;
    constexpr double kLeastEfficiency = 0.05;
    const auto count = static_cast<double>(points_.size());
    const double usual = 0.05 * std::sqrt(count);
    double tolerance = std::clamp(usual * traction / (count * count), std::sqrt(usual),
                                  std::max(10.0, std::sqrt(usual)));
    if (swing > 2 * traction) {
      if (efficiency_ > kLeastEfficiency) efficiency_ *= 0.5;
      tolerance = std::max(tolerance, 1.0);
    }
    const double wanted = tolerance * efficiency_ * traction / swing;
    if (swing > tolerance * traction) {
      if (efficiency_ > kLeastEfficiency) efficiency_ *= 0.7;
    } else if (speed_ < 1000) {
      efficiency_ *= 1.3;
    }
    speed_ = std::min(wanted, speed_ * 1.5);
  }

  const SnapshotGraph& graph_;
  const LayoutOptions& options_;
  std::vector<Point> points_;
  std::vector<double> masses_;
  std::vector<double> pulls_;  // by dyad
  std::vector<Point> forces_;
  std::vector<Point> last_forces_;
  double speed_ = 1;
  double efficiency_ = 1;
};

}  // namespace

std::vector<Point> layOut(const SnapshotGraph& graph, const LayoutOptions& options) {
  const int iterations =
      options.iterations > 0 ? options.iterations : iterationsFor(graph.vertexCount());
  ForceAtlas simulation(graph, options);
  for (int i = 0; i < iterations; ++i) simulation.step();
  return simulation.takePoints();
}

}  // namespace chancery
