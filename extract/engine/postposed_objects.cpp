#include "extract/engine/postposed_objects.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr int kDoubtOfShared = 100;

bool hasFlag(const FrameRow& frame, std::uint32_t flag) { return (frame.flags & flag) != 0; }

class ObjectFinder {
 public:
  ObjectFinder(const PostposedView& view, const std::vector<Reading>& before)
      : view_(view), readings_(before) {}

  // "होंडुरास के अस्पतालों के लिए दवाएं देगा": whose they are who get it.
  std::int32_t receiver(std::size_t i, const FrameRow& frame, std::int32_t subject) const {
    for (std::size_t j = i; j-- > 2 && view_.sameClause(i, j);) {
      const bool gets = item(j).marker == Case::kDative || item(j).marker == Case::kFor;
      if (!gets || item(j - 1).group >= 0 || !item(j - 1).is_noun) continue;
      std::size_t of = j - 2;
      while (of > 0 && item(of).group < 0 && !item(of).marker &&
             (item(of).is_adjective || item(of).is_noun || item(of).is_and || item(of).is_number))
        --of;
      // "नेपाल में भूकंप पीड़ितों के लिए"
      if (of == 0 || (item(of).marker != Case::kOf && item(of).marker != Case::kIn)) continue;
      const std::int32_t owner = item(of - 1).group;
      if (owner >= 0 && owner != subject && view_.fits(owner, frame.object_types)) return owner;
    }
    return -1;
  }

  // Where the trigger has no object beside it: who came at an invitation, who is spoken of in what
  // somebody warns of, or to whom the same agent did something just before.
  std::int32_t elsewhere(std::size_t i, const FrameRow& frame, const TriggerUse& use,
                         const std::vector<Argument>& arguments, std::int32_t subject,
                         Reading& reading) const {
    if (frame.relation == Relation::kVisit) return -1;
    if (frame.relation == Relation::kMediate) {
      std::int32_t several = chancery::severalWithin(view_, frame, arguments);
      // "मिस्र की मध्यस्थता में A और B के बीच संघर्षविराम हुआ"
      for (std::size_t j = i; several < 0 && !use.verbal && j < view_.size(); j = next(j)) {
        const std::int32_t group = item(j).group;
        if (group >= 0 && view_.markerOf(group) == Case::kBetween && nature(group).plural &&
            view_.fits(group, frame.object_types))
          several = group;
      }
      if (several != subject) return several;
    }
    if (hasFlag(frame, kObjectMatrix)) {
      const std::int32_t agent = clauseAt(i).agent;
      return agent != subject && agent >= 0 && view_.fits(agent, frame.object_types) ? agent : -1;
    }
    if (!use.verbal || subject < 0 || namesNobody(i, frame)) return -1;
    if (const std::int32_t shared = sharedBehind(frame, use, subject); shared >= 0) return shared;
    if (const std::int32_t doer = doerOfWhatRelates(i, frame, subject); doer >= 0) return doer;
    if (hasFlag(frame, kThroughSpeech)) {
      if (const std::int32_t object = objectInSpeech(i, frame, subject); object >= 0) return object;
      if (const std::int32_t object = objectOfDeed(i, frame, subject); object >= 0) return object;
    }
    if (frame.relation == Relation::kCriticize) {
      if (const std::int32_t doer = doerOfDeed(i, frame, subject); doer >= 0) return doer;
    }
    if (hasFlag(frame, kPlural) && nature(subject).plural) return -1;
    if (hasFlag(frame, kPairImplied)) return -1;
    if (frame.object.front() == Case::kBetween)
      return -1;  // only several together: "वे … का फैसला किया"
    for (auto reading_before = readings_.rbegin(); reading_before != readings_.rend();
         ++reading_before) {
      const std::int32_t object = reading_before->object.group;
      // "फिदान शरीफ से मिले और एर्दोआन का संदेश पहुंचाया": whose message he brought
      const bool behalf =
          view_.markerOf(subject) == Case::kBehalf ||
          (view_.markerOf(subject) == Case::kOf &&
           (frame.relation == Relation::kInform || frame.relation == Relation::kGreet));
      const bool same_agent = reading_before->subject.group == subject ||
                              (behalf && reading_before->subject.group == clauseAt(i).agent);
      if (!same_agent || object < 0 || !view_.fits(object, frame.object_types)) continue;
      const Relation before = view_.frameOf(reading_before->trigger).relation;
      if (before == Relation::kVisit) continue;
      // "यूक्रेन को ऋण देने पर सहमति जताई": to give it, and not with it
      if (before == Relation::kAid && frame.relation == Relation::kAgree &&
          view_.sameClause(reading_before->item, i))
        continue;
      // "उनकी अगवानी के लिए खड़े थे": he stood there, and by nobody
      const bool stands = frame.object.front() == Case::kWith;
      const bool receives = before == Relation::kHost || (before == Relation::kGreet && stands);
      if (receives && frame.relation == Relation::kSupport) continue;
      reading.doubt_permille += kDoubtOfShared;
      return object;
    }
    return -1;
  }

