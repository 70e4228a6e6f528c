#include "extract/names/name_fold.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace chancery {
namespace {

constexpr std::size_t kShortestTellingFold = 3;
constexpr char kAnyVowel = 'a';

bool isVowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

char32_t firstCharacter(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, i, static_cast<std::int32_t>(text.size()), c);
  return static_cast<char32_t>(c);
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

// Drops vowels but at the beginning, and one of two equal consonants.
std::string skeletonOf(std::string_view word) {
  std::string result;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (isVowel(c)) {
      if (result.empty()) result += kAnyVowel;
    } else if (result.empty() || result.back() != c) {
      result += c;
    }
  }
  return result;
}

std::vector<NameFold::Rule> rulesOf(const Image& image) {
  std::vector<NameFold::Rule> rules;
  for (const FoldRow& fold : image.nameFolds()) {
    rules.emplace_back(image.text(fold.from), image.text(fold.to));
  }
  return rules;
}

}  // namespace

NameFold::NameFold(const Image& image) : NameFold(characterFoldsOf(image), rulesOf(image)) {}

NameFold::NameFold(CharacterFolds word_folds, const std::vector<Rule>& rules_of_packs)
    : word_folds_(std::move(word_folds)) {
  for (const Rule& rule : rules_of_packs) rules_[firstCharacter(rule.first)].push_back(rule);
  for (auto& [first, rules] : rules_) {
    std::stable_sort(rules.begin(), rules.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }
}

const NameFold::Rule* NameFold::ruleFor(std::string_view rest) const {
  const auto rules = rules_.find(firstCharacter(rest));
  if (rules == rules_.end()) return nullptr;
  for (const Rule& rule : rules->second) {
    if (rest.substr(0, rule.first.size()) == rule.first) return &rule;
  }
  return nullptr;
}

std::string NameFold::fold(std::string_view name) const {
  const std::string letters = lettersOf(normalizeWord(name, word_folds_));
  std::string result;
  std::string word;
  const auto endWord = [&] {
    if (word.empty()) return;
    if (!result.empty()) result += ' ';
    result += skeletonOf(word);
    word.clear();
  };
  for (std::size_t at = 0; at < letters.size();) {
    if (letters[at] == ' ') {
      endWord();
      ++at;
      continue;
    }
    if (const Rule* rule = ruleFor(std::string_view(letters).substr(at))) {
      word += rule->second;
      at += rule->first.size();
    } else {
      if (static_cast<unsigned char>(letters[at]) < 0x80) word += letters[at];
      ++at;
    }
  }
  endWord();
  return result;
}

std::string NameFold::normalKey(std::string_view name) const {
  std::string key = lettersOf(normalizeWord(name, word_folds_));
  key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
  return key;
}

std::vector<std::string> NameFold::searchKeys(std::string_view name) const {
  std::vector<std::string> keys;
  const std::string normal = normalKey(name);
  if (!normal.empty()) keys.push_back("n:" + normal);
  std::string folded = fold(name);
  const std::size_t letters =
      folded.size() - static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' '));
  folded.erase(std::remove(folded.begin(), folded.end(), ' '), folded.end());
  if (letters >= kShortestTellingFold) keys.push_back("f:" + folded);
  return keys;
}

}  // namespace chancery
