// How far a long run has come, on standard error, where somebody is looking.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace chancery::cli {

// One line that is written over; nothing at all unless standard error is a terminal.
// Thread safety: one thread at a time.
class Progress {
 public:
  // `total_bytes` 0: not known, so that the time left is not told.
  Progress(bool quiet, std::uint64_t total_bytes);
  ~Progress();  // takes the line away
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Shown at most five times a second.
  void show(std::uint64_t bytes, std::uint64_t documents, std::uint64_t events);

 private:
  using Clock = std::chrono::steady_clock;

  bool shown_;
  std::uint64_t total_bytes_;
  Clock::time_point start_;
  Clock::time_point last_;
};

// "1 234 567"; "12.3"; "2 min 5 s".
std::string grouped(std::uint64_t number);
std::string oneDecimal(double number);
std::string durationText(double seconds);

}  // namespace chancery::cli
