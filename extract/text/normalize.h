// The form in which words are compared: case, accents, nukta and invisible characters set aside.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery {

// Replaces characters by strings; packs add what their scripts need ("nukta counts for nothing").
class CharacterFolds {
 public:
  void add(char32_t from, std::string to);
  const std::string* find(char32_t c) const;
  const std::vector<std::pair<char32_t, std::string>>& all() const { return folds_; }

 private:
  // Characters of Latin and Devanagari, which are asked for at each letter of a text.
  static constexpr char32_t kFrequent = 0x0980;

  std::vector<std::pair<char32_t, std::string>> folds_;  // sorted by character
  std::vector<std::uint16_t> frequent_;  // by character: 1 + its place in folds_; 0: it stays
};

// NFKC case folding, then canonical decomposition with the accents of Latin letters dropped, then
// the folds. Works for one word or for a whole phrase; bytes that are not UTF-8 become U+FFFD.
std::string normalizeWord(std::string_view word, const CharacterFolds& folds);

// True when `text` is valid UTF-8.
bool isUtf8(std::string_view text);

// `text` with every invalid sequence replaced by U+FFFD.
std::string repairUtf8(std::string_view text);

// Canonical composition (NFC).
std::string toNfc(std::string_view text);
bool isNfc(std::string_view text);

}  // namespace chancery
