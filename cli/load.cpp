// chancery load: events in JSON Lines, whoever extracted them, into a store.
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "cli/options.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "export/event_line_reader.h"
#include "extract/extractor.h"
#include "store/event_store.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kBatchDocuments = 200;
constexpr std::size_t kBatchEvents = 20'000;

// Puts documents into the store, many in one step.
class Loader {
 public:
  Loader(EventStore& store, bool quiet) : store_(store), progress_(quiet, 0) {}

  Outcome<void> load(std::istream& in, const std::string& name) {
    std::optional<Error> not_kept;
    EventLineOptions options;
    options.search_keys = [this](const Entity& entity) { return extractor_.searchKeysOf(entity); };
    options.skipped = [&](const std::string& line, const std::string& reason) {
      tally_.skip(line, reason);
      const Result<void> kept = store_.recordSkipped(line, reason);
      if (!kept) not_kept = kept.error();
    };
    EventLineReader reader(in, name, std::move(options));
    for (;;) {
      auto said = reader.next();
      if (!said) return tl::unexpected(Failure(said.error()));
      if (not_kept) return tl::unexpected(Failure(*not_kept));
      if (!*said) return writeBatch();
      const auto taken = take(std::move(**said));
      if (!taken) return taken;
      progress_.show(0, tally_.read, events_);
    }
  }

  const Tally& tally() const { return tally_; }

 private:
  Outcome<void> take(DocumentEvents said) {
    ++tally_.read;
    const auto known = store_.contentHashOf(said.document.id);
    if (!known) return tl::unexpected(Failure(known.error()));
    if (*known == said.document.content_hash) {
      ++tally_.unchanged;
      return {};
    }
    ++(*known ? tally_.replaced : tally_.added);
    events_ += said.events.size();
    batch_events_ += said.events.size();
    batch_.push_back(std::move(said));
    if (batch_.size() < kBatchDocuments && batch_events_ < kBatchEvents) return {};
    return writeBatch();
  }

  Outcome<void> writeBatch() {
    if (batch_.empty()) return {};
    const Result<void> written = store_.putAll(batch_);
    if (!written) return tl::unexpected(Failure(written.error()));
    batch_.clear();
    batch_events_ = 0;
    return {};
  }

  EventStore& store_;
  Extractor extractor_;
  Progress progress_;
  Tally tally_;
  std::uint64_t events_ = 0;
  std::vector<DocumentEvents> batch_;
  std::size_t batch_events_ = 0;
};

Outcome<void> loadFile(const std::string& path, Loader& loader) {
  if (path == "-") return loader.load(std::cin, "standard input");
  std::ifstream file(path, std::ios::binary);
  if (!file) return failed("cannot read '" + path + "': " + std::strerror(errno));
  return loader.load(file, path);
}

// So that a mistyped name does not leave an empty store behind.
Outcome<void> checkFiles(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (path == "-" || std::ifstream(path)) continue;
    return failed("cannot read '" + path + "': " + std::strerror(errno));
  }
  return {};
}

Outcome<int> run(const Arguments& arguments) {
  auto checked = checkCount(arguments, 1, arguments.names.size() + 1,
                            "which events? name files of JSON Lines, or - for standard input");
  if (!checked) return tl::unexpected(checked.error());
  const std::string directory = arguments.valueOf("db");
  if (directory.empty()) return wrongCommandLine("which store? name its directory with --db DIR");
  checked = checkFiles(arguments.names);
  if (!checked) return tl::unexpected(checked.error());

  StoreOptions options;
  options.create_if_missing = true;
  Result<EventStore> store = EventStore::open(directory, options);
  if (!store) return tl::unexpected(Failure(store.error()));
  const bool quiet = arguments.has("quiet");
  Loader loader(*store, quiet);
  for (const std::string& path : arguments.names) {
    const auto loaded = loadFile(path, loader);
    if (!loaded) return tl::unexpected(loaded.error());
  }
  const Result<void> flushed = store->flush();
  if (!flushed) return tl::unexpected(Failure(flushed.error()));
  const auto printed = printTally(loader.tally(), *store, quiet);
  if (!printed) return tl::unexpected(printed.error());
  return loader.tally().failed == 0 ? kDone : kFailed;  // each has been named
}

}  // namespace

Command loadCommand() {
  return {
      "load",
      "FILE… --db DIR",
      "Reads events in JSON Lines, from any extractor, into a store.",
      "A line is what `chancery extract` prints; needed are doc, relation, subject and object.\n"
      "The lines of a document stand together and replace what was known of it.",
      {{"db", "DIR", "the store; made if it is missing (needed)"}, kQuietOption},
      {"chancery extract articles/ | chancery load - --db news.db",
       "chancery load events.jsonl other.jsonl --db news.db"},
      run};
}

}  // namespace chancery::cli
