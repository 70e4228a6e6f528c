// Knowledge of a user's own, from the command line.
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "raw_store.h"
#include "small_corpus.h"

namespace chancery {
namespace {

using test::ask;
using test::has;

struct MyTable {
  explicit MyTable(const std::string& content) { test::writeFile(path, content); }
  test::TempDir dir;
  std::string path = (dir.path() / "my.tsv").string();
};

TEST_CASE("knowledge template makes a table that knowledge check accepts", "[cli]") {
  const test::TempDir dir;
  const std::string path = (dir.path() / "my.tsv").string();
  CHECK(test::chancery({"knowledge", "template", "-o", path}).exit_code == 0);
  const test::Ran checked = test::chancery({"knowledge", "check", path});
  CHECK(checked.exit_code == 0);
  CHECK(has(checked.out, "no fault"));
}

TEST_CASE("knowledge check names file, line and fault, and fails", "[cli]") {
  const MyTable table("person\tjane-roe\tJane Roe\tQQ\n");
  const test::Ran checked = test::chancery({"knowledge", "check", table.path});
  CHECK(checked.exit_code == 1);
  CHECK(has(checked.err, table.path + ":1: country 'QQ'"));
  // so does whatever is to work with it
  CHECK(ask({"stats", "--knowledge", table.path}).exit_code == 1);
}

TEST_CASE("knowledge find tells who is known under a name, and by which rule", "[cli]") {
  const test::Ran found = test::chancery({"knowledge", "find", "जयशंकर"});
  CHECK(found.exit_code == 0);
  CHECK(has(found.out, "p.s-jaishankar"));
  CHECK(has(found.out, "Foreign Minister of India, 2019-05-30"));
  CHECK(test::chancery({"knowledge", "find", "Nobody Whatsoever"}).exit_code == 1);
  CHECK(test::chancery({"knowledge", "fnd"}).exit_code == 2);
  CHECK(test::chancery({"knowledge"}).exit_code == 2);
  CHECK(has(test::chancery({"knowledge", "offices"}).out, "foreign_minister\t"));
}

TEST_CASE("The knowledge base has as much as it promises", "[cli]") {
  const test::Ran counted = test::chancery({"knowledge", "count"});
  REQUIRE(counted.exit_code == 0);
  std::map<std::string, int> counts;
  std::istringstream lines(counted.out);
  std::string line;
  while (std::getline(lines, line)) {
    const std::size_t tab = line.find('\t');
    REQUIRE(tab != std::string::npos);
    counts[line.substr(tab + 1)] = std::stoi(line.substr(0, tab));
  }
  CHECK(counts["people with an office"] >= 1500);
  CHECK(counts["organisations"] >= 150);
  CHECK(counts["cities with names in Latin and Devanagari"] >= 1500);
  CHECK(counts["countries and territories"] >= 249);  // ISO 3166-1
  CHECK(counts["countries with names in Latin and Devanagari"] ==
        counts["countries and territories"]);
  CHECK(counts["countries that ended"] >= 10);
  // a table of one's own counts
  const MyTable table("person\tjane-roe\tJane Roe\tNZ\n");
  const test::Ran more = test::chancery({"knowledge", "count", "--knowledge", table.path});
  CHECK(has(more.out, std::to_string(counts["people"] + 1) + "\tpeople\n"));
}

// A store of three articles about two officials whom no table has, one of them spelt three ways.
struct StoreOfStrangers {
  test::TempDir dir;
  std::string db = (dir.path() / "db").string();

