#include "export/html.h"

#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>

#include "export/html_columns.h"
#include "export/sample_graph.h"
#include "graph/test_events.h"
#include "support/catch.h"

namespace chancery {
namespace {

using Json = nlohmann::json;

std::string page(const EventSource& source, const HtmlOptions& options = {},
                 const EventFilter& filter = {}) {
  std::ostringstream out;
  REQUIRE(writeHtml(source, filter, options, out));
  return out.str();
}

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  REQUIRE(from != std::string::npos);
  const std::size_t to = text.find(end, from + begin.size());
  REQUIRE(to != std::string::npos);
  return text.substr(from + begin.size(), to - from - begin.size());
}

std::string blockOf(const std::string& page) {
  return between(page, R"(<script type="application/json" id="data">)", "</script>");
}

// The events as one reads them, put together from the columns: "2025-08-21 p.a meet p.b".
std::vector<std::string> eventsOf(const Json& data) {
  const Json& events = data["events"];
  const Json& ids = data["entities"]["id"];
  std::vector<std::string> lines;
  std::int32_t day = 0;
  for (std::size_t i = 0; i < events["count"].get<std::size_t>(); ++i) {
    std::string line = "undated";
    if (i < events["dated"].get<std::size_t>()) {
      day += events["day"][i].get<std::int32_t>();
      line = toIso(DateSpan{{day}, {day + events["length"][i].get<std::int32_t>()}});
    }
    for (const char* part : {"subject", "object"}) {
      line += " " + ids[events[part][i].get<std::size_t>()].get<std::string>();
      if (part == std::string("subject")) {
        const Json& relation = data["relations"][events["relation"][i].get<std::size_t>()];
        line += " " + relation["name"].get<std::string>();
      }
    }
    lines.push_back(line);
  }
  return lines;
}

TEST_CASE("The page's data holds each event, its passages and who takes part", "[export]") {
  if (!hasHtmlPage()) return;
  const Json data = Json::parse(blockOf(page(test::sampleGraph())));
  CHECK(eventsOf(data) ==
        test::Strings{
            "2024 p.jaishankar talk p.putin", "2025-08-19/2025-08-21 p.putin meet p.zelenskyy",
            "2025-08-21 p.jaishankar meet p.putin", "2025-08-21 p.putin criticize p.jaishankar",
            "2025-12 p.putin visit c.in", "undated c.us sanction o.ab"});
  const Json& entities = data["entities"];
  CHECK(entities["actors"] == 6);
  CHECK(entities["id"] ==
        Json({"c.in", "c.us", "o.ab", "p.jaishankar", "p.putin", "p.zelenskyy", "pl.kremlin"}));
  CHECK(entities["aliases"][4] == Json({"पुतिन", "व्लादिमीर पुतिन"}));
  CHECK(entities["x"].size() == 6);
  CHECK(data["statuses"] == Json({"happened", "denied", "planned", "possible"}));

  // the meeting: two passages in Hindi, one of them with its place in code points; one in English
  const Json& counts = data["events"]["mentionCount"];
  CHECK(counts == Json({1, 1, 3, 1, 1, 1}));
  const Json& mentions = data["mentions"];
  CHECK(mentions["count"] == 8);
  std::size_t hindi = 2;
  while (data["texts"][mentions["text"][hindi].get<std::size_t>()] != test::kHindiPassage) ++hindi;
  CHECK(mentions["char"][hindi] == 16);
  CHECK(mentions["begin"][hindi] == 40);
  const auto document = mentions["document"][hindi].get<std::size_t>();
  CHECK(data["documents"]["id"][document] == "hi/रूस यात्रा.txt");
  CHECK(data["documents"]["day"][document] == "2025-08-22");
  CHECK(data["documents"]["language"][document] == "hi");
  CHECK(data["events"]["place"][2] == 6);
}

TEST_CASE("Nothing in a text can end the block of data or become markup", "[export]") {
  CHECK(scriptString("</script><!--") == R"("\u003c/script>\u003c!--")");
  CHECK(scriptString("a\u2028b\u2029") == R"("a\u2028b\u2029")");
  CHECK(scriptString("\"\\\n") == R"("\"\\\n")");
  CHECK(scriptString("bell \x07 \xFF") == "\"bell \uFFFD \uFFFD\"");
  CHECK(scriptString("पुतिन 🤝") == "\"पुतिन 🤝\"");

  if (!hasHtmlPage()) return;
  MemorySource source;
  DocumentEvents said = test::document("</script><script>alert(1)</script>",
                                       {{"p.a", Relation::kMeet, "p.b", "2024-01-01"}});
  said.document.title = "<!-- <script>";
  said.entities[0].label = "<img src=x onerror=alert(1)>";
  source.add(said);
  const std::string text = page(source, {"</title><script>alert(1)</script> & co"});
  CHECK(blockOf(text).find('<') == std::string::npos);
  CHECK(between(text, "<title>", "</title>") ==
        "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; co");
  const Json data = Json::parse(blockOf(text));
  CHECK(data["entities"]["label"][0] == "<img src=x onerror=alert(1)>");
  CHECK(data["documents"]["title"][0] == "<!-- <script>");
  CHECK(data["title"] == "</title><script>alert(1)</script> & co");
}

TEST_CASE("The page allows itself its own script and style and nothing else", "[export]") {
  if (!hasHtmlPage()) return;
  const std::string text = page(test::sampleGraph());
  const std::string policy =
      between(text, R"(<meta http-equiv="Content-Security-Policy" content=")", "\"");
  CHECK(policy.find("default-src 'none'; script-src 'sha256-") == 0);
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(policy.find("http") == std::string::npos);
}

