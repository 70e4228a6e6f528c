#include "store/codec.h"

#include <algorithm>
#include <type_traits>

#define XXH_INLINE_ALL  // so that nobody who links us has to link it
#include <xxhash.h>

namespace chancery::store {
namespace {

// Numbers are varints of seven bits a byte, lowest first; texts follow their length.
class Encoder {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>(value | 0x80));
    bytes_.push_back(static_cast<char>(value));
  }
  void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void fixed(std::uint32_t value) { appendUint32(bytes_, value); }
  void text(std::string_view text) {
    number(text.size());
    bytes_.append(text);
  }
  void texts(const std::vector<std::string>& texts) {
    number(texts.size());
    for (const std::string& one : texts) text(one);
  }
  void day(Day day) { fixed(orderedDay(day)); }
  void time(const std::optional<DateSpan>& date) { appendTime(bytes_, date); }
  template <std::size_t Size>
  void raw(const std::array<std::uint8_t, Size>& bytes) {
    bytes_.append(bytes.begin(), bytes.end());
  }

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Once something is missing, all that follows is zero and empty, and done() is false.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t next = byte();
      value |= std::uint64_t{next & 0x7Fu} << shift;
      if ((next & 0x80u) == 0) return value;
    }
    fail();
    return 0;
  }
  std::uint8_t byte() {
    const std::string_view bytes = cut(1);
    return bytes.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(bytes[0]);
  }
  std::uint32_t fixed() { return readUint32(cut(4)); }
  std::string text() { return std::string(cut(number())); }
  std::vector<std::string> texts() {
    std::vector<std::string> texts(count());
    for (std::string& one : texts) one = text();
    return texts;
  }
  Day day() { return {static_cast<std::int32_t>(fixed() ^ orderedDay({}))}; }
  std::optional<DateSpan> time() {
    const std::string_view bytes = cut(kTimeBytes);
    if (bytes.empty()) return std::nullopt;
    return readTime(bytes);
  }
  template <std::size_t Size>
  std::array<std::uint8_t, Size> raw() {
    std::array<std::uint8_t, Size> array{};
    const std::string_view bytes = cut(Size);
    std::copy(bytes.begin(), bytes.end(), array.begin());
    return array;
  }
  // How many elements follow; each takes a byte at least, so a damaged number cannot make us
  // reserve more than there are bytes.
  std::size_t count() {
    const std::uint64_t count = number();
    if (count <= rest_.size()) return static_cast<std::size_t>(count);
    fail();
    return 0;
  }
  template <typename Enum>
  Enum oneOf(std::uint8_t value, int end) {
    if (value < end) return static_cast<Enum>(value);
    fail();
    return Enum{};
  }

  bool done() const { return !failed_ && rest_.empty(); }

 private:
  void fail() {
    failed_ = true;
    rest_ = {};
  }
  std::string_view cut(std::uint64_t size) {
    if (size > rest_.size()) {
      fail();
      return {};
    }
    const std::string_view bytes = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(bytes.size());
    return bytes;
  }

  std::string_view rest_;
  bool failed_ = false;
};

template <typename T>
std::optional<T> ifDone(const Decoder& decoder, T&& value) {
  if (!decoder.done()) return std::nullopt;
  return std::forward<T>(value);
}

constexpr int kEntityTypeCount = 4;

// Which of the optional things of a mention or document follow.
constexpr std::uint8_t kHasPlace = 4;  // above the two bits of the status
constexpr std::uint8_t kHasCodePoint = 8;
constexpr std::uint8_t kHasReported = 16;
constexpr std::uint8_t kStatusBits = 3;

void writeFacts(Encoder& out, const Entity& entity) {
  out.byte(static_cast<std::uint8_t>(entity.type));
  out.text(entity.label);
  out.text(entity.country);
  out.texts(entity.aliases);
  out.texts(entity.search_keys);
}

Entity readFacts(Decoder& in, std::string_view id) {
  Entity entity;
  entity.id = {std::string(id)};
  entity.type = in.oneOf<EntityType>(in.byte(), kEntityTypeCount);
  entity.label = in.text();
  entity.country = in.text();
  entity.aliases = in.texts();
  entity.search_keys = in.texts();
  return entity;
}

