// Knowledge of a user's own, from the command line.
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

TEST_CASE("Several tables may be given", "[cli]") {
  const MyTable one("person\tjane-roe\tJane Roe\tNZ\n");
  const MyTable two("office\tjane-roe\tambassador\tNZ\t2024\n");
  const test::Ran found = test::chancery(
      {"knowledge", "find", "Jane Roe", "--knowledge", one.path, "--knowledge", two.path});
  CHECK(has(found.out, "Ambassador of New Zealand"));
}

}  // namespace
}  // namespace chancery
