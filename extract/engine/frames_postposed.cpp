// Frames where markers follow a name and the verb stands at the end.

#include <algorithm>

#include "extract/engine/frames.h"
#include "extract/engine/postposed.h"
#include "extract/engine/postposed_arguments.h"
#include "extract/engine/postposed_slots.h"
#include "extract/engine/postposed_status.h"
#include "extract/engine/postposed_use.h"

namespace chancery {
namespace {

constexpr int kDoubtOfNominal = 30;
constexpr int kDoubtOfVerbless = 100;
constexpr std::size_t kReachOfOther = 6;  // items

// Whose deed or word is praised, not with whose brother somebody met.
bool reachesFar(const FrameRow& frame) {
  const RelationInfo& info = infoOf(frame.relation);
  if ((frame.flags & kThanks) != 0) return true;  // "भारत के सहयोग के लिए आभार"
  return info.family != "contact" && info.family != "courtesy" && !info.symmetric;
}

class PostposedReader {
 public:
  explicit PostposedReader(const FrameInput& input)
      : input_(input), clauses_(findClauses(input)), view_(input, clauses_) {}

  std::vector<Reading> run() {
    for (std::size_t i = 0; i < view_.size(); ++i) {
      if (item(i).group >= 0) continue;
      for (const std::uint32_t row : item(i).triggers) {
        if (auto reading = read(i, row)) readings_.push_back(*reading);
      }
    }
    readVerbless();
    readGapped();
    readStages();
    mediateReadings();
    letGuestsArrive();
    addPartners();
    addCompanions();
    addFellowTravellers();
    addOthers();
    dropLetters();
    dropOwnDecisions();
    return std::move(readings_);
  }

 private:
  // "कतरी प्रधानमंत्री रियाद में": a headline says no more than who is where.
  void readVerbless() {
    for (const Clause& clause : clauses_.clauses) {
      if (clause.items.size() < 3 || clause.agent_inherited || clause.agent < 0) continue;
      auto last = clause.items.rbegin();
      while (last != clause.items.rend() && item(*last).punctuation != 0) ++last;
      if (clause.items.rend() - last < 3 || item(*last).marker != Case::kIn) continue;
      const std::int32_t where = item(*(last + 1)).group;
      if (where < 0 || where == clause.agent || !isSaidWithoutVerb(clause)) continue;
      // "इधर मोदी, उधर पुतिन मॉस्को में": the nearest to the place
      const std::int32_t beside = item(*(last + 2)).group;
      const bool nearer = beside >= 0 && view_.markerOf(beside) == Case::kSubject;
      const std::int32_t who = nearer ? beside : clause.agent;
      if (const auto row = verblessRow(who, where)) {
        Reading reading;
        reading.item = *last;
        reading.trigger = *row;
        reading.subject.group = reading.agent = who;
        reading.object.group = where;
        reading.clause_first = clause.items.front();
        reading.clause_last = clause.items.back() + 1;
        reading.doubt_permille = kDoubtOfVerbless;
        readings_.push_back(reading);
      }
    }
  }

  // "पुतिन से बात की और शी से भी": what was just said holds for one more, in the case of one of the
  // two.
  void readGapped() {
    const std::size_t count = readings_.size();
    for (std::size_t c = 1; c < clauses_.clauses.size(); ++c) {
      const Clause& clause = clauses_.clauses[c];
      const std::int32_t another = aloneIn(clause);
      if (another < 0) continue;
      const Case marker = view_.markerOf(another);
      for (std::size_t r = count; r-- > 0;) {
        if (clauses_.clause_of[readings_[r].item] + 1u != c) continue;
        const std::int32_t object = readings_[r].object.group;
        const std::int32_t subject = readings_[r].subject.group;
        Reading reading = readings_[r];
        if (object >= 0 && view_.markerOf(object) == marker) {
          reading.object = Slot();
          reading.object.group = another;
        } else if (subject >= 0 && !reading.each_other && view_.markerOf(subject) == marker) {
          reading.subject = Slot();
          reading.subject.group = reading.agent = another;
        } else {
          continue;
        }
        readings_.push_back(reading);
        break;
      }
    }
  }

