// Stage 5, for languages with prepositions: lists that other words interrupt, made plain ones.
#pragma once

#include "extract/engine/items.h"

namespace chancery {

// Rewrites the items of a sentence, before its groups are joined, so that whoever acts together
// stands in one plain list: "A, along with B, met" and "Neither A nor B met" become "A and B met".
void smoothLists(const LexedText& text, const Image& image, SentenceItems& sentence);

}  // namespace chancery
