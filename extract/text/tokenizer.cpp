#include "extract/text/tokenizer.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace chancery {
namespace {

// In tokens: from the first on, a sentence ends at the next punctuation mark, at the second anyhow.
constexpr std::size_t kLongSentence = 160;
constexpr std::size_t kLongestSentence = 240;

// A line that ends without a full stop and is shorter than this is a heading or a signature;
// a longer one was only wrapped.
constexpr std::uint32_t kWrappedLine = 60;
constexpr std::int64_t kLargestNumber = 999999999;

enum class CharacterClass : std::uint8_t {
  kLetter,
  kMark,
  kDigit,
  kSpace,
  kNewline,
  kPunctuation,
  kInvisible,
};

struct CharacterInfo {
  CharacterClass kind = CharacterClass::kPunctuation;
  Script script = Script::kOther;
  bool upper = false;
};

CharacterInfo look(UChar32 c) {
  CharacterInfo info;
  if (c == '\n' || c == 0x2029) {
    info.kind = CharacterClass::kNewline;
  } else if (u_isUWhiteSpace(c) || c == 0xFEFF) {
    info.kind = CharacterClass::kSpace;
  } else if (c == 0x200C || c == 0x200D || c == 0x200B || c == 0x00AD) {
    info.kind = CharacterClass::kInvisible;  // joiners stand inside words
  } else {
    switch (u_charType(c)) {
      case U_UPPERCASE_LETTER:
      case U_TITLECASE_LETTER: info.upper = true; [[fallthrough]];
      case U_LOWERCASE_LETTER:
      case U_MODIFIER_LETTER:
      case U_OTHER_LETTER: info.kind = CharacterClass::kLetter; break;
      case U_NON_SPACING_MARK:
      case U_COMBINING_SPACING_MARK:
      case U_ENCLOSING_MARK: info.kind = CharacterClass::kMark; break;
      case U_DECIMAL_DIGIT_NUMBER: info.kind = CharacterClass::kDigit; break;
      default: break;
    }
  }
  if (info.kind == CharacterClass::kLetter || info.kind == CharacterClass::kMark) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (script == USCRIPT_LATIN) info.script = Script::kLatin;
    if (script == USCRIPT_DEVANAGARI) info.script = Script::kDevanagari;
  }
  return info;
}

// Answers for the common characters come from a table that is filled once.
class CharacterTable {
 public:
  CharacterTable() {
    for (UChar32 c = 0; c < kSize; ++c) infos_[static_cast<std::size_t>(c)] = look(c);
  }
  CharacterInfo operator[](UChar32 c) const {
    return static_cast<std::uint32_t>(c) < kSize ? infos_[static_cast<std::size_t>(c)] : look(c);
  }

 private:
  static constexpr UChar32 kSize = 0x2100;
  std::array<CharacterInfo, kSize> infos_;
};

const CharacterTable& characters() {
  static const CharacterTable kTable;
  return kTable;
}

bool isUpper(std::uint8_t ascii) { return ascii >= 'A' && ascii <= 'Z'; }
bool isAsciiLetter(std::uint8_t byte) {
  return static_cast<std::uint8_t>((byte | 0x20u) - 'a') <= 'z' - 'a';
}
bool isHyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013; }
bool isApostrophe(char32_t c) { return c == '\'' || c == 0x2019; }
bool isDanda(char32_t c) { return c == 0x0964 || c == 0x0965; }
bool isTerminal(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || isDanda(c);
}
bool isOpeningQuote(char32_t c) { return c == 0x201C || c == 0x2018 || c == 0x00AB; }
bool isClosingQuote(char32_t c) { return c == 0x201D || c == 0x2019 || c == 0x00BB; }
bool isStraightQuote(char32_t c) { return c == '"' || c == '\''; }
bool isBracket(char32_t c) { return c == ')' || c == ']'; }

class Tokenizer {
 public:
  Tokenizer(std::string_view text, const IsAbbreviation& is_abbreviation)
      : bytes_(reinterpret_cast<const std::uint8_t*>(text.data())),
        length_(static_cast<std::int32_t>(text.size())),
        characters_(characters()),
        is_abbreviation_(is_abbreviation) {
    result_.text = text;
    result_.tokens.reserve(text.size() / 5);
  }