  // "गुरुवार को समोआ और शुक्रवार को टोंगा जाएंगी": each place on a day of its own, and one verb for both.
  void readStages() {
    const std::size_t count = readings_.size();
    for (std::size_t r = 0; r < count; ++r) {
      const Reading& last = readings_[r];
      if (view_.frameOf(last.trigger).relation != Relation::kVisit || last.object.group < 0)
        continue;
      std::size_t at = last.item;
      while (at > 0 && item(at).group != last.object.group) --at;
      std::size_t link = at;
      while (link > 0 && isWhen(link - 1)) --link;
      if (link == at || link < 2 || !item(link - 1).is_and) continue;
      const std::int32_t stage = item(link - 2).group;
      const FrameRow& frame = view_.frameOf(last.trigger);
      if (stage < 0 || stage == last.subject.group || link < 3 || !isWhen(link - 3) ||
          !view_.fits(stage, frame.object_types) ||
          !PostposedView::isAgentCase(view_.markerOf(stage)))
        continue;
      Reading first = last;
      first.object = Slot();
      first.object.group = stage;
      first.clause_last = static_cast<std::uint32_t>(link - 1);  // its day is its own
      readings_.push_back(first);
    }
  }

  // A day, and the marker behind it.
  bool isWhen(std::size_t i) const {
    const Item& it = item(i);
    if (it.group >= 0) return false;
    return it.date >= 0 || it.marker == Case::kAfter ||
           (it.marker == Case::kDative && i > 0 && item(i - 1).date >= 0);
  }

  // The only group of a clause that holds nothing else but its marker and "too"; -1 for none.
  std::int32_t aloneIn(const Clause& clause) const {
    const LexedText& text = input_.text;
    std::int32_t alone = -1;
    bool marked = false;
    for (const std::uint32_t i : clause.items) {
      const Item& it = item(i);
      if (it.group >= 0) {
        if (alone >= 0) return -1;
        alone = it.group;
      } else if (it.marker) {
        marked = marked || alone >= 0;
      } else if (it.punctuation == 0 && !it.is_and &&
                 !(it.is_not && !it.cues.empty()) &&  // "न ही शोल्ज से"
                 !(text.is(text.lexemes[it.first], WordClass::kFunction) && it.triggers.empty() &&
                   !it.is_not && !it.is_clause && !it.is_that && !it.is_be)) {
        return -1;
      }
    }
    return marked && alone >= 0 && view_.markerOf(alone) != Case::kOf ? alone : -1;
  }

  bool isSaidWithoutVerb(const Clause& clause) const {
    return std::none_of(clause.items.begin(), clause.items.end(), [this](std::uint32_t i) {
      const Item& it = item(i);
      return it.group < 0 && (view_.isVerb(i) || (it.is_noun && !it.marker && it.date < 0) ||
                              view_.hasVerbTrigger(i) || it.is_not || it.is_or || it.is_that);
    });
  }

  std::optional<std::uint32_t> verblessRow(std::int32_t who, std::int32_t where) const {
    if (view_.markerOf(who) != Case::kSubject || input_.natures[static_cast<std::size_t>(who)].weak)
      return std::nullopt;
    const std::uint32_t row = input_.image.languages()[input_.sentence.language - 1u].verbless;
    if (row == kNone) return std::nullopt;
    const FrameRow& frame = input_.image.frameOf(row);
    const bool fits = view_.fits(who, frame.subject_types) && view_.fits(where, frame.object_types);
    return fits ? std::optional(row) : std::nullopt;
  }

  // "शनिवार को दिल्ली पहुंचने पर नारायणन ने मुशर्रफ का स्वागत किया": whoever was received came.
  void letGuestsArrive() {
    for (Reading& arrival : readings_) {
      if (view_.frameOf(arrival.trigger).relation != Relation::kVisit) continue;
      const std::size_t marker = view_.next(arrival.item);
      if (!item(arrival.item).is_verbal_noun || marker >= view_.size() ||
          item(marker).marker != Case::kOn)
        continue;
      for (const Reading& reception : readings_) {
        const Relation relation = view_.frameOf(reception.trigger).relation;
        if (relation != Relation::kHost && relation != Relation::kGreet) continue;
        if (!view_.sameClause(arrival.item, reception.item) || reception.object.group < 0 ||
            reception.subject.group != arrival.subject.group)
          continue;
        arrival.subject = reception.object;
      }
    }
  }

