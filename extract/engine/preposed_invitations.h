// Stage 6 for languages with prepositions: who is invited, where no preposition says it of the
// noun.
#pragma once

#include "extract/engine/preposed.h"

namespace chancery {

// Whoever accepts or declines is invited: "accepted an invitation from Trump". Fills the object;
// the subject is there.
bool fillAcceptance(const PreposedView& view, std::size_t i, Reading& reading);

// Whoever comes is invited: "came at his invitation", "was the guest of".
bool fillGuest(const PreposedView& view, std::size_t i, Reading& reading);

}  // namespace chancery
