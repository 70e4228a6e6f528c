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
  CHECK(has(text, "MERGE (n:Entity {id: row[0]}) SET n:Person SET n += {label: row[1], "));
  CHECK(
      has(text, "MERGE (a)-[r:MEET {id: row[0]}]->(b) SET r += {label: row[3], weight: row[4], "));
  CHECK(text.rfind("SET n:") < text.find("-[r:"));
  CHECK(has(text, "date_start: date(row[9])"));
  CHECK(has(text,
            "'p.putin', 'c.in', 'visit', 1.0, 'visit', 'contact', false, 'planned', "
            "'2025-12-01', '2025-12-31', 'month', null, null, null, "));
  CHECK(has(text, ", '042', "));  // a code, not a number
  CHECK(has(cypher(test::sampleGraph(), GraphKind::kDyads), "[r:HAS_EVENTS_WITH {id: row[0]}]"));
}

TEST_CASE("Nothing in a text can end its literal", "[export]") {
  MemorySource source;
  DocumentEvents said = test::document("d", {{"p.a", Relation::kMeet, "p.b"}});
  said.entities[0].label = "\\'}) DETACH DELETE n //\n\\u0027;";
  source.add(said);
  CHECK(has(cypher(source, GraphKind::kEvents), R"(, '\\\'}) DETACH DELETE n //\n\\u0027;')"));
}

TEST_CASE("Lists in a Cypher script are of at most 100 rows", "[export]") {
  std::vector<test::Line> lines;
  for (int i = 0; i < 201; ++i) {
    lines.push_back({"p.x" + std::to_string(i), Relation::kMeet, "p.y"});
  }
  const std::string text = cypher(test::sourceOf(lines), GraphKind::kEvents);
  CHECK(countOf(text, "UNWIND rows") == 3 + 3);  // 202 people, 201 meetings
  CHECK(countOf(text, "  ['p.") == 202);
  CHECK(countOf(text, "  ['e.") == 201);
}

}  // namespace
}  // namespace chancery
