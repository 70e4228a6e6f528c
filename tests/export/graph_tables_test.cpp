#include "export/graph_tables.h"

#include <sstream>

#include "export/sample_graph.h"
#include "graph/test_events.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::vector<std::string> lines(const EventSource& source, GraphKind kind, TableKind table,
                               TableHeader header) {
  std::ostringstream out;
  REQUIRE(writeGraphTable(source, {}, {kind}, table, header, out));
  std::istringstream in(out.str());
  std::vector<std::string> all;
  for (std::string line; std::getline(in, line);) all.push_back(line.substr(0, line.size() - 1));
  return all;
}

TEST_CASE("A table of nodes has Gephi's header, and spells as Gephi reads them", "[export]") {
  const auto table = lines(test::sourceOf({{"p.a", Relation::kMeet, "p.b", "2024-01-01"},
                                           {"p.a", Relation::kTalk, "p.b", "2024-02"}}),
                           GraphKind::kDyads, TableKind::kNodes, TableHeader::kGephi);
  REQUIRE(table.size() == 3);
  CHECK(table[0] == R"("Id","Label","timeset","entity_type","country","aliases","events")");
  CHECK(table[1] ==
        R"("p.a","p.a","<[2024-01-01, 2024-01-01]; [2024-02-01, 2024-02-29]>","person",,,"2")");
}

TEST_CASE("A table of edges has an edge a row, with kind and type", "[export]") {
  const auto table = lines(test::sourceOf({{"p.b", Relation::kVisit, "c.a", "2024-01-01"}}),
                           GraphKind::kEvents, TableKind::kEdges, TableHeader::kGephi);
  REQUIRE(table.size() == 2);
  CHECK(table[0].starts_with(
      R"("Id","Source","Target","Type","Kind","Label","Weight","timeset","relation")"));
  CHECK(table[1].find(R"("p.b","c.a","Directed","visit","visit","1",)") != std::string::npos);
}

TEST_CASE("Neo4j's header names ids, labels and the types of columns", "[export]") {
  const MemorySource source = test::sampleGraph();
  const auto nodes = lines(source, GraphKind::kEvents, TableKind::kNodes, TableHeader::kNeo4j);
  CHECK(nodes[0] == R"("id:ID",":LABEL","label","entity_type","country","aliases","events:long")");
  CHECK(nodes[1].starts_with(R"("c.in","Country","India")"));
  const auto edges = lines(source, GraphKind::kEvents, TableKind::kEdges, TableHeader::kNeo4j);
  CHECK(edges[0].starts_with(R"(":START_ID",":END_ID",":TYPE","id","label","weight:double")"));
  CHECK(edges[0].find(R"("date_start:date")") != std::string::npos);
  CHECK(edges[1].find(R"(,"TALK",)") != std::string::npos);
}

TEST_CASE("The last column of a table of nodes is the community, if that is wanted", "[export]") {
  for (const TableHeader header : {TableHeader::kGephi, TableHeader::kNeo4j}) {
    std::ostringstream out;
    REQUIRE(writeGraphTable(test::sourceOf({{"p.a", Relation::kMeet, "p.b", "2024-01-01"}}), {},
                            {.communities = true}, TableKind::kNodes, header, out));
    const bool is_neo4j = header == TableHeader::kNeo4j;
    CHECK(out.str().find(is_neo4j ? R"(,"community:long")" : R"(,"community")") !=
          std::string::npos);
    CHECK(out.str().find(R"(,"1","1")") != std::string::npos);  // one event, the first community
  }
}

TEST_CASE("Quotation marks in a table are doubled, and control characters replaced", "[export]") {
  const auto nodes =
      lines(test::sampleGraph(), GraphKind::kDyads, TableKind::kNodes, TableHeader::kGephi);
  const std::string row = nodes[3];
  CHECK(row.starts_with(R"("o.ab","Smith & ""Sons"" <AG>",)"));
  CHECK(row.find('\x01') == std::string::npos);
}

}  // namespace
}  // namespace chancery
