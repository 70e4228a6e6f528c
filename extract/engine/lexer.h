// Stage 2: every phrase of the lexicon in a text, in one pass.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
};

// A text with its lexemes; `lexemes` cover all tokens, and no lexeme crosses a sentence.
struct LexedText {
  TokenizedText tokens;
  std::vector<Lexeme> lexemes;
  std::vector<EntryRow> entries;
  std::vector<std::uint32_t> first_lexeme;  // of each sentence; one more at the end

  std::span<const EntryRow> entriesOf(const Lexeme& lexeme) const {
    return {entries.data() + lexeme.first_entry, lexeme.entry_count};
  }
  const EntryRow* find(const Lexeme& lexeme, EntryKind kind) const;
  const EntryRow* find(const Lexeme& lexeme, EntryKind kind, std::uint32_t value) const;
  bool is(const Lexeme& lexeme, Grammar grammar) const {
    return find(lexeme, EntryKind::kGrammar, static_cast<std::uint32_t>(grammar)) != nullptr;
  }
  bool is(const Lexeme& lexeme, WordClass word_class) const {
    return find(lexeme, EntryKind::kWord, static_cast<std::uint32_t>(word_class)) != nullptr;
  }
  bool is(const Lexeme& lexeme, NamePart part) const {
    return find(lexeme, EntryKind::kNamePart, static_cast<std::uint32_t>(part)) != nullptr;
  }
  std::string_view textOf(const Lexeme& lexeme) const {
    return tokens.textOf(lexeme.first, lexeme.last);
  }
  const Token& tokenOf(const Lexeme& lexeme) const { return tokens.tokens[lexeme.first]; }
};

// Finds phrases. Keeps the normal forms of the words it has seen, so one lexer serves many texts
// of one thread.
//
// Thread safety: one thread at a time; the image may be shared.
class Lexer {
 public:
  explicit Lexer(const Image& image);

  // Words that the lexicon does not hold get numbers above kFirstUnknown, the same word the same
  // number within one text.
  LexedText lex(std::string_view text);
  static constexpr std::uint32_t kFirstUnknown = 1u << 28;

  std::string normalised(std::string_view word) const { return normalizeWord(word, folds_); }
  const CharacterFolds& folds() const { return folds_; }

 private:
  struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const;
  };

  std::uint32_t wordOf(std::string_view text);
  void lexSentence(const Sentence& sentence, LexedText& result) const;
  bool accepts(const EntryRow& entry, const LexedText& text, std::uint32_t first,
               std::uint32_t last) const;

  const Image& image_;
  CharacterFolds folds_;
  std::uint8_t languages_by_script_[3] = {0, 0, 0};
  // from the surface to the number; grows with the vocabulary, and is emptied when it is too large
  std::unordered_map<std::string, std::uint32_t, StringHash, std::equal_to<>> known_;
  std::unordered_map<std::string, std::uint32_t, StringHash, std::equal_to<>> unknown_;
};

// The language whose pack reads a script: its index in Image::languages() plus one, 0 for none.
std::uint8_t languageOfScript(const Image& image, Script script);

}  // namespace chancery
