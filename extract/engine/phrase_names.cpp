#include "extract/engine/phrase_names.h"

#include <algorithm>

#include "extract/engine/organisations.h"

namespace chancery {
namespace {

constexpr std::uint32_t kLongestName = 6;  // lexemes

class NameReader {
 public:
  explicit NameReader(const PhraseView& view) : view_(view) {}

  // The end of a name of words that no table lists, beginning at `at`.
  std::uint32_t nameEnd(std::uint32_t at, bool after_title) const {
    if (isPairByHyphen(at)) return at + 1;
    std::uint32_t end = at;
    while (end < view_.last() && end - at < kLongestName) {
      if (end > at && view_.isLongPersonName(end)) break;  // "Burgrave Emmanuel Macron"
      if (end > at + 1 && isKnownObject(end) && !view_.token(end).hyphen_before) break;
      if (view_.isInitial(end) && (view_.isInitial(end + 1) || isNameWord(end + 1, after_title) ||
                                   (after_title && isWordBehindInitial(end + 1)))) {
        ++end;
      } else if (after_title && end > at && isWordBehindInitial(end)) {
        ++end;
      } else if (isNameWord(end, after_title) && !(end > at && view_.isPunctuation(end - 1, ','))) {
        ++end;
      } else if (end > at && (isSecondHalf(end) || isFirstHalf(end))) {
        ++end;
      } else if (end == at && isPlaceHeadAsSurname(end)) {
        ++end;
      } else if (after_title && end > at &&
                 (isOtherShortName(end) || isLastOfTitled(end) || isCityBehindGivenName(end))) {
        ++end;
      } else if (after_title && end > at && isNameAmongNames(end)) {
        ++end;
      } else if (after_title && end == at && isWordInName(end) && isNameWord(end + 1, true)) {
        ++end;
      } else if (after_title && end > at && isHonorificInName(end)) {
        end += 2;
      } else if (after_title && end == at + 1 && isArticleAsName(end)) {
        ++end;
      } else if (end > at + 1 && view_.token(end).hyphen_before &&
                 view_.token(end).script == Script::kLatin && view_.is(end - 1, Grammar::kNot)) {
        ++end;  // "Park No-young"
      } else if (end > at && isTiedToUnlisted(end)) {
        end += 2;
      } else if (end > at && view_.token(end).hyphen_before &&
                 view_.token(end).script == Script::kDevanagari &&
                 view_.token(end).kind == TokenKind::kWord && !view_.isAnyEntity(end) &&
                 isVenueHead(end + 1)) {
        ++end;  // "शांगरी-ला होटल"
      } else if (end > at + 1 && isOtherShortName(end) && !view_.token(end).all_capitals &&
                 view_.token(end).script == Script::kLatin) {
        ++end;  // "Maria Delgado Wagner"
      } else if (after_title && end > at && isTiedToName(end)) {
        ++end;
      } else if (after_title && end > at && isWordBeforeSurname(end)) {
        ++end;
      } else if (end > at && isNamePair(end - 1)) {
        ++end;  // "Kayikwamba Wagner", where the text has more of the name
      } else if (end > at && view_.isParticle(end) &&
                 (isNameWord(behindParticles(end), after_title) || isTied(behindParticles(end)))) {
        end = behindParticles(end) + 1;
      } else if (end == at && view_.isParticle(end) && isNameWord(end + 1, after_title) &&
                 view_.token(at).script == Script::kDevanagari && after_title) {
        end += 2;
      } else if (end == at && isSurnameParticle(end) && isNameWord(behindParticles(end), true)) {
        end = behindParticles(end) + 1;  // "sent dos Santos a message", "met de la Fuente"
      } else {
        break;
      }
    }
    return end;
  }

  // Two words or more that no table lists, with a given name where capitals could tell a name.
  bool isNewPerson(std::uint32_t at) const {
    if (view_.isAnyEntity(at) || nameEnd(at, false) < at + 2) return false;
    return view_.hasGivenName(view_.lexeme(at)) ||
           (view_.pack().has_capitals == 0 && view_.isUnlisted(at) && view_.isUnlisted(at + 1));
  }

