// Exit codes: 0 done, 1 something failed, 2 the command line was wrong; results on standard output,
// everything else on standard error.
#include <algorithm>

#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;

const std::vector<std::string> kCommands = {"build", "extract",  "explain", "load",
                                            "show",  "timeline", "events",  "neighbors",
                                            "path",  "rank",     "stats",   "export"};

TEST_CASE("Every command has a page with examples", "[cli]") {
  const Ran overview = test::chancery({"--help"});
  CHECK(overview.exit_code == 0);
  for (const std::string& command : kCommands) {
    INFO(command);
    CHECK(has(overview.out, "\n  " + command + " "));
    const Ran page = test::chancery({command, "--help"});
    CHECK(page.exit_code == 0);
    CHECK(has(page.out, "Examples:\n  "));
    CHECK(has(page.out, "chancery " + command));
    CHECK(page.err.empty());
    CHECK(test::chancery({"help", command}).out == page.out);
  }
}

TEST_CASE("The version names the program and its language packs", "[cli]") {
  const Ran ran = test::chancery({"--version"});
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.rfind("chancery ", 0) == 0);
  CHECK(has(ran.out, "+"));
}

TEST_CASE("A wrong command line exits with 2, says what is wrong and prints nothing", "[cli]") {
  struct Row {
    std::vector<std::string> arguments;
    std::string says;
  };
  const std::string db = smallStore();
  const std::vector<Row> rows = {
      {{"exprt"}, "did you mean 'export'?"},
      {{"build", "corpus"}, "--db"},
      {{"build", "--db", db}, "which articles?"},
      {{"timeline", "--db", db}, "whose timeline?"},
      {{"timeline", "Modi"}, "--db"},
      {{"path", "Modi", "--db", db}, "give two"},
      {{"events", "--db", db, "--nonsense"}, "unknown option '--nonsense'"},
      {{"events", "--db", db, "--form", "2024"}, "--from"},
      {{"events", "--db", db, "--relation", "meat"}, "did you mean 'meet'?"},
      {{"events", "--db", db, "--family", "CONSUL"}, "did you mean 'CONSULT'?"},
      {{"events", "--db", db, "--family", "conflict", "--relation", "meet"}, "no relation of"},
      {{"events", "--db", db, "--status", "planed"}, "did you mean 'planned'?"},
      {{"events", "--db", db, "--from", "2024-13"}, "no month 13"},
      {{"events", "--db", db, "--min-confidence", "7"}, "from 0 to 1"},
      {{"events", "--db", db, "--limit", "many"}, "no whole number"},
      {{"events", "--db", db, "--format", "xml"}, "known: table"},
      {{"rank", "--db", db, "--by", "beauty"}, "pagerank"},
      {{"export", "--db", db, "--format", "gif"}, "graphml"},
      {{"extract", "--lang", "tlh", "-"}, "unknown language 'tlh'; known: en, hi"},
      {{"build", "-", "--db", db, "--jobs", "none"}, "--jobs"},
  };
  for (const Row& row : rows) {
    const Ran ran = test::chancery(row.arguments);
    INFO(row.arguments.front() << ": " << ran.err);
    CHECK(ran.exit_code == 2);
    CHECK(has(ran.err, row.says));
    CHECK(has(ran.err, "try: chancery "));
    CHECK(ran.out.empty());
  }
}

TEST_CASE("What cannot be done exits with 1 and says why", "[cli]") {
  const std::string db = smallStore();
  const std::vector<std::vector<std::string>> commands = {
      {"show", "Nobody At All", "--db", db},
      {"path", "Zelenskyy", "Scholz", "--db", db},
      {"stats", "--db", "/no/such/store"},
      {"build", "/no/such/folder", "--db", db},
      {"extract", "/no/such/file"},
      {"load", "/no/such/file", "--db", db},
      {"events", "--db", db, "-o", "/no/such/folder/events.csv"},
  };
  for (const auto& arguments : commands) {
    const Ran ran = test::chancery(arguments);
    INFO(arguments.front() << ": " << ran.err);
    CHECK(ran.exit_code == 1);
    CHECK(ran.err.rfind("chancery: ", 0) == 0);
    CHECK(ran.out.empty());
  }
}

TEST_CASE("A full disk is an error, not a short result", "[cli]") {
  if (!std::filesystem::exists("/dev/full")) return;
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"export", "--format", "jsonl", "-o", "/dev/full"},
        std::vector<std::string>{"events", "-o", "/dev/full"}}) {
    const Ran ran = ask(arguments);
    CHECK(ran.exit_code == 1);
    CHECK(has(ran.err, "/dev/full"));
  }
}

}  // namespace
}  // namespace chancery
