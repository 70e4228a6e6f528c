#include "export/graph_tables.h"

#include <string>
#include <vector>

#include "export/csv_writer.h"
#include "export/neo4j_names.h"
#include "export/value_text.h"

namespace chancery {
namespace {

using Row = std::vector<std::string>;

// "<[2024-01-01, 2024-01-02]; [2024-03-05, 2024-03-05]>", as Gephi reads a column "timeset".
std::string timeset(const std::vector<DateSpan>& spans) {
  std::string text;
  for (const DateSpan& span : spans) {
    text += (text.empty() ? "<[" : "; [") + toIso(span.first) + ", " + toIso(span.last) + "]";
  }
  return text.empty() ? text : text + ">";
}

std::string neo4jColumn(const GraphColumn& column) {
  if (isNeo4jDate(column)) return column.name + ":date";
  return column.type == "string" ? column.name : column.name + ":" + column.type;
}

void append(Row& row, const GraphValues& values, std::size_t from) {
  row.insert(row.end(), values.begin() + static_cast<std::ptrdiff_t>(from), values.end());
}

class GraphTable : public GraphSink {
 public:
  GraphTable(std::ostream& out, const GraphOptions& options, TableKind table, TableHeader header)
      : csv_(out), kind_(options.kind), table_(table), header_(header) {
    Row titles;
    if (header == TableHeader::kGephi) {
      titles = table == TableKind::kNodes
                   ? Row{"Id", "Label", "timeset"}
                   : Row{"Id", "Source", "Target", "Type", "Kind", "Label", "Weight", "timeset"};
    } else {
      titles = table == TableKind::kNodes ? Row{"id:ID", ":LABEL"}
                                          : Row{":START_ID", ":END_ID", ":TYPE", "id"};
    }
    const GraphColumns columns =
        table == TableKind::kNodes ? nodeColumns(options.communities) : edgeColumns(options.kind);
    for (std::size_t i = columnsInHeader(); i < columns.size(); ++i) {
      titles.push_back(header == TableHeader::kGephi ? columns[i].name : neo4jColumn(columns[i]));
    }
    csv_.row(titles);
  }

  void node(const GraphNode& node) override {
    if (table_ != TableKind::kNodes) return;
    const std::string& id = node.entity.id.value;
    const Spells& spells = node.participant.spells;
    Row row =
        header_ == TableHeader::kGephi
            ? Row{id, labelOf(node.entity), spells.hasUndated() ? "" : timeset(spells.spans())}
            : Row{id, std::string(neo4jLabelOf(node.entity.type))};
    append(row, node.values, columnsInHeader());
    csv_.row(row);
  }

  void edge(const GraphEdge& edge) override {
    if (table_ != TableKind::kEdges) return;
    const bool is_dyad = kind_ == GraphKind::kDyads;
    const std::string id(edge.id);
    const std::string relation(infoOf(edge.relation).name);
    Row row = header_ == TableHeader::kGephi ? Row{id,
                                                   edge.source.value,
                                                   edge.target.value,
                                                   edge.symmetric ? "Undirected" : "Directed",
                                                   is_dyad ? "" : relation,
                                                   edge.values[0],
                                                   std::to_string(edge.weight),
                                                   timeset(edge.spells)}
                                             : Row{edge.source.value, edge.target.value,
                                                   neo4jTypeOf(kind_, edge.relation), id};
    append(row, edge.values, columnsInHeader());
    csv_.row(row);
  }

  // a table of nodes is complete before the edges begin, but going on does no harm
  bool ok() const override { return csv_.ok(); }
  bool wantsNodeSpells() const override {
    return table_ == TableKind::kNodes && header_ == TableHeader::kGephi;
  }
  Result<void> finish() { return csv_.finish(); }

 private:
  // Label and weight, which Gephi knows by names of its own.
  std::size_t columnsInHeader() const {
    if (header_ == TableHeader::kNeo4j) return 0;
    return table_ == TableKind::kNodes ? 1 : 2;
  }

  CsvWriter csv_;
  const GraphKind kind_;
  const TableKind table_;
  const TableHeader header_;
};

}  // namespace

Result<void> writeGraphTable(const EventSource& source, const EventFilter& filter,
                             const GraphOptions& options, TableKind table, TableHeader header,
                             std::ostream& out) {
  GraphTable file(out, options, table, header);
  const Result<void> written = walkGraph(source, filter, options, file);
  if (!written) return written;
  return file.finish();
}

}  // namespace chancery
