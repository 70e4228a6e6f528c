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
      if (!joined.empty() && i + 1 < phrases.size() &&
          sharesApposition(phrases[i], phrases[i + 1])) {
        // "Eyadema, the Togolese head of state and current chairman of ECOWAS,"
        Phrase whole = phrases[i];
        whole.last = phrases[i + 1].last;
        if (isApposition(joined.back(), whole)) phrases[++i] = whole;
      }
      Phrase& phrase = phrases[i];
      if (!joined.empty() && isGovernmentOf(joined.back(), phrase)) {
        // "the Biden administration": the state that he leads
        phrase.country = countryOfPerson(joined.back());
        phrase.first = joined.back().first;
        joined.back() = std::move(phrase);
        continue;
      }
      if (!joined.empty() && isApposition(joined.back(), phrase)) {
        Phrase& before = joined.back();
        if (!before.hasName()) {
          before.name_first = phrase.name_first;
          before.name_last = phrase.name_last;
          before.name_is_known = phrase.name_is_known;
          before.name_is_thing = phrase.name_is_thing;
          before.name_is_place = phrase.name_is_place;
          before.indefinite = false;  // "a deputy minister, Sergei Ryabkov,"
        }
        if (before.role == kNone) before.role = phrase.role;
        if (before.country == kNone) before.country = phrase.country;
        before.former = before.former || phrase.former;
        before.last = phrase.last;
        if (view_.isPunctuation(before.last, ',')) ++before.last;
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

  std::uint32_t countryOfPerson(const Phrase& person) const {
    for (const EntryRow& row : view_.text().entriesOf(view_.lexeme(person.name_first))) {
      if (row.kind != EntryKind::kEntity) continue;
      const EntityRow& entity = view_.image().entities()[row.value];
      if (entity.type == EntityType::kPerson) return entity.country_entity;
    }
    return kNone;
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
    return view_.text().is(view_.lexeme(at), WordClass::kNoun) &&
           view_.is(at + 1, Grammar::kPossessive);
  }

  bool isApposition(const Phrase& a, const Phrase& b) const {
    if (a.pronoun || b.pronoun) return false;
    if (a.name_is_thing || b.name_is_thing) return false;
    // "the rebel commander known as Timochenko"
    if (view_.is(a.last, Grammar::kAlias) && a.last + 1 == b.first) {
      const bool calls =
          a.hasName() && view_.isAnyEntity(b.name_first);  // "Biden called Netanyahu"
      return b.hasName() && !b.hasRole() && !calls;
    }
    if (a.collective || b.collective) return false;
    std::uint32_t between = a.last;
    if (!view_.isPunctuation(between, ',')) return false;
    ++between;
    while (between < b.first && standsBeforeOffice(between)) ++between;
    if (between != b.first) return false;
    const bool closed = view_.isPunctuation(b.last, ',') || b.last >= view_.last() ||
                        view_.is(b.last, Grammar::kRelative) || view_.isPunctuation(b.last, '.') ||
                        view_.isPunctuation(b.last, 0x0964);
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
    const auto alternatives = view_.image().role(role);
    return std::all_of(alternatives.begin(), alternatives.end(), [&](const RoleAlternative& a) {
      return view_.image().officeCodes()[a.office].rank >= kHighest;
    });
  }

  bool isPersonName(const Phrase& phrase) const {
    if (phrase.name_is_organisation) return false;
    return !phrase.name_is_known || view_.isPersonEntity(phrase.name_first);
  }

  const PhraseView& view_;
};

}  // namespace

std::vector<Phrase> joinAppositions(const PhraseView& view, std::vector<Phrase> phrases) {
  return AppositionJoiner(view).join(phrases);
}

}  // namespace chancery
