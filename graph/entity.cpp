#include "graph/entity.h"

#include <array>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "graph/uuid.h"

namespace chancery {
namespace {

struct EntityTypeInfo {
  std::string_view name;
  std::string_view id_prefix;
};
constexpr std::array<EntityTypeInfo, 4> kEntityTypes = {
    {{"person", "p"}, {"country", "c"}, {"organisation", "o"}, {"place", "pl"}}};

}  // namespace

std::string_view nameOf(EntityType type) {
  return kEntityTypes[static_cast<std::size_t>(type)].name;
}

std::optional<EntityType> entityTypeNamed(std::string_view name) {
  for (std::size_t i = 0; i < kEntityTypes.size(); ++i) {
    if (kEntityTypes[i].name == name) return static_cast<EntityType>(i);
  }
  return std::nullopt;
}

std::string_view idPrefixOf(EntityType type) {
  return kEntityTypes[static_cast<std::size_t>(type)].id_prefix;
}

EntityId entityIdFor(EntityType type, std::string_view folded_name, std::string_view country) {
  std::string name = "entity\n";
  name.append(nameOf(type)).append("\n").append(folded_name).append("\n").append(country);
  return EntityId{std::string(idPrefixOf(type)) + "." + boost::uuids::to_string(uuidOfName(name))};
}

}  // namespace chancery
