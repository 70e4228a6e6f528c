// The fixed words of the packs' tables: what a row may say, apart from the language itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace chancery {

// In which function a name stands to the words around it: what a postposition, a preposition or a
// place in the sentence says of it. The names are the same in every language.
enum class Case : std::uint8_t {
  kNone,
  kSubject,    // before the verb, without a marker; Hindi: no postposition
  kObject,     // after the verb, without a marker
  kErgative,   // ने
  kDative,     // को
  kAblative,   // से
  kWith,       // with, के साथ
  kOf,         // of, का
  kPossessor,  // 's, his
  kBetween,
  kBehalf,  // on behalf of, की ओर से
  kBy,
  kTo,
  kFrom,
  kIn,
  kAt,
  kOn,
  kFor,
  kAgainst,
  kToward,
  kAbout,
  kInto,
  kVia,
  kAfter,
  kBefore,
  kDuring,
  kOther,
};
inline constexpr int kCaseCount = static_cast<int>(Case::kOther) + 1;
std::string_view nameOf(Case value);
std::optional<Case> caseNamed(std::string_view name);

// What an entry of the lexicon is.
enum class EntryKind : std::uint8_t {
  kEntity,    // value: entity; aux: AliasKind
  kRole,      // value: role; aux: RoleKind
  kMarker,    // value: Case
  kTrigger,   // value: trigger
  kPronoun,   // value: PronounKind; aux: Case
  kCue,       // value: cue
  kDate,      // value: date row
  kTopic,     // value: topic
  kWord,      // value: WordClass
  kNamePart,  // value: NamePart
  kGrammar,   // value: Grammar
};

enum class AliasKind : std::uint8_t { kFull, kShort, kAdjective, kHandle };
enum class RoleKind : std::uint8_t {
  kTitle,
  kHonorific,
  kRelational,
  kCollective,
  kBelonging,  // goods, companies: what is done to them is done to their state
  kState,      // in a pack: a collective that acts for a state, government or ministry
};
enum class WordClass : std::uint8_t {
  kFunction,
  kNumeral,
  kVerb,
  kNoun,
  kAdjective,
  kAdverb,
  kInterjection,
  kTime,
  kMaybeName
};
enum class NamePart : std::uint8_t {
  kGiven,
  kParticle,
  kOrganisationHead,
  kPlaceHead,  // palace, हवाई अड्डा: with the name before it the name of a place
  kThing,
  kSettlementHead,  // city, शहर: says what the name before it is
  kVenue,           // presidential palace: names a place by itself
  kStateOf,         // people, government: with "of" and a country behind it, that country
  kStateHead,       // ministry, army: an organisation that acts for its state
  kFeminine,        // Angela, सुषमा: of these given names, one that women bear
};

enum class PronounKind : std::uint8_t {
  kI,          // I, मैं
  kWe,         // we, हम
  kHe,         // he, she, वह, उन्होंने: one person
  kThey,       // they, वे
  kOwn,        // his own, अपने: the one who acts
  kEachOther,  // each other, एक-दूसरे
  kBoth,       // both, दोनों: two who were named
  kWho,        // who, जिन्हें: the name before it, in a case of its own
  kYou,        // you, your: to whom a quotation is said
  kThere,      // there, वहां: the place just named
  kHere,       // here, यहां: where the report comes from
  kMan,        // he: like kHe, of a man
  kWoman,      // she: like kHe, of a woman
};

// Of whom a pronoun speaks, where its form tells.
enum class Gender : std::uint8_t { kUnsaid, kMan, kWoman };

