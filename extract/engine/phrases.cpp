#include "extract/engine/phrases.h"

#include <algorithm>

#include "extract/engine/appositions.h"
#include "extract/engine/phrase_names.h"
#include "extract/engine/phrase_titles.h"
#include "extract/engine/phrase_view.h"
#include "extract/text/endings.h"

namespace chancery {
namespace {

class PhraseParser {
 public:
  explicit PhraseParser(const PhraseView& view) : view_(view) {}

  std::vector<Phrase> run() {
    std::vector<Phrase> phrases;
    for (std::uint32_t at = view_.first(); at < view_.last();) {
      auto phrase = view_.mayBeginPhrase(at) && !isUnknownTitle(at) && !isBeforeOffice(at)
                        ? parse(at)
                        : std::nullopt;
      if (phrase) {
        phrase->hyphen_joined = view_.token(phrase->first).hyphen_before;
        // "a leader", but "a Russian envoy" stands for his state
        const bool nobody = view_.pack().markers_follow != 0 || phrase->country == kNone;
        phrase->indefinite = at > view_.first() && nobody && !phrase->hasName() &&
                             view_.is(at - 1, Grammar::kIndefinite);
        phrase->in_quotation = view_.token(phrase->first).quotation >= 0;
        at = phrase->last;
        phrases.push_back(std::move(*phrase));
      } else {
        ++at;
      }
    }
    return joinAppositions(view_, std::move(phrases));
  }

 private:
  // "Burgrave Emmanuel Macron": a word that no table lists, before the full name of one whom the
  // base knows.
  bool isUnknownTitle(std::uint32_t at) const {
    return view_.isUnlisted(at) && at + 1 < view_.last() && view_.isLongPersonName(at + 1);
  }

  // "the Druze leader Walid Jumblatt", "the Tiger leader, Prabhakaran": of whom somebody is the
  // leader, written as a name.
  bool isBeforeOffice(std::uint32_t at) const {
    if (view_.pack().has_capitals == 0 || at == view_.first() || at + 2 >= view_.last() ||
        !view_.token(at).capitalised || view_.token(at).all_capitals || view_.isAnyEntity(at) ||
        view_.entry(at, EntryKind::kRole) != nullptr)
      return false;
    // "received by Mazhilis Chairman Yerlan Koshanov"
    if (view_.isUnlisted(at) && !view_.token(at - 1).capitalised &&
        view_.role(at + 1, RoleKind::kTitle) != nullptr && view_.token(at + 1).capitalised &&
        nameEnd(view_, at + 2, true) > at + 3)
      return true;
    if (!(view_.is(at - 1, Grammar::kArticle) || view_.isPlainAdjective(at - 1))) return false;
    const std::uint32_t office = at + 1;
    const bool title = view_.role(office, RoleKind::kTitle) != nullptr ||
                       view_.role(office, RoleKind::kCollective) != nullptr;
    if (!title || view_.token(office).capitalised) return false;
    const std::uint32_t name = office + (view_.isPunctuation(office + 1, ',') ? 2 : 1);
    return name < view_.last() && view_.token(name).capitalised;
  }

  std::optional<Phrase> parse(std::uint32_t start) {
    if (auto phrase = counted(start)) return phrase;
    if (auto phrase = pronoun(start)) return phrase;
    if (auto phrase = capital(start)) return phrase;
    if (auto phrase = bodyByHead(start)) return phrase;
    if (isCurrency(start)) return std::nullopt;
    Phrase phrase;
    phrase.first = start;
    std::uint32_t at = start;
    at = takePossessor(view_, at, phrase);
    at = takeModifiers(view_, at, phrase);
    const bool modified = at > start;
    at = takeTitle(view_, at, phrase);
    return finish(start, at, modified, std::move(phrase));
  }