  StoreOfStrangers() {
    const std::string path = (dir.path() / "news.jsonl").string();
    test::writeFile(
        path,
        "{\"id\": \"d1\", \"date\": \"2024-05-01\", \"text\": \"Kyrgyz envoy Nurlanbek Toktosunov "
        "met "
        "Narendra Modi in Delhi.\"}\n"
        "{\"id\": \"d2\", \"date\": \"2024-05-02\", \"text\": \"किर्गिस्तान के दूत नूरलानबेक तोक्तोसुनोव ने "
        "मॉस्को में सर्गेई लावरोव से मुलाकात की।\"}\n"
        "{\"id\": \"d3\", \"date\": \"2024-05-03\", \"text\": \"Kyrgyz envoy Nurlanbek Toktosunof "
        "met "
        "Wang Yi in Beijing. Danish envoy Rasmus Ellingsgaard met Wang Yi in Beijing.\"}\n");
    const test::Ran built = test::chancery({"build", path, "--db", db});
    if (built.exit_code != 0) throw std::runtime_error(built.err);
  }
};

TEST_CASE("names lists who is in no table, by frequency, with contexts, and who may be one",
          "[cli]") {
  const StoreOfStrangers store;
  const auto names =
      nlohmann::json::parse(test::chancery({"names", "--db", store.db, "--format", "json"}).out);
  INFO(names.dump(1));
  REQUIRE(names["unknown"].size() == 3);
  CHECK(names["unknown"][0]["label"] == "Nurlanbek Toktosunov");
  CHECK(names["unknown"][0]["events"] == 2);
  REQUIRE(names["unknown"][0]["contexts"].size() == 2);
  const std::set<std::string> documents = {names["unknown"][0]["contexts"][0]["doc"],
                                           names["unknown"][0]["contexts"][1]["doc"]};
  CHECK(documents == std::set<std::string>{"d1", "d2"});
  REQUIRE(names["alike"].size() == 1);
  CHECK(names["alike"][0]["from"]["label"] == "Nurlanbek Toktosunof");
  CHECK(names["alike"][0]["into"]["label"] == "Nurlanbek Toktosunov");
  CHECK(names["alike"][0]["reason"] == "sounds alike");
  CHECK(names["mixed"].empty());
}

TEST_CASE("The rows that names prints are a table, and who is in it is no longer listed", "[cli]") {
  const StoreOfStrangers store;
  const MyTable table(test::chancery({"names", "--db", store.db, "--format", "tsv"}).out);
  CHECK(test::chancery({"knowledge", "check", table.path}).exit_code == 0);
  const auto names = nlohmann::json::parse(
      test::chancery({"names", "--db", store.db, "--format", "json", "--knowledge", table.path})
          .out);
  INFO(names.dump(1));
  CHECK(names["alike"].empty());  // the merge holds
}

TEST_CASE("show says of each form why it is the entity's", "[cli]") {
  const StoreOfStrangers store;
  const test::Ran stranger = test::chancery({"show", "Nurlanbek Toktosunov", "--db", store.db});
  CHECK(has(stranger.out, "(same fold as Nurlanbek Toktosunov)"));
  CHECK(has(stranger.out, "(नूरलानबेक तोक्तोसुनोव in Latin letters)"));
  CHECK(has(test::chancery({"show", "Lavrov", "--db", store.db}).out, "(name in the base)"));
}

TEST_CASE("Articles are read with knowledge of one's own, and read again when it changes",
          "[cli]") {
  const test::TempDir dir;
  const std::string db = (dir.path() / "db").string();
  const std::string article = (dir.path() / "2024-05-02-a.txt").string();
  test::writeFile(article, "Narendra Modi met Roe in Delhi on 1 May 2024.\n");
  const MyTable table("person\tjane-roe\tJane Roe\tNZ\t\t\tRoe\n");
  const std::vector<std::string> with = {"--knowledge", table.path};
  CHECK(test::chancery({"build", article, "--db", db}).exit_code == 0);
  CHECK(test::chancery({"show", "p.jane-roe", "--db", db}).exit_code == 1);
  CHECK(test::chancery({"build", article, "--db", db, with[0], with[1]}).exit_code == 0);
  CHECK(has(test::chancery({"show", "Jane Roe", "--db", db, with[0], with[1]}).out, "p.jane-roe"));
  const test::Ran again = test::chancery({"build", article, "--db", db, with[0], with[1]});
  CHECK(has(again.err, "1 unchanged"));
}

TEST_CASE("A merge holds as long as it is given, and the store does not change", "[cli]") {
  const MyTable table("merge\tsergey-lavrov\tvladimir-putin\n");
  const auto before = ask({"stats", "--format", "csv"});
  const auto merged = ask({"show", "Putin", "--knowledge", table.path});
  CHECK(has(merged.out, "Sergey Lavrov"));
  CHECK(ask({"stats", "--format", "csv", "--knowledge", table.path}).out != before.out);
  CHECK_FALSE(has(ask({"show", "Putin"}).out, "Sergey Lavrov: "));
  CHECK(ask({"stats", "--format", "csv"}).out == before.out);
  // the other is found under either name
  CHECK(has(ask({"show", "Lavrov", "--knowledge", table.path}).out, "p.vladimir-putin"));
}

// Two articles that name one person, whom no table has, each in its own script.
struct TwoScripts {
  std::string english;
  std::string hindi;
};

TwoScripts writeInTwoScripts(const test::TempDir& dir) {
  TwoScripts files{(dir.path() / "2024-05-02-en.txt").string(),
                   (dir.path() / "2024-05-03-hi.txt").string()};
  test::writeFile(
      files.english,
      "Foreign Minister Hacer Cankurtaran met Vladimir Putin in Moscow on 1 May 2024.\n");
  test::writeFile(files.hindi,
                  "विदेश मंत्री हाजेर जानकुर्तारान ने 3 मई 2024 को मॉस्को में व्लादिमीर पुतिन से मुलाकात की।\n");
  return files;
}

TEST_CASE("A name in two scripts is one person as long as no row parts them", "[cli]") {
  const test::TempDir dir;
  const std::string db = (dir.path() / "db").string();
  const auto [english, hindi] = writeInTwoScripts(dir);
  REQUIRE(test::chancery({"build", english, hindi, "--db", db}).exit_code == 0);
  const auto page = nlohmann::json::parse(
      test::chancery({"show", "हाजेर जानकुर्तारान", "--db", db, "--format", "json"}).out);
  INFO(page.dump(1));
  CHECK(page["label"] == "Hacer Cankurtaran");
  CHECK(page["events"] == 2);
  std::string was;
  for (const auto& name : page["names"]) {
    const std::string why = name["why"];
    if (name["name"] != "हाजेर जानकुर्तारान") continue;
    CHECK(why.find("sounds like Hacer Cankurtaran, distance ") == 0);
    was = why.substr(why.find("; was ") + 6);
  }
  const test::Ran timeline = test::chancery({"timeline", "Hacer Cankurtaran", "--db", db});
  CHECK(has(timeline.out, "2024-05-01"));
  CHECK(has(timeline.out, "2024-05-03"));
  CHECK(has(test::chancery({"show", was, "--db", db}).out, "Hacer Cankurtaran"));
  const MyTable parted("split\t" + was + "\t" + page["id"].get<std::string>() + "\n");
  const auto alone =
      nlohmann::json::parse(test::chancery({"show", "Hacer Cankurtaran", "--db", db, "--format",
                                            "json", "--knowledge", parted.path})
                                .out);
  CHECK(alone["events"] == 1);
}

TEST_CASE("Who is one in two scripts is kept by whoever writes, and found where it is not kept",
          "[cli]") {
  const test::TempDir dir;
  const std::string db = (dir.path() / "db").string();
  const auto [english, hindi] = writeInTwoScripts(dir);
  const auto exported = [&] {
    const test::Ran ran = test::chancery({"export", "--db", db, "--format", "jsonld"});
    REQUIRE(ran.exit_code == 0);
    return ran.out;
  };
  REQUIRE(test::chancery({"build", english, "--db", db}).exit_code == 0);
  const std::string alone = test::RawStore(db).get("of entities");
  REQUIRE(test::chancery({"build", hindi, "--db", db}).exit_code == 0);
  const std::string kept = test::RawStore(db).get("of entities");
  CHECK(kept.size() > alone.size());
  CHECK(has(kept, "हाजेर"));
  const std::string expected = exported();
  CHECK(has(expected, "Hacer Cankurtaran"));
  // damaged, of other rules, and what an older program left behind
  for (const std::string& other : {kept.substr(0, kept.size() - 3), "\1" + kept, std::string()}) {
    test::RawStore(db).put("of entities", other);
    CHECK(exported() == expected);
    CHECK(test::RawStore(db).get("of entities") == other);  // who asks writes nothing
  }
  REQUIRE(test::chancery({"build", hindi, "--db", db}).exit_code == 0);
  CHECK(test::RawStore(db).get("of entities") == kept);
}

TEST_CASE("Several tables may be given", "[cli]") {
  const MyTable one("person\tjane-roe\tJane Roe\tNZ\n");
  const MyTable two("office\tjane-roe\tambassador\tNZ\t2024\n");
  const test::Ran found = test::chancery(
      {"knowledge", "find", "Jane Roe", "--knowledge", one.path, "--knowledge", two.path});
  CHECK(has(found.out, "Ambassador of New Zealand"));
}

}  // namespace
}  // namespace chancery
