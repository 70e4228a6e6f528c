// Frames where the subject stands before the verb, and prepositions before a name.

#include <algorithm>

#include "extract/engine/frames.h"
#include "extract/engine/preposed_further.h"
#include "extract/engine/preposed_needs.h"
#include "extract/engine/preposed_nouns.h"
#include "extract/engine/preposed_status.h"
#include "extract/engine/preposed_verbs.h"

namespace chancery {
namespace {

class PreposedReader {
 public:
  explicit PreposedReader(const FrameInput& input)
      : input_(input), sentence_(input.sentence), view_(input) {}

  std::vector<Reading> run() {
    for (std::size_t i = 0; i < view_.size(); ++i) {
      if (item(i).group >= 0) continue;
      for (std::uint32_t row : item(i).triggers) {
        if (auto reading = read(i, row)) addFurther(view_, *reading, readings_);
      }
    }
    readPresence();
    readGuests();
    readChannels();
    letBroughtMeet();
    dropAnnouncers();
    dropBearers();
    dropBearersOfGreetings();
    dropMessagesOfGoods();
    dropPromisesOfGoods();
    dropAssured();
    dropLetters();
    return std::move(readings_);
  }

 private:
  // "Zelensky was Duda's guest", "his host Aquino", "whose guests Macron and Merz were": who is at
  // home is named by whose guest the other is, and the other way round.
  void readGuests() {
    const std::uint32_t row = input_.image.languages()[sentence_.language - 1u].guests;
    if (row == kNone) return;
    for (std::size_t i = 0; i < view_.size(); ++i) {
      if (item(i).group < 0) continue;
      const Phrase& phrase = phraseOf(item(i).group);
      if (!phrase.host && !phrase.guest) continue;
      Slot one{ownerAt(i), false};
      Slot other{phrase.hasName() ? item(i).group : subjectOfPredicate(i), false};
      if (other.group < 0) other.group = namedBehind(i);
      if (one.group < 0 && !phrase.hasName() && phrase.host &&
          phrase.possessor == PronounKind::kThey) {
        one.implied = true;  // "where Rabbani was their host"
        one.pair = true;
      }
      if (!one.filled() || other.group < 0 || one.group == other.group) continue;
      Reading reading;
      reading.item = static_cast<std::uint32_t>(i);
      reading.trigger = row;
      clauseAround(i, reading);
      reading.subject = phrase.host ? other : one;
      reading.object = phrase.host ? one : other;
      reading.tense = tenseOf(view_, i, reading);
      readings_.push_back(reading);
    }
  }

  // "Iran and the United States held talks through Oman", "sent word to Washington via Qatar":
  // whoever stands between the two.
  void readChannels() {
    const std::size_t told = readings_.size();
    for (std::size_t r = 0; r < told; ++r) {
      const Reading dealing = readings_[r];
      const Relation relation = view_.frameOf(dealing.trigger).relation;
      if (relation != Relation::kTalk && relation != Relation::kInform) continue;
      const std::int32_t channel = channelBehind(dealing);
      const std::uint32_t row = channel >= 0 ? triggerOfMediation() : kNone;
      if (row == kNone) continue;
      Reading reading = dealing;
      reading.trigger = row;
      reading.passive = reading.each_other = reading.mutual = reading.vehicle = false;
      reading.subject = {channel, false};
      reading.agent = dealing.subject.group;
      for (const Slot& party : {dealing.subject, dealing.object}) {
        if (!party.filled()) continue;
        reading.object = party;
        if (party.group == reading.agent) reading.agent = -1;
        readings_.push_back(reading);
        reading.agent = dealing.subject.group;
      }
    }
  }

