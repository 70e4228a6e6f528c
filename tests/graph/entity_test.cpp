#include "graph/entity.h"

#include <algorithm>
#include <cctype>

#include "graph/entity_union.h"
#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

TEST_CASE("Each type of entity has a name that leads back to it", "[entity]") {
  for (EntityType type :
       {EntityType::kPerson, EntityType::kCountry, EntityType::kOrganisation, EntityType::kPlace}) {
    CHECK(entityTypeNamed(nameOf(type)) == type);
  }
  CHECK_FALSE(entityTypeNamed("planet"));
}

TEST_CASE("An id made of a name is the same every time, and tells name, type and country apart",
          "[entity]") {
  const EntityId doe = entityIdFor(EntityType::kPerson, "jane roe", "US");
  CHECK(doe == entityIdFor(EntityType::kPerson, "jane roe", "US"));
  CHECK(doe != entityIdFor(EntityType::kPerson, "jane doe", "US"));
  CHECK(doe != entityIdFor(EntityType::kPerson, "jane roe", "GB"));
  CHECK(doe != entityIdFor(EntityType::kPlace, "jane roe", "US"));
}

TEST_CASE("An id made of a name begins with its type and can stand in any export", "[entity]") {
  const std::string id = entityIdFor(EntityType::kPlace, "क्रेमलिन", "RU").value;
  CHECK(id.substr(0, 3) == "pl.");
  CHECK(id.size() == 3 + 36);
  CHECK(std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return c < 128 && (std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-');
  }));
}

Entity named(std::string label, std::string country, std::vector<std::string> aliases) {
  Entity made = test::entity("p.x", country);
  made.label = std::move(label);
  made.aliases = std::move(aliases);
  return made;
}

TEST_CASE("United, an entity has all names, and the smallest label and country that are not empty",
          "[entity]") {
  Entity entity = named("", "", {"Putin"});
  unite(entity, named("Vladimir Putin", "RU", {"पुतिन"}));
  unite(entity, named("Putin", "", {"Putin", "Poutine"}));

  CHECK(entity.label == "Putin");
  CHECK(entity.country == "RU");
  CHECK(entity.aliases == test::Strings{"Poutine", "Putin", "पुतिन"});
}

TEST_CASE("Uniting entities is commutative, associative and idempotent", "[entity]") {
  std::vector<Entity> parts = {named("b", "RU", {"1", "2"}), named("", "IN", {"2"}),
                               named("a", "", {}), named("c", "RU", {"3"})};
  parts[1].search_keys = {"k", "l"};
  parts[2].type = EntityType::kOrganisation;
  std::optional<Entity> expected;
  std::vector<int> order = {0, 1, 2, 3};
  do {
    Entity united = parts[order[0]];
    for (int i : order) unite(united, parts[i]);
    if (!expected) expected = united;
    REQUIRE(united == *expected);

    Entity right = parts[order[2]];
    unite(right, parts[order[3]]);
    Entity left = parts[order[0]];
    unite(left, parts[order[1]]);
    unite(left, right);
    REQUIRE(left == *expected);
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
}  // namespace chancery
