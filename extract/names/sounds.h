// How unlike two folds of a name sound, and what the base's own names tell of spelling.
#pragma once

#include <array>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/names/name_fold.h"

namespace chancery {

// A weighted edit distance: the dearer, the less likely two folds are spellings of one name.
//
// Thread safety: immutable.
class SoundDistance {
 public:
  static constexpr int kFar = 9;  // of two sounds that nobody takes for each other

  // Pairs of sounds, the second empty where the first may be missing, each at a cost of 1.
  explicit SoundDistance(const std::vector<std::pair<std::string, std::string>>& alike);

  // 0 for the same; kFar or more where a sound stands in place of one that is not like it.
  int between(std::string_view a, std::string_view b) const;

 private:
  static constexpr std::size_t kLetters = 26;

  int missing(char sound) const;
  int instead(char sound, char other) const;

  std::array<std::array<bool, kLetters>, kLetters> alike_{};  // both ways round
  std::array<bool, kLetters> faint_{};
};

// A fold with the sounds made one that spellings of a name in two languages or scripts differ in: k
// and s for c, y for j, f for v. Two folds that come to the same are worth a look; that they are
// one name it does not say.
std::string broadSoundsOf(std::string_view fold);

// Collects full names of one person in two scripts, word by word, and tells which Latin words are
// not said as the rules have it: Michael, Jorge, Chirac. Latin letters spell by the habits of many
// languages, other scripts as it sounds.
class SpellingLearner {
 public:
  // Both must outlive it.
  SpellingLearner(const NameFold& fold, const SoundDistance& distance)
      : fold_(fold), distance_(distance) {}

  void add(std::uint32_t person, std::string_view latin, std::string_view other);
  // A Latin word and the sounds of what most people of the name are called, by word. Where the
  // rules are as often right, or the two sound too unlike to be one name, they stay.
  std::vector<std::pair<std::string, std::string>> exceptions() const;

 private:
  const NameFold& fold_;
  const SoundDistance& distance_;
  // Of one fold with vowels, and how such a word sounds.
  struct Heard {
    std::set<std::uint32_t> persons;
    std::string sounds;
  };
  // By their fold without vowels, then by that with them.
  using ByFold = std::map<std::string, std::map<std::string, Heard>>;

  std::map<std::string, ByFold> heard_;
};

}  // namespace chancery