  // Through whom the trigger is done; -1 for nobody.
  std::int32_t channelBehind(const Reading& dealing) const {
    constexpr std::uint8_t kSomebody = (1u << static_cast<unsigned>(EntityType::kPerson)) |
                                       (1u << static_cast<unsigned>(EntityType::kCountry)) |
                                       (1u << static_cast<unsigned>(EntityType::kOrganisation));
    for (std::size_t i = dealing.item + 1u; i < dealing.clause_last; ++i) {
      const Item& it = item(i);
      if (it.group >= 0) {
        if (view_.markerOf(it.group) != Case::kVia || view_.isPossessor(it.group)) continue;
        const bool known = !input_.natures[static_cast<std::size_t>(it.group)].weak;
        return known && view_.takes(it.group, kSomebody) && it.group != dealing.subject.group &&
                       it.group != dealing.object.group
                   ? it.group
                   : -1;
      }
      const bool of_topic = it.marker == Case::kOn || it.marker == Case::kAbout;
      // "discussed transit through Iran"
      const bool topic = it.marker == Case::kVia && i > dealing.item + 1u && item(i - 1).is_noun &&
                         item(i - 1).group < 0 && item(i - 1).triggers.empty() &&
                         item(i - 1).date < 0 &&
                         view_.frameOf(dealing.trigger).relation == Relation::kTalk;
      if (topic) return -1;
      const bool purpose = it.is_infinitive && i + 1 < view_.size() && view_.isVerb(i + 1);
      if (view_.isVerb(i) || purpose || it.is_relative || it.punctuation != 0 ||
          (of_topic && !(i + 1 < view_.size() && item(i + 1).date >= 0)))
        return -1;
    }
    return -1;
  }

  // The row by which "mediation" is read.
  std::uint32_t triggerOfMediation() const {
    const auto triggers = input_.image.triggers();
    for (std::size_t row = 0; row < triggers.size(); ++row) {
      const FrameRow& frame = view_.frameOf(static_cast<std::uint32_t>(row));
      if (triggers[row].language == sentence_.language &&
          triggers[row].trigger_class == TriggerClass::kNoun &&
          frame.relation == Relation::kMediate && frame.object[0] == Case::kBetween)
        return static_cast<std::uint32_t>(row);
    }
    return kNone;
  }

  const Phrase& phraseOf(std::int32_t group) const {
    return sentence_.phrases[sentence_.groups[static_cast<std::size_t>(group)].phrases.front()];
  }

  // Whose guest or host he is: "Duda's", "whose", or the subject of the clause where it is his own;
  // -1 for nobody.
  std::int32_t ownerAt(std::size_t i) const {
    std::size_t j = i;
    while (j > 0 && item(j - 1).group < 0 && (item(j - 1).is_adjective || item(j - 1).is_number))
      --j;
    if (j > 1 && item(j - 1).is_possessive && item(j - 2).group >= 0) return item(j - 2).group;
    if (j > 0 && item(j - 1).group >= 0 && view_.isPossessor(item(j - 1).group) &&
        !phraseOf(item(j - 1).group).pronoun)
      return item(j - 1).group;
    if (j > 0 && item(j - 1).is_relative && !item(j - 1).is_who && !item(j - 1).is_where)
      return view_.antecedentOf(j - 1).group;
    if (phraseOf(item(i).group).possessor != PronounKind::kHe) return -1;
    for (j = i; j-- > 0;) {
      if (view_.isBorder(j) || item(j).is_relative || view_.quoteChanges(j, i)) return -1;
      if (view_.isVerb(j) && !item(j).is_be) return view_.subjectAt(j).group;
      const std::int32_t group = item(j).group;
      if (group >= 0 && view_.markerOf(group) == Case::kSubject)
        return phraseOf(group).pronoun ? -1 : group;
    }
    return -1;
  }

  // "Duda's guest on Thursday was Zelensky": who it was; -1 for nobody.
  std::int32_t namedBehind(std::size_t i) const {
    std::size_t j = i + 1;
    while (j < view_.size() &&
           (item(j).date >= 0 || item(j).is_adverb ||
            (item(j).marker == Case::kOn && j + 1 < view_.size() && item(j + 1).date >= 0)))
      ++j;
    if (j + 1 >= view_.size() || !item(j).is_be) return -1;
    const std::size_t who = view_.overDescription(j + 1);
    if (who >= view_.size() || item(who).group < 0) return -1;
    return phraseOf(item(who).group).hasName() ? item(who).group : -1;
  }

