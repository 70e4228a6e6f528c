// Stage 5, for languages with the verb at the end: the clauses of a sentence.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/engine/frames.h"

namespace chancery {

struct Clause {
  std::vector<std::uint32_t>
      items;                // in order; a clause that another one interrupts goes on behind it
  std::int32_t agent = -1;  // group that acts; of the clause before where it names none
  bool agent_inherited = false;
};

struct Clauses {
  std::vector<Clause> clauses;
  std::vector<std::uint32_t> clause_of;  // item → index
};

// True when the item is a verb here. A postposition may look like one ("की"): it is a verb behind a
// noun, where nothing follows that it could lead to.
bool isVerbHere(const SentenceItems& sentence, std::size_t item);

// "दिल्ली आकर": a place right before a verb of motion is where somebody goes, not who acts.
bool isDestination(const FrameInput& input, std::size_t item);

// The index of the quotation in which an item stands, -1 for none.
std::int32_t quotationOf(const LexedText& text, const Item& item);

// "Kurt Campbell, the White House's coordinator,": the group of the name that the office at item
// `i`, which must be of a group, describes; -1 where no name stands before its comma.
std::int32_t nameBeforeOffice(const SentenceItems& sentence, std::size_t i);

Clauses findClauses(const FrameInput& input);

}  // namespace chancery
