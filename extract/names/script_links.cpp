#include "extract/names/script_links.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "extract/known_entity.h"
#include "extract/names/name_fold.h"
#include "extract/names/name_links.h"
#include "extract/names/sounds.h"
#include "extract/names/spellings.h"
#include "extract/names/transliterate.h"
#include "extract/pack/image.h"

namespace chancery {
namespace {

constexpr std::size_t kMostPersons = 20'000;
constexpr std::size_t kCrowd = 300;       // people of one script who share a key and are compared
constexpr std::size_t kFewLetters = 9;    // of a Latin name, below which nothing may be unusual
constexpr std::size_t kSomeLetters = 12;  // and below which little may
constexpr int kMostOfFew = 0, kMostOfSome = 1;

bool isLatin(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii || scriptOf(text) == "Latin";
}

struct Person {
  EntityId id;
  std::string label;
  std::string country;
  std::vector<std::string> latin;  // full names, but for those that only transliterate the others
  std::vector<std::string> other;
  std::string fold;  // of the first of them, to tell two names apart
};

struct Match {
  int cost = Spellings::kFar;
  bool one_knows_no_state = false;
  std::string_view habit;

  auto rank() const { return std::tuple(cost, one_knows_no_state); }
};

std::size_t lettersIn(const Spellings::LatinName& name) {
  std::size_t letters = 0;
  for (const Spellings::LatinWord& word : name.words) letters += word.letters.size();
  return letters;
}

// By what those are found who are worth a look: the sounds of the surname with the first or the
// last of the given name, the other way round, and all sounds where words may be parted in another
// way.
std::vector<std::string> keysOf(std::string_view fold) {
  std::vector<std::string> words = wordsOfName(broadSoundsOf(fold));
  std::vector<std::string> keys;
  if (words.empty()) return keys;
  std::string whole;
  for (const std::string& word : words) whole += word;
  keys.push_back("w" + whole);
  if (words.size() < 2) return keys;
  const auto add = [&](char kind, const std::string& word, const std::string& with) {
    keys.push_back(kind + word + ' ' + with.front());
    keys.push_back(kind + word + " -" + with.back());
  };
  add('s', words.back(), words.front());
  add('g', words.front(), words.back());
  return keys;
}

class Linker {
 public:
  Linker(const EventSource& source, const UserKnowledge& knowledge)
      : source_(source),
        image_(knowledge.image()),
        edits_(knowledge.edits()),
        fold_(image_),
        spellings_(image_) {}

  Result<std::vector<EntityMerge>> links() {
    const auto read = readPersons();
    if (!read) return tl::unexpected<Error>(read.error());
    // most stores are in one language
    const bool two_scripts = count(&Person::latin) > 0 && count(&Person::other) > 0;
    if (!two_scripts || persons_.size() > kMostPersons) return std::vector<EntityMerge>();
    compare();
    return choose();
  }

 private:
  Result<void> readPersons() {
    std::set<EntityId> edited;
    for (const EntityMerge& merge : edits_.merges) edited.insert({merge.from, merge.into.id});
    for (const EntitySplit& split : edits_.splits) edited.insert({split.from, split.into.id});
    for (const EntitiesApart& two : edits_.apart) apart_.insert(std::minmax(two.one, two.other));
    return source_.forEachEntity([&](const Entity& entity) {
      if (entity.type != EntityType::kPerson || edited.contains(entity.id) ||
          image_.entityWithId(entity.id.value) != kNone) {
        return true;
      }
      Person person;
      person.id = entity.id;
      person.label = entity.label;
      person.country = entity.country;
      std::set<std::string> transliterated;
      const auto take = [&](const std::string& name) {
        if (name.find(' ') == std::string::npos) return;
        const bool latin = isLatin(name);
        if (latin && transliterated.contains(name)) return;
        std::vector<std::string>& names = latin ? person.latin : person.other;
        if (!latin) transliterated.insert(transliterate(name));
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      };
      // those in Latin letters last, when it is known which only transliterate
      for (const bool latin : {false, true}) {
        if (isLatin(entity.label) == latin) take(entity.label);
        for (const std::string& alias : entity.aliases) {
          if (isLatin(alias) == latin) take(alias);
        }
      }
      if (!person.latin.empty() || !person.other.empty()) persons_.push_back(std::move(person));
      return persons_.size() <= kMostPersons;
    });
  }

  std::size_t count(std::vector<std::string> Person::*names) const {
    return static_cast<std::size_t>(
        std::count_if(persons_.begin(), persons_.end(),
                      [&](const Person& person) { return !(person.*names).empty(); }));
  }

