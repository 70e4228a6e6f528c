// Planned meetings as a calendar (iCalendar, RFC 5545), for every calendar program.
#pragma once

#include <ostream>

#include "graph/event_source.h"

namespace chancery {

// All-day events, by date. What the filter leaves open is filled in: without relations those by
// which people come together (meet, talk, visit, host), without statuses all but what happened.
// Events without a date are left out. A status becomes: planned and happened CONFIRMED, possible
// TENTATIVE, denied CANCELLED. UID is the event's id, so that a newer calendar replaces the older
// one; DTSTAMP is the day of its latest report.
//
// The same graph gives the same bytes. Memory: that of an EntityCache.
// Errors: kIo (the stream refuses); those of the source.
Result<void> writeCalendar(const EventSource& source, const EventFilter& filter, std::ostream& out);

}  // namespace chancery
