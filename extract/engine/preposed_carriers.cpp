#include "extract/engine/preposed_carriers.h"

namespace chancery {
namespace {

// "condolences came from Putin", "a letter from Modi reached Khamenei"
std::size_t arisingCarrierOf(const PreposedView& view, std::size_t i) {
  bool perfect = false;
  for (std::size_t j = i + 1; j < view.size() && !view.isBorder(j); ++j) {
    if (view.item(j).is_relative || view.item(j).punctuation != 0) break;
    if (view.item(j).is_be) break;
    // "Supplies sent by the Emirates reached Chad"
    if (j == i + 1 && j + 1 < view.size() && view.isVerb(j) && !view.isGerund(j) &&
        view.item(j + 1).marker == Case::kBy)
      continue;
    if (view.item(j).is_have) {  // "has reached Kabul", "have come from Putin"
      perfect = true;
      continue;
    }
    if (view.isVerb(j) && perfect) {
      std::size_t next = view.overDescription(j + 1);
      while (next < view.size() && view.item(next).is_adverb && view.item(next).group < 0) ++next;
      const bool marked = next < view.size() && view.item(next).marker.has_value();
      const std::size_t name = marked ? view.overDescription(next + 1) : next;
      if (name >= view.size() || view.item(name).group < 0) return view.size();
    }
    if (view.isVerb(j)) return view.item(j).is_arising ? j : view.size();
  }
  return view.size();
}

}  // namespace

// "the sanctions it imposed on UNITA", "the talks he held with Xi": the verb of a clause that is
// about the noun, with its subject right behind the noun; size() if there is none.
std::size_t relativeCarrierOf(const PreposedView& view, std::size_t i) {
  std::size_t j = i + 1;
  // "a journey to Dushanbe that he was to have made"
  std::size_t behind = j;
  while (behind + 1 < view.size() && view.item(behind).marker && view.item(behind).group < 0) {
    const std::size_t name = view.overDescription(behind + 1);
    if (name >= view.size() || view.item(name).group < 0) break;
    behind = name + 1;
  }
  if (behind > j && behind < view.size() && view.item(behind).is_that) j = behind;
  if (j + 1 < view.size() && (view.item(j).is_that || view.item(j).is_relative)) ++j;
  while (j < view.size() && view.item(j).is_article) ++j;
  if (j >= view.size()) return view.size();
  const bool subject = view.item(j).group >= 0 ? view.markerOf(view.item(j).group) == Case::kSubject
                                               : view.isPlain(j);
  if (!subject) return view.size();
  ++j;
  // "the talks he was to have with Putin"
  const auto leadsOn = [&](const Item& it) {
    return it.is_have || it.is_adverb || it.is_be || it.is_infinitive || !it.cues.empty();
  };
  while (j < view.size() && view.item(j).group < 0 && leadsOn(view.item(j))) {
    const bool carries = view.item(j).is_support && view.isVerb(j) && !view.item(j).is_be;
    if (carries && (j + 1 == view.size() || !leadsOn(view.item(j + 1)) || view.item(j).is_have) &&
        (j + 1 == view.size() || !view.isVerb(j + 1)))
      break;
    ++j;
  }
  if (j >= view.size()) return j;
  if (view.item(j).is_support && view.isVerb(j)) return j;
  // "the talks he was to have with Putin", where the plan is one word of a table with its verb
  const bool planned =
      !view.item(j - 1).cues.empty() && !view.isOneWord(j - 1) && view.item(j).marker;
  return planned ? j - 1 : view.size();
}

// The verb that carries the noun, wherever it stands; size() if none does.
std::size_t carrierOfNoun(const PreposedView& view, std::size_t i, const FrameRow& frame) {
  std::size_t carrier = view.carrierOf(i);
  if (carrier == view.size()) carrier = relativeCarrierOf(view, i);
  if (carrier == view.size() && (frame.flags & kNeedsSupportVerb) != 0)
    carrier = arisingCarrierOf(view, i);
  return carrier;
}

// "the sanctions imposed on Iran", "a dinner given by Modi": a participle behind the noun, with
// what belongs to it.
std::size_t participleBehind(const PreposedView& view, std::size_t i) {
  const std::size_t j = i + 1;
  if (j + 1 >= view.size() || !view.isVerb(j) || !view.item(j).is_support || view.isGerund(j))
    return view.size();
  const std::optional<Case> marker = view.item(j + 1).marker;
  // "a dinner given in her honour by the minister"
  if (marker == Case::kIn && j + 3 < view.size() && view.item(j + 3).is_honour) return j;
  // "a banquet given for the guest by the president"
  bool by = false;
  for (std::size_t k = j + 2; marker == Case::kFor && k < std::min(view.size(), j + 6); ++k)
    by = by || view.item(k).marker == Case::kBy;
  const bool belongs = by || marker == Case::kBy || marker == Case::kBetween ||
                       marker == Case::kOn || marker == Case::kAgainst || marker == Case::kTo;
  return belongs ? j : view.size();
}

// "the sanctions that the Council imposed in 1993": the day is the verb's.
void takeClauseOf(const PreposedView& view, std::size_t carrier, Reading& reading) {
  std::size_t last = reading.clause_last;
  while (last <= carrier ||
         (last < view.size() && !view.isBorder(last) && !view.quoteChanges(last, carrier))) {
    if (last >= view.size()) break;
    ++last;
  }
  reading.clause_last = static_cast<std::uint32_t>(last);
}

// "lifted the sanctions", "the sanctions were eased", "the lifting of sanctions"
bool isUndone(const PreposedView& view, std::size_t i, const Reading& reading) {
  constexpr std::size_t kReach = 8;  // items
  for (std::size_t j = i; j-- > reading.clause_first && j + kReach > i;) {
    if (view.item(j).is_undone) return true;
    if (view.isVerb(j)) break;
  }
  for (std::size_t j = i + 1; j < reading.clause_last && j < i + kReach; ++j) {
    if (view.item(j).is_undone) return true;
    if (view.isVerb(j) && !view.item(j).is_be) break;
  }
  return false;
}

}  // namespace chancery
