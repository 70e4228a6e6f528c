// Frames where the subject stands before the verb, and prepositions before a name.

#include <algorithm>

#include "extract/engine/clauses.h"
#include "extract/engine/frames.h"

namespace chancery {
namespace {

constexpr int kDoubtOfShared = 30;    // a subject taken over from the verb before
constexpr int kDoubtOfImplied = 120;  // no subject in the sentence
constexpr int kDoubtOfNominal = 30;
constexpr std::size_t kNounReach = 5;  // items between a noun and the verb that carries it

class PreposedReader {
 public:
  explicit PreposedReader(const FrameInput& input) : input_(input), sentence_(input.sentence) {}

  std::vector<Reading> run() {
    subjects_.assign(sentence_.items.size(), Slot{});
    for (std::size_t i = 0; i < sentence_.items.size(); ++i) {
      if (isVerb(i)) subjects_[i] = subjectOf(i);
    }
    for (std::size_t i = 0; i < sentence_.items.size(); ++i) {
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
      return input_.image.frames()[input_.image.triggers()[reading.trigger].frame].relation;
    };
    std::vector<Reading> sent;
    for (const Reading& reading : readings_) {
      if (relationOf(reading) != Relation::kInform || isVerb(reading.item)) continue;
      const std::int32_t sender = reading.subject.group;
      if (sender >= 0 &&
          (markerOf(sender) == Case::kFrom || markerOf(sender) == Case::kOf || isPossessor(sender)))
        sent.push_back(reading);
    }
    std::erase_if(readings_, [&](const Reading& reading) {
      return isVerb(reading.item) && relationOf(reading) == Relation::kInform &&
             std::any_of(sent.begin(), sent.end(), [&](const Reading& letter) {
               return letter.clause_first == reading.clause_first &&
                      letter.subject.group != reading.subject.group;
             });
    });
  }

  const Item& item(std::size_t i) const { return sentence_.items[i]; }
  std::size_t size() const { return sentence_.items.size(); }
  bool isVerb(std::size_t i) const {
    return item(i).group < 0 && (item(i).is_verb || item(i).is_be);
  }
  Case markerOf(std::int32_t group) const {
    return sentence_.groups[static_cast<std::size_t>(group)].marker;
  }

  bool isBorder(std::size_t i) const {
    const Item& it = item(i);
    return it.is_clause || it.is_that || it.punctuation == U';' || it.punctuation == U':' ||
           it.punctuation == U'—' || it.punctuation == U'–';
  }

  bool quoteChanges(std::size_t a, std::size_t b) const {
    return quotationOf(input_.text, item(a)) != quotationOf(input_.text, item(b));
  }

  // Whoever does what the verb at `i` says: the name before it, over what may stand between; in a
  // chain of verbs the subject of the one before.
  Slot subjectOf(std::size_t i) const {
    if (i > 0 && isGerund(i) && item(i - 1).group >= 0 &&
        markerOf(item(i - 1).group) == Case::kWith)
      return {item(i - 1).group, false};  // "with Kerry acting as mediator"
    if (const std::int32_t head = beforeApposition(i); head >= 0) return {head, false};
    for (std::size_t j = i; j-- > 0;) {
      if (quoteChanges(j, i)) return {};
      const Item& it = item(j);
      if (it.group >= 0) {
        if (markerOf(it.group) == Case::kSubject) return {it.group, false};
        continue;
      }
      if (isBorder(j)) return {};
      if (it.is_relative) return antecedentOf(j);
      if (isVerb(j) && !it.is_be) {
        // "Modi arrived and met", "flew to meet", ", meeting"
        return subjects_[j];
      }
      if (it.is_noun && !it.is_verb) {
        const std::size_t head = phraseHead(j);
        if (head == size()) return {};
        j = head;
      }
    }
    if (const std::int32_t group = subjectOfWhatFollows(i); group >= 0) return {group, false};
    Slot implied;
    implied.implied = true;
    return implied;
  }

  // "Before meeting Putin, Jaishankar held talks": who acts is named behind the comma; -1 for
  // nobody.
  std::int32_t subjectOfWhatFollows(std::size_t i) const {
    if (!isGerund(i)) return -1;
    bool comma = false;
    for (std::size_t j = i + 1; j < size() && !isBorder(j) && !quoteChanges(j, i); ++j) {
      comma = comma || item(j).punctuation == U',';
      if (comma && item(j).group >= 0 && markerOf(item(j).group) == Case::kSubject)
        return item(j).group;
      if (isVerb(j) && !isGerund(j)) return -1;
    }
    return -1;
  }