  std::optional<Phrase> pronoun(std::uint32_t at) const {
    const EntryRow* row = view_.pronounRow(at);
    if (row == nullptr) return std::nullopt;
    if (at + 1 < view_.last() && view_.token(at + 1).hyphen_before)
      return std::nullopt;  // "the two-day talks"
    // "his counterpart" is read as a phrase with a possessor
    const auto marker = static_cast<Case>(row->aux);
    if ((marker == Case::kPossessor || marker == Case::kOf) && relationalFollows(at + 1)) {
      return std::nullopt;
    }
    Phrase phrase;
    phrase.first = at;
    phrase.last = at + 1;
    phrase.pronoun = PhraseView::kindOf(*row);
    phrase.gender = PhraseView::genderOf(*row);
    phrase.pronoun_case = marker;
    if (*phrase.pronoun == PronounKind::kThey) phrase.count = countAt(at);
    if (*phrase.pronoun == PronounKind::kThey && marker == Case::kPossessor &&
        view_.is(at + 1, Grammar::kStates)) {
      phrase.pronoun = PronounKind::kBoth;  // "Their countries agreed"
      phrase.pronoun_case = Case::kNone;
      phrase.states = true;
      phrase.last = at + 2;
      return phrase;
    }
    // "The sides agreed": one entry for both
    if (*phrase.pronoun == PronounKind::kBoth && view_.is(at, Grammar::kStates)) {
      phrase.states = true;
      return phrase;
    }
    // "दोनों नेताओं", "both leaders": the collective says no more
    if (*phrase.pronoun == PronounKind::kBoth && marker == Case::kNone) {
      std::uint32_t next = at + 1;
      while (
          next < view_.last() &&
          ((view_.entry(next, EntryKind::kEntity) != nullptr && view_.owner(next, true) != kNone) ||
           (view_.token(next).capitalised && view_.entry(next, EntryKind::kRole) == nullptr) ||
           view_.text().is(view_.lexeme(next), WordClass::kAdjective))) {
        ++next;
      }
      if (view_.is(next, Grammar::kStates)) {
        phrase.states = true;
        phrase.last = next + 1;
        // "दोनों देशों के विदेश मंत्रियों ने"
        if (view_.pack().markers_follow != 0 && view_.isMarker(next + 1, Case::kOf)) {
          if (const EntryRow* office = view_.role(next + 2, RoleKind::kTitle)) {
            phrase.role = office->value;
            phrase.last = next + 3;
            if (view_.isPersonEntity(next + 3)) return std::nullopt;
          } else if (const EntryRow* body = view_.role(next + 2, RoleKind::kCollective);
                     body != nullptr && !isOfLeaders(body->value)) {
            phrase.collective = true;  // "दोनों देशों के प्रतिनिधिमंडलों की"
            phrase.last = next + 3;
          }
        }
      } else if (view_.pack().markers_follow != 0 && view_.is(next, Grammar::kGuest)) {
        phrase.guest = true;  // "दोनों मेहमानों", "दोनों मेहमान प्रधानमंत्रियों"
        phrase.last = next + 1;
        if (view_.role(next + 1, RoleKind::kTitle) != nullptr) ++phrase.last;
      } else if (const EntryRow* collective = view_.role(next, RoleKind::kCollective)) {
        phrase.collective = true;
        phrase.role = collective->value;
        phrase.last = next + 1;
      } else if (const EntryRow* plural = view_.role(next, RoleKind::kTitle)) {
        phrase.collective = true;
        phrase.role = plural->value;
        phrase.last = next + 1;
        // "दोनों विदेश मंत्रियों X और Y": they are named
        if (view_.pack().markers_follow != 0 && view_.isPersonEntity(next + 1)) return std::nullopt;
      } else if (next < view_.last() && view_.text().is(view_.lexeme(next), WordClass::kNoun)) {
        return std::nullopt;  // "both matters", "दोनों देशों"
      }
    }
    return phrase;
  }

  bool isOfLeaders(std::uint32_t role) const {
    if (role == kNone) return false;
    static constexpr int kLowestRank = 9;
    const auto alternatives = view_.image().role(role);
    return std::any_of(alternatives.begin(), alternatives.end(), [this](const RoleAlternative& a) {
      return view_.image().officeCodes()[a.office].rank < kLowestRank;
    });
  }

