// Frames where markers follow a name and the verb stands at the end.

#include <algorithm>

#include "extract/engine/clauses.h"
#include "extract/engine/frames.h"

namespace chancery {
namespace {

constexpr int kDoubtOfInherited = 60;
constexpr int kDoubtOfImplied = 180;
constexpr int kDoubtOfNominal = 30;
constexpr std::size_t kCueReach = 4;

class PostposedReader {
 public:
  explicit PostposedReader(const FrameInput& input)
      : input_(input), sentence_(input.sentence), clauses_(findClauses(input)) {}

  std::vector<Reading> run() {
    for (std::size_t i = 0; i < sentence_.items.size(); ++i) {
      if (sentence_.items[i].group >= 0) continue;
      for (std::uint32_t row : sentence_.items[i].triggers) {
        if (auto reading = read(i, row)) readings_.push_back(*reading);
      }
    }
    return std::move(readings_);
  }

 private:
  // How a trigger stands: as what the clause says was done, or as a noun inside it.
  struct Use {
    bool verbal = false;
    bool infinitive = false;     // "मिलने के लिए"
    std::size_t verb = 0;        // the item that carries it; the trigger itself for a verb
    std::optional<Case> marker;  // behind a nominal use
  };

  const Item& item(std::size_t i) const { return sentence_.items[i]; }
  const Clause& clauseAt(std::size_t i) const { return clauses_.clauses[clauses_.clause_of[i]]; }
  bool sameClause(std::size_t a, std::size_t b) const {
    return clauses_.clause_of[a] == clauses_.clause_of[b];
  }

  // The next item of the same clause; the number of items when there is none.
  std::size_t next(std::size_t i) const {
    for (std::size_t j = i + 1; j < sentence_.items.size(); ++j) {
      if (sameClause(i, j)) return j;
    }
    return sentence_.items.size();
  }

  std::optional<Reading> read(std::size_t i, std::uint32_t row) {
    const TriggerRow& trigger = input_.image.triggers()[row];
    if (trigger.language != sentence_.language) return std::nullopt;
    const FrameRow& frame = input_.image.frames()[trigger.frame];
    const std::optional<Use> use = useOf(i, trigger);
    if (!use || (!use->verbal && (frame.flags & kNeedsSupportVerb) != 0)) return std::nullopt;
    if (isAuxiliary(i) || (use->infinitive && isInvitation(i))) return std::nullopt;

    Reading reading;
    reading.item = static_cast<std::uint32_t>(i);
    reading.trigger = row;
    const std::vector<Argument> arguments =
        use->verbal ? argumentsOfVerb(i, *use, !isContact(frame)) : argumentsOfNoun(i);
    if (!fill(i, frame, *use, arguments, reading)) return std::nullopt;
    reading.status = statusOf(i, trigger, frame, *use);
    const Clause& clause = clauseAt(i);
    reading.agent = clause.agent;
    reading.clause_first = clause.items.front();
    reading.clause_last = clause.items.back() + 1;
    if (!use->verbal) reading.doubt_permille += kDoubtOfNominal;
    return reading;
  }

  std::optional<Use> useOf(std::size_t i, const TriggerRow& trigger) const {
    Use use;
    use.verb = i;
    const std::size_t behind = next(i);
    const bool at_end = behind >= sentence_.items.size();
    if (trigger.trigger_class == TriggerClass::kVerb) {
      if (at_end || isVerbHere(sentence_, behind) || !item(behind).marker) {
        // "से मिली मदद": what follows is what was got
        if (!at_end && item(i).is_verb &&
            (item(behind).is_noun || !item(behind).triggers.empty()) &&
            !isVerbHere(sentence_, behind)) {
          return std::nullopt;
        }
        use.verbal = true;
        return use;
      }
      use.infinitive = true;
      use.marker = item(behind).marker;
      return use;
    }
    if (!at_end && item(behind).marker && !isVerbHere(sentence_, behind)) {
      use.marker = item(behind).marker;
      return use;
    }
    // a noun joined to another: both are carried by the same verb
    if (const std::size_t joined = joinedTrigger(i); joined != 0) {
      return useOf(joined, input_.image.triggers()[item(joined).triggers.front()]);
    }
    for (std::size_t j = behind; j < sentence_.items.size(); j = next(j)) {
      if (isVerbHere(sentence_, j)) {
        use.verbal = true;
        use.verb = j;
        return use;
      }
    }
    use.verbal = at_end;  // a headline or a caption ends with the noun
    return use;
  }

