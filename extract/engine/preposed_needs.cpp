#include "extract/engine/preposed_needs.h"

#include <algorithm>
#include <string_view>

#include "extract/engine/preposed_arguments.h"

namespace chancery {
namespace {

constexpr std::uint8_t kSomewhere = (1u << static_cast<unsigned>(EntityType::kPlace)) |
                                    (1u << static_cast<unsigned>(EntityType::kCountry));
constexpr std::size_t kReachOfTail = 8;  // items between the parts of a verb

// "left Oslo for Kyiv"
bool hasOrigin(const PreposedView& view, std::size_t i) {
  std::size_t j = i + 1;
  while (j < view.size() && (view.item(j).is_article || view.item(j).marker == Case::kFrom)) ++j;
  // "leaves on Sunday for Berlin"
  if (j + 2 < view.size() && view.item(j).marker == Case::kOn && view.item(j + 1).date >= 0)
    return view.item(j + 2).marker == Case::kFor;
  return j < view.size() && view.item(j).group >= 0 && view.takes(view.item(j).group, kSomewhere);
}

// "$500,000"
bool isMoney(const PreposedView& view, std::size_t i) {
  constexpr std::u32string_view kSigns = U"$€£¥₹";
  return view.item(i).punctuation != 0 && i + 1 < view.size() && view.item(i + 1).is_number &&
         kSigns.find(view.item(i).punctuation) != std::u32string_view::npos;
}

// "gave a loan", "pledged to arm them", but "offered help": of what is given no more is said.
bool saysGoods(const PreposedView& view, std::size_t i, const FrameRow& frame) {
  return std::any_of(view.item(i).triggers.begin(), view.item(i).triggers.end(),
                     [&](std::uint32_t row) {
                       const bool verb =
                           view.input().image.triggers()[row].trigger_class == TriggerClass::kVerb;
                       const bool asks = (view.frameOf(row).flags & kNeedsGoods) != 0;
                       return view.frameOf(row).relation == frame.relation && !(verb && asks);
                     }) &&
         saysTheSame(view, view.item(i), &frame);
}

}  // namespace

bool tailFollows(const PreposedView& view, std::size_t i, const TriggerRow& trigger) {
  if (trigger.tail.front() == kNone) return true;
  const LexedText& text = view.input().text;
  const auto end = static_cast<std::uint32_t>(text.tokens.tokens.size());
  const auto& cases = view.input().image.frames()[trigger.frame].object;
  const auto isTaken = [&](const Item& it) {
    return it.marker && std::find(cases.begin(), cases.end(), *it.marker) != cases.end();
  };
  const bool together = (view.input().image.frames()[trigger.frame].flags & kPlural) != 0 ||
                        cases.front() != Case::kObject;
  bool object = false;
  bool taken = false;  // "called its envoy in Accra home"
  for (std::size_t j = i + 1; j < std::min(view.size(), i + 1 + kReachOfTail); ++j) {
    const Item& it = view.item(j);
    if (it.group < 0 && tailStandsAt(text.tokens, text.lexemes[it.first].first, end, trigger))
      return object || together || view.isPassive(i);
    if (it.group >= 0) {
      // "asked Michel Martelly, Haiti's head of state, to be its guest"
      std::size_t before = j;
      while (before > i &&
             (view.item(before - 1).is_article || view.item(before - 1).is_possessive ||
              (view.item(before - 1).group >= 0 && view.isPossessor(view.item(before - 1).group))))
        --before;
      const bool apposed = view.item(before - 1).punctuation == U',' && j + 1 < view.size() &&
                           view.item(j + 1).punctuation == U',';
      if (object && !taken && !apposed && !view.isPossessor(it.group) &&
          view.markerOf(it.group) != Case::kOf)
        return false;
      // "took the Saudi side": the phrase ends with it
      for (std::uint32_t l = it.first + 1; l < it.last; ++l) {
        if (tailStandsAt(text.tokens, text.lexemes[l].first, end, trigger)) return true;
      }
      object = true;
      taken = false;
      continue;
    }
    if (view.isBorder(j) || view.quoteChanges(j, i) || it.is_relative) return false;
    if (it.punctuation != 0 && it.punctuation != U',' && !isMoney(view, j)) return false;
    const bool verb = view.isVerb(j) && !it.is_noun && !it.is_adjective && !it.is_number;
    // "was ordered on Thursday to pack": when it was done
    if (it.marker == Case::kOn && j + 1 < view.size() && view.item(j + 1).date >= 0) continue;
    // "suspended 16 million dollars in military aid to"
    if (it.marker == Case::kIn && (view.item(j - 1).is_goods || view.item(j - 1).is_number))
      continue;
    taken = taken || isTaken(it);
    if (verb || (it.marker && it.date < 0 && it.marker != Case::kOf && !taken)) return false;
  }
  return false;
}

// "urged the two to return to the Jeddah talks", "to come to the table": nowhere
bool goesToTalks(const PreposedView& view, std::size_t verb) {
  for (std::size_t j = verb + 1; j < view.size() && !view.isBorder(j); ++j) {
    if (view.item(j).punctuation != 0 || view.item(j).is_and) return false;
    const std::int32_t group = view.item(j).group;
    if (group < 0 || !view.takes(group, kSomewhere)) continue;
    return j + 1 < view.size() &&
           (view.says(j + 1, Relation::kTalk) || view.says(j + 1, Relation::kMeet));
  }
  return false;
}

// "told Netanyahu on Monday he would open an embassy": what is told is a clause without "that".
bool tellsClause(const PreposedView& view, std::size_t i) {
  constexpr std::size_t kReach = 7;  // items to the verb
  std::size_t j = view.overDescription(i + 1);
  if (j >= view.size() || view.item(j).group < 0 || view.isPossessor(view.item(j).group))
    return false;
  ++j;
  while (j < view.size() && view.item(j).group < 0 &&
         (view.item(j).date >= 0 || view.item(j).marker == Case::kOn))
    ++j;
  if (j >= view.size()) return false;
  const Item& opens = view.item(j);
  if (opens.group < 0 && !opens.is_it && !opens.is_article && !opens.is_possessive) return false;
  for (std::size_t k = j + 1; k < std::min(view.size(), j + kReach); ++k) {
    const Item& it = view.item(k);
    if (it.punctuation != 0 || it.is_relative || it.is_infinitive) return false;
    if (it.marker && it.marker != Case::kOf && it.group < 0) return false;
    if (it.group < 0 && (it.is_be || it.is_have || !it.cues.empty() || view.isVerb(k))) return true;
  }
  return false;
}

// "asked him to a summit", "to the parade": an article, and what one is asked to.
bool asksToOccasion(const PreposedView& view, std::size_t i) {
  constexpr std::size_t kReach = 5;  // items before what it is called
  std::size_t j = i;
  bool article = false;
  while (j + 1 < view.size() && j < i + kReach) {
    const Item& it = view.item(j);
    const bool describes = it.is_article || it.is_adjective || it.is_number || it.is_possessive ||
                           it.date >= 0 || (it.group >= 0 && article);
    const bool unlisted = article && it.group < 0 && !it.is_verb && !it.marker &&
                          it.punctuation == 0 && it.triggers.empty();
    if (!describes && !unlisted) break;
    article = article || it.is_article || it.is_possessive;
    ++j;
  }
  if (!article) return false;
  const Item& occasion = view.item(j);
  return occasion.group < 0 && !view.isVerb(j) &&
         (view.says(j, Relation::kMeet) || view.says(j, Relation::kTalk) ||
          view.says(j, Relation::kHost));
}

// "asked him to be its guest"
bool asksToBeGuest(const PreposedView& view, std::size_t i) {
  const std::size_t guest = view.item(i).is_be ? view.overDescription(i + 1) : view.size();
  if (guest >= view.size() || view.item(guest).group < 0) return false;
  const Group& group = view.sentence().groups[static_cast<std::size_t>(view.item(guest).group)];
  return view.sentence().phrases[group.phrases.front()].guest;
}

// "told him that the remarks were unacceptable"
bool blamesInWhatIsTold(const PreposedView& view, std::size_t i) {
  constexpr std::size_t kReach = 24;  // items
  for (std::size_t j = i + 1; j < std::min(view.size(), i + kReach); ++j) {
    const Item& it = view.item(j);
    if (it.punctuation == U';' || (j > i + 3 && it.is_speech)) return false;
    if (!it.is_blame) continue;
    std::size_t before = j - 1;
    while (before > i && (view.item(before).is_adverb || view.item(before).is_article)) --before;
    // but "would be a mistake"
    if (view.item(before).is_be && !view.item(before).is_not && view.item(before).cues.empty() &&
        view.item(before - 1).cues.empty())
      return true;
  }
  return false;
}

bool isOfPraise(const PreposedView& view, const Item& item) {
  const LexedText& text = view.input().text;
  for (std::uint32_t l = item.first; l < item.last; ++l) {
    if (text.is(text.lexemes[l], Grammar::kPraise)) return true;
  }
  return false;
}

// "called Guinea \"the quartermaster of the other lot\"": what somebody is called in somebody's own
// words is seldom kind, unless a word of praise is among them.
bool isQuotedName(const PreposedView& view, std::size_t verb, std::size_t quote) {
  constexpr std::u32string_view kMarks = U"\"\u201C";
  const Item& mark = view.item(quote);
  if (mark.punctuation == 0 || kMarks.find(mark.punctuation) == std::u32string_view::npos ||
      quote < verb + 2)
    return false;
  std::size_t whom = quote - 1;
  while (whom > verb && (view.item(whom).marker == Case::kOther || view.item(whom).is_article))
    --whom;
  if (whom == verb || view.item(whom).group < 0) return false;
  std::size_t j = quote + 1;
  for (; j < view.size() && view.item(j).punctuation != mark.punctuation; ++j) {
    if (view.item(j).punctuation == U'\u201D') break;
    if (isOfPraise(view, view.item(j)) || view.item(j).is_courtesy) return false;
  }
  return j > quote + 2;
}

// What the frame asks for besides its participants: "assured him of its support", "told him of".
bool clauseSupplies(const PreposedView& view, std::size_t i, const FrameRow& frame) {
  constexpr std::uint32_t kNeeds =
      kNeedsBacking | kNeedsAbout | kNeedsGoods | kNeedsVisit | kNeedsPact | kNeedsBlame;
  if ((frame.flags & kNeedsOrigin) != 0) return hasOrigin(view, i);
  if ((frame.flags & kNeeds) == 0) return true;
  if ((frame.flags & kNeedsAbout) != 0 &&
      blamesInWhatIsTold(view, i) != ((frame.flags & kNeedsBlame) != 0))
    return false;
  if ((frame.flags & kNeedsAbout) != 0 && view.isVerb(i) && tellsClause(view, i)) return true;
  for (std::size_t j = i + 1; j < view.size() && !view.isBorder(j); ++j) {
    if (view.item(j).is_relative && view.item(j - 1).punctuation == U',') break;
    if ((frame.flags & kNeedsBacking) != 0 && view.item(j).is_backing) return true;
    if ((frame.flags & kNeedsPact) != 0 && view.item(j).is_pact) return true;
    if ((frame.flags & kNeedsBlame) != 0 && frame.relation == Relation::kSupport) {
      if (isOfPraise(view, view.item(j))) return true;  // "called him a true friend"
      continue;
    }
    if ((frame.flags & kNeedsBlame) != 0 && view.item(j).is_blame) return true;
    if ((frame.flags & (kNeedsBlame | kNeedsAbout)) == kNeedsBlame && isQuotedName(view, i, j))
      return true;
    if ((frame.flags & kNeedsVisit) != 0 && asksToBeGuest(view, j)) return true;
    if ((frame.flags & kNeedsVisit) != 0 && view.item(j).is_infinitive && j + 1 < view.size()) {
      if (view.item(j - 1).is_not) return false;  // "begged him not to come"
      if (asksToOccasion(view, j + 1)) return true;
      const std::size_t where = view.overDescription(j + 1);  // "asked him to Andong"
      const bool somewhere = where < view.size() && view.item(where).group >= 0 &&
                             !view.isPossessor(view.item(where).group) &&
                             view.takes(view.item(where).group, kSomewhere);
      // "urged him to stop the fighting", "to reach a deal"
      const std::size_t thing = j + 2 < view.size() && view.item(j + 2).is_article
                                    ? view.overDescription(j + 2)
                                    : view.size();
      if (thing < view.size() && view.item(thing).group < 0) return false;
      const auto& triggers = view.item(j + 1).triggers;
      const bool goes = std::any_of(triggers.begin(), triggers.end(), [&](std::uint32_t row) {
        // "urged Berlin to send tanks": whoever is sent would come
        return view.frameOf(row).relation == Relation::kVisit &&
               view.frameOf(row).subject.front() == Case::kSubject &&
               view.input().image.triggers()[row].trigger_class == TriggerClass::kVerb;
      });
      return (somewhere || goes) && !goesToTalks(view, j);
    }
    if ((frame.flags & kNeedsGoods) != 0 &&
        ((view.item(j).is_goods && view.item(j).group < 0 &&
          view.item(j - 1).marker != Case::kOn) ||
         isMoney(view, j) || (!view.isPurpose(j) && saysGoods(view, j, frame))))
      return true;
    const bool about = view.item(j).marker == Case::kOf || view.item(j).marker == Case::kAbout ||
                       (j + 1 < view.size() && view.item(j + 1).is_that);
    if ((frame.flags & kNeedsAbout) != 0 && about) return true;
    if (view.isVerb(j) && !view.item(j).is_be && !view.isTied(j)) return false;
  }
  return false;
}

// "invited him to visit", "threatened to sanction it", "accused it of arming them", "warned it
// against sending troops": what is wished, threatened or alleged is not said to come about.
bool isMerelySaid(const PreposedView& view, std::size_t i) {
  const bool purpose = view.isPurpose(i);
  const bool content =
      i > 0 && !purpose && view.isVerb(i) && view.isGerund(i) &&
      (view.item(i - 1).marker == Case::kAgainst || view.item(i - 1).marker == Case::kOf);
  if (!purpose && !content) return false;
  bool named = false;  // "asked him to see her", but "asked to see her"
  for (std::size_t j = i - 1; j-- > 0;) {
    if (view.isBorder(j)) return false;
    named = named || view.item(j).group >= 0;
    if (view.item(j).group >= 0 || !(view.isVerb(j) || !view.item(j).triggers.empty())) continue;
    const auto& triggers = view.item(j).triggers;
    const bool threatens = view.says(j, Relation::kThreaten);
    const bool invites = view.says(j, Relation::kInvite);
    // "called him in to tell him", but "called him to congratulate him"
    const bool blames =
        !triggers.empty() && std::all_of(triggers.begin(), triggers.end(), [&](std::uint32_t row) {
          return view.frameOf(row).relation == Relation::kCriticize;
        });
    return threatens || blames ||
           (purpose && invites && (named || view.isPassive(j)) &&
            !view.says(i, Relation::kMediate));  // "was asked to mediate"
  }
  return false;
}

bool infinitiveFollows(const PreposedView& view, std::size_t i) {
  for (std::size_t j = i + 1; j + 1 < view.size(); ++j) {
    if (view.item(j).is_infinitive && view.isVerb(j + 1)) return true;
    if (view.isVerb(j) || view.isBorder(j) || view.item(j).punctuation != 0) return false;
  }
  return false;
}

bool isBlamed(const PreposedView& view, std::size_t i) {
  for (std::size_t j = i + 1; j < view.size() && !view.isBorder(j) && !view.isVerb(j); ++j) {
    if (view.item(j).is_blame) return true;
  }
  return false;
}

// "condemned the move"
bool deedFollows(const PreposedView& view, std::size_t i) {
  for (std::size_t j = i + 1; j < view.size(); ++j) {
    if (view.item(j).is_deed) return true;
    const bool quoted = view.item(j).punctuation != 0 && !view.isBorder(j) &&
                        view.item(j).punctuation != U',';  // "deplores" the tone
    if (!view.item(j).is_article && !view.item(j).is_adjective && !view.item(j).is_adverb &&
        !quoted)
      return false;
  }
  return false;
}

}  // namespace chancery
