// Stage 2: every phrase of the lexicon in a text, in one pass.
#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/engine/word_numbers.h"
#include "extract/pack/image.h"
#include "extract/text/normalize.h"
#include "extract/text/tokenizer.h"

namespace chancery {

// One or more tokens that the lexicon knows as one phrase, or a token that it does not know.
struct Lexeme {
  std::uint32_t first = 0;  // tokens, last excluded
  std::uint32_t last = 0;
  std::uint32_t first_entry = 0;  // in LexedText::entries
  std::uint32_t entry_count = 0;

  // What its entries are, a bit each, so that most questions need no look at the entries.
  std::bitset<kGrammarClasses> grammar;  // of Grammar
  std::uint16_t kinds = 0;               // of EntryKind
  std::uint16_t words = 0;               // of WordClass
  std::uint16_t name_parts = 0;          // of NamePart

  bool has(EntryKind kind) const { return (kinds >> static_cast<unsigned>(kind) & 1u) != 0; }
  void describe(const EntryRow& entry);
};

// An ending that tells a status, in normal form: "will be" in one word.
struct CueEnding {
  std::uint8_t language = 0;
  Status status = Status::kPlanned;
  std::string_view ending;
};

// A text with its lexemes; `lexemes` cover all tokens, and no lexeme crosses a sentence.
struct LexedText {
  TokenizedText tokens;
  std::vector<Lexeme> lexemes;
  std::vector<EntryRow> entries;
  std::vector<std::uint32_t> first_lexeme;  // of each sentence; one more at the end
  // Words of the language that end the name of somebody whom the text names in full: "Robin Cook".
  std::vector<std::uint32_t> surnames;
  // The last two words of such names, where the last alone is the name of something else.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> name_pairs;
  // "यूरोपीय संघ", and then "संघ ने": the last word of a body that the text names, and the body.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> body_heads;
  std::span<const CueEnding> cue_endings;  // of the image; the lexer keeps them

  std::span<const EntryRow> entriesOf(const Lexeme& lexeme) const {
    return {entries.data() + lexeme.first_entry, lexeme.entry_count};
  }
  const EntryRow* find(const Lexeme& lexeme, EntryKind kind) const;
  const EntryRow* find(const Lexeme& lexeme, EntryKind kind, std::uint32_t value) const;
  bool is(const Lexeme& lexeme, Grammar grammar) const {
    return lexeme.grammar[static_cast<std::size_t>(grammar)];
  }
  bool is(const Lexeme& lexeme, WordClass word_class) const {
    return (lexeme.words >> static_cast<unsigned>(word_class) & 1u) != 0;
  }
  bool is(const Lexeme& lexeme, NamePart part) const {
    return (lexeme.name_parts >> static_cast<unsigned>(part) & 1u) != 0;
  }
  std::string_view textOf(const Lexeme& lexeme) const {
    return tokens.textOf(lexeme.first, lexeme.last);
  }
  const Token& tokenOf(const Lexeme& lexeme) const { return tokens.tokens[lexeme.first]; }
};

// Finds phrases. Keeps what it knows of the words it has seen, so one lexer serves many texts of
// one thread.
//
// Thread safety: one thread at a time; the image may be shared.
class Lexer {
 public:
  explicit Lexer(const Image& image);
  Lexer(const Lexer&) = delete;
  Lexer& operator=(const Lexer&) = delete;

  LexedText lex(std::string_view text);

  std::string normalised(std::string_view word) const { return normalizeWord(word, folds_); }
  const CharacterFolds& folds() const { return folds_; }

 private:
  void lexSentence(const Sentence& sentence, LexedText& result) const;
  Lexeme match(LexedText& result, std::uint32_t at, std::uint32_t limit,
               const Sentence& sentence) const;
  bool nameReachesBeyond(const LexedText& text, std::uint32_t at, std::uint32_t limit,
                         std::uint32_t end_of_sentence) const;
  bool accepts(const EntryRow& entry, const LexedText& text, std::uint32_t first,
               std::uint32_t last, std::uint32_t end_of_sentence) const;

  const Image& image_;
  CharacterFolds folds_;
  WordNumbers words_;
  std::vector<CueEnding> cue_endings_;
  std::uint8_t languages_by_script_[3] = {0, 0, 0};
};

// True where the words behind the gap of a verb in two parts ("brought … together") stand at `at`;
// `end`: of the tokens that may be looked at.
bool tailStandsAt(const TokenizedText& text, std::uint32_t at, std::uint32_t end,
                  const TriggerRow& trigger);

// The language whose pack reads a script: its index in Image::languages() plus one, 0 for none.
std::uint8_t languageOfScript(const Image& image, Script script);

}  // namespace chancery
