// One form for a name in whichever script it is written.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extract/pack/image.h"
#include "extract/text/normalize.h"

namespace chancery {

// Reduces names to the consonants that all spellings agree on: rules of the packs replace letters
// of each script by one alphabet, then vowels are dropped except at the beginning of a word, where
// all vowels are one. "जयशंकर" and "Jaishankar" give the same.
//
// Thread safety: immutable.
class NameFold {
 public:
  using Rule = std::pair<std::string, std::string>;  // from, to

  explicit NameFold(const Image& image);
  NameFold(CharacterFolds word_folds, const std::vector<Rule>& rules);

  // Words parted by one space.
  std::string fold(std::string_view name) const;

  // By what an entity of this name is looked up: its normal form, and its fold when that is long
  // enough to tell names apart. The same function serves those who write and those who ask.
  std::vector<std::string> searchKeys(std::string_view name) const;

  // The normal form alone: no case, accents, spaces or punctuation.
  std::string normalKey(std::string_view name) const;

 private:
  // The longest that `rest` begins with.
  const Rule* ruleFor(std::string_view rest) const;

  CharacterFolds word_folds_;
  std::unordered_map<char32_t, std::vector<Rule>> rules_;  // by first character, the longest first
};

}  // namespace chancery
