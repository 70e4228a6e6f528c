#include "extract/engine/preposed_verbs.h"

#include <algorithm>

#include "extract/engine/candidate.h"
#include "extract/engine/preposed_arguments.h"
#include "extract/engine/preposed_needs.h"
#include "extract/engine/preposed_slots.h"

namespace chancery {
namespace {

constexpr std::uint8_t kPlace = 1u << static_cast<unsigned>(EntityType::kPlace);
constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
constexpr int kDoubtOfShared = 30;  // a subject taken over from the verb before

class VerbReader {
 public:
  explicit VerbReader(const PreposedView& view) : view_(view) {}

  bool fill(std::size_t i, const FrameRow& frame, Reading& reading) const {
    // "brought Isaias together with Guelleh": they met
    if (frame.relation == Relation::kMeet && frame.subject[0] == Case::kObject &&
        (view_.isPassive(i) || bringsPronoun(i)))
      return false;
    if (view_.isPassive(i)) return fillPassive(i, frame, reading);
    if (isMerelySaid(view_, i) || !clauseSupplies(view_, i, frame)) return false;
    if (item(i).is_undone && undoesNoun(i)) return false;
    if ((frame.flags & kRemoteFrame) != 0 && (isBlamed(view_, i) || isNaming(i)))
      return false;  // "called him a liar", "called him a brother"
    reading.vehicle = (frame.flags & kVehicle) != 0;
    const std::vector<Argument> behind = argumentsBehind(view_, i, &frame);
    if ((frame.flags & kNotBeforeInfinitive) != 0 && infinitiveFollows(view_, i)) return false;
    const Slot subject = view_.subjectAt(i);
    reading.subject = subject;
    const bool acts = frame.subject[0] == Case::kSubject;  // but "may send Kelly to Pyongyang"
    if (acts && subject.group >= 0 && !view_.takes(subject.group, frame.subject_types))
      return false;
    std::vector<Argument> all = behind;
    if (frame.relation == Relation::kCriticize)
      std::erase_if(all, [&](const Argument& argument) { return isOfDeedAgainst(i, argument); });
    if (frame.relation == Relation::kMediate) {  // "is mediating for the United Nations"
      std::erase_if(all, [&](const Argument& argument) {
        return argument.marker == Case::kFor && !view_.isPlural(argument.group);
      });
    }
    // "left Vilnius at noon for Kiev": where he then went
    const bool goes_on = (frame.flags & kNeedsOrigin) != 0 && frame.object[0] == Case::kObject &&
                         std::any_of(behind.begin(), behind.end(), [](const Argument& argument) {
                           return argument.marker == Case::kFor || argument.marker == Case::kTo;
                         });
    if (goes_on) return false;
    if (subject.group >= 0) all.push_back({subject.group, Case::kSubject});
    if (const Argument whom = view_.relativePartner(i); whom.group >= 0) all.push_back(whom);
    // a frame whose subject stands behind the verb: "received a call from"
    if (frame.subject[0] != Case::kSubject) {
      reading.subject = {
          fillSlot(frame.subject, frame.subject_types, behind, view_.input().natures, -1), false};
    }
    // "John Paul II, whom he invited to the Soviet Union"
    if (acts && frame.object[0] == Case::kObject)
      reading.object.group = whomBefore(i, frame, reading);
    if (reading.object.group < 0)
      reading.object.group = fillSlot(frame.object, frame.object_types, all, view_.input().natures,
                                      reading.subject.group);
    if (frame.relation == Relation::kMediate && frame.object[0] == Case::kBetween) {
      const std::int32_t pair = reading.object.group < 0 ? thereAndBack(i, frame)
                                                         : capitalsOf(reading.object.group, frame);
      if (pair >= 0) reading.object.group = pair;
    }
    if (!acts && frame.relation == Relation::kSanction && reading.subject.group < 0)
      byStateOfPost(frame, reading);
    if (frame.relation == Relation::kAid) {  // "handed over 5,000 dollars on behalf of her country"
      for (const Argument& argument : behind) {
        // "announced a contribution by Canada"
        if (argument.marker == Case::kBehalf || argument.marker == Case::kBy)
          reading.subject = {argument.group, false};
      }
    }
    if (reading.subject.implied) reading.doubt_permille += kDoubtOfImplied;
    if (sharesSubject(i)) reading.doubt_permille += kDoubtOfShared;
    if (reading.object.group < 0 && frame.subject[0] == Case::kSubject)
      reading.object.group = antecedentBefore(i, frame, reading);
    if (reading.object.group < 0) reading.object.group = whereBefore(i, frame, reading);
    if (reading.object.group < 0 && (frame.flags & kRemoteFrame) != 0 && acts)
      reading.object.group = objectOfPurpose(i, frame, reading);
    if (reading.object.group < 0) reading.object.group = bodyMeant(i, frame, reading);
    if (reading.object.group < 0) reading.object.group = partnerBefore(i, frame, reading);
    if (reading.object.group < 0) reading.object.group = partnerOfMeeting(i, frame, reading);
    if (reading.object.group < 0 && !namesReceiver(behind))
      reading.object.group = receiverInFront(i, frame, reading);
    if (reading.object.group < 0 && namesBody(i, frame)) {  // "threatened the alliance"
      reading.object.implied = true;
      reading.object.body = true;
      reading.doubt_permille += kDoubtOfImplied;
      return reading.subject.filled();
    }
    if ((frame.flags & kNeedsBacking) != 0 && reading.object.group >= 0) {
      const std::int32_t whom = backedBehind(i, frame);
      if (whom >= 0 && whom != reading.subject.group) reading.object.group = whom;
    }
    if ((frame.flags & kThroughSpeech) !=
        0) {  // "complained to Hjelm that Stockholm had been hasty"
      const std::int32_t accused = accusedBehind(view_, i, frame);
      if (accused >= 0 && accused != reading.subject.group) reading.object.group = accused;
    }
    if (reading.object.group >= 0 && isEachOther(reading.object.group))
      return fillBothWays(frame, reading);
    if (reading.object.group >= 0) return reading.subject.filled();
    if ((frame.flags & kOfDeed) != 0 && deedFollows(view_, i)) {
      for (const Argument& argument : behind) {  // "denounced the policy of Israel"
        if (argument.marker != Case::kOf || !view_.takes(argument.group, frame.object_types))
          continue;
        reading.object.group = argument.group;
        return reading.subject.filled();
      }
      reading.object.of_deed = true;
      reading.doubt_permille += kDoubtOfImplied;
      return reading.subject.filled();
    }
    if ((frame.flags & kOfDeed) != 0 && (frame.flags & kObjectImplied) != 0) {
      reading.object.of_deed = behind.empty();  // "Algeria protested within hours"
      reading.doubt_permille += kDoubtOfImplied;
      return behind.empty() && reading.subject.filled();
    }
    if (frame.relation == Relation::kHost && hostsDealing(i, reading)) return true;
    if (frame.relation == Relation::kMediate && (frame.flags & kPairImplied) != 0) {
      reading.object.group = partiesMet(i, frame, reading);
      if (reading.object.group >= 0) return reading.subject.filled();
    }
    if (frame.relation == Relation::kVisit) return implyHere(i, frame, behind, reading);
    if (frame.relation == Relation::kThreaten) {
      reading.object.group = whoMustYield(i, frame, reading);
      if (reading.object.group >= 0) return reading.subject.filled();
    }
    // "recalled its ambassador", not "recalled two bowlers"
    const bool somebody = frame.object[0] == Case::kBetween || !view_.isOneWord(i) ||
                          std::any_of(behind.begin(), behind.end(), [](const Argument& argument) {
                            return argument.marker == Case::kObject;
                          });
    if (frame.relation == Relation::kAid) {
      reading.object.group = whomPurposeServes(i, frame, reading);
      if (reading.object.group >= 0) return reading.subject.filled();
      reading.object.body = givesToBody(i, reading);
      return !namesReceiver(behind) && implyObject(frame, reading);
    }
    return fillEachOther(view_, frame, reading) || (somebody && implyObject(frame, reading));
  }

