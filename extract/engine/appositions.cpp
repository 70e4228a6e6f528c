#include "extract/engine/appositions.h"

#include <algorithm>
#include <utility>

namespace chancery {
namespace {

class AppositionJoiner {
 public:
  explicit AppositionJoiner(const PhraseView& view) : view_(view) {}

  // "his Kosovo counterpart, Hashim Thaci,": what stands between commas names the one before.
  std::vector<Phrase> join(std::vector<Phrase>& phrases) const {
    if (phrases.size() < 2) return std::move(phrases);
    std::vector<Phrase> joined;
    joined.reserve(phrases.size());
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      if (!joined.empty() && ownsNext(phrases, i)) {
        // "Ralph Gonsalves, the government's chief negotiator,"
        Phrase whole = phrases[i + 1];
        whole.first = phrases[i].first;
        if (isApposition(joined.back(), whole)) phrases[++i] = whole;
      }
      if (!joined.empty() && i + 1 < phrases.size() && accredits(phrases[i], phrases[i + 1])) {
        // "Philip Goldberg, Washington's ambassador to Bolivia,"
        Phrase whole = phrases[i];
        whole.accredited = view_.owner(phrases[i + 1].name_first, false);
        whole.last = phrases[i + 1].last;
        if (isApposition(joined.back(), whole)) phrases[++i] = whole;
      }
      if (!joined.empty() && i + 1 < phrases.size() &&
          sharesApposition(phrases[i], phrases[i + 1])) {
        // "Eyadema, the Togolese head of state and current chairman of ECOWAS,"
        Phrase whole = phrases[i];
        whole.last = phrases[i + 1].last;
        if (isApposition(joined.back(), whole)) phrases[++i] = whole;
      }
      if (!joined.empty() && joined.back().hasName()) {
        // "Mahbub Kabir, secretary of the Economic Relations Division,"
        Phrase whole = phrases[i];
        whole.last = endOfOffice(whole);
        if (whole.last > phrases[i].last && isApposition(joined.back(), whole)) {
          while (i + 1 < phrases.size() && phrases[i + 1].first < whole.last) {
            if (whole.country == kNone && !phrases[i + 1].hasName())
              whole.country = phrases[i + 1].country;
            ++i;
          }
          phrases[i] = whole;
        }
      }
      Phrase& phrase = phrases[i];
      if (!joined.empty() && isGovernmentOf(joined.back(), phrase)) {
        // "the Biden administration": the state that he leads
        phrase.country = countryOfPerson(joined.back());
        phrase.first = joined.back().first;
        joined.back() = std::move(phrase);
        continue;
      }
      if (!joined.empty() && isServedBy(joined.back(), phrase)) {
        // "Energy Ministry Secretary Sunil Perera"
        phrase.first = joined.back().first;
        joined.back() = std::move(phrase);
        continue;
      }
      if (!joined.empty() && accredits(joined.back(), phrase)) {
        // "the Israeli ambassador to Turkey, Gabby Levy,"
        joined.back().accredited = view_.owner(phrase.name_first, false);
        Phrase office = joined.back();
        office.last = phrase.last;
        if (i + 1 < phrases.size() && isApposition(office, phrases[i + 1])) {
          joined.back().last = phrase.last;
          continue;
        }
      }
      if (!joined.empty() && isColleagueIn(joined.back(), phrase)) {
        // "her counterpart in Wellington, Dame Patsy Reddy,"
        Phrase office = joined.back();
        office.last = phrase.last;
        if (i + 1 < phrases.size() && isApposition(office, phrases[i + 1])) {
          joined.back().last = phrase.last;
          continue;
        }
      }
      if (joined.size() > 1 && isOfOffice(joined[joined.size() - 2], joined.back()) &&
          !phrase.name_is_known && !phrase.hasRole() && isApposition(joined.back(), phrase)) {
        // "the envoy of the Sultan of Oman, Salim al-Riyami,": whom no table knows is the envoy
        const std::uint32_t country = joined.back().country;
        joined.pop_back();
        if (joined.back().country == kNone) joined.back().country = country;
        joined.back().last = phrase.first - 1;
      }
      if (!joined.empty() && isApposition(joined.back(), phrase)) {
        Phrase& before = joined.back();
        if (!before.hasName()) {
          before.name_first = phrase.name_first;
          before.name_last = phrase.name_last;
          before.name_is_known = phrase.name_is_known;
          before.name_is_thing = phrase.name_is_thing;
          before.name_is_place = phrase.name_is_place;
          before.honorific = before.honorific || phrase.honorific;
          before.collective = false;  // "the rebel leader, Velupillai Prabhakaran,"
          before.indefinite = false;  // "a deputy minister, Sergei Ryabkov,"
        }
        if (before.role == kNone) before.role = phrase.role;
        if (before.country == kNone) before.country = phrase.country;
        before.former = before.former || phrase.former;
        before.last = phrase.last;
        // "the ministers of A, B and C, X, Y and Z,": the comma is of the list
        if (view_.isPunctuation(before.last, ',') && before.more_countries.empty()) ++before.last;
        continue;
      }
      joined.push_back(std::move(phrase));
    }
    return joined;
  }

