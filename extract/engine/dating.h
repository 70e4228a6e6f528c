// Stage 4, when: the date of each reading, from its clause, its sentence, or the story before it.
//
// A story's date holds for what follows until another is given. What lies further back ("he had
// visited Delhi in 2009", "who met Xi last May") and what has come about since ("has pledged") is
// beside the story: it neither takes the story's date nor gives it one.
#pragma once

#include <optional>
#include <vector>

#include "extract/engine/candidate.h"
#include "extract/engine/date_resolver.h"
#include "extract/engine/discourse.h"
#include "extract/engine/frames.h"

namespace chancery {

// What is done where people come together has their day; a quarrel, aid and mediation go on for
// longer, and have one only where it is said, or where it is told of those who came together.
bool isOfOccasion(Relation relation);

class Dating {
 public:
  // All references must outlive the dating.
  Dating(const LexedText& text, const Image& image, std::optional<Day> document)
      : text_(text), image_(image), printed_(document), document_(document) {}

  // "LAHORE, Feb. 21 -": from here on, "today" is the day of the dateline and not that of printing.
  void readDateline(const SentenceItems& sentence);

  // Gives `candidate` its date; its status must be settled. `post` is the post in which the reading
  // stands, nullptr for none.
  void date(const SentenceItems& sentence, const Reading& reading, const Post* post,
            Candidate& candidate) const;

  // The date of the visit to which an invitation leads: "invited him to Delhi in May".
  void dateVisit(const SentenceItems& sentence, const Reading& invitation, const Post* post,
                 Candidate& visit) const;

  // Remembers the dates that the outcomes of a sentence, the last of `outcomes`, give to the story.
  void carryOver(const SentenceItems& sentence, const std::vector<Outcome>& outcomes);

  // What a story tells before it names its first date happened on that date; with `all`, so did
  // what it tells later without one.
  void dateBackwards(std::vector<Outcome>& outcomes, bool all) const;

 private:
  static constexpr std::int64_t kCostOfOtherClause = 1000;

  struct Choice {
    std::int64_t cost = -1;
    DateSpan span;
    bool in_clause = false;
  };

  std::optional<Choice> choose(const SentenceItems& sentence, const Reading& reading,
                               const DateAnchor& anchor, Tense tense, bool of_what_follows,
                               bool happened) const;
  DateAnchor weekOfPlan(const SentenceItems& sentence, const DateExpression& expression,
                        DateAnchor anchor, Tense tense) const;
  bool isOfVerbBefore(const SentenceItems& sentence, const Reading& reading,
                      std::size_t item) const;
  bool isOfWhatFollows(const SentenceItems& sentence, const Reading& reading, std::size_t item,
                       Tense tense) const;
  bool mayLast(const SentenceItems& sentence, const Reading& reading, Relation relation) const;
  DateSpan withDuration(const SentenceItems& sentence, const Reading& reading, DateSpan day) const;
  std::optional<int> daysSaid(const SentenceItems& sentence, const Reading& reading) const;
  std::optional<Day> dayOfSaying(const SentenceItems& sentence, const Reading& reading) const;
  static bool isBound(const SentenceItems& sentence, const Reading& reading, std::size_t at);
  bool isOfTelling(const SentenceItems& sentence, const Reading& reading, std::size_t at) const;
  std::optional<std::int64_t> costOf(const SentenceItems& sentence, const Reading& reading,
                                     std::size_t item) const;
  bool opensNewVerb(const SentenceItems& sentence, std::size_t from, std::size_t to) const;
  bool isOfLead(const SentenceItems& sentence, std::size_t date) const;
  void carryFromPlainSentence(const SentenceItems& sentence);
  bool looksAhead(const SentenceItems& sentence) const;
  void rememberMentioned(const SentenceItems& sentence, const std::vector<Outcome>& outcomes);
  static bool isOfParticiple(const SentenceItems& sentence, std::size_t at);
  bool standsBeforeAgent(const SentenceItems& sentence, const Reading& reading) const;
  static bool belongsToNoun(const SentenceItems& sentence, const Reading& reading, std::size_t at);
  bool belongsToWhatFollows(const SentenceItems& sentence, std::size_t item,
                            std::size_t trigger) const;
  bool isBehindAgent(const SentenceItems& sentence, const Reading& reading, std::size_t at) const;
  static bool opensSentence(const SentenceItems& sentence, std::size_t at);
  static bool hasAgent(const SentenceItems& sentence, std::size_t from, std::size_t to);
  bool isToBe(const Item& item) const;
  static std::size_t behindRelative(const SentenceItems& sentence, std::size_t at);
  bool isStayBefore(const SentenceItems& sentence, const Reading& reading) const;
  static bool lasts(const SentenceItems& sentence, const Reading& reading);
  bool wasToBe(const SentenceItems& sentence, const Reading& reading) const;
  bool saysPlanned(const SentenceItems& sentence, const Reading& reading) const;
  std::optional<Choice> chooseNearest(const SentenceItems& sentence, const Reading& reading,
                                      const DateAnchor& anchor) const;
  void lookBack(const SentenceItems& sentence);
  bool isPartOfDay(const Item& item) const;
  bool isDateline(const SentenceItems& sentence, std::size_t item) const;
  bool isOfThingThatWas(const SentenceItems& sentence, std::size_t at, std::size_t trigger) const;
  bool isSince(const SentenceItems& sentence, std::size_t at) const;
  bool endsWithMarker(const Item& item) const;
  bool endsJourney(const SentenceItems& sentence, std::size_t at, const Reading& reading) const;
  bool isInRelative(const SentenceItems& sentence, const Reading& reading) const;
  bool isOfDeedSaid(const SentenceItems& sentence, const Reading& reading, std::size_t at) const;
  std::optional<DateSpan> dayBeside(const SentenceItems& sentence, const Reading& reading,
                                    const DateAnchor& anchor) const;
  std::optional<DateSpan> dayOnceSet(const SentenceItems& sentence, const Reading& reading,
                                     const DateAnchor& anchor) const;
  std::optional<DateSpan> spanSince(const SentenceItems& sentence, const Reading& reading,
                                    const DateAnchor& anchor, const Candidate& candidate) const;
  std::optional<int> yearSpoken(const SentenceItems& sentence) const;
  std::optional<DateSpan> spoken(const SentenceItems& sentence) const;

  const LexedText& text_;
  const Image& image_;
  std::optional<Day> printed_;     // the document's own date
  std::optional<Day> document_;    // from which its days are counted
  std::optional<DateSpan> story_;  // of at most a week
  std::optional<int> year_;        // that was named last
  std::uint32_t year_paragraph_ = 0;
  bool looks_back_ = false;        // the text tells of that year, paragraph by paragraph
  std::optional<DateSpan> local_;  // of more, which holds to the end of its paragraph
  std::uint32_t local_paragraph_ = 0;
  std::optional<DateSpan> mentioned_;  // of which a sentence spoke last, whatever was on that day
  std::uint32_t mentioned_sentence_ = 0;
  std::optional<DateSpan> ahead_;  // when something was said to be planned
  std::uint32_t ahead_sentence_ = 0;
};

}  // namespace chancery
