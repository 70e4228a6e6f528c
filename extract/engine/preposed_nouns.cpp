#include "extract/engine/preposed_nouns.h"

#include <algorithm>

#include "extract/engine/candidate.h"
#include "extract/engine/preposed_arguments.h"
#include "extract/engine/preposed_carriers.h"
#include "extract/engine/preposed_invitations.h"
#include "extract/engine/preposed_needs.h"
#include "extract/engine/preposed_slots.h"
#include "extract/engine/preposed_vehicles.h"

namespace chancery {
namespace {

constexpr int kDoubtOfNominal = 30;
constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);

class NounReader {
 public:
  explicit NounReader(const PreposedView& view) : view_(view) {}

  bool fill(std::size_t i, const FrameRow& frame, Reading& reading) const {
    const bool told_of =
        relativeCarrierOf(view_, i) < view_.size();  // "lifted the sanctions it imposed"
    if ((frame.flags & kNotUndone) != 0 && !told_of && isUndone(view_, i, reading)) return false;
    // "his call on Putin to withdraw"
    if ((frame.flags & kNotBeforeInfinitive) != 0 && infinitiveFollows(view_, i)) return false;
    if (isTopicOfPact(i, frame)) return false;
    reading.doubt_permille += kDoubtOfNominal;
    if (frame.relation == Relation::kMediate && frame.subject[0] == Case::kSubject &&
        frame.object[0] == Case::kObject)
      return fillMediator(i, frame, reading);
    if (fillPredicate(i, frame, reading)) return true;
    if (view_.isManner(i)) return fillManner(view_, i, frame, reading);
    const bool sent = frame.relation == Relation::kGreet || frame.relation == Relation::kInvite ||
                      frame.relation == Relation::kInform;
    if (sent && fillBrought(i, frame, reading)) return true;
    if (frame.relation == Relation::kSign && fillWitnessed(i, reading)) return true;
    if ((frame.flags & kPlural) != 0 && fillSides(i, frame, reading)) return true;
    std::size_t carrier = carrierOfNoun(view_, i, frame);
    // "attended a dinner hosted by Lula": who attends does not give it
    if (frame.relation == Relation::kHost && carrier < i && view_.says(carrier, Relation::kVisit))
      carrier = view_.size();
    const std::size_t participle =
        carrier == view_.size() || carrier > i + 1 ? participleBehind(view_, i) : view_.size();
    // "asked him to convey his greetings": they are sent by being asked for
    if (carrier < view_.size() && frame.relation != Relation::kGreet &&
        isMerelySaid(view_, carrier))
      return false;
    if (carrier < view_.size() && item(carrier).is_reciprocal)
      return fillExchange(carrier, frame, argumentsOfNoun(view_, i), reading);
    std::vector<Argument> arguments = argumentsWith(i, carrier, participle, frame);
    std::int32_t judged = -1;
    if (frame.relation == Relation::kMediate && !hasPossessorNamed(arguments)) {
      judged = judgedFor(i);
      if (judged >= 0) arguments.insert(arguments.begin(), {judged, Case::kPossessor});
    }
    // "called off the visit she was to pay to Washington": what belongs to the verb of that clause
    const std::size_t told = carrier < i ? relativeCarrierOf(view_, i) : view_.size();
    if (told < view_.size()) {
      for (const Argument& argument : argumentsBehind(view_, told, nullptr))
        arguments.push_back(argument);
      takeClauseOf(view_, told, reading);
    }
    if (carrier > i && carrier < view_.size()) takeClauseOf(view_, carrier, reading);
    reading.vehicle =
        (frame.flags & kVehicle) != 0 && carrier == view_.size() && isVehicle(view_, i, frame);
    const bool carried = carrier < view_.size() || participle < view_.size() || reading.vehicle ||
                         goesFromTo(arguments);
    const bool under = frame.object[0] == Case::kBetween && goesOnUnder(i);
    // "after weeks of mediation by Annan"
    const bool by = frame.relation == Relation::kMediate &&
                    std::any_of(arguments.begin(), arguments.end(), [](const Argument& argument) {
                      return argument.marker == Case::kBy;
                    });
    if ((frame.flags & kNeedsSupportVerb) != 0 && !carried && !under && !by &&
        !hasPossessor(arguments) && !standsAlone(i, arguments))
      return false;
    std::int32_t object =
        fillSlot(frame.object, frame.object_types, arguments, view_.input().natures, -1);
    if (object < 0 && frame.relation == Relation::kCriticize)
      object = accusedBehind(view_, i, frame);
    const std::int32_t subject = whoseOwn(
        i, fillSlot(frame.subject, frame.subject_types, arguments, view_.input().natures, object),
        frame);
    if (fillPlural(i, carrier, subject, object, arguments, frame, reading)) return true;
    if (const std::int32_t other = (frame.flags & kPlural) != 0 ? view_.otherSideOf(subject) : -1;
        other >= 0 && object < 0 && view_.takes(other, frame.object_types)) {
      reading.subject.group = subject;  // "talks between the army and the rebels"
      reading.object.group = other;
      return true;
    }
    if (const std::int32_t doer = doerBefore(i, subject, object, frame); doer >= 0) {
      reading.subject.group = doer;
      reading.object.group = object;
      return true;
    }
    if (isOfBody(object, frame)) return false;
    if (frame.relation == Relation::kHost && carrier < i && view_.isPassive(carrier))
      return fillHonoured(carrier, subject, frame, reading);
    reading.object.group = object;
    reading.subject.group = subject;
    if (carrier < i && subject >= 0 && !view_.isPassive(carrier) && !view_.isPossessor(subject) &&
        !item(carrier).is_receiving) {
      // "Baker passed on the congratulations of Bush to him": to somebody else than the bearer
      const Slot& bearer = view_.subjectAt(carrier);
      if (bearer.group >= 0 && bearer.group != subject) reading.agent = bearer.group;
    }
    if (frame.relation == Relation::kInvite && subject >= 0 && fillAcceptance(view_, i, reading))
      return true;
    // "received an invitation to Tehran": nobody says from whom
    const bool from = std::any_of(arguments.begin(), arguments.end(), [](const Argument& argument) {
      return argument.marker == Case::kFrom;
    });
    if (subject < 0 && !from && carrier < i && item(carrier).is_receiving) return false;
    if (subject < 0 && (frame.flags & kTakesMatrixAgent) != 0 && !tellsOnlyWhen(i, arguments))
      reading.subject = carrier > i && carrier < view_.size() && !view_.isPassive(carrier)
                            ? view_.subjectAt(carrier)
                            : view_.matrixSubject(i, carrier);
    if (object < 0 && fillAccepted(i, frame, reading)) return true;
    if (object < 0 && subject >= 0 && frame.relation == Relation::kMediate &&
        view_.isPossessor(subject) && hasPossessorNamed(arguments)) {
      // "Nigeria and Cameroon agreed after Eyadema's mediation"
      reading.object.group = onlyPair(subject, frame);
      if (reading.object.group >= 0) return true;
    }
    if (object < 0 && fillReceiver(i, carrier, frame, reading)) return true;
    if (reading.subject.group >= 0 && !view_.takes(reading.subject.group, frame.subject_types))
      return false;
    if (reading.subject.group == reading.object.group && reading.object.group >= 0) return false;
    if (reading.object.group >= 0) {
      if (reading.subject.implied) reading.doubt_permille += kDoubtOfImplied;
      return reading.subject.filled();
    }
    if ((frame.flags & kObjectMatrix) != 0 && subject >= 0) return fillGuest(view_, i, reading);
    // "the rescue team that Ankara had dispatched"
    if (frame.relation == Relation::kAid && carrier > i && carrier < view_.size() &&
        reading.subject.group >= 0 && relativeCarrierOf(view_, i) == carrier) {
      reading.object.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    // "handed over a letter from the president": to whom it was spoken of
    if (frame.relation == Relation::kInform && subject >= 0 && carrier < i &&
        view_.says(carrier, Relation::kInform) && !view_.isPassive(carrier)) {
      reading.object.implied = true;
      reading.doubt_permille += kDoubtOfImplied;
      return true;
    }
    if (subject < 0 && namesNobody(arguments, frame) && isToldOf(i, frame, reading)) {
      implyPair(reading);
      return true;
    }
    if (subject < 0 && carrier == view_.size() && view_.prepositionBefore(i) == view_.size())
      return false;
    const bool aside = subject >= 0 &&
                       (under || (frame.object[0] == Case::kBetween && item(0).marker && opens(i)));
    return fillEachOther(view_, frame, reading) ||
           ((carrier < view_.size() || aside || by || (judged >= 0 && subject == judged)) &&
            implyObject(frame, reading));
  }

 private:
  // "telephoned Fernandez with his congratulations": from whoever rang to whoever was rung.
  bool fillBrought(std::size_t i, const FrameRow& frame, Reading& reading) const {
    std::size_t with = i;
    while (with > 0 && (item(with - 1).is_adjective || item(with - 1).is_possessive ||
                        (item(with - 1).group >= 0 && view_.isPossessor(item(with - 1).group))))
      --with;
    if (with == 0 || item(--with).marker != Case::kWith) return false;
    std::size_t verb = with;
    while (verb > 0 && !view_.isVerb(verb) && !view_.isBorder(verb)) --verb;
    // "presented the minister with an invitation"
    const bool presents = item(verb).is_courtesy && frame.relation != Relation::kGreet;
    const bool rings = frame.relation == Relation::kGreet &&
                       (view_.says(verb, Relation::kTalk) || view_.says(verb, Relation::kInform));
    if (!view_.isVerb(verb) || view_.isPassive(verb) || !(rings || presents)) return false;
    const Slot& sender = view_.subjectAt(verb);
    if (sender.group < 0) return false;
    for (const Argument& argument : argumentsBehind(view_, verb, nullptr)) {
      const bool whom = argument.marker == Case::kObject || argument.marker == Case::kTo;
      if (!whom || argument.group == sender.group ||
          !view_.takes(argument.group, frame.object_types))
        continue;
      reading.subject = sender;
      reading.object.group = argument.group;
      return true;
    }
    return false;
  }

  // "Mbeki, the bloc's mediator between A and B,", "Downer is the go-between for A and B": the noun
  // says what he is.
  bool fillMediator(std::size_t i, const FrameRow& frame, Reading& reading) const {
    std::size_t j = i;
    while (j > 0) {
      const Item& it = item(j - 1);
      const bool owner = it.group >= 0 && view_.isPossessor(it.group);
      const bool describes = it.is_article || it.is_adjective || it.is_noun || it.is_possessive ||
                             view_.isPlain(j - 1);
      if (!owner && (it.group >= 0 || !describes)) break;
      --j;
    }
    if (j == 0) return false;
    if (item(j - 1).is_be) {
      reading.subject = view_.subjectAt(j - 1);
    } else if (item(j - 1).punctuation == U',' && j > 1 && item(j - 2).group >= 0) {
      reading.subject = {item(j - 2).group, false};
    }
    const std::size_t parties = view_.overDescription(i + 1);
    const std::int32_t group = parties < view_.size() ? item(parties).group : -1;
    if (reading.subject.group < 0 || group < 0 || !view_.isPlural(group) ||
        !view_.takes(reading.subject.group, frame.subject_types))
      return false;
    reading.object.group = group;
    return true;
  }

  // The one list of two or more in the sentence but a group; -1 where there is none, or several.
  std::int32_t onlyPair(std::int32_t but, const FrameRow& frame) const {
    std::int32_t pair = -1;
    for (std::size_t j = 0; j < view_.size(); ++j) {
      const std::int32_t group = item(j).group;
      if (group < 0 || group == but || view_.isPossessor(group)) continue;
      const Group& list = view_.sentence().groups[static_cast<std::size_t>(group)];
      if (list.phrases.size() < 2 || !view_.takes(group, frame.object_types)) continue;
      if (pair >= 0) return -1;
      pair = group;
    }
    return pair;
  }

  // "The go-between was Riccardi", at the head of a sentence: between those who dealt last.
  bool fillPredicate(std::size_t i, const FrameRow& frame, Reading& reading) const {
    if (frame.relation != Relation::kMediate || i != 1 || !item(0).is_article ||
        i + 2 >= view_.size() || !item(i + 1).is_be)
      return false;
    const std::size_t name = view_.overDescription(i + 2);
    const std::int32_t group = name < view_.size() ? item(name).group : -1;
    if (group < 0 || view_.isPossessor(group) || !view_.takes(group, frame.subject_types))
      return false;
    reading.subject = {group, false};
    return implyObject(frame, reading);
  }

  // "A and B accepted C as mediator": between those who accept him.
  bool fillAccepted(std::size_t i, const FrameRow& frame, Reading& reading) const {
    const std::int32_t mediator = reading.subject.group;
    if (frame.relation != Relation::kMediate || frame.object[0] != Case::kBetween || mediator < 0 ||
        view_.markerOf(mediator) != Case::kObject)
      return false;
    for (std::size_t j = i; j-- > reading.clause_first;) {
      if (!view_.isVerb(j)) continue;
      const Slot& parties = view_.subjectAt(j);
      if (parties.group < 0 || parties.group == mediator || !view_.isPlural(parties.group) ||
          !view_.takes(parties.group, frame.object_types))
        return false;
      reading.object = parties;
      return true;
    }
    return false;
  }

  // "thanked Egypt for its mediation": whoever is judged for it; -1 for nobody.
  std::int32_t judgedFor(std::size_t i) const {
    const std::size_t preposition = view_.prepositionBefore(i);
    if (preposition == view_.size() || item(preposition).marker != Case::kFor) return -1;
    std::int32_t judged = -1;
    for (std::size_t j = preposition; j-- > 0;) {
      if (view_.isBorder(j) || item(j).is_relative || view_.quoteChanges(j, i)) return -1;
      const std::int32_t group = item(j).group;
      if (group >= 0 && !view_.isPossessor(group)) judged = group;
      if (!view_.isVerb(j)) continue;
      if (!view_.says(j, Relation::kGreet) && !view_.says(j, Relation::kSupport)) return -1;
      return view_.isPassive(j) ? view_.subjectAt(j).group : judged;
    }
    return -1;
  }

  // "signed a memorandum on political consultations with his counterpart": of what the pact is
  bool isTopicOfPact(std::size_t i, const FrameRow& frame) const {
    if (frame.relation != Relation::kTalk && frame.relation != Relation::kMeet) return false;
    std::size_t j = i;
    while (j > 0 && item(j - 1).group < 0 && (item(j - 1).is_adjective || item(j - 1).is_article))
      --j;
    if (j < 3 || item(j - 1).group >= 0) return false;
    const std::optional<Case> marker = item(j - 1).marker;
    const bool about = marker == Case::kOn || marker == Case::kAbout || marker == Case::kFor;
    if (!about || !item(j - 2).is_pact) return false;
    for (std::size_t k = j - 2; k > 0 && !view_.isBorder(k); --k) {
      if (view_.isVerb(k - 1)) return view_.says(k - 1, Relation::kSign);
    }
    return false;
  }

  // "The two leaders witnessed the signing of five agreements": of their states.
  bool fillWitnessed(std::size_t i, Reading& reading) const {
    std::size_t verb = i;
    while (verb > reading.clause_first && !view_.isVerb(verb)) {
      const Item& it = item(verb - 1);
      if (it.group >= 0 || it.punctuation != 0 || it.is_and) return false;
      --verb;
    }
    if (!item(verb).is_witness) return false;
    for (const Argument& argument : argumentsOfNoun(view_, i)) {  // those who sign are named
      if (argument.marker == Case::kBy || argument.marker == Case::kBetween) return false;
    }
    for (std::size_t j = i + 1; j < reading.clause_last; ++j) {
      if (item(j).marker == Case::kBy || item(j).marker == Case::kBetween) return false;
    }
    const Slot subject = view_.subjectAt(verb);
    if (subject.group < 0 || !view_.isPlural(subject.group)) return false;
    reading.subject = subject;
    reading.each_other = true;
    reading.of_states = true;
    return true;
  }

  // "US sanctions on Russia", "EU aid to Nepal": whose name stands before the noun, where a
  // preposition says to whom it is done; -1 for nobody.
  std::int32_t doerBefore(std::size_t i, std::int32_t subject, std::int32_t object,
                          const FrameRow& frame) const {
    const bool of_deed = isConflict(frame.relation) || frame.relation == Relation::kAid ||
                         frame.relation == Relation::kSupport;
    if (!of_deed || subject >= 0 || object < 0 || i == 0 || item(i - 1).group < 0) return -1;
    const std::int32_t group = item(i - 1).group;
    constexpr std::uint8_t kBodies = (1u << static_cast<unsigned>(EntityType::kCountry)) |
                                     (1u << static_cast<unsigned>(EntityType::kOrganisation));
    const std::uint8_t types = view_.input().natures[static_cast<std::size_t>(group)].types;
    const bool state = (types & kBodies) != 0 && (types & kPerson) == 0;
    const Case marker = view_.markerOf(object);
    const bool behind = marker == Case::kOn || marker == Case::kTo || marker == Case::kAgainst ||
                        marker == Case::kFor;
    return state && behind && group != object && view_.takes(group, frame.subject_types) ? group
                                                                                         : -1;
  }

  // "Under French mediation, Israel and Lebanon signed", "met in Oslo under French mediation"
  bool goesOnUnder(std::size_t i) const {
    std::size_t j = i;
    bool named = false;
    for (; j > 0; --j) {
      const Item& before = item(j - 1);
      const bool inside = before.is_article || before.is_adjective || before.is_possessive;
      if (!inside && (before.group < 0 || named)) break;
      named = named || before.group >= 0;
    }
    if (j == 0) return false;
    const std::optional<Case> marker = item(j - 1).marker;
    if (marker != Case::kOther && marker != Case::kWith && marker != Case::kVia) return false;
    // the two are named with it
    constexpr std::uint8_t kSides = 1u << static_cast<unsigned>(EntityType::kPerson) |
                                    1u << static_cast<unsigned>(EntityType::kCountry) |
                                    1u << static_cast<unsigned>(EntityType::kOrganisation);
    std::size_t sides = 0;
    for (std::size_t k = 0; k < view_.size(); ++k) {
      const std::int32_t group = item(k).group;
      if (group < 0 || !view_.takes(group, kSides) || (k >= j && k <= i)) continue;
      sides += view_.isPlural(group) ? 2 : 1;
    }
    return sides > 1;
  }

  // "Talks are under way in Ankara between Ethiopia and Somalia": the pair behind what is said of
  // the noun, with which its clause begins; -1 for none.
  std::int32_t pairBehindPredicate(std::size_t i) const {
    for (std::size_t j = i; j-- > 0 && !view_.isBorder(j);) {
      const Item& it = item(j);
      const bool describes = it.is_article || it.is_adjective || it.is_number || it.is_noun ||
                             it.is_adverb || view_.isOfRound(j);
      if (it.group >= 0 || !describes || (view_.isVerb(j) && !it.is_noun)) return -1;
    }
    for (std::size_t j = i + 1; j + 1 < view_.size() && !view_.isBorder(j); ++j) {
      const Item& it = item(j);
      const bool other = it.punctuation != 0 || it.is_relative || it.is_and || it.is_infinitive ||
                         (!it.triggers.empty() && !it.is_be && !view_.isVerb(j));
      if (other) return -1;
      if (it.marker != Case::kBetween || it.group >= 0) continue;
      const std::size_t pair = view_.overDescription(j + 1);
      const std::int32_t group = pair < view_.size() ? item(pair).group : -1;
      return group >= 0 && view_.isPlural(group) ? group : -1;
    }
    return -1;
  }

  // Those of the noun and of the verb or the participle that goes with it.
  std::vector<Argument> argumentsWith(std::size_t i, std::size_t carrier, std::size_t participle,
                                      const FrameRow& frame) const {
    std::vector<Argument> arguments = argumentsOfNoun(view_, i);
    if ((frame.flags & kPlural) != 0 && arguments.empty()) {
      if (const std::int32_t pair = pairBehindPredicate(i); pair >= 0)
        arguments.push_back({pair, Case::kBetween});
    }
    if (carrier < i) {  // "gave Hamas an ultimatum", "conveyed to him the greetings"
      const bool to = item(carrier + 1).marker == Case::kTo && item(carrier + 1).group < 0;
      const std::size_t receiver = view_.overDescription(carrier + (to ? 2 : 1));
      // but "announced $5 million in U.S. aid": the giver
      const bool gives = frame.relation == Relation::kAid && receiver + 1 == i;
      if (!gives && receiver < i && item(receiver).group >= 0 &&
          !view_.isPossessor(item(receiver).group))
        arguments.push_back({item(receiver).group, Case::kObject});
    }
    // "to whom he handed a letter addressed to the president": not to him
    const bool addressed = std::any_of(arguments.begin(), arguments.end(),
                                       [](const Argument& own) { return own.marker == Case::kTo; });
    if (const Argument whom = view_.relativePartner(i);
        whom.group >= 0 && carrier < i && !addressed)
      arguments.insert(arguments.begin(), whom);
    for (const std::size_t behind : {participle, carrier}) {
      // "sanctions were imposed on Iran by the Council"
      if (behind <= i || behind >= view_.size()) continue;
      const std::vector<Argument> of_verb = argumentsBehind(view_, behind, nullptr);
      // "an invitation to Washington was extended to Netanyahu": him
      const bool first = frame.relation == Relation::kInvite && behind == carrier;
      arguments.insert(first ? arguments.begin() : arguments.end(), of_verb.begin(), of_verb.end());
    }
    return arguments;
  }

  // "After his talks with Scholz, Macron flew home": his are Macron's.
  std::int32_t whoseOwn(std::size_t i, std::int32_t subject, const FrameRow& frame) const {
    if (subject < 0 || !view_.isPossessor(subject)) return subject;
    const Group& group = view_.sentence().groups[static_cast<std::size_t>(subject)];
    const std::optional<PronounKind>& pronoun =
        view_.sentence().phrases[group.phrases.front()].pronoun;
    if (pronoun != PronounKind::kHe && pronoun != PronounKind::kThey) return subject;
    std::size_t j = i;
    while (j > 0 && !item(j).marker) --j;
    if (!item(j).marker) return subject;
    if (j > 0) return whoseDeed(j, subject, frame);  // where the sentence does not open with it
    for (j = i + 1; j < view_.size() && !view_.isBorder(j); ++j) {
      if (!view_.isVerb(j)) continue;
      const Slot& own = view_.subjectAt(j);
      return own.group >= 0 && view_.takes(own.group, frame.subject_types) ? own.group : subject;
    }
    return subject;
  }

  // "rebuked Orban for his trip to Moscow": Orban's.
  std::int32_t whoseDeed(std::size_t preposition, std::int32_t subject,
                         const FrameRow& frame) const {
    const std::optional<Case> marker = item(preposition).marker;
    if (marker != Case::kFor && marker != Case::kOn) return subject;
    std::size_t verb = preposition;
    while (verb > 0 && !view_.isVerb(verb) && !view_.isBorder(verb)) --verb;
    // but "briefed him on his talks": who tells of them held them
    if (!view_.isVerb(verb) || item(verb).triggers.empty() || view_.says(verb, Relation::kInform))
      return subject;
    for (std::size_t j = preposition; j-- > verb;) {
      const std::int32_t group = item(j).group;
      if (group >= 0 && view_.markerOf(group) == Case::kObject && view_.takes(group, kPerson) &&
          view_.takes(group, frame.subject_types))
        return group;
    }
    return subject;
  }

  // "a session of the General Assembly": whose it is, and nobody whom one meets there.
  bool isOfBody(std::int32_t object, const FrameRow& frame) const {
    constexpr std::uint8_t kBody = 1u << static_cast<unsigned>(EntityType::kOrganisation);
    if (object < 0 || frame.relation != Relation::kMeet || view_.markerOf(object) != Case::kOf)
      return false;
    // "the meeting of EU ministers"
    const Group& group = view_.sentence().groups[static_cast<std::size_t>(object)];
    const Phrase& phrase = view_.sentence().phrases[group.phrases.front()];
    if (group.phrases.size() == 1 && phrase.hasRole() && !phrase.hasName() &&
        (phrase.plural || phrase.collective) && phrase.more_countries.empty() && !phrase.pronoun &&
        phrase.country != kNone)
      return true;
    const GroupNature& nature = view_.input().natures[static_cast<std::size_t>(object)];
    return nature.types == kBody && !nature.plural;
  }

  // What stands before the noun in its sentence has no verb.
  bool opens(std::size_t i) const {
    for (std::size_t j = 0; j < i; ++j) {
      if (view_.isVerb(j)) return false;
    }
    return true;
  }

  // "A handshake at the United Nations fell through": what stands there is where.
  static bool namesNobody(const std::vector<Argument>& arguments, const FrameRow& frame) {
    const auto takes = [&](const auto& cases, Case marker) {
      return std::find(cases.begin(), cases.end(), marker) != cases.end();
    };
    return std::none_of(arguments.begin(), arguments.end(), [&](const Argument& argument) {
      return takes(frame.subject, argument.marker) || takes(frame.object, argument.marker);
    });
  }

  // "for the first time since the summit"
  bool tellsOnlyWhen(std::size_t i, const std::vector<Argument>& arguments) const {
    const std::size_t preposition = view_.prepositionBefore(i);
    return arguments.empty() && preposition < view_.size() &&
           item(preposition).marker == Case::kOther;
  }

  // "exchanged greetings with Xi", "Modi and Xi exchanged greetings", "greetings were exchanged
  // between them"
  bool fillExchange(std::size_t carrier, const FrameRow& frame,
                    const std::vector<Argument>& of_noun, Reading& reading) const {
    std::vector<Argument> arguments = argumentsBehind(view_, carrier, nullptr);
    arguments.insert(arguments.end(), of_noun.begin(), of_noun.end());
    const auto standing = [&](Case marker) {
      for (const Argument& argument : arguments) {
        if (argument.marker == marker && view_.takes(argument.group, frame.subject_types))
          return argument.group;
      }
      return -1;
    };
    if (view_.isPassive(carrier)) {
      reading.subject.group = standing(Case::kBetween);
      reading.each_other = reading.subject.group >= 0 && view_.isPlural(reading.subject.group);
      return reading.each_other;
    }
    reading.subject = view_.subjectAt(carrier);
    if (!reading.subject.filled()) return false;
    reading.object.group = standing(Case::kWith);
    reading.mutual = reading.object.group >= 0;
    if (reading.mutual) return reading.object.group != reading.subject.group;
    reading.each_other = reading.subject.group >= 0 && view_.isPlural(reading.subject.group);
    return reading.each_other;
  }

  // "with an invitation from Biden to Bolsonaro"
  static bool goesFromTo(const std::vector<Argument>& arguments) {
    const auto stands = [&](Case marker) {
      return std::any_of(arguments.begin(), arguments.end(),
                         [marker](const Argument& argument) { return argument.marker == marker; });
    };
    return stands(Case::kFrom) && stands(Case::kTo);
  }

  // "the meeting of Modi and Putin": nothing is left for the subject, so the plural is it.
  bool fillPlural(std::size_t i, std::size_t carrier, std::int32_t subject, std::int32_t object,
                  const std::vector<Argument>& arguments, const FrameRow& frame,
                  Reading& reading) const {
    if (subject >= 0 || object < 0 || (frame.flags & kPlural) == 0 || !view_.isPlural(object) ||
        fillSlot(frame.subject, frame.subject_types, arguments, view_.input().natures, -1) !=
            object ||
        view_.matrixSubject(i, carrier).group >= 0)
      return false;
    reading.subject.group = object;
    reading.each_other = true;
    return true;
  }

  // Where no preposition says who receives: "received a letter from Biden", "was guest of honour at
  // a dinner given by Biden", "the next stop is Chad".
  bool fillReceiver(std::size_t i, std::size_t carrier, const FrameRow& frame,
                    Reading& reading) const {
    const std::int32_t subject = reading.subject.group;
    if (subject >= 0 && view_.markerOf(subject) == Case::kFrom && carrier < i &&
        !view_.says(carrier, Relation::kInform) && !view_.isPassive(carrier) &&
        view_.subjectAt(carrier).group != subject) {
      reading.object = view_.subjectAt(carrier);
      if (reading.object.group >= 0 && view_.takes(reading.object.group, frame.object_types))
        return true;
    }
    const std::size_t preposition = view_.prepositionBefore(i);
    if (reading.vehicle && infoOf(frame.relation).symmetric) {
      reading.object.group = addresseeOf(view_, preposition, frame, reading);
      return reading.object.group >= 0 && reading.subject.filled();
    }
    if (reading.vehicle && subject >= 0) {  // "called on Kenyatta with a message from the Emir"
      reading.object.group = objectBefore(view_, preposition, frame, reading);
      if (reading.object.group >= 0) return true;
    }
    // "telephoned Uribe to offer his full support": him
    if (frame.relation == Relation::kSupport && carrier < i && view_.isPurpose(carrier)) {
      std::size_t verb = carrier - 1;
      while (verb > reading.clause_first && !view_.isVerb(verb)) --verb;
      if (!view_.isVerb(verb) ||
          !(view_.says(verb, Relation::kTalk) || view_.says(verb, Relation::kMeet)))
        return false;
      reading.object.group = objectBefore(view_, carrier - 1, frame, reading);
      return reading.object.group >= 0 && reading.object.group != subject;
    }
    if (frame.relation == Relation::kHost && subject >= 0 && view_.markerOf(subject) == Case::kBy &&
        preposition < view_.size() && item(preposition).marker == Case::kAt) {
      reading.object = view_.matrixSubject(i, view_.size());
      return reading.object.group >= 0 && reading.object.group != subject &&
             view_.takes(reading.object.group, frame.object_types);
    }
    // "attended a dinner hosted by Lula"
    if (frame.relation == Relation::kHost && subject >= 0 && view_.markerOf(subject) == Case::kBy) {
      std::size_t verb = i;
      while (verb > 0 && item(verb - 1).group < 0 &&
             (item(verb - 1).is_article || item(verb - 1).is_adjective))
        --verb;
      if (verb > 0 && view_.isVerb(verb - 1) && view_.says(verb - 1, Relation::kVisit)) {
        reading.object = view_.subjectAt(verb - 1);
        return reading.object.group >= 0 && reading.object.group != subject &&
               view_.takes(reading.object.group, frame.object_types);
      }
    }
    if (frame.relation == Relation::kVisit && reading.subject.filled()) {
      reading.object.group = predicateOf(i, frame);
      if (reading.object.group < 0) reading.object.group = placeLeft(preposition, frame);
    }
    return false;
  }

  // "left Delhi at the end of a three-day visit": what was left; -1 for nothing.
  std::int32_t placeLeft(std::size_t preposition, const FrameRow& frame) const {
    if (preposition == view_.size()) return -1;
    const std::optional<Case> marker = item(preposition).marker;
    if (marker != Case::kAfter && marker != Case::kDuring && marker != Case::kOf) return -1;
    for (std::size_t j = preposition; j-- > 0 && !view_.isBorder(j);) {
      if (!view_.isVerb(j)) continue;
      if (!view_.says(j, Relation::kVisit)) return -1;
      const std::size_t place = view_.overDescription(j + 1);
      const std::int32_t group = place < preposition ? item(place).group : -1;
      return group >= 0 && !item(j + 1).marker && view_.takes(group, frame.object_types) ? group
                                                                                         : -1;
    }
    return -1;
  }

  // "the next stop on Lavrov's tour is Chad": what the noun is said to be; -1 for nothing.
  std::int32_t predicateOf(std::size_t i, const FrameRow& frame) const {
    for (std::size_t j = i + 1; j + 1 < view_.size() && !view_.isBorder(j); ++j) {
      if (item(j).is_relative || (view_.isVerb(j) && !item(j).is_be)) break;
      if (!item(j).is_be) continue;
      std::size_t name = j + 1;
      while (name < view_.size() && (item(name).is_article || item(name).is_be)) ++name;
      const std::int32_t group = name < view_.size() ? item(name).group : -1;
      return group >= 0 && !view_.isPossessor(group) && view_.takes(group, frame.object_types)
                 ? group
                 : -1;
    }
    return -1;
  }

  // "The talks are due to resume on Monday": of those who met last, where the sentence says of the
  // noun itself whether and when.
  bool isToldOf(std::size_t i, const FrameRow& frame, const Reading& reading) const {
    if ((frame.flags & kPlural) == 0 || frame.relation == Relation::kSign) return false;
    for (std::size_t j = i; j-- > reading.clause_first;) {
      const Item& it = item(j);
      const bool describes = it.is_article || it.is_adjective || it.is_number || it.is_noun ||
                             (it.is_possessive && j > 0 && item(j - 1).date >= 0);
      if (it.group >= 0 || (!describes && it.date < 0)) return false;
    }
    if ((frame.flags & kPairImplied) != 0 && frame.relation == Relation::kAgree)
      return true;  // "It was agreed to meet again"
    for (std::size_t j = i + 1; j < reading.clause_last; ++j) {
      const bool says =
          std::any_of(item(j).cues.begin(), item(j).cues.end(), [&](std::uint32_t row) {
            return view_.input().image.cues()[row].language == view_.sentence().language;
          });
      if (says || (item(j).is_turning && frame.relation == Relation::kTalk)) return true;
      // "The first round took place in Ankara on July 1", "The talks were held in Doha"
      const bool held =
          view_.isVerb(j) && !item(j).is_be && item(j).is_support && view_.isPassive(j);
      if ((held || (item(j).is_arising && !view_.isVerb(j))) && isSetBehind(j, reading))
        return true;
      if (j == i + 1 && isParticiple(j))
        continue;  // "A session planned for Sunday never took place"
      if (view_.isVerb(j) || item(j).is_clause || item(j).is_relative) return false;
    }
    return false;
  }

  // A day or a place stands behind.
  bool isSetBehind(std::size_t i, const Reading& reading) const {
    constexpr std::uint8_t kPlace = 1u << static_cast<unsigned>(EntityType::kPlace);
    for (std::size_t j = i + 1; j < reading.clause_last && !view_.isVerb(j); ++j) {
      const std::int32_t group = item(j).group;
      if (item(j).date >= 0 || (group >= 0 && view_.takes(group, kPlace))) return true;
    }
    return false;
  }

  bool isParticiple(std::size_t i) const {
    return view_.isVerb(i) && !item(i).is_be && view_.isOneWord(i) && i + 1 < view_.size() &&
           item(i + 1).marker.has_value();
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

  // "A frank exchange with Lavrov in Vienna.", "Congratulations to Costa on his election!": a
  // sentence that needs no verb to say that it took place.
  bool standsAlone(std::size_t i, const std::vector<Argument>& arguments) const {
    if (arguments.empty() || i + 1 >= view_.size() || item(i + 1).group >= 0 || !item(i + 1).marker)
      return false;
    for (std::size_t j = 0; j < i; ++j) {
      const Item& it = item(j);
      const bool describes = it.is_article || it.is_adjective || it.is_adverb || it.is_number ||
                             it.date >= 0 || view_.isPlain(j) ||
                             (it.marker == Case::kOn && item(j + 1).date >= 0);
      if (it.group >= 0 || view_.isVerb(j) || !describes) return false;
    }
    for (std::size_t j = i + 1; j < view_.size() && item(j).punctuation != U','; ++j) {
      if (view_.isBorder(j)) break;
      if (item(j).is_be || item(j).is_have || (view_.isVerb(j) && !view_.isGerund(j))) return false;
    }
    return true;
  }

  // Whose it is, by name and not by a pronoun.
  bool hasPossessorNamed(const std::vector<Argument>& arguments) const {
    return std::any_of(arguments.begin(), arguments.end(), [this](const Argument& argument) {
      const Group& group = view_.sentence().groups[static_cast<std::size_t>(argument.group)];
      return (argument.marker == Case::kPossessor || argument.marker == Case::kBy) &&
             !view_.sentence().phrases[group.phrases.front()].pronoun;
    });
  }

  static bool hasPossessor(const std::vector<Argument>& arguments) {
    return std::any_of(arguments.begin(), arguments.end(), [](const Argument& argument) {
      return argument.marker == Case::kPossessor || argument.marker == Case::kBy;
    });
  }

  const Item& item(std::size_t i) const { return view_.item(i); }

  const PreposedView& view_;
};

}  // namespace

bool fillNoun(const PreposedView& view, std::size_t i, const FrameRow& frame, Reading& reading) {
  return NounReader(view).fill(i, frame, reading);
}

}  // namespace chancery
