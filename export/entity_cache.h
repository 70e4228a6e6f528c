// Entities by id, for exporters that meet the same few again and again.
#pragma once

#include <string>
#include <unordered_map>

#include "graph/event_source.h"

namespace chancery {

// What stands for an entity that no document describes: the id is its label, too, and tells
// the type.
Entity placeholderFor(const EntityId& id);

// Remembers a bounded number of entities, so that memory does not grow with the graph.
//
// Thread safety: one thread at a time. Ownership: the source must outlive the cache.
class EntityCache {
 public:
  explicit EntityCache(const EventSource& source) : source_(source) {}

  // The entity, or its placeholder; valid until the next call. Errors: those of the source.
  Result<const Entity*> find(const EntityId& id);

 private:
  const EventSource& source_;
  std::unordered_map<std::string, Entity> entities_;
};

}  // namespace chancery
