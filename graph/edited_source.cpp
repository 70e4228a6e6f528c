#include "graph/edited_source.h"

#include <algorithm>
#include <iterator>

#include "graph/entity_union.h"

namespace chancery {
namespace {

// True when `text` fits `pattern`, in which "*" stands for any characters.
bool fits(std::string_view pattern, std::string_view text) {
  std::size_t star = std::string_view::npos, behind = 0, p = 0, t = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      behind = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++behind;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool appliesTo(const EntitySplit& split, const Event& event, const Mention& mention,
               const EntityId& other) {
  if (!split.documents.empty() && !fits(split.documents, mention.document.value)) return false;
  if (split.since && (!event.date || event.date->first < *split.since)) return false;
  if (split.until && (!event.date || *split.until < event.date->last)) return false;
  return !split.with || *split.with == other;
}

// The event of a link, as far as it decides on the order.
Event placeInOrder(const Link& link) {
  Event event;
  event.id = link.event;
  event.date = link.date;
  return event;
}

}  // namespace

Result<EditedSource> EditedSource::apply(const EventSource& source, const EntityEdits& edits) {
  EditedSource edited(source);
  for (const EntityMerge& merge : edits.merges) edited.merged_.emplace(merge.from, merge.into.id);
  for (auto& [from, into] : edited.merged_) {
    std::size_t steps = edited.merged_.size();  // a circle ends somewhere, too
    for (auto at = edited.merged_.find(into); at != edited.merged_.end() && steps-- > 0;
         at = edited.merged_.find(into)) {
      into = at->second;
    }
  }
  for (const EntityMerge& merge : edits.merges) {
    edited.touched_.insert(merge.from);
    edited.touched_.insert(edited.mergedInto(merge.into.id));
  }
  for (const EntitySplit& split : edits.splits) {
    edited.touched_.insert(split.from);
    edited.touched_.insert(split.into.id);
    edited.touched_.insert(edited.mergedInto(split.into.id));
  }
  if (edited.touched_.empty()) return edited;
  auto read = edited.readEntities(edits);
  if (read) read = edited.readEvents(edits);
  if (!read) return tl::unexpected<Error>(read.error());
  return edited;
}

const EntityId& EditedSource::mergedInto(const EntityId& id) const {
  const auto at = merged_.find(id);
  return at == merged_.end() ? id : at->second;
}

Result<void> EditedSource::readEntities(const EntityEdits& edits) {
  std::map<EntityId, Entity> given;
  for (const EntityMerge& merge : edits.merges) given.try_emplace(merge.into.id, merge.into);
  for (const EntitySplit& split : edits.splits) given.try_emplace(split.into.id, split.into);
  std::vector<Entity> gone;
  for (const EntityId& id : touched_) {
    auto entity = source_->findEntity(id);
    if (!entity && entity.error().code != ErrorCode::kNotFound) {
      return tl::unexpected<Error>(entity.error());
    }
    if (merged_.contains(id)) {
      if (entity) gone.push_back(std::move(*entity));
      continue;
    }
    if (entity) {
      entities_.emplace(id, std::move(*entity));
    } else if (const auto at = given.find(id); at != given.end()) {
      entities_.emplace(id, at->second);
      own_.insert(id);
    }
  }
  for (Entity& entity : gone) {
    Entity& into = entities_[mergedInto(entity.id)];
    into.id = mergedInto(entity.id);
    if (into.label.empty()) into.label = entity.label;
    if (into.country.empty()) into.country = entity.country;
    into.type = entity.type;
    into.aliases.push_back(entity.label);
    // what was merged adds its names only: label and country are those of the one it is now
    entity.id = into.id;
    entity.label = into.label;
    entity.country = into.country;
    unite(into, entity);
  }
  return {};
}

Result<void> EditedSource::readEvents(const EntityEdits& edits) {
  const auto nowOf = [&](const EntityId& id, const EntityId& other, const Event& event,
                         const Mention& mention) -> const EntityId& {
    for (const EntitySplit& split : edits.splits) {
      if (split.from == id && appliesTo(split, event, mention, other)) {
        return mergedInto(split.into.id);
      }
    }
    return mergedInto(id);
  };
  std::set<EventId> seen;
  std::map<DocumentId, std::vector<Event>> by_document;
  for (const EntityId& id : touched_) {
    const auto read = source_->forEachEventOf(id, {}, Detail::kMentions, [&](const Event& event) {
      if (!seen.insert(event.id).second) return true;
      replaced_mentions_ += event.mentions.size();
      for (Mention mention : event.mentions) {
        const EntityId& subject = nowOf(event.subject, event.object, event, mention);
        const EntityId& object = nowOf(event.object, event.subject, event, mention);
        if (subject == object) continue;
        if (mention.place) mention.place = mergedInto(*mention.place);
        std::vector<Event>& events = by_document[mention.document];
        events.push_back(makeEvent(event.relation, subject, object, event.date, {mention}));
      }
      return true;
    });
    if (!read) return read;
  }
  replaced_events_ = seen.size();
  for (auto& [id, events] : by_document) {
    DocumentEvents said;
    said.document.id = id;
    said.events = std::move(events);
    changed_.add(std::move(said));
  }
  return {};
}

Event EditedSource::withMergedPlace(const Event& event) const {
  Event now = event;
  now.place = mergedInto(*event.place);
  for (Mention& mention : now.mentions) {
    if (mention.place) mention.place = mergedInto(*mention.place);
  }
  return now;
}

std::string EditedSource::countryOf(const std::optional<EntityId>& place) const {
  if (!place) return {};
  const auto entity = findEntity(*place);
  return entity ? entity->country : std::string();
}

// Visits the source's events without those that were replaced, and what replaced them, in order.
Result<void> EditedSource::visitBoth(const EventFilter& filter, const EventVisitor& visit,
                                     const Visits& visits) const {
  EventFilter any_place = filter;  // the places of the changed events stand in no document there
  any_place.place.reset();
  EventFilter only_place;
  only_place.place = filter.place;
  const auto isThere = [&](const Event& event) {
    return !filter.place || matches(only_place, event, countryOf(event.place));
  };
  std::vector<Event> changed;
  auto read = visits(changed_, any_place, [&](const Event& event) {
    if (isThere(event)) changed.push_back(event);
    return true;
  });
  if (!read) return read;
  auto next = changed.begin();
  bool wanted = true;
  const bool place_changed = filter.place && isTouched(*filter.place);
  read = visits(*source_, place_changed ? any_place : filter, [&](const Event& event) {
    if (isTouched(event)) return true;
    while (wanted && next != changed.end() && comesBefore(*next, event)) wanted = visit(*next++);
    if (!wanted) return false;
    if (!event.place || !isTouched(*event.place)) {
      if (!place_changed || isThere(event)) wanted = visit(event);
      return wanted;
    }
    const Event now = withMergedPlace(event);
    if (!place_changed || isThere(now)) wanted = visit(now);
    return wanted;
  });
  if (!read) return read;
  while (wanted && next != changed.end()) wanted = visit(*next++);
  return {};
}

Result<void> EditedSource::forEachEvent(const EventFilter& filter, Detail detail,
                                        const EventVisitor& visit) const {
  if (touched_.empty()) return source_->forEachEvent(filter, detail, visit);
  return visitBoth(filter, visit,
                   [detail](const EventSource& source, const EventFilter& f,
                            const EventVisitor& v) { return source.forEachEvent(f, detail, v); });
}

Result<void> EditedSource::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                          Detail detail, const EventVisitor& visit) const {
  if (touched_.empty()) return source_->forEachEventOf(entity, filter, detail, visit);
  const EntityId& id = mergedInto(entity);
  return visitBoth(filter, visit,
                   [&](const EventSource& source, const EventFilter& f, const EventVisitor& v) {
                     return source.forEachEventOf(id, f, detail, v);
                   });
}

Result<void> EditedSource::forEachEventBetween(const EntityId& a, const EntityId& b,
                                               const EventFilter& filter, Detail detail,
                                               const EventVisitor& visit) const {
  if (touched_.empty()) return source_->forEachEventBetween(a, b, filter, detail, visit);
  const EntityId& one = mergedInto(a);
  const EntityId& other = mergedInto(b);
  return visitBoth(filter, visit,
                   [&](const EventSource& source, const EventFilter& f, const EventVisitor& v) {
                     return source.forEachEventBetween(one, other, f, detail, v);
                   });
}

Result<void> EditedSource::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                          const EventVisitor& visit) const {
  if (touched_.empty()) return source_->forEachEventIn(document, filter, visit);
  return visitBoth(filter, visit,
                   [&](const EventSource& source, const EventFilter& f, const EventVisitor& v) {
                     return source.forEachEventIn(document, f, v);
                   });
}

