// What shows whether an event is right: read off the reading, its sentence and its document.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "extract/engine/actor_list.h"
#include "extract/engine/clauses.h"
#include "extract/engine/ranker.h"
#include "extract/pack/rank_features.h"

namespace chancery {
namespace {

constexpr int kNoDoubt = 950;  // what the rules say of a reading in which nothing was guessed

// Counts the events of a document by what they have in common, for a list of an article may state
// thousands, and each is compared with all others.
class EventCounts {
 public:
  explicit EventCounts(const std::vector<const Candidate*>& events) {
    for (const Candidate* event : events) {
      for (const bool any_relation : {true, false}) {
        for (const bool any_sentence : {true, false})
          keys_.push_back(keyOf(*event, any_relation, any_sentence));
      }
      for (const std::uint32_t actor : {event->subject, event->object})
        keys_.push_back(keyOf(*event, actor));
    }
    std::sort(keys_.begin(), keys_.end());
  }

  // How many are between the two of `event`, in whichever direction.
  std::size_t betweenThem(const Candidate& event, bool any_relation, bool any_sentence) const {
    return count(keyOf(event, any_relation, any_sentence));
  }
  // How many of its relation an actor has in its sentence.
  std::size_t alike(const Candidate& event, std::uint32_t actor) const {
    return count(keyOf(event, actor));
  }

 private:
  using Key = std::array<std::uint32_t, 4>;  // two actors, or one and kNone; relation; sentence
  static constexpr std::uint32_t kAny = kNone;

  static Key keyOf(const Candidate& event, bool any_relation, bool any_sentence) {
    return {std::min(event.subject, event.object), std::max(event.subject, event.object),
            any_relation ? kAny : static_cast<std::uint32_t>(event.relation),
            any_sentence ? kAny : event.sentence};
  }
  static Key keyOf(const Candidate& event, std::uint32_t actor) {
    return {actor, kNone, static_cast<std::uint32_t>(event.relation), event.sentence};
  }

  std::size_t count(const Key& key) const {
    const auto [first, last] = std::equal_range(keys_.begin(), keys_.end(), key);
    return static_cast<std::size_t>(last - first);
  }

  std::vector<Key> keys_;
};

// What is asked about the document more than once.
class DocumentView {
 public:
  DocumentView(const RankInput& input, const std::vector<Outcome>& outcomes) : input_(input) {
    named_.resize(input.cast.actors().size());
    for (const SentenceItems& sentence : input.sentences) {
      for (const Phrase& phrase : sentence.phrases) {
        ++phrases_;
        offices_ += phrase.hasRole() ? 1 : 0;
        if (!phrase.hasName() && !phrase.adjective_only && phrase.country == kNone) continue;
        for (const std::uint32_t actor : phrase.actors) named_[actor].push_back(sentence.sentence);
      }
    }
    for (const Outcome& outcome : outcomes) {
      if (!outcome.candidates.empty())
        triggers_.emplace_back(outcome.read_in, outcome.reading.item);
      for (const Candidate& candidate : outcome.candidates) {
        events_.push_back(&candidate);
        actors_.insert(actors_.end(), {candidate.subject, candidate.object});
      }
    }
    std::sort(triggers_.begin(), triggers_.end());
    std::sort(actors_.begin(), actors_.end());
    actors_.erase(std::unique(actors_.begin(), actors_.end()), actors_.end());
    counts_.emplace(events_);
    describe();
  }

  // The sentences that name an actor, in their order, once for each time.
  const std::vector<std::uint32_t>& namesOf(std::uint32_t actor) const { return named_[actor]; }
  const EventCounts& counts() const { return *counts_; }
  // Of how many readings that came to something a word is the trigger.
  std::size_t readingsOf(const Outcome& outcome) const {
    const auto [first, last] = std::equal_range(triggers_.begin(), triggers_.end(),
                                                std::pair(outcome.read_in, outcome.reading.item));
    return static_cast<std::size_t>(last - first);
  }
  const RankFeatureSet& features() const { return features_; }

