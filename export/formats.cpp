#include "export/formats.h"

#include <array>

#include "export/calendar.h"
#include "export/cypher.h"
#include "export/dot.h"
#include "export/event_lines.h"
#include "export/event_rows.h"
#include "export/graph_tables.h"
#include "export/graphml.h"
#include "export/nquads.h"

namespace chancery {
namespace {

using Write = Result<void> (*)(const EventSource&, const ExportOptions&, std::ostream&);

struct Format {
  FormatInfo info;
  Write write;
};

Result<void> asGraphml(const EventSource& source, const ExportOptions& options, std::ostream& out) {
  return writeGraphml(source, options.filter, options.graph, out);
}

Result<void> asGexf(const EventSource& source, const ExportOptions& options, std::ostream& out) {
  return writeGexf(source, options.filter, options.graph, options.gexf_version, out);
}

Result<void> asEventLines(const EventSource& source, const ExportOptions& options,
                          std::ostream& out) {
  return writeEventLines(source, options.filter, out);
}

Result<void> asJsonld(const EventSource& source, const ExportOptions& options, std::ostream& out) {
  return writeJsonld(source, options.filter, out, options.jsonld);
}

Result<void> asHtml(const EventSource& source, const ExportOptions& options, std::ostream& out) {
  return writeHtml(source, options.filter, options.html, out);
}

Result<void> asNdjsonld(const EventSource& source, const ExportOptions& options,
                        std::ostream& out) {
  return writeNdjsonld(source, options.filter, out, options.jsonld);
}

Result<void> asNquads(const EventSource& source, const ExportOptions& options, std::ostream& out) {
  return writeNquads(source, options.filter, out, options.jsonld);
}

Result<void> asDot(const EventSource& source, const ExportOptions& options, std::ostream& out) {
  return writeDot(source, options.filter, options.graph, out);
}

Result<void> asCypher(const EventSource& source, const ExportOptions& options, std::ostream& out) {
  return writeCypher(source, options.filter, options.graph, out);
}

Result<void> asCalendar(const EventSource& source, const ExportOptions& options,
                        std::ostream& out) {
  return writeCalendar(source, options.filter, out);
}

Result<void> asEventRows(const EventSource& source, const ExportOptions& options,
                         std::ostream& out) {
  return writeEventRows(source, options.filter, out);
}

template <TableKind table, TableHeader header>
Result<void> asTable(const EventSource& source, const ExportOptions& options, std::ostream& out) {
  return writeGraphTable(source, options.filter, options.graph, table, header, out);
}

constexpr std::array kFormats = {
    Format{{"cameo", ".tsv", "rows of coded events: CAMEO, PLOVER, quad class, Goldstein score",
            false, true},
           asEventRows},
    Format{{"csv-edges", ".edges.csv", "a table of edges for Gephi and spreadsheets", true, true},
           asTable<TableKind::kEdges, TableHeader::kGephi>},
    Format{{"csv-nodes", ".nodes.csv", "a table of nodes for Gephi and spreadsheets", true, true},
           asTable<TableKind::kNodes, TableHeader::kGephi>},
    Format{{"cypher", ".cypher", "a script that adds the graph to a running Neo4j", true},
           asCypher},
    Format{{"dot", ".dot", "a graph for Graphviz", true}, asDot},
    Format{{"gexf", ".gexf", "a graph for Gephi, with its timeline, colours and positions", true},
           asGexf},
    Format{{"graphml", ".graphml", "a graph for Gephi, networkx, igraph and Cytoscape", true},
           asGraphml},
    Format{
        {"html", ".html", "a page for the browser: graph, timeline and evidence, offline", false},
        asHtml},
    Format{{"ics", ".ics", "planned meetings as a calendar (iCalendar)", false}, asCalendar},
    Format{{"jsonl", ".jsonl", "one event a line with its evidence; `chancery load` reads it back",
            false},
           asEventLines},
    Format{
        {"jsonld", ".jsonld", "linked data for RDF tools and SPARQL stores (JSON-LD 1.1)", false},
        asJsonld},
    Format{{"ndjsonld", ".ndjsonld", "linked data, one JSON-LD document a line", false},
           asNdjsonld},
    Format{{"neo4j-edges", ".neo4j-edges.csv", "relationships for neo4j-admin import", true, true},
           asTable<TableKind::kEdges, TableHeader::kNeo4j>},
    Format{{"neo4j-nodes", ".neo4j-nodes.csv", "nodes for neo4j-admin import", true, true},
           asTable<TableKind::kNodes, TableHeader::kNeo4j>},
    Format{{"nquads", ".nq", "linked data, one statement a line (N-Quads)", false}, asNquads}};

constexpr auto kInfos = [] {
  std::array<FormatInfo, kFormats.size()> infos{};
  for (std::size_t i = 0; i < infos.size(); ++i) infos[i] = kFormats[i].info;
  return infos;
}();

Result<void> write(const Format& format, const EventSource& source, const ExportOptions& options,
                   std::ostream& out) {
  if (options.byte_order_mark && format.info.is_table) out << "\xEF\xBB\xBF";
  return format.write(source, options, out);
}

std::string listOfNames() {
  std::string names;
  for (const FormatInfo& info : kInfos) names.append(names.empty() ? "" : ", ").append(info.name);
  return names;
}

}  // namespace

std::span<const FormatInfo> exportFormats() { return kInfos; }

const FormatInfo* formatOfFile(std::string_view file_name) {
  const std::string_view name = unpackedName(file_name);
  for (const FormatInfo& info : kInfos) {
    if (name.ends_with(info.extension)) return &info;
  }
  return nullptr;
}

Result<void> exportGraph(const EventSource& source, const ExportOptions& options,
                         std::ostream& out) {
  for (const Format& format : kFormats) {
    if (format.info.name != options.format) continue;
    if (options.compression == Compression::kNone) return write(format, source, options, out);
    CompressedStream packed(out, options.compression);
    auto written = write(format, source, options, packed);
    return written ? packed.finish() : written;
  }
  return makeError(ErrorCode::kInvalidInput,
                   "no format '" + options.format + "'; there are " + listOfNames());
}

}  // namespace chancery
