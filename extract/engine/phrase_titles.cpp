#include "extract/engine/phrase_titles.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "extract/engine/organisations.h"
#include "extract/engine/phrase_names.h"

namespace chancery {
namespace {

class TitleReader {
 public:
  explicit TitleReader(const PhraseView& view) : view_(view) {}

  std::uint32_t possessor(std::uint32_t at, Phrase& phrase) const {
    const EntryRow* row = view_.pronounRow(at);
    if (row == nullptr) return at;
    const auto marker = static_cast<Case>(row->aux);
    if (marker != Case::kPossessor && marker != Case::kOf) return at;
    if (PhraseView::kindOf(*row) == PronounKind::kWho) return at;
    phrase.possessor = PhraseView::kindOf(*row);
    phrase.gender = PhraseView::genderOf(*row);
    return at + 1;
  }

  // Countries, "former", and what stands between them and the office.
  std::uint32_t modifiers(std::uint32_t at, Phrase& phrase) const {
    for (;;) {
      if (view_.is(at, Grammar::kFormer)) {
        phrase.former = true;
        ++at;
        continue;
      }
      if (const std::uint32_t country = view_.owner(at, true);
          country != kNone && phrase.country == kNone && view_.titleFollows(at + 1)) {
        phrase.country = country;
        ++at;
        continue;
      }
      if (const std::uint32_t next = adjectivesJoined(at, phrase); next != 0) {
        at = next;
        continue;
      }
      if (const std::uint32_t country = countryOfSeat(at, phrase); country != kNone) {
        phrase.country = country;
        ++at;
        continue;
      }
      if (const std::uint32_t country = view_.owner(at, false);
          country != kNone && phrase.country == kNone && !isWhereOnly(at)) {
        const std::uint32_t next = behindOwner(at);
        if (next != 0) {
          phrase.country = country;
          at = next;
          continue;
        }
      }
      if (const std::uint32_t title = behindPortfolio(at);
          title != at && (phrase.country != kNone || phrase.former || phrase.possessor)) {
        at = title;
        continue;
      }
      if ((phrase.country != kNone || phrase.former || phrase.possessor) && at < view_.last() &&
          (view_.isPlainAdjective(at) || view_.isPlainNoun(at)) && view_.titleFollows(at + 1)) {
        ++at;
        continue;
      }
      return at;
    }
  }

  std::uint32_t title(std::uint32_t at, Phrase& phrase) const {
    for (;;) {
      if (view_.isKnownSurname(at) && !view_.isKnownSurname(at + 1)) return at;  // "John Major"
      if (isTitleAsGivenName(at, phrase)) return at;
      // "मेहमान मंत्री सुरक्षा सलाहकार डोभाल से": a guest, and another with his own office
      if (phrase.guest && phrase.role != kNone && view_.pack().markers_follow != 0 &&
          view_.role(at, RoleKind::kTitle) != nullptr)
        return at;
      if (const EntryRow* row = view_.role(at, RoleKind::kTitle); row && !isVerbOfWho(at)) {
        // the last title is the office: "Deputy Prime Minister and Foreign Minister" gives two
        if (phrase.role == kNone) phrase.role = row->value;
        if (phrase.body == kNone) phrase.body = view_.ownerWithin(at);
        phrase.plural = phrase.plural || (row->flags & kIsPlural) != 0;
        ++at;
        at = titleTail(at, phrase);
        // "the Deputy Prime Minister/Foreign Minister, Senator Dar,"
        if (view_.isPunctuation(at, '/') && view_.role(at + 1, RoleKind::kTitle) != nullptr) ++at;
        at = behindBrackets(at);
        at = behindAnd(at, phrase);
      } else if (const EntryRow* relation = view_.role(at, RoleKind::kRelational);
                 relation != nullptr && !isVerbBeforeName(at)) {
        phrase.relational = true;
        phrase.plural = phrase.plural || (relation->flags & kIsPlural) != 0;
        // "मेहमान नेता"
        if (phrase.role == kNone && !view_.image().role(relation->value).empty())
          phrase.role = relation->value;
        phrase.host = phrase.host || view_.is(at, Grammar::kHost);
        phrase.guest = phrase.guest || view_.is(at, Grammar::kGuest);
        ++at;
        if (view_.isMarker(at, Case::kFrom)) at = titleTail(at, phrase);
        // "मेजबान किर्गिस्तान के राष्ट्रपति": whose office it is stands behind
        if (view_.pack().markers_follow != 0 && phrase.country == kNone) at = modifiers(at, phrase);
      } else if (const EntryRow* collective = view_.role(at, RoleKind::kCollective);
                 collective != nullptr && !isNobodysState(at, *collective, phrase)) {
        phrase.collective = true;
        phrase.of_state = phrase.of_state || (collective->flags & kActsForState) != 0;
        if (phrase.role == kNone) phrase.role = collective->value;
        if (phrase.body == kNone) phrase.body = view_.ownerWithin(at);
        phrase.plural = phrase.plural || (collective->flags & kIsPlural) != 0;
        ++at;
        at = titleTail(at, phrase);
      } else if (view_.role(at, RoleKind::kBelonging) != nullptr && phrase.country != kNone) {
        phrase.belonging = true;
        ++at;
      } else if (view_.role(at, RoleKind::kHonorific) != nullptr) {
        phrase.honorific = true;
        ++at;
      } else {
        return at;
      }
    }
  }