  // "चुने जाने": a verb that only helps the one before it.
  bool isAuxiliary(std::size_t i) const {
    return item(i).is_passive && i > 0 && item(i - 1).group < 0 && item(i - 1).is_verb &&
           !item(i - 1).is_be;
  }

  // "भारत आने का न्योता": the visit is not said to come about.
  bool isInvitation(std::size_t i) const {
    const std::size_t marker = next(i);
    const std::size_t behind = marker < sentence_.items.size() ? next(marker) : marker;
    if (behind >= sentence_.items.size()) return false;
    return std::any_of(
        item(behind).triggers.begin(), item(behind).triggers.end(), [this](std::uint32_t row) {
          return input_.image.frames()[input_.image.triggers()[row].frame].relation ==
                 Relation::kInvite;
        });
  }

  // "मुलाकात और चर्चा": the item of the second noun; 0 if there is none.
  std::size_t joinedTrigger(std::size_t i) const {
    const std::size_t link = next(i);
    if (link >= sentence_.items.size() || !(item(link).is_and || item(link).punctuation == U','))
      return 0;
    std::size_t other = next(link);
    for (int steps = 0; other < sentence_.items.size() && steps < 2; ++steps) {
      if (!item(other).triggers.empty() && item(other).group < 0 && !hasVerbTrigger(other))
        return other;
      if (!item(other).is_adjective) return 0;
      other = next(other);
    }
    return 0;
  }

  bool hasVerbTrigger(std::size_t i) const {
    return std::any_of(item(i).triggers.begin(), item(i).triggers.end(), [this](std::uint32_t row) {
      return input_.image.triggers()[row].trigger_class == TriggerClass::kVerb;
    });
  }

  Case markerOf(std::int32_t group) const {
    return sentence_.groups[static_cast<std::size_t>(group)].marker;
  }

  static bool isAgentCase(Case marker) {
    return marker == Case::kErgative || marker == Case::kSubject;
  }

  // What was passed on the way from a trigger to its left.
  struct Passed {
    bool trigger = false;  // another thing that is done, with participants of its own
    bool participle = false;
    bool noun = false;
    bool link = false;
  };

  void pass(std::size_t j, Passed& passed) const {
    const Item& it = item(j);
    if (isAuxiliary(j)) return;
    if (isTopic(j)) return;
    if (!it.triggers.empty() && !(passed.link && !hasVerbTrigger(j))) {
      passed.trigger = true;
    } else if (it.is_participle) {
      passed.trigger = true;
      passed.participle = true;
    } else if (it.marker == Case::kAfter || it.marker == Case::kBefore) {
      passed.trigger = true;
    } else if ((it.is_noun || it.topic >= 0) && !isManner(j)) {
      passed.noun = true;
    }
    passed.link = it.is_and || it.punctuation == U',';
  }

  // "चीन-पाकिस्तान आर्थिक गलियारा": states that only describe a thing.
  bool isModifier(std::size_t j) const {
    const std::int32_t group = item(j).group;
    if (markerOf(group) != Case::kSubject) return false;
    if ((input_.natures[static_cast<std::size_t>(group)].types &
         1u << static_cast<unsigned>(EntityType::kPerson)) != 0)
      return false;
    const std::size_t behind = next(j);
    if (behind >= sentence_.items.size()) return false;
    const Item& it = item(behind);
    return it.group < 0 && it.triggers.empty() && !it.is_verb &&
           (it.is_noun || it.is_adjective || it.topic >= 0);
  }

  // "प्रतिबंधों पर", "व्यापार को लेकर": what about, with nobody's name before it.
  bool isTopic(std::size_t j) const {
    const std::size_t behind = next(j);
    if (item(j).is_verb || !(item(j).is_noun || item(j).topic >= 0 || !item(j).triggers.empty()))
      return false;
    if (j > 0 && item(j - 1).marker == Case::kOf) return false;
    return behind < sentence_.items.size() && !item(behind).is_verb &&
           (item(behind).marker == Case::kOn || item(behind).marker == Case::kAbout);
  }

  // "खुले दिल से": how, not whose.
  bool isManner(std::size_t j) const {
    const std::size_t behind = next(j);
    return behind < sentence_.items.size() && item(behind).marker == Case::kAblative;
  }

