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

// Words of Devanagari alone are folded in a way of their own; a letter of another script makes the
// word take the way of all.
TEST_CASE("Two letters of Devanagari in a row come to the same beside any script", "[text]") {
  CharacterFolds folds;
  folds.add(U'\u093C', "");
  folds.add(U'\u0901', "\u0902");
  const auto letter = [](unsigned c) {
    return std::string{static_cast<char>(0xE0), static_cast<char>(0x80 | c >> 6),
                       static_cast<char>(0x80 | (c & 0x3F))};
  };
  std::size_t unlike = 0;
  for (unsigned first = 0x0900; first < 0x0980; ++first) {
    for (unsigned second = 0x0900; second < 0x0980; ++second) {
      const std::string word = "K" + letter(first) + letter(second);
      for (const CharacterFolds& some : {CharacterFolds(), folds}) {
        if (normalizeWord(word, some) + "e" != normalizeWord(word + "\u00E9", some)) ++unlike;
      }
    }
  }
  CHECK(unlike == 0);
}

TEST_CASE("A word of endless accents takes no longer than one of as many letters", "[text]") {
  std::string word = "P";
  std::string nuktas = "क";
  for (int i = 0; i < 300000; ++i) {
    word += "\u0301\u0327";
    nuktas += "\u093C\u094D";  // 94D before 93C is no normal order
  }
  CHECK(normalizeWord(word + "utin", {}) == "putin");  // took minutes
  CHECK(normalizeWord(nuktas, {}).size() < 100);
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