 private:
  bool isPlace(std::uint32_t at) const {
    if (at >= view_.last() || !view_.lexeme(at).has(EntryKind::kEntity)) return false;
    const auto entries = view_.text().entriesOf(view_.lexeme(at));
    return std::any_of(entries.begin(), entries.end(), [this](const EntryRow& row) {
      return row.kind == EntryKind::kEntity &&
             view_.image().entities()[row.value].type == EntityType::kPlace;
    });
  }

  // "Bougainville leader Joseph Kabui", "London mayor Sadiq Khan": the country of a place before an
  // office that stands before a name; kNone for anything else.
  std::uint32_t countryOfSeat(std::uint32_t at, const Phrase& phrase) const {
    if (view_.pack().has_capitals == 0 || phrase.country != kNone || at != phrase.first ||
        !isPlace(at) || view_.owner(at, false) != kNone || view_.isPersonEntity(at))
      return kNone;
    const bool office = view_.role(at + 1, RoleKind::kTitle) != nullptr ||
                        view_.role(at + 1, RoleKind::kCollective) != nullptr;
    if (!office || view_.token(at + 1).capitalised || nameEnd(view_, at + 2, true) < at + 3)
      return kNone;
    for (const EntryRow& row : view_.text().entriesOf(view_.lexeme(at))) {
      if (row.kind == EntryKind::kEntity) return view_.image().entities()[row.value].country_entity;
    }
    return kNone;
  }

  // "In Berlin Chancellor Scholz received him": where he did, and whose office it is not.
  bool isWhereOnly(std::uint32_t at) const {
    return view_.pack().has_capitals != 0 && isPlace(at) && at > view_.first() &&
           (view_.isMarker(at - 1, Case::kIn) || view_.isMarker(at - 1, Case::kAt) ||
            view_.isMarker(at - 1, Case::kInto) || view_.isMarker(at - 1, Case::kFrom)) &&
           (view_.role(at + 1, RoleKind::kTitle) != nullptr ||
            view_.role(at + 1, RoleKind::kHonorific) != nullptr) &&
           view_.token(at + 1).capitalised;
  }

  // "युवराज सुल्तान बिन अब्दुल अजीज": a title elsewhere, and a given name behind another.
  bool isTitleAsGivenName(std::uint32_t at, const Phrase& phrase) const {
    return view_.pack().has_capitals == 0 && phrase.role != kNone && at + 2 < view_.last() &&
           view_.hasGivenName(view_.lexeme(at)) && view_.isParticle(at + 1);
  }

