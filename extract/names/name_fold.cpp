#include "extract/names/name_fold.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace chancery {
namespace {

constexpr std::size_t kShortestTellingFold = 3;
constexpr char kAnyVowel = 'a';
constexpr char kLastA = 'A';            // in the tables: an a at the end of a word that is heard
constexpr char32_t kFrequent = 0x0980;  // the first character behind Latin and Devanagari

bool isVowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == kLastA;
}

// What of a vowel all scripts write: whether it is an i or a u, e and o among these where the
// tables say so, or any other.
char vowelClass(char c) {
  if (c == 'i' || c == 'y') return 'i';
  return c == 'u' || c == 'o' ? 'u' : kAnyVowel;
}

char32_t firstCharacter(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, i, static_cast<std::int32_t>(text.size()), c);
  return static_cast<char32_t>(c);
}

// Of the first character.
std::size_t characterBytes(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes;
}

// For beginnings of a few letters, for which a call of memcmp() would take longer.
bool beginsWith(std::string_view text, std::string_view beginning) {
  if (beginning.size() > text.size()) return false;
  std::size_t same = beginning.size();
  while (same > 0 && text[same - 1] == beginning[same - 1]) --same;
  return same == 0;
}

// Letters and marks of `text` in lower case; everything else becomes one space.
std::string lettersOf(std::string_view text) {
  std::string result;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    const std::int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    const bool part = u_isalnum(c) ||
                      u_getIntPropertyValue(c, UCHAR_GENERAL_CATEGORY) == U_NON_SPACING_MARK ||
                      u_getIntPropertyValue(c, UCHAR_GENERAL_CATEGORY) == U_COMBINING_SPACING_MARK;
    if (part) {
      result.append(
          text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin)));
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

// `letters` as lettersOf() gives them.
template <typename Take>
void forEachWord(std::string_view letters, Take take) {
  for (std::size_t begin = 0; begin < letters.size();) {
    const std::size_t end = std::min(letters.find(' ', begin), letters.size());
    take(letters.substr(begin, end - begin));
    begin = end + 1;
  }
}

template <typename FoldWord>
std::string foldOf(std::string_view letters, FoldWord foldWord) {
  std::string result;
  forEachWord(letters, [&](std::string_view word) {
    const std::string folded = foldWord(word);
    if (folded.empty()) return;
    if (!result.empty()) result += ' ';
    result += folded;
  });
  return result;
}

// Drops vowels but at the beginning and, of a, i and u that are heard, at the end; and one of two
// equal consonants.
std::string skeletonOf(std::string_view word) {
  std::string result;
  for (const char c : word) {
    if (isVowel(c)) {
      if (result.empty()) result += kAnyVowel;
    } else if (result.empty() || result.back() != c) {
      result += c;
    }
  }
  if (result.size() < 2) return result;
  const char last = word.back();
  if (last == 'i' || last == 'y') result += 'i';
  if (last == 'u') result += 'u';
  if (last == kLastA) result += kAnyVowel;
  return result;
}

// The same with each i and u, also within the word: a, which is often not written, is the only
// vowel that drops. At the beginning vowels are one of the three.
std::string skeletonWithVowels(std::string_view word) {
  std::string result;
  const auto isVowelAt = [&](std::size_t i) { return i < word.size() && isVowel(word[i]); };
  std::size_t i = 0;
  if (isVowelAt(0)) {
    result = kAnyVowel;
    for (; isVowelAt(i); ++i) {
      const char sound = vowelClass(word[i]);
      // "Yevgeny" is "Evgeny"
      if (result.front() == kAnyVowel && word[i] != 'y') result = sound;
    }
  }
  bool voiced = !result.empty();  // a vowel was heard
  for (; i < word.size(); ++i) {
    char sound = word[i];
    if (isVowel(sound)) {
      sound = vowelClass(sound);
      // "Daniel" and डैनियल, but "Maria" is not "Mara", nor "Liu" "Lu"
      const bool before_last_a = word.ends_with(kLastA) && i + 3 >= word.size();
      const bool glides =
          sound == 'i' && voiced && !before_last_a &&
          (isVowelAt(i + 1) || (word[i] == 'y' && i + 1 < word.size() && isVowel(word[i - 1])));
      voiced = true;
      if (sound == kAnyVowel || glides) continue;
    }
    if (result.empty() || result.back() != sound) result += sound;
  }
  if (result.size() > 1 && word.back() == kLastA) result += kAnyVowel;
  return result;
}

}  // namespace

NameFold::Rule::Rule(std::string_view from_cell, std::string_view to_cell,
                     std::string_view before_cell)
    : to(to_cell), before(before_cell) {
  at_start = from_cell.front() == '^';
  if (at_start) from_cell.remove_prefix(1);
  at_end = from_cell.back() == '$';
  if (at_end) from_cell.remove_suffix(1);
  from = from_cell;
}