 private:
  // "acted as go-between at a meeting with A and B", "met A and B, trying to mediate": those with
  // whom the mediator deals; -1 where they are not two.
  std::int32_t partiesMet(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    const auto isPair = [&](std::int32_t group, Case marker) {
      if (group < 0 || group == reading.subject.group || view_.markerOf(group) != marker)
        return false;
      const Group& pair = view_.sentence().groups[static_cast<std::size_t>(group)];
      return pair.phrases.size() > 1 && view_.takes(group, frame.object_types);
    };
    for (std::size_t j = i + 1; j < reading.clause_last && !view_.isVerb(j); ++j) {
      if (isPair(item(j).group, Case::kWith)) return item(j).group;
    }
    for (std::size_t j = i; j-- > reading.clause_first;) {
      if (item(j).is_relative) return -1;
      if (isPair(item(j).group, Case::kObject) || isPair(item(j).group, Case::kWith))
        return item(j).group;
      if (view_.isVerb(j) && view_.says(j, Relation::kMeet)) return -1;
    }
    return -1;
  }

  // "between the officers in Niamey and Abuja": those who sit there; -1 for nobody.
  std::int32_t capitalsOf(std::int32_t side, const FrameRow& frame) const {
    for (std::size_t j = 0; j + 2 < view_.size(); ++j) {
      if (item(j).group != side) continue;
      const std::int32_t group = item(j + 2).group;
      const bool two = view_.markerOf(side) == Case::kBetween && item(j + 1).group < 0 &&
                       item(j + 1).marker == Case::kIn && group >= 0 && view_.isPlural(group) &&
                       view_.takes(group, frame.object_types | kPlace);
      return two ? group : -1;
    }
    return -1;
  }