  // A word for any state, unless it is said whose: "उनका देश", but not "उनके पड़ोसी देश नेपाल को".
  bool isNobodysState(std::uint32_t at, const EntryRow& role, const Phrase& phrase) const {
    if (view_.pack().markers_follow == 0 || (role.flags & kActsForState) == 0) return false;
    if (phrase.country != kNone) return false;
    // "विदेश मंत्रालय ने": what it is says that it acts for a state, and the text of which one
    if (!phrase.possessor && view_.isMarker(at + 1, Case::kErgative) &&
        !view_.is(at, Grammar::kStates))
      return false;
    return phrase.possessor != PronounKind::kHe ||
           (view_.isAnyEntity(at + 1) && at > phrase.first + 1);
  }

  // "गयाना के ऊर्जा उपमंत्री", "नवीन ऊर्जा मंत्री": where the title begins of which the nouns before say
  // what it is in charge of; `at` where they are nothing of the kind.
  std::uint32_t behindPortfolio(std::uint32_t at) const {
    constexpr std::uint32_t kLongest = 4;
    if (view_.pack().markers_follow == 0) return at;
    std::uint32_t next = at;
    bool noun = false;
    for (; next < std::min(view_.last(), at + kLongest); ++next) {
      if (view_.role(next, RoleKind::kTitle) != nullptr) return noun ? next : at;
      if (noun && view_.is(next, Grammar::kAnd)) {
        noun = false;
        continue;
      }
      const Lexeme& lexeme = view_.lexeme(next);
      const bool word = lexeme.has(EntryKind::kTopic) || view_.text().is(lexeme, WordClass::kNoun);
      if (lexeme.has(EntryKind::kMarker) || lexeme.has(EntryKind::kEntity) ||
          lexeme.has(EntryKind::kRole) || lexeme.has(EntryKind::kDate) ||
          lexeme.has(EntryKind::kTrigger))
        return at;
      if (!word && !view_.text().is(lexeme, WordClass::kAdjective)) return at;
      noun = noun || word;
    }
    return at;
  }

  // "North Korean and Japanese diplomats": where the office begins; 0 if this is nothing of the
  // kind.
  std::uint32_t adjectivesJoined(std::uint32_t at, Phrase& phrase) const {
    const std::uint32_t first = view_.owner(at, true);
    if (first == kNone || phrase.country != kNone) return 0;
    std::vector<std::uint32_t> more;
    std::uint32_t next = at + 1;
    while (view_.isPunctuation(next, ',') || view_.is(next, Grammar::kAnd)) {
      const std::uint32_t another = view_.owner(next + 1, true);
      if (another == kNone) return 0;
      more.push_back(another);
      next += 2;
    }
    if (more.empty() || !view_.titleFollows(next)) return 0;
    phrase.country = first;
    phrase.more_countries = std::move(more);
    return next;
  }

  // "के. रघुनाथ तथा पाकिस्तान के शमशाद अहमद ने": somebody of another state, who does it as well.
  bool isJoinedPerson(std::uint32_t country, std::uint32_t name) const {
    if (country == view_.first() || !view_.is(country - 1, Grammar::kAnd) ||
        !(view_.hasGivenName(view_.lexeme(name)) || view_.isUnlisted(name)))
      return false;
    const std::uint32_t end = nameEnd(view_, name, true);
    return end > name + 1 &&
           (view_.isMarker(end, Case::kErgative) || view_.isMarker(end, Case::kBetween) ||
            view_.isMarker(end, Case::kDative) || view_.isMarker(end, Case::kWith));
  }

  // Where the office begins that belongs to the country at `at`; 0 if none does.
  std::uint32_t behindOwner(std::uint32_t at) const {
    std::uint32_t next = at + 1;
    if (view_.pack().markers_follow != 0) {
      const bool genitive = view_.isMarker(next, Case::kOf);
      if (genitive) ++next;
      // "तालिबान के मुल्ला बरादर", "पोलैंड के रादोस्लाव सिकोर्स्की"
      if (genitive && next < view_.last() &&
          (view_.isPersonEntity(next) || isNewPerson(view_, next) || isJoinedPerson(at, next)))
        return next;
      if (genitive && behindPortfolio(next) != next) return next;
      if (!view_.titleFollows(next) ||
          (!genitive && view_.entry(next, EntryKind::kRole) == nullptr))
        return 0;
      return next;
    }
    // "Papua New Guinea (PNG) Prime Minister Peter O'Neill"
    if (view_.isPunctuation(next, '(') && view_.isPunctuation(next + 2, ')') &&
        view_.token(next + 1).all_capitals)
      next += 3;
    if (view_.is(next, Grammar::kPossessive)) {
      ++next;
      if (view_.titleFollows(next) || view_.isPersonEntity(next) ||
          organisationAt(view_.text(), next, view_.last()) ||
          (nameEnd(view_, next, false) >= next + 2 && !view_.isHead(nameEnd(view_, next, false)))) {
        return next;
      }
      return 0;
    }
    if (view_.entry(next, EntryKind::kRole) != nullptr) return next;
    // "U.S. Acting Secretary Charles Johnson"
    const bool describes =
        next < view_.last() && view_.text().is(view_.lexeme(next), WordClass::kAdjective);
    return describes && view_.titleFollows(next + 1) ? next : 0;
  }

