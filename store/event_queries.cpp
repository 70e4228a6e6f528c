// What an EventStore answers about events: the plan of a question, and the rows that it names.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "store/event_store_impl.h"
#include "store/partner_counts.h"
#include "store/planner.h"

namespace chancery {

using store::EntityNumber;
using store::EventPlan;
using store::EventRow;
using store::Family;
using store::planFor;
using store::RowFilter;
using store::View;

namespace {

// Visits the rows that the question takes.
Result<void> visitRows(View& view, const Result<EventPlan>& plan, const EventFilter& filter,
                       const store::TimeRowVisitor& visit) {
  if (!plan) return tl::unexpected(plan.error());
  return scanTimes(view, plan->query, filter,
                   [&](const EventId& id, const EventRow& row) -> Result<bool> {
                     const auto taken = plan->rows.takes(view, row);
                     if (!taken) return taken;
                     return *taken ? visit(id, row) : Result<bool>(true);
                   });
}

Result<void> visitEvents(View& view, const Result<EventPlan>& plan, const EventFilter& filter,
                         Detail detail, const EventSource::EventVisitor& visit) {
  Event event;  // one for all rows, so that its memory is taken once
  return visitRows(view, plan, filter, [&](const EventId& id, const EventRow& row) -> Result<bool> {
    const auto filled = view.fill(event, id, row);
    if (!filled) return tl::unexpected(filled.error());
    if (detail == Detail::kMentions) {
      auto mentions = view.mentionsOf(id);
      if (!mentions) return tl::unexpected(mentions.error());
      event.mentions = std::move(*mentions);
    }
    return visit(event);
  });
}

Result<void> giveName(View& view, EntityNumber number, Neighbor& neighbor) {
  const auto name = view.idOf(number);
  if (!name) return tl::unexpected(name.error());
  neighbor.id = **name;
  return {};
}

Result<std::vector<Neighbor>> neighborsByCounts(View& view, EntityNumber actor,
                                                const EventFilter& filter) {
  std::optional<EntityNumber> with;
  if (filter.with) {
    const auto number = view.numberOf(*filter.with);
    if (!number) return tl::unexpected(number.error());
    if (!*number) return std::vector<Neighbor>{};
    if (**number != actor) with = *number;
  }
  std::vector<Neighbor> neighbors;
  const auto read =
      forEachPartner(view, actor, filter, with,
                     [&](EntityNumber partner, const Neighbor& counted) -> Result<bool> {
                       neighbors.push_back(counted);
                       const auto named = giveName(view, partner, neighbors.back());
                       if (!named) return tl::unexpected(named.error());
                       return true;
                     });
  if (!read) return tl::unexpected(read.error());
  return neighbors;
}

// Counted by number: a name is read once for each partner, not for each event.
Result<std::vector<Neighbor>> neighborsByRows(View& view, const EntityId& entity,
                                              EntityNumber actor, const EventFilter& filter) {
  std::vector<Neighbor> neighbors;
  std::unordered_map<std::uint32_t, std::uint32_t> place_of;
  const auto counted =
      visitRows(view, planFor(view, filter, entity), filter,
                [&](const EventId&, const EventRow& row) -> Result<bool> {
                  const EntityNumber other =
                      row.record.subject == actor ? row.record.object : row.record.subject;
                  if (other == actor) return true;
                  const auto [at, is_new] = place_of.try_emplace(
                      other.value, static_cast<std::uint32_t>(neighbors.size()));
                  if (is_new) {
                    const auto named = giveName(view, other, neighbors.emplace_back());
                    if (!named) return tl::unexpected(named.error());
                  }
                  addEvent(neighbors[at->second], row.record.relation, row.date);
                  return true;
                });
  if (!counted) return tl::unexpected(counted.error());
  return neighbors;
}

// What a document tells of the events that the filter takes, in the order of comesBefore(); with
// `only`, of those alone.
Result<std::vector<Event>> eventsIn(View& view, store::DocumentNumber document,
                                    const EventFilter& filter, const std::vector<EventId>* only) {
  const auto said = view.said(document);
  if (!said) return tl::unexpected(said.error());
  const auto wanted = RowFilter::of(view, filter);
  if (!wanted) return tl::unexpected(wanted.error());
  std::vector<Event> events;
  for (std::uint32_t position = 0; position < said->events.size(); ++position) {
    const EventId& id = said->events[position];
    if (only != nullptr && !std::binary_search(only->begin(), only->end(), id)) continue;
    const auto entry = view.event(id);
    if (!entry) return tl::unexpected(entry.error());
    if (!*entry) return store::corrupt(Family::kEvents, "'" + toString(id) + "' is missing");
    const EventRow& row = (*entry)->row;
    const auto taken = wanted->takes(view, row);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) continue;
    auto event = view.toEvent(id, row);
    if (!event) return tl::unexpected(event.error());
    auto mentions = view.mentionsOf(store::Telling{document, position});
    if (!mentions) return tl::unexpected(mentions.error());
    event->mentions = std::move(*mentions);
    derive(*event);
    events.push_back(std::move(*event));
  }
  std::sort(events.begin(), events.end(), comesBefore);
  return events;
}

Result<void> visitTold(View& view, const DocumentId& document, const EventFilter& filter,
                       const std::vector<EventId>* only, const EventSource::EventVisitor& visit) {
  const auto row = view.document(document);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return {};
  const auto told = eventsIn(view, (*row)->number, filter, only);
  if (!told) return tl::unexpected(told.error());
  for (const Event& event : *told) {
    if (!visit(event)) break;
  }
  return {};
}

}  // namespace

