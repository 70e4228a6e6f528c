// The keys of the store: byte strings whose order is the order of the answers.
//
// Numbers are big-endian and of fixed width, so that comparing bytes compares numbers. The layout
// is described in docs/store-format.md.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/event.h"

namespace chancery::store {

// Short names of entities and documents inside one store. A number is never given twice.
struct EntityNumber {
  std::uint32_t value = 0;

  friend auto operator<=>(const EntityNumber&, const EntityNumber&) = default;
};
struct DocumentNumber {
  std::uint32_t value = 0;

  friend auto operator<=>(const DocumentNumber&, const DocumentNumber&) = default;
};

void appendUint32(std::string& key, std::uint32_t value);
// `bytes` has at least four.
std::uint32_t readUint32(std::string_view bytes);

std::string keyOf(EntityNumber number);
std::string keyOf(DocumentNumber number);
std::string keyOf(const EventId& event);
// `bytes` has 16.
EventId readEventId(std::string_view bytes);

// A day with its sign bit flipped, so that days before 1970 come first.
std::uint32_t orderedDay(Day day);

// What events of a time index are listed by: participants, participant or relation.
std::string pairPrefix(EntityNumber a, EntityNumber b);  // the same whichever comes first
std::string actorPrefix(EntityNumber actor);
std::string relationPrefix(Relation relation);
inline constexpr std::size_t kPairPrefixBytes = 8;
inline constexpr std::size_t kActorPrefixBytes = 4;

// After the prefix: first day, last day, event id, which is the order of comesBefore(). Events
// without a date have days greater than any other.
inline constexpr std::size_t kTimeBytes = 8;
inline constexpr std::size_t kTimeTailBytes = kTimeBytes + 16;
inline constexpr std::uint32_t kUndated = 0xFFFFFFFF;
struct TimeTail {
  std::optional<DateSpan> date;
  EventId event;
};
void appendTime(std::string& key, const std::optional<DateSpan>& date);
std::string timeKey(std::string_view prefix, const std::optional<DateSpan>& date,
                    const EventId& event);
// `bytes` has kTimeBytes.
std::optional<DateSpan> readTime(std::string_view bytes);
// Of a key that ends in kTimeTailBytes.
TimeTail readTimeTail(std::string_view key);

// A span that lasts longer stands a second time in the family of long spans, so that a question
// about some days need look back no further than this for all the others.
inline constexpr int kLongSpanDays = 62;
bool isLong(const std::optional<DateSpan>& date);

// Which index a row of the long spans belongs to; the first byte of its key.
enum class TimeIndex : char { kPair = 'p', kActor = 'a', kRelation = 'r' };
std::string longPrefix(TimeIndex index, std::string_view prefix);

// (event, document): all mentions of an event by one document.
std::string mentionKey(const EventId& event, DocumentNumber document);

// Rows of the dictionary.
std::string numberOfEntityKey(std::string_view id);
std::string nameKey(EntityNumber number);
std::string nameKey(DocumentNumber number);

// Search keys are any bytes, so their end is marked such that no key is the beginning of
// another, and their order is that of the search keys.
std::string searchKeyBeginning(std::string_view text);  // matches all that begin with `text`
std::string searchKeyPrefix(std::string_view text);     // matches `text` only
std::string searchKey(std::string_view text, EntityNumber entity);
struct SearchRow {
  std::string text;
  EntityNumber entity;
};
std::optional<SearchRow> readSearchKey(std::string_view key);

// The smallest key that does not begin with `prefix`; empty when there is none.
std::string endOfPrefix(std::string_view prefix);

}  // namespace chancery::store
