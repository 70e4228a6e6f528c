// Each command as its users call it.
#include <nlohmann/json.hpp>

#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;
using Json = nlohmann::json;

std::vector<Json> linesOf(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
  return lines;
}

Ran ask(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--db", smallStore()});
  return test::chancery(arguments);
}

TEST_CASE("extract prints one event a line, as the contract says", "[cli]") {
  const Ran ran = test::chancery(
      {"extract", "-", "--format", "jsonl"},
      "{\"id\": \"a\", \"date\": \"2025-08-22\", \"text\": \"Jaishankar met Putin at the Kremlin on "
      "Thursday.\"}\n");
  CHECK(ran.exit_code == 0);
  const auto lines = linesOf(ran.out);
  REQUIRE(lines.size() == 1);
  const Json& event = lines[0];
  CHECK(event["doc"] == "a");
  CHECK(event["relation"] == "meet");
  CHECK(event["status"] == "happened");
  CHECK(event["date"] == "2025-08-21");
  CHECK(event["place"]["label"] == "Kremlin");
  CHECK(event["cameo"].is_string());
  CHECK(event["plover"].is_string());
  CHECK(event["confidence"].get<double>() > 0.5);
  REQUIRE(event["evidence"].size() == 1);
  CHECK(event["evidence"][0]["begin"] == 0);
  CHECK(event["evidence"][0]["text"] == "Jaishankar met Putin at the Kremlin on Thursday.");
}

TEST_CASE("explain shows the stages of a sentence, as text and as JSON", "[cli]") {
  const Ran text = test::chancery({"explain", "--text", "Modi met Putin in Sochi."});
  CHECK(text.exit_code == 0);
  CHECK(has(text.out, "Vladimir Putin"));
  CHECK(has(text.out, "trigger of meet"));
  const Ran json =
      test::chancery({"explain", "--text", "Modi met Putin in Sochi.", "--format", "json"});
  CHECK(json.exit_code == 0);
  CHECK_FALSE(Json::parse(json.out).empty());
}

TEST_CASE("A timeline of two is found however their names are written", "[cli]") {
  const Ran first = ask({"timeline", "Jaishankar", "Putin", "--format", "jsonl"});
  CHECK(first.exit_code == 0);
  const auto lines = linesOf(first.out);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0]["date"] == "2025-08-21");
  for (const char* name : {"जयशंकर", "jaishankar", "@DrSJaishankar", "S. Jaishankar"}) {
    INFO(name);
    CHECK(ask({"timeline", name, "पुतिन", "--format", "jsonl"}).out == first.out);
  }
}

TEST_CASE("Evidence is the sentence of the source, with its place", "[cli]") {
  const Ran ran = ask({"timeline", "Jaishankar", "Putin", "--evidence"});
  CHECK(has(ran.out, "जयशंकर ने गुरुवार को क्रेमलिन में व्लादिमीर पुतिन से मुलाकात की"));
  CHECK(has(ran.out, "2025-08-22-kremlin"));
}

TEST_CASE("Filters leave what they say", "[cli]") {
  const auto count = [](std::vector<std::string> more) {
    more.insert(more.begin(), {"events", "--format", "jsonl"});
    const Ran ran = ask(more);
    CHECK(ran.exit_code == 0);
    return linesOf(ran.out).size();
  };
  const std::size_t all = count({});
  CHECK(all >= 7);
  CHECK(count({"--relation", "meet"}) == 4);
  CHECK(count({"--status", "denied"}) == 1);
  CHECK(count({"--status", "planned"}) == 1);
  CHECK(count({"--from", "2025"}) + count({"--to", "2024"}) >= all - 1);
  CHECK(count({"--from", "2025-08-21", "--to", "2025-08-21"}) == 2);
  CHECK(count({"--with", "Zelensky"}) == 2);
  CHECK(count({"--place", "Kremlin"}) >= 1);
}