  // "Elbegdorj, the first to come since Kim took power, was greeted": what stands between the
  // commas tells of the name before them; -1 if nothing does.
  std::int32_t beforeApposition(std::size_t i) const {
    std::size_t comma = i;
    while (comma > 0 && (item(comma - 1).is_be || item(comma - 1).is_have ||
                         item(comma - 1).is_adverb || !item(comma - 1).cues.empty())) {
      --comma;
    }
    if (comma-- == 0 || item(comma).punctuation != U',') return -1;
    for (std::size_t j = comma; j-- > 0;) {
      if (isBorder(j) || quoteChanges(j, i)) return -1;
      if (item(j).punctuation != U',' || j == 0 || item(j - 1).group < 0) continue;
      const bool article =
          item(j + 1).is_article || item(j + 1).is_relative || isVerbless(j + 1, comma);
      const std::int32_t group = item(j - 1).group;
      if (article && markerOf(group) == Case::kSubject && opensClause(j - 1)) return group;
    }
    return -1;
  }

  bool isVerbless(std::size_t first, std::size_t last) const {
    for (std::size_t j = first; j < last; ++j) {
      if (isVerb(j) || item(j).is_have || item(j).is_and) return false;
    }
    return last > first;
  }

  bool opensClause(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      if (isBorder(j)) return true;
      if (isVerb(j) || item(j).group >= 0) return false;
    }
    return true;
  }

  // The preposition that governs the plain noun at `i`; size() where the noun is a subject itself.
  std::size_t phraseHead(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      const Item& it = item(j);
      if (it.marker) return j;
      const bool inside = it.is_article || it.is_adjective || it.is_noun || it.is_number ||
                          it.is_adverb || it.is_possessive || it.date >= 0 ||
                          (it.group >= 0 && isPossessor(it.group));
      if (isVerb(j)) return j + 1;  // the object of a verb before
      if (!inside) break;
    }
    return size();
  }

  bool isPossessor(std::int32_t group) const { return markerOf(group) == Case::kPossessor; }

  Slot antecedentOf(std::size_t relative) const {
    for (std::size_t j = relative; j-- > 0;) {
      if (item(j).group >= 0) return {item(j).group, false};
      if (isVerb(j)) break;
    }
    return {};
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
    const bool filled = as_verb ? fillVerb(i, frame, reading) : fillNoun(i, frame, reading);
    if (!filled) return std::nullopt;
    reading.status =
        trigger.status < kStatusCount ? static_cast<Status>(trigger.status) : statusOf(i, reading);
    // an invitation that is declined was made
    if (frame.relation == Relation::kInvite && !as_verb && reading.status == Status::kDenied)
      reading.status = Status::kHappened;
    reading.tense = tenseOf(i, reading);
    return reading;
  }