  // A counterpart, a host, or an office stands within the next words.
  bool relationalFollows(std::uint32_t at) const {
    for (std::uint32_t i = at; i < std::min(view_.last(), at + 4); ++i) {
      if (view_.role(i, RoleKind::kRelational) != nullptr) return true;
      if (view_.role(i, RoleKind::kTitle) != nullptr) return true;
      if (view_.role(i, RoleKind::kCollective) != nullptr) return true;
      // "उनके उरुग्वे के समकक्ष"
      if (view_.pack().markers_follow != 0 && view_.isMarker(i + 1, Case::kOf))
        return view_.owner(i, false) != kNone &&
               view_.role(i + 2, RoleKind::kRelational) != nullptr;
      if (view_.owner(i, true) == kNone && view_.owner(i, false) == kNone &&
          !view_.isPlainAdjective(i) && !view_.is(i, Grammar::kFormer)) {
        return false;
      }
    }
    return false;
  }

  // "the German capital", "रूस की राजधानी": a country, and the word for its capital; the city's name
  // may follow.
  std::optional<Phrase> capital(std::uint32_t at) const {
    std::uint32_t country = view_.owner(at, true);
    std::uint32_t next = at + 1;
    if (country == kNone) {
      country = view_.owner(at, false);
      if (country == kNone) return std::nullopt;
      if (view_.is(next, Grammar::kPossessive) || view_.isMarker(next, Case::kOf)) ++next;
    }
    if (!view_.is(next, Grammar::kCapital)) return std::nullopt;
    Phrase phrase;
    phrase.first = at;
    phrase.last = next + 1;
    phrase.country = country;
    phrase.capital = true;
    const std::uint32_t name = phrase.last + (view_.isPunctuation(phrase.last, ',') ? 1u : 0u);
    if (name < view_.last() && view_.isAnyEntity(name) && view_.owner(name, true) == kNone &&
        !view_.isPersonEntity(name)) {
      phrase.name_first = name;
      phrase.name_last = name + 1;
      phrase.name_is_known = true;
      phrase.last = name + 1;
    }
    return phrase;
  }

  // "three", "तीनों": how many, of those who may be known together; 0 for none.
  std::uint32_t countAt(std::uint32_t at) const {
    constexpr int kMost = 6;
    const EntryRow* number = view_.entry(at, EntryKind::kDate);
    if (number == nullptr) return 0;
    const DateRow& row = view_.image().dates()[number->value];
    if (row.op != DateOperator::kNumber || row.value < 3 || row.value > kMost) return 0;
    return static_cast<std::uint32_t>(row.value);
  }

  // "three Balkan presidents", "तीनों नेताओं"
  std::optional<Phrase> counted(std::uint32_t at) const {
    const std::uint32_t count = countAt(at);
    if (count == 0) return std::nullopt;
    std::uint32_t next = at + 1;
    std::uint32_t country = kNone;
    while (next < view_.last() && next < at + 3 &&
           (view_.isPlainAdjective(next) || view_.token(next).capitalised) &&
           view_.entry(next, EntryKind::kRole) == nullptr) {
      if (country == kNone) country = view_.owner(next, true);  // "four Russian diplomats"
      ++next;
    }
    const EntryRow* title = view_.role(next, RoleKind::kCollective);
    if (title == nullptr) title = view_.role(next, RoleKind::kTitle);
    if (title == nullptr) return std::nullopt;
    Phrase phrase;
    phrase.first = at;
    phrase.last = next + 1;
    phrase.collective = true;
    phrase.role = title->value;
    phrase.country = country;
    phrase.count = count;
    return phrase;
  }

  // "US$ 1 million"
  bool isCurrency(std::uint32_t at) const {
    if (at + 1 >= view_.last() || view_.token(at).script != Script::kLatin) return false;
    const Token& next = view_.token(at + 1);
    return next.kind == TokenKind::kPunctuation && !next.space_before &&
           (next.punctuation == U'$' || next.punctuation == U'€' || next.punctuation == U'£');
  }

