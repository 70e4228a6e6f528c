// What `chancery extract --unknown` prints: words that no table knows, counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include "extract/article.h"
#include "extract/unlisted.h"

namespace chancery::cli {

// A word of one document with its sentence, cut off where it is long. Made by whichever thread has
// read the document.
struct UnlistedUse {
  UnlistedWord word;
  std::string sentence;
};

std::vector<UnlistedUse> usesOf(const Article& article, std::vector<UnlistedWord> words);
std::size_t sizeOf(const std::vector<UnlistedUse>& uses);  // in bytes, roughly

// Counts the words of one document after the other. Keeps a bounded number of forms: when they grow
// too many, those seen least are forgotten, so that what is printed is a function of the documents
// and their order. Thread safety: one thread at a time.
class UnlistedCount {
 public:
  explicit UnlistedCount(std::size_t most_forms = 100'000) : most_forms_(most_forms) {}

  void add(const std::string& document, const std::vector<UnlistedUse>& uses);

  // Names, titles and verbs, each by count, then by form.
  void printTsv(std::ostream& out) const;
  void printJson(std::ostream& out) const;

  // A form that was seen more often than this has not been forgotten.
  std::uint64_t mostForgotten() const { return most_forgotten_; }

 private:
  using Key = std::tuple<UnlistedKind, std::string, std::string>;  // language, form
  struct Count {
    std::uint64_t uses = 0;
    std::uint64_t documents = 0;
    std::uint64_t last_document = 0;
    bool is_word = false;
    std::string document;  // the first, and the sentence there
    std::string sentence;
  };
  using Row = std::pair<const Key, Count>;

  void forgetRarest();
  std::vector<const Row*> sorted() const;

  const std::size_t most_forms_;
  std::map<Key, Count> counts_;
  std::uint64_t documents_ = 0;
  std::uint64_t most_forgotten_ = 0;
};

}  // namespace chancery::cli
