// Stage 8, the thread of a text: who speaks, whom a pronoun or an office means.
//
// Rules, simple and in one order, after the findings on discourse of S. Lappin and H. Leass, "An
// Algorithm for Pronominal Anaphora Resolution" (1994): the subject of the sentence before is the
// likeliest, then whoever was named last.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/engine/actors.h"
#include "extract/engine/dealings.h"
#include "extract/engine/items.h"

namespace chancery {

// A post that is quoted with its signature: "… — S. Jaishankar (@DrSJaishankar) August 21, 2025".
struct Post {
  std::uint32_t first_sentence = 0;
  std::uint32_t last_sentence = 0;  // excluded; the signature's own sentence counts
  std::uint32_t author = 0;         // actor
  std::optional<Day> date;
};

std::vector<Post> findPosts(const LexedText& text, const std::vector<SentenceItems>& sentences,
                            const Cast& cast, std::optional<Day> document);

class Discourse {
 public:
  using Actors = std::vector<std::uint32_t>;

  // All references must outlive the discourse; `sentences` are the whole document's.
  Discourse(const Image& image, const LexedText& text, Cast& cast,
            const std::vector<SentenceItems>& sentences, const std::vector<Post>& posts);

  // Goes on to a sentence; afterwards whoever it names is remembered.
  void enter(std::uint32_t sentence) { sentence_ = sentence; }
  void leave();

  // Whom the quotation around a word is said to, else whoever an action was last directed at.
  Actors addressee(std::uint32_t lexeme) const;

  // The actors of a group; `agent` is who acts in its clause, to whom "his" and "अपने" refer.
  Actors actorsOf(std::int32_t group, const Actors& agent, bool as_subject);
  // True when the sentence means the actor before a word, by name or office.
  bool isNamedBefore(std::uint32_t actor, std::uint32_t lexeme);
  // Whoever an action was last directed at.
  const Actors& lastObject() const { return last_object_; }
  // The last two who were said to do something with each other.
  const Actors& lastPair() const { return pairAgo(0); }

  // The two before those, and so on; nobody where so many were not told of.
  const Actors& pairAgo(std::size_t pairs) const;

  // Who is meant where a verb has no subject: the speaker in a post or a quotation, else the last
  // subject.
  Actors implied(std::uint32_t item) const;

  // The post in which a word stands, or from which its quotation is taken; nullptr for none.
  const Post* postOf(std::uint32_t sentence, std::uint32_t lexeme) const;
  // Whoever does what the sentence says, where no name stands as its subject: "a trip by Modi".
  void rememberActing(const Actors& actors) {
    if (acting_.empty()) acting_ = actors;
  }
  // Whoever travels somewhere: "the visitor", "the guest".
  void rememberVisitor(const Actors& visitor) {
    last_visitor_ = visitor;
    visitors_.insert(visitors_.end(), visitor.begin(), visitor.end());
  }
  // Several who came together: "both guests".
  void rememberVisitors(const Actors& guests) {
    visitors_.insert(visitors_.end(), guests.begin(), guests.end());
  }
  // Of those who travel: the one of whom the sentence before was, else the last one.
  const Actors& visitorSpokenOf() const;
  // Whoever received somebody: "the host".
  void rememberHost(const Actors& host) { last_host_ = host; }
  // At whose invitation somebody came: the host, where nobody of his state has received anyone.
  void rememberInviter(const Actors& host) {
    if (last_host_.empty() || cast_.countryOf(last_host_.front()) != cast_.countryOf(host.front()))
      last_host_ = host;
  }
  // What was done with each other, for what is told of it next.
  void rememberDealing(Dealing dealing);
  // Two of whom one told the other something: "the two will meet soon".
  void rememberTwo(const Actors& two) {
    rememberPair(two);
    sentence_of_pair_ = sentence_;
  }
  // The last of these, if it was told in this sentence or shortly before; nullptr for none.
  // `far`: where markers follow, of two alone, a little longer.
  const Dealing* lastDealing(bool far = false) const;
  // "both countries" where one of the two cannot be meant: the two whose affair the text is but it.
  Actors statesBut(std::uint32_t country) const;
  // The state that the text names most of all; nobody where it names none.
  std::optional<std::uint32_t> mainState() const {
    return main_states_.empty() ? std::nullopt : std::optional(main_states_.front());
  }
  // Of the two states whose affair the text is most of all the one that is not `country`; nobody
  // where `country` is neither.
  std::optional<std::uint32_t> otherMainState(std::uint32_t country) const;
  // The state or body that the sentence names last before a word, else the one that acted last or
  // was named last, and is none of `but`.
  Actors bodyBefore(std::uint32_t lexeme, const Actors& but) const;
  const Actors& lastVisitor() const { return last_visitor_; }
  // The sentence before was about him alone.
  bool isSpokenOf(std::uint32_t actor) const {
    return !marksFollow() && sentence_ <= sentence_of_subject_ + 1 &&
           last_subject_ == Actors{actor};
  }
  // `affected`: something was done to him, rather than with him.
  void rememberObject(const Actors& object, bool affected) {
    if (sentence_of_object_ != sentence_) object_before_ = std::move(last_object_);
    last_object_ = object;
    affected_ = affected;
    sentence_of_object_ = sentence_;
  }
  // Whoever did what was told of last, a sentence or two ago: "condemned the move".
  void rememberDoers(const Actors& doers) {
    last_doers_ = doers;
    sentence_of_doers_ = sentence_;
  }
  // Where no word but "this" says what was done: whoever acted in the sentence before.
  Actors doersBefore() const {
    return !last_subject_.empty() && sentence_ == sentence_of_subject_ + 1 ? last_subject_
                                                                           : lastDoers();
  }
  Actors lastDoers() const {
    constexpr std::uint32_t kReach = 2;  // sentences
    return sentence_ <= sentence_of_doers_ + kReach ? last_doers_ : Actors();
  }

