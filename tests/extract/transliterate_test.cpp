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

// Names in Latin letters and in Devanagari are written by tables; a letter of another script, which
// these do not know, makes a name take ICU's rules.
bool hasTheSameByRules(const std::string& name) {
  return transliterate(name + " \u0436") == transliterate(name) + " Z";
}

std::string utf8(unsigned c) {
  const auto last = [](unsigned bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0 | c >> 6), last(c)};
  return {static_cast<char>(0xE0 | c >> 12), last(c >> 6), last(c)};
}

TEST_CASE("A letter is written the same in any company", "[names]") {
  CHECK(transliterate("D\u2019Auber\u00DF\u00E6") == "D'auberssae");
  std::string unlike;
  for (const auto& [first, end] :
       {std::pair(0x00A0u, 0x0250u), std::pair(0x1E00u, 0x1F00u), std::pair(0x2010u, 0x203Bu)}) {
    for (unsigned c = first; c < end; ++c) {
      const std::string letter = utf8(c);
      for (const std::string& name :
           {letter + "a", "x" + letter + "B", "x-" + letter, "x'" + letter, "x " + letter + ".b",
            "x ." + letter + "b", "'" + letter, letter + letter}) {
        if (!hasTheSameByRules(name)) unlike += name + " ";
      }
    }
  }
  CHECK(unlike == "");
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
        name += utf8(c);
      }
      if (!hasTheSameByRules(name)) unlike += name + "\n";
    }
  }
  CHECK(unlike == "");
}

}  // namespace
}  // namespace chancery
