// What no row of the offices shows alone: two holders at once, terms outside the life of a state.

#include <algorithm>

#include "extract/pack/knowledge_compiler.h"

namespace chancery {
namespace {

// Whoever hands over and whoever takes over may both have the day on which it happens.
constexpr std::int32_t kHandOverDays = 1;

}  // namespace

void KnowledgeCompiler::checkTerms() {
  const std::vector<OfficeRow>& offices = builder_.offices;
  // the base's terms, which are as exact as days, beside the rows that were read now
  std::vector<Term> terms = terms_;
  std::vector<bool> read(offices.size(), false);
  for (const Term& term : terms_) read[term.office] = true;
  for (std::size_t i = 0; i < offices.size(); ++i) {
    if (read[i]) continue;
    terms.push_back(
        {i, {{offices[i].from}, {offices[i].from}}, {{offices[i].to}, {offices[i].to}}, {}});
  }
  for (const Term& term : terms_) {
    const OfficeRow& office = offices[term.office];
    const EntityRow& state = builder_.entities[office.of];
    if (state.type != EntityType::kCountry) continue;
    if (term.from.last.since_1970 < state.from) {
      faults_.add(term.place.file, term.place.line,
                  "begins " + toIso(term.from) + ", but " + labelOf(office.of) +
                      " is a state since " + toIso(Day{state.from}));
    }
    if (state.to != kForEver && term.to.first.since_1970 > state.to) {
      faults_.add(
          term.place.file, term.place.line,
          "lasts beyond " + toIso(Day{state.to}) + ", when " + labelOf(office.of) + " ended");
    }
  }
  checkHolders(terms);
}

void KnowledgeCompiler::checkHolders(const std::vector<Term>& all) {
  std::vector<Term> terms = all;
  const std::vector<OfficeRow>& offices = builder_.offices;
  std::stable_sort(terms.begin(), terms.end(), [&](const Term& x, const Term& y) {
    const OfficeRow& a = offices[x.office];
    const OfficeRow& b = offices[y.office];
    return std::tie(a.of, a.office, a.from, a.person) < std::tie(b.of, b.office, b.from, b.person);
  });
  // within one office of one state, the term so far that lasts longest
  const Term* longest = nullptr;
  for (const Term& term : terms) {
    const OfficeRow& b = offices[term.office];
    if (longest != nullptr &&
        (offices[longest->office].of != b.of || offices[longest->office].office != b.office)) {
      longest = nullptr;
    }
    const bool one = builder_.office_codes[b.office].one_holder != 0 && b.flags == 0;
    if (longest != nullptr && (one || offices[longest->office].person == b.person)) {
      const OfficeRow& a = offices[longest->office];
      // what is certain: from the last day on which b may have begun to the first on which a may
      // have ended
      const std::int32_t certain =
          std::min(longest->to.first.since_1970, term.to.first.since_1970) -
          term.from.last.since_1970;
      const RowPlace& place = term.place.line != 0 ? term.place : longest->place;
      if (certain >= kHandOverDays && place.line != 0) {
        const std::string code(builder_.text(builder_.office_codes[b.office].code));
        faults_.add(
            place.file, place.line,
            a.person == b.person
                ? labelOf(a.person) + " holds " + code + " of " + labelOf(a.of) + " twice at once"
                : labelOf(a.person) + " and " + labelOf(b.person) + " hold " + code + " of " +
                      labelOf(a.of) + " at once, " + toIso(Day{b.from}) +
                      "; a note says who is acting, disputed or joint");
      }
    }
    if (b.flags != 0) continue;
    if (longest == nullptr || longest->to.last < term.to.last) longest = &term;
  }
}

}  // namespace chancery
