// All formats in which a graph can be taken away, by name.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "export/compressed_stream.h"
#include "export/gexf.h"
#include "export/graph_walk.h"
#include "export/html.h"
#include "export/jsonld.h"
#include "graph/event_source.h"

namespace chancery {

struct FormatInfo {
  std::string_view name;         // on the command line
  std::string_view extension;    // of file names, with its dot
  std::string_view description;  // one line
  bool has_graph_kinds;          // whether ExportOptions::graph makes a difference
  bool is_table = false;         // for spreadsheets: ExportOptions::byte_order_mark makes one
};

// Sorted by name.
std::span<const FormatInfo> exportFormats();

// The format whose extension `file_name` has, perhaps before ".gz" or ".zst"; null: none has it.
const FormatInfo* formatOfFile(std::string_view file_name);

struct ExportOptions {
  std::string format = "jsonl";
  GraphOptions graph;
  EventFilter filter;
  JsonldOptions jsonld = {};
  GexfVersion gexf_version = GexfVersion::k13;
  HtmlOptions html = {};
  Compression compression = Compression::kNone;
  bool byte_order_mark = false;  // of tables: without one Excel takes UTF-8 for something else
};

// Writes all events that the filter takes, with what belongs to them. The same graph gives the
// same bytes, in whatever order its documents were added.
//
// Errors: kInvalidInput (no such format; the message lists them); kIo (the stream refuses, as on a
// full disk); those of the source. After an error, what was written is not complete.
Result<void> exportGraph(const EventSource& source, const ExportOptions& options,
                         std::ostream& out);

}  // namespace chancery
