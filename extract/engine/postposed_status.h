// Whether what a trigger says came about, is planned, possible or denied, where the verb ends the
// clause and what says so stands behind it.
#pragma once

#include "extract/engine/postposed.h"

namespace chancery {

Status statusOfUse(const PostposedView& view, std::size_t trigger, std::uint32_t row,
                   const TriggerUse& use);

}  // namespace chancery
