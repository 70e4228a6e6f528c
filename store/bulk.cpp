#include "store/bulk.h"

#include <utility>

#include "store/coder.h"

namespace chancery::store {
namespace {

constexpr std::size_t kEntityBytes = 4;
constexpr std::size_t kTellingBytes = 48;  // about
// What a document said before, and what it says now, in the order in which they are to be taken.
constexpr char kWent = 0;
constexpr char kCame = 1;

// What a row of the sort says of an event: what it states, then what the document tells of it.
std::string encodeTelling(const EventRow& said, const StagedTelling::Now& telling) {
  Encoder out;
  out.expect(kTellingBytes);
  write(out, said);
  out.number(telling.position);
  write(out, telling.summary);
  return out.take();
}

bool decodeTelling(std::string_view bytes, EventRow& said, StagedTelling::Now& telling) {
  Decoder in(bytes);
  said = readRow(in);
  telling.position = static_cast<std::uint32_t>(in.number());
  telling.summary = readSummary(in);
  return in.done();
}

tl::unexpected<Error> cameBackWrong() {
  return makeError(ErrorCode::kIo, "what was written for sorting came back wrong");
}

}  // namespace

Bulk::Bulk(const Database& database, const StoreState& state, std::filesystem::path directory,
           std::size_t memory_bytes)
    : database_(database),
      directory_((std::filesystem::create_directories(directory), directory)),
      view_(database),
      state_(state),
      sink_(database, directory_, memory_bytes / 2, {state.next_document}),
      numbering_(view_, state_, sink_),
      document_writer_(view_, numbering_, state_, sink_, *this),
      event_writer_(view_, numbering_, state_, sink_),
      entity_writer_(view_, numbering_, state_, sink_),
      events_(directory_ / "events", memory_bytes / 4),
      variants_(directory_ / "variants", memory_bytes / 8) {}

Bulk::~Bulk() {
  std::error_code failed;  // what is left is swept by the next one who writes
  std::filesystem::remove_all(directory_, failed);
}

Result<PutOutcome> Bulk::put(const DocumentEvents& said, Day read) {
  documents_.insert(said.document.id.value);
  return document_writer_.put(said, read);
}

Result<void> Bulk::went(const EventId& event, DocumentNumber document) {
  return events_.add(tellerKey(event, document) + kWent, "");
}

Result<void> Bulk::came(const EventId& event, const EventRow& said, DocumentNumber document,
                        StagedTelling::Now telling) {
  return events_.add(tellerKey(event, document) + kCame, encodeTelling(said, telling));
}

Result<void> Bulk::variant(const VariantRef& ref, int more, const Facts* facts) {
  const auto more_documents = static_cast<char>(more);
  std::string_view given;
  if (facts != nullptr) {
    if (facts_given_.size() <= ref.entity.value) facts_given_.resize(ref.entity.value + 1);
    std::optional<VariantDigest>& last = facts_given_[ref.entity.value];
    if (last != ref.digest) given = facts->bytes;
    last = ref.digest;
  }
  return variants_.add(variantKey(ref.entity, ref.digest), {&more_documents, 1}, given);
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
        StagedTelling& telling =
            staged.tellings[DocumentNumber{readUint32(key.substr(kEventKeyBytes))}];
        if (key.back() == kWent) {
          telling.was_held = true;
          return {};
        }
        if (!decodeTelling(value, staged.said, telling.now.emplace())) return cameBackWrong();
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
        VariantDigest digest;
        std::copy(key.begin() + kEntityBytes, key.end(), digest.begin());
        StagedVariant& variant = staged.variants[digest];
        variant.more_documents += static_cast<signed char>(value.front());
        if (value.size() == 1) return {};
        const auto id = numbering_.idOf(entity);
        if (!id) return tl::unexpected(id.error());
        auto facts = decodeFacts((*id)->value, value.substr(1));
        if (!facts) return cameBackWrong();
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
