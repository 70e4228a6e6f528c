// What the linked-data formats say, object by object: JSON-LD, NDJSON-LD and N-Quads write the
// same.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string_view>

#include "export/jsonld.h"
#include "graph/event_source.h"

namespace chancery {

// In the terms of jsonld_context.h; ids are relative to a base. All texts are UTF-8.
using LinkedObject = nlohmann::ordered_json;

// False: no more.
using ObjectVisitor = std::function<bool(const LinkedObject&)>;

// Events in the order of comesBefore(), then entities, documents, topics and runs (versions of the
// extractor), by id within. A filter leaves only what its events refer to; without one, documents
// that tell of no event are there, too. What stands in a document's graph is a list under
// kGraphKey. Memory grows with the entities and documents. Errors: those of the source.
Result<void> forEachObject(const EventSource& source, const EventFilter& filter,
                           Provenance provenance, const ObjectVisitor& visit);

inline constexpr std::string_view kGraphKey = "@graph";  // a keyword, not a term of the context

}  // namespace chancery
