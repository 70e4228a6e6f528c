#include "extract/engine/preposed_status.h"

#include <algorithm>

#include "extract/engine/preposed_carriers.h"

namespace chancery {
namespace {

// "went to Hanoi to brief him", but "leaves for Hanoi", "left for Hanoi": who is there does what he
// came for.
bool hasArrived(const PreposedView& view, std::size_t verb, std::size_t purpose) {
  if (!view.says(verb, Relation::kVisit) || view.isGerund(verb)) return false;
  const std::span<const std::uint32_t> rows = view.item(verb).triggers;
  const auto hasStatus = [&](Status status) {
    return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
      return view.input().image.triggers()[row].status == static_cast<std::uint8_t>(status);
    });
  };
  if (hasStatus(Status::kHappened)) return true;  // "was in Hanoi to see him"
  const std::string_view present = view.input().image.text(
      view.input().image.languages()[view.sentence().language - 1u].present_ending);
  if (hasStatus(Status::kPlanned) || view.endsWith(verb, present)) return false;
  for (std::size_t j = verb + 1; j < purpose; ++j) {
    if (view.item(j).marker == Case::kTo || view.item(j).marker == Case::kIn) return true;
  }
  return false;
}

// "the first official", "the first sitting president"
bool ranksFirst(const PreposedView& view, std::size_t i) {
  return view.item(i).is_number && view.item(i).group < 0 &&
         (!view.isVerb(i + 1) || view.isGerund(i + 1));
}

// "wants to meet Xi" is a plan; "telephoned to congratulate him" is done with the call, and "worked
// to reconcile them" is to mediate.
Status statusOfPurpose(const PreposedView& view, std::size_t i, const Reading& reading) {
  const bool mediates = view.frameOf(reading.trigger).relation == Relation::kMediate;
  for (std::size_t j = i - 1; j-- > reading.clause_first;) {
    if (ranksFirst(view, j)) return Status::kHappened;  // "the first president to visit Greece"
    if (mediates && view.item(j).is_wishing) return Status::kPossible;  // "wants Rabat to mediate"
    if (!view.isVerb(j) || (view.isGerund(j) && ranksFirst(view, j - 1))) continue;
    if (view.item(j).is_causing && view.item(j + 1).group >= 0) return statusOf(view, j, reading);
    const bool deals = std::any_of(
        view.item(j).triggers.begin(), view.item(j).triggers.end(), [&](std::uint32_t row) {
          const Relation relation = view.frameOf(row).relation;
          return relation != Relation::kVisit && relation != Relation::kInvite;
        });
    if (view.says(j, Relation::kInvite)) return Status::kPossible;  // "asked to see him"
    if (view.says(j, Relation::kAgree))
      return Status::kPlanned;  // "agreed on Monday to meet again"
    return deals || mediates || hasArrived(view, j, i) ? statusOf(view, j, reading)
                                                       : Status::kPlanned;
  }
  return mediates ? Status::kHappened : Status::kPlanned;
}

// "is due in Moscow, carrying a letter": as little done as what it goes with.
bool isParticipial(const PreposedView& view, std::size_t i, const Reading& reading) {
  std::size_t verb = i;
  if (!view.isVerb(i)) verb = view.carrierOf(i);
  if (verb == view.size() || !view.isGerund(verb) || verb == reading.clause_first) return false;
  const Item& before = view.item(verb - 1);
  return before.punctuation == U',' ||
         (before.group >= 0 && view.markerOf(before.group) != Case::kSubject);
}

Status statusOfMatrix(const PreposedView& view, std::size_t i, const Reading& reading) {
  for (std::size_t j = i; j-- > reading.clause_first;) {
    if (!view.isVerb(j) || view.isGerund(j)) continue;
    for (const std::uint32_t row : view.item(j).triggers) {
      const std::uint8_t status = view.input().image.triggers()[row].status;
      if (status < kStatusCount) return static_cast<Status>(status);
    }
    return view.item(j).triggers.empty() && !view.item(j).is_support ? Status::kHappened
                                                                     : statusOf(view, j, reading);
  }
  return Status::kHappened;
}

