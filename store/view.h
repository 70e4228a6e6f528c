// One state of a database, to read from: whatever is written meanwhile, a view does not see it.
#pragma once

#include <rocksdb/db.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/event.h"
#include "store/codec.h"
#include "store/database.h"
#include "store/event_entry.h"

namespace chancery::store {

// Made for one question, and remembers the names that the question needed.
//
// Ownership: refers to the database, which must outlive it. Thread safety: none.
// Errors: kIo, and kCorruption with the name of the family.
class View {
 public:
  explicit View(const Database& database);
  ~View();
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  const Database& database() const { return database_; }
  const rocksdb::Snapshot* snapshot() const { return snapshot_; }
  // Equal for two views that show the same.
  std::uint64_t stateNumber() const {
    return snapshot_ == nullptr ? 0 : snapshot_->GetSequenceNumber();
  }

  Result<std::optional<std::string>> get(Family family, std::string_view key) const;
  // Several rows together, which takes less than one by one: calls `visit(i, value)` for the i-th
  // key; without a value where there is no such row.
  using RowVisitor = std::function<Result<void>(std::size_t i, std::optional<std::string_view>)>;
  Result<void> getAll(Family family, const std::vector<std::string>& keys,
                      const RowVisitor& visit) const;

  Result<StoreState> state() const;
  Result<std::optional<DocumentRow>> document(const DocumentId& id) const;
  Result<std::optional<EntityRow>> entity(const EntityId& id) const;
  Result<std::optional<EventEntry>> event(const EventId& id) const;
  // In the order of the ids.
  Result<std::vector<std::optional<EventEntry>>> events(const std::vector<EventId>& ids) const;
  // By the documents that tell of the event, in the order of their numbers.
  Result<std::vector<Telling>> tellings(const EventId& id, const EventEntry& entry) const;
  // Damage where there is no such row.
  Result<std::vector<MentionRecord>> evidence(const Telling& telling) const;
  // What a document says; damage where there is no such row.
  Result<SaidRow> said(DocumentNumber document) const;
  // Of Family::kMonths; 0 where there is no row.
  Result<std::uint64_t> count(std::string_view key) const;
  Result<std::uint64_t> sumOfCounts(const std::vector<std::string>& keys) const;

  // None: no event and no document has ever named the entity.
  Result<std::optional<EntityNumber>> numberOf(const EntityId& id) const;
  // A number that stands in a row has a name, else the store is damaged. Names of entities and
  // topics stay where they are as long as the view.
  Result<const EntityId*> idOf(EntityNumber number);
  Result<const std::string*> textOf(TopicNumber number);
  Result<DocumentId> idOf(DocumentNumber number);
  Result<std::optional<TopicNumber>> numberOfTopic(std::string_view topic) const;

  // The country in which a place lies, empty where not known.
  Result<std::string> countryOf(EntityNumber place);

  // Without mentions. Into `event`, which keeps its memory: row after row costs little.
  Result<void> fill(Event& event, const EventId& id, const EventRow& row);
  Result<Event> toEvent(const EventId& id, const EventRow& row);
  // All mentions of an event, sorted.
  Result<std::vector<Mention>> mentionsOf(const EventId& id);
  // Those in one document, sorted.
  Result<std::vector<Mention>> mentionsOf(const Telling& telling);
  // All that a document says.
  Result<DocumentEvents> eventsOf(const DocumentRow& document);

 private:
  // A mention as it was before it was written, but for its document.
  Result<Mention> toMention(MentionRecord record);
  Result<Entity> variant(const VariantRef& ref);
  Result<std::string> name(const std::string& key) const;
  Result<void> addMentions(const Telling& telling, std::vector<Mention>& mentions);

  const Database& database_;
  const rocksdb::Snapshot* snapshot_ = nullptr;
  // what the dictionary does not take
  std::unordered_map<std::uint32_t, EntityId> entities_;
  std::unordered_map<std::uint32_t, std::string> topics_;
  std::unordered_map<std::uint32_t, DocumentId> documents_;
  std::unordered_map<std::uint32_t, std::string> countries_;
};

}  // namespace chancery::store
