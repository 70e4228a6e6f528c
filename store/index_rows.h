// The rows that an event has in the indexes.
#pragma once

#include <array>
#include <string>

#include "store/family.h"
#include "store/record.h"

namespace chancery::store {

// Calls `visit(family, key, value)` for each of them.
template <typename Visit>
void forEachIndexRow(const EventId& id, const EventRow& row, Visit visit) {
  const EventRecord& record = row.record;
  const auto span_class = spanClassOf(row.date);
  const auto visitOne = [&](TimeIndex index, Family family, const std::string& prefix) {
    const std::string value = encodeFor(index, prefix, record);
    visit(family, timeKey(prefix, row.date, id), value);
    if (!span_class) return;
    visit(Family::kSpans, spanKey(index, prefix, *span_class, row.date, id), value);
  };
  visitOne(TimeIndex::kPair, Family::kPairs, pairPrefix(record.subject, record.object));
  visitOne(TimeIndex::kActor, Family::kActors, actorPrefix(record.subject));
  if (record.object != record.subject) {
    visitOne(TimeIndex::kActor, Family::kActors, actorPrefix(record.object));
  }
  visitOne(TimeIndex::kRelation, Family::kRelations, relationPrefix(record.relation));
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