  // "Zelensky was Duda's guest": he of whom it is said; -1 for nobody.
  std::int32_t subjectOfPredicate(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      if (item(j).is_be) return view_.subjectAt(j).group;
      const bool between = item(j).is_possessive || item(j).is_adverb || item(j).is_article ||
                           item(j).is_adjective ||
                           (item(j).group >= 0 && view_.isPossessor(item(j).group));
      if (!between) return -1;
    }
    return -1;
  }

  // "In Moscow for talks, Fidan said", "Trump, in Riyadh for a summit, met Sharaa": who is there.
  void readPresence() {
    const std::uint32_t row = input_.image.languages()[sentence_.language - 1u].presence;
    if (row == kNone) return;
    for (std::size_t i = 0; i + 3 < view_.size(); ++i) {
      const std::optional<Slot> visitor = visitorAt(i);
      if (!visitor) continue;
      Reading reading;
      reading.item = static_cast<std::uint32_t>(i);
      reading.trigger = row;
      clauseAround(i, reading);
      reading.subject = *visitor;
      reading.object.group = item(i + 1).group;
      reading.tense = tenseOf(view_, i, reading);
      readings_.push_back(reading);
    }
  }

  bool isSince(std::size_t i) const {
    if (item(i).group >= 0) return false;
    if (item(i).marker == Case::kOther && i + 1 < view_.size()) return item(i + 1).date >= 0;
    return item(i).date >= 0;
  }

  // Who is at the place behind the preposition at `i`; nothing where it says no more than where.
  std::optional<Slot> visitorAt(std::size_t i) const {
    constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
    const FrameRow& frame =
        view_.frameOf(input_.image.languages()[sentence_.language - 1u].presence);
    if (item(i).marker != Case::kIn || item(i).group >= 0) return std::nullopt;
    const std::int32_t place = item(i + 1).group;
    if (place < 0 || !view_.takes(place, frame.object_types) || view_.takes(place, kPerson))
      return std::nullopt;
    const bool opens = i == 0 || item(i - 1).is_clause;
    const bool since = !opens && isSince(i + 2);  // "Zelensky, in Ankara since Sunday,"
    if (!since && (item(i + 2).marker != Case::kFor || view_.isBorder(i + 2))) return std::nullopt;
    std::size_t comma = i + 3;
    while (comma < view_.size() && item(comma).punctuation != U',') {
      if (view_.isVerb(comma) || view_.isBorder(comma) || item(comma).is_relative)
        return std::nullopt;
      ++comma;
    }
    if (comma + 1 >= view_.size()) return std::nullopt;
    std::int32_t visitor = -1;
    if (!opens) {
      if (i < 2 || item(i - 1).punctuation != U',') return std::nullopt;
      visitor = item(i - 2).group;
    } else {
      const std::size_t next = view_.overDescription(comma + 1);
      visitor = next < view_.size() ? item(next).group : -1;
    }
    if (visitor < 0 || view_.isPossessor(visitor) || !view_.takes(visitor, kPerson) ||
        view_.markerOf(visitor) != Case::kSubject)
      return std::nullopt;
    return Slot{visitor, false};
  }

  // "brought Buyoya face to face with Nkurunziza": they meet, and not who brought them.
  void letBroughtMeet() {
    for (Reading& met : readings_) {
      if (view_.frameOf(met.trigger).relation != Relation::kMeet || met.object.group < 0) continue;
      const std::int32_t bringer = met.subject.group;
      bool with_him = false;
      std::int32_t other = -1;
      for (const Reading& brought : readings_) {
        if (view_.frameOf(brought.trigger).relation != Relation::kMediate ||
            !view_.isVerb(brought.item) || brought.item >= met.item ||
            met.item >= brought.clause_last || brought.subject.group != bringer)
          continue;
        with_him = with_him || brought.object.group == met.object.group;
        if (brought.object.group != met.object.group) other = brought.object.group;
      }
      if (with_him && other >= 0) met.subject = {other, false};
    }
  }

