#include "export/neo4j_names.h"

#include <array>

namespace chancery {

std::string_view neo4jLabelOf(EntityType type) {
  // in the order of EntityType
  constexpr std::array<std::string_view, 4> kLabels = {"Person", "Country", "Organisation",
                                                       "Place"};
  return kLabels[static_cast<std::size_t>(type)];
}

std::string neo4jTypeOf(GraphKind kind, Relation relation) {
  if (kind == GraphKind::kDyads) return "HAS_EVENTS_WITH";
  std::string upper;
  for (const char c : infoOf(relation).name) {
    upper += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return upper;
}

bool isNeo4jDate(const GraphColumn& column) {
  return column.name == "first_day" || column.name == "last_day" || column.name == "date_start" ||
         column.name == "date_end";
}

}  // namespace chancery
