// Words of names that are spellings of one name in one script.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/names/name_fold.h"
#include "extract/pack/image.h"

namespace chancery {

// By a table (extract/languages/variants.tsv) of spellings that are known to be of one name, where
// the fold tells them apart: "Yasser" and "Yasir", "Qasem" and "Ghasem", रॉबर्ट and राबर्ट.
//
// Thread safety: immutable.
class NameVariants {
 public:
  struct Word {
    std::string fold;    // with its vowels, as ids are made of it
    std::string key;     // the same for all spellings of the word
    bool tells = false;  // long enough to tell people apart
  };

  // Both must outlive it.
  NameVariants(const Image& image, const NameFold& fold);

  // `word` as NameFold::wordsOf() gives it.
  Word word(std::string_view word) const;

 private:
  struct Letters {
    std::string from;
    std::string to;
    std::uint32_t least = 0;
    bool at_start = false;
    bool at_end = false;
  };

  std::string replaced(std::string word) const;

  const NameFold& fold_;
  std::unordered_map<std::string, std::string> words_;
  std::vector<Letters> letters_;
};

}  // namespace chancery
