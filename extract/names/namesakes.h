// Names of one script that are one person's: see ScriptMatches.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace chancery {

class Image;
class NameFold;

// People of one full name, or of spellings of one.
struct Namesakes {
  std::vector<std::uint32_t> persons;  // ascending
  std::string spellings;  // the words in which their names differ, as "Yasir, Yasser"; or nothing
  std::string rare;       // the word of the name that nobody else bears

  friend bool operator==(const Namesakes&, const Namesakes&) = default;
};

// A full name, and by what numbers who bears it.
struct BorneName {
  std::string text;
  std::vector<std::uint32_t> persons;
  std::vector<std::uint32_t> usual;  // of these, whose usual name of that script it is
};

// Of usual names of one script those who are most likely one person:
//  - their names are the same word by word as ids are made of them, but for at most one word, in
//    which they are spellings that NameVariants knows of;
//  - one of the words that are the same is borne by nobody else, neither here nor in the base.
// Follows from the names alone, in whichever order they stand. By the first person.
std::vector<Namesakes> findNamesakes(const std::vector<const BorneName*>& names, const Image& image,
                                     const NameFold& fold);

}  // namespace chancery