  TokenizedText run() {
    while (position_ < length_) step();
    endSentence();
    endQuotation(static_cast<std::uint32_t>(result_.tokens.size()));
    cutBetweenLanguages();
    for (std::size_t i = 0; i < result_.quotations.size(); ++i) {
      const Quotation& quotation = result_.quotations[i];
      for (std::uint32_t t = quotation.first; t < quotation.last; ++t) {
        result_.tokens[t].quotation = static_cast<std::int32_t>(i);
      }
    }
    return std::move(result_);
  }

 private:
  // The character at `at`, which goes on behind it.
  UChar32 next(std::int32_t& at) const {
    if (const std::uint8_t byte = bytes_[at]; byte < 0x80) {
      ++at;
      return byte;
    }
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes_, at, length_, c);
    return c;
  }

  static constexpr std::int32_t kDevanagariBytes = 3;

  // True for a character of that block, whole.
  bool isDevanagari(std::int32_t at) const {
    return at + kDevanagariBytes <= length_ && bytes_[at] == 0xE0 &&
           (bytes_[at + 1] & 0xFEu) == 0xA4 && (bytes_[at + 2] & 0xC0u) == 0x80;
  }

  UChar32 devanagari(std::int32_t at) const {
    return 0x0900 | (bytes_[at + 1] & 1) << 6 | (bytes_[at + 2] & 0x3F);
  }

  UChar32 peek(std::int32_t at) const { return at < length_ ? next(at) : 0; }

  void step() {
    if (bytes_[position_] == ' ') {
      ++position_;
      space_ = true;
      return;
    }
    const std::int32_t begin = position_;
    const UChar32 c = next(position_);
    const CharacterInfo info = characters_[c];
    switch (info.kind) {
      case CharacterClass::kNewline: newline(begin); return;
      case CharacterClass::kSpace:
      case CharacterClass::kInvisible: space_ = true; return;
      case CharacterClass::kDigit: number(begin); return;
      case CharacterClass::kLetter:
      case CharacterClass::kMark: word(begin, info); return;
      case CharacterClass::kPunctuation: break;
    }
    if (c == '@' && characters_[peek(position_)].kind == CharacterClass::kLetter) {
      handle(begin);
    } else if (isHyphen(static_cast<char32_t>(c)) && joins(begin)) {
      hyphen_ = true;
    } else {
      punctuation(begin, static_cast<char32_t>(c));
    }
  }

  // A hyphen joins when it stands between two letters or digits without space.
  bool joins(std::int32_t begin) const {
    if (space_ || result_.tokens.empty() ||
        result_.tokens.back().end != static_cast<std::uint32_t>(begin)) {
      return false;
    }
    const CharacterClass behind = characters_[peek(position_)].kind;
    const bool word_before = result_.tokens.back().kind != TokenKind::kPunctuation;
    return word_before && (behind == CharacterClass::kLetter || behind == CharacterClass::kDigit);
  }

  // Lists and texts without full stops are cut, so that no sentence is too long to be worked out.
  void endLongSentence(TokenKind next) {
    const std::size_t count = result_.tokens.size() - sentence_first_;
    if (count < kLongSentence || next == TokenKind::kPunctuation) return;
    if (count < kLongestSentence && result_.tokens.back().kind != TokenKind::kPunctuation) return;
    endSentence();
  }

  Token& add(std::int32_t begin, TokenKind kind) {
    endLongSentence(kind);
    Token token;
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(position_);
    token.kind = kind;
    token.space_before = space_ || result_.tokens.empty();
    token.hyphen_before = hyphen_;
    space_ = false;
    hyphen_ = false;
    line_has_text_ = true;
    result_.tokens.push_back(token);
    return result_.tokens.back();
  }

  void word(std::int32_t begin, CharacterInfo first) {
    bool all_upper = true;
    Script script = first.script;
    std::int32_t at = begin;
    std::int32_t end = begin;
    for (;;) {
      for (; at < length_ && isAsciiLetter(bytes_[at]); ++at) {
        if (!isUpper(bytes_[at])) all_upper = false;
      }
      if (at > end) {  // the letters of most words, without a look at the table
        end = at;
        if (script == Script::kOther) script = Script::kLatin;
      }
      for (; isDevanagari(at); at += kDevanagariBytes) {  // and of most others
        const CharacterInfo info = characters_[devanagari(at)];
        if (info.kind == CharacterClass::kLetter) {
          all_upper = false;
          if (script == Script::kOther) script = info.script;
        } else if (info.kind != CharacterClass::kMark) {
          break;
        }
        end = at + kDevanagariBytes;
      }
      if (at >= length_) break;
      const UChar32 c = next(at);
      const CharacterInfo info = characters_[c];
      if (info.kind == CharacterClass::kLetter) {
        all_upper = all_upper && info.upper;
        if (script == Script::kOther) script = info.script;
      } else if (isApostrophe(static_cast<char32_t>(c)) && joinsLetters(at)) {
        all_upper = false;
      } else if (info.kind != CharacterClass::kMark && info.kind != CharacterClass::kInvisible) {
        break;
      }
      end = at;
    }
    position_ = end;
    if (peek(position_) == ':' && startsLink(begin)) {
      link(begin);
      return;
    }
    Token& token = add(begin, TokenKind::kWord);
    token.capitalised = first.upper;
    token.all_capitals = all_upper && first.upper;
    token.script = script;
    if (script == Script::kDevanagari) ++devanagari_;
    if (script == Script::kLatin) ++latin_;
    const std::string_view text = result_.textOf(token);
    const bool dotted = peek(position_) == '.';
    if (!dotted) {
      return;
    }
    // "pic.twitter.com/…", "example.org": a dot inside an address
    if (characters_[peek(position_ + 1)].kind == CharacterClass::kLetter && text.size() > 2 &&
        !token.capitalised && script == Script::kLatin) {
      const std::uint32_t begin_of_link = token.begin;
      result_.tokens.pop_back();
      link(static_cast<std::int32_t>(begin_of_link));
      return;
    }
    const bool initial = token.all_capitals && text.size() == 1;
    if (initial || is_abbreviation_(text)) {
      token.dot_after = true;
      ++position_;
    }
  }

  // "O'Farrell", "Xi'an", "Sana'a", "don't": an apostrophe inside a word; a single letter behind it
  // that is no vowel, as in "Serbia's", is a token of its own.
  bool joinsLetters(std::int32_t at) const {
    std::size_t letters = 0;
    char32_t last = 0;
    while (at < length_) {
      const UChar32 c = next(at);
      const CharacterClass kind = characters_[c].kind;
      if (kind == CharacterClass::kMark) continue;
      if (kind != CharacterClass::kLetter) break;
      last = static_cast<char32_t>(c);
      ++letters;
    }
    constexpr std::u32string_view kVowels = U"aeiou";
    return letters > 1 || (letters == 1 && (last == 't' || kVowels.find(last) != kVowels.npos));
  }

  bool startsLink(std::int32_t begin) const {
    return peek(position_ + 1) == '/' && peek(position_ + 2) == '/' && position_ - begin <= 6;
  }

  void link(std::int32_t begin) {
    while (position_ < length_) {
      std::int32_t behind = position_;
      const UChar32 c = next(behind);
      const CharacterClass kind = characters_[c].kind;
      if (kind == CharacterClass::kSpace || kind == CharacterClass::kNewline || c == '"' ||
          c == ')' || isDanda(static_cast<char32_t>(c))) {
        break;
      }
      position_ = behind;
    }
    add(begin, TokenKind::kLink);
  }

  void handle(std::int32_t begin) {
    while (position_ < length_) {
      const std::uint8_t c = bytes_[position_];
      const bool part =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!part) break;
      ++position_;
    }
    add(begin, TokenKind::kHandle);
  }

  void number(std::int32_t begin) {
    std::int64_t value = 0;
    std::int32_t at = begin;
    std::int32_t end = begin;
    while (at < length_) {
      const UChar32 c = next(at);
      const std::int32_t digit = u_charDigitValue(c);
      if (digit >= 0) {
        if (value >= 0) value = value * 10 + digit;
        if (value > kLargestNumber) value = -1;
        end = at;
      } else if ((c != ',' && c != '.') || characters_[peek(at)].kind != CharacterClass::kDigit) {
        break;
      } else if (c == '.') {
        value = -1;  // a fraction is no day and no year
      }
    }
    position_ = end;
    Token& token = add(begin, TokenKind::kNumber);
    token.number = static_cast<std::int32_t>(value);
  }

  void punctuation(std::int32_t begin, char32_t c) {
    const bool space_before = space_ || result_.tokens.empty();
    const std::uint32_t before = static_cast<std::uint32_t>(result_.tokens.size());
    const CharacterClass behind = characters_[peek(position_)].kind;
    const bool letter_follows =
        behind == CharacterClass::kLetter || behind == CharacterClass::kDigit;
    if (isApostrophe(c) && !space_before && letter_follows) {
      apostrophe(begin);
      return;
    }
    if (isApostrophe(c) && !space_before && endsPluralOwner()) {
      add(begin, TokenKind::kWord).script = Script::kLatin;
      return;
    }
    Token& token = add(begin, TokenKind::kPunctuation);
    token.punctuation = c;
    if (isStraightQuote(c) || isOpeningQuote(c) || isClosingQuote(c)) {
      quote(c, before, space_before, letter_follows);
    } else if (isTerminal(c) && endsSentence(c)) {
      takeClosers();
      endSentence();
    }
  }

  // "Serbia's", "don't": the apostrophe and what follows is one token.
  void apostrophe(std::int32_t begin) {
    while (position_ < length_) {
      std::int32_t behind = position_;
      const UChar32 c = next(behind);
      if (characters_[c].kind != CharacterClass::kLetter) break;
      position_ = behind;
    }
    add(begin, TokenKind::kWord).script = Script::kLatin;
  }

  // "the leaders' summit": behind an s, with a word to follow and no quotation to close.
  bool endsPluralOwner() const {
    if (quote_ != 0 && quote_ != '"' && quote_ != 0x201C) return false;
    const std::string_view before = result_.textOf(result_.tokens.back());
    const char last = before.empty() ? ' ' : before.back();
    const bool ends = last == 's' || last == 'S' || last == 'x' || last == 'z';
    return ends && (position_ == length_ || peek(position_) == ' ');
  }

  bool endsSentence(char32_t c) const {
    if (c != '.') return true;
    const CharacterClass behind = characters_[peek(position_)].kind;
    return behind != CharacterClass::kLetter && behind != CharacterClass::kDigit &&
           peek(position_) != '.';
  }

  // Closing quotes and brackets after a full stop belong to the sentence.
  void takeClosers() {
    while (position_ < length_) {
      const std::int32_t begin = position_;
      const auto c = static_cast<char32_t>(peek(position_));
      const bool closes_straight = isStraightQuote(c) && quote_ == c;
      if (!isClosingQuote(c) && !isBracket(c) && !closes_straight && !isTerminal(c)) return;
      next(position_);
      const auto index = static_cast<std::uint32_t>(result_.tokens.size());
      add(begin, TokenKind::kPunctuation).punctuation = c;
      if (isClosingQuote(c) || closes_straight) endQuotation(index);
    }
  }

  void quote(char32_t c, std::uint32_t index, bool space_before, bool letter_follows) {
    if (quote_ != 0) {
      const bool closes = isClosingQuote(c) || (isStraightQuote(c) && c == quote_ &&
                                                (c == '"' || !letter_follows || !space_before));
      if (closes) endQuotation(index);
      return;
    }
    const bool opens = isOpeningQuote(c) || (c == '"') ||
                       (c == '\'' && space_before && letter_follows) ||
                       (c == 0x2019 && space_before && letter_follows);
    if (opens) {
      quote_ = c;
      quote_first_ = index + 1;
    }
  }

  void endQuotation(std::uint32_t last) {
    if (quote_ != 0 && last > quote_first_) result_.quotations.push_back({quote_first_, last});
    quote_ = 0;
  }

  void newline(std::int32_t begin) {
    space_ = true;
    const bool blank_line = !line_has_text_;
    // characters, of which one of Devanagari has three bytes
    const auto line = static_cast<std::uint32_t>(
        std::count_if(bytes_ + line_begin_, bytes_ + begin,
                      [](std::uint8_t byte) { return (byte & 0xC0) != 0x80; }));
    const std::uint32_t bytes = static_cast<std::uint32_t>(begin) - line_begin_;
    line_begin_ = static_cast<std::uint32_t>(position_);
    line_has_text_ = false;
    // "X का पोस्ट:", whose words stand in the next line
    const bool announces = !result_.tokens.empty() && result_.tokens.back().punctuation == U':' &&
                           bytes >= kWrappedLine;
    if (blank_line || (line < kWrappedLine && !announces)) endSentence();
    if (blank_line && !result_.sentences.empty() &&
        result_.sentences.back().paragraph == paragraph_) {
      ++paragraph_;
      endQuotation(static_cast<std::uint32_t>(result_.tokens.size()));
    }
  }

  void endSentence() {
    const auto last = static_cast<std::uint32_t>(result_.tokens.size());
    if (last == sentence_first_) return;
    Sentence sentence;
    sentence.first = sentence_first_;
    sentence.last = last;
    sentence.paragraph = paragraph_;
    if (devanagari_ + latin_ > 0) {
      sentence.script = devanagari_ >= latin_ ? Script::kDevanagari : Script::kLatin;
    }
    result_.sentences.push_back(sentence);
    sentence_first_ = last;
    devanagari_ = 0;
    latin_ = 0;
  }

  // What is quoted in another script than that in which it is told who says so is a sentence of its
  // own: "जयशंकर ने लिखा, “Good talks with FM Lavrov.”"
  void cutBetweenLanguages() {
    std::vector<std::uint32_t> cuts;  // tokens with which a sentence begins
    std::size_t at = 0;
    for (const Quotation& quotation : result_.quotations) {
      while (at < result_.sentences.size() && result_.sentences[at].last <= quotation.first) ++at;
      std::size_t end = at;
      while (end < result_.sentences.size() && result_.sentences[end].last <= quotation.last) ++end;
      if (at == result_.sentences.size()) break;
      const Sentence& opening = result_.sentences[at];
      const std::uint32_t mark = quotation.first - 1;
      const std::uint32_t last = std::min(quotation.last, opening.last);
      if (announcesSpeech(opening, mark, quotation.last) &&
          areOfTwoScripts(opening.first, mark, quotation.first, last))
        cuts.push_back(mark);
      // "“Good talks”, उन्होंने लिखा"
      if (end == result_.sentences.size()) continue;
      const Sentence& closing = result_.sentences[end];
      const std::uint32_t first = std::max(quotation.first, closing.first);
      const bool alone = first <= closing.first + 1 || (!cuts.empty() && first == cuts.back() + 1);
      if (alone && quotation.last + 1 < closing.last &&
          areOfTwoScripts(quotation.last + 1, closing.last, first, quotation.last))
        cuts.push_back(quotation.last + 1);
    }
    cutBetweenClauses(cuts);
    if (cuts.empty()) return;
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::vector<Sentence> sentences;
    sentences.reserve(result_.sentences.size() + cuts.size());
    auto cut = cuts.begin();
    for (Sentence sentence : result_.sentences) {
      while (cut != cuts.end() && *cut < sentence.last) {
        const std::uint32_t rest = sentence.last;
        sentence.last = *cut++;
        sentence.script = scriptOf(sentence.first, sentence.last);
        sentences.push_back(sentence);
        sentence.first = sentence.last;
        sentence.last = rest;
        sentence.script = scriptOf(sentence.first, sentence.last);
      }
      sentences.push_back(sentence);
    }
    result_.sentences = std::move(sentences);
  }

  // "मोदी ग्रीस पहुंचेंगे, where PM Mitsotakis will host a lunch": between commas, in another script, and
  // more than names.
  void cutBetweenClauses(std::vector<std::uint32_t>& cuts) const {
    constexpr std::size_t kFewest = 5;  // words, of which so many have no capital:
    constexpr std::size_t kFewestSmall = 3;
    for (const Sentence& sentence : result_.sentences) {
      for (std::uint32_t first = sentence.first; first < sentence.last;) {
        std::uint32_t last = first;
        while (last < sentence.last && result_.tokens[last].punctuation != U',' &&
               result_.tokens[last].punctuation != U';')
          ++last;
        const std::uint32_t end = std::min(last + 1, sentence.last);
        const std::size_t latin = wordsIn(Script::kLatin, first, last);
        const bool clause = latin >= kFewest && wordsIn(Script::kDevanagari, first, last) == 0 &&
                            smallWordsIn(first, last) >= kFewestSmall;
        if (clause && wordsIn(Script::kDevanagari, sentence.first, first) >= kFewest)
          cuts.push_back(first);
        if (clause && wordsIn(Script::kDevanagari, end, sentence.last) >= kFewest)
          cuts.push_back(end);
        first = end;
      }
    }
  }

  std::size_t smallWordsIn(std::uint32_t first, std::uint32_t last) const {
    return static_cast<std::size_t>(std::count_if(
        result_.tokens.begin() + first, result_.tokens.begin() + last, [](const Token& token) {
          return token.kind == TokenKind::kWord && token.script == Script::kLatin &&
                 !token.capitalised;
        }));
  }

  // A comma or a colon stands before the quotation, or nothing behind it.
  bool announcesSpeech(const Sentence& sentence, std::uint32_t mark, std::uint32_t last) const {
    if (mark <= sentence.first || mark >= sentence.last) return false;
    const char32_t before = result_.tokens[mark - 1].punctuation;
    return before == U',' || before == U':' || last + 1 >= sentence.last;
  }

  bool areOfTwoScripts(std::uint32_t first, std::uint32_t last, std::uint32_t quoted_first,
                       std::uint32_t quoted_last) const {
    constexpr std::size_t kFewest = 2;  // words
    constexpr std::size_t kFewestQuoted = 3;
    const Script script = scriptOf(first, last);
    const Script quoted = scriptOf(quoted_first, quoted_last);
    return script != Script::kOther && quoted != Script::kOther && script != quoted &&
           wordsIn(script, first, last) >= kFewest &&
           wordsIn(quoted, quoted_first, quoted_last) >= kFewestQuoted;
  }

  std::size_t wordsIn(Script script, std::uint32_t first, std::uint32_t last) const {
    std::size_t words = 0;
    for (std::uint32_t t = first; t < last; ++t) {
      const Token& token = result_.tokens[t];
      if (token.kind == TokenKind::kWord && token.script == script) ++words;
    }
    return words;
  }

  // That of most of its words.
  Script scriptOf(std::uint32_t first, std::uint32_t last) const {
    const std::size_t latin = wordsIn(Script::kLatin, first, last);
    const std::size_t devanagari = wordsIn(Script::kDevanagari, first, last);
    if (latin + devanagari == 0) return Script::kOther;
    return devanagari >= latin ? Script::kDevanagari : Script::kLatin;
  }

  const std::uint8_t* bytes_;
  std::int32_t length_;
  const CharacterTable& characters_;
  const IsAbbreviation& is_abbreviation_;
  TokenizedText result_;
  std::int32_t position_ = 0;
  bool space_ = false;
  bool hyphen_ = false;
  bool line_has_text_ = false;
  std::uint32_t line_begin_ = 0;
  std::uint32_t sentence_first_ = 0;
  std::uint32_t paragraph_ = 0;
  std::uint32_t devanagari_ = 0;
  std::uint32_t latin_ = 0;
  char32_t quote_ = 0;
  std::uint32_t quote_first_ = 0;
};

}  // namespace

TokenizedText tokenize(std::string_view text, const IsAbbreviation& is_abbreviation) {
  return Tokenizer(text, is_abbreviation).run();
}

}  // namespace chancery
