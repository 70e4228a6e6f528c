// Events in memory: for a corpus that fits there, for small programs, and for tests, in which it is
// the plain model that a store has to agree with.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

// Invariants:
//  (1) What it holds is a function of the set of documents: their order, and adding one again,
//      change nothing that can be seen.
//  (2) An event or entity is there as long as a document tells of it; events are united by
//      unite(Event&), entities by unite(Entity&).
//
// It takes what it is given: an event whose participant is not among the entities of any document
// is held all the same, and findEntity() does not know the participant. Asking for the events of
// such an entity, or of one that nobody knows, is no error.
//
// What many documents tell of is united when it is asked for the first time after a change, and
// once, so filling it takes time in proportion to what it is given (and a logarithm), however many
// documents tell of one event; the first question pays for that.
//
// With Detail::kSummary an event is handed out without its mentions, as a store does.
//
// Ownership: holds copies; what a visitor gets is valid for that one call of it.
//
// Thread safety: const members may be called from any number of threads at once, and from within
// a visitor. add(), remove() and assignment need the source to themselves. What has been moved from
// may be destroyed or assigned to, nothing else.
class MemorySource : public EventSource {
 public:
  MemorySource() = default;
  MemorySource(MemorySource&&) noexcept = default;
  MemorySource& operator=(MemorySource&&) noexcept = default;
  MemorySource(const MemorySource&) = delete;  // the indexes point into the events
  MemorySource& operator=(const MemorySource&) = delete;

  // Adds what a document says, in place of what a document of the same id said before. The
  // entities and events may come in any order; what follows from the mentions is derived anew.
  void add(DocumentEvents said);

  // False when there was no such document.
  bool remove(const DocumentId& id);

  Result<void> forEachEvent(const EventFilter& filter, Detail detail,
                            const EventVisitor& visit) const override;
  Result<void> forEachEventOf(const EntityId& entity, const EventFilter& filter, Detail detail,
                              const EventVisitor& visit) const override;
  Result<void> forEachEventBetween(const EntityId& a, const EntityId& b, const EventFilter& filter,
                                   Detail detail, const EventVisitor& visit) const override;
  Result<void> forEachEventIn(const DocumentId& document, const EventFilter& filter,
                              const EventVisitor& visit) const override;
  // An event of an entity with itself is one link, an outgoing one.
  Result<void> forEachLink(const EntityId& entity, const EventFilter& filter,
                           const LinkVisitor& visit) const override;
  Result<void> forEachEntity(const EntityVisitor& visit) const override;
  Result<void> forEachDocument(const DocumentVisitor& visit) const override;

  Result<Event> findEvent(const EventId& id) const override;
  Result<Entity> findEntity(const EntityId& id) const override;
  Result<Document> findDocument(const DocumentId& id) const override;

  Result<std::vector<EntityId>> findByKey(std::string_view key) const override;
  Result<std::vector<std::string>> keysWithPrefix(std::string_view prefix,
                                                  std::size_t limit) const override;
  Result<GraphCounts> counts() const override;

 private:
  struct InOrder {
    bool operator()(const Event* a, const Event* b) const { return comesBefore(*a, *b); }
  };
  using EventSet = std::set<const Event*, InOrder>;

  // What one document says, each thing once.
  struct Said {
    Document document;
    std::map<EntityId, Entity> entities;
    std::map<EventId, Event> events;

    friend bool operator==(const Said&, const Said&) = default;
  };

  static Said tidy(DocumentEvents said);

  // What has to be united anew: with what was added, or without what was removed.
  struct Unsettled {
    std::mutex mutex;
    std::atomic<bool> any = false;
    std::set<EventId> events;
    std::set<EntityId> entities;
  };

  // What a question begins with. It alters how things are held, not what is held.
  const MemorySource& settled() const;
  void settleEvent(const EventId& id);
  void settleEntity(const EntityId& id);
  void addEntity(const Entity& entity, const DocumentId& document);
  void addEvent(const Event& event, const DocumentId& document);

  void indexEvent(const Event& event);
  void unindexEvent(const Event& event);
  void indexKeys(const Entity& entity);
  void unindexKeys(const Entity& entity);
  void forgetEvent(const EventId& id, const DocumentId& document);
  void forgetEntity(const EntityId& id, const DocumentId& document);

  std::string_view countryOfPlace(const Event& event) const;
  void visitEvents(const EventSet& events, const EventFilter& filter, Detail detail,
                   const EventVisitor& visit) const;

  std::map<DocumentId, Said> documents_;
  std::map<EventId, Event> events_;
  std::map<EntityId, Entity> entities_;
  std::map<EventId, std::set<DocumentId>> tellers_of_event_;
  std::map<EntityId, std::set<DocumentId>> tellers_of_entity_;

  std::unique_ptr<Unsettled> unsettled_ = std::make_unique<Unsettled>();  // so that we can be moved

  EventSet in_order_;
  std::map<EntityId, EventSet> by_entity_;
  std::map<std::pair<EntityId, EntityId>, EventSet> by_pair_;  // the smaller id first
  std::map<std::string, std::set<EntityId>, std::less<>> by_key_;
};

}  // namespace chancery
