// Stages 0 to 8 for one document, from its text to its events.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "extract/article.h"
#include "extract/engine/actors.h"
#include "extract/engine/candidate.h"
#include "extract/engine/dating.h"
#include "extract/engine/discourse.h"
#include "extract/engine/frames.h"
#include "extract/engine/lexer.h"
#include "extract/engine/name_tagger.h"
#include "extract/names/name_memo.h"
#include "graph/event.h"

namespace chancery {

class DocumentReader {
 public:
  // All references must outlive the reader; lexer and names are used by one thread at a time.
  DocumentReader(const Image& image, NameMemo& names, Lexer& lexer, const Article& article,
                 const ReadingOptions& options = {});

  // The events are the same for both: a text that cannot say any need not pass all stages.
  enum class Stages { kAsNeeded, kAll };
  DocumentEvents read(Stages stages = Stages::kAsNeeded);

  // Sport, films and business: nothing is read of it.
  bool isAboutOneState() const;
  bool isAboutSomethingElse() const;

  // The stages, once read() is done.
  const LexedText& text() const { return text_; }
  const std::vector<SentenceItems>& sentences() const { return sentences_; }
  const Cast& cast() const { return cast_; }
  const std::vector<Outcome>& outcomes() const { return outcomes_; }
  // What the weights of the pack make of a name that no table lists and nothing explains; nothing
  // for any other phrase.
  std::optional<TaggedName> taggedName(const SentenceItems& sentence, const Phrase& phrase) const;

 private:
  // Where the story is, and who was said to be there.
  struct Scene {
    std::optional<std::uint32_t> place;
    std::vector<std::uint32_t> people;
  };

  // Of whom a date tells something, for what is told of them next.
  struct Cause {
    std::optional<DateSpan> date;
    std::vector<std::uint32_t> people;
    std::vector<std::uint32_t> states;  // for which they act
    std::uint32_t sentence = 0;
  };

