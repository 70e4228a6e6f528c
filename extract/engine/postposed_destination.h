// Where somebody goes, where markers follow.
#pragma once

#include <vector>

#include "extract/engine/postposed.h"

namespace chancery {

// The group of the place to which the trigger leads, -1 for none.
std::int32_t destinationOf(const PostposedView& view, std::size_t trigger, const FrameRow& frame,
                           const TriggerUse& use, const std::vector<Argument>& arguments);

// "विमान अदाना पहुंच गया": a thing without a marker is the subject, so nobody who was named is.
bool thingActs(const PostposedView& view, std::size_t trigger);

// "दिल्ली बुलाया", "सम्मेलन के लिए बुलाया", "खाने पर बुलाया": to where, or what for, `object` is called.
bool saysPurpose(const PostposedView& view, std::int32_t object, std::size_t trigger);

}  // namespace chancery