  // Others of the same type that are named from one sentence to another, that included.
  std::size_t rivals(std::uint32_t actor, std::uint32_t but, std::uint32_t from,
                     std::uint32_t to) const {
    std::vector<std::uint32_t> others;
    const EntityType type = input_.cast.actor(actor).type;
    constexpr std::uint32_t kReach = 10;  // sentences
    for (std::uint32_t s = std::max(from, to - std::min(to, kReach)); s <= to; ++s) {
      for (const Phrase& phrase : input_.sentences[s].phrases) {
        if (!phrase.hasName()) continue;
        for (const std::uint32_t other : phrase.actors) {
          if (other != actor && other != but && input_.cast.actor(other).type == type &&
              !contains(others, other))
            others.push_back(other);
        }
      }
    }
    return others.size();
  }

 private:
  void set(EventTrait trait, bool holds = true) {
    if (holds) features_.set(rankFeature(trait));
  }

  void describe() {
    set(EventTrait::kAlways);
    // see kLeastSentences
    if (input_.sentences.size() < kLeastSentences) return;
    const std::size_t count = events_.size();
    constexpr std::size_t kFew = 3;
    constexpr std::size_t kMany = 13;
    set(EventTrait::kOnlyEvent, count == 1);
    set(EventTrait::kFewEvents, count > 1 && count <= kFew);
    set(EventTrait::kManyEvents, count >= kMany);
    set(EventTrait::kElsewhere, input_.elsewhere);
    std::size_t triggers = 0;
    bool other_fields = false;
    for (const Lexeme& lexeme : input_.text.lexemes) {
      triggers += lexeme.has(EntryKind::kTrigger) ? 1 : 0;
      other_fields = other_fields || input_.text.is(lexeme, Grammar::kElsewhere) ||
                     input_.text.is(lexeme, Grammar::kContest);
    }
    set(EventTrait::kElsewhereWords, other_fields && !input_.elsewhere);
    constexpr std::size_t kRare = 60;
    constexpr std::size_t kDense = 20;
    const std::size_t words = input_.text.lexemes.size();
    set(EventTrait::kFewTriggers, triggers * kRare < words);
    set(EventTrait::kManyTriggersPerWord, triggers * kDense > words);
    constexpr std::size_t kTenth = 10;
    constexpr std::size_t kManyOfTen = 3;
    set(EventTrait::kFewOffices, offices_ * kTenth < phrases_);
    set(EventTrait::kManyOffices, offices_ * kTenth > phrases_ * kManyOfTen);
    describeActors();
  }

  void describeActors() {
    std::size_t persons = 0;
    std::size_t states = 0;
    std::size_t names = 0;
    std::size_t most = 0;
    for (std::uint32_t i = 0; i < named_.size(); ++i) {
      const Actor& actor = input_.cast.actor(i);
      if (named_[i].empty()) continue;
      persons += actor.type == EntityType::kPerson && actor.entity != kNone ? 1 : 0;
      if (actor.type != EntityType::kCountry) continue;
      ++states;
      names += named_[i].size();
      most = std::max(most, named_[i].size());
    }
    constexpr std::size_t kManyPersons = 4;
    constexpr std::size_t kManyStates = 5;
    set(EventTrait::kNoListedPerson, persons == 0);
    set(EventTrait::kOneListedPerson, persons == 1);
    set(EventTrait::kManyListedPersons, persons >= kManyPersons);
    set(EventTrait::kNoState, states == 0);
    set(EventTrait::kOneState, states == 1);
    set(EventTrait::kManyStates, states >= kManyStates);
    set(EventTrait::kMostAtHome, states > 1 && most * 3 > names * 2);
    const auto unlisted = std::count_if(
        actors_.begin(), actors_.end(),
        [this](std::uint32_t actor) { return input_.cast.actor(actor).entity == kNone; });
    set(EventTrait::kMostUnlisted, static_cast<std::size_t>(unlisted) * 2 > actors_.size());
  }

