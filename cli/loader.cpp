#include "cli/loader.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "cli/kept_matches.h"
#include "cli/options.h"

namespace chancery::cli {
namespace {

constexpr std::uint64_t kFewEvents = 10'000;

}  // namespace

Outcome<void> Loader::take(DocumentEvents said, std::optional<Day> read) {
  ++tally_.read;
  const auto known = store_.contentHashOf(said.document.id);
  if (!known) return tl::unexpected(Failure(known.error()));
  if (*known && *known == said.document.content_hash) {
    ++tally_.unchanged;
    return {};
  }
  ++(*known ? tally_.replaced : tally_.added);
  events_ += said.events.size();
  progress_.show(0, tally_.read, events_);
  if (!bulk_ && read) {
    const auto begun = beginBulk();
    if (!begun) return begun;
  }
  if (!bulk_) {
    first_.push_back(std::move(said));
    return events_ < kFewEvents ? Outcome<void>() : beginBulk();
  }
  const auto put = bulk_->put(std::move(said), read);
  if (!put) return tl::unexpected(Failure(put.error()));
  return {};
}

Outcome<void> Loader::beginBulk() {
  auto bulk = store_.bulk(options_);
  if (!bulk) return tl::unexpected(Failure(bulk.error()));
  bulk_ = std::move(*bulk);
  for (DocumentEvents& said : first_) {
    const auto put = bulk_->put(std::move(said));
    if (!put) return tl::unexpected(Failure(put.error()));
  }
  first_.clear();
  return {};
}

Outcome<void> Loader::skip(const std::string& name, const std::string& reason) {
  tally_.skip(name, reason);
  const Result<void> kept = store_.recordSkipped(name, reason);
  if (!kept) return tl::unexpected(Failure(kept.error()));
  return {};
}

Outcome<void> Loader::finish() {
  const Result<void> written = bulk_ ? bulk_->commit() : store_.putAll(first_);
  if (!written) return tl::unexpected(Failure(written.error()));
  bulk_.reset();
  first_.clear();
  const Result<void> flushed = store_.flush();
  if (!flushed) return tl::unexpected(Failure(flushed.error()));
  return keepScriptMatches(store_);
}

Outcome<EventStore> openToFill(const Arguments& arguments, const std::string& which) {
  const auto named = checkCount(arguments, 1, arguments.names.size() + 1, which);
  if (!named) return tl::unexpected(named.error());
  const std::string directory = arguments.valueOf("db");
  if (directory.empty()) return wrongCommandLine("which store? name its directory with --db DIR");
  for (const std::string& path : arguments.names) {
    if (path == "-" || std::ifstream(path)) continue;
    return failed("cannot read '" + path + "': " + std::strerror(errno));
  }
  const auto options = writingOptions(arguments);
  if (!options) return tl::unexpected(options.error());
  Result<EventStore> store = EventStore::open(directory, *options);
  if (!store) return tl::unexpected(Failure(store.error()));
  return std::move(*store);
}

Outcome<int> finishLoading(Loader& loader, const EventStore& store, bool quiet) {
  const auto finished = loader.finish();
  if (!finished) return tl::unexpected(finished.error());
  const auto printed = printTally(loader.tally(), store, quiet);
  if (!printed) return tl::unexpected(printed.error());
  return loader.tally().failed == 0 ? kDone : kFailed;  // each has been named
}

Outcome<void> readFile(
    const std::string& path,
    const std::function<Outcome<void>(std::istream& in, const std::string& name)>& read) {
  if (path == "-") return read(std::cin, "standard input");
  std::ifstream file(path, std::ios::binary);
  if (!file) return failed("cannot read '" + path + "': " + std::strerror(errno));
  return read(file, path);
}

}  // namespace chancery::cli
