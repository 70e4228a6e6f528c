#include "extract/names/sounds.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::size_t kShortestWord = 3;  // letters: of two nobody says how they are said
constexpr std::size_t kShortestFold = 2;
constexpr std::size_t kLongFold = 5;  // may differ in two sounds

bool isLetter(char c) { return c >= 'a' && c <= 'z'; }
std::size_t indexOf(char letter) { return static_cast<std::size_t>(letter - 'a'); }

// The sound that stands for `sound` and all that are written for it; 0 where it may be missing.
char broadSound(char sound) {
  switch (sound) {
    case 'c':
    case 'j':
    case 's':
    case 'g':
    case 'k': return 'k';
    case 'b':
    case 'v':
    case 'f':
    case 'p': return 'p';
    case 't':
    case 'd': return 't';
    case 'm':
    case 'n': return 'n';
    case 'r':
    case 'l': return sound;
    default: return 0;
  }
}

}  // namespace

std::string broadSoundsOf(std::string_view fold) {
  std::string broad;
  for (std::size_t begin = 0; begin < fold.size();) {
    const std::size_t end = std::min(fold.find(' ', begin), fold.size());
    std::string_view word = fold.substr(begin, end - begin);
    // Jens is येन्स, and a vowel here
    while (word.size() > 2 && (word.front() == 'a' || word.front() == 'j')) word.remove_prefix(1);
    if (!broad.empty()) broad += ' ';
    for (const char c : word) {
      const char sound = broadSound(c);
      if (sound != 0 && (broad.empty() || broad.back() != sound)) broad += sound;
    }
    begin = end + 1;
  }
  return broad;
}

SoundDistance::SoundDistance(const std::vector<std::pair<std::string, std::string>>& alike) {
  for (const auto& [sound, like] : alike) {
    const std::size_t one = indexOf(sound.front());
    if (like.empty()) {
      faint_[one] = true;
    } else {
      alike_[one][indexOf(like.front())] = true;
      alike_[indexOf(like.front())][one] = true;
    }
  }
}

int SoundDistance::missing(char sound) const {
  return isLetter(sound) && faint_[indexOf(sound)] ? 1 : kFar;
}

int SoundDistance::instead(char sound, char other) const {
  if (sound == other) return 0;
  const bool alike = isLetter(sound) && isLetter(other) && alike_[indexOf(sound)][indexOf(other)];
  return alike ? 1 : kFar;
}

int SoundDistance::between(std::string_view a, std::string_view b) const {
  std::vector<int> row(b.size() + 1, 0);
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + missing(b[j]);
  for (const char x : a) {
    int diagonal = row[0];
    row[0] += missing(x);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const int best =
          std::min({diagonal + instead(x, b[j]), row[j + 1] + missing(x), row[j] + missing(b[j])});
      diagonal = row[j + 1];
      row[j + 1] = best;
    }
  }
  return row.back();
}

void SpellingLearner::add(std::uint32_t person, std::string_view latin, std::string_view other) {
  const std::vector<std::string> words = fold_.wordsOf(latin);
  const std::vector<std::string> others = fold_.wordsOf(other);
  if (words.size() != others.size()) return;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].size() < kShortestWord) continue;
    Heard& heard = heard_[words[i]][fold_.fold(others[i])][fold_.foldWithVowels(others[i])];
    heard.persons.insert(person);
    std::string sounds = fold_.soundsOf(others[i]);
    if (heard.sounds.empty() || sounds < heard.sounds) heard.sounds = std::move(sounds);
  }
}

std::vector<std::pair<std::string, std::string>> SpellingLearner::exceptions() const {
  const auto personsOf = [](const std::map<std::string, Heard>& of_fold) {
    std::set<std::uint32_t> persons;
    for (const auto& [fold, heard] : of_fold) {
      persons.insert(heard.persons.begin(), heard.persons.end());
    }
    return persons.size();
  };
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& [word, folds] : heard_) {
    const std::string by_rule = fold_.fold(word);
    const auto regular = folds.find(by_rule);
    // of equals the first of the alphabet, whatever the order of the tables
    auto best = std::max_element(folds.begin(), folds.end(), [&](const auto& a, const auto& b) {
      return personsOf(a.second) < personsOf(b.second);
    });
    const bool stays =
        best->first.size() < kShortestFold ||
        (regular != folds.end() && personsOf(regular->second) >= personsOf(best->second)) ||
        distance_.between(by_rule, best->first) > (by_rule.size() < kLongFold ? 1 : 2);
    if (stays) best = regular;
    if (best == folds.end()) continue;
    const std::string with_vowels = fold_.foldWithVowels(word);
    const auto same = best->second.find(with_vowels);
    const auto most = std::max_element(best->second.begin(), best->second.end(),
                                       [](const auto& a, const auto& b) {
                                         return a.second.persons.size() < b.second.persons.size();
                                       });
    const bool as_often =
        same != best->second.end() && same->second.persons.size() >= most->second.persons.size();
    if (!as_often) found.emplace_back(word, most->second.sounds);
  }
  return found;
}

}  // namespace chancery
