#include "extract/engine/preposed_arguments.h"

#include <algorithm>

namespace chancery {
namespace {

// "Rouhani's U.N. speech": a state or a body before a plain noun, behind a possessor.
bool isModifier(const PreposedView& view, std::size_t i) {
  if (i + 1 >= view.size() || i == 0 || !view.item(i - 1).is_possessive) return false;
  const Item& next = view.item(i + 1);
  constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
  return next.is_noun && next.group < 0 && !next.marker &&
         (view.input().natures[static_cast<std::size_t>(view.item(i).group)].types & kPerson) == 0;
}

// "on the sidelines of the Africa-France summit": tied to the name before; "reached a
// Qatari-brokered truce": to the verb behind.
bool isOfCompound(const PreposedView& view, std::size_t i) {
  if (i + 1 < view.size() && view.isVerb(i + 1) && view.isTied(i + 1)) return true;
  if (i == 0 || view.item(i - 1).group < 0) return false;
  const Group& group = view.sentence().groups[static_cast<std::size_t>(view.item(i).group)];
  return view.sentence().phrases[group.phrases.front()].hyphen_joined;
}

// "signed the treaty, with Clinton at their side", "with Oman acting as mediator", "with Turkey as
// host": what goes on beside it.
bool standsBeside(const PreposedView& view, std::size_t name) {
  if (name + 1 >= view.size()) return false;
  if (view.says(name + 1, Relation::kMediate) || view.says(name + 1, Relation::kHost)) return true;
  std::size_t with = name;
  while (with > 0 && view.item(with).marker != Case::kWith) --with;
  if (with == 0 || view.item(with - 1).punctuation != U',') return false;
  const std::optional<Case> behind = view.item(name + 1).marker;
  return behind == Case::kAt || behind == Case::kOther ||
         (view.isVerb(name + 1) && view.isGerund(name + 1));
}

// "handed the letter, which he had signed, to Tang": the comma behind which the verb goes on with a
// preposition; size() where it does not.
std::size_t endOfInserted(const PreposedView& view, std::size_t relative) {
  constexpr std::size_t kLongClause = 10;  // items
  if (relative == 0 || view.item(relative - 1).punctuation != U',') return view.size();
  for (std::size_t j = relative + 1; j + 1 < view.size() && j < relative + kLongClause; ++j) {
    if (view.item(j).punctuation != U',') continue;
    const bool goes_on = view.item(j + 1).marker == Case::kTo && view.item(j + 1).group < 0 &&
                         !(j + 2 < view.size() && view.isVerb(j + 2));
    return goes_on ? j : view.size();
  }
  return view.size();
}

// "negotiations that ended on Wednesday between A and B": the preposition behind what is told of
// them; size() where there is none.
std::size_t betweenBehind(const PreposedView& view, std::size_t relative) {
  constexpr std::size_t kReach = 6;  // items
  for (std::size_t j = relative + 1; j < std::min(view.size(), relative + kReach); ++j) {
    const Item& it = view.item(j);
    if (it.marker == Case::kBetween && it.group < 0) return j;
    if (it.group >= 0 || it.punctuation != 0 || it.is_and) break;
  }
  return view.size();
}

// "met with A and B, the new ambassadors": what those just named are.
bool isApposed(const PreposedView& view, std::size_t i) {
  std::size_t j = i;
  while (j > 0 && view.item(j - 1).group < 0 &&
         (view.item(j - 1).is_article || view.item(j - 1).is_adjective ||
          view.item(j - 1).is_adverb || view.item(j - 1).is_number))
    --j;
  if (j < 2 || j == i || !view.item(j).is_article || view.item(j - 1).punctuation != U',' ||
      view.item(j - 2).group < 0)
    return false;
  const Group& group = view.sentence().groups[static_cast<std::size_t>(view.item(i).group)];
  const Phrase& phrase = view.sentence().phrases[group.phrases.front()];
  const bool closed = i + 1 == view.size() || !view.item(i + 1).is_and;
  return group.phrases.size() == 1 && phrase.hasRole() && !phrase.hasName() && closed;
}

bool isSubjectPronoun(const PreposedView& view, std::int32_t group) {
  const Group& g = view.sentence().groups[static_cast<std::size_t>(group)];
  const Phrase& phrase = view.sentence().phrases[g.phrases.front()];
  return phrase.pronoun && phrase.pronoun_case == Case::kSubject;
}

bool isLed(const PreposedView& view, std::size_t i) {
  const std::size_t whole = i;
  // "a delegation from the Bar Association headed by Armouti"
  if (i + 1 < view.size() && view.item(i + 1).group < 0 &&
      (view.item(i + 1).marker == Case::kFrom || view.item(i + 1).marker == Case::kOf)) {
    const std::size_t body = view.overDescription(i + 2);
    if (body < view.size() && view.item(body).group >= 0) i = body;
  }
  if (i + 2 >= view.size() || view.item(i + 1).group >= 0 || view.item(i + 2).group < 0)
    return false;
  const LexedText& text = view.input().text;
  const Group& g = view.sentence().groups[static_cast<std::size_t>(view.item(whole).group)];
  return text.is(text.lexemes[view.item(i + 1).first], Grammar::kLed) &&
         view.sentence().phrases[g.phrases.front()].collective;
}

bool isPronoun(const PreposedView& view, std::int32_t group) {
  const Group& g = view.sentence().groups[static_cast<std::size_t>(group)];
  return view.sentence().phrases[g.phrases.front()].pronoun.has_value();
}

// Nothing but "of" and an article stands between a noun and what belongs to it.
bool isOfNoun(const PreposedView& view, std::size_t noun, std::size_t of) {
  for (std::size_t j = noun + 1; j < of; ++j) {
    const bool own = view.item(j).marker == Case::kOf || view.item(j).is_article ||
                     view.item(j).is_adjective || !view.item(j).triggers.empty() ||
                     view.item(j).is_and ||
                     (view.item(j).group >= 0 && view.markerOf(view.item(j).group) == Case::kOf) ||
                     view.item(j).is_noun;
    if (!own) return false;
    if (view.item(j).marker && view.item(j).marker != Case::kOf) return false;
  }
  return true;
}

// "attended the summit in Astana", "arrived for talks in Rome": what somebody went for.
bool isGoneFor(const PreposedView& view, std::size_t verb, std::size_t noun,
               const FrameRow* frame) {
  if (frame == nullptr || frame->relation != Relation::kVisit || view.item(noun).is_verb)
    return false;
  if (!view.says(noun, Relation::kMeet) && !view.says(noun, Relation::kTalk)) return false;
  for (std::size_t j = noun; j-- > verb + 1;) {
    if (view.item(j).marker) return view.item(j).marker == Case::kFor;
    if (view.isVerb(j) || view.item(j).punctuation != 0) return false;
  }
  return true;
}

// "his condolences over the earthquake in a message to Min": in what a greeting is sent.
bool isVehicleOf(const PreposedView& view, std::size_t greeting, std::size_t i) {
  if (!view.says(greeting, Relation::kGreet) || view.item(i).triggers.empty()) return false;
  const std::size_t preposition = view.prepositionBefore(i);
  if (preposition >= i || view.item(preposition).marker != Case::kIn) return false;
  return std::all_of(view.item(i).triggers.begin(), view.item(i).triggers.end(),
                     [&](std::uint32_t row) { return (view.frameOf(row).flags & kVehicle) != 0; });
}

bool isBehindComma(const PreposedView& view, std::size_t verb, std::size_t at) {
  for (std::size_t j = verb + 1; j < at; ++j) {
    if (view.item(j).punctuation == U',') return true;
  }
  return false;
}

// The verb nearest before an item, in its clause, is a passive.
bool passiveBefore(const PreposedView& view, std::size_t i) {
  for (std::size_t j = i; j-- > 0 && !view.isBorder(j);) {
    if (view.isVerb(j)) return !view.item(j).is_be && view.isPassive(j);
  }
  return false;
}

// "arrives in Tbilisi after a visit to Paris": another, and only when it was.
bool tellsWhen(const PreposedView& view, std::size_t noun) {
  const std::size_t preposition = view.prepositionBefore(noun);
  if (view.isVerb(noun) || preposition >= noun) return false;
  const std::optional<Case> marker = view.item(preposition).marker;
  return marker == Case::kAfter || marker == Case::kBefore;
}

bool isOfHonour(const PreposedView& view, std::size_t possessor) {
  std::size_t j = possessor + 1;
  while (j < view.size() && view.item(j).is_possessive) ++j;
  return j < view.size() && view.item(j).is_honour;
}

bool onlyAdjectives(const PreposedView& view, std::size_t first, std::size_t last) {
  for (std::size_t k = first; k < last; ++k) {
    if (!view.item(k).is_adjective && !view.item(k).is_noun && !view.item(k).is_number)
      return false;
  }
  return true;
}

// "flies to Japan and, in a hotel at Narita, has a meeting": another verb behind what commas set
// off.
bool goesOnBehindAside(const PreposedView& view, std::size_t conjunction) {
  constexpr std::size_t kLongest = 8;  // items between the commas
  const std::size_t open = conjunction + 1;
  if (open >= view.size() || view.item(open).punctuation != U',') return false;
  for (std::size_t j = open + 1; j + 1 < view.size() && j <= open + kLongest; ++j) {
    if (view.item(j).punctuation == U',') return view.verbBegins(j + 1);
  }
  return false;
}

// "condemned the strike carried out by Israel", "praised the teams sent by Cuba": the participle of
// what is judged, with whoever did it.
bool isDoneByOther(const PreposedView& view, std::size_t i, std::size_t participle,
                   const FrameRow* frame) {
  const bool judges =
      frame != nullptr && (frame->relation == Relation::kCriticize ||
                           frame->relation == Relation::kSupport || (frame->flags & kThanks) != 0);
  if (!judges || participle < i + 2 || participle + 1 >= view.size() ||
      view.item(participle + 1).marker != Case::kBy || view.isGerund(participle))
    return false;
  if (!view.isVerb(participle) && !view.item(participle).is_support) return false;
  for (std::size_t j = i + 1; j < participle; ++j) {
    const Item& it = view.item(j);
    const Case marker = it.group >= 0 ? view.markerOf(it.group) : Case::kNone;
    const bool victim = marker == Case::kOn || marker == Case::kAgainst || marker == Case::kIn;
    if ((it.group >= 0 && !victim) || it.is_be || it.is_have || it.punctuation != 0 || it.is_and)
      return false;
  }
  return true;
}

}  // namespace

std::vector<Argument> argumentsBehind(const PreposedView& view, std::size_t i,
                                      const FrameRow* frame) {
  std::vector<Argument> arguments;
  bool direct = true;
  for (std::size_t j = i + 1; j < view.size(); ++j) {
    if (view.item(j).is_relative) {
      j = endOfInserted(view, j);
      if (j == view.size()) break;
    }
    const Item& it = view.item(j);
    if (view.isBorder(j) || view.quoteChanges(j, i)) break;
    // "could travel to Brasilia, according to sources at Itamaraty"
    if (it.marker == Case::kOther && it.group < 0 && view.item(j - 1).punctuation == U',') break;
    if (it.group >= 0) {
      const Case marker = view.markerOf(it.group);
      if (isLed(view, j)) continue;  // "met a delegation led by Blinken": him
      if (!arguments.empty() && isApposed(view, j)) continue;
      if (view.isPossessor(it.group)) {
        // "branded it an occupier of his land"
        if (!direct && isPronoun(view, it.group) && view.item(j - 1).marker == Case::kOf) continue;
        // "met Putin's envoy": the envoy is not Putin; "praised Putin's courage" does praise him
        arguments.push_back({it.group, marker});
        continue;
      }
      // "may speak by telephone, officials said"
      const bool apart = !direct || view.item(j - 1).punctuation == U',';
      if (marker == Case::kSubject && apart && view.verbBegins(j + 1)) break;
      if (isModifier(view, j) || isOfCompound(view, j)) continue;
      // "backed Rabat's plan for Western Sahara"
      const Item& before = view.item(j - 1);
      const bool of_cue = before.group < 0 && !before.cues.empty() && !view.isVerb(j - 1);
      if (marker == Case::kSubject && of_cue && !arguments.empty()) continue;
      if (isSubjectPronoun(view, it.group)) break;  // "wished he could": another clause
      if (marker == Case::kWith && j + 1 < view.size() && view.isVerb(j + 1) &&
          view.isGerund(j + 1))
        break;
      if (marker == Case::kWith && standsBeside(view, j)) break;
      arguments.push_back({it.group, marker == Case::kSubject ? Case::kObject : marker});
      direct = false;
      continue;
    }
    const bool through = frame != nullptr && (frame->flags & kThroughInfinitive) != 0;
    if (through && view.isVerb(j) && view.item(j - 1).is_infinitive) continue;
    if (isDoneByOther(view, i, j, frame) ||
        (view.item(j - 1).is_article && isDoneByOther(view, i, j + 1, frame)))
      continue;
    // "signed an agreement establishing relations with China"
    if (frame != nullptr && frame->relation == Relation::kSign && view.item(j - 1).is_pact &&
        view.isVerb(j) && view.isGerund(j))
      continue;
    if (view.isVerb(j) && view.isTied(j)) continue;
    if (view.isVerb(j) && !it.is_be) break;
    if (it.is_be || it.is_have) break;
    // "froze three million of its assistance to Malawi", "froze all contacts with Ottawa"
    const bool withheld = frame != nullptr && frame->relation == Relation::kSanction &&
                          !it.is_verb &&
                          (view.says(j, Relation::kAid) || view.says(j, Relation::kSupport) ||
                           (frame->object[0] == Case::kWith && view.says(j, Relation::kTalk)));
    // "discussed the same letter with Moussa"
    const bool of_topic = frame != nullptr && frame->relation == Relation::kTalk &&
                          view.isVerb(i) && !it.is_verb && frame->object[0] == Case::kWith &&
                          frame->object[1] == Case::kNone;
    // "signed a memorandum on political consultations with his counterpart"
    const bool of_pact = frame != nullptr && frame->relation == Relation::kSign && !it.is_verb;
    // "crossed London on Monday, the second day of a visit to Britain": of the visit
    if (frame != nullptr && frame->relation == Relation::kVisit && !it.is_verb &&
        view.says(j, Relation::kVisit) && isBehindComma(view, i, j))
      break;
    if (!it.triggers.empty() && !it.is_pact && !through && !withheld && !of_pact && !of_topic &&
        (!saysTheSame(view, it, frame) || tellsWhen(view, j)) && !view.isManner(j) &&
        !isGoneFor(view, i, j, frame))
      break;
    if (it.is_and && (view.verbSoon(j) || goesOnBehindAside(view, j))) break;
    // "sent home four, and Ukraine thirteen": another who does the same
    if (it.is_and && arguments.empty() && view.item(j - 1).punctuation == U',') break;
    if (it.is_infinitive && j + 1 < view.size() && view.isVerb(j + 1) && !through) break;
    if (it.is_noun) direct = false;
  }
  return arguments;
}

bool saysTheSame(const PreposedView& view, const Item& it, const FrameRow* frame) {
  if (frame == nullptr) return false;
  if (frame->object[0] == Case::kBetween) return !it.is_verb;
  return std::any_of(it.triggers.begin(), it.triggers.end(), [&](std::uint32_t row) {
    return view.frameOf(row).relation == frame->relation;
  });
}

// "support for the sovereignty and territorial integrity of Ukraine"
bool isOfWhatIsBacked(const PreposedView& view, std::size_t i, std::size_t of) {
  if (i + 1 >= of || view.item(i + 1).marker != Case::kFor) return false;
  for (std::size_t j = i + 2; j + 1 < of; ++j) {
    const Item& it = view.item(j);
    if (it.group >= 0 || it.marker || it.punctuation != 0 || view.isVerb(j)) return false;
  }
  return true;
}

std::vector<Argument> argumentsOfNoun(const PreposedView& view, std::size_t i) {
  std::vector<Argument> arguments;
  for (std::size_t j = i; j-- > 0;) {
    const Item& it = view.item(j);
    if (it.group >= 0) {
      const Case marker = view.markerOf(it.group);
      if (view.isPossessor(it.group)) {
        arguments.push_back({it.group, Case::kPossessor});
      } else if (j + 1 == i || onlyAdjectives(view, j + 1, i)) {
        // "the Modi-Putin summit", "India-China talks", "his Moscow visit"
        const bool plural = view.isPlural(it.group);
        // "with A and B as mediators"
        const bool beside = marker == Case::kWith && view.says(i, Relation::kMediate);
        arguments.push_back({it.group, beside   ? Case::kWith
                                       : plural ? Case::kBetween
                                                : Case::kObject});
        if (!plural && marker != Case::kSubject) continue;
      }
      if (view.isPossessor(it.group)) break;
      continue;
    }
    if (j > 0 && it.is_relative && !it.is_who && !it.is_where && it.group < 0) {
      // "Koizumi, whose journey to Pyongyang made news"
      if (const Slot owner = view.antecedentOf(j); owner.group >= 0 && !view.item(j - 1).marker)
        arguments.push_back({owner.group, Case::kPossessor});
      break;
    }
    if (!(it.is_adjective || it.is_possessive || it.is_number || it.is_article || it.is_noun ||
          it.is_adverb))
      break;
    // "whose own journey", "his own visit"
    const bool own =
        it.is_adjective && j > 0 && (view.item(j - 1).is_relative || view.item(j - 1).group >= 0);
    if (view.isVerb(j) && !own) break;
  }
  bool sent_in = false;  // "in a message": only to whom is said behind it
  for (std::size_t j = i + 1; j < view.size(); ++j) {
    if (view.item(j).is_relative && !view.item(j).is_who) {
      const std::size_t between = betweenBehind(view, j);
      if (between == view.size()) break;
      j = between;
    }
    const Item& it = view.item(j);
    if (view.isBorder(j) || it.is_relative || view.quoteChanges(j, i)) break;
    // "may make the journey, according to a diplomat in Lome"
    if (it.marker == Case::kOther && it.group < 0 && view.item(j - 1).punctuation == U',') break;
    // "a tour of Latvia, the first ever by an Indian leader": what kind of tour it is
    if (it.is_article && view.item(j - 1).punctuation == U',' && j + 2 < view.size() &&
        view.item(j + 1).group < 0 && view.item(j + 2).marker == Case::kBy)
      break;
    if (it.group >= 0) {
      const Case marker = view.markerOf(it.group);
      if (marker == Case::kSubject || (sent_in && marker != Case::kTo)) break;
      if (marker == Case::kWith && standsBeside(view, j)) break;
      // "was received on arrival in Maputo by Magala": of the verb
      if (marker == Case::kBy && i > 0 && view.item(i - 1).marker && passiveBefore(view, i)) break;
      // "condolences to Iran over the death of Raisi" are not Raisi's
      const bool far = marker == Case::kOf && !isOfNoun(view, i, j);
      // "a call with Hamdok on the ties between their countries"
      const bool of_other =
          marker == Case::kBetween &&
          std::any_of(arguments.begin(), arguments.end(),
                      [](const Argument& argument) { return argument.marker == Case::kWith; });
      if (!view.isPossessor(it.group) && !far && !of_other) arguments.push_back({it.group, marker});
      // "Pakistan's support for Iran's right to it"
      if (view.isPossessor(it.group) && view.item(j - 1).marker == Case::kFor &&
          view.says(i, Relation::kSupport))
        arguments.push_back({it.group, Case::kFor});
      if (marker == Case::kOf && view.says(i, Relation::kSupport) && isOfWhatIsBacked(view, i, j))
        arguments.push_back({it.group, Case::kFor});
      // "gave a dinner in his honour"
      if (view.isPossessor(it.group) && isOfHonour(view, j))
        arguments.push_back({it.group, Case::kFor});
      continue;
    }
    if (view.isVerb(j) || it.is_have) break;
    // "his first journey abroad since troops opened fire in Andijan": of what came before
    if (it.marker == Case::kOther && it.is_clause) break;
    // "a note of protest to Slovenia after police from Piran had come": of what came before
    if ((it.marker == Case::kAfter || it.marker == Case::kBefore) && j + 1 < view.size() &&
        view.item(j + 1).is_noun && view.item(j + 1).group < 0)
      break;
    if (isVehicleOf(view, i, j)) {
      sent_in = true;
      continue;
    }
    // "gave an account of his trip to Bush"
    const bool told_of = view.says(i, Relation::kInform) && !it.is_verb && j > i + 1 &&
                         (view.item(j - 1).marker == Case::kOf ||
                          (view.item(j - 2).marker == Case::kOf && view.item(j - 1).group >= 0));
    if (!it.triggers.empty() && !view.item(j - 1).is_and && !view.isManner(j) && !told_of) break;
    if (it.is_and && view.verbSoon(j)) break;
    // "his condolences to Kazakbaev, and trucks with flour from Kazakhstan reached": of others
    if (it.is_and && view.item(j - 1).punctuation == U',' && j + 1 < view.size() &&
        view.item(j + 1).is_noun && !view.item(j + 1).is_verb)
      break;
  }
  return arguments;
}

// "the accusation by Uzbekistan that Kyrgyzstan harbours them": who did what is complained of; -1
// for nobody.
std::int32_t accusedBehind(const PreposedView& view, std::size_t i, const FrameRow& frame) {
  constexpr std::size_t kReach = 10;  // items before the "that"
  std::size_t j = i + 1;
  while (j < std::min(view.size(), i + kReach) && !view.item(j).is_that) {
    if (view.isVerb(j) || view.item(j).is_relative || view.item(j).punctuation != 0) return -1;
    ++j;
  }
  if (j + 2 >= view.size() || !view.item(j).is_that) return -1;
  ++j;
  while (j + 1 < view.size() && view.item(j).is_article) ++j;
  const std::int32_t group = view.item(j).group;
  if (group < 0 || !view.takes(group, frame.object_types)) return -1;
  const Group& accused = view.sentence().groups[static_cast<std::size_t>(group)];
  if (view.sentence().phrases[accused.phrases.front()].pronoun) return -1;
  return view.verbSoon(j) ? group : -1;
}

}  // namespace chancery