  // "Trudeau announced a Canadian loan to Jamaica": whose it is gives it.
  void dropAnnouncers() {
    std::erase_if(readings_, [this](const Reading& told) {
      return view_.isVerb(told.item) && view_.frameOf(told.trigger).relation == Relation::kAid &&
             std::any_of(readings_.begin(), readings_.end(), [&](const Reading& given) {
               return view_.frameOf(given.trigger).relation == Relation::kAid &&
                      !view_.isVerb(given.item) && given.item > told.item &&
                      given.item < told.clause_last && given.subject.group >= 0 &&
                      view_.isPossessor(given.subject.group) &&
                      !phraseOf(given.subject.group).pronoun &&
                      given.subject.group != told.subject.group &&
                      given.object.group == told.object.group && given.object.group >= 0;
             });
    });
  }

  // "handed over a message from Caputova": it is she who says something, not the bearer.
  void dropBearers() {
    const auto relationOf = [this](const Reading& reading) {
      return view_.frameOf(reading.trigger).relation;
    };
    std::vector<Reading> sent;
    for (const Reading& reading : readings_) {
      if (relationOf(reading) != Relation::kInform || view_.isVerb(reading.item)) continue;
      const std::int32_t sender = reading.subject.group;
      if (sender >= 0 && (view_.markerOf(sender) == Case::kFrom ||
                          view_.markerOf(sender) == Case::kOf || view_.isPossessor(sender)))
        sent.push_back(reading);
    }
    std::erase_if(readings_, [&](const Reading& reading) {
      return view_.isVerb(reading.item) && relationOf(reading) == Relation::kInform &&
             std::any_of(sent.begin(), sent.end(), [&](const Reading& letter) {
               return letter.clause_first == reading.clause_first &&
                      letter.subject.group != reading.subject.group;
             });
    });
  }

  // "conveyed to Modi the greetings of Putin", "an invitation from Putin": no message of the bearer
  void dropBearersOfGreetings() {
    std::erase_if(readings_, [this](const Reading& borne) {
      return view_.isVerb(borne.item) && borne.object.group >= 0 &&
             view_.frameOf(borne.trigger).relation == Relation::kInform &&
             std::any_of(readings_.begin(), readings_.end(), [&](const Reading& greeting) {
               const Relation relation = view_.frameOf(greeting.trigger).relation;
               return (relation == Relation::kGreet || relation == Relation::kInvite) &&
                      !view_.isVerb(greeting.item) && greeting.item > borne.item &&
                      greeting.object.group == borne.object.group;
             });
    });
  }

  // "delivered wheat to Turkey": goods, and not a message.
  void dropMessagesOfGoods() {
    std::erase_if(readings_, [this](const Reading& told) {
      return view_.frameOf(told.trigger).relation == Relation::kInform &&
             std::any_of(readings_.begin(), readings_.end(), [&](const Reading& given) {
               return given.item == told.item && given.subject.group == told.subject.group &&
                      view_.frameOf(given.trigger).relation == Relation::kAid;
             });
    });
  }

  // "offered Pakistan a loan": aid, and no more, where nothing else is promised
  void dropPromisesOfGoods() {
    std::erase_if(readings_, [this](const Reading& promised) {
      const FrameRow& frame = view_.frameOf(promised.trigger);
      if (frame.relation != Relation::kSupport || (frame.flags & kNeedsBacking) == 0) return false;
      const auto isMore = [](const Item& it) { return it.is_backing && !it.is_goods; };
      if (std::any_of(sentence_.items.begin() + promised.item,
                      sentence_.items.begin() + promised.clause_last, isMore))
        return false;
      return std::any_of(readings_.begin(), readings_.end(), [&](const Reading& given) {
        return given.item == promised.item &&
               view_.frameOf(given.trigger).relation == Relation::kAid;
      });
    });
  }

  // "assured Ali of Washington's support for Guyana": once
  void dropAssured() {
    std::erase_if(readings_, [this](const Reading& assured) {
      return view_.frameOf(assured.trigger).relation == Relation::kSupport &&
             !view_.isVerb(assured.item) &&
             std::any_of(readings_.begin(), readings_.end(), [&](const Reading& verb) {
               return (view_.frameOf(verb.trigger).flags & kNeedsBacking) != 0 &&
                      verb.item < assured.item && assured.item < verb.clause_last &&
                      verb.object.group == assured.object.group;
             });
    });
  }

