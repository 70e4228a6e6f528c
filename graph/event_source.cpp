#include "graph/event_source.h"

#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <map>

namespace chancery {
namespace {

constexpr std::string_view kCountryIdPrefix = "c.";

}  // namespace

bool liesIn(const EntityId& place, const EntityId& wanted, std::string_view country_of_place) {
  if (place == wanted) return true;
  const std::string_view id = wanted.value;
  return id.substr(0, kCountryIdPrefix.size()) == kCountryIdPrefix &&
         boost::algorithm::iequals(id.substr(kCountryIdPrefix.size()), country_of_place);
}

bool EventFilter::takesTopics(const std::vector<std::string>& of_event) const {
  return topics.empty() || std::find_first_of(topics.begin(), topics.end(), of_event.begin(),
                                              of_event.end()) != topics.end();
}

bool EventFilter::takesDate(const std::optional<DateSpan>& date) const {
  if (!date) return !from && !to;
  if (dates == DateMatch::kWithin) {
    return (!from || date->first >= *from) && (!to || date->last <= *to);
  }
  return (!from || date->last >= *from) && (!to || date->first <= *to);
}

bool EventFilter::takesAll() const {
  return !from && !to && relations.empty() && statuses.empty() && !place && !with &&
         topics.empty() && min_confidence_permille <= 0;
}

void addEvent(Neighbor& neighbor, Relation relation, const std::optional<DateSpan>& date) {
  ++neighbor.events;
  ++neighbor.by_relation[static_cast<std::size_t>(relation)];
  if (!date) return;
  neighbor.first = neighbor.first ? std::min(*neighbor.first, date->first) : date->first;
  neighbor.last = std::max(neighbor.last, std::optional(date->last));
}

Result<void> EventSource::forEachOfEventsIn(const DocumentId& document,
                                            const std::vector<EventId>& events,
                                            const EventVisitor& visit) const {
  return forEachEventIn(document, {}, [&](const Event& event) {
    return !std::binary_search(events.begin(), events.end(), event.id) || visit(event);
  });
}

Result<void> EventSource::forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                                          const NeighborVisitor& visit) const {
  std::map<EntityId, Neighbor> by_id;
  const auto done = forEachLink(entity, filter, [&](const Link& link) {
    if (link.other != entity) addEvent(by_id[link.other], link.relation, link.date);
    return true;
  });
  if (!done) return done;
  for (auto& [id, neighbor] : by_id) {
    neighbor.id = id;
    if (!visit(neighbor)) break;
  }
  return {};
}

bool matches(const EventFilter& filter, const Event& event, std::string_view country_of_place) {
  if (!filter.takesDate(event.date)) return false;
  if (!filter.relations.empty() && !filter.relations.contains(event.relation)) return false;
  if (!filter.statuses.empty() && !filter.statuses.contains(event.status)) return false;
  if (filter.with && event.subject != *filter.with && event.object != *filter.with) return false;
  if (event.confidence_permille < filter.min_confidence_permille) return false;
  if (!filter.takesTopics(event.topics)) return false;
  return !filter.place || (event.place && liesIn(*event.place, *filter.place, country_of_place));
}

}  // namespace chancery
