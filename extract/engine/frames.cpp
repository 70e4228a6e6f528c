#include "extract/engine/frames.h"

namespace chancery {

std::int32_t fillSlot(const std::array<Case, kMaxSlotCases>& cases, std::uint8_t types,
                      const std::vector<Argument>& arguments,
                      const std::vector<GroupNature>& natures, std::int32_t other_than) {
  for (Case wanted : cases) {
    if (wanted == Case::kNone) break;
    for (const Argument& argument : arguments) {
      if (argument.marker != wanted || argument.group == other_than) continue;
      if ((natures[static_cast<std::size_t>(argument.group)].types & types) != 0)
        return argument.group;
    }
  }
  return -1;
}

std::vector<Reading> readFrames(const FrameInput& input) {
  const LanguageRow& pack = input.image.languages()[input.sentence.language - 1u];
  return pack.markers_follow != 0 ? readFramesWithPostpositions(input)
                                  : readFramesWithPrepositions(input);
}

}  // namespace chancery
