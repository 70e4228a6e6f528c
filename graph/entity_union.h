// What several documents say of one entity, made one.
#pragma once

#include "graph/entity.h"

namespace chancery {

// Adds to `entity` what `other`, which must have the same id, knows of it: all aliases and search
// keys, and of label, type and country the smallest that is not empty. So uniting entities is
// commutative, associative and idempotent, as it is for events.
void unite(Entity& entity, const Entity& other);

// Sorts aliases and search keys, and leaves out duplicates, as unite() does.
void sortNames(Entity& entity);

}  // namespace chancery
