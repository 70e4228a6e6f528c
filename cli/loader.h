// Documents into a store, many in one step: what load, import and merge have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "store/event_store.h"

namespace chancery::cli {

// A few documents are put into the store as they are; many are sorted first and taken in at the
// end, which is several times faster. Either way all of them are there at the end, or none after a
// crash before.
class Loader {
 public:
  // The store must outlive the loader, and stay where it is.
  Loader(EventStore& store, bool quiet, const BulkOptions& options = {})
      : store_(store), options_(options), progress_(quiet, 0) {}

  // A document whose hash the store has is passed over. `read`: the day on which it was read, where
  // that is not the day of the store.
  Outcome<void> take(DocumentEvents said, std::optional<Day> read = std::nullopt);
  // Keeps the name of what could not be read, and why.
  Outcome<void> skip(const std::string& name, const std::string& reason);
  // Writes the rest.
  Outcome<void> finish();

  const Tally& tally() const { return tally_; }

 private:
  Outcome<void> beginBulk();

  EventStore& store_;
  BulkOptions options_;
  Progress progress_;
  Tally tally_;
  std::uint64_t events_ = 0;
  std::vector<DocumentEvents> first_;  // as long as there are few
  std::optional<BulkWriter> bulk_;
};

// The store that --db names, for writing; made if it is missing, once all files that the command
// line names can be read, so that a mistyped name does not leave an empty store behind. `which`
// asks for the files where none is named.
Outcome<EventStore> openToFill(const Arguments& arguments, const std::string& which);

// Writes the rest and prints what came in; the exit code.
Outcome<int> finishLoading(Loader& loader, const EventStore& store, bool quiet);

// Calls `read(stream, name)` for a file, "-" being standard input.
Outcome<void> readFile(
    const std::string& path,
    const std::function<Outcome<void>(std::istream& in, const std::string& name)>& read);

}  // namespace chancery::cli