 private:
  bool isGovernmentOf(const Phrase& leader, const Phrase& body) const {
    return view_.pack().markers_follow == 0 && leader.last == body.first && leader.hasName() &&
           leader.name_is_known && !leader.hasRole() && body.collective && !body.relational &&
           !body.pronoun && !body.plural && !body.hasName() && body.country == kNone &&
           body.role != kNone && view_.image().role(body.role).empty() &&
           countryOfPerson(leader) != kNone;
  }

  bool isServedBy(const Phrase& body, const Phrase& official) const {
    const bool of_some_state = body.name_is_thing || (body.collective && !body.hasName());
    return view_.pack().markers_follow == 0 && body.last == official.first && of_some_state &&
           !body.pronoun && !body.plural && !body.hasRole() && body.country == kNone &&
           official.hasRole() && official.hasName() && !official.collective &&
           view_.token(body.first).capitalised && view_.token(official.first).capitalised;
  }

  std::uint32_t countryOfPerson(const Phrase& person) const {
    for (const EntryRow& row : view_.text().entriesOf(view_.lexeme(person.name_first))) {
      if (row.kind != EntryKind::kEntity) continue;
      const EntityRow& entity = view_.image().entities()[row.value];
      if (entity.type == EntityType::kPerson) return entity.country_entity;
    }
    return kNone;
  }

  // "the special envoy of the Sultan"
  bool isOfOffice(const Phrase& envoy, const Phrase& office) const {
    if (!envoy.hasRole() || envoy.hasName() || envoy.pronoun || !office.hasRole() ||
        office.hasName() || !view_.isMarker(envoy.last, Case::kOf))
      return false;
    std::uint32_t at = envoy.last + 1;
    while (at < office.first && standsBeforeOffice(at)) ++at;
    return at == office.first;
  }

  // "ambassador to Turkey"
  bool accredits(const Phrase& envoy, const Phrase& state) const {
    if (!envoy.hasRole() || envoy.hasName() || envoy.pronoun ||
        !view_.isMarker(envoy.last, Case::kTo) || state.hasRole() || !state.hasName() ||
        !state.name_is_known)
      return false;
    std::uint32_t at = envoy.last + 1;
    if (view_.is(at, Grammar::kArticle)) ++at;
    return at == state.first && view_.owner(state.name_first, false) != kNone;
  }

