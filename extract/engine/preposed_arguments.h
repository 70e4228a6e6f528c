// Who stands around a trigger, from the nearest to the farthest, where prepositions stand before
// names.
#pragma once

#include <vector>

#include "extract/engine/preposed.h"

namespace chancery {

// The groups behind a verb, up to where something else begins. A noun that says the same as
// `frame` ends nothing: "pledged $10 million in aid to Nepal".
std::vector<Argument> argumentsBehind(const PreposedView& view, std::size_t i,
                                      const FrameRow* frame);

// A mediator's frame looks through what he brings about: "brokered talks between A and B".
bool saysTheSame(const PreposedView& view, const Item& it, const FrameRow* frame);

// What belongs to the noun itself: a possessor or a compound before it, prepositions behind it.
std::vector<Argument> argumentsOfNoun(const PreposedView& view, std::size_t i);

// "the accusation that Kyrgyzstan harbours them", "complained that Stockholm was hasty": who did
// what is complained of; -1 for nobody.
std::int32_t accusedBehind(const PreposedView& view, std::size_t i, const FrameRow& frame);

}  // namespace chancery
