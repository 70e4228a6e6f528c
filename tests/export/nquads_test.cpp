#include "export/nquads.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "export/sample_graph.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::vector<std::string> linesOf(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string nquads(const EventSource& source, const JsonldOptions& options = {}) {
  std::ostringstream out;
  REQUIRE(writeNquads(source, {}, out, options));
  return out.str();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("N-Quads are one statement a line, and none stands twice", "[export]") {
  const auto lines = linesOf(nquads(test::sampleGraph()));
  CHECK(lines.size() == 270);  // as jsonld.js makes of the same graph
  CHECK(std::set(lines.begin(), lines.end()).size() == lines.size());
  for (const std::string& line : lines) {
    INFO(line);
    CHECK(line.ends_with(" ."));
    CHECK((line.starts_with("<https://") || line.starts_with("_:m")));
  }
}

TEST_CASE("Statements have the types of the context", "[export]") {
  const std::string text = nquads(test::sampleGraph());
  CHECK(has(text,
            "schema.org/startDate> \"2025-12\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>"));
  CHECK(has(text, "ns#confidence> \"9.7E-1\"^^<http://www.w3.org/2001/XMLSchema#double>"));
  CHECK(has(text, "ns#confidence> \"1.0E0\"^^<"));
  CHECK(has(text, "ns#confidence> \"0.0E0\"^^<"));
  CHECK(has(text, "ns#status> <https://w3id.org/chancery/ns#denied> ."));
  CHECK(has(text, "ns#cameo> \"042\" ."));
  CHECK(has(text, "id/p.putin> <http://schema.org/name> \"Vladimir Putin\"@en ."));
  CHECK(has(text, "<http://www.w3.org/ns/oa#hasBody> <https://w3id.org/chancery/id/e."));
}

TEST_CASE("A passage is found by code points, of which an emoji is one", "[export]") {
  const std::string text = nquads(test::sampleGraph());
  // 16 is where it begins; it is 47 bytes of UTF-8 and more, but so many code points
  const auto points = std::count_if(
      test::kHindiPassage, test::kHindiPassage + std::string_view(test::kHindiPassage).size(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
  const std::string integer = "^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> .";
  CHECK(has(text, "oa#start> \"16\"" + integer));
  CHECK(has(text, "oa#end> \"" + std::to_string(16 + points) + "\"" + integer));
  CHECK(has(text, "oa#exact> \"🤝 "));
}

TEST_CASE("Literals are escaped so that every reader gets them back", "[export]") {
  const std::string text = nquads(test::sampleGraph());
  CHECK(has(text, "\"S\\u0001\\u001Fons\""));
  CHECK(has(text, "\"Smith & \\\"Sons\\\" <AG>\"@en"));
  CHECK(has(text, "with\\r\\nhim"));
  CHECK(has(text, "\"C:\\u005Cnews\\u005Cz.txt\""));
}

TEST_CASE("Ids are resolved against any base as RFC 3986 says", "[export]") {
  const MemorySource source = test::sampleGraph();
  const auto subjectOf = [&](const char* base) {
    const std::string text = nquads(source, {base, ""});
    const std::size_t at = text.find("p.putin> <");
    return text.substr(text.rfind('<', at) + 1, at - text.rfind('<', at) - 1);
  };
  CHECK(subjectOf("https://a.example/x/y") == "https://a.example/x/");
  CHECK(subjectOf("https://a.example/x/y/") == "https://a.example/x/y/");
  CHECK(subjectOf("https://a.example") == "https://a.example/");
  CHECK(subjectOf("https://a.example/x?q=/1#/z") == "https://a.example/");
}

TEST_CASE("A line of NDJSON-LD is a document of its own, with what it needs of the context",
          "[export]") {
  std::ostringstream out;
  REQUIRE(writeNdjsonld(test::sampleGraph(), {}, out));
  const auto lines = linesOf(out.str());
  REQUIRE(lines.size() == 1 + 2 + 3 + 7 + 6);
  for (const std::string& line : lines) {
    const auto object = nlohmann::json::parse(line);
    CHECK(object["@context"]["@base"] == "https://w3id.org/chancery/id/");
    CHECK(object["@context"].contains("id"));
    for (const auto& [name, value] : object.items()) {
      INFO(name);
      CHECK((name == "@context" || object["@context"].contains(name)));
    }
  }
  CHECK_FALSE(nlohmann::json::parse(lines.back())["@context"].contains("mentions"));
  CHECK(nlohmann::json::parse(lines.front())["@context"]["oa"] == "http://www.w3.org/ns/oa#");
}

TEST_CASE("With graphs as provenance, what a document says stands in a graph of its name",
          "[export]") {
  // two documents tell of one meeting: one that it is planned, the other that it took place
  const Document before = test::documentOf("before", "", "", "", "");
  const Document after = test::documentOf("after", "", "", "", "");
  MemorySource source;
  const auto tell = [&](const Document& document, Status status) {
    const Mention mention = test::mentionIn(document, "a meeting", 0, status, 900);
    const Event event =
        test::eventOf(Relation::kMeet, "p.putin", "p.zelenskyy", "2025-08-21", {mention});
    source.add(test::said(document, {event}));
  };
  tell(before, Status::kPlanned);
  tell(after, Status::kHappened);

  const std::string text = nquads(source, {.provenance = Provenance::kGraphs});
  const std::string status = "<https://w3id.org/chancery/ns#status> <https://w3id.org/chancery/ns#";
  const std::string graph = "<https://w3id.org/chancery/id/document/";
  const auto lines = linesOf(text);
  const auto eventLines = [&](const std::string& end) {
    return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) {
      return line.starts_with("<https://w3id.org/chancery/id/e.") && line.ends_with(status + end);
    });
  };
  CHECK(eventLines("planned> " + graph + "before> .") == 1);
  CHECK(eventLines("happened> " + graph + "after> .") == 1);
  CHECK(eventLines("happened> .") == 1);  // as both together tell it
  CHECK(eventLines("planned> .") == 0);
  // the passages stand with the documents, and what documents are stands outside
  for (const std::string& line : lines) {
    INFO(line);
    const bool in_graph =
        line.ends_with(' ' + graph + "before> .") || line.ends_with(' ' + graph + "after> .");
    if (has(line, "oa#")) CHECK(in_graph);
    if (has(line, "NewsArticle")) CHECK(line.ends_with("NewsArticle> ."));
  }
}

TEST_CASE("The context can be elsewhere; the base stays in the file", "[export]") {
  const JsonldOptions options{"https://a.example/", "context.jsonld"};
  std::ostringstream whole, lines;
  REQUIRE(writeJsonld(test::sampleGraph(), {}, whole, options));
  REQUIRE(writeNdjsonld(test::sampleGraph(), {}, lines, options));
  const std::string context = R"({"@context":["context.jsonld",{"@base":"https://a.example/"}],)";
  CHECK(whole.str().starts_with(context));
  for (const std::string& line : linesOf(lines.str())) CHECK(line.starts_with(context));
}

}  // namespace
}  // namespace chancery