TEST_CASE("Passages that several events share stand in the page once", "[export]") {
  if (!hasHtmlPage()) return;
  DocumentEvents said = test::document("doc", {{"p.a", Relation::kMeet, "p.b", "2024-01-01"},
                                               {"p.a", Relation::kTalk, "p.b", "2024-01-01"}});
  for (Event& event : said.events) event.mentions[0].text = "A met B and talked with B.";
  MemorySource source;
  source.add(said);
  const Json data = Json::parse(blockOf(page(source)));
  CHECK(data["texts"] == Json::array({"A met B and talked with B."}));
  CHECK(data["mentions"]["text"] == Json({0, 0}));
}

TEST_CASE("The page holds what the filter takes, and who has to do with himself alone",
          "[export]") {
  if (!hasHtmlPage()) return;
  EventFilter meetings;
  meetings.relations = {Relation::kMeet};
  const Json some = Json::parse(blockOf(page(test::sampleGraph(), {}, meetings)));
  CHECK(some["events"]["count"] == 2);
  CHECK(some["entities"]["actors"] == 3);

  const Json alone =
      Json::parse(blockOf(page(test::sourceOf({{"p.a", Relation::kMeet, "p.a", "2024-01-01"}}))));
  CHECK(alone["entities"]["x"].size() == 1);

  const Json nothing = Json::parse(blockOf(page(MemorySource())));
  CHECK(nothing["events"]["count"] == 0);
  CHECK(nothing["texts"].empty());
}

TEST_CASE("A graph that is too large for a page is refused, with the way out", "[export]") {
  if (!hasHtmlPage()) return;
  HtmlOptions narrow;
  narrow.most_events = 5;
  std::ostringstream out;
  const auto written = writeHtml(test::sampleGraph(), {}, narrow, out);
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::kInvalidInput);
  CHECK(written.error().message.find("6 events between 6 actors") != std::string::npos);
  CHECK(written.error().message.find("--top") != std::string::npos);
  CHECK(out.str().empty());
}

TEST_CASE("A build without the page says so, and how to get it", "[export]") {
  if (hasHtmlPage()) return;
  std::ostringstream out;
  const auto written = writeHtml(test::sampleGraph(), {}, {}, out);
  REQUIRE_FALSE(written);
  CHECK(written.error().message.find("CHANCERY_BUILD_PAGE") != std::string::npos);
}

}  // namespace
}  // namespace chancery
