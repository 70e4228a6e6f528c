#include "export/dyads.h"

#include <algorithm>
#include <boost/uuid/uuid_io.hpp>

#include "graph/uuid.h"

namespace chancery {
namespace {

void count(const Event& event, Dyad& dyad) {
  ++dyad.events;
  ++dyad.by_relation[static_cast<std::size_t>(event.relation)];
  ++dyad.by_status[static_cast<std::size_t>(event.status)];
  dyad.confidence_permille = std::max(dyad.confidence_permille, event.confidence_permille);
  dyad.spells.add(event.date);
}

}  // namespace

void Spells::add(const std::optional<DateSpan>& date) {
  if (!date) {
    undated_ = true;
  } else if (spans_.empty() || addDays(spans_.back().last, 1) < date->first) {
    spans_.push_back(*date);
  } else {
    spans_.back().last = std::max(spans_.back().last, date->last);
  }
}

Result<EventCounts> countEvents(const EventSource& source, const EventFilter& filter) {
  EventCounts counts;
  const auto read = source.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    ++counts[event.subject];
    if (event.object != event.subject) ++counts[event.object];
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return counts;
}

Result<Spells> spellsOf(const EventSource& source, const EventFilter& filter,
                        const EntityId& actor) {
  Spells spells;
  const auto read = source.forEachEventOf(actor, filter, Detail::kSummary, [&](const Event& event) {
    // of somebody who acted for a state on some days, these are events of the state
    if (event.subject == actor || event.object == actor) spells.add(event.date);
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return spells;
}

Result<Dyads> dyadsOf(const EventSource& source, const EventFilter& filter, const EntityId& actor,
                      const EventCounts& actors) {
  Dyads dyads;
  const auto read = source.forEachEventOf(actor, filter, Detail::kSummary, [&](const Event& event) {
    if (event.subject != actor && event.object != actor) return true;  // as above
    const EntityId& other = event.subject == actor ? event.object : event.subject;
    if (!(other < actor) && actors.contains(other)) count(event, dyads[other]);
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return dyads;
}

std::string labelOf(const Dyad& dyad) {
  std::string label;
  for (const RelationInfo& info : relationTable()) {
    const std::uint64_t events = dyad.by_relation[static_cast<std::size_t>(info.relation)];
    if (events == 0) continue;
    label.append(label.empty() ? "" : ", ").append(info.name) += " " + std::to_string(events);
  }
  return label;
}

Relation mainRelationOf(const Dyad& dyad) {
  const auto most = std::max_element(dyad.by_relation.begin(), dyad.by_relation.end());
  return static_cast<Relation>(most - dyad.by_relation.begin());
}

std::string idOfDyad(const EntityId& one, const EntityId& other) {
  return "d." + boost::uuids::to_string(uuidOfName("dyad\n" + one.value + "\n" + other.value));
}

}  // namespace chancery
