// What the tests of the store put into it, and what they see of it.
#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "../graph/test_events.h"
#include "store/event_store.h"
#include "support/catch.h"

namespace chancery::test {

inline EventStore openOrMake(const std::filesystem::path& directory,
                             std::optional<Day> reading_day = std::nullopt) {
  OpenOptions options;
  options.create_if_missing = true;
  options.reading_day = reading_day;
  auto store = EventStore::open(directory, options);
  INFO((store ? std::string() : store.error().message));
  REQUIRE(store);
  return std::move(*store);
}

inline std::vector<Event> eventsIn(const EventSource& source, const EventFilter& filter = {},
                                   Detail detail = Detail::kMentions) {
  std::vector<Event> events;
  REQUIRE(source.forEachEvent(filter, detail, [&](const Event& event) {
    events.push_back(event);
    return true;
  }));
  return events;
}

inline std::vector<Event> eventsOf(const EventSource& source, const std::string& entity,
                                   const EventFilter& filter = {}) {
  std::vector<Event> events;
  REQUIRE(source.forEachEventOf({entity}, filter, Detail::kMentions, [&](const Event& event) {
    events.push_back(event);
    return true;
  }));
  return events;
}

inline std::vector<Event> eventsBetween(const EventSource& source, const std::string& a,
                                        const std::string& b, const EventFilter& filter = {},
                                        Detail detail = Detail::kMentions) {
  std::vector<Event> events;
  REQUIRE(source.forEachEventBetween({a}, {b}, filter, detail, [&](const Event& event) {
    events.push_back(event);
    return true;
  }));
  return events;
}

inline Strings linksOf(const EventSource& source, const std::string& entity,
                       const EventFilter& filter = {}) {
  Strings links;
  REQUIRE(source.forEachLink({entity}, filter, [&](const Link& link) {
    links.push_back(std::string(link.outgoing ? "> " : "< ") + link.other.value + " " +
                    std::string(infoOf(link.relation).name) + " " +
                    (link.date ? toIso(*link.date) : "") + " " + toString(link.event));
    return true;
  }));
  return links;
}

inline std::vector<Neighbor> neighborsIn(const EventSource& source, const std::string& entity,
                                         const EventFilter& filter = {}) {
  std::vector<Neighbor> neighbors;
  REQUIRE(source.forEachNeighbor({entity}, filter, [&](const Neighbor& neighbor) {
    neighbors.push_back(neighbor);
    return true;
  }));
  return neighbors;
}

// Counted one by one, by the day on which an event begins.
inline std::map<std::pair<EntityId, EntityId>, std::uint64_t> countsIn(const EventSource& source,
                                                                       const CountFilter& filter) {
  std::map<std::pair<EntityId, EntityId>, std::uint64_t> counts;
  for (const Event& event : eventsIn(source)) {
    const auto takes = [](const auto& set, auto member) {
      return set.empty() || set.contains(member);
    };
    if (!event.date || !takes(filter.relations, event.relation) ||
        !takes(filter.statuses, event.status) ||
        (filter.from && event.date->first < *filter.from) ||
        (filter.to && *filter.to < event.date->first)) {
      continue;
    }
    ++counts[std::minmax(event.subject, event.object)];
  }
  return counts;
}

// The pairs with the most events, as topPairs() has them, found by counting.
using PairRows = std::vector<std::tuple<std::uint64_t, EntityId, EntityId>>;
inline PairRows mostIn(const EventSource& source, const CountFilter& filter, std::size_t limit) {
  PairRows rows;
  for (const auto& [pair, events] : countsIn(source, filter)) {
    rows.emplace_back(events, pair.first, pair.second);
  }
  std::sort(rows.begin(), rows.end(), [](const auto& x, const auto& y) {
    return std::tie(std::get<0>(y), std::get<1>(x), std::get<2>(x)) <
           std::tie(std::get<0>(x), std::get<1>(y), std::get<2>(y));
  });
  rows.resize(std::min(limit, rows.size()));
  return rows;
}
inline PairRows mostIn(const EventStore& store, const CountFilter& filter, std::size_t limit) {
  const std::vector<PairCount> pairs = store.topPairs(filter, limit).value();
  PairRows rows;
  for (const PairCount& pair : pairs) rows.emplace_back(pair.events, pair.a, pair.b);
  return rows;
}

inline std::vector<Entity> entitiesIn(const EventSource& source) {
  std::vector<Entity> entities;
  REQUIRE(source.forEachEntity([&](const Entity& entity) {
    entities.push_back(entity);
    return true;
  }));
  return entities;
}

inline std::vector<Document> documentsIn(const EventSource& source) {
  std::vector<Document> documents;
  REQUIRE(source.forEachDocument([&](const Document& document) {
    documents.push_back(document);
    return true;
  }));
  return documents;
}

inline std::vector<Event> eventsToldIn(const EventSource& source, const DocumentId& document,
                                       const EventFilter& filter = {}) {
  std::vector<Event> events;
  REQUIRE(source.forEachEventIn(document, filter, [&](const Event& event) {
    events.push_back(event);
    return true;
  }));
  return events;
}

// The same of these events alone; `events` may be in any order.
inline std::vector<Event> someToldIn(const EventSource& source, const DocumentId& document,
                                     std::vector<EventId> events) {
  std::sort(events.begin(), events.end());
  std::vector<Event> told;
  REQUIRE(source.forEachOfEventsIn(document, events, [&](const Event& event) {
    told.push_back(event);
    return true;
  }));
  return told;
}

// All that can be seen is the same, asked for as a whole and piece by piece.
inline void checkSame(const EventSource& store, const EventSource& expected) {
  const std::vector<Event> events = eventsIn(expected);
  CHECK(eventsIn(store) == events);
  CHECK(entitiesIn(store) == entitiesIn(expected));
  CHECK(documentsIn(store) == documentsIn(expected));
  EventFilter some;
  some.relations = {Relation::kMeet, Relation::kVisit};
  some.statuses = {Status::kHappened};
  for (const Entity& entity : entitiesIn(expected)) {
    for (const EventFilter& filter : {EventFilter(), some}) {
      CHECK(neighborsIn(store, entity.id.value, filter) ==
            neighborsIn(expected, entity.id.value, filter));
    }
  }
  const Strings keys = expected.keysWithPrefix("", 100000).value();
  CHECK(store.keysWithPrefix("", 100000).value() == keys);
  for (const std::string& key : keys) {
    CHECK(store.findByKey(key).value() == expected.findByKey(key).value());
  }
  CHECK(store.counts()->documents == expected.counts()->documents);
  CHECK(store.counts()->entities == expected.counts()->entities);
  CHECK(store.counts()->events == expected.counts()->events);
  CHECK(store.counts()->mentions == expected.counts()->mentions);
  for (const Event& event : events) CHECK(store.findEvent(event.id).value() == event);
  std::vector<EventId> every_other;
  for (std::size_t i = 0; i < events.size(); i += 2) every_other.push_back(events[i].id);
  for (const Document& document : documentsIn(expected)) {
    CHECK(eventsToldIn(store, document.id) == eventsToldIn(expected, document.id));
    CHECK(someToldIn(store, document.id, every_other) ==
          someToldIn(expected, document.id, every_other));
  }
}

// Documents over few actors, days and names, so that they agree and differ in everything: the
// same for the same seed.
class RandomDocuments {
 public:
  explicit RandomDocuments(unsigned seed) : random_(seed) {}

  unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }

  std::string actor() { return "p." + std::string(1, static_cast<char>('a' + below(5))); }
  std::string place() { return "pl." + std::string(1, static_cast<char>('x' + below(3))); }
  std::string date() {
    static const Strings kDates = {"",           "1969-12-30", "1969-12-31/1970-01-02",
                                   "2025",       "2024/2025",  "2025-08",
                                   "2025-08-21", "2025-08-21", "2025-06-01/2025-08-21",
                                   "2025-08-22", "2025-09-01", "2025-06-20/2025-08-21"};
    return kDates[below(static_cast<unsigned>(kDates.size()))];
  }

  // As the passages have them: "p.a … p.b".
  std::vector<SearchTerm> terms() {
    static const Strings kTexts = {"a", "B", "p*", "a p", "p c", "none", "p p"};
    std::vector<SearchTerm> terms;
    for (unsigned left = 1 + below(2); left > 0; --left) {
      terms.push_back(searchTerm(kTexts[below(static_cast<unsigned>(kTexts.size()))]));
      if (below(4) == 0) terms.back().named = {{actor()}, {place()}};
    }
    return terms;
  }

  DocumentEvents next(const std::string& id) {
    std::vector<Line> lines(below(5));
    for (Line& line : lines) {
      line = {actor(),
              static_cast<Relation>(below(4)),
              actor(),
              date(),
              below(2) == 0 ? place() : "",
              static_cast<Status>(below(kStatusCount)),
              static_cast<int>(below(1001))};
    }
    DocumentEvents said = document(id, lines);
    said.document.title = "title" + std::to_string(below(2));
    if (below(2) == 0) said.document.date = day("2025-08-2" + std::to_string(below(3)));
    for (Event& event : said.events) fill(event.mentions[0], said.document);
    for (Entity& entity : said.entities) {
      entity.aliases = {"alias" + std::to_string(below(4)), "alias" + std::to_string(below(4))};
      entity.search_keys = {"key" + std::to_string(below(4)), entity.id.value};
      if (below(2) == 0) entity.label = "label" + std::to_string(below(3));
      if (below(2) == 0) entity.country = below(2) == 0 ? "RU" : "IN";
    }
    return said;
  }