  // "sent a cable to Santos, expressing congratulations": to whom it goes
  void greetByLetter() {
    for (const Reading& letter : readings_) {
      if (view_.frameOf(letter.trigger).relation != Relation::kInform || view_.isVerb(letter.item))
        continue;
      for (Reading& said : readings_) {
        if (said.object.implied && saysGreetings(letter, said)) said.object = letter.object;
      }
    }
  }

  bool saysGreetings(const Reading& letter, const Reading& said) const {
    return view_.frameOf(said.trigger).relation == Relation::kGreet && !view_.isVerb(said.item) &&
           letter.item < said.item && said.item < letter.clause_last &&
           said.subject.group == letter.subject.group && saidByGerund(letter.item, said.item);
  }

  // "In a letter to Xi, Modi invited him": what the letter says is the event.
  void dropLetters() {
    const auto isSaid = [this](const Reading& said) {
      const Relation relation = view_.frameOf(said.trigger).relation;
      return view_.isVerb(said.item) && relation != Relation::kInform &&
             relation != Relation::kTalk && relation != Relation::kMeet &&
             relation != Relation::kVisit;
    };
    greetByLetter();
    std::erase_if(readings_, [&](const Reading& letter) {
      return view_.frameOf(letter.trigger).relation == Relation::kInform &&
             (letter.vehicle || !view_.isVerb(letter.item)) &&
             std::any_of(readings_.begin(), readings_.end(), [&](const Reading& said) {
               // "his condolences in a message to Min"
               if (view_.frameOf(said.trigger).relation == Relation::kGreet &&
                   !view_.isVerb(said.item) && said.item < letter.item &&
                   said.object.group == letter.object.group && said.object.group >= 0)
                 return true;
               if (saysGreetings(letter, said)) return true;
               // "wrote to Xi to invite him", but "wrote to Xi and praised India"
               const bool purpose = view_.isPurpose(said.item) || view_.isGerund(said.item);
               const bool written = purpose || (letter.vehicle && !view_.isVerb(letter.item));
               return written && isSaid(said) && said.subject.group == letter.subject.group;
             });
    });
  }

  // The verb nearest before a noun is a gerund, behind the letter.
  bool saidByGerund(std::size_t letter, std::size_t noun) const {
    for (std::size_t j = noun; j-- > letter + 1;) {
      if (view_.isVerb(j) || item(j).is_support) return view_.isGerund(j);
    }
    return false;
  }

  // "denied that he had received an invitation", "has received no invitation": there was none.
  bool isDeniedToBe(std::size_t i, const Reading& reading) const {
    const std::size_t first = reading.clause_first > 0 ? reading.clause_first - 1 : 0;
    for (std::size_t j = first; j < i; ++j) {
      const bool none = j + 1 == i && item(j).is_not;
      const bool said =
          std::any_of(item(j).cues.begin(), item(j).cues.end(), [&](std::uint32_t row) {
            const CueRow& cue = input_.image.cues()[row];
            return cue.language == sentence_.language && cue.scope == CueScope::kBoth &&
                   cue.status == Status::kDenied;
          });
      if (none || said) return true;
    }
    return false;
  }

  // "saw Lavrov off": the verb by itself says something else.
  bool isOfTwoParts(std::size_t i) const {
    return std::any_of(item(i).triggers.begin(), item(i).triggers.end(), [&](std::uint32_t row) {
      const TriggerRow& trigger = input_.image.triggers()[row];
      return trigger.language == sentence_.language && trigger.tail.front() != kNone &&
             tailFollows(view_, i, trigger);
    });
  }

