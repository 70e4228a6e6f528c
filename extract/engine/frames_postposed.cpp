// Frames where markers follow a name and the verb stands at the end.

#include <algorithm>

#include "extract/engine/frames.h"
#include "extract/engine/postposed.h"
#include "extract/engine/postposed_arguments.h"
#include "extract/engine/postposed_status.h"

namespace chancery {
namespace {

constexpr unsigned kPersonBit = 1u << static_cast<unsigned>(EntityType::kPerson);
constexpr int kDoubtOfInherited = 60;
constexpr int kDoubtOfImplied = 180;
constexpr int kDoubtOfShared = 100;
constexpr int kDoubtOfNominal = 30;

bool hasFlag(const FrameRow& frame, std::uint32_t flag) { return (frame.flags & flag) != 0; }

bool isPlaceFrame(const FrameRow& frame) { return frame.relation == Relation::kVisit; }

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
    mediateReadings();
    return std::move(readings_);
  }

 private:
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
  std::size_t next(std::size_t i) const { return view_.next(i); }
  const Clause& clauseAt(std::size_t i) const { return view_.clauseAt(i); }
  const GroupNature& nature(std::int32_t group) const {
    return input_.natures[static_cast<std::size_t>(group)];
  }
  bool fits(std::int32_t group, std::uint8_t types) const {
    return (view_.typesOf(group) & types) != 0;
  }

  std::optional<Reading> read(std::size_t i, std::uint32_t row) {
    const TriggerRow& trigger = input_.image.triggers()[row];
    if (trigger.language != input_.sentence.language) return std::nullopt;
    const FrameRow& frame = input_.image.frames()[trigger.frame];
    const std::optional<TriggerUse> use = useOf(i, trigger);
    if (!use || !isUsedSo(i, frame, *use)) return std::nullopt;

    Reading reading;
    reading.item = static_cast<std::uint32_t>(i);
    reading.trigger = row;
    const std::vector<Argument> arguments = use->verbal
                                                ? argumentsOfVerb(view_, i, *use, reachesFar(frame))
                                                : argumentsOfNoun(view_, i);
    if (!fill(i, frame, *use, arguments, reading)) return std::nullopt;
    reading.status = statusOfUse(view_, i, row, *use);
    const Clause& clause = clauseAt(i);
    reading.agent = clause.agent;
    reading.clause_first = clause.items.front();
    reading.clause_last = clause.items.back() + 1;
    reading.tense = tenseOf(*use, clause);
    if (!use->verbal) reading.doubt_permille += kDoubtOfNominal;
    return reading;
  }

  // "की है": up to now; "की थी": before what the story tells.
  ReadingTense tenseOf(const TriggerUse& use, const Clause& clause) const {
    if (!use.verbal) return ReadingTense::kOfStory;
    for (const std::uint32_t i : clause.items) {
      if (i <= use.verb || !view_.isVerb(i - 1) || item(i - 1).is_be) continue;
      if (item(i).is_pluperfect) return ReadingTense::kBefore;
      if (item(i).is_perfect) return ReadingTense::kSince;
    }
    return ReadingTense::kOfStory;
  }

  // ---- how the trigger stands

  std::optional<TriggerUse> useOf(std::size_t i, const TriggerRow& trigger) const {
    TriggerUse use;
    use.verb = i;
    const std::size_t behind = next(i);
    const bool at_end = behind >= view_.size();
    if (trigger.trigger_class == TriggerClass::kVerb) return useOfVerb(i, use);
    if (!at_end && item(behind).marker && !view_.isVerb(behind)) {
      const std::size_t bearer = transparentBehind(behind);
      if (bearer >= view_.size()) {
        use.marker = item(behind).marker;
        return use;
      }
      if (!item(bearer).is_giving) return carried(bearer, use);
      use.verbal = true;
      use.verb = bearer;
      return use;
    }
    // a noun joined to another: both are carried by the same verb
    if (const std::size_t joined = joinedTrigger(i); joined != 0) {
      return useOf(joined, input_.image.triggers()[item(joined).triggers.front()]);
    }
    if (isModifierOfNoun(i)) return std::nullopt;
    return carried(i, use);
  }

