// What a run put into a store, and what it could not read.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "graph/event_source.h"

namespace chancery::cli {

struct Tally {
  std::uint64_t read = 0;  // documents
  std::uint64_t added = 0;
  std::uint64_t replaced = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t bytes = 0;
  std::uint64_t skipped = 0;
  std::uint64_t failed = 0;  // of these, what should have been readable
  std::vector<std::pair<std::string, std::string>> first_skipped;  // names and reasons
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

  void skip(const std::string& name, const std::string& reason, bool failure = true);
};

// On standard error: the counts, unless `quiet`; what was skipped is named in any case.
Outcome<void> printTally(const Tally& tally, const EventSource& source, bool quiet);

}  // namespace chancery::cli
