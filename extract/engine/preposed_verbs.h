// Stage 6 for languages with prepositions: who stands in the slots of a verb's frame, in the active
// ("Modi received Putin") and in the passive ("Putin was received by Modi").
#pragma once

#include "extract/engine/preposed.h"

namespace chancery {

// Fills subject and object of `reading`, of the verb at `i`; false if the frame is not met.
bool fillVerb(const PreposedView& view, std::size_t i, const FrameRow& frame, Reading& reading);

}  // namespace chancery