  std::uint32_t name(std::uint32_t at, bool titled, Phrase& phrase) const {
    if (at >= view_.last()) return at;
    if (const std::uint32_t end = organisation(at, phrase); end != at) return end;
    // "Muhammad Shehbaz Sharif", "अली अकबर हाशमी रफसंजानी": a given name more than the base has
    const bool capital = view_.token(at).script == Script::kDevanagari
                             ? titled
                             : view_.token(at).capitalised && !view_.token(at).all_capitals;
    if (!view_.isAnyEntity(at) && capital && view_.hasGivenName(view_.lexeme(at)) &&
        at + 1 < view_.last() && view_.isLongPersonName(at + 1)) {
      phrase.name_first = at + 1;
      phrase.name_last = at + 2;
      phrase.name_is_known = true;
      return at + 2;
    }
    const bool known = view_.isAnyEntity(at) && view_.owner(at, true) == kNone;
    const std::uint32_t end = nameEnd(at, titled);
    if (known) {
      const bool person = view_.isPersonEntity(at);
      // a surname that the base knows inside a longer name that it does not: "Hardeep Puri"
      if (person && !view_.isFullPersonName(at) && end > at + 1 && !isTwoSurnames(at) &&
          !(!titled && isNameBeforePlace(at, end))) {
        return unknownName(at, end, phrase);
      }
      if (!person && phrase.role != kNone && view_.isUnlisted(at + 1) &&
          (view_.pack().has_capitals == 0 || isCityInName(at))) {
        return unknownName(at, nameEnd(at + 1, true), phrase);  // "उप मंत्री विक्टोरिया नूलैंड"
      }
      // "विदेश मंत्री दक्षिण कोरिया गए": where there are no capitals, a country behind an office is not
      // its holder
      if (!person && phrase.role != kNone && view_.pack().markers_follow != 0 &&
          view_.owner(at, false) != kNone)
        return at;
      // "Uri Savir": a given name that is a place as well
      if (!person && phrase.role == kNone && isGivenName(at) && view_.isUnlisted(at + 1))
        return unknownName(at, nameEnd(at + 1, true), phrase);
      // "Sheikh Sabah Al-Khaled Al-Sabah": what a title makes a name, though it is a place as well
      if (!person && titled && view_.isParticle(at + 1) && isNameWord(at + 2, true) &&
          view_.token(at).script == Script::kLatin)
        return unknownName(at, nameEnd(at + 1, true), phrase);
      if (view_.isHead(at + 1) && view_.token(at).script == Script::kLatin &&
          !view_.is(at, Grammar::kPossessive)) {
        return thing(at, at + 1, phrase);
      }
      phrase.name_first = at;
      phrase.name_last = at + 1;
      phrase.name_is_known = true;
      // "लाहौर किले में": inside it
      if (!person && view_.pack().markers_follow != 0 && phrase.role == kNone &&
          isVenueHead(at + 1) && isWhereMarker(at + 2))
        return at + 2;
      // "Sabah al-Ahmad al-Sabah", where the base has no more than the beginning
      while (person && view_.isParticle(phrase.name_last) &&
             view_.token(at).script == Script::kLatin && isNameWord(phrase.name_last + 1, true))
        phrase.name_last += 2;
      // "Sheikh Sabah Al-Ahmad Al-Jaber": a surname of others goes on with a name in full
      while (person && view_.isFullPersonName(at) && tailOfName(phrase.name_last) > 0)
        phrase.name_last += tailOfName(phrase.name_last);
      // "शेख मिशाल अल-अहमद अल-सबाह": more of a name than the table lists
      while (person && view_.pack().markers_follow != 0 && view_.isParticle(phrase.name_last) &&
             view_.isUnlisted(phrase.name_last + 1))
        phrase.name_last += 2;
      return phrase.name_last;
    }
    // "FM @hadjalahbib": behind an office a handle is a name
    if (end == at && titled && !view_.isAnyEntity(at) && view_.token(at).kind == TokenKind::kHandle)
      return unknownName(at, at + 1, phrase);
    if (end == at) return at;
    return unknownName(at, end, phrase);
  }

  // "President Ellen Johnson Sirleaf of Liberia"
  std::uint32_t nameTail(std::uint32_t at, Phrase& phrase) const {
    // "Kossi Agbenyo of Togo"
    const bool person = phrase.name_is_known ? view_.isPersonEntity(phrase.name_first)
                                             : phrase.name_last - phrase.name_first > 1;
    if (person && isOrdinal(at)) ++at;  // "James A. Baker III"
    if ((!phrase.hasRole() && !person) || phrase.country != kNone || !view_.isMarker(at, Case::kOf))
      return at;
    std::uint32_t next = at + 1;
    if (view_.is(next, Grammar::kArticle)) ++next;
    const std::uint32_t country = view_.owner(next, false);
    if (country == kNone || view_.is(next + 1, Grammar::kPossessive)) return at;
    phrase.country = country;
    return next + 1;
  }

 private:
  // A Roman number behind a name.
  bool isOrdinal(std::uint32_t at) const {
    if (at >= view_.last() || !view_.token(at).all_capitals ||
        view_.token(at).script != Script::kLatin)
      return false;
    const std::string_view word = view_.text().textOf(view_.lexeme(at));
    return word.size() > 1 && word.find_first_not_of("ivxIVX") == std::string_view::npos;
  }

