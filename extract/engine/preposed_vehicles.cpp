#include "extract/engine/preposed_vehicles.h"

#include <algorithm>

#include "extract/engine/preposed_arguments.h"

namespace chancery {
namespace {

constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);

// Such a verb has somebody who hears it: told, warned, assured, but not criticised; in a call,
// which is a noun, any that no table has for something else: "pressed Netanyahu in a call".
bool speaksTo(const PreposedView& view, std::size_t verb, bool noun) {
  const std::span<const std::uint32_t> rows = view.item(verb).triggers;
  if (rows.empty()) return view.item(verb).is_speech || (noun && !view.item(verb).is_support);
  return std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
    // "told him in a call": what is told may be blame
    if ((view.frameOf(row).flags & kNeedsBlame) != 0) return true;
    switch (view.frameOf(row).relation) {
      case Relation::kInform:
      case Relation::kGreet:
      case Relation::kThreaten:
      case Relation::kInvite:
      case Relation::kTalk:
      case Relation::kSupport:
      case Relation::kMeet: return true;
      default: return false;
    }
  });
}

}  // namespace

// Him at whom the verb before is directed; -1 for nobody.
std::int32_t objectBefore(const PreposedView& view, std::size_t preposition, const FrameRow& frame,
                          const Reading& reading) {
  for (std::size_t j = preposition; j-- > reading.clause_first;) {
    const std::int32_t group = view.item(j).group;
    if (view.isPurpose(j)) continue;  // "pressed him to accept it in a call"
    if (view.isVerb(j)) break;
    if (group < 0 || group == reading.subject.group || view.isPossessor(group)) continue;
    const Case marker = view.markerOf(group);
    const bool object = marker == Case::kObject || marker == Case::kOn || marker == Case::kTo;
    if (object && view.takes(group, kPerson) && view.takes(group, frame.object_types)) return group;
  }
  return -1;
}

// "in a letter to Putin", "flew to Moscow with a message for Putin"
bool isVehicle(const PreposedView& view, std::size_t i, const FrameRow& frame) {
  const std::size_t preposition = view.prepositionBefore(i);
  if (preposition == view.size()) return false;
  const std::optional<Case> marker = view.item(preposition).marker;
  // "warned him at a meeting in Belgrade"
  if (frame.relation == Relation::kMeet) return marker == Case::kAt || marker == Case::kDuring;
  return marker == Case::kIn || marker == Case::kWith || marker == Case::kDuring;
}

// "congratulated Castro by telephone", "told Hun Sen over dinner": how something is said.
bool fillManner(const PreposedView& view, std::size_t i, const FrameRow& frame, Reading& reading) {
  reading.vehicle = true;
  for (std::size_t j = i; j-- > reading.clause_first;) {
    if (!view.isVerb(j) || view.item(j).is_be || view.item(j).is_have) continue;
    // "spoke to Kagame by phone": the verb says it all
    if (!speaksTo(view, j, false) || (view.says(j, frame.relation) && view.item(j).is_verb))
      return false;
    reading.subject = view.subjectAt(j);
    reading.object.group = objectBefore(view, i, frame, reading);
    return reading.subject.filled() && reading.object.group >= 0 &&
           reading.object.group != reading.subject.group;
  }
  return false;
}

// "told Maduro in a call", "In a call last week Lee had assured Xi": to whom it is said.
std::int32_t addresseeOf(const PreposedView& view, std::size_t preposition, const FrameRow& frame,
                         const Reading& reading) {
  for (std::size_t j = preposition; j-- > reading.clause_first;) {
    if (view.isPurpose(j)) continue;
    if (view.isVerb(j))
      return speaksTo(view, j, frame.relation == Relation::kTalk)
                 ? objectBefore(view, preposition, frame, reading)
                 : -1;
  }
  for (std::size_t j = preposition + 1; j < view.size() && !view.isBorder(j); ++j) {
    if (!view.isVerb(j) || view.item(j).is_be || view.item(j).is_have) continue;
    if (!speaksTo(view, j, frame.relation == Relation::kTalk)) return -1;
    for (const Argument& argument : argumentsBehind(view, j, nullptr)) {
      const bool object = argument.marker == Case::kObject || argument.marker == Case::kTo;
      if (object && argument.group != reading.subject.group && view.takes(argument.group, kPerson))
        return argument.group;
    }
    return -1;
  }
  return -1;
}

}  // namespace chancery
