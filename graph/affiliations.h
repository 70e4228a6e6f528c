// For whom entities act, and when: what folds people into states, and finds the events of a state.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

// For whom an entity acts, and when; without a span: at any time for which no other holds.
struct Affiliation {
  EntityId whole;
  std::optional<DateSpan> span;

  friend bool operator==(const Affiliation&, const Affiliation&) = default;
};

// Of several affiliations for a day the first counts; none: the entity stands for itself. Must not
// change its answers.
using AffiliationsOf = std::function<std::vector<Affiliation>(const Entity&)>;

// People are of the countries of their entities, whatever the day.
std::vector<Affiliation> affiliationsByCountry(const Entity& entity);

// The id of the country of an ISO 3166 code: "IN" is "c.in".
EntityId countryIdOf(std::string_view code);

// For whom each entity acts on a day. Thread safety: const members from any number of threads.
class Affiliations {
 public:
  void add(const EntityId& entity, std::vector<Affiliation> affiliations);

  // For whom `entity` acts on a day; itself where that is not known.
  const EntityId& wholeOf(const EntityId& entity, const std::optional<Day>& day) const;

 private:
  std::map<EntityId, std::vector<Affiliation>> of_;  // those that are not empty
};

}  // namespace chancery
