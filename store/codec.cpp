#include "store/codec.h"

#include <algorithm>

#define XXH_INLINE_ALL  // so that nobody who links us has to link it
#include <xxhash.h>

#include "store/coder.h"

namespace chancery::store {
namespace {

constexpr int kEntityTypeCount = 4;

// Which of the optional things of a mention follow.
constexpr std::uint8_t kHasPlace = 4;  // above the two bits of the status
constexpr std::uint8_t kHasCodePoint = 8;
constexpr std::uint8_t kHasReported = 16;

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

constexpr std::size_t kEventBytes = 256;  // about, with its mention
constexpr std::size_t kVariantDigestBytes = std::tuple_size_v<VariantDigest>;

// What of a document is optional.
constexpr std::uint8_t kHasDate = 1;
constexpr std::uint8_t kHasReadDay = 2;

void writeDocument(Encoder& out, const Document& document,
                   const std::optional<Day>& read = std::nullopt) {
  out.byte(static_cast<std::uint8_t>((document.date ? kHasDate : 0) | (read ? kHasReadDay : 0)));
  if (document.date) out.day(*document.date);
  if (read) out.day(*read);
  out.text(document.language);
  out.text(document.title);
  out.text(document.url);
  out.text(document.content_hash);
}

Document readDocument(Decoder& in, std::string_view id, std::optional<Day>& read) {
  Document document;
  document.id = {std::string(id)};
  const std::uint8_t flags = in.byte();
  if ((flags & kHasDate) != 0) document.date = in.day();
  if ((flags & kHasReadDay) != 0) read = in.day();
  document.language = in.text();
  document.title = in.text();
  document.url = in.text();
  document.content_hash = in.text();
  return document;
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

Mention readMention(Decoder& in, const DocumentId& document) {
  Mention mention;
  mention.document = document;
  const std::uint8_t flags = in.byte();
  mention.status = static_cast<Status>(flags & (kHasPlace - 1));
  if ((flags & kHasReported) != 0) mention.reported = in.day();
  mention.begin = in.number();
  mention.end = in.number();
  if ((flags & kHasCodePoint) != 0) mention.code_point_begin = in.number();
  mention.text = in.text();
  mention.topics = in.texts();
  mention.confidence_permille = static_cast<int>(in.number());
  mention.extractor = in.text();
  if ((flags & kHasPlace) != 0) mention.place = EntityId{in.text()};
  return mention;
}

// What both formats begin with.
StoreState readStateOfFormat1(Decoder& in) {
  StoreState state;
  state.counts.documents = in.number();
  state.counts.entities = in.number();
  state.counts.events = in.number();
  state.counts.mentions = in.number();
  state.next_entity = static_cast<std::uint32_t>(in.number());
  state.next_document = static_cast<std::uint32_t>(in.number());
  return state;
}

}  // namespace

Digest digestOf(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  Digest digest;
  std::copy(std::begin(canonical.digest), std::end(canonical.digest), digest.begin());
  return digest;
}

VariantDigest variantDigestOf(std::string_view facts) {
  const Digest whole = digestOf(facts);
  VariantDigest digest;
  std::copy_n(whole.begin(), digest.size(), digest.begin());
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
  out.number(state.next_topic);
  out.number(state.spans);
  return out.take();
}

std::optional<StoreState> decodeState(std::string_view bytes) {
  Decoder in(bytes);
  StoreState state = readStateOfFormat1(in);
  state.next_topic = static_cast<std::uint32_t>(in.number());
  state.spans = in.number();
  return ifDone(in, std::move(state));
}

std::optional<StoreState> decodeStateOfFormat1(std::string_view bytes) {
  Decoder in(bytes);
  StoreState state = readStateOfFormat1(in);
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

std::string encode(TopicNumber number) {
  Encoder out;
  out.fixed(number.value);
  return out.take();
}

std::optional<TopicNumber> decodeTopicNumber(std::string_view bytes) {
  Decoder in(bytes);
  return ifDone(in, TopicNumber{in.fixed()});
}

std::string encodeCount(std::uint64_t count) {
  Encoder out;
  out.number(count);
  return out.take();
}

std::optional<std::uint64_t> decodeCount(std::string_view bytes) {
  Decoder in(bytes);
  return ifDone(in, in.number());
}

std::string encode(const DocumentRow& row) {
  Encoder out;
  out.fixed(row.number.value);
  out.raw(row.said);
  writeDocument(out, row.document, row.read);
  return out.take();
}

std::optional<DocumentRow> decodeDocument(std::string_view id, std::string_view bytes) {
  Decoder in(bytes);
  DocumentRow row;
  row.number = {in.fixed()};
  row.said = in.raw<std::tuple_size_v<Digest>>();
  row.document = readDocument(in, id, row.read);
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

namespace {

// Digests of variants are the beginning of what they were in format 2.
std::optional<SaidRow> decodeSaid(std::string_view bytes, bool of_format_2) {
  Decoder in(bytes);
  SaidRow row;
  row.events.resize(in.count());
  for (EventId& event : row.events) event.bytes = in.raw<16>();
  row.variants.resize(in.count());
  for (VariantRef& variant : row.variants) {
    variant.entity = {in.fixed()};
    variant.digest = in.raw<kVariantDigestBytes>();
    if (of_format_2) in.raw<std::tuple_size_v<Digest> - kVariantDigestBytes>();
  }
  return ifDone(in, std::move(row));
}

}  // namespace

std::optional<SaidRow> decodeSaid(std::string_view bytes) { return decodeSaid(bytes, false); }

std::optional<SaidRow> decodeSaidOfFormat2(std::string_view bytes) {
  return decodeSaid(bytes, true);
}

std::string encodeFacts(const Entity& entity) {
  Encoder out;
  writeFacts(out, entity);
  return out.take();
}

std::optional<Entity> decodeFacts(std::string_view id, std::string_view bytes) {
  Decoder in(bytes);
  Entity entity = readFacts(in, id);
  return ifDone(in, std::move(entity));
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

std::string variantKey(EntityNumber entity, const VariantDigest& digest) {
  return keyOf(entity).append(digest.begin(), digest.end());
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

namespace {

void writeDocumentAndEntities(Encoder& out, const DocumentEvents& said) {
  writeDocument(out, said.document);
  out.number(said.entities.size());
  for (const Entity& entity : said.entities) {
    out.text(entity.id.value);
    writeFacts(out, entity);
  }
}

}  // namespace

std::string encodeKept(const DocumentEvents& said) {
  Encoder out;
  writeDocumentAndEntities(out, said);
  out.number(said.events.size());
  for (const Event& event : said.events) {
    out.byte(static_cast<std::uint8_t>(event.relation));
    out.text(event.subject.value);
    out.text(event.object.value);
    out.time(event.date);
    out.number(event.mentions.size());
    for (const Mention& mention : event.mentions) {
      writeMention(out, mention, mention.place.has_value());
      if (mention.place) out.text(mention.place->value);
    }
  }
  return out.take();
}

std::optional<DocumentEvents> decodeKept(std::string_view id, std::string_view bytes) {
  Decoder in(bytes);
  DocumentEvents said;
  std::optional<Day> read;  // stands in the key
  said.document = readDocument(in, id, read);
  said.entities.resize(in.count());
  for (Entity& entity : said.entities) {
    const std::string name = in.text();
    entity = readFacts(in, name);
  }
  said.events.resize(in.count());
  for (Event& event : said.events) {
    const auto relation = in.oneOf<Relation>(in.byte(), kRelationCount);
    EntityId subject{in.text()}, object{in.text()};
    const auto date = in.time();
    std::vector<Mention> mentions(in.count());
    for (Mention& mention : mentions) mention = readMention(in, said.document.id);
    event = makeEvent(relation, std::move(subject), std::move(object), date, std::move(mentions));
    derive(event);
  }
  return ifDone(in, std::move(said));
}

std::string encodeWhole(const DocumentEvents& said) {
  Encoder out;
  out.expect((said.events.size() + said.entities.size()) * kEventBytes);
  writeDocumentAndEntities(out, said);
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
