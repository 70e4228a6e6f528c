#include "extract/pack/rank_features.h"

#include <array>

namespace chancery {
namespace {

constexpr std::array<std::string_view, kActorTraits> kActor = {
    "named",
    "pronoun",
    "first person",
    "possessed",
    "office alone",
    "courtesy",
    "collective",
    "both states",
    "of the state",
    "capital",
    "adjective",
    "implied",
    "the last pair",
    "state of the place",
    "doer of the deed",
    "stands for another",
    "person",
    "state",
    "organisation",
    "place",
    "unlisted",
    "without office",
    "one word",
    "state unknown",
    "former",
    "in a pair",
    "in a list",
    "named here",
    "named in the sentence before",
    "named shortly before",
    "named far before",
    "not named before",
    "named once",
    "named often",
    "one rival",
    "rivals",
    "close",
    "far",
    "very far",
    "behind the trigger",
    "over another",
    "over others",
    "over a trigger",
    "over a conjunction",
    "over a comma",
    "over a quotation mark",
};

constexpr std::array<std::string_view, kEventTraits> kEvent = {
    "always",
    "noun",
    "verb in two parts",
    "infinitive",
    "participle",
    "status of the trigger",
    "passive",
    "each other",
    "of their states",
    "mutual",
    "vehicle",
    "such",
    "remote",
    "conveyed",
    "before the story",
    "since the story",
    "planned",
    "possible",
    "denied",
    "doubt",
    "doubt of 50",
    "doubt of 100",
    "doubt of 150",
    "in a quotation",
    "in a post",
    "question",
    "negated clause",
    "condition",
    "clause inside",
    "no date",
    "date in its clause",
    "date in its sentence",
    "date of the post",
    "date carried over",
    "place",
    "first sentence",
    "first three sentences",
    "short sentence",
    "long sentence",
    "very long sentence",
    "many triggers",
    "both listed",
    "both unlisted",
    "two persons",
    "two states",
    "person and state",
    "person and organisation",
    "same state",
    "states differ",
    "person deals with state",
    "one of three or more by the trigger",
    "one of six or more by the trigger",
    "another reading of the trigger",
    "another relation of the two here",
    "another relation of the two elsewhere",
    "told again",
    "another partner here",
    "only event",
    "one of two or three events",
    "one of thirteen or more events",
    "words of other fields",
    "about something else",
    "no listed person in the text",
    "one listed person in the text",
    "four or more listed persons in the text",
    "no state in the text",
    "one state in the text",
    "five or more states in the text",
    "most are unlisted",
    "few offices in the text",
    "many offices in the text",
    "few triggers in the text",
    "many triggers in the text",
    "one state above all",
};

// In the order of the bits of FrameRow::flags.
constexpr std::array<std::string_view, kFrameOptions> kOption = {
    "matrix",
    "support",
    "plural",
    "direction",
    "vehicle",
    "verbless",
    "speech",
    "no_infinitive",
    "object_implied",
    "not_before_infinitive",
    "remote",
    "thanks",
    "needs_backing",
    "needs_about",
    "object_matrix",
    "pair_implied",
    "through_infinitive",
    "needs_goods",
    "needs_giving",
    "direct_marker",
    "through_speech",
    "over_noun",
    "needs_purpose",
    "not_undone",
    "light",
    "needs_visit",
    "needs_pact",
    "needs_origin",
    "of_deed",
    "by_place",
    "needs_blame",
    "by_pledge",
};

std::string join(std::string_view group, std::string_view name) {
  return std::string(group) + ": " + std::string(name);
}

}  // namespace

std::string nameOfRankFeature(std::size_t feature) {
  const auto within = [feature](std::size_t first, std::size_t count) {
    return feature >= first && feature < first + count;
  };
  if (within(kRankEvent, kEventTraits)) return join("event", kEvent[feature - kRankEvent]);
  if (within(kRankRelation, kRelationCount))
    return join("relation", relationTable()[feature - kRankRelation].name);
  if (within(kRankOption, kFrameOptions)) return join("frame", kOption[feature - kRankOption]);
  if (within(kRankSubject, kActorTraits)) return join("subject", kActor[feature - kRankSubject]);
  if (within(kRankObject, kActorTraits)) return join("object", kActor[feature - kRankObject]);
  if (within(kRankSubjectCase, kCaseCount))
    return join("subject case", nameOf(static_cast<Case>(feature - kRankSubjectCase)));
  if (within(kRankObjectCase, kCaseCount))
    return join("object case", nameOf(static_cast<Case>(feature - kRankObjectCase)));
  return "";
}

std::optional<std::size_t> rankFeatureNamed(std::string_view name) {
  for (std::size_t feature = 0; feature < kRankFeatures; ++feature) {
    if (nameOfRankFeature(feature) == name) return feature;
  }
  return std::nullopt;
}

}  // namespace chancery