// Words that hold a sentence together.
enum class Grammar : std::uint8_t {
  kAnd,  // joins names, and clauses
  kOr,
  kClause,    // begins another clause: but, while, लेकिन, जबकि
  kThat,      // begins what is said: that, कि
  kRelative,  // begins a clause about the noun before: who, which, where, जो, जिस
  kWho,       // of these, one that acts in its clause: जो, जिन्होंने
  kWhere,     // of these, the one about a place: where, जहां
  kNot,
  kBe,  // is, was, है
  kHave,
  kEnding,      // ended, concluded, संपन्न: the day is a visit's last
  kPerfect,     // has, have: up to now
  kPluperfect,  // had: before what the story tells
  kSpeech,      // said, told, कहा: its subject is the speaker of a quotation
  kSupport,  // hold, have, pay; करना, होना: carries a noun that says what was done
  kPassive,  // Hindi: जाना beside a participle: done by somebody who need not be named
  kFormer,   // former, पूर्व, तत्कालीन
  kInfinitive,  // to
  kParticiple,  // Hindi: a verb in -कर: what follows has the same agent
  kFinite,      // Hindi: a verb form that ends a clause
  kPossessive,  // 's
  kArticle,
  kSigned,    // a dash before the signature of a post
  kMedia,     // journalists, reporters: never a participant
  kCapital,   // "the German capital", राजधानी: the city that is one
  kStates,    // "both countries", दोनों देश
  kAccept,    // accepted, स्वीकार: an invitation that will be followed
  kSide,      // "on one side", "on the other": parts a list in two
  kThreeWay,  // trilateral, त्रिपक्षीय: all who are named do it with one another
  kLed,       // "a delegation led by": whoever leads acts for it
  kPact,      // accord, treaty: what is concluded
  kGoods,     // million, wheat, tents: what is given as aid
  kGiving,    // देना, भेजना: verbs that carry what is given
  kReceiving,    // मिलना, पाना: of what is given, said of the one who gets it
  kUndone,       // हटाना: sanctions that are lifted are none
  kLight,        // करना, होना: a verb that says only that it was done
  kTransparent,  // दौर, आयोजन: "round of talks" says no more than "talks"
  kBacking,      // help, सहायता: thanks for it are support
  kAlias,        // "known as", "named": between two names of one
  kRemote,       // virtual, by video: those who meet so do not meet in person
  kContest,      // semi-final, wicket: a sentence with one is about something else
  kElsewhere,    // striker, box office: a text full of these is about something else
  kArising,  // होना, चलना: a verb by which something comes about, done by nobody who is named
  kIndefinite,  // किसी, कोई: an office behind it is nobody's who is known
  kHost,        // host, मेजबान: the one of the two who is at home
  kGuest,       // guest, visitor, मेहमान: the one who came
  kBlame,       // unacceptable, a liar, धोखेबाज: what one calls whom one criticises
  kDeed,        // move, decision: what somebody did, without saying what
  kReciprocal,  // exchange, trade, swap: what one gives the other gives back
  kLikewise,    // "and so did": whoever stands behind it did what was just said
  kPledge,      // promised to, vowed to: what makes support, or aid, by being said
  kIt,          // it: a state or a body that was just named
  kEarlier,     // इससे पहले: the sentence goes back behind what the story told last
  kCompany,     // along with: whoever stands behind it does the same
  kThen,        // तो: what comes about where a condition holds
  kAct,         // invasion, arrests: done by the state whose adjective stands before it
  kOffer,       // offered to: what makes no mediation by being said
  kHonour,      // honour: with a possessor, for whom a dinner is given
  kJoining,     // शामिल, भाग: behind in what somebody takes part
  kLasting,  // महीनों, बरसों तक: goes on for so long that it is of no day
  kCausing,  // prompted, led: whoever stands behind it does what follows
  kAs,       // as: opens a clause where somebody acts behind it
  kWishing,  // would like to: thanks and good wishes come about by being said so
  kAuxiliary,  // did, does: "Only then did they meet", before who acts
  kSuch,       // ऐसी: before what was just told of: "no such meeting"
  kParty,  // दल, प्रतिनिधिमंडल: where it comes, whoever sent or leads it came
  kCraft,      // विमान: where it lands, he whose it is came
  kHabit,      // रहता है: what is always so, and was done on no day
  kSituation,  // war, ceasefire: where such a thing is, those who speak of it need not be
  kWitness,    // attended, witnessed: of a signing, by those whose states sign
  kPromise,    // will, is to: makes aid by being said
  kCourtesy,   // hospitality, invitation: thanks for it are a courtesy, for anything else support
  kOccasion,   // समारोह: what is said at it is of its day
  kTurning,    // turned on, covered, lasted: said of talks that took place
  kWhose,      // whose: a relative before the noun that belongs to the name just before
  kUnreal,     // होता, करते: alone behind a condition, what did not come about
  kLand,       // the country: the state that was named last
  kAgenda,     // programme, diary: what is on it, he whose it is will do
  kPraise,     // a true friend, a statesman: what one calls whom one admires
};
inline constexpr std::size_t kGrammarClasses = static_cast<std::size_t>(Grammar::kPraise) + 1;

enum class CueScope : std::uint8_t { kBefore, kAfter, kBoth, kEnding };

enum class DateOperator : std::uint8_t {
  kMonth,      // value: 1 to 12
  kWeekday,    // value: 0 (Monday) to 6
  kDayOffset,  // value: days from the anchor (today 0, yesterday -1)
  kDayEither,  // कल, परसों: value days before or after, as the tense tells
  kUnit,       // day, week, month, year, quarter: value: Unit
  kLast,       // last, पिछले
  kThis,
  kNext,
  kAgo,        // ago, पहले, earlier
  kLater,      // later, बाद; in (two days)
  kNumber,     // two, दो
  kSameDay,    // the same day, उसी दिन
  kEarlyLate,  // early, mid, late: value -1, 0, 1
  kDayPart,    // morning, शाम: says nothing of the day
  kUntil,      // to, से … तक between two dates
  kSince,      // since, के बाद से
  kOrdinalSuffix,
  kFixed,  // a festival or a fixed day: value month * 100 + day
  kHoursAgo,
  kFromText,  // इससे, उसके: what is counted behind it begins with the text's last date
  kUnitNow,   // "earlier in the week": the unit in which the anchor lies
  kSameUnit,  // "that year", उसी साल: the unit of the date that the text spoke of last
  kYearWord,  // साल, सन्, year: the number beside it is a year
  kSeason,    // "in the autumn": value: a month in it; the year is all that is said
};
enum class Unit : std::uint8_t { kDay, kWeek, kMonth, kQuarter, kYear, kHour, kWeekend };

std::optional<EntryKind> entryKindNamed(std::string_view name);
std::optional<RoleKind> roleKindNamed(std::string_view name);
std::optional<WordClass> wordClassNamed(std::string_view name);
std::optional<NamePart> namePartNamed(std::string_view name);
std::optional<PronounKind> pronounKindNamed(std::string_view name);
std::optional<Grammar> grammarNamed(std::string_view name);
std::optional<CueScope> cueScopeNamed(std::string_view name);
std::optional<DateOperator> dateOperatorNamed(std::string_view name);
std::optional<Unit> unitNamed(std::string_view name);
std::string_view nameOf(EntryKind kind);
std::string_view nameOf(Grammar grammar);

}  // namespace chancery
