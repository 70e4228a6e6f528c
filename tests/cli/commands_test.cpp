// Each command's answer on a small corpus, in the formats and under the filters that it offers.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>

#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;
using Json = nlohmann::json;

std::string firstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

// What rows of JSON Lines have under `key`, in their order.
std::vector<std::string> column(const std::string& lines, const std::string& key) {
  std::vector<std::string> values;
  for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1) {
    const Json row = Json::parse(lines.substr(at, lines.find('\n', at) - at));
    values.push_back(row.contains(key) && row[key].is_string() ? row[key].get<std::string>()
                                                               : std::string());
  }
  return values;
}

using Values = std::vector<std::string>;

Values relationsOf(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--format", "jsonl"});
  const Ran ran = ask(std::move(arguments));
  CHECK(ran.exit_code == 0);
  return column(ran.out, "relation");
}

TEST_CASE("build says what it read, and what the store holds", "[cli]") {
  const Ran& built = madeStore().built;
  CHECK(built.exit_code == 0);
  CHECK(built.out.empty());
  CHECK(has(built.err, "5 documents read: 5 new, 0 replaced, 0 unchanged"));
  CHECK(has(built.err, "the store holds 10 events among 16 entities from 5 documents"));
}

TEST_CASE("extract prints one event a line, in the order of the documents", "[cli]") {
  const Ran ran = test::chancery({"extract", smallArticles(), "--format", "jsonl"});
  CHECK(ran.exit_code == 0);
  CHECK(column(ran.out, "doc") == Values{"2024-07-09-moscow", "2024-07-09-moscow",
                                         "deep/2024-08-23-kyiv", "deep/2024-08-23-kyiv", "hi-1",
                                         "hi-1", "en-1", "en-1", "en-2", "en-2"});
  const Json meeting = Json::parse(firstLine(ran.out.substr(ran.out.find('\n') + 1)));
  CHECK(meeting["relation"] == "meet");
  CHECK(meeting["subject"]["label"] == "Narendra Modi");
  CHECK(meeting["object"]["id"] == "p.vladimir-putin");
  CHECK(meeting["date"] == "2024-07-09");
  CHECK(meeting["place"]["label"] == "Moscow");
  CHECK(meeting["status"] == "happened");
  CHECK(meeting["cameo"].is_string());
  CHECK(meeting["plover"].is_string());
  CHECK(meeting["confidence"].get<double>() > 0.5);
  const Json evidence = meeting["evidence"][0];
  const std::string text = test::kMoscow;
  const auto begin = evidence["begin"].get<std::size_t>();
  CHECK(text.substr(begin, evidence["end"].get<std::size_t>() - begin) == evidence["text"]);
}

TEST_CASE("extract reads standard input, and answers in each format", "[cli]") {
  const std::string article = "Modi met Putin in Moscow on 9 July 2024.";
  const Ran lines = test::chancery({"extract", "-", "--format", "jsonl"}, article);
  CHECK(lines.exit_code == 0);
  CHECK(linesIn(lines.out) == 1);
  CHECK(Json::parse(test::chancery({"extract", "-", "--format", "json"}, article).out).size() == 1);
  CHECK(firstLine(test::chancery({"extract", "-", "--format", "csv"}, article).out)
            .rfind("date,subject,relation,object,status,", 0) == 0);
  CHECK(has(test::chancery({"extract", "-", "--format", "table"}, article).out, "2024-07-09  "));
  CHECK(test::chancery({"extract", "-"}, article).out == lines.out);  // where nobody looks on
  CHECK(Json::parse(test::chancery({"extract", "-", "--format", "json"}, "Fog in Rome.").out)
            .empty());
}

TEST_CASE("extract takes date and language where the article has none", "[cli]") {
  const Ran ran =
      test::chancery({"extract", "-", "--date", "2024-07-10", "--lang", "en", "--format", "jsonl"},
                     "Modi met Putin yesterday.");
  CHECK(column(ran.out, "date") == Values{"2024-07-09"});
}