  // "दिल्ली में लावरोव से और बीजिंग में वांग यी से मुलाकात की": each in a case, a place and on a day of his
  // own, and one verb for all.
  void addPartners() {
    const std::size_t count = readings_.size();
    for (std::size_t r = 0; r < readings_.size(); ++r) {
      const Reading& last = readings_[r];
      const std::int32_t object = last.object.group;
      if (object < 0 || last.subject.group < 0 || last.each_other) continue;
      const Case marker = view_.markerOf(object);
      if (marker != Case::kAblative && marker != Case::kWith) continue;
      std::size_t at = last.item;
      while (at > 0 && item(at).group != object) --at;
      const std::size_t link = beforeCircumstances(at, last.item);
      // "A से, B से और C से": the "and" is before the last
      const bool listed = r >= count && link > 0 && item(link - 1).punctuation == U',';
      if (link < 3 || !(item(link - 1).is_and || listed)) continue;
      const std::size_t end = beforeCircumstances(link - 1, last.item);
      if (end < 2) continue;
      // "रामल्ला में अब्बास और यरुशलम में नेतन्याहू से": the case of the last holds for both
      const bool shared = item(end - 1).group >= 0 && link < at && end + 1 == link &&
                          PostposedView::isAgentCase(view_.markerOf(item(end - 1).group)) &&
                          beforeCircumstances(end - 1, last.item) + 1 < end;
      if (!shared && (item(end - 1).group >= 0 || item(end - 1).marker != marker)) continue;
      const std::int32_t partner = item(end - (shared ? 1 : 2)).group;
      if (partner < 0 || partner == last.subject.group ||
          (!shared && view_.markerOf(partner) != marker) || !view_.sameClause(last.item, end - 1) ||
          !view_.fits(partner, view_.frameOf(last.trigger).object_types))
        continue;
      Reading first = last;
      first.object = Slot();
      first.object.group = partner;
      const auto cut = static_cast<std::uint32_t>(link - 1);
      if (hasCircumstance(last.clause_first, cut) && hasCircumstance(cut, last.item)) {
        first.clause_last = cut;
        readings_[r].clause_first = cut + 1;
      }
      readings_.push_back(first);
    }
  }

  // Where what says when, where and on what begins that ends before `at`; `at` itself where nothing
  // does.
  std::size_t beforeCircumstances(std::size_t at, std::size_t trigger) const {
    while (at > 1 && view_.sameClause(trigger, at - 1)) {
      const Item& it = item(at - 1);
      const bool topic = it.group < 0 && it.marker == Case::kOn;  // "यूक्रेन पर"
      if ((topic || isPlaceMarker(it)) && item(at - 2).group >= 0) {
        at -= 2;
      } else if (isWhen(at - 1) || (it.group < 0 && it.is_adverb)) {
        --at;
      } else {
        break;
      }
    }
    return at;
  }

  static bool isPlaceMarker(const Item& it) {
    return it.group < 0 && (it.marker == Case::kIn || it.marker == Case::kAt);
  }

  // A day, or a place with its marker.
  bool hasCircumstance(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
      if ((item(i).group < 0 && item(i).date >= 0 && !item(i).marker) ||
          (i > first && isPlaceMarker(item(i)) && item(i - 1).group >= 0))
        return true;
    }
    return false;
  }

  // "मोदी ने डोभाल के साथ पुतिन से मुलाकात की": whoever was with him met the other, too.
  void addCompanions() {
    constexpr unsigned kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
    const std::size_t count = readings_.size();
    for (std::size_t r = 0; r < count; ++r) {
      const Reading& reading = readings_[r];
      const RelationInfo& info = infoOf(view_.frameOf(reading.trigger).relation);
      const std::int32_t object = reading.object.group;
      if (!info.symmetric || info.family != "contact" || object < 0 || reading.each_other ||
          reading.subject.group < 0 || view_.markerOf(object) != Case::kAblative)
        continue;
      const std::int32_t companion = companionBefore(object, reading.item);
      if (companion < 0 || companion == reading.subject.group || !view_.fits(companion, kPerson) ||
          view_.phraseOf(companion).pronoun)
        continue;
      Reading other = reading;
      other.subject = Slot();
      other.subject.group = companion;
      readings_.push_back(other);
    }
  }