  // From the border before to the border behind.
  void clauseAround(std::size_t i, Reading& reading) const {
    std::size_t first = i;
    while (first > 0 && !isBorder(first - 1) && !quoteChanges(first - 1, i)) --first;
    std::size_t last = i + 1;
    while (last < size() && !isBorder(last) && !quoteChanges(last, i) && !isAttribution(last)) {
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
    for (std::size_t j = comma + 1; j < size() && !isBorder(j); ++j) {
      if (item(j).is_speech) return true;
      if (isVerb(j) || !item(j).triggers.empty() || item(j).punctuation == U',') return false;
    }
    return false;
  }

  // ", who met Xi in Beijing on Monday, will travel": up to the comma before the verb that goes on,
  // or that verb where there is no comma.
  std::size_t relativeEnd(std::size_t relative, std::size_t last) const {
    const bool comma = relative > 0 && item(relative - 1).punctuation == U',';
    bool verb_seen = false;
    for (std::size_t j = relative + 1; j < last; ++j) {
      if (verb_seen && item(j).punctuation == U',' && (comma || verbBegins(j + 1))) return j;
      verb_seen = verb_seen || isVerb(j) || item(j).is_have;
    }
    return last;
  }

  bool verbBegins(std::size_t i) const {
    while (i < size() && (item(i).is_adverb || item(i).is_not)) ++i;
    return i < size() && item(i).group < 0 &&
           (item(i).is_verb || item(i).is_be || item(i).is_have || !item(i).cues.empty());
  }

  // "has met", "had met", "who met": told of another time than the story's.
  ReadingTense tenseOf(std::size_t i, const Reading& reading) const {
    std::size_t verb = i;
    if (!isVerb(i)) {
      const std::size_t carrier = carrierOf(i);
      if (carrier == size()) return ReadingTense::kOfStory;
      verb = carrier;
    }
    for (std::size_t j = verb; j-- > reading.clause_first;) {
      const Item& it = item(j);
      if (it.is_pluperfect) return ReadingTense::kBefore;
      if (it.is_perfect) return ReadingTense::kSince;
      if (!it.is_be && !it.is_adverb && !it.is_not && !it.is_have && it.cues.empty()) break;
    }
    return item(reading.clause_first).is_relative ? ReadingTense::kBefore : ReadingTense::kOfStory;
  }

  // ---- verbs

  bool fillVerb(std::size_t i, const FrameRow& frame, Reading& reading) const {
    if (isPassive(i)) return fillPassive(i, frame, reading);
    if (isInvited(i) || !clauseSupplies(i, frame)) return false;
    const std::vector<Argument> behind = argumentsBehind(i, &frame);
    if ((frame.flags & kNotBeforeInfinitive) != 0 && infinitiveFollows(i)) return false;
    const Slot subject = subjects_[i];
    reading.subject = subject;
    if (subject.group >= 0 && !takes(subject.group, frame.subject_types)) return false;
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
    if (reading.object.group >= 0) return reading.subject.filled();
    return fillEachOther(frame, reading) || implyObject(frame, reading);
  }

  // What the frame asks for besides its participants: "assured him of its support", "told him of".
  bool clauseSupplies(std::size_t i, const FrameRow& frame) const {
    constexpr std::uint32_t kNeeds =
        kNeedsBacking | kNeedsAbout | kNeedsGoods | kNeedsVisit | kNeedsPact;
    if ((frame.flags & kNeeds) == 0) return true;
    for (std::size_t j = i + 1; j < size() && !isBorder(j); ++j) {
      if ((frame.flags & kNeedsBacking) != 0 && item(j).is_backing) return true;
      if ((frame.flags & kNeedsPact) != 0 && item(j).is_pact) return true;
      if ((frame.flags & kNeedsVisit) != 0 && item(j).is_infinitive && j + 1 < size())
        return saysVisit(j + 1);
      if ((frame.flags & kNeedsGoods) != 0 && (item(j).is_goods || saysTheSame(item(j), &frame)))
        return true;
      const bool about = item(j).marker == Case::kOf || item(j).marker == Case::kAbout;
      if ((frame.flags & kNeedsAbout) != 0 && about) return true;
      if (isVerb(j) && !item(j).is_be) return false;
    }
    return false;
  }

  bool saysVisit(std::size_t i) const {
    return std::any_of(item(i).triggers.begin(), item(i).triggers.end(), [&](std::uint32_t row) {
      return input_.image.frames()[input_.image.triggers()[row].frame].relation == Relation::kVisit;
    });
  }

  // "invited him to visit": the visit is not said to come about.
  bool isInvited(std::size_t i) const {
    if (!isPurpose(i)) return false;
    for (std::size_t j = i - 1; j-- > 0;) {
      if (isBorder(j)) return false;
      if (item(j).group >= 0 || !(isVerb(j) || !item(j).triggers.empty())) continue;
      return std::any_of(
          item(j).triggers.begin(), item(j).triggers.end(), [this](std::uint32_t row) {
            return input_.image.frames()[input_.image.triggers()[row].frame].relation ==
                   Relation::kInvite;
          });
    }
    return false;
  }

  bool infinitiveFollows(std::size_t i) const {
    for (std::size_t j = i + 1; j + 1 < size(); ++j) {
      if (item(j).is_infinitive && isVerb(j + 1)) return true;
      if (isVerb(j) || isBorder(j) || item(j).punctuation != 0) return false;
    }
    return false;
  }

  bool takes(std::int32_t group, std::uint8_t types) const {
    return (input_.natures[static_cast<std::size_t>(group)].types & types) != 0;
  }

  bool fillEachOther(const FrameRow& frame, Reading& reading) const {
    if ((frame.flags & kPlural) == 0 || reading.subject.group < 0) return false;
    reading.each_other = input_.natures[static_cast<std::size_t>(reading.subject.group)].plural;
    return reading.each_other;
  }

  bool sharesSubject(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      if (item(j).group >= 0 && markerOf(item(j).group) == Case::kSubject) return false;
      if (isVerb(j) && !item(j).is_be) return true;
    }
    return false;
  }

  // "was received", "has been invited", "received by"
  bool isPassive(std::size_t i) const {
    if (isGerund(i)) return false;
    for (std::size_t j = i; j-- > 0;) {
      if (item(j).is_be) return true;
      if (!item(j).is_adverb && !item(j).is_not) break;
    }
    const bool by = i + 1 < size() && item(i + 1).marker == Case::kBy;
    return by && !item(i).is_support;
  }

  bool isGerund(std::size_t i) const {
    return endsWith(
        i, input_.image.text(input_.image.languages()[sentence_.language - 1u].gerund_ending));
  }

  bool endsWith(std::size_t i, std::string_view ending) const {
    const std::string_view text = input_.text.textOf(input_.text.lexemes[item(i).first]);
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    return !ending.empty() && word.size() > ending.size() &&
           word.substr(word.size() - ending.size()) == ending;
  }

  // "was invited to Canada for the summit by Carney": whoever does it may stand far behind.
  std::int32_t agentBehind(std::size_t i, const FrameRow& frame) const {
    for (std::size_t j = i + 1; j < size() && !isBorder(j) && !item(j).is_relative; ++j) {
      const std::int32_t group = item(j).group;
      if (group >= 0 && markerOf(group) == Case::kBy && takes(group, frame.subject_types))
        return group;
      if (isVerb(j) && !item(j).is_be) break;
    }
    return -1;
  }

