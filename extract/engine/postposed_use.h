// How a trigger stands where markers follow: as what the clause says was done, or as a noun in it.
#pragma once

#include <optional>

#include "extract/engine/postposed.h"

namespace chancery {

// Nothing where the trigger only describes another noun.
std::optional<TriggerUse> useOfTrigger(const PostposedView& view, std::size_t trigger,
                                       const TriggerRow& row);

// What the frame asks of the words around its trigger.
bool isUsedAsFrameAsks(const PostposedView& view, std::size_t trigger, const FrameRow& frame,
                       const TriggerUse& use);

}  // namespace chancery
