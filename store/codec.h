// The values of the store, to bytes and back.
//
// Decoding never trusts what it reads: it returns nothing where the bytes are not what encoding
// writes, and the caller says which family is damaged.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event_source.h"
#include "store/keys.h"

namespace chancery::store {

// The version of keys and values together; docs/store-format.md says what changed.
inline constexpr std::uint32_t kFormatVersion = 6;

// A hash wide enough that equal means equal.
using Digest = std::array<std::uint8_t, 16>;
Digest digestOf(std::string_view bytes);

// How much is held, and the numbers to be given next.
struct StoreState {
  GraphCounts counts;
  std::uint32_t next_entity = 0;
  std::uint32_t next_document = 0;
  std::uint32_t next_topic = 0;
  std::uint64_t spans = 0;  // events of several days
};
std::string encode(const StoreState& state);
std::optional<StoreState> decodeState(std::string_view bytes);
std::optional<StoreState> decodeStateOfFormat1(std::string_view bytes);

std::string encodeVersion(std::uint32_t version);
std::optional<std::uint32_t> decodeVersion(std::string_view bytes);

std::string encode(EntityNumber number);
std::optional<EntityNumber> decodeEntityNumber(std::string_view bytes);
std::string encode(TopicNumber number);
std::optional<TopicNumber> decodeTopicNumber(std::string_view bytes);

std::string encodeCount(std::uint64_t count);
std::optional<std::uint64_t> decodeCount(std::string_view bytes);

struct DocumentRow {
  DocumentNumber number;
  Digest said;  // of all that the document says, to notice a change
  Document document;
  std::optional<Day> read;  // the day from which on it is held; none: by an older program
};
std::string encode(const DocumentRow& row);
// The id is in the key.
std::optional<DocumentRow> decodeDocument(std::string_view id, std::string_view bytes);

// What a document says of one entity, by the digest of it: many documents say the same. It tells
// apart the few variants of one entity, so that half the bytes are enough.
using VariantDigest = std::array<std::uint8_t, 8>;
VariantDigest variantDigestOf(std::string_view facts);
struct VariantRef {
  EntityNumber entity;
  VariantDigest digest{};

  friend auto operator<=>(const VariantRef&, const VariantRef&) = default;
};
// What has to be taken back when the document goes. The place of an event is that of its evidence.
struct SaidRow {
  std::vector<EventId> events;
  std::vector<VariantRef> variants;
};
std::string encode(const SaidRow& row);
std::optional<SaidRow> decodeSaid(std::string_view bytes);
// With digests of 16 bytes, of which the first half is kept.
std::optional<SaidRow> decodeSaidOfFormat2(std::string_view bytes);

// What is held of an entity but for its id.
std::string encodeFacts(const Entity& entity);
std::optional<Entity> decodeFacts(std::string_view id, std::string_view bytes);

struct EntityRow {
  EntityNumber number;
  Entity entity;
};
std::string encode(const EntityRow& row);
std::optional<EntityRow> decodeEntity(std::string_view id, std::string_view bytes);

std::string variantKey(EntityNumber entity, const VariantDigest& digest);
// One way in which documents describe an entity, and how many of them do.
struct VariantRow {
  std::uint64_t documents = 0;
  Entity entity;
};
std::string encode(const VariantRow& row);
std::optional<VariantRow> decodeVariant(std::string_view id, std::string_view bytes);

// All that a document says but for its id, to be read back: what a version is kept as.
std::string encodeKept(const DocumentEvents& said);
std::optional<DocumentEvents> decodeKept(std::string_view id, std::string_view bytes);

// All that a document says, to take the digest of.
std::string encodeWhole(const DocumentEvents& said);

}  // namespace chancery::store
