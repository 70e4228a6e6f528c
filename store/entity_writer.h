// The rows of one entity, from what is held of it and what documents now say.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "store/numbering.h"

namespace chancery::store {

struct StagedVariant {
  Entity entity;  // of no use where all documents went
  std::int64_t more_documents = 0;
};
struct StagedEntity {
  std::map<VariantDigest, StagedVariant> variants;
};

// Ownership: refers to all that it is given. Thread safety: none.
class EntityWriter {
 public:
  EntityWriter(View& view, Numbering& numbering, StoreState& state, RowSink& sink)
      : view_(view),
        numbering_(numbering),
        state_(state),
        sink_(sink),
        none_held_(state.counts.entities == 0) {}

  // Each entity once.
  Result<void> write(EntityNumber number, const StagedEntity& staged);

 private:
  // What an entity gains, and whether it loses anything.
  struct VariantChange {
    std::vector<Entity> came;
    bool some_went = false;
  };

  Result<VariantChange> writeVariants(EntityNumber number, const EntityId& id,
                                      const StagedEntity& staged);
  Result<std::optional<Entity>> uniteAgain(EntityNumber number, const EntityId& id,
                                           const StagedEntity& staged);
  void writeSearchKeys(EntityNumber number, const Entity* before, const Entity* after);

  View& view_;
  Numbering& numbering_;
  StoreState& state_;
  RowSink& sink_;
  const bool none_held_;
  bool none_of_entities_ = false;  // nothing that was made of the entities is kept any more
};

}  // namespace chancery::store
