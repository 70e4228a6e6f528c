// Frames where the subject stands before the verb, and prepositions before a name.

#include <algorithm>

#include "extract/engine/frames.h"
#include "extract/engine/preposed_arguments.h"
#include "extract/engine/preposed_needs.h"
#include "extract/engine/preposed_status.h"

namespace chancery {
namespace {

constexpr int kDoubtOfShared = 30;    // a subject taken over from the verb before
constexpr int kDoubtOfImplied = 120;  // no subject in the sentence
constexpr int kDoubtOfNominal = 30;

class PreposedReader {
 public:
  explicit PreposedReader(const FrameInput& input)
      : input_(input), sentence_(input.sentence), view_(input) {}

  std::vector<Reading> run() {
    for (std::size_t i = 0; i < view_.size(); ++i) {
      if (item(i).group >= 0) continue;
      for (std::uint32_t row : item(i).triggers) {
        if (auto reading = read(i, row)) readings_.push_back(*reading);
      }
    }
    dropBearers();
    return std::move(readings_);
  }

 private:
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
    const bool filled = as_verb ? fillVerb(i, frame, reading) : fillNoun(i, frame, reading);
    if (!filled) return std::nullopt;
    reading.status = trigger.status < kStatusCount ? static_cast<Status>(trigger.status)
                                                   : statusOf(view_, i, reading);
    // an invitation that is declined was made
    if (frame.relation == Relation::kInvite && !as_verb && reading.status == Status::kDenied)
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

