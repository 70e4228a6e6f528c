// A graph is a function of the set of documents: order, threads, runs and crashes change nothing.
#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;

std::vector<std::string> exportsOf(const std::string& db) {
  std::vector<std::string> exports;
  for (const std::string format : {"jsonl", "graphml", "jsonld"}) {
    const Ran ran = test::chancery({"export", "--format", format, "--db", db});
    REQUIRE(ran.exit_code == 0);
    exports.push_back(ran.out);
  }
  return exports;
}

// `copies` of the small corpus under names of their own.
void writeLargerCorpus(const std::filesystem::path& folder, int copies) {
  for (int i = 0; i < copies; ++i) writeSmallCorpus(folder / ("part" + std::to_string(i)));
}

TEST_CASE("Two runs, another order and more threads give the same exports", "[cli][build]") {
  const TempDir dir;
  const std::string articles = (dir.path() / "articles").string();
  writeLargerCorpus(articles, 5);
  const std::string one = (dir.path() / "one").string();
  const std::string many = (dir.path() / "many").string();
  const std::string parts = (dir.path() / "parts").string();
  REQUIRE(test::chancery({"build", articles, "--db", one, "--jobs", "1"}).exit_code == 0);
  REQUIRE(test::chancery({"build", articles, "--db", many, "--jobs", "4"}).exit_code == 0);
  const auto expected = exportsOf(one);
  CHECK(exportsOf(many) == expected);

  SECTION("read again, nothing is added") {
    const Ran again = test::chancery({"build", articles, "--db", one});
    CHECK(again.exit_code == 0);
    CHECK(exportsOf(one) == expected);
  }
  SECTION("the smaller half first makes no difference") {
    const TempDir other;
    const std::string elsewhere = (other.path() / "articles").string();
    std::filesystem::create_directories(elsewhere);
    std::filesystem::copy(articles + "/part4", elsewhere + "/part4");
    REQUIRE(test::chancery({"build", elsewhere, "--db", parts}).exit_code == 0);
    std::filesystem::remove_all(elsewhere);
    std::filesystem::copy(articles, elsewhere, std::filesystem::copy_options::recursive);
    REQUIRE(test::chancery({"build", elsewhere, "--db", parts}).exit_code == 0);
    CHECK(exportsOf(parts) == expected);
  }
}

TEST_CASE("A build that is killed in the middle goes on to the same graph", "[cli][build]") {
  const TempDir dir;
  const std::string articles = (dir.path() / "articles").string();
  writeLargerCorpus(articles, 200);
  const std::string whole = (dir.path() / "whole").string();
  const std::string broken = (dir.path() / "broken").string();
  REQUIRE(test::chancery({"build", articles, "--db", whole}).exit_code == 0);
  for (int kill_after = 0; kill_after < 3; ++kill_after) {
    int looks = 0;
    startAndKill({"build", articles, "--db", broken, "--jobs", "2"}, [&] {
      return std::filesystem::exists(broken + "/CURRENT") && ++looks > 2 * kill_after;
    });
  }
  REQUIRE(test::chancery({"build", articles, "--db", broken}).exit_code == 0);
  CHECK(exportsOf(broken) == exportsOf(whole));
}

TEST_CASE("A newer version of a document replaces what the older one said", "[cli][build]") {
  const TempDir dir;
  const auto article = dir.path() / "articles/a.txt";
  const std::string db = (dir.path() / "db").string();
  writeFile(article, "Modi met Putin in Sochi.");
  REQUIRE(test::chancery({"build", article.parent_path().string(), "--db", db}).exit_code == 0);
  writeFile(article, "Modi met Xi in Kazan.");
  REQUIRE(test::chancery({"build", article.parent_path().string(), "--db", db}).exit_code == 0);
  const std::string lines = test::chancery({"export", "--format", "jsonl", "--db", db}).out;
  CHECK(has(lines, "Xi Jinping"));
  CHECK_FALSE(has(lines, "Vladimir Putin"));
}

TEST_CASE("The summary says what was read and what was not, and why", "[cli][build]") {
  const TempDir dir;
  writeFile(dir.path() / "articles/a.txt", "Modi met Putin in Sochi.");
  writeFile(dir.path() / "articles/b.jsonl", "{\"text\": 7}\n");
  const Ran ran = test::chancery(
      {"build", (dir.path() / "articles").string(), "--db", (dir.path() / "db").string()});
  CHECK(has(ran.err, "b.jsonl:1"));
  CHECK(ran.exit_code == 1);
  CHECK(has(test::chancery({"events", "--db", (dir.path() / "db").string()}).out, "Putin"));
}

}  // namespace
}  // namespace chancery
