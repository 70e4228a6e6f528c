// Values of the store: compact, and each with the version of its form in the first byte.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event_source.h"
#include "store/keys.h"

namespace chancery::store {

// What follows from the mentions of an event, in a form to which a mention can be added without
// looking at the others; the same as derive() makes of them all.
struct Derived {
  std::uint64_t mentions = 0;
  std::optional<Day> latest;
  Status status = Status::kHappened;
  std::map<EntityId, std::uint32_t> places;
  std::set<std::string> topics;
  int confidence_permille = 0;

  void add(const Mention& mention);
  void writeTo(Event& event) const;

  friend bool operator==(const Derived&, const Derived&) = default;
};

// An event but for its mentions.
struct EventRecord {
  Relation relation = Relation::kMeet;
  EntityId subject;
  EntityId object;
  std::optional<DateSpan> date;
  Derived derived;

  Event toEvent(const EventId& id) const;
};

// What a document said, so that it can be taken back.
struct SaidRecord {
  std::vector<EventId> events;
  std::vector<EntityId> entities;
};

// Each decode returns nothing where the bytes are not what encode writes: they are damaged.
std::string encode(const EventRecord& record);
std::string encode(const std::vector<Mention>& mentions);  // of one document, whose id the key tells
std::string encode(const Entity& entity);
std::string encode(const Document& document);
std::string encode(const SaidRecord& said);
std::string encode(const GraphCounts& counts);

bool decode(std::string_view bytes, EventRecord& record);
bool decode(std::string_view bytes, const DocumentId& document, std::vector<Mention>& mentions);
bool decode(std::string_view bytes, Entity& entity);
bool decode(std::string_view bytes, Document& document);
bool decode(std::string_view bytes, SaidRecord& said);
bool decode(std::string_view bytes, GraphCounts& counts);

}  // namespace chancery::store