  // Fills the matches with all pairs that may be one.
  void compare() {
    // few are in the other script, and only by their keys anybody is looked for
    std::unordered_map<std::string, std::pair<std::vector<std::size_t>, std::size_t>> latins;
    std::vector<std::vector<std::string>> keys_of_others(persons_.size());
    for (std::size_t p = 0; p < persons_.size(); ++p) {
      std::vector<std::string>& keys = keys_of_others[p];
      for (const std::string& name : persons_[p].other) addKeys(persons_[p], name, keys);
      std::sort(keys.begin(), keys.end());
      keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
      for (const std::string& key : keys) ++latins[key].second;
    }
    std::vector<std::string> keys;
    for (std::size_t p = 0; p < persons_.size(); ++p) {
      keys.clear();
      for (const std::string& name : persons_[p].latin) addKeys(persons_[p], name, keys);
      for (const std::string& key : keys) {
        const auto at = latins.find(key);
        if (at == latins.end()) continue;
        std::vector<std::size_t>& block = at->second.first;
        if (block.empty() || block.back() != p) block.push_back(p);
      }
    }
    for (std::size_t other = 0; other < persons_.size(); ++other) {
      std::vector<std::size_t> candidates;
      for (const std::string& key : keys_of_others[other]) {
        const auto& [block, others] = latins.at(key);
        if (block.size() > kCrowd || others > kCrowd) continue;
        candidates.insert(candidates.end(), block.begin(), block.end());
      }
      std::sort(candidates.begin(), candidates.end());
      candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
      for (const std::size_t latin : candidates) {
        if (latin != other) compare(latin, other);
      }
    }
  }

  void addKeys(Person& person, const std::string& name, std::vector<std::string>& keys) const {
    const std::string fold = fold_.fold(name);
    if (person.fold.empty()) person.fold = fold;
    for (std::string& key : keysOf(fold)) keys.push_back(std::move(key));
  }

  void compare(std::size_t latin, std::size_t other) {
    const Person& one = persons_[latin];
    const Person& another = persons_[other];
    const bool may_be =
        one.country.empty() || another.country.empty() || one.country == another.country;
    if (!may_be || apart_.contains(std::minmax(one.id, another.id))) return;
    Match best;
    for (const std::string& name : one.latin) {
      const Spellings::LatinName& spelt = latinName(name);
      const std::size_t letters = lettersIn(spelt);
      const int most = letters < kFewLetters    ? kMostOfFew
                       : letters < kSomeLetters ? kMostOfSome
                                                : Spellings::kMostOfName;
      for (const std::string& heard : another.other) {
        const Spellings::Likeness likeness = spellings_.between(spelt, heardName(heard));
        if (likeness.cost <= most && likeness.cost < best.cost) {
          best = {likeness.cost, one.country != another.country, likeness.habit};
        }
      }
    }
    if (best.cost == Spellings::kFar) return;
    matches_of_latin_[latin].emplace_back(other, best);
    matches_of_other_[other].emplace_back(latin, best);
  }

  const Spellings::LatinName& latinName(const std::string& name) {
    const auto [at, added] = latin_names_.try_emplace(name);
    if (added) at->second = spellings_.latinName(name);
    return at->second;
  }
  const Spellings::HeardName& heardName(const std::string& name) {
    const auto [at, added] = heard_names_.try_emplace(name);
    if (added) at->second = spellings_.heardName(name);
    return at->second;
  }

  using Matches = std::vector<std::pair<std::size_t, Match>>;

  // The one that is likest; none where another name is as like, or the same name of another state.
  const std::pair<std::size_t, Match>* likest(const Matches& matches) const {
    const auto best = std::min_element(
        matches.begin(), matches.end(),
        [](const auto& a, const auto& b) { return a.second.rank() < b.second.rank(); });
    for (auto at = matches.begin(); at != matches.end(); ++at) {
      if (at == best) continue;
      const bool same_name = persons_[at->first].fold == persons_[best->first].fold;
      if (same_name ? at->second.rank() == best->second.rank()
                    : at->second.cost <= best->second.cost) {
        return nullptr;
      }
    }
    return &*best;
  }

  std::vector<EntityMerge> choose() const {
    std::vector<EntityMerge> merges;
    for (const auto& [other, matches] : matches_of_other_) {
      const Person& from = persons_[other];
      if (!from.latin.empty()) continue;
      const auto* latin = likest(matches);
      if (latin == nullptr || !persons_[latin->first].other.empty()) continue;
      const auto* back = likest(matches_of_latin_.at(latin->first));
      if (back == nullptr || back->first != other) continue;
      const Person& into = persons_[latin->first];
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
    }
    std::sort(merges.begin(), merges.end(),
              [](const EntityMerge& a, const EntityMerge& b) { return a.from < b.from; });
    return merges;
  }

  const EventSource& source_;
  const Image& image_;
  const EntityEdits& edits_;
  const NameFold fold_;
  const Spellings spellings_;
  std::set<std::pair<EntityId, EntityId>> apart_;
  std::vector<Person> persons_;  // by id
  std::map<std::size_t, Matches> matches_of_latin_, matches_of_other_;
  std::unordered_map<std::string, Spellings::LatinName> latin_names_;
  std::unordered_map<std::string, Spellings::HeardName> heard_names_;
};

}  // namespace

Result<std::vector<EntityMerge>> linkScripts(const EventSource& source,
                                             const UserKnowledge& knowledge) {
  return Linker(source, knowledge).links();
}

}  // namespace chancery
