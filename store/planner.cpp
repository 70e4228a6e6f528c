#include "store/planner.h"

#include <utility>

#include "store/partner_counts.h"

namespace chancery::store {
namespace {

// Of actors that have fewer bytes than this in an index, no other way is looked for: a few blocks
// are read faster than it is found out.
constexpr std::uint64_t kBytesWorthASecondLook = 64 << 10;

rocksdb::Slice slice(const std::string& bytes) { return {bytes.data(), bytes.size()}; }

// Of a country that has more places with events than this, the relations are read: each place would
// need an iterator.
constexpr std::size_t kMostPlaces = 1'000;
// What it takes to begin with one more list, in bytes that could be read instead.
constexpr std::uint64_t kBytesToBegin = 2 << 10;

std::vector<std::string> prefixesOf(const RelationSet& relations) {
  std::vector<std::string> prefixes;
  for (const RelationInfo& info : relationTable()) {
    if (relations.empty() || relations.contains(info.relation)) {
      prefixes.push_back(relationPrefix(info.relation));
    }
  }
  return prefixes;
}

std::uint64_t propertyOf(const Database& database, Family family, const std::string& name) {
  std::uint64_t value = 0;
  return database.db().GetIntProperty(database.handle(family), name, &value) ? value : 0;
}

// All relations but few of one actor: then the relations may be the shorter way.
bool mayGoByRelation(const EventFilter& filter) {
  return !filter.relations.empty() && (filter.from || filter.to);
}

bool isCountryId(const EntityId& id) {
  return std::string_view(id.value).substr(0, id.value.find('.')) ==
         idPrefixOf(EntityType::kCountry);
}

// The places at which events are and which lie in a country; nothing where they are too many.
Result<std::optional<std::vector<std::string>>> placesIn(View& view, const EntityId& country) {
  std::vector<std::string> prefixes;
  Scan rows(view, Family::kPlaces, "", "");
  while (rows.valid()) {
    const EntityNumber place{readUint32(rows.key())};
    const auto id = view.idOf(place);
    if (!id) return tl::unexpected(id.error());
    const auto of_place = view.countryOf(place);
    if (!of_place) return tl::unexpected(of_place.error());
    if (liesIn(**id, country, *of_place)) prefixes.push_back(placePrefix(place));
    if (prefixes.size() > kMostPlaces) return std::optional<std::vector<std::string>>();
    rows.seek(endOfPrefix(placePrefix(place)));
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return std::optional(std::move(prefixes));
}

// By the relations where those asked for have fewer rows than the places.
Result<TimeQuery> queryForPlace(View& view, const EventFilter& filter) {
  TimeQuery by_relation{TimeIndex::kRelation, prefixesOf(filter.relations), {}};
  TimeQuery by_place{TimeIndex::kPlace, {}, {}};
  if (isCountryId(*filter.place)) {
    auto places = placesIn(view, *filter.place);
    if (!places) return tl::unexpected(places.error());
    if (!*places) return by_relation;
    by_place.prefixes = std::move(**places);
  } else {
    const auto number = view.numberOf(*filter.place);
    if (!number) return tl::unexpected(number.error());
    if (*number) by_place.prefixes.push_back(placePrefix(**number));
    if (filter.relations.empty()) return by_place;
  }
  const KeySize place = sizeOf(view, by_place, filter),
                relation = sizeOf(view, by_relation, filter);
  const auto begun = [](const TimeQuery& query) { return query.prefixes.size() * kBytesToBegin; };
  const bool shorter =
      relation.table_bytes + begun(by_relation) < place.table_bytes + begun(by_place);
  return shorter && relation.rows_in_memory <= place.rows_in_memory ? by_relation : by_place;
}

// An actor's own rows, unless those of the relations or of the place asked for are clearly fewer.
Result<TimeQuery> queryForActor(View& view, const EventFilter& filter, EntityNumber actor) {
  TimeQuery best{TimeIndex::kActor, {actorPrefix(actor)}, {}};
  std::vector<TimeQuery> others;
  if (mayGoByRelation(filter)) {
    others.push_back({TimeIndex::kRelation, prefixesOf(filter.relations), actor});
  }
  if (filter.place && !isCountryId(*filter.place)) {
    const auto place = view.numberOf(*filter.place);
    if (!place) return tl::unexpected(place.error());
    others.push_back({TimeIndex::kPlace, {}, actor});
    if (*place) others.back().prefixes.push_back(placePrefix(**place));
  }
  if (others.empty()) return best;
  KeySize fewest = sizeOf(view, best, filter);
  if (fewest.table_bytes < kBytesWorthASecondLook) return best;
  for (TimeQuery& other : others) {
    const KeySize size = sizeOf(view, other, filter);
    if (size.rows_in_memory > fewest.rows_in_memory) continue;
    if (size.table_bytes >= fewest.table_bytes / 2) continue;
    best = std::move(other);
    fewest = size;
  }
  return best;
}

Result<TimeQuery> queryFor(View& view, const EventFilter& filter,
                           const std::optional<EntityId>& actor,
                           const std::optional<EntityId>& other) {
  if (!actor && filter.place) return queryForPlace(view, filter);
  if (!actor) return TimeQuery{TimeIndex::kRelation, prefixesOf(filter.relations), {}};
  const auto number = view.numberOf(*actor);
  if (!number) return tl::unexpected(number.error());
  if (!*number) return TimeQuery{TimeIndex::kActor, {}, {}};
  if (!other) return queryForActor(view, filter, **number);
  const auto other_number = view.numberOf(*other);
  if (!other_number) return tl::unexpected(other_number.error());
  if (!*other_number) return TimeQuery{TimeIndex::kPair, {}, {}};
  return TimeQuery{TimeIndex::kPair, {pairPrefix(**number, **other_number)}, {}};
}

// That an entity takes part in its own events says nothing, but would look like a pair.
std::optional<EntityId> otherOf(const EventFilter& filter, const EntityId& actor) {
  return filter.with == actor ? std::nullopt : filter.with;
}

void addRanges(const View& view, const TimeQuery& query, const EventFilter& filter,
               ReadPlan& plan) {
  for (TimeRange& range : rangesOf(query, filter)) {
    plan.ranges.push_back(
        {std::string(nameOf(familyOf(query.index))), std::move(range.begin), std::move(range.end)});
  }
  if (!looksBack(view, filter)) return;
  for (const std::string& prefix : query.prefixes) {
    const std::string beginning = spanPrefix(query.index, prefix);
    plan.ranges.push_back({std::string(nameOf(Family::kSpans)), beginning, endOfPrefix(beginning)});
  }
}

void addFilters(const TimeQuery& query, const EventFilter& filter, ReadPlan& plan) {
  const bool by_relation = query.index == TimeIndex::kRelation;
  const bool by_pair = query.index == TimeIndex::kPair;
  const bool by_place = query.index == TimeIndex::kPlace;
  const auto add = [&](bool asked, bool in_key, const char* name) {
    if (asked) (in_key ? plan.in_key : plan.on_row).emplace_back(name);
  };
  add(!by_relation && !by_place, true, "actors");
  add(query.actor.has_value(), false, "actors");
  add(filter.from || filter.to, true, "days");
  add(!filter.relations.empty(), by_relation, "relations");
  add(filter.with && !by_pair && by_relation && !query.actor, false, "participant");
  add(!filter.statuses.empty(), false, "statuses");
  add(filter.place.has_value(), by_place, "place");
  add(!filter.topics.empty(), false, "topics");
  add(filter.min_confidence_permille > 0, false, "confidence");
}

std::optional<std::uint64_t> aboutRows(const View& view, const TimeQuery& query,
                                       const EventFilter& filter) {
  const Database& database = view.database();
  const Family family = familyOf(query.index);
  const KeySize size = sizeOf(view, query, filter);
  const std::uint64_t all_bytes = propertyOf(database, family, "rocksdb.total-sst-files-size");
  const std::uint64_t in_memory =
      propertyOf(database, family, "rocksdb.num-entries-active-mem-table");
  const std::uint64_t all_rows = propertyOf(database, family, "rocksdb.estimate-num-keys");
  std::uint64_t rows = size.rows_in_memory;
  if (all_bytes > 0 && all_rows > in_memory) {
    rows += static_cast<std::uint64_t>(static_cast<double>(size.table_bytes) /
                                       static_cast<double>(all_bytes) *
                                       static_cast<double>(all_rows - in_memory));
  }
  return rows > 0 ? std::optional(rows) : std::nullopt;
}

Result<ReadPlan> explainPartners(const View& view, const EventQuestion& question) {
  ReadPlan plan;
  const auto number = view.numberOf(*question.actor);
  if (!number) return tl::unexpected(number.error());
  const auto with = otherOf(question.filter, *question.actor);
  const auto other = with ? view.numberOf(*with) : std::optional<EntityNumber>();
  if (!other) return tl::unexpected(other.error());
  if (!*number || (with && !*other)) return plan;
  const std::string prefix = *other ? partnerKey(**number, **other) : keyOf(**number);
  plan.ranges.push_back({std::string(nameOf(Family::kPartners)), prefix, endOfPrefix(prefix)});
  plan.in_key = {"actors"};
  if (!question.filter.relations.empty()) plan.on_row.emplace_back("relations");
  if (!question.filter.statuses.empty()) plan.on_row.emplace_back("statuses");
  return plan;
}

}  // namespace

ReadPlan planOf(const View& view, const TimeQuery& query, const EventFilter& filter) {
  ReadPlan plan;
  addRanges(view, query, filter, plan);
  addFilters(query, filter, plan);
  plan.about_rows = aboutRows(view, query, filter);
  return plan;
}

KeySize sizeOf(const View& view, const TimeQuery& query, const EventFilter& filter) {
  const Database& database = view.database();
  rocksdb::ColumnFamilyHandle* family = database.handle(familyOf(query.index));
  KeySize size;
  for (const TimeRange& range : rangesOf(query, filter)) {
    const rocksdb::Range keys(slice(range.begin), slice(range.end));
    std::uint64_t bytes = 0;
    if (database.db().GetApproximateSizes({}, family, &keys, 1, &bytes).ok()) {
      size.table_bytes += bytes;
    }
    std::uint64_t rows = 0, memory_bytes = 0;
    database.db().GetApproximateMemTableStats(family, keys, &rows, &memory_bytes);
    size.rows_in_memory += rows;
  }
  return size;
}

Result<EventPlan> planFor(View& view, const EventFilter& filter,
                          const std::optional<EntityId>& actor,
                          const std::optional<EntityId>& other) {
  auto rows = RowFilter::of(view, filter);
  if (!rows) return tl::unexpected(rows.error());
  const auto& first = actor ? actor : filter.with;
  auto query = queryFor(view, filter, first, other || !first ? other : otherOf(filter, *first));
  if (!query) return tl::unexpected(query.error());
  if (rows->takesNothing()) query->prefixes.clear();
  return EventPlan{std::move(*query), std::move(*rows)};
}

Result<ReadPlan> explain(View& view, const EventQuestion& question) {
  if (question.partners && question.actor && countsAnswer(question.filter)) {
    return explainPartners(view, question);
  }
  const auto chosen = planFor(view, question.filter, question.actor, question.other);
  if (!chosen) return tl::unexpected(chosen.error());
  return planOf(view, chosen->query, question.filter);
}

}  // namespace chancery::store