  const RankInput& input_;
  std::vector<std::vector<std::uint32_t>> named_;  // by actor
  std::vector<const Candidate*> events_;
  std::optional<EventCounts> counts_;                              // of the events
  std::vector<std::uint32_t> actors_;                              // of the events
  std::vector<std::pair<std::uint32_t, std::uint32_t>> triggers_;  // of the events: sentence, item
  std::size_t phrases_ = 0;
  std::size_t offices_ = 0;
  RankFeatureSet features_;
};

class Describer {
 public:
  Describer(const RankInput& input, const DocumentView& document, const Outcome& outcome)
      : input_(input),
        document_(document),
        outcome_(outcome),
        reading_(outcome.reading),
        sentence_(input.sentences[outcome.read_in]),
        of_reading_(ofReading()) {}

  RankFeatureSet featuresOf(const Candidate& candidate) {
    features_ = of_reading_;
    features_.set(kRankRelation + static_cast<std::size_t>(candidate.relation));
    describeCandidate(candidate);
    describePair(candidate);
    describeOthers(candidate);
    describeActor(candidate, true);
    describeActor(candidate, false);
    return features_;
  }

 private:
  const Actor& actor(std::uint32_t index) const { return input_.cast.actor(index); }
  const Lexeme& lexemeOf(const Item& item) const { return input_.text.lexemes[item.first]; }
  void set(EventTrait trait, bool holds = true) {
    if (holds) features_.set(rankFeature(trait));
  }

  // What all events of the reading have in common.
  RankFeatureSet ofReading() {
    features_ = document_.features();
    const TriggerRow& trigger = input_.image.triggers()[reading_.trigger];
    const FrameRow& frame = input_.image.frameOf(reading_.trigger);
    for (std::size_t bit = 0; bit < kFrameOptions; ++bit) {
      if ((frame.flags >> bit & 1u) != 0) features_.set(kRankOption + bit);
    }
    const Item& item = sentence_.items[reading_.item];
    constexpr std::uint8_t kUnsaid = 255;
    set(EventTrait::kNoun, trigger.trigger_class == TriggerClass::kNoun);
    set(EventTrait::kVerbInTwo, trigger.tail.front() != kNone);
    set(EventTrait::kStatusOfTrigger, trigger.status != kUnsaid);
    set(EventTrait::kParticiple, item.is_participle);
    set(EventTrait::kInfinitive,
        item.is_infinitive ||
            (reading_.item > 0 && sentence_.items[reading_.item - 1u].is_infinitive));
    set(EventTrait::kPassive, reading_.passive);
    set(EventTrait::kEachOther, reading_.each_other);
    set(EventTrait::kOfStates, reading_.of_states);
    set(EventTrait::kMutual, reading_.mutual);
    set(EventTrait::kByVehicle, reading_.vehicle);
    set(EventTrait::kSuch, reading_.such);
    set(EventTrait::kBeforeStory, reading_.tense == ReadingTense::kBefore);
    set(EventTrait::kSinceStory, reading_.tense == ReadingTense::kSince);
    set(EventTrait::kInQuotation, quotationOf(input_.text, item) >= 0);
    set(EventTrait::kInPost,
        std::any_of(input_.posts.begin(), input_.posts.end(), [this](const Post& post) {
          return outcome_.read_in >= post.first_sentence && outcome_.read_in < post.last_sentence;
        }));
    set(EventTrait::kAside, reading_.aside_last > reading_.aside_first);
    describeClause();
    describeSentence();
    return features_;
  }

  void describeClause() {
    bool negated = false;
    bool condition = false;
    for (std::size_t i = reading_.clause_first; i < reading_.clause_last; ++i) {
      negated = negated || sentence_.items[i].is_not;
      condition = condition || !sentence_.items[i].cues.empty();
    }
    set(EventTrait::kNegated, negated && reading_.status != Status::kDenied);
    set(EventTrait::kCondition, condition && reading_.status == Status::kHappened);
  }