  // "carried proposals from A to B and back": the one; the other is added to it. -1 for nobody.
  std::int32_t thereAndBack(std::size_t i, const FrameRow& frame) const {
    std::int32_t from = -1;
    std::int32_t to = -1;
    for (std::size_t j = i + 1; j < view_.size() && !view_.isBorder(j); ++j) {
      const std::int32_t group = item(j).group;
      if (group >= 0 && view_.takes(group, frame.object_types)) {
        if (view_.markerOf(group) == Case::kFrom) from = group;
        if (view_.markerOf(group) == Case::kTo) to = group;
      }
      if (item(j).is_and && j + 1 < view_.size() && item(j + 1).is_adverb && item(j + 1).group < 0)
        return from >= 0 && to >= 0 ? from : -1;
      if (view_.isVerb(j)) return -1;
    }
    return -1;
  }

  // "To Guinea-Bissau, whose soldiers have not been paid, Lisbon pledged a million"; -1 for nobody.
  std::int32_t receiverInFront(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    const bool to =
        std::find(frame.object.begin(), frame.object.end(), Case::kTo) != frame.object.end();
    if (!to || i < 3 || item(0).marker != Case::kTo || item(0).group >= 0) return -1;
    const std::int32_t whom = item(1).group;
    if (whom < 0 || whom == reading.subject.group || view_.isPossessor(whom) ||
        !view_.takes(whom, frame.object_types))
      return -1;
    for (std::size_t j = 2; j < i; ++j) {
      if (view_.isBorder(j)) return -1;
    }
    return whom;
  }

  // "threatened to invade", "warned that it would invade", but "warned that many would die"
  bool threatensOwnDeed(std::size_t i) const {
    std::size_t j = i + 1;
    if (j < view_.size() && item(j).is_infinitive) return true;
    if (j < view_.size() && item(j).is_that) ++j;
    if (j >= view_.size()) return false;
    if (item(j).is_it) return true;
    if (item(j).group < 0) return false;
    const Group& group = view_.sentence().groups[static_cast<std::size_t>(item(j).group)];
    return view_.sentence().phrases[group.phrases.front()].pronoun.has_value() &&
           view_.markerOf(item(j).group) == Case::kSubject;
  }

  // "warned that it would send in troops if Jammeh clung to power": him on whom it hangs; -1 for
  // nobody.
  std::int32_t whoMustYield(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    if (!threatensOwnDeed(i)) return -1;
    for (std::size_t j = i + 1; j + 1 < view_.size(); ++j) {
      if (view_.quoteChanges(j, i) || item(j).punctuation == U';') return -1;
      if (!item(j).is_clause || item(j).cues.empty() || item(j).group >= 0) continue;
      const std::size_t name = view_.overDescription(j + 1);
      const std::int32_t whom = name < view_.size() ? item(name).group : -1;
      if (whom < 0 || whom == reading.subject.group || view_.isPossessor(whom) ||
          view_.markerOf(whom) != Case::kSubject || !view_.takes(whom, frame.object_types))
        return -1;
      const Group& group = view_.sentence().groups[static_cast<std::size_t>(whom)];
      return view_.sentence().phrases[group.phrases.front()].pronoun ? -1 : whom;
    }
    return -1;
  }

  // "gave two million for the reconstruction of Lebanon", "towards relief in Chad": the state that
  // it is for; -1 for none.
  std::int32_t whomPurposeServes(std::size_t i, const FrameRow& frame,
                                 const Reading& reading) const {
    constexpr std::uint8_t kCountry = 1u << static_cast<unsigned>(EntityType::kCountry);
    for (std::size_t j = i + 1; j + 2 < reading.clause_last; ++j) {
      const Item& it = item(j);
      if (it.is_relative || view_.isVerb(j) || it.punctuation != 0) return -1;
      const bool purpose = it.group < 0 && (it.marker == Case::kFor || it.marker == Case::kToward);
      if (!purpose) continue;
      std::size_t noun = view_.overDescription(j + 1);
      while (noun + 1 < view_.size() && item(noun + 1).is_noun && item(noun + 1).group < 0) ++noun;
      if (noun + 2 >= view_.size() || !item(noun).is_noun || item(noun).group >= 0) return -1;
      const std::optional<Case> marker = item(noun + 1).marker;
      const std::size_t name = view_.overDescription(noun + 2);
      const std::int32_t group = name < view_.size() ? item(name).group : -1;
      return (marker == Case::kOf || marker == Case::kIn) && group >= 0 &&
                     group != reading.subject.group && view_.takes(group, kCountry) &&
                     view_.takes(group, frame.object_types) && !view_.isPossessor(group)
                 ? group
                 : -1;
    }
    return -1;
  }

  // "gave Bougainville two million": somebody gets it, though no state or body.
  static bool namesReceiver(const std::vector<Argument>& behind) {
    return std::any_of(behind.begin(), behind.end(), [](const Argument& argument) {
      return argument.marker == Case::kObject || argument.marker == Case::kTo ||
             argument.marker == Case::kFor;
    });
  }

