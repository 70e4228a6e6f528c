// Small graphs for tests, written as one writes them on a blackboard.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/event_source.h"
#include "graph/memory_source.h"

namespace chancery::test {

inline EntityId id(std::string value) { return {std::move(value)}; }

inline std::optional<DateSpan> on(std::string_view iso) {
  if (iso.empty()) return std::nullopt;
  return parseDateSpan(iso).value();
}

inline Day day(std::string_view iso) { return parseDateSpan(iso)->first; }

// The type is in the prefix of the id, as in our own ids; the label is the id.
inline Entity entity(const std::string& id, const std::string& country = "") {
  Entity made;
  made.id = {id};
  made.label = id;
  made.country = country;
  for (EntityType type :
       {EntityType::kPerson, EntityType::kCountry, EntityType::kOrganisation, EntityType::kPlace}) {
    if (id.substr(0, id.find('.')) == idPrefixOf(type)) made.type = type;
  }
  return made;
}

// What a sentence of the blackboard says: "a meet b on 2025-08-21".
struct Line {
  std::string subject;
  Relation relation = Relation::kMeet;
  std::string object;
  std::string date = "";
  std::string place = "";
  Status status = Status::kHappened;
  int confidence_permille = 900;
};

inline Event event(const Line& line, const std::string& document = "doc") {
  Mention mention;
  mention.document = {document};
  mention.text = line.subject + " … " + line.object;
  mention.end = mention.text.size();
  mention.status = line.status;
  if (!line.place.empty()) mention.place = EntityId{line.place};
  mention.confidence_permille = line.confidence_permille;
  Event made = makeEvent(line.relation, {line.subject}, {line.object}, on(line.date), {mention});
  derive(made);
  return made;
}

// A document that says these things, with the entities in them.
inline DocumentEvents document(const std::string& id, const std::vector<Line>& lines) {
  DocumentEvents said;
  said.document.id = {id};
  std::set<std::string> names;
  for (const Line& line : lines) {
    names.insert({line.subject, line.object});
    if (!line.place.empty()) names.insert(line.place);
    said.events.push_back(event(line, id));
  }
  for (const std::string& name : names) said.entities.push_back(entity(name));
  return said;
}

inline MemorySource sourceOf(const std::vector<Line>& lines) {
  MemorySource source;
  source.add(document("doc", lines));
  return source;
}

// People who met, a pair a meeting: {{"a", "b"}, {"b", "c"}}.
inline MemorySource meetings(std::initializer_list<std::pair<const char*, const char*>> pairs) {
  std::vector<Line> lines;
  for (const auto& [a, b] : pairs) lines.push_back({a, Relation::kMeet, b});
  return sourceOf(lines);
}

inline std::vector<std::string> values(const std::vector<EntityId>& ids) {
  std::vector<std::string> values;
  for (const EntityId& id : ids) values.push_back(id.value);
  return values;
}

using Strings = std::vector<std::string>;

// A source whose reads fail, as on a broken disk.
class BrokenSource : public EventSource {
 public:
  Result<void> forEachEvent(const EventFilter&, Detail, const EventVisitor&) const override {
    return broken();
  }
  Result<void> forEachEventOf(const EntityId&, const EventFilter&, Detail,
                              const EventVisitor&) const override {
    return broken();
  }
  Result<void> forEachEventBetween(const EntityId&, const EntityId&, const EventFilter&, Detail,
                                   const EventVisitor&) const override {
    return broken();
  }
  Result<void> forEachEventIn(const DocumentId&, const EventFilter&,
                              const EventVisitor&) const override {
    return broken();
  }
  Result<void> forEachLink(const EntityId&, const EventFilter&, const LinkVisitor&) const override {
    return broken();
  }
  Result<void> forEachEntity(const EntityVisitor&) const override { return broken(); }
  Result<void> forEachDocument(const DocumentVisitor&) const override { return broken(); }
  Result<Event> findEvent(const EventId&) const override { return broken(); }
  Result<Entity> findEntity(const EntityId&) const override { return broken(); }
  Result<Document> findDocument(const DocumentId&) const override { return broken(); }
  Result<std::vector<EntityId>> findByKey(std::string_view) const override { return broken(); }
  Result<std::vector<std::string>> keysWithPrefix(std::string_view, std::size_t) const override {
    return broken();
  }
  Result<GraphCounts> counts() const override { return broken(); }

 private:
  static tl::unexpected<Error> broken() { return makeError(ErrorCode::kIo, "the disk is broken"); }
};

}  // namespace chancery::test