  // A word that can be a part of a name no table lists.
  bool isNameWord(std::uint32_t at, bool after_title) const {
    if (at >= view_.last()) return false;
    const Token& t = view_.token(at);
    if (t.kind != TokenKind::kWord || view_.text().textOf(view_.lexeme(at)).front() == '\'')
      return false;
    if (view_.isKnownSurname(at)) return true;
    // "Ambassador Park No-young"
    const bool joined = at > view_.first() && at + 1 < view_.last() && t.capitalised &&
                        t.script == Script::kLatin && view_.token(at - 1).capitalised &&
                        view_.token(at + 1).hyphen_before && !view_.token(at + 1).capitalised &&
                        (view_.is(at, Grammar::kNot) || view_.isUnlisted(at - 1));
    if (joined) return true;
    const Lexeme& l = view_.lexeme(at);
    const bool latin = t.script == Script::kLatin;
    if (latin && !t.capitalised) return false;
    if (t.script == Script::kOther) return false;
    // "Mr Josep PIQUÉ", but "PRESS RELEASE"
    const bool shouts = latin && t.all_capitals && !t.dot_after && t.end - t.begin > 3;
    if (shouts && !(after_title && isBehindGivenName(at))) return false;
    if (l.entry_count == 0) return true;
    bool name = false;
    for (const EntryRow& row : view_.text().entriesOf(l)) {
      switch (row.kind) {
        case EntryKind::kNamePart: {
          const auto part = static_cast<NamePart>(row.value);
          if (part == NamePart::kGiven || part == NamePart::kParticle) name = true;
          // "Michael Green", "Christopher Hill": behind a given name, where nothing goes on
          const bool other = part == NamePart::kThing || part == NamePart::kPlaceHead;
          if (other && latin && isLastBehindGivenName(at)) {
            name = true;
            break;
          }
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
            if (!view_.hasGivenName(l) && !(latin && (beginsName(at) || endsName(at))))
              return false;
            name = name || latin;
          } else {
            name = true;
          }
          break;
        case EntryKind::kEntity: {
          const EntityRow& entity = view_.image().entities()[row.value];
          if (entity.type == EntityType::kPerson) name = true;
          // "Education Minister Domingo Palermo": a town's name behind a title and a given name
          if (entity.type == EntityType::kPlace && latin && after_title &&
              (closesName(at) || isLastBehindGivenName(at)))
            name = true;
          // "Ben Rhodes", where no capital is called so
          if (entity.type == EntityType::kPlace && latin && entity.acts_for_country == 0 &&
              isLastBehindGivenName(at))
            name = true;
          break;
        }
        case EntryKind::kGrammar:
          // "Menachem Begin", "Secretary Rice"
          // "the ambassador, Saw Hla Tin"
          if (!latin ||
              !(endsName(at) || closesName(at) ||
                (after_title && (view_.text().is(l, Grammar::kGoods) ||
                                 (view_.text().is(l, Grammar::kFinite) && beginsName(at))))))
            return false;
          name = name || after_title;
          break;
        case EntryKind::kRole:
          if (!latin || !(closesName(at) || (endsName(at) && !isCapital(at + 1)))) return false;
          name = true;
          break;
        case EntryKind::kDate:  // "Special Representative Jan Pronk", "Stockwell Day"
          if (!latin ||
              !((view_.hasGivenName(l) && beginsName(at)) || closesName(at) || isMonthAsName(at)) ||
              view_.image().dates()[row.value].op == DateOperator::kWeekday)
            return false;
          name = true;
          break;
        case EntryKind::kMarker:
        case EntryKind::kPronoun: return false;
        case EntryKind::kTrigger:
        case EntryKind::kCue:
          if (!latin) return false;
          break;
        case EntryKind::kTopic: break;
      }
    }
    return name;
  }

  // How many lexemes at `at` are a surname with a particle, whosever it is alone: "al-Jaber".
  std::uint32_t tailOfName(std::uint32_t at) const {
    if (at >= view_.last() || view_.token(at).script != Script::kLatin) return 0;
    const Lexeme& l = view_.lexeme(at);
    if (l.last > l.first + 1 && view_.isPersonEntity(at) && !view_.isFullPersonName(at)) return 1;
    const bool named = view_.isParticle(at) && at + 1 < view_.last() &&
                       view_.token(at + 1).hyphen_before && view_.token(at + 1).capitalised;
    return named ? 2 : 0;
  }

  // "प्रधानमंत्री अब्दुल सलाम मजाली": a greeting elsewhere, and here between two names.
  bool isNameAmongNames(std::uint32_t at) const {
    return view_.pack().has_capitals == 0 && view_.lexeme(at).has(EntryKind::kTrigger) &&
           view_.text().is(view_.lexeme(at), WordClass::kMaybeName) && isNameWord(at + 1, true);
  }

  bool isBehindGivenName(std::uint32_t at) const {
    if (at == view_.first() || view_.lexeme(at).entry_count != 0) return false;
    const Token& before = view_.token(at - 1);
    return before.capitalised && !before.all_capitals && before.kind == TokenKind::kWord &&
           (view_.hasGivenName(view_.lexeme(at - 1)) || view_.isUnlisted(at - 1));
  }

