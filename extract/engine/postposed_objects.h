// To whom something is done, where the trigger has nobody beside it and markers follow.
#pragma once

#include <vector>

#include "extract/engine/postposed.h"

namespace chancery {

// "म्यांमार के रखाइन प्रांत के लिए": the state to which a place belongs that gets something.
std::int32_t stateOfReceiver(const PostposedView& view, const FrameRow& frame, std::int32_t object);

// "होंडुरास के अस्पतालों के लिए": the group of whose they are who get something, -1 for none.
std::int32_t receiverBy(const PostposedView& view, std::size_t trigger, const FrameRow& frame,
                        std::int32_t subject);

// Who came at an invitation, who is spoken of in what somebody warns of, or to whom the same agent
// did something just before (`before` are the readings of the sentence so far); -1 for none.
std::int32_t objectElsewhere(const PostposedView& view, const std::vector<Reading>& before,
                             std::size_t trigger, const FrameRow& frame, const TriggerUse& use,
                             const std::vector<Argument>& arguments, std::int32_t subject,
                             Reading& reading);

// "भारत और पाकिस्तान में सहमति बनी": the group of several between whom it is, -1 for none.
std::int32_t severalWithin(const PostposedView& view, const FrameRow& frame,
                           const std::vector<Argument>& arguments);

}  // namespace chancery
