// Many threads print what one prints.
#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/ordered_queue.h"
#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;

// Articles of very different lengths, so that later ones are done before earlier ones, with lines
// between them that cannot be read.
void writeUnevenCorpus(const std::filesystem::path& folder) {
  std::string lines;
  for (int i = 0; i < 60; ++i) {
    std::string text;
    for (int j = 0; j < (i % 7 == 0 ? 200 : 1); ++j) {
      text += "Modi met Putin in Moscow on " + std::to_string(j % 28 + 1) + " July 2024. ";
    }
    lines += "{\"id\": \"a" + std::to_string(i) + "\", \"text\": \"" + text + "\"}\n";
    if (i % 10 == 3) lines += "{\"text\": 7}\n";
  }
  writeFile(folder / "news.jsonl", lines);
  writeFile(folder / "picture.png", "no article");
  writeSmallCorpus(folder / "more");
}

TEST_CASE("Extraction prints the same with one thread and with many", "[cli][extract]") {
  const TempDir dir;
  const std::string articles = (dir.path() / "articles").string();
  writeUnevenCorpus(articles);
  for (const std::string format : {"jsonl", "json", "table", "csv"}) {
    const std::vector<std::string> command = {"extract", articles, "--format", format, "--jobs"};
    const auto withJobs = [&](const std::string& jobs) {
      auto arguments = command;
      arguments.push_back(jobs);
      return test::chancery(arguments);
    };
    const Ran one = withJobs("1");
    const Ran many = withJobs("8");
    INFO(format);
    CHECK(one.exit_code == 1);  // because of the lines that cannot be read
    CHECK(many.exit_code == 1);
    CHECK(has(one.err, "news.jsonl:5"));
    CHECK(many.err == one.err);
    CHECK(many.out == one.out);
    CHECK(has(many.out, "Vladimir Putin"));
  }
}

TEST_CASE("Results come in the order of the work, and no more wait than there is room for",
          "[cli][extract]") {
  constexpr int kItems = 500;
  constexpr int kRoom = 5;
  cli::OrderedQueue<int, int> queue(kRoom);
  std::atomic<int> inside{0}, most_inside{0};
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i) {
    workers.emplace_back([&] {
      while (const auto work = queue.claim()) {
        const int item = *work->item;
        if (item % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds(item % 50));
        queue.finish(work, 2 * item, 1);
      }
    });
  }
  std::thread giver([&] {
    for (int i = 0; i < kItems; ++i) {
      if (i % 5 == 0) {
        queue.pushResult(2 * i, 1);
      } else {
        queue.push(i, 1);
      }
      const int now = ++inside;
      if (now > most_inside) most_inside = now;
    }
    queue.close();
  });
  std::vector<int> taken, expected;
  while (const auto result = queue.pop()) {
    --inside;
    taken.push_back(*result);
  }
  giver.join();
  for (std::thread& worker : workers) worker.join();
  for (int i = 0; i < kItems; ++i) expected.push_back(2 * i);
  CHECK(taken == expected);
  CHECK(most_inside <= kRoom + 1);  // the taker has one in hand before it is counted out
}

TEST_CASE("Extraction ends when nobody reads its output any more", "[cli][extract]") {
  const TempDir dir;
  const std::string articles = (dir.path() / "articles").string();
  for (int i = 0; i < 20; ++i) writeUnevenCorpus(dir.path() / "articles" / std::to_string(i));
  const Ran all = test::chancery({"extract", articles, "--format", "jsonl", "--jobs", "4"});
  const std::string command = std::string(CHANCERY_PROGRAM) + " extract " + articles +
                              " --format jsonl --jobs 4 2>/dev/null | head -n 1";
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string line;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) line += static_cast<char>(c);
  CHECK(pclose(pipe) == 0);
  CHECK(line == all.out.substr(0, all.out.find('\n') + 1));
}

