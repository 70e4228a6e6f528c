#include "graph/represented_source.h"

#include <algorithm>

namespace chancery {

Result<RepresentedSource> RepresentedSource::of(const EventSource& source,
                                                std::set<EntityId> wholes,
                                                const AffiliationsOf& affiliations_of) {
  RepresentedSource represented(source, std::move(wholes));
  const auto read = source.forEachEntity([&](const Entity& entity) {
    std::vector<Affiliation> affiliations = affiliations_of(entity);
    const bool ever = std::any_of(
        affiliations.begin(), affiliations.end(),
        [&](const Affiliation& one) { return represented.wholes_.contains(one.whole); });
    if (ever) represented.affiliations_.add(entity.id, std::move(affiliations));
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return represented;
}

bool RepresentedSource::takes(const EntityId& a, const EntityId& b,
                              const std::optional<DateSpan>& date) const {
  const std::optional<Day> day = date ? std::optional(date->first) : std::nullopt;
  return wholes_.contains(affiliations_.wholeOf(a, day)) ||
         wholes_.contains(affiliations_.wholeOf(b, day));
}

}  // namespace chancery