  void describeSentence() {
    const Sentence& cut = input_.text.tokens.sentences[outcome_.read_in];
    const std::uint32_t words = cut.last - cut.first;
    constexpr std::uint32_t kShort = 10;
    constexpr std::uint32_t kLong = 30;
    constexpr std::uint32_t kVeryLong = 45;
    set(EventTrait::kShortSentence, words < kShort);
    set(EventTrait::kLongSentence, words > kLong);
    set(EventTrait::kVeryLongSentence, words > kVeryLong);
    constexpr std::uint32_t kOpening = 3;
    set(EventTrait::kFirstSentence, outcome_.read_in == 0);
    set(EventTrait::kFirstSentences, outcome_.read_in < kOpening);
    set(EventTrait::kQuestion, input_.text.tokens.tokens[cut.last - 1].punctuation == U'?');
    const auto triggers = std::count_if(sentence_.items.begin(), sentence_.items.end(),
                                        [](const Item& item) { return !item.triggers.empty(); });
    constexpr std::ptrdiff_t kMany = 4;
    set(EventTrait::kManyTriggers, triggers >= kMany);
  }

  void describeCandidate(const Candidate& candidate) {
    set(EventTrait::kRemote, candidate.remote);
    set(EventTrait::kConveyed, candidate.conveyed);
    set(EventTrait::kPlanned, candidate.status == Status::kPlanned);
    set(EventTrait::kPossible, candidate.status == Status::kPossible);
    set(EventTrait::kDenied, candidate.status == Status::kDenied);
    const int doubt = kNoDoubt - candidate.confidence_permille;
    constexpr int kStep = 50;
    set(EventTrait::kDoubt, doubt > 0);
    set(EventTrait::kMoreDoubt, doubt >= kStep);
    set(EventTrait::kMuchDoubt, doubt >= 2 * kStep);
    set(EventTrait::kGreatDoubt, doubt >= 3 * kStep);
    set(EventTrait::kNoDate, candidate.date_source == DateSource::kUnsaid);
    set(EventTrait::kDateInClause, candidate.date_source == DateSource::kClause);
    set(EventTrait::kDateInSentence, candidate.date_source == DateSource::kSentence);
    set(EventTrait::kDateOfPost, candidate.date_source == DateSource::kPost);
    set(EventTrait::kDateCarried, candidate.date_source == DateSource::kCarried);
    set(EventTrait::kPlaceSaid, candidate.place.has_value());
    const std::size_t count = outcome_.candidates.size();
    constexpr std::size_t kMany = 3;
    set(EventTrait::kManyOfReading, count >= kMany);
    set(EventTrait::kVeryManyOfReading, count >= 2 * kMany);
  }

  void describePair(const Candidate& candidate) {
    const Actor& subject = actor(candidate.subject);
    const Actor& object = actor(candidate.object);
    const auto are = [&](EntityType one, EntityType other) {
      return (subject.type == one && object.type == other) ||
             (subject.type == other && object.type == one);
    };
    set(EventTrait::kBothListed, subject.entity != kNone && object.entity != kNone);
    set(EventTrait::kBothUnlisted, subject.entity == kNone && object.entity == kNone);
    set(EventTrait::kTwoPersons, are(EntityType::kPerson, EntityType::kPerson));
    set(EventTrait::kTwoStates, are(EntityType::kCountry, EntityType::kCountry));
    const bool unequal = are(EntityType::kPerson, EntityType::kCountry);
    set(EventTrait::kPersonAndState, unequal);
    set(EventTrait::kDealingUnequal, unequal && infoOf(candidate.relation).symmetric);
    set(EventTrait::kPersonAndBody, are(EntityType::kPerson, EntityType::kOrganisation));
    const std::uint32_t one = input_.cast.countryOf(candidate.subject);
    const std::uint32_t other = input_.cast.countryOf(candidate.object);
    set(EventTrait::kSameState, one != kNone && one == other);
    set(EventTrait::kStatesDiffer, one != kNone && other != kNone && one != other);
  }

  void describeOthers(const Candidate& candidate) {
    const EventCounts& counts = document_.counts();
    const std::size_t all = counts.betweenThem(candidate, true, true);
    const std::size_t same = counts.betweenThem(candidate, false, true);
    const std::size_t here = counts.betweenThem(candidate, true, false);
    const std::size_t same_here = counts.betweenThem(candidate, false, false);
    set(EventTrait::kToldAgain, same > same_here);
    set(EventTrait::kOtherRelationHere, here > same_here);
    set(EventTrait::kOtherRelation, all + same_here > same + here);
    set(EventTrait::kOtherPartner, counts.alike(candidate, candidate.subject) > same_here ||
                                       counts.alike(candidate, candidate.object) > same_here);
    set(EventTrait::kOtherOfTrigger, document_.readingsOf(outcome_) > 1);
  }