  std::optional<Reading> read(std::size_t i, std::uint32_t row) {
    const TriggerRow& trigger = input_.image.triggers()[row];
    if (trigger.language != sentence_.language) return std::nullopt;
    const FrameRow& frame = input_.image.frames()[trigger.frame];
    Reading reading;
    reading.item = static_cast<std::uint32_t>(i);
    reading.trigger = row;
    clauseAround(i, reading);
    const bool as_verb = trigger.trigger_class == TriggerClass::kVerb;
    if (as_verb != item(i).is_verb) return std::nullopt;
    if (as_verb && !tailFollows(view_, i, trigger)) return std::nullopt;
    if (as_verb && trigger.tail.front() == kNone && isOfTwoParts(i)) return std::nullopt;
    const bool filled =
        as_verb ? fillVerb(view_, i, frame, reading) : fillNoun(view_, i, frame, reading);
    if (!filled) return std::nullopt;
    reading.status = statusOf(view_, i, reading);
    // "is due in Moscow" is a plan, unless the clause denies it
    if (trigger.status < kStatusCount && reading.status != Status::kDenied)
      reading.status = static_cast<Status>(trigger.status);
    // "offered to bring Isaias together with Guelleh": no meeting yet
    if (frame.relation == Relation::kMeet && frame.subject[0] == Case::kObject &&
        reading.status != Status::kHappened)
      return std::nullopt;
    // an invitation that is declined was made
    if (frame.relation == Relation::kInvite && !as_verb && reading.status == Status::kDenied &&
        !isDeniedToBe(i, reading))
      reading.status = Status::kHappened;
    // "will go at his invitation"
    if (frame.relation == Relation::kInvite && (frame.flags & kObjectMatrix) != 0 &&
        reading.status == Status::kPlanned)
      reading.status = Status::kHappened;
    reading.tense = tenseOf(view_, i, reading);
    return reading;
  }

  const Item& item(std::size_t i) const { return view_.item(i); }

  // From the border before to the border behind.
  void clauseAround(std::size_t i, Reading& reading) const {
    std::size_t first = i;
    while (first > 0 && !view_.isBorder(first - 1) && !view_.quoteChanges(first - 1, i)) --first;
    std::size_t last = i + 1;
    while (last < view_.size() && !view_.isBorder(last) && !view_.quoteChanges(last, i) &&
           !isAttribution(last)) {
      ++last;
    }
    for (std::size_t j = first; j < last; ++j) {
      if (!item(j).is_relative) continue;
      const std::size_t end = relativeEnd(j, last);
      if (i > j && i < end) {  // within: the relative clause is the trigger's own
        first = j;
        last = end;
        break;
      }
      if (reading.aside_first == reading.aside_last) {
        reading.aside_first = static_cast<std::uint32_t>(j);
        reading.aside_last = static_cast<std::uint32_t>(end);
      }
    }
    reading.clause_first = static_cast<std::uint32_t>(first);
    reading.clause_last = static_cast<std::uint32_t>(last);
  }

  // ", officials in Ulan Bator confirmed": the comma before who says so, or that person, where the
  // name before took the comma.
  bool isAttribution(std::size_t at) const {
    const bool behind_name = at > 0 && item(at).group >= 0 && item(at - 1).group >= 0;
    if (item(at).punctuation != U',' && !behind_name) return false;
    for (std::size_t j = at + 1; j < view_.size() && !view_.isBorder(j); ++j) {
      if (item(j).is_speech) return true;
      if (view_.isVerb(j) || !item(j).triggers.empty() || item(j).punctuation == U',') return false;
    }
    return false;
  }

  // ", who met Xi in Beijing on Monday, will travel": up to the comma before the verb that goes on,
  // or that verb where there is no comma.
  std::size_t relativeEnd(std::size_t relative, std::size_t last) const {
    const bool comma = relative > 0 && item(relative - 1).punctuation == U',';
    bool verb_seen = false;
    for (std::size_t j = relative + 1; j < last; ++j) {
      if (verb_seen && item(j).punctuation == U',' && (comma || view_.verbBegins(j + 1))) return j;
      verb_seen = verb_seen || view_.isVerb(j) || item(j).is_have;
    }
    return last;
  }

  const FrameInput& input_;
  const SentenceItems& sentence_;
  const PreposedView view_;
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> readFramesWithPrepositions(const FrameInput& input) {
  return PreposedReader(input).run();
}

}  // namespace chancery
