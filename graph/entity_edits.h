// What a user says about who is who: two entities are one, or one is two. Nothing of it is written
// into a store, so that it can be taken back: see edited_source.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/date_span.h"
#include "graph/entity.h"

namespace chancery {

// `from` is `into`, of which the id must be given, and the rest is what a source that does not
// know it is to say of it.
struct EntityMerge {
  EntityId from;
  Entity into;
  std::string where;     // "my.tsv:12"
  std::string why = {};  // of a merge that no row asks for
};

// Part of what is told of `from` is told of another entity: of the events those that fulfil all
// conditions. A mention counts by its document, an event by its date and by its other end.
struct EntitySplit {
  EntityId from;
  Entity into;
  // Ids of documents; "*" stands for any characters. Empty: any.
  std::string documents;
  std::optional<Day> since;  // events that begin on this day or later; none without a date
  std::optional<Day> until;  // events that end on this day or earlier; none without a date
  std::optional<EntityId> with;
  std::string where;
};

// Two that are not one, whatever looks like it.
struct EntitiesApart {
  EntityId one;
  EntityId other;
};

// Splits come first, then merges; a merge into what is itself merged goes on to the end.
struct EntityEdits {
  std::vector<EntityMerge> merges;
  std::vector<EntitySplit> splits;
  std::vector<EntitiesApart> apart;

  bool empty() const { return merges.empty() && splits.empty(); }
};

}  // namespace chancery
