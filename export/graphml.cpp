#include "export/graphml.h"

#include <string>

#include "export/graph_look.h"
#include "export/xml_writer.h"

namespace chancery {
namespace {

// By these names Gephi, igraph and graphology know positions, sizes and colours.
GraphColumns placeColumns() { return {{"x", "x", "double"}, {"y", "y", "double"}}; }
GraphColumns nodeLookColumns() {
  return {{"size", "size", "double"}, {"color", "color", "string"}};
}
GraphColumns edgeLookColumns() { return {{"e_color", "color", "string"}}; }

// The file as it grows, element by element.
class GraphmlFile : public GraphSink {
 public:
  GraphmlFile(std::ostream& out, const GraphOptions& options)
      : xml_(out),
        node_columns_(nodeColumns(options.communities)),
        edge_columns_(edgeColumns(options.kind)) {
    xml_.start("graphml");
    xml_.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns");
    xml_.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    xml_.attribute("xsi:schemaLocation",
                   "http://graphml.graphdrawing.org/xmlns "
                   "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd");
    declare("node", node_columns_);
    declare("node", nodeLookColumns());
    if (options.layout) declare("node", placeColumns());
    declare("edge", edge_columns_);
    declare("edge", edgeLookColumns());
    xml_.start("graph");
    xml_.attribute("id", "chancery");
    xml_.attribute("edgedefault", options.kind == GraphKind::kEvents ? "directed" : "undirected");
  }

  void node(const GraphNode& node) override {
    xml_.start("node");
    xml_.attribute("id", node.entity.id.value);
    addValues(node_columns_, node.values);
    data("size", coordinateText(sizeFor(node.participant.events)));
    data("color", hexText(node.colour));
    if (node.position) {
      data("x", coordinateText(node.position->x));
      data("y", coordinateText(node.position->y));
    }
    xml_.end();
  }

  void edge(const GraphEdge& edge) override {
    xml_.start("edge");
    xml_.attribute("id", edge.id);
    xml_.attribute("source", edge.source.value);
    xml_.attribute("target", edge.target.value);
    addValues(edge_columns_, edge.values);
    data("e_color", hexText(colourOf(edge.relation)));
    xml_.end();
  }

  bool ok() const override { return xml_.ok(); }
  Result<void> finish() { return xml_.finish(); }

 private:
  void declare(const char* element, const GraphColumns& columns) {
    for (const GraphColumn& column : columns) {
      xml_.start("key");
      xml_.attribute("id", column.key);
      xml_.attribute("for", element);
      xml_.attribute("attr.name", column.name);
      xml_.attribute("attr.type", column.type);
      xml_.end();
    }
  }

  void addValues(const GraphColumns& columns, const GraphValues& values) {
    for (std::size_t i = 0; i < columns.size(); ++i) data(columns[i].key, values[i]);
  }

  // What is not known has no element: readers make very different things of an empty one.
  void data(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    xml_.start("data");
    xml_.attribute("key", key);
    xml_.text(value);
    xml_.end();
  }

  XmlWriter xml_;
  const GraphColumns node_columns_;
  const GraphColumns edge_columns_;
};

}  // namespace

Result<void> writeGraphml(const EventSource& source, const EventFilter& filter,
                          const GraphOptions& options, std::ostream& out) {
  GraphmlFile file(out, options);
  const Result<void> written = walkGraph(source, filter, options, file);
  if (!written) return written;
  return file.finish();
}

}  // namespace chancery
