#include "graph/event.h"

#include <algorithm>
#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <map>
#include <stdexcept>

#include "graph/event_identity.h"

namespace chancery {
namespace {

void sortUnique(std::vector<Mention>& mentions) {
  std::sort(mentions.begin(), mentions.end());
  mentions.erase(std::unique(mentions.begin(), mentions.end()), mentions.end());
}

}  // namespace

std::string toString(const EventId& id) {
  boost::uuids::uuid uuid;
  std::copy(id.bytes.begin(), id.bytes.end(), uuid.begin());
  return "e." + boost::uuids::to_string(uuid);
}

Result<EventId> parseEventId(std::string_view text) {
  constexpr std::size_t kTextBytes = 38;
  try {
    if (text.size() == kTextBytes && text.substr(0, 2) == "e.") {
      const auto uuid = boost::uuids::string_generator()(text.begin() + 2, text.end());
      EventId id;
      std::copy(uuid.begin(), uuid.end(), id.bytes.begin());
      return id;
    }
  } catch (const std::runtime_error&) {
    // falls through to the one message below
  }
  return makeError(ErrorCode::kInvalidInput,
                   "'" + std::string(text) + "' is not the id of an event (e. and a UUID)");
}

Event makeEvent(Relation relation, EntityId subject, EntityId object, std::optional<DateSpan> date,
                std::vector<Mention> mentions) {
  if (infoOf(relation).symmetric && object < subject) std::swap(subject, object);
  Event event;
  event.id = eventIdOf(relation, subject, object, date);
  event.relation = relation;
  event.subject = std::move(subject);
  event.object = std::move(object);
  event.date = date;
  event.mentions = std::move(mentions);
  return event;
}

void derive(Event& event) {
  sortUnique(event.mentions);

  std::optional<Day> latest;
  for (const Mention& mention : event.mentions) latest = std::max(latest, mention.reported);

  std::optional<Status> status;
  std::map<EntityId, int> places;
  event.topics.clear();
  event.confidence_permille = 0;
  for (const Mention& mention : event.mentions) {
    // the enumeration is in the order of precedence
    if (mention.reported == latest && (!status || mention.status < *status)) {
      status = mention.status;
    }
    if (mention.place) ++places[*mention.place];
    event.topics.insert(event.topics.end(), mention.topics.begin(), mention.topics.end());
    event.confidence_permille = std::max(event.confidence_permille, mention.confidence_permille);
  }
  event.status = status.value_or(Status::kHappened);
  event.place.reset();
  int most = 0;
  for (const auto& [place, count] : places) {
    if (count > most) {
      most = count;
      event.place = place;
    }
  }
  std::sort(event.topics.begin(), event.topics.end());
  event.topics.erase(std::unique(event.topics.begin(), event.topics.end()), event.topics.end());
}

void unite(Event& event, const Event& other) {
  event.mentions.insert(event.mentions.end(), other.mentions.begin(), other.mentions.end());
  derive(event);
}

bool comesBefore(const Event& a, const Event& b) {
  if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
  if (a.date != b.date) return a.date < b.date;
  return a.id < b.id;
}

}  // namespace chancery
