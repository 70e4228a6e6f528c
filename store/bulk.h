// Many documents at once: sorted outside the database, then taken in as tables.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "store/document_writer.h"
#include "store/entity_writer.h"
#include "store/event_writer.h"
#include "store/external_sort.h"
#include "store/numbering.h"
#include "store/table_sink.h"

namespace chancery::store {

// Does what a Batch does, for more documents than memory holds: what they say of each event and
// of each entity is brought together by sorting. Held in memory are, apart from the buffers, the
// ids of documents and the names of new entities.
//
// Ownership: refers to the database. Thread safety: none; no other batch meanwhile.
class Bulk : private Stage {
 public:
  // Makes `directory` and removes it in the end.
  Bulk(const Database& database, const StoreState& state, std::filesystem::path directory,
       std::size_t memory_bytes);
  ~Bulk() override;

  bool has(const DocumentId& id) const { return documents_.contains(id.value); }
  bool empty() const { return documents_.empty(); }
  // `said` is tidy, and each document comes once.
  Result<PutOutcome> put(const DocumentEvents& said, Day read);
  // Has the database take all of it in, or nothing; how the store then stands.
  Result<StoreState> commit();

 private:
  Result<void> went(const EventId& event, DocumentNumber document) override;
  Result<void> came(const EventId& event, const EventRow& said, DocumentNumber document,
                    StagedTelling::Now telling) override;
  Result<void> variant(const VariantRef& ref, int more, const Facts* facts) override;
  Result<void> writeEvents();
  Result<void> writeEntities();

  const Database& database_;
  std::filesystem::path directory_;
  View view_;
  StoreState state_;
  TableSink sink_;
  Numbering numbering_;
  DocumentWriter document_writer_;
  EventWriter event_writer_;
  EntityWriter entity_writer_;
  ExternalSort events_;    // event, document → what follows from its mentions
  ExternalSort variants_;  // entity, digest → documents more, facts
  std::unordered_set<std::string> documents_;
  // Of each entity, the variant whose facts the sort got last: it needs them once, and more does no
  // harm.
  std::vector<std::optional<VariantDigest>> facts_given_;
};

}  // namespace chancery::store
