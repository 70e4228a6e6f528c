// Events from JSON Lines, whoever wrote them: Chancery, another extractor, a script.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/event.h"
#include "graph/result.h"

namespace chancery {

struct EventLineOptions {
  // Makes the search keys of an entity; without it, entities cannot be looked up by name.
  std::function<std::vector<std::string>(const Entity&)> search_keys;
  // Is told of each line that could not be used: "events.jsonl:17", and why. Reading goes on.
  std::function<void(const std::string& name, const std::string& reason)> skipped;
  int default_confidence_permille = 500;        // of lines that do not say theirs
  std::size_t longest_line = 16 * 1024 * 1024;  // longer ones are passed over, and named
};

// Needed in a line: `doc`, `relation`, and of `subject` and `object` a label or an id; a bare
// string is a label. Everything else may be missing. An entity without an id gets one made of its
// type and its label in lower case (ASCII letters only), and so does one whose id could not stand
// in every export ([A-Za-z0-9._-], at most 200 bytes); a type that is missing is read from the
// id, else it is a person, or a place under `place`. A document without a hash gets one made of
// its lines.
//
// The lines of a document must stand together: they become one DocumentEvents as soon as another
// document begins, and memory holds one document at a time. A line whose document was there
// before is passed over, and named; `sort` or `jq` can bring such lines together.
//
// Thread safety: one thread at a time. Ownership: the stream must outlive the reader.
class EventLineReader {
 public:
  // `name` stands in messages: "events.jsonl", "standard input".
  EventLineReader(std::istream& in, std::string name, EventLineOptions options);
  ~EventLineReader();
  EventLineReader(EventLineReader&&) noexcept;
  EventLineReader& operator=(EventLineReader&&) noexcept;

  // The next document; nothing at the end. Errors: kIo (the stream broke off).
  Result<std::optional<DocumentEvents>> next();

  // Lines that were passed over so far.
  std::uint64_t skippedLines() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chancery
