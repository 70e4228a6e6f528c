#include "export/dyads.h"

#include <algorithm>
#include <boost/uuid/uuid_io.hpp>

#include "graph/uuid.h"

namespace chancery {
namespace {

void count(const Event& event, Participant& participant) {
  ++participant.events;
  participant.spells.add(event.date);
}

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

Result<Actors> collectActors(const EventSource& source, const EventFilter& filter, GraphKind kind) {
  Actors actors;
  const auto read = source.forEachEvent(filter, Detail::kSummary, [&](const Event& event) {
    count(event, actors.participants[event.subject]);
    if (event.object != event.subject) count(event, actors.participants[event.object]);
    if (kind == GraphKind::kDyads) {
      count(event, actors.dyads[std::minmax(event.subject, event.object)]);
    }
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return actors;
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

std::string idOf(const Dyads::key_type& pair) {
  return "d." + boost::uuids::to_string(
                    uuidOfName("dyad\n" + pair.first.value + "\n" + pair.second.value));
}

}  // namespace chancery
