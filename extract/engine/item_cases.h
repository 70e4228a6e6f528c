// Stage 5: the function in which each group stands, by the marker beside it or by its place.
#pragma once

#include "extract/engine/items.h"

namespace chancery {

// Writes Group::marker of all groups, which are joined already. Where markers stand first, the
// place of a name before or behind the verb counts, and so it is settled here which words that may
// be a noun or a verb are which.
void findCases(const LexedText& text, const Image& image, SentenceItems& sentence);

}  // namespace chancery
