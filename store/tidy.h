// A document as a store takes it: checked, and each thing once.
#pragma once

#include "graph/event.h"
#include "graph/result.h"

namespace chancery::store {

// The document with its entities, events and mentions in order, each once. What follows from the
// mentions is left as it came: writers sum them up themselves. `ids_are_made`: see BulkOptions.
// Errors: those of EventStore::put() for what cannot be taken.
Result<DocumentEvents> tidy(DocumentEvents said, bool ids_are_made = false);

}  // namespace chancery::store