  // "मारिया इनेस कार्वाल्होसा लावरोव से मिलीं": nothing stands between subject and object, and the base
  // knows the object.
  bool isKnownObject(std::uint32_t at) const {
    return view_.pack().markers_follow != 0 && view_.isPersonEntity(at) &&
           !view_.hasGivenName(view_.lexeme(at)) &&
           (view_.isMarker(at + 1, Case::kAblative) || view_.isMarker(at + 1, Case::kWith));
  }

  // "Dick Spring": a word like any other, with a capital behind a given name.
  bool endsName(std::uint32_t at) const {
    return at > view_.first() && view_.token(at - 1).capitalised &&
           !view_.token(at).hyphen_before && view_.hasGivenName(view_.lexeme(at - 1)) &&
           !view_.isAnyEntity(at - 1);
  }

  // "Dafallah al-Haj Ali"
  bool isHonorificInName(std::uint32_t at) const {
    return at + 1 < view_.last() && view_.token(at).script == Script::kLatin &&
           !view_.token(at).capitalised && view_.role(at, RoleKind::kHonorific) != nullptr &&
           isNameWord(at + 1, true);
  }

  // "Deputy Prime Minister Sok An": a capital where no headline has it.
  bool isArticleAsName(std::uint32_t at) const {
    if (at >= view_.last() || !view_.is(at, Grammar::kIndefinite)) return false;
    const bool goes_on = at + 1 < view_.last() && view_.token(at + 1).capitalised;
    return view_.token(at).capitalised && view_.token(at).script == Script::kLatin &&
           view_.token(at).end - view_.token(at).begin > 1 && !goes_on;
  }

  bool isNamePair(std::uint32_t at) const {
    if (at + 1 >= view_.last() || view_.lexeme(at + 1).last != view_.lexeme(at + 1).first + 1)
      return false;
    const std::pair<std::uint32_t, std::uint32_t> words(view_.token(at).word,
                                                        view_.token(at + 1).word);
    const auto& pairs = view_.text().name_pairs;
    return view_.token(at + 1).capitalised &&
           std::find(pairs.begin(), pairs.end(), words) != pairs.end();
  }

  // "the Trump-Putin meeting": two whom the base knows by such a name, before a noun.
  bool isPairByHyphen(std::uint32_t at) const {
    return at + 2 < view_.last() && view_.token(at).script == Script::kLatin &&
           view_.token(at + 1).hyphen_before && view_.token(at + 1).capitalised &&
           view_.isPersonEntity(at) && view_.isPersonEntity(at + 1) &&
           !view_.token(at + 2).capitalised && view_.token(at + 2).kind == TokenKind::kWord;
  }

  // "al-Haj": a capital behind the hyphen of a particle.
  bool isTied(std::uint32_t at) const {
    return at < view_.last() && view_.token(at).hyphen_before && view_.token(at).capitalised &&
           view_.token(at).kind == TokenKind::kWord && !view_.isLongPersonName(at);
  }

  bool isGivenName(std::uint32_t at) const {
    const Token& behind = view_.token(at + 1 < view_.last() ? at + 1 : at);
    return at + 1 < view_.last() && view_.hasGivenName(view_.lexeme(at)) &&
           view_.token(at).script == Script::kLatin && !view_.token(at).all_capitals &&
           behind.kind == TokenKind::kWord && behind.capitalised && !behind.all_capitals;
  }

  // "Nirupam Sen": an abbreviated title behind a name that no table lists, with no other behind it.
  bool closesName(std::uint32_t at) const {
    const Lexeme& l = view_.lexeme(at);
    if (at == view_.first() || l.last != l.first + 1 || view_.token(at).hyphen_before) return false;
    const bool goes_on = at + 1 < view_.last() && view_.token(at + 1).kind == TokenKind::kWord &&
                         view_.token(at + 1).capitalised;
    const Token& before = view_.token(at - 1);
    return !goes_on && before.capitalised && !before.all_capitals &&
           before.kind == TokenKind::kWord && view_.lexeme(at - 1).entry_count == 0;
  }

  bool isLastBehindGivenName(std::uint32_t at) const {
    if (at == view_.first() || view_.lexeme(at).last != view_.lexeme(at).first + 1) return false;
    const bool goes_on = at + 1 < view_.last() && view_.token(at + 1).kind == TokenKind::kWord &&
                         view_.token(at + 1).capitalised;
    const Token& before = view_.token(at - 1);
    return !goes_on && before.capitalised && !before.all_capitals &&
           view_.hasGivenName(view_.lexeme(at - 1)) && !view_.isAnyEntity(at - 1);
  }

  bool isSurnameParticle(std::uint32_t at) const {
    return view_.isParticle(at) && view_.token(at).script == Script::kLatin &&
           !view_.token(at).capitalised && at + 1 < view_.last() &&
           view_.token(std::min(behindParticles(at), view_.last() - 1)).capitalised &&
           !view_.is(at, Grammar::kArticle) && view_.entry(at, EntryKind::kMarker) == nullptr;
  }

