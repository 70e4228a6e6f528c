// Commands that change a store: import, remove, merge.
#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;

std::string linesOf(const std::string& db) {
  const Ran ran = test::chancery({"export", "--format", "jsonl", "--db", db});
  REQUIRE(ran.exit_code == 0);
  return ran.out;
}

TEST_CASE("Stores that are merged are the same as if built at once", "[cli][merge]") {
  const TempDir dir;
  const auto path = [&](const char* name) { return (dir.path() / name).string(); };
  writeSmallCorpus(dir.path() / "all/x");
  writeSmallCorpus(dir.path() / "all/y");
  REQUIRE(test::chancery({"build", path("all"), "--db", path("whole")}).exit_code == 0);
  // as parts of one folder, for the documents are named by their place below what was read
  std::filesystem::create_directories(dir.path() / "one/all");
  std::filesystem::create_directories(dir.path() / "two/all");
  std::filesystem::rename(dir.path() / "all/x", dir.path() / "one/all/x");
  std::filesystem::rename(dir.path() / "all/y", dir.path() / "two/all/y");
  REQUIRE(test::chancery({"build", path("one/all"), "--db", path("a.db")}).exit_code == 0);
  REQUIRE(test::chancery({"build", path("two/all"), "--db", path("b.db")}).exit_code == 0);
  const Ran merged = test::chancery({"merge", path("b.db"), path("a.db"), "--into", path("c.db")});
  CHECK(merged.exit_code == 0);
  CHECK(linesOf(path("c.db")) == linesOf(path("whole")));
}

TEST_CASE("A document that is removed takes with it what only it said", "[cli][remove]") {
  const TempDir dir;
  const std::string db = (dir.path() / "db").string();
  writeFile(dir.path() / "articles/a.txt", "Modi met Putin in Sochi.");
  writeFile(dir.path() / "articles/b.txt", "Modi met Xi in Kazan.");
  REQUIRE(test::chancery({"build", (dir.path() / "articles").string(), "--db", db}).exit_code == 0);
  CHECK(test::chancery({"remove", "a", "--db", db}).exit_code == 0);
  CHECK_FALSE(has(linesOf(db), "Putin"));
  CHECK(has(linesOf(db), "Xi Jinping"));
  const Ran again = test::chancery({"remove", "a", "--db", db});
  CHECK(again.exit_code == 1);
  CHECK(has(again.err, "there is no document 'a'"));
}

TEST_CASE("A question may be answered as the store would have on an earlier day",
          "[cli][as-known-on]") {
  const TempDir dir;
  const std::string db = (dir.path() / "db").string();
  const std::string articles = (dir.path() / "articles").string();
  const auto build = [&](const char* day) {
    REQUIRE(test::chancery({"build", articles, "--db", db, "--read-on", day}).exit_code == 0);
  };
  const auto eventsOn = [&](const std::string& db_then, const char* day) {
    const Ran ran = test::chancery(
        {"events", "--db", db_then, "--format", "csv", "--as-known-on", day, "--evidence"});
    INFO(ran.err);
    CHECK(ran.exit_code == 0);
    return ran.out;
  };
  writeFile(dir.path() / "articles/a.txt", "Modi met Putin in Sochi.");
  build("2026-05-01");
  writeFile(dir.path() / "articles/a.txt", "Modi met Xi in Kazan.");
  build("2026-05-03");
  const std::string merged = (dir.path() / "merged").string();
  REQUIRE(test::chancery({"merge", db, "--into", merged}).exit_code == 0);
  for (const std::string& store : {db, merged}) {
    CHECK_FALSE(has(eventsOn(store, "2026-04-30"), "Modi"));
    CHECK(has(eventsOn(store, "2026-05-02"), "Putin"));
    CHECK(has(eventsOn(store, "2026-05-03"), "Xi Jinping"));
    CHECK_FALSE(has(linesOf(store), "Putin"));
  }
  CHECK(test::chancery({"show", "Putin", "--db", db, "--as-known-on", "2026-05-02"}).exit_code ==
        0);
  CHECK(test::chancery({"events", "--db", db, "--as-known-on", "2026-05"}).exit_code == 2);

  REQUIRE(test::chancery({"remove", "a", "--db", db, "--read-on", "2026-05-05"}).exit_code == 0);
  CHECK(has(eventsOn(db, "2026-05-04"), "Xi Jinping"));
  REQUIRE(test::chancery({"remove", "a", "--db", db, "--forget"}).exit_code == 0);
  CHECK_FALSE(has(eventsOn(db, "2026-05-04"), "Modi"));
}

TEST_CASE("Statements are imported under the names that the knowledge base has", "[cli][import]") {
  const TempDir dir;
  const std::string db = (dir.path() / "db").string();
  const auto file = dir.path() / "icews.tsv";
  writeFile(file,
            "Narendra Modi\tMake a visit\tRussia\t2018-05-21\n"
            "Russia\tHost a visit\tNarendra Modi\t2018-05-21\n"
            "Militia\tfight with small arms and light weapons\tRussia\t2018-05-21\n");
  const Ran ran = test::chancery({"import", file.string(), "--db", db});
  CHECK(ran.exit_code == 0);
  CHECK(has(ran.err, "1 rows left out"));
  CHECK(has(ran.err, "fight with small arms"));
  const Ran events = test::chancery({"events", "--db", db, "--format", "jsonl"});
  CHECK(std::count(events.out.begin(), events.out.end(), '\n') == 1);
  CHECK(has(events.out, "\"p.narendra-modi\""));
  CHECK(has(events.out, "\"visit\""));
  REQUIRE(test::chancery({"import", file.string(), "--db", db}).exit_code == 0);
  CHECK(test::chancery({"events", "--db", db, "--format", "jsonl"}).out == events.out);
}

TEST_CASE("The busiest pairs of a period, and dates that are not exact", "[cli][top]") {
  const TempDir dir;
  const std::string db = (dir.path() / "db").string();
  const auto file = dir.path() / "statements.tsv";
  writeFile(file,
            "Japan\tmeet\tRussia\t2018-05-21\nJapan\ttalk\tRussia\t2018-05\n"
            "Japan\tmeet\tFrance\t2018-06-02\n");
  REQUIRE(test::chancery({"import", file.string(), "--db", db}).exit_code == 0);
  const Ran pairs = test::chancery({"top", "pairs", "--db", db, "--format", "csv"});
  CHECK(has(pairs.out, "1,Japan,Russia,2"));
  CHECK(has(pairs.out, "2,France,Japan,1"));
  const Ran actors =
      test::chancery({"top", "actors", "--db", db, "--from", "2018-06", "--format", "csv"});
  CHECK(has(actors.out, "1,France,1"));
  CHECK_FALSE(has(actors.out, "Russia"));
  CHECK(test::chancery({"top", "cities", "--db", db}).exit_code == 2);

  const std::vector<std::string> days = {"events", "--db",       db,         "--from", "2018-05-20",
                                         "--to",   "2018-05-22", "--format", "jsonl"};
  std::vector<std::string> strict = days;
  strict.insert(strict.end(), {"--dates", "strict"});
  CHECK(has(test::chancery(days).out, "\"talk\""));
  CHECK_FALSE(has(test::chancery(strict).out, "\"talk\""));
  CHECK(has(test::chancery(strict).out, "\"meet\""));
}

}  // namespace
}  // namespace chancery
