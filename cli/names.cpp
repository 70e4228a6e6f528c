#include "cli/names.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "cli/options.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kSuggestions = 5;
constexpr std::size_t kShortestBeginning = 2 + 3;    // "n:" and so little that it says nothing
constexpr std::size_t kMostBeginnings = 1'000;       // names that begin alike
constexpr std::size_t kEntitiesToCompare = 300'000;  // names that are looked at for a likeness
constexpr std::uint64_t kClearlyAhead = 3;           // times as many events as the next
constexpr std::uint64_t kCountedEvents = 100'000;  // more need not be counted to tell who is ahead

std::u32string lowered(std::string_view text) {
  std::u32string points = codePointsOf(text);
  for (char32_t& point : points) {
    point = static_cast<char32_t>(u_tolower(static_cast<UChar32>(point)));
  }
  return points;
}

// Edits from `wanted` to `name`, or to the nearest of its words.
std::size_t distanceTo(const std::u32string& wanted, std::string_view name, std::size_t limit) {
  const std::u32string whole = lowered(name);
  std::size_t best = editDistance(wanted, whole, limit);
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = std::min(whole.find(U' ', begin), whole.size());
    if (end > begin) {
      best = std::min(best, editDistance(wanted, whole.substr(begin, end - begin), limit));
    }
    begin = end + 1;
  }
  return best;
}

std::string quotedList(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "'" : ", '") + name + "'";
  return text;
}

}  // namespace

Outcome<void> NameFinder::addKnown(const EntityId& id, std::vector<Entity>& found) const {
  const bool there =
      std::any_of(found.begin(), found.end(), [&](const Entity& e) { return e.id == id; });
  if (there) return {};
  Result<Entity> entity = source_.findEntity(id);
  if (entity) {  // what was merged is found under the id of what it is now
    if (std::none_of(found.begin(), found.end(),
                     [&](const Entity& e) { return e.id == entity->id; }))
      found.push_back(std::move(*entity));
  } else if (entity.error().code != ErrorCode::kNotFound) {
    return tl::unexpected(Failure(entity.error()));
  }
  return {};
}

Outcome<std::vector<Entity>> NameFinder::named(std::string_view name) const {
  std::vector<Entity> found;
  auto added = addKnown({std::string(name)}, found);
  if (!added) return tl::unexpected(added.error());
  if (!found.empty()) return found;
  for (const Entity& entity : extractor_.find(name)) {
    added = addKnown(entity.id, found);
    if (!added) return tl::unexpected(added.error());
  }
  if (!found.empty()) return found;
  std::vector<std::string> keys = extractor_.searchKeys(name);
  std::stable_partition(keys.begin(), keys.end(),
                        [](const std::string& key) { return key.rfind("n:", 0) == 0; });
  for (const std::string& key : keys) {
    if (!found.empty() && key.rfind("n:", 0) != 0) break;  // folds only where no name is equal
    const Result<std::vector<EntityId>> ids = source_.findByKey(key);
    if (!ids) return tl::unexpected(Failure(ids.error()));
    for (const EntityId& id : *ids) {
      added = addKnown(id, found);
      if (!added) return tl::unexpected(added.error());
    }
  }
  return found;
}

Outcome<NameFinder::Candidate> NameFinder::counted(Entity entity) const {
  Candidate candidate{std::move(entity), 0};
  const Result<void> counted = source_.forEachLink(
      candidate.entity.id, {}, [&](const Link&) { return ++candidate.events < kCountedEvents; });
  if (!counted) return tl::unexpected(Failure(counted.error()));
  return candidate;
}

Outcome<Entity> NameFinder::choose(std::string_view name, std::vector<Entity> found) const {
  if (found.empty()) return notFound(name);
  if (found.size() == 1) return std::move(found.front());
  std::vector<Candidate> candidates;
  for (Entity& entity : found) {
    auto candidate = counted(std::move(entity));
    if (!candidate) return tl::unexpected(candidate.error());
    candidates.push_back(std::move(*candidate));
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.events != b.events ? a.events > b.events : a.entity.id < b.entity.id;
                   });
  if (candidates[0].events > 0 && candidates[0].events >= kClearlyAhead * candidates[1].events) {
    return std::move(candidates[0].entity);
  }
  std::string message = "'" + std::string(name) + "' may be any of these; name it by its id:";
  for (std::size_t i = 0; i < std::min(candidates.size(), 2 * kSuggestions); ++i) {
    const Entity& entity = candidates[i].entity;
    message += "\n  " + entity.id.value + "  " + entity.label + " (" +
               std::string(nameOf(entity.type)) +
               (entity.country.empty() ? "" : ", " + entity.country) + ", " +
               std::to_string(candidates[i].events) + " events)";
  }
  return failed(message);
}

Outcome<Entity> NameFinder::find(std::string_view name) const {
  auto found = named(name);
  if (!found) return tl::unexpected(found.error());
  return choose(name, std::move(*found));
}

