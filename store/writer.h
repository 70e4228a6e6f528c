// One atomic step of writing: documents put or removed, and all that follows from them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graph/event_source.h"
#include "store/codec.h"
#include "store/database.h"

namespace chancery::store {

// Gathers changes, reads what they touch, and writes them as one batch.
//
// Adding a mention costs the same however many an event has; taking one back reads the others.
//
// Thread safety: one writer at a time on a database.
class StoreWriter {
 public:
  explicit StoreWriter(Database& database) : database_(database) {}

  // Errors of all: kIo, kCorruption.
  Result<void> begin();
  Result<void> put(const DocumentEvents& said);
  Result<bool> remove(const DocumentId& id);
  Result<void> commit();

 private:
  struct EventState {
    std::optional<EventRecord> before;
    EventRecord now;
    std::map<std::string, std::optional<std::vector<Mention>>> changed;  // by document; nothing: taken back
    bool taken_back = false;  // the others must be looked at again
  };
  struct EntityState {
    std::optional<Entity> before;
    std::optional<Entity> now;
    std::map<std::string, std::optional<Entity>> changed;
    bool taken_back = false;
  };

  Result<bool> takeBack(const DocumentId& id);
  Result<EventState*> stateOf(const EventId& id);
  Result<EntityState*> stateOf(const EntityId& id);
  Result<void> addEvent(const Event& event, const DocumentId& document);
  Result<void> addEntity(const Entity& entity, const DocumentId& document);
  Result<void> settleEvent(const EventId& id, EventState& state);
  Result<void> settleEntity(const EntityId& id, EntityState& state);
  Result<void> rederive(const EventId& id, EventState& state);
  Result<void> reunite(const EntityId& id, EntityState& state);
  Result<void> index(const EventId& id, const EventRecord& record, bool add);
  Result<Number> numberOf(const EntityId& id);
  void setRow(Family family, std::string_view key, std::string_view value, bool add);

  Database& database_;
  rocksdb::WriteBatch batch_;
  GraphCounts counts_;
  Number next_number_ = 1;
  std::map<EventId, EventState> events_;
  std::map<EntityId, EntityState> entities_;
  std::map<EntityId, Number> numbers_;
  std::map<DocumentId, std::optional<SaidRecord>> documents_;  // written in this step
};

}  // namespace chancery::store