 private:
  void fill(Mention& mention, const Document& document) {
    mention.reported = document.date;
    mention.begin = below(3);
    if (below(2) == 0) mention.code_point_begin = mention.begin;
    for (unsigned i = below(3); i > 0; --i) mention.topics.push_back("topic" + std::to_string(i));
    std::sort(mention.topics.begin(), mention.topics.end());
    mention.extractor = "test/1";
  }

  std::mt19937 random_;
};

inline std::vector<Event> found(const EventSource& source, const std::vector<SearchTerm>& terms,
                                const EventFilter& filter = {}) {
  std::vector<Event> events;
  const auto take = [&](const Event& event) {
    events.push_back(event);
    return true;
  };
  const auto* store = dynamic_cast<const EventStore*>(&source);
  REQUIRE((store != nullptr ? store->search(terms, filter, take)
                            : searchEvents(source, terms, filter, take)));
  return events;
}

inline EventFilter randomFilter(RandomDocuments& random) {
  EventFilter filter;
  const Strings days = {"1969-12-31", "1970-01-01", "2024-06-01", "2025-08-20",
                        "2025-08-21", "2025-08-25", "2025-12-31"};
  const auto any_day = [&] { return day(days[random.below(7)]); };
  if (random.below(2) == 0) filter.from = any_day();
  if (random.below(2) == 0) filter.to = any_day();
  if (random.below(4) == 0) filter.dates = DateMatch::kWithin;
  if (random.below(3) == 0) filter.relations = {Relation::kMeet, Relation::kGreet};
  if (random.below(4) == 0) filter.statuses = {Status::kHappened, Status::kPlanned};
  if (random.below(4) == 0) filter.place = EntityId{random.below(2) == 0 ? "c.ru" : "pl.x"};
  if (random.below(4) == 0) filter.with = EntityId{random.actor()};
  if (random.below(4) == 0) filter.min_confidence_permille = 500;
  if (random.below(5) == 0) filter.topics = {random.below(2) == 0 ? "topic1" : "topic2", "none"};
  return filter;
}

}  // namespace chancery::test
