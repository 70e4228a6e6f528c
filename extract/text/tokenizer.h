// Cuts a text into tokens, sentences, paragraphs and quotations, by the characters alone.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace chancery {

enum class TokenKind : std::uint8_t {
  kWord,    // letters and the marks on them
  kNumber,  // digits of any script, with separators of thousands
  kPunctuation,
  kHandle,  // @name
  kLink,    // a web address
};

enum class Script : std::uint8_t { kOther, kLatin, kDevanagari };

struct Token {
  std::uint32_t begin = 0;  // bytes of the text, end excluded
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::kWord;
  Script script = Script::kOther;
  bool capitalised = false;     // first letter is upper case
  bool all_capitals = false;    // all letters are upper case
  bool space_before = false;    // white space stands before it
  bool hyphen_before = false;   // a hyphen joins it to the token before
  bool dot_after = false;       // an abbreviation's full stop belongs to it
  char32_t punctuation = 0;     // the character, for kPunctuation
  std::uint32_t word = 0;       // number of the normalised word; given out by the lexicon
  std::int32_t number = -1;     // value of kNumber, -1 when it does not fit
  std::int32_t quotation = -1;  // index of the quotation that it stands in
};

struct Sentence {
  std::uint32_t first = 0;  // tokens, last excluded
  std::uint32_t last = 0;
  std::uint32_t paragraph = 0;
  Script script = Script::kOther;  // of most of its letters
};

// Text between quotation marks, the marks left out; it may run over sentences.
struct Quotation {
  std::uint32_t first = 0;  // tokens, last excluded
  std::uint32_t last = 0;
};

struct TokenizedText {
  std::string_view text;  // not owned
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Quotation> quotations;

  std::string_view textOf(const Token& token) const {
    return text.substr(token.begin, token.end - token.begin);
  }
  std::string_view textOf(std::uint32_t first, std::uint32_t last) const {
    return text.substr(tokens[first].begin, tokens[last - 1].end - tokens[first].begin);
  }
};

// True when a full stop after `word` does not end a sentence ("Dr", "एस").
using IsAbbreviation = std::function<bool(std::string_view word)>;

// `text` is UTF-8 (invalid bytes are taken as unknown characters) of less than 2 GiB.
// Time linear in the size of the text.
TokenizedText tokenize(std::string_view text, const IsAbbreviation& is_abbreviation);

}  // namespace chancery