void writeDocument(Encoder& out, const Document& document) {
  out.byte(document.date ? 1 : 0);
  if (document.date) out.day(*document.date);
  out.text(document.language);
  out.text(document.title);
  out.text(document.url);
  out.text(document.content_hash);
}

Document readDocument(Decoder& in, std::string_view id) {
  Document document;
  document.id = {std::string(id)};
  if (in.byte() != 0) document.date = in.day();
  document.language = in.text();
  document.title = in.text();
  document.url = in.text();
  document.content_hash = in.text();
  return document;
}

void writeRecord(Encoder& out, const EventRecord& record) {
  out.byte(static_cast<std::uint8_t>(record.relation));
  out.byte(static_cast<std::uint8_t>(static_cast<std::uint8_t>(record.status) |
                                     (record.place ? kHasPlace : 0)));
  out.number(static_cast<std::uint64_t>(record.confidence_permille));
  out.fixed(record.subject.value);
  out.fixed(record.object.value);
  if (record.place) out.fixed(record.place->value);
  out.texts(record.topics);
}

EventRecord readRecord(Decoder& in) {
  EventRecord record;
  record.relation = in.oneOf<Relation>(in.byte(), kRelationCount);
  const std::uint8_t flags = in.byte();
  record.status = static_cast<Status>(flags & kStatusBits);
  record.confidence_permille = static_cast<int>(in.number());
  record.subject = {in.fixed()};
  record.object = {in.fixed()};
  if ((flags & kHasPlace) != 0) record.place = EntityNumber{in.fixed()};
  record.topics = in.texts();
  return record;
}

void writeMention(Encoder& out, const Mention& mention, bool has_place) {
  out.byte(static_cast<std::uint8_t>(
      static_cast<std::uint8_t>(mention.status) | (has_place ? kHasPlace : 0) |
      (mention.code_point_begin ? kHasCodePoint : 0) | (mention.reported ? kHasReported : 0)));
  if (mention.reported) out.day(*mention.reported);
  out.number(mention.begin);
  out.number(mention.end);
  if (mention.code_point_begin) out.number(*mention.code_point_begin);
  out.text(mention.text);
  out.texts(mention.topics);
  out.number(static_cast<std::uint64_t>(mention.confidence_permille));
  out.text(mention.extractor);
}

}  // namespace

Digest digestOf(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  Digest digest;
  std::copy(std::begin(canonical.digest), std::end(canonical.digest), digest.begin());
  return digest;
}

std::string encode(const StoreState& state) {
  Encoder out;
  out.number(state.counts.documents);
  out.number(state.counts.entities);
  out.number(state.counts.events);
  out.number(state.counts.mentions);
  out.number(state.next_entity);
  out.number(state.next_document);
  return out.take();
}

std::optional<StoreState> decodeState(std::string_view bytes) {
  Decoder in(bytes);
  StoreState state;
  state.counts.documents = in.number();
  state.counts.entities = in.number();
  state.counts.events = in.number();
  state.counts.mentions = in.number();
  state.next_entity = static_cast<std::uint32_t>(in.number());
  state.next_document = static_cast<std::uint32_t>(in.number());
  return ifDone(in, std::move(state));
}

std::string encodeVersion(std::uint32_t version) {
  Encoder out;
  out.fixed(version);
  return out.take();
}

std::optional<std::uint32_t> decodeVersion(std::string_view bytes) {
  Decoder in(bytes);
  return ifDone(in, in.fixed());
}

std::string encode(EntityNumber number) { return keyOf(number); }

std::optional<EntityNumber> decodeEntityNumber(std::string_view bytes) {
  Decoder in(bytes);
  return ifDone(in, EntityNumber{in.fixed()});
}

std::string encode(const DocumentRow& row) {
  Encoder out;
  out.fixed(row.number.value);
  out.raw(row.said);
  writeDocument(out, row.document);
  return out.take();
}

std::optional<DocumentRow> decodeDocument(std::string_view id, std::string_view bytes) {
  Decoder in(bytes);
  DocumentRow row;
  row.number = {in.fixed()};
  row.said = in.raw<std::tuple_size_v<Digest>>();
  row.document = readDocument(in, id);
  return ifDone(in, std::move(row));
}

