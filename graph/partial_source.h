// What all sources have in common that show some of the events of another one.
#pragma once

#include "graph/event_source.h"

namespace chancery {

// The events of a source that it takes, and the documents that tell of them; entities are all
// there, and whoever asks for a document by its id gets it.
//
// Ownership: the source must outlive it. Thread safety: that of the source.
class PartialSource : public EventSource {
 public:
  Result<void> forEachEvent(const EventFilter& filter, Detail detail,
                            const EventVisitor& visit) const override;
  Result<void> forEachEventOf(const EntityId& entity, const EventFilter& filter, Detail detail,
                              const EventVisitor& visit) const override;
  Result<void> forEachEventBetween(const EntityId& a, const EntityId& b, const EventFilter& filter,
                                   Detail detail, const EventVisitor& visit) const override;
  Result<void> forEachEventIn(const DocumentId& document, const EventFilter& filter,
                              const EventVisitor& visit) const override;
  Result<void> forEachOfEventsIn(const DocumentId& document, const std::vector<EventId>& events,
                                 const EventVisitor& visit) const override;
  Result<void> forEachLink(const EntityId& entity, const EventFilter& filter,
                           const LinkVisitor& visit) const override;
  Result<void> forEachEntity(const EntityVisitor& visit) const override;
  Result<void> forEachDocument(const DocumentVisitor& visit) const override;
  // kNotFound for an event that is not taken.
  Result<Event> findEvent(const EventId& id) const override;
  Result<Entity> findEntity(const EntityId& id) const override;
  Result<Document> findDocument(const DocumentId& id) const override;
  Result<std::vector<EntityId>> findByKey(std::string_view key) const override;
  Result<std::vector<std::string>> keysWithPrefix(std::string_view prefix,
                                                  std::size_t limit) const override;
  // Events and mentions are those that are taken.
  Result<GraphCounts> counts() const override;
  bool showsPart() const override { return true; }

 protected:
  explicit PartialSource(const EventSource& source) : source_(&source) {}
  const EventSource& whole() const { return *source_; }

 private:
  // Whether events of the two, whoever is the subject, on a date are taken.
  virtual bool takes(const EntityId& a, const EntityId& b,
                     const std::optional<DateSpan>& date) const = 0;
  bool takes(const Event& event) const { return takes(event.subject, event.object, event.date); }

  const EventSource* source_;
};

}  // namespace chancery
