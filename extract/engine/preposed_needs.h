// Stage 6 for languages with prepositions: what the frame of a verb asks of its clause besides its
// participants, and what keeps it from being read.
#pragma once

#include "extract/engine/preposed.h"

namespace chancery {

// True for a verb in one piece, and where the other part of it stands behind its object ("brought
// them together") or, in the passive, behind it.
bool tailFollows(const PreposedView& view, std::size_t i, const TriggerRow& trigger);

// What the frame needs is there: "assured him of its support", "told him of the talks".
bool clauseSupplies(const PreposedView& view, std::size_t i, const FrameRow& frame);

// "invited him to visit", "threatened to sanction it", "accused it of arming them": what is wished,
// threatened or alleged is not said to come about.
bool isMerelySaid(const PreposedView& view, std::size_t i);

// "called on Iran to act"
bool infinitiveFollows(const PreposedView& view, std::size_t i);

// "called him a liar"
bool isBlamed(const PreposedView& view, std::size_t i);

// "condemned the move"
bool deedFollows(const PreposedView& view, std::size_t i);

}  // namespace chancery
