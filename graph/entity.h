// Who takes part in events, and where they happen.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

// The identity of an entity, derived from content: from its key in the knowledge base
// ("p.vladimir-putin", "c.ru"), else from its folded name, type and country ("p." and a UUID).
// Made of [A-Za-z0-9._-] only, so that it can stand in every export as it is.
struct EntityId {
  std::string value;

  friend auto operator<=>(const EntityId&, const EntityId&) = default;
};

enum class EntityType : std::uint8_t { kPerson, kCountry, kOrganisation, kPlace };
std::string_view nameOf(EntityType type);
std::optional<EntityType> entityTypeNamed(std::string_view name);
// "p", "c", "o", "pl": the beginning of the ids of a type.
std::string_view idPrefixOf(EntityType type);

// An id for what no knowledge base lists: a UUID (version 5) of the three.
EntityId entityIdFor(EntityType type, std::string_view folded_name, std::string_view country);

struct Entity {
  EntityId id;
  EntityType type = EntityType::kPerson;
  std::string label;                 // the usual English name, else the name as it stands
  std::string country;               // ISO 3166 alpha-2 in upper case; empty: none, or not known
  std::vector<std::string> aliases;  // surface forms seen in documents; sorted, no duplicates
  // By what the entity can be looked up: normalised and folded names, made by the extractor (or
  // by whoever asks) with one function; opaque here. Sorted, no duplicates.
  std::vector<std::string> search_keys;

  friend bool operator==(const Entity&, const Entity&) = default;
};

}  // namespace chancery
