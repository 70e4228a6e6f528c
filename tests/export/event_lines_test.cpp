#include "export/event_lines.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "export/sample_graph.h"
#include "graph/partial_source.h"
#include "graph/selected_source.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::vector<nlohmann::json> linesOf(const EventSource& source) {
  std::ostringstream out;
  REQUIRE(writeEventLines(source, {}, out));
  std::istringstream in(out.str());
  std::vector<nlohmann::json> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

TEST_CASE("A line has the keys of the contract, in its order", "[export]") {
  Document document = test::documentOf("seed", "hi", "2025-08-22", "", "");
  Mention mention = test::mentionIn(document, "मुलाकात", 102, Status::kHappened, 970);
  mention.code_point_begin = 40;
  mention.place = EntityId{"pl.kremlin"};
  mention.topics = {"energy", "trade"};
  const DocumentEvents report = test::said(
      document,
      {test::eventOf(Relation::kMeet, "p.jaishankar", "p.putin", "2025-08-21", {mention})});

  std::ostringstream out;
  writeEventLines(report, out);
  CHECK(out.str() ==
        R"({"doc":"seed","relation":"meet","status":"happened","confidence":0.97,)"
        R"("subject":{"id":"p.jaishankar","label":"S. Jaishankar","type":"person","country":"IN",)"
        R"("aliases":["एस जयशंकर","जयशंकर"]},)"
        R"("object":{"id":"p.putin","label":"Vladimir Putin","type":"person","country":"RU",)"
        R"("aliases":["पुतिन","व्लादिमीर पुतिन"]},"date":"2025-08-21",)"
        R"("place":{"id":"pl.kremlin","label":"Kremlin","type":"place","country":"RU",)"
        R"("aliases":["क्रेमलिन"]},"topics":["energy","trade"],"cameo":"040","plover":"CONSULT",)"
        R"("evidence":[{"text":"मुलाकात","begin":102,"end":123,"char_begin":40}],)"
        R"("source":{"date":"2025-08-22","lang":"hi","hash":"hash of seed",)"
        R"("extractor":"chancery 0.1.0 en+hi"}})"
        "\n");
}

TEST_CASE("A line tells what its document says, and nothing of the others", "[export]") {
  const auto lines = linesOf(test::sampleGraph());
  REQUIRE(lines.size() == 7);
  // documents by id, the events of each by date
  CHECK(lines[0]["doc"] == "en-1");
  CHECK(lines[0]["date"] == "2025-08-19/2025-08-21");
  CHECK(lines[0]["status"] == "denied");
  CHECK(lines[1]["date"] == "2025-08-21");
  CHECK_FALSE(lines[1].contains("place"));  // only the Hindi report knows it
  CHECK(lines[1]["evidence"].size() == 1);
  CHECK(lines[2]["date"] == "2025-12");
  CHECK_FALSE(lines[3].contains("date"));
  CHECK(lines[4]["doc"] == "hi/रूस यात्रा.txt");
  CHECK(lines[4]["place"]["label"] == "Kremlin");
  CHECK(lines[5]["date"] == "2024");
}

TEST_CASE("Where a passage says less than its line, its evidence shows it", "[export]") {
  const auto line = linesOf(test::sampleGraph())[4];
  REQUIRE(line["evidence"].size() == 2);
  const auto& first = line["evidence"][0];
  CHECK_FALSE(first.contains("place"));
  CHECK(first["char_begin"] == 16);
  const auto& second = line["evidence"][1];
  CHECK(second["place"].is_null());
  CHECK(second["topics"].empty());
  CHECK(second["confidence"] == 0.8);
}

TEST_CASE("Confidences are decimals of at most three digits", "[export]") {
  const Document document = test::documentOf("d", "", "", "", "");
  for (int permille = 0; permille <= 1000; ++permille) {
    const Event event =
        test::eventOf(Relation::kMeet, "p.a", "p.b", "",
                      {test::mentionIn(document, "x", 0, Status::kHappened, permille)});
    const std::string line = eventLine(document, event, nullptr);
    const std::size_t begin = line.find("\"confidence\":") + 13;
    const std::string number = line.substr(begin, line.find(',', begin) - begin);
    INFO(permille << " as " << number);
    CHECK(number.size() <= 5);
    CHECK(std::stod(number) == permille / 1000.0);
  }
}

TEST_CASE("An entity that nobody describes goes by its id", "[export]") {
  const Document document = test::documentOf("d", "", "", "", "");
  const Event event = test::eventOf(Relation::kMeet, "c.xy", "p.b", "", {});
  const auto line = nlohmann::json::parse(eventLine(document, event, nullptr));
  CHECK(line["subject"]["label"] == "c.xy");
  CHECK(line["subject"]["type"] == "country");
}

TEST_CASE("Bytes that are not UTF-8 become U+FFFD in a line", "[export]") {
  const auto line = linesOf(test::sampleGraph())[5];
  CHECK(line["evidence"][0]["text"].get<std::string>().find("\xEF\xBF\xBD") != std::string::npos);
}

// Hands all through, but not all that a document tells.
class WithoutWholeDocuments : public PartialSource {
 public:
  explicit WithoutWholeDocuments(const EventSource& source) : PartialSource(source) {}
  Result<void> forEachEventIn(const DocumentId&, const EventFilter&,
                              const EventVisitor&) const override {
    return makeError(ErrorCode::kIo, "a whole document was asked for");
  }

 private:
  bool takes(const EntityId&, const EntityId&, const std::optional<DateSpan>&) const override {
    return true;
  }
};

TEST_CASE("Of what a filter or a circle leaves, no document is asked for the rest", "[export]") {
  const MemorySource source = test::sampleGraph();
  const WithoutWholeDocuments local(source);
  const auto text = [](const EventSource& from, const EventFilter& filter) {
    std::ostringstream out;
    REQUIRE(writeEventLines(from, filter, out));
    return out.str();
  };
  const std::string all = text(source, {});
  CHECK(text(local, {}) == all);
  EventFilter some;
  some.relations = {Relation::kMeet};
  const std::string meetings = text(local, some);
  CHECK_FALSE(meetings.empty());
  std::istringstream lines(all);
  std::string expected;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("\"relation\":\"meet\"") != std::string::npos) expected += line + "\n";
  }
  CHECK(meetings == expected);
  const auto around = [](const EventSource& from) {
    return SelectedSource::select(from, {}, {.ego = EntityId{"p.putin"}}).value();
  };
  CHECK_FALSE(text(around(local), {}).empty());
  CHECK(text(around(local), {}) == text(around(source), {}));
}

}  // namespace
}  // namespace chancery
