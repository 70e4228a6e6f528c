#include "store/tidy.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "graph/entity_union.h"
#include "graph/event_identity.h"

namespace chancery::store {
namespace {

constexpr int kFullConfidence = 1000;

void add(Entity& entity, Entity& other) { unite(entity, other); }

// tidy() derives once, however many rows state the event.
void add(Event& event, Event& other) {
  std::move(other.mentions.begin(), other.mentions.end(), std::back_inserter(event.mentions));
}

// Puts things of the same id into one, and them in the order of their ids. They are moved once,
// however long it takes to find out where to.
template <typename Thing>
void uniteEqualIds(std::vector<Thing>& things) {
  const auto before = [](const Thing& a, const Thing& b) { return a.id < b.id; };
  const auto not_after = [&](const Thing& a, const Thing& b) { return !before(a, b); };
  const bool done = std::adjacent_find(things.begin(), things.end(), not_after) == things.end();
  if (done) return;
  std::vector<Thing*> order;
  order.reserve(things.size());
  for (Thing& thing : things) order.push_back(&thing);
  std::stable_sort(order.begin(), order.end(),
                   [&](const Thing* a, const Thing* b) { return before(*a, *b); });
  std::vector<Thing> united;
  united.reserve(things.size());
  for (Thing* thing : order) {
    if (united.empty() || united.back().id != thing->id) {
      united.push_back(std::move(*thing));
    } else {
      add(united.back(), *thing);
    }
  }
  things = std::move(united);
}

tl::unexpected<Error> refuse(const DocumentEvents& said, const Event& event,
                             const std::string& why) {
  return makeError(
      ErrorCode::kInvalidInput,
      "document '" + said.document.id.value + "': the event '" + toString(event.id) + "' " + why);
}

Result<void> check(const DocumentEvents& said, const Event& event, bool ids_are_made) {
  if (!ids_are_made && !hasItsId(event)) {
    return refuse(said, event, "has an id that does not follow from what it states");
  }
  if (event.date && event.date->last < event.date->first) {
    return refuse(said, event, "ends before it begins");
  }
  if (event.mentions.empty()) return refuse(said, event, "has no mention");
  for (const Mention& mention : event.mentions) {
    if (mention.document != said.document.id) {
      return refuse(said, event, "has a mention of document '" + mention.document.value + "'");
    }
    if (mention.confidence_permille < 0 || mention.confidence_permille > kFullConfidence) {
      return refuse(said, event, "has a confidence that is not between 0 and 1000");
    }
  }
  return {};
}

}  // namespace

Result<DocumentEvents> tidy(DocumentEvents said, bool ids_are_made) {
  if (said.document.id.value.empty()) {
    return makeError(ErrorCode::kInvalidInput, "a document needs an id");
  }
  for (const Event& event : said.events) {
    const auto checked = check(said, event, ids_are_made);
    if (!checked) return tl::unexpected(checked.error());
  }
  uniteEqualIds(said.entities);
  uniteEqualIds(said.events);
  for (Entity& entity : said.entities) sortNames(entity);
  for (Event& event : said.events) {
    if (event.mentions.size() > 1) derive(event);  // which sorts them
  }
  return said;
}

}  // namespace chancery::store
