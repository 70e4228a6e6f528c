#include "store/partner_counts.h"

#include <algorithm>

#include "store/coder.h"

namespace chancery::store {
namespace {

constexpr int kKinds = kRelationCount * kStatusCount;

int kindOf(Relation relation, Status status) {
  return static_cast<int>(relation) * kStatusCount + static_cast<int>(status);
}
int kindOf(const KindCount& count) { return kindOf(count.relation, count.status); }

std::vector<KindCount>::iterator placeOf(std::vector<KindCount>& kinds, const CountedEvent& event) {
  return std::lower_bound(kinds.begin(), kinds.end(), kindOf(event.relation, event.status),
                          [](const KindCount& count, int kind) { return kindOf(count) < kind; });
}

// A span as its first day and how many days it has; 0 for none, as in the rows of events.
void write(Encoder& out, const std::optional<DateSpan>& days) {
  if (!days) return out.number(0);
  out.number(
      static_cast<std::uint64_t>(std::int64_t{days->last.since_1970} - days->first.since_1970 + 1));
  out.day(days->first);
}

std::optional<DateSpan> readDays(Decoder& in) {
  const std::uint64_t length = in.number();
  if (length == 0) return std::nullopt;
  const Day first = in.day();
  return DateSpan{
      first, {static_cast<std::int32_t>(first.since_1970 + static_cast<std::int64_t>(length) - 1)}};
}

void write(Encoder& out, const CountedEvent& event) {
  out.byte(static_cast<std::uint8_t>(kindOf(event.relation, event.status)));
  write(out, event.date);
}

CountedEvent readEvent(Decoder& in) {
  const auto kind = in.oneOf<std::uint8_t>(in.byte(), kKinds);
  return {static_cast<Relation>(kind / kStatusCount), static_cast<Status>(kind % kStatusCount),
          readDays(in)};
}

constexpr std::uint8_t kBefore = 1, kAfter = 2;

tl::unexpected<Error> unreadable() { return corrupt(Family::kPartners, "a row cannot be read"); }

}  // namespace

CountedEvent countedOf(const EventRow& row) {
  return {row.record.relation, row.record.status, row.date};
}

void PartnerCounts::add(const CountedEvent& event) {
  auto at = placeOf(kinds_, event);
  if (at == kinds_.end() || kindOf(*at) != kindOf(event.relation, event.status)) {
    at = kinds_.insert(at, {event.relation, event.status, 0, std::nullopt});
  }
  ++at->events;
  if (!event.date) return;
  if (!at->days) at->days = event.date;
  at->days->first = std::min(at->days->first, event.date->first);
  at->days->last = std::max(at->days->last, event.date->last);
}

const KindCount* PartnerCounts::find(Relation relation, Status status) const {
  const int kind = kindOf(relation, status);
  const auto at =
      std::lower_bound(kinds_.begin(), kinds_.end(), kind,
                       [](const KindCount& count, int number) { return kindOf(count) < number; });
  return at != kinds_.end() && kindOf(*at) == kind ? &*at : nullptr;
}

std::string encode(const PartnerCounts& counts) {
  Encoder out;
  out.number(counts.kinds_.size());
  for (const KindCount& kind : counts.kinds_) {
    out.byte(static_cast<std::uint8_t>(kindOf(kind)));
    out.number(kind.events);
    write(out, kind.days);
  }
  return out.take();
}

std::optional<PartnerCounts> decodePartners(std::string_view bytes) {
  Decoder in(bytes);
  PartnerCounts counts;
  counts.kinds_.resize(in.count());
  for (KindCount& kind : counts.kinds_) {
    const auto number = in.oneOf<std::uint8_t>(in.byte(), kKinds);
    kind.relation = static_cast<Relation>(number / kStatusCount);
    kind.status = static_cast<Status>(number % kStatusCount);
    kind.events = in.number();
    kind.days = readDays(in);
  }
  return ifDone(in, std::move(counts));
}

std::string partnerKey(EntityNumber actor, EntityNumber partner) {
  std::string key = keyOf(actor);
  appendUint32(key, partner.value);
  return key;
}

Result<std::optional<PartnerCounts>> partnersOf(const View& view, EntityNumber a, EntityNumber b) {
  const auto bytes = view.get(Family::kPartners, partnerKey(a, b));
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return std::optional<PartnerCounts>();
  auto held = decodePartners(**bytes);
  if (!held) return unreadable();
  return held;
}

std::string encode(const EventChange& change) {
  Encoder out;
  out.byte(static_cast<std::uint8_t>((change.before ? kBefore : 0) | (change.after ? kAfter : 0)));
  if (change.before) {
    out.raw(change.event.bytes);  // to pass it over when the others are looked at
    write(out, *change.before);
  }
  if (change.after) write(out, *change.after);
  return out.take();
}

std::optional<EventChange> decodeChange(std::string_view bytes) {
  Decoder in(bytes);
  EventChange change;
  const std::uint8_t flags = in.byte();
  if ((flags & kBefore) != 0) {
    change.event.bytes = in.raw<16>();
    change.before = readEvent(in);
  }
  if ((flags & kAfter) != 0) change.after = readEvent(in);
  return ifDone(in, std::move(change));
}

Result<PartnerCounts> PartnerChange::appliedTo(const View& view, std::string_view pair) const {
  auto held = partnersOf(view, {readUint32(pair)}, {readUint32(pair.substr(4))});
  if (!held) return tl::unexpected(held.error());
  return appliedTo(view, pair, std::move(*held));
}

Result<PartnerCounts> PartnerChange::appliedTo(const View& view, std::string_view pair,
                                               std::optional<PartnerCounts> held) const {
  PartnerCounts counts = std::move(held).value_or(PartnerCounts());
  bool bound_went = false;
  for (const EventChange& change : changes_) {
    if (!change.before) continue;
    const auto at = placeOf(counts.kinds_, *change.before);
    if (at == counts.kinds_.end() ||
        kindOf(*at) != kindOf(change.before->relation, change.before->status)) {
      return corrupt(Family::kPartners, "a row counts too few events");
    }
    const auto& date = change.before->date;
    if (--at->events == 0) {
      counts.kinds_.erase(at);
    } else if (date && at->days &&
               (date->first == at->days->first || date->last == at->days->last)) {
      bound_went = true;
    }
  }
  if (bound_went) return recount(view, pair);
  for (const EventChange& change : changes_) {
    if (change.after) counts.add(*change.after);
  }
  return counts;
}

Result<PartnerCounts> PartnerChange::appliedToNone() const {
  PartnerCounts counts;
  for (const EventChange& change : changes_) {
    if (change.before) return corrupt(Family::kPartners, "a row counts too few events");
    if (change.after) counts.add(*change.after);
  }
  return counts;
}

Result<PartnerCounts> PartnerChange::recount(const View& view, std::string_view pair) const {
  std::vector<EventId> changed;
  PartnerCounts counts;
  for (const EventChange& change : changes_) {
    if (change.before) changed.push_back(change.event);
    if (change.after) counts.add(*change.after);
  }
  std::sort(changed.begin(), changed.end());
  Scan rows(view, Family::kPairs, pair, endOfPrefix(pair));
  EventRow row;
  for (; rows.valid(); rows.next()) {
    if (rows.key().size() != pair.size() + kTimeTailBytes ||
        !decodeFor(TimeIndex::kPair, rows.key(), rows.value(), row.record)) {
      return corrupt(Family::kPairs, "a row cannot be read");
    }
    const TimeTail tail = readTimeTail(rows.key());
    row.date = tail.date;
    if (!std::binary_search(changed.begin(), changed.end(), tail.event)) counts.add(countedOf(row));
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return counts;
}

bool countsAnswer(const EventFilter& filter) {
  return !filter.from && !filter.to && !filter.place && filter.topics.empty() &&
         filter.min_confidence_permille <= 0;
}

Result<void> forEachPartner(const View& view, EntityNumber actor, const EventFilter& filter,
                            const std::optional<EntityNumber>& with, const PartnerVisitor& visit) {
  const std::string prefix = with ? partnerKey(actor, *with) : keyOf(actor);
  Scan rows(view, Family::kPartners, prefix, endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    const auto counts = decodePartners(rows.value());
    if (!counts || rows.key().size() != 8) return unreadable();
    Neighbor neighbor;
    for (const KindCount& kind : counts->kinds()) {
      if (!filter.relations.empty() && !filter.relations.contains(kind.relation)) continue;
      if (!filter.statuses.empty() && !filter.statuses.contains(kind.status)) continue;
      neighbor.events += kind.events;
      neighbor.by_relation[static_cast<std::size_t>(kind.relation)] += kind.events;
      if (!kind.days) continue;
      neighbor.first =
          neighbor.first ? std::min(*neighbor.first, kind.days->first) : kind.days->first;
      neighbor.last = std::max(neighbor.last, std::optional(kind.days->last));
    }
    if (neighbor.events == 0) continue;
    const auto go_on = visit({readUint32(rows.key().substr(4))}, neighbor);
    if (!go_on) return tl::unexpected(go_on.error());
    if (!*go_on) return {};
  }
  return rows.status();
}

}  // namespace chancery::store
