// The graph as GraphML, for Gephi, networkx, igraph and Cytoscape.
#pragma once

#include <ostream>

#include "export/graph_walk.h"
#include "graph/event_source.h"

namespace chancery {

// Attributes: docs/exports.md. Nodes are the entities that take part in an event which `filter`
// takes, in the order of their ids, ahead of the edges.
//
// kDyads: undirected; pairs in the order of their ids. Memory grows with entities.
// kEvents: directed, because networkx refuses a file with edges of both sorts; those of a
// symmetric relation say so. Events in the order of comesBefore(). Memory grows with entities.
// Nodes have size and colour, edges colour, and with a layout nodes have x and y, as Gephi reads
// them.
//
// The same graph gives the same bytes. Characters that XML forbids become U+FFFD.
//
// Errors: kIo (the stream refuses); those of the source.
Result<void> writeGraphml(const EventSource& source, const EventFilter& filter,
                          const GraphOptions& options, std::ostream& out);

}  // namespace chancery
