// Stage 5: of whom a relative pronoun speaks: "शोल्ज, जिनसे मोदी मिले".
#pragma once

#include "extract/engine/items.h"

namespace chancery {

// Where markers follow, gives each relative pronoun that says a case (जिनसे, जिन्हें) the phrases of
// the name that it stands for, in its own case; one that stands for no name is no group any more.
// The cases of all other groups are known already.
void linkRelatives(const LexedText& text, const Image& image, SentenceItems& sentence);

}  // namespace chancery
