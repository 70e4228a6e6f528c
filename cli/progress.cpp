#include "cli/progress.h"

#include <unistd.h>

#include <array>
#include <cstdio>

namespace chancery::cli {

Progress::Progress(bool quiet, std::uint64_t total_bytes)
    : shown_(!quiet && isatty(STDERR_FILENO) == 1),
      total_bytes_(total_bytes),
      start_(Clock::now()),
      last_(start_) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::show(std::uint64_t bytes, std::uint64_t documents, std::uint64_t events) {
  if (!shown_) return;
  const Clock::time_point now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string line = grouped(documents) + " documents, " + grouped(events) + " events, " +
                     grouped(static_cast<std::uint64_t>(static_cast<double>(documents) / seconds)) +
                     " documents/s";
  if (total_bytes_ > 0 && bytes > 0 && bytes <= total_bytes_) {
    const double part = static_cast<double>(bytes) / static_cast<double>(total_bytes_);
    line += ", " + grouped(static_cast<std::uint64_t>(part * 100)) + " %, " +
            durationText(seconds / part - seconds) + " left";
  }
  std::fprintf(stderr, "\r%s\x1b[K", line.c_str());
}

std::string grouped(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) text += ' ';
    text += digits[at];
  }
  return text;
}

std::string oneDecimal(double number) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.1f", number);
  return text.data();
}

std::string durationText(double seconds) {
  if (seconds < 60) return oneDecimal(seconds) + " s";
  const auto whole = static_cast<std::uint64_t>(seconds);
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole / 60 % 60) + " min";
}

}  // namespace chancery::cli
