// A part of a graph, for those to whom the whole is too large to look at.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "graph/partial_source.h"

namespace chancery {

// A default selection takes all pairs.
struct Selection {
  std::uint64_t min_weight = 1;                // pairs with fewer events are left out
  std::optional<EntityId> ego = std::nullopt;  // this entity and whom it reaches
  std::size_t steps = 1;                       // ... in at most so many steps
  std::optional<std::size_t> top =
      std::nullopt;  // of these, those with the most events; among equals by id

  bool takesAll() const { return min_weight <= 1 && !ego && !top; }
};

// The events of those pairs of a source that are selected. Weights count the events that the filter
// takes. Events of an entity with itself are left out. To a source that changes meanwhile, the
// choice of pairs stays as it was made.
//
// A circle around an entity is asked of the source actor by actor and pair by pair, as long as it
// is not too large for that: what lies outside of it is not read.
class SelectedSource : public PartialSource {
 public:
  using Pairs = std::set<std::pair<EntityId, EntityId>>;  // the smaller id first

  // Errors: those of the source.
  static Result<SelectedSource> select(const EventSource& source, const EventFilter& filter,
                                       const Selection& selection);

  Result<void> forEachEvent(const EventFilter& filter, Detail detail,
                            const EventVisitor& visit) const override;
  Result<void> forEachDocument(const DocumentVisitor& visit) const override;

 private:
  explicit SelectedSource(const EventSource& source) : PartialSource(source) {}
  bool takes(const EntityId& a, const EntityId& b,
             const std::optional<DateSpan>& date) const override;

  Pairs pairs_;
  bool asks_pairs_ = false;  // for there are few, with few events
};

}  // namespace chancery