Result<void> EditedSource::forEachOfEventsIn(const DocumentId& document,
                                             const std::vector<EventId>& events,
                                             const EventVisitor& visit) const {
  if (touched_.empty()) return source_->forEachOfEventsIn(document, events, visit);
  return EventSource::forEachOfEventsIn(document, events, visit);
}

Result<void> EditedSource::forEachLink(const EntityId& entity, const EventFilter& filter,
                                       const LinkVisitor& visit) const {
  const EntityId& id = mergedInto(entity);
  if (touched_.empty() || (!isTouched(id) && filter.place)) {
    if (touched_.empty()) return source_->forEachLink(entity, filter, visit);
    // places may have been merged: the events themselves tell
    return forEachEventOf(id, filter, Detail::kSummary, [&](const Event& event) {
      const bool outgoing = event.subject == id;
      return visit({outgoing ? event.object : event.subject, event.id, event.relation, outgoing,
                    event.date});
    });
  }
  std::vector<Link> changed;
  auto read = forEachChangedLink(id, filter, changed);
  if (!read || isTouched(id)) {
    for (auto link = changed.begin(); read && link != changed.end() && visit(*link);) ++link;
    return read;
  }
  auto next = changed.begin();
  bool wanted = true;
  read = source_->forEachLink(id, filter, [&](const Link& link) {
    if (isTouched(link.other)) return true;
    while (wanted && next != changed.end() &&
           comesBefore(placeInOrder(*next), placeInOrder(link))) {
      wanted = visit(*next++);
    }
    if (wanted) wanted = visit(link);
    return wanted;
  });
  if (!read) return read;
  while (wanted && next != changed.end()) wanted = visit(*next++);
  return {};
}

