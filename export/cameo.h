// What the CAMEO and PLOVER codes of a relation stand for in numbers, for event data.
#pragma once

#include <string_view>

#include "graph/relation.h"

namespace chancery {

struct CameoScale {
  Relation relation;
  std::string_view goldstein;    // -10 (conflict) to 10 (cooperation), as it is printed
  std::string_view plover_mode;  // empty: none
};

const CameoScale& scaleOf(Relation relation);

// "04" of "040".
std::string_view rootOf(std::string_view cameo);

// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
int quadClassOf(std::string_view cameo);

}  // namespace chancery
