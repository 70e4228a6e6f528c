// Whom of the knowledge base a name means that no table lists in this spelling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/names/name_fold.h"
#include "extract/pack/image.h"
#include "graph/date_span.h"

namespace chancery {

// Links full names by their folds, never by a surname and a likeness: a missed link costs a user
// one row of a table, a wrong one joins two people.
//
// Thread safety: immutable.
class NameLinks {
 public:
  // Both must outlive it.
  NameLinks(const Image& image, const NameFold& fold) : image_(image), fold_(fold) {}

  // The one person whose full name `name` is, spelt another way or written in another script:
  //  - the folds are the same (blanks count for nothing), or one letter of one long word of the
  //    fold is missing in the other, all other words being the same;
  //  - words of up to three letters, in which a fold says little, are the same as they stand;
  //  - the fold has at least four consonants.
  // kNone where nobody fits, or more than one. `country`: an entity; where it is given, people of
  // other countries do not fit.
  std::uint32_t personSpelled(std::string_view name, std::uint32_t country) const;

  // The one person with this surname who is in an office of high rank on the day; kNone where
  // nobody is, or more than one.
  std::uint32_t officeHolderNamed(std::string_view surname, std::optional<Day> day) const;

  // All of that surname who held a high office on the day.
  std::vector<std::uint32_t> officeHoldersNamed(std::string_view surname,
                                                std::optional<Day> day) const;

 private:
  bool fits(std::string_view name, const std::vector<std::string>& words,
            std::uint32_t person) const;
  bool isSpelling(std::string_view name, const std::vector<std::string>& words,
                  const NameRow& listed) const;

  const Image& image_;
  const NameFold& fold_;
};

// True for letters of one script, as far as two names can be compared as they stand: "Émile" and
// "Emile" cannot.
bool isOfOneScript(std::string_view a, std::string_view b);

// The words of a fold, or of a name.
std::vector<std::string> wordsOfName(std::string_view text);

// True when one letter put into `a` makes `b`, or the other way round.
bool isOneLetterMore(std::string_view a, std::string_view b);

}  // namespace chancery
