// Stage 6 for languages with postpositions and the verb at the end: the parts of their reader.
//
// PostposedView answers how the items of a sentence stand to each other; the arguments around a
// trigger (postposed_arguments.h) and its status (postposed_status.h) are read through it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/engine/clauses.h"
#include "extract/engine/frames.h"

namespace chancery {

// How a trigger stands: as what the clause says was done, or as a noun inside it.
struct TriggerUse {
  bool verbal = false;
  bool infinitive = false;     // "मिलने के लिए"
  std::size_t verb = 0;        // the item that carries it; the trigger itself for a verb
  std::optional<Case> marker;  // behind a nominal use
};

class PostposedView {
 public:
  // `input` and `clauses` must outlive the view.
  PostposedView(const FrameInput& input, const Clauses& clauses)
      : input_(input), sentence_(input.sentence), clauses_(clauses) {}

  std::size_t size() const { return sentence_.items.size(); }
  const FrameInput& input() const { return input_; }
  const Item& item(std::size_t i) const { return sentence_.items[i]; }
  const Clauses& clauses() const { return clauses_; }
  const Clause& clauseAt(std::size_t i) const { return clauses_.clauses[clauses_.clause_of[i]]; }
  bool sameClause(std::size_t a, std::size_t b) const {
    return clauses_.clause_of[a] == clauses_.clause_of[b];
  }

  // The next item of the same clause; the number of items when there is none.
  std::size_t next(std::size_t i) const;

  bool isVerb(std::size_t i) const { return isVerbHere(sentence_, i); }
  bool hasVerbTrigger(std::size_t i) const;
  const FrameRow& frameOf(std::uint32_t trigger) const { return input_.image.frameOf(trigger); }

  Case markerOf(std::int32_t group) const {
    return sentence_.groups[static_cast<std::size_t>(group)].marker;
  }
  std::uint8_t typesOf(std::int32_t group) const {
    return input_.natures[static_cast<std::size_t>(group)].types;
  }
  // The last phrase of a group: the one that its marker follows.
  const Phrase& phraseOf(std::int32_t group) const {
    return sentence_.phrases[sentence_.groups[static_cast<std::size_t>(group)].phrases.back()];
  }

  static bool isAgentCase(Case marker) {
    return marker == Case::kErgative || marker == Case::kSubject;
  }

  bool fits(std::int32_t group, std::uint8_t types) const { return (typesOf(group) & types) != 0; }

  // An item of the same clause, behind or before `i`, that is so.
  bool clauseHasBehind(std::size_t i, bool Item::*flag) const;
  bool clauseHasBefore(std::size_t i, bool Item::*flag) const;

  // "चुने जाने", "दे बैठे": a verb that only helps the one before it.
  bool isAuxiliary(std::size_t i) const;
  // "स्वागत किया गया": done by nobody who is named.
  bool isPassive(const TriggerUse& use) const;
  // "प्रतिबंधों पर", "व्यापार को लेकर": what about, with nobody's name before it.
  bool isTopic(std::size_t i) const;

 private:
  const FrameInput& input_;
  const SentenceItems& sentence_;
  const Clauses& clauses_;
};

}  // namespace chancery
