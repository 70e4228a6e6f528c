// Tables as CSV (RFC 4180), written by libcsv.
#pragma once

#include <ostream>
#include <span>
#include <string>

#include "graph/result.h"

namespace chancery {

enum class CsvQuotes {
  kAlways,  // but of an empty field: readers that tell "" from nothing (Neo4j) take it for that
  kWhereNeeded,  // around commas, quotation marks and line breaks: easier on the eye
};

// Text is cleaned by xmlText(), so that the file is UTF-8.
//
// Ownership: the stream must outlive the writer. Thread safety: one thread at a time.
class CsvWriter {
 public:
  explicit CsvWriter(std::ostream& out, CsvQuotes quotes = CsvQuotes::kAlways)
      : out_(out), quotes_(quotes) {}

  void row(std::span<const std::string> fields);
  bool ok() const { return out_.good(); }
  // Errors: kIo.
  Result<void> finish();

 private:
  std::ostream& out_;
  CsvQuotes quotes_;
  std::string quoted_;  // kept for its memory
};

}  // namespace chancery
