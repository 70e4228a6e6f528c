#include "graph/entity_union.h"

#include <algorithm>
#include <cassert>

namespace chancery {
namespace {

void takeSmaller(std::string& text, const std::string& other) {
  if (text.empty() || (!other.empty() && other < text)) text = other;
}

void sortUnique(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

void addAll(std::vector<std::string>& names, const std::vector<std::string>& others) {
  names.insert(names.end(), others.begin(), others.end());
  sortUnique(names);
}

}  // namespace

void unite(Entity& entity, const Entity& other) {
  assert(entity.id == other.id);
  entity.type = std::min(entity.type, other.type);
  takeSmaller(entity.label, other.label);
  takeSmaller(entity.country, other.country);
  addAll(entity.aliases, other.aliases);
  addAll(entity.search_keys, other.search_keys);
}

void sortNames(Entity& entity) {
  sortUnique(entity.aliases);
  sortUnique(entity.search_keys);
}

}  // namespace chancery
