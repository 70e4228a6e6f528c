// What the relations of an event data set are called here.
#pragma once

#include <optional>
#include <string_view>

#include "graph/relation.h"

namespace chancery {

struct GivenRelation {
  std::optional<Relation> relation;  // none: we have no counterpart
  Status status = Status::kHappened;
  bool turned = false;  // its object is the one who acts
};

// By a name of CAMEO as ICEWS gives it, or one of ours; nothing for a name that is neither.
std::optional<GivenRelation> givenRelation(std::string_view name);

}  // namespace chancery
