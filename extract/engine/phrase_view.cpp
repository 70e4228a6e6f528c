#include "extract/engine/phrase_view.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::uint32_t kLongestRoleModifier = 2;  // words between a country and its office

// Classes of words all of which are nouns.
bool isThing(Grammar grammar) {
  switch (grammar) {
    case Grammar::kLand:
    case Grammar::kAgenda:
    case Grammar::kParty:
    case Grammar::kCraft:
    case Grammar::kBacking:
    case Grammar::kCourtesy:
    case Grammar::kGoods:
    case Grammar::kPact:
    case Grammar::kDeed:
    case Grammar::kAct:
    case Grammar::kHost:
    case Grammar::kGuest:
    case Grammar::kSituation:
    case Grammar::kOccasion:
    case Grammar::kElsewhere:
    case Grammar::kContest: return true;
    default: return false;
  }
}

}  // namespace

const EntryRow* PhraseView::role(std::uint32_t at, RoleKind kind) const {
  if (at >= last_ || !lexeme(at).has(EntryKind::kRole)) return nullptr;
  for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
    if (row.kind == EntryKind::kRole && row.aux == static_cast<std::uint8_t>(kind)) return &row;
  }
  return nullptr;
}

// "the Congolese leader": of the states with this adjective the one that the text names; `first` if
// it names none.
std::uint32_t PhraseView::stateNamed(std::uint32_t at, std::uint32_t first) const {
  const auto isAdjective = [](const EntryRow& row) {
    return row.aux == static_cast<std::uint8_t>(AliasKind::kAdjective);
  };
  for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
    if (row.kind != EntryKind::kEntity || row.value == first || !isAdjective(row)) continue;
    const auto names = [&](std::uint32_t country) {
      return std::any_of(text_.lexemes.begin(), text_.lexemes.end(), [&](const Lexeme& lexeme) {
        if (!lexeme.has(EntryKind::kEntity)) return false;
        const std::span<const EntryRow> entries = text_.entriesOf(lexeme);
        return std::any_of(entries.begin(), entries.end(), [&](const EntryRow& entry) {
          return entry.kind == EntryKind::kEntity && entry.value == country && !isAdjective(entry);
        });
      });
    };
    if (names(row.value) && !names(first)) return row.value;
  }
  return first;
}

std::uint32_t PhraseView::owner(std::uint32_t at, bool adjective) const {
  if (at >= last_ || !lexeme(at).has(EntryKind::kEntity)) return kNone;
  for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
    if (row.kind != EntryKind::kEntity) continue;
    const EntityRow& entity = image_.entities()[row.value];
    const bool is_adjective = row.aux == static_cast<std::uint8_t>(AliasKind::kAdjective);
    if (is_adjective != adjective) continue;
    if (entity.type == EntityType::kCountry || entity.type == EntityType::kOrganisation) {
      return adjective ? stateNamed(at, row.value) : row.value;
    }
    if (entity.type == EntityType::kPlace && entity.country_entity != kNone) {
      // "the Kremlin spokesman", "मॉस्को के दूत"
      if (entity.acts_for_country != 0) return entity.country_entity;
    }
  }
  return kNone;
}

std::uint32_t PhraseView::ownerWithin(std::uint32_t at) const {
  const Lexeme& title = lexeme(at);
  const std::vector<Token>& tokens = text_.tokens.tokens;
  for (std::uint32_t begin = title.first; begin < title.last; ++begin) {
    if (pack_.has_capitals != 0 && !tokens[begin].capitalised) continue;
    std::uint32_t node = 0;
    std::uint32_t found = kNone;
    for (std::uint32_t end = begin; end < title.last;) {
      if (tokens[end].word >= WordNumbers::kFirstUnknown) break;
      node = image_.child(node, tokens[end].word);
      if (node == 0) break;
      ++end;
      if ((begin == title.first) == (end == title.last)) continue;  // neither head nor tail, or all
      for (const EntryRow& row : image_.entries(node)) {
        const bool named = row.kind == EntryKind::kEntity &&
                           row.aux != static_cast<std::uint8_t>(AliasKind::kAdjective);
        if (!named) continue;
        const EntityType type = image_.entities()[row.value].type;
        // but "Ukraine envoy" is the one who is sent there
        if (type == EntityType::kOrganisation ||
            (type == EntityType::kCountry && pack_.markers_follow != 0))
          found = row.value;
      }
    }
    if (found != kNone) return found;
  }
  return kNone;
}

bool PhraseView::isPersonEntity(std::uint32_t at) const {
  if (at >= last_ || !lexeme(at).has(EntryKind::kEntity)) return false;
  for (const EntryRow& row : text_.entriesOf(lexeme(at))) {
    if (row.kind == EntryKind::kEntity &&
        image_.entities()[row.value].type == EntityType::kPerson) {
      return true;
    }
  }
  return false;
}

