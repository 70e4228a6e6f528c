// chancery search, with an index of words and without.
#include "raw_store.h"
#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;

TEST_CASE("Events are found by the words in which they are told", "[cli][search]") {
  const TempDir dir;
  const std::string indexed = (dir.path() / "db").string();
  REQUIRE(test::chancery({"build", smallArticles(), "--db", indexed, "--full-text"}).exit_code ==
          0);
  for (const std::string& db : {smallStore(), indexed}) {
    const auto search = [&](std::vector<std::string> arguments) {
      arguments.insert(arguments.begin(), "search");
      arguments.insert(arguments.end(), {"--db", db, "--format", "jsonl"});
      const Ran ran = test::chancery(std::move(arguments));
      INFO(ran.err);
      CHECK(ran.exit_code == 0);
      return ran.out;
    };
    const std::string met = search({"PRESIDENT", "met"});
    CHECK(linesIn(met) == 1);
    CHECK(has(met, "\"object\":\"Vladimir Putin\""));
    CHECK(has(met, "met Russian President Vladimir Putin"));
    CHECK(has(search({"welcom*"}), "Zelenskyy welcomed Modi"));
    CHECK(search({"welcom"}).empty());
    CHECK(has(search({"मुलाकात"}), "जयशंकर"));
    CHECK(search({"russian president"}) == met);
    CHECK(search({"president russian"}).empty());
    // a name in any script, also where the passage has another
    CHECK(has(search({"Jaishankar", "वार्ता"}), "लावरोव"));
    CHECK(search({"president", "--from", "2025", "--relation", "host"}).empty());
    CHECK(linesIn(search({"Putin", "--limit", "1"})) == 1);
    CHECK(search({"Putin", "--level", "country"}) == search({"Putin", "--level", "country"}));
    CHECK(linesIn(search({"Putin", "--as-known-on", "1999-01-01"})) == 0);
  }
}

TEST_CASE("A search with --plan tells where words and names are looked for",
          "[cli][search][plan]") {
  const TempDir dir;
  const std::string indexed = (dir.path() / "db").string();
  REQUIRE(test::chancery({"build", smallArticles(), "--db", indexed, "--full-text"}).exit_code ==
          0);
  const auto planOf = [](const std::string& db, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "search");
    arguments.insert(arguments.end(), {"--db", db, "--plan", "--format", "csv"});
    const Ran ran = test::chancery(std::move(arguments));
    INFO(ran.err);
    CHECK(ran.exit_code == 0);
    return ran.out;
  };
  const std::string words = planOf(indexed, {"welcom*", "Modi", "--from", "2024"});
  CHECK(has(words, "words,77656C636F6D,77656C636F6E,words"));  // all from "welcom" to "welcon"
  CHECK(has(words, "words,6D6F64690001,6D6F64690002,words"));  // "modi" and the end of a word
  CHECK(has(words, "actors,"));
  CHECK(has(words, "\"actors, days\""));
  CHECK(has(words, "places,"));
  CHECK(has(words, "said,"));
  CHECK_FALSE(has(words, "welcomed"));
  const std::string evidence = planOf(smallStore(), {"welcom*"});
  CHECK(has(evidence, "evidence,,,,words"));
  CHECK_FALSE(has(evidence, "words,77"));
  CHECK(has(planOf(indexed, {"welcom*", "--level", "country"}), "relations,"));
}

TEST_CASE("An index of words made by other rules is not read, and is made anew", "[cli][search]") {
  const TempDir dir;
  const std::string db = (dir.path() / "db").string();
  REQUIRE(test::chancery({"build", smallArticles(), "--db", db, "--full-text"}).exit_code == 0);
  const auto search = [&] { return test::chancery({"search", "president", "--db", db}).out; };
  const std::string found = search();
  const std::string rules = RawStore(db).get("words");
  RawStore(db).put("words", "0 1.1");
  CHECK(search() == found);
  CHECK(RawStore(db).get("words") == "0 1.1");
  REQUIRE(test::chancery({"remove", "en-1", "--db", db}).exit_code == 0);
  CHECK(RawStore(db).get("words") == rules);
  CHECK(search() == found);
}

TEST_CASE("A search says what it cannot look for", "[cli][search]") {
  CHECK(ask({"search"}).exit_code == 2);
  const Ran none = ask({"search", "…"});
  CHECK(none.exit_code == 2);
  CHECK(has(none.err, "there is no word in '…'"));
}

TEST_CASE("An index of words comes along into a merged store", "[cli][search][merge]") {
  const TempDir dir;
  const auto path = [&](const char* name) { return (dir.path() / name).string(); };
  REQUIRE(
      test::chancery({"build", smallArticles(), "--db", path("one"), "--full-text"}).exit_code ==
      0);
  REQUIRE(test::chancery({"merge", path("one"), smallStore(), "--into", path("all")}).exit_code ==
          0);
  const Ran found = test::chancery({"search", "president", "--db", path("all"), "--format", "csv"});
  CHECK(found.out == ask({"search", "president", "--format", "csv"}).out);
  REQUIRE(test::chancery({"remove", "2024-07-09-moscow", "--db", path("all")}).exit_code == 0);
  CHECK_FALSE(has(
      test::chancery({"search", "president", "--db", path("all"), "--format", "csv"}).out, "met"));
}

}  // namespace
}  // namespace chancery