TEST_CASE("explain names the words, the table's row and the event", "[cli]") {
  const Ran ran = test::chancery({"explain", "--text", "Modi met Putin in Moscow."});
  CHECK(ran.exit_code == 0);
  CHECK(has(ran.out, "Narendra Modi"));
  CHECK(has(ran.out, "trigger of meet"));
  CHECK(Json::accept(
      test::chancery({"explain", "--text", "Modi met Putin.", "--format", "json"}).out));
}

TEST_CASE("load takes what extract prints, and gives the same graph as build", "[cli]") {
  const TempDir dir;
  const std::string db = (dir.path() / "db").string();
  const Ran events = test::chancery({"extract", smallArticles(), "--format", "jsonl"});
  CHECK(test::chancery({"load", "-", "--db", db}, events.out).exit_code == 0);
  const Ran loaded = test::chancery({"events", "--db", db, "--format", "csv"});
  CHECK(loaded.out == ask({"events", "--format", "csv"}).out);
  CHECK(linesIn(loaded.out) == 11);
}

TEST_CASE("load names the line that it cannot read", "[cli]") {
  const TempDir dir;
  const Ran ran = test::chancery({"load", "-", "--db", (dir.path() / "db").string()},
                                 "{\"doc\": \"a\", \"relation\": \"meat\"}\n");
  CHECK(ran.exit_code == 1);
  CHECK(has(ran.err, ":1"));
}

TEST_CASE("events are filtered by date, relation, status, place, participant and confidence",
          "[cli]") {
  CHECK(relationsOf({"events"}).size() == 10);
  CHECK(relationsOf({"events", "--from", "2024-08", "--to", "2024"}) ==
        Values{"visit", "greet", "meet", "host"});
  CHECK(relationsOf({"events", "--from", "2025-08-21", "--to", "2025-08-21"}).size() == 2);
  CHECK(relationsOf({"events", "--relation", "host,visit"}) == Values{"visit", "host"});
  CHECK(relationsOf({"events", "--status", "planned,denied"}) == Values{"meet", "meet"});
  CHECK(relationsOf({"events", "--place", "Moscow"}).size() == 4);
  CHECK(relationsOf({"events", "--place", "Russia"}).size() == 5);  // Moscow and Kazan
  CHECK(relationsOf({"events", "--with", "Xi Jinping"}) == Values{"host"});
  CHECK(relationsOf({"events", "--topic", "energy,nothing"}).size() == 1);
  CHECK(relationsOf({"events", "--topic", "nothing"}).empty());
  CHECK(relationsOf({"events", "--family", "courtesy"}) == Values{"greet", "greet"});
  CHECK(relationsOf({"events", "--family", "consult", "--relation", "host,greet"}) ==
        Values{"host"});
  CHECK(relationsOf({"events", "--min-confidence", "1"}).empty());
  CHECK(relationsOf({"events", "--limit", "3"}).size() == 3);
}

