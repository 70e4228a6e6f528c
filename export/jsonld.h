// The graph as linked data: JSON-LD 1.1, as one document or as one a line.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "graph/event_source.h"

namespace chancery {

// Where it stands what a document says.
enum class Provenance {
  kAnnotations,  // beside the event, as annotations of it
  kGraphs        // in a named graph of the document; an event of its own stands without evidence
};

struct ProvenanceInfo {
  Provenance provenance;
  std::string_view name;  // on the command line
};
inline constexpr ProvenanceInfo kProvenances[] = {{Provenance::kAnnotations, "annotations"},
                                                  {Provenance::kGraphs, "graphs"}};

struct JsonldOptions {
  // What the ids in the file are relative to. Entities have the same ids in every store; ids of
  // documents are those of their corpus, so whoever publishes several corpora names one for each.
  std::string base_iri = "https://w3id.org/chancery/id/";
  // Where the context can be read (an IRI, or a reference relative to the file); empty: it stands
  // in the file. The first line of a file that has it is the document to put there.
  std::string context_iri = {};
  Provenance provenance = Provenance::kAnnotations;
};

// Terms: docs/exports.md and jsonld_context.h; the context is in the file, so that reading it
// needs no network. Line 1 opens the graph, the last closes it, and between them each line is one
// object: events in the order of comesBefore(), then, by id, entities, documents, topics and runs
// (versions of the extractor). A filter leaves only what its events refer to; without one,
// documents that tell of no event are there, too.
//
// With kGraphs the object of a document has "@graph", too, which names a graph after it: in that
// are the events as this document alone tells them (relation, date, status, place, topics and
// confidence), with their mentions in it. The events outside are as all documents tell them.
//
// The same graph gives the same bytes. Text that is not UTF-8 is mended with U+FFFD. Memory grows
// with the entities and documents that are written, not with the events (of kGraphs, with those of
// the largest document).
//
// Errors: kIo (the stream refuses); those of the source.
Result<void> writeJsonld(const EventSource& source, const EventFilter& filter, std::ostream& out,
                         const JsonldOptions& options = {});

// The same objects, each a document of its own on a line of its own, for what reads linked data
// line by line. A line has those parts of the context that it needs.
Result<void> writeNdjsonld(const EventSource& source, const EventFilter& filter, std::ostream& out,
                           const JsonldOptions& options = {});

}  // namespace chancery