  std::optional<TriggerUse> useOfVerb(std::size_t i, TriggerUse use) const {
    const std::size_t behind = next(i);
    const bool at_end = behind >= view_.size();
    if (at_end || view_.isVerb(behind) || !item(behind).marker) {
      // "से मिली मदद": what follows is what was got
      if (!at_end && item(i).is_verb && (item(behind).is_noun || !item(behind).triggers.empty()) &&
          !item(behind).is_adverb && !view_.isVerb(behind)) {
        return std::nullopt;
      }
      use.verbal = true;
      return use;
    }
    use.infinitive = true;
    use.marker = item(behind).marker;
    return use;
  }

  // The verb that carries a noun; a headline or a caption ends with the noun.
  TriggerUse carried(std::size_t noun, TriggerUse use) const {
    for (std::size_t j = next(noun); j < view_.size(); j = next(j)) {
      if (view_.isVerb(j)) {
        use.verbal = true;
        use.verb = j;
        return use;
      }
    }
    use.verbal = next(noun) >= view_.size();
    return use;
  }

  // "वार्ता का नौवां दौर", "भोज का आयोजन": the noun that says no more than the trigger does; the
  // number of items where there is none.
  std::size_t transparentBehind(std::size_t marker) const {
    if (item(marker).marker != Case::kOf) return view_.size();
    std::size_t j = next(marker);
    while (j < view_.size() && item(j).group < 0 && item(j).triggers.empty() &&
           (item(j).is_adjective || item(j).is_number) && !item(j).is_transparent) {
      j = next(j);
    }
    if (j < view_.size() && item(j).is_giving && view_.isVerb(j)) return j;
    if (j >= view_.size() || !item(j).is_transparent) return view_.size();
    const std::size_t behind = next(j);
    const bool marked = behind < view_.size() && item(behind).marker && !view_.isVerb(behind);
    return marked ? view_.size() : j;
  }

  // "वार्ता प्रक्रिया को": the noun only describes the one behind it.
  bool isModifierOfNoun(std::size_t i) const {
    const std::size_t behind = next(i);
    if (behind >= view_.size()) return false;
    const Item& noun = item(behind);
    if (noun.group >= 0 || !noun.is_noun || noun.is_verb || noun.is_adverb || noun.is_adjective ||
        !noun.triggers.empty() || !noun.cues.empty())
      return false;
    const std::size_t marker = next(behind);
    return marker < view_.size() && item(marker).marker && !view_.isVerb(marker);
  }

  // "मुलाकात और चर्चा": the item of the second noun; 0 if there is none.
  std::size_t joinedTrigger(std::size_t i) const {
    const std::size_t link = next(i);
    if (link >= view_.size() || !(item(link).is_and || item(link).punctuation == U',')) return 0;
    std::size_t other = next(link);
    for (int steps = 0; other < view_.size() && steps < 2; ++steps) {
      if (!item(other).triggers.empty() && item(other).group < 0 && !view_.hasVerbTrigger(other))
        return other;
      if (!item(other).is_adjective) return 0;
      other = next(other);
    }
    return 0;
  }

  // What the frame asks of the words around its trigger.
  bool isUsedSo(std::size_t i, const FrameRow& frame, const TriggerUse& use) const {
    if (view_.isAuxiliary(i) || (use.infinitive && isOnlyAnnounced(i))) return false;
    if (use.verbal && use.verb != i && item(use.verb).is_verbal_noun && isOnlyAnnounced(use.verb))
      return false;
    if (hasFlag(frame, kObjectMatrix)) return !use.verbal && use.marker == Case::kOn;
    if (!use.verbal && hasFlag(frame, kNeedsSupportVerb)) return false;
    // "बातचीत टूटी"
    if (use.verbal && use.verb != i && item(use.verb).is_undone && infoOf(frame.relation).symmetric)
      return false;
    if (isPlaceFrame(frame) && use.verbal && use.verb == i && isCarrierOfNoun(i)) return false;
    if (hasFlag(frame, kNeedsGiving)) {
      if (!use.verbal || !(item(use.verb).is_giving || item(use.verb).is_receiving)) return false;
    }
    if (hasFlag(frame, kNeedsLightVerb) && !(use.verbal && item(use.verb).is_light)) return false;
    if (hasFlag(frame, kNeedsBlame) && !clauseHasBefore(i, &Item::is_blame)) return false;
    if (hasFlag(frame, kNotUndone) && clauseHasBehind(i, &Item::is_undone)) return false;
    if (hasFlag(frame, kNeedsBacking) && !clauseHasBefore(i, &Item::is_backing)) return false;
    return !hasFlag(frame, kNeedsDirectMarker) || isSaidDirectly(i);
  }