  std::optional<Phrase> finish(std::uint32_t start, std::uint32_t at, bool modified,
                               Phrase phrase) const {
    const bool titled = phrase.hasRole() || phrase.honorific;
    at = takeName(view_, at, titled || phrase.country != kNone, phrase);
    if (const std::uint32_t country = countryOfRule(at, phrase); country != kNone) {
      phrase.name_first = phrase.name_last = 0;
      phrase.name_is_known = false;
      phrase.country = country;
      phrase.collective = true;
      phrase.role = view_.role(at, RoleKind::kCollective)->value;
      phrase.last = at + 1;
      return phrase;
    }
    if (phrase.hasName()) {
      // "दूत एरिक सोल्हाइम किलिनोच्चि में": nothing is in a person
      if (view_.pack().markers_follow != 0 && phrase.hasRole() && !phrase.name_is_known &&
          !phrase.name_is_thing && !phrase.name_is_organisation &&
          phrase.name_last > phrase.name_first + 1 && view_.isMarker(at, Case::kIn) &&
          view_.isUnlisted(at - 1) && !view_.token(at - 1).hyphen_before) {
        --phrase.name_last;
        --at;
      }
      phrase.last = at;
      // "मोदी जी ने", "पुतिन साहब से"
      if (isCourtesyBehind(at)) ++phrase.last;
      // "खुजंद शहर में": the marker stands behind the word for what it is
      if (view_.pack().markers_follow != 0 && !titled && at < view_.last() &&
          view_.text().is(view_.lexeme(at), NamePart::kSettlementHead))
        ++phrase.last;
      if (view_.pack().markers_follow == 0 && !phrase.name_is_thing)
        phrase.last = takeNameTail(view_, at, phrase);
      return phrase;
    }
    // "पुतिन के नेतृत्व की": leadership, not leaders
    // but "विदेश मंत्रालय ने": it acts
    const bool acts = phrase.of_state && view_.isMarker(at, Case::kErgative) &&
                      !view_.is(at - 1, Grammar::kStates);
    const bool abstract = phrase.collective && !modified && !acts && phrase.role != kNone &&
                          view_.image().role(phrase.role).empty() &&
                          view_.pack().markers_follow != 0;
    // "प्रधानमंत्री आवास पर", "गवर्नर हाउस में": the house of an office, and nobody who holds it
    if (phrase.role != kNone && isHouseOfOffice(at)) {
      phrase.name_first = at;
      phrase.name_last = phrase.last = at + 1;
      phrase.name_is_thing = true;
      return phrase;
    }
    if ((phrase.hasRole() && !abstract) || phrase.belonging) {
      phrase.last = at;
      if (standsInCapital(at, phrase)) {  // "the government in Delhi"
        phrase.country = countryOfCity(at + 1);
        phrase.last = at + 2;
      }
      return phrase;
    }
    if (isStateOfDeed(start)) {
      phrase.country = view_.owner(start, true);
      phrase.collective = true;
      phrase.pronoun_case = view_.pack().markers_follow != 0 ? Case::kOf : Case::kPossessor;
      phrase.last = start + 1;
      return phrase;
    }
    if (isJoinedToDeed(start)) {  // "a Qatari-brokered truce"
      phrase.country = view_.owner(start, true);
      phrase.collective = true;
      phrase.pronoun_case = Case::kSubject;
      phrase.last = start + 1;
      return phrase;
    }
    if (isPeopleOfState(start)) {  // "thanked the British people"
      phrase.country = view_.owner(start, true);
      phrase.collective = true;
      phrase.last = start + 2;
      return phrase;
    }
    if (isNationals(start)) {
      phrase.country = view_.owner(start, true);
      // "23 Russians" do not act for their state, but what is done to them is done to it
      phrase.belonging = !view_.text().is(view_.lexeme(start - 1), Grammar::kArticle);
      phrase.collective = !phrase.belonging;
      // "the Peruvian": he who is from there, whom the text has named
      phrase.relational = phrase.collective && isOnePerson(start);
      phrase.collective = phrase.collective && !phrase.relational;
      phrase.last = start + 1;
      return phrase;
    }
    // "the general", "the Begum"
    const bool said_alone = start > view_.first() && view_.is(start - 1, Grammar::kArticle);
    const bool of_rank =
        view_.lexeme(start).last > view_.lexeme(start).first + 1;  // "His Highness"
    if (phrase.honorific && view_.pack().markers_follow == 0 && (said_alone || of_rank) &&
        at == start + 1) {
      phrase.courtesy = view_.text().tokens.tokens[view_.lexeme(start).last - 1].word;
      phrase.last = at;
      return phrase;
    }
    if (!modified || at == start) return std::nullopt;
    // an adjective of a country with nothing behind it says nothing of a person
    return std::nullopt;
  }

