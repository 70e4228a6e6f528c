// Stage 9: what is looked at to tell whether an event that the rules propose is right.
//
// None of it is a word or a name: what counts is how the event was read (by what kind of trigger,
// in which function and by which way each of the two was found), and what sort of text it stands
// in. So no weight is about an actor, and one learnt in one language may hold in another.
//
// A feature is a number. Those of an actor exist twice, for the subject and for the object; those
// of cases, of the options of a frame and of relations follow the tables that name these.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extract/pack/rank_feature_set.h"
#include "extract/pack/vocabulary.h"
#include "graph/relation.h"

namespace chancery {

// How one of the two was found, and who he is.
enum class ActorTrait : std::uint8_t {
  // found by
  kNamed,        // his name, in the function that the frame asks for
  kPronoun,      // he, उन्होंने
  kFirstPerson,  // I, we
  kPossessed,    // his counterpart, अपने समकक्ष
  kOffice,       // an office that stands without a name
  kCourtesy,     // the general
  kCollective,   // leaders, both sides
  kStatesSaid,   // both countries
  kOfState,      // the government, the ministry
  kCapital,
  kAdjective,   // Russian
  kImplied,     // nobody is named, the text goes on with him
  kPair,        // those who dealt with each other last
  kOfPlace,     // the state in which it takes place
  kDoerOfDeed,  // whoever did what was told of last
  kStandsFor,   // somebody else is named, for whom he stands
  // is
  kPerson,
  kState,
  kOrganisation,
  kPlace,
  kUnlisted,      // in no table
  kNoOffice,      // a person of no table whom the text gives no office
  kOneWord,       // of whom the text has one word of a name
  kStateUnknown,  // no country is known for which he acts
  kFormer,
  // in a list of
  kTwo,
  kMore,
  // named
  kHere,           // in this sentence
  kBefore,         // last in the sentence before
  kShortlyBefore,  // last two or three sentences before
  kFarBefore,
  kLater,  // only later, or never
  kOnce,   // once in the document
  kOften,  // four times or more
  // others of his kind, named since he was last
  kOneRival,
  kRivals,
  // stands
  kClose,        // by the trigger
  kFar,          // more than twelve words away
  kVeryFar,      // more than 24
  kBehind,       // behind the trigger
  kOverGroup,    // somebody else stands between
  kOverGroups,   // two or more do
  kOverTrigger,  // another trigger stands between
  kOverClause,   // a conjunction does
  kOverComma,
  kOverQuote,  // one of the two in a quotation, the other not
};
inline constexpr std::size_t kActorTraits = static_cast<std::size_t>(ActorTrait::kOverQuote) + 1;

// What else there is.
enum class EventTrait : std::uint8_t {
  kAlways,
  // the trigger
  kNoun,
  kVerbInTwo,  // brought … together
  kInfinitive,
  kParticiple,
  kStatusOfTrigger,  // the form itself says the status
  // the reading
  kPassive,
  kEachOther,
  kOfStates,
  kMutual,
  kByVehicle,
  kSuch,
  kRemote,
  kConveyed,
  kBeforeStory,
  kSinceStory,
  kPlanned,
  kPossible,
  kDenied,
  kDoubt,       // the rules guessed
  kMoreDoubt,   // by 50 of 1000 or more
  kMuchDoubt,   // by 100
  kGreatDoubt,  // by 150
  kInQuotation,
  kInPost,
  kQuestion,
  kNegated,    // a word of denial in the clause of what is not denied
  kCondition,  // a word that says a status in the clause of what happened
  kAside,      // a clause inside
  // day and place
  kNoDate,
  kDateInClause,
  kDateInSentence,
  kDateOfPost,
  kDateCarried,
  kPlaceSaid,
  // the sentence
  kFirstSentence,
  kFirstSentences,    // of the first three
  kShortSentence,     // of less than ten words
  kLongSentence,      // of more than thirty
  kVeryLongSentence,  // of more than 45
  kManyTriggers,      // four or more
  // the two
  kBothListed,
  kBothUnlisted,
  kTwoPersons,
  kTwoStates,
  kPersonAndState,
  kPersonAndBody,
  kSameState,
  kStatesDiffer,
  kDealingUnequal,  // a person meets a state
  // others
  kManyOfReading,      // three events or more by one trigger
  kVeryManyOfReading,  // six
  kOtherOfTrigger,     // another reading of the trigger gives one, too
  kOtherRelationHere,  // of these two in this sentence
  kOtherRelation,      // of these two elsewhere
  kToldAgain,          // the same in another sentence
  kOtherPartner,       // the same relation with somebody else in this sentence
  kOnlyEvent,          // of the document
  kFewEvents,          // two or three
  kManyEvents,         // 13 or more
  // the document
  kElsewhereWords,  // one or two words of other fields
  kElsewhere,       // it is about something else
  kNoListedPerson,
  kOneListedPerson,
  kManyListedPersons,  // four
  kNoState,
  kOneState,
  kManyStates,           // five
  kMostUnlisted,         // of those in events
  kFewOffices,           // fewer than one phrase of ten has an office
  kManyOffices,          // more than three of ten
  kFewTriggers,          // less than one word of sixty
  kManyTriggersPerWord,  // one of twenty
  kMostAtHome,           // one state alone is named by more than two thirds
};
inline constexpr std::size_t kEventTraits = static_cast<std::size_t>(EventTrait::kMostAtHome) + 1;
inline constexpr std::size_t kFrameOptions = 32;

// Where the features of each kind begin.
inline constexpr std::size_t kRankEvent = 0;
inline constexpr std::size_t kRankRelation = kRankEvent + kEventTraits;
inline constexpr std::size_t kRankOption = kRankRelation + kRelationCount;
inline constexpr std::size_t kRankSubject = kRankOption + kFrameOptions;
inline constexpr std::size_t kRankSubjectCase = kRankSubject + kActorTraits;
inline constexpr std::size_t kRankObject = kRankSubjectCase + kCaseCount;
inline constexpr std::size_t kRankObjectCase = kRankObject + kActorTraits;
inline constexpr std::size_t kRankFeatures = kRankObjectCase + kCaseCount;
static_assert(kRankFeatures <= kMostRankFeatures);

constexpr std::size_t rankFeature(EventTrait trait) {
  return kRankEvent + static_cast<std::size_t>(trait);
}

// "subject: pronoun", "relation: meet"; the name in the table of weights.
std::string nameOfRankFeature(std::size_t feature);
std::optional<std::size_t> rankFeatureNamed(std::string_view name);

}  // namespace chancery
