#include "extract/engine/preposed_slots.h"

namespace chancery {

bool fillEachOther(const PreposedView& view, const FrameRow& frame, Reading& reading) {
  if ((frame.flags & kPlural) == 0 || reading.subject.group < 0) return false;
  // "the two presidents who speak for the Union"
  const std::size_t next = reading.item + 1u;
  if (frame.relation == Relation::kTalk && view.isVerb(reading.item) && next < view.size() &&
      view.item(next).marker == Case::kFor) {
    const std::size_t whom = view.overDescription(next + 1);
    if (whom < view.size() && view.item(whom).group >= 0) return false;
  }
  reading.each_other = view.isPlural(reading.subject.group);
  return reading.each_other;
}

bool implyObject(const FrameRow& frame, Reading& reading) {
  if ((frame.flags & (kObjectImplied | kPairImplied)) == 0 || !reading.subject.filled())
    return false;
  reading.object.implied = true;
  reading.doubt_permille += kDoubtOfImplied;
  return true;
}

void implyPair(Reading& reading) {
  reading.subject = Slot{};
  reading.subject.implied = true;
  reading.subject.pair = true;
  reading.each_other = true;
  reading.doubt_permille += 2 * kDoubtOfImplied;
}

}  // namespace chancery
