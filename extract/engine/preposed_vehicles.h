// Stage 6 for languages with prepositions: nouns that say how something is said, and have their
// participants from the verb that says it: "in a letter to Putin", "told him by telephone", "warned
// him at a meeting in Belgrade".
#pragma once

#include "extract/engine/preposed.h"

namespace chancery {

// True when the noun stands behind a preposition that makes it such a noun of its frame.
bool isVehicle(const PreposedView& view, std::size_t i, const FrameRow& frame);

// A manner (PreposedView::isManner): its subject and object are the verb's.
bool fillManner(const PreposedView& view, std::size_t i, const FrameRow& frame, Reading& reading);

// To whom the verb before or behind the noun speaks; -1 for nobody. `preposition` is the noun's.
std::int32_t addresseeOf(const PreposedView& view, std::size_t preposition, const FrameRow& frame,
                         const Reading& reading);

// Him at whom the verb before a preposition is directed; -1 for nobody.
std::int32_t objectBefore(const PreposedView& view, std::size_t preposition, const FrameRow& frame,
                          const Reading& reading);

}  // namespace chancery
