// The graph in the language of Graphviz, for pictures of small graphs.
#pragma once

#include <ostream>

#include "export/graph_walk.h"
#include "graph/event_source.h"

namespace chancery {

// Dyads are a `graph`, events a `digraph`, in which symmetric ones are drawn without an arrow.
// Colours, sizes and widths are those of GEXF; with `options.layout` nodes are pinned where
// Chancery puts them, and the file names the engine that leaves them there (neato). Attributes that
// Graphviz does not know (status, dates, evidence …) are for programs that read DOT.
//
// The same graph gives the same bytes. Text is cleaned by xmlText(), for pictures are often SVG.
// Errors: kIo (the stream refuses); those of the source.
Result<void> writeDot(const EventSource& source, const EventFilter& filter,
                      const GraphOptions& options, std::ostream& out);

}  // namespace chancery
