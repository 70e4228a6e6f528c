// Stage 6 for languages with prepositions: what a reading says of more than those who stand in its
// slots: "spoke to Netanyahu on Sunday, and to Abbas a day later", "exchanged letters with Putin",
// "Kagame sent his condolences, and so did Ruto".
#pragma once

#include <vector>

#include "extract/engine/preposed.h"

namespace chancery {

// Appends the reading, and those that follow from it; each has a clause of its own, so that its
// date and place are its own.
void addFurther(const PreposedView& view, const Reading& reading, std::vector<Reading>& readings);

}  // namespace chancery