  std::optional<std::uint32_t> placeOfGroup(const SentenceItems& sentence, std::int32_t group);
  bool isAtHome(std::uint32_t sentence, std::uint32_t country) const;
  bool isOfTeams(std::uint32_t sentence, std::uint32_t subject, std::uint32_t object) const;
  void carryDate(Candidate& candidate) const;
  bool tookPart(std::uint32_t actor, const std::optional<DateSpan>& date) const;
  void rememberCause(const Candidate& candidate);
  void rememberDays();
  void parseSentences();
  bool hasTrigger() const;
  std::size_t knownByFullName() const;
  bool isOfContest(const SentenceItems& sentence) const;
  bool isKnownPerson(std::uint32_t actor) const;
  void readSentence(std::uint32_t index);
  std::vector<GroupNature> naturesOf(const SentenceItems& sentence) const;
  bool mayBeKnown(const Phrase& phrase) const;
  GroupNature natureOf(const SentenceItems& sentence, const Phrase& phrase, Case marker) const;
  std::uint32_t countryOfPlace(const SentenceItems& sentence, Relation relation);
  bool inQuotation(const SentenceItems& sentence, std::uint32_t item) const;
  bool isByTelephone(const SentenceItems& sentence, const Reading& reading) const;
  bool isForGoods(const SentenceItems& sentence, const Reading& reading) const;
  bool isForHelp(const SentenceItems& sentence, const Reading& reading) const;
  bool saysHelp(const SentenceItems& sentence, const Reading& reading) const;
  bool isSaidThere(const SentenceItems& sentence, const Reading& reading);
  std::vector<std::uint32_t> whomAnswered(const SentenceItems& sentence, const Reading& reading,
                                          const std::vector<std::uint32_t>& subjects);
  bool haveDealt(const std::vector<std::uint32_t>& two) const;
  bool isBothSides(const SentenceItems& sentence, const Slot& slot) const;
  std::vector<std::uint32_t> partiesOfStory(const SentenceItems& sentence,
                                            const std::vector<std::uint32_t>& mediator);
  std::vector<std::uint32_t> personsOfSides(const SentenceItems& sentence, const Slot& slot,
                                            const FrameRow& frame,
                                            std::vector<std::uint32_t> states) const;
  void leaveHome(const SentenceItems& sentence, const std::vector<std::uint32_t>& subjects,
                 const std::vector<std::uint32_t>& objects, Candidate& like);
  bool isOfCountryBehind(const SentenceItems& sentence, std::size_t city,
                         std::uint32_t country) const;
  void goToCountry(const SentenceItems& sentence, const Reading& reading,
                   std::vector<std::uint32_t>& objects, Candidate& visit);
  static bool clauseHas(const SentenceItems& sentence, const Reading& reading, bool Item::*flag);
  std::optional<std::uint32_t> invitedTo(const SentenceItems& sentence, const Reading& reading,
                                         std::uint32_t inviter);
  void dropStatesOfPersons(std::uint32_t sentence);
  void giveOccasionToPersons(std::uint32_t index);
  void readLikewise(std::uint32_t index);
  static std::int32_t doerOf(const SentenceItems& sentence, std::size_t likewise);
  static bool isBehind(const SentenceItems& sentence, std::size_t at, std::int32_t group);
  Status statusBefore(const SentenceItems& sentence, std::size_t at) const;
  bool isSpokenOfAgain(const SentenceItems& sentence, const Reading& reading) const;
  bool callOff(const Candidate& denied, std::uint32_t one, std::uint32_t other);
  void acceptInvitation(const SentenceItems& sentence);
  std::vector<std::uint32_t> stateAtOdds(std::uint32_t index, std::uint32_t own);
  std::uint32_t whomSpokesmanMeans(std::uint32_t spokesman, std::uint32_t item);
  std::optional<std::uint32_t> placeBeforeWhere(std::uint32_t index, std::uint32_t item);
  std::vector<std::uint32_t> placeMeantHere(std::uint32_t index, std::uint32_t item, bool ahead,
                                            const std::vector<std::uint32_t>& travellers);
  std::optional<std::uint32_t> placeAwaiting(std::uint32_t index,
                                             const std::vector<std::uint32_t>& travellers) const;
  static void leaveWordsOfDates(SentenceItems& sentence);
  void findHeading(std::uint32_t index);
  bool opensWithTime(std::uint32_t first, std::uint32_t last) const;
  bool opensWithDayAndTime(std::uint32_t index) const;
  void headWithToday(SentenceItems& sentence) const;
  void headWith(const DateExpression& date, SentenceItems& sentence) const;
  bool isLeftFor(const SentenceItems& sentence, std::size_t at) const;
  std::vector<std::uint32_t> otherThanOwn(const Slot& slot,
                                          const std::vector<std::uint32_t>& subjects,
                                          std::vector<std::uint32_t> objects) const;
  std::vector<std::uint32_t> speakerForOwn(const std::vector<std::uint32_t>& agent,
                                           std::vector<std::uint32_t> subjects) const;
  std::vector<std::uint32_t> apartFromSender(const SentenceItems& sentence, std::int32_t group,
                                             std::uint32_t item,
                                             const std::vector<std::uint32_t>& agent);
  std::vector<std::uint32_t> apartFrom(const SentenceItems& sentence, const Reading& reading,
                                       const std::vector<std::uint32_t>& agent);
  bool tellsOfVisit(const SentenceItems& sentence, const Reading& reading);
  bool hasVisited(std::uint32_t subject, std::uint32_t object) const;
  bool isEnvoy(const SentenceItems& sentence, const Slot& slot);
  void learnGender(const SentenceItems& sentence, const Slot& slot,
                   const std::vector<std::uint32_t>& actors);
  void rememberOutcome(const SentenceItems& sentence, const Outcome& outcome,
                       const std::vector<std::uint32_t>& subjects,
                       const std::vector<std::uint32_t>& objects);
  bool isOfOwnState(const SentenceItems& sentence, const FrameRow& frame, const Slot& slot,
                    const std::vector<std::uint32_t>& others,
                    const std::vector<std::uint32_t>& meant);
  std::vector<std::uint32_t> receiverOfText(const std::vector<std::uint32_t>& agent,
                                            std::uint32_t sentence);
  std::vector<std::uint32_t> otherOfText(const std::vector<std::uint32_t>& agent);
  bool isOfWhatIsToCome(const SentenceItems& sentence, std::size_t at, std::size_t trigger) const;
  bool isForMoreThanCourtesy(const SentenceItems& sentence, const Reading& reading) const;
  bool isForDeed(const SentenceItems& sentence, const Reading& reading) const;
  static bool isThreeWay(const SentenceItems& sentence, const Reading& reading);
  bool isOfWhatIsAgreed(const SentenceItems& sentence, const Reading& reading,
                        std::size_t at) const;
  bool isPostOfEnvoy(const SentenceItems& sentence, std::size_t at) const;
  bool isOfThingThere(const SentenceItems& sentence, std::size_t at) const;
  bool denySuch(std::uint32_t sentence, Relation relation);
  static bool isAsked(const SentenceItems& sentence, const Reading& reading);
  bool isThanksToAll(const SentenceItems& sentence, const Reading& reading, const FrameRow& frame);
  static bool isSaidByOne(const SentenceItems& sentence, const Slot& slot);
  static bool isOwnedByObject(const SentenceItems& sentence, const Reading& reading);
  void settle(const SentenceItems& sentence, const Reading& reading,
              const std::vector<GroupNature>& natures);

