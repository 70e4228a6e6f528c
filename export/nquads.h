// The graph as N-Quads, for SPARQL stores and whatever reads RDF line by line.
#pragma once

#include <ostream>

#include "export/jsonld.h"
#include "graph/event_source.h"

namespace chancery {

// The statements of writeJsonld(), as a JSON-LD processor makes them of it: one a line; with
// kGraphs those of a document's graph end in its IRI. Control characters and backslashes are
// escaped by number. Blank nodes have labels made of the mention that they belong to, so that files
// can be put together.
//
// The same graph gives the same bytes. Memory and errors: those of writeJsonld().
Result<void> writeNquads(const EventSource& source, const EventFilter& filter, std::ostream& out,
                         const JsonldOptions& options = {});

}  // namespace chancery
