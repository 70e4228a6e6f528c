// Stage 6: what is said to be done, and who stands in which slot of its case frame.
//
// Two readers share one way of filling slots: one for languages that put their markers behind a
// name and the verb at the end, one for languages that put prepositions before it. Which words
// bring about which frame, and which cases its slots take, is all in the packs.
//
// Method: case frames over chunks rather than paths in a parse tree; after C. Fillmore, "The Case
// for Case" (1968).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/engine/items.h"
#include "extract/pack/image.h"
#include "graph/relation.h"

namespace chancery {

// Who fills a slot: a group of the sentence, or, where the sentence names nobody, whoever speaks
// or was spoken of last.
struct Slot {
  std::int32_t group = -1;
  bool implied = false;
  bool of_place = false;  // the state in which it takes place
  bool of_deed = false;   // whoever did what was told of last: "condemned the move"
  bool pair = false;      // those who were last said to deal with each other
  bool body = false;      // of the implied, no person: "it"
  bool ahead = false;     // of the implied place of a journey, where it was to go
  bool persons = false;  // of the pair, they themselves, and not their states: "उन्होंने"

  std::int32_t told = -1;  // an outcome: to whom that was done, "Austria followed suit"

  bool filled() const { return group >= 0 || implied || of_place || of_deed || told >= 0; }
  std::uint32_t country =
      kNone;  // with of_place: entity, where an envoy is accredited who is acted upon
};

// How the time of a reading stands to the story's: told in it, before it ("had met", "who met"), or
// up to now ("has met").
enum class ReadingTense : std::uint8_t { kOfStory, kBefore, kSince };

// One way in which a trigger was read.
struct Reading {
  std::uint32_t item = 0;     // of the trigger, in SentenceItems::items
  std::uint32_t trigger = 0;  // row
  Slot subject;
  Slot object;
  std::int32_t agent = -1;  // group: who acts in the clause, to whom "his" and "अपने" refer
  bool passive = false;     // the object stands where a subject does
  bool each_other = false;  // the subjects do it with one another; there is no object
  bool of_states = false;   // it is their states that do it: "witnessed the signing"
  bool mutual = false;      // the object does the same to the subject: "exchanged letters with"
  bool vehicle = false;     // a letter that says what the sentence says
  bool such = false;        // "no such meeting": denies what was just told of
  Status status = Status::kHappened;
  std::uint32_t clause_first = 0;  // items, last excluded: where its date and place stand
  std::uint32_t clause_last = 0;
  std::uint32_t aside_first = 0;  // a relative clause inside, which is not about the trigger
  std::uint32_t aside_last = 0;
  ReadingTense tense = ReadingTense::kOfStory;
  int doubt_permille = 0;  // what is taken off the confidence
};

// What is known of a group before its members are known by name; one for each of
// SentenceItems::groups.
struct GroupNature {
  std::uint8_t types = 0;  // bits of EntityType that it may be
  bool plural = false;     // several actors
  bool weak = false;       // a name that no table lists, with nothing that tells what it is
};

// The frames' view of a sentence.
struct FrameInput {
  const LexedText& text;
  const Image& image;
  const SentenceItems& sentence;
  const std::vector<GroupNature>& natures;
};

// All readings, in the order of their triggers.
std::vector<Reading> readFrames(const FrameInput& input);

// The two readers behind it.
std::vector<Reading> readFramesWithPostpositions(const FrameInput& input);
std::vector<Reading> readFramesWithPrepositions(const FrameInput& input);

// A group that may fill a slot, as a reader found it around a trigger.
struct Argument {
  std::int32_t group = -1;
  Case marker = Case::kNone;
};

// The first argument (they stand in the order of preference of place) that has one of the cases of
// the slot, in the order of the cases, and one of the types.
std::int32_t fillSlot(const std::array<Case, kMaxSlotCases>& cases, std::uint8_t types,
                      const std::vector<Argument>& arguments,
                      const std::vector<GroupNature>& natures, std::int32_t other_than);

}  // namespace chancery