// Articles in which names that nobody has stand more or less often.
std::string unlistedCorpus() {
  std::string lines;
  const auto article = [&](const std::string& text) {
    lines += "{\"id\": \"a" + std::to_string(lines.size()) + "\", \"text\": \"" + text + "\"}\n";
  };
  for (int i = 0; i < 30; ++i) {
    article("Adaeze Okwuosa met Lavrov in Abuja. Okwuosa thanked Russia.");
    if (i % 3 == 0) article("Burgrave Emmanuel Macron met Putin. Macron exonerates Erdogan.");
    if (i % 5 == 0)
      article(
          "\u0930\u0942\u0938 \u0928\u0947 \u092d\u093e\u0930\u0924 \u0915\u094b "
          "\u091d\u093f\u0902\u091d\u094b\u0921\u093c\u093e\u0964");
  }
  return lines;
}

TEST_CASE("extract --unknown lists what no table knows, by frequency, with a sentence each",
          "[cli][extract]") {
  const Ran tsv = test::chancery({"extract", "-", "--unknown"}, unlistedCorpus());
  REQUIRE(tsv.exit_code == 0);
  CHECK(tsv.out ==
        "kind\tlanguage\tform\tcount\tdocuments\tlisted\tdocument\tsentence\n"
        "name\ten\tAdaeze Okwuosa\t60\t30\t\ta0\tAdaeze Okwuosa met Lavrov in Abuja.\n"
        "title\ten\tBurgrave\t10\t10\t\ta84\tBurgrave Emmanuel Macron met Putin.\n"
        "verb\ten\texonerates\t10\t10\t\ta84\tMacron exonerates Erdogan.\n"
        "verb\thi\tझिंझोड़ा\t6\t6\t\ta172\tरूस ने भारत को झिंझोड़ा।\n");
  const nlohmann::json json = nlohmann::json::parse(
      test::chancery({"extract", "-", "--unknown", "--format", "json"}, unlistedCorpus()).out);
  REQUIRE(json.size() == 4);
  CHECK(json[0]["form"] == "Adaeze Okwuosa");
  CHECK(json[0]["count"] == 60);
  CHECK(json[0]["documents"] == 30);
  CHECK(json[1]["sentence"] == "Burgrave Emmanuel Macron met Putin.");
}

TEST_CASE("extract --unknown prints the same with one thread and with many", "[cli][extract]") {
  for (const std::string format : {"tsv", "json"}) {
    const auto withJobs = [&](const std::string& jobs) {
      return test::chancery({"extract", "-", "--unknown", "--format", format, "--jobs", jobs},
                            unlistedCorpus());
    };
    const Ran one = withJobs("1");
    CHECK(one.exit_code == 0);
    CHECK(withJobs("8").out == one.out);
  }
}

// "Xabcde": a name of its own for each number.
std::string inventedName(int number) {
  std::string name = "X";
  for (int i = 0; i < 5; ++i, number /= 13) {
    name += "bdfgklmnprstv"[number % 13];
    name += "aeiou"[(number + i) % 5];
  }
  return name;
}

TEST_CASE("extract --unknown keeps no more forms than it has room for, and says so",
          "[cli][extract]") {
  constexpr int kNames = 130'000;
  constexpr int kPerArticle = 500;
  std::string lines;
  for (int i = 0; i < kNames;) {
    lines += "{\"text\": \"Adaeze Okwuosa met Lavrov in Abuja.";
    for (const int end = i + kPerArticle; i < end; ++i) {
      lines += " " + inventedName(i) + " " + inventedName(i + 7) + " visited Austria.";
    }
    lines += "\"}\n";
  }
  const Ran ran = test::chancery({"extract", "-", "--unknown"}, lines);
  REQUIRE(ran.exit_code == 0);
  CHECK(has(ran.out, "\tAdaeze Okwuosa\t260\t260\t"));
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') <= 100'001);
  CHECK(has(ran.err, "some are left out"));
}

TEST_CASE("extract --unknown has its own formats", "[cli][extract]") {
  const Ran ran = test::chancery({"extract", "-", "--unknown", "--format", "csv"}, "x");
  CHECK(ran.exit_code == 2);
  CHECK(has(ran.err, "tsv"));
}

}  // namespace
}  // namespace chancery
