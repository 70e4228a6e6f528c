#include "export/jsonld.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <vector>

#include "export/jsonld_objects.h"
#include "export/sample_graph.h"
#include "graph/relation.h"
#include "support/catch.h"

namespace chancery {
namespace {

using Json = nlohmann::json;

std::string jsonld(const EventSource& source) {
  std::ostringstream out;
  REQUIRE(writeJsonld(source, {}, out));
  return out.str();
}

// The events by "relation date", and everything else by id.
std::map<std::string, Json> objectsOf(const EventSource& source) {
  std::map<std::string, Json> objects;
  const Json file = Json::parse(jsonld(source));
  for (const Json& object : file["@graph"]) {
    const bool is_event = object.contains("relation");
    const std::string date = object.value("datePrecision", "");
    objects[is_event ? object["relation"].get<std::string>() + " " + date
                     : object["id"].get<std::string>()] = object;
  }
  return objects;
}

TEST_CASE("Linked data has events first, then what they refer to, by id", "[export]") {
  for (const Provenance provenance : {Provenance::kAnnotations, Provenance::kGraphs}) {
    std::vector<std::string> kinds, ids;
    REQUIRE(forEachObject(test::sampleGraph(), {}, provenance, [&](const LinkedObject& object) {
      std::string id = object.at("id");
      const std::size_t slash = id.find('/');
      const std::string kind = id.starts_with("e.")         ? "event"
                               : slash == std::string::npos ? "entity"
                                                            : id.substr(0, slash);
      if (kinds.empty() || kinds.back() != kind) {
        kinds.push_back(kind);
        ids.clear();
      }
      if (kind != "event" && !ids.empty()) CHECK(ids.back() < id);
      ids.push_back(std::move(id));
      return true;
    }));
    CHECK(kinds == std::vector<std::string>{"event", "entity", "document", "topic", "run"});
  }
}

TEST_CASE("JSON-LD has one object a line, so that lines can be searched and compared", "[export]") {
  std::istringstream in(jsonld(test::sampleGraph()));
  std::string line;
  REQUIRE(std::getline(in, line));
  CHECK(line.starts_with("{\"@context\":{"));
  int objects = 0;
  while (std::getline(in, line) && line != "]}") {
    if (line.ends_with(',')) line.pop_back();
    CHECK(Json::parse(line).is_object());
    ++objects;
  }
  CHECK(line == "]}");
  CHECK(objects == 1 + 2 + 3 + 7 + 6);  // run, topics, documents, entities, events
}

TEST_CASE("Dates in JSON-LD have the type that their precision asks for", "[export]") {
  const auto objects = objectsOf(test::sampleGraph());
  CHECK(objects.at("criticize day")["startDate"] == "2025-08-21");
  CHECK(objects.at("criticize day")["endDate"] == "2025-08-21");
  CHECK(objects.at("visit month")["startMonth"] == "2025-12");
  CHECK(objects.at("visit month")["latest"] == "2025-12-31");
  CHECK_FALSE(objects.at("visit month").contains("startDate"));
  CHECK(objects.at("talk year")["startYear"] == "2024");
  CHECK(objects.at("meet span")["startDate"] == "2025-08-19");
  CHECK(objects.at("meet span")["endDate"] == "2025-08-21");
  CHECK(objects.at("meet span")["status"] == "denied");
  CHECK_FALSE(objects.at("sanction ").contains("earliest"));
}

TEST_CASE("Evidence in JSON-LD counts code points, ends excluded", "[export]") {
  const auto objects = objectsOf(test::sampleGraph());
  const std::string passage = test::kHindiPassage;
  for (const Json& mention : objects.at("meet day")["mentions"]) {
    const Json& selectors = mention["target"]["selector"];
    if (selectors.back()["exact"] != passage) continue;
    CHECK(mention["target"]["source"] ==
          "document/hi%2F%E0%A4%B0%E0%A5%82%E0%A4%B8%20%E0%A4%AF%E0%A4%BE%E0%A4%A4%E0%A5%8D%E0%A4"
          "%B0%E0%A4%BE.txt");
    CHECK(selectors[0] ==
          Json{{"type", "DataPositionSelector"}, {"start", 40}, {"end", 40 + passage.size()}});
    CHECK(selectors[1]["type"] == "TextPositionSelector");
    CHECK(selectors[1]["start"] == 16);
    CHECK(selectors[1]["end"] == 16 + 45);
    return;
  }
  FAIL("the passage is not there");
}

TEST_CASE("Every class and key that JSON-LD uses is in its context", "[export]") {
  const Json file = Json::parse(jsonld(test::sampleGraph()));
  const Json& context = file["@context"];
  const std::function<void(const Json&)> check = [&](const Json& value) {
    if (!value.is_structured()) return;
    for (const auto& [key, member] : value.items()) {
      INFO(key);
      if (value.is_object() && key[0] != '@') CHECK(context.contains(key));
      if (key != "name") check(member);  // a language map
    }
  };
  for (const Json& object : file["@graph"]) check(object);
}

TEST_CASE("Each relation has a class of its own in JSON-LD", "[export]") {
  const Document document = test::documentOf("d", "", "", "", "");
  std::vector<Event> events;
  for (const RelationInfo& info : relationTable()) {
    events.push_back(test::eventOf(info.relation, "p.putin", "p.zelenskyy", "",
                                   {test::mentionIn(document, "x", 0, Status::kHappened, 500)}));
  }
  MemorySource source;
  source.add(test::said(document, events));
  const Json file = Json::parse(jsonld(source));
  std::set<std::string> classes;
  for (const Json& object : file["@graph"]) {
    if (!object.contains("relation")) continue;
    classes.insert(object["type"][2]);
    CHECK(file["@context"].contains(object["type"][2].get<std::string>()));
  }
  CHECK(classes.size() == kRelationCount);
}

TEST_CASE("Only web addresses become IRIs, with their blanks in percent form", "[export]") {
  const auto objects = objectsOf(test::sampleGraph());
  CHECK(objects.at("document/en-1")["url"] == "https://news.example/en%201");
  CHECK(objects.at("document/z%02")["locator"] == "C:\\news\\z.txt");
  CHECK_FALSE(objects.at("document/z%02").contains("url"));
}

}  // namespace
}  // namespace chancery
