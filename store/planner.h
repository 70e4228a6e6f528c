// From a question about events to the keys that answer it.
#pragma once

#include <optional>

#include "store/read_plan.h"
#include "store/row_filter.h"
#include "store/time_scan.h"

namespace chancery::store {

// How a question is answered: the rows of `query` within the days of the filter, as far as `rows`
// takes them.
//
// Ownership: refers to the filter of the question.
struct EventPlan {
  TimeQuery query;  // without prefixes: nothing can match
  RowFilter rows;
};

// The choice: two participants have a range of their own, as has each one; else a place has, and a
// country is all places in it; else the relations have theirs. Where few relations of one actor or
// of places are asked for, or one place of an actor, both may serve, and the one with fewer bytes
// does.
// Errors: those of the view.
Result<EventPlan> planFor(View& view, const EventFilter& filter,
                          const std::optional<EntityId>& actor = {},
                          const std::optional<EntityId>& other = {});

// Bytes of the tables that a query reads, as the indexes of their blocks tell; rows that are in
// memory count as rows.
struct KeySize {
  std::uint64_t table_bytes = 0;
  std::uint64_t rows_in_memory = 0;
};
KeySize sizeOf(const View& view, const TimeQuery& query, const EventFilter& filter);

// What is read for a query, and what each row is asked.
ReadPlan planOf(const View& view, const TimeQuery& query, const EventFilter& filter);

// planFor(), for people.
Result<ReadPlan> explain(View& view, const EventQuestion& question);

}  // namespace chancery::store
