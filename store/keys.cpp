#include "store/keys.h"

#include <algorithm>
#include <utility>

namespace chancery::store {
namespace {

constexpr std::uint32_t kSignBit = 0x80000000;

constexpr char kEntityNumber = 'n';
constexpr char kEntityName = 'e';
constexpr char kDocumentName = 'd';
constexpr char kTopicNumber = 'k';
constexpr char kTopicName = 't';

// Scale, relation, status and period.
constexpr std::size_t kCountPrefixBytes = 7;
constexpr std::size_t kRankKeyBytes = kCountPrefixBytes + 4 + kPairPrefixBytes;

constexpr char kCame = 'c';
constexpr char kWent = 'w';

// In a search key a zero byte is written as (0, 255) and the end as (0, 1): the end comes before
// whatever may follow, so "ab" comes before "ab\0" and "abc".
constexpr char kZero = '\0';
constexpr char kEscapedZero = '\xFF';
constexpr char kEnd = '\x01';

std::string withNumber(char kind, std::uint32_t number) {
  std::string key(1, kind);
  appendUint32(key, number);
  return key;
}

Day readOrderedDay(std::uint32_t ordered) {
  return {static_cast<std::int32_t>(ordered ^ kSignBit)};
}

}  // namespace

void appendUint32(std::string& key, std::uint32_t value) {
  const std::array<char, 4> bytes = {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
                                     static_cast<char>(value >> 8), static_cast<char>(value)};
  key.append(bytes.data(), bytes.size());
}

std::uint32_t readUint32(std::string_view bytes) {
  std::uint32_t value = 0;
  for (char byte : bytes.substr(0, 4)) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

std::string keyOf(EntityNumber number) { return actorPrefix(number); }

std::string keyOf(DocumentNumber number) {
  std::string key;
  appendUint32(key, number.value);
  return key;
}

std::string keyOf(const EventId& event) { return {event.bytes.begin(), event.bytes.end()}; }

EventId readEventId(std::string_view bytes) {
  EventId id;
  std::copy_n(bytes.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

std::uint32_t orderedDay(Day day) { return static_cast<std::uint32_t>(day.since_1970) ^ kSignBit; }

std::string pairPrefix(EntityNumber a, EntityNumber b) {
  if (b < a) std::swap(a, b);
  std::string prefix = actorPrefix(a);
  appendUint32(prefix, b.value);
  return prefix;
}

std::string actorPrefix(EntityNumber actor) {
  std::string prefix;
  appendUint32(prefix, actor.value);
  return prefix;
}

std::string relationPrefix(Relation relation) {
  return std::string(1, static_cast<char>(relation));
}

std::string placePrefix(EntityNumber place) { return actorPrefix(place); }

void appendTime(std::string& key, const std::optional<DateSpan>& date) {
  appendUint32(key, date ? orderedDay(date->first) : kUndated);
  appendUint32(key, date ? orderedDay(date->last) : kUndated);
}

std::string timeKey(std::string_view prefix, const std::optional<DateSpan>& date,
                    const EventId& event) {
  std::string key;
  key.reserve(prefix.size() + kTimeTailBytes);
  setTimeKey(key, prefix, date, event);
  return key;
}

void setTimeKey(std::string& key, std::string_view prefix, const std::optional<DateSpan>& date,
                const EventId& event) {
  key.assign(prefix);
  appendTime(key, date);
  key.append(reinterpret_cast<const char*>(event.bytes.data()), event.bytes.size());
}

std::optional<DateSpan> readTime(std::string_view bytes) {
  const std::uint32_t first = readUint32(bytes);
  if (first == kUndated) return std::nullopt;
  return DateSpan{readOrderedDay(first), readOrderedDay(readUint32(bytes.substr(4)))};
}

TimeTail readTimeTail(std::string_view key) {
  const std::string_view tail = key.substr(key.size() - kTimeTailBytes);
  return {readTime(tail), readEventId(tail.substr(kTimeBytes))};
}

std::optional<std::uint8_t> spanClassOf(const std::optional<DateSpan>& date) {
  if (!date || date->first == date->last) return std::nullopt;
  const std::int64_t days = std::int64_t{date->last.since_1970} - date->first.since_1970;
  std::uint8_t span_class = 0;
  while (kSpanClassDays[span_class] < days) ++span_class;
  return span_class;
}

std::string spanPrefix(TimeIndex index, std::string_view prefix) {
  return std::string(1, static_cast<char>(index)).append(prefix);
}

std::string spanKey(TimeIndex index, std::string_view prefix, std::uint8_t span_class,
                    const std::optional<DateSpan>& date, const EventId& event) {
  std::string beginning = spanPrefix(index, prefix);
  beginning.push_back(static_cast<char>(span_class));
  return timeKey(beginning, date, event);
}

std::int32_t periodOf(CountScale scale, Day day) {
  const CivilDate date = toCivil(day);
  const int years = date.year - 1970;
  return scale == CountScale::kYear ? years : years * 12 + date.month - 1;
}

std::string countPrefix(CountScale scale, Relation relation, Status status) {
  return {static_cast<char>(scale), static_cast<char>(relation), static_cast<char>(status)};
}

std::string countPrefix(CountScale scale, Relation relation, Status status, std::int32_t period) {
  std::string prefix = countPrefix(scale, relation, status);
  appendUint32(prefix, static_cast<std::uint32_t>(period) ^ kSignBit);
  return prefix;
}

std::string countKey(CountScale scale, Relation relation, Status status, std::int32_t period,
                     EntityNumber a, EntityNumber b) {
  return countPrefix(scale, relation, status, period).append(pairPrefix(a, b));
}

std::optional<CountRow> readCountKey(std::string_view key) {
  if (key.size() != kCountPrefixBytes + kPairPrefixBytes) return std::nullopt;
  return CountRow{static_cast<std::int32_t>(readUint32(key.substr(3)) ^ kSignBit),
                  {readUint32(key.substr(kCountPrefixBytes))},
                  {readUint32(key.substr(kCountPrefixBytes + 4))}};
}

std::string rankKey(std::string_view count_key, std::uint64_t events) {
  constexpr std::uint64_t kMost = 0xFFFFFFFF;
  std::string key;
  key.reserve(kRankKeyBytes);
  key.append(count_key.substr(0, kCountPrefixBytes));
  appendUint32(key, ~static_cast<std::uint32_t>(std::min(events, kMost)));
  return key.append(count_key.substr(kCountPrefixBytes));
}

std::optional<RankRow> readRankKey(std::string_view key) {
  if (key.size() != kRankKeyBytes) return std::nullopt;
  return RankRow{~readUint32(key.substr(kCountPrefixBytes)),
                 {readUint32(key.substr(kCountPrefixBytes + 4))},
                 {readUint32(key.substr(kCountPrefixBytes + 8))}};
}

std::string keyOf(const Telling& telling) {
  std::string key = keyOf(telling.document);
  appendUint32(key, telling.position);
  return key;
}

std::string tellerKey(const EventId& event, DocumentNumber document) {
  std::string key = keyOf(event);
  appendUint32(key, document.value);
  return key;
}

std::string numberOfEntityKey(std::string_view id) {
  return std::string(1, kEntityNumber).append(id);
}

std::string nameKey(EntityNumber number) { return withNumber(kEntityName, number.value); }
std::string nameKey(DocumentNumber number) { return withNumber(kDocumentName, number.value); }

std::string numberOfTopicKey(std::string_view topic) {
  return std::string(1, kTopicNumber).append(topic);
}
std::string nameKey(TopicNumber number) { return withNumber(kTopicName, number.value); }

std::string searchKeyBeginning(std::string_view text) {
  std::string key;
  for (char byte : text) {
    key.push_back(byte);
    if (byte == kZero) key.push_back(kEscapedZero);
  }
  return key;
}

std::string searchKeyPrefix(std::string_view text) {
  std::string key = searchKeyBeginning(text);
  key.push_back(kZero);
  key.push_back(kEnd);
  return key;
}

std::string searchKey(std::string_view text, EntityNumber entity) {
  std::string key = searchKeyPrefix(text);
  appendUint32(key, entity.value);
  return key;
}

std::optional<SearchRow> readSearchKey(std::string_view key) {
  SearchRow row;
  for (std::size_t at = 0; at < key.size(); ++at) {
    if (key[at] != kZero) {
      row.text.push_back(key[at]);
      continue;
    }
    if (++at == key.size()) return std::nullopt;
    if (key[at] == kEscapedZero) {
      row.text.push_back(kZero);
      continue;
    }
    if (key[at] != kEnd || key.size() - at - 1 != 4) return std::nullopt;
    row.entity = {readUint32(key.substr(at + 1))};
    return row;
  }
  return std::nullopt;
}

std::string keptPrefix(std::string_view document) { return searchKeyPrefix(document); }

std::string keptKey(std::string_view document, const std::optional<Day>& since, Day until) {
  std::string key = keptPrefix(document);
  appendUint32(key, since ? orderedDay(*since) : 0);
  appendUint32(key, orderedDay(until));
  return key;
}

std::optional<KeptDays> readKeptKey(std::string_view key) {
  constexpr std::size_t kUntilBytes = 4;
  if (key.size() < kUntilBytes) return std::nullopt;
  const std::size_t before = key.size() - kUntilBytes;
  auto row = readSearchKey(key.substr(0, before));  // with a day where that has an entity
  if (!row) return std::nullopt;
  KeptDays days;
  days.document = std::move(row->text);
  if (row->entity.value != 0) days.since = readOrderedDay(row->entity.value);
  days.until = readOrderedDay(readUint32(key.substr(before)));
  return days;
}

namespace {

std::string withDay(char kind, Day day) { return withNumber(kind, orderedDay(day)); }

}  // namespace

std::string cameKey(Day day, DocumentNumber document) {
  std::string key = withDay(kCame, day);
  appendUint32(key, document.value);
  return key;
}

std::string wentKey(const KeptDays& days) {
  std::string key = withDay(kWent, days.until);
  appendUint32(key, days.since ? orderedDay(*days.since) : 0);
  return key.append(days.document);
}

std::string cameAfter(Day day) { return endOfPrefix(withDay(kCame, day)); }
std::string wentAfter(Day day) { return endOfPrefix(withDay(kWent, day)); }

std::optional<DocumentNumber> readCameKey(std::string_view key) {
  constexpr std::size_t kBytes = 9;
  if (key.size() != kBytes) return std::nullopt;
  return DocumentNumber{readUint32(key.substr(5))};
}

std::optional<KeptDays> readWentKey(std::string_view key) {
  constexpr std::size_t kDaysBytes = 9;
  if (key.size() < kDaysBytes) return std::nullopt;
  KeptDays days;
  days.until = readOrderedDay(readUint32(key.substr(1)));
  const std::uint32_t since = readUint32(key.substr(5));
  if (since != 0) days.since = readOrderedDay(since);
  days.document = key.substr(kDaysBytes);
  return days;
}

std::string endOfPrefix(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xFF') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(end.back() + 1);
  return end;
}

}  // namespace chancery::store