  void describeActor(const Candidate& candidate, bool as_subject) {
    traits_ = as_subject ? kRankSubject : kRankObject;
    const std::uint32_t index = as_subject ? candidate.subject : candidate.object;
    const std::uint32_t other = as_subject ? candidate.object : candidate.subject;
    const Slot& slot = as_subject || reading_.each_other ? reading_.subject : reading_.object;
    describeKind(index);
    describeNames(index, other);
    trait(ActorTrait::kImplied, slot.implied);
    trait(ActorTrait::kPair, slot.pair);
    trait(ActorTrait::kOfPlace, slot.of_place);
    trait(ActorTrait::kDoerOfDeed, slot.of_deed);
    if (slot.group < 0) return;
    const Group& group = sentence_.groups[static_cast<std::size_t>(slot.group)];
    features_.set((as_subject ? kRankSubjectCase : kRankObjectCase) +
                  static_cast<std::size_t>(group.marker));
    trait(ActorTrait::kTwo, group.phrases.size() == 2);
    trait(ActorTrait::kMore, group.phrases.size() > 2);
    describeWay(group, index);
    describePosition(slot.group);
  }

  void trait(ActorTrait which, bool holds = true) {
    if (holds) features_.set(traits_ + static_cast<std::size_t>(which));
  }

  void describeKind(std::uint32_t index) {
    const Actor& who = actor(index);
    const bool person = who.type == EntityType::kPerson;
    trait(ActorTrait::kPerson, person);
    trait(ActorTrait::kState, who.type == EntityType::kCountry);
    trait(ActorTrait::kOrganisation, who.type == EntityType::kOrganisation);
    trait(ActorTrait::kPlace, who.type == EntityType::kPlace);
    trait(ActorTrait::kUnlisted, who.entity == kNone);
    trait(ActorTrait::kNoOffice, person && who.entity == kNone && who.offices.empty());
    trait(ActorTrait::kOneWord, person && who.entity == kNone && who.name_words.size() < 2);
    trait(ActorTrait::kStateUnknown, input_.cast.countryOf(index) == kNone);
  }

  void describeNames(std::uint32_t index, std::uint32_t other) {
    const std::vector<std::uint32_t>& named = document_.namesOf(index);
    constexpr std::size_t kMany = 4;
    trait(ActorTrait::kOnce, named.size() == 1);
    trait(ActorTrait::kOften, named.size() >= kMany);
    const auto behind = std::upper_bound(named.begin(), named.end(), outcome_.read_in);
    if (behind == named.begin()) {
      trait(ActorTrait::kLater);
      return;
    }
    const std::uint32_t last = *(behind - 1);
    const std::uint32_t ago = outcome_.read_in - last;
    constexpr std::uint32_t kShortly = 3;
    trait(ActorTrait::kHere, ago == 0);
    trait(ActorTrait::kBefore, ago == 1);
    trait(ActorTrait::kShortlyBefore, ago > 1 && ago <= kShortly);
    trait(ActorTrait::kFarBefore, ago > kShortly);
    if (ago == 0) return;
    const std::size_t rivals = document_.rivals(index, other, last, outcome_.read_in);
    trait(ActorTrait::kOneRival, rivals == 1);
    trait(ActorTrait::kRivals, rivals > 1);
  }