  bool cameJustNow(std::uint32_t sentence, const std::vector<std::uint32_t>& meant) const;
  bool isOfGuest(const SentenceItems& sentence, const FrameRow& frame) const;
  std::vector<std::uint32_t> participants(const SentenceItems& sentence, const Slot& slot,
                                          std::uint32_t item, const FrameRow& frame,
                                          const std::vector<std::uint32_t>& agent, bool as_subject,
                                          bool passive);
  std::vector<std::uint32_t> pairMeant(const SentenceItems& sentence, const FrameRow& frame,
                                       const std::vector<std::uint32_t>& agent);
  std::vector<std::uint32_t> placeOfStory();
  std::vector<std::uint32_t> impliedSubject(const Slot& slot, std::uint32_t item);
  std::uint32_t whoeverTravelsFor(std::uint32_t actor, std::uint32_t item);
  std::optional<std::uint32_t> participant(std::uint32_t actor, std::uint8_t types);
  std::size_t countriesNamed();
  bool isDomestic(std::uint32_t a, std::uint32_t b);
  void addCandidate(const Candidate& like, std::uint32_t subject, std::uint32_t object, bool remote,
                    Outcome& outcome);

  void findPlace(const SentenceItems& sentence, const Reading& reading, Candidate& candidate);
  bool isOfDealSpokenOf(const SentenceItems& sentence, const Reading& reading, std::size_t at);
  bool isOfThingSpokenOf(const SentenceItems& sentence, const Reading& reading, std::size_t at);
  bool isOfTopic(const SentenceItems& sentence, const Reading& reading, std::size_t item);
  std::optional<std::uint32_t> placeMeant(const SentenceItems& sentence, std::size_t item);
  std::optional<std::uint32_t> placeTogether(const Candidate& candidate) const;
  std::optional<std::uint32_t> placeCarried(const Candidate& candidate) const;
  bool isOfStateAmong(std::uint32_t actor, const std::vector<std::uint32_t>& actors) const;
  std::optional<std::uint32_t> placeReached(const Candidate& candidate) const;
  bool isToldOfCall(const Candidate& candidate) const;
  bool isSetOutFor(const SentenceItems& sentence, std::size_t item) const;
  bool bearsMarkersBehind(std::uint32_t sentence) const;
  void readSurnames();
  void readBodies();
  bool isBodyHead(std::uint32_t word) const;
  bool isNameOfBodies(std::uint32_t word) const;
  bool isPersonListed(const Lexeme& lexeme) const;
  bool isNameOfOther(std::uint32_t word) const;
  bool isOrdinaryWord(std::uint32_t word) const;
  static bool sentOrTold(const Candidate& candidate);
  void uniteDestinations(std::uint32_t index);
  bool isHeading(std::uint32_t index) const;
  bool isInCapitals(const Item& item) const;
  bool opensPiece(const SentenceItems& sentence) const;
  bool isAtDateline(const Candidate& candidate) const;
  void placeAtDateline();
  bool isOfHouseThere(const SentenceItems& sentence, std::size_t at) const;
  std::optional<std::uint32_t> inCityOfReport(std::optional<std::uint32_t> place,
                                              const Candidate& candidate) const;
  void openScene(const SentenceItems& sentence);
  std::optional<std::uint32_t> placeAhead(const SentenceItems& sentence) const;
  bool saysRemote(const SentenceItems& sentence, const Reading& reading);
  std::optional<std::uint32_t> datelineOf(const SentenceItems& sentence);
  std::optional<std::uint32_t> townOfDateline(const SentenceItems& sentence);
  std::optional<std::uint32_t> datelineAlone(const SentenceItems& sentence);
  std::optional<std::uint32_t> cityOfGroup(const SentenceItems& sentence, const Item& item) const;
  std::optional<std::uint32_t> placeOf(const SentenceItems& sentence, const Item& item);
  int placeRank(std::uint32_t actor) const;
  static bool isOfOtherVerb(const SentenceItems& sentence, const Reading& reading, std::size_t at);
  bool liesElsewhere(std::uint32_t place, std::uint32_t destination) const;
  void carryOver(const SentenceItems& sentence);

