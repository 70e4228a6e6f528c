// Stage 6 for languages with prepositions: who stands in the slots of a noun's frame: as its
// possessor ("Modi's visit to Moscow"), behind its prepositions ("talks between A and B"), or with
// the verb that carries it ("Modi paid a visit to Moscow").
#pragma once

#include "extract/engine/preposed.h"

namespace chancery {

// Fills subject and object of `reading`, of the noun at `i`; false if the frame is not met.
bool fillNoun(const PreposedView& view, std::size_t i, const FrameRow& frame, Reading& reading);

}  // namespace chancery
