#include "export/cypher.h"

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "export/neo4j_names.h"
#include "export/stream_check.h"
#include "export/utf8_text.h"

namespace chancery {
namespace {

// Neo4j plans a statement as slowly as it has parts: with ten times as many rows a statement took
// longer than ten statements.
constexpr std::size_t kRowsInList = 100;

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
  if (value.empty()) return "null";
  if (column.type == "string") return literal(value);
  // "3" alone would be an integer
  const bool is_whole = column.type == "double" && value.find('.') == std::string::npos;
  return is_whole ? value + ".0" : value;
}

// "['p.putin', 'Vladimir Putin', null, 5]": a list of nothing but literals is one value to Neo4j,
// which therefore plans only the first of many statements of as many rows.
std::string rowOf(std::initializer_list<std::string_view> ids, const GraphColumns& columns,
                  const GraphValues& values) {
  std::string row = "[";
  for (const std::string_view id : ids) row += (row.size() > 1 ? ", " : "") + literal(id);
  for (std::size_t i = 0; i < columns.size(); ++i) row += ", " + typed(columns[i], values[i]);
  return row + "]";
}

// What stands in such a row behind its ids, as properties; null is none.
std::string propertiesOf(const GraphColumns& columns, std::size_t ids) {
  std::string map;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string value = "row[" + std::to_string(ids + i) + "]";
    map.append(map.empty() ? "{" : ", ").append(columns[i].name).append(": ");
    map += isNeo4jDate(columns[i]) ? "date(" + value + ")" : value;
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
    rows.add(rowOf({node.entity.id.value}, node_columns_, node.values));
    if (rows.count == kRowsInList) writeNodes(label, rows);
  }

  void edge(const GraphEdge& edge) override {
    finishNodes();  // relationships look for their ends
    const std::string type = neo4jTypeOf(kind_, edge.relation);
    Rows& rows = rowsOf(edges_, type);
    rows.add(rowOf({edge.id, edge.source.value, edge.target.value}, edge_columns_, edge.values));
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
    write(rows, "MERGE (n:Entity {id: row[0]}) SET n:" + std::string(label) +
                    " SET n += " + propertiesOf(node_columns_, 1) + ";");
  }

  void writeEdges(std::string_view type, Rows& rows) {
    write(rows, "MATCH (a:Entity {id: row[1]}) MATCH (b:Entity {id: row[2]})\nMERGE (a)-[r:" +
                    std::string(type) +
                    " {id: row[0]}]->(b) SET r += " + propertiesOf(edge_columns_, 3) + ";");
  }

  void write(Rows& rows, const std::string& statement) {
    // in WITH, not in UNWIND, whose literals Neo4j does not take for values
    if (rows.count > 0) {
      out_ << "WITH [\n" << rows.text << "\n] AS rows\nUNWIND rows AS row\n" << statement << '\n';
    }
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
