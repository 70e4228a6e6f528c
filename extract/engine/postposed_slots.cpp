#include "extract/engine/postposed_slots.h"

#include <algorithm>
#include <utility>

#include "extract/engine/postposed_destination.h"
#include "extract/engine/postposed_objects.h"

namespace chancery {
namespace {

constexpr unsigned kPersonBit = 1u << static_cast<unsigned>(EntityType::kPerson);
constexpr int kDoubtOfInherited = 60;
constexpr int kDoubtOfImplied = 180;

bool hasFlag(const FrameRow& frame, std::uint32_t flag) { return (frame.flags & flag) != 0; }

bool isPlaceFrame(const FrameRow& frame) { return frame.relation == Relation::kVisit; }

class SlotFiller {
 public:
  SlotFiller(const PostposedView& view, const std::vector<Reading>& before)
      : view_(view), readings_(before) {}

  bool fill(std::size_t i, const FrameRow& frame, const TriggerUse& use,
            const std::vector<Argument>& arguments, Reading& reading) const {
    if (use.verbal && item(use.verb).is_receiving && use.verb != i) {
      return infoOf(frame.relation).symmetric ? fillChance(frame, arguments, reading)
                                              : fillReceived(i, frame, arguments, reading);
    }
    const bool can_be_accepted = frame.relation == Relation::kInvite ||
                                 (frame.relation == Relation::kGreet && !hasFlag(frame, kOverNoun));
    if (can_be_accepted && view_.clauseHasBehind(i, &Item::is_accept))
      return fillAccepted(i, frame, arguments, reading);
    // the object first where only it can take the case: what is left may be the subject
    std::int32_t object = isPlaceFrame(frame) ? destinationOf(view_, i, frame, use, arguments)
                          : hasFlag(frame, kNeedsDirection)
                              ? groupBefore(i, frame)
                              : fillSlot(objectCasesFirst(frame), frame.object_types, arguments,
                                         view_.input().natures, -1);
    if (object < 0 && hasFlag(frame, kNeedsDirection) && !isPlaceFrame(frame)) return false;
    // "के साथ मिलकर": together, and no meeting
    if (frame.relation == Relation::kMeet && item(i).is_participle && i > 0 && isTogether(i) &&
        item(i - 1).marker == Case::kWith)
      return false;
    if (frame.relation == Relation::kAid) object = stateOfReceiver(view_, frame, object);
    // "जी-20 सम्मेलन के दौरान मोदी और मेलोनी के बीच बैठक हुई": between whom it was, whoever else is named
    if (const std::int32_t between = severalBetween(frame, use, arguments); between >= 0) {
      reading.subject.group = between;
      return reading.each_other = true;
    }
    // "लावरोव के साथ उनकी वार्ता हुई": what comes about has its subject beside it
    std::int32_t subject = isPlaceFrame(frame) && use.verbal ? ownerOfParty(i, frame) : -1;
    if (isPlaceFrame(frame) && !use.verbal && use.marker == Case::kOn)
      subject = whoCameFor(i, frame);
    if (subject < 0 && use.verbal && view_.isPassive(use)) {  // "पुतिन द्वारा मॉस्को आमंत्रित किया गया"
      subject =
          fillSlot({Case::kBy}, frame.subject_types, arguments, view_.input().natures, object);
    }
    if (isHeadline(i, use) && !isPlaceFrame(frame)) {
      // "ट्रंप की पुतिन को चेतावनी": the genitive is who does it where another case says to whom
      std::array<Case, kMaxSlotCases> direct = frame.object;
      std::replace(direct.begin(), direct.end(), Case::kOf, Case::kDative);
      const std::int32_t to =
          fillSlot(direct, frame.object_types, arguments, view_.input().natures, -1);
      const std::int32_t by =
          fillSlot({Case::kOf}, frame.subject_types, arguments, view_.input().natures, to);
      if (to >= 0 && by >= 0) {
        object = to;
        subject = by;
      }
    }
    if (subject < 0 && comesAbout(i, use)) {
      subject =
          fillSlot({Case::kOf}, frame.subject_types, arguments, view_.input().natures, object);
    }
    if (subject < 0)
      subject =
          fillSlot(frame.subject, frame.subject_types, arguments, view_.input().natures, object);
    // "पुतिन ने शी को मॉस्को बुलाने का इरादा जताया": where to, and not who
    if (hasFlag(frame, kNeedsPurpose) && subject >= 0 && i > 0 && item(i - 1).group == subject) {
      const std::int32_t agent = clauseAt(i).agent;
      const bool acts = agent >= 0 && agent != object && view_.fits(agent, frame.subject_types);
      subject = acts ? agent : -1;
    }
    // "लड़ाके काराबाख भेजने का आरोप": nobody is said to be sent
    if (subject < 0 && isPlaceFrame(frame) && frame.subject.front() == Case::kDative) return false;
    // "मोदी का रस्मी स्वागत किया गया": to whom it was done
    if (object < 0 && subject >= 0 && use.verbal && view_.isPassive(use) &&
        view_.markerOf(subject) == Case::kOf && !infoOf(frame.relation).symmetric) {
      std::swap(subject, object);
    }
    // of two bare names the first acts: "दोनों विशेष प्रतिनिधि नियुक्त करने पर राजी हुए"
    const std::int32_t first = clauseAt(i).agent;
    if (subject >= 0 && use.verbal && first >= 0 && first != object && first != subject &&
        view_.markerOf(subject) == Case::kSubject && view_.markerOf(first) == Case::kSubject &&
        ((view_.typesOf(first) & kPersonBit) != 0 ||
         (nature(subject).weak && !nature(first).weak)) &&
        standsWith(first, arguments)) {
      subject = first;
    }
    if (object < 0) {
      if (isPlaceFrame(frame)) return comesAlong(i, frame, use, reading);
      object =
          fillSlot(frame.object, frame.object_types, arguments, view_.input().natures, subject);
    }
    // "A और B कोसोवो से सेना की वापसी पर सहमत हुए": several persons, and no place with them
    if (object >= 0 && subject >= 0 && use.verbal && hasFlag(frame, kPlural) &&
        frame.relation == Relation::kAgree && nature(subject).plural &&
        view_.markerOf(object) == Case::kAblative && isOfNounBehind(object, i))
      object = -1;
    bool stands_behind = false;  // "मिलेंगे मोदी और ट्रंप"
    if (subject < 0 && use.verbal) {
      subject = subjectBehind(use.verb, frame, object);
      stands_behind = subject >= 0;
    }
    if (subject < 0 && hasFlag(frame, kPlural)) subject = severalWithin(view_, frame, arguments);
    if (subject < 0) subject = agentFor(i, frame, use, object, reading);
    reading.subject.group = subject;
    if (object < 0 && frame.relation == Relation::kAid && use.verbal)
      object = receiverBy(view_, i, frame, subject);
    // "इसकी निंदा की"
    if (object < 0 && hasFlag(frame, kOfDeed) && use.verbal && subject >= 0 && isOfDeed(i)) {
      reading.object.of_deed = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    if (object < 0)
      object = objectElsewhere(view_, readings_, i, frame, use, arguments, subject, reading);
    if (object >= 0 && subject >= 0 && isEachOther(object)) {
      reading.each_other = nature(subject).plural;
      return reading.each_other;
    }
    reading.object.group = object;
    if (object >= 0) {
      // "बेरूत को नहीं बख्शा जाएगा": nobody is said to have to go
      if (isPlaceFrame(frame) && use.verbal && subject >= 0 &&
          view_.markerOf(subject) == Case::kDative && !item(i).is_obligation &&
          frame.subject.front() != Case::kDative && !item(i).is_verbal_noun)
        return false;
      if (hasFlag(frame, kOverNoun) && !nounBetween(object, i)) return false;
      if (hasFlag(frame, kNeedsPurpose) && !saysPurpose(view_, object, i)) return false;
      if (subject >= 0) return true;
      if (framesTheClause(i, frame, use)) {
        reading.subject.implied = true;
        reading.doubt_permille += kDoubtOfImplied;
        return true;
      }
      if (!use.verbal || (isPlaceFrame(frame) && thingActs(view_, i))) return false;
      const bool received = frame.relation == Relation::kHost || frame.relation == Relation::kGreet;
      // "मंत्रालय ने बताया कि दूत को जानकारी दी गई": by whoever says so
      if ((frame.relation == Relation::kInform || frame.relation == Relation::kSanction) &&
          view_.isPassive(use)) {
        reading.subject.group = whoSaysSo(i, frame);
        return reading.subject.group >= 0 && reading.subject.group != object;
      }
      // "उन्हें बधाई दी गई, भारत आने का न्योता दिया गया": by whom the text tells
      const bool told = frame.object.front() == Case::kDative &&
                        (frame.relation == Relation::kInvite || frame.relation == Relation::kGreet);
      if (told && view_.isPassive(use) && reading.status == Status::kHappened) {
        reading.subject.implied = true;
        reading.doubt_permille += kDoubtOfImplied;
        return true;
      }
      if (view_.isPassive(use) || (received && use.verb != i && item(use.verb).is_arising)) {
        // "हनोई में मोदी का रस्मी स्वागत किया गया": by those at home there
        reading.subject.of_place = received || hasFlag(frame, kByPlace);
        return reading.subject.of_place;
      }
      if (namesAnotherAgent(i, i)) return false;
      // "सराहना हो रही है", "सौ से ज्यादा देश मान्यता दे चुके हैं": by people whom nobody names
      if (!infoOf(frame.relation).symmetric && !isPlaceFrame(frame) &&
          (comesAbout(i, use) || unnamedStateActs(i)))
        return false;
      reading.subject.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    // "भारत की ओर से A और नेपाल की ओर से B ने हस्ताक्षर किए"
    if (subject >= 0 && hasFlag(frame, kPlural) && use.verbal &&
        (frame.relation != Relation::kMeet || !view_.hasVerbTrigger(i))) {
      if (const std::int32_t other = sideBefore(i, subject); other >= 0) {
        reading.object.group = other;
        return true;
      }
    }
    if (const std::int32_t two = subject < 0 ? severalInClause(i, frame, use) : -1; two >= 0) {
      reading.subject.group = two;
      return reading.each_other = true;
    }
    if (subject < 0) return bySameTwo(i, frame, use, arguments, reading);
    // "A और B ने मिलकर … का फैसला किया": together, and no meeting
    if (frame.relation == Relation::kMeet && item(i).is_participle && view_.hasVerbTrigger(i) &&
        isTogether(i))
      return false;
    const bool only_for_it = !use.verbal && use.marker == Case::kFor;
    if (hasFlag(frame, kPlural) && !only_for_it && nature(subject).plural &&
        (stands_behind || standsWith(subject, arguments) ||
         (use.verbal && dealtWithEachOther(subject)) || meetsInClause(i, use, subject))) {
      reading.each_other = true;
      return true;
    }
    if (use.verbal && isOfDealing(i, frame)) {
      reading.object.implied = reading.object.pair = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    // "दोनों नेताओं ने … पर सहमति जताई। उन्होंने …": one alone doesn't do it
    if ((frame.relation == Relation::kAgree || frame.relation == Relation::kSign) && use.verbal &&
        view_.phraseOf(subject).pronoun == PronounKind::kHe && !followsInvitation()) {
      reading.subject = Slot();
      reading.subject.implied = reading.subject.pair = reading.each_other = true;
      reading.subject.persons = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    // "शाम को अमीर ने रात्रिभोज दिया": for whoever came
    if (frame.relation == Relation::kHost && (use.verbal || isHeadline(i, use)) &&
        !receivesNobody(i)) {
      reading.object.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    // "भारत ने दस करोड़ डॉलर का ऋण देने की घोषणा की": to whose affair with it the text is
    const Case acts = view_.markerOf(subject);
    if (frame.relation == Relation::kAid && use.verbal &&
        (isAgentMarked(subject) || acts == Case::kBehalf || acts == Case::kBy ||
         (acts == Case::kSubject && !nature(subject).weak && subject == clauseAt(i).agent &&
          !clauseAt(i).agent_inherited && reading.status == Status::kPlanned))) {
      reading.object.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    // "मॉस्को ने भी प्रतिबंध लगा दिए": whoever did so before, or to whom it was done
    if (frame.relation == Relation::kSanction && use.verbal && isAgentMarked(subject)) {
      reading.object.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    // "जवाब में दुशान्बे ने धमकी दी कि …": the other of the two whose affair the text is
    if (frame.relation == Relation::kThreaten && use.verbal && isAgentMarked(subject) &&
        saysWhat(use.verb)) {
      reading.object.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    // "यह यात्रा मोदी के निमंत्रण पर हुई": whoever came last
    if (frame.relation == Relation::kInvite && hasFlag(frame, kObjectMatrix) && isOfVisit(i)) {
      reading.object.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    const bool pair = hasFlag(frame, kPairImplied);
    if ((hasFlag(frame, kObjectImplied) && use.verbal) ||
        (pair && (use.verbal || use.marker == Case::kIn || use.marker == Case::kAblative ||
                  isOffered(i, frame, use)))) {
      reading.object.implied = true;
      reading.object.pair = pair;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    return false;
  }

 private:
  bool isOfVisit(std::size_t i) const {
    for (std::size_t j = i; j-- > 0 && view_.sameClause(i, j);) {
      if (!view_.isVerb(j) &&
          std::any_of(item(j).triggers.begin(), item(j).triggers.end(), [this](std::uint32_t row) {
            return view_.frameOf(row).relation == Relation::kVisit;
          }))
        return true;
    }
    return false;
  }

  // "मोदी का विमान रियाद उतरा", "आईएमएफ का दल कोलंबो पहुंचा": whoever comes in it, or for whom it
  // comes.
  std::int32_t ownerOfParty(std::size_t i, const FrameRow& frame) const {
    for (std::size_t j = i; j-- > 2 && view_.sameClause(i, j);) {
      const Item& it = item(j);
      if (it.group >= 0 || !(it.is_party || it.is_craft) || item(next(j)).marker) continue;
      std::size_t of = j - 1;
      while (of > 1 && item(of).group < 0 && !item(of).marker && item(of).is_adjective) --of;
      const std::int32_t owner = item(of).marker == Case::kOf ? item(of - 1).group : -1;
      if (owner < 0) return -1;
      const std::uint8_t types = it.is_craft ? kPersonBit : frame.subject_types;
      constexpr unsigned kOrganisationBit = 1u << static_cast<unsigned>(EntityType::kOrganisation);
      const bool sent = it.is_party && (view_.typesOf(owner) & kOrganisationBit) != 0;
      return sent || view_.fits(owner, types) ? owner : -1;
    }
    return -1;
  }

  // Who acts for the one side, where the subject acts for the other; the sides may be nobody's
  // names: "सरकार की ओर से A और विद्रोहियों की ओर से B".
  std::int32_t sideBefore(std::size_t i, std::int32_t subject) const {
    constexpr std::size_t kReach = 6;  // items of the name of a side
    for (std::size_t s = 5; s < i; ++s) {
      if (item(s).group < 0 || item(s - 1).marker != Case::kBehalf) continue;
      std::size_t link = s - 2;
      while (link > 3 && s - link < kReach && !item(link).is_and && item(link).punctuation != U',')
        --link;
      if (!item(link).is_and && item(link).punctuation != U',') continue;
      const std::int32_t first = item(link - 1).group;
      if (first < 0 || item(link - 2).marker != Case::kBehalf) continue;
      const std::int32_t second = item(s).group;
      if (subject != first && subject != second) continue;
      const std::int32_t other = subject == first ? second : first;
      return view_.fits(other, kPersonBit) ? other : -1;
    }
    return -1;
  }

  // A word that takes part in holding sentences together, too: "मिलकर".
  bool isTogether(std::size_t i) const {
    const LexedText& text = view_.input().text;
    return text.is(text.lexemes[item(i).first], Grammar::kParticiple);
  }

  // "भारत के दौरे पर आए मैक्रों का स्वागत किया": he who came, whatever is then done to him.
  std::int32_t whoCameFor(std::size_t i, const FrameRow& frame) const {
    std::size_t verb = next(next(i));
    while (verb < view_.size() && item(verb).group < 0 &&
           (item(verb).is_adverb || item(verb).date >= 0 || item(verb).marker == Case::kDative))
      verb = next(verb);
    if (verb >= view_.size() || item(verb).group >= 0 || item(verb).is_participle ||
        !view_.hasVerbTrigger(verb) ||
        view_.frameOf(item(verb).triggers.front()).relation != Relation::kVisit)
      return -1;
    const std::size_t behind = next(verb);
    const std::int32_t group = behind < view_.size() ? item(behind).group : -1;
    const bool person = group >= 0 && view_.fits(group, frame.subject_types & kPersonBit) &&
                        !nature(group).weak && !view_.phraseOf(group).pronoun;
    return person ? group : -1;
  }

  // "मोदी के साथ आए विदेश सचिव ने": he came where the other is.
  bool comesAlong(std::size_t i, const FrameRow& frame, const TriggerUse& use,
                  Reading& reading) const {
    if (!use.verbal || use.verb != i || i < 2 || item(i - 1).marker != Case::kWith ||
        item(i - 2).group < 0 || !view_.fits(item(i - 2).group, kPersonBit))
      return false;
    const std::int32_t who = subjectBehind(i, frame, -1);
    const std::size_t behind = next(i);
    const std::int32_t named = who >= 0 ? who : behind < view_.size() ? item(behind).group : -1;
    if (named < 0 || !view_.fits(named, kPersonBit)) return false;
    reading.subject.group = named;
    reading.object.implied = true;
    reading.doubt_permille += kDoubtOfImplied;
    return true;
  }

  // "मध्यस्थता की पेशकश की"
  bool isOffered(std::size_t i, const FrameRow& frame, const TriggerUse& use) const {
    if (frame.relation != Relation::kMediate || use.marker != Case::kOf) return false;
    const std::size_t offer = next(next(i));
    return offer < view_.size() && item(offer).group < 0 && !item(offer).cues.empty();
  }

  // True where the clause goes on with what is said.
  bool saysWhat(std::size_t verb) const {
    for (std::size_t j = verb + 1; j < view_.size() && j < verb + 4; ++j) {
      if (item(j).is_that) return true;
    }
    return false;
  }

  // "यूक्रेन के साथ है": whoever stands right before what the trigger says of him.
  std::int32_t groupBefore(std::size_t i, const FrameRow& frame) const {
    if (i == 0 || !view_.sameClause(i, i - 1)) return -1;
    const bool marked = i > 1 && item(i - 1).group < 0 && item(i - 1).marker;  // "X के पास गए"
    const std::int32_t group = item(marked ? i - 2 : i - 1).group;
    if (group < 0 || !view_.fits(group, frame.object_types)) return -1;
    const Case marker = view_.markerOf(group);
    const bool asked =
        std::find(frame.object.begin(), frame.object.end(), marker) != frame.object.end();
    return asked && (!marked || item(i - 1).marker == marker) ? group : -1;
  }

  // "न्योता दिया और उन्होंने हामी भर दी": he accepts it.
  bool followsInvitation() const {
    return std::any_of(readings_.begin(), readings_.end(), [this](const Reading& reading) {
      return view_.frameOf(reading.trigger).relation == Relation::kInvite;
    });
  }

  // "शाम को"
  bool saysTime(std::size_t i) const {
    const LexedText& text = view_.input().text;
    return text.find(text.lexemes[item(i).first], EntryKind::kDate) != nullptr;
  }

  // "राजदूतों के लिए भोज दिया", "वार्ता की मेजबानी की": said for whom, or of what, and it is nobody's
  // name.
  bool receivesNobody(std::size_t i) const {
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    if (i > 0 && item(i - 1).marker == Case::kOf) return true;
    return std::any_of(items.begin(), items.end(), [&](std::uint32_t j) {
      if (j >= i || j == 0 || item(j - 1).date >= 0 || saysTime(j - 1)) return false;
      return item(j).marker == Case::kDative || item(j).marker == Case::kFor;
    });
  }

  const Item& item(std::size_t i) const { return view_.item(i); }
  std::size_t next(std::size_t i) const { return view_.next(i); }
  const Clause& clauseAt(std::size_t i) const { return view_.clauseAt(i); }
  const GroupNature& nature(std::int32_t group) const {
    return view_.input().natures[static_cast<std::size_t>(group)];
  }

  // "अमीर के साथ बैठक में व्यापार पर बात हुई": with whom he met of whom the text tells.
  bool framesTheClause(std::size_t i, const FrameRow& frame, const TriggerUse& use) const {
    const RelationInfo& info = infoOf(frame.relation);
    if (use.verbal || !info.symmetric || info.family != "contact" || clauseAt(i).agent >= 0 ||
        namesAnotherAgent(i, view_.size()))
      return false;
    if (use.infinitive) return use.marker == Case::kOf && isOfChance(i);
    return use.marker == Case::kIn || use.marker == Case::kDuring;
  }

  // "उनसे मिलने का अवसर मिला"
  bool isOfChance(std::size_t i) const {
    const std::size_t marker = next(i);
    const std::size_t chance = marker < view_.size() ? next(marker) : marker;
    const std::size_t verb = chance < view_.size() ? next(chance) : chance;
    return verb < view_.size() && item(chance).is_transparent && item(verb).is_receiving;
  }

  // "A और B ने बातचीत की और समझौते पर हस्ताक्षर किए": those who just did something with one another.
  bool dealtWithEachOther(std::int32_t group) const {
    return std::any_of(readings_.begin(), readings_.end(), [group](const Reading& reading) {
      return reading.each_other && reading.subject.group == group;
    });
  }

  // "A और B ने बैठक के बाद बयान जारी किया": the meeting is their own, unless it is said to be
  // another's.
  bool meetsInClause(std::size_t i, const TriggerUse& use, std::int32_t subject) const {
    return !use.verbal && !use.infinitive && subject == clauseAt(i).agent &&
           (view_.typesOf(subject) & kPersonBit) != 0 && !view_.phraseOf(subject).states &&
           !clauseAt(i).agent_inherited && !belongsToSomethingElse(i) &&
           (use.marker == Case::kDuring || use.marker == Case::kIn || use.marker == Case::kAfter);
  }

  // "वार्ता की मेजबानी की": of those who then dealt with each other.
  bool isOfDealing(std::size_t i, const FrameRow& frame) const {
    if (frame.relation != Relation::kHost || i < 2 || item(i - 1).marker != Case::kOf) return false;
    const std::span<const std::uint32_t> triggers = item(i - 2).triggers;
    return item(i - 2).group < 0 &&
           std::any_of(triggers.begin(), triggers.end(), [this](std::uint32_t row) {
             const Relation relation = view_.frameOf(row).relation;
             return relation == Relation::kTalk || relation == Relation::kMeet;
           });
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
    if (!infoOf(frame.relation).symmetric || (use.verbal && use.verb == i)) return false;
    // "ढाई घंटे चली इस बातचीत में कई मुद्दे उठे"
    const bool inside = !use.verbal && !use.infinitive && use.marker == Case::kIn &&
                        frame.relation == Relation::kTalk;
    if (!use.verbal && !inside) return false;
    if (use.verbal && !item(use.verb).is_arising && !view_.isPassive(use)) return false;
    const Clause& clause = clauseAt(i);
    if (clause.agent >= 0 && !clause.agent_inherited) return false;
    if (belongsToSomethingElse(i) || isWithAnybody(i)) return false;
    if (use.verbal && saysWhatItIs(i, use.verb)) return false;
    if (inside && (namesAnotherAgent(i, view_.size()) || isSaidOfNobody(i))) return false;
    for (const Argument& argument : arguments) {
      if (isOfNounBefore(argument.group)) continue;
      if (isPlaceOfCarrier(argument.group, use)) continue;
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

  // "इस हमले की निंदा": a deed right before the trigger, and nobody's.
  bool isOfDeed(std::size_t i) const {
    for (std::size_t j = i; j-- > 0 && view_.sameClause(i, j);) {
      const Item& it = item(j);
      if (it.is_deed) {
        return it.group < 0 && (j == 0 || !item(j - 1).marker || item(j - 2).date >= 0 ||
                                item(j - 1).marker == Case::kErgative);
      }
      if (!it.marker && !it.is_adjective && !it.is_adverb) return false;
    }
    return false;
  }

  // "कोसोवो से सेना की वापसी": from where, of a noun with an owner of its own.
  bool isOfNounBehind(std::int32_t group, std::size_t i) const {
    bool behind = false;
    bool owner = false;
    for (const std::uint32_t j : clauseAt(i).items) {
      if (j >= i) break;
      if (item(j).group == group) behind = true;
      owner = owner || (behind && item(j).marker == Case::kOf);
      if (owner && item(j).group < 0 && item(j).is_noun && item(next(j)).marker == Case::kOn)
        return true;
    }
    return false;
  }

  // "कई वार्ताओं में": of none that was told of.
  bool isSaidOfNobody(std::size_t i) const {
    const LexedText& text = view_.input().text;
    const std::size_t behind = next(next(i));  // "चर्चा में है"
    if (behind >= view_.size() || view_.isVerb(behind)) return true;
    return i > 0 && view_.sameClause(i, i - 1) &&
           text.is(text.lexemes[item(i - 1).first], Grammar::kIndefinite);
  }

  // "किसी के साथ समझौता नहीं होगा"
  bool isWithAnybody(std::size_t i) const {
    const LexedText& text = view_.input().text;
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    return std::any_of(items.begin(), items.end(), [&](std::uint32_t j) {
      return j < i && text.is(text.lexemes[item(j).first], Grammar::kIndefinite) &&
             item(next(j)).marker == Case::kWith;
    });
  }

  // "हस्ताक्षर पेरिस में होंगे": where the verb says that it is.
  bool isPlaceOfCarrier(std::int32_t group, const TriggerUse& use) const {
    return use.verb > 0 && item(use.verb - 1).group == group &&
           isDestination(view_.input(), use.verb - 1);
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
      // "तीन हफ्ते की बातचीत"
      if (it.marker == Case::kOf && j > 0 && item(j - 1).group < 0 && saysTime(j - 1)) {
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

  std::int32_t severalBetween(const FrameRow& frame, const TriggerUse& use,
                              const std::vector<Argument>& arguments) const {
    if (!hasFlag(frame, kPlural) || !infoOf(frame.relation).symmetric) return -1;
    if (use.verbal && view_.isVerb(use.verb) && !item(use.verb).is_arising) return -1;
    for (const Argument& argument : arguments) {
      if (argument.marker == Case::kErgative) return -1;
      if (argument.marker == Case::kBetween && nature(argument.group).plural &&
          view_.fits(argument.group, frame.subject_types))
        return argument.group;
    }
    return -1;
  }

  // "बैठक में ट्रंप और जेलेंस्की के बीच बहस हुई": between whom something is at a meeting, they met.
  std::int32_t severalInClause(std::size_t i, const FrameRow& frame, const TriggerUse& use) const {
    const bool frames = use.marker == Case::kIn || use.marker == Case::kDuring;
    if (frame.relation != Relation::kMeet || use.verbal || use.infinitive || !frames ||
        belongsToSomethingElse(i))
      return -1;
    for (const std::uint32_t j : clauseAt(i).items) {
      const std::int32_t group = item(j).group;
      if (j <= i || group < 0 || view_.markerOf(group) != Case::kBetween) continue;
      if (nature(group).plural && view_.fits(group, kPersonBit)) return group;
    }
    return -1;
  }

  // "मोदी को पुतिन से न्योता मिला": whoever gets it stands in the dative.
  bool fillReceived(std::size_t i, const FrameRow& frame, const std::vector<Argument>& arguments,
                    Reading& reading) const {
    reading.object.group =
        fillSlot({Case::kDative}, frame.object_types, arguments, view_.input().natures, -1);
    reading.subject.group =
        fillSlot({Case::kBehalf, Case::kAblative, Case::kOf}, frame.subject_types, arguments,
                 view_.input().natures, reading.object.group);
    // "उनकी योजना को अमेरिका का समर्थन मिला"
    if (reading.object.group < 0 && frame.relation == Relation::kSupport) {
      reading.object.group = fillSlot({Case::kOf}, frame.object_types, arguments,
                                      view_.input().natures, reading.subject.group);
    }
    // "श्रीलंका को भारत … दे रहा है, जबकि मालदीव को पांच करोड़ मिलेंगे"
    const Clause& clause = clauseAt(i);
    const bool gives = frame.relation == Relation::kAid && clause.agent_inherited;
    if (reading.subject.group < 0 && gives && clause.agent != reading.object.group)
      reading.subject.group = clause.agent;
    return reading.object.group >= 0 && reading.subject.group >= 0;
  }

  // "मोदी को पुतिन से मुलाकात का अवसर मिला": whoever got the chance did it.
  bool fillChance(const FrameRow& frame, const std::vector<Argument>& arguments,
                  Reading& reading) const {
    reading.object.group =
        fillSlot(objectCasesFirst(frame), frame.object_types, arguments, view_.input().natures, -1);
    reading.subject.group = fillSlot({Case::kDative}, frame.subject_types, arguments,
                                     view_.input().natures, reading.object.group);
    reading.subject.implied = reading.subject.group < 0;
    if (reading.subject.implied) reading.doubt_permille += kDoubtOfImplied;
    return reading.object.group >= 0;
  }

  // "मोदी ने पुतिन का न्योता स्वीकार किया": whoever accepts was invited, or greeted.
  bool fillAccepted(std::size_t i, const FrameRow& frame, const std::vector<Argument>& arguments,
                    Reading& reading) const {
    reading.subject.group = fillSlot({Case::kBehalf, Case::kOf, Case::kAblative},
                                     frame.subject_types, arguments, view_.input().natures, -1);
    const std::int32_t agent = clauseAt(i).agent;
    reading.object.group = agent;
    return reading.subject.group >= 0 && agent >= 0 && agent != reading.subject.group;
  }

  // A noun that ends a clause without a verb.
  bool isHeadline(std::size_t i, const TriggerUse& use) const {
    if (!use.verbal || use.verb != i || view_.hasVerbTrigger(i)) return false;
    if (next(i) < view_.size() && item(next(i)).punctuation == 0) return false;
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    return std::none_of(items.begin(), items.end(), [this, i](std::uint32_t j) {
      return j != i && view_.isVerb(j) && !item(j).is_participle;
    });
  }

  bool comesAbout(std::size_t i, const TriggerUse& use) const {
    if (!use.verbal || use.verb == i) return false;
    return item(use.verb).is_be && !isAgentMarked(clauseAt(i).agent);
  }

  // "यूरोप ने जेलेंस्की का साथ दिया": somebody acts who can have no part in the frame, so nobody who was
  // named before does.
  bool namesAnotherAgent(std::size_t i, std::size_t end) const {
    for (const std::uint32_t j : clauseAt(i).items) {
      if (j < end && item(j).marker == Case::kErgative) return true;
    }
    return false;
  }

  // "सौ से ज्यादा देश": a bare word for states, none of which is named.
  bool unnamedStateActs(std::size_t i) const {
    const LexedText& text = view_.input().text;
    return i > 0 && view_.sameClause(i, i - 1) && item(i - 1).group < 0 &&
           text.is(text.lexemes[item(i - 1).first], Grammar::kStates);
  }

  std::int32_t whoSaysSo(std::size_t i, const FrameRow& frame) const {
    const std::uint32_t head = clauseAt(i).items.front();
    if (head == 0 || !item(head - 1).is_that) return -1;
    const Clause& said = clauseAt(head - 1);
    const bool says = said.agent >= 0 && !said.agent_inherited && isAgentMarked(said.agent) &&
                      view_.fits(said.agent, frame.subject_types);
    return says ? said.agent : -1;
  }

  bool isAgentMarked(std::int32_t group) const {
    return group >= 0 && view_.markerOf(group) == Case::kErgative;
  }

  // "तेहरान पहुंचे प्रधानमंत्री मनमोहन सिंह ने": who acts stands behind the participle.
  std::int32_t subjectBehind(std::size_t verb, const FrameRow& frame, std::int32_t object) const {
    const std::size_t behind = next(verb);
    if (behind >= view_.size()) return -1;
    const std::int32_t group = item(behind).group;
    if (group < 0 || group == object) return -1;
    // "ढाका आए मोदी की अगवानी हसीना ने की": whoever came, whatever is then done to him
    const bool came = isPlaceFrame(frame) && item(verb).is_verb && !item(verb).is_participle &&
                      (view_.typesOf(group) & kPersonBit) != 0 && !nature(group).weak &&
                      !view_.phraseOf(group).pronoun;
    if (!came && !PostposedView::isAgentCase(view_.markerOf(group))) return -1;
    return view_.fits(group, frame.subject_types) ? group : -1;
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
      const std::size_t behind = next(j);
      const bool of_trigger = behind < i && item(behind).marker == Case::kOf;
      if (of_trigger && item(j).is_noun && !item(j).is_adjective && !item(j).is_verb) return true;
    }
    return false;
  }

  // Who acts in the clause, where the trigger itself has nobody beside it.
  std::int32_t agentFor(std::size_t i, const FrameRow& frame, const TriggerUse& use,
                        std::int32_t object, Reading& reading) const {
    if (!use.verbal && !use.infinitive && !hasFlag(frame, kTakesMatrixAgent)) return -1;
    if (hasFlag(frame, kObjectMatrix)) return -1;
    const Clause& clause = clauseAt(i);
    if (isPlaceFrame(frame) && use.verbal && thingActs(view_, i)) return -1;
    if (clause.agent < 0 || clause.agent == object) return -1;
    if (clause.agent_inherited && comesAbout(i, use)) return -1;
    if (!view_.fits(clause.agent, frame.subject_types)) return -1;
    if (use.verbal && view_.isPassive(use)) return -1;
    if (clause.agent_inherited) reading.doubt_permille += kDoubtOfInherited;
    return clause.agent;
  }

  const PostposedView& view_;
  const std::vector<Reading>& readings_;
};

}  // namespace

bool fillSlots(const PostposedView& view, std::size_t trigger, const FrameRow& frame,
               const TriggerUse& use, const std::vector<Argument>& arguments,
               const std::vector<Reading>& before, Reading& reading) {
  return SlotFiller(view, before).fill(trigger, frame, use, arguments, reading);
}

}  // namespace chancery