  // "सचिव (पश्चिम) राघवेंद्र सोमण": what a secretary is in charge of.
  std::uint32_t behindBrackets(std::uint32_t at) const {
    constexpr std::uint32_t kLongest = 4;
    if (view_.pack().markers_follow == 0 || !view_.isPunctuation(at, '(')) return at;
    for (std::uint32_t close = at + 2; close < std::min(view_.last(), at + kLongest); ++close) {
      if (view_.isPunctuation(close, ')'))
        return close + 1 < view_.last() && nameEnd(view_, close + 1, true) > close + 1 ? close + 1
                                                                                       : at;
    }
    return at;
  }

  // "कजाखस्तान के उप प्रधानमंत्री एवं विदेश मंत्री मुरात नुर्तलेउ": two offices of one.
  std::uint32_t behindAnd(std::uint32_t at, const Phrase& phrase) const {
    if (view_.pack().markers_follow == 0) return behindCapitalAnd(at, phrase);
    if (phrase.country == kNone || !view_.is(at, Grammar::kAnd)) return at;
    if (view_.role(at + 1, RoleKind::kTitle) == nullptr) return at;
    return nameEnd(view_, at + 2, true) > at + 2 ? at + 1 : at;
  }

  // "Chinese Vice-Premier and Foreign Minister Qian Qichen", but "the president and Prime Minister
  // Modi"
  std::uint32_t behindCapitalAnd(std::uint32_t at, const Phrase& phrase) const {
    if (!view_.is(at, Grammar::kAnd) || !view_.token(at - 1).capitalised || phrase.plural ||
        view_.role(at - 1, RoleKind::kTitle) == nullptr)
      return at;
    const bool bare =
        phrase.first == view_.first() || !view_.is(phrase.first - 1, Grammar::kArticle);
    if (!bare || view_.role(at + 1, RoleKind::kTitle) == nullptr ||
        !view_.token(at + 1).capitalised)
      return at;
    std::uint32_t name = at + 2;
    while (view_.role(name, RoleKind::kHonorific) != nullptr) ++name;
    const bool person = name < view_.last() &&
                        (view_.isPersonEntity(name) || nameEnd(view_, name, true) > name + 1);
    return person ? at + 1 : at;
  }

  // "to host my colleague": a word that may be a verb, before somebody.
  bool isVerbBeforeName(std::uint32_t at) const {
    const EntryRow* trigger = view_.entry(at, EntryKind::kTrigger);
    if (trigger == nullptr || view_.pack().markers_follow != 0 || at + 1 >= view_.last())
      return false;
    // "Macron hosts Meloni": right between two names
    const bool between = at > view_.first() && !view_.token(at).capitalised &&
                         view_.token(at - 1).kind == TokenKind::kWord &&
                         view_.token(at - 1).capitalised && view_.owner(at - 1, true) == kNone &&
                         view_.token(at + 1).kind == TokenKind::kWord &&
                         view_.token(at + 1).capitalised;
    if (between) return true;
    return view_.is(at + 1, Grammar::kArticle) ||
           view_.entry(at + 1, EntryKind::kPronoun) != nullptr ||
           (at > view_.first() && view_.is(at - 1, Grammar::kInfinitive)) ||
           (at > view_.first() &&
            (view_.isAnyEntity(at + 1) || view_.entry(at + 1, EntryKind::kRole) != nullptr) &&
            view_.entry(at - 1, EntryKind::kCue) != nullptr);
  }

