// Names of one script that are joined when a graph is read: spellings of one name, and one name of
// which one node has no state.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

#include "extract/names/name_fold.h"
#include "extract/names/name_variants.h"
#include "extract/names/script_links.h"
#include "extract/names/transliterate.h"
#include "extract/pack/image.h"
#include "graph/memory_source.h"
#include "knowledge/sets.h"
#include "support/catch.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using test::fold;
using test::person;
using test::rowsOf;

bool isLatin(std::string_view name) { return static_cast<unsigned char>(name.front()) < 0xE0; }

std::vector<EntityMerge> linksAmong(const std::vector<Entity>& persons,
                                    const UserKnowledge& knowledge = UserKnowledge()) {
  MemorySource source;
  for (const Entity& entity : persons) {
    DocumentEvents said;
    said.document.id = {"about " + entity.label + entity.country};
    Mention mention;
    mention.document = said.document.id;
    said.entities.push_back(entity);
    said.events.push_back(
        makeEvent(Relation::kVisit, entity.id, {"c.at"}, std::nullopt, {mention}));
    source.add(std::move(said));
  }
  return linkScripts(source, knowledge).value();
}

TEST_CASE("Two spellings of one script are one person", "[figures]") {
  std::size_t one_id = 0, linked = 0;
  const auto rows = rowsOf("variants.tsv");
  for (const auto& row : rows) {
    const Entity one = person(row[0]), other = person(row[1]);
    const bool same = one.id == other.id;
    const bool is_linked = !same && !linksAmong({one, other}).empty();
    one_id += same;
    linked += is_linked;
    if (!same && !is_linked) std::printf("%s | %s\n", row[0].c_str(), row[1].c_str());
  }
  std::printf("variants.tsv: of %zu %zu have one id, %zu are linked\n", rows.size(), one_id,
              linked);
  CHECK(rows.size() == 80);
  CHECK(one_id + linked >= 79);
}

// The names of one script that the table of variants takes for one, though they differ in their
// ids; whoever else bears one of their words.
std::vector<std::string> takenForOne(const std::set<std::string>& names) {
  const NameVariants variants(Image::builtIn(), fold());
  std::map<std::string, std::set<std::string>> by_key;
  for (const std::string& name : names) {
    std::string key = isLatin(name) ? "Latin" : "other";
    for (const std::string& word : fold().wordsOf(name)) key += ' ' + variants.word(word).key;
    by_key[key].insert(name);
  }
  std::vector<std::string> taken;
  for (const auto& [key, same] : by_key) {
    std::set<std::string> ids;
    for (const std::string& name : same) ids.insert(fold().foldWithVowels(name));
    if (ids.size() < 2) continue;
    std::string all;
    for (const std::string& name : same) all += (all.empty() ? "" : " | ") + name;
    taken.push_back(std::move(all));
  }
  return taken;
}

