// Events, the documents that tell of them, and the mentions that tie the two together.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/date_span.h"
#include "graph/entity.h"
#include "graph/relation.h"
#include "graph/result.h"

namespace chancery {

// The name of a document: as its corpus gives it, else its path below the folder that was read.
struct DocumentId {
  std::string value;

  friend auto operator<=>(const DocumentId&, const DocumentId&) = default;
};

struct Document {
  DocumentId id;
  std::string language;     // BCP 47 tag of the main language; empty: not known
  std::optional<Day> date;  // of publication
  std::string title;
  std::string url;
  std::string content_hash;  // of the text and the fields above, to notice a newer version

  friend bool operator==(const Document&, const Document&) = default;
};

// One passage that states an event, and what just this passage says of it.
struct Mention {
  DocumentId document;
  std::optional<Day> reported;  // the document's date, kept here so that a merge needs no look-up
  std::uint64_t begin = 0;      // bytes of the document's original UTF-8 text, end excluded
  std::uint64_t end = 0;
  std::optional<std::uint64_t> code_point_begin;  // the same place in Unicode code points
  std::string text;                               // the passage itself
  Status status = Status::kHappened;
  std::optional<EntityId> place;
  std::vector<std::string> topics;  // sorted, no duplicates
  int confidence_permille = 0;      // 0 to 1000
  std::string extractor;            // which program and language packs read it

  friend auto operator<=>(const Mention&, const Mention&) = default;
};

// The identity of an event: a UUID (version 5) of relation, participants and date.
struct EventId {
  std::array<std::uint8_t, 16> bytes{};

  friend auto operator<=>(const EventId&, const EventId&) = default;
};
// "e." and the UUID in its usual form; parseEventId() reads it back.
std::string toString(const EventId& id);
Result<EventId> parseEventId(std::string_view text);

// A statement `subject —relation→ object`.
//
// Invariants, kept by makeEvent(), unite() and derive():
//  (1) `id` is a function of relation, subject, object and date; for a symmetric relation the
//      subject is the participant with the smaller id.
//  (2) `mentions` is sorted and without duplicates.
//  (3) status, place, topics and confidence are a function of the set of mentions.
// So uniting events is commutative, associative and idempotent.
struct Event {
  EventId id;
  Relation relation = Relation::kMeet;
  EntityId subject;
  EntityId object;
  std::optional<DateSpan> date;

  Status status = Status::kHappened;
  std::optional<EntityId> place;
  std::vector<std::string> topics;
  int confidence_permille = 0;

  std::vector<Mention> mentions;

  friend bool operator==(const Event&, const Event&) = default;
};

// An event with its id, its participants in canonical order and nothing derived yet.
Event makeEvent(Relation relation, EntityId subject, EntityId object, std::optional<DateSpan> date,
                std::vector<Mention> mentions);

// Sorts the mentions and works out what follows from them. Status: that of the latest reports;
// among these happened before denied, planned, possible. Place: the one most mentions name
// (the smaller id among equals). Topics: all. Confidence: the highest.
void derive(Event& event);

// Adds the mentions of `other`, which must have the same id, and derives anew.
void unite(Event& event, const Event& other);

// The order of every listing: by first day, last day, id; events without a date at the end.
bool comesBefore(const Event& a, const Event& b);

// All that one document says: what an extractor returns, and what a store takes and replaces.
struct DocumentEvents {
  Document document;
  std::vector<Entity> entities;  // participants and places of the events, by id
  std::vector<Event> events;     // in the order of comesBefore(); mentions of this document only

  friend bool operator==(const DocumentEvents&, const DocumentEvents&) = default;
};

}  // namespace chancery
