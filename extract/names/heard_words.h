// Which of many words of another script a word in Latin letters may be written as.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/names/spellings.h"

namespace chancery {

// The words as a trie of their sounds, so that a Latin word is aligned with all of them at once,
// and costs what begins like it, not what there is.
//
// Thread safety: immutable.
class HeardWords {
 public:
  // By number: their place in the order of the alphabet, in which `words` stand, each once.
  explicit HeardWords(const std::vector<std::u32string>& words);

  // The numbers of the words of which Spellings::ofWord() says, by the habits of all languages
  // together, that they cost no more than kMostOfWord; in ascending order.
  std::vector<std::uint32_t> spelling(const Spellings& spellings,
                                      const Spellings::LatinWord& latin) const;

 private:
  static constexpr std::uint32_t kNoWord = 0xFFFFFFFF;

  struct Node {
    char32_t sound = 0;
    std::uint32_t first_child = 0;  // those of a node stand behind one another, by their sounds
    std::uint32_t children = 0;
    std::uint32_t word = kNoWord;
  };
  // Of the same letters: a node, and by what cost it was reached.
  struct Place {
    std::uint32_t node = 0;
    int cost = 0;
  };

  void align(const Spellings& spellings, const Spellings::LatinWord& latin,
             std::vector<std::uint32_t>& found) const;
  // 0, the root, where there is none.
  std::uint32_t child(std::uint32_t node, char32_t sound) const;
  std::uint32_t behind(std::uint32_t node, std::u32string_view sounds) const;

  std::vector<Node> nodes_;
};

}  // namespace chancery