  bool fillPassive(std::size_t i, const FrameRow& frame, Reading& reading) const {
    reading.passive = true;
    const std::vector<Argument> behind = argumentsBehind(i, &frame);
    for (const Argument& argument : behind) {
      if (argument.marker == Case::kBy && takes(argument.group, frame.subject_types)) {
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
    reading.object = subjects_[i];
    if (reading.object.group < 0 && !reading.object.implied) {
      // "Modi, received by Putin at the airport,": the name just before
      for (std::size_t j = i; j-- > 0 && j + 3 > i;) {
        if (item(j).group >= 0) reading.object.group = item(j).group;
        if (item(j).group >= 0) break;
      }
    }
    if (reading.object.group >= 0 && !takes(reading.object.group, frame.object_types)) return false;
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
      if (group < 0 || markerOf(group) != Case::kBetween || !isPlural(group)) continue;
      if (takes(group, frame.subject_types)) pair = group;
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
      const Slot met = subjects_[i];  // "Rouhani was also met by Hollande"
      if (met.filled() && frame.relation != Relation::kSign && met.group != reading.subject.group &&
          (met.group < 0 || takes(met.group, frame.object_types))) {
        reading.object = met;
        return true;
      }
      return fillEachOther(frame, reading);
    }
    reading.subject.group = pair;
    reading.each_other = pair >= 0;
    if (pair < 0) {  // "the treaty was signed with India"
      const Slot subject = subjects_[i];
      if (subject.group >= 0 && isPlural(subject.group)) {
        reading.subject = subject;
        reading.each_other = true;
      }
    }
    if (reading.each_other) return takes(reading.subject.group, frame.subject_types);
    if (frame.relation != Relation::kSign || subjects_[i].group >= 0) return false;
    if ((frame.flags & kNeedsPact) != 0) return false;  // "before a truce was reached in 1994"
    // "the accord is to be signed in March"
    reading.subject.implied = true;
    reading.subject.pair = true;
    reading.each_other = true;
    reading.doubt_permille += 2 * kDoubtOfImplied;
    return true;
  }

  // The groups behind a verb, up to where something else begins. A noun that says the same as
  // `frame` ends nothing: "pledged $10 million in aid to Nepal".
  std::vector<Argument> argumentsBehind(std::size_t i, const FrameRow* frame) const {
    std::vector<Argument> arguments;
    bool direct = true;
    for (std::size_t j = i + 1; j < size(); ++j) {
      const Item& it = item(j);
      if (isBorder(j) || it.is_relative || quoteChanges(j, i)) break;
      if (it.group >= 0) {
        const Case marker = markerOf(it.group);
        if (isPossessor(it.group)) {
          // "met Putin's envoy": the envoy is not Putin; "praised Putin's courage" does praise him
          arguments.push_back({it.group, marker});
          continue;
        }
        if (marker == Case::kSubject && !direct && verbBegins(j + 1)) break;
        if (isModifier(j)) continue;
        if (isSubjectPronoun(it.group)) break;  // "wished he could": another clause
        if (marker == Case::kWith && j + 1 < size() && isVerb(j + 1) && isGerund(j + 1)) break;
        arguments.push_back({it.group, marker == Case::kSubject ? Case::kObject : marker});
        direct = false;
        continue;
      }
      const bool through = frame != nullptr && (frame->flags & kThroughInfinitive) != 0;
      if (through && isVerb(j) && item(j - 1).is_infinitive) continue;
      if (isVerb(j) && !it.is_be) break;
      if (it.is_be || it.is_have) break;
      if (!it.triggers.empty() && !it.is_pact && !saysTheSame(it, frame)) break;
      if (it.is_and && verbSoon(j)) break;
      if (it.is_infinitive && j + 1 < size() && isVerb(j + 1) && !through) break;
      if (it.is_noun) direct = false;
    }
    return arguments;
  }

  // A mediator's frame looks through what he brings about: "brokered talks between A and B".
  bool saysTheSame(const Item& it, const FrameRow* frame) const {
    if (frame == nullptr) return false;
    if (frame->object[0] == Case::kBetween) return !it.is_verb;
    return std::any_of(it.triggers.begin(), it.triggers.end(), [&](std::uint32_t row) {
      return input_.image.frames()[input_.image.triggers()[row].frame].relation == frame->relation;
    });
  }

  // "Rouhani's U.N. speech": a state or a body before a plain noun, behind a possessor.
  bool isModifier(std::size_t i) const {
    if (i + 1 >= size() || i == 0 || !item(i - 1).is_possessive) return false;
    const Item& next = item(i + 1);
    constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
    return next.is_noun && next.group < 0 && !next.marker &&
           (input_.natures[static_cast<std::size_t>(item(i).group)].types & kPerson) == 0;
  }

  bool isSubjectPronoun(std::int32_t group) const {
    const Group& g = sentence_.groups[static_cast<std::size_t>(group)];
    const Phrase& phrase = sentence_.phrases[g.phrases.front()];
    return phrase.pronoun && phrase.pronoun_case == Case::kSubject;
  }

  bool verbSoon(std::size_t j) const {
    for (std::size_t k = j + 1; k < std::min(size(), j + 3); ++k) {
      if (isVerb(k)) return true;
      if (item(k).group >= 0) return k + 1 < size() && isVerb(k + 1);
    }
    return false;
  }

  // ---- nouns

  bool fillNoun(std::size_t i, const FrameRow& frame, Reading& reading) const {
    std::vector<Argument> arguments = argumentsOfNoun(i);
    reading.doubt_permille += kDoubtOfNominal;
    if ((frame.flags & kPlural) != 0 && fillSides(i, frame, reading)) return true;
    const std::size_t carrier = carrierOf(i);
    if (carrier < i) {  // "gave Hamas an ultimatum"
      std::size_t receiver = carrier + 1;
      while (receiver < i && (item(receiver).is_article || item(receiver).is_adjective)) ++receiver;
      if (item(receiver).group >= 0) arguments.push_back({item(receiver).group, Case::kObject});
    }
    if (carrier > i && carrier < size()) {  // "sanctions were imposed on Iran by the Council"
      for (const Argument& argument : argumentsBehind(carrier, nullptr))
        arguments.push_back(argument);
    }
    if ((frame.flags & kNeedsSupportVerb) != 0 && carrier == size() && !hasPossessor(arguments))
      return false;
    std::int32_t object = fillSlot(frame.object, frame.object_types, arguments, input_.natures, -1);
    std::int32_t subject =
        fillSlot(frame.subject, frame.subject_types, arguments, input_.natures, object);
    // "the meeting of Modi and Putin": nothing is left for the subject, so the plural is it
    if (subject < 0 && object >= 0 && (frame.flags & kPlural) != 0 && isPlural(object) &&
        fillSlot(frame.subject, frame.subject_types, arguments, input_.natures, -1) == object &&
        matrixSubject(i, carrier).group < 0) {
      reading.subject.group = object;
      reading.each_other = true;
      return true;
    }
    if (frame.relation == Relation::kHost && carrier < i && isPassive(carrier))
      return fillHonoured(carrier, subject, frame, reading);
    reading.object.group = object;
    reading.subject.group = subject;
    if (subject < 0 && (frame.flags & kTakesMatrixAgent) != 0)
      reading.subject = matrixSubject(i, carrier);
    // "received a letter from Biden": who receives it stands before the verb
    if (object < 0 && subject >= 0 && markerOf(subject) == Case::kFrom && carrier < size() &&
        !isPassive(carrier) && subjects_[carrier].group != subject) {
      reading.object = subjects_[carrier];
      const bool fits =
          reading.object.group >= 0 && takes(reading.object.group, frame.object_types);
      if (fits) return true;
    }
    if (reading.subject.group >= 0 && !takes(reading.subject.group, frame.subject_types))
      return false;
    if (reading.subject.group == object && object >= 0) return false;
    if (object >= 0) {
      if (reading.subject.implied) reading.doubt_permille += kDoubtOfImplied;
      return reading.subject.filled();
    }
    if (frame.relation == Relation::kInvite && subject >= 0 && fillAcceptance(i, reading))
      return true;
    if ((frame.flags & kObjectMatrix) != 0 && subject >= 0) return fillGuest(i, reading);
    if (subject < 0 && carrier == size() && prepositionBefore(i) == size()) return false;
    return fillEachOther(frame, reading) || (carrier < size() && implyObject(frame, reading));
  }

  // "She was accorded a ceremonial reception at Rashtrapati Bhavan": by the state where it is.
  bool fillHonoured(std::size_t carrier, std::int32_t host, const FrameRow& frame,
                    Reading& reading) const {
    reading.object = subjects_[carrier];
    if (reading.object.group >= 0 && !takes(reading.object.group, frame.object_types)) return false;
    for (std::size_t j = carrier + 1; j < reading.clause_last && host < 0; ++j) {
      const std::int32_t group = item(j).group;
      if (group >= 0 && markerOf(group) == Case::kBy && takes(group, frame.subject_types))
        host = group;
    }
    reading.subject.group = host;
    reading.subject.of_place = host < 0;
    return reading.object.filled() && reading.object.group != host;
  }

  // "accepted an invitation from Trump": who accepts is invited.
  bool fillAcceptance(std::size_t i, Reading& reading) const {
    for (std::size_t j = i; j-- > reading.clause_first;) {
      if (item(j).group >= 0 && !isPossessor(item(j).group)) return false;
      const bool declined = std::any_of(
          item(j).cues.begin(), item(j).cues.end(),
          [this](std::uint32_t row) { return input_.image.cues()[row].status == Status::kDenied; });
      if (!item(j).is_accept && !declined) continue;
      reading.object = declined ? subjectOf(j) : isVerb(j) ? subjects_[j] : Slot{};
      return reading.object.filled() && reading.object.group != reading.subject.group;
    }
    return false;
  }

  bool isOneWord(std::size_t i) const {
    const Lexeme& lexeme = input_.text.lexemes[item(i).first];
    return lexeme.last == lexeme.first + 1;
  }

  // "came at his invitation", "is on a visit at the invitation of": who comes is invited.
  bool fillGuest(std::size_t i, Reading& reading) const {
    std::size_t noun = i;
    while (noun > 0 && (item(noun - 1).is_possessive ||
                        (item(noun - 1).group >= 0 && isPossessor(item(noun - 1).group)))) {
      --noun;
    }
    if (const std::size_t preposition = prepositionBefore(noun); preposition < size()) {
      const std::optional<Case> marker = item(preposition).marker;
      if (marker != Case::kAt && marker != Case::kOn) return false;
    } else if (isOneWord(i)) {
      return false;  // "at the invitation" is one entry of the lexicon
    }
    for (std::size_t j = i; j-- > reading.clause_first;) {
      if (!isVerb(j)) continue;
      reading.object = subjects_[j];
      break;
    }
    for (std::size_t j = i + 1; j < reading.clause_last && !reading.object.filled(); ++j) {
      if (isVerb(j)) reading.object = subjects_[j];
    }
    if (!reading.object.filled()) reading.object = subjectOf(i);  // "was the guest of"
    return reading.object.group >= 0 && reading.object.group != reading.subject.group;
  }

  // "between A and B on one side and C and D on the other"
  bool fillSides(std::size_t i, const FrameRow& frame, Reading& reading) const {
    std::int32_t last = -1;
    std::int32_t one = -1;
    for (std::size_t j = i + 1; j < size() && !isBorder(j); ++j) {
      if (item(j).group >= 0) last = item(j).group;
      if (!item(j).is_side || last < 0 || last == one) continue;
      if (one < 0) {
        one = last;
      } else if (takes(one, frame.subject_types) && takes(last, frame.object_types)) {
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

  bool isPlural(std::int32_t group) const {
    return input_.natures[static_cast<std::size_t>(group)].plural;
  }

  static bool hasPossessor(const std::vector<Argument>& arguments) {
    return std::any_of(arguments.begin(), arguments.end(), [](const Argument& argument) {
      return argument.marker == Case::kPossessor;
    });
  }

  // What belongs to the noun itself: a possessor or a compound before it, prepositions behind it.
  std::vector<Argument> argumentsOfNoun(std::size_t i) const {
    std::vector<Argument> arguments;
    for (std::size_t j = i; j-- > 0;) {
      const Item& it = item(j);
      if (it.group >= 0) {
        const Case marker = markerOf(it.group);
        if (isPossessor(it.group)) {
          arguments.push_back({it.group, Case::kPossessor});
        } else if (j + 1 == i || onlyAdjectives(j + 1, i)) {
          // "the Modi-Putin summit", "India-China talks", "his Moscow visit"
          const bool plural = isPlural(it.group);
          arguments.push_back({it.group, plural ? Case::kBetween : Case::kObject});
          if (!plural && marker != Case::kSubject) continue;
        }
        if (isPossessor(it.group)) break;
        continue;
      }
      if (!(it.is_adjective || it.is_possessive || it.is_number || it.is_article || it.is_noun ||
            it.is_adverb))
        break;
      if (isVerb(j)) break;
    }
    for (std::size_t j = i + 1; j < size(); ++j) {
      const Item& it = item(j);
      if (isBorder(j) || it.is_relative || quoteChanges(j, i)) break;
      if (it.group >= 0) {
        const Case marker = markerOf(it.group);
        if (marker == Case::kSubject) break;
        // "condolences to Iran over the death of Raisi" are not Raisi's
        const bool far = marker == Case::kOf && !isOfNoun(i, j);
        if (!isPossessor(it.group) && !far) arguments.push_back({it.group, marker});
        continue;
      }
      if (isVerb(j) || it.is_have) break;
      if (!it.triggers.empty() && !item(j - 1).is_and) break;
      if (it.is_and && verbSoon(j)) break;
    }
    return arguments;
  }

  // Nothing but "of" and an article stands between a noun and what belongs to it.
  bool isOfNoun(std::size_t noun, std::size_t of) const {
    for (std::size_t j = noun + 1; j < of; ++j) {
      const bool own = item(j).marker == Case::kOf || item(j).is_article || item(j).is_adjective ||
                       !item(j).triggers.empty() || item(j).is_and ||
                       (item(j).group >= 0 && markerOf(item(j).group) == Case::kOf) ||
                       item(j).is_noun;
      if (!own) return false;
      if (item(j).marker && item(j).marker != Case::kOf) return false;
    }
    return true;
  }

  bool onlyAdjectives(std::size_t first, std::size_t last) const {
    for (std::size_t k = first; k < last; ++k) {
      if (!item(k).is_adjective && !item(k).is_noun && !item(k).is_number) return false;
    }
    return true;
  }

  // The verb that carries the noun ("held talks"); size() if there is none.
  std::size_t carrierOf(std::size_t i) const {
    std::size_t steps = 0;
    for (std::size_t j = i; j-- > 0 && steps < kNounReach; ++steps) {
      const Item& it = item(j);
      if (it.group >= 0) {
        // "exchanged with Putin warm greetings" is rare: names end the way, but for possessors
        if (!isPossessor(it.group)) {
          std::size_t verb = j;
          while (verb > 0 && (item(verb - 1).is_article || item(verb - 1).is_adjective)) --verb;
          const bool receiver = verb > 0 && item(verb - 1).is_support && isVerb(verb - 1) &&
                                markerOf(it.group) == Case::kObject;
          if (receiver) return verb - 1;
          break;
        }
        continue;
      }
      if (it.is_support && isVerb(j)) return j;
      if (isVerb(j) && !it.is_be) break;
      if (it.is_be || it.marker || isBorder(j)) break;
    }
    return passiveCarrierOf(i);
  }

  // "talks between A and B were held": the verb that carries the noun from behind.
  std::size_t passiveCarrierOf(std::size_t i) const {
    constexpr std::size_t kReach = 9;
    for (std::size_t j = i + 1; j + 1 < size() && j < i + kReach && !isBorder(j); ++j) {
      if (item(j).punctuation != 0 || item(j).is_relative) break;
      if (!item(j).is_be) {
        if (isVerb(j)) break;
        continue;
      }
      std::size_t verb = j + 1;
      while (verb < size() && (item(verb).is_adverb || item(verb).is_be)) ++verb;
      return verb < size() && item(verb).is_support && isVerb(verb) ? verb : size();
    }
    return size();
  }

  // The preposition before the noun phrase: "after talks with".
  std::size_t prepositionBefore(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      const Item& it = item(j);
      if (it.marker && it.group < 0) return j;
      const bool inside = it.is_article || it.is_adjective || it.is_noun || it.is_number ||
                          it.is_adverb || it.is_possessive || it.is_and || it.date >= 0 ||
                          !it.triggers.empty();
      if (!inside || it.group >= 0 || isVerb(j)) break;
    }
    return size();
  }

  // Whoever does the verb to which the noun hangs: as its object, or behind a preposition.
  Slot matrixSubject(std::size_t i, std::size_t carrier) const {
    if (carrier < size()) {
      if (carrier > i || isPassive(carrier)) return {};
      return subjects_[carrier];
    }
    const std::size_t preposition = prepositionBefore(i);
    if (const std::size_t cue = cueBefore(i); cue < size()) return subjectOf(cue);
    if (preposition == size()) return impliedBeforeNoun(i);
    if (item(preposition).marker == Case::kOf) return {};  // "a plan of consultations"
    for (std::size_t j = preposition; j-- > 0;) {
      if (isBorder(j) || quoteChanges(j, i)) break;
      if (isVerb(j) && (!item(j).is_be || subjects_[j].group >= 0)) return subjects_[j];
    }
    // "After talks with Putin, Modi said": the subject of the verb that follows
    for (std::size_t j = i + 1; j < size(); ++j) {
      if (isBorder(j) || quoteChanges(j, i)) break;
      if (isVerb(j)) return subjects_[j].implied ? Slot{} : subjects_[j];
    }
    return {};
  }

  // "did not rule out talks": the cue that stands where a verb would; size() if there is none.
  std::size_t cueBefore(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      const Item& it = item(j);
      if (!it.cues.empty() && !isOneWord(j)) return j;
      if (!it.is_article && !it.is_adjective && !it.is_number && !it.is_noun) break;
    }
    return size();
  }

  // "Talks with Tsipras went smoothly", at the head of a sentence: whoever was spoken of.
  Slot impliedBeforeNoun(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      if (item(j).group >= 0 || isVerb(j)) return {};
    }
    Slot slot;
    slot.implied = true;
    return slot;
  }

  // ---- whether

  Status statusOf(std::size_t i, const Reading& reading) const {
    std::optional<Status> status;
    const auto weigh = [&](Status found) {
      if (!status || rank(found) > rank(*status)) status = found;
    };
    // "if" and "denied that" are borders, and cues of what they open
    const bool opened = reading.clause_first > 0 && !item(reading.clause_first - 1).cues.empty();
    for (std::size_t j = reading.clause_first - (opened ? 1 : 0); j < i; ++j) {
      const bool near = governs(j, i, reading);
      for (std::uint32_t row : item(j).cues) {
        const CueRow& cue = input_.image.cues()[row];
        if (cue.language != sentence_.language || cue.scope == CueScope::kAfter) continue;
        if (near || cue.scope == CueScope::kBoth || j < reading.clause_first) weigh(cue.status);
      }
    }
    for (std::size_t j = i + 1; j < reading.clause_last; ++j) {
      if (isVerb(i) && isVerb(j) && !item(j).is_be) break;
      if (item(j).is_and && verbSoon(j)) break;
      for (std::uint32_t row : item(j).cues) {
        const CueRow& cue = input_.image.cues()[row];
        if (cue.language == sentence_.language && cue.scope != CueScope::kBefore && !isVerb(i))
          weigh(cue.status);
      }
    }
    if (!status && isPurpose(i)) return statusOfPurpose(i, reading);
    if (!status && isParticipial(i, reading)) return statusOfMatrix(i, reading);
    if (!status && isScheduled(i, reading)) return Status::kPlanned;
    return status.value_or(Status::kHappened);
  }

  // "flew to Beijing to meet Xi" is a plan; "telephoned to congratulate him" is done with the call.
  Status statusOfPurpose(std::size_t i, const Reading& reading) const {
    for (std::size_t j = i - 1; j-- > reading.clause_first;) {
      if (item(j).is_number && item(j).group < 0 && !isVerb(j + 1)) {
        return Status::kHappened;  // "the first president to visit Greece"
      }
      if (!isVerb(j)) continue;
      const bool deals =
          std::any_of(item(j).triggers.begin(), item(j).triggers.end(), [this](std::uint32_t row) {
            const Relation relation =
                input_.image.frames()[input_.image.triggers()[row].frame].relation;
            return relation != Relation::kVisit && relation != Relation::kInvite;
          });
      return deals ? statusOf(j, reading) : Status::kPlanned;
    }
    return Status::kPlanned;
  }

  // "is due in Moscow, carrying a letter": as little done as what it goes with.
  bool isParticipial(std::size_t i, const Reading& reading) const {
    std::size_t verb = i;
    if (!isVerb(i)) verb = carrierOf(i);
    if (verb == size() || !isGerund(verb) || verb == reading.clause_first) return false;
    const Item& before = item(verb - 1);
    return before.punctuation == U',' ||
           (before.group >= 0 && markerOf(before.group) != Case::kSubject);
  }

  Status statusOfMatrix(std::size_t i, const Reading& reading) const {
    for (std::size_t j = i; j-- > reading.clause_first;) {
      if (!isVerb(j) || isGerund(j)) continue;
      for (const std::uint32_t row : item(j).triggers) {
        const std::uint8_t status = input_.image.triggers()[row].status;
        if (status < kStatusCount) return static_cast<Status>(status);
      }
      return item(j).triggers.empty() && !item(j).is_support ? Status::kHappened
                                                             : statusOf(j, reading);
    }
    return Status::kHappened;
  }

  // "travels to Guilin on Monday": the present, with a day that is named.
  bool isScheduled(std::size_t i, const Reading& reading) const {
    const TriggerRow& trigger = input_.image.triggers()[reading.trigger];
    if (!isVerb(i) || input_.image.frames()[trigger.frame].relation != Relation::kVisit)
      return false;
    const std::string_view ending =
        input_.image.text(input_.image.languages()[sentence_.language - 1u].present_ending);
    if (ending.empty() || !endsWith(i, ending)) return false;
    for (std::size_t j = reading.clause_first; j < reading.clause_last; ++j) {
      if (item(j).date < 0) continue;
      const DateExpression& date = sentence_.dates[static_cast<std::size_t>(item(j).date)];
      if (date.kind == DateExpression::Kind::kDayOffset) return date.shift > 0;
      return date.kind != DateExpression::Kind::kAbsolute;
    }
    return false;
  }

  static int rank(Status status) {
    switch (status) {
      case Status::kDenied: return 3;
      case Status::kPossible: return 2;
      case Status::kPlanned: return 1;
      case Status::kHappened: return 0;
    }
    return 0;
  }

  // A cue speaks of the trigger when no finished clause stands between them.
  bool governs(std::size_t cue, std::size_t trigger, const Reading& reading) const {
    for (std::size_t j = cue + 1; j < trigger; ++j) {
      const Item& it = item(j);
      if (it.is_and && verbSoon(j)) return false;
      if (it.is_relative) return false;
      // "was due to leave, offered": the cue speaks of the first verb alone
      if (isVerb(j) && !it.is_be && !it.is_have && !isGerund(j) && finishedAt(j, trigger))
        return false;
      if (it.punctuation == U',' && reading.subject.group >= 0 &&
          subjectStandsBetween(j, trigger, reading))
        return false;
      if (it.group >= 0 && it.group == reading.subject.group &&
          markerOf(it.group) == Case::kSubject) {
        return false;  // "denied reports; Modi met": the subject stands behind the cue
      }
    }
    return true;
  }

  // True when the verb at `i` has had its say before the trigger: a comma, or another finite verb.
  bool finishedAt(std::size_t i, std::size_t trigger) const {
    for (std::size_t j = i + 1; j < trigger; ++j) {
      if (item(j).punctuation == U',') return true;
    }
    return isVerb(trigger) && !item(trigger - 1).is_infinitive && !isGerund(trigger) &&
           !item(trigger - 1).is_and;
  }

  bool subjectStandsBetween(std::size_t from, std::size_t to, const Reading& reading) const {
    for (std::size_t j = from; j < to; ++j) {
      if (item(j).group == reading.subject.group) return true;
    }
    return false;
  }

  // "flew to Beijing to meet Xi"
  bool isPurpose(std::size_t i) const { return isVerb(i) && i > 0 && item(i - 1).is_infinitive; }

  const FrameInput& input_;
  const SentenceItems& sentence_;
  std::vector<Slot> subjects_;
  std::vector<Reading> readings_;
};

}  // namespace

std::vector<Reading> readFramesWithPrepositions(const FrameInput& input) {
  return PreposedReader(input).run();
}

}  // namespace chancery