TEST_CASE("No two of the sets of people who are called nearly alike are spellings of one name",
          "[variants]") {
  std::set<std::string> names;
  for (const char* set :
       {"near-misses.tsv", "near-misses-second.tsv", "pairs.tsv", "pairs-second.tsv",
        "pairs-third.tsv", "pairs-fourth.tsv", "pairs-fifth.tsv"}) {
    for (const auto& row : rowsOf(set)) names.insert(row.begin(), row.end());
  }
  CHECK(names.size() > 2'000);
  CHECK(takenForOne(names) == std::vector<std::string>());
}

TEST_CASE("No two people of the base are spellings of one name", "[variants]") {
  const Image& image = Image::builtIn();
  const NameVariants variants(image, fold());
  std::map<std::string, std::map<std::uint32_t, std::string>> by_key;
  for (std::uint32_t e = 0; e < image.entities().size(); ++e) {
    if (image.entities()[e].type != EntityType::kPerson) continue;
    for (const NameRow& row : image.namesOf(e)) {
      const std::string name(image.text(row.text));
      if (name.find(' ') == std::string::npos) continue;
      std::string key = isLatin(name) ? "Latin" : "other";
      for (const std::string& word : fold().wordsOf(name)) key += ' ' + variants.word(word).key;
      by_key[key].emplace(e, name);
    }
  }
  CHECK(by_key.size() > 5'000);
  for (const auto& [key, persons] : by_key) {
    std::set<std::string> ids;
    for (const auto& [entity, name] : persons) ids.insert(fold().foldWithVowels(name));
    INFO(key);
    CHECK(ids.size() < 2);
  }
}

const char* const kOne = "Yasser Darwazeh";
const char* const kAnother = "Yasir Darwazeh";

TEST_CASE("A link of two spellings says which, and why", "[variants]") {
  const auto links = linksAmong({person(kOne, "JO"), person(kAnother, "JO")});
  REQUIRE(links.size() == 1);
  CHECK(links[0].from == person(kOne, "JO").id);
  CHECK(links[0].into.id == person(kAnother, "JO").id);
  CHECK(links[0].why ==
        "one name (Yasir, Yasser) and the rest is the same; nobody else is called "
        "Darwazeh; was " +
            links[0].from.value);
}

TEST_CASE("Spellings are joined within a state, and where the rest of the name is rare",
          "[variants]") {
  CHECK(linksAmong({person(kOne, "JO"), person(kAnother, "PS")}).empty());
  CHECK(linksAmong({person(kOne, "JO"), person(kAnother)}).size() == 1);
  // somebody else of the surname, here or in the base
  CHECK(linksAmong({person(kOne, "JO"), person(kAnother, "JO"), person("Rana Darwazeh", "JO")})
            .empty());
  CHECK(linksAmong({person("Yasser Zardari", "PK"), person("Yasir Zardari", "PK")}).empty());
  // another name, or more than one word of it
  CHECK(linksAmong({person("Yassin Darwazeh", "JO"), person(kAnother, "JO")}).empty());
  CHECK(linksAmong({person("Yasser Qasem Darwazeh", "JO"), person("Yasir Ghasem Darwazeh", "JO")})
            .empty());
  CHECK(linksAmong({person("Salim Darwazeh", "JO"), person("Salem Darwazeh", "JO")}).empty());
}

TEST_CASE("Who is of no state is the one of that name whose state is known", "[variants]") {
  const char* const name = "Fergus Lithgow";
  const auto links = linksAmong({person(name), person(name, "GB")});
  REQUIRE(links.size() == 1);
  CHECK(links[0].from == person(name).id);
  CHECK(links[0].into.id == person(name, "GB").id);
  CHECK(links[0].why.starts_with("the same name, of no state that is known"));
  CHECK(linksAmong({person(name), person(name, "GB"), person(name, "AU")}).empty());
  CHECK(linksAmong({person(name, "GB"), person(name, "AU")}).empty());
}

TEST_CASE("All spellings in both scripts become one, whatever the order", "[variants]") {
  std::vector<Entity> persons = {person("Hacer Cankurtaran", "TR"), person("Hacer Cankurtaran"),
                                 person("हाजेर जानकुर्तारान", "TR"), person(kOne, "JO"),
                                 person(kAnother, "JO")};
  const auto forward = linksAmong(persons);
  CHECK(forward.size() == 3);
  std::reverse(persons.begin(), persons.end());
  const auto backward = linksAmong(persons);
  REQUIRE(backward.size() == forward.size());
  for (std::size_t i = 0; i < forward.size(); ++i) {
    CHECK(forward[i].from == backward[i].from);
    CHECK(forward[i].into.id == backward[i].into.id);
    CHECK(forward[i].why == backward[i].why);
  }
}

TEST_CASE("A row parts two spellings", "[variants]") {
  const test::TempDir dir;
  const std::string one = person(kOne, "JO").id.value, other = person(kAnother, "JO").id.value;
  std::ofstream(dir.path() / "my.tsv", std::ios::binary)
      << "split\t" << one << '\t' << other << '\n';
  const auto knowledge = UserKnowledge::read({dir.path() / "my.tsv"}).value();
  CHECK(linksAmong({person(kOne, "JO"), person(kAnother, "JO")}, knowledge).empty());
}

}  // namespace
}  // namespace chancery
