// Stage 5: phrases that stand for one: "his Kosovo counterpart, Hashim Thaci,".
#pragma once

#include <vector>

#include "extract/engine/phrase_view.h"
#include "extract/engine/phrases.h"

namespace chancery {

// `phrases` of one sentence in their order, each apposition joined to the phrase before it.
std::vector<Phrase> joinAppositions(const PhraseView& view, std::vector<Phrase> phrases);

}  // namespace chancery