// "after the meeting with Austin was cancelled": the noun has a verb of its own.
bool isPredicateBehind(const PreposedView& view, std::size_t i) {
  for (std::size_t j = i + 1; j < view.size() && view.item(j).punctuation == 0; ++j) {
    if (view.item(j).is_be || view.item(j).is_have || !view.item(j).cues.empty()) return true;
  }
  return false;
}

// "cancelled his trip after a phone call with Austin", "after meeting him": what came first
bool isAfterwards(const PreposedView& view, std::size_t i, std::size_t first) {
  std::size_t j = i;
  while (j > first && view.item(j - 1).group < 0 &&
         (view.item(j - 1).is_article || view.item(j - 1).is_adjective ||
          view.item(j - 1).is_noun || view.item(j - 1).is_number))
    --j;
  return j > first + 1 && view.item(j - 1).marker == Case::kAfter && view.item(j - 1).group < 0 &&
         (view.isVerb(i) ? view.isGerund(i) : !isPredicateBehind(view, i));
}

// A noun with its owners behind a preposition of time or place, after the verb that is denied.
bool isPresupposed(const PreposedView& view, std::size_t i) {
  if (view.isVerb(i) || i < 2) return false;
  const Item& owner = view.item(i - 1);
  if (owner.group < 0 || !view.isPossessor(owner.group)) return false;
  const std::optional<Case> marker = view.item(i - 2).marker;
  return marker == Case::kAt || marker == Case::kDuring || marker == Case::kAfter;
}

// A verb without an ending behind a subject of several.
bool isPresentOfSeveral(const PreposedView& view, std::size_t i) {
  const Slot& subject = view.subjectAt(i);
  return view.isBaseForm(i) && subject.group >= 0 && view.isPlural(subject.group) && i > 0 &&
         !view.item(i - 1).is_infinitive && !view.item(i - 1).is_have;
}

// "Putin's programme includes a meeting", "On his agenda is a call"
bool isOnAgenda(const PreposedView& view, std::size_t i, const Reading& reading) {
  const std::string_view ending = view.input().image.text(
      view.input().image.languages()[view.sentence().language - 1u].present_ending);
  bool present = false;
  for (std::size_t j = i; j-- > reading.clause_first;) {
    if (view.item(j).is_agenda) return present && !view.isVerb(i);
    if (view.item(j).is_relative || view.item(j).punctuation != 0) return false;
    if (view.isVerb(j)) present = view.item(j).is_be || view.endsWith(j, ending);
  }
  return false;
}

// "travels to Guilin on Monday": the present, with a day that is named.
bool isScheduled(const PreposedView& view, std::size_t i, const Reading& reading) {
  switch (view.frameOf(reading.trigger).relation) {
    case Relation::kVisit:
    case Relation::kMeet:
    case Relation::kTalk:
    case Relation::kHost:
    case Relation::kSign: break;
    case Relation::kInform:
    case Relation::kGreet:
    case Relation::kAgree:
      if (view.sentence().is_diary) break;
      return false;
    default: return false;
  }
  if (!view.isVerb(i)) i = view.carrierOf(i);  // "begins a visit"
  if (i >= view.size() || !view.isVerb(i) || view.item(i).is_ending) return false;
  const std::string_view ending = view.input().image.text(
      view.input().image.languages()[view.sentence().language - 1u].present_ending);
  if (ending.empty() || view.opensWithAuxiliary(i)) return false;
  // "Singh and Sharif sit down together", under the day of a diary
  if (view.sentence().is_diary && (view.endsWith(i, ending) || isPresentOfSeveral(view, i)))
    return true;
  // "The foreign ministers of France and Germany meet in Weimar on Monday."
  const LexedText& text = view.input().text;
  const Lexeme& end = text.lexemes[view.item(view.size() - 1).last - 1];
  const bool full_stop = text.tokenOf(end).punctuation == U'.';
  const bool several = full_stop && !view.sentence().heading && isPresentOfSeveral(view, i);
  // "is giving a dinner for him on Thursday"
  const bool goes_on =
      view.isGerund(i) && i > 0 && view.item(i - 1).is_be && view.endsWith(i - 1, ending);
  if (!view.endsWith(i, ending) && !several && !goes_on) return false;
  // "who brokered the truce of 2002, travels to Oslo next week": the day behind the verb first
  const auto isAhead = [&](std::size_t from, std::size_t to) -> std::optional<bool> {
    for (std::size_t j = from; j < to; ++j) {
      if (view.item(j).date < 0) continue;
      const DateExpression& date =
          view.sentence().dates[static_cast<std::size_t>(view.item(j).date)];
      if (date.kind == DateExpression::Kind::kDayOffset) return date.shift >= (goes_on ? 1 : 0);
      if (goes_on) return date.kind == DateExpression::Kind::kWeekday;
      return date.kind != DateExpression::Kind::kAbsolute;
    }
    return std::nullopt;
  };
  if (const auto behind = isAhead(i, reading.clause_last)) return *behind;
  return isAhead(reading.clause_first, i).value_or(false);
}