TEST_CASE("A question with --plan tells what would be read, and reads nothing", "[cli][plan]") {
  const auto planOf = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--plan", "--format", "jsonl"});
    const Ran ran = ask(std::move(arguments));
    INFO(ran.err);
    REQUIRE(ran.exit_code == 0);
    return nlohmann::json::parse(firstLine(ran.out));
  };
  const auto pair = planOf({"timeline", "Modi", "Putin", "--from", "2024", "--relation", "meet"});
  CHECK(pair["reads"] == "pairs");
  CHECK(pair["key"] == "actors, days");
  CHECK(pair["row"] == "relations");
  const std::string from = pair["from"];
  CHECK(from.size() == 2 * (4 + 4 + 4));
  CHECK(from.substr(16) == "80004D0B");  // 1 January 2024
  const auto all = planOf({"events", "--family", "AGREE", "--topic", "trade"});
  CHECK(all["reads"] == "relations");
  CHECK(all["from"] == "0700000000");
  CHECK(all["key"] == "relations");
  CHECK(all["row"] == "topics");
  const auto there = planOf({"events", "--status", "happened", "--place", "Moscow"});
  CHECK(there["reads"] == "places");
  CHECK(there["key"] == "place");
  CHECK(there["row"] == "statuses");
  CHECK(planOf({"neighbors", "Modi", "--relation", "meet"})["reads"] == "partners");
  CHECK(planOf({"timeline", "India", "Russia", "--level", "country"})["reads"] == "actors");
  CHECK(planOf({"rank", "--status", "happened"})["row"] == "statuses");
  CHECK(planOf({"path", "Modi", "Xi Jinping"})["reads"] == "partners");
  CHECK(planOf({"path", "Modi", "Xi Jinping", "--from", "2024"})["key"] == "actors, days");
  CHECK(planOf({"triads", "--status", "happened"})["row"] == "statuses");
  CHECK(planOf({"triads", "Modi"})["reads"] == "partners");
  CHECK(planOf({"compare", "--to", "2023", "--with", "--from", "2024"})["key"] == "days");
  CHECK(planOf({"top", "pairs", "--from", "2024", "--to", "2024"})["reads"] == "months");
  CHECK(planOf({"top", "actors", "--from", "2024", "--to", "2024"})["reads"] == "months");
  CHECK(planOf({"stats"})["reads"] == "relations");
  CHECK(planOf({"stats", "--skipped"})["reads"] == "skipped");
  CHECK(planOf({"names"})["reads"] == "relations");
  CHECK(planOf({"show", "Modi"})["reads"] == "actors");
  CHECK(planOf({"show", "Moscow"})["reads"] == "places");
  CHECK(planOf({"show", "--document", "en-1"})["key"] == "documents");
  const std::string event = "e.6ba7b810-9dad-51d1-80b4-00c04fd430c8";
  CHECK(planOf({"show", event})["reads"] == "events");
  CHECK(planOf({"show", event})["from"] == "6BA7B8109DAD51D180B400C04FD430C8");
}

TEST_CASE("A plan of counters reads years, months and the days at both ends", "[cli][plan]") {
  const Ran ran = ask({"top", "pairs", "--relation", "meet", "--status", "happened", "--from",
                       "2022-11-20", "--to", "2024-02", "--plan", "--format", "csv"});
  INFO(ran.err);
  CHECK(linesIn(ran.out) == 5);  // 2023; December; January and February; the days of November
  CHECK(has(ran.out, "months"));
  CHECK(has(ran.out, "relations"));
}

TEST_CASE("export --plan writes no file, and tells what would be read for it", "[cli][plan]") {
  const TempDir dir;
  const std::string file = (dir.path() / "all.gexf").string();
  const Ran whole = ask({"export", "-o", file, "--relation", "meet", "--plan"});
  CHECK(whole.exit_code == 0);
  CHECK(has(whole.out, "relations"));
  CHECK_FALSE(std::filesystem::exists(file));
  const Ran lines = ask({"export", "--format", "jsonl", "--plan"});
  CHECK(has(lines.out, "evidence"));
  CHECK_FALSE(has(lines.out, "\"doc\""));
}

TEST_CASE("Rows come as table, JSON, JSON Lines and CSV", "[cli]") {
  const Ran table = ask({"events"});
  CHECK(has(firstLine(table.out), "subject"));
  CHECK(linesIn(table.out) == 11);
  CHECK(Json::parse(ask({"events", "--format", "json"}).out).size() == 10);
  CHECK(linesIn(ask({"events", "--format", "jsonl"}).out) == 10);
  CHECK(has(ask({"events", "--format", "csv"}).out,
            "2024-07-09,Narendra Modi,talk,Vladimir Putin,happened,Moscow,"));
  const TempDir dir;
  const std::string file = (dir.path() / "events.csv").string();
  CHECK(ask({"events", "--format", "csv", "-o", file}).out.empty());
  CHECK(contentOf(file) == ask({"events", "--format", "csv"}).out);
}