std::string encode(const SaidRow& row) {
  Encoder out;
  out.number(row.events.size());
  for (const EventId& event : row.events) out.raw(event.bytes);
  out.number(row.variants.size());
  for (const VariantRef& variant : row.variants) {
    out.fixed(variant.entity.value);
    out.raw(variant.digest);
  }
  return out.take();
}

std::optional<SaidRow> decodeSaid(std::string_view bytes) {
  Decoder in(bytes);
  SaidRow row;
  row.events.resize(in.count());
  for (EventId& event : row.events) event.bytes = in.raw<16>();
  row.variants.resize(in.count());
  for (VariantRef& variant : row.variants) {
    variant.entity = {in.fixed()};
    variant.digest = in.raw<std::tuple_size_v<Digest>>();
  }
  return ifDone(in, std::move(row));
}

std::string encodeFacts(const Entity& entity) {
  Encoder out;
  writeFacts(out, entity);
  return out.take();
}

std::string encode(const EntityRow& row) {
  Encoder out;
  out.fixed(row.number.value);
  writeFacts(out, row.entity);
  return out.take();
}

std::optional<EntityRow> decodeEntity(std::string_view id, std::string_view bytes) {
  Decoder in(bytes);
  EntityRow row;
  row.number = {in.fixed()};
  row.entity = readFacts(in, id);
  return ifDone(in, std::move(row));
}

std::string encode(const VariantRow& row) {
  Encoder out;
  out.number(row.documents);
  writeFacts(out, row.entity);
  return out.take();
}

std::optional<VariantRow> decodeVariant(std::string_view id, std::string_view bytes) {
  Decoder in(bytes);
  VariantRow row;
  row.documents = in.number();
  row.entity = readFacts(in, id);
  return ifDone(in, std::move(row));
}

std::string encode(const EventRecord& record) {
  Encoder out;
  writeRecord(out, record);
  return out.take();
}

std::optional<EventRecord> decodeRecord(std::string_view bytes) {
  Decoder in(bytes);
  EventRecord record = readRecord(in);
  return ifDone(in, std::move(record));
}

std::string encode(const EventRow& row) {
  Encoder out;
  out.time(row.date);
  writeRecord(out, row.record);
  return out.take();
}

std::optional<EventRow> decodeEvent(std::string_view bytes) {
  Decoder in(bytes);
  EventRow row;
  row.date = in.time();
  row.record = readRecord(in);
  return ifDone(in, std::move(row));
}

std::string encode(const std::vector<MentionRecord>& mentions) {
  Encoder out;
  out.number(mentions.size());
  for (const MentionRecord& record : mentions) {
    writeMention(out, record.mention, record.place.has_value());
    if (record.place) out.fixed(record.place->value);
  }
  return out.take();
}

std::optional<std::vector<MentionRecord>> decodeMentions(std::string_view bytes) {
  Decoder in(bytes);
  std::vector<MentionRecord> mentions(in.count());
  for (MentionRecord& record : mentions) {
    Mention& mention = record.mention;
    const std::uint8_t flags = in.byte();
    mention.status = static_cast<Status>(flags & kStatusBits);
    if ((flags & kHasReported) != 0) mention.reported = in.day();
    mention.begin = in.number();
    mention.end = in.number();
    if ((flags & kHasCodePoint) != 0) mention.code_point_begin = in.number();
    mention.text = in.text();
    mention.topics = in.texts();
    mention.confidence_permille = static_cast<int>(in.number());
    mention.extractor = in.text();
    if ((flags & kHasPlace) != 0) record.place = EntityNumber{in.fixed()};
  }
  return ifDone(in, std::move(mentions));
}

std::string encodeWhole(const DocumentEvents& said) {
  Encoder out;
  writeDocument(out, said.document);
  out.number(said.entities.size());
  for (const Entity& entity : said.entities) {
    out.text(entity.id.value);
    writeFacts(out, entity);
  }
  out.number(said.events.size());
  for (const Event& event : said.events) {
    out.raw(event.id.bytes);
    out.number(event.mentions.size());
    for (const Mention& mention : event.mentions) {
      writeMention(out, mention, mention.place.has_value());
      if (mention.place) out.text(mention.place->value);
    }
  }
  return out.take();
}

}  // namespace chancery::store
