// One form for a name in whichever script it is written.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/pack/image.h"
#include "extract/text/normalize.h"

namespace chancery {

// Reduces names to the sounds that all spellings agree on: rules of the packs replace letters of
// each script by one alphabet, then vowels are dropped, except at the beginning of a word, where
// all are one, and at its end, where a, i and u are kept: "Ritu" is not "Rita", "Amita" not "Amit".
// "जयशंकर" and "Jaishankar" give the same.
//
// Thread safety: immutable.
class NameFold {
 public:
  // Puts `to` in the place of `from`, of all rules that fit the one with the longest `from`.
  struct Rule {
    // As tables write them: "^" in front of `from` and "$" behind it tie the rule to the beginning
    // and to the end of a word; one of `before` must follow, "$" among these being the end.
    Rule(std::string_view from, std::string_view to, std::string_view before);

    std::string from;
    std::string to;
    std::string before;
    bool at_start = false;
    bool at_end = false;
  };

  explicit NameFold(const Image& image);
  NameFold(CharacterFolds word_folds, const std::vector<Rule>& rules);

  // Words parted by one space.
  std::string fold(std::string_view name) const;

  // The same with each i and u that is heard: "Kiran" is not "Karan", nor "Hussain" "Hasan".
  // Spellings of one name in two scripts share it less often; two people of one surname hardly ever
  // do.
  std::string foldWithVowels(std::string_view name) const;

  // What the rules put in the place of a word, before vowels drop; as tables write it.
  std::string soundsOf(std::string_view word) const;

  // The words of a name in their normal form.
  std::vector<std::string> wordsOf(std::string_view name) const;

  // By what an entity of this name is looked up: its normal form, and its fold when that is long
  // enough to tell names apart. The same function serves those who write and those who ask.
  std::vector<std::string> searchKeys(std::string_view name) const;

  // The normal form alone: no case, accents, spaces or punctuation.
  std::string normalKey(std::string_view name) const;

 private:
  std::span<const Rule> rulesOf(char32_t first) const;
  // The rule for what stands at `at` in `word`.
  const Rule* ruleFor(std::string_view word, std::size_t at) const;
  std::string foldWord(std::string_view word) const;

  CharacterFolds word_folds_;
  std::unordered_map<std::string, std::string> whole_words_;  // by rules for them alone
  std::vector<Rule> rules_;  // by first character, the longest first
  // The rules that begin with a character of Latin or Devanagari, which are asked for at each
  // letter of a name: those of `c` stand in rules_ from first_rule_[c] to first_rule_[c + 1]. The
  // others stand behind them.
  std::vector<std::uint32_t> first_rule_;
};

// The rules of an image or of its builder, from the rows of its tables.
template <typename Texts>
std::vector<NameFold::Rule> foldRulesOf(const Texts& texts, std::span<const FoldRow> rows) {
  std::vector<NameFold::Rule> rules;
  rules.reserve(rows.size());
  for (const FoldRow& row : rows) {
    rules.emplace_back(texts.text(row.from), texts.text(row.to), texts.text(row.before));
  }
  return rules;
}

}  // namespace chancery
