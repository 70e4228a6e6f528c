#include "extract/names/script_links.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "extract/names/spellings.h"
#include "extract/pack/image.h"

namespace chancery {
namespace {

struct Match {
  int cost = Spellings::kFar;
  bool one_knows_no_state = false;
  std::string_view habit;

  auto rank() const { return std::tuple(cost, one_knows_no_state); }
};

class Linker {
 public:
  Linker(const ScriptMatches& matches, const UserKnowledge& knowledge)
      : persons_(matches.persons),
        matches_of_latin_(persons_.size()),
        matches_of_other_(persons_.size()),
        group_(persons_.size(), kNoGroup) {
    const std::vector<bool> free = freeOf(knowledge);
    std::set<std::pair<EntityId, EntityId>> apart;
    for (const EntitiesApart& two : knowledge.edits().apart) {
      apart.insert(std::minmax(two.one, two.other));
    }
    for (const ScriptMatches::Pair& pair : matches.pairs) {
      if (!free[pair.latin] || !free[pair.other]) continue;
      const EntityId& latin = persons_[pair.latin].id;
      const EntityId& other = persons_[pair.other].id;
      if (!apart.empty() && apart.contains(std::minmax(latin, other))) continue;
      const Match match = {pair.cost, persons_[pair.latin].country != persons_[pair.other].country,
                           pair.habit};
      matches_of_latin_[pair.latin].emplace_back(pair.other, match);
      matches_of_other_[pair.other].emplace_back(pair.latin, match);
    }
    for (const Namesakes& one : matches.namesakes) {
      const auto mayBeOne = [&](std::uint32_t person) {
        return free[person] &&
               std::none_of(one.persons.begin(), one.persons.end(), [&](std::uint32_t other) {
                 return other != person &&
                        apart.contains(std::minmax(persons_[person].id, persons_[other].id));
               });
      };
      if (!std::all_of(one.persons.begin(), one.persons.end(), mayBeOne)) continue;
      for (const std::uint32_t person : one.persons) group_[person] = groups_.size();
      groups_.push_back(&one);
    }
  }

  std::vector<EntityMerge> links() const {
    std::vector<EntityMerge> merges;
    std::vector<std::size_t> linked(persons_.size(), kNobody);  // whom with
    for (std::size_t other = 0; other < persons_.size(); ++other) {
      const ScriptMatches::Person& from = persons_[other];
      if (from.has_latin) continue;
      const auto* latin = likest(matches_of_other_[other]);
      if (latin == nullptr || persons_[latin->first].has_other) continue;
      const auto* back = likest(matches_of_latin_[latin->first]);
      if (back == nullptr || back->first != other) continue;
      const ScriptMatches::Person& into = persons_[latin->first];
      EntityMerge merge;
      merge.from = from.id;
      merge.into.id = into.id;
      merge.into.label = into.label;
      merge.into.country = into.country.empty() ? from.country : into.country;
      const Match& match = latin->second;
      merge.why = "sounds like " + into.label + ", distance " + std::to_string(match.cost);
      if (!match.habit.empty()) merge.why += ", read as " + std::string(match.habit);
      merge.why += "; was " + from.id.value;
      merges.push_back(std::move(merge));
      linked[other] = latin->first;
    }
    for (const Namesakes* one : groups_) join(*one, linked, merges);
    std::sort(merges.begin(), merges.end(),
              [](const EntityMerge& a, const EntityMerge& b) { return a.from < b.from; });
    return merges;
  }

 private:
  static constexpr std::size_t kNoGroup = static_cast<std::size_t>(-1), kNobody = kNoGroup;

  // All of them into one, which is one that is linked with somebody of another script, if there is.
  void join(const Namesakes& namesakes, const std::vector<std::size_t>& linked,
            std::vector<EntityMerge>& merges) const {
    std::size_t into = kNobody;
    const auto rank = [&](std::size_t person) {
      const ScriptMatches::Person& is = persons_[person];
      return std::tuple(linked[person] == kNobody, is.country.empty(), std::string_view(is.label),
                        std::string_view(is.id.value));
    };
    for (const std::uint32_t person : namesakes.persons) {
      if (into == kNobody || rank(person) < rank(into)) into = person;
    }
    for (const std::uint32_t person : namesakes.persons) {
      if (linked[person] == kNobody || person == into) continue;
      const std::size_t one = group_[linked[into]], other = group_[linked[person]];
      if (one != other || one == kNoGroup) return;  // the other script says that they are two
    }
    std::string country;
    for (const std::uint32_t person : namesakes.persons) {
      if (country.empty()) country = persons_[person].country;
    }
    for (const std::uint32_t person : namesakes.persons) {
      if (person == into || linked[person] != kNobody) continue;
      EntityMerge merge;
      merge.from = persons_[person].id;
      merge.into.id = persons_[into].id;
      merge.into.label = persons_[into].label;
      merge.into.country = country;
      merge.why = namesakes.spellings.empty()
                      ? "the same name, of no state that is known"
                      : "one name (" + namesakes.spellings + ") and the rest is the same";
      merge.why += "; nobody else is called " + namesakes.rare + "; was " + merge.from.value;
      merges.push_back(std::move(merge));
    }
  }

  using Matches = std::vector<std::pair<std::size_t, Match>>;

  // The one that is likest; none where another name is as like, or the same name of another state.
  const std::pair<std::size_t, Match>* likest(const Matches& matches) const {
    if (matches.empty()) return nullptr;
    const auto best = std::min_element(
        matches.begin(), matches.end(),
        [](const auto& a, const auto& b) { return a.second.rank() < b.second.rank(); });
    for (auto at = matches.begin(); at != matches.end(); ++at) {
      if (at == best) continue;
      const std::size_t group = group_[at->first];
      if (group != kNoGroup && group == group_[best->first]) continue;
      const bool same_name = persons_[at->first].fold == persons_[best->first].fold;
      if (same_name ? at->second.rank() == best->second.rank()
                    : at->second.cost <= best->second.cost) {
        return nullptr;
      }
    }
    return &*best;
  }

  // By person: whether neither a table nor a row of the user is about them.
  std::vector<bool> freeOf(const UserKnowledge& knowledge) const {
    std::set<EntityId> edited;
    for (const EntityMerge& merge : knowledge.edits().merges) {
      edited.insert({merge.from, merge.into.id});
    }
    for (const EntitySplit& split : knowledge.edits().splits) {
      edited.insert({split.from, split.into.id});
    }
    std::vector<bool> free;
    for (const ScriptMatches::Person& person : persons_) {
      free.push_back(!edited.contains(person.id) &&
                     knowledge.image().entityWithId(person.id.value) == kNone);
    }
    return free;
  }

  const std::vector<ScriptMatches::Person>& persons_;
  std::vector<Matches> matches_of_latin_, matches_of_other_;  // by person
  std::vector<const Namesakes*> groups_;
  std::vector<std::size_t> group_;  // by person, of groups_
};

}  // namespace

std::vector<EntityMerge> chooseLinks(const ScriptMatches& matches, const UserKnowledge& knowledge) {
  return Linker(matches, knowledge).links();
}

Result<std::vector<EntityMerge>> linkScripts(const EventSource& source,
                                             const UserKnowledge& knowledge) {
  const auto matches = matchScripts(source);
  if (!matches) return tl::unexpected<Error>(matches.error());
  return chooseLinks(*matches, knowledge);
}

}  // namespace chancery
