#include "cli/entity_page.h"

#include <algorithm>
#include <map>
#include <set>

#include "cli/event_rows.h"
#include "extract/known_entity.h"
#include "graph/neighbors.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kTopPartners = 10;

// The names of those that a merge made this entity, each with what did.
std::map<std::string, std::string> mergedNames(const AskedStore& store, const Entity& entity) {
  std::map<std::string, std::string> names;
  for (const EntityMerge& merge : store.edits().merges) {
    const auto now = store.findEntity(merge.from);
    if (!now || now->id != entity.id) continue;
    const auto before = store.unedited().findEntity(merge.from);
    if (!before) continue;
    const std::string why = merge.where.empty() ? merge.why : "merged by " + merge.where;
    names.emplace(before->label, why);
    for (const std::string& alias : before->aliases) names.emplace(alias, why);
  }
  return names;
}

Json namesJson(const AskedStore& store, const Entity& entity) {
  const std::map<std::string, std::string> merged = mergedNames(store, entity);
  const auto own = store.unedited().findEntity(entity.id);
  std::set<std::string> forms(entity.aliases.begin(), entity.aliases.end());
  forms.insert(entity.label);
  std::vector<Json> rows;
  for (const std::string& form : forms) {
    const bool is_own =
        form == entity.label ||
        (own && std::find(own->aliases.begin(), own->aliases.end(), form) != own->aliases.end());
    const auto at = merged.find(form);
    const std::string why = form == entity.label ? std::string("the usual name")
                            : !is_own && at != merged.end()
                                ? at->second
                                : whyNamed(store.knowledge(), entity, form);
    Json row;
    row["name"] = form;
    row["script"] = scriptOf(form);
    row["why"] = why;
    row["line"] = scriptOf(form) + "  " + form + (why.empty() ? "" : "  (" + why + ")");
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Json& a, const Json& b) {
    return a["script"].get<std::string>() < b["script"].get<std::string>();
  });
  return rows;
}

Json officesJson(const AskedStore& store, const Entity& entity) {
  Json list = Json::array();
  const auto known = knownEntity(store.knowledge(), entity.id.value);
  if (!known) return list;
  for (const KnownOffice& office : known->offices) {
    Json row;
    row["office"] = office.label;
    row["of"] = office.of;
    row["from"] = dayOrNull(office.from);
    row["to"] = dayOrNull(office.to);
    row["note"] = office.note;
    row["line"] = (office.from ? toIso(*office.from) : std::string("?")) + " to " +
                  (office.to ? toIso(*office.to) : std::string("today")) + "  " + office.label +
                  " of " + office.of + (office.note.empty() ? "" : " (" + office.note + ")");
    list.push_back(std::move(row));
  }
  return list;
}

Json partnersJson(const std::vector<Neighbor>& partners, Labels& labels) {
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(kTopPartners, partners.size()); ++i) {
    const Neighbor& partner = partners[i];
    const std::string& name = labels.of(partner.id);
    list.push_back({{"name", name},
                    {"events", partner.events},
                    {"id", partner.id.value},
                    {"line", name + ": " + std::to_string(partner.events) +
                                 (partner.events == 1 ? " event" : " events")}});
  }
  return list;
}

struct Tallies {
  std::uint64_t events = 0;
  RelationCounts by_relation{};
  std::optional<Day> first, last;
  std::map<int, std::uint64_t> by_year;

  void add(Relation relation, const std::optional<DateSpan>& date) {
    ++events;
    ++by_relation[static_cast<std::size_t>(relation)];
    if (!date) return;
    first = first ? std::min(*first, date->first) : date->first;
    last = last ? std::max(*last, date->last) : date->last;
    ++by_year[toCivil(date->first).year];
  }
};

Outcome<Tallies> talliesOf(const AskedStore& store, const Entity& entity) {
  Tallies tallies;
  const auto read = store.forEachLink(entity.id, {}, [&](const Link& link) {
    tallies.add(link.relation, link.date);
    return true;
  });
  if (!read) return tl::unexpected(Failure(read.error()));
  return tallies;
}

// What happened at a place, and who was there most often.
Outcome<Tallies> talliesAt(const AskedStore& store, const Entity& place,
                           std::vector<Neighbor>& there) {
  Tallies tallies;
  EventFilter here;
  here.place = place.id;
  std::map<EntityId, std::uint64_t> counts;
  const auto read = store.forEachEvent(here, Detail::kSummary, [&](const Event& event) {
    tallies.add(event.relation, event.date);
    ++counts[event.subject];
    ++counts[event.object];
    return true;
  });
  if (!read) return tl::unexpected(Failure(read.error()));
  for (const auto& [id, events] : counts) {
    Neighbor neighbor;
    neighbor.id = id;
    neighbor.events = events;
    there.push_back(std::move(neighbor));
  }
  std::stable_sort(there.begin(), there.end(),
                   [](const Neighbor& a, const Neighbor& b) { return a.events > b.events; });
  return tallies;
}

}  // namespace

Outcome<Json> entityPage(const AskedStore& store, const Entity& entity) {
  const bool is_place = entity.type == EntityType::kPlace;
  std::vector<Neighbor> partners;
  const auto tallies = is_place ? talliesAt(store, entity, partners) : talliesOf(store, entity);
  if (!tallies) return tl::unexpected(tallies.error());
  if (!is_place) {
    auto found = neighborsOf(store, entity.id);
    if (!found) return tl::unexpected(Failure(found.error()));
    partners = std::move(*found);
  }
  Labels labels(store);
  Json page;
  page["id"] = entity.id.value;
  page["label"] = entity.label;
  page["type"] = nameOf(entity.type);
  page["country"] = entity.country.empty() ? Json() : Json(entity.country);
  page["aliases"] = entity.aliases;
  page["names"] = namesJson(store, entity);
  page["offices"] = officesJson(store, entity);
  page["events"] = tallies->events;
  page["first"] = dayOrNull(tallies->first);
  page["last"] = dayOrNull(tallies->last);
  page["relations"] = relationCounts(tallies->by_relation);
  page["partners"] = partnersJson(partners, labels);
  page["years"] = Json::object();
  if (!tallies->by_year.empty()) {  // years without an event are a gap that should be seen
    const int last = tallies->by_year.rbegin()->first;
    for (int year = tallies->by_year.begin()->first; year <= last; ++year) {
      const auto at = tallies->by_year.find(year);
      const std::uint64_t count = at == tallies->by_year.end() ? 0 : at->second;
      page["years"][std::to_string(year)] = count;
    }
  }
  return page;
}

std::vector<std::string> yearBars(const Json& page, const Canvas& canvas) {
  std::vector<LabelledCount> counts;
  const auto years = page.find("years");
  if (years == page.end()) return {};
  for (const auto& [year, count] : years->items()) {
    counts.push_back({"    " + year, count.get<std::uint64_t>()});
  }
  return counts.empty() ? std::vector<std::string>() : barChart(counts, canvas);
}

}  // namespace chancery::cli