Outcome<Entity> NameFinder::findPlace(std::string_view name) const {
  auto found = named(name);
  if (!found) return tl::unexpected(found.error());
  for (const EntityType type : {EntityType::kPlace, EntityType::kCountry}) {
    std::vector<Entity> of_type;
    std::copy_if(found->begin(), found->end(), std::back_inserter(of_type),
                 [&](const Entity& entity) { return entity.type == type; });
    if (!of_type.empty()) return choose(name, std::move(of_type));
  }
  // events may lie in a country that itself takes part in none
  for (Entity& entity : extractor_.find(name)) {
    if (entity.type == EntityType::kCountry) return std::move(entity);
  }
  return choose(name, std::move(*found));
}

Outcome<Entity> NameFinder::findCountry(std::string_view name) const {
  for (Entity& entity : extractor_.find(name)) {
    if (entity.type == EntityType::kCountry) return std::move(entity);
  }
  auto found = named(name);
  if (!found) return tl::unexpected(found.error());
  std::erase_if(*found, [](const Entity& entity) { return entity.type != EntityType::kCountry; });
  if (found->empty()) return failed("'" + std::string(name) + "' is no country");
  return choose(name, std::move(*found));
}

Outcome<std::vector<EntityId>> NameFinder::mayBe(std::string_view name) const {
  std::vector<EntityId> ids;
  if (name.empty() || name.back() != '*') {
    const auto found = named(name);
    if (!found) return tl::unexpected(found.error());
    for (const Entity& entity : *found) ids.push_back(entity.id);
    return ids;
  }
  const std::string beginning = extractor_.searchPrefix(name.substr(0, name.size() - 1));
  if (beginning.size() < kShortestBeginning) return ids;
  const auto keys = source_.keysWithPrefix(beginning, kMostBeginnings);
  if (!keys) return tl::unexpected(Failure(keys.error()));
  for (const std::string& key : *keys) {
    const auto having = source_.findByKey(key);
    if (!having) return tl::unexpected(Failure(having.error()));
    ids.insert(ids.end(), having->begin(), having->end());
  }
  return ids;
}

Outcome<std::vector<EntityId>> NameFinder::findAll(const std::vector<std::string>& names) const {
  std::vector<EntityId> ids;
  for (const std::string& name : names) {
    auto entity = find(name);
    if (!entity) return tl::unexpected(entity.error());
    ids.push_back(entity->id);
  }
  return ids;
}

Outcome<EventFilter> NameFinder::filter(const Arguments& arguments) const {
  auto filter = filterOptions(arguments);
  if (!filter) return filter;
  if (arguments.has("place")) {
    const auto place = findPlace(arguments.valueOf("place"));
    if (!place) return tl::unexpected(place.error());
    filter->place = place->id;
  }
  if (arguments.has("with")) {
    const auto with = find(arguments.valueOf("with"));
    if (!with) return tl::unexpected(with.error());
    filter->with = with->id;
  }
  return filter;
}

// Names in the store that begin like `name`, of a shorter and shorter beginning.
std::vector<std::string> NameFinder::completions(std::string_view name) const {
  std::vector<std::string> labels;
  const std::string prefix = extractor_.searchPrefix(name);
  if (prefix.size() < kShortestBeginning) return labels;
  const auto keys = source_.keysWithPrefix(prefix, 4 * kSuggestions);
  if (!keys) return labels;
  for (const std::string& key : *keys) {
    const auto ids = source_.findByKey(key);
    if (!ids) return labels;
    for (const EntityId& id : *ids) {
      const auto entity = source_.findEntity(id);
      if (!entity || std::find(labels.begin(), labels.end(), entity->label) != labels.end())
        continue;
      labels.push_back(entity->label);
      if (labels.size() == kSuggestions) return labels;
    }
  }
  return labels;
}

// Labels of entities that are written much like `name`, or one of whose names is.
std::vector<std::string> NameFinder::lookalikes(std::string_view name) const {
  const std::u32string wanted = lowered(name);
  const std::size_t limit = wanted.size() < 4 ? 1 : std::min<std::size_t>(3, wanted.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> near;
  std::size_t compared = 0;
  const auto read = source_.forEachEntity([&](const Entity& entity) {
    std::size_t distance = distanceTo(wanted, entity.label, limit);
    for (const std::string& alias : entity.aliases) {
      distance = std::min(distance, distanceTo(wanted, alias, limit));
    }
    if (distance <= limit) near.emplace_back(distance, entity.label);
    return ++compared < kEntitiesToCompare;
  });
  if (!read) return {};
  std::sort(near.begin(), near.end());
  std::vector<std::string> labels;
  for (auto& [distance, label] : near) {
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
    if (labels.size() == kSuggestions) break;
  }
  return labels;
}

tl::unexpected<Failure> NameFinder::notFound(std::string_view name) const {
  std::vector<std::string> labels = completions(name);
  for (std::string& label : lookalikes(name)) {
    if (labels.size() == kSuggestions) break;
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  }
  const std::string message =
      "the store knows nobody and nothing of the name '" + std::string(name) + "'";
  return failed(labels.empty() ? message : message + "; did you mean " + quotedList(labels) + "?");
}

}  // namespace chancery::cli
