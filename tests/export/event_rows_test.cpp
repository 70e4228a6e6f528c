#include "export/event_rows.h"

#include <map>
#include <sstream>

#include "export/cameo.h"
#include "export/country_codes.h"
#include "export/sample_graph.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::vector<std::string> fieldsOf(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream in(line + "\t");
  for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
  return fields;
}

// Rows by relation, each by column.
std::multimap<std::string, std::map<std::string, std::string>> rowsOf(const EventSource& source) {
  std::ostringstream out;
  REQUIRE(writeEventRows(source, {}, out));
  std::istringstream in(out.str());
  std::string line;
  REQUIRE(std::getline(in, line));
  const auto titles = fieldsOf(line);
  std::multimap<std::string, std::map<std::string, std::string>> rows;
  while (std::getline(in, line)) {
    const auto fields = fieldsOf(line);
    REQUIRE(fields.size() == titles.size());
    std::map<std::string, std::string> row;
    for (std::size_t i = 0; i < titles.size(); ++i) row[titles[i]] = fields[i];
    rows.emplace(row["relation"], row);
  }
  return rows;
}

TEST_CASE("An event is a row of codes", "[export]") {
  const auto rows = rowsOf(test::sampleGraph());
  REQUIRE(rows.size() == 6);
  const auto visit = rows.find("visit")->second;
  CHECK(visit.at("event_date") == "2025-12-01");
  CHECK(visit.at("month") == "12");
  CHECK(visit.at("day").empty());  // a month has none
  CHECK(visit.at("date_precision") == "month");
  CHECK(visit.at("source_name") == "Vladimir Putin");
  CHECK(visit.at("source_code") == "RUS");
  CHECK(visit.at("target_code") == "IND");
  CHECK(visit.at("cameo_code") == "042");
  CHECK(visit.at("cameo_root") == "04");
  CHECK(visit.at("quad_class") == "1");
  CHECK(visit.at("goldstein") == "1.9");
  CHECK(visit.at("plover_event") == "CONSULT");
  CHECK(visit.at("plover_mode") == "visit");
  CHECK(visit.at("status") == "planned");
  CHECK(visit.at("urls") == "https://news.example/en%201");

  const auto sanction = rows.find("sanction")->second;
  CHECK(sanction.at("event_date").empty());
  CHECK(sanction.at("target_code") == "Smith & \"Sons\" <AG>");  // no country is known
  CHECK(sanction.at("target_country").empty());
  CHECK(sanction.at("quad_class") == "4");

  const auto talk = rows.find("talk")->second;
  CHECK(talk.at("year") == "2024");
  CHECK(talk.at("month").empty());
  CHECK(talk.at("event_text").ends_with("with him"));  // no break in a row
}

TEST_CASE("A row counts what tells of its event", "[export]") {
  const auto rows = rowsOf(test::sampleGraph());
  const auto [begin, end] = rows.equal_range("meet");
  for (auto row = begin; row != end; ++row) {
    if (row->second.at("status") != "happened") continue;
    CHECK(row->second.at("num_mentions") == "3");
    CHECK(row->second.at("num_documents") == "2");
    CHECK(row->second.at("documents") == "en-1;hi/रूस यात्रा.txt");
    CHECK(row->second.at("location_country") == "RUS");
    CHECK(row->second.at("plover_context") == "energy;trade");
    CHECK(row->second.at("first_report") == "2025-08-22");
  }
}

TEST_CASE("Every relation has its score, in the order of the table", "[export]") {
  for (const RelationInfo& info : relationTable()) {
    INFO(info.name);
    CHECK(scaleOf(info.relation).relation == info.relation);
    const bool is_conflict = scaleOf(info.relation).goldstein.starts_with('-');
    CHECK(is_conflict == (quadClassOf(info.cameo) >= 3));
    CHECK(is_conflict == (info.family == "conflict"));
  }
}

TEST_CASE("Quad classes are those of GDELT", "[export]") {
  CHECK(quadClassOf("057") == 1);
  CHECK(quadClassOf("061") == 2);
  CHECK(quadClassOf("084") == 2);
  CHECK(quadClassOf("090") == 3);
  CHECK(quadClassOf("138") == 3);
  CHECK(quadClassOf("141") == 4);
  CHECK(quadClassOf("204") == 4);
}

TEST_CASE("Countries have three letters in CAMEO", "[export]") {
  CHECK(countryAlpha3("RU") == "RUS");
  CHECK(countryAlpha3("AD") == "AND");
  CHECK(countryAlpha3("ZW") == "ZWE");
  CHECK(countryAlpha3("XK") == "XKX");
  CHECK(countryAlpha3("ZZ").empty());
  CHECK(countryAlpha3("").empty());
}

}  // namespace
}  // namespace chancery
