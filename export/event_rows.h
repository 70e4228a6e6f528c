// Events as rows of coded event data, as political scientists use them.
#pragma once

#include <ostream>

#include "graph/event_source.h"

namespace chancery {

// Tab-separated values with a header, one event a row, in the order of comesBefore(); the columns
// are in docs/exports.md and follow what ICEWS, GDELT and PLOVER data have. Fields are never
// quoted: tabs and line breaks in a text become blanks. What is not known is empty.
//
// The same graph gives the same bytes. Memory: that of an EntityCache.
// Errors: kIo (the stream refuses); those of the source.
Result<void> writeEventRows(const EventSource& source, const EventFilter& filter,
                            std::ostream& out);

}  // namespace chancery