 private:
  const Post* postAt(std::uint32_t sentence) const;
  bool runsOn(std::uint32_t index) const;
  void findSpeakers();
  std::optional<std::uint32_t> speakerBeside(std::uint32_t sentence, std::int32_t quotation);
  std::optional<std::uint32_t> speakerBeforeColon(const SentenceItems& sentence,
                                                  std::int32_t quotation) const;
  std::optional<std::uint32_t> speakerAt(const SentenceItems& sentence, std::size_t item) const;
  Actors phraseActors(const SentenceItems& sentence, const Phrase& phrase, const Actors& agent,
                      bool as_subject);
  bool opensParagraph(std::uint32_t lexeme) const;
  bool personActedBefore(const Actors& but) const;
  std::optional<std::uint32_t> findHero() const;
  Actors excludedBy(const Actors& others, Gender gender, std::uint32_t lexeme) const;
  std::optional<std::uint32_t> topicInFront(std::uint32_t lexeme) const;
  Actors pronounActors(const Phrase& phrase, std::uint32_t lexeme, const Actors& agent,
                       bool as_subject) const;
  bool opensClauseBehind(std::uint32_t lexeme) const;
  Actors calledBehind(std::uint32_t lexeme) const;
  Gender genderOfVerb(std::uint32_t lexeme) const;
  Actors stateOfSpeaker(std::uint32_t lexeme, const Actors& but) const;
  Actors twoBefore(std::uint32_t lexeme) const;
  Actors togetherBefore(std::uint32_t lexeme) const;
  Actors listedBefore(std::uint32_t lexeme, const Actors& but) const;
  Actors severalBefore(std::uint32_t lexeme, const Actors& but) const;
  Actors severalOf(const Phrase& phrase) const;
  Actors pluralOf(const Phrase& phrase) const;
  Actors statesOf(const Phrase& phrase);
  Actors landSpokenOf(std::uint32_t lexeme, const Actors& agent);
  Actors ownerOf(const Phrase& phrase) const;
  std::optional<std::uint32_t> ownerNamed(const Phrase& phrase) const;
  Actors roleActors(const Phrase& phrase, const Actors& agent);
  Actors holders(const Phrase& phrase, std::uint32_t country, const Actors& but) const;
  Actors pronounSpeaker(std::uint32_t lexeme) const;
  Actors speakerBeforeThat(std::uint32_t lexeme, const Actors& agent) const;
  Actors calledByName(std::uint32_t lexeme) const;
  Actors severalStates(std::uint32_t lexeme, const Phrase& phrase) const;
  std::optional<std::uint32_t> holderAtHome(const Phrase& phrase, const Actors& known) const;
  Actors describedOf(const Phrase& phrase, const Actors& but) const;
  Actors holdersOfAll(const Phrase& phrase, std::uint32_t country, const Actors& but) const;
  std::vector<DateSpan> daysTold() const;
  Actors guestOf(const Phrase& phrase, const Actors& agent) const;
  Actors hostOf(const Phrase& phrase, const Actors& agent) const;
  bool namesPersonBefore(std::uint32_t lexeme, const Actors& but) const;
  Actors statesOfPair() const;
  Actors holdersOfPair(const Phrase& phrase, const Actors& but) const;
  Actors onlyTwoBefore() const;
  Actors personsOfBoth(const Actors& two, const Actors& but) const;
  Actors onlyOneBefore(const Actors& but) const;
  Actors twoGuests(const Actors& but) const;
  Actors centralPair(const Phrase& phrase, const Actors& but) const;
  Actors twoOfStory(const Phrase& phrase, const Actors& but) const;
  Actors pairOf(const Phrase& phrase, const Actors& but) const;
  Actors speaker(std::uint32_t lexeme) const;
  std::optional<std::uint32_t> recentBody(std::uint32_t lexeme, const Actors& but,
                                          Case marker) const;
  bool isAgentOfPassive(std::uint32_t phrase) const;
  std::optional<std::uint32_t> subjectBeforeWhere(std::uint32_t lexeme) const;
  std::optional<std::uint32_t> sentWhere(std::uint32_t lexeme) const;
  std::optional<std::uint32_t> recentPerson(std::uint32_t lexeme, const Actors& but) const;
  Actors principalOf(const Item& spokesman) const;
  bool isHe(const Group& group) const;
  bool mayBe(std::uint32_t actor, Gender gender) const;
  void findStatesTogether();
  std::optional<std::uint32_t> namedHere(std::uint32_t lexeme, const Actors& but) const;
  Actors subjectBefore(std::uint32_t lexeme, const Actors& but) const;
  Actors ownerNamedBefore(std::uint32_t lexeme) const;
  Actors ownerOfSpeaker(std::uint32_t lexeme, const Actors& but) const;
  bool speaksBehind(std::uint32_t lexeme) const;
  bool namesAgentBefore(std::uint32_t lexeme) const;
  bool isHome(std::uint32_t country) const;
  Actors reportedSubject(const SentenceItems& sentence);
  void remember(std::uint32_t actor);
  bool marksFollow() const;
  // Those who were said to do something with each other, so many pairs ago; nobody for none.
  void rememberPair(const Actors& pair);

