#include "graph/affiliations.h"

namespace chancery {

EntityId countryIdOf(std::string_view code) {
  EntityId id{std::string(idPrefixOf(EntityType::kCountry)) + "."};
  for (const char c : code) id.value += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return id;
}

std::vector<Affiliation> affiliationsByCountry(const Entity& entity) {
  if (entity.type != EntityType::kPerson || entity.country.empty()) return {};
  return {{countryIdOf(entity.country), std::nullopt}};
}

void Affiliations::add(const EntityId& entity, std::vector<Affiliation> affiliations) {
  if (!affiliations.empty()) of_.emplace(entity, std::move(affiliations));
}

const EntityId& Affiliations::wholeOf(const EntityId& entity, const std::optional<Day>& day) const {
  const auto found = of_.find(entity);
  if (found == of_.end()) return entity;
  const EntityId* always = &entity;
  for (const Affiliation& affiliation : found->second) {
    if (!affiliation.span) {
      if (always == &entity) always = &affiliation.whole;
    } else if (day && affiliation.span->contains({*day, *day})) {
      return affiliation.whole;
    }
  }
  return *always;
}

}  // namespace chancery
