#include "graph/event_identity.h"

#include <algorithm>

#include "graph/uuid.h"

namespace chancery {

EventId eventIdOf(Relation relation, const EntityId& subject, const EntityId& object,
                  const std::optional<DateSpan>& date) {
  std::string name;
  name.reserve(64 + subject.value.size() + object.value.size());
  name.append("event\n").append(infoOf(relation).name).append("\n");
  name.append(subject.value).append("\n").append(object.value).append("\n");
  if (date) name.append(toIso(*date));
  const boost::uuids::uuid uuid = uuidOfName(name);
  EventId id;
  std::copy(uuid.begin(), uuid.end(), id.bytes.begin());
  return id;
}

bool hasItsId(const Event& event) {
  if (infoOf(event.relation).symmetric && event.object < event.subject) return false;
  return event.id == eventIdOf(event.relation, event.subject, event.object, event.date);
}

}  // namespace chancery
