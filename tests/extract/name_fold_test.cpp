#include "extract/names/name_fold.h"

#include <array>
#include <utility>
#include <vector>

#include "support/catch.h"

namespace chancery {
namespace {

bool haveACommonKey(const NameFold& fold, std::string_view a, std::string_view b) {
  const std::vector<std::string> keys = fold.searchKeys(a);
  for (const std::string& key : fold.searchKeys(b)) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) return true;
  }
  return false;
}

TEST_CASE("A name in two scripts folds to one form", "[names]") {
  const NameFold fold(Image::builtIn());
  CHECK(fold.fold("जयशंकर") == fold.fold("Jaishankar"));
  CHECK(fold.fold("सर्गेई लावरोव") == fold.fold("Sergei Lavrov"));
  CHECK(fold.fold("पुतिन") == fold.fold("Putin"));
  CHECK(fold.fold("डेनिस मांटुरोव") == fold.fold("Denis Manturov"));
}

TEST_CASE("Different surnames stay apart", "[names]") {
  const NameFold fold(Image::builtIn());
  CHECK(fold.fold("Lavrov") != fold.fold("Lapid"));
  CHECK(fold.fold("Modi") != fold.fold("Morrison"));
  CHECK(fold.fold("Xi Jinping") != fold.fold("Li Keqiang"));
}

TEST_CASE("People of one surname are told apart by i and u, in either script", "[names]") {
  const NameFold names(Image::builtIn());
  const std::vector<std::array<const char*, 4>> people = {
      {"Karan Bajwa", "करण बाजवा", "Kiran Bajwa", "किरण बाजवा"},
      {"Hasan Qureshi", "हसन कुरैशी", "Hussain Qureshi", "हुसैन कुरैशी"},
      {"Jamal Akhtar", "जमाल अख्तर", "Jamil Akhtar", "जमील अख्तर"},
      {"Asha Nair", "आशा नायर", "Usha Nair", "उषा नायर"},
      {"Mala Rao", "माला राव", "Malia Rao", "मालिया राव"}};
  for (const auto& [one, same, another, same_as_other] : people) {
    INFO(one << " | " << another);
    CHECK(names.foldWithVowels(one) == names.foldWithVowels(same));
    CHECK(names.foldWithVowels(another) == names.foldWithVowels(same_as_other));
    CHECK(names.foldWithVowels(one) != names.foldWithVowels(another));
  }
  for (const auto& [one, other] :
       std::vector<std::pair<const char*, const char*>>{{"Yevgeny Ivanov", "Evgeny Ivanov"},
                                                        {"Muhammad Yusuf", "Mohammed Yousuf"},
                                                        {"Abdul Rehman", "Abdel Rahman"},
                                                        {"Sergei Akayev", "Sergey Akaev"},
                                                        {"Peter Wilson", "पीटर विल्सन"},
                                                        {"Julius Diego", "जूलियस डिएगो"},
                                                        {"Priya Jaiswal", "प्रिया जायसवाल"}}) {
    INFO(one << " | " << other);
    CHECK(names.foldWithVowels(one) == names.foldWithVowels(other));
  }
}

TEST_CASE("A name is looked up without case, accents and spaces", "[names]") {
  const NameFold fold(Image::builtIn());
  CHECK(fold.normalKey("Aleksandar Vučić") == fold.normalKey("aleksandar  VUCIC"));
  CHECK(haveACommonKey(fold, "S. Jaishankar", "s jaishankar"));
  CHECK(haveACommonKey(fold, "Recep Tayyip Erdoğan", "recep tayyip erdogan"));
}

TEST_CASE("What holds no letter has no key that finds everything", "[names]") {
  const NameFold fold(Image::builtIn());
  for (const std::string& key : fold.searchKeys("!!!")) CHECK_FALSE(key.empty());
  CHECK(fold.fold("").empty());
}

}  // namespace
}  // namespace chancery