  // "assured Ali of its support for Guyana's sovereignty": whom it is for; -1 for nobody.
  std::int32_t backedBehind(std::size_t i, const FrameRow& frame) const {
    bool backing = false;
    for (std::size_t j = i + 1; j + 1 < view_.size() && !view_.isBorder(j); ++j) {
      backing = backing || item(j).is_backing;
      if (view_.isVerb(j) && !item(j).is_noun) return -1;
      if (!backing || item(j).marker != Case::kFor || item(j).group >= 0) continue;
      const std::size_t at = view_.overDescription(j + 1);
      const std::int32_t whom = at < view_.size() ? item(at).group : -1;
      const std::uint8_t types = frame.object_types | kBelongingBit;
      return whom >= 0 && view_.takes(whom, types) ? whom : -1;
    }
    return -1;
  }

  // "Brasilia, where he traveled in May"; -1 for nothing.
  std::int32_t whereBefore(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    if (frame.relation != Relation::kVisit || reading.subject.group < 0) return -1;
    for (std::size_t j = i; j-- > 1;) {
      if (view_.isBorder(j) || (view_.isVerb(j) && !item(j).is_be)) return -1;
      if (!item(j).is_where) continue;
      const std::size_t place = item(j - 1).punctuation == U',' && j > 1 ? j - 2 : j - 1;
      const std::int32_t group = item(place).group;
      return group >= 0 && group != reading.subject.group && !view_.isPossessor(group) &&
                     view_.takes(group, frame.object_types)
                 ? group
                 : -1;
    }
    return -1;
  }

  // "which has a quarrel with Asmara, accused it": the state or body named last; -1 for none.
  std::int32_t bodyMeant(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    constexpr std::uint8_t kBodies = (1u << static_cast<unsigned>(EntityType::kCountry)) |
                                     (1u << static_cast<unsigned>(EntityType::kOrganisation));
    if (i + 1 >= view_.size() || !item(i + 1).is_it || infoOf(frame.relation).symmetric) return -1;
    // "considers it wrong to enlarge the alliance"
    for (std::size_t j = i + 2; j < view_.size() && j < i + 5 && view_.isOneWord(i + 1); ++j) {
      if (item(j).is_infinitive || item(j).is_that) return -1;
      if (item(j).group >= 0 || item(j).punctuation != 0 || item(j).marker) break;
    }
    for (std::size_t j = i; j-- > 0;) {
      const std::int32_t group = item(j).group;
      if (group >= 0 && group != reading.subject.group && view_.takes(group, kBodies) &&
          view_.takes(group, frame.object_types) && !view_.quoteChanges(j, i))
        return group;
    }
    return -1;
  }

  // A state or a body by what sort of thing it is, which the sentence does not name.
  bool namesBody(std::size_t i, const FrameRow& frame) const {
    constexpr std::uint8_t kBodies = (1u << static_cast<unsigned>(EntityType::kCountry)) |
                                     (1u << static_cast<unsigned>(EntityType::kOrganisation));
    std::size_t body = i + 1;
    if (body < view_.size() && item(body).group < 0 && item(body).marker &&
        std::find(frame.object.begin(), frame.object.end(), *item(body).marker) !=
            frame.object.end())
      ++body;  // "negotiated with the movement"
    const bool direct = body > i + 1 || frame.object[0] == Case::kObject;
    return direct && body < view_.size() && item(body).is_it && !view_.isOneWord(body) &&
           (frame.object_types & kBodies) != 0;
  }

  // "condemned the attack on Israel": whom the deed was done to is not blamed.
  bool isOfDeedAgainst(std::size_t i, const Argument& argument) const {
    if (argument.marker != Case::kOn && argument.marker != Case::kAgainst &&
        argument.marker != Case::kAt && argument.marker != Case::kToward)
      return false;
    for (std::size_t j = i + 1; j < view_.size() && item(j).group != argument.group; ++j) {
      if (item(j).group < 0 && item(j).is_noun) return true;
    }
    return false;
  }

  // "is providing a radar for the kingdom"
  bool givesToBody(std::size_t i, const Reading& reading) const {
    for (std::size_t j = i + 2; j < reading.clause_last; ++j) {
      const std::optional<Case> marker = item(j - 1).marker;
      const bool receives = marker == Case::kTo || marker == Case::kFor;
      if (receives && item(j).is_it && !view_.isOneWord(j)) return true;
    }
    return false;
  }

  // "telephoned on Sunday night to congratulate Mitsotakis"; -1 for nobody.
  std::int32_t objectOfPurpose(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    for (std::size_t j = i + 1; j < view_.size() && !view_.isBorder(j); ++j) {
      if (item(j).group >= 0 || item(j).is_relative || item(j).is_and) return -1;
      if (!view_.isVerb(j)) continue;
      if (!view_.isPurpose(j)) return -1;
      for (const Argument& whom : argumentsBehind(view_, j, nullptr)) {
        if (whom.marker == Case::kObject && whom.group != reading.subject.group &&
            view_.takes(whom.group, frame.object_types))
          return whom.group;
      }
      return -1;
    }
    return -1;
  }

