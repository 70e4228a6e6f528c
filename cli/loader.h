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
  Loader(EventStore& store, bool quiet) : store_(store), progress_(quiet, 0) {}

  // A document whose hash the store has is passed over.
  Outcome<void> take(DocumentEvents said);
  // Keeps the name of what could not be read, and why.
  Outcome<void> skip(const std::string& name, const std::string& reason);
  // Writes the rest.
  Outcome<void> finish();

  const Tally& tally() const { return tally_; }

 private:
  Outcome<void> beginBulk();

  EventStore& store_;
  Progress progress_;
  Tally tally_;
  std::uint64_t events_ = 0;
  std::vector<DocumentEvents> first_;  // as long as there are few
  std::optional<BulkWriter> bulk_;
};

// The store that --db names, for writing; made if it is missing.
Outcome<EventStore> openForWriting(const Arguments& arguments);

// Calls `read(stream, name)` for each file, "-" being standard input. First it is made sure that
// all can be read, so that a mistyped name does not leave an empty store behind.
Outcome<void> checkFiles(const std::vector<std::string>& paths);
Outcome<void> readFile(
    const std::string& path,
    const std::function<Outcome<void>(std::istream& in, const std::string& name)>& read);

}  // namespace chancery::cli
