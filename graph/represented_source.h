// The events of a state: those of its people and bodies, on the days on which they are of it.
#pragma once

#include <set>

#include "graph/affiliations.h"
#include "graph/partial_source.h"

namespace chancery {

// The events of a source in which one of `wholes` takes part, itself or by somebody who acts for it
// on the first day of the event, or at any time where the event has no date.
class RepresentedSource : public PartialSource {
 public:
  // Reads the entities of `source`. Errors: those of the source.
  static Result<RepresentedSource> of(const EventSource& source, std::set<EntityId> wholes,
                                      const AffiliationsOf& affiliations_of);

 private:
  RepresentedSource(const EventSource& source, std::set<EntityId> wholes)
      : PartialSource(source), wholes_(std::move(wholes)) {}
  bool takes(const EntityId& a, const EntityId& b,
             const std::optional<DateSpan>& date) const override;

  std::set<EntityId> wholes_;
  Affiliations affiliations_;  // of those who act for one of them at some time
};

}  // namespace chancery