Result<ReadPlan> EventStore::plan(const EventQuestion& question) const {
  View view(*impl_->database);
  return store::explain(view, question);
}

Result<void> EventStore::forEachEvent(const EventFilter& filter, Detail detail,
                                      const EventVisitor& visit) const {
  View view(*impl_->database);
  return visitEvents(view, planFor(view, filter), filter, detail, visit);
}

Result<void> EventStore::forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                        Detail detail, const EventVisitor& visit) const {
  View view(*impl_->database);
  return visitEvents(view, planFor(view, filter, entity), filter, detail, visit);
}

Result<void> EventStore::forEachEventBetween(const EntityId& a, const EntityId& b,
                                             const EventFilter& filter, Detail detail,
                                             const EventVisitor& visit) const {
  View view(*impl_->database);
  return visitEvents(view, planFor(view, filter, a, b), filter, detail, visit);
}

Result<void> EventStore::forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                        const EventVisitor& visit) const {
  View view(*impl_->database);
  return visitTold(view, document, filter, nullptr, visit);
}

Result<void> EventStore::forEachOfEventsIn(const DocumentId& document,
                                           const std::vector<EventId>& events,
                                           const EventVisitor& visit) const {
  View view(*impl_->database);
  return visitTold(view, document, {}, &events, visit);
}

Result<void> EventStore::forEachLink(const EntityId& entity, const EventFilter& filter,
                                     const LinkVisitor& visit) const {
  View view(*impl_->database);
  const auto number = view.numberOf(entity);
  if (!number) return tl::unexpected(number.error());
  if (!*number) return {};
  Link link;
  return visitRows(view, planFor(view, filter, entity), filter,
                   [&](const EventId& id, const EventRow& row) -> Result<bool> {
                     link.outgoing = row.record.subject == **number;
                     const auto other =
                         view.idOf(link.outgoing ? row.record.object : row.record.subject);
                     if (!other) return tl::unexpected(other.error());
                     link.other.value.assign((*other)->value);
                     link.event = id;
                     link.relation = row.record.relation;
                     link.date = row.date;
                     return visit(link);
                   });
}

Result<void> EventStore::forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                                         const NeighborVisitor& visit) const {
  View view(*impl_->database);
  const auto number = view.numberOf(entity);
  if (!number) return tl::unexpected(number.error());
  if (!*number) return {};
  auto counted = store::countsAnswer(filter) ? neighborsByCounts(view, **number, filter)
                                             : neighborsByRows(view, entity, **number, filter);
  if (!counted) return tl::unexpected(counted.error());
  std::vector<Neighbor>& neighbors = *counted;
  std::sort(neighbors.begin(), neighbors.end(),
            [](const Neighbor& a, const Neighbor& b) { return a.id < b.id; });
  for (const Neighbor& neighbor : neighbors) {
    if (!visit(neighbor)) break;
  }
  return {};
}

Result<Event> EventStore::findEvent(const EventId& id) const {
  View view(*impl_->database);
  const auto entry = view.event(id);
  if (!entry) return tl::unexpected(entry.error());
  if (!*entry) return store::notFound("event '" + toString(id) + "'");
  auto event = view.toEvent(id, (*entry)->row);
  if (!event) return event;
  auto mentions = view.mentionsOf(id);
  if (!mentions) return tl::unexpected(mentions.error());
  event->mentions = std::move(*mentions);
  return event;
}

}  // namespace chancery
