// Stage 5: phrases that are listed together: "Modi, Putin and Xi", "मोदी, पुतिन और शी".
#pragma once

#include <cstddef>

#include "extract/engine/items.h"

namespace chancery {

// Makes one group, and one item, of each list in `sentence`, whose items hold one phrase a group.
// A comma alone joins only where an "and" follows later in the list.
void joinGroups(const LexedText& text, const Image& image, SentenceItems& sentence);

// The item at `at` is a verb, or a word that says whether something comes about.
bool verbFollows(const SentenceItems& sentence, std::size_t at);

}  // namespace chancery
