// What Neo4j calls our entities and relations, in tables and in scripts.
#pragma once

#include <string>
#include <string_view>

#include "export/graph_columns.h"
#include "export/graph_kind.h"

namespace chancery {

// "Person".
std::string_view neo4jLabelOf(EntityType type);

// "MEET"; of dyads "HAS_EVENTS_WITH".
std::string neo4jTypeOf(GraphKind kind, Relation relation);

// Whether the values of a column are days, for which Neo4j has a type of its own.
bool isNeo4jDate(const GraphColumn& column);

}  // namespace chancery