 private:
  const Item& item(std::size_t i) const { return view_.item(i); }
  std::size_t next(std::size_t i) const { return view_.next(i); }
  const Clause& clauseAt(std::size_t i) const { return view_.clauseAt(i); }
  const GroupNature& nature(std::int32_t group) const {
    return view_.input().natures[static_cast<std::size_t>(group)];
  }

  // "फोन कर पुतिन को बधाई दी", "आरोप लगाते हुए कतर से रिश्ते तोड़े": whom what is done next concerns, too.
  std::int32_t sharedBehind(const FrameRow& frame, const TriggerUse& use,
                            std::int32_t subject) const {
    const std::size_t behind = next(use.verb);
    if (behind >= view_.size()) return -1;
    const bool call = hasFlag(frame, kRemoteFrame) && item(use.verb).is_participle;
    const bool while_saying = hasFlag(frame, kThroughSpeech) && item(behind).is_be &&
                              next(behind) < view_.size() && !item(next(behind)).is_be;
    if (!call && !while_saying) return -1;
    for (std::size_t j = behind; j < view_.size(); j = next(j)) {
      const std::int32_t group = item(j).group;
      if (group < 0 || group == subject) continue;
      const Case marker = view_.markerOf(group);
      const bool concerned =
          marker == Case::kDative || (while_saying && (marker == Case::kAblative ||
                                                       marker == Case::kOf || marker == Case::kOn));
      return concerned && view_.fits(group, frame.object_types) ? group : -1;
    }
    return -1;
  }

  // "मुनीर ने धमकी दी, जिसकी भारत ने निंदा की": of whoever did what the relative stands for.
  std::int32_t doerOfWhatRelates(std::size_t i, const FrameRow& frame, std::int32_t subject) const {
    // "प्रस्ताव रखा, जिस पर शी ने हामी भरी"
    if (frame.relation != Relation::kCriticize && frame.relation != Relation::kSupport &&
        frame.relation != Relation::kAgree && frame.relation != Relation::kThreaten &&
        frame.relation != Relation::kSanction)
      return -1;
    const std::uint32_t head = clauseAt(i).items.front();
    if (head == 0 || !item(head).is_relative || item(head).is_who || item(head).is_where) return -1;
    const std::int32_t doer = clauseAt(head - 1).agent;
    const bool fits = doer >= 0 && doer != subject && view_.fits(doer, frame.object_types);
    return fits && view_.markerOf(doer) == Case::kErgative ? doer : -1;
  }

  // "पश्चिमी देशों को चेतावनी दी": the object is said, and is nobody's name.
  bool namesNobody(std::size_t i, const FrameRow& frame) const {
    for (std::size_t j = i; j-- > 1 && view_.sameClause(i, j);) {
      const Item& it = item(j);
      const Item& before = item(j - 1);
      if (it.is_adjective || it.is_adverb || it.is_number || it.date >= 0) continue;
      if (!it.marker || before.group >= 0) return false;
      if (before.date >= 0) {  // "सोमवार को"
        --j;
        continue;
      }
      const bool asked =
          std::find(frame.object.begin(), frame.object.end(), *it.marker) != frame.object.end();
      return asked && it.marker == Case::kDative && before.is_noun && before.triggers.empty();
    }
    return false;
  }

