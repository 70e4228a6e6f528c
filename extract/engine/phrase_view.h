// Stages 4 and 5: what the lexemes of one sentence are, for whoever gathers its phrases.
//
// PhraseView answers for one lexeme, or for those right behind it. Names (phrase_names.h), offices
// (phrase_titles.h) and appositions (appositions.h) are read through it. Where a question takes a
// position, one behind the last lexeme of the sentence is answered with no, unless it says
// otherwise.
#pragma once

#include <cstdint>

#include "extract/engine/lexer.h"

namespace chancery {

class PhraseView {
 public:
  // The lexemes from `first` to `last`, that excluded, of `text`, which must outlive the view as
  // `image` must. `language` is the pack's index plus one.
  PhraseView(const LexedText& text, const Image& image, std::uint8_t language, std::uint32_t first,
             std::uint32_t last)
      : text_(text),
        image_(image),
        pack_(image.languages()[language - 1u]),
        first_(first),
        last_(last) {}

  const LexedText& text() const { return text_; }
  const Image& image() const { return image_; }
  const LanguageRow& pack() const { return pack_; }
  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }

  // `at` must be a lexeme of the text.
  const Lexeme& lexeme(std::uint32_t at) const { return text_.lexemes[at]; }
  const Token& token(std::uint32_t at) const { return text_.tokenOf(lexeme(at)); }

  // The first entry of the kind, null if there is none.
  const EntryRow* entry(std::uint32_t at, EntryKind kind) const {
    return at < last_ ? text_.find(lexeme(at), kind) : nullptr;
  }
  const EntryRow* role(std::uint32_t at, RoleKind kind) const;
  // What a row of a pronoun says: whom it means, "he" and "she" alike, and which of the two it is.
  static PronounKind kindOf(const EntryRow& pronoun);
  static Gender genderOf(const EntryRow& pronoun);
  // "her" is a possessor before a noun, and an object elsewhere.
  const EntryRow* pronounRow(std::uint32_t at) const;

  bool is(std::uint32_t at, Grammar grammar) const {
    return at < last_ && text_.is(lexeme(at), grammar);
  }
  bool isMarker(std::uint32_t at, Case marker) const {
    return at < last_ && text_.find(lexeme(at), EntryKind::kMarker,
                                    static_cast<std::uint32_t>(marker)) != nullptr;
  }
  bool isPunctuation(std::uint32_t at, char32_t c) const {
    return at < last_ && token(at).punctuation == c;
  }

  // The entity of a lexeme as a country or organisation that may own an office; kNone if it is
  // none. `adjective`: "Russian" rather than "Russia".
  std::uint32_t owner(std::uint32_t at, bool adjective) const;
  // The body within an office of several words that the lexicon has whole: "UN chief", "president
  // of the European Commission"; kNone where there is none.
  std::uint32_t ownerWithin(std::uint32_t at) const;
  std::uint32_t stateNamed(std::uint32_t at, std::uint32_t first) const;
  bool isAnyEntity(std::uint32_t at) const { return entry(at, EntryKind::kEntity) != nullptr; }
  bool isPersonEntity(std::uint32_t at) const;
  bool isFullPersonName(std::uint32_t at) const;  // `at` must be a lexeme of the text
  // The same in two words or more.
  bool isLongPersonName(std::uint32_t at) const {
    return lexeme(at).last > lexeme(at).first + 1 && isFullPersonName(at);
  }
  // A letter with its dot, where letters have no capitals: "के. पी. रघुनंदन".
  bool isInitial(std::uint32_t at) const {
    return at < last_ && token(at).dot_after && token(at).script == Script::kDevanagari &&
           !lexeme(at).has(EntryKind::kRole) && !lexeme(at).has(EntryKind::kEntity);
  }

  bool hasGivenName(const Lexeme& l) const { return text_.is(l, NamePart::kGiven); }
  bool isParticle(std::uint32_t at) const {
    return at < last_ && text_.is(lexeme(at), NamePart::kParticle);
  }
  // A word that says what sort of thing a name is, written as a part of the name.
  bool isHead(std::uint32_t at) const;
  bool isUnlisted(std::uint32_t at) const {
    return at < last_ && lexeme(at).entry_count == 0 && token(at).kind == TokenKind::kWord;
  }

  // "met Cook", where the text has named Robin Cook.
  bool isKnownSurname(std::uint32_t at) const;

  // These two: `at` must be a lexeme of the text.
  bool isPlainAdjective(std::uint32_t at) const;
  // "the Nigerian oil minister", where small letters tell a noun from a name.
  bool isPlainNoun(std::uint32_t at) const;

  // False where no phrase can begin: for most words, seen at once. What may begin one, and is not
  // known by an entry, is a word that no table lists or that is written as a name.
  bool mayBeginPhrase(std::uint32_t at) const;

  bool beginsNoun(std::uint32_t at) const;
  // An office, a courtesy or a relation within the next words, over adjectives.
  bool titleFollows(std::uint32_t at) const;

 private:
  const LexedText& text_;
  const Image& image_;
  const LanguageRow& pack_;
  std::uint32_t first_;
  std::uint32_t last_;
};

}  // namespace chancery
