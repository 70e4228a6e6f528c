// Stage 8: who says "I" where nothing is quoted: in an answer before parliament, in an interview,
// in a leader's column.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/engine/actors.h"
#include "extract/engine/items.h"

namespace chancery {

// Somebody says "I" there, outside quotations.
bool speaksInFirstPerson(const SentenceItems& sentence);

// The actor who speaks in each sentence: whoever the last label names ("Minister (Mr Harish
// Baliyan):"), else the person whom the text named first, before anybody
// said "I". None where there is no such person.
std::vector<std::optional<std::uint32_t>> findNarrators(
    const Cast& cast, const std::vector<SentenceItems>& sentences);

}  // namespace chancery
