#include "graph/quad_tree.h"

#include <algorithm>

namespace chancery {

QuadTree::QuadTree(std::span<const Point> points, std::span<const double> masses) {
  if (points.empty()) return;
  Point least = points[0];
  Point most = points[0];
  for (const Point& point : points) {
    least = {std::min(least.x, point.x), std::min(least.y, point.y)};
    most = {std::max(most.x, point.x), std::max(most.y, point.y)};
  }
  cells_.reserve(points.size() * 3);
  cells_.push_back({least, std::max(most.x - least.x, most.y - least.y), {}, 0, 0});
  for (std::size_t i = 0; i < points.size(); ++i) add(points[i], masses[i]);
}

void QuadTree::add(const Point& point, double mass) {
  std::uint32_t number = 0;
  for (std::uint32_t depth = 0;; ++depth) {
    const bool is_leaf = cells_[number].first_child == 0;
    const bool is_taken = cells_[number].mass > 0;
    if (is_leaf && is_taken && cells_[number].middle != point && depth < kDeepest) split(number);
    Cell& cell = cells_[number];
    const double sum = cell.mass + mass;
    if (cell.mass == 0) {
      cell.middle = point;  // to the last bit, for a point must know itself
    } else if (cell.middle != point) {
      cell.middle = {(cell.middle.x * cell.mass + point.x * mass) / sum,
                     (cell.middle.y * cell.mass + point.y * mass) / sum};
    }
    cell.mass = sum;
    if (cell.first_child == 0) return;
    number = childFor(cell, point);
  }
}

// Hands what a leaf holds to one of four new ones.
void QuadTree::split(std::uint32_t number) {
  const auto first_child = static_cast<std::uint32_t>(cells_.size());
  const Cell parent = cells_[number];
  const double half = parent.width / 2;
  for (const Point corner : {Point{0, 0}, Point{half, 0}, Point{0, half}, Point{half, half}}) {
    cells_.push_back({{parent.corner.x + corner.x, parent.corner.y + corner.y}, half, {}, 0, 0});
  }
  cells_[number].first_child = first_child;
  Cell& heir = cells_[childFor(cells_[number], parent.middle)];
  heir.middle = parent.middle;
  heir.mass = parent.mass;
}

std::uint32_t QuadTree::childFor(const Cell& cell, const Point& point) const {
  const double half = cell.width / 2;
  const std::uint32_t right = point.x >= cell.corner.x + half ? 1 : 0;
  const std::uint32_t upper = point.y >= cell.corner.y + half ? 2 : 0;
  return cell.first_child + right + upper;
}

}  // namespace chancery
