#include "store/codec.h"

#include <algorithm>

namespace chancery::store {
namespace {

constexpr char kForm = 1;
constexpr unsigned kMostBits = 63;

class Writer {
 public:
  Writer() { bytes_ += kForm; }

  // Seven bits a byte, the lowest first.
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    bytes_ += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  // Small numbers of either sign stay short.
  void day(Day value) {
    const auto v = static_cast<std::int64_t>(value.since_1970);
    number(static_cast<std::uint64_t>(v) << 1 ^ static_cast<std::uint64_t>(v >> kMostBits));
  }
  void maybeDay(const std::optional<Day>& value) {
    number(value ? 1 : 0);
    if (value) day(*value);
  }
  void texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  void raw(std::string_view value) { bytes_ += value; }

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {
    good_ = !bytes_.empty() && bytes_.front() == kForm;
    if (good_) bytes_.remove_prefix(1);
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; good_; shift += 7) {
      if (bytes_.empty() || shift > kMostBits) break;
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7Fu) << shift;
      if (byte < 0x80) return value;
    }
    good_ = false;
    return 0;
  }
  // How many things follow, each of a byte at least.
  std::size_t count() {
    const std::uint64_t value = number();
    if (value > bytes_.size()) good_ = false;
    return good_ ? static_cast<std::size_t>(value) : 0;
  }
  std::string text() { return std::string(raw(count())); }
  std::string_view raw(std::size_t size) {
    if (size > bytes_.size()) good_ = false;
    if (!good_) return {};
    const std::string_view value = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return value;
  }
  Day day() {
    const std::uint64_t value = number();
    return Day{static_cast<std::int32_t>(static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1))};
  }
  std::optional<Day> maybeDay() {
    if (number() == 0) return std::nullopt;
    return day();
  }
  std::vector<std::string> texts() {
    std::vector<std::string> values(count());
    for (std::string& value : values) value = text();
    return values;
  }
  template <typename Enum>
  Enum enumeration(int count_of_values) {
    const std::uint64_t value = number();
    if (value >= static_cast<std::uint64_t>(count_of_values)) good_ = false;
    return good_ ? static_cast<Enum>(value) : Enum{};
  }

  bool done() const { return good_ && bytes_.empty(); }
  bool good() const { return good_; }

 private:
  std::string_view bytes_;
  bool good_ = true;
};

void writeSpan(Writer& out, const std::optional<DateSpan>& date) {
  out.number(date ? 1 : 0);
  if (!date) return;
  out.day(date->first);
  out.number(static_cast<std::uint64_t>(date->last.since_1970 - date->first.since_1970));
}

std::optional<DateSpan> readSpan(Reader& in) {
  if (in.number() == 0) return std::nullopt;
  const Day first = in.day();
  return DateSpan{first, addDays(first, static_cast<int>(in.number()))};
}

}  // namespace

void Derived::add(const Mention& mention) {
  const bool first = mentions == 0;
  ++mentions;
  if (first || mention.reported > latest) {
    latest = mention.reported;
    status = mention.status;
  } else if (mention.reported == latest) {
    status = std::min(status, mention.status);
  }
  if (mention.place) ++places[*mention.place];
  topics.insert(mention.topics.begin(), mention.topics.end());
  confidence_permille = std::max(confidence_permille, mention.confidence_permille);
}

void Derived::writeTo(Event& event) const {
  event.status = status;
  event.place.reset();
  std::uint32_t most = 0;
  for (const auto& [place, count] : places) {
    if (count > most) {
      most = count;
      event.place = place;
    }
  }
  event.topics.assign(topics.begin(), topics.end());
  event.confidence_permille = confidence_permille;
}

Event EventRecord::toEvent(const EventId& id) const {
  Event event;
  event.id = id;
  event.relation = relation;
  event.subject = subject;
  event.object = object;
  event.date = date;
  derived.writeTo(event);
  return event;
}

std::string encode(const EventRecord& record) {
  Writer out;
  out.number(static_cast<std::uint64_t>(record.relation));
  out.text(record.subject.value);
  out.text(record.object.value);
  writeSpan(out, record.date);
  out.number(record.derived.mentions);
  out.maybeDay(record.derived.latest);
  out.number(static_cast<std::uint64_t>(record.derived.status));
  out.number(record.derived.places.size());
  for (const auto& [place, count] : record.derived.places) {
    out.text(place.value);
    out.number(count);
  }
  out.number(record.derived.topics.size());
  for (const std::string& topic : record.derived.topics) out.text(topic);
  out.number(static_cast<std::uint64_t>(record.derived.confidence_permille));
  return out.take();
}