  // "met Yang Jiechi to discuss Syria": him; -1 for nobody.
  std::int32_t partnerOfMeeting(std::size_t i, const FrameRow& frame,
                                const Reading& reading) const {
    if (frame.relation != Relation::kTalk || !view_.isPurpose(i)) return -1;
    std::size_t verb = i - 1;
    while (verb > 0 && !view_.isVerb(verb) && !view_.isBorder(verb)) --verb;
    if (!view_.isVerb(verb) || !view_.says(verb, Relation::kMeet)) return -1;
    for (const Argument& whom : argumentsBehind(view_, verb, nullptr)) {
      const bool met = whom.marker == Case::kObject || whom.marker == Case::kWith;
      if (met && whom.group != reading.subject.group && view_.takes(whom.group, kPerson))
        return whom.group;
    }
    return -1;
  }

  // "With Japan's Obuchi he signed a declaration"; -1 for nobody.
  std::int32_t partnerBefore(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    const bool partners =
        infoOf(frame.relation).symmetric &&
        std::find(frame.object.begin(), frame.object.end(), Case::kWith) != frame.object.end();
    if (!partners || reading.subject.group < 0) return -1;
    for (std::size_t j = i; j-- > reading.clause_first;) {
      const std::int32_t group = item(j).group;
      if (view_.isVerb(j) && !item(j).is_be && !item(j).is_have) return -1;
      const bool opens = group >= 0 && view_.markerOf(group) == Case::kWith &&
                         item(reading.clause_first).marker == Case::kWith;
      if (!opens || group == reading.subject.group || !view_.takes(group, frame.object_types))
        continue;
      // "With King Salman as their host, they signed": not with him
      return isAs(j + 1) ? -1 : group;
    }
    return -1;
  }

  bool isAs(std::size_t i) const {
    return item(i).marker == Case::kOther || view_.says(i, Relation::kHost);
  }

  bool isHere(std::int32_t group) const {
    const Group& named = view_.sentence().groups[static_cast<std::size_t>(group)];
    return view_.sentence().phrases[named.phrases.front()].pronoun == PronounKind::kHere;
  }

  bool isEachOther(std::int32_t group) const {
    const Group& named = view_.sentence().groups[static_cast<std::size_t>(group)];
    return view_.sentence().phrases[named.phrases.front()].pronoun == PronounKind::kEachOther;
  }

  // "did not talk to each other", "accused each other"
  bool fillBothWays(const FrameRow& frame, Reading& reading) const {
    reading.object = Slot{};
    if (reading.subject.group < 0 || !view_.isPlural(reading.subject.group)) return false;
    reading.each_other = true;
    reading.mutual = !infoOf(frame.relation).symmetric;
    return true;
  }

  // "Modi flew in on Monday": to where the story is, if nothing else says where.
  bool implyHere(std::size_t i, const FrameRow& frame, const std::vector<Argument>& behind,
                 Reading& reading) const {
    if ((frame.flags & kObjectImplied) == 0 || reading.subject.group < 0) return false;
    const bool somewhere = std::any_of(behind.begin(), behind.end(), [&](const Argument& argument) {
      if (isHere(argument.group)) return false;  // "arrived here on Monday"
      // "arrived at the head of a delegation"
      if (argument.marker == Case::kAt && !view_.takes(argument.group, frame.object_types))
        return false;
      return argument.marker == Case::kIn || argument.marker == Case::kTo ||
             argument.marker == Case::kInto || argument.marker == Case::kObject ||
             argument.marker == Case::kAt;
    });
    const std::optional<Case> next = i + 1 < view_.size() ? item(i + 1).marker : std::nullopt;
    if (somewhere || next == Case::kAt || next == Case::kIn || next == Case::kTo) return false;
    reading.object.implied = true;
    reading.doubt_permille += kDoubtOfImplied;
    return true;
  }

  static bool opensQuote(const Item& item) {
    constexpr std::u32string_view kMarks = U"\"'\u201C\u2018\u00AB";
    return item.punctuation != 0 && kMarks.find(item.punctuation) != std::u32string_view::npos;
  }

  // "called his guest a brother"
  bool isNaming(std::size_t i) const {
    if (!view_.isOneWord(i)) return false;
    const std::size_t whom = view_.overDescription(i + 1);
    if (whom + 1 >= view_.size() || item(whom).group < 0) return false;
    const Item& behind = item(whom + 1);  // "calls them coup-mongers"
    if (opensQuote(behind)) return true;  // "called him 'a true friend'"
    const bool bare = behind.group < 0 && behind.date < 0 && behind.triggers.empty() &&
                      !behind.is_adverb && !behind.is_verb && behind.cues.empty() &&
                      (behind.is_noun || (view_.isPlain(whom + 1) && !behind.marker));
    if (bare && !view_.isOfTime(whom + 1)) return true;
    // "called him his closest comrade"
    const bool own = behind.group >= 0 && view_.isPossessor(behind.group);
    if (!behind.is_article && !own) return false;
    const std::size_t name = whom + 2;
    if (name >= view_.size()) return false;
    // "called him an 'insolent pig'", "called him a friend of France"
    const bool indefinite =
        view_.input().text.is(view_.input().text.lexemes[behind.first], Grammar::kIndefinite);
    if (opensQuote(item(name)) ||
        (indefinite && item(name).group >= 0 && !view_.isPossessor(item(name).group)))
      return true;
    return item(name).group < 0 && item(name).date < 0 && item(name).triggers.empty() &&
           !item(name).marker && item(name).punctuation == 0 &&
           (item(name).is_noun || item(name).is_adjective || item(name).is_adverb || !own ||
            view_.isPlain(name));
  }

