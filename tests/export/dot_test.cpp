#include "export/dot.h"

#include <sstream>

#include "export/sample_graph.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::string dot(const GraphOptions& options) {
  std::ostringstream out;
  REQUIRE(writeDot(test::sampleGraph(), {}, options, out));
  return out.str();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("Dyads are a graph in DOT, events a digraph without arrows where none is meant",
          "[export]") {
  const std::string dyads = dot({GraphKind::kDyads});
  CHECK(dyads.starts_with("graph chancery {\n"));
  CHECK(has(dyads, "\"p.jaishankar\" -- \"p.putin\" ["));
  CHECK(has(dyads, "tooltip=\"meet 1, talk 1, criticize 1\""));
  const std::string events = dot({GraphKind::kEvents});
  CHECK(events.starts_with("digraph chancery {\n"));
  CHECK(has(events, "\"p.putin\" -> \"c.in\" [id=\"e."));
  CHECK(has(events, "dir=\"none\", tooltip=\"meet\""));
}

TEST_CASE("Text in DOT stays within its quotation marks", "[export]") {
  const std::string text = dot({GraphKind::kEvents});
  CHECK(has(text, R"(label="Smith & \"Sons\" <AG>")"));
  CHECK(has(text, "spoke\xEF\xBF\xBD"));
  CHECK(has(text, R"(with\nhim")"));
}

TEST_CASE("With a layout nodes are pinned in DOT, and the engine is named that leaves them",
          "[export]") {
  CHECK(has(dot({GraphKind::kDyads, true}), "layout=neato"));
  CHECK(has(dot({GraphKind::kDyads, true}), "!\", label=\"Vladimir Putin\""));
  CHECK_FALSE(has(dot({GraphKind::kDyads, false}), "pos="));
}

}  // namespace
}  // namespace chancery