  // "Hwang Won-tak": whatever else the first half of a hyphenated name may be.
  bool isFirstHalf(std::uint32_t at) const {
    return at + 1 < view_.last() && view_.token(at).script == Script::kLatin &&
           view_.token(at).capitalised && view_.token(at + 1).hyphen_before &&
           !view_.token(at + 1).capitalised && view_.token(at + 1).kind == TokenKind::kWord &&
           !view_.isAnyEntity(at) && view_.isUnlisted(at + 1);
  }

  // "Pat Conroy", inside a sentence.
  bool beginsName(std::uint32_t at) const {
    if (at == view_.first() || at + 1 >= view_.last() || view_.token(at).all_capitals) return false;
    const Token& next = view_.token(at + 1);
    if (!next.capitalised || next.all_capitals || next.kind != TokenKind::kWord ||
        next.hyphen_before)
      return false;
    return view_.lexeme(at + 1).entry_count == 0 || view_.isPersonEntity(at + 1);
  }

  bool isCapital(std::uint32_t at) const {
    return at < view_.last() && view_.token(at).kind == TokenKind::kWord &&
           view_.token(at).capitalised;
  }

  // "Mrs May", "Prime Minister May", but "Mr Modi, May 5"
  bool isMonthAsName(std::uint32_t at) const {
    if (at == view_.first() || !view_.token(at).capitalised || view_.token(at).all_capitals)
      return false;
    const EntryRow* month = view_.entry(at, EntryKind::kDate);
    const bool titled =
        view_.role(at - 1, RoleKind::kHonorific) != nullptr ||
        (view_.role(at - 1, RoleKind::kTitle) != nullptr && view_.token(at - 1).capitalised);
    return titled && month != nullptr &&
           view_.image().dates()[month->value].op == DateOperator::kMonth &&
           (at + 1 >= view_.last() || view_.token(at + 1).kind != TokenKind::kNumber);
  }

  // "Park Yong Su": a word for a place before two words that no table lists.
  bool isPlaceHeadAsSurname(std::uint32_t at) const {
    if (at + 2 >= view_.last() || view_.token(at).script != Script::kLatin ||
        !view_.text().is(view_.lexeme(at), NamePart::kPlaceHead) || !view_.token(at).capitalised ||
        view_.token(at).all_capitals || isVenueHead(at + 2))
      return false;
    const bool inside = at > view_.first() && view_.token(at - 1).capitalised &&
                        !view_.token(at - 1).all_capitals &&
                        view_.role(at - 1, RoleKind::kTitle) == nullptr;
    // "Park No-young"
    const bool tied = view_.token(at + 1).capitalised && view_.token(at + 2).hyphen_before &&
                      !view_.token(at + 2).capitalised;
    return !inside && (tied || (isNameWord(at + 1, false) && isNameWord(at + 2, true)));
  }

  // "van de Geer"
  std::uint32_t behindParticles(std::uint32_t at) const {
    while (view_.isParticle(at)) ++at;
    return at;
  }

  // "Ambassador Thomas Shannon", "प्रधानमंत्री लुईस मोंटेनेग्रो ने": a city, or where there are no capitals
  // any place, that is a surname behind a title and a given name.
  bool isCityBehindGivenName(std::uint32_t at) const {
    const EntryRow* row = view_.entry(at, EntryKind::kEntity);
    if (row != nullptr && view_.pack().has_capitals == 0 &&
        view_.token(at).script == Script::kDevanagari) {
      const EntityType type = view_.image().entities()[row->value].type;
      return (type == EntityType::kPlace || type == EntityType::kCountry) &&
             view_.lexeme(at).last == view_.lexeme(at).first + 1 &&
             view_.hasGivenName(view_.lexeme(at - 1)) && !view_.isAnyEntity(at - 1) &&
             (view_.isMarker(at + 1, Case::kErgative) || isMarkerOfOther(at + 1) ||
              view_.isMarker(at + 1, Case::kAblative));
    }
    return row != nullptr && view_.token(at).script == Script::kLatin &&
           view_.image().entities()[row->value].kind == EntityKind::kCity &&
           view_.lexeme(at).last == view_.lexeme(at).first + 1 && view_.token(at).capitalised &&
           view_.hasGivenName(view_.lexeme(at - 1)) && !view_.token(at - 1).all_capitals;
  }

  // "थेरेसा वागनर": behind a title and a name, what alone would be something else.
  bool isOtherShortName(std::uint32_t at) const {
    if (view_.token(at).kind != TokenKind::kWord ||
        view_.lexeme(at).last != view_.lexeme(at).first + 1)
      return false;
    // "प्रधानमंत्री मोदी एससीओ शिखर सम्मेलन में": where there are no capitals, a body
    if (view_.pack().has_capitals == 0 &&
        (view_.isPersonEntity(at - 1) || view_.lexeme(at + 1).has(EntryKind::kTrigger)))
      return false;
    bool found = false;
    for (const EntryRow& row : view_.text().entriesOf(view_.lexeme(at))) {
      if (row.kind != EntryKind::kEntity) return false;
      found = view_.image().entities()[row.value].type == EntityType::kOrganisation;
    }
    return found;
  }

