// No input makes the program crash or lose the rest; each gives a message and the right exit code.

#include "raw_store.h"
#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;

std::string noise(std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i)
    bytes.push_back(static_cast<char>((i * 7919 + i / 251) % 256));
  return bytes;
}

// A folder to be read and the store that it goes to.
struct Build {
  TempDir dir;
  std::filesystem::path in = dir.path() / "in";
  std::string db = (dir.path() / "db").string();

  explicit Build(const std::string& good = {}) {
    if (!good.empty()) writeFile(in / "good.txt", good);
  }
  Ran build() const { return test::chancery({"build", in.string(), "--db", db}); }
  std::string events() const {
    return test::chancery({"events", "--db", db, "--format", "csv"}).out;
  }
  std::string skipped() const {
    return test::chancery({"stats", "--skipped", "--db", db, "--format", "csv"}).out;
  }
};

const std::string kGood = "Modi met Putin in Moscow on 9 July 2024.";

TEST_CASE("A folder that is not there is named", "[cli][bad]") {
  const TempDir dir;
  const Ran ran =
      test::chancery({"build", "/no/such/folder", "--db", (dir.path() / "db").string()});
  CHECK(ran.exit_code == 1);
  CHECK(has(ran.err, "/no/such/folder"));
}

TEST_CASE("Random bytes and broken UTF-8 cost themselves alone", "[cli][bad]") {
  const TempDir dir;
  writeFile(dir.path() / "in/noise.jsonl", noise(100000));
  writeFile(dir.path() / "in/noise.txt", noise(100000));
  writeFile(dir.path() / "in/noise.zip", noise(1000));
  writeFile(dir.path() / "in/broken.txt", "Modi met Putin \xC3\x28 in Sochi.");
  writeFile(dir.path() / "in/good.txt", "Xi met Lula in Brasilia.");
  const std::string db = (dir.path() / "db").string();
  const Ran ran = test::chancery({"build", (dir.path() / "in").string(), "--db", db});
  CHECK(ran.exit_code == 1);
  CHECK(has(ran.err, "noise.jsonl"));
  CHECK(has(ran.err, "noise.zip"));
  CHECK(has(test::chancery({"events", "--db", db}).out, "Lula"));
}

TEST_CASE("A line of 200 MB is passed over, and the lines around it are read", "[cli][bad]") {
  const TempDir dir;
  const auto path = dir.path() / "long.jsonl";
  {
    std::ofstream file(path, std::ios::binary);
    file << "{\"id\": \"a\", \"text\": \"Modi met Putin.\"}\n{\"id\": \"b\", \"text\": \"";
    const std::string block(1 << 20, 'x');
    for (int i = 0; i < 200; ++i) file << block;
    file << "\"}\n{\"id\": \"c\", \"text\": \"Xi met Lula.\"}\n";
  }
  const Ran ran = test::chancery({"extract", path.string(), "--format", "jsonl"});
  CHECK(has(ran.out, "Vladimir Putin"));
  CHECK(has(ran.out, "Xi Jinping"));
  CHECK(has(ran.err, "long.jsonl:2"));
}

TEST_CASE("A language without a pack is read for what is in a known one", "[cli][bad]") {
  const Ran ran = test::chancery({"extract", "-", "--format", "jsonl"},
                                 "{\"id\": \"a\", \"lang\": \"ka\", \"text\": \"პრეზიდენტი.\"}\n");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.empty());
}

TEST_CASE("What is no store is not taken for one", "[cli][bad]") {
  const TempDir dir;
  const Ran missing = test::chancery({"events", "--db", (dir.path() / "none").string()});
  CHECK(missing.exit_code == 1);
  CHECK(has(missing.err, "none"));
  writeFile(dir.path() / "file", "no store");
  CHECK(test::chancery({"events", "--db", (dir.path() / "file").string()}).exit_code == 1);
  writeFile(dir.path() / "folder/CURRENT", "nonsense");
  const Ran broken = test::chancery({"events", "--db", (dir.path() / "folder").string()});
  CHECK(broken.exit_code == 1);
  CHECK(has(broken.err, "folder"));
}

