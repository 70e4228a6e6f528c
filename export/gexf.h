// The graph as GEXF, for Gephi and its timeline.
#pragma once

#include <ostream>
#include <string_view>

#include "export/graph_walk.h"
#include "graph/event_source.h"

namespace chancery {

enum class GexfVersion { k12, k13 };

// Attributes: those of GraphML (docs/exports.md), with colours and sizes, and positions where
// `options.layout` asks for them. Edges and nodes have the days on which they are there ("spells");
// one without a known day is there all the time.
//
// Version 1.3, the default, has the relation of an event as the edge's kind, so that Gephi keeps
// parallel edges of different kinds apart, and undirected edges beside directed ones. Version 1.2
// is for readers that know no other (networkx): one direction a file, no kinds.
//
// The same graph gives the same bytes. Characters that XML forbids become U+FFFD.
// Errors: kIo (the stream refuses); those of the source.
Result<void> writeGexf(const EventSource& source, const EventFilter& filter,
                       const GraphOptions& options, GexfVersion version, std::ostream& out);

}  // namespace chancery