  std::vector<Argument> argumentsOfVerb(std::size_t i, const Use& use, bool reaches_far) const {
    std::vector<Argument> arguments;
    std::vector<Argument> far;  // "उनके विचार साझा करने की सराहना": whose what was done to
    std::vector<Argument> shared;  // "पुतिन को पत्र भेजकर बधाई दी": to whom both were done
    Passed passed;
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    const auto at = std::find(items.begin(), items.end(), static_cast<std::uint32_t>(i));
    for (auto j = at; j-- != items.begin();) {
      const std::int32_t group = item(*j).group;
      if (group < 0) {
        pass(*j, passed);
        continue;
      }
      const Case marker = markerOf(group);
      if (isModifier(*j) || (*j + 1 < i && isDestination(input_, *j))) continue;
      const bool reachable = isAgentCase(marker) || marker == Case::kBehalf ||
                             (!passed.trigger && (marker != Case::kOf || !passed.noun));
      if (reachable) {
        arguments.push_back({group, marker});
      } else if (marker == Case::kOf && !passed.trigger) {
        far.push_back({group, marker});
      } else if (marker == Case::kDative && passed.participle) {
        shared.push_back({group, marker});
      }
      if (marker == Case::kOf) passed.noun = true;
    }
    for (auto j = at + 1; j != items.end() && *j < use.verb; ++j) {
      const std::int32_t group = item(*j).group;
      if (group >= 0 && markerOf(group) != Case::kOf) arguments.push_back({group, markerOf(group)});
    }
    arguments.insert(arguments.end(), shared.begin(), shared.end());
    if (reaches_far) arguments.insert(arguments.end(), far.begin(), far.end());
    return arguments;
  }

  // Only what stands together with the noun.
  std::vector<Argument> argumentsOfNoun(std::size_t i) const {
    std::vector<Argument> arguments;
    Passed passed;
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    bool bare_possible = true;  // "मॉस्को यात्रा"
    for (auto j = std::find(items.begin(), items.end(), static_cast<std::uint32_t>(i));
         j-- != items.begin();) {
      const std::int32_t group = item(*j).group;
      if (group < 0) {
        pass(*j, passed);
        if (passed.trigger) break;
        bare_possible = bare_possible && item(*j).is_adjective;
        continue;
      }
      const Case marker = markerOf(group);
      if (marker == Case::kErgative) break;
      if (marker == Case::kSubject) {
        if (bare_possible) arguments.push_back({group, marker});
        bare_possible = false;
        if (arguments.empty()) break;
        continue;
      }
      bare_possible = false;
      if (marker != Case::kOf || !passed.noun) arguments.push_back({group, marker});
      if (marker == Case::kOf) passed.noun = true;
    }
    return arguments;
  }

