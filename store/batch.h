// What becomes of a store when documents come and go: worked out in memory, then written at once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/document_writer.h"
#include "store/entity_writer.h"
#include "store/event_writer.h"
#include "store/external_sort.h"
#include "store/numbering.h"

namespace chancery::store {

// Rows as a batch of RocksDB; counts are united, and added to those held, when it is written. The
// rows of each family are written in the order of their keys, for in memory, too, they lie in it:
// from one to the next is not as far as to any other.
class BatchSink : public RowSink {
 public:
  explicit BatchSink(const Database& database) : database_(database), rows_(kFamilyCount) {}

  void put(Family family, std::string_view key, std::string_view value) override;
  void erase(Family family, std::string_view key) override;
  void count(std::string_view key, std::int64_t more) override {
    counts_[std::string(key)] += more;
  }
  void change(std::string_view pair, const EventChange& change) override {
    pairs_[std::string(pair)].add(change);
  }

  bool empty() const;
  // Writes all of it, or nothing.
  Result<void> write(const View& view);

 private:
  Result<void> putCounts(const View& view);
  Result<void> putPartners(const View& view);

  const Database& database_;
  std::vector<ExternalSort> rows_;  // one a family; a value begins with what is done
  std::map<std::string, std::int64_t> counts_;
  std::map<std::string, PartnerChange> pairs_;
};

// Each document can be put or removed once in a batch: what it does shows when it is committed.
//
// After an error the batch must be dropped; nothing was written. Ownership: refers to the
// database. Thread safety: none, and one batch at a time for a database.
class Batch : private Stage {
 public:
  Batch(const Database& database, const StoreState& state);

  // `said` is tidy.
  Result<PutOutcome> put(const DocumentEvents& said) {
    return document_writer_.put(said, database_.readingDay());
  }
  Result<bool> remove(const DocumentId& id) {
    return document_writer_.remove(id, database_.readingDay());
  }
  Result<bool> forget(const DocumentId& id) { return document_writer_.forget(id); }

  // Writes all of it, or nothing; how the store then stands.
  Result<StoreState> commit();

 private:
  Result<void> went(const EventId& event, DocumentNumber document) override;
  Result<void> came(const EventId& event, const EventRow& said, DocumentNumber document,
                    StagedTelling::Now telling) override;
  Result<void> variant(const VariantRef& ref, int more, const Facts* facts) override;

  const Database& database_;
  View view_;
  StoreState state_;
  BatchSink sink_;
  Numbering numbering_;
  DocumentWriter document_writer_;
  EventWriter event_writer_;
  EntityWriter entity_writer_;
  std::map<EventId, StagedEvent> events_;
  std::map<EntityNumber, StagedEntity> entities_;
};

}  // namespace chancery::store
