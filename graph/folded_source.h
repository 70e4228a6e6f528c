// The graph of those for whom actors act: people folded into states and organisations.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "graph/affiliations.h"

namespace chancery {

// What is folded into what; neither function may change its answers.
struct Folding {
  AffiliationsOf affiliations_of;
  // What is known of a whole that no document names; may be empty.
  std::function<std::optional<Entity>(const EntityId&)> known = {};
};

// People into the countries of their entities, whatever the day.
Folding foldByCountry();

// The events of a source, whose participants are those for whom they act on the first day of the
// event, or at any time where it has no date. An event stays one event with its own id, by which
// the source finds it as it was; one of two who act for the same whole is an event of that with
// itself.
//
// A filter's `with`, and an entity whose events are asked for, may be a whole or a part.
//
// Ownership: the source must outlive it. Thread safety: that of the source.
class FoldedSource : public EventSource {
 public:
  // Reads the entities of `source`. Errors: those of the source.
  static Result<FoldedSource> fold(const EventSource& source, const Folding& folding);

  // For whom `entity` acts on a day; itself where that is not known.
  const EntityId& wholeOf(const EntityId& entity, const std::optional<Day>& day) const {
    return affiliations_.wholeOf(entity, day);
  }

  Result<void> forEachEvent(const EventFilter& filter, Detail detail,
                            const EventVisitor& visit) const override;
  // Those of a whole are put in order in memory.
  Result<void> forEachEventOf(const EntityId& entity, const EventFilter& filter, Detail detail,
                              const EventVisitor& visit) const override;
  Result<void> forEachEventBetween(const EntityId& a, const EntityId& b, const EventFilter& filter,
                                   Detail detail, const EventVisitor& visit) const override;
  Result<void> forEachEventIn(const DocumentId& document, const EventFilter& filter,
                              const EventVisitor& visit) const override;
  Result<void> forEachLink(const EntityId& entity, const EventFilter& filter,
                           const LinkVisitor& visit) const override;
  // Those of the source and the wholes.
  Result<void> forEachEntity(const EntityVisitor& visit) const override;
  Result<void> forEachDocument(const DocumentVisitor& visit) const override;
  // As it was, not folded.
  Result<Event> findEvent(const EventId& id) const override;
  Result<Entity> findEntity(const EntityId& id) const override;
  Result<Document> findDocument(const DocumentId& id) const override;
  Result<std::vector<EntityId>> findByKey(std::string_view key) const override;
  Result<std::vector<std::string>> keysWithPrefix(std::string_view prefix,
                                                  std::size_t limit) const override;
  Result<GraphCounts> counts() const override;

 private:
  explicit FoldedSource(const EventSource& source) : source_(&source) {}
  Event folded(const Event& event) const;
  Result<std::vector<Event>> eventsOf(const EntityId& entity, const EventFilter& filter,
                                      Detail detail) const;

  const EventSource* source_;
  Affiliations affiliations_;
  std::map<EntityId, std::vector<EntityId>> parts_;  // by whole
  std::map<EntityId, Entity> wholes_;                // that the source does not have
};

}  // namespace chancery
