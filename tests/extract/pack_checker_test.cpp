// The checker of the tables names file, line and fault, all of them at once, and makes no image.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "support/catch.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

class Packs {
 public:
  Packs() {
    const fs::path from = fs::path(CHANCERY_SOURCE_DIR) / "extract";
    for (const char* folder : {"languages", "knowledge"}) {
      fs::copy(from / folder, dir_.path() / folder, fs::copy_options::recursive);
    }
  }

  void append(const std::string& table, const std::string& row) const {
    std::ofstream(dir_.path() / table, std::ios::app) << row << '\n';
  }

  // The exit code; what was said is in `said`.
  int check(std::string& said) const {
    const std::string command = std::string(CHANCERY_PACKC) + " '" + dir_.path().string() + "' '" +
                                (dir_.path() / "image").string() + "' 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    char buffer[4096];
    for (std::size_t n = 0; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
      said.append(buffer, n);
    return WEXITSTATUS(pclose(pipe));
  }

  bool madeImage() const { return fs::exists(dir_.path() / "image"); }

 private:
  test::TempDir dir_;
};

TEST_CASE("The tables of the project are without fault", "[packs]") {
  const Packs packs;
  std::string said;
  CHECK(packs.check(said) == 0);
  CHECK(said.empty());
  CHECK(packs.madeImage());
}

TEST_CASE("Every fault is named with its file and line, and no image is made", "[packs]") {
  const Packs packs;
  packs.append("languages/en/triggers.tsv", "no_such_frame\tverb\t\t\tfoo");
  packs.append("languages/hi/frames.tsv", "x\tmeett\terg\tabl\t\t\t\texample");
  packs.append("knowledge/people-core.tsv", "somebody\tSome Body\tQQ\t\t\t\t\t");
  packs.append("knowledge/offices-core.tsv", "nobody-at-all\tpresident\tFR\t2001\t");
  std::string said;
  CHECK(packs.check(said) == 1);
  CHECK_FALSE(packs.madeImage());
  for (const char* part : {"triggers.tsv:", "no_such_frame", "frames.tsv:", "meett",
                           "people-core.tsv:", "QQ", "offices-core.tsv:", "nobody-at-all"}) {
    INFO(part);
    CHECK(said.find(part) != std::string::npos);
  }
}

TEST_CASE("Overlapping holders of one office, and names that are not composed, are faults",
          "[packs]") {
  const Packs packs;
  packs.append("knowledge/offices-core.tsv",
               "s-jaishankar\tprime_minister\tIN\t2015-01-01\t2018-01-01");
  packs.append("knowledge/people-core.tsv", "jose\tJose\u0301 X\tES\t\t\t\t\t");
  std::string said;
  CHECK(packs.check(said) == 1);
  CHECK(said.find("offices-core.tsv:") != std::string::npos);
  CHECK(said.find("people-core.tsv:") != std::string::npos);
}

}  // namespace
}  // namespace chancery
