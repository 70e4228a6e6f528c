#include "export/cameo_relations.h"

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <cassert>
#include <functional>
#include <map>
#include <string>
#include <vector>

extern "C" {
extern const char chancery_cameo_relations_begin[];
extern const char chancery_cameo_relations_end[];
}

namespace chancery {
namespace {

using Table = std::map<std::string, GivenRelation, std::less<>>;

void addRow(Table& table, const std::string& line) {
  std::vector<std::string> cells;
  boost::algorithm::split(cells, line, [](char c) { return c == '\t'; });
  cells.resize(4);
  GivenRelation given;
  given.relation = relationNamed(cells[1]);
  given.status = statusNamed(cells[2]).value_or(Status::kHappened);
  given.turned = cells[3] == "turned";
  assert(given.relation || cells[1] == "-");
  table.emplace(cells[0], given);
}

Table readTable() {
  Table table;
  const std::string text(chancery_cameo_relations_begin, chancery_cameo_relations_end);
  std::vector<std::string> lines;
  boost::algorithm::split(lines, text, [](char c) { return c == '\n'; });
  for (const std::string& line : lines) {
    if (!line.empty() && line.front() != '#') addRow(table, line);
  }
  for (const RelationInfo& info : relationTable()) {
    table.emplace(info.name, GivenRelation{info.relation, Status::kHappened, false});
  }
  return table;
}

}  // namespace

std::optional<GivenRelation> givenRelation(std::string_view name) {
  static const Table table = readTable();
  const auto found = table.find(name);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

}  // namespace chancery
