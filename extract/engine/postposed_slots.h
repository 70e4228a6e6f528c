// Who stands in the slots of a frame where markers follow: beside its trigger, or elsewhere in the
// clause.
#pragma once

#include <vector>

#include "extract/engine/postposed.h"

namespace chancery {

// Fills subject and object of `reading` for the trigger at `trigger`; `before` are the readings of
// the sentence so far. False where the frame finds nobody, and the reading is none.
bool fillSlots(const PostposedView& view, std::size_t trigger, const FrameRow& frame,
               const TriggerUse& use, const std::vector<Argument>& arguments,
               const std::vector<Reading>& before, Reading& reading);

}  // namespace chancery
