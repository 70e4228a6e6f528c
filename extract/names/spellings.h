// How likely a name in Latin letters and one in another script are spellings of one name.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pack/image.h"

namespace chancery {

// A weighted alignment of letters and sounds, by a table (extract/languages/spellings.tsv) of what
// groups of Latin letters may be written as: the usual costs nothing, the less usual 1 or 2, and
// what the table does not have is another name. Letters are read by the habits of one language at
// a time, besides those of all: "Cemil" is जमील in Turkish, so "Cankurtaran" is जानकुर्तारान.
//
// The other script is one of those of India, in which a letter has a vowel of its own: that vowel
// may be said or not, and of doubled letters one counts.
//
// Thread safety: immutable.
class Spellings {
 public:
  static constexpr int kFar = 99;        // another name
  static constexpr int kMostOfWord = 2;  // that a word of one name costs
  static constexpr int kMostOfName = 3;

  // Rules of one group of letters, which stand behind one another.
  struct Group {
    std::uint8_t letters = 0;
    std::uint16_t first_rule = 0;
    std::uint16_t rules = 0;
  };
  struct Rule {
    std::u32string latin;
    std::u32string sounds;
    bool at_start = false;
    bool at_end = false;
    std::uint8_t habit = 0;
    std::uint8_t cost = 0;
  };
  // A word in Latin letters, with what may stand for the letters from each on.
  struct LatinWord {
    std::u32string letters;  // small
    std::u32string plain;    // without accents
    std::vector<Group> groups;
    std::vector<std::uint16_t> first_group;  // by letter, and the end
    bool initials = false;                   // each letter is said by its name

    // The consonant that stands there stands behind it, too.
    bool isDoubled(std::size_t letter) const;
    // Whether a rule of the letters from `begin` to `end` holds for them where they stand.
    bool allows(const Rule& rule, std::size_t begin, std::size_t end) const;
  };
  struct LatinName {
    std::vector<LatinWord> words;
  };
  // Words as their sounds: consonants, and vowels as the signs of vowels; the vowel that is not
  // written is अ.
  using HeardName = std::vector<std::u32string>;
  static constexpr char32_t kUnwrittenVowel = 0x0905;

  struct Likeness {
    int cost = kFar;
    std::string_view habit;  // empty: of all languages
    bool isOneName() const { return cost <= kMostOfName; }
  };

  // The image must outlive it.
  explicit Spellings(const Image& image);

  LatinName latinName(std::string_view name) const;
  LatinWord latinWord(std::u32string letters) const;
  // "JN" as जेएन is written.
  LatinWord initials(std::u32string letters) const;
  // A word without vowels, so short that it may be one, too.
  static bool mayBeInitials(const LatinWord& word);
  HeardName heardName(std::string_view name) const;

  // Word by word, in order; where one name has more words, two of it may be one of the other, and
  // of Latin ones as many initials as stand behind one another; one initial that stands between
  // words may be left out at a cost of 1. The cost of the whole, kFar where a word costs more than
  // kMostOfWord.
  Likeness between(const LatinName& latin, const HeardName& heard) const;
  Likeness between(std::string_view latin, std::string_view other) const;

  std::span<const Rule> rulesOf(const Group& group) const {
    return std::span(rules_).subspan(group.first_rule, group.rules);
  }

 private:
  int ofName(const LatinName& latin, const HeardName& heard, int habit) const;
  int ofWord(const LatinWord& latin, std::u32string_view heard, int habit) const;
  int aligned(const LatinWord& latin, std::u32string_view heard, int habit) const;

  std::vector<Rule> rules_;  // by their letters
  std::vector<std::string_view> habits_;
};

}  // namespace chancery
