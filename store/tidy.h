// A document as a store takes it: checked, and each thing once.
#pragma once

#include "graph/event.h"
#include "graph/result.h"

namespace chancery::store {

// The document with its entities and events in order, each once, and with what follows from their
// mentions.
// Errors: those of EventStore::put() for what cannot be taken.
Result<DocumentEvents> tidy(DocumentEvents said);

}  // namespace chancery::store
