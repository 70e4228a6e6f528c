#include "export/gexf.h"

#include <initializer_list>
#include <string>
#include <utility>

#include "export/graph_look.h"
#include "export/value_text.h"
#include "export/xml_writer.h"

namespace chancery {
namespace {

class GexfFile : public GraphSink {
 public:
  GexfFile(std::ostream& out, const GraphOptions& options, GexfVersion version)
      : xml_(out),
        kind_(options.kind),
        version_(version),
        node_columns_(nodeColumns(options.communities)),
        edge_columns_(edgeColumns(options.kind)) {
    const bool is_13 = version == GexfVersion::k13;
    xml_.start("gexf");
    xml_.attribute("xmlns", is_13 ? "http://gexf.net/1.3" : "http://www.gexf.net/1.2draft");
    xml_.attribute("xmlns:viz",
                   is_13 ? "http://gexf.net/1.3/viz" : "http://www.gexf.net/1.2draft/viz");
    xml_.attribute("version", is_13 ? "1.3" : "1.2");
    xml_.start("graph");
    xml_.attribute("mode", "dynamic");
    xml_.attribute("timeformat", "date");
    if (is_13) {
      // no "defaultedgetype": Gephi would drop the edges of the other one
      xml_.attribute("timerepresentation", "interval");
      xml_.attribute("timezone", "UTC");
    } else {
      xml_.attribute("defaultedgetype", typeOf(false));
    }
    declare("node", node_columns_);
    declare("edge", edge_columns_);
  }

  void node(const GraphNode& node) override {
    open("nodes");
    xml_.start("node");
    xml_.attribute("id", node.entity.id.value);
    xml_.attribute("label", labelOf(node.entity));
    addValues(node_columns_, node.values);
    // hidden with its dated edges it would hide those without a date, too
    if (!node.participant.spells.hasUndated()) addSpells(node.participant.spells.spans());
    addColour(node.colour);
    addLook("viz:size", {{"value", coordinateText(sizeFor(node.participant.events))}});
    if (node.position) {
      addLook("viz:position", {{"x", coordinateText(node.position->x)},
                               {"y", coordinateText(node.position->y)},
                               {"z", "0.0"}});
    }
    xml_.end();
  }

  void edge(const GraphEdge& edge) override {
    open("edges");
    xml_.start("edge");
    xml_.attribute("id", edge.id);
    xml_.attribute("source", edge.source.value);
    xml_.attribute("target", edge.target.value);
    xml_.attribute("type", typeOf(edge.symmetric));
    if (version_ == GexfVersion::k13 && kind_ == GraphKind::kEvents) {
      xml_.attribute("kind", infoOf(edge.relation).name);
    }
    xml_.attribute("label", edge.values[0]);
    xml_.attribute("weight", std::to_string(edge.weight) + ".0");
    addValues(edge_columns_, edge.values);
    addSpells(edge.spells);
    addColour(colourOf(edge.relation));
    xml_.end();
  }

  bool ok() const override { return xml_.ok(); }
  bool wantsNodeSpells() const override { return true; }
  Result<void> finish() { return xml_.finish(); }

 private:
  std::string_view typeOf(bool symmetric) const {
    if (kind_ == GraphKind::kDyads) return "undirected";
    return symmetric && version_ == GexfVersion::k13 ? "undirected" : "directed";
  }

  // Labels and weights have XML attributes of their own.
  static bool isAttribute(const GraphColumn& column) {
    return column.name != "label" && column.name != "weight";
  }

  // One block a class: graphology reads the last one only.
  void declare(const char* element, const GraphColumns& columns) {
    xml_.start("attributes");
    xml_.attribute("class", element);
    xml_.attribute("mode", "static");
    for (const GraphColumn& column : columns) {
      if (!isAttribute(column)) continue;
      xml_.start("attribute");
      xml_.attribute("id", column.key);
      xml_.attribute("title", column.name);
      xml_.attribute("type", column.type);
      xml_.end();
    }
    xml_.end();
  }

  // Nodes come first, then edges; each in an element around all of them.
  void open(const char* list) {
    if (list_ == list) return;
    if (!list_.empty()) xml_.end();
    list_ = list;
    xml_.start(list);
  }

  void addValues(const GraphColumns& columns, const GraphValues& values) {
    xml_.start("attvalues");
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!isAttribute(columns[i]) || values[i].empty()) continue;
      xml_.start("attvalue");
      xml_.attribute("for", columns[i].key);
      xml_.attribute("value", values[i]);
      xml_.end();
    }
    xml_.end();
  }

  void addSpells(const std::vector<DateSpan>& spans) {
    if (spans.empty()) return;
    xml_.start("spells");
    for (const DateSpan& span : spans) {
      xml_.start("spell");
      xml_.attribute("start", toIso(span.first));
      xml_.attribute("end", toIso(span.last));
      xml_.end();
    }
    xml_.end();
  }

  void addColour(const Colour& colour) {
    addLook("viz:color", {{"r", std::to_string(colour.red)},
                          {"g", std::to_string(colour.green)},
                          {"b", std::to_string(colour.blue)}});
  }

  void addLook(const char* element,
               std::initializer_list<std::pair<const char*, std::string>> attributes) {
    xml_.start(element);
    for (const auto& [name, value] : attributes) xml_.attribute(name, value);
    xml_.end();
  }

  XmlWriter xml_;
  const GraphKind kind_;
  const GexfVersion version_;
  const GraphColumns node_columns_;
  const GraphColumns edge_columns_;
  std::string_view list_;  // the element that is open: "nodes", "edges"
};

}  // namespace

Result<void> writeGexf(const EventSource& source, const EventFilter& filter,
                       const GraphOptions& options, GexfVersion version, std::ostream& out) {
  GexfFile file(out, options, version);
  const Result<void> written = walkGraph(source, filter, options, file);
  if (!written) return written;
  return file.finish();
}

}  // namespace chancery
