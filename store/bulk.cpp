#include "store/bulk.h"

#include <utility>

#include "store/coder.h"

namespace chancery::store {
namespace {

constexpr std::size_t kMostFactsGiven = 200'000;
constexpr std::size_t kEventBytes = 16;
constexpr std::size_t kEntityBytes = 4;
// What a document said before, and what it says now, in the order in which they are to be taken.
constexpr char kWent = 0;
constexpr char kCame = 1;

// What a row of the sort says of an event: what it states, by numbers, before its mentions.
struct Statement {
  Relation relation = Relation::kMeet;
  std::optional<DateSpan> date;
  EntityNumber subject;
  EntityNumber object;
};
constexpr std::size_t kStatementBytes = 1 + kTimeBytes + 4 + 4;

std::string encodeStatement(const Statement& statement) {
  Encoder out;
  out.byte(static_cast<std::uint8_t>(statement.relation));
  out.time(statement.date);
  out.fixed(statement.subject.value);
  out.fixed(statement.object.value);
  return out.take();
}

Statement decodeStatement(std::string_view bytes) {
  Decoder in(bytes.substr(0, kStatementBytes));
  Statement statement;
  statement.relation = static_cast<Relation>(in.byte());
  statement.date = in.time();
  statement.subject = {in.fixed()};
  statement.object = {in.fixed()};
  return statement;
}

}  // namespace

Bulk::Bulk(const Database& database, const StoreState& state, std::filesystem::path directory,
           std::size_t memory_bytes)
    : database_(database),
      directory_((std::filesystem::create_directories(directory), directory)),
      view_(database),
      state_(state),
      sink_(database, directory_, memory_bytes / 2),
      numbering_(view_, state_, sink_),
      document_writer_(view_, numbering_, state_, sink_),
      event_writer_(view_, numbering_, state_, sink_),
      entity_writer_(view_, numbering_, state_, sink_),
      events_(directory_ / "events", memory_bytes / 4),
      variants_(directory_ / "variants", memory_bytes / 8) {}

Bulk::~Bulk() {
  std::error_code failed;  // what is left is swept by the next one who writes
  std::filesystem::remove_all(directory_, failed);
}

Result<PutOutcome> Bulk::put(const DocumentEvents& said) {
  documents_.insert(said.document.id.value);
  return document_writer_.put(
      said, [this](DocumentNumber document) { return takeBack(document); },
      [this](const DocumentEvents& events, DocumentNumber document) {
        return stage(events, document);
      });
}

Result<void> Bulk::takeBack(DocumentNumber document) {
  const auto said = view_.said(document);
  if (!said) return tl::unexpected(said.error());
  for (const EventId& event : said->events) {
    const auto added = events_.add(mentionKey(event, document) + kWent, "");
    if (!added) return added;
  }
  for (const VariantRef& ref : said->variants) {
    const auto added = stageVariant(ref, -1, "");
    if (!added) return added;
  }
  return {};
}

Result<SaidRow> Bulk::stage(const DocumentEvents& said, DocumentNumber document) {
  SaidRow row;
  for (const Event& event : said.events) {
    const auto staged = stageEvent(event, document);
    if (!staged) return tl::unexpected(staged.error());
    row.events.push_back(event.id);
  }
  for (const Entity& entity : said.entities) {
    const auto number = numbering_.numberOf(entity.id);
    if (!number) return tl::unexpected(number.error());
    const std::string facts = encodeFacts(entity);
    const VariantRef ref{*number, digestOf(facts)};
    const auto staged = stageVariant(ref, 1, facts);
    if (!staged) return tl::unexpected(staged.error());
    row.variants.push_back(ref);
  }
  return row;
}

Result<void> Bulk::stageEvent(const Event& event, DocumentNumber document) {
  const auto subject = numbering_.numberOf(event.subject);
  if (!subject) return tl::unexpected(subject.error());
  const auto object = numbering_.numberOf(event.object);
  if (!object) return tl::unexpected(object.error());
  const auto records = numbering_.recordsOf(event.mentions);
  if (!records) return tl::unexpected(records.error());
  return events_.add(
      mentionKey(event.id, document) + kCame,
      encodeStatement({event.relation, event.date, *subject, *object}) + encode(*records));
}

Result<void> Bulk::stageVariant(const VariantRef& ref, int more, std::string_view facts) {
  const std::string key = variantKey(ref.entity, ref.digest);
  std::string value(1, static_cast<char>(more));
  if (!facts.empty() && !facts_given_.contains(key)) {
    value.append(facts);
    if (facts_given_.size() < kMostFactsGiven) facts_given_.insert(key);
  }
  return variants_.add(key, value);
}

Result<void> Bulk::writeEvents() {
  std::optional<EventId> id;
  StagedEvent staged;
  const auto write = [&]() -> Result<void> {
    if (!id) return {};
    const auto written = event_writer_.write(*id, staged);
    staged = {};
    return written;
  };
  const auto read =
      events_.forEach([&](std::string_view key, std::string_view value) -> Result<void> {
        const EventId event = readEventId(key);
        if (id != event) {
          const auto written = write();
          if (!written) return written;
          id = event;
        }
        std::vector<Mention>& mentions =
            staged.mentions[DocumentNumber{readUint32(key.substr(kEventBytes))}];
        mentions.clear();
        if (key.back() == kWent) return {};
        const Statement statement = decodeStatement(value);
        const auto subject = numbering_.idOf(statement.subject);
        if (!subject) return tl::unexpected(subject.error());
        const auto object = numbering_.idOf(statement.object);
        if (!object) return tl::unexpected(object.error());
        staged.said.id = event;
        staged.said.relation = statement.relation;
        staged.said.date = statement.date;
        staged.said.subject = **subject;
        staged.said.object = **object;
        auto records = decodeMentions(value.substr(kStatementBytes));
        if (!records)
          return makeError(ErrorCode::kIo, "what was written for sorting came back wrong");
        for (MentionRecord& record : *records) {
          if (record.place) {
            const auto place = numbering_.idOf(*record.place);
            if (!place) return tl::unexpected(place.error());
            record.mention.place = **place;
          }
          mentions.push_back(std::move(record.mention));
        }
        return {};
      });
  return read ? write() : read;
}

Result<void> Bulk::writeEntities() {
  std::optional<EntityNumber> number;
  StagedEntity staged;
  const auto write = [&]() -> Result<void> {
    if (!number) return {};
    const auto written = entity_writer_.write(*number, staged);
    staged = {};
    return written;
  };
  const auto read =
      variants_.forEach([&](std::string_view key, std::string_view value) -> Result<void> {
        const EntityNumber entity{readUint32(key)};
        if (number != entity) {
          const auto written = write();
          if (!written) return written;
          number = entity;
        }
        Digest digest;
        std::copy(key.begin() + kEntityBytes, key.end(), digest.begin());
        StagedVariant& variant = staged.variants[digest];
        variant.more_documents += static_cast<signed char>(value.front());
        if (value.size() == 1) return {};
        const auto id = numbering_.idOf(entity);
        if (!id) return tl::unexpected(id.error());
        auto facts = decodeFacts((*id)->value, value.substr(1));
        if (!facts)
          return makeError(ErrorCode::kIo, "what was written for sorting came back wrong");
        variant.entity = std::move(*facts);
        return {};
      });
  return read ? write() : read;
}

Result<StoreState> Bulk::commit() {
  auto written = writeEvents();
  if (written) written = writeEntities();
  if (!written) return tl::unexpected(written.error());
  sink_.put(Family::kMeta, kStateKey, encode(state_));
  written = sink_.write(view_);
  if (!written) return tl::unexpected(written.error());
  numbering_.remember(database_.dictionary());
  return state_;
}

}  // namespace chancery::store
