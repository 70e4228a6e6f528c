#include "graph/edited_source.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <mutex>

#include "graph/entity_union.h"

namespace chancery {
namespace {

// Questions about one entity that are answered by themselves; whoever asks more will ask about all.
constexpr std::size_t kQuestionsByThemselves = 64;

// Beyond one in so many it takes longer to find entities one by one than to read all.
constexpr std::size_t kEntitiesReadInTheTimeOfOneFound = 4;

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

struct EventIdHash {
  std::size_t operator()(const EventId& id) const {
    std::size_t hash = 0;
    std::memcpy(&hash, id.bytes.data(), sizeof hash);
    return hash;
  }
};

// The event of a link, as far as it decides on the order.
Event placeInOrder(const Link& link) {
  Event event;
  event.id = link.event;
  event.date = link.date;
  return event;
}

}  // namespace

// What was read of the source, behind a lock.
struct EditedSource::Read {
  std::mutex mutex;
  std::optional<Changed> all;
  std::map<std::pair<EntityId, EntityId>, std::shared_ptr<const MemorySource>> around;
};

EditedSource::EditedSource(const EventSource& source)
    : source_(&source), read_(std::make_unique<Read>()) {}
EditedSource::EditedSource(EditedSource&&) noexcept = default;
EditedSource& EditedSource::operator=(EditedSource&&) noexcept = default;
EditedSource::~EditedSource() = default;

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
  for (const auto& [from, into] : edited.merged_) edited.merges_[into].push_back(from);
  edited.splits_ = edits.splits;
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
  if (!read) return tl::unexpected<Error>(read.error());
  if (!edited.splits_.empty()) {
    const auto changed = edited.all();
    if (!changed) return tl::unexpected<Error>(changed.error());
  }
  return edited;
}

const EntityId& EditedSource::mergedInto(const EntityId& id) const {
  const auto at = merged_.find(id);
  return at == merged_.end() ? id : at->second;
}