// "travels to Bali on Friday for a meeting with Erdogan": as little done as the journey.
bool isGoalOfTrip(const PreposedView& view, std::size_t i, const Reading& reading) {
  const std::size_t preposition = view.isVerb(i) ? view.size() : view.prepositionBefore(i);
  if (preposition == view.size()) return false;
  // "is due in Asmara with a letter to Isaias"
  const Relation relation = view.frameOf(reading.trigger).relation;
  const bool brings = relation == Relation::kInform || relation == Relation::kGreet;
  const std::optional<Case> marker = view.item(preposition).marker;
  if (marker != Case::kFor && !(brings && marker == Case::kWith)) return false;
  for (std::size_t j = preposition; j-- > reading.clause_first;) {
    if (!view.isVerb(j)) continue;
    for (const std::uint32_t row : view.item(j).triggers) {
      Reading trip = reading;
      trip.trigger = row;
      if (view.frameOf(row).relation != Relation::kVisit) continue;
      const std::uint8_t own = view.input().image.triggers()[row].status;
      if (own < kStatusCount) return own == static_cast<std::uint8_t>(Status::kPlanned);
      return isScheduled(view, j, trip);
    }
    return false;
  }
  return false;
}

// "before Trump meets Xi"
bool isYetToCome(const PreposedView& view, std::size_t i, const Reading& reading) {
  if (!view.isVerb(i) || reading.clause_first == 0) return false;
  const Item& opening = view.item(reading.clause_first - 1);
  const LexedText& text = view.input().text;
  const std::string_view present = view.input().image.text(
      view.input().image.languages()[view.sentence().language - 1u].present_ending);
  return opening.is_clause && opening.group < 0 && !present.empty() && view.endsWith(i, present) &&
         text.find(text.lexemes[opening.first], EntryKind::kMarker) != nullptr;
}

// "During his stay in Doha, Lavrov is expected to meet the emir": the stay is to come, too.
bool isDuringWhatIsPlanned(const PreposedView& view, std::size_t i, const Reading& reading) {
  if (view.isVerb(i) || view.frameOf(reading.trigger).relation != Relation::kVisit) return false;
  std::size_t preposition = i;
  while (preposition > reading.clause_first && !view.item(preposition).marker) --preposition;
  if (view.item(preposition).marker != Case::kDuring) return false;
  bool named = false;  // who is expected
  for (std::size_t j = i + 1; j < reading.clause_last; ++j) {
    const Item& it = view.item(j);
    named = named || (it.group >= 0 && view.markerOf(it.group) == Case::kSubject);
    for (const std::uint32_t row : it.cues) {
      const CueRow& cue = view.input().image.cues()[row];
      if (named && cue.language == view.sentence().language && cue.scope != CueScope::kAfter)
        return cue.status == Status::kPlanned && it.triggers.empty() && !it.is_pledge;
    }
    if (view.isVerb(j)) return false;
  }
  return false;
}

// A participle with neither "was" nor "be" before it.
bool isReduced(const PreposedView& view, std::size_t i) {
  const Item& before = view.item(i - 1);
  return !before.is_be && !before.is_have && !before.is_adverb && !before.is_not &&
         before.cues.empty();
}

// "Macron, not Meloni, met Scholz"
bool isOfAnother(const PreposedView& view, std::size_t cue) {
  return view.item(cue).is_not && cue + 2 < view.size() && view.item(cue + 1).group >= 0 &&
         view.item(cue + 2).punctuation == U',';
}