  // ", officials in Ulan Bator confirmed": the comma before who says so.
  bool isAttribution(std::size_t comma) const {
    if (item(comma).punctuation != U',') return false;
    for (std::size_t j = comma + 1; j < view_.size() && !view_.isBorder(j); ++j) {
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

  bool fillVerb(std::size_t i, const FrameRow& frame, Reading& reading) const {
    if (view_.isPassive(i)) return fillPassive(i, frame, reading);
    if (isInvited(view_, i) || !clauseSupplies(view_, i, frame)) return false;
    if ((frame.flags & kRemoteFrame) != 0 && isBlamed(view_, i))
      return false;  // "called him a liar"
    const std::vector<Argument> behind = argumentsBehind(view_, i, &frame);
    if ((frame.flags & kNotBeforeInfinitive) != 0 && infinitiveFollows(view_, i)) return false;
    const Slot subject = view_.subjectAt(i);
    reading.subject = subject;
    if (subject.group >= 0 && !view_.takes(subject.group, frame.subject_types)) return false;
    std::vector<Argument> all = behind;
    if (subject.group >= 0) all.push_back({subject.group, Case::kSubject});
    // a frame whose subject stands behind the verb: "received a call from"
    if (frame.subject[0] != Case::kSubject) {
      reading.subject = {fillSlot(frame.subject, frame.subject_types, behind, input_.natures, -1),
                         false};
    }
    reading.object.group =
        fillSlot(frame.object, frame.object_types, all, input_.natures, reading.subject.group);
    if (reading.subject.implied) reading.doubt_permille += kDoubtOfImplied;
    if (sharesSubject(i)) reading.doubt_permille += kDoubtOfShared;
    if (reading.object.group < 0 && frame.subject[0] == Case::kSubject)
      reading.object.group = antecedentBefore(i, frame, reading);
    if (reading.object.group >= 0) return reading.subject.filled();
    if ((frame.flags & kOfDeed) != 0 && deedFollows(view_, i)) {
      reading.object.of_deed = true;
      reading.doubt_permille += kDoubtOfImplied;
      return reading.subject.filled();
    }
    return fillEachOther(frame, reading) || implyObject(frame, reading);
  }

  // "Assad, whom Christopher had called": he to whom the relative clause belongs; -1 for nobody.
  std::int32_t antecedentBefore(std::size_t i, const FrameRow& frame,
                                const Reading& reading) const {
    if (reading.subject.group < 0) return -1;
    bool subject = false;
    for (std::size_t j = i; j-- > 0;) {
      if (item(j).group >= 0) subject = subject || item(j).group == reading.subject.group;
      if (item(j).is_relative) {
        const std::int32_t whom = subject ? view_.antecedentOf(j).group : -1;
        return whom >= 0 && whom != reading.subject.group && view_.takes(whom, frame.object_types)
                   ? whom
                   : -1;
      }
      if (view_.isBorder(j) || (view_.isVerb(j) && !item(j).is_be)) return -1;
    }
    return -1;
  }

  bool fillEachOther(const FrameRow& frame, Reading& reading) const {
    if ((frame.flags & kPlural) == 0 || reading.subject.group < 0) return false;
    reading.each_other = input_.natures[static_cast<std::size_t>(reading.subject.group)].plural;
    return reading.each_other;
  }

  bool sharesSubject(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      if (item(j).group >= 0 && view_.markerOf(item(j).group) == Case::kSubject) return false;
      if (view_.isVerb(j) && !item(j).is_be) return true;
    }
    return false;
  }

  // "was invited to Canada for the summit by Carney": whoever does it may stand far behind.
  std::int32_t agentBehind(std::size_t i, const FrameRow& frame) const {
    for (std::size_t j = i + 1; j < view_.size() && !view_.isBorder(j) && !item(j).is_relative;
         ++j) {
      const std::int32_t group = item(j).group;
      if (group >= 0 && view_.markerOf(group) == Case::kBy &&
          view_.takes(group, frame.subject_types))
        return group;
      if (view_.isVerb(j) && !item(j).is_be) break;
    }
    return -1;
  }

  bool fillPassive(std::size_t i, const FrameRow& frame, Reading& reading) const {
    reading.passive = true;
    const std::vector<Argument> behind = argumentsBehind(view_, i, &frame);
    for (const Argument& argument : behind) {
      if (argument.marker == Case::kBy && view_.takes(argument.group, frame.subject_types)) {
        reading.subject.group = argument.group;
        break;
      }
    }
    if (reading.subject.group < 0) reading.subject.group = agentBehind(i, frame);
    if (frame.object[0] == Case::kBetween || (frame.flags & kPlural) != 0)
      return fillPassiveOfPair(i, frame, behind, reading);
    if (frame.object[0] == Case::kTo && (frame.flags & kNeedsGoods) == 0) {
      // "was delivered to Khamenei by Velayati"
      reading.passive = false;
      reading.object.group =
          fillSlot(frame.object, frame.object_types, behind, input_.natures, reading.subject.group);
      return reading.subject.group >= 0 && reading.object.group >= 0;
    }
    reading.object = view_.subjectAt(i);
    if (reading.object.group < 0 && !reading.object.implied) {
      // "Modi, received by Putin at the airport,": the name just before
      for (std::size_t j = i; j-- > 0 && j + 3 > i;) {
        if (item(j).group >= 0) reading.object.group = item(j).group;
        if (item(j).group >= 0) break;
      }
    }
    if (reading.object.group >= 0 && !view_.takes(reading.object.group, frame.object_types))
      return false;
    return reading.subject.group >= 0 && reading.object.filled() &&
           reading.object.group != reading.subject.group;
  }

  // "a truce between A and B, brokered by C", "a treaty between A and B was signed", "signed by A
  // and B"
  bool fillPassiveOfPair(std::size_t i, const FrameRow& frame, const std::vector<Argument>& behind,
                         Reading& reading) const {
    std::int32_t pair = -1;
    for (std::size_t j = reading.clause_first; j < reading.clause_last && pair < 0; ++j) {
      const std::int32_t group = item(j).group;
      if (group < 0 || view_.markerOf(group) != Case::kBetween || !view_.isPlural(group)) continue;
      if (view_.takes(group, frame.subject_types)) pair = group;
    }
    if (frame.object[0] == Case::kBetween) {
      reading.object.group = pair;
      if (pair < 0) return implyObject(frame, reading);
      return reading.subject.group >= 0 && pair != reading.subject.group;
    }
    if (reading.subject.group >= 0) {
      reading.object.group =
          fillSlot(frame.object, frame.object_types, behind, input_.natures, reading.subject.group);
      if (reading.object.group >= 0) return true;
      const Slot met = view_.subjectAt(i);  // "Rouhani was also met by Hollande"
      if (met.filled() && frame.relation != Relation::kSign && met.group != reading.subject.group &&
          (met.group < 0 || view_.takes(met.group, frame.object_types))) {
        reading.object = met;
        return true;
      }
      return fillEachOther(frame, reading);
    }
    reading.subject.group = pair;
    reading.each_other = pair >= 0;
    if (pair < 0) {  // "the treaty was signed with India"
      const Slot subject = view_.subjectAt(i);
      if (subject.group >= 0 && view_.isPlural(subject.group)) {
        reading.subject = subject;
        reading.each_other = true;
      }
    }
    if (reading.each_other) return view_.takes(reading.subject.group, frame.subject_types);
    if (frame.relation != Relation::kSign || view_.subjectAt(i).group >= 0) return false;
    if ((frame.flags & kNeedsPact) != 0) return false;  // "before a truce was reached in 1994"
    // "the accord is to be signed in March"
    reading.subject.implied = true;
    reading.subject.pair = true;
    reading.each_other = true;
    reading.doubt_permille += 2 * kDoubtOfImplied;
    return true;
  }

  bool fillNoun(std::size_t i, const FrameRow& frame, Reading& reading) const {
    std::vector<Argument> arguments = argumentsOfNoun(view_, i);
    reading.doubt_permille += kDoubtOfNominal;
    if ((frame.flags & kPlural) != 0 && fillSides(i, frame, reading)) return true;
    std::size_t carrier = view_.carrierOf(i);
    if (carrier == view_.size()) carrier = relativeCarrierOf(i);
    if (carrier < i) {  // "gave Hamas an ultimatum"
      std::size_t receiver = carrier + 1;
      while (receiver < i && (item(receiver).is_article || item(receiver).is_adjective)) ++receiver;
      if (item(receiver).group >= 0) arguments.push_back({item(receiver).group, Case::kObject});
    }
    if (carrier > i && carrier < view_.size()) {  // "sanctions were imposed on Iran by the Council"
      for (const Argument& argument : argumentsBehind(view_, carrier, nullptr))
        arguments.push_back(argument);
    }
    if ((frame.flags & kNeedsSupportVerb) != 0 && carrier == view_.size() &&
        !hasPossessor(arguments))
      return false;
    std::int32_t object = fillSlot(frame.object, frame.object_types, arguments, input_.natures, -1);
    std::int32_t subject =
        fillSlot(frame.subject, frame.subject_types, arguments, input_.natures, object);
    // "the meeting of Modi and Putin": nothing is left for the subject, so the plural is it
    if (subject < 0 && object >= 0 && (frame.flags & kPlural) != 0 && view_.isPlural(object) &&
        fillSlot(frame.subject, frame.subject_types, arguments, input_.natures, -1) == object &&
        view_.matrixSubject(i, carrier).group < 0) {
      reading.subject.group = object;
      reading.each_other = true;
      return true;
    }
    if (frame.relation == Relation::kHost && carrier < i && view_.isPassive(carrier))
      return fillHonoured(carrier, subject, frame, reading);
    reading.object.group = object;
    reading.subject.group = subject;
    if (subject < 0 && (frame.flags & kTakesMatrixAgent) != 0)
      reading.subject = carrier > i && carrier < view_.size() && !view_.isPassive(carrier)
                            ? view_.subjectAt(carrier)
                            : view_.matrixSubject(i, carrier);
    // "received a letter from Biden": who receives it stands before the verb
    if (object < 0 && subject >= 0 && view_.markerOf(subject) == Case::kFrom &&
        carrier < view_.size() && !view_.isPassive(carrier) &&
        view_.subjectAt(carrier).group != subject) {
      reading.object = view_.subjectAt(carrier);
      const bool fits =
          reading.object.group >= 0 && view_.takes(reading.object.group, frame.object_types);
      if (fits) return true;
    }
    if (reading.subject.group >= 0 && !view_.takes(reading.subject.group, frame.subject_types))
      return false;
    if (reading.subject.group == object && object >= 0) return false;
    if (object >= 0) {
      if (reading.subject.implied) reading.doubt_permille += kDoubtOfImplied;
      return reading.subject.filled();
    }
    if (frame.relation == Relation::kInvite && subject >= 0 && fillAcceptance(i, reading))
      return true;
    if ((frame.flags & kObjectMatrix) != 0 && subject >= 0) return fillGuest(i, reading);
    if (subject < 0 && object < 0 && arguments.empty() && isToldOf(i, frame, reading)) {
      reading.subject = Slot{};
      reading.subject.implied = true;
      reading.subject.pair = true;
      reading.each_other = true;
      reading.doubt_permille += 2 * kDoubtOfImplied;
      return true;
    }
    if (subject < 0 && carrier == view_.size() && view_.prepositionBefore(i) == view_.size())
      return false;
    return fillEachOther(frame, reading) || (carrier < view_.size() && implyObject(frame, reading));
  }

  // "the sanctions it imposed on UNITA", "the talks he held with Xi": the verb of a clause that is
  // about the noun, with its subject right behind the noun; size() if there is none.
  std::size_t relativeCarrierOf(std::size_t i) const {
    std::size_t j = i + 1;
    if (j >= view_.size()) return view_.size();
    const bool subject =
        item(j).group >= 0 ? view_.markerOf(item(j).group) == Case::kSubject : view_.isPlain(j);
    if (!subject) return view_.size();
    ++j;
    while (j < view_.size() && (item(j).is_have || item(j).is_adverb)) {
      if (item(j).is_support && view_.isVerb(j) && j + 1 < view_.size() && !view_.isVerb(j + 1))
        break;
      ++j;
    }
    const bool carries = j < view_.size() && item(j).is_support && view_.isVerb(j);
    return carries ? j : view_.size();
  }

  // "The talks are due to resume on Monday": of those who met last, where the sentence says of the
  // noun itself whether and when.
  bool isToldOf(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    if ((frame.flags & kPlural) == 0 || frame.relation == Relation::kSign) return false;
    for (std::size_t j = i; j-- > reading.clause_first;) {
      const Item& it = item(j);
      const bool describes = it.is_article || it.is_adjective || it.is_number || it.is_noun;
      if (it.group >= 0 || (!describes && it.date < 0)) return false;
    }
    for (std::size_t j = i + 1; j < reading.clause_last; ++j) {
      const bool says =
          std::any_of(item(j).cues.begin(), item(j).cues.end(), [&](std::uint32_t row) {
            return input_.image.cues()[row].language == sentence_.language;
          });
      if (says) return true;
      if (view_.isVerb(j) || item(j).is_clause || item(j).is_relative) return false;
    }
    return false;
  }

  // "She was accorded a ceremonial reception at Rashtrapati Bhavan": by the state where it is.
  bool fillHonoured(std::size_t carrier, std::int32_t host, const FrameRow& frame,
                    Reading& reading) const {
    reading.object = view_.subjectAt(carrier);
    if (reading.object.group >= 0 && !view_.takes(reading.object.group, frame.object_types))
      return false;
    for (std::size_t j = carrier + 1; j < reading.clause_last && host < 0; ++j) {
      const std::int32_t group = item(j).group;
      if (group >= 0 && view_.markerOf(group) == Case::kBy &&
          view_.takes(group, frame.subject_types))
        host = group;
    }
    reading.subject.group = host;
    reading.subject.of_place = host < 0;
    return reading.object.filled() && reading.object.group != host;
  }

  // "accepted an invitation from Trump": who accepts is invited.
  bool fillAcceptance(std::size_t i, Reading& reading) const {
    for (std::size_t j = i; j-- > reading.clause_first;) {
      if (item(j).group >= 0 && !view_.isPossessor(item(j).group)) return false;
      const bool declined = std::any_of(
          item(j).cues.begin(), item(j).cues.end(),
          [this](std::uint32_t row) { return input_.image.cues()[row].status == Status::kDenied; });
      if (!item(j).is_accept && !declined) continue;
      reading.object = declined          ? view_.subjectOf(j)
                       : view_.isVerb(j) ? view_.subjectAt(j)
                                         : Slot{};
      return reading.object.filled() && reading.object.group != reading.subject.group;
    }
    return false;
  }

  // "came at his invitation", "is on a visit at the invitation of": who comes is invited.
  bool fillGuest(std::size_t i, Reading& reading) const {
    std::size_t noun = i;
    while (noun > 0 && (item(noun - 1).is_possessive ||
                        (item(noun - 1).group >= 0 && view_.isPossessor(item(noun - 1).group)))) {
      --noun;
    }
    if (const std::size_t preposition = view_.prepositionBefore(noun); preposition < view_.size()) {
      const std::optional<Case> marker = item(preposition).marker;
      if (marker != Case::kAt && marker != Case::kOn) return false;
    } else if (view_.isOneWord(i)) {
      return false;  // "at the invitation" is one entry of the lexicon
    }
    for (std::size_t j = i; j-- > reading.clause_first;) {
      if (!view_.isVerb(j)) continue;
      reading.object = view_.subjectAt(j);
      break;
    }
    for (std::size_t j = i + 1; j < reading.clause_last && !reading.object.filled(); ++j) {
      if (view_.isVerb(j)) reading.object = view_.subjectAt(j);
    }
    if (!reading.object.filled()) reading.object = view_.subjectOf(i);  // "was the guest of"
    return reading.object.group >= 0 && reading.object.group != reading.subject.group;
  }

  // "between A and B on one side and C and D on the other"
  bool fillSides(std::size_t i, const FrameRow& frame, Reading& reading) const {
    std::int32_t last = -1;
    std::int32_t one = -1;
    for (std::size_t j = i + 1; j < view_.size() && !view_.isBorder(j); ++j) {
      if (item(j).group >= 0) last = item(j).group;
      if (!item(j).is_side || last < 0 || last == one) continue;
      if (one < 0) {
        one = last;
      } else if (view_.takes(one, frame.subject_types) && view_.takes(last, frame.object_types)) {
        reading.subject.group = one;
        reading.object.group = last;
        return true;
      }
    }
    return false;
  }

  static bool implyObject(const FrameRow& frame, Reading& reading) {
    if ((frame.flags & (kObjectImplied | kPairImplied)) == 0 || !reading.subject.filled())
      return false;
    reading.object.implied = true;
    reading.doubt_permille += kDoubtOfImplied;
    return true;
  }

  static bool hasPossessor(const std::vector<Argument>& arguments) {
    return std::any_of(arguments.begin(), arguments.end(), [](const Argument& argument) {
      return argument.marker == Case::kPossessor;
    });
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