  // "हस्ताक्षर पेरिस में होंगे": the verb says of a noun before it that it comes about.
  bool isCarrierOfNoun(std::size_t i) const {
    for (const std::uint32_t j : clauseAt(i).items) {
      if (j >= i) break;
      const std::size_t behind = next(j);
      if (item(j).group >= 0 || item(j).triggers.empty() || view_.hasVerbTrigger(j)) continue;
      if (item(behind).marker && !view_.isVerb(behind)) continue;
      if (carried(j, {}).verb == i) return true;
    }
    return false;
  }

  bool clauseHasBehind(std::size_t i, bool Item::*flag) const {
    for (std::size_t j = next(i); j < view_.size(); j = next(j)) {
      if (item(j).*flag) return true;
    }
    return false;
  }

  bool clauseHasBefore(std::size_t i, bool Item::*flag) const {
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    return std::any_of(items.begin(), items.end(),
                       [&](std::uint32_t j) { return j < i && item(j).*flag; });
  }

  // "पुतिन को बताया" tells him; "पुतिन को मित्र बताया" calls him a friend.
  bool isSaidDirectly(std::size_t i) const {
    if (i == 0 || clauseHasBefore(i, &Item::is_blame)) return false;
    const Item& before = item(i - 1);
    if (before.punctuation != 0 || before.is_that || before.is_and) return true;
    return before.group >= 0 ? view_.phraseOf(before.group).pronoun.has_value()
                             : before.marker.has_value() || before.is_adverb || before.date >= 0;
  }

  // "भारत आने का न्योता", "टैरिफ लगाने की धमकी": what an invitation or a threat is about is not said to
  // come about.
  bool isOnlyAnnounced(std::size_t i) const {
    const std::size_t marker = next(i);
    std::size_t behind = marker < view_.size() ? next(marker) : marker;
    while (behind < view_.size() && item(behind).group < 0 && item(behind).is_adjective)
      behind = next(behind);
    if (behind >= view_.size() || !item(marker).marker) return false;
    const std::span<const std::uint32_t> triggers = item(behind).triggers;
    return std::any_of(triggers.begin(), triggers.end(), [this](std::uint32_t row) {
      const Relation relation = view_.frameOf(row).relation;
      return relation == Relation::kInvite || relation == Relation::kThreaten;
    });
  }

  // ---- who stands in the slots

