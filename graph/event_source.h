// What any holder of events can be asked: a store on disk, or a plain collection in memory.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/event.h"

namespace chancery {

// What a date that is not exact has to do with the days asked about: "2025-08" touches 21 August,
// but does not lie within it.
enum class DateMatch { kOverlap, kWithin };

// Which events are wanted. A default filter takes all.
struct EventFilter {
  std::optional<Day> from;  // events that end before it are left out, and all without a date
  std::optional<Day> to;    // events that begin after it are left out, and all without a date
  DateMatch dates = DateMatch::kOverlap;
  RelationSet relations;            // empty: any
  StatusSet statuses;               // empty: any
  std::optional<EntityId> place;    // this place; where it is a country, the places in it, too
  std::optional<EntityId> with;     // the entity takes part
  std::vector<std::string> topics;  // one of them at least; empty: any
  int min_confidence_permille = 0;

  bool takesDate(const std::optional<DateSpan>& date) const;
  bool takesTopics(const std::vector<std::string>& of_event) const;
  bool takesAll() const;
};

// How much of an event is wanted: without mentions a store need not touch the evidence.
enum class Detail { kSummary, kMentions };

// One end of an event as its other end sees it.
struct Link {
  EntityId other;
  EventId event;
  Relation relation = Relation::kMeet;
  bool outgoing = true;  // the entity asked about is the subject
  std::optional<DateSpan> date;
};

// How many events there are of each relation, in the order of the enumeration.
using RelationCounts = std::array<std::uint64_t, kRelationCount>;

// What lies between an actor and one of its partners.
struct Neighbor {
  EntityId id;
  std::uint64_t events = 0;
  RelationCounts by_relation{};
  std::optional<Day> first;  // of the first event with a date begins; none: no event has a date
  std::optional<Day> last;   // of the last one ends

  friend bool operator==(const Neighbor&, const Neighbor&) = default;
};
// Counts one more event of that relation and date.
void addEvent(Neighbor& neighbor, Relation relation, const std::optional<DateSpan>& date);

struct GraphCounts {
  std::uint64_t documents = 0;
  std::uint64_t entities = 0;
  std::uint64_t events = 0;
  std::uint64_t mentions = 0;
};

// Invariants: one call sees one state of the source, whatever is written meanwhile; the order of
// every visit is fixed by content, events by comesBefore(), the rest by id.
//
// A visitor returns false to stop; that is no error. Errors: kIo and kCorruption from a source
// on disk, kNotFound where a single thing is asked for.
//
// Thread safety: const members may be called from any number of threads at once.
class EventSource {
 public:
  using EventVisitor = std::function<bool(const Event&)>;
  using EntityVisitor = std::function<bool(const Entity&)>;
  using DocumentVisitor = std::function<bool(const Document&)>;
  using LinkVisitor = std::function<bool(const Link&)>;
  using NeighborVisitor = std::function<bool(const Neighbor&)>;

  virtual ~EventSource() = default;

  virtual Result<void> forEachEvent(const EventFilter& filter, Detail detail,
                                    const EventVisitor& visit) const = 0;
  virtual Result<void> forEachEventOf(const EntityId& entity, const EventFilter& filter,
                                      Detail detail, const EventVisitor& visit) const = 0;
  virtual Result<void> forEachEventBetween(const EntityId& a, const EntityId& b,
                                           const EventFilter& filter, Detail detail,
                                           const EventVisitor& visit) const = 0;

  // What one document tells: the events that it mentions and the filter takes, each with its
  // mentions in this document alone and what follows from them. The filter is asked of the event
  // as all documents together tell it. A document that is not there tells nothing.
  virtual Result<void> forEachEventIn(const DocumentId& document, const EventFilter& filter,
                                      const EventVisitor& visit) const = 0;
  // The same of `events` alone, which are sorted; those that the document does not tell of are
  // passed over. Looks at all that the document tells, unless a source knows a quicker way.
  virtual Result<void> forEachOfEventsIn(const DocumentId& document,
                                         const std::vector<EventId>& events,
                                         const EventVisitor& visit) const;

  // The ends of the entity's events, in the order of the events; filters on status, place and
  // confidence are honoured, at the price of reading the events.
  virtual Result<void> forEachLink(const EntityId& entity, const EventFilter& filter,
                                   const LinkVisitor& visit) const = 0;

  // The partners of the entity in the events that the filter takes, by id, without the entity
  // itself. Counts its links, unless a source knows a quicker way.
  virtual Result<void> forEachNeighbor(const EntityId& entity, const EventFilter& filter,
                                       const NeighborVisitor& visit) const;

  virtual Result<void> forEachEntity(const EntityVisitor& visit) const = 0;
  virtual Result<void> forEachDocument(const DocumentVisitor& visit) const = 0;

  virtual Result<Event> findEvent(const EventId& id) const = 0;
  virtual Result<Entity> findEntity(const EntityId& id) const = 0;
  virtual Result<Document> findDocument(const DocumentId& id) const = 0;

  // Entities one of whose search keys equals `key`, by id.
  virtual Result<std::vector<EntityId>> findByKey(std::string_view key) const = 0;
  // The search keys that begin with `prefix`, sorted, at most `limit`.
  virtual Result<std::vector<std::string>> keysWithPrefix(std::string_view prefix,
                                                          std::size_t limit) const = 0;

  virtual Result<GraphCounts> counts() const = 0;

  // Whether there may be more in what it is made of, so that it pays to ask a document for some of
  // what it tells.
  virtual bool showsPart() const { return false; }
};

// Whether `place` is the one wanted or, where that is a country, lies in it. `country_of_place` is
// the ISO code of the country in which it lies, empty where not known.
bool liesIn(const EntityId& place, const EntityId& wanted, std::string_view country_of_place);

// True when the filter takes the event. `country_of_place` is the ISO code of the country in
// which the event's place lies, empty where not known.
bool matches(const EventFilter& filter, const Event& event, std::string_view country_of_place);

}  // namespace chancery