NameFold::NameFold(const Image& image)
    : NameFold(characterFoldsOf(image), foldRulesOf(image, image.nameFolds())) {}

NameFold::NameFold(CharacterFolds word_folds, const std::vector<Rule>& rules_of_packs)
    : word_folds_(std::move(word_folds)), first_rule_(kFrequent + 1) {
  for (const Rule& rule : rules_of_packs) {
    if (rule.at_start && rule.at_end && rule.before.empty()) {
      whole_words_.emplace(rule.from, rule.to);
    } else {
      rules_.push_back(rule);
    }
  }
  const auto weight = [](const Rule& rule) {
    return std::tuple(rule.from.size(), rule.at_start, rule.at_end, !rule.before.empty());
  };
  std::stable_sort(rules_.begin(), rules_.end(), [&](const Rule& a, const Rule& b) {
    const char32_t first_of_a = firstCharacter(a.from);
    const char32_t first_of_b = firstCharacter(b.from);
    return first_of_a != first_of_b ? first_of_a < first_of_b : weight(a) > weight(b);
  });
  for (const Rule& rule : rules_) {
    const char32_t first = firstCharacter(rule.from);
    if (first < kFrequent) ++first_rule_[first + 1];
  }
  std::partial_sum(first_rule_.begin(), first_rule_.end(), first_rule_.begin());
}

std::span<const NameFold::Rule> NameFold::rulesOf(char32_t first) const {
  const std::span<const Rule> rules(rules_);
  if (first < kFrequent) {
    return rules.subspan(first_rule_[first], first_rule_[first + 1] - first_rule_[first]);
  }
  const auto others = rules.subspan(first_rule_.back());
  const auto isBefore = [](const Rule& rule, char32_t c) { return firstCharacter(rule.from) < c; };
  const auto begin = std::lower_bound(others.begin(), others.end(), first, isBefore);
  const auto end = std::lower_bound(begin, others.end(), first + 1, isBefore);
  return {begin, end};
}

const NameFold::Rule* NameFold::ruleFor(std::string_view word, std::size_t at) const {
  const std::string_view rest = word.substr(at);
  for (const Rule& rule : rulesOf(firstCharacter(rest))) {
    if ((rule.at_start && at != 0) || !beginsWith(rest, rule.from)) continue;
    const std::string_view behind = rest.substr(rule.from.size());
    if (rule.at_end && !behind.empty()) continue;
    if (rule.before.empty()) return &rule;
    const std::string_view next = behind.empty() ? "$" : behind.substr(0, characterBytes(behind));
    if (rule.before.find(next) != std::string::npos) return &rule;
  }
  return nullptr;
}

std::string NameFold::soundsOf(std::string_view word) const {
  const auto whole = whole_words_.find(std::string(word));
  if (whole != whole_words_.end()) return whole->second;
  std::string sounds;
  for (std::size_t at = 0; at < word.size();) {
    if (const Rule* rule = ruleFor(word, at)) {
      sounds += rule->to;
      at += rule->from.size();
    } else {
      if (static_cast<unsigned char>(word[at]) < 0x80) sounds += word[at];
      ++at;
    }
  }
  return sounds;
}

std::string NameFold::foldWord(std::string_view word) const { return skeletonOf(soundsOf(word)); }

std::vector<std::string> NameFold::wordsOf(std::string_view name) const {
  std::vector<std::string> words;
  forEachWord(lettersOf(normalizeWord(name, word_folds_)),
              [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

std::string NameFold::fold(std::string_view name) const {
  return foldOf(lettersOf(normalizeWord(name, word_folds_)),
                [this](std::string_view word) { return foldWord(word); });
}

std::string NameFold::foldWithVowels(std::string_view name) const {
  return foldOf(lettersOf(normalizeWord(name, word_folds_)),
                [this](std::string_view word) { return skeletonWithVowels(soundsOf(word)); });
}

std::string NameFold::normalKey(std::string_view name) const {
  std::string key = lettersOf(normalizeWord(name, word_folds_));
  key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
  return key;
}

std::vector<std::string> NameFold::searchKeys(std::string_view name) const {
  std::vector<std::string> keys;
  std::string normal = lettersOf(normalizeWord(name, word_folds_));
  std::string folded = foldOf(normal, [this](std::string_view word) { return foldWord(word); });
  normal.erase(std::remove(normal.begin(), normal.end(), ' '), normal.end());
  if (!normal.empty()) keys.push_back("n:" + normal);
  const std::size_t letters =
      folded.size() - static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' '));
  folded.erase(std::remove(folded.begin(), folded.end(), ' '), folded.end());
  if (letters >= kShortestTellingFold) keys.push_back("f:" + folded);
  return keys;
}

}  // namespace chancery