  // "संघ ने", where the text has named the European Union: with nothing before it that says which.
  std::optional<Phrase> bodyByHead(std::uint32_t at) const {
    const auto& heads = view_.text().body_heads;
    if (heads.empty() || view_.lexeme(at).last != view_.lexeme(at).first + 1 ||
        view_.entry(at + 1, EntryKind::kMarker) == nullptr)
      return std::nullopt;
    const std::uint32_t word = view_.token(at).word;
    const auto head = std::find_if(heads.begin(), heads.end(),
                                   [word](const auto& known) { return known.first == word; });
    if (head == heads.end()) return std::nullopt;
    if (at > view_.first()) {
      const Lexeme& before = view_.lexeme(at - 1);
      const bool opens = view_.token(at - 1).punctuation != 0 || before.has(EntryKind::kMarker) ||
                         view_.is(at - 1, Grammar::kThat) || view_.is(at - 1, Grammar::kClause) ||
                         view_.is(at - 1, Grammar::kAnd);
      if (!opens || view_.isMarker(at - 1, Case::kOf)) return std::nullopt;
    }
    Phrase phrase;
    phrase.first = at;
    phrase.last = at + 1;
    phrase.country = head->second;
    phrase.collective = true;
    return phrase;
  }

  // A courtesy with a marker behind it, or nothing more: none of the next name.
  bool isCourtesyBehind(std::uint32_t at) const {
    if (view_.pack().markers_follow == 0 || view_.role(at, RoleKind::kHonorific) == nullptr)
      return false;
    return at + 1 >= view_.last() || view_.entry(at + 1, EntryKind::kMarker) != nullptr ||
           view_.is(at + 1, Grammar::kAnd) || view_.token(at + 1).punctuation != 0;
  }

  // "ट्रंप प्रशासन", "नेतन्याहू सरकार": the state that he leads; kNone for anything else.
  std::uint32_t countryOfRule(std::uint32_t at, const Phrase& phrase) const {
    if (view_.pack().markers_follow == 0 || !phrase.name_is_known || phrase.hasRole() ||
        phrase.name_last != at || at >= view_.last() ||
        !view_.text().is(view_.lexeme(at), NamePart::kStateHead) ||
        view_.role(at, RoleKind::kCollective) == nullptr)
      return kNone;
    std::uint32_t country = kNone;
    for (const EntryRow& row : view_.text().entriesOf(view_.lexeme(phrase.name_first))) {
      if (row.kind != EntryKind::kEntity) continue;
      const EntityRow& entity = view_.image().entities()[row.value];
      if (entity.type != EntityType::kPerson || entity.country_entity == kNone) return kNone;
      if (country != kNone && country != entity.country_entity) return kNone;
      country = entity.country_entity;
    }
    return country;
  }

  bool standsInCapital(std::uint32_t at, const Phrase& phrase) const {
    return view_.pack().markers_follow == 0 && (phrase.collective || phrase.belonging) &&
           phrase.country == kNone && !phrase.relational && phrase.role != kNone &&
           view_.image().role(phrase.role).empty() && view_.isMarker(at, Case::kIn) &&
           at + 1 < view_.last() && countryOfCity(at + 1) != kNone;
  }

  // Of a capital, which may stand for its state.
  std::uint32_t countryOfCity(std::uint32_t at) const {
    for (const EntryRow& row : view_.text().entriesOf(view_.lexeme(at))) {
      if (row.kind != EntryKind::kEntity) continue;
      const EntityRow& entity = view_.image().entities()[row.value];
      if (entity.type == EntityType::kPlace && entity.acts_for_country != 0)
        return entity.country_entity;
    }
    return kNone;
  }

  bool isHouseOfOffice(std::uint32_t at) const {
    return view_.pack().markers_follow != 0 && at + 1 < view_.last() &&
           view_.text().is(view_.lexeme(at), NamePart::kPlaceHead) &&
           (view_.isMarker(at + 1, Case::kIn) || view_.isMarker(at + 1, Case::kOn) ||
            view_.isMarker(at + 1, Case::kAt));
  }

