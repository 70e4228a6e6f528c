#include "extract/engine/phrases.h"

#include <algorithm>

#include "extract/engine/organisations.h"

namespace chancery {
namespace {

constexpr std::uint32_t kLongestName = 6;          // lexemes
constexpr std::uint32_t kLongestRoleModifier = 2;  // words between a country and its office

class PhraseParser {
 public:
  PhraseParser(const LexedText& text, const Image& image, std::uint8_t language,
               std::uint32_t first, std::uint32_t last)
      : text_(text),
        image_(image),
        pack_(image.languages()[language - 1u]),
        first_(first),
        last_(last) {}

  std::vector<Phrase> run() {
    for (std::uint32_t at = first_; at < last_;) {
      auto phrase = parse(at);
      if (phrase) {
        phrase->hyphen_joined = text_.tokenOf(lexeme(phrase->first)).hyphen_before;
        phrase->in_quotation = text_.tokenOf(lexeme(phrase->first)).quotation >= 0;
        at = phrase->last;
        phrases_.push_back(std::move(*phrase));
      } else {
        ++at;
      }
    }
    joinAppositions();
    return std::move(phrases_);
  }

 private:
  const Lexeme& lexeme(std::uint32_t at) const { return text_.lexemes[at]; }
  const Token& token(std::uint32_t at) const { return text_.tokenOf(lexeme(at)); }

  const EntryRow* entry(std::uint32_t at, EntryKind kind) const {
    return at < last_ ? text_.find(lexeme(at), kind) : nullptr;
  }

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

  const EntryRow* role(std::uint32_t at, RoleKind kind) const {
    if (at >= last_) return nullptr;
    for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
      if (row.kind == EntryKind::kRole && row.aux == static_cast<std::uint8_t>(kind)) return &row;
    }
    return nullptr;
  }

  // The entity of a lexeme as a country or organisation that may own an office.
  std::uint32_t owner(std::uint32_t at, bool adjective) const {
    if (at >= last_) return kNone;
    for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
      if (row.kind != EntryKind::kEntity) continue;
      const EntityRow& entity = image_.entities()[row.value];
      const bool is_adjective = row.aux == static_cast<std::uint8_t>(AliasKind::kAdjective);
      if (is_adjective != adjective) continue;
      if (entity.type == EntityType::kCountry || entity.type == EntityType::kOrganisation) {
        return row.value;
      }
      if (entity.type == EntityType::kPlace && entity.country_entity != kNone) {
        // "the Kremlin spokesman", "मॉस्को के दूत"
        if (entity.acts_for_country != 0) return entity.country_entity;
      }
    }
    return kNone;
  }