  bool fill(std::size_t i, const FrameRow& frame, const TriggerUse& use,
            const std::vector<Argument>& arguments, Reading& reading) const {
    if (use.verbal && item(use.verb).is_receiving && use.verb != i)
      return fillReceived(frame, arguments, reading);
    if (frame.relation == Relation::kInvite && clauseHasBehind(i, &Item::is_accept))
      return fillAccepted(i, frame, arguments, reading);
    // the object first where only it can take the case: what is left may be the subject
    std::int32_t object =
        isPlaceFrame(frame)
            ? destination(i, frame, use, arguments)
            : fillSlot(objectCasesFirst(frame), frame.object_types, arguments, input_.natures, -1);
    // "लावरोव के साथ उनकी वार्ता हुई": what comes about has its subject beside it
    std::int32_t subject = -1;
    if (comesAbout(i, use)) {
      subject = fillSlot({Case::kOf}, frame.subject_types, arguments, input_.natures, object);
    }
    if (subject < 0)
      subject = fillSlot(frame.subject, frame.subject_types, arguments, input_.natures, object);
    // "मोदी का रस्मी स्वागत किया गया": to whom it was done
    if (object < 0 && subject >= 0 && use.verbal && view_.isPassive(use) &&
        view_.markerOf(subject) == Case::kOf && !infoOf(frame.relation).symmetric) {
      std::swap(subject, object);
    }
    // of two bare names the first acts: "दोनों विशेष प्रतिनिधि नियुक्त करने पर राजी हुए"
    const std::int32_t first = clauseAt(i).agent;
    if (subject >= 0 && use.verbal && first >= 0 && first != object && first != subject &&
        view_.markerOf(subject) == Case::kSubject && view_.markerOf(first) == Case::kSubject &&
        (view_.typesOf(first) & kPersonBit) != 0 && standsWith(first, arguments)) {
      subject = first;
    }
    if (object < 0) {
      if (isPlaceFrame(frame)) return false;
      object = fillSlot(frame.object, frame.object_types, arguments, input_.natures, subject);
    }
    if (subject < 0 && use.verbal) subject = subjectBehind(use.verb, frame, object);
    if (subject < 0 && hasFlag(frame, kPlural)) subject = severalWithin(frame, arguments);
    if (subject < 0) subject = agentFor(i, frame, use, object, reading);
    reading.subject.group = subject;
    if (object < 0) object = objectElsewhere(i, frame, use, arguments, subject, reading);
    if (object >= 0 && subject >= 0 && isEachOther(object)) {
      reading.each_other = nature(subject).plural;
      return reading.each_other;
    }
    reading.object.group = object;
    if (object >= 0) {
      if (hasFlag(frame, kOverNoun) && !nounBetween(object, i)) return false;
      if (hasFlag(frame, kNeedsPurpose) && !saysPurpose(object, i)) return false;
      if (subject >= 0) return true;
      if (framesTheClause(i, frame, use)) {
        reading.subject.implied = true;
        reading.doubt_permille += kDoubtOfImplied;
        return true;
      }
      if (!use.verbal || (isPlaceFrame(frame) && thingActs(i))) return false;
      if (view_.isPassive(use)) {
        // "हनोई में मोदी का रस्मी स्वागत किया गया": by those at home there
        reading.subject.of_place =
            frame.relation == Relation::kHost || frame.relation == Relation::kGreet;
        return reading.subject.of_place;
      }
      reading.subject.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    if (subject < 0) return bySameTwo(i, frame, use, arguments, reading);
    const bool only_for_it = !use.verbal && use.marker == Case::kFor;
    if (hasFlag(frame, kPlural) && !only_for_it && nature(subject).plural &&
        standsWith(subject, arguments)) {
      reading.each_other = true;
      return true;
    }
    const bool pair = hasFlag(frame, kPairImplied);
    if ((hasFlag(frame, kObjectImplied) && use.verbal) ||
        (pair && (use.verbal || use.marker == Case::kIn || use.marker == Case::kAblative))) {
      reading.object.implied = true;
      reading.object.pair = pair;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    return false;
  }

  // "अमीर के साथ बैठक में व्यापार पर बात हुई": with whom he met of whom the text tells.
  bool framesTheClause(std::size_t i, const FrameRow& frame, const TriggerUse& use) const {
    const RelationInfo& info = infoOf(frame.relation);
    return !use.verbal && !use.infinitive && info.symmetric && info.family == "contact" &&
           (use.marker == Case::kIn || use.marker == Case::kDuring) && clauseAt(i).agent < 0;
  }

  // "अमीर के साथ बैठक में … पर बात हुई": whoever is named belongs to the noun before.
  bool isOfNounBefore(std::int32_t group) const {
    return std::any_of(readings_.begin(), readings_.end(), [group](const Reading& reading) {
      return reading.object.group == group || reading.subject.group == group;
    });
  }

  bool isEachOther(std::int32_t group) const {
    return view_.phraseOf(group).pronoun == PronounKind::kEachOther;
  }

  // "इस बैठक में व्यापार पर चर्चा हुई", "अगली बैठक दिसंबर में होगी": nobody is named, for it is told of those
  // who were just said to deal with each other.
  bool bySameTwo(std::size_t i, const FrameRow& frame, const TriggerUse& use,
                 const std::vector<Argument>& arguments, Reading& reading) const {
    if (!infoOf(frame.relation).symmetric || !use.verbal || use.verb == i) return false;
    if (!item(use.verb).is_arising && !view_.isPassive(use)) return false;
    const Clause& clause = clauseAt(i);
    if (clause.agent >= 0 && !clause.agent_inherited) return false;
    if (belongsToSomethingElse(i) || saysWhatItIs(i, use.verb)) return false;
    for (const Argument& argument : arguments) {
      if (isOfNounBefore(argument.group)) continue;
      const bool where = argument.marker == Case::kIn || argument.marker == Case::kAt ||
                         argument.marker == Case::kOn || argument.marker == Case::kAbout ||
                         argument.marker == Case::kOther || argument.marker == Case::kAfter ||
                         argument.marker == Case::kBefore || argument.marker == Case::kDuring;
      if (!where && (view_.typesOf(argument.group) & frame.object_types) != 0) return false;
    }
    reading.subject.implied = reading.subject.pair = true;
    reading.each_other = true;
    reading.doubt_permille += kDoubtOfImplied;
    return true;
  }

  // "समझौता टिकाऊ होगा": what it is like, not that it came about.
  bool saysWhatItIs(std::size_t i, std::size_t verb) const {
    for (std::size_t j = next(i); j < verb; j = next(j)) {
      if ((item(j).is_adjective || item(j).is_noun) && !item(j).is_adverb && item(j).date < 0)
        return true;
    }
    return false;
  }

  // "मंत्रिमंडल की बैठक हुई", "मजदूरों से बातचीत हुई": with a noun of its own that says whose it is; but
  // "चौथे दौर की वार्ता".
  bool belongsToSomethingElse(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      const Item& it = item(j);
      if (!view_.sameClause(i, j)) return false;
      if (it.is_adjective || it.is_number || it.is_adverb || it.date >= 0 || it.topic >= 0)
        continue;
      if (it.marker == Case::kOf && j > 0 && item(j - 1).is_transparent) {
        --j;
        continue;
      }
      if (it.marker == Case::kAblative && j > 0 && item(j - 1).group < 0) {  // "विस्तार से"
        --j;
        continue;
      }
      return it.marker == Case::kOf || it.marker == Case::kAblative || it.marker == Case::kWith ||
             it.marker == Case::kBetween;
    }
    return false;
  }

  // "भारत और पाकिस्तान में सहमति बनी"
  std::int32_t severalWithin(const FrameRow& frame, const std::vector<Argument>& arguments) const {
    for (const Argument& argument : arguments) {
      const bool several = argument.marker == Case::kIn && nature(argument.group).plural;
      if (several && fits(argument.group, frame.subject_types)) return argument.group;
    }
    return -1;
  }

  // "मोदी को पुतिन से न्योता मिला": whoever gets it stands in the dative.
  bool fillReceived(const FrameRow& frame, const std::vector<Argument>& arguments,
                    Reading& reading) const {
    reading.object.group =
        fillSlot({Case::kDative}, frame.object_types, arguments, input_.natures, -1);
    reading.subject.group =
        fillSlot({Case::kBehalf, Case::kAblative, Case::kOf}, frame.subject_types, arguments,
                 input_.natures, reading.object.group);
    return reading.object.group >= 0 && reading.subject.group >= 0;
  }

  // "मोदी ने पुतिन का न्योता स्वीकार किया": whoever accepts was invited.
  bool fillAccepted(std::size_t i, const FrameRow& frame, const std::vector<Argument>& arguments,
                    Reading& reading) const {
    reading.subject.group = fillSlot({Case::kBehalf, Case::kOf, Case::kAblative},
                                     frame.subject_types, arguments, input_.natures, -1);
    const std::int32_t agent = clauseAt(i).agent;
    reading.object.group = agent;
    return reading.subject.group >= 0 && agent >= 0 && agent != reading.subject.group;
  }

  bool comesAbout(std::size_t i, const TriggerUse& use) const {
    if (!use.verbal || use.verb == i) return false;
    return item(use.verb).is_be && !isAgentMarked(clauseAt(i).agent);
  }

  bool isAgentMarked(std::int32_t group) const {
    return group >= 0 && view_.markerOf(group) == Case::kErgative;
  }

  // Where somebody goes: the place nearest to the verb, in any case that the frame allows.
  std::int32_t destination(std::size_t i, const FrameRow& frame, const TriggerUse& use,
                           const std::vector<Argument>& arguments) const {
    for (const Argument& argument : arguments) {
      const bool allowed = std::find(frame.object.begin(), frame.object.end(), argument.marker) !=
                           frame.object.end();
      const auto& pronoun = view_.phraseOf(argument.group).pronoun;
      const bool names =
          !pronoun || *pronoun == PronounKind::kThere || *pronoun == PronounKind::kHere;
      if (!allowed || !names || !fits(argument.group, frame.object_types)) continue;
      if (hasFlag(frame, kNeedsDirection) && !standsBefore(argument.group, i)) continue;
      return argument.group;
    }
    return use.verbal ? placeBeforeWhere(i, frame) : -1;
  }

  // "ताशकंद में, जहां वे सोमवार को पहुंचे थे": the place of which the clause tells.
  std::int32_t placeBeforeWhere(std::size_t i, const FrameRow& frame) const {
    for (const std::uint32_t where : clauseAt(i).items) {
      if (where >= i || !item(where).is_where) continue;
      for (std::size_t j = where; j-- > 0;) {
        const std::int32_t group = item(j).group;
        if (group < 0 || view_.phraseOf(group).pronoun) continue;
        const Case marker = view_.markerOf(group);
        const bool there = marker == Case::kIn || marker == Case::kSubject || marker == Case::kAt;
        if (there && fits(group, frame.object_types) && !view_.phraseOf(group).hasRole())
          return group;
      }
    }
    return -1;
  }

  // True when nothing but a marker, an adverb or a date stands between the group and the trigger.
  bool standsBefore(std::int32_t group, std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      const Item& it = item(j);
      if (it.group >= 0) return it.group == group;
      const bool says_something = it.is_noun || it.is_verb || it.punctuation != 0 || it.is_and ||
                                  it.is_that || it.is_clause || !it.triggers.empty();
      if (!it.marker && it.date < 0 && !it.is_adverb && !it.is_adjective && says_something)
        return false;
    }
    return false;
  }

