// The rows that an event has in the indexes.
#pragma once

#include <array>
#include <string>

#include "store/family.h"
#include "store/record.h"

namespace chancery::store {

// One for all rows of a thread, so that its memory is taken once.
inline std::string& keyForRows() {
  thread_local std::string key;
  return key;
}

// Calls `visit(family, key, value)` for those of one index, whose keys begin with `prefix`.
template <typename Visit>
void forEachRowOf(TimeIndex index, Family family, const std::string& prefix, const EventId& id,
                  const EventRow& row, Visit visit) {
  const std::string value = encodeFor(index, prefix, row.record);
  std::string& key = keyForRows();
  setTimeKey(key, prefix, row.date, id);
  visit(family, key, value);
  const auto span_class = spanClassOf(row.date);
  if (span_class) {
    visit(Family::kSpans, spanKey(index, prefix, *span_class, row.date, id), value);
  }
}

// The rows by place: none where the event has no place.
template <typename Visit>
void forEachPlaceRow(const EventId& id, const EventRow& row, Visit visit) {
  if (!row.record.place) return;
  forEachRowOf(TimeIndex::kPlace, Family::kPlaces, placePrefix(*row.record.place), id, row, visit);
}

// Calls `visit(family, key, value)` for all of them.
template <typename Visit>
void forEachIndexRow(const EventId& id, const EventRow& row, Visit visit) {
  const EventRecord& record = row.record;
  const auto visitOne = [&](TimeIndex index, Family family, const std::string& prefix) {
    forEachRowOf(index, family, prefix, id, row, visit);
  };
  visitOne(TimeIndex::kPair, Family::kPairs, pairPrefix(record.subject, record.object));
  visitOne(TimeIndex::kActor, Family::kActors, actorPrefix(record.subject));
  if (record.object != record.subject) {
    visitOne(TimeIndex::kActor, Family::kActors, actorPrefix(record.object));
  }
  visitOne(TimeIndex::kRelation, Family::kRelations, relationPrefix(record.relation));
  forEachPlaceRow(id, row, visit);
}

// Calls `visit(key)` for each counter in which the event counts: none without a date.
template <typename Visit>
void forEachCountKey(const EventRow& row, Visit visit) {
  if (!row.date) return;
  for (CountScale scale : {CountScale::kMonth, CountScale::kYear}) {
    visit(countKey(scale, row.record.relation, row.record.status, periodOf(scale, row.date->first),
                   row.record.subject, row.record.object));
  }
}

}  // namespace chancery::store