  // "अहतिसारी चेर्नोमिर्दिन के साथ दो जून को बेलग्रेड पहुंचे": whoever was with him came, too.
  void addFellowTravellers() {
    constexpr unsigned kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
    const std::size_t count = readings_.size();
    for (std::size_t r = 0; r < count; ++r) {
      const Reading& visit = readings_[r];
      if (view_.frameOf(visit.trigger).relation != Relation::kVisit || visit.subject.group < 0 ||
          visit.object.group < 0 || !view_.hasVerbTrigger(visit.item) ||
          visit.status == Status::kDenied)
        continue;
      const std::int32_t companion = companionBefore(visit.object.group, visit.item);
      if (companion < 0 || companion == visit.subject.group || !view_.fits(companion, kPerson) ||
          view_.phraseOf(companion).pronoun || view_.phraseOf(companion).collective)
        continue;
      Reading other = visit;
      other.subject = Slot();
      other.subject.group = companion;
      readings_.push_back(other);
    }
  }

  // "ओली के अलावा प्रचंड से भी मिलेंगे", "मैक्रों समेत कई नेताओं से मिले": another, in whatever part the
  // one behind him has.
  void addOthers() {
    const std::size_t count = readings_.size();
    for (std::size_t r = 0; r < count; ++r) {
      const Reading& reading = readings_[r];
      const std::int32_t object = reading.object.group;
      if (object < 0 || view_.frameOf(reading.trigger).relation == Relation::kVisit) continue;
      std::size_t at = reading.item;
      while (at > 0 && item(at).group != object) --at;
      std::size_t marker = at;
      while (marker > 0 && !item(marker).is_company && view_.sameClause(reading.item, marker) &&
             at - marker < kReachOfOther)
        --marker;
      if (marker == 0 || !item(marker).is_company || !view_.sameClause(reading.item, marker))
        continue;
      const std::int32_t other = item(marker - 1).group;
      if (other < 0 || other == reading.subject.group ||
          !view_.fits(other, view_.frameOf(reading.trigger).object_types))
        continue;
      Reading another = reading;
      another.object = Slot();
      another.object.group = other;
      readings_.push_back(another);
    }
  }

  // Who stands with "with" before the group, and nothing but a time or a place between them; -1 for
  // nobody.
  std::int32_t companionBefore(std::int32_t group, std::size_t trigger) const {
    std::size_t at = trigger;
    while (at > 0 && item(at).group != group) --at;
    const std::size_t marker = beforeCircumstances(at, trigger);
    return marker > 1 && item(marker - 1).marker == Case::kWith &&
                   view_.sameClause(trigger, marker - 1)
               ? item(marker - 2).group
               : -1;
  }

  // "पत्र लिखकर बधाई दी": the letter is no more than what it says.
  void dropLetters() {
    const auto saidBy = [this](const Reading& letter) {
      return std::any_of(readings_.begin(), readings_.end(), [&](const Reading& said) {
        const RelationInfo& info = infoOf(view_.frameOf(said.trigger).relation);
        return said.item > letter.item && view_.sameClause(said.item, letter.item) &&
               said.subject.group == letter.subject.group &&
               said.object.group == letter.object.group && said.object.group >= 0 &&
               info.family != "contact" && info.family != "exchange" && !info.symmetric;
      });
    };
    std::erase_if(readings_, [&](const Reading& letter) {
      const FrameRow& frame = view_.frameOf(letter.trigger);
      if (frame.relation != Relation::kInform || (frame.flags & kRemoteFrame) == 0) return false;
      const std::size_t verb = view_.next(letter.item);
      return verb < view_.size() && item(verb).is_participle && saidBy(letter);
    });
  }

