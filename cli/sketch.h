// Small pictures of numbers for a terminal: bars and sparklines, made of Unicode's block
// characters, each one column wide.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::cli {

// What pictures are drawn on.
struct Canvas {
  bool drawn = false;        // false: a pipe, a file or a terminal that cannot: leave them out
  bool coloured = false;     // false also where NO_COLOR is set to anything (no-color.org)
  std::size_t columns = 80;  // how wide the terminal is

  // That of a file descriptor. TERM=dumb is a terminal that cannot.
  static Canvas of(int descriptor);
};

// `text` in the colour of pictures, where there are colours. To be measured before.
std::string inColour(std::string_view text, const Canvas& canvas);

// A bar of `columns` where `value` is `most`, and of a part of them, exact to an eighth of a
// column, where it is less; at least an eighth where it is more than 0. Without colour.
std::string bar(double value, double most, std::size_t columns);

// One column a count, from ▁ (none) to █ (the most). Where there are more counts than `columns`,
// as many neighbours are added up as it takes. Without colour.
std::string sparkline(std::span<const std::uint64_t> counts, std::size_t columns);

// A count with what it counts.
struct LabelledCount {
  std::string label;
  std::uint64_t count = 0;
};

// A line a count: label, bar, number; as wide as the canvas at the most. Nothing where pictures
// are not drawn.
std::vector<std::string> barChart(std::span<const LabelledCount> counts, const Canvas& canvas);

}  // namespace chancery::cli
