#include "graph/relation.h"

#include <set>
#include <string_view>

#include "support/catch.h"

namespace chancery {
namespace {

TEST_CASE("Each relation has its row, and its name leads back to it", "[relation]") {
  std::set<std::string_view> names;
  for (int i = 0; i < kRelationCount; ++i) {
    const auto relation = static_cast<Relation>(i);
    const RelationInfo& info = infoOf(relation);
    CAPTURE(info.name);
    CHECK(info.relation == relation);
    CHECK(relationNamed(info.name) == relation);
    CHECK(info.cameo.size() == 3);
    CHECK_FALSE(info.plover.empty());
    names.insert(info.name);
  }
  CHECK(names.size() == kRelationCount);
}

TEST_CASE("Every relation belongs to one of four families", "[relation]") {
  const std::set<std::string_view> families = {"contact", "courtesy", "cooperation", "conflict"};
  for (const RelationInfo& info : relationTable()) {
    CAPTURE(info.name);
    CHECK(families.contains(info.family));
  }
}

TEST_CASE("Only what two do together is symmetric", "[relation]") {
  std::set<std::string_view> symmetric;
  for (const RelationInfo& info : relationTable()) {
    if (info.symmetric) symmetric.insert(info.name);
  }
  CHECK(symmetric == std::set<std::string_view>{"meet", "talk", "sign", "agree"});
}

TEST_CASE("Each status has a name that leads back to it", "[relation]") {
  for (int i = 0; i < kStatusCount; ++i) {
    const auto status = static_cast<Status>(i);
    CHECK(statusNamed(nameOf(status)) == status);
  }
}

TEST_CASE("A name that is none of ours is no relation and no status", "[relation]") {
  CHECK_FALSE(relationNamed("Meet"));
  CHECK_FALSE(relationNamed(""));
  CHECK_FALSE(statusNamed("rumoured"));
}

TEST_CASE("A set of relations holds what was put in, and is empty at first", "[relation]") {
  RelationSet relations;
  CHECK(relations.empty());
  relations.insert(Relation::kMeet);
  relations.insert(Relation::kMediate);
  CHECK(relations == RelationSet{Relation::kMediate, Relation::kMeet});
  CHECK(relations.contains(Relation::kMediate));
  CHECK_FALSE(relations.contains(Relation::kTalk));
}

}  // namespace
}  // namespace chancery