// "Talks with Iran will resume": up to the verb of which the noun is the subject; the noun's own
// place where it is none.
std::size_t predicateBehind(const PreposedView& view, std::size_t i, const Reading& reading) {
  if (view.isVerb(i) || view.prepositionBefore(i) < view.size() || view.carrierOf(i) < i) return i;
  for (std::size_t j = i + 1; j < reading.clause_last; ++j) {
    const Item& it = view.item(j);
    if (it.is_relative || (it.group >= 0 && view.markerOf(it.group) == Case::kSubject)) return i;
    const bool modal = !it.cues.empty() && it.triggers.empty();  // "could resume"
    if (view.isVerb(j) && !modal) return j;
  }
  return i;
}

int rank(Status status) {
  switch (status) {
    case Status::kDenied: return 3;
    case Status::kPossible: return 2;
    case Status::kPlanned: return 1;
    case Status::kHappened: return 0;
  }
  return 0;
}

// True when the verb at `i` has had its say before the trigger: a comma, or another finite verb.
bool finishedAt(const PreposedView& view, std::size_t i, std::size_t trigger) {
  for (std::size_t j = i + 1; j < trigger; ++j) {
    if (view.item(j).punctuation != U',') continue;
    std::size_t next = j + 1;  // "will go to Moscow, meet Putin and sign"
    while (next < trigger && view.item(next).is_adverb && view.item(next).group < 0) ++next;
    if (!view.isVerb(next) || !view.isBaseForm(next)) return true;
  }
  std::size_t before = trigger - 1;  // "and then visit"
  while (before > i && view.item(before).is_adverb && view.item(before).group < 0) --before;
  const bool listed =
      view.item(before).is_and || view.item(before).is_or || view.item(before).punctuation == U',';
  return view.isVerb(trigger) && !view.item(trigger - 1).is_infinitive && !view.isGerund(trigger) &&
         !listed;
}

bool subjectStandsBetween(const PreposedView& view, std::size_t from, std::size_t to,
                          const Reading& reading) {
  for (std::size_t j = from; j < to; ++j) {
    if (view.item(j).group == reading.subject.group) return true;
  }
  return false;
}

// "will meet Putin and visit Kazan": the verb behind the "and" stands as the one before it does,
// without an ending of its own.
bool goesOn(const PreposedView& view, std::size_t conjunction, std::size_t trigger) {
  std::size_t verb = conjunction + 1;
  while (verb < trigger && view.item(verb).is_adverb && view.item(verb).group < 0) ++verb;
  const std::size_t own = view.isVerb(trigger) ? trigger : view.carrierOf(trigger);
  return verb == own && view.isBaseForm(verb);
}

// "who boycotted the last summit, means to come": the clause of the cue, which two commas set off,
// has ended at the second.
bool endsRelative(const PreposedView& view, std::size_t cue, std::size_t comma,
                  std::size_t trigger) {
  if (view.item(comma).punctuation != U',') return false;
  std::size_t relative = cue;
  while (relative > 0 && !view.item(relative).is_relative && view.item(relative).punctuation == 0)
    --relative;
  if (relative == 0 || !view.item(relative).is_relative ||
      view.item(relative - 1).punctuation != U',')
    return false;
  std::size_t verb = comma + 1;
  while (verb < trigger && view.item(verb).group < 0 && view.item(verb).is_adverb) ++verb;
  return !view.item(verb).cues.empty() || view.item(verb).is_be || view.item(verb).is_have ||
         (view.isVerb(verb) && !view.isBaseForm(verb) && !view.isGerund(verb));
}

// "no plans for Kan to meet him", "no question of Modi meeting him": of what its subject is to do.
bool isSubjectOfInfinitive(const PreposedView& view, std::size_t cue, std::size_t trigger) {
  const std::size_t verb = view.isVerb(trigger) ? trigger : view.carrierOf(trigger);
  if (verb >= view.size() || view.item(cue + 1).group < 0) return false;
  std::size_t behind = cue + 1;
  const std::int32_t group = view.item(behind).group;
  while (behind < verb && view.item(behind).group == group) ++behind;
  if (behind == verb) return view.isGerund(verb);
  return behind + 1 == verb && view.item(behind).is_infinitive;
}

