#include "extract/names/name_fold.h"

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
