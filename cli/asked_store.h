// A store as a command asks it: with the knowledge that the command line adds.
#pragma once

#include <memory>
#include <vector>

#include "cli/kept_matches.h"
#include "extract/names/script_links.h"
#include "extract/user_knowledge.h"
#include "graph/edited_source.h"
#include "store/planned_source.h"

namespace chancery::cli {

// The store that --db names, with the merges and splits of --knowledge, and people whose names
// stand in two scripts joined.
//
// Thread safety: that of EventSource.
class AskedStore : public EventSource {
 public:
  // With a day, as it was known at its end. Errors: those of the store.
  static Result<AskedStore> over(EventStore store, UserKnowledge knowledge,
                                 const std::optional<Day>& known_on) {
    AskedStore asked;
    asked.store_ = std::make_unique<EventStore>(std::move(store));
    asked.planned_ = std::make_unique<PlannedSource>(*asked.store_);
    const EventSource* below = asked.planned_.get();
    if (known_on) {
      const auto same = asked.store_->isAsKnownOn(*known_on);
      if (!same) return tl::unexpected<Error>(same.error());
      if (!*same) {
        auto then = asked.store_->asKnownOn(*known_on, asked.planned_.get());
        if (!then) return tl::unexpected<Error>(then.error());
        asked.then_ = std::move(*then);
        below = asked.then_.get();
      }
    }
    const auto matches =
        asked.then_ ? matchScripts(*below) : scriptMatchesOf(*asked.store_, *below);
    if (!matches) return tl::unexpected<Error>(matches.error());
    const std::vector<EntityMerge> links = chooseLinks(*matches, knowledge);
    asked.edits_ = knowledge.edits();
    asked.edits_.merges.insert(asked.edits_.merges.end(), links.begin(), links.end());
    auto edited = EditedSource::apply(*below, asked.edits_);
    if (!edited) return tl::unexpected<Error>(edited.error());
    asked.edited_ = std::make_unique<EditedSource>(std::move(*edited));
    asked.knowledge_ = std::move(knowledge);
    return asked;
  }

  // As it lies on disk.
  const EventStore& store() const { return *store_; }
  // The same, where nothing that the command line says changes it; else nullptr.
  const EventStore* plain() const {
    return then_ || edited_->changesSomething() ? nullptr : store_.get();
  }
  // All that joins and parts entities.
  const EntityEdits& edits() const { return edits_; }
  // Without the edits.
  const EventSource& unedited() const {
    if (then_) return *then_;
    return *planned_;
  }
  const UserKnowledge& knowledge() const { return knowledge_; }
  // For --plan: what stands between the store and whoever asks.
  PlannedSource& planned() const { return *planned_; }

  Result<void> forEachEvent(const EventFilter& filter, Detail detail,
                            const EventVisitor& visit) const override {
    return edited_->forEachEvent(filter, detail, visit);
  }
  Result<void> forEachEventOf(const EntityId& entity, const EventFilter& filter, Detail detail,
                              const EventVisitor& visit) const override {
    return edited_->forEachEventOf(entity, filter, detail, visit);
  }
  Result<void> forEachEventBetween(const EntityId& a, const EntityId& b, const EventFilter& filter,
                                   Detail detail, const EventVisitor& visit) const override {
    return edited_->forEachEventBetween(a, b, filter, detail, visit);
  }
  Result<void> forEachEventIn(const DocumentId& document, const EventFilter& filter,
                              const EventVisitor& visit) const override {
    return edited_->forEachEventIn(document, filter, visit);
  }
  Result<void> forEachOfEventsIn(const DocumentId& document, const std::vector<EventId>& events,
                                 const EventVisitor& visit) const override {
    return edited_->forEachOfEventsIn(document, events, visit);
  }
  Result<void> forEachLink(const EntityId& entity, const EventFilter& filter,
                           const LinkVisitor& visit) const override {
    return edited_->forEachLink(entity, filter, visit);
  }
  Result<void> forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                               const NeighborVisitor& visit) const override {
    return edited_->forEachNeighbor(entity, filter, visit);
  }
  Result<void> forEachEntity(const EntityVisitor& visit) const override {
    return edited_->forEachEntity(visit);
  }
  Result<void> forEachDocument(const DocumentVisitor& visit) const override {
    return edited_->forEachDocument(visit);
  }
  Result<Event> findEvent(const EventId& id) const override { return edited_->findEvent(id); }
  Result<Entity> findEntity(const EntityId& id) const override { return edited_->findEntity(id); }
  Result<Document> findDocument(const DocumentId& id) const override {
    return edited_->findDocument(id);
  }
  Result<std::vector<EntityId>> findByKey(std::string_view key) const override {
    return edited_->findByKey(key);
  }
  Result<std::vector<std::string>> keysWithPrefix(std::string_view prefix,
                                                  std::size_t limit) const override {
    return edited_->keysWithPrefix(prefix, limit);
  }
  Result<GraphCounts> counts() const override { return edited_->counts(); }
  // All counts at once, for much less than one by one.
  Result<EventTally> tally() const { return edited_->tally(); }

 private:
  AskedStore() = default;

  // each points at the one before it
  std::unique_ptr<EventStore> store_;
  std::unique_ptr<PlannedSource> planned_;
  std::unique_ptr<EventSource> then_;  // in its place, where it said something else
  std::unique_ptr<EditedSource> edited_;
  UserKnowledge knowledge_;
  EntityEdits edits_;
};

}  // namespace chancery::cli
