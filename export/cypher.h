// The graph as a Cypher script, for a Neo4j (or Memgraph) that is running.
#pragma once

#include <ostream>

#include "export/graph_walk.h"
#include "graph/event_source.h"

namespace chancery {

// Statements that end in ";", for cypher-shell: a constraint, then entities and relationships in
// lists of at most 500, each a MERGE by id, so that running the script again, or that of a later
// export, adds nothing twice. Labels, types and properties are those of the Neo4j tables
// (graph_tables.h); what is not known is left out.
//
// Safe: text stands in string literals only, with its quotation marks, backslashes and line breaks
// escaped, cleaned by xmlText(). The same graph gives the same bytes. Memory: that of walkGraph(),
// and one list a relation. Errors: kIo (the stream refuses); those of the source.
Result<void> writeCypher(const EventSource& source, const EventFilter& filter,
                         const GraphOptions& options, std::ostream& out);

}  // namespace chancery
