// The program killed while it fills a store, at moments drawn by chance.
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;
using Clock = std::chrono::steady_clock;

unsigned numberFromEnvironment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

// Statements among `actors`, a hundred a day; more than 10,000 of them are taken in bulk.
void writeStatements(const std::filesystem::path& file, unsigned rows, unsigned actors) {
  static constexpr std::array<const char*, 4> kRelations = {"meet", "talk", "visit", "criticize"};
  std::mt19937 random(rows);
  std::string text;
  for (unsigned row = 0; row < rows; ++row) {
    std::array<char, 11> date{};
    const unsigned day = row / 100;
    std::snprintf(date.data(), date.size(), "%04u-%02u-%02u", 2000 + day / 336 % 100,
                  day / 28 % 12 + 1, day % 28 + 1);
    text += "Actor " + std::to_string(random() % actors) + '\t' + kRelations[random() % 4] +
            "\tActor " + std::to_string(random() % actors) + '\t' + date.data() + '\n';
  }
  writeFile(file, text);
}

std::string linesOf(const std::string& db) {
  const Ran ran = test::chancery({"export", "--format", "jsonl", "--db", db});
  INFO(ran.err);
  REQUIRE(ran.exit_code == 0);
  return ran.out;
}

void import(const std::string& file, const std::string& db) {
  const Ran ran = test::chancery({"import", file, "--db", db, "--quiet"});
  INFO(ran.err);
  REQUIRE(ran.exit_code == 0);
}

// CHANCERY_KILLS=200 for a long run, CHANCERY_RANDOM_SEED to repeat one.
TEST_CASE("A bulk import that is killed at any moment is whole or not there, and can be repeated",
          "[cli][import][crash]") {
  const unsigned kills = numberFromEnvironment("CHANCERY_KILLS", 5);
  const unsigned seed = numberFromEnvironment("CHANCERY_RANDOM_SEED", std::random_device()());
  std::printf("%u kills, seed %u\n", kills, seed);
  const TempDir dir;
  const auto path = [&](const char* name) { return (dir.path() / name).string(); };
  writeStatements(path("few.tsv"), 300, 20);
  writeStatements(path("many.tsv"), 20'000, 400);
  import(path("few.tsv"), path("before"));
  std::filesystem::copy(path("before"), path("after"));
  const auto start = Clock::now();
  import(path("many.tsv"), path("after"));
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  const std::string before = linesOf(path("before")), after = linesOf(path("after"));
  REQUIRE(before != after);

  std::mt19937 random(seed);
  for (unsigned i = 0; i < kills; ++i) {
    CAPTURE(seed, i);
    std::filesystem::remove_all(path("db"));
    std::filesystem::copy(path("before"), path("db"));
    const std::chrono::microseconds moment(random() % static_cast<unsigned>(whole.count()));
    startAndKill({"import", path("many.tsv"), "--db", path("db"), "--quiet"}, [&] {
      std::this_thread::sleep_for(moment);
      return true;
    });
    const std::string left = linesOf(path("db"));
    CHECK((left == before || left == after));
    import(path("many.tsv"), path("db"));
    CHECK(linesOf(path("db")) == after);
    CHECK_FALSE(std::filesystem::exists(dir.path() / "db" / "bulk"));
  }
}

}  // namespace
}  // namespace chancery