  // "Turkish mediation", "American sanctions": the state whose deed the noun says.
  bool isStateOfDeed(std::uint32_t at) const {
    if (view_.owner(at, true) == kNone || at + 1 >= view_.last()) return false;
    if (view_.pack().markers_follow != 0) return isDeedBehind(at + 1);
    if (view_.is(at + 1, Grammar::kAct)) return true;  // "the Russian invasion"
    for (const EntryRow& row : view_.text().entriesOf(view_.lexeme(at + 1))) {
      if (row.kind != EntryKind::kTrigger) continue;
      const TriggerRow& trigger = view_.image().triggers()[row.value];
      if (trigger.trigger_class != TriggerClass::kNoun) continue;
      switch (view_.image().frames()[trigger.frame].relation) {
        case Relation::kMeet:
        case Relation::kTalk:
        case Relation::kVisit:
        case Relation::kHost: break;
        default: return true;
      }
    }
    return false;
  }

  // "अमेरिकी सैन्य कार्रवाई"
  bool isDeedBehind(std::uint32_t at) const {
    const std::uint32_t end = std::min(view_.last(), at + 3);
    while (at < end && !view_.is(at, Grammar::kDeed) && view_.isPlainAdjective(at)) ++at;
    return view_.is(at, Grammar::kDeed);
  }

  bool isOnePerson(std::uint32_t at) const {
    return endsWithAny(view_.text().textOf(view_.lexeme(at)),
                       view_.image().text(view_.pack().person_endings));
  }

  bool isJoinedToDeed(std::uint32_t at) const {
    return view_.pack().has_capitals != 0 && at + 1 < view_.last() &&
           view_.token(at + 1).hyphen_before && view_.owner(at, true) != kNone &&
           view_.entry(at + 1, EntryKind::kTrigger) != nullptr;
  }

  bool isPeopleOfState(std::uint32_t at) const {
    return view_.pack().has_capitals != 0 && at > view_.first() && at + 1 < view_.last() &&
           view_.owner(at, true) != kNone && view_.is(at - 1, Grammar::kArticle) &&
           view_.text().is(view_.lexeme(at + 1), NamePart::kStateOf);
  }

  bool isPlural(std::uint32_t at) const {
    const std::string_view ending = view_.image().text(view_.pack().plural_ending);
    const std::string_view word = view_.text().textOf(view_.lexeme(at));
    if (ending.empty() || word.size() < 2 * ending.size() + 1) return false;
    const std::string_view before = word.substr(word.size() - 2 * ending.size(), ending.size());
    return word.substr(word.size() - ending.size()) == ending && before != ending;
  }

  // "warned the Chileans", "23 Russians": the adjective where a noun stands.
  bool isNationals(std::uint32_t at) const {
    if (view_.pack().has_capitals == 0 || at == view_.first() || view_.owner(at, true) == kNone)
      return false;
    const Lexeme& before = view_.lexeme(at - 1);
    const bool counted = view_.text().tokenOf(before).kind == TokenKind::kNumber ||
                         view_.text().is(before, WordClass::kNumeral);
    // "ordered out the same number of Russians"
    const bool of_number = view_.isMarker(at - 1, Case::kOf) && isPlural(at);
    if (!counted && !of_number && !view_.text().is(before, Grammar::kArticle)) return false;
    if (at + 1 >= view_.last()) return true;
    const Token& next = view_.token(at + 1);
    if (next.kind == TokenKind::kPunctuation) return next.punctuation != U'-';
    const Lexeme& l = view_.lexeme(at + 1);
    if (isPlural(at) && !next.capitalised) return true;  // "the Saudis condemned"
    return !next.capitalised && !next.hyphen_before && !view_.beginsNoun(at + 1) &&
           !view_.text().is(l, WordClass::kNoun) && !view_.text().is(l, WordClass::kAdjective);
  }

  const PhraseView& view_;
};

}  // namespace

std::vector<Phrase> findPhrases(const LexedText& text, const Image& image, std::uint8_t language,
                                std::uint32_t first, std::uint32_t last) {
  return PhraseParser(PhraseView(text, image, language, first, last)).run();
}

}  // namespace chancery
