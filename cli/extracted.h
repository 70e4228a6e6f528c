// What `chancery extract` prints of one document.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "cli/format.h"
#include "graph/event_source.h"

namespace chancery::cli {

enum class ExtractedFormat { kLines, kJson, kTable, kCsv };
ExtractedFormat extractedFormat(const std::string& name);  // jsonl, json, table, csv

// One document's events, ready to be printed. Made by whichever thread has read the document, so
// that the one that prints has little to do.
struct Extracted {
  std::string text;        // of kLines and kJson
  std::vector<Json> rows;  // of the others
};

Extracted formatExtracted(const DocumentEvents& said, ExtractedFormat format);
std::size_t sizeOf(const Extracted& extracted);  // in bytes, roughly

// Prints one document after the other. Thread safety: one thread at a time.
class ExtractedPrinter {
 public:
  ExtractedPrinter(std::ostream& out, ExtractedFormat format);

  // False when nobody reads any more.
  bool print(const Extracted& extracted);
  void finish();

 private:
  std::ostream& out_;
  const ExtractedFormat format_;
  bool any_ = false;
  RowWriter rows_;
};

}  // namespace chancery::cli