Result<std::map<EntityId, Entity>> EditedSource::readTouched() const {
  std::map<EntityId, Entity> entities;
  const auto counts = source_->counts();
  if (!counts) return tl::unexpected<Error>(counts.error());
  if (touched_.size() > counts->entities / kEntitiesReadInTheTimeOfOneFound) {
    const auto read = source_->forEachEntity([&](const Entity& entity) {
      if (isTouched(entity.id)) entities.emplace_hint(entities.end(), entity.id, entity);
      return true;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return entities;
  }
  for (const EntityId& id : touched_) {
    auto entity = source_->findEntity(id);
    if (entity) {
      entities.emplace(id, std::move(*entity));
    } else if (entity.error().code != ErrorCode::kNotFound) {
      return tl::unexpected<Error>(entity.error());
    }
  }
  return entities;
}

Result<void> EditedSource::readEntities(const EntityEdits& edits) {
  std::vector<Entity> gone;
  auto read = readTouched();
  if (!read) return tl::unexpected<Error>(read.error());
  for (auto& [id, entity] : *read) {
    if (merged_.contains(id)) {
      gone.push_back(std::move(entity));
    } else {
      entities_.emplace_hint(entities_.end(), id, std::move(entity));
    }
  }
  gone_ = gone.size();
  const auto takeGiven = [&](const Entity& given) {
    if (merged_.contains(given.id) || entities_.contains(given.id)) return;
    entities_.emplace(given.id, given);
    own_.insert(given.id);
  };
  if (gone_ + entities_.size() < touched_.size()) {  // the source does not know all of them
    for (const EntityMerge& merge : edits.merges) takeGiven(merge.into);
    for (const EntitySplit& split : edits.splits) takeGiven(split.into);
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

Result<void> EditedSource::readChanged(const Questions& ask, Changed& changed) const {
  const auto nowOf = [&](const EntityId& id, const EntityId& other, const Event& event,
                         const Mention& mention) -> const EntityId& {
    for (const EntitySplit& split : splits_) {
      if (split.from == id && appliesTo(split, event, mention, other)) {
        return mergedInto(split.into.id);
      }
    }
    return mergedInto(id);
  };
  std::set<EventId> seen;
  std::map<DocumentId, std::vector<Event>> by_document;
  const auto read = ask([&](const Event& event) {
    if (!seen.insert(event.id).second) return true;
    changed.replaced_mentions += event.mentions.size();
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
  changed.replaced_events = seen.size();
  for (auto& [id, events] : by_document) {
    DocumentEvents said;
    said.document.id = id;
    said.events = std::move(events);
    changed.events.add(std::move(said));
  }
  return {};
}

Result<const EditedSource::Changed*> EditedSource::all() const {
  const std::lock_guard lock(read_->mutex);
  if (!read_->all) {
    Changed changed;
    const auto read = readChanged(
        [&](const EventVisitor& visit) {
          Result<void> asked;
          for (auto id = touched_.begin(); asked && id != touched_.end(); ++id) {
            asked = source_->forEachEventOf(*id, {}, Detail::kMentions, visit);
          }
          return asked;
        },
        changed);
    if (!read) return tl::unexpected<Error>(read.error());
    read_->all = std::move(changed);
  }
  return &*read_->all;
}

std::vector<EntityId> EditedSource::partsOf(const EntityId& id) const {
  std::vector<EntityId> parts = {id};
  const auto at = merges_.find(id);
  if (at != merges_.end()) parts.insert(parts.end(), at->second.begin(), at->second.end());
  return parts;
}

// The events of an entity that were changed, and maybe others of it.
Result<void> EditedSource::askAround(const EntityId& id, const EntityId* with,
                                     const EventVisitor& visit) const {
  const std::vector<EntityId> parts = partsOf(id);
  std::vector<EntityId> others;
  if (with != nullptr) {
    others = partsOf(*with);
  } else if (!isTouched(id)) {
    const auto read = source_->forEachNeighbor(id, {}, [&](const Neighbor& neighbor) {
      if (isTouched(neighbor.id)) others.push_back(neighbor.id);
      return true;
    });
    if (!read) return read;
  } else {
    for (const EntityId& part : parts) {
      const auto read = source_->forEachEventOf(part, {}, Detail::kMentions, visit);
      if (!read) return read;
    }
    return {};
  }
  for (const EntityId& part : parts) {
    for (const EntityId& other : others) {
      const auto read = source_->forEachEventBetween(part, other, {}, Detail::kMentions, visit);
      if (!read) return read;
    }
  }
  return {};
}

Result<std::shared_ptr<const MemorySource>> EditedSource::changedOf(const EntityId& id,
                                                                    const EntityId* with) const {
  const bool nothing_changed = with != nullptr && !isTouched(id) && !isTouched(*with);
  if (nothing_changed) return std::make_shared<const MemorySource>();
  {
    const std::lock_guard lock(read_->mutex);
    const std::pair key(id, with != nullptr ? *with : EntityId());
    const auto at = read_->around.find(key);
    if (at != read_->around.end()) return at->second;
    if (!read_->all && splits_.empty() && read_->around.size() < kQuestionsByThemselves) {
      Changed changed;
      const auto read = readChanged(
          [&](const EventVisitor& visit) { return askAround(id, with, visit); }, changed);
      if (!read) return tl::unexpected<Error>(read.error());
      return read_->around
          .emplace(key, std::make_shared<const MemorySource>(std::move(changed.events)))
          .first->second;
    }
  }
  const auto changed = all();
  if (!changed) return tl::unexpected<Error>(changed.error());
  // kept by this source, not by whoever gets it
  return std::shared_ptr<const MemorySource>(std::shared_ptr<void>(), &(*changed)->events);
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
Result<void> EditedSource::visitBoth(const MemorySource& all_changed, const EventFilter& filter,
                                     const EventVisitor& visit, const Visits& visits) const {
  EventFilter any_place = filter;  // the places of the changed events stand in no document there
  any_place.place.reset();
  EventFilter only_place;
  only_place.place = filter.place;
  const auto isThere = [&](const Event& event) {
    return !filter.place || matches(only_place, event, countryOf(event.place));
  };
  std::vector<Event> changed;
  auto read = visits(all_changed, any_place, [&](const Event& event) {
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
  const auto changed = all();
  if (!changed) return tl::unexpected<Error>(changed.error());
  return visitBoth((*changed)->events, filter, visit,
                   [detail](const EventSource& source, const EventFilter& f,
                            const EventVisitor& v) { return source.forEachEvent(f, detail, v); });
}

Result<void> EditedSource::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                          Detail detail, const EventVisitor& visit) const {
  if (touched_.empty()) return source_->forEachEventOf(entity, filter, detail, visit);
  const EntityId& id = mergedInto(entity);
  const auto changed = changedOf(id);
  if (!changed) return tl::unexpected<Error>(changed.error());
  return visitBoth(**changed, filter, visit,
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
  const auto changed = changedOf(one, &other);
  if (!changed) return tl::unexpected<Error>(changed.error());
  return visitBoth(**changed, filter, visit,
                   [&](const EventSource& source, const EventFilter& f, const EventVisitor& v) {
                     return source.forEachEventBetween(one, other, f, detail, v);
                   });
}

Result<void> EditedSource::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                          const EventVisitor& visit) const {
  if (touched_.empty()) return source_->forEachEventIn(document, filter, visit);
  const auto changed = all();
  if (!changed) return tl::unexpected<Error>(changed.error());
  return visitBoth((*changed)->events, filter, visit,
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
  if (isTouched(entity) || filter.place) {
    return EventSource::forEachNeighbor(mergedInto(entity), filter, visit);
  }
  std::map<EntityId, Neighbor> neighbors;
  auto read = source_->forEachNeighbor(entity, filter, [&](const Neighbor& neighbor) {
    if (!isTouched(neighbor.id)) neighbors.emplace(neighbor.id, neighbor);
    return true;
  });
  if (!read) return read;
  std::vector<Link> changed;
  read = forEachChangedLink(entity, filter, changed);
  if (!read) return read;
  for (const Link& link : changed) {
    Neighbor& neighbor = neighbors[link.other];
    neighbor.id = link.other;
    addEvent(neighbor, link.relation, link.date);
  }
  for (const auto& [id, neighbor] : neighbors) {
    if (!visit(neighbor)) break;
  }
  return {};
}

// The links of an entity in the events that were changed.
Result<void> EditedSource::forEachChangedLink(const EntityId& id, const EventFilter& filter,
                                              std::vector<Link>& links) const {
  EventFilter any_place = filter;
  any_place.place.reset();
  const auto changed = changedOf(id);
  if (!changed) return tl::unexpected<Error>(changed.error());
  return (*changed)->forEachEventOf(id, any_place, Detail::kSummary, [&](const Event& event) {
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
  auto event = source_->findEvent(id);
  if (touched_.empty()) return event;
  if (!event || isTouched(*event)) {
    const auto changed = all();
    if (!changed) return tl::unexpected<Error>(changed.error());
    auto now = (*changed)->events.findEvent(id);
    if (now || !event) return now;
    return makeError(ErrorCode::kNotFound, "there is no event " + toString(id));
  }
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
  const auto read = all();
  if (!read) return tl::unexpected<Error>(read.error());
  const auto changed = (*read)->events.counts();
  if (!changed) return changed;
  counts->events = counts->events - (*read)->replaced_events + changed->events;
  counts->mentions = counts->mentions - (*read)->replaced_mentions + changed->mentions;
  counts->entities = counts->entities - gone_ + own_.size();
  return counts;
}

Result<EventTally> EditedSource::tally() const {
  EventTally tally;
  const auto count = [&](const Event& event) {
    ++tally.by_relation[static_cast<std::size_t>(event.relation)];
    event.date ? ++tally.by_year[toCivil(event.date->first).year] : ++tally.without_date;
    return true;
  };
  if (touched_.empty() || !splits_.empty()) {
    const auto all_counts = counts();
    if (!all_counts) return tl::unexpected<Error>(all_counts.error());
    tally.counts = *all_counts;
    const auto read = forEachEvent({}, Detail::kSummary, count);
    if (!read) return tl::unexpected<Error>(read.error());
    return tally;
  }
  const auto before = source_->counts();
  if (!before) return tl::unexpected<Error>(before.error());
  // By the id that an event has now.
  std::unordered_map<EventId, EventId, EventIdHash> first_of;
  std::set<EventId> united, of_one_alone;  // of the source
  auto read = source_->forEachEvent({}, Detail::kSummary, [&](const Event& event) {
    if (!isTouched(event)) return count(event);
    const EntityId& subject = mergedInto(event.subject);
    const EntityId& object = mergedInto(event.object);
    if (subject == object) {
      of_one_alone.insert(event.id);
      return true;
    }
    const EventId id = makeEvent(event.relation, subject, object, event.date, {}).id;
    const auto [first, added] = first_of.try_emplace(id, event.id);
    if (added) return count(event);
    united.insert({first->second, event.id});
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  const std::uint64_t events_before = united.size() + of_one_alone.size();
  united.merge(of_one_alone);
  Changed changed;
  read = readChanged(
      [&](const EventVisitor& visit) -> Result<void> {
        for (const EventId& id : united) {
          const auto event = source_->findEvent(id);
          if (!event) return tl::unexpected<Error>(event.error());
          visit(*event);
        }
        return {};
      },
      changed);
  if (!read) return tl::unexpected<Error>(read.error());
  const auto now = changed.events.counts();
  if (!now) return tl::unexpected<Error>(now.error());
  tally.counts = *before;
  tally.counts.entities = before->entities - gone_ + own_.size();
  tally.counts.events = before->events - events_before + now->events;
  tally.counts.mentions = before->mentions - changed.replaced_mentions + now->mentions;
  return tally;
}

}  // namespace chancery