// A cue speaks of the trigger when no finished clause stands between them.
bool governs(const PreposedView& view, std::size_t cue, std::size_t trigger,
             const Reading& reading) {
  for (std::size_t j = cue + 1; j < trigger; ++j) {
    const Item& it = view.item(j);
    if (it.is_and && view.verbSoon(j) && !goesOn(view, j, trigger)) return false;
    if (it.is_relative || endsRelative(view, cue, j, trigger)) return false;
    // "was due to leave, offered": the cue speaks of the first verb alone
    if (view.isVerb(j) && !it.is_be && !it.is_have && !view.isGerund(j) &&
        finishedAt(view, j, trigger))
      return false;
    if (it.punctuation == U',' && reading.subject.group >= 0 &&
        subjectStandsBetween(view, j, trigger, reading))
      return false;
    // "Neither A nor B met him", "At no point did A meet him"
    const bool turned = view.item(cue).is_not || (cue == reading.clause_first && !view.isVerb(cue));
    const bool apart = j > cue + 1 || !turned;
    if (it.group >= 0 && it.group == reading.subject.group && apart &&
        view.markerOf(it.group) == Case::kSubject && !isSubjectOfInfinitive(view, cue, trigger)) {
      return false;  // "denied reports; Modi met": the subject stands behind the cue
    }
  }
  return true;
}

}  // namespace

ReadingTense tenseOf(const PreposedView& view, std::size_t i, const Reading& reading) {
  std::size_t verb = i;
  if (!view.isVerb(i)) {
    std::size_t carrier = view.carrierOf(i);
    if (carrier == view.size()) carrier = relativeCarrierOf(view, i);
    if (carrier == view.size()) return ReadingTense::kOfStory;
    verb = carrier;
  }
  for (std::size_t j = verb; j-- > reading.clause_first;) {
    const Item& it = view.item(j);
    if (it.is_pluperfect) return ReadingTense::kBefore;
    if (it.is_perfect) return ReadingTense::kSince;
    if (!it.is_be && !it.is_adverb && !it.is_not && !it.is_have && it.cues.empty()) break;
  }
  return view.item(reading.clause_first).is_relative ? ReadingTense::kBefore
                                                     : ReadingTense::kOfStory;
}

// "would like to thank him", "offered his condolences": done by being said.
bool isSaidByWishing(const PreposedView& view, std::size_t cue, std::size_t i,
                     const Reading& reading) {
  const Relation relation = view.frameOf(reading.trigger).relation;
  if (relation == Relation::kGreet && !view.isVerb(i) && view.item(cue).is_support &&
      view.carrierOf(i) == cue)
    return true;
  // "requested him to convey his greetings"
  if (relation == Relation::kGreet && !view.isVerb(i) && view.says(cue, Relation::kInvite))
    return true;
  return view.item(cue).is_wishing &&
         (relation == Relation::kGreet || relation == Relation::kSupport);
}

// "pledged to deepen ties at talks in Beijing", "urged restraint in a call with him": the talks
// took place, and the call.
bool isSaidAt(const PreposedView& view, std::size_t cue, std::size_t i) {
  const Item& said = view.item(cue);
  if (view.isVerb(i) || !(said.is_pledge || said.is_offer || view.says(cue, Relation::kAgree) ||
                          view.says(cue, Relation::kInvite)))
    return false;
  const std::size_t preposition = view.prepositionBefore(i);
  if (preposition == view.size() || preposition <= cue + 1) return false;
  const std::optional<Case> marker = view.item(preposition).marker;
  return marker == Case::kAt || marker == Case::kDuring || marker == Case::kIn ||
         marker == Case::kAfter;
}

// "invited no Serbian delegation"
bool isToNobody(const PreposedView& view, std::size_t i, const Reading& reading) {
  if (!view.isVerb(i) || reading.object.group < 0) return false;
  for (std::size_t j = i + 1; j < reading.clause_last && j < i + 4; ++j) {
    if (view.item(j).group == reading.object.group)
      return j > i + 1 && view.item(j - 1).is_not && view.item(j - 1).is_article;
  }
  return false;
}

