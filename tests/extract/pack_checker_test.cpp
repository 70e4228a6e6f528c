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

TEST_CASE("A weight is of a feature that is known, and confidences rise", "[packs]") {
  const Packs packs;
  packs.append("languages/ranking.tsv", "subject: no such thing\t1\t\t\t1\t1.0");
  packs.append("languages/confidence.tsv", "90000\t1");
  std::string said;
  CHECK(packs.check(said) != 0);
  CHECK(said.find("feature 'subject: no such thing' is not known") != std::string::npos);
  CHECK(said.find("scores and confidences rise from row to row") != std::string::npos);
  CHECK_FALSE(packs.madeImage());
}

TEST_CASE("Every fault is named with its file and line, and no image is made", "[packs]") {
  const Packs packs;
  packs.append("languages/en/triggers.tsv", "no_such_frame\tverb\t\t\tfoo");
  packs.append("languages/hi/frames.tsv", "x\tmeett\terg\tabl\t\t\t\texample");
  packs.append("knowledge/people-core.tsv", "somebody\tSome Body\tQQ\t\t\t\t\t");
  packs.append("knowledge/offices-core.tsv", "nobody-at-all\tpresident\tFR\t2001\t");
  packs.append("languages/en/name_weights.tsv", "before of it\t99999\t\t\t\t\t\t");
  packs.append("languages/hi/name_weights.tsv", "tag before none\t1\t\t\t\t\t\t");
  std::string said;
  CHECK(packs.check(said) == 1);
  CHECK_FALSE(packs.madeImage());
  for (const char* part :
       {"en/name_weights.tsv:", "'99999' is no weight", "feature 'tag before none' stands twice",
        "triggers.tsv:", "no_such_frame", "frames.tsv:", "meett", "people-core.tsv:", "QQ",
        "offices-core.tsv:", "nobody-at-all"}) {
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

// Each row is appended to a table of its own copy of the packs: what is wrong with it is told with
// the table's name.
TEST_CASE("What no row of the knowledge base shows alone is a fault, too", "[packs]") {
  const Packs packs;
  packs.append("knowledge/people-core.tsv", "second-modi\tNarendra Modi\tIN\t\t\t\t\t");
  packs.append("knowledge/people-asia.tsv", "twice\tTwi Ce\tJP\tTwi Cee|Twi Cee\t\t\t\t");
  packs.append("knowledge/people-south-asia.tsv", "narendra-modi\tAnother One\tKE\t\t\t\t\t");
  packs.append("knowledge/offices-asia.tsv", "narendra-modi\tpresident\tBD\t1960\t1961");
  packs.append("knowledge/offices-africa.tsv",
               "narendra-modi\tpresident\tSUHH\t1990-03-15\t1992-06-01");
  packs.append("knowledge/offices-core.tsv",
               "xi-jinping\tprime_minister\tIN\t2015-01-01\t2015-03-01");
  packs.append("knowledge/offices-europe.tsv", "narendra-modi\tprime_minister\tIN\t2016\t2017");
  packs.append("knowledge/offices-pacific.tsv", "narendra-modi\tmayor\tIN\t2016\t2017\tperhaps");
  packs.append("knowledge/organisations.tsv", "some-club\tSome Club\tigo\t\t\t\tIN|QQ");
  packs.append("knowledge/shared_names.tsv", "Some Name\t");
  std::string said;
  CHECK(packs.check(said) == 1);
  CHECK_FALSE(packs.madeImage());
  for (const char* part :
       {"'Narendra Modi' is a name of Narendra Modi (p.narendra-modi), too",
        "'Twi Cee' stands twice in one cell", "key 'narendra-modi' stands here again",
        "but Bangladesh is a state since 1971-03-26", "when Soviet Union ended",
        "Narendra Modi and Xi Jinping hold prime_minister of India at once",
        "Narendra Modi holds prime_minister of India twice at once", "note 'perhaps' is not known",
        "member 'QQ' is not in countries.tsv", "gives no reason why two may have the name"}) {
    INFO(part << " in\n" << said);
    CHECK(said.find(part) != std::string::npos);
  }
}

TEST_CASE("A word that brings about the same frame in two rows is a fault", "[packs]") {
  const Packs packs;
  packs.append("languages/en/triggers.tsv", "meet\tverb\t\t\tran across|ran across");
  std::string said;
  CHECK(packs.check(said) == 1);
  INFO(said);
  CHECK(said.find("'ran across' brings about 'meet' in another row, too") != std::string::npos);
}

TEST_CASE("Terms that meet on a day or in a month, or that a note tells apart, are no faults",
          "[packs]") {
  const Packs packs;
  packs.append("knowledge/people-core.tsv", "first-x\tFirst Xaver\tTV\t\t\t\t\t");
  packs.append("knowledge/people-core.tsv", "second-x\tSecond Xaver\tTV\t\t\t\t\t");
  packs.append("knowledge/offices-core.tsv", "first-x\tchancellor\tTV\t2001-01-05\t2002-03");
  packs.append("knowledge/offices-core.tsv", "second-x\tchancellor\tTV\t2002-03-20\t2004-05-06");
  packs.append("knowledge/offices-core.tsv", "first-x\tchancellor\tTV\t2004-05-06\t2006");
  packs.append("knowledge/offices-core.tsv",
               "second-x\tchancellor\tTV\t2005-01-01\t2005-02-01\tacting");
  std::string said;
  CHECK(packs.check(said) == 0);
  CHECK(said.empty());
}

TEST_CASE("Braces are short for the forms that differ in one place", "[packs]") {
  const Packs packs;
  std::string said;
  packs.append("languages/en/triggers.tsv", "meet\tverb\t\t\t{hob,hobs} {,k}nobbed with");
  CHECK(packs.check(said) == 0);
  packs.append("languages/en/triggers.tsv", "meet\tverb\t\t\thobs nobbed with");
  packs.append("languages/en/triggers.tsv", "meet\tverb\t\t\t{hob,hobs with");
  CHECK(packs.check(said) != 0);
  CHECK(said.find("'hobs nobbed with' brings about 'meet' in another row, too") !=
        std::string::npos);
  CHECK(said.find("a brace without its pair") != std::string::npos);
}

TEST_CASE("A form that spells out to millions is reported and not spelled out", "[packs]") {
  const Packs packs;
  std::string form = "hobs";
  for (int i = 0; i < 10; ++i) form += " {a,b,c,d,e,f}";
  packs.append("languages/en/triggers.tsv", "meet\tverb\t\t\t" + form);
  std::string said;
  CHECK(packs.check(said) != 0);
  CHECK(said.find("a form of more than 16 choices or 25,000 spellings") != std::string::npos);
}

}  // namespace
}  // namespace chancery
