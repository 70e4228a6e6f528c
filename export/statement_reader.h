// Statements in a table: who, what, to whom, when; as event data sets are given away.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.h"
#include "graph/result.h"

namespace chancery {

struct StatementOptions {
  // The entity that a name stands for, if the caller knows one; else it is an organisation with
  // that label, and the name in lower case (ASCII letters only) makes its id.
  std::function<std::optional<Entity>(std::string_view name)> entity_named;
  // Makes the search keys of an entity; without it, entities cannot be looked up by name.
  std::function<std::vector<std::string>(const Entity&)> search_keys;
  // Is told of each row that could not be used: "icews.tsv:17", and why. Reading goes on.
  std::function<void(const std::string& name, const std::string& reason)> skipped;
  int confidence_permille = 500;  // a data set does not say how sure it is
};

// Reads rows of subject, relation, object and date (ISO 8601), parted by tabs, without a heading;
// further columns are passed over. A relation is one of ours or a name of CAMEO as ICEWS gives it
// ("Express intent to meet or negotiate": meet, planned); cameo_relations.tsv is the table. The
// name as given is kept as a topic. Both rows of a mirrored pair (A makes a visit, B hosts a
// visit) are one event with two mentions.
//
// The rows of one day are one document, "icews.tsv#2018-01-01", and must stand together: memory
// holds one day at a time. A mention is the row, with its place in the file. Rows with a relation
// that we have no counterpart for are left out, and counted by name.
//
// Thread safety: one thread at a time. Ownership: the stream must outlive the reader.
class StatementReader {
 public:
  // `name` begins the ids of the documents, and stands in messages.
  StatementReader(std::istream& in, std::string name, StatementOptions options);
  ~StatementReader();
  StatementReader(StatementReader&&) noexcept;
  StatementReader& operator=(StatementReader&&) noexcept;

  // The next document; nothing at the end. Errors: kIo (the stream broke off).
  Result<std::optional<DocumentEvents>> next();

  // Rows left out so far, by the relation that has no counterpart.
  const std::map<std::string, std::uint64_t>& withoutCounterpart() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chancery