  // "चीन पर टैरिफ लगाने की धमकी दी": whom what is threatened would be done to.
  std::int32_t objectOfDeed(std::size_t i, const FrameRow& frame, std::int32_t subject) const {
    const std::vector<std::uint32_t>& items = clauseAt(i).items;
    for (auto j = items.rbegin(); j != items.rend(); ++j) {
      const std::int32_t group = item(*j).group;
      if (*j >= i || group < 0 || group == subject) continue;
      const Case marker = view_.markerOf(group);
      // "ईरान को जवाब देने की धमकी दी"
      const bool aimed_at = marker == Case::kOn || marker == Case::kAgainst ||
                            (marker == Case::kDative && frame.relation == Relation::kThreaten);
      if (aimed_at && view_.fits(group, frame.object_types)) return group;
    }
    return -1;
  }

  // "वॉशिंगटन के इस कदम को अनुचित बताते हुए ऐतराज जताया": whose deed it is.
  std::int32_t doerOfDeed(std::size_t i, const FrameRow& frame, std::int32_t subject) const {
    for (const std::uint32_t j : clauseAt(i).items) {
      if (j >= i) break;
      if (j < 2 || !item(j).is_deed || item(j).group >= 0) continue;
      const std::size_t behind = next(j);
      if (item(behind).marker != Case::kDative && item(behind).marker != Case::kOn) continue;
      std::size_t of = j - 1;
      while (of > 0 && item(of).group < 0 && !item(of).marker &&
             (item(of).is_adjective || item(of).is_number || item(of).triggers.empty()) &&
             j - of < 4 && item(of).punctuation == 0)
        --of;
      const std::int32_t owner = item(of).marker == Case::kOf ? item(of - 1).group : -1;
      if (owner >= 0 && owner != subject && view_.fits(owner, frame.object_types)) return owner;
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
      // "धमकी दी है कि वह …": himself
      if (view_.phraseOf(group).pronoun == PronounKind::kHe &&
          view_.markerOf(group) == Case::kSubject)
        continue;
      // "धमकी दी कि उनकी सेना जुबा की सरकार को उखाड़ फेंकेगी": his own
      if (view_.phraseOf(group).possessor || view_.phraseOf(group).pronoun_case == Case::kOf)
        continue;
      if (view_.markerOf(group) != Case::kIn && view_.fits(group, frame.object_types)) return group;
    }
    return -1;
  }

  const PostposedView& view_;
  const std::vector<Reading>& readings_;
};

}  // namespace

std::int32_t stateOfReceiver(const PostposedView& view, const FrameRow& frame,
                             std::int32_t object) {
  constexpr unsigned kPlace = 1u << static_cast<unsigned>(EntityType::kPlace);
  constexpr unsigned kCountry = 1u << static_cast<unsigned>(EntityType::kCountry);
  if (object < 0 || view.typesOf(object) != kPlace) return object;
  std::size_t at = 0;
  while (at < view.size() && view.item(at).group != object) ++at;
  if (at < 2) return object;
  std::size_t of = at - 1;
  while (of > 0 && view.item(of).group < 0 && !view.item(of).marker && !view.isVerb(of)) --of;
  const std::int32_t state = view.item(of).marker == Case::kOf ? view.item(of - 1).group : -1;
  const bool names = state >= 0 && view.fits(state, kCountry & frame.object_types);
  return names ? state : object;
}

std::int32_t receiverBy(const PostposedView& view, std::size_t trigger, const FrameRow& frame,
                        std::int32_t subject) {
  const std::vector<Reading> nothing_before;
  return ObjectFinder(view, nothing_before).receiver(trigger, frame, subject);
}

std::int32_t objectElsewhere(const PostposedView& view, const std::vector<Reading>& before,
                             std::size_t trigger, const FrameRow& frame, const TriggerUse& use,
                             const std::vector<Argument>& arguments, std::int32_t subject,
                             Reading& reading) {
  return ObjectFinder(view, before).elsewhere(trigger, frame, use, arguments, subject, reading);
}

std::int32_t severalWithin(const PostposedView& view, const FrameRow& frame,
                           const std::vector<Argument>& arguments) {
  for (const Argument& argument : arguments) {
    const std::size_t group = static_cast<std::size_t>(argument.group);
    const bool several = argument.marker == Case::kIn && view.input().natures[group].plural;
    if (several && view.fits(argument.group, frame.subject_types)) return argument.group;
  }
  return -1;
}

}  // namespace chancery