  // "अध्यक्ष नकोसाजाना द्लामिनी-जुमा", "मंत्री कॉनचेटा फिएरावंती-वेल्स": whatever else the second
  // half of a surname is, behind a first half that no table lists.
  bool isTiedToName(std::uint32_t at) const {
    return view_.token(at).hyphen_before && view_.token(at).script == Script::kDevanagari &&
           view_.isAnyEntity(at) && !view_.isFullPersonName(at) && view_.isUnlisted(at - 1);
  }

  // "प्रवक्ता हामिद रजा आसफी ने": a noun between a titled name and a word that no table lists,
  // before a marker.
  bool isWordBeforeSurname(std::uint32_t at) const {
    return view_.pack().has_capitals == 0 && isPlainWord(at) && view_.isUnlisted(at + 1) &&
           (view_.isMarker(at + 2, Case::kErgative) || isMarkerOfOther(at + 2));
  }

  // "सचिव वी. के. पंडित को": a word that could be anything, between an initial and a marker.
  bool isWordBehindInitial(std::uint32_t at) const {
    if (at == view_.first() || at + 1 >= view_.last() || !view_.isInitial(at - 1)) return false;
    const Lexeme& l = view_.lexeme(at);
    return view_.token(at).kind == TokenKind::kWord && l.last == l.first + 1 &&
           !l.has(EntryKind::kMarker) && !l.has(EntryKind::kEntity) &&
           !l.has(EntryKind::kPronoun) && !l.has(EntryKind::kDate) &&
           (view_.isMarker(at + 1, Case::kErgative) || isMarkerOfOther(at + 1));
  }

  // A noun or an adjective, and nothing else.
  bool isPlainWord(std::uint32_t at) const {
    const Lexeme& l = view_.lexeme(at);
    if (view_.token(at).kind != TokenKind::kWord || l.last != l.first + 1 || l.entry_count == 0)
      return false;
    const auto entries = view_.text().entriesOf(l);
    return std::all_of(entries.begin(), entries.end(), [](const EntryRow& row) {
      return row.kind == EntryKind::kWord &&
             (static_cast<WordClass>(row.value) == WordClass::kAdjective ||
              static_cast<WordClass>(row.value) == WordClass::kNoun ||
              static_cast<WordClass>(row.value) == WordClass::kMaybeName);
    });
  }

  // को, के साथ, के बीच: somebody stands before them. से may say from what.
  bool isMarkerOfOther(std::uint32_t at) const {
    return view_.isMarker(at, Case::kDative) || view_.isMarker(at, Case::kWith) ||
           view_.isMarker(at, Case::kBetween);
  }

  // "उपराष्ट्रपति माइकल उसी ने", "अब्दुल्ला अल-शेख": where there are no capitals, a word between a
  // titled name and the marker of who acts, or one that a hyphen ties to it, is the end of the
  // name.
  bool isLastOfTitled(std::uint32_t at) const {
    if (view_.pack().has_capitals != 0 || view_.token(at).kind != TokenKind::kWord) return false;
    const Lexeme& l = view_.lexeme(at);
    if (l.last != l.first + 1 || view_.text().is(l, WordClass::kAdverb)) return false;
    const bool tied = view_.token(at).hyphen_before;
    // "व्यापार मंत्री जिम कार को", "मंत्री एंड्रयू शिया के बीच"
    if (!tied && isMarkerOfOther(at + 1) && isPlainWord(at))
      return view_.hasGivenName(view_.lexeme(at - 1));
    if (!tied && !view_.isMarker(at + 1, Case::kErgative)) return false;
    const bool behind_particle = view_.isParticle(at - 1);
    const auto entries = view_.text().entriesOf(l);
    return std::all_of(entries.begin(), entries.end(), [&](const EntryRow& row) {
      // "दूत साइमन गैस ने": what belongs to a state elsewhere
      if (row.kind == EntryKind::kRole)
        return (tied && behind_particle) || (!tied && view_.hasGivenName(view_.lexeme(at - 1)) &&
                                             view_.role(at, RoleKind::kBelonging) != nullptr);
      if (row.kind == EntryKind::kWord)
        return !tied || static_cast<WordClass>(row.value) != WordClass::kAdjective;
      return row.kind != EntryKind::kMarker && row.kind != EntryKind::kEntity &&
             row.kind != EntryKind::kPronoun && row.kind != EntryKind::kCue;
    });
  }

