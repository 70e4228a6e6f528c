#include "store/dictionary.h"

namespace chancery::store {

const EntityId* Dictionary::remember(EntityNumber number, const EntityId& id) {
  const EntityId* kept = entities_.remember(number.value, id);
  if (kept != nullptr) {
    const std::unique_lock lock(numbers_mutex_);
    numbers_.emplace(kept->value, number);
  }
  return kept;
}

std::optional<EntityNumber> Dictionary::numberOf(std::string_view id) const {
  const std::shared_lock lock(numbers_mutex_);
  const auto known = numbers_.find(id);
  if (known == numbers_.end()) return std::nullopt;
  return known->second;
}

}  // namespace chancery::store