Result<void> EditedSource::forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                                           const NeighborVisitor& visit) const {
  // where nothing was edited, the source may know a quicker way than to count links
  if (touched_.empty()) return source_->forEachNeighbor(entity, filter, visit);
  return EventSource::forEachNeighbor(mergedInto(entity), filter, visit);
}

// The links of an entity in the events that were changed.
Result<void> EditedSource::forEachChangedLink(const EntityId& id, const EventFilter& filter,
                                              std::vector<Link>& links) const {
  EventFilter any_place = filter;
  any_place.place.reset();
  return changed_.forEachEventOf(id, any_place, Detail::kSummary, [&](const Event& event) {
    if (!matches(filter, event, filter.place ? countryOf(event.place) : std::string())) return true;
    const bool outgoing = event.subject == id;
    links.push_back(
        {outgoing ? event.object : event.subject, event.id, event.relation, outgoing, event.date});
    return true;
  });
}

Result<void> EditedSource::forEachEntity(const EntityVisitor& visit) const {
  auto next = entities_.begin();
  bool wanted = true;
  const auto read = source_->forEachEntity([&](const Entity& entity) {
    while (wanted && next != entities_.end() && next->first < entity.id) {
      wanted = visit((next++)->second);
    }
    if (wanted && !isTouched(entity.id)) wanted = visit(entity);
    return wanted;
  });
  if (!read) return read;
  while (wanted && next != entities_.end()) wanted = visit((next++)->second);
  return {};
}

Result<void> EditedSource::forEachDocument(const DocumentVisitor& visit) const {
  return source_->forEachDocument(visit);
}

Result<Event> EditedSource::findEvent(const EventId& id) const {
  if (auto changed = changed_.findEvent(id)) return changed;
  auto event = source_->findEvent(id);
  if (!event || touched_.empty()) return event;
  if (isTouched(*event))
    return makeError(ErrorCode::kNotFound, "there is no event " + toString(id));
  if (event->place && isTouched(*event->place)) return withMergedPlace(*event);
  return event;
}

Result<Entity> EditedSource::findEntity(const EntityId& id) const {
  const auto at = entities_.find(mergedInto(id));
  if (at != entities_.end()) return at->second;
  return source_->findEntity(id);
}

Result<Document> EditedSource::findDocument(const DocumentId& id) const {
  return source_->findDocument(id);
}

Result<std::vector<EntityId>> EditedSource::findByKey(std::string_view key) const {
  auto ids = source_->findByKey(key);
  if (!ids || touched_.empty()) return ids;
  for (EntityId& id : *ids) id = mergedInto(id);
  for (const auto& [id, entity] : entities_) {
    const auto& keys = entity.search_keys;
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) ids->push_back(id);
  }
  std::sort(ids->begin(), ids->end());
  ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  return ids;
}

Result<std::vector<std::string>> EditedSource::keysWithPrefix(std::string_view prefix,
                                                              std::size_t limit) const {
  auto keys = source_->keysWithPrefix(prefix, limit);
  if (!keys) return keys;
  for (const EntityId& id : own_) {
    for (const std::string& key : entities_.at(id).search_keys) {
      if (std::string_view(key).substr(0, prefix.size()) == prefix) keys->push_back(key);
    }
  }
  std::sort(keys->begin(), keys->end());
  keys->erase(std::unique(keys->begin(), keys->end()), keys->end());
  if (keys->size() > limit) keys->resize(limit);
  return keys;
}

Result<GraphCounts> EditedSource::counts() const {
  auto counts = source_->counts();
  if (!counts || touched_.empty()) return counts;
  const auto changed = changed_.counts();
  if (!changed) return changed;
  counts->events = counts->events - replaced_events_ + changed->events;
  counts->mentions = counts->mentions - replaced_mentions_ + changed->mentions;
  std::uint64_t gone = 0;
  for (const auto& [from, into] : merged_) gone += source_->findEntity(from).has_value();
  counts->entities = counts->entities - gone + own_.size();
  return counts;
}

}  // namespace chancery
