// The sets of tests/knowledge/, and people of no table as documents have them.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "extract/names/name_fold.h"
#include "extract/names/transliterate.h"
#include "extract/pack/image.h"
#include "graph/entity.h"

namespace chancery::test {

// The rows of a set, without its comments, each parted at the tabs.
inline std::vector<std::vector<std::string>> rowsOf(const std::string& name) {
  std::ifstream file(std::string(CHANCERY_SOURCE_DIR) + "/tests/knowledge/" + name);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == '\t') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

inline const NameFold& fold() {
  static const NameFold kFold(Image::builtIn());
  return kFold;
}

// A person as documents that name nothing else have it.
inline Entity person(const std::string& name, const std::string& country = "") {
  Entity entity;
  entity.id = entityIdFor(EntityType::kPerson, fold().foldWithVowels(name), country);
  entity.label = name;
  entity.country = country;
  const std::string latin = transliterate(name);
  if (latin != name) entity.aliases.push_back(latin);
  return entity;
}

}  // namespace chancery::test
