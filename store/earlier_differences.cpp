// What an EarlierSource holds: worked out from the documents that differ.
#include <algorithm>
#include <utility>

#include "graph/entity_union.h"
#include "store/earlier_source.h"

namespace chancery::store {

// Works out how the events were of which documents of the difference tell.
class EarlierSource::Events {
 public:
  Events(View& view, const Difference& difference) : view_(view) {
    for (const DocumentRow& row : difference.hidden) hidden_.insert(row.number);
  }

  Result<void> hide(DocumentNumber document) {
    const auto said = view_.said(document);
    if (!said) return tl::unexpected(said.error());
    for (const EventId& id : said->events) {
      const auto then = at(id);
      if (!then) return tl::unexpected(then.error());
      if (!*then) return corrupt(Family::kEvents, "'" + toString(id) + "' is missing");
    }
    return {};
  }

  Result<void> add(const DocumentEvents& version) {
    for (const Event& told : version.events) {
      const auto then = at(told.id);
      if (!then) return tl::unexpected(then.error());
      Event& event = *then ? **then : events_.emplace(told.id, told).first->second;
      if (!*then) continue;
      event.mentions.insert(event.mentions.end(), told.mentions.begin(), told.mentions.end());
    }
    return {};
  }

  void moveInto(EarlierSource& source) {
    std::map<DocumentId, std::vector<Event>> by_document;
    for (auto& [id, event] : events_) {
      source.actors_.insert({event.subject, event.object});
      if (!event.mentions.empty()) ++source.then_.events;
      source.then_.mentions += event.mentions.size();
      for (Mention& mention : event.mentions) {
        const DocumentId document = mention.document;
        by_document[document].push_back(
            makeEvent(event.relation, event.subject, event.object, event.date, {mention}));
      }
    }
    for (auto& [id, events] : by_document) {
      DocumentEvents said;
      said.document.id = id;
      said.events = std::move(events);
      source.events_.add(std::move(said));
    }
    source.replaced_ = std::move(replaced_);
    source.before_.events = source.replaced_.size();
    source.before_.mentions = mentions_before_;
    std::sort(source.replaced_.begin(), source.replaced_.end());
  }

 private:
  // The event with the mentions of all documents that are not hidden; nullptr where none is held.
  Result<Event*> at(const EventId& id) {
    const auto known = events_.find(id);
    if (known != events_.end()) return &known->second;
    const auto entry = view_.event(id);
    if (!entry) return tl::unexpected(entry.error());
    if (!*entry) return nullptr;
    auto event = view_.toEvent(id, (*entry)->row);
    if (!event) return tl::unexpected(event.error());
    const auto told = view_.tellings(id, **entry);
    if (!told) return tl::unexpected(told.error());
    for (const Telling& telling : *told) {
      const auto mentions = view_.mentionsOf(telling);
      if (!mentions) return tl::unexpected(mentions.error());
      mentions_before_ += mentions->size();
      if (hidden_.contains(telling.document)) continue;
      event->mentions.insert(event->mentions.end(), mentions->begin(), mentions->end());
    }
    replaced_.push_back(id);
    return &events_.emplace(id, std::move(*event)).first->second;
  }

  View& view_;
  std::set<DocumentNumber> hidden_;
  std::map<EventId, Event> events_;
  std::vector<EventId> replaced_;
  std::uint64_t mentions_before_ = 0;
};

// Works out how the entities were.
class EarlierSource::Entities {
 public:
  explicit Entities(View& view) : view_(view) {}

  Result<void> hide(DocumentNumber document) {
    const auto said = view_.said(document);
    if (!said) return tl::unexpected(said.error());
    for (const VariantRef& ref : said->variants) {
      const auto id = view_.idOf(ref.entity);
      if (!id) return tl::unexpected(id.error());
      ++changes_[**id].hidden[variantKey(ref.entity, ref.digest)];
    }
    return {};
  }

