// What a name that no table lists is the name of, by a trained table of weights: by what stands
// around it and by its form.
//
// A tag is given to each word of a run, from the first to the last. The weights are integers, and
// the features are words that a reader can look up in the table (languages/*/name_weights.tsv), so
// that the same text gives the same tags on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/engine/lexer.h"

namespace chancery {

// B and I of each type: where a name begins, and what continues it.
enum class NameTag : std::uint8_t {
  kNoName,
  kPerson,
  kPersonInside,
  kOrganisation,
  kOrganisationInside,
  kPlace,
  kPlaceInside
};
std::string_view nameOf(NameTag tag);  // "none", "person", "person inside", …
inline constexpr std::array<NameTag, 4> kNameTypes = {NameTag::kNoName, NameTag::kPerson,
                                                      NameTag::kOrganisation, NameTag::kPlace};
// What continues a name of a type, or a run of no name.
NameTag insideOf(NameTag type);

using NameScores = std::array<std::int64_t, kNameTags>;

// The words of a run and what stands around it.
class NameRun {
 public:
  // The tokens from `first` to `last`, that excluded, which lie in the sentence of the lexemes from
  // `sentence_first` to `sentence_last`. `text`, `image` and `folds` must outlive the run.
  NameRun(const LexedText& text, const Image& image, const CharacterFolds& folds,
          std::uint8_t language, std::uint32_t sentence_first, std::uint32_t sentence_last,
          std::uint32_t first, std::uint32_t last);

  std::uint32_t size() const { return last_ - first_; }
  std::uint8_t language() const { return language_; }
  // The features of its word `at`, and the one which says that one with the tag `before` stands
  // before it.
  std::vector<std::string> features(std::uint32_t at) const;
  static std::string featureOf(NameTag before);

 private:
  std::string nameOfLexeme(std::int64_t lexeme) const;
  std::string triggerNear(bool behind) const;
  std::string formOf(const Token& token) const;

  const LexedText& text_;
  const Image& image_;
  const CharacterFolds& folds_;
  std::uint8_t language_;
  std::uint32_t sentence_first_;
  std::uint32_t sentence_last_;
  std::uint32_t first_;  // tokens
  std::uint32_t last_;
  std::int64_t lexeme_before_ = 0;  // of the text; may lie outside the sentence
  std::int64_t lexeme_behind_ = 0;
  std::vector<std::string> context_;  // the same for all words of the run
};

// A run taken as one name.
struct TaggedName {
  NameTag type = NameTag::kNoName;
  std::int64_t margin = 0;    // by how much it is likelier than the next type
  std::vector<NameTag> tags;  // of its words, each for itself
};

// Margins, of weights in which one change while they are trained is 64: from which a type is sure
// enough to choose among those that the rules allow, or to be another than these.
inline constexpr std::int64_t kSureOfLess = 128;
inline constexpr std::int64_t kSureOfOther = 256;

// False where the pack of the language has no weights: nothing can be told then.
bool hasNameWeights(const Image& image, std::uint8_t language);
TaggedName tagName(const Image& image, const NameRun& run);

}  // namespace chancery
