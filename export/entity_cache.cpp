#include "export/entity_cache.h"

#include <array>
#include <utility>

namespace chancery {
namespace {

constexpr std::size_t kMostEntities = 50'000;

EntityType typeFromPrefix(std::string_view id) {
  for (EntityType type :
       {EntityType::kPerson, EntityType::kCountry, EntityType::kOrganisation, EntityType::kPlace}) {
    if (id.substr(0, id.find('.')) == idPrefixOf(type)) return type;
  }
  return EntityType::kPerson;
}

}  // namespace

Entity placeholderFor(const EntityId& id) {
  Entity entity;
  entity.id = id;
  entity.type = typeFromPrefix(id.value);
  entity.label = id.value;
  return entity;
}

Result<const Entity*> EntityCache::find(const EntityId& id) {
  if (const auto known = entities_.find(id.value); known != entities_.end()) {
    return &known->second;
  }
  auto found = source_.findEntity(id);
  if (!found && found.error().code != ErrorCode::kNotFound) {
    return tl::unexpected<Error>(found.error());
  }
  if (entities_.size() >= kMostEntities) entities_.clear();
  Entity entity = found ? std::move(*found) : placeholderFor(id);
  return &entities_.emplace(id.value, std::move(entity)).first->second;
}

}  // namespace chancery