  bool fill(std::size_t i, const FrameRow& frame, const Use& use,
            const std::vector<Argument>& arguments, Reading& reading) const {
    // the object first where only it can take the case: what is left may be the subject
    std::int32_t object =
        isPlaceFrame(frame)
            ? destination(i, frame, arguments)
            : fillSlot(objectCasesFirst(frame), frame.object_types, arguments, input_.natures, -1);
    // "लावरोव के साथ उनकी वार्ता हुई": what comes about has its subject beside it
    std::int32_t subject = -1;
    if (comesAbout(i, use)) {
      subject = fillSlot({Case::kOf}, frame.subject_types, arguments, input_.natures, object);
    }
    if (subject < 0)
      subject = fillSlot(frame.subject, frame.subject_types, arguments, input_.natures, object);
    if (object < 0) {
      if (isPlaceFrame(frame)) return false;
      object = fillSlot(frame.object, frame.object_types, arguments, input_.natures, subject);
    }
    if (subject < 0 && use.verbal) subject = subjectBehind(use.verb, frame, object);
    if (subject < 0) subject = agentFor(i, frame, use, object, reading);
    reading.subject.group = subject;
    reading.object.group = object;
    if (object >= 0) {
      if (subject >= 0) return true;
      if (!use.verbal || isPassive(use) || (isPlaceFrame(frame) && thingActs(i))) return false;
      reading.subject.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    if ((frame.flags & kPlural) != 0 && subject >= 0 &&
        input_.natures[static_cast<std::size_t>(subject)].plural &&
        standsWith(subject, arguments)) {
      reading.each_other = true;
      return true;
    }
    if ((frame.flags & kObjectImplied) != 0 && subject >= 0 && use.verbal) {
      reading.object.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    return false;
  }

  bool comesAbout(std::size_t i, const Use& use) const {
    if (!use.verbal || use.verb == i) return false;
    return item(use.verb).is_be && !isAgentMarked(clauseAt(i).agent);
  }

  bool isAgentMarked(std::int32_t group) const {
    return group >= 0 && markerOf(group) == Case::kErgative;
  }

  // Where somebody goes: the place nearest to the verb, in any case that the frame allows.
  std::int32_t destination(std::size_t i, const FrameRow& frame,
                           const std::vector<Argument>& arguments) const {
    for (const Argument& argument : arguments) {
      const bool allowed = std::find(frame.object.begin(), frame.object.end(), argument.marker) !=
                           frame.object.end();
      const GroupNature& nature = input_.natures[static_cast<std::size_t>(argument.group)];
      if (!allowed || (nature.types & frame.object_types) == 0) continue;
      if ((frame.flags & kNeedsDirection) != 0 && !standsBefore(argument.group, i)) continue;
      return argument.group;
    }
    return -1;
  }

  // True when nothing but a marker, an adverb or a date stands between the group and the trigger.
  bool standsBefore(std::int32_t group, std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      const Item& it = item(j);
      if (it.group >= 0) return it.group == group;
      if (!it.marker && !it.is_adverb && it.date < 0 && !it.is_adjective) return false;
    }
    return false;
  }

  // "तेहरान पहुंचे प्रधानमंत्री मनमोहन सिंह ने": who acts stands behind the participle.
  std::int32_t subjectBehind(std::size_t verb, const FrameRow& frame, std::int32_t object) const {
    const std::size_t behind = next(verb);
    if (behind >= sentence_.items.size()) return -1;
    const std::int32_t group = item(behind).group;
    if (group < 0 || group == object || !isAgentCase(markerOf(group))) return -1;
    return (input_.natures[static_cast<std::size_t>(group)].types & frame.subject_types) != 0
               ? group
               : -1;
  }

  static bool isContact(const FrameRow& frame) {
    const std::string_view family = infoOf(frame.relation).family;
    return family == "contact" || family == "courtesy";
  }

  static bool isPlaceFrame(const FrameRow& frame) { return frame.relation == Relation::kVisit; }

  // The cases that only the object takes.
  static std::array<Case, kMaxSlotCases> objectCasesFirst(const FrameRow& frame) {
    std::array<Case, kMaxSlotCases> cases{};
    std::size_t count = 0;
    for (Case wanted : frame.object) {
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

  // Who acts in the clause, where the trigger itself has nobody beside it.
  std::int32_t agentFor(std::size_t i, const FrameRow& frame, const Use& use, std::int32_t object,
                        Reading& reading) const {
    if (!use.verbal && !use.infinitive && (frame.flags & kTakesMatrixAgent) == 0) return -1;
    const Clause& clause = clauseAt(i);
    if (isPlaceFrame(frame) && use.verbal && thingActs(i)) return -1;
    if (clause.agent < 0 || clause.agent == object) return -1;
    if (clause.agent_inherited && comesAbout(i, use)) return -1;
    if ((input_.natures[static_cast<std::size_t>(clause.agent)].types & frame.subject_types) == 0)
      return -1;
    if (use.verbal && isPassive(use)) return -1;
    if (clause.agent_inherited) reading.doubt_permille += kDoubtOfInherited;
    return clause.agent;
  }

  // "विमान अदाना पहुंच गया": a thing without a marker is the subject, so nobody who was named is.
  bool thingActs(std::size_t i) const {
    for (std::uint32_t j : clauseAt(i).items) {
      if (j >= i) break;
      const Item& it = item(j);
      const std::size_t behind = next(j);
      if (it.group < 0 && it.is_noun && !it.is_verb && it.triggers.empty() && it.date < 0 &&
          !it.is_adverb && behind < sentence_.items.size() && !item(behind).marker &&
          !item(behind).is_noun) {
        return true;
      }
    }
    return false;
  }

  // "स्वागत किया गया": done by nobody who is named.
  bool isPassive(const Use& use) const {
    const std::size_t behind = next(use.verb);
    if (behind >= sentence_.items.size()) return false;
    const Item& verb = item(use.verb);
    return verb.is_support && !verb.is_be && item(behind).is_passive;
  }

  Status statusOf(std::size_t i, const TriggerRow& trigger, const FrameRow& frame,
                  const Use& use) const {
    if (trigger.status < kStatusCount) return static_cast<Status>(trigger.status);
    if (auto before = cueBefore(i)) return *before;
    if (use.verbal) return statusOfVerb(i);
    if (auto behind = cueBehindNoun(i)) return *behind;
    if (use.infinitive && (frame.flags & kPlannedInfinitive) != 0 && use.marker == Case::kFor) {
      return Status::kPlanned;
    }
    // "during the meeting he will …"
    const bool frames_the_clause =
        use.marker == Case::kDuring || use.marker == Case::kIn || use.marker == Case::kOn;
    if (frames_the_clause && futureAtEnd(i)) return Status::kPlanned;
    return Status::kHappened;
  }

  std::optional<Status> cueBefore(std::size_t i) const {
    std::size_t steps = 0;
    for (std::size_t j = i; j-- > 0 && steps < kCueReach; ++steps) {
      if (!sameClause(i, j)) break;
      for (std::uint32_t row : item(j).cues) {
        const CueRow& cue = input_.image.cues()[row];
        if (cue.language == sentence_.language && cue.scope == CueScope::kBefore) return cue.status;
      }
      if (item(j).group >= 0 || item(j).marker) break;
    }
    return clauseCondition(i);
  }

  // "if", "whether" at the head of the clause.
  std::optional<Status> clauseCondition(std::size_t i) const {
    const std::uint32_t head = clauseAt(i).items.front();
    for (std::uint32_t row : item(head).cues) {
      const CueRow& cue = input_.image.cues()[row];
      if (cue.scope == CueScope::kBefore && cue.status == Status::kPossible) return cue.status;
    }
    return std::nullopt;
  }

  std::optional<Status> cueAt(std::size_t j) const {
    std::optional<Status> status;
    for (std::uint32_t row : item(j).cues) {
      const CueRow& cue = input_.image.cues()[row];
      if (cue.language != sentence_.language || cue.scope != CueScope::kAfter) continue;
      if (!status || cue.status == Status::kDenied) status = cue.status;
    }
    return status;
  }

  Status statusOfVerb(std::size_t i) const {
    std::optional<Status> status;
    if (negatedBefore(i)) return Status::kDenied;
    for (std::size_t j = i; j < sentence_.items.size(); j = next(j)) {
      if (j > i && !item(j).triggers.empty() && item(j).is_verb && !item(j).is_support) break;
      if (item(j).is_not) return Status::kDenied;
      if (const auto cue = cueAt(j)) {
        if (*cue == Status::kDenied) return *cue;
        if (!status || *cue == Status::kPossible) status = cue;
      }
      if (!status && isVerbHere(sentence_, j) && hasFutureEnding(j)) status = Status::kPlanned;
    }
    return status.value_or(Status::kHappened);
  }

  bool negatedBefore(std::size_t i) const {
    if (!hasVerbTrigger(i)) return false;
    std::size_t steps = 0;
    for (std::size_t j = i; j-- > 0 && steps < 2; ++steps) {
      if (!sameClause(i, j)) return false;
      if (item(j).is_not) return true;
      if (item(j).group >= 0) return false;
    }
    return false;
  }

  // "मुलाकात की संभावना", "मुलाकात की खबरों का खंडन"
  std::optional<Status> cueBehindNoun(std::size_t i) const {
    for (std::size_t j = next(i); j < sentence_.items.size(); j = next(j)) {
      const Item& it = item(j);
      if (const auto cue = cueAt(j)) return cue;
      if (it.group >= 0 || !it.triggers.empty() || it.is_and || it.punctuation != 0) break;
      if (it.marker && *it.marker != Case::kOf && *it.marker != Case::kDative &&
          *it.marker != Case::kOn && *it.marker != Case::kAblative && *it.marker != Case::kFor &&
          *it.marker != Case::kAbout) {
        break;
      }
      if (isVerbHere(sentence_, j)) break;
    }
    return std::nullopt;
  }

  bool futureAtEnd(std::size_t i) const {
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    for (auto j = items.rbegin(); j != items.rend() && *j > i; ++j) {
      if (isVerbHere(sentence_, *j)) return hasFutureEnding(*j);
    }
    return false;
  }

  bool hasFutureEnding(std::size_t j) const {
    const Lexeme& lexeme = input_.text.lexemes[item(j).last - 1];
    const std::string word =
        normalizeWord(input_.text.tokens.textOf(input_.text.tokens.tokens[lexeme.last - 1]), {});
    return std::any_of(
        input_.image.cues().begin(), input_.image.cues().end(), [&](const CueRow& cue) {
          if (cue.language != sentence_.language || cue.scope != CueScope::kEnding) return false;
          const std::string_view ending = input_.image.text(cue.form);
          return word.size() > ending.size() &&
                 std::string_view(word).substr(word.size() - ending.size()) == ending;
        });
  }

  const FrameInput& input_;
  const SentenceItems& sentence_;
  Clauses clauses_;
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> readFramesWithPostpositions(const FrameInput& input) {
  return PostposedReader(input).run();
}

}  // namespace chancery
