// From the forms that a table lists to phrases of the lexicon: inflection, tokens, normal forms.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pack/image.h"
#include "extract/pack/table.h"
#include "extract/text/normalize.h"

namespace chancery {

struct InflectedForm {
  std::string text;
  bool plural = false;  // by an ending that only plurals have
};

// The inflection classes of one language.
class Paradigms {
 public:
  static Paradigms read(const std::filesystem::path& file, Faults& faults);

  // All forms of `lemma`. With several words the last one inflects, or the one marked with '*'.
  // A paradigm that is not known, or that does not fit the lemma, is a fault.
  std::vector<InflectedForm> expand(const std::string& lemma, const std::string& paradigm,
                                    const Table& table, int line, Faults& faults) const;

 private:
  struct Paradigm {
    std::string strip;
    std::vector<InflectedForm> endings;
  };
  std::map<std::string, Paradigm> paradigms_;
};

// Puts phrases into an image. Tokens and normal forms are made by the functions that read texts,
// so that what a table lists is found as it is written.
class PhraseMaker {
 public:
  PhraseMaker(ImageBuilder& builder, CharacterFolds folds)
      : builder_(builder), folds_(std::move(folds)) {}

  // One that knows the folds and abbreviations of an image, whose rows `builder` holds already.
  static PhraseMaker like(const Image& image, ImageBuilder& builder);

  void addAbbreviation(const std::string& form);
  bool isAbbreviation(std::string_view word) const;

  // The numbers of the words of `form`, as a text has them; empty when it holds no word.
  std::vector<std::uint32_t> wordsOf(std::string_view form);
  // False when `form` holds no word.
  bool add(std::string_view form, EntryRow entry);
  std::string normalised(std::string_view text) const { return normalizeWord(text, folds_); }
  const CharacterFolds& folds() const { return folds_; }
  ImageBuilder& builder() { return builder_; }

 private:
  ImageBuilder& builder_;
  CharacterFolds folds_;
  std::map<std::string, bool, std::less<>> abbreviations_;
};

// The flags that make an entry of a name match only where it is written as one.
std::uint8_t capitalFlags(std::string_view name);

// Names of countries in the languages of ICU that have no pack.
void addForeignCountryNames(PhraseMaker& phrases);
void compileKnowledge(const std::filesystem::path& directory, PhraseMaker& phrases, Faults& faults);
void compileLanguage(const std::filesystem::path& directory, std::uint8_t language,
                     PhraseMaker& phrases, Faults& faults);
// The tables of the ranking: weights of what shows that an event is right, and confidences.
void compileRanking(const std::filesystem::path& languages,
                    const std::map<std::string, std::uint8_t>& numbers, ImageBuilder& builder,
                    Faults& faults);
void compileTopics(const std::filesystem::path& file,
                   const std::map<std::string, std::uint8_t>& languages, PhraseMaker& phrases,
                   Faults& faults);

}  // namespace chancery