  // "मंत्री पूर्ण चंद्र थापा": where there are no capitals, behind a title, a word that is a name here.
  bool isWordInName(std::uint32_t at) const {
    if (view_.pack().has_capitals != 0 || view_.token(at).kind != TokenKind::kWord) return false;
    if (view_.lexeme(at).last != view_.lexeme(at).first + 1) return false;
    if (view_.hasGivenName(view_.lexeme(at))) return true;  // "राजदूत ली जिमिंग"
    const auto entries = view_.text().entriesOf(view_.lexeme(at));
    return std::all_of(entries.begin(), entries.end(), [](const EntryRow& row) {
      return row.kind == EntryKind::kWord &&
             (static_cast<WordClass>(row.value) == WordClass::kAdjective ||
              static_cast<WordClass>(row.value) == WordClass::kNoun);
    });
  }

  // "Minister Sofia Wagner": a city of one word before a word in capitals that no table lists.
  bool isCityInName(std::uint32_t at) const {
    const EntryRow* row = view_.entry(at, EntryKind::kEntity);
    return row != nullptr && view_.image().entities()[row->value].kind == EntityKind::kCity &&
           view_.lexeme(at).last == view_.lexeme(at).first + 1 && view_.token(at + 1).capitalised &&
           !view_.token(at + 1).all_capitals;
  }

  // "किम दे-जुंग": whatever else the first half is, it is tied to one that no table lists.
  bool isTiedToUnlisted(std::uint32_t at) const {
    return at + 1 < view_.last() && view_.token(at).script == Script::kDevanagari &&
           view_.token(at).kind == TokenKind::kWord && view_.token(at + 1).hyphen_before &&
           !view_.token(at).hyphen_before && view_.isUnlisted(at + 1) && !view_.isAnyEntity(at);
  }

  // "Yun Byung-se": small letters behind a hyphen.
  bool isSecondHalf(std::uint32_t at) const {
    const Token& t = view_.token(at);
    if (!t.hyphen_before || t.script != Script::kLatin) return false;
    const Lexeme& l = view_.lexeme(at);
    if (t.capitalised) return l.entry_count == 0;  // "Kyzyl-Bel"
    return t.kind == TokenKind::kWord && l.last == l.first + 1 &&
           !view_.text().is(l, WordClass::kVerb) && !view_.text().is(l, WordClass::kNoun) &&
           !view_.text().is(l, WordClass::kAdjective) &&
           view_.entry(at, EntryKind::kTrigger) == nullptr;
  }

  // "मोदी पुतिन से मिले": two whom the base knows, where nothing stands between subject and object.
  bool isTwoSurnames(std::uint32_t at) const {
    return view_.pack().markers_follow != 0 && !view_.hasGivenName(view_.lexeme(at)) &&
           view_.isPersonEntity(at + 1) && !view_.hasGivenName(view_.lexeme(at + 1));
  }

  // "मुत्तकी देवबंद गए", "चावेस सांता मार्ता में मिले": behind a surname that the base knows, where he goes
  // or is.
  bool isNameBeforePlace(std::uint32_t at, std::uint32_t end) const {
    if (view_.pack().markers_follow == 0 || end >= view_.last() ||
        view_.hasGivenName(view_.lexeme(at)))
      return false;
    for (std::uint32_t i = at + 1; i < end; ++i) {
      if (!view_.isUnlisted(i)) return false;
    }
    return view_.isMarker(end, Case::kIn) || isOfJourney(end);
  }

  bool isOfJourney(std::uint32_t at) const {
    const auto entries = view_.text().entriesOf(view_.lexeme(at));
    return std::any_of(entries.begin(), entries.end(), [this](const EntryRow& row) {
      return row.kind == EntryKind::kTrigger &&
             view_.image().frameOf(row.value).relation == Relation::kVisit;
    });
  }

  // An organisation that no table lists, with its acronym; its end, or `at` where there is none.
  std::uint32_t organisation(std::uint32_t at, Phrase& phrase) const {
    if (isUnknownAcronym(view_.text(), view_.lexeme(at))) {
      phrase.acronym = at;
      phrase.name_first = at;
      phrase.name_last = at + 1;
      phrase.name_is_organisation = true;
      return at + 1;
    }
    if (view_.text().is(view_.lexeme(at), NamePart::kVenue)) {
      phrase.name_is_place = true;
      return thing(at, at + 1, phrase);
    }
    if (const std::uint32_t end = venueAt(view_.text(), at, view_.last()); end != at) {
      phrase.name_is_place = true;
      return thing(at, end, phrase);
    }
    if (isVenueBeforeName(at)) {
      phrase.name_is_place = true;
      phrase.name_first = at;
      phrase.name_last = at + 2;
      phrase.name_is_thing = true;
      return at + 2;
    }
    const auto found = organisationAt(view_.text(), at, view_.last());
    if (!found) return at;
    const bool alone = view_.isAnyEntity(at) && at + 1 == found->last;
    if (alone || (view_.isAnyEntity(at) && view_.isPersonEntity(at))) return at;
    if (found->belongs_to_state && phrase.country == kNone && at + 1 < found->last) {
      const std::uint32_t adjective = view_.owner(at, true);
      phrase.country = adjective != kNone ? adjective : view_.owner(at, false);
    }
    if (found->belongs_to_state && phrase.country != kNone) {
      phrase.collective = true;  // "the U.S. Treasury"
      return found->last;
    }
    phrase.name_first = at;
    phrase.name_last = found->last;
    phrase.name_is_thing = found->belongs_to_state;
    phrase.name_is_organisation = !found->belongs_to_state;
    const std::uint32_t open = found->last;
    if (view_.isPunctuation(open, '(') && view_.isPunctuation(open + 2, ')') &&
        view_.token(open + 1).all_capitals) {
      phrase.acronym = open + 1;
      return open + 3;
    }
    return found->last;
  }

