#include "extract/names/transliterate.h"

#include "support/catch.h"

namespace chancery {
namespace {

TEST_CASE("Names come in plain Latin letters, each word with a capital", "[names]") {
  CHECK(transliterate("Emmanuel Macron") == "Emmanuel Macron");
  CHECK(transliterate("Recep Tayyip Erdoğan") == "Recep Tayyip Erdogan");
  CHECK(transliterate("élysée-PALAST") == "Elysee-Palast");
  CHECK(transliterate("Jonas Gahr Støre") == "Jonas Gahr Store");
  CHECK(transliterate("पुतिन") == "Putina");  // by the letters, which say no more
}

// Names of letters with accents are written without ICU's rules; a letter that is none of these
// makes a name take them.
TEST_CASE("A letter is written the same in any company", "[names]") {
  const std::string sharp_s = "\u00DF";
  std::string unlike;
  for (unsigned c = 0x00A0; c < 0x0250; ++c) {
    const std::string letter = {static_cast<char>(0xC0 | c >> 6),
                                static_cast<char>(0x80 | (c & 0x3F))};
    for (const std::string& name :
         {letter + "a", "x" + letter + "B", "x-" + letter, "x'" + letter, "x " + letter + ".b"}) {
      const std::string with_rules = transliterate(name + " " + sharp_s);
      const std::string alone = transliterate(name + " \u00E9");
      if (with_rules.substr(0, with_rules.size() - 2) != alone.substr(0, alone.size() - 1))
        unlike += name + " ";
    }
  }
  CHECK(unlike == "");
}

}  // namespace
}  // namespace chancery
