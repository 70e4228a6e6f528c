// A name is found however it is written; for one that is not found, the nearest are offered.
#include <algorithm>

#include "small_corpus.h"

namespace chancery {
namespace {

using namespace test;

TEST_CASE("A name is found in either script, by its handle, in any case, and by id", "[cli]") {
  for (const char* name : {"S. Jaishankar", "jaishankar", "JAISHANKAR", "जयशंकर", "एस जयशंकर",
                           "@DrSJaishankar", "Subrahmanyam Jaishankar", "p.s-jaishankar"}) {
    const Ran ran = ask({"show", name});
    INFO(name << ": " << ran.err);
    CHECK(ran.exit_code == 0);
    CHECK(has(ran.out, "p.s-jaishankar"));
  }
}

TEST_CASE("A place may be a city or the country that it lies in, in either script", "[cli]") {
  const Ran city = ask({"events", "--place", "मॉस्को", "--format", "csv"});
  CHECK(linesIn(city.out) == 1 + 4);
  const Ran country = ask({"events", "--place", "रूस", "--format", "csv"});
  CHECK(linesIn(country.out) == 1 + 5);
}

TEST_CASE("A name that is not found comes with those that may be meant", "[cli]") {
  struct Row {
    const char* written;
    const char* meant;
  };
  for (const Row& row : {Row{"Modo", "Narendra Modi"}, Row{"Sergey Lavrow", "Sergey Lavrov"},
                         Row{"Zelensk", "Volodymyr Zelenskyy"}, Row{"Serg", "Sergey Lavrov"}}) {
    const Ran ran = ask({"show", row.written});
    INFO(row.written << ": " << ran.err << ran.out);
    if (ran.exit_code == 0) {
      CHECK(has(ran.out, row.meant));  // a fold found it outright
    } else {
      CHECK(has(ran.err, "did you mean '" + std::string(row.meant)));
    }
  }
  const Ran nobody = ask({"show", "Qwertyuiop"});
  CHECK(nobody.exit_code == 1);
  CHECK(has(nobody.err, "the store knows nobody and nothing of the name 'Qwertyuiop'"));
  CHECK_FALSE(has(nobody.err, "did you mean"));
}

}  // namespace
}  // namespace chancery
