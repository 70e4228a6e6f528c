// chancery remove: documents out of a store, with what only they said.
#include <cstdio>

#include "cli/format.h"
#include "cli/kept_matches.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace chancery::cli {
namespace {

Outcome<int> run(const Arguments& arguments) {
  const auto checked = checkCount(arguments, 1, arguments.names.size() + 1,
                                  "which documents? give their ids, as `chancery events` shows "
                                  "them with --evidence");
  if (!checked) return tl::unexpected(checked.error());
  const std::string directory = arguments.valueOf("db");
  if (directory.empty()) return wrongCommandLine("which store? name its directory with --db DIR");
  auto options = writingOptions(arguments);
  if (!options) return tl::unexpected(options.error());
  options->create_if_missing = false;
  Result<EventStore> store = EventStore::open(directory, *options);
  if (!store) return tl::unexpected(Failure(store.error()));

  std::uint64_t removed = 0;
  for (const std::string& id : arguments.names) {
    const auto was_there = arguments.has("forget") ? store->forget({id}) : store->remove({id});
    if (!was_there) return tl::unexpected(Failure(was_there.error()));
    removed += *was_there ? 1 : 0;
    if (!*was_there) std::fprintf(stderr, "there is no document '%s'\n", oneLine(id).c_str());
  }
  const auto flushed = store->flush();
  if (!flushed) return tl::unexpected(Failure(flushed.error()));
  const auto kept = keepScriptMatches(*store);
  if (!kept) return tl::unexpected(kept.error());
  if (!arguments.has("quiet")) {
    const auto counts = store->counts();
    if (!counts) return tl::unexpected(Failure(counts.error()));
    std::fprintf(stderr, "%s documents removed; the store holds %s events from %s documents\n",
                 grouped(removed).c_str(), grouped(counts->events).c_str(),
                 grouped(counts->documents).c_str());
  }
  return removed == arguments.names.size() ? kDone : kFailed;
}

}  // namespace

Command removeCommand() {
  return {
      "remove",
      "DOC… --db DIR",
      "Takes documents out of a store, with the events and names that only they gave.",
      "Each document goes as a whole or not at all. One that is not there is named, the others\n"
      "go, and the exit code is 1. What a document said on earlier days is kept for questions "
      "with\n"
      "--as-known-on, unless --forget is given.",
      {kDbOption,
       {"forget", "", "keep nothing of them, nor of their earlier versions"},
       kReadOnOption,
       kQuietOption},
      {"chancery remove 2024-07-09-moscow --db news.db"},
      run};
}

}  // namespace chancery::cli