TEST_CASE("timeline lists one actor's events, those of two, and counts them by period", "[cli]") {
  CHECK(relationsOf({"timeline", "Modi"}) == Values{"talk", "meet", "visit", "greet", "meet"});
  CHECK(relationsOf({"timeline", "Modi", "Putin"}) == Values{"talk", "meet"});
  CHECK(relationsOf({"timeline", "Putin", "Modi", "--relation", "meet"}) == Values{"meet"});
  CHECK(relationsOf({"timeline", "Modi", "Scholz"}).empty());
  const Ran shown = ask({"timeline", "Modi", "Putin", "--evidence"});
  CHECK(has(shown.out, "“They discussed trade and energy.” — 2024-07-09-moscow, bytes "));
  const Ran years = ask({"timeline", "Putin", "--by", "year", "--format", "csv"});
  CHECK(has(years.out, "2024,"));
  CHECK(has(years.out, "2025,"));
}

TEST_CASE("show tells of an entity, an event and a document", "[cli]") {
  const Ran entity = ask({"show", "Putin", "--format", "json"});
  const Json putin = Json::parse(entity.out);
  CHECK(putin["id"] == "p.vladimir-putin");
  CHECK(putin["events"] == 4);
  CHECK(putin["first"] == "2024-07-09");
  CHECK(putin["partners"][0]["name"] == "Narendra Modi");

  const Ran events = ask({"timeline", "Modi", "Putin", "--format", "jsonl"});
  const std::string id = column(events.out, "id").at(1);
  const Ran event = ask({"show", id});
  CHECK(event.exit_code == 0);
  CHECK(has(event.out, "Indian Prime Minister Narendra Modi met"));

  const Ran document = ask({"show", "--document", "hi-1"});
  CHECK(document.exit_code == 0);
  CHECK(has(document.out, "जयशंकर मॉस्को में"));
  CHECK(has(document.out, "Sergey Lavrov"));
}

TEST_CASE("neighbors lists partners, and whoever is some steps away", "[cli]") {
  const Ran near = ask({"neighbors", "Putin", "--format", "jsonl"});
  CHECK(column(near.out, "name") == Values{"Narendra Modi", "S. Jaishankar", "Xi Jinping"});
  const Ran far = ask({"neighbors", "Putin", "--steps", "2", "--format", "jsonl"});
  const Values names = column(far.out, "name");
  CHECK(std::find(names.begin(), names.end(), "Volodymyr Zelenskyy") != names.end());
  CHECK(std::find(names.begin(), names.end(), "Olaf Scholz") == names.end());
}

TEST_CASE("path shows each step with its events, and says when there is none", "[cli]") {
  const Ran path = ask({"path", "Zelenskyy", "Lavrov", "--format", "jsonl"});
  CHECK(column(path.out, "to") ==
        Values{"Narendra Modi", "Vladimir Putin", "S. Jaishankar", "Sergey Lavrov"});
  CHECK(has(ask({"path", "Modi", "Xi Jinping"}).out,
            "2024-10-22  Vladimir Putin host Xi Jinping, Kazan"));
  const Ran short_of = ask({"path", "Zelenskyy", "Lavrov", "--max", "2"});
  CHECK(short_of.exit_code == 1);
  CHECK(has(short_of.err, "from 'Volodymyr Zelenskyy' to 'Sergey Lavrov'"));
}

TEST_CASE("rank lists those in the middle first, by each measure", "[cli]") {
  for (const std::string by : {"degree", "events", "pagerank", "betweenness"}) {
    INFO(by);
    const Ran ran = ask({"rank", "--by", by, "--limit", "3", "--format", "jsonl"});
    CHECK(ran.exit_code == 0);
    const Values names = column(ran.out, "name");
    REQUIRE(names.size() == 3);
    CHECK(names[0] == "Narendra Modi");
    CHECK(names[1] == "Vladimir Putin");
  }
}

TEST_CASE("path gives the k shortest ways, at any level", "[cli]") {
  const Ran country = ask(
      {"path", "Zelenskyy", "Xi Jinping", "--level", "country", "-k", "2", "--format", "jsonl"});
  REQUIRE(country.exit_code == 0);
  CHECK(column(country.out, "to").front() == "India");
  CHECK(column(country.out, "to").back() == "China");
}