  // Where what an office is over ends, at a comma; its own end where nothing is said of that.
  std::uint32_t endOfOffice(const Phrase& office) const {
    constexpr std::uint32_t kLongest = 9;  // lexemes
    if (view_.pack().markers_follow != 0 || !office.hasRole() || office.hasName() ||
        office.pronoun || office.plural ||
        !(view_.isMarker(office.last, Case::kOf) || view_.isMarker(office.last, Case::kFor)))
      return office.last;
    for (std::uint32_t at = office.last + 1; at < view_.last() && at < office.last + kLongest;
         ++at) {
      if (view_.isPunctuation(at, ',') || view_.isPunctuation(at, '.'))
        return at > office.last + 1 ? at : office.last;
      const bool breaks = view_.token(at).kind == TokenKind::kPunctuation ||
                          view_.is(at, Grammar::kRelative) || view_.is(at, Grammar::kBe) ||
                          view_.is(at, Grammar::kHave) || view_.is(at, Grammar::kClause) ||
                          view_.is(at, Grammar::kThat) || view_.is(at, Grammar::kSpeech) ||
                          view_.lexeme(at).has(EntryKind::kDate) ||
                          (isVerb(at) && !view_.token(at).capitalised);
      if (breaks) break;
    }
    return office.last;
  }

  bool isVerb(std::uint32_t at) const {
    bool verb = false;
    bool noun = false;
    for (const EntryRow& row : view_.text().entriesOf(view_.lexeme(at))) {
      if (row.kind == EntryKind::kTrigger) {
        const bool of_verb =
            view_.image().triggers()[row.value].trigger_class == TriggerClass::kVerb;
        verb = verb || of_verb;
        noun = noun || !of_verb;
      }
      if (row.kind != EntryKind::kWord) continue;
      verb = verb || static_cast<WordClass>(row.value) == WordClass::kVerb;
      noun = noun || static_cast<WordClass>(row.value) == WordClass::kNoun;
    }
    return verb && !noun;
  }

  bool isColleagueIn(const Phrase& colleague, const Phrase& place) const {
    return colleague.relational && !colleague.hasName() && !colleague.pronoun &&
           view_.isMarker(colleague.last, Case::kIn) && place.first == colleague.last + 1 &&
           place.hasName() && place.name_is_known && !place.hasRole();
  }

  // "the government's chief negotiator": whoever owns an office, without a name or a country.
  bool ownsNext(const std::vector<Phrase>& phrases, std::size_t i) const {
    if (i + 1 >= phrases.size()) return false;
    const Phrase& owner = phrases[i];
    const Phrase& office = phrases[i + 1];
    return !owner.pronoun && !owner.hasName() && owner.country == kNone &&
           view_.is(owner.last, Grammar::kPossessive) && office.first == owner.last + 1 &&
           office.hasRole() && !office.hasName();
  }

  // Two offices of one person, joined by "and".
  bool sharesApposition(const Phrase& one, const Phrase& other) const {
    if (!one.hasRole() || one.hasName() || one.plural || !other.hasRole() || other.hasName() ||
        other.pronoun || !view_.is(one.last, Grammar::kAnd))
      return false;
    std::uint32_t at = one.last + 1;
    while (at < other.first && standsBeforeOffice(at)) ++at;
    return at == other.first;
  }

  // "the", "young", "the island's"
  bool standsBeforeOffice(std::uint32_t at) const {
    if (view_.is(at, Grammar::kArticle) || view_.isPlainAdjective(at) ||
        view_.is(at, Grammar::kPossessive))
      return true;
    const bool noun = view_.text().is(view_.lexeme(at), WordClass::kNoun);
    if (noun && view_.is(at + 1, Grammar::kPossessive)) return true;
    // "the octogenarian Emile Jonassaint", "the veteran Saeb Erekat"
    const bool plain = noun || view_.isUnlisted(at);
    return plain && at > view_.first() && standsBeforeName(at - 1) &&
           !view_.token(at).capitalised && at + 1 < view_.last() && view_.token(at + 1).capitalised;
  }

  bool standsBeforeName(std::uint32_t at) const {
    return view_.is(at, Grammar::kArticle) || view_.isPlainAdjective(at);
  }