  void add(const DocumentEvents& version) {
    for (const Entity& entity : version.entities) changes_[entity.id].came.push_back(&entity);
  }

  Result<void> moveInto(EarlierSource& source) {
    for (const auto& [id, change] : changes_) {
      auto before = view_.entity(id);
      if (!before) return tl::unexpected(before.error());
      auto then = entityThen(id, change);
      if (!then) return tl::unexpected(then.error());
      const bool was_there = before->has_value();
      if (was_there && *then == (*before)->entity) continue;
      if (was_there) ++source.before_.entities;
      if (*then) ++source.then_.entities;
      const std::string country = was_there ? (*before)->entity.country : std::string();
      if ((*then ? (*then)->country : std::string()) != country) source.countries_differ_ = true;
      source.entities_.emplace(id, std::move(*then));
    }
    return {};
  }

 private:
  struct Change {
    std::map<std::string, std::uint64_t> hidden;  // by key of a variant: documents that give it
    std::vector<const Entity*> came;
  };

  Result<std::optional<Entity>> entityThen(const EntityId& id, const Change& change) {
    std::optional<Entity> then;
    const auto add = [&](const Entity& entity) {
      if (!then) then = entity;
      unite(*then, entity);
    };
    const auto number = view_.numberOf(id);
    if (!number) return tl::unexpected(number.error());
    if (*number) {
      const std::string prefix = keyOf(**number);
      Scan rows(view_, Family::kVariants, prefix, endOfPrefix(prefix));
      for (; rows.valid(); rows.next()) {
        const auto row = decodeVariant(id.value, rows.value());
        if (!row) return corrupt(Family::kVariants, "a row of '" + id.value + "' cannot be read");
        const auto hidden = change.hidden.find(std::string(rows.key()));
        if (hidden != change.hidden.end() && hidden->second >= row->documents) continue;
        add(row->entity);
      }
      const auto status = rows.status();
      if (!status) return tl::unexpected(status.error());
    }
    for (const Entity* entity : change.came) add(*entity);
    return then;
  }

  View& view_;
  std::map<EntityId, Change> changes_;
};

Result<std::unique_ptr<EarlierSource>> EarlierSource::over(const EventSource& below, View& view,
                                                           Difference difference) {
  std::unique_ptr<EarlierSource> source(new EarlierSource(below));
  Events events(view, difference);
  Entities entities(view);
  for (const DocumentRow& row : difference.hidden) {
    auto hidden = events.hide(row.number);
    if (hidden) hidden = entities.hide(row.number);
    if (!hidden) return tl::unexpected(hidden.error());
    source->hidden_.insert(row.document.id);
  }
  for (const auto& [id, version] : difference.versions) {
    const auto added = events.add(version);
    if (!added) return tl::unexpected(added.error());
    entities.add(version);
    source->documents_.emplace(id, version.document);
  }
  source->before_.documents = source->hidden_.size();
  source->then_.documents = source->documents_.size();
  events.moveInto(*source);
  const auto moved = entities.moveInto(*source);
  if (!moved) return tl::unexpected(moved.error());
  const auto kept = source->keepKeys(view);
  if (!kept) return tl::unexpected(kept.error());
  return source;
}

Result<void> EarlierSource::keepKeys(const View& view) {
  for (const auto& [id, entity] : entities_) {
    if (!entity) continue;
    for (const std::string& key : entity->search_keys) by_key_[key].insert(id);
  }
  for (const auto& [id, entity] : entities_) {
    const auto now = view.entity(id);
    if (!now) return tl::unexpected(now.error());
    if (!*now) continue;
    for (const std::string& key : (*now)->entity.search_keys) {
      const auto had_it = findByKey(key);
      if (!had_it) return tl::unexpected(had_it.error());
      if (had_it->empty()) gone_keys_.insert(key);
    }
  }
  return {};
}

}  // namespace chancery::store