bool decode(std::string_view bytes, EventRecord& record) {
  Reader in(bytes);
  record.relation = in.enumeration<Relation>(kRelationCount);
  record.subject.value = in.text();
  record.object.value = in.text();
  record.date = readSpan(in);
  record.derived = {};
  record.derived.mentions = in.number();
  record.derived.latest = in.maybeDay();
  record.derived.status = in.enumeration<Status>(kStatusCount);
  for (std::size_t n = in.count(); n > 0 && in.good(); --n) {
    EntityId place{in.text()};
    record.derived.places[std::move(place)] = static_cast<std::uint32_t>(in.number());
  }
  for (std::size_t n = in.count(); n > 0 && in.good(); --n) record.derived.topics.insert(in.text());
  record.derived.confidence_permille = static_cast<int>(in.number());
  return in.done();
}

std::string encode(const std::vector<Mention>& mentions) {
  Writer out;
  out.number(mentions.size());
  for (const Mention& mention : mentions) {
    out.maybeDay(mention.reported);
    out.number(mention.begin);
    out.number(mention.end);
    out.number(mention.code_point_begin ? *mention.code_point_begin + 1 : 0);
    out.text(mention.text);
    out.number(static_cast<std::uint64_t>(mention.status));
    out.text(mention.place ? mention.place->value : "");
    out.texts(mention.topics);
    out.number(static_cast<std::uint64_t>(mention.confidence_permille));
    out.text(mention.extractor);
  }
  return out.take();
}

bool decode(std::string_view bytes, const DocumentId& document, std::vector<Mention>& mentions) {
  Reader in(bytes);
  for (std::size_t n = in.count(); n > 0 && in.good(); --n) {
    Mention mention;
    mention.document = document;
    mention.reported = in.maybeDay();
    mention.begin = in.number();
    mention.end = in.number();
    if (const std::uint64_t place = in.number(); place > 0) mention.code_point_begin = place - 1;
    mention.text = in.text();
    mention.status = in.enumeration<Status>(kStatusCount);
    if (std::string place = in.text(); !place.empty()) mention.place = EntityId{std::move(place)};
    mention.topics = in.texts();
    mention.confidence_permille = static_cast<int>(in.number());
    mention.extractor = in.text();
    mentions.push_back(std::move(mention));
  }
  return in.done();
}

std::string encode(const Entity& entity) {
  Writer out;
  out.text(entity.id.value);
  out.number(static_cast<std::uint64_t>(entity.type));
  out.text(entity.label);
  out.text(entity.country);
  out.texts(entity.aliases);
  out.texts(entity.search_keys);
  return out.take();
}

bool decode(std::string_view bytes, Entity& entity) {
  constexpr int kTypes = 4;
  Reader in(bytes);
  entity.id.value = in.text();
  entity.type = in.enumeration<EntityType>(kTypes);
  entity.label = in.text();
  entity.country = in.text();
  entity.aliases = in.texts();
  entity.search_keys = in.texts();
  return in.done();
}

std::string encode(const Document& document) {
  Writer out;
  out.text(document.id.value);
  out.text(document.language);
  out.maybeDay(document.date);
  out.text(document.title);
  out.text(document.url);
  out.text(document.content_hash);
  return out.take();
}

bool decode(std::string_view bytes, Document& document) {
  Reader in(bytes);
  document.id.value = in.text();
  document.language = in.text();
  document.date = in.maybeDay();
  document.title = in.text();
  document.url = in.text();
  document.content_hash = in.text();
  return in.done();
}

std::string encode(const SaidRecord& said) {
  Writer out;
  out.number(said.events.size());
  for (const EventId& id : said.events) out.raw({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
  out.number(said.entities.size());
  for (const EntityId& id : said.entities) out.text(id.value);
  return out.take();
}

bool decode(std::string_view bytes, SaidRecord& said) {
  Reader in(bytes);
  for (std::size_t n = in.count(); n > 0 && in.good(); --n) {
    const std::string_view raw = in.raw(kEventBytes);
    if (in.good()) said.events.push_back(readEvent(raw, 0));
  }
  for (std::size_t n = in.count(); n > 0 && in.good(); --n) said.entities.push_back({in.text()});
  return in.done();
}

std::string encode(const GraphCounts& counts) {
  Writer out;
  for (std::uint64_t count : {counts.documents, counts.entities, counts.events, counts.mentions}) out.number(count);
  return out.take();
}

bool decode(std::string_view bytes, GraphCounts& counts) {
  Reader in(bytes);
  for (std::uint64_t* count : {&counts.documents, &counts.entities, &counts.events, &counts.mentions}) *count = in.number();
  return in.done();
}

}  // namespace chancery::store
