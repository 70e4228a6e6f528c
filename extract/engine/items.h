// Stage 5: a sentence as a row of items, each with its part in holding the sentence together.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/engine/dates.h"
#include "extract/engine/lexer.h"
#include "extract/engine/phrases.h"

namespace chancery {

// Phrases that stand together: "A, B and C". They share one function.
struct Group {
  std::vector<std::uint32_t> phrases;  // indices into SentenceItems::phrases
  Case marker = Case::kNone;           // the function in which they stand
};

struct Item {
  std::uint32_t first = 0;  // lexemes, last excluded
  std::uint32_t last = 0;

  std::int32_t group = -1;  // index into SentenceItems::groups
  std::int32_t date = -1;   // index into SentenceItems::dates
  std::optional<Case> marker;

  std::span<const std::uint32_t> triggers;  // rows; several where a word has several senses
  std::span<const std::uint32_t> cues;      // rows
  char32_t punctuation = 0;

  bool is_and = false;
  bool is_or = false;
  bool is_clause = false;
  bool is_that = false;
  bool is_relative = false;
  bool is_who = false;  // जो, जिन्होंने: of these, one that acts in its clause
  bool is_not = false;
  bool is_be = false;
  bool is_have = false;
  bool is_ending = false;      // ended, संपन्न: the last day of a visit
  bool is_perfect = false;     // has, have
  bool is_pluperfect = false;  // had
  bool is_speech = false;
  bool is_support = false;
  bool is_passive = false;
  bool is_obligation = false;   // "करनी है": said of whom the dative names
  bool is_verbal_noun = false;  // करने: a verb that ends no clause
  bool is_infinitive = false;
  bool is_participle = false;
  bool is_finite = false;
  bool is_possessive = false;
  bool is_article = false;
  bool is_media = false;
  bool is_offer = false;       // offered to
  bool is_honour = false;      // honour: for whom a dinner is given
  bool is_where = false;       // जहां: a clause about the place just named
  bool is_blame = false;       // unacceptable: what one calls whom one criticises
  bool is_deed = false;        // move, decision: what somebody did
  bool is_reciprocal = false;  // exchanged: what one gives the other gives back
  bool is_likewise = false;    // "and so did": who else did what was just said
  bool is_it = false;          // a state or a body that was just named
  bool is_pledge = false;      // promised to: support by being said
  bool is_causing = false;     // prompted, led: makes others do something
  bool is_company = false;     // along with: who does the same
  bool is_courtesy = false;    // hospitality: thanks for it are no support
  bool is_wishing = false;     // would like to: thanks that are said so are given
  bool is_auxiliary = false;   // did: who acts may stand behind it
  bool is_joining = false;     // शामिल: who takes part in what stands before it
  bool is_lasting = false;     // महीनों तक: for so long that it is of no day
  bool is_such = false;        // ऐसी: of the kind that was just told of
  bool is_party = false;       // दल: comes for whoever sent it
  bool is_craft = false;       // विमान: brings him whose it is
  bool is_agenda = false;      // programme: what is on it, he whose it is will do
  bool is_situation = false;   // war, ceasefire: it is somewhere, and is spoken of elsewhere
  bool is_witness = false;     // witnessed the signing: those whose states sign
  bool is_promise = false;     // will, is to: what makes aid by being said
  bool is_habit = false;       // रहता है: what is always so
  bool is_unreal = false;  // "अगर वे आते": with no other verb behind, what did not come about
  bool is_earlier = false;  // इससे पहले: goes back behind what was told last
  bool is_remote = false;
  bool is_accept = false;
  bool is_side = false;
  bool is_three_way = false;
  bool is_backing = false;
  bool is_goods = false;
  bool is_pact = false;
  bool is_giving = false;
  bool is_receiving = false;
  bool is_undone = false;
  bool is_light = false;
  bool is_arising = false;
  bool is_turning = false;  // turned on, lasted: said of talks that took place
  bool is_transparent = false;
  bool is_verb = false;  // a verb by class, or a trigger that is one
  bool is_noun = false;
  bool is_adjective = false;
  bool is_adverb = false;
  bool is_number = false;
  std::int32_t topic = -1;

  // Settled while the sentence is read: who does what this verb says.
  std::int32_t subject = -1;  // group
};

struct SentenceItems {
  std::uint8_t language = 0;  // index into Image::languages() plus one
  std::uint32_t sentence = 0;
  std::vector<Phrase> phrases;
  std::vector<DateExpression> dates;
  std::vector<Group> groups;
  std::vector<Item> items;
  std::vector<std::uint32_t> rows;  // the triggers and cues of the items, who point into it
  bool has_trigger = false;
  // "MONDAY: …", "Aug 26 - …", "20:30 GMT …": the day under which a diary, a chronology or a live
  // report has the sentence; in a diary the present is to come.
  std::optional<DateExpression> heading;
  bool is_diary = false;
};

// Gathers the items of one sentence from its phrases (already introduced) and dates.
void buildItems(const LexedText& text, const Image& image, SentenceItems& sentence);

}  // namespace chancery
