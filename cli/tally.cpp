#include "cli/tally.h"

#include <cstdio>

#include "cli/format.h"
#include "cli/progress.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kNamedSkipped = 10;

void say(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

}  // namespace

void Tally::skip(const std::string& name, const std::string& reason, bool failure) {
  ++skipped;
  if (failure) ++failed;
  if (first_skipped.size() < kNamedSkipped) first_skipped.emplace_back(name, reason);
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