bool PhraseView::isFullPersonName(std::uint32_t at) const {
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

bool PhraseView::isHead(std::uint32_t at) const {
  if (at >= last_) return false;
  const Lexeme& l = lexeme(at);
  const Token& t = token(at);
  if (t.script == Script::kLatin && !t.capitalised) return false;
  return text_.is(l, NamePart::kOrganisationHead) || text_.is(l, NamePart::kPlaceHead) ||
         text_.is(l, NamePart::kThing);
}

const EntryRow* PhraseView::pronounRow(std::uint32_t at) const {
  if (at >= last_ || !lexeme(at).has(EntryKind::kPronoun)) return nullptr;
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

PronounKind PhraseView::kindOf(const EntryRow& pronoun) {
  const auto kind = static_cast<PronounKind>(pronoun.value);
  return kind == PronounKind::kMan || kind == PronounKind::kWoman ? PronounKind::kHe : kind;
}

Gender PhraseView::genderOf(const EntryRow& pronoun) {
  switch (static_cast<PronounKind>(pronoun.value)) {
    case PronounKind::kMan: return Gender::kMan;
    case PronounKind::kWoman: return Gender::kWoman;
    default: return Gender::kUnsaid;
  }
}

bool PhraseView::isKnownSurname(std::uint32_t at) const {
  if (text_.surnames.empty() || at >= last_ || lexeme(at).last != lexeme(at).first + 1)
    return false;
  const Token& t = token(at);
  if (t.kind != TokenKind::kWord ||
      std::find(text_.surnames.begin(), text_.surnames.end(), t.word) == text_.surnames.end())
    return false;
  // "रात में ली ने": where there are no capitals, before the marker of whoever does something
  if (pack_.has_capitals == 0) {
    if (isMarker(at + 1, Case::kErgative)) return true;
    // "तीन दिन के दौरे पर ली सोमवार को आए": a verb, and nobody's name, has no marker and no day
    // behind it
    if (text_.is(lexeme(at), WordClass::kNoun) || text_.is(lexeme(at), WordClass::kAdjective) ||
        at + 1 >= last_)
      return false;
    const Lexeme& next = lexeme(at + 1);
    if (next.has(EntryKind::kMarker)) return !text_.is(next, Grammar::kSupport);
    const bool opens = at == first_ || token(at - 1).kind == TokenKind::kPunctuation ||
                       is(at - 1, Grammar::kThat) || is(at - 1, Grammar::kClause);
    const EntryRow* date = entry(at + 1, EntryKind::kDate);
    return opens || (date != nullptr && image_.dates()[date->value].op != DateOperator::kNumber);
  }
  if (!t.capitalised || (t.all_capitals && t.end - t.begin > 3)) return false;
  if (at > first_) return true;
  // as a sentence begins, where a verb follows, or what is his: "Cook said", "Cook's visit"
  if (at + 1 >= last_) return false;
  const Lexeme& next = lexeme(at + 1);
  return text_.is(next, WordClass::kVerb) || text_.is(next, Grammar::kBe) ||
         text_.is(next, Grammar::kHave) || text_.is(next, Grammar::kSpeech) ||
         text_.is(next, Grammar::kPossessive) || next.has(EntryKind::kCue) ||
         next.has(EntryKind::kTrigger) || isPunctuation(at + 1, U',');
}

bool PhraseView::mayBeginPhrase(std::uint32_t at) const {
  constexpr auto kBit = [](EntryKind kind) { return 1u << static_cast<unsigned>(kind); };
  constexpr unsigned kBeginning = kBit(EntryKind::kEntity) | kBit(EntryKind::kRole) |
                                  kBit(EntryKind::kPronoun) | kBit(EntryKind::kDate) |
                                  kBit(EntryKind::kNamePart);
  const Lexeme& l = lexeme(at);
  if ((l.kinds & kBeginning) != 0 || text_.is(l, Grammar::kFormer)) return true;
  const Token& t = text_.tokenOf(l);
  if (t.kind != TokenKind::kWord) return false;
  if (isInitial(at)) return true;
  return t.script == Script::kLatin ? t.capitalised : l.entry_count == 0;
}

bool PhraseView::beginsNoun(std::uint32_t at) const {
  if (at >= last_ || token(at).kind == TokenKind::kPunctuation) return false;
  const Lexeme& l = lexeme(at);
  if (l.entry_count == 0) return true;
  if (at + 1 < last_ && token(at + 1).hyphen_before) return true;  // "her two-day visit"
  if (role(at, RoleKind::kRelational) != nullptr) return true;     // "her host"
  bool noun = false;
  for (const EntryRow& row : text_.entriesOf(l)) {
    switch (row.kind) {
      case EntryKind::kGrammar:
        if (!isThing(static_cast<Grammar>(row.value))) return false;
        noun = true;  // "on behalf of her country", "her plane"
        break;
      case EntryKind::kMarker:
      case EntryKind::kDate:
      case EntryKind::kPronoun: return false;
      case EntryKind::kWord: {
        const auto word_class = static_cast<WordClass>(row.value);
        if (word_class == WordClass::kAdverb || word_class == WordClass::kFunction) return false;
        noun = noun || word_class == WordClass::kNoun || word_class == WordClass::kAdjective ||
               word_class == WordClass::kNumeral;
        break;
      }
      case EntryKind::kTrigger:
        // "The American flew on to Minsk"
        noun = noun || image_.triggers()[row.value].trigger_class == TriggerClass::kNoun;
        break;
      default: noun = true;
    }
  }
  return noun;
}

bool PhraseView::isPlainAdjective(std::uint32_t at) const {
  const Lexeme& l = lexeme(at);
  return text_.is(l, WordClass::kAdjective) || text_.is(l, WordClass::kNumeral) ||
         (text_.is(l, WordClass::kFunction) && entry(at, EntryKind::kMarker) == nullptr &&
          entry(at, EntryKind::kGrammar) == nullptr);
}

bool PhraseView::isPlainNoun(std::uint32_t at) const {
  if (pack_.has_capitals == 0 || token(at).capitalised) return false;
  return text_.is(lexeme(at), WordClass::kNoun) && entry(at, EntryKind::kMarker) == nullptr &&
         entry(at, EntryKind::kTrigger) == nullptr;
}

bool PhraseView::titleFollows(std::uint32_t at) const {
  for (std::uint32_t i = at; i < std::min(last_, at + kLongestRoleModifier + 1); ++i) {
    if (entry(i, EntryKind::kRole) != nullptr) return true;
    if (is(i, Grammar::kFormer) || isPlainNoun(i)) continue;
    if (!isPlainAdjective(i)) return false;
  }
  return false;
}

}  // namespace chancery