  // "A और B ने फिलिस्तीन को मान्यता देने का फैसला किया": each by itself, not with one another.
  void dropOwnDecisions() {
    std::erase_if(readings_, [this](const Reading& decision) {
      const FrameRow& frame = view_.frameOf(decision.trigger);
      if (frame.relation != Relation::kAgree || frame.object.front() != Case::kBetween)
        return false;
      return std::any_of(readings_.begin(), readings_.end(), [&](const Reading& done) {
        return done.item < decision.item && view_.sameClause(done.item, decision.item) &&
               !infoOf(view_.frameOf(done.trigger).relation).symmetric &&
               done.subject.group == decision.subject.group && done.object.group >= 0;
      });
    });
  }

  // "कतर की मध्यस्थता से इजरायल और हमास के बीच समझौता हुआ": between those who then deal with each other.
  void mediateReadings() {
    const std::size_t count = readings_.size();
    for (std::size_t m = 0; m < count; ++m) {
      if (!readings_[m].object.pair) continue;
      for (std::size_t r = 0; r < count; ++r) {
        const Reading dealing = readings_[r];
        if (!infoOf(view_.frameOf(dealing.trigger).relation).symmetric) continue;
        const std::int32_t mediator = readings_[m].subject.group;
        if (dealing.subject.group == mediator || dealing.object.group == mediator) continue;
        readings_[m].object = dealing.subject;
        if (dealing.object.group >= 0) {
          Reading other = readings_[m];
          other.object = dealing.object;
          readings_.push_back(other);
        }
        break;
      }
    }
  }

  const Item& item(std::size_t i) const { return view_.item(i); }
  const Clause& clauseAt(std::size_t i) const { return view_.clauseAt(i); }

  std::optional<Reading> read(std::size_t i, std::uint32_t row) {
    const TriggerRow& trigger = input_.image.triggers()[row];
    if (trigger.language != input_.sentence.language) return std::nullopt;
    const FrameRow& frame = input_.image.frames()[trigger.frame];
    std::optional<TriggerUse> use = useOfTrigger(view_, i, trigger);
    // "न्योते को स्वीकार किया", "आने का न्योता स्वीकार किया"
    const bool accepted =
        frame.relation == Relation::kInvite && view_.clauseHasBehind(i, &Item::is_accept);
    if (use && accepted && use->marker == Case::kDative) {
      use->verbal = true;
      use->marker.reset();
    }
    // "प्रतिबंधों के पैकेज को मंजूरी दी"
    const bool approved =
        frame.relation == Relation::kSanction && view_.clauseHasBehind(i, &Item::is_accept);
    if (use && approved && (use->marker == Case::kDative || use->marker == Case::kOf)) {
      use->verbal = true;
      use->marker.reset();
    }
    if (!use || !isUsedAsFrameAsks(view_, i, frame, *use)) return std::nullopt;

    Reading reading;
    reading.item = static_cast<std::uint32_t>(i);
    reading.trigger = row;
    const std::vector<Argument> arguments =
        use->verbal ? argumentsOfVerb(view_, i, *use, accepted || reachesFar(frame))
                    : argumentsOfNoun(view_, i);
    reading.status = statusOfUse(view_, i, row, *use);
    // "मिलते रहते हैं", "वार्ता को लेकर सतर्क रहता है"
    if (view_.clauseHasBehind(i, &Item::is_habit)) return std::nullopt;
    if (use->verbal && isCondition(i, reading.status)) return std::nullopt;
    if (isUnreal(i)) return std::nullopt;
    if (isOnlyThreatened(i, frame, reading.status)) return std::nullopt;
    reading.such = reading.status == Status::kDenied && isSuch(i);
    if (!fillSlots(view_, i, frame, *use, arguments, readings_, reading)) {
      if (!reading.such) return std::nullopt;
      reading.subject = reading.object = Slot();
    }
    // "मोदी के साथ आए विदेश सचिव की बैठक नहीं हुई": he came all the same
    if (frame.relation == Relation::kVisit && reading.object.implied)
      reading.status = Status::kHappened;
    const Clause& clause = clauseAt(i);
    reading.agent = clause.agent;
    reading.clause_first = clause.items.front();
    reading.clause_last = clause.items.back() + 1;
    setAside(clause, reading);
    reading.tense = tenseOf(*use, clause);
    if (!use->verbal) reading.doubt_permille += kDoubtOfNominal;
    return reading;
  }

