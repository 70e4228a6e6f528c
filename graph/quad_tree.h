// Masses in the plane, gathered into ever larger squares: for layout.cpp alone.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/layout.h"

namespace chancery {

// Barnes and Hut's tree. The squares of one level have no overlap; each knows its mass and the
// middle of it.
class QuadTree {
 public:
  QuadTree(std::span<const Point> points, std::span<const double> masses);

  // Calls `push(middle, mass)` for every point but those that stand exactly at `at`; groups whose
  // width is less than their distance times `coarseness` are pushed as one.
  template <typename Push>
  void forEachGroup(const Point& at, double coarseness, Push push) const {
    if (cells_.empty()) return;
    std::array<std::uint32_t, 4 * kDeepest> waiting;
    std::size_t count = 0;
    waiting[count++] = 0;
    while (count > 0) {
      const Cell& cell = cells_[waiting[--count]];
      const double dx = at.x - cell.middle.x;
      const double dy = at.y - cell.middle.y;
      const double distance_squared = dx * dx + dy * dy;
      const double reach = cell.width * coarseness;
      if (cell.first_child == 0 || distance_squared > reach * reach) {
        if (distance_squared > 0) push(cell.middle, cell.mass);
        continue;
      }
      for (std::uint32_t i = 0; i < 4; ++i) {
        if (cells_[cell.first_child + i].mass > 0) waiting[count++] = cell.first_child + i;
      }
    }
  }

 private:
  // Points that differ by less than the width of all divided by 2^kDeepest count as one.
  static constexpr std::uint32_t kDeepest = 24;

  struct Cell {
    Point corner;  // the lower left
    double width = 0;
    Point middle;  // of mass; of a leaf, where its points stand
    double mass = 0;
    std::uint32_t first_child = 0;  // four in a row; 0: a leaf
  };

  void add(const Point& point, double mass);
  void split(std::uint32_t number);
  std::uint32_t childFor(const Cell& cell, const Point& point) const;

  std::vector<Cell> cells_;
};

}  // namespace chancery
