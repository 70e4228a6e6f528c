// Whether what a trigger says came about, is planned, possible or denied, and when it is told of,
// where what says so stands before the verb.
#pragma once

#include "extract/engine/preposed.h"

namespace chancery {

// "has met", "had met", "who met": told of another time than the story's.
ReadingTense tenseOf(const PreposedView& view, std::size_t i, const Reading& reading);

// By the cues that govern the trigger at item `i`, else by the verb that it goes with.
Status statusOf(const PreposedView& view, std::size_t i, const Reading& reading);

}  // namespace chancery
