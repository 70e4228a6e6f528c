#include "extract/names/transliterate.h"

#include <random>
#include <sstream>

#include "extract/pack/image.h"
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
    for (const std::string& name : {letter + "a", "x" + letter + "B", "x-" + letter, "x'" + letter,
                                    "x " + letter + ".b", "x ." + letter + "b", "'" + letter}) {
      const std::string with_rules = transliterate(name + " " + sharp_s);
      const std::string alone = transliterate(name + " \u00E9");
      if (with_rules.substr(0, with_rules.size() - 2) != alone.substr(0, alone.size() - 1))
        unlike += name + " ";
    }
  }
  CHECK(unlike == "");
}

// The same for Devanagari, which is written by a table: beside a letter of another script, which
// the table does not know, a name takes ICU's rules.
bool hasTheSameByRules(const std::string& name) {
  return transliterate(name + " \u00DF") == transliterate(name) + " " + transliterate("\u00DF");
}

TEST_CASE("Devanagari is written as ICU writes it", "[names]") {
  CHECK(transliterate("एस. जयशंकर") == "Esa. Jayasankara");
  CHECK(transliterate("डेनिस मांटुरोव") == "Denisa Manturova");
  CHECK(transliterate("डॉ. अब्दुल-फ़त्ताह २") == "Do. Abdula-Fattaha 2");
  std::string unlike;
  SECTION("all names of the base") {
    const Image& image = Image::builtIn();
    for (const NameRow& row : image.names()) {
      const std::string name(image.text(row.text));
      if (name[0] == '\xE0' && !hasTheSameByRules(name)) unlike += name + "\n";
    }
  }
  SECTION("any characters in any order") {
    std::minstd_rand generator(1);
    const auto random = [&] { return static_cast<unsigned>(generator() >> 8); };
    for (int i = 0; i < 20'000; ++i) {
      std::string name;
      for (unsigned length = 1 + random() % 9; length > 0; --length) {
        const unsigned among = random() % 20;
        const unsigned c = among == 0 ? " -.'"[random() % 4] : 0x0900 + random() % 0x80;
        if (c < 0x80) {
          name += static_cast<char>(c);
        } else {
          name += {static_cast<char>(0xE0), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
                   static_cast<char>(0x80 | (c & 0x3F))};
        }
      }
      if (!hasTheSameByRules(name)) unlike += name + "\n";
    }
  }
  CHECK(unlike == "");
}

}  // namespace
}  // namespace chancery