TEST_CASE("A question with --country leaves the events of those who act for a state", "[cli]") {
  const Ran china = ask({"events", "--country", "China", "--format", "jsonl"});
  REQUIRE(china.exit_code == 0);
  CHECK(column(china.out, "object") == Values{"Xi Jinping"});
  const Ran two = ask({"events", "--country", "चीन,Ukraine", "--format", "jsonl"});
  CHECK(linesIn(two.out) > linesIn(china.out));
  const Ran ranked = ask({"rank", "--country", "China", "--format", "jsonl"});
  CHECK(column(ranked.out, "name") == Values{"Vladimir Putin", "Xi Jinping"});
  const Ran timeline = ask({"timeline", "Putin", "--country", "China", "--format", "jsonl"});
  CHECK(timeline.out == china.out);
  const Ran exported = ask({"export", "--country", "China", "--format", "csv-edges"});
  CHECK(linesIn(exported.out) == 2);
  CHECK(ask({"events", "--country", "Putin"}).exit_code == 1);
  CHECK(ask({"compare", "--from", "2024", "--with", "--from", "2025", "--country", "India"})
            .exit_code == 2);
}

TEST_CASE("A question with --level shows states in timelines, events and exports", "[cli]") {
  const Ran timeline =
      ask({"timeline", "India", "Russia", "--level", "country", "--format", "jsonl"});
  REQUIRE(timeline.exit_code == 0);
  const Ran of_people = ask({"timeline", "Modi", "Putin", "--format", "jsonl"});
  CHECK(linesIn(timeline.out) > linesIn(of_people.out));
  CHECK(column(timeline.out, "subject").front() == "India");
  const Ran same = ask({"timeline", "Modi", "Putin", "--level", "country", "--format", "jsonl"});
  CHECK(same.out == timeline.out);
  const Ran events = ask({"events", "--level", "country", "--format", "jsonl"});
  CHECK_FALSE(has(events.out, "Putin"));
  const Ran nodes = ask(
      {"export", "--level", "country", "--ego", "Modi", "--communities", "--format", "csv-nodes"});
  CHECK(has(nodes.out, "\"c.in\",\"India\""));
  CHECK(has(nodes.out, "\"community\""));
  CHECK_FALSE(has(nodes.out, "p.vladimir-putin"));
}

TEST_CASE("compare parts two periods at a --with that has no name", "[cli]") {
  const Ran ran = ask({"compare", "--from", "2024", "--to", "2024", "--with", "--from", "2025",
                       "--to", "2025", "--format", "jsonl"});
  CHECK(ran.exit_code == 0);
  const Values changes = column(ran.out, "change");
  for (const char* kind : {"gained", "lost", "new tie", "gone tie"}) {
    INFO(kind);
    CHECK(std::find(changes.begin(), changes.end(), kind) != changes.end());
  }
  const Ran putin = ask({"compare", "--with", "Putin", "--from", "2024", "--to", "2024", "--with",
                         "--from", "2025", "--format", "jsonl"});
  CHECK(putin.exit_code == 0);
  CHECK(linesIn(putin.out) < linesIn(ran.out));
  CHECK(ask({"compare", "--from", "2024"}).exit_code == 2);
  CHECK(ask({"compare", "--from", "2024", "--with"}).exit_code == 2);
}

TEST_CASE("components hold every actor once, the largest first, and filters part them", "[cli]") {
  const auto sizesOf = [](std::vector<std::string> more) {
    std::vector<std::string> command = {"components", "--format", "jsonl"};
    command.insert(command.end(), more.begin(), more.end());
    std::vector<std::size_t> sizes;
    std::istringstream rows(ask(command).out);
    for (std::string row; std::getline(rows, row);) {
      sizes.push_back(Json::parse(row)["size"].get<std::size_t>());
    }
    return sizes;
  };
  const std::vector<std::size_t> sizes = sizesOf({});
  REQUIRE_FALSE(sizes.empty());
  CHECK(std::is_sorted(sizes.rbegin(), sizes.rend()));
  const Ran members = ask({"components", "--members", "--format", "jsonl"});
  CHECK(linesIn(members.out) == std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}));
  CHECK(sizesOf({"--relation", "greet"}).front() == 2);  // Biden and Starmer
}