// "signed no agreement", "would give Moscow no large loans"
bool isOfNothing(const PreposedView& view, std::size_t i, const Reading& reading) {
  constexpr std::size_t kReach = 4;  // items
  if (!view.isVerb(i)) return false;
  for (std::size_t j = i + 1; j + 1 < std::min<std::size_t>(reading.clause_last, i + kReach); ++j) {
    const Item& it = view.item(j);
    if (it.marker || it.punctuation != 0 || view.isVerb(j)) return false;
    if (!it.is_not || !it.is_article) continue;
    std::size_t noun = j + 1;
    while (noun < reading.clause_last && view.item(noun).is_adjective) ++noun;
    return noun < reading.clause_last && view.item(noun).group < 0 && view.item(noun).is_noun &&
           view.item(noun).date < 0;
  }
  return false;
}

// "denied on Wednesday in a statement that Aziz had met Peres": the verb that denies what stands
// behind "that", over the day and where it was said; the clause's own place for none.
std::size_t denialBefore(const PreposedView& view, const Reading& reading) {
  const std::size_t that = reading.clause_first - 1u;
  if (reading.clause_first < 2 || !view.item(that).is_that) return reading.clause_first;
  bool noun = false;  // "scrapped the meeting that they had agreed on": of which nothing is denied
  for (std::size_t j = that; j-- > 0;) {
    const Item& it = view.item(j);
    if (it.marker) noun = false;
    const bool denies =
        view.isVerb(j) && std::any_of(it.cues.begin(), it.cues.end(), [&](std::uint32_t row) {
          const CueRow& cue = view.input().image.cues()[row];
          return cue.status == Status::kDenied && cue.language == view.sentence().language;
        });
    if (denies) return it.triggers.empty() && !noun ? j : reading.clause_first;
    noun = noun || it.is_noun;
    const bool aside = it.date >= 0 || it.marker || it.is_article || it.is_adjective ||
                       it.is_adverb || it.is_noun || it.is_possessive;
    if (!aside || view.isVerb(j)) return reading.clause_first;
  }
  return reading.clause_first;
}

// "on the eve of the talks": a preposition speaks of the noun behind it, and of no verb.
bool isOnlyOfNoun(const PreposedView& view, std::size_t cue, std::size_t i) {
  return view.isVerb(i) && view.item(cue).marker == Case::kBefore && i > cue + 1;
}

// "Plans for Lavrov to meet Fidan fell through", "Hopes that he would come were dashed": what the
// sentence says of the plan.
bool isOfPlanSpokenOf(const PreposedView& view, std::size_t i, const Reading& reading) {
  if (reading.subject.group < 0) return false;
  for (std::size_t j = 0; j < i; ++j) {
    if (view.item(j).group >= 0) return false;
    if (!view.item(j).cues.empty())
      return !view.isVerb(j) && j + 1 < i && view.item(j + 1).group == reading.subject.group;
  }
  return false;
}

// "Reports that Kim had met Abe were wide of the mark": what the sentence says of the report.
bool isReported(const PreposedView& view, std::size_t i) {
  for (std::size_t j = 0; j < i; ++j) {
    const Item& it = view.item(j);
    if (it.is_that) return j > 0 && view.item(j - 1).is_noun;
    if (it.group >= 0 || it.is_be || it.is_have || it.punctuation != 0) return false;
  }
  return false;
}

