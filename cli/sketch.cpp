#include "cli/sketch.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "cli/format.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kEighths = 8;
constexpr std::size_t kWidestBar = 40;
constexpr std::size_t kNarrowestBar = 8;
constexpr std::array<std::string_view, kEighths + 1> kParts = {"",  "▏", "▎", "▍", "▌",
                                                               "▋", "▊", "▉", "█"};
constexpr std::array<std::string_view, kEighths> kHeights = {"▁", "▂", "▃", "▄",
                                                             "▅", "▆", "▇", "█"};

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::size_t columnsOf(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const std::string_view text = environment("COLUMNS");
  std::size_t columns = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
  return error == std::errc() && columns > 0 ? columns : Canvas().columns;
}

}  // namespace

Canvas Canvas::of(int descriptor) {
  Canvas canvas;
  if (isatty(descriptor) != 1 || environment("TERM") == "dumb") return canvas;
  canvas.drawn = true;
  canvas.coloured = environment("NO_COLOR").empty();
  canvas.columns = columnsOf(descriptor);
  return canvas;
}

std::string inColour(std::string_view text, const Canvas& canvas) {
  if (!canvas.coloured || text.empty()) return std::string(text);
  return "\x1b[36m" + std::string(text) + "\x1b[0m";
}

std::string bar(double value, double most, std::size_t columns) {
  if (!(value > 0) || !(most > 0)) return "";
  const double wanted = std::min(value / most, 1.0) * static_cast<double>(columns * kEighths);
  const auto eighths = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(wanted)));
  std::string drawn;
  for (std::size_t i = 0; i < eighths / kEighths; ++i) drawn += kParts[kEighths];
  drawn += kParts[eighths % kEighths];
  return drawn;
}

std::string sparkline(std::span<const std::uint64_t> counts, std::size_t columns) {
  const std::size_t together =
      columns == 0 ? counts.size() : (counts.size() + columns - 1) / columns;
  std::vector<std::uint64_t> sums;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (i % together == 0) sums.push_back(0);
    sums.back() += counts[i];
  }
  const std::uint64_t most = sums.empty() ? 0 : *std::max_element(sums.begin(), sums.end());
  std::string drawn;
  for (const std::uint64_t sum : sums) {
    // the lowest block is the base line; what is there at all rises above it
    const std::size_t height =
        sum == 0 ? 0 : 1 + static_cast<std::size_t>((sum * (kEighths - 1) - 1) / most);
    drawn += kHeights[height];
  }
  return drawn;
}

std::vector<std::string> barChart(std::span<const LabelledCount> counts, const Canvas& canvas) {
  if (!canvas.drawn) return {};
  std::size_t label_width = 0;
  std::uint64_t most = 0;
  for (const LabelledCount& row : counts) {
    label_width = std::max(label_width, displayWidth(row.label));
    most = std::max(most, row.count);
  }
  const std::size_t taken = label_width + 2 + 1 + std::to_string(most).size();
  const std::size_t room = canvas.columns > taken ? canvas.columns - taken : 0;
  const std::size_t columns = std::clamp(room, kNarrowestBar, kWidestBar);
  std::vector<std::string> lines;
  for (const LabelledCount& row : counts) {
    const std::string blanks(label_width - displayWidth(row.label) + 2, ' ');
    const std::string drawn =
        bar(static_cast<double>(row.count), static_cast<double>(most), columns);
    lines.push_back(row.label + blanks + inColour(drawn, canvas) + (drawn.empty() ? "" : " ") +
                    std::to_string(row.count));
  }
  return lines;
}

}  // namespace chancery::cli