  bool isPersonEntity(std::uint32_t at) const {
    if (at >= last_) return false;
    for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
      if (row.kind == EntryKind::kEntity &&
          image_.entities()[row.value].type == EntityType::kPerson) {
        return true;
      }
    }
    return false;
  }

  bool isFullPersonName(std::uint32_t at) const {
    for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
      if (row.kind == EntryKind::kEntity &&
          image_.entities()[row.value].type == EntityType::kPerson &&
          (row.aux == static_cast<std::uint8_t>(AliasKind::kFull) ||
           row.aux == static_cast<std::uint8_t>(AliasKind::kHandle))) {
        return true;
      }
    }
    return false;
  }

  bool isAnyEntity(std::uint32_t at) const { return entry(at, EntryKind::kEntity) != nullptr; }

  // A word that can be a part of a name no table lists.
  bool isNameWord(std::uint32_t at, bool after_title) const {
    if (at >= last_) return false;
    const Token& t = token(at);
    if (t.kind != TokenKind::kWord || text_.textOf(lexeme(at)).front() == '\'') return false;
    const Lexeme& l = lexeme(at);
    const bool latin = t.script == Script::kLatin;
    if (latin && !t.capitalised) return false;
    if (t.script == Script::kOther) return false;
    if (latin && t.all_capitals && !t.dot_after && t.end - t.begin > 3) return false;
    if (l.entry_count == 0) return true;
    bool name = false;
    for (const EntryRow& row : text_.entriesOf(l)) {
      switch (row.kind) {
        case EntryKind::kNamePart: {
          const auto part = static_cast<NamePart>(row.value);
          if (part == NamePart::kGiven || part == NamePart::kParticle) name = true;
          if (part == NamePart::kOrganisationHead || part == NamePart::kPlaceHead ||
              part == NamePart::kThing || part == NamePart::kSettlementHead) {
            return false;
          }
          break;
        }
        case EntryKind::kWord:
          if (static_cast<WordClass>(row.value) == WordClass::kMaybeName) {
            name = name || after_title || latin;
          } else if (!latin || !after_title) {
            // an ordinary word; in Latin script a capital after a title outweighs it, and so does
            // one inside a sentence before another name
            if (!hasGivenName(l) && !(latin && beginsName(at))) return false;
            name = name || latin;
          } else {
            name = true;
          }
          break;
        case EntryKind::kEntity: {
          const EntityRow& entity = image_.entities()[row.value];
          if (entity.type == EntityType::kPerson) name = true;
          break;
        }
        case EntryKind::kMarker:
        case EntryKind::kGrammar:
        case EntryKind::kPronoun:
        case EntryKind::kRole:
        case EntryKind::kDate: return false;
        case EntryKind::kTrigger:
        case EntryKind::kCue:
          if (!latin) return false;
          break;
        case EntryKind::kTopic: break;
      }
    }
    return name;
  }

  // "Pat Conroy", inside a sentence.
  bool beginsName(std::uint32_t at) const {
    if (at == first_ || at + 1 >= last_ || token(at).all_capitals) return false;
    const Token& next = token(at + 1);
    if (!next.capitalised || next.all_capitals || next.kind != TokenKind::kWord ||
        next.hyphen_before)
      return false;
    return lexeme(at + 1).entry_count == 0 || isPersonEntity(at + 1);
  }

  bool hasGivenName(const Lexeme& l) const { return text_.is(l, NamePart::kGiven); }

  bool isParticle(std::uint32_t at) const {
    return at < last_ && text_.is(lexeme(at), NamePart::kParticle);
  }

  // "van de Geer"
  std::uint32_t behindParticles(std::uint32_t at) const {
    while (isParticle(at)) ++at;
    return at;
  }

  bool isHead(std::uint32_t at) const {
    if (at >= last_) return false;
    const Lexeme& l = lexeme(at);
    const Token& t = token(at);
    if (t.script == Script::kLatin && !t.capitalised) return false;
    return text_.is(l, NamePart::kOrganisationHead) || text_.is(l, NamePart::kPlaceHead) ||
           text_.is(l, NamePart::kThing);
  }

  // "थेरेसा वागनर": behind a title and a name, what alone would be something else.
  bool isOtherShortName(std::uint32_t at) const {
    if (token(at).kind != TokenKind::kWord || lexeme(at).last != lexeme(at).first + 1) return false;
    bool found = false;
    for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
      if (row.kind != EntryKind::kEntity) return false;
      found = image_.entities()[row.value].type == EntityType::kOrganisation;
    }
    return found;
  }

  // "मंत्री पूर्ण चंद्र थापा": where there are no capitals, behind a title, a word that is a name here.
  bool isWordInName(std::uint32_t at) const {
    if (pack_.has_capitals != 0 || token(at).kind != TokenKind::kWord) return false;
    if (lexeme(at).last != lexeme(at).first + 1) return false;
    if (hasGivenName(lexeme(at))) return true;  // "राजदूत ली जिमिंग"
    const auto entries = text_.entriesOf(lexeme(at));
    return std::all_of(entries.begin(), entries.end(), [](const EntryRow& row) {
      return row.kind == EntryKind::kWord &&
             (static_cast<WordClass>(row.value) == WordClass::kAdjective ||
              static_cast<WordClass>(row.value) == WordClass::kNoun);
    });
  }

  // "Yun Byung-se": small letters behind a hyphen.
  bool isSecondHalf(std::uint32_t at) const {
    const Token& t = token(at);
    if (!t.hyphen_before || t.script != Script::kLatin) return false;
    const Lexeme& l = lexeme(at);
    if (t.capitalised) return l.entry_count == 0;  // "Kyzyl-Bel"
    return t.kind == TokenKind::kWord && l.last == l.first + 1 && !text_.is(l, WordClass::kVerb) &&
           !text_.is(l, WordClass::kNoun) && !text_.is(l, WordClass::kAdjective) &&
           entry(at, EntryKind::kTrigger) == nullptr;
  }

  // The end of a name of words that no table lists, beginning at `at`.
  std::uint32_t nameEnd(std::uint32_t at, bool after_title) const {
    std::uint32_t end = at;
    while (end < last_ && end - at < kLongestName) {
      if (isNameWord(end, after_title) && !(end > at && isPunctuation(end - 1, ','))) {
        ++end;
      } else if (end > at && isSecondHalf(end)) {
        ++end;
      } else if (after_title && end > at && isOtherShortName(end)) {
        ++end;
      } else if (after_title && end == at && isWordInName(end) && isNameWord(end + 1, true)) {
        ++end;
      } else if (end > at && isParticle(end) && isNameWord(behindParticles(end), after_title)) {
        end = behindParticles(end) + 1;
      } else if (end == at && isParticle(end) && isNameWord(end + 1, after_title) &&
                 token(at).script == Script::kDevanagari && after_title) {
        end += 2;
      } else {
        break;
      }
    }
    return end;
  }

  // "US$ 1 million"
  bool isCurrency(std::uint32_t at) const {
    if (at + 1 >= last_ || token(at).script != Script::kLatin) return false;
    const Token& next = token(at + 1);
    return next.kind == TokenKind::kPunctuation && !next.space_before &&
           (next.punctuation == U'$' || next.punctuation == U'€' || next.punctuation == U'£');
  }

  // "three Balkan presidents", "तीनों नेताओं"
  std::optional<Phrase> counted(std::uint32_t at) const {
    constexpr int kMost = 6;
    const EntryRow* number = entry(at, EntryKind::kDate);
    if (number == nullptr) return std::nullopt;
    const DateRow& row = image_.dates()[number->value];
    if (row.op != DateOperator::kNumber || row.value < 3 || row.value > kMost) return std::nullopt;
    std::uint32_t next = at + 1;
    while (next < last_ && next < at + 3 && (isPlainAdjective(next) || token(next).capitalised) &&
           entry(next, EntryKind::kRole) == nullptr) {
      ++next;
    }
    const EntryRow* title = role(next, RoleKind::kCollective);
    if (title == nullptr) title = role(next, RoleKind::kTitle);
    if (title == nullptr) return std::nullopt;
    Phrase phrase;
    phrase.first = at;
    phrase.last = next + 1;
    phrase.collective = true;
    phrase.role = title->value;
    phrase.count = static_cast<std::uint32_t>(row.value);
    return phrase;
  }

  std::optional<Phrase> parse(std::uint32_t start) {
    if (auto phrase = pronoun(start)) return phrase;
    if (auto phrase = capital(start)) return phrase;
    if (isCurrency(start)) return std::nullopt;
    if (auto phrase = counted(start)) return phrase;
    Phrase phrase;
    phrase.first = start;
    std::uint32_t at = start;
    at = possessor(at, phrase);
    at = modifiers(at, phrase);
    const bool modified = at > start;
    at = title(at, phrase);
    return finish(start, at, modified, std::move(phrase));
  }

  // "the German capital", "रूस की राजधानी": a country, and the word for its capital; the city's name
  // may follow.
  std::optional<Phrase> capital(std::uint32_t at) const {
    std::uint32_t country = owner(at, true);
    std::uint32_t next = at + 1;
    if (country == kNone) {
      country = owner(at, false);
      if (country == kNone) return std::nullopt;
      if (is(next, Grammar::kPossessive) || isMarker(next, Case::kOf)) ++next;
    }
    if (!is(next, Grammar::kCapital)) return std::nullopt;
    Phrase phrase;
    phrase.first = at;
    phrase.last = next + 1;
    phrase.country = country;
    phrase.capital = true;
    const std::uint32_t name = phrase.last + (isPunctuation(phrase.last, ',') ? 1u : 0u);
    if (name < last_ && isAnyEntity(name) && owner(name, true) == kNone && !isPersonEntity(name)) {
      phrase.name_first = name;
      phrase.name_last = name + 1;
      phrase.name_is_known = true;
      phrase.last = name + 1;
    }
    return phrase;
  }

  // "her" is a possessor before a noun, and an object elsewhere.
  const EntryRow* pronounRow(std::uint32_t at) const {
    if (at >= last_) return nullptr;
    const Token& t = token(at);
    if (t.all_capitals && t.end - t.begin > 1) return nullptr;  // "US" is not "us"
    const EntryRow* found = nullptr;
    for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
      if (row.kind != EntryKind::kPronoun) continue;
      const bool possessor = static_cast<Case>(row.aux) == Case::kPossessor;
      if (found == nullptr || possessor == beginsNoun(at + 1)) found = &row;
    }
    return found;
  }

  bool beginsNoun(std::uint32_t at) const {
    if (at >= last_ || token(at).kind == TokenKind::kPunctuation) return false;
    const Lexeme& l = lexeme(at);
    if (l.entry_count == 0) return true;
    bool noun = false;
    for (const EntryRow& row : text_.entriesOf(l)) {
      switch (row.kind) {
        case EntryKind::kMarker:
        case EntryKind::kGrammar:
        case EntryKind::kDate:
        case EntryKind::kPronoun: return false;
        case EntryKind::kWord: {
          const auto word_class = static_cast<WordClass>(row.value);
          if (word_class == WordClass::kAdverb || word_class == WordClass::kFunction) return false;
          noun = noun || word_class == WordClass::kNoun || word_class == WordClass::kAdjective ||
                 word_class == WordClass::kNumeral;
          break;
        }
        default: noun = true;
      }
    }
    return noun;
  }

  std::optional<Phrase> pronoun(std::uint32_t at) const {
    const EntryRow* row = pronounRow(at);
    if (row == nullptr) return std::nullopt;
    if (at + 1 < last_ && token(at + 1).hyphen_before) return std::nullopt;  // "the two-day talks"
    // "his counterpart" is read as a phrase with a possessor
    const auto marker = static_cast<Case>(row->aux);
    if ((marker == Case::kPossessor || marker == Case::kOf) && relationalFollows(at + 1)) {
      return std::nullopt;
    }
    Phrase phrase;
    phrase.first = at;
    phrase.last = at + 1;
    phrase.pronoun = static_cast<PronounKind>(row->value);
    phrase.pronoun_case = marker;
    // "दोनों नेताओं", "both leaders": the collective says no more
    if (*phrase.pronoun == PronounKind::kBoth && marker == Case::kNone) {
      std::uint32_t next = at + 1;
      while (next < last_ &&
             ((entry(next, EntryKind::kEntity) != nullptr && owner(next, true) != kNone) ||
              text_.is(lexeme(next), WordClass::kAdjective))) {
        ++next;
      }
      if (is(next, Grammar::kStates)) {
        phrase.states = true;
        phrase.last = next + 1;
        // "दोनों देशों के विदेश मंत्रियों ने"
        if (pack_.markers_follow != 0 && isMarker(next + 1, Case::kOf)) {
          if (const EntryRow* office = role(next + 2, RoleKind::kTitle)) {
            phrase.role = office->value;
            phrase.last = next + 3;
          }
        }
      } else if (const EntryRow* collective = role(next, RoleKind::kCollective)) {
        phrase.collective = true;
        phrase.role = collective->value;
        phrase.last = next + 1;
      } else if (const EntryRow* plural = role(next, RoleKind::kTitle)) {
        phrase.collective = true;
        phrase.role = plural->value;
        phrase.last = next + 1;
      } else if (next < last_ && text_.is(lexeme(next), WordClass::kNoun)) {
        return std::nullopt;  // "both matters", "दोनों देशों"
      }
    }
    return phrase;
  }

  // A counterpart, a host, or an office stands within the next words.
  bool relationalFollows(std::uint32_t at) const {
    for (std::uint32_t i = at; i < std::min(last_, at + 4); ++i) {
      if (role(i, RoleKind::kRelational) != nullptr) return true;
      if (role(i, RoleKind::kTitle) != nullptr) return true;
      if (role(i, RoleKind::kCollective) != nullptr) return true;
      if (owner(i, true) == kNone && owner(i, false) == kNone && !isPlainAdjective(i) &&
          !is(i, Grammar::kFormer)) {
        return false;
      }
    }
    return false;
  }

  std::uint32_t possessor(std::uint32_t at, Phrase& phrase) const {
    const EntryRow* row = pronounRow(at);
    if (row == nullptr) return at;
    const auto marker = static_cast<Case>(row->aux);
    if (marker != Case::kPossessor && marker != Case::kOf) return at;
    phrase.possessor = static_cast<PronounKind>(row->value);
    return at + 1;
  }

  // Countries, "former", and what stands between them and the office.
  std::uint32_t modifiers(std::uint32_t at, Phrase& phrase) const {
    for (;;) {
      if (is(at, Grammar::kFormer)) {
        phrase.former = true;
        ++at;
        continue;
      }
      if (const std::uint32_t country = owner(at, true);
          country != kNone && phrase.country == kNone && titleFollows(at + 1)) {
        phrase.country = country;
        ++at;
        continue;
      }
      if (const std::uint32_t next = adjectivesJoined(at, phrase); next != 0) {
        at = next;
        continue;
      }
      if (const std::uint32_t country = owner(at, false);
          country != kNone && phrase.country == kNone) {
        const std::uint32_t next = behindOwner(at);
        if (next != 0) {
          phrase.country = country;
          at = next;
          continue;
        }
      }
      if ((phrase.country != kNone || phrase.former || phrase.possessor) && at < last_ &&
          (isPlainAdjective(at) || isPlainNoun(at)) && titleFollows(at + 1)) {
        ++at;
        continue;
      }
      return at;
    }
  }

  // "North Korean and Japanese diplomats": where the office begins; 0 if this is nothing of the
  // kind.
  std::uint32_t adjectivesJoined(std::uint32_t at, Phrase& phrase) const {
    const std::uint32_t first = owner(at, true);
    if (first == kNone || phrase.country != kNone) return 0;
    std::vector<std::uint32_t> more;
    std::uint32_t next = at + 1;
    while (isPunctuation(next, ',') || is(next, Grammar::kAnd)) {
      const std::uint32_t another = owner(next + 1, true);
      if (another == kNone) return 0;
      more.push_back(another);
      next += 2;
    }
    if (more.empty() || !titleFollows(next)) return 0;
    phrase.country = first;
    phrase.more_countries = std::move(more);
    return next;
  }

  bool isPlainAdjective(std::uint32_t at) const {
    const Lexeme& l = lexeme(at);
    return text_.is(l, WordClass::kAdjective) || text_.is(l, WordClass::kNumeral) ||
           (text_.is(l, WordClass::kFunction) && entry(at, EntryKind::kMarker) == nullptr &&
            entry(at, EntryKind::kGrammar) == nullptr);
  }

  // An office, a courtesy or a relation within the next words, over adjectives.
  bool titleFollows(std::uint32_t at) const {
    for (std::uint32_t i = at; i < std::min(last_, at + kLongestRoleModifier + 1); ++i) {
      if (entry(i, EntryKind::kRole) != nullptr) return true;
      if (is(i, Grammar::kFormer) || isPlainNoun(i)) continue;
      if (!isPlainAdjective(i)) return false;
    }
    return false;
  }

  // "the Nigerian oil minister", where small letters tell a noun from a name.
  bool isPlainNoun(std::uint32_t at) const {
    if (pack_.has_capitals == 0 || token(at).capitalised) return false;
    return text_.is(lexeme(at), WordClass::kNoun) && entry(at, EntryKind::kMarker) == nullptr &&
           entry(at, EntryKind::kTrigger) == nullptr;
  }

  // Where the office begins that belongs to the country at `at`; 0 if none does.
  std::uint32_t behindOwner(std::uint32_t at) const {
    std::uint32_t next = at + 1;
    if (pack_.markers_follow != 0) {
      const bool genitive = isMarker(next, Case::kOf);
      if (genitive) ++next;
      // "तालिबान के मुल्ला बरादर", "पोलैंड के रादोस्लाव सिकोर्स्की"
      if (genitive && next < last_ && (isPersonEntity(next) || isNewPerson(next))) return next;
      if (!titleFollows(next) || (!genitive && entry(next, EntryKind::kRole) == nullptr)) return 0;
      return next;
    }
    if (is(next, Grammar::kPossessive)) {
      ++next;
      if (titleFollows(next) || isPersonEntity(next) || organisationAt(text_, next, last_) ||
          (nameEnd(next, false) >= next + 2 && !isHead(nameEnd(next, false)))) {
        return next;
      }
      return 0;
    }
    return entry(next, EntryKind::kRole) != nullptr ? next : 0;
  }

  bool isUnlisted(std::uint32_t at) const {
    return at < last_ && lexeme(at).entry_count == 0 && token(at).kind == TokenKind::kWord;
  }

  // Two words or more that no table lists, with a given name.
  bool isNewPerson(std::uint32_t at) const {
    return hasGivenName(lexeme(at)) && !isAnyEntity(at) && nameEnd(at, false) >= at + 2;
  }

  std::uint32_t title(std::uint32_t at, Phrase& phrase) const {
    for (;;) {
      if (const EntryRow* row = role(at, RoleKind::kTitle)) {
        // the last title is the office: "Deputy Prime Minister and Foreign Minister" gives two
        if (phrase.role == kNone) phrase.role = row->value;
        ++at;
        at = titleTail(at, phrase);
        at = behindBrackets(at);
        at = behindAnd(at, phrase);
      } else if (role(at, RoleKind::kRelational) != nullptr && !isVerbBeforeName(at)) {
        phrase.relational = true;
        ++at;
      } else if (const EntryRow* collective = role(at, RoleKind::kCollective)) {
        phrase.collective = true;
        if (phrase.role == kNone) phrase.role = collective->value;
        ++at;
        at = titleTail(at, phrase);
      } else if (role(at, RoleKind::kBelonging) != nullptr && phrase.country != kNone) {
        phrase.belonging = true;
        ++at;
      } else if (role(at, RoleKind::kHonorific) != nullptr) {
        phrase.honorific = true;
        ++at;
      } else {
        return at;
      }
    }
  }

  // "सचिव (पश्चिम) राघवेंद्र सोमण": what a secretary is in charge of.
  std::uint32_t behindBrackets(std::uint32_t at) const {
    constexpr std::uint32_t kLongest = 4;
    if (pack_.markers_follow == 0 || !isPunctuation(at, '(')) return at;
    for (std::uint32_t close = at + 2; close < std::min(last_, at + kLongest); ++close) {
      if (isPunctuation(close, ')'))
        return close + 1 < last_ && nameEnd(close + 1, true) > close + 1 ? close + 1 : at;
    }
    return at;
  }

  // "कजाखस्तान के उप प्रधानमंत्री एवं विदेश मंत्री मुरात नुर्तलेउ": two offices of one.
  std::uint32_t behindAnd(std::uint32_t at, const Phrase& phrase) const {
    if (pack_.markers_follow == 0 || phrase.country == kNone || !is(at, Grammar::kAnd)) return at;
    if (role(at + 1, RoleKind::kTitle) == nullptr) return at;
    return nameEnd(at + 2, true) > at + 2 ? at + 1 : at;
  }

  // "to host my colleague": a word that may be a verb, before somebody.
  bool isVerbBeforeName(std::uint32_t at) const {
    const EntryRow* trigger = entry(at, EntryKind::kTrigger);
    if (trigger == nullptr || pack_.markers_follow != 0 || at + 1 >= last_) return false;
    return is(at + 1, Grammar::kArticle) || entry(at + 1, EntryKind::kPronoun) != nullptr ||
           (at > first_ && (isAnyEntity(at + 1) || entry(at + 1, EntryKind::kRole) != nullptr) &&
            entry(at - 1, EntryKind::kCue) != nullptr);
  }

  // "of Serbia and Kosovo" behind an office, where prepositions stand first.
  std::uint32_t titleTail(std::uint32_t at, Phrase& phrase) const {
    if (pack_.markers_follow != 0 || !isMarker(at, Case::kOf)) return at;
    std::uint32_t next = at + 1;
    if (const EntryRow* both = entry(next, EntryKind::kPronoun);
        both != nullptr && static_cast<PronounKind>(both->value) == PronounKind::kBoth &&
        is(next + 1, Grammar::kStates)) {
      phrase.states = true;  // "officials of the two countries"
      return next + 2;
    }
    if (is(next, Grammar::kArticle)) ++next;
    const std::uint32_t country = owner(next, false);
    if (country == kNone) return at;
    if (phrase.country == kNone) phrase.country = country;
    ++next;
    while (isHead(next)) ++next;  // "head of the ECOWAS Commission"
    const bool several = phrase.collective || is(next, Grammar::kAnd);
    if (several) {
      while (isPunctuation(next, ',') || is(next, Grammar::kAnd)) {
        std::uint32_t after = next + 1;
        if (is(after, Grammar::kAnd)) ++after;
        if (is(after, Grammar::kArticle)) ++after;
        const std::uint32_t another = owner(after, false);
        if (another == kNone || is(after + 1, Grammar::kPossessive)) break;
        phrase.more_countries.push_back(another);
        next = after + 1;
      }
    }
    return next;
  }

  std::optional<Phrase> finish(std::uint32_t start, std::uint32_t at, bool modified,
                               Phrase phrase) const {
    const bool titled = phrase.hasRole() || phrase.honorific;
    at = name(at, titled || phrase.country != kNone, phrase);
    if (phrase.hasName()) {
      phrase.last = at;
      // "खुजंद शहर में": the marker stands behind the word for what it is
      if (pack_.markers_follow != 0 && !titled && at < last_ &&
          text_.is(lexeme(at), NamePart::kSettlementHead))
        ++phrase.last;
      if (pack_.markers_follow == 0 && !phrase.name_is_thing) phrase.last = nameTail(at, phrase);
      return phrase;
    }
    // "पुतिन के नेतृत्व की": leadership, not leaders
    const bool abstract = phrase.collective && !modified && phrase.role != kNone &&
                          image_.role(phrase.role).empty() && pack_.markers_follow != 0;
    if ((phrase.hasRole() && !abstract) || phrase.belonging) {
      phrase.last = at;
      return phrase;
    }
    if (isStateOfDeed(start)) {
      phrase.country = owner(start, true);
      phrase.collective = true;
      phrase.pronoun_case = Case::kPossessor;
      phrase.last = start + 1;
      return phrase;
    }
    if (isNationals(start)) {
      phrase.country = owner(start, true);
      phrase.collective = true;
      phrase.last = start + 1;
      return phrase;
    }
    if (!modified || at == start) return std::nullopt;
    // an adjective of a country with nothing behind it says nothing of a person
    return std::nullopt;
  }

  // "Turkish mediation", "American sanctions": the state whose deed the noun says.
  bool isStateOfDeed(std::uint32_t at) const {
    if (pack_.markers_follow != 0 || owner(at, true) == kNone || at + 1 >= last_) return false;
    for (const EntryRow& row : text_.entriesOf(lexeme(at + 1))) {
      if (row.kind != EntryKind::kTrigger) continue;
      const TriggerRow& trigger = image_.triggers()[row.value];
      if (trigger.trigger_class != TriggerClass::kNoun) continue;
      switch (image_.frames()[trigger.frame].relation) {
        case Relation::kMeet:
        case Relation::kTalk:
        case Relation::kVisit:
        case Relation::kHost: break;
        default: return true;
      }
    }
    return false;
  }

  // "warned the Chileans", "23 Russians": the adjective where a noun stands.
  bool isNationals(std::uint32_t at) const {
    if (pack_.has_capitals == 0 || at == first_ || owner(at, true) == kNone) return false;
    const Lexeme& before = lexeme(at - 1);
    const bool counted =
        text_.tokenOf(before).kind == TokenKind::kNumber || text_.is(before, WordClass::kNumeral);
    if (!counted && !text_.is(before, Grammar::kArticle)) return false;
    if (at + 1 >= last_) return true;
    const Token& next = token(at + 1);
    if (next.kind == TokenKind::kPunctuation) return next.punctuation != U'-';
    const Lexeme& l = lexeme(at + 1);
    return !next.capitalised && !next.hyphen_before && !beginsNoun(at + 1) &&
           !text_.is(l, WordClass::kNoun) && !text_.is(l, WordClass::kAdjective);
  }

  std::uint32_t name(std::uint32_t at, bool titled, Phrase& phrase) const {
    if (at >= last_) return at;
    if (const std::uint32_t end = organisation(at, phrase); end != at) return end;
    const bool known = isAnyEntity(at) && owner(at, true) == kNone;
    const std::uint32_t end = nameEnd(at, titled);
    if (known) {
      const bool person = isPersonEntity(at);
      // a surname that the base knows inside a longer name that it does not: "Hardeep Puri"
      if (person && !isFullPersonName(at) && end > at + 1 && !isTwoSurnames(at)) {
        return unknownName(at, end, phrase);
      }
      if (!person && phrase.role != kNone && isUnlisted(at + 1) && pack_.has_capitals == 0) {
        return unknownName(at, nameEnd(at + 1, true), phrase);  // "उप मंत्री विक्टोरिया नूलैंड"
      }
      if (isHead(at + 1) && token(at).script == Script::kLatin && !is(at, Grammar::kPossessive)) {
        return thing(at, at + 1, phrase);
      }
      phrase.name_first = at;
      phrase.name_last = at + 1;
      phrase.name_is_known = true;
      return at + 1;
    }
    if (end == at) return at;
    return unknownName(at, end, phrase);
  }

  // "मोदी पुतिन से मिले": two whom the base knows, where nothing stands between subject and object.
  bool isTwoSurnames(std::uint32_t at) const {
    return pack_.markers_follow != 0 && !hasGivenName(lexeme(at)) && isPersonEntity(at + 1) &&
           !hasGivenName(lexeme(at + 1));
  }

  // An organisation that no table lists, with its acronym; its end, or `at` where there is none.
  std::uint32_t organisation(std::uint32_t at, Phrase& phrase) const {
    if (isUnknownAcronym(text_, lexeme(at))) {
      phrase.acronym = at;
      phrase.name_first = at;
      phrase.name_last = at + 1;
      phrase.name_is_organisation = true;
      return at + 1;
    }
    if (text_.is(lexeme(at), NamePart::kVenue)) {
      phrase.name_is_place = true;
      return thing(at, at + 1, phrase);
    }
    if (const std::uint32_t end = venueAt(text_, at, last_); end != at) {
      phrase.name_is_place = true;
      return thing(at, end, phrase);
    }
    const auto found = organisationAt(text_, at, last_);
    if (!found) return at;
    const bool alone = isAnyEntity(at) && at + 1 == found->last;
    if (alone || (isAnyEntity(at) && isPersonEntity(at))) return at;
    if (found->belongs_to_state && phrase.country != kNone) {
      phrase.collective = true;  // "the U.S. Treasury"
      return found->last;
    }
    phrase.name_first = at;
    phrase.name_last = found->last;
    phrase.name_is_thing = found->belongs_to_state;
    phrase.name_is_organisation = !found->belongs_to_state;
    const std::uint32_t open = found->last;
    if (isPunctuation(open, '(') && isPunctuation(open + 2, ')') && token(open + 1).all_capitals) {
      phrase.acronym = open + 1;
      return open + 3;
    }
    return found->last;
  }

  std::uint32_t unknownName(std::uint32_t at, std::uint32_t end, Phrase& phrase) const {
    const bool latin = token(at).script == Script::kLatin;
    if (isVenueHead(end)) {
      phrase.name_is_place = true;
      return thing(at, end, phrase);
    }
    if (latin && isHead(end)) return thing(at, end, phrase);
    phrase.name_first = at;
    phrase.name_last = end;
    return end;
  }

  // "मिराफ्लोरेस महल", "Nausori Airport"
  bool isVenueHead(std::uint32_t at) const {
    if (at >= last_ || text_.is(lexeme(at), NamePart::kOrganisationHead) ||
        text_.is(lexeme(at), NamePart::kThing))
      return false;
    if (token(at).script == Script::kLatin && !token(at).capitalised) return false;
    return text_.is(lexeme(at), NamePart::kPlaceHead);
  }

  // "Air Services Agreement": taken whole, so that no part of it is taken for a name.
  std::uint32_t thing(std::uint32_t at, std::uint32_t head, Phrase& phrase) const {
    std::uint32_t end = head;
    while (end < last_ && isHead(end)) ++end;
    phrase.name_first = at;
    phrase.name_last = end;
    phrase.name_is_thing = true;
    return end;
  }

  // "President Ellen Johnson Sirleaf of Liberia"
  std::uint32_t nameTail(std::uint32_t at, Phrase& phrase) const {
    // "Kossi Agbenyo of Togo"
    const bool person = phrase.name_is_known ? isPersonEntity(phrase.name_first)
                                             : phrase.name_last - phrase.name_first > 1;
    if ((!phrase.hasRole() && !person) || phrase.country != kNone || !isMarker(at, Case::kOf))
      return at;
    std::uint32_t next = at + 1;
    if (is(next, Grammar::kArticle)) ++next;
    const std::uint32_t country = owner(next, false);
    if (country == kNone || is(next + 1, Grammar::kPossessive)) return at;
    phrase.country = country;
    return next + 1;
  }

  // "his Kosovo counterpart, Hashim Thaci,": what stands between commas names the one before.
  void joinAppositions() {
    std::vector<Phrase> joined;
    for (Phrase& phrase : phrases_) {
      if (!joined.empty() && isApposition(joined.back(), phrase)) {
        Phrase& before = joined.back();
        if (!before.hasName()) {
          before.name_first = phrase.name_first;
          before.name_last = phrase.name_last;
          before.name_is_known = phrase.name_is_known;
          before.name_is_thing = phrase.name_is_thing;
          before.name_is_place = phrase.name_is_place;
        }
        if (before.role == kNone) before.role = phrase.role;
        if (before.country == kNone) before.country = phrase.country;
        before.former = before.former || phrase.former;
        before.last = phrase.last;
        if (isPunctuation(before.last, ',')) ++before.last;
        continue;
      }
      joined.push_back(std::move(phrase));
    }
    phrases_ = std::move(joined);
  }

  bool isApposition(const Phrase& a, const Phrase& b) const {
    if (a.pronoun || b.pronoun) return false;
    if (a.name_is_thing || b.name_is_thing) return false;
    // "the rebel commander known as Timochenko"
    if (is(a.last, Grammar::kAlias) && a.last + 1 == b.first) {
      const bool calls = a.hasName() && isPersonEntity(b.name_first);  // "Biden called Netanyahu"
      return b.hasName() && !b.hasRole() && !calls;
    }
    if (a.collective || b.collective) return false;
    std::uint32_t between = a.last;
    if (!isPunctuation(between, ',')) return false;
    ++between;
    while (between < b.first && (is(between, Grammar::kArticle) || isPlainAdjective(between))) {
      ++between;
    }
    if (between != b.first) return false;
    const bool closed = isPunctuation(b.last, ',') || b.last >= last_ ||
                        is(b.last, Grammar::kRelative) || isPunctuation(b.last, '.') ||
                        isPunctuation(b.last, 0x0964);
    const bool plain = !b.hasRole() || isLowRank(b.role);
    const bool names_role = !a.hasName() && a.hasRole() && b.hasName() && plain &&
                            b.country == kNone && isPersonName(b);
    const bool roles_name = a.hasName() && b.hasRole() && !b.hasName() && isPersonName(a) && closed;
    const bool names_relation = !a.hasName() && a.relational && b.hasName() && isPersonName(b);
    return (names_role && (closed || a.relational)) || roles_name || names_relation;
  }

  // "the country's military ruler, Captain Ibrahim Traore"
  bool isLowRank(std::uint32_t role) const {
    constexpr int kHighest = 7;
    if (role == kNone) return false;
    const auto alternatives = image_.role(role);
    return std::all_of(alternatives.begin(), alternatives.end(), [&](const RoleAlternative& a) {
      return image_.officeCodes()[a.office].rank >= kHighest;
    });
  }

  bool isPersonName(const Phrase& phrase) const {
    if (phrase.name_is_organisation) return false;
    return !phrase.name_is_known || isPersonEntity(phrase.name_first);
  }

  const LexedText& text_;
  const Image& image_;
  const LanguageRow& pack_;
  std::uint32_t first_;
  std::uint32_t last_;
  std::vector<Phrase> phrases_;
};

}  // namespace

std::vector<Phrase> findPhrases(const LexedText& text, const Image& image, std::uint8_t language,
                                std::uint32_t first, std::uint32_t last) {
  return PhraseParser(text, image, language, first, last).run();
}

}  // namespace chancery