  // "who chairs the parliament"
  bool isVerbOfWho(std::uint32_t at) const {
    return view_.pack().markers_follow == 0 && at > view_.first() &&
           view_.is(at - 1, Grammar::kRelative) && view_.is(at + 1, Grammar::kArticle);
  }

  // "the U.S. envoy to Kiev, Geoffrey Pyatt": where somebody is sent, before his name.
  std::uint32_t behindPost(std::uint32_t at, Phrase& phrase) const {
    if (!view_.isMarker(at, Case::kTo) && !view_.isMarker(at, Case::kFor) &&
        !view_.isMarker(at, Case::kIn))
      return at;
    std::uint32_t next = at + 1;
    if (view_.is(next, Grammar::kArticle)) ++next;
    if (next >= view_.last() || !view_.isAnyEntity(next) || view_.isPersonEntity(next)) return at;
    ++next;
    if (!view_.isPunctuation(next, ',')) return at;
    std::uint32_t name = next + 1;
    while (view_.role(name, RoleKind::kHonorific) != nullptr) ++name;  // "Princess Angelika"
    const bool person = name < view_.last() &&
                        (view_.isPersonEntity(name) || nameEnd(view_, name, true) > name + 1);
    if (person) phrase.accredited = view_.owner(next - 1, false);
    return person ? next : at;
  }

  // "Secretary of State for Cooperation, Jorge Évora", "Minister of Foreign Affairs and Regional
  // Integration": what an office is in charge of, before the name of its holder.
  std::uint32_t behindCharge(std::uint32_t at) const {
    constexpr std::uint32_t kLongest = 8;  // lexemes
    const auto joins = [this](std::uint32_t i) {
      return view_.isMarker(i, Case::kOf) || view_.isMarker(i, Case::kFor) ||
             view_.is(i, Grammar::kAnd) || view_.isPunctuation(i, ',');
    };
    std::uint32_t end = at;
    // "the Speaker of the Riigikogu, Mr. Henn Polluaas"
    const std::uint32_t body = view_.is(at + 1, Grammar::kArticle) ? at + 2 : at + 1;
    if (view_.isMarker(at, Case::kOf) && body < view_.last() && view_.isUnlisted(body) &&
        view_.token(body).capitalised && view_.isPunctuation(body + 1, ','))
      end = body + 1;
    while (isCharge(end)) ++end;  // "Minister for Trade Relations, Grace Fu"
    if (!view_.isPunctuation(end, ',')) end = at;
    const bool named = view_.isPunctuation(at, ',');  // "the negotiator, Park Yong Su,"
    while (end < std::min(view_.last(), at + kLongest) && !named && joins(end) &&
           isCharge(end + 1)) {
      end += 2;
      while (isCharge(end)) ++end;
    }
    if (end == at) return at;
    std::uint32_t name = view_.isPunctuation(end, ',') ? end + 1 : end;
    while (view_.role(name, RoleKind::kHonorific) != nullptr) ++name;
    const bool person = name < view_.last() &&
                        (view_.isPersonEntity(name) || nameEnd(view_, name, true) > name + 1);
    return person ? end : at;
  }

  // "the president of the Nicaraguan electricity institute, Ernesto Morales,", "the Speaker of the
  // Assembly, Ms. Bias": of what else somebody is the head, before his name.
  std::uint32_t behindInstitution(std::uint32_t at) const {
    constexpr std::uint32_t kLongest = 7;  // lexemes
    if (!view_.isMarker(at, Case::kOf)) return at;
    std::uint32_t end = at + 1;
    if (view_.is(end, Grammar::kArticle)) ++end;
    const std::uint32_t first = end;
    while (end < std::min(view_.last(), at + kLongest) && !view_.isPunctuation(end, ',')) {
      const Lexeme& lexeme = view_.lexeme(end);
      const bool plain = lexeme.has(EntryKind::kWord) || lexeme.has(EntryKind::kNamePart) ||
                         lexeme.has(EntryKind::kTopic) || view_.owner(end, true) != kNone;
      if (!plain || view_.owner(end, false) != kNone || lexeme.has(EntryKind::kRole) ||
          view_.token(end).kind != TokenKind::kWord)
        return at;
      ++end;
    }
    if (end == first || !view_.isPunctuation(end, ',')) return at;
    std::uint32_t name = end + 1;
    while (view_.role(name, RoleKind::kHonorific) != nullptr) ++name;
    const bool person = name < view_.last() && !view_.isAnyEntity(name)
                            ? nameEnd(view_, name, true) > name + 1
                            : view_.isPersonEntity(name) && view_.isFullPersonName(name);
    return person ? end : at;
  }

