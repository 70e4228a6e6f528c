// What a row of an index says of its event, to bytes and back: all of it but the evidence, so that
// a listing is one scan and touches nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.h"
#include "store/coder.h"
#include "store/keys.h"

namespace chancery::store {

// An event without id, date and mentions.
struct EventRecord {
  Relation relation = Relation::kMeet;
  Status status = Status::kHappened;
  int confidence_permille = 0;
  EntityNumber subject;
  EntityNumber object;
  std::optional<EntityNumber> place;
  std::vector<TopicNumber> topics;  // in the order of their texts

  friend bool operator==(const EventRecord&, const EventRecord&) = default;
};

struct EventRow {
  std::optional<DateSpan> date;
  EventRecord record;

  friend bool operator==(const EventRow&, const EventRow&) = default;
};

// All of it, as it begins the value in the family of events.
void write(Encoder& out, const EventRow& row);
EventRow readRow(Decoder& in);

// The value in an index leaves out what its key says already; `prefix` is what the key begins
// with, as pairPrefix(), actorPrefix(), relationPrefix() or placePrefix() make it.
std::string encodeFor(TimeIndex index, std::string_view prefix, const EventRecord& record);
// Into `record`, which keeps its memory. False: nobody can have written these bytes.
bool decodeFor(TimeIndex index, std::string_view prefix, std::string_view bytes,
               EventRecord& record);

// The value of format 2, which was no more than that, with numbers of four bytes.
void writeOfFormat2(Encoder& out, const EventRow& row);
std::optional<EventRow> decodeEventOfFormat2(std::string_view bytes);

// As format 1 wrote it, in which topics were texts.
struct OldEventRow {
  EventRow row;
  std::vector<std::string> topics;
};
std::optional<OldEventRow> decodeEventOfFormat1(std::string_view bytes);

}  // namespace chancery::store
