#include "export/formats.h"

#include <sstream>

#include "export/sample_graph.h"
#include "graph/test_events.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::string exported(const EventSource& source, const std::string& format, GraphKind graph,
                     const EventFilter& filter = {}) {
  std::ostringstream out;
  REQUIRE(exportGraph(source, {format, {graph}, filter}, out));
  return out.str();
}

// The formats of this build: the page may have been left out.
std::vector<FormatInfo> formats() {
  std::vector<FormatInfo> there;
  for (const FormatInfo& format : exportFormats()) {
    if (format.name != "html" || hasHtmlPage()) there.push_back(format);
  }
  return there;
}

TEST_CASE("Every format is the same, in whatever order the documents came", "[export]") {
  const auto reports =
      std::vector{test::hindiReport(), test::englishReport(), test::brokenReport()};
  const MemorySource forward = test::sampleGraph();
  MemorySource backward;
  for (int i : {2, 1, 0, 1}) backward.add(reports[static_cast<std::size_t>(i)]);

  for (const FormatInfo& format : formats()) {
    for (const GraphKindInfo& graph : kGraphKinds) {
      INFO(format.name << ' ' << graph.name);
      const std::string name(format.name);
      CHECK(exported(forward, name, graph.kind) == exported(backward, name, graph.kind));
    }
  }
}

TEST_CASE("A full disk is an error in every format, however late it fills up", "[export]") {
  const MemorySource source = test::sampleGraph();
  for (const FormatInfo& format : formats()) {
    const std::string name(format.name);
    const std::size_t whole = exported(source, name, GraphKind::kEvents).size();
    for (const std::size_t space : {std::size_t{0}, whole / 2, whole - 1}) {
      INFO(format.name << " on " << space << " bytes");
      test::FullDisk disk(space);
      std::ostream out(&disk);
      const auto written = exportGraph(source, {name, {GraphKind::kEvents}, {}}, out);
      REQUIRE_FALSE(written);
      CHECK(written.error().code == ErrorCode::kIo);
    }
  }
}

TEST_CASE("A source that fails is an error in every format", "[export]") {
  for (const FormatInfo& format : formats()) {
    std::ostringstream out;
    const auto written = exportGraph(test::BrokenSource(),
                                     {std::string(format.name), {GraphKind::kEvents}, {}}, out);
    REQUIRE_FALSE(written);
    CHECK(written.error().message == "the disk is broken");
  }
}

TEST_CASE("A filter leaves out events in every format, and who is only in them", "[export]") {
  const MemorySource source = test::sampleGraph();
  EventFilter meetings;
  meetings.relations = {Relation::kMeet};
  for (const FormatInfo& format : formats()) {
    INFO(format.name);
    if (format.name == "html") continue;  // any text may stand in its script; see html_test.cpp
    const std::string text =
        exported(source, std::string(format.name), GraphKind::kEvents, meetings);
    const bool takes_meeting = text.find("Zelenskyy") != std::string::npos ||
                               text.find("p.zelenskyy") != std::string::npos;
    CHECK(takes_meeting);
    CHECK(text.find("o.ab") == std::string::npos);
    CHECK(text.find("Smith") == std::string::npos);
  }
}

TEST_CASE("Tables begin with a byte order mark, if that is asked for, and nothing else does",
          "[export]") {
  for (const FormatInfo& format : formats()) {
    INFO(format.name);
    std::ostringstream out;
    const std::string name(format.name);
    REQUIRE(exportGraph(test::sampleGraph(),
                        {.format = name, .graph = {}, .filter = {}, .byte_order_mark = true}, out));
    const std::string plain = exported(test::sampleGraph(), name, GraphKind::kDyads);
    CHECK(out.str() == (format.is_table ? "\xEF\xBB\xBF" + plain : plain));
    const bool is_for_spreadsheets =
        name.starts_with("csv") || name.starts_with("neo4j") || name == "cameo";
    CHECK(format.is_table == is_for_spreadsheets);
  }
}

TEST_CASE("An empty graph can be exported in every format", "[export]") {
  const MemorySource nothing;
  CHECK(exported(nothing, "jsonl", GraphKind::kDyads).empty());
  CHECK(exported(nothing, "graphml", GraphKind::kDyads).find("</graphml>") != std::string::npos);
  CHECK(exported(nothing, "jsonld", GraphKind::kDyads).find("\n]}\n") != std::string::npos);
}

TEST_CASE("A format is found by its name, and by the name of a file", "[export]") {
  REQUIRE(formatOfFile("a/graph.jsonld"));
  CHECK(formatOfFile("a/graph.jsonld")->name == "jsonld");
  CHECK(formatOfFile("a/graph.doc") == nullptr);

  std::ostringstream out;
  const auto written = exportGraph(test::sampleGraph(), {"xls", {}, {}}, out);
  REQUIRE_FALSE(written);
  CHECK(written.error().message ==
        "no format 'xls'; there are cameo, csv-edges, csv-nodes, cypher, dot, gexf, graphml, html, "
        "ics, jsonl, jsonld, ndjsonld, neo4j-edges, neo4j-nodes, nquads");
}

}  // namespace
}  // namespace chancery