  std::uint32_t unknownName(std::uint32_t at, std::uint32_t end, Phrase& phrase) const {
    const bool latin = view_.token(at).script == Script::kLatin;
    if (isVenueHead(end) || (latin && isPlainVenue(at, end))) {
      phrase.name_is_place = true;
      return thing(at, isVenueHead(end) ? end : end + 1, phrase);
    }
    // "अर्गाइल अंतरराष्ट्रीय हवाई अड्डे पर"
    if (!latin && end < view_.last() && isVenueHead(end + 1) && isWhereMarker(end + 2) &&
        view_.text().is(view_.lexeme(end), WordClass::kAdjective)) {
      phrase.name_is_place = true;
      return thing(at, end + 1, phrase);
    }
    if (latin && view_.isHead(end)) return thing(at, end, phrase);
    if (latin && phrase.role == kNone && isQuotedWord(at, end)) return thing(at, end, phrase);
    phrase.name_first = at;
    phrase.name_last = end;
    return end;
  }

  // "what he called the "Trumpification" of relations": one word between marks, behind an article.
  bool isQuotedWord(std::uint32_t at, std::uint32_t end) const {
    if (end != at + 1 || at < view_.first() + 2 || end >= view_.last()) return false;
    return view_.token(at - 1).kind == TokenKind::kPunctuation &&
           view_.token(end).kind == TokenKind::kPunctuation && view_.token(at).quotation >= 0 &&
           view_.token(at - 2).quotation < 0 && view_.is(at - 2, Grammar::kArticle);
  }

  bool isWhereMarker(std::uint32_t at) const {
    return view_.isMarker(at, Case::kIn) || view_.isMarker(at, Case::kOn) ||
           view_.isMarker(at, Case::kAt);
  }

  // "होटल सोल्टी में": a house whose name stands behind it.
  bool isVenueBeforeName(std::uint32_t at) const {
    return view_.pack().markers_follow != 0 && isVenueHead(at) && view_.isUnlisted(at + 1) &&
           isWhereMarker(at + 2) && (at == view_.first() || !view_.isUnlisted(at - 1));
  }

  // "मिराफ्लोरेस महल", "Nausori Airport"
  bool isVenueHead(std::uint32_t at) const {
    if (at >= view_.last() || view_.text().is(view_.lexeme(at), NamePart::kOrganisationHead) ||
        view_.text().is(view_.lexeme(at), NamePart::kThing))
      return false;
    if (view_.token(at).script == Script::kLatin && !view_.token(at).capitalised) return false;
    return view_.text().is(view_.lexeme(at), NamePart::kPlaceHead);
  }

  // "at the Corinthia hotel": behind a name that stands where something is
  bool isPlainVenue(std::uint32_t name, std::uint32_t at) const {
    std::uint32_t marker = name;
    if (marker > view_.first() && view_.is(marker - 1, Grammar::kArticle)) --marker;
    if (marker == view_.first() || !view_.isMarker(marker - 1, Case::kAt)) return false;
    return at < view_.last() && !view_.token(at).capitalised &&
           view_.token(at).kind == TokenKind::kWord &&
           view_.text().is(view_.lexeme(at), NamePart::kPlaceHead) &&
           !view_.text().is(view_.lexeme(at), NamePart::kOrganisationHead);
  }

  // "Air Services Agreement": taken whole, so that no part of it is taken for a name.
  std::uint32_t thing(std::uint32_t at, std::uint32_t head, Phrase& phrase) const {
    std::uint32_t end = head;
    while (end < view_.last() && view_.isHead(end)) ++end;
    phrase.name_first = at;
    phrase.name_last = end;
    phrase.name_is_thing = true;
    return end;
  }

  const PhraseView& view_;
};

}  // namespace

std::uint32_t nameEnd(const PhraseView& view, std::uint32_t at, bool after_title) {
  return NameReader(view).nameEnd(at, after_title);
}

bool isNewPerson(const PhraseView& view, std::uint32_t at) {
  return NameReader(view).isNewPerson(at);
}

std::uint32_t takeName(const PhraseView& view, std::uint32_t at, bool titled, Phrase& phrase) {
  return NameReader(view).name(at, titled, phrase);
}

std::uint32_t takeNameTail(const PhraseView& view, std::uint32_t at, Phrase& phrase) {
  return NameReader(view).nameTail(at, phrase);
}

}  // namespace chancery