  // "X से, जिनसे वह मई में मिले थे, बात की": what is told of him between is of its own day and place.
  void setAside(const Clause& clause, Reading& reading) const {
    for (std::size_t k = 1; k < clause.items.size(); ++k) {
      const std::uint32_t first = clause.items[k - 1] + 1;
      if (first == clause.items[k] || !item(first).is_relative) continue;
      reading.aside_first = first;
      reading.aside_last = clause.items[k];
      return;
    }
  }

  // "समझौता न हुआ तो …": what would follow if it did not come about.
  bool isCondition(std::size_t i, Status status) const {
    if (status != Status::kDenied) return false;
    const std::uint32_t behind = clauseAt(i).items.back() + 1;
    const LexedText& text = input_.text;
    return behind < view_.size() && text.is(text.lexemes[item(behind).first], Grammar::kThen);
  }

  // "अगर वे दिल्ली आते तो मोदी उनसे मिलते": neither came about.
  bool isUnreal(std::size_t i) const {
    const LexedText& text = input_.text;
    const auto opens = [&](const Clause& clause) {
      const Item& head = item(clause.items.front());
      return text.is(text.lexemes[head.first], Grammar::kThen) ||
             std::any_of(head.cues.begin(), head.cues.end(), [this](std::uint32_t row) {
               const CueRow& cue = input_.image.cues()[row];
               return cue.scope == CueScope::kBefore && cue.status == Status::kPossible;
             });
    };
    const auto endsUnreal = [this](const Clause& clause) {
      for (auto j = clause.items.rbegin(); j != clause.items.rend(); ++j) {
        if (item(*j).is_unreal) return true;
        if (view_.isVerb(*j) || item(*j).group >= 0) return false;
      }
      return false;
    };
    const std::size_t own = clauses_.clause_of[i];
    const Clause& clause = clauses_.clauses[own];
    if (!endsUnreal(clause)) return false;
    return opens(clause) ||
           (own + 1 < clauses_.clauses.size() && opens(clauses_.clauses[own + 1]) &&
            endsUnreal(clauses_.clauses[own + 1]));
  }

  // "चेतावनी दी कि प्रतिबंध लगाए जाएंगे": the threat is all that was done.
  bool isOnlyThreatened(std::size_t i, const FrameRow& frame, Status status) const {
    if (frame.relation != Relation::kSanction || status == Status::kHappened) return false;
    for (const Reading& reading : readings_) {
      if (view_.frameOf(reading.trigger).relation != Relation::kThreaten) continue;
      for (std::size_t j = reading.item; j < i; ++j) {
        if (item(j).is_that && !view_.sameClause(reading.item, i)) return true;
      }
    }
    return false;
  }

  // "ऐसी कोई मुलाकात नहीं हुई"
  bool isSuch(std::size_t i) const {
    constexpr std::size_t kReach = 3;  // items
    for (std::size_t j = i; j-- > 0 && j + kReach >= i && view_.sameClause(i, j);) {
      if (item(j).is_such) return true;
      if (item(j).group >= 0 || item(j).marker) return false;
    }
    return false;
  }

  // ", जिनसे वह मिले,": a relative clause with which the sentence does not end.
  bool isInterrupting(const Clause& clause) const {
    return item(clause.items.front()).is_relative &&
           item(clause.items.back()).punctuation == U',' && clause.items.back() + 1u < view_.size();
  }

  // "की है": up to now; "की थी": before what the story tells.
  ReadingTense tenseOf(const TriggerUse& use, const Clause& clause) const {
    if (!use.verbal) return ReadingTense::kOfStory;
    if (isInterrupting(clause)) return ReadingTense::kBefore;
    for (const std::uint32_t i : clause.items) {
      if (i <= use.verb || !view_.isVerb(i - 1) || item(i - 1).is_be) continue;
      if (item(i).is_pluperfect) return ReadingTense::kBefore;
      if (item(i).is_perfect) return ReadingTense::kSince;
    }
    return ReadingTense::kOfStory;
  }

  const FrameInput& input_;
  Clauses clauses_;
  PostposedView view_;
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> readFramesWithPostpositions(const FrameInput& input) {
  return PostposedReader(input).run();
}

}  // namespace chancery
