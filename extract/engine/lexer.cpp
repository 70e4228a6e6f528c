#include "extract/engine/lexer.h"

#include <algorithm>
#include <cassert>

namespace chancery {

void Lexeme::describe(const EntryRow& entry) {
  assert(entry.kind != EntryKind::kGrammar || entry.value < kGrammarClasses);
  assert((entry.kind != EntryKind::kWord && entry.kind != EntryKind::kNamePart) ||
         entry.value < 16);
  const auto bit = static_cast<std::uint16_t>(1u << (entry.value & 15u));
  kinds |= static_cast<std::uint16_t>(1u << static_cast<unsigned>(entry.kind));
  if (entry.kind == EntryKind::kGrammar) grammar.set(entry.value);
  if (entry.kind == EntryKind::kWord) words |= bit;
  if (entry.kind == EntryKind::kNamePart) name_parts |= bit;
}

const EntryRow* LexedText::find(const Lexeme& lexeme, EntryKind kind) const {
  if (!lexeme.has(kind)) return nullptr;
  for (const EntryRow& entry : entriesOf(lexeme)) {
    if (entry.kind == kind) return &entry;
  }
  return nullptr;
}

const EntryRow* LexedText::find(const Lexeme& lexeme, EntryKind kind, std::uint32_t value) const {
  if (!lexeme.has(kind)) return nullptr;
  for (const EntryRow& entry : entriesOf(lexeme)) {
    if (entry.kind == kind && entry.value == value) return &entry;
  }
  return nullptr;
}

std::uint8_t languageOfScript(const Image& image, Script script) {
  for (std::size_t i = 0; i < image.languages().size(); ++i) {
    if (image.languages()[i].script == script) return static_cast<std::uint8_t>(i + 1);
  }
  return 0;
}

Lexer::Lexer(const Image& image)
    : image_(image), folds_(characterFoldsOf(image)), words_(image, folds_) {
  for (Script script : {Script::kLatin, Script::kDevanagari}) {
    languages_by_script_[static_cast<std::size_t>(script)] = languageOfScript(image, script);
  }
  for (const CueRow& cue : image.cues()) {
    if (cue.scope == CueScope::kEnding)
      cue_endings_.push_back({cue.language, cue.status, image.text(cue.form)});
  }
}

LexedText Lexer::lex(std::string_view text) {
  words_.beginText();
  LexedText result;
  result.cue_endings = cue_endings_;
  result.tokens = tokenize(text, [this](std::string_view word) {
    const std::string normal = normalised(word);
    const auto abbreviations = image_.abbreviations();
    const auto at = std::lower_bound(
        abbreviations.begin(), abbreviations.end(), normal,
        [this](ImageString a, const std::string& b) { return image_.text(a) < b; });
    return at != abbreviations.end() && image_.text(*at) == normal;
  });
  for (Token& token : result.tokens.tokens)
    token.word = words_.numberOf(result.tokens.textOf(token));
  result.lexemes.reserve(result.tokens.tokens.size());
  for (const Sentence& sentence : result.tokens.sentences) {
    result.first_lexeme.push_back(static_cast<std::uint32_t>(result.lexemes.size()));
    lexSentence(sentence, result);
  }
  result.first_lexeme.push_back(static_cast<std::uint32_t>(result.lexemes.size()));
  return result;
}

bool tailStandsAt(const TokenizedText& text, std::uint32_t at, std::uint32_t end,
                  const TriggerRow& trigger) {
  for (const std::uint32_t word : trigger.tail) {
    if (word == kNone) break;
    if (at >= end || text.tokens[at++].word != word) return false;
  }
  return true;
}

namespace {

// True for most: what needs no capitals and nothing behind it.
bool isAlwaysAccepted(const EntryRow& entry) {
  return (entry.flags & (kNeedsCapital | kNeedsCapitals | kInTwoParts)) == 0;
}

}  // namespace

// Names count only where they are written as names, and a verb in two parts only where the second
// one follows.
bool Lexer::accepts(const EntryRow& entry, const LexedText& text, std::uint32_t first,
                    std::uint32_t last, std::uint32_t end_of_sentence) const {
  constexpr std::uint32_t kReach = 12;  // tokens
  const std::vector<Token>& tokens = text.tokens.tokens;
  if (entry.kind == EntryKind::kTrigger && (entry.flags & kInTwoParts) != 0) {
    const TriggerRow& trigger = image_.triggers()[entry.value];
    const std::uint32_t end = std::min(end_of_sentence, last + kReach);
    std::uint32_t at = last;
    while (at < end && !tailStandsAt(text.tokens, at, end_of_sentence, trigger)) ++at;
    if (at == end) return false;
  }
  const Token& token = tokens[first];
  // "के. पी. रघुनंदन": a letter with its dot is no postposition
  if (entry.kind == EntryKind::kMarker && token.dot_after && last == first + 1) return false;
  if (token.script != Script::kLatin || token.kind != TokenKind::kWord) return true;
  if ((entry.flags & kNeedsCapital) != 0) return token.capitalised;
  if ((entry.flags & kNeedsCapitals) != 0) {
    for (std::uint32_t i = first; i < last; ++i) {
      if (tokens[i].kind == TokenKind::kWord && !tokens[i].all_capitals) return false;
      // "A U.S. delegation" is no A.U.
      if (i + 1 < last && !tokens[i].dot_after && tokens[i + 1].dot_after) return false;
    }
  }
  return true;
}

// True when a name begins at `at` and reaches beyond `limit`: "the Republic" of "the Republic of
// Korea".
bool Lexer::nameReachesBeyond(const LexedText& text, std::uint32_t at, std::uint32_t limit,
                              std::uint32_t end_of_sentence) const {
  const std::vector<Token>& tokens = text.tokens.tokens;
  std::uint32_t node = 0;
  for (std::uint32_t end = at; end < end_of_sentence;) {
    if (tokens[end].word >= WordNumbers::kFirstUnknown) return false;
    node = image_.child(node, tokens[end].word);
    if (node == 0) return false;
    ++end;
    if (end <= limit) continue;
    for (const EntryRow& entry : image_.entries(node)) {
      if (entry.kind == EntryKind::kEntity && accepts(entry, text, at, end, end_of_sentence))
        return true;
    }
  }
  return false;
}

// The longest phrase that begins at `at` and ends before `end`; its entries are put behind those of
// the text. An entry counts in its own language's script, and in that of the sentence: "Lavrov से
// meeting".
Lexeme Lexer::match(LexedText& result, std::uint32_t at, std::uint32_t limit,
                    const Sentence& sentence) const {
  const std::uint32_t end_of_sentence = sentence.last;
  const std::uint8_t around = languages_by_script_[static_cast<std::size_t>(sentence.script)];
  const std::vector<Token>& tokens = result.tokens.tokens;
  const Token& token = tokens[at];
  const bool of_script = token.kind == TokenKind::kWord && token.script != Script::kOther;
  const std::uint8_t own = languages_by_script_[static_cast<std::size_t>(token.script)];
  Lexeme lexeme;
  lexeme.first = at;
  lexeme.last = at + 1;
  lexeme.first_entry = static_cast<std::uint32_t>(result.entries.size());
  std::uint32_t node = 0;
  for (std::uint32_t end = at; end < limit;) {
    if (tokens[end].word >= WordNumbers::kFirstUnknown) break;
    node = image_.child(node, tokens[end].word);
    if (node == 0) break;
    ++end;
    const std::size_t before = result.entries.size();
    for (const EntryRow& entry : image_.entries(node)) {
      const bool same =
          !of_script || entry.language == 0 || entry.language == own || entry.language == around;
      if (same && (isAlwaysAccepted(entry) || accepts(entry, result, at, end, end_of_sentence)))
        result.entries.push_back(entry);
    }
    if (result.entries.size() > before) {
      // a longer phrase takes the place of a shorter one
      result.entries.erase(result.entries.begin() + lexeme.first_entry,
                           result.entries.begin() + static_cast<std::ptrdiff_t>(before));
      lexeme.last = end;
    }
  }
  lexeme.entry_count = static_cast<std::uint32_t>(result.entries.size()) - lexeme.first_entry;
  for (const EntryRow& entry : result.entriesOf(lexeme)) lexeme.describe(entry);
  return lexeme;
}

void Lexer::lexSentence(const Sentence& sentence, LexedText& result) const {
  for (std::uint32_t at = sentence.first; at < sentence.last;) {
    Lexeme lexeme = match(result, at, sentence.last, sentence);
    const bool of_words = lexeme.has(EntryKind::kGrammar) && !lexeme.has(EntryKind::kEntity);
    if (of_words && lexeme.last == at + 2 &&
        nameReachesBeyond(result, at + 1, lexeme.last, sentence.last)) {
      result.entries.resize(lexeme.first_entry);
      lexeme = match(result, at, at + 1, sentence);
    }
    result.lexemes.push_back(lexeme);
    at = lexeme.last;
  }
}

}  // namespace chancery
