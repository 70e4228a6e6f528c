// Stage 4: names of organisations that no table lists, in scripts with capitals.
//
// "Moro Islamic Liberation Front", "University of the West Indies": capitalised words around one
// that says what sort of organisation it is (org_head in name_parts.tsv).
#pragma once

#include <cstdint>
#include <optional>

#include "extract/engine/lexer.h"

namespace chancery {

struct OrganisationName {
  std::uint32_t last = 0;         // lexemes, excluded; an acronym in brackets behind it is left out
  bool belongs_to_state = false;  // a ministry, an army: it acts for its state
};

// The name that begins at the lexeme `at` and ends before `last`, if there is one.
std::optional<OrganisationName> organisationAt(const LexedText& text, std::uint32_t at,
                                               std::uint32_t last);

// "Republican Palace": the end of the name of a venue that begins at `at`, `at` where there is
// none.
std::uint32_t venueAt(const LexedText& text, std::uint32_t at, std::uint32_t last);

// True for a token such as "ELN" that no table lists.
bool isUnknownAcronym(const LexedText& text, const Lexeme& lexeme);

// True when the initials of the capitalised words of `name` are `acronym`: "National Liberation
// Army", "NLA".
bool isAcronymOf(std::string_view acronym, std::string_view name);

}  // namespace chancery
