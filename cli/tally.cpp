#include "cli/tally.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

#include "cli/format.h"
#include "cli/progress.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kNamedSkipped = 10;
constexpr std::size_t kNamedOfOneFile = 3;  // so that a broken file does not hide the others

// "news.jsonl" of "news.jsonl:17".
std::string_view fileOf(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  const bool line = colon != std::string_view::npos && colon + 1 < name.size() &&
                    name.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
  return line ? name.substr(0, colon) : name;
}

void say(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

}  // namespace

void Tally::skip(const std::string& name, const std::string& reason, bool failure) {
  ++skipped;
  if (failure) ++failed;
  if (first_skipped.size() == kNamedSkipped) return;
  const auto of_file =
      std::count_if(first_skipped.begin(), first_skipped.end(),
                    [&](const auto& named) { return fileOf(named.first) == fileOf(name); });
  if (static_cast<std::size_t>(of_file) < kNamedOfOneFile) first_skipped.emplace_back(name, reason);
}

Outcome<void> printTally(const Tally& tally, const EventSource& source, bool quiet) {
  if (!quiet) {
    const Result<GraphCounts> counts = source.counts();
    if (!counts) return tl::unexpected(Failure(counts.error()));
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - tally.start).count();
    const double megabytes = static_cast<double>(tally.bytes) / 1e6;
    say(grouped(tally.read) + " documents read: " + grouped(tally.added) + " new, " +
        grouped(tally.replaced) + " replaced, " + grouped(tally.unchanged) + " unchanged");
    say("the store holds " + grouped(counts->events) + " events among " +
        grouped(counts->entities) + " entities from " + grouped(counts->documents) + " documents");
    say(durationText(seconds) + ", " + oneDecimal(megabytes) + " MB, " +
        oneDecimal(megabytes / std::max(seconds, 1e-3)) + " MB/s");
  }
  if (tally.skipped == 0) return {};
  say(grouped(tally.skipped) + " skipped:");
  for (const auto& [name, reason] : tally.first_skipped) {
    say("  " + oneLine(name) + ": " + oneLine(reason));
  }
  if (tally.skipped > tally.first_skipped.size()) {
    say("  … all of them: chancery stats --skipped");
  }
  return {};
}

}  // namespace chancery::cli