TEST_CASE("Every row-printing command prints tables, JSON and CSV", "[cli]") {
  for (const std::string command : {"events", "rank", "stats"}) {
    INFO(command);
    CHECK_FALSE(ask({command, "--format", "table"}).out.empty());
    CHECK_FALSE(Json::parse(ask({command, "--format", "json"}).out).empty());
    CHECK_FALSE(linesOf(ask({command, "--format", "jsonl"}).out).empty());
    const std::string csv = ask({command, "--format", "csv"}).out;
    CHECK(std::count(csv.begin(), csv.end(), '\n') >= 2);
  }
}

TEST_CASE("show, neighbors, path, rank and stats answer", "[cli]") {
  CHECK(has(ask({"show", "मोदी"}).out, "Narendra Modi"));
  CHECK(has(ask({"neighbors", "Putin"}).out, "Narendra Modi"));
  const Ran path = ask({"path", "Jaishankar", "Zelensky"});
  CHECK(path.exit_code == 0);
  CHECK(has(path.out, "Vladimir Putin"));
  const Ran rank = ask({"rank", "--by", "degree", "--format", "csv"});
  CHECK(has(rank.out, "Vladimir Putin"));
  CHECK(has(ask({"stats"}).out, "6"));
}

TEST_CASE("A name nobody has is answered with those that are near", "[cli]") {
  const Ran ran = ask({"show", "Jaishanker"});
  const Ran wrong = ask({"show", "Zelenskyyy"});
  CHECK((ran.exit_code == 0 || has(ran.err, "Jaishankar")));
  CHECK((wrong.exit_code == 0 || has(wrong.err, "Zelensky")));
  const Ran nobody = ask({"show", "Qqqqqqq"});
  CHECK(nobody.exit_code == 1);
  CHECK(has(nobody.err, "Qqqqqqq"));
}

TEST_CASE("Events go out as lines and come back in, and the graph is the same", "[cli]") {
  const TempDir dir;
  const std::string again = (dir.path() / "db").string();
  const Ran lines = ask({"export", "--format", "jsonl"});
  REQUIRE(lines.exit_code == 0);
  REQUIRE(test::chancery({"load", "-", "--db", again}, lines.out).exit_code == 0);
  CHECK(test::chancery({"export", "--format", "jsonl", "--db", again}).out == lines.out);
  CHECK(test::chancery({"export", "--format", "graphml", "--db", again}).out ==
        ask({"export", "--format", "graphml"}).out);
}

TEST_CASE("Every command has a page of help with examples", "[cli]") {
  const Ran overview = test::chancery({"help"});
  CHECK(overview.exit_code == 0);
  for (const std::string command : {"extract", "explain", "build", "load", "show", "events",
                                    "timeline", "neighbors", "path", "rank", "stats", "export"}) {
    INFO(command);
    CHECK(has(overview.out, "  " + command));
    const Ran page = test::chancery({command, "--help"});
    CHECK(page.exit_code == 0);
    CHECK(has(page.out, "Examples:"));
    CHECK(has(page.out, "chancery " + command));
  }
}

TEST_CASE("A wrong command line says what was meant", "[cli]") {
  const auto wrong = [](std::vector<std::string> arguments, const std::string& hint) {
    const Ran ran = test::chancery(arguments);
    CHECK(ran.exit_code == 2);
    CHECK(ran.out.empty());
    INFO(ran.err);
    CHECK(has(ran.err, hint));
  };
  wrong({"bild", "x"}, "build");
  wrong({"events", "--form", "2024", "--db", smallStore()}, "--from");
  wrong({"events", "--relation", "met", "--db", smallStore()}, "meet");
  wrong({"events", "--from", "2025-13-01", "--db", smallStore()}, "13");
  wrong({"timeline", "--db", smallStore()}, "timeline");
  wrong({"events"}, "--db");
  wrong({}, "chancery");
}

}  // namespace
}  // namespace chancery
