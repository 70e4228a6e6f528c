// Stage 6 for languages with prepositions: the verb that says of a noun that it came about, before
// it ("held talks"), in a clause about it ("the talks he held"), behind it ("a letter reached
// Putin", "sanctions imposed on Iran"), and the verb that undoes it ("lifted the sanctions").
#pragma once

#include "extract/engine/preposed.h"

namespace chancery {

// Each of these gives the place of the verb, size() where there is none.

// The verb that carries the noun, wherever it stands.
std::size_t carrierOfNoun(const PreposedView& view, std::size_t i, const FrameRow& frame);

// The verb of a clause about the noun, with its subject right behind the noun.
std::size_t relativeCarrierOf(const PreposedView& view, std::size_t i);

// A participle behind the noun, with what belongs to it: "a dinner given by Modi".
std::size_t participleBehind(const PreposedView& view, std::size_t i);

// Extends the clause of the reading over the verb: its day is the noun's.
void takeClauseOf(const PreposedView& view, std::size_t carrier, Reading& reading);

// "lifted the sanctions", "the sanctions were eased", "the lifting of sanctions"
bool isUndone(const PreposedView& view, std::size_t i, const Reading& reading);

}  // namespace chancery