  // By which of its phrases the group means the actor: the one that names him, else its first.
  void describeWay(const Group& group, std::uint32_t index) {
    const Phrase* way = nullptr;
    for (const std::uint32_t p : group.phrases) {
      const Phrase& phrase = sentence_.phrases[p];
      if (way == nullptr || (!contains(way->actors, index) && contains(phrase.actors, index)))
        way = &phrase;
    }
    if (way == nullptr) return;
    const bool means = contains(way->actors, index);
    trait(ActorTrait::kNamed, way->hasName() && means);
    trait(ActorTrait::kStandsFor, way->hasName() && !means);
    trait(ActorTrait::kPossessed, way->possessor.has_value() || way->relational);
    trait(ActorTrait::kOffice, !way->hasName() && way->role != kNone);
    trait(ActorTrait::kCourtesy, !way->hasName() && way->courtesy != kNone);
    trait(ActorTrait::kCollective, way->collective || way->plural || way->count > 0);
    trait(ActorTrait::kStatesSaid, way->states);
    trait(ActorTrait::kOfState, way->of_state);
    trait(ActorTrait::kCapital, way->capital);
    trait(ActorTrait::kAdjective, way->adjective_only);
    trait(ActorTrait::kFormer, way->former);
    if (!way->pronoun) return;
    const bool first_person = *way->pronoun == PronounKind::kI || *way->pronoun == PronounKind::kWe;
    trait(first_person ? ActorTrait::kFirstPerson : ActorTrait::kPronoun);
  }

  // Where the group stands, seen from the trigger; the nearest where it stands twice.
  void describePosition(std::int32_t group) {
    const std::size_t trigger = reading_.item;
    std::optional<std::size_t> nearest;
    const auto distance = [trigger](std::size_t at) {
      return at > trigger ? at - trigger : trigger - at;
    };
    for (std::size_t i = 0; i < sentence_.items.size(); ++i) {
      if (sentence_.items[i].group != group) continue;
      if (!nearest || distance(i) < distance(*nearest)) nearest = i;
    }
    if (!nearest) return;
    const std::size_t first = std::min(*nearest, trigger);
    const std::size_t last = std::max(*nearest, trigger);
    constexpr std::size_t kBeside = 2;
    constexpr std::uint32_t kWords = 12;
    const std::uint32_t words =
        lexemeOf(sentence_.items[last]).first - lexemeOf(sentence_.items[first]).first;
    trait(ActorTrait::kClose, last - first <= kBeside);
    trait(ActorTrait::kFar, words > kWords);
    trait(ActorTrait::kVeryFar, words > 2 * kWords);
    trait(ActorTrait::kBehind, *nearest > trigger);
    std::size_t groups = 0;
    bool over_trigger = false;
    bool over_clause = false;
    bool over_comma = false;
    for (std::size_t i = first + 1; i < last; ++i) {
      const Item& item = sentence_.items[i];
      groups += item.group >= 0 ? 1 : 0;
      over_trigger = over_trigger || !item.triggers.empty();
      over_clause = over_clause || item.is_clause || item.is_that || item.is_relative;
      over_comma = over_comma || item.punctuation == U',' || item.punctuation == U';';
    }
    trait(ActorTrait::kOverGroup, groups == 1);
    trait(ActorTrait::kOverGroups, groups > 1);
    trait(ActorTrait::kOverTrigger, over_trigger);
    trait(ActorTrait::kOverClause, over_clause);
    trait(ActorTrait::kOverComma, over_comma);
    trait(ActorTrait::kOverQuote, quotationOf(input_.text, sentence_.items[*nearest]) !=
                                      quotationOf(input_.text, sentence_.items[trigger]));
  }

  const RankInput& input_;
  const DocumentView& document_;
  const Outcome& outcome_;
  const Reading& reading_;
  const SentenceItems& sentence_;
  RankFeatureSet features_;
  RankFeatureSet of_reading_;
  std::size_t traits_ = kRankSubject;
};

}  // namespace

void describeCandidates(const RankInput& input, std::vector<Outcome>& outcomes) {
  const bool nothing = std::all_of(outcomes.begin(), outcomes.end(), [](const Outcome& outcome) {
    return outcome.candidates.empty();
  });
  if (nothing) return;
  const DocumentView document(input, outcomes);
  for (Outcome& outcome : outcomes) {
    if (outcome.candidates.empty()) continue;
    Describer describer(input, document, outcome);
    for (Candidate& candidate : outcome.candidates)
      candidate.features = describer.featuresOf(candidate);
  }
}

}  // namespace chancery
