#include "store/record.h"

#include "store/coder.h"

namespace chancery::store {
namespace {

constexpr std::uint8_t kStatusBits = 3;
constexpr std::uint8_t kHasPlace = 4;
// In a pair: the subject is the one with the greater number. In an actor's row: the actor is the
// object.
constexpr std::uint8_t kTurned = 8;
constexpr std::uint8_t kHasTopics = 16;

std::uint8_t flagsOf(const EventRecord& record, bool turned) {
  return static_cast<std::uint8_t>(static_cast<std::uint8_t>(record.status) |
                                   (record.place ? kHasPlace : 0) | (turned ? kTurned : 0) |
                                   (record.topics.empty() ? 0 : kHasTopics));
}

EntityNumber readEntity(Decoder& in) { return {static_cast<std::uint32_t>(in.number())}; }

void writeRest(Encoder& out, const EventRecord& record, bool place_in_key = false) {
  out.number(static_cast<std::uint64_t>(record.confidence_permille));
  if (record.place && !place_in_key) out.number(record.place->value);
  if (record.topics.empty()) return;
  out.number(record.topics.size());
  for (TopicNumber topic : record.topics) out.number(topic.value);
}

void readRest(Decoder& in, std::uint8_t flags, EventRecord& record) {
  record.status = static_cast<Status>(flags & kStatusBits);
  record.confidence_permille = static_cast<int>(in.number());
  record.place.reset();
  if ((flags & kHasPlace) != 0) record.place = readEntity(in);
  record.topics.clear();
  if ((flags & kHasTopics) == 0) return;
  for (std::size_t left = in.count(); left > 0; --left) {
    record.topics.push_back({static_cast<std::uint32_t>(in.number())});
  }
}

void writeWhole(Encoder& out, const EventRecord& record) {
  out.byte(static_cast<std::uint8_t>(record.relation));
  out.byte(flagsOf(record, false));
  out.number(record.subject.value);
  out.number(record.object.value);
  writeRest(out, record);
}

void readWhole(Decoder& in, EventRecord& record) {
  record.relation = in.oneOf<Relation>(in.byte(), kRelationCount);
  const std::uint8_t flags = in.byte();
  record.subject = readEntity(in);
  record.object = readEntity(in);
  readRest(in, flags, record);
}

}  // namespace

void write(Encoder& out, const EventRow& row) {
  writeWhole(out, row.record);
  if (!row.date) return out.number(0);
  out.number(static_cast<std::uint64_t>(std::int64_t{row.date->last.since_1970} -
                                        row.date->first.since_1970 + 1));
  out.day(row.date->first);
}

EventRow readRow(Decoder& in) {
  EventRow row;
  readWhole(in, row.record);
  const std::uint64_t days = in.number();
  if (days == 0) return row;
  const Day first = in.day();
  const auto last =
      static_cast<std::int32_t>(first.since_1970 + static_cast<std::int64_t>(days) - 1);
  row.date = DateSpan{first, {last}};
  return row;
}

std::string encodeFor(TimeIndex index, std::string_view prefix, const EventRecord& record) {
  Encoder out;
  const auto byte_of_relation = static_cast<std::uint8_t>(record.relation);
  switch (index) {
    case TimeIndex::kPair:
      out.byte(byte_of_relation);
      out.byte(flagsOf(record, record.object < record.subject));
      break;
    case TimeIndex::kActor: {
      const bool turned = readUint32(prefix) != record.subject.value;
      out.byte(byte_of_relation);
      out.byte(flagsOf(record, turned));
      out.number(turned ? record.subject.value : record.object.value);
      break;
    }
    case TimeIndex::kRelation:
      out.byte(flagsOf(record, false));
      out.number(record.subject.value);
      out.number(record.object.value);
      break;
    case TimeIndex::kPlace:
      out.byte(byte_of_relation);
      out.byte(static_cast<std::uint8_t>(flagsOf(record, false) & ~kHasPlace));
      out.number(record.subject.value);
      out.number(record.object.value);
      break;
  }
  writeRest(out, record, index == TimeIndex::kPlace);
  return out.take();
}

bool decodeFor(TimeIndex index, std::string_view prefix, std::string_view bytes,
               EventRecord& record) {
  Decoder in(bytes);
  if (index == TimeIndex::kRelation) {
    record.relation = in.oneOf<Relation>(static_cast<std::uint8_t>(prefix.front()), kRelationCount);
    const std::uint8_t flags = in.byte();
    record.subject = readEntity(in);
    record.object = readEntity(in);
    readRest(in, flags, record);
    return in.done();
  }
  if (index == TimeIndex::kPlace) {
    readWhole(in, record);
    record.place = EntityNumber{readUint32(prefix)};
    return in.done();
  }
  record.relation = in.oneOf<Relation>(in.byte(), kRelationCount);
  const std::uint8_t flags = in.byte();
  record.subject = {readUint32(prefix)};
  record.object = {index == TimeIndex::kPair ? readUint32(prefix.substr(4))
                                             : static_cast<std::uint32_t>(in.number())};
  if ((flags & kTurned) != 0) std::swap(record.subject, record.object);
  readRest(in, flags, record);
  return in.done();
}

void writeOfFormat2(Encoder& out, const EventRow& row) {
  const EventRecord& record = row.record;
  out.time(row.date);
  out.byte(static_cast<std::uint8_t>(record.relation));
  out.byte(flagsOf(record, false));
  out.fixed(record.subject.value);
  out.fixed(record.object.value);
  out.number(static_cast<std::uint64_t>(record.confidence_permille));
  if (record.place) out.fixed(record.place->value);
  if (record.topics.empty()) return;
  out.number(record.topics.size());
  for (TopicNumber topic : record.topics) out.number(topic.value);
}

std::optional<EventRow> decodeEventOfFormat2(std::string_view bytes) {
  Decoder in(bytes);
  EventRow row;
  EventRecord& record = row.record;
  row.date = in.time();
  record.relation = in.oneOf<Relation>(in.byte(), kRelationCount);
  const std::uint8_t flags = in.byte();
  record.status = static_cast<Status>(flags & kStatusBits);
  record.subject = {in.fixed()};
  record.object = {in.fixed()};
  record.confidence_permille = static_cast<int>(in.number());
  if ((flags & kHasPlace) != 0) record.place = EntityNumber{in.fixed()};
  if ((flags & kHasTopics) != 0) record.topics.resize(in.count());
  for (TopicNumber& topic : record.topics) topic = {static_cast<std::uint32_t>(in.number())};
  return ifDone(in, std::move(row));
}

std::optional<OldEventRow> decodeEventOfFormat1(std::string_view bytes) {
  Decoder in(bytes);
  OldEventRow old;
  EventRecord& record = old.row.record;
  old.row.date = in.time();
  record.relation = in.oneOf<Relation>(in.byte(), kRelationCount);
  const std::uint8_t flags = in.byte();
  record.status = static_cast<Status>(flags & kStatusBits);
  record.confidence_permille = static_cast<int>(in.number());
  record.subject = {in.fixed()};
  record.object = {in.fixed()};
  if ((flags & kHasPlace) != 0) record.place = EntityNumber{in.fixed()};
  old.topics = in.texts();
  return ifDone(in, std::move(old));
}

}  // namespace chancery::store
