// Stage 6 for languages with prepositions: slots that nobody in the sentence fills by name.
#pragma once

#include "extract/engine/preposed.h"

namespace chancery {

inline constexpr int kDoubtOfImplied = 120;  // permille, for whoever the sentence does not name

// Several who do it with one another: "Modi and Putin met".
bool fillEachOther(const PreposedView& view, const FrameRow& frame, Reading& reading);

// "conveyed his greetings": to whoever was spoken of last, where the frame allows it.
bool implyObject(const FrameRow& frame, Reading& reading);

// Nobody named: those two who were last said to deal with each other.
void implyPair(Reading& reading);

}  // namespace chancery
