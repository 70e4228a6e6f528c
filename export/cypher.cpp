#include "export/cypher.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "export/neo4j_names.h"
#include "export/stream_check.h"
#include "export/utf8_text.h"

namespace chancery {
namespace {

constexpr std::size_t kRowsInList = 500;

std::string literal(std::string_view text) {
  std::string quoted = "'";
  for (const char c : xmlText(text)) {
    if (c == '\n') {
      quoted += "\\n";
      continue;
    }
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string typed(const GraphColumn& column, const std::string& value) {
  if (isNeo4jDate(column)) return "date(" + literal(value) + ")";
  return column.type == "string" ? literal(value) : value;
}

std::string propertiesOf(const GraphColumns& columns, const GraphValues& values) {
  std::string map;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (values[i].empty()) continue;
    map.append(map.empty() ? "{" : ", ").append(columns[i].name).append(": ");
    map += typed(columns[i], values[i]);
  }
  return map + "}";
}

// Rows of which one statement is made.
struct Rows {
  std::string text;
  std::size_t count = 0;

  void add(const std::string& row) { text += (count++ == 0 ? "  " : ",\n  ") + row; }
};

class CypherFile : public GraphSink {
 public:
  CypherFile(std::ostream& out, const GraphOptions& options)
      : out_(out),
        kind_(options.kind),
        node_columns_(nodeColumns(options.communities)),
        edge_columns_(edgeColumns(options.kind)) {
    out_ << "CREATE CONSTRAINT chancery_id IF NOT EXISTS "
            "FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n";
  }

  void node(const GraphNode& node) override {
    const std::string_view label = neo4jLabelOf(node.entity.type);
    Rows& rows = rowsOf(nodes_, label);
    rows.add("{id: " + literal(node.entity.id.value) +
             ", properties: " + propertiesOf(node_columns_, node.values) + "}");
    if (rows.count == kRowsInList) writeNodes(label, rows);
  }

  void edge(const GraphEdge& edge) override {
    finishNodes();  // relationships look for their ends
    const std::string type = neo4jTypeOf(kind_, edge.relation);
    Rows& rows = rowsOf(edges_, type);
    rows.add("{id: " + literal(edge.id) + ", start: " + literal(edge.source.value) +
             ", end: " + literal(edge.target.value) +
             ", properties: " + propertiesOf(edge_columns_, edge.values) + "}");
    if (rows.count == kRowsInList) writeEdges(type, rows);
  }

  bool ok() const override { return out_.good(); }
  Result<void> finish() {
    finishNodes();
    for (auto& [type, rows] : edges_) writeEdges(type, rows);
    return checkStream(out_);
  }

 private:
  using Lists = std::map<std::string, Rows, std::less<>>;

  static Rows& rowsOf(Lists& lists, std::string_view name) {
    return lists.try_emplace(std::string(name)).first->second;
  }

  void writeNodes(std::string_view label, Rows& rows) {
    write(rows, "MERGE (n:Entity {id: row.id}) SET n:" + std::string(label) +
                    " SET n += row.properties;");
  }

  void writeEdges(std::string_view type, Rows& rows) {
    write(rows,
          "MATCH (a:Entity {id: row.start}) MATCH (b:Entity {id: row.end})\n"
          "MERGE (a)-[r:" +
              std::string(type) +
              " {id: row.id}]->(b) "
              "SET r += row.properties;");
  }

  void write(Rows& rows, const std::string& statement) {
    if (rows.count > 0) out_ << "UNWIND [\n" << rows.text << "\n] AS row\n" << statement << '\n';
    rows = {};
  }

  void finishNodes() {
    for (auto& [label, rows] : nodes_) writeNodes(label, rows);
    nodes_.clear();
  }

  std::ostream& out_;
  const GraphKind kind_;
  const GraphColumns node_columns_;
  const GraphColumns edge_columns_;
  Lists nodes_;  // by label
  Lists edges_;  // by type
};

}  // namespace

Result<void> writeCypher(const EventSource& source, const EventFilter& filter,
                         const GraphOptions& options, std::ostream& out) {
  CypherFile file(out, options);
  const Result<void> written = walkGraph(source, filter, options, file);
  if (!written) return written;
  return file.finish();
}

}  // namespace chancery
