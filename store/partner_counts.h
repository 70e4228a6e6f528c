// How many events two participants have, by relation and status: whom an actor has to do with, told
// without a look at the events.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/view.h"

namespace chancery::store {

// What of an event counts.
struct CountedEvent {
  Relation relation = Relation::kMeet;
  Status status = Status::kHappened;
  std::optional<DateSpan> date;

  friend bool operator==(const CountedEvent&, const CountedEvent&) = default;
};
CountedEvent countedOf(const EventRow& row);

// The events of one relation and status.
struct KindCount {
  Relation relation = Relation::kMeet;
  Status status = Status::kHappened;
  std::uint64_t events = 0;
  std::optional<DateSpan> days;  // from the first day of any to the last one; none: no dates

  friend bool operator==(const KindCount&, const KindCount&) = default;
};

// All events of a pair.
class PartnerCounts {
 public:
  void add(const CountedEvent& event);
  // By relation and status; each has events.
  const std::vector<KindCount>& kinds() const { return kinds_; }
  bool empty() const { return kinds_.empty(); }
  // nullptr where it has no events.
  const KindCount* find(Relation relation, Status status) const;

  friend std::string encode(const PartnerCounts& counts);
  friend std::optional<PartnerCounts> decodePartners(std::string_view bytes);

 private:
  friend class PartnerChange;
  std::vector<KindCount> kinds_;
};
std::string encode(const PartnerCounts& counts);
std::optional<PartnerCounts> decodePartners(std::string_view bytes);

std::string partnerKey(EntityNumber actor, EntityNumber partner);
// None where they have no events. Errors: those of the view.
Result<std::optional<PartnerCounts>> partnersOf(const View& view, EntityNumber a, EntityNumber b);

// What became of one event of a pair.
struct EventChange {
  EventId event;
  std::optional<CountedEvent> before;  // none: it is new
  std::optional<CountedEvent> after;   // none: it goes
};
std::string encode(const EventChange& change);
std::optional<EventChange> decodeChange(std::string_view bytes);

// What became of a pair. Adding costs the same however many events there are; only where one goes
// that was the first or the last of its kind, are the others looked at.
class PartnerChange {
 public:
  void add(EventChange change) { changes_.push_back(std::move(change)); }

  // The counts as they will be; `view` shows how they are. `pair` is as pairPrefix() makes it.
  // Errors: those of the view.
  Result<PartnerCounts> appliedTo(const View& view, std::string_view pair) const;
  // The same, where partnersOf() is known.
  Result<PartnerCounts> appliedTo(const View& view, std::string_view pair,
                                  std::optional<PartnerCounts> held) const;
  // The same where there are none so far.
  Result<PartnerCounts> appliedToNone() const;

 private:
  Result<PartnerCounts> recount(const View& view, std::string_view pair) const;

  std::vector<EventChange> changes_;
};

// Calls `visit(key, value)` for both rows of a pair; without a value where there are no events.
template <typename Visit>
void forEachPartnerRow(std::string_view pair, const PartnerCounts& counts, Visit visit) {
  const EntityNumber a{readUint32(pair)}, b{readUint32(pair.substr(4))};
  const std::optional<std::string> value =
      counts.empty() ? std::nullopt : std::optional(encode(counts));
  visit(partnerKey(a, b), value);
  visit(partnerKey(b, a), value);
}

// Whether counts tell all that the filter asks: it says nothing of days, places, topics and
// confidence.
bool countsAnswer(const EventFilter& filter);

// The partners of an actor, by number, in the events that the filter takes, which countsAnswer().
// The ids of `visit`'s neighbours are empty.
using PartnerVisitor = std::function<Result<bool>(EntityNumber partner, const Neighbor& counted)>;
Result<void> forEachPartner(const View& view, EntityNumber actor, const EventFilter& filter,
                            const std::optional<EntityNumber>& with, const PartnerVisitor& visit);

}  // namespace chancery::store