  // "hosted the talks", "hosted talks between Iran and Iraq": those who deal with each other there
  bool hostsDealing(std::size_t i, Reading& reading) const {
    const std::size_t j = view_.overDescription(i + 1);
    if (j >= view_.size() || item(j).is_verb) return false;
    if (!view_.says(j, Relation::kMeet) && !view_.says(j, Relation::kTalk)) return false;
    for (const Argument& argument : argumentsOfNoun(view_, j)) {
      if (argument.marker != Case::kBetween) continue;
      reading.object.group = argument.group;
      return reading.subject.filled();
    }
    if (!item(i + 1).is_article || !argumentsOfNoun(view_, j).empty()) return false;
    reading.object.implied = true;
    reading.object.pair = true;
    reading.doubt_permille += kDoubtOfImplied;
    return reading.subject.filled();
  }

  // "The talks between A and B were hosted by C", "The meeting was hosted by C"
  bool hostedDealing(std::size_t i, Reading& reading) const {
    for (std::size_t j = i; j-- > reading.clause_first;) {
      if (item(j).is_relative || (view_.isVerb(j) && !item(j).is_be)) return false;
      if (item(j).is_verb || item(j).group >= 0) continue;
      if (view_.says(j, Relation::kHost)) return false;  // "A luncheon was hosted in his honour"
      if (!view_.says(j, Relation::kMeet) && !view_.says(j, Relation::kTalk)) continue;
      if (view_.prepositionBefore(j) < view_.size()) return false;
      for (const Argument& argument : argumentsOfNoun(view_, j)) {
        if (argument.marker != Case::kBetween || !view_.isPlural(argument.group)) continue;
        reading.object.group = argument.group;
        return argument.group != reading.subject.group;
      }
      if (j == 0 || !item(j - 1).is_article) return false;
      reading.object.implied = true;
      reading.object.pair = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    return false;
  }

  // "suspended the sanctions": they are lifted, not imposed
  bool undoesNoun(std::size_t i) const {
    std::size_t j = i + 1;
    while (j < view_.size() && (item(j).is_article || item(j).is_adjective || item(j).is_number))
      ++j;
    return j < view_.size() &&
           std::any_of(item(j).triggers.begin(), item(j).triggers.end(), [this](std::uint32_t row) {
             return (view_.frameOf(row).flags & kNotUndone) != 0;
           });
  }

  // "Assad, whom Christopher had called": he to whom the relative clause belongs; -1 for nobody.
  std::int32_t antecedentBefore(std::size_t i, const FrameRow& frame,
                                const Reading& reading) const {
    if (reading.subject.group < 0) return -1;
    bool subject = false;
    for (std::size_t j = i; j-- > 0;) {
      if (item(j).group >= 0) subject = subject || item(j).group == reading.subject.group;
      if (item(j).is_where) return -1;
      if (item(j).is_relative) {
        const std::int32_t whom = subject ? view_.antecedentOf(j).group : -1;
        return whom >= 0 && whom != reading.subject.group && view_.takes(whom, frame.object_types)
                   ? whom
                   : -1;
      }
      const bool finite = view_.isVerb(j) && !item(j).is_be && !item(j).is_have;
      if (view_.isBorder(j) || finite) return -1;
    }
    return -1;
  }

  // As antecedentBefore, but only of a "who" right before the subject of the verb.
  std::int32_t whomBefore(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    if (reading.subject.group < 0) return -1;
    std::size_t j = i;
    while (j > 0 && item(j).group != reading.subject.group && !view_.isBorder(j)) --j;
    while (j > 0 && item(j - 1).is_article) --j;
    const bool whom = j > 0 && item(j - 1).is_relative && item(j - 1).is_who;
    return whom ? antecedentBefore(i, frame, reading) : -1;
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
    if (frame.subject[0] == Case::kFrom) return false;  // "was received": not what one gets
    reading.passive = true;
    const std::vector<Argument> behind = argumentsBehind(view_, i, &frame);
    for (const Argument& argument : behind) {
      if (argument.marker == Case::kBy && view_.takes(argument.group, frame.subject_types)) {
        reading.subject.group = argument.group;
        break;
      }
    }
    if (reading.subject.group < 0) reading.subject.group = agentBehind(i, frame);
    if (reading.subject.group < 0 && (frame.flags & kByPlace) != 0) byPlace(frame, behind, reading);
    if (frame.object[0] == Case::kBetween || (frame.flags & kPlural) != 0)
      return fillPassiveOfPair(i, frame, behind, reading);
    if (frame.relation == Relation::kSanction && frame.object[0] == Case::kFrom &&
        (frame.flags & kPairImplied) != 0)
      return fillRecalled(i, frame, behind, reading);
    if (frame.object[0] == Case::kTo && (frame.flags & kNeedsGoods) == 0) {
      // "was delivered to Khamenei by Velayati"
      reading.passive = false;
      reading.object.group = fillSlot(frame.object, frame.object_types, behind,
                                      view_.input().natures, reading.subject.group);
      if (reading.subject.group < 0 || reading.object.group >= 0)
        return reading.object.group >= 0 && reading.subject.group >= 0;
      reading.passive = true;  // "was handed the list by Ryabkov"
    }
    if (frame.relation == Relation::kHost && reading.subject.group >= 0 &&
        hostedDealing(i, reading))
      return true;
    reading.object = view_.subjectAt(i);
    if (reading.object.group < 0 && !reading.object.implied) {
      // "Modi, received by Putin at the airport,": the name just before
      for (std::size_t j = i; j-- > 0 && j + 3 > i;) {
        if (item(j).group < 0) continue;
        // "Erdogan's attack on Macron was condemned": not Macron
        const Case marker = view_.markerOf(item(j).group);
        if (marker == Case::kSubject || marker == Case::kObject)
          reading.object.group = item(j).group;
        break;
      }
    }
    // "The assets of the central bank were frozen by Japan"
    if (!reading.object.filled() && frame.relation == Relation::kSanction)
      reading.object.group = ownerOfThing(i, frame, reading);
    if (reading.object.group >= 0 && !view_.takes(reading.object.group, frame.object_types))
      return false;
    if (reading.subject.group < 0 && isConflict(frame.relation)) byHost(reading);
    // "The envoy in Suva was ordered on Thursday to pack"
    const bool sent_off = frame.relation == Relation::kSanction && !reading.subject.of_place;
    if (reading.subject.group < 0 && sent_off) byStateOfPost(frame, reading);
    return (reading.subject.group >= 0 || reading.subject.of_place) && reading.object.filled() &&
           reading.object.group != reading.subject.group;
  }

  bool bringsPronoun(std::size_t i) const {
    const std::size_t whom = view_.overDescription(i + 1);
    if (whom >= view_.size() || item(whom).group < 0) return false;
    const Group& group = view_.sentence().groups[static_cast<std::size_t>(item(whom).group)];
    return view_.sentence().phrases[group.phrases.front()].pronoun.has_value();
  }

  // "The Kyrgyz ambassador was recalled from Minsk": by the state whose he is.
  bool fillRecalled(std::size_t i, const FrameRow& frame, const std::vector<Argument>& behind,
                    Reading& reading) const {
    reading.passive = false;
    reading.object.group =
        fillSlot(frame.object, frame.object_types, behind, view_.input().natures, -1);
    const Slot& envoy = view_.subjectAt(i);
    if (reading.object.group < 0 || envoy.group < 0) return false;
    const Group& group = view_.sentence().groups[static_cast<std::size_t>(envoy.group)];
    const Phrase& phrase = view_.sentence().phrases[group.phrases.front()];
    if (reading.subject.group >= 0) return true;
    if (!phrase.hasRole() || phrase.country == kNone) return false;
    reading.subject.of_place = true;
    reading.subject.country = phrase.country;
    return true;
  }

  // Whose the noun is to which a passive verb is done: "the assets of"; -1 for nobody's.
  std::int32_t ownerOfThing(std::size_t verb, const FrameRow& frame, const Reading& reading) const {
    for (std::size_t j = verb; j-- > reading.clause_first;) {
      if (item(j).is_relative || item(j).punctuation != 0) return -1;
      const std::int32_t group = item(j).group;
      if (group < 0) {
        if (view_.isVerb(j) && !item(j).is_be) return -1;
        continue;
      }
      return view_.markerOf(group) == Case::kOf && view_.takes(group, frame.object_types) ? group
                                                                                          : -1;
    }
    return -1;
  }

  // "The Israeli ambassador to Turkey has been expelled": by the state to which he was sent.
  void byHost(Reading& reading) const {
    if (reading.object.group < 0) return;
    const Group& group = view_.sentence().groups[static_cast<std::size_t>(reading.object.group)];
    const std::uint32_t host = view_.sentence().phrases[group.phrases.front()].accredited;
    if (host == kNone) return;
    reading.subject.of_place = true;
    reading.subject.country = host;
  }

  // "The Swedish ambassador in Baghdad was told to leave": by the state in which he is
  void byStateOfPost(const FrameRow& frame, Reading& reading) const {
    const std::int32_t envoy = reading.object.group;
    if (envoy < 0) return;
    byHost(reading);
    if (reading.subject.of_place) return;
    for (std::size_t j = reading.clause_first; j + 2 < reading.clause_last; ++j) {
      if (item(j).group != envoy || item(j + 1).group >= 0 || item(j + 1).marker != Case::kIn)
        continue;
      const std::int32_t post = item(j + 2).group;
      reading.subject.of_place =
          post >= 0 && view_.takes(post, static_cast<std::uint8_t>(frame.subject_types | kPlace));
      return;
    }
  }

  // "was summoned to the Zambian foreign ministry", "was summoned to the foreign ministry"
  void byPlace(const FrameRow& frame, const std::vector<Argument>& behind, Reading& reading) const {
    constexpr std::uint8_t kBody = 1u << static_cast<unsigned>(EntityType::kOrganisation);
    reading.subject.of_place = namesPlace(behind);
    for (const Argument& argument : behind) {
      if (argument.marker != Case::kTo && argument.marker != Case::kAt) continue;
      const Group& group = view_.sentence().groups[static_cast<std::size_t>(argument.group)];
      const Phrase& body = view_.sentence().phrases[group.phrases.front()];
      if (!body.hasRole() && view_.takes(argument.group, kBody) &&
          !view_.takes(argument.group, kPerson)) {
        reading.subject.group = argument.group;  // "to the State Department"
        return;
      }
      if (!body.collective || !body.of_state) continue;
      const bool whose = body.country != kNone && view_.takes(argument.group, frame.subject_types);
      if (whose) reading.subject.group = argument.group;
      reading.subject.of_place = !whose;
      return;
    }
  }

  // "was summoned to the foreign ministry in Ankara"
  bool namesPlace(const std::vector<Argument>& behind) const {
    constexpr std::uint8_t kSomewhere = (1u << static_cast<unsigned>(EntityType::kPlace)) |
                                        (1u << static_cast<unsigned>(EntityType::kCountry));
    return std::any_of(behind.begin(), behind.end(), [&](const Argument& argument) {
      return argument.marker == Case::kIn && view_.takes(argument.group, kSomewhere);
    });
  }

  // "The deal was negotiated by Switzerland", "under a deal negotiated by Turkey, A and B agreed".
  bool isOfPact(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    if (frame.relation != Relation::kMediate || reading.subject.group < 0) return false;
    std::size_t j = i;
    while (j > 0 && (item(j - 1).is_be || item(j - 1).is_have || item(j - 1).is_adverb)) --j;
    if (j == 0 || !item(j - 1).is_pact || item(j - 1).group >= 0) return false;
    // "a deal negotiated by A and B" is theirs, unless two others act
    return !view_.isPlural(reading.subject.group) || othersAct(reading.subject.group);
  }

  bool othersAct(std::int32_t group) const {
    for (std::size_t j = 0; j < view_.size(); ++j) {
      const std::int32_t other = item(j).group;
      if (other >= 0 && other != group && view_.markerOf(other) == Case::kSubject &&
          view_.isPlural(other))
        return true;
    }
    return false;
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
      if (pair < 0 && isOfPact(i, frame, reading)) {
        reading.object.implied = true;
        reading.object.pair = true;
        reading.doubt_permille += kDoubtOfImplied;
        return reading.subject.filled();
      }
      if (pair < 0) return implyObject(frame, reading);
      return reading.subject.group >= 0 && pair != reading.subject.group;
    }
    // "Syria was discussed": what they talked about
    const bool topic =
        frame.relation == Relation::kTalk &&
        std::find(frame.object.begin(), frame.object.end(), Case::kObject) == frame.object.end();
    if (reading.subject.group >= 0) {
      reading.object.group = fillSlot(frame.object, frame.object_types, behind,
                                      view_.input().natures, reading.subject.group);
      if (reading.object.group >= 0) return true;
      // "A and B were brought together by C"
      if (frame.relation == Relation::kMediate) {
        reading.object = view_.subjectAt(i);
        return reading.object.group >= 0 && reading.object.group != reading.subject.group &&
               view_.takes(reading.object.group, frame.object_types);
      }
      if (topic) return fillEachOther(view_, frame, reading);
      // "Under a deal negotiated by Turkey and the UN, Russia and Ukraine agreed"
      const bool of_pact = frame.relation == Relation::kTalk && i > 0 && item(i - 1).is_pact &&
                           item(i - 1).group < 0;
      if (of_pact && othersAct(reading.subject.group)) return false;
      // "the plan was discussed by Sullivan and Yermak"
      if (view_.subjectAt(i).group < 0 && fillEachOther(view_, frame, reading)) return true;
      const Slot met = view_.subjectAt(i);  // "Rouhani was also met by Hollande"
      if (met.filled() && frame.relation == Relation::kMeet && met.group != reading.subject.group &&
          (met.group < 0 || view_.takes(met.group, frame.object_types))) {
        reading.object = met;
        return true;
      }
      return fillEachOther(view_, frame, reading);
    }
    reading.subject.group = pair;
    reading.each_other = pair >= 0;
    if (pair < 0 && topic) {
      implyPair(reading);
      return true;
    }
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
    // "the accord is to be signed in March", but "nothing was signed"
    const bool something =
        std::any_of(view_.sentence().items.begin() + reading.clause_first,
                    view_.sentence().items.begin() + reading.clause_last,
                    [](const Item& it) { return it.is_pact || (it.is_noun && !it.is_verb); });
    if (!something) return false;
    implyPair(reading);
    return true;
  }

  const Item& item(std::size_t i) const { return view_.item(i); }

  const PreposedView& view_;
};

}  // namespace

bool fillVerb(const PreposedView& view, std::size_t i, const FrameRow& frame, Reading& reading) {
  return VerbReader(view).fill(i, frame, reading);
}

}  // namespace chancery
