// The rows of the index of words: where in a document each word stands.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "store/row_sink.h"
#include "store/view.h"

namespace chancery::store {

// The row of kMeta that says by which rules the words were made; without it there is no index.
inline constexpr std::string_view kWordsKey = "words";

// Of one document: in the passages of which of its events each word stands.
class DocumentWords {
 public:
  // Of each document, places come in order.
  void add(std::uint32_t position, std::string_view passage);

  // Writes what is there now and was not before, and takes back what was.
  void put(const DocumentWords& before, DocumentNumber document, RowSink& sink) const;

 private:
  std::unordered_map<std::string, std::vector<std::uint32_t>> positions_;
};

// The words of what a document says now; `said` is tidy.
DocumentWords wordsIn(const DocumentEvents& said);
// Those of what it said before: of the first `events` places of its evidence.
Result<DocumentWords> wordsHeld(const View& view, DocumentNumber document, std::uint32_t events);

// What begins the rows of a word, or of all that begin like it.
std::string wordPrefix(const std::string& word, bool is_beginning);
// Where a word stands, or all that begin like it: sorted.
Result<std::vector<Telling>> tellingsWith(const View& view, const std::string& word,
                                          bool is_beginning);

// All evidence, document by document. Errors: those of the view and of the visitor.
using EvidenceVisitor =
    std::function<Result<void>(const Telling& telling, const std::vector<MentionRecord>& mentions)>;
Result<void> forEachEvidence(const View& view, const EvidenceVisitor& visit);

}  // namespace chancery::store
