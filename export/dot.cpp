#include "export/dot.h"

#include <cmath>
#include <string>
#include <string_view>

#include "export/graph_look.h"
#include "export/stream_check.h"
#include "export/utf8_text.h"
#include "export/value_text.h"

namespace chancery {
namespace {

constexpr double kPointsInInch = 72;

// Within quotation marks only these mean something; a backslash also begins the sequences by which
// labels name their node, so it is doubled.
std::string quoted(std::string_view text) {
  std::string literal = "\"";
  for (const char c : xmlText(text)) {
    if (c == '"' || c == '\\') literal += '\\';
    if (c == '\n') {
      literal += "\\n";
    } else {
      literal += c;
    }
  }
  return literal + "\"";
}

class DotFile : public GraphSink {
 public:
  DotFile(std::ostream& out, const GraphOptions& options)
      : out_(out),
        kind_(options.kind),
        node_columns_(nodeColumns(options.communities)),
        edge_columns_(edgeColumns(options.kind)) {
    out_ << (kind_ == GraphKind::kDyads ? "graph" : "digraph") << " chancery {\n"
         << "  graph [charset=\"UTF-8\", outputorder=edgesfirst"
         << (options.layout ? ", layout=neato, inputscale=72, splines=line" : ", overlap=false")
         << "];\n"
         << "  node [shape=circle, style=filled, fixedsize=shape, fontname=\"sans-serif\", "
            "fontsize=10, penwidth=0];\n";
  }

  void node(const GraphNode& node) override {
    begin(quoted(node.entity.id.value));
    const double inches = sizeFor(node.participant.events) / kPointsInInch;
    add("width", coordinateText(inches));
    add("fillcolor", hexText(node.colour));
    if (node.position) {
      add("pos", coordinateText(node.position->x) + "," + coordinateText(node.position->y) + "!");
    }
    addValues(node_columns_, node.values);
    end();
  }

  void edge(const GraphEdge& edge) override {
    begin(quoted(edge.source.value) + (kind_ == GraphKind::kDyads ? " -- " : " -> ") +
          quoted(edge.target.value));
    add("id", edge.id);
    add("color", hexText(colourOf(edge.relation)));
    add("penwidth", coordinateText(std::sqrt(static_cast<double>(edge.weight))));
    if (kind_ == GraphKind::kEvents && edge.symmetric) add("dir", "none");
    addValues(edge_columns_, edge.values);
    end();
  }

  bool ok() const override { return out_.good(); }
  Result<void> finish() {
    out_ << "}\n";
    return checkStream(out_);
  }

 private:
  void begin(std::string_view what) {
    out_ << "  " << what << " [";
    first_ = true;
  }
  void add(std::string_view name, std::string_view value) {
    out_ << (first_ ? "" : ", ") << name << '=' << quoted(value);
    first_ = false;
  }
  void addValues(const GraphColumns& columns, const GraphValues& values) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      // a label on each of many edges would hide the picture; it shows where the pointer rests
      const bool hides = columns[i].key == "e_label";
      if (!values[i].empty()) add(hides ? "tooltip" : columns[i].key, values[i]);
    }
  }
  void end() { out_ << "];\n"; }

  std::ostream& out_;
  const GraphKind kind_;
  const GraphColumns node_columns_;
  const GraphColumns edge_columns_;
  bool first_ = true;
};

}  // namespace

Result<void> writeDot(const EventSource& source, const EventFilter& filter,
                      const GraphOptions& options, std::ostream& out) {
  DotFile file(out, options);
  const Result<void> written = walkGraph(source, filter, options, file);
  if (!written) return written;
  return file.finish();
}

}  // namespace chancery
