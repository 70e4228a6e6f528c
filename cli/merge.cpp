// chancery merge: several stores become one.
#include <algorithm>
#include <cstdint>
#include <limits>

#include "cli/loader.h"
#include "cli/options.h"

namespace chancery::cli {
namespace {

// Of documents that a program of format 3 read.
constexpr Day kSinceEver{std::numeric_limits<std::int32_t>::min()};

Outcome<void> addStore(const EventStore& from, EventStore& into, Loader& loader) {
  Result<void> kept;
  const auto skipped = from.forEachSkipped([&](std::string_view name, std::string_view reason) {
    kept = into.recordSkipped(name, reason);
    return kept.has_value();
  });
  if (!skipped) return tl::unexpected(Failure(skipped.error()));
  if (!kept) return tl::unexpected(Failure(kept.error()));
  Outcome<void> taken;
  const auto read = from.forEachHeld([&](DocumentVersion&& version) {
    taken = loader.take(std::move(version.said), version.since.value_or(kSinceEver));
    return taken.has_value();
  });
  if (!read) return tl::unexpected(Failure(read.error()));
  if (!taken) return taken;
  const auto versions = from.forEachKept([&](DocumentVersion&& version) {
    kept = into.keep(version);
    return kept.has_value();
  });
  if (!versions) return tl::unexpected(Failure(versions.error()));
  if (!kept) return tl::unexpected(Failure(kept.error()));
  return {};
}

Outcome<int> run(const Arguments& arguments) {
  const auto checked =
      checkCount(arguments, 1, arguments.names.size() + 1, "which stores? name their directories");
  if (!checked) return tl::unexpected(checked.error());
  const std::string directory = arguments.valueOf("into");
  if (directory.empty()) {
    return wrongCommandLine("into which store? name its directory with --into DIR");
  }
  std::vector<EventStore> sources;
  for (const std::string& name : arguments.names) {
    Result<EventStore> source = EventStore::openReadOnly(name);
    if (!source) return tl::unexpected(Failure(source.error()));
    sources.push_back(std::move(*source));
  }
  StoreOptions options;
  options.create_if_missing = true;
  options.keep_words = std::any_of(sources.begin(), sources.end(),
                                   [](const EventStore& source) { return source.keepsWords(); });
  Result<EventStore> into = EventStore::open(directory, options);
  if (!into) return tl::unexpected(Failure(into.error()));

  const bool quiet = arguments.has("quiet");
  Loader loader(*into, quiet);
  for (const EventStore& source : sources) {
    const auto added = addStore(source, *into, loader);
    if (!added) return tl::unexpected(added.error());
  }
  return finishLoading(loader, *into, quiet);
}

}  // namespace

Command mergeCommand() {
  return {
      "merge",
      "DIR… --into DIR",
      "Makes one store of several: the same as if all their documents had been read into it.",
      "The stores named first stay as they are. Of a document that several have, the version of\n"
      "the last one named counts. Days of reading and earlier versions come along; where one\n"
      "of them has an index of words, so has the whole.",
      {{"into", "DIR", "the store; made if it is missing (needed)"}, kQuietOption},
      {"chancery merge january.db february.db --into year.db"},
      run};
}

}  // namespace chancery::cli
