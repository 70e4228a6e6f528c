// From format 2 to 3: evidence stands by document, not by event; records have shorter numbers.
#include "store/index_rows.h"
#include "store/migration.h"
#include "store/migration_step.h"

namespace chancery::store {
namespace {

// How far it is is told by a kind and the last key.
constexpr char kDocuments = 'd';  // first the evidence, by document,
constexpr char kEvents = 'e';     // then the rows of the events,
constexpr char kVariants = 'v';   // and what is told of entities
constexpr std::size_t kRowsAStep = 10'000;

// One step: the rows after `done` of one kind.
class Step : public MigrationStep {
 public:
  Step(const Database& database, const StoreState& state) : MigrationStep(database, state) {}

  // False when all is done.
  Result<bool> run(std::string& done) {
    const char kind = done.front();
    const std::string last = done.substr(1);
    Scan rows(view_, familyOf(kind), last.empty() ? last : last + '\0', "");
    for (; rows.valid() && written_ < kRowsAStep; rows.next()) {
      const auto moved = move(kind, rows.key(), rows.value());
      if (!moved) return tl::unexpected(moved.error());
      done = kind + std::string(rows.key());
    }
    const auto status = rows.status();
    if (!status) return tl::unexpected(status.error());
    const bool kind_is_done = !rows.valid();
    const bool last_step = kind_is_done && kind == kVariants;
    if (kind_is_done) done = kind == kDocuments ? kEvents : kVariants;
    const auto committed = commit(done, last_step ? std::optional(3u) : std::nullopt);
    if (!committed) return tl::unexpected(committed.error());
    return !last_step;
  }

 private:
  static Family familyOf(char kind) {
    if (kind == kVariants) return Family::kVariants;
    return kind == kDocuments ? Family::kDocuments : Family::kEvents;
  }

  Result<void> move(char kind, std::string_view key, std::string_view value) {
    if (kind == kVariants) return shortenVariant(key, value);
    return kind == kDocuments ? moveEvidence(key, value) : writeEvent(key, value);
  }

  Result<void> shortenVariant(std::string_view key, std::string_view value) {
    constexpr std::size_t kShort = sizeof(EntityNumber) + std::tuple_size_v<VariantDigest>;
    ++written_;
    if (key.size() == kShort) return {};  // written by a step before this one
    sink_.put(Family::kVariants, key.substr(0, kShort), value);
    sink_.erase(Family::kVariants, key);
    return {};
  }

  Result<void> moveEvidence(std::string_view id, std::string_view value) {
    const auto document = decodeDocument(id, value);
    if (!document) return corrupt(Family::kDocuments, "a row of format 2 cannot be read");
    const auto bytes = view_.get(Family::kSaid, keyOf(document->number));
    if (!bytes) return tl::unexpected(bytes.error());
    const auto said = *bytes ? decodeSaidOfFormat2(**bytes) : std::nullopt;
    if (!said) return corrupt(Family::kSaid, "a row of format 2 cannot be read");
    sink_.put(Family::kSaid, keyOf(document->number), encode(*said));
    for (std::uint32_t position = 0; position < said->events.size(); ++position) {
      const std::string teller = tellerKey(said->events[position], document->number);
      const auto mentions = mentionsAt(teller);
      if (!mentions) return tl::unexpected(mentions.error());
      sink_.put(Family::kEvidence, keyOf(Telling{document->number, position}), encode(*mentions));
      sink_.put(Family::kTellers, teller, encodeCount(position));
    }
    written_ += said->events.size() + 1;
    return {};
  }

  Result<std::vector<MentionRecord>> mentionsAt(const std::string& key) {
    rocksdb::ColumnFamilyHandle* family = database_.oldHandle(kMentionsOfFormat2);
    std::string bytes;
    if (family == nullptr || !database_.db().Get({}, family, key, &bytes).ok()) {
      return makeError(ErrorCode::kCorruption, "the store is damaged: mentions are missing");
    }
    auto mentions = decodeMentionsOfFormat2(bytes);
    if (!mentions) {
      return makeError(ErrorCode::kCorruption, "the store is damaged: mentions cannot be read");
    }
    for (MentionRecord& record : *mentions) {
      for (const std::string& topic : record.mention.topics) {
        const auto number = numbering_.numberOfTopic(topic);
        if (!number) return tl::unexpected(number.error());
        record.topics.push_back(*number);
      }
      record.mention.topics.clear();
    }
    return std::move(*mentions);
  }

  Result<void> writeEvent(std::string_view key, std::string_view value) {
    const auto row = decodeEventOfFormat2(value);
    if (!row || key.size() != kEventKeyBytes) {
      return corrupt(Family::kEvents, "a row of format 2 cannot be read");
    }
    EventEntry entry;
    entry.row = *row;
    entry.documents = 0;
    MentionSummary summary;
    Scan tellers(view_, Family::kTellers, key, endOfPrefix(key));
    for (; tellers.valid(); tellers.next()) {
      const auto position = decodeCount(tellers.value());
      if (!position) return corrupt(Family::kTellers, "a row cannot be read");
      const Telling telling{{readUint32(tellers.key().substr(kEventKeyBytes))},
                            static_cast<std::uint32_t>(*position)};
      const auto records = view_.evidence(telling);
      if (!records) return tl::unexpected(records.error());
      summary.add(summaryOf(*records));
      if (entry.documents++ > 0) continue;
      entry.first = telling;
      sink_.erase(Family::kTellers, tellers.key());
    }
    const auto status = tellers.status();
    if (!status) return status;
    if (entry.documents == 0) return corrupt(Family::kEvents, "nobody tells of an event");
    written_ += entry.documents;
    if (entry.documents > 1) entry.summary = std::move(summary);
    sink_.put(Family::kEvents, key, encode(entry));
    forEachIndexRow(readEventId(key), *row,
                    [&](Family family, const std::string& row_key, const std::string& record) {
                      sink_.put(family, row_key, record);
                    });
    return {};
  }

  std::size_t written_ = 0;
};

}  // namespace

Result<void> migrateFromFormat2(const Database& database) {
  return resumeSteps<Step>(database, std::string(1, kDocuments));
}

}  // namespace chancery::store
