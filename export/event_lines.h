// Events as JSON Lines: what `chancery extract` prints, `chancery load` reads, and every script
// can.
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "graph/event_source.h"

namespace chancery {

// Form: docs/exports.md. A line is one event as one document tells of it, so that what several
// documents say stays apart and a loader can replace what one of them said. Status, place, topics
// and confidence of a line are derived from the mentions in its document alone; where a single
// mention says otherwise, its entry under "evidence" does so, too, and nothing is lost.
//
// Text that is not UTF-8 is mended with U+FFFD.

// The entity of an id, valid until the next call; null: not known, the line then makes do with
// the id.
using EntityLookup = std::function<const Entity*(const EntityId&)>;

// Of those that stand in `said`, which must outlive it.
EntityLookup lookupIn(const DocumentEvents& said);

// The line of `event` as `document` tells of it, without a line break at its end. Mentions in
// other documents are left aside.
std::string eventLine(const Document& document, const Event& event, const EntityLookup& entities);

// All lines of one document: what an extractor found, ready to be loaded.
void writeEventLines(const DocumentEvents& said, std::ostream& out);

// The lines of all events that `filter` takes: documents by id, the events of each in the order of
// comesBefore(). So the lines of a document stand together, as they do when it was just extracted,
// and loading them into an empty store and exporting again gives the same bytes. Documents without
// events have no line.
//
// Takes time in proportion to the mentions, and no memory but for the ids of the documents where
// the filter does not take all.
// Errors: kIo (the stream refuses); those of the source.
Result<void> writeEventLines(const EventSource& source, const EventFilter& filter,
                             std::ostream& out);

}  // namespace chancery
