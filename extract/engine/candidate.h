// What a reading comes to: pairs of actors, with all that is known of what they did.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/engine/frames.h"
#include "extract/pack/rank_feature_set.h"
#include "graph/date_span.h"
#include "graph/relation.h"

namespace chancery {

inline bool isConflict(Relation relation) { return infoOf(relation).family == "conflict"; }

// How the text gave a date to an event.
enum class DateSource : std::uint8_t { kUnsaid, kClause, kSentence, kPost, kCarried };

// One pair of actors of one reading.
struct Candidate {
  Relation relation = Relation::kMeet;
  std::uint32_t subject = 0;  // actors
  std::uint32_t object = 0;
  Status status = Status::kHappened;
  std::optional<DateSpan> date;
  DateSource date_source = DateSource::kUnsaid;
  std::optional<DateSpan> arrival;  // the day that is told of a visit that lasts longer
  bool remote = false;              // a call, a letter: with nobody who is there
  bool pledged = false;             // aid that is announced: of no place
  bool conveyed = false;            // by somebody else than who sends it
  bool there = false;               // said with the house or meeting in which it is done
  bool of_no_day = false;           // "has pledged": the story's day is not its own
  bool beside_story = false;        // told of another time than the story's
  std::optional<std::uint32_t> place;
  bool place_apart = false;               // said with another verb
  std::optional<std::uint32_t> dateline;  // of the piece in which it is told
  std::vector<std::uint32_t> topics;
  std::uint32_t sentence = 0;
  int confidence_permille = 0;

  // By the ranking:
  RankFeatureSet features;
  std::int32_t score = 0;
  std::uint32_t event = 0;  // of the document: that which this mention tells
  bool unlikely = false;    // the event is not told
};

// What became of a reading, for explain.
struct Outcome {
  std::uint32_t sentence = 0;
  std::uint32_t read_in = 0;  // where the reading stands: an invitation may be accepted later
  Reading reading;
  std::vector<Candidate> candidates;
  std::string_view dropped;  // why there are none
};

}  // namespace chancery