  bool isApposition(const Phrase& a, const Phrase& b) const {
    // "At the Ministry, Minister Miller": no ministry is called so
    if (view_.pack().markers_follow == 0 && a.of_state && !a.hasName() && b.hasName()) return false;
    if (a.pronoun || b.pronoun) return false;
    // "विदेश मंत्री एरिका मुइनेस @ErikaMouynes जी से"
    if (a.hasName() && b.hasName() && a.last == b.first && !b.hasRole() &&
        view_.token(b.name_first).kind == TokenKind::kHandle)
      return true;
    if (a.name_is_thing || b.name_is_thing) return false;
    // "the rebel commander known as Timochenko"
    if (view_.is(a.last, Grammar::kAlias) && a.last + 1 == b.first) {
      const bool calls =
          a.hasName() && view_.isAnyEntity(b.name_first);  // "Biden called Netanyahu"
      return b.hasName() && !b.hasRole() && !calls;
    }
    if (isSeveral(a) || isSeveral(b)) return false;
    // "his three visitors, Meri, Jurkans and Saudargas": the first name alone is not all of them
    if ((a.plural || a.count > 1) && !a.hasName() && b.hasName()) return false;
    std::uint32_t between = a.last;
    if (!view_.isPunctuation(between, ',')) return false;
    ++between;
    const bool described = view_.is(between, Grammar::kIndefinite) && !b.hasName();
    while (between < b.first &&
           (standsBeforeOffice(between) || (described && view_.isPlainNoun(between))))
      ++between;  // "a senior development official"
    if (between != b.first) return false;
    const bool closed = view_.isPunctuation(b.last, ',') || b.last >= view_.last() ||
                        view_.is(b.last, Grammar::kRelative) || view_.isPunctuation(b.last, '.') ||
                        view_.isPunctuation(b.last, 0x0964);
    // "Peru's chief negotiator, Education Minister Domingo Palermo, is": two offices of one
    const bool two_offices = closed && view_.isPunctuation(b.last, ',') && isLowRank(a.role) &&
                             a.country != kNone && b.country == kNone &&
                             !view_.is(b.last + 1, Grammar::kAnd);
    const bool plain = !b.hasRole() || isLowRank(b.role) || two_offices;
    const bool names_role = !a.hasName() && a.hasRole() && b.hasName() && plain &&
                            (b.country == kNone || isOrganisation(a.country)) && isPersonName(b);
    const bool roles_name = a.hasName() && b.hasRole() && !b.hasName() && isPersonName(a) && closed;
    const bool names_relation = !a.hasName() && a.relational && b.hasName() && isPersonName(b);
    return (names_role && (closed || a.relational)) || roles_name || names_relation;
  }

  // "the UN envoy, Staffan de Mistura of Italy,": not of his country
  bool isOrganisation(std::uint32_t entity) const {
    return entity != kNone && view_.image().entities()[entity].type == EntityType::kOrganisation;
  }

  // "the leaders", "the delegation", but not "the movement's leader"
  bool isSeveral(const Phrase& phrase) const {
    return phrase.collective &&
           (phrase.plural || phrase.role == kNone || view_.image().role(phrase.role).empty());
  }

  // "the country's military ruler, Captain Ibrahim Traore"
  bool isLowRank(std::uint32_t role) const {
    constexpr int kHighest = 7;
    if (role == kNone) return false;
    const auto alternatives = view_.image().role(role);
    return std::all_of(alternatives.begin(), alternatives.end(), [&](const RoleAlternative& a) {
      return view_.image().officeCodes()[a.office].rank >= kHighest;
    });
  }

  bool isPersonName(const Phrase& phrase) const {
    if (phrase.name_is_organisation) return false;
    // "Sheikh Sabah": a place as well
    return !phrase.name_is_known || phrase.honorific || view_.isPersonEntity(phrase.name_first);
  }

  const PhraseView& view_;
};

}  // namespace

std::vector<Phrase> joinAppositions(const PhraseView& view, std::vector<Phrase> phrases) {
  return AppositionJoiner(view).join(phrases);
}

}  // namespace chancery