  void rank();
  bool isSignedByName(const Candidate& pact) const;
  std::vector<Candidate> merged();
  DocumentEvents assemble();
  EntityId idOf(std::uint32_t actor) const;
  Entity entityOf(std::uint32_t actor) const;
  Mention mentionOf(const Candidate& candidate) const;

  const Image& image_;
  NameMemo& names_;
  const CharacterFolds& folds_;
  const Article& article_;
  LexedText text_;
  std::optional<DateExpression> day_of_lines_;  // of those that follow, each at its hour
  std::vector<SentenceItems> sentences_;
  Cast cast_;
  std::vector<Post> posts_;
  std::optional<Discourse> discourse_;
  std::vector<Outcome> outcomes_;
  Dating dating_;
  std::optional<std::size_t> countries_;  // how many the text names
  std::optional<Outcome> invitation_;     // the visits to come, should it be accepted
  std::vector<Candidate> invited_;        // the same, of all invitations
  std::vector<std::uint32_t> parties_;    // between whom somebody was said to mediate
  bool quits_ = false;                    // of the reading at hand: "left Zambia"
  std::vector<std::uint32_t> mediators_;  // and who did
  // a text about something else: only what known persons do is told
  bool of_known_only_ = false;
  std::optional<std::uint32_t> dateline_;  // where the report comes from
  std::optional<Scene> before_aside_;      // of what happened, while the text goes back
  std::uint32_t aside_paragraph_ = 0;
  std::array<Scene, 2> scenes_;  // of what happened, and of what is to happen
  std::array<Cause, 2> causes_;  // the same of dates
  // Who took part in something on which day, in the sentences before the one that is read; of these
  // are so many outcomes.
  std::set<std::pair<std::uint32_t, std::optional<DateSpan>>> days_of_actors_;
  std::size_t outcomes_before_ = 0;
};

}  // namespace chancery