  // "the State Secretary of the Ministry of Foreign Affairs of the Republic of Slovenia, Janez
  // Kobal", "the director of the Asia department of the Latvian foreign ministry, Janis Karlsons":
  // the body of a state in which somebody serves, before his name.
  std::uint32_t behindMinistry(std::uint32_t at, Phrase& phrase) const {
    constexpr std::uint32_t kLongest = 16;  // lexemes
    if (!view_.isMarker(at, Case::kOf)) return at;
    const std::uint32_t limit = std::min(view_.last(), at + kLongest);
    std::uint32_t country = kNone;
    bool body = false;
    std::uint32_t end = at;
    for (; end < limit && !view_.isPunctuation(end, ','); ++end) {
      if (view_.isMarker(end, Case::kOf) || view_.isMarker(end, Case::kFor) ||
          view_.is(end, Grammar::kAnd) || view_.is(end, Grammar::kArticle))
        continue;
      const std::uint32_t adjective = view_.owner(end, true);
      const std::uint32_t owner = adjective != kNone ? adjective : view_.owner(end, false);
      if (owner != kNone) {
        if (country != kNone && country != owner) return at;
        country = owner;
        continue;
      }
      const Lexeme& lexeme = view_.lexeme(end);
      body = body || view_.role(end, RoleKind::kCollective) != nullptr;
      const bool plain = lexeme.has(EntryKind::kWord) || lexeme.has(EntryKind::kNamePart) ||
                         lexeme.has(EntryKind::kTopic) ||
                         view_.role(end, RoleKind::kCollective) != nullptr ||
                         (view_.isUnlisted(end) && view_.token(end).capitalised);
      if (!plain || view_.isAnyEntity(end) || view_.token(end).kind != TokenKind::kWord) return at;
    }
    if (!body || country == kNone || !view_.isPunctuation(end, ',')) return at;
    std::uint32_t name = end + 1;
    while (view_.role(name, RoleKind::kHonorific) != nullptr) ++name;
    const bool person = name < view_.last() &&
                        (view_.isPersonEntity(name) || nameEnd(view_, name, true) > name + 1);
    if (!person) return at;
    if (phrase.country == kNone) phrase.country = country;
    return end;
  }

  // A capitalised word of the language that is no name.
  bool isCharge(std::uint32_t at) const {
    if (at >= view_.last() || !view_.token(at).capitalised || view_.isAnyEntity(at)) return false;
    const Lexeme& lexeme = view_.lexeme(at);
    const bool word = lexeme.has(EntryKind::kWord) || lexeme.has(EntryKind::kTopic);
    return word && !lexeme.has(EntryKind::kRole) && !view_.hasGivenName(lexeme);
  }

  // "the foreign minister of Yemen's recognised government"
  std::uint32_t behindGovernment(std::uint32_t at) const {
    constexpr std::uint32_t kLongest = 4;  // lexemes
    if (!view_.is(at, Grammar::kPossessive)) return at;
    for (std::uint32_t i = at + 1; i < std::min(view_.last(), at + 1 + kLongest); ++i) {
      if (view_.role(i, RoleKind::kCollective) != nullptr) return i + 1;
      const Lexeme& lexeme = view_.lexeme(i);
      if (lexeme.has(EntryKind::kRole) || view_.isAnyEntity(i) ||
          view_.token(i).kind != TokenKind::kWord || view_.token(i).capitalised)
        return at;
    }
    return at;
  }

