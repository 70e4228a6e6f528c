#include "export/gexf.h"

#include <sstream>

#include "export/sample_graph.h"
#include "graph/test_events.h"
#include "support/catch.h"
#include "support/xml.h"

namespace chancery {
namespace {

std::string gexf(const EventSource& source, GraphKind kind, GexfVersion version = GexfVersion::k13,
                 bool layout = false) {
  std::ostringstream out;
  REQUIRE(writeGexf(source, {}, {kind, layout}, version, out));
  return out.str();
}

std::string edgeOfTheMeeting(const test::ParsedXml& file, const std::string& what) {
  return file["//edge[@source='p.jaishankar' and @target='p.putin' and @label='meet']" + what];
}

TEST_CASE("GEXF has an edge a pair, with counts, weight and colour", "[export]") {
  const test::ParsedXml file(gexf(test::sampleGraph(), GraphKind::kDyads));
  CHECK(file["count(//node)"] == "6");
  CHECK(file["count(//edge)"] == "4");
  const std::string pair = "//edge[@source='p.jaishankar' and @target='p.putin']";
  CHECK(file[pair + "/@weight"] == "3.0");
  CHECK(file[pair + "/@type"] == "undirected");
  CHECK(file[pair + "/@label"] == "meet 1, talk 1, criticize 1");
  CHECK(file[pair + "//attvalue[@for='criticize']/@value"] == "1");
  CHECK(file["count(//edge/*[local-name()='color'])"] == "4");
  CHECK(file["count(//node/*[local-name()='size'])"] == "6");
}

TEST_CASE("In GEXF an event is there on its days, and is of the kind of its relation", "[export]") {
  const test::ParsedXml file(gexf(test::sampleGraph(), GraphKind::kEvents));
  CHECK(file["//graph/@mode"] == "dynamic");
  CHECK(file["//graph/@defaultedgetype"].empty());
  CHECK(edgeOfTheMeeting(file, "/@kind") == "meet");
  CHECK(edgeOfTheMeeting(file, "/@type") == "undirected");
  CHECK(edgeOfTheMeeting(file, "/spells/spell/@start") == "2025-08-21");
  CHECK(edgeOfTheMeeting(file, "/spells/spell/@end") == "2025-08-21");
  // Gephi takes whole dates only, so a month runs from its first day to its last
  CHECK(file["//edge[@kind='visit']/spells/spell/@start"] == "2025-12-01");
  CHECK(file["//edge[@kind='visit']/spells/spell/@end"] == "2025-12-31");
  CHECK(file["//edge[@kind='visit']/@type"] == "directed");
  CHECK(file["count(//edge[@kind='sanction']/spells)"] == "0");
  CHECK(file["count(//node[@id='o.ab']/spells)"] == "0");
}

TEST_CASE("Spells of GEXF have no overlap, and days that follow one another are one", "[export]") {
  const test::ParsedXml file(gexf(test::sourceOf({{"p.a", Relation::kMeet, "p.b", "2024-01-01"},
                                                  {"p.a", Relation::kTalk, "p.b", "2024-01-02"},
                                                  {"p.a", Relation::kTalk, "p.b", "2024-02"},
                                                  {"p.b", Relation::kHost, "p.a", "2024-02-10"},
                                                  {"p.a", Relation::kTalk, "p.b", "2024-03-05"}}),
                                  GraphKind::kDyads));
  CHECK(file["count(//edge/spells/spell)"] == "3");
  CHECK(file["//edge/spells/spell[1]/@start"] == "2024-01-01");
  CHECK(file["//edge/spells/spell[1]/@end"] == "2024-01-02");
  CHECK(file["//edge/spells/spell[2]/@end"] == "2024-02-29");
  CHECK(file["//edge/spells/spell[3]/@start"] == "2024-03-05");
}

TEST_CASE("GEXF 1.2 has one direction and no kinds, for networkx", "[export]") {
  const test::ParsedXml file(gexf(test::sampleGraph(), GraphKind::kEvents, GexfVersion::k12));
  CHECK(file["//@version"] == "1.2");
  CHECK(file["//graph/@defaultedgetype"] == "directed");
  CHECK(file["count(//edge[@type='directed'])"] == "6");
  CHECK(file["count(//edge[@kind])"] == "0");
}

TEST_CASE("GEXF has positions where a layout is wanted", "[export]") {
  const std::string position = "count(//node/*[local-name()='position'])";
  CHECK(test::ParsedXml(gexf(test::sampleGraph(), GraphKind::kDyads))[position] == "0");
  CHECK(test::ParsedXml(
            gexf(test::sampleGraph(), GraphKind::kDyads, GexfVersion::k13, true))[position] == "6");
}

}  // namespace
}  // namespace chancery
