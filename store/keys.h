// The keys of the store: byte strings whose order is the order of the answers.
//
// Numbers are big-endian and of fixed width, so that comparing bytes compares numbers. The layout
// is described in docs/store-format.md.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/event.h"

namespace chancery::store {

// Short names of entities, documents and topics inside one store. A number is never given twice.
struct EntityNumber {
  std::uint32_t value = 0;

  friend auto operator<=>(const EntityNumber&, const EntityNumber&) = default;
};
struct DocumentNumber {
  std::uint32_t value = 0;

  friend auto operator<=>(const DocumentNumber&, const DocumentNumber&) = default;
};
struct TopicNumber {
  std::uint32_t value = 0;

  friend auto operator<=>(const TopicNumber&, const TopicNumber&) = default;
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

// What events of a time index are listed by: participants, participant, relation or place.
std::string pairPrefix(EntityNumber a, EntityNumber b);  // the same whichever comes first
std::string actorPrefix(EntityNumber actor);
std::string relationPrefix(Relation relation);
std::string placePrefix(EntityNumber place);
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
// In place of what `key` was, whose memory it keeps.
void setTimeKey(std::string& key, std::string_view prefix, const std::optional<DateSpan>& date,
                const EventId& event);
// `bytes` has kTimeBytes.
std::optional<DateSpan> readTime(std::string_view bytes);
// Of a key that ends in kTimeTailBytes.
TimeTail readTimeTail(std::string_view key);

// The indexes in order of time.
enum class TimeIndex : char { kPair = 'p', kActor = 'a', kRelation = 'r', kPlace = 'l' };

// Events of several days stand a second time in a family of their own, by how long they last, so
// that those are found which began before the days asked about and reach into them. A class has
// spans whose last day is at most so many days after the first.
inline constexpr std::array<std::int64_t, 5> kSpanClassDays = {
    7, 31, 92, 366, std::int64_t{1} << 32};  // weeks, months, quarters, years, the rest
// None: a single day, or no date.
std::optional<std::uint8_t> spanClassOf(const std::optional<DateSpan>& date);
// What begins the keys of one index and prefix; the class follows, then the time and the event.
std::string spanPrefix(TimeIndex index, std::string_view prefix);
std::string spanKey(TimeIndex index, std::string_view prefix, std::uint8_t span_class,
                    const std::optional<DateSpan>& date, const EventId& event);

// Where a document tells of an event: `position` is the place of the event among those that the
// document tells of.
struct Telling {
  DocumentNumber document;
  std::uint32_t position = 0;

  friend auto operator<=>(const Telling&, const Telling&) = default;
};
std::string keyOf(const Telling& telling);
// (event, document)
std::string tellerKey(const EventId& event, DocumentNumber document);
inline constexpr std::size_t kEventKeyBytes = 16;
inline constexpr std::size_t kTellerKeyBytes = kEventKeyBytes + 4;

// How many events of a pair began in a month or year, by relation and status. Years spare a
// reader of long periods most of the months.
enum class CountScale : char { kMonth = 'm', kYear = 'y' };
// Months since 1970-01, or years since 1970; earlier ones are negative.
std::int32_t periodOf(CountScale scale, Day day);
std::string countPrefix(CountScale scale, Relation relation, Status status);
std::string countPrefix(CountScale scale, Relation relation, Status status, std::int32_t period);
std::string countKey(CountScale scale, Relation relation, Status status, std::int32_t period,
                     EntityNumber a, EntityNumber b);
struct CountRow {
  std::int32_t period = 0;
  EntityNumber a;
  EntityNumber b;
};
// Of a key that countKey() made.
std::optional<CountRow> readCountKey(std::string_view key);

// The same counts, from the greatest on. Most pairs have one event in a month: these stand in no
// such row, which says nothing of them but that they come last.
inline constexpr std::uint64_t kLeastRanked = 2;
// `count_key` is one that countKey() made; what is greater than 32 bits hold counts as these.
std::string rankKey(std::string_view count_key, std::uint64_t events);
struct RankRow {
  std::uint32_t events = 0;
  EntityNumber a;
  EntityNumber b;
};
// Of a key that rankKey() made.
std::optional<RankRow> readRankKey(std::string_view key);

// Rows of the dictionary.
std::string numberOfEntityKey(std::string_view id);
std::string nameKey(EntityNumber number);
std::string nameKey(DocumentNumber number);
std::string numberOfTopicKey(std::string_view topic);
std::string nameKey(TopicNumber number);

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

// A document as it was held from a day on (none: since ever) up to another, on which it was no
// more.
std::string keptPrefix(std::string_view document);
std::string keptKey(std::string_view document, const std::optional<Day>& since, Day until);
struct KeptDays {
  std::string document;
  std::optional<Day> since;
  Day until;
};
std::optional<KeptDays> readKeptKey(std::string_view key);

// The documents that are held, by the day from which on; those without such a day have no row.
std::string cameKey(Day day, DocumentNumber document);
// What is kept, by the day on which it was there no more.
std::string wentKey(const KeptDays& days);
// Before all rows of a later day.
std::string cameAfter(Day day);
std::string wentAfter(Day day);
std::optional<DocumentNumber> readCameKey(std::string_view key);
std::optional<KeptDays> readWentKey(std::string_view key);

// The smallest key that does not begin with `prefix`; empty when there is none.
std::string endOfPrefix(std::string_view prefix);

}  // namespace chancery::store