Status statusOf(const PreposedView& view, std::size_t i, const Reading& reading) {
  if (isToNobody(view, i, reading) || isOfNothing(view, i, reading)) return Status::kDenied;
  // "will sign a truce brokered by France"
  if (view.isVerb(i) && reading.passive && i > 0 && isReduced(view, i)) return Status::kHappened;
  std::optional<Status> status;
  const auto weigh = [&](Status found) {
    if (!status || rank(found) > rank(*status)) status = found;
  };
  // "if" and "denied that" are borders, and cues of what they open
  const bool opened = reading.clause_first > 0 && !view.item(reading.clause_first - 1).cues.empty();
  if (reading.clause_first > 0 && denialBefore(view, reading) < reading.clause_first)
    weigh(Status::kDenied);
  const bool by_pledge = (view.frameOf(reading.trigger).flags & kByPledge) != 0;
  for (std::size_t j = reading.clause_first - (opened ? 1 : 0); j < i; ++j) {
    const bool only_offered =
        view.item(j).is_offer && view.frameOf(reading.trigger).relation == Relation::kMediate;
    // "China will provide a loan": aid is promised by being announced
    const bool promised =
        view.item(j).is_promise && view.frameOf(reading.trigger).relation == Relation::kAid;
    if ((by_pledge && view.item(j).is_pledge && !only_offered) || promised || isOfAnother(view, j))
      continue;
    if (isSaidByWishing(view, j, i, reading) || isSaidAt(view, j, i) || isOnlyOfNoun(view, j, i))
      continue;
    const bool near = governs(view, j, i, reading);
    for (std::uint32_t row : view.item(j).cues) {
      const CueRow& cue = view.input().image.cues()[row];
      if (cue.language != view.sentence().language || cue.scope == CueScope::kAfter) continue;
      // "rejected criticism from Warsaw": which was uttered
      const bool turned_down = cue.status == Status::kDenied && !view.isVerb(i) && view.isVerb(j) &&
                               i <= j + 3 &&
                               view.frameOf(reading.trigger).relation == Relation::kCriticize;
      if (turned_down) continue;
      if (near || cue.scope == CueScope::kBoth || j < reading.clause_first) weigh(cue.status);
    }
  }
  // "In a call with Fidan, Lavrov said the trip had to be put off": the call took place
  const bool governed = !view.isVerb(i) && view.prepositionBefore(i) < view.size();
  for (std::size_t j = i + 1; j < reading.clause_last; ++j) {
    if (view.isVerb(i) && view.isVerb(j) && !view.item(j).is_be) break;
    // "A conversation, announced for Monday, did not take place": what commas set off
    const bool inserted = view.item(j).is_speech && view.item(j - 1).punctuation == U',' &&
                          j + 1 < reading.clause_last && view.item(j + 1).marker;
    if ((view.item(j).is_speech && !inserted) || (governed && view.item(j).punctuation == U','))
      break;
    if (view.item(j).is_and && view.verbSoon(j)) break;
    // "an invitation to attend a conference to be held"
    if (view.item(j).is_infinitive && view.frameOf(reading.trigger).relation == Relation::kInvite)
      break;
    for (std::uint32_t row : view.item(j).cues) {
      const CueRow& cue = view.input().image.cues()[row];
      // "The threats against Poland were dismissed": which were uttered
      const Relation relation = view.frameOf(reading.trigger).relation;
      const bool turned_down =
          cue.status == Status::kDenied && view.opensWithAuxiliary(j) &&
          (relation == Relation::kThreaten || relation == Relation::kCriticize);
      if (turned_down) continue;
      if (cue.language == view.sentence().language && cue.scope != CueScope::kBefore &&
          (!view.isVerb(i) || isOfPlanSpokenOf(view, i, reading) || isReported(view, i)))
        weigh(cue.status);
    }
  }
  for (std::size_t j = i + 1; j < predicateBehind(view, i, reading); ++j) {
    for (std::uint32_t row : view.item(j).cues) {
      const CueRow& cue = view.input().image.cues()[row];
      if (cue.language == view.sentence().language && cue.scope == CueScope::kBefore)
        weigh(cue.status);
    }
  }
  // "denied that he had threatened him at their meeting": they did meet
  if (status == Status::kDenied &&
      (isPresupposed(view, i) || isAfterwards(view, i, reading.clause_first)))
    return Status::kHappened;
  if (!status && (isYetToCome(view, i, reading) || isDuringWhatIsPlanned(view, i, reading)))
    return Status::kPlanned;
  if (!status && view.isPurpose(i)) return statusOfPurpose(view, i, reading);
  if (!status && isParticipial(view, i, reading)) return statusOfMatrix(view, i, reading);
  if (!status && (isScheduled(view, i, reading) || isGoalOfTrip(view, i, reading) ||
                  isOnAgenda(view, i, reading)))
    return Status::kPlanned;
  return status.value_or(Status::kHappened);
}

}  // namespace chancery
