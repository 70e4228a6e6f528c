// The program where no file may grow beyond a few bytes, which is what a full disk looks like.
#include <sys/resource.h>

#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;

// For the programs that are started while it lives.
class LongestFile {
 public:
  explicit LongestFile(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~LongestFile() { setrlimit(RLIMIT_FSIZE, &before_); }
  LongestFile(const LongestFile&) = delete;
  LongestFile& operator=(const LongestFile&) = delete;

 private:
  rlimit before_{};
};

TEST_CASE("A disk that is full ends a command with an error, and the store is as good as before",
          "[cli][build]") {
  const TempDir dir;
  const std::string articles = (dir.path() / "articles").string();
  const std::string db = (dir.path() / "db").string();
  writeSmallCorpus(articles);
  for (const rlim_t bytes : {100u, 1000u, 4000u, 20000u, 30000u, 60000u}) {
    CAPTURE(bytes);
    Ran ran;
    {
      const LongestFile limit(bytes);
      ran = test::chancery({"build", articles, "--db", db, "--quiet"});
    }
    INFO(ran.err);
    CHECK(ran.exit_code <= 1);  // RocksDB ended the process when it could not write its log
    if (ran.exit_code == 1) CHECK(has(ran.err, db));
  }
  CHECK(test::chancery({"build", articles, "--db", db}).exit_code == 0);
  const Ran stats = test::chancery({"stats", "--db", db});
  INFO(stats.err);
  CHECK(stats.exit_code == 0);
}

TEST_CASE("What cannot be written to the end is an error that names the file", "[cli][export]") {
  const TempDir dir;
  const std::string file = (dir.path() / "events.jsonl").string();
  Ran ran;
  {
    const LongestFile limit(1000);
    ran = test::chancery({"extract", "-", "-o", file}, kMoscow);
  }
  CHECK(ran.exit_code == 1);
  CHECK(has(ran.err, file));
}

}  // namespace
}  // namespace chancery
