// Stage 5: what stands before a name in a phrase: whose, of which country, in which office.
//
// Each function writes what begins at `at` into the phrase, and gives the lexeme behind it; `at`
// where nothing of the kind stands.
#pragma once

#include <cstdint>

#include "extract/engine/phrase_view.h"
#include "extract/engine/phrases.h"

namespace chancery {

// "his", "अपने"
std::uint32_t takePossessor(const PhraseView& view, std::uint32_t at, Phrase& phrase);

// Countries, "former", and what stands between them and the office.
std::uint32_t takeModifiers(const PhraseView& view, std::uint32_t at, Phrase& phrase);

// "Deputy Prime Minister and Foreign Minister", "leaders of Serbia and Kosovo", "समकक्ष", "श्री"
std::uint32_t takeTitle(const PhraseView& view, std::uint32_t at, Phrase& phrase);

}  // namespace chancery
