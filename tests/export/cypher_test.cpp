#include "export/cypher.h"

#include <sstream>

#include "export/sample_graph.h"
#include "graph/test_events.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::string cypher(const EventSource& source, GraphKind kind) {
  std::ostringstream out;
  REQUIRE(writeCypher(source, {}, {kind}, out));
  return out.str();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t countOf(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST_CASE("A Cypher script merges entities by label, then relationships by type", "[export]") {
  const std::string text = cypher(test::sampleGraph(), GraphKind::kEvents);
  CHECK(text.starts_with("CREATE CONSTRAINT chancery_id IF NOT EXISTS"));
  CHECK(has(text, "MERGE (n:Entity {id: row.id}) SET n:Person SET n += row.properties;"));
  CHECK(has(text, "MERGE (a)-[r:MEET {id: row.id}]->(b) SET r += row.properties;"));
  CHECK(text.rfind("SET n:") < text.find("-[r:"));
  CHECK(has(text, "date_start: date('2025-12-01')"));
  CHECK(has(text, "symmetric: true"));
  CHECK(has(text, "confidence: 1.0,"));
  CHECK(has(text, "cameo: '042'"));
  CHECK(has(cypher(test::sampleGraph(), GraphKind::kDyads), "[r:HAS_EVENTS_WITH {id: row.id}]"));
}

TEST_CASE("Nothing in a text can end its literal", "[export]") {
  MemorySource source;
  DocumentEvents said = test::document("d", {{"p.a", Relation::kMeet, "p.b"}});
  said.entities[0].label = "\\'}) DETACH DELETE n //\n\\u0027;";
  source.add(said);
  CHECK(has(cypher(source, GraphKind::kEvents), R"(label: '\\\'}) DETACH DELETE n //\n\\u0027;')"));
}

TEST_CASE("Lists in a Cypher script are of at most 500 rows", "[export]") {
  std::vector<test::Line> lines;
  for (int i = 0; i < 1001; ++i) {
    lines.push_back({"p.x" + std::to_string(i), Relation::kMeet, "p.y"});
  }
  const std::string text = cypher(test::sourceOf(lines), GraphKind::kEvents);
  CHECK(countOf(text, "UNWIND [") == 3 + 3);  // 1,002 people, 1,001 meetings
  CHECK(countOf(text, "{id: 'p.") == 1002);
  CHECK(countOf(text, "{id: 'e.") == 1001);
}

}  // namespace
}  // namespace chancery