  const Image& image_;
  const LexedText& text_;
  Cast& cast_;
  const std::vector<SentenceItems>& sentences_;
  const std::vector<Post>& posts_;
  std::uint32_t sentence_ = 0;
  std::vector<std::optional<std::uint32_t>> speakers_;   // of each quotation
  std::vector<std::optional<std::uint32_t>> narrators_;  // of each sentence
  bool narrated_ = false;                                // somebody says "I" outside quotations
  std::optional<std::uint32_t> hero_;
  Actors last_subject_;
  std::uint32_t sentence_of_subject_ = 0;
  Actors last_person_;  // the last subject that is one person
  std::uint32_t sentence_of_person_ = 0;
  Actors last_object_;
  std::uint32_t sentence_of_object_ = 0;
  Actors object_before_;               // of the last sentence before that one that had an object
  bool affected_ = false;              // the last object, in the sentence being read
  bool last_object_affected_ = false;  // in the sentence before
  bool last_subject_reports_ = false;
  Actors last_reported_;       // of whom the sentence before said something
  std::vector<Actors> pairs_;  // the last one first
  std::vector<std::pair<Actors, std::uint32_t>> told_pairs_;  // how often each was told of
  std::uint32_t sentence_of_pair_ = 0;
  Actors last_visitor_;
  Actors visitors_;
  Actors last_host_;
  Dealings dealings_;
  Actors main_states_;      // whose affair the text is, most of all the first
  Actors states_together_;  // that are named in one breath
  Actors last_doers_;
  std::uint32_t sentence_of_doers_ = 0;
  Actors acting_;
  Actors recent_;  // the last one first
};

}  // namespace chancery