TEST_CASE("A damaged store is told, not read as if it were whole", "[cli][bad]") {
  const TempDir dir;
  const std::string db = (dir.path() / "db").string();
  writeSmallCorpus(dir.path() / "articles");
  REQUIRE(test::chancery({"build", (dir.path() / "articles").string(), "--db", db}).exit_code == 0);
  for (const auto& entry : std::filesystem::directory_iterator(db)) {
    if (entry.path().filename().string().rfind("MANIFEST", 0) == 0)
      writeFile(entry.path(), noise(2000));
  }
  const Ran ran = test::chancery({"events", "--db", db});
  CHECK(ran.exit_code == 1);
  CHECK(has(ran.err, db));
}

TEST_CASE("Output that cannot be written is an error", "[cli][bad]") {
  const Ran ran = test::chancery(
      {"export", "--format", "graphml", "-o", "/no/such/place/x.graphml", "--db", smallStore()});
  CHECK(ran.exit_code == 1);
  CHECK(has(ran.err, "/no/such/place"));
}

TEST_CASE("Whatever is skipped is named in the summary's list and kept in the store",
          "[cli][bad]") {
  const Build at(kGood);
  writeFile(at.in / "empty.txt", "");
  writeFile(at.in / "zeros.jsonl", std::string(2000, '\0'));
  writeFile(at.in / "broken.zip", "no zip at all");
  writeFile(at.in / "broken.txt.gz", "\x1f\x8b\x08\x01\x02\x03");
  writeFile(at.in / "picture.png", "\x89PNG");
  CHECK(at.build().exit_code == 1);
  CHECK(has(at.events(), "2024-07-09,Narendra Modi,meet,Vladimir Putin"));
  for (const char* name :
       {"empty.txt", "zeros.jsonl", "broken.zip", "broken.txt.gz", "picture.png"}) {
    INFO(name);
    CHECK(has(at.skipped(), name));
  }
}

TEST_CASE("A file of a kind that is not read is named, and is no failure", "[cli][bad]") {
  const Build at(kGood);
  writeFile(at.in / "picture.png", "\x89PNG");
  const Ran ran = at.build();
  CHECK(ran.exit_code == 0);
  CHECK(has(ran.err, "picture.png"));
}

TEST_CASE("A few broken bytes are no hindrance, and evidence counts them", "[cli][bad]") {
  const std::string text = "Oslo \xff\xfe news, as told by many people of the town. " + kGood;
  const Build at(text);
  CHECK(at.build().exit_code == 0);
  const Ran shown = test::chancery({"timeline", "Modi", "--db", at.db, "--evidence"});
  CHECK(has(shown.out, "bytes " + std::to_string(text.size() - kGood.size()) + "–" +
                           std::to_string(text.size())));
}

TEST_CASE("A store of a newer format is refused, not touched", "[cli][bad]") {
  const Build at(kGood);
  REQUIRE(at.build().exit_code == 0);
  RawStore(at.db).put("format", std::string("\0\0\0\x63", 4));
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"stats", "--db", at.db},
        std::vector<std::string>{"build", at.in.string(), "--db", at.db}}) {
    const Ran ran = test::chancery(arguments);
    INFO(ran.err);
    CHECK(ran.exit_code == 1);
    CHECK(has(ran.err, "written by a newer version of Chancery (format 99"));
  }
}

TEST_CASE("A second writer is told that the store is being written; readers are not kept out",
          "[cli][bad]") {
  const Build at(kGood);
  REQUIRE(at.build().exit_code == 0);
  const RawStore holds_the_lock(at.db);
  const Ran writer = at.build();
  CHECK(writer.exit_code == 1);
  CHECK(has(writer.err, "is being written by another process"));
  CHECK(has(at.events(), "Vladimir Putin"));
}

}  // namespace
}  // namespace chancery
