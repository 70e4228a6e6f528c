// Stage 4: the names in a phrase, those that the lexicon lists and those that nobody listed.
#pragma once

#include <cstdint>

#include "extract/engine/phrase_view.h"
#include "extract/engine/phrases.h"

namespace chancery {

// The end of a name of words that no table lists, beginning at `at`; `at` where there is none.
// Behind a title more is taken for a name.
std::uint32_t nameEnd(const PhraseView& view, std::uint32_t at, bool after_title);

// Two words or more that no table lists, with a given name.
bool isNewPerson(const PhraseView& view, std::uint32_t at);

// Writes the name that begins at `at` into `phrase`, which has its office and country already;
// gives the lexeme behind it, `at` where no name stands. `titled`: something stands before it that
// a name may follow.
std::uint32_t takeName(const PhraseView& view, std::uint32_t at, bool titled, Phrase& phrase);

// "President Ellen Johnson Sirleaf of Liberia": the country behind a name; the lexeme behind it.
std::uint32_t takeNameTail(const PhraseView& view, std::uint32_t at, Phrase& phrase);

}  // namespace chancery