  // "तेहरान पहुंचे प्रधानमंत्री मनमोहन सिंह ने": who acts stands behind the participle.
  std::int32_t subjectBehind(std::size_t verb, const FrameRow& frame, std::int32_t object) const {
    const std::size_t behind = next(verb);
    if (behind >= view_.size()) return -1;
    const std::int32_t group = item(behind).group;
    if (group < 0 || group == object || !PostposedView::isAgentCase(view_.markerOf(group)))
      return -1;
    return fits(group, frame.subject_types) ? group : -1;
  }

  // The cases that only the object takes.
  static std::array<Case, kMaxSlotCases> objectCasesFirst(const FrameRow& frame) {
    std::array<Case, kMaxSlotCases> cases{};
    std::size_t count = 0;
    for (const Case wanted : frame.object) {
      const bool shared =
          std::find(frame.subject.begin(), frame.subject.end(), wanted) != frame.subject.end();
      if (wanted != Case::kNone && !shared) cases[count++] = wanted;
    }
    return cases;
  }

  static bool standsWith(std::int32_t group, const std::vector<Argument>& arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [group](const Argument& argument) { return argument.group == group; });
  }

  bool nounBetween(std::int32_t group, std::size_t i) const {
    for (std::size_t j = i; j-- > 0 && item(j).group != group;) {
      if (item(j).is_noun && !item(j).is_adjective && !item(j).is_verb) return true;
    }
    return false;
  }

  // "दिल्ली बुलाया", "सम्मेलन के लिए बुलाया", "खाने पर बुलाया"
  bool saysPurpose(std::int32_t object, std::size_t i) const {
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    return std::any_of(items.begin(), items.end(), [&](std::uint32_t j) {
      if (j >= i) return false;
      const bool purpose =
          item(j).marker == Case::kFor || item(j).marker == Case::kOn ||
          (item(j).marker == Case::kIn && (j + 1 == i || (j + 2 == i && item(j + 1).is_not)));
      return purpose || (item(j).group >= 0 && item(j).group != object && j + 1 == i &&
                         isDestination(input_, j));
    });
  }

  // Who acts in the clause, where the trigger itself has nobody beside it.
  std::int32_t agentFor(std::size_t i, const FrameRow& frame, const TriggerUse& use,
                        std::int32_t object, Reading& reading) const {
    if (!use.verbal && !use.infinitive && !hasFlag(frame, kTakesMatrixAgent)) return -1;
    if (hasFlag(frame, kObjectMatrix)) return -1;
    const Clause& clause = clauseAt(i);
    if (isPlaceFrame(frame) && use.verbal && thingActs(i)) return -1;
    if (clause.agent < 0 || clause.agent == object) return -1;
    if (clause.agent_inherited && comesAbout(i, use)) return -1;
    if (!fits(clause.agent, frame.subject_types)) return -1;
    if (use.verbal && view_.isPassive(use)) return -1;
    if (clause.agent_inherited) reading.doubt_permille += kDoubtOfInherited;
    return clause.agent;
  }

  // Where the trigger has no object beside it: who came at an invitation, who is spoken of in what
  // somebody warns of, or to whom the same agent did something just before.
  std::int32_t objectElsewhere(std::size_t i, const FrameRow& frame, const TriggerUse& use,
                               const std::vector<Argument>& arguments, std::int32_t subject,
                               Reading& reading) const {
    if (isPlaceFrame(frame)) return -1;
    if (frame.relation == Relation::kMediate) {
      const std::int32_t several = severalWithin(frame, arguments);
      if (several != subject) return several;
    }
    if (hasFlag(frame, kObjectMatrix)) {
      const std::int32_t agent = clauseAt(i).agent;
      return agent != subject && agent >= 0 && fits(agent, frame.object_types) ? agent : -1;
    }
    if (!use.verbal || subject < 0) return -1;
    if (hasFlag(frame, kThroughSpeech)) {
      if (const std::int32_t object = objectInSpeech(i, frame, subject); object >= 0) return object;
      if (const std::int32_t object = objectOfDeed(i, frame, subject); object >= 0) return object;
    }
    if (hasFlag(frame, kPlural) && nature(subject).plural) return -1;
    if (hasFlag(frame, kPairImplied)) return -1;
    if (frame.object.front() == Case::kBetween)
      return -1;  // only several together: "वे … का फैसला किया"
    for (auto reading_before = readings_.rbegin(); reading_before != readings_.rend();
         ++reading_before) {
      const std::int32_t object = reading_before->object.group;
      const bool behalf = view_.markerOf(subject) == Case::kBehalf;
      const bool same_agent = reading_before->subject.group == subject ||
                              (behalf && reading_before->subject.group == clauseAt(i).agent);
      if (!same_agent || object < 0 || !fits(object, frame.object_types)) continue;
      if (view_.frameOf(reading_before->trigger).relation == Relation::kVisit) continue;
      reading.doubt_permille += kDoubtOfShared;
      return object;
    }
    return -1;
  }

  // "चीन पर टैरिफ लगाने की धमकी दी": whom what is threatened would be done to.
  std::int32_t objectOfDeed(std::size_t i, const FrameRow& frame, std::int32_t subject) const {
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    for (auto j = items.rbegin(); j != items.rend(); ++j) {
      const std::int32_t group = item(*j).group;
      if (*j >= i || group < 0 || group == subject) continue;
      const Case marker = view_.markerOf(group);
      const bool aimed_at = marker == Case::kOn || marker == Case::kAgainst;
      if (aimed_at && fits(group, frame.object_types)) return group;
    }
    return -1;
  }

  // "चेतावनी दी कि यदि नेपीता ने …": the state or person that the warning speaks of first.
  std::int32_t objectInSpeech(std::size_t i, const FrameRow& frame, std::int32_t subject) const {
    bool said = false;
    for (std::size_t j = i + 1; j < view_.size(); ++j) {
      said = said || item(j).is_that;
      const std::int32_t group = item(j).group;
      if (!said || group < 0 || group == subject) continue;
      if (view_.markerOf(group) != Case::kIn && fits(group, frame.object_types)) return group;
    }
    return -1;
  }

  // "विमान अदाना पहुंच गया": a thing without a marker is the subject, so nobody who was named is.
  bool thingActs(std::size_t i) const {
    for (const std::uint32_t j : clauseAt(i).items) {
      if (j >= i) break;
      const Item& it = item(j);
      const std::size_t behind = next(j);
      if (it.group < 0 && it.is_noun && !it.is_verb && it.triggers.empty() && it.date < 0 &&
          !it.is_adverb && behind < view_.size() && !item(behind).marker && !item(behind).is_noun) {
        return true;
      }
    }
    return false;
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
