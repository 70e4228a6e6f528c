// A graph whose events are made as they are asked for, so that a benchmark of exports measures
// nothing but the export, and needs no memory of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "graph/event_source.h"

namespace chancery::bench {

// One event: numbers of the actors, and days since 1970, which must not fall.
struct Row {
  std::uint32_t subject = 0;
  std::uint32_t object = 0;
  std::uint32_t relation = 0;
  std::int32_t day = 0;
};

// Answers what exports ask: events in order, entities and documents by id. One document tells of
// all. Filters are not looked at.
class RowSource : public EventSource {
 public:
  RowSource(std::uint64_t count, std::function<Row(std::uint64_t)> row)
      : count_(count), row_(std::move(row)) {}

  Result<void> forEachEvent(const EventFilter&, Detail detail,
                            const EventVisitor& visit) const override {
    for (std::uint64_t i = 0; i < count_; ++i) {
      if (!visit(event(i, detail))) break;
    }
    return {};
  }
  Result<void> forEachEventIn(const DocumentId&, const EventFilter& filter,
                              const EventVisitor& visit) const override {
    return forEachEvent(filter, Detail::kMentions, visit);
  }
  Result<void> forEachDocument(const DocumentVisitor& visit) const override {
    visit(document());
    return {};
  }
  Result<Entity> findEntity(const EntityId& id) const override {
    Entity entity;
    entity.id = id;
    entity.label = "Actor " + id.value;
    entity.country = "IN";
    return entity;
  }
  Result<Document> findDocument(const DocumentId&) const override { return document(); }

  Result<void> forEachEventOf(const EntityId&, const EventFilter&, Detail,
                              const EventVisitor&) const override {
    return notAsked();
  }
  Result<void> forEachEventBetween(const EntityId&, const EntityId&, const EventFilter&, Detail,
                                   const EventVisitor&) const override {
    return notAsked();
  }
  Result<void> forEachLink(const EntityId&, const EventFilter&, const LinkVisitor&) const override {
    return notAsked();
  }
  Result<void> forEachEntity(const EntityVisitor&) const override { return notAsked(); }
  Result<Event> findEvent(const EventId&) const override { return notAsked(); }
  Result<std::vector<EntityId>> findByKey(std::string_view) const override { return notAsked(); }
  Result<std::vector<std::string>> keysWithPrefix(std::string_view, std::size_t) const override {
    return notAsked();
  }
  Result<GraphCounts> counts() const override { return notAsked(); }

 private:
  static tl::unexpected<Error> notAsked() {
    return makeError(ErrorCode::kNotFound, "no export asks for this");
  }
  static Document document() {
    Document document;
    document.id = {"generated"};
    return document;
  }
  Event event(std::uint64_t number, Detail detail) const {
    const Row row = row_(number);
    const Day day{row.day};
    Mention mention;
    mention.document = {"generated"};
    mention.begin = 200 * number;
    mention.end = mention.begin + 60;
    mention.text = "The two sides discussed trade, energy & the talks of last year.";
    mention.confidence_permille = 900;
    Event event = makeEvent(
        static_cast<Relation>(row.relation % kRelationCount), {"p.n" + std::to_string(row.subject)},
        {"p.n" + std::to_string(row.object)}, DateSpan{day, day}, {std::move(mention)});
    derive(event);
    if (detail == Detail::kSummary) event.mentions.clear();
    return event;
  }

  std::uint64_t count_;
  std::function<Row(std::uint64_t)> row_;
};

}  // namespace chancery::bench