  // "a spokesman for Hamas", "a spokesman for the Iranian foreign ministry"
  std::uint32_t behindSpokenFor(std::uint32_t at, Phrase& phrase) const {
    const bool for_body = view_.isMarker(at, Case::kFor);
    if ((!for_body && !view_.isMarker(at, Case::kOf)) || phrase.country != kNone) return at;
    std::uint32_t next = at + 1;
    if (view_.is(next, Grammar::kArticle)) ++next;
    const std::uint32_t body = view_.owner(next, false);
    if (for_body && body != kNone) {
      const std::uint32_t end = behindGovernment(next + 1);  // "for Iran's foreign ministry"
      const bool alone = !view_.is(next + 1, Grammar::kPossessive) &&
                         view_.image().entities()[body].type == EntityType::kOrganisation;
      if (end == next + 1 && !alone) return at;
      phrase.country = body;
      return end;
    }
    const std::uint32_t state = view_.owner(next, true);
    if (state == kNone || !actsForState(next + 1)) return at;
    phrase.country = state;
    return next + 2;
  }

  // "government", "foreign ministry"
  bool actsForState(std::uint32_t at) const {
    const EntryRow* body = view_.role(at, RoleKind::kCollective);
    return body != nullptr && (body->flags & kActsForState) != 0;
  }

  // "of Serbia and Kosovo" behind an office, where prepositions stand first.
  std::uint32_t titleTail(std::uint32_t at, Phrase& phrase) const {
    if (view_.pack().markers_follow != 0) return at;
    at = behindCharge(at);
    if (const std::uint32_t end = behindInstitution(at); end != at) return end;
    if (const std::uint32_t end = behindMinistry(at, phrase); end != at) return end;
    if (const std::uint32_t end = behindSpokenFor(at, phrase); end != at) return end;
    // "negotiators from Iran", "his counterpart from Ireland"
    const bool from = view_.isMarker(at, Case::kFrom) &&
                      (phrase.collective || phrase.plural || phrase.relational);
    if (!view_.isMarker(at, Case::kOf) && !from) return behindPost(at, phrase);
    std::uint32_t next = at + 1;
    if (const EntryRow* both = view_.entry(next, EntryKind::kPronoun);
        both != nullptr && static_cast<PronounKind>(both->value) == PronounKind::kBoth &&
        view_.is(next + 1, Grammar::kStates)) {
      phrase.states = true;  // "officials of the two countries"
      return next + 2;
    }
    if (view_.is(next, Grammar::kArticle)) ++next;
    const std::uint32_t country = view_.owner(next, false);
    if (country == kNone) return at;
    if (phrase.country == kNone) phrase.country = country;
    ++next;
    // "chairman of the National Transitional Council (NTC)"
    if (view_.isPunctuation(next, '(') && view_.isPunctuation(next + 2, ')') &&
        view_.token(next + 1).all_capitals)
      next += 3;
    while (view_.isHead(next)) ++next;  // "head of the ECOWAS Commission"
    next = behindGovernment(next);
    const bool several = phrase.collective || phrase.plural || view_.is(next, Grammar::kAnd);
    if (several) {
      while (view_.isPunctuation(next, ',') || view_.is(next, Grammar::kAnd)) {
        std::uint32_t after = next + 1;
        if (view_.is(after, Grammar::kAnd)) ++after;
        if (view_.is(after, Grammar::kArticle)) ++after;
        const std::uint32_t another = view_.owner(after, false);
        if (another == kNone || view_.is(after + 1, Grammar::kPossessive)) break;
        phrase.more_countries.push_back(another);
        next = after + 1;
      }
    }
    return next;
  }

  const PhraseView& view_;
};

}  // namespace

std::uint32_t takePossessor(const PhraseView& view, std::uint32_t at, Phrase& phrase) {
  return TitleReader(view).possessor(at, phrase);
}

std::uint32_t takeModifiers(const PhraseView& view, std::uint32_t at, Phrase& phrase) {
  return TitleReader(view).modifiers(at, phrase);
}

std::uint32_t takeTitle(const PhraseView& view, std::uint32_t at, Phrase& phrase) {
  return TitleReader(view).title(at, phrase);
}

}  // namespace chancery
