#include "extract/engine/preposed_invitations.h"

#include <algorithm>

#include "extract/engine/preposed_slots.h"

namespace chancery {
namespace {

constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);

bool isDeclined(const PreposedView& view, std::size_t i) {
  return std::any_of(view.item(i).cues.begin(), view.item(i).cues.end(), [&](std::uint32_t row) {
    return view.input().image.cues()[row].status == Status::kDenied;
  });
}

// "An invitation from Maduro was declined by Ali"
bool fillDeclined(const PreposedView& view, std::size_t i, Reading& reading) {
  bool answered = false;
  for (std::size_t j = i + 1; j < reading.clause_last; ++j) {
    answered = answered || view.item(j).is_accept || isDeclined(view, j);
    const std::int32_t group = view.item(j).group;
    if (!answered || group < 0 || view.markerOf(group) != Case::kBy) continue;
    reading.object.group = group;
    return group != reading.subject.group && view.takes(group, kPerson);
  }
  return false;
}

// "The visit takes place at the invitation of Modi": of whoever came last.
bool isOfVisit(const PreposedView& view, std::size_t i, const Reading& reading) {
  if (view.frameOf(reading.trigger).relation != Relation::kInvite) return false;
  for (std::size_t j = i; j-- > reading.clause_first;) {
    if (!view.isVerb(j) && view.says(j, Relation::kVisit)) return true;
  }
  return false;
}

}  // namespace

// "accepted an invitation from Trump": who accepts is invited.
bool fillAcceptance(const PreposedView& view, std::size_t i, Reading& reading) {
  for (std::size_t j = i; j-- > reading.clause_first;) {
    if (view.item(j).group >= 0 && !view.isPossessor(view.item(j).group)) return false;
    const bool declined = isDeclined(view, j);
    if (!view.item(j).is_accept && !declined) continue;
    reading.object = declined ? view.subjectOf(j) : view.isVerb(j) ? view.subjectAt(j) : Slot{};
    return reading.object.filled() && reading.object.group != reading.subject.group;
  }
  return fillDeclined(view, i, reading);
}

// "came at his invitation", "is on a visit at the invitation of": who comes is invited.
bool fillGuest(const PreposedView& view, std::size_t i, Reading& reading) {
  std::size_t noun = i;
  while (noun > 0 &&
         (view.item(noun - 1).is_possessive ||
          (view.item(noun - 1).group >= 0 && view.isPossessor(view.item(noun - 1).group)))) {
    --noun;
  }
  const std::size_t preposition = view.prepositionBefore(noun);
  // "for a visit at the invitation of": the preposition of the visit
  // "in January at the invitation of": that of the day
  const bool of_other = noun == i && i > preposition && !view.isOneWord(i) &&
                        (!view.item(i - 1).triggers.empty() || view.item(i - 1).date >= 0) &&
                        view.item(i - 1).group < 0;
  if (preposition < view.size() && !of_other) {
    const std::optional<Case> marker = view.item(preposition).marker;
    if (marker != Case::kAt && marker != Case::kOn) return false;
  } else if (view.isOneWord(i)) {
    return false;  // "at the invitation" is one entry of the lexicon
  }
  for (std::size_t j = i; j-- > reading.clause_first;) {
    if (!view.isVerb(j)) continue;
    reading.object = view.subjectAt(j);
    break;
  }
  for (std::size_t j = i + 1; j < reading.clause_last && !reading.object.filled(); ++j) {
    if (view.isVerb(j)) reading.object = view.subjectAt(j);
  }
  if (!reading.object.filled()) reading.object = view.subjectOf(i);  // "was the guest of"
  if (reading.object.group < 0 && isOfVisit(view, i, reading)) {
    reading.object = Slot();
    reading.object.implied = true;
    reading.doubt_permille += kDoubtOfImplied;
    return true;
  }
  return reading.object.group >= 0 && reading.object.group != reading.subject.group;
}

}  // namespace chancery
