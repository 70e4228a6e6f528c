// What becomes of a store when documents come and go: worked out in memory, then written at once.
#pragma once

#include <rocksdb/write_batch.h>

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/view.h"

namespace chancery::store {

// Numbers that entities have, kept between batches to save the look-up.
using NumberCache = std::unordered_map<std::string, EntityNumber>;

// The document with its entities and events in order, each once, and with what follows from their
// mentions.
// Errors: those of EventStore::put() for what cannot be taken.
Result<DocumentEvents> tidy(const DocumentEvents& said);

// Each document can be put or removed once in a batch: what it does shows when it is committed.
//
// After an error the batch must be dropped; nothing was written. Ownership: refers to the database
// and the cache. Thread safety: none, and one batch at a time for a database.
class Batch {
 public:
  Batch(const Database& database, const StoreState& state, NumberCache& known_numbers);

  // `said` is tidy.
  Result<PutOutcome> put(const DocumentEvents& said);
  Result<bool> remove(const DocumentId& id);

  // Writes all of it, or nothing; how the store then stands.
  Result<StoreState> commit();

 private:
  // The mentions of each document that came, or of none for one that went.
  using MentionsByDocument = std::map<DocumentNumber, std::vector<Mention>>;
  struct StagedEvent {
    Event said;  // without mentions; of no use where all documents went
    MentionsByDocument mentions;
  };
  struct StagedVariant {
    Entity entity;  // of no use where all documents went
    std::int64_t more_documents = 0;
  };
  struct StagedEntity {
    std::map<Digest, StagedVariant> variants;
  };
  // An event as it was before the batch, but for what the batch replaces.
  struct HeldEvent {
    std::optional<EventRow> row;
    std::vector<Mention> mentions;
    std::uint64_t all_mentions = 0;
  };
  // What an entity gains by the batch, and whether it loses anything.
  struct VariantChange {
    std::vector<Entity> came;
    bool some_went = false;
  };

  Result<EntityNumber> numberOf(const EntityId& id);
  Result<DocumentNumber> newNumber(const DocumentId& id);
  Result<void> takeBack(DocumentNumber document);
  Result<SaidRow> stage(const DocumentEvents& said, DocumentNumber document);
  Result<void> forgetSkipped(const DocumentId& id);

  Result<void> writeEvent(const EventId& id, const StagedEvent& staged);
  Result<HeldEvent> heldEvent(const EventId& id, const StagedEvent& staged);
  Result<void> writeMentions(const EventId& id, const StagedEvent& staged, bool was_held);
  Result<EventRow> rowOf(const Event& event);
  void putEventRow(const EventId& id, const EventRow& row);
  void deleteEventRow(const EventId& id, const EventRow& row);

  Result<void> writeEntity(EntityNumber number, const StagedEntity& staged);
  Result<VariantChange> writeVariants(EntityNumber number, const EntityId& id,
                                      const StagedEntity& staged);
  Result<std::optional<Entity>> uniteAgain(EntityNumber number, const EntityId& id,
                                           const StagedEntity& staged);
  void writeSearchKeys(EntityNumber number, const Entity* before, const Entity* after);

  void put(Family family, const std::string& key, const std::string& value);
  void erase(Family family, const std::string& key);

  const Database& database_;
  View view_;
  StoreState state_;
  NumberCache& known_numbers_;
  NumberCache new_numbers_;
  std::unordered_map<std::uint32_t, EntityId> new_names_;
  std::map<EventId, StagedEvent> events_;
  std::map<EntityNumber, StagedEntity> entities_;
  rocksdb::WriteBatch batch_;
};

}  // namespace chancery::store
