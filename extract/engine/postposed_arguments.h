// Who stands around a trigger, from the nearest to the farthest, where markers follow names.
#pragma once

#include <vector>

#include "extract/engine/postposed.h"

namespace chancery {

// Of the clause that says that it was done. `reaches_far` lets a genitive belong over a noun in
// between: "उनके विचार साझा करने की सराहना".
std::vector<Argument> argumentsOfVerb(const PostposedView& view, std::size_t trigger,
                                      const TriggerUse& use, bool reaches_far);

// Only what stands together with a noun that the clause is not about.
std::vector<Argument> argumentsOfNoun(const PostposedView& view, std::size_t trigger);

}  // namespace chancery
