// One state of a database, to read from: whatever is written meanwhile, a view does not see it.
#pragma once

#include <rocksdb/db.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/event.h"
#include "store/codec.h"
#include "store/database.h"

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

  Result<std::optional<std::string>> get(Family family, std::string_view key) const;

  Result<StoreState> state() const;
  Result<std::optional<DocumentRow>> document(const DocumentId& id) const;
  Result<std::optional<EntityRow>> entity(const EntityId& id) const;
  Result<std::optional<EventRow>> event(const EventId& id) const;
  // What a document says; damage where there is no such row.
  Result<SaidRow> said(DocumentNumber document) const;

  // None: no event and no document has ever named the entity.
  Result<std::optional<EntityNumber>> numberOf(const EntityId& id) const;
  // A number that stands in a row has a name, else the store is damaged.
  Result<EntityId> idOf(EntityNumber number);
  Result<DocumentId> idOf(DocumentNumber number);

  // The country in which a place lies, empty where not known.
  Result<std::string> countryOf(EntityNumber place);

  // Without mentions.
  Result<Event> toEvent(const EventId& id, const EventRow& row);
  // All mentions of an event, sorted.
  Result<std::vector<Mention>> mentionsOf(const EventId& id);
  // Those in one document, sorted.
  Result<std::vector<Mention>> mentionsOf(const EventId& id, DocumentNumber document);
  // A mention as it was before it was written, but for its document.
  Result<Mention> toMention(MentionRecord record);

 private:
  Result<std::string> name(const std::string& key) const;
  // Adds the mentions of a row of kMentions.
  Result<void> addMentions(const EventId& event, DocumentNumber document, std::string_view row,
                           std::vector<Mention>& mentions);

  const Database& database_;
  const rocksdb::Snapshot* snapshot_ = nullptr;
  std::unordered_map<std::uint32_t, EntityId> entities_;
  std::unordered_map<std::uint32_t, DocumentId> documents_;
  std::unordered_map<std::uint32_t, std::string> countries_;
};

// The rows of a family whose keys are at least `lower` and less than `upper`; an empty `upper` is
// no bound. Where the family has a prefix and `lower` has all of it, rows of this prefix only.
class Scan {
 public:
  Scan(const View& view, Family family, const std::string& lower, std::string upper);
  Scan(const Scan&) = delete;  // the iterator refers to our bound
  Scan& operator=(const Scan&) = delete;

  bool valid() const { return row_->Valid(); }
  std::string_view key() const { return row_->key().ToStringView(); }
  std::string_view value() const { return row_->value().ToStringView(); }
  void next() { row_->Next(); }
  void seek(const std::string& key) { row_->Seek(key); }

  // To be asked when there are no more rows: whether that is for a fault.
  Result<void> status() const;

 private:
  Family family_;
  std::string upper_;
  rocksdb::Slice upper_slice_;
  std::unique_ptr<rocksdb::Iterator> row_;
};

}  // namespace chancery::store