TEST_CASE("communities, components, bridges and triads answer in every format", "[cli]") {
  for (const std::string command : {"communities", "components", "bridges", "triads"}) {
    for (const std::string format : {"table", "json", "jsonl", "csv"}) {
      INFO(command + " " + format);
      const Ran ran = ask({command, "--format", format});
      CHECK(ran.exit_code == 0);
      CHECK_FALSE(ran.out.empty());
    }
  }
  CHECK(ask({"triads", "Modi"}).exit_code == 0);
  CHECK(column(ask({"bridges", "--actors", "--format", "jsonl"}).out, "name").front() ==
        "Narendra Modi");
}

TEST_CASE("rank gives each year its own places, and an estimate with its margin", "[cli]") {
  const Ran years = ask({"rank", "--per", "year", "--format", "jsonl"});
  CHECK(years.exit_code == 0);
  CHECK(column(years.out, "period").front() == "2024");
  CHECK(column(years.out, "period").back() == "2025");
  const Ran sampled = ask({"rank", "--by", "betweenness", "--sample", "5", "--format", "csv"});
  CHECK(has(sampled.out, "margin"));
  CHECK(has(sampled.err, "95 %"));
  CHECK(ask({"rank", "--by", "degree", "--sample", "5"}).exit_code == 2);
}

TEST_CASE("stats counts documents, entities, events, relations and years", "[cli]") {
  const Ran ran = ask({"stats", "--format", "csv"});
  for (const char* row : {"all,documents,5", "all,entities,16", "all,events,10", "relation,meet,4",
                          "year,2024,6", "year,no date,2"}) {
    INFO(row);
    CHECK(has(ran.out, row));
  }
}

TEST_CASE("export writes every format, by name or by the file's ending", "[cli]") {
  const TempDir dir;
  const std::string file = (dir.path() / "graph.graphml").string();
  CHECK(ask({"export", "-o", file}).exit_code == 0);
  const Ran dyads = ask({"export", "--format", "graphml"});
  CHECK(contentOf(file) == dyads.out);
  CHECK(has(dyads.out, "edgedefault=\"undirected\""));
  const Ran events = ask({"export", "--format", "graphml", "--graph", "events"});
  CHECK(has(events.out, "edgedefault=\"directed\""));
  CHECK(Json::accept(ask({"export", "--format", "jsonld"}).out));
  const Ran lines = ask({"export", "--format", "jsonl", "--relation", "meet"});
  CHECK(column(lines.out, "relation") == Values{"meet", "meet", "meet", "meet"});
}

TEST_CASE("export begins a table with a byte order mark for Excel, and nothing else", "[cli]") {
  const Ran table = ask({"export", "--format", "csv-nodes", "--bom"});
  CHECK(table.out == "\xEF\xBB\xBF" + ask({"export", "--format", "csv-nodes"}).out);
  const Ran graph = ask({"export", "--format", "gexf", "--bom"});
  CHECK(graph.exit_code == 2);
  CHECK(has(graph.err, "--bom"));
}

TEST_CASE("Events go out as lines and come back in, and the graph is the same", "[cli]") {
  const TempDir dir;
  const std::string again = (dir.path() / "db").string();
  const Ran lines = ask({"export", "--format", "jsonl"});
  REQUIRE(lines.exit_code == 0);
  REQUIRE(test::chancery({"load", "-", "--db", again}, lines.out).exit_code == 0);
  for (const std::string format : {"jsonl", "graphml", "jsonld"}) {
    INFO(format);
    CHECK(test::chancery({"export", "--format", format, "--db", again}).out ==
          ask({"export", "--format", format}).out);
  }
}

}  // namespace
}  // namespace chancery
