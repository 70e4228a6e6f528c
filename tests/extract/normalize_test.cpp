#include "extract/text/normalize.h"

#include "support/catch.h"

namespace chancery {
namespace {

TEST_CASE("Words are compared without case, accents and invisible characters", "[text]") {
  const CharacterFolds none;
  CHECK(normalizeWord("Erdoğan", none) == normalizeWord("ERDOGAN", none));
  CHECK(normalizeWord("Vučić", none) == "vucic");
  CHECK(normalizeWord("क्‍या", none) == normalizeWord("क्या", none));  // a joiner inside
}

TEST_CASE("A pack may say that a character counts for nothing", "[text]") {
  CharacterFolds folds;
  folds.add(U'\u093C', "");  // nukta
  CHECK(normalizeWord("मुलाक़ात", folds) == normalizeWord("मुलाकात", folds));
}

TEST_CASE("Bytes that are not UTF-8 are told apart and mended", "[text]") {
  const std::string broken = "Modi \xC3\x28 met";
  CHECK(isUtf8("Modi मिले"));
  CHECK_FALSE(isUtf8(broken));
  CHECK(isUtf8(repairUtf8(broken)));
  CHECK(repairUtf8("Modi met") == "Modi met");
}

TEST_CASE("Composition joins what decomposition parts", "[text]") {
  CHECK(toNfc("e\u0301") == "é");
  CHECK(isNfc("é"));
  CHECK_FALSE(isNfc("e\u0301"));
  CHECK(toNfc("\u095B") == "\u091C\u093C");  // ज़ is two characters in NFC
}

}  // namespace
}  // namespace chancery
