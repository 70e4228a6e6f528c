// Which people of no table may be one, by their names in two scripts or in one: what links are
// chosen from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/names/namesakes.h"
#include "graph/entity.h"
#include "graph/event_source.h"

namespace chancery {

// Follows from the entities of a source and the built-in base alone, whatever a user says of who is
// who, so that it can be kept beside them and read by whoever asks.
struct ScriptMatches {
  struct Person {
    EntityId id;
    std::string label;
    std::string country;
    std::string fold;  // of a full name, to tell two names apart
    bool has_latin = false;
    bool has_other = false;  // full names in another script

    friend bool operator==(const Person&, const Person&) = default;
  };
  // One of each, by their places in `persons`.
  struct Pair {
    std::uint32_t latin = 0;
    std::uint32_t other = 0;
    int cost = 0;
    std::string habit;  // by which language the letters are read; empty: of all

    friend bool operator==(const Pair&, const Pair&) = default;
  };

  std::vector<Person> persons;  // by id; those alone who stand in one of these
  std::vector<Pair> pairs;      // by the other, then the one in Latin letters
  std::vector<Namesakes> namesakes;  // in one script, of no two states; nobody stands in two

  friend bool operator==(const ScriptMatches&, const ScriptMatches&) = default;
};

// All pairs of people whom the base does not know, of whom one has a full name in Latin letters and
// the other one in another script that spells it, see Spellings: the shorter the name, the fewer
// unusual letters are allowed. People of two states are no pair.
//
// And those who are called alike in one script, see findNamesakes().
//
// Names are found by the words they begin and end with, and these by their sounds, so that it takes
// time in proportion to the people, and to the pairs there are. Nothing is read but entities.
// Errors: those of the source.
Result<ScriptMatches> matchScripts(const EventSource& source);

// As bytes, which begin with the rules by which they were made.
std::string encode(const ScriptMatches& matches);
// Nothing where the bytes are of other rules, or damaged: then they have to be made anew.
std::optional<ScriptMatches> decodeScriptMatches(std::string_view bytes);

}  // namespace chancery
