// The graph as two tables, one of nodes and one of edges, for Gephi, spreadsheets and Neo4j.
#pragma once

#include <ostream>

#include "export/graph_walk.h"
#include "graph/event_source.h"

namespace chancery {

enum class TableKind { kNodes, kEdges };

// Whose names the header has.
enum class TableHeader {
  kGephi,  // Id, Label, timeset; Source, Target, Type, Kind, Weight: File > Import spreadsheet
  kNeo4j,  // id:ID, :LABEL; :START_ID, :END_ID, :TYPE, types of columns: neo4j-admin import
};

// Columns: those of GraphML (docs/exports.md) after the ones of the header. The two tables of a
// graph need the same filter and kind. Orders and memory: those of walkGraph().
//
// The same graph gives the same bytes. Errors: kIo (the stream refuses); those of the source.
Result<void> writeGraphTable(const EventSource& source, const EventFilter& filter,
                             const GraphOptions& options, TableKind table, TableHeader header,
                             std::ostream& out);

}  // namespace chancery
