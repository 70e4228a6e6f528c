// What a reading says: who did what, and what is remembered of it for the next.
#include <algorithm>

#include "extract/engine/actor_list.h"
#include "extract/engine/clauses.h"
#include "extract/engine/document_reader.h"

namespace chancery {
namespace {

constexpr int kBaseConfidence = 950;
constexpr int kLeastConfidence = 100;
constexpr int kDoubtOfWeakName = 150;
constexpr int kDoubtOfPronoun = 40;
constexpr std::size_t kMostTopics = 5;
constexpr std::size_t kReachOfDestination = 3;  // items between a visit and where it goes

// What two do together, face to face or not.
bool isDealing(Relation relation) {
  return infoOf(relation).symmetric || relation == Relation::kHost || relation == Relation::kGreet;
}

// "congratulated him", "उन्हें बधाई दी", but not "talked with him".
bool isAffected(const SentenceItems& sentence, const Slot& slot) {
  if (slot.group < 0) return false;
  const Case marker = sentence.groups[static_cast<std::size_t>(slot.group)].marker;
  return marker == Case::kDative || marker == Case::kObject || marker == Case::kTo;
}

}  // namespace

bool DocumentReader::inQuotation(const SentenceItems& sentence, std::uint32_t item) const {
  return quotationOf(text_, sentence.items[item]) >= 0 ||
         discourse_->postOf(sentence.sentence, sentence.items[item].first) != nullptr;
}

// "telephoned him to congratulate him": what goes with a call has no place either.
bool DocumentReader::isByTelephone(const SentenceItems& sentence, const Reading& reading) const {
  for (std::uint32_t i = reading.clause_first; i < reading.item; ++i) {
    for (const std::uint32_t row : sentence.items[i].triggers) {
      const FrameRow& frame = image_.frameOf(row);
      if (sentence.items[i].is_verb && (frame.flags & kRemoteFrame) != 0) return true;
    }
  }
  return false;
}

bool DocumentReader::clauseHas(const SentenceItems& sentence, const Reading& reading,
                               bool Item::*flag) {
  return std::any_of(sentence.items.begin() + reading.clause_first,
                     sentence.items.begin() + reading.clause_last,
                     [flag](const Item& item) { return item.*flag; });
}

// "spoke to Trump by telephone and met Meloni": of the verb with which it stands.
bool DocumentReader::saysRemote(const SentenceItems& sentence, const Reading& reading) {
  if (bearsMarkersBehind(sentence.sentence)) return clauseHas(sentence, reading, &Item::is_remote);
  const auto isOtherVerb = [&](std::size_t i) {
    const Item& item = sentence.items[i];
    const bool goes_on = item.is_and && i + 1 < sentence.items.size() &&
                         (sentence.items[i + 1].is_verb || sentence.items[i + 1].is_have);
    return goes_on ||
           (i != reading.item && item.is_verb && item.group < 0 && !item.triggers.empty());
  };
  for (std::size_t i = reading.item; i < reading.clause_last && !isOtherVerb(i); ++i) {
    if (sentence.items[i].is_remote) return true;
  }
  bool subject = false;  // "talked on the telephone, and the premier will see Santer"
  for (std::size_t i = reading.item; i-- > reading.clause_first && !isOtherVerb(i);) {
    const Item& item = sentence.items[i];
    subject = subject || (item.group >= 0 && item.group == reading.subject.group);
    if (item.is_and && subject) return false;
    if (item.is_remote) return true;
  }
  return false;
}

// Where an invitation goes: what it names beside a word for a visit, else the state that invites.
std::optional<std::uint32_t> DocumentReader::invitedTo(const SentenceItems& sentence,
                                                       const Reading& reading,
                                                       std::uint32_t inviter) {
  const auto isVisit = [this](const Item& item) {
    return std::any_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
      return image_.frameOf(row).relation == Relation::kVisit;
    });
  };
  const bool before = image_.languages()[sentence.language - 1u].markers_follow != 0;
  for (std::size_t i = reading.item + 1; i < reading.clause_last && !before; ++i) {
    const Item& item = sentence.items[i];  // "invited him to Warsaw", "had been invited to Warsaw"
    if (item.group < 0) continue;
    const Case marker = sentence.groups[static_cast<std::size_t>(item.group)].marker;
    const bool right_behind = i == reading.item + 1 && reading.passive && marker == Case::kObject;
    if (marker != Case::kTo && !right_behind) continue;
    if (const auto place = placeOf(sentence, item)) return place;
  }
  if (before && reading.item > 0) {  // "उन्हें सोल आमंत्रित किया"
    const Item& item = sentence.items[reading.item - 1u];
    const bool bare =
        item.group >= 0 && item.group != reading.subject.group &&
        item.group != reading.object.group &&
        sentence.groups[static_cast<std::size_t>(item.group)].marker == Case::kSubject;
    const auto place = bare ? placeOf(sentence, item) : std::nullopt;
    if (place) return place;
  }
  // "to attend the UK-Caribbean Forum in London"
  for (std::size_t i = reading.item + 1; i < reading.clause_last && !before; ++i) {
    const Item& item = sentence.items[i];
    if (item.group < 0 || sentence.groups[static_cast<std::size_t>(item.group)].marker != Case::kIn)
      continue;
    if (const auto place = placeOf(sentence, item)) return place;
  }
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    if (!isVisit(sentence.items[i])) continue;
    for (std::size_t steps = 1; steps <= kReachOfDestination; ++steps) {
      if (before ? i < steps : i + steps >= sentence.items.size()) break;
      const Item& item = sentence.items[before ? i - steps : i + steps];
      if (item.group < 0 || item.group == reading.subject.group ||
          item.group == reading.object.group)
        continue;
      if (const auto place = placeOf(sentence, item)) return place;
    }
  }
  const std::uint32_t country = cast_.countryOf(inviter);
  return country == kNone ? std::nullopt : std::optional(cast_.actorOf(country));
}

// "The summit was called off", but "A meeting scheduled for Friday was scrapped"
bool DocumentReader::isSpokenOfAgain(const SentenceItems& sentence, const Reading& reading) const {
  for (std::size_t i = reading.item; i-- > reading.clause_first;) {
    const Item& item = sentence.items[i];
    if (item.is_article) return !text_.is(text_.lexemes[item.first], Grammar::kIndefinite);
    if (!item.is_adjective && !item.is_noun) return false;
  }
  return false;
}

// "were to meet on Sunday. The summit was called off": what was planned is now denied.
bool DocumentReader::callOff(const Candidate& denied, std::uint32_t one, std::uint32_t other) {
  constexpr std::uint32_t kReach = 3;  // sentences
  if (bearsMarkersBehind(denied.sentence)) return false;
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence + kReach >= denied.sentence; ++outcome) {
    for (Candidate& planned : outcome->candidates) {
      const bool same = (planned.subject == one && planned.object == other) ||
                        (planned.subject == other && planned.object == one);
      const bool ahead = planned.status == Status::kPlanned || planned.status == Status::kPossible;
      if (!same || !ahead || !infoOf(planned.relation).symmetric) continue;
      planned.status = Status::kDenied;
      planned.sentence = denied.sentence;
      return true;
    }
  }
  return false;
}

// An invitation that is accepted, in its own sentence or in the next, is a visit to come.
void DocumentReader::acceptInvitation(const SentenceItems& sentence) {
  if (!invitation_) return;
  if (sentence.sentence > invitation_->sentence + 1) {
    invitation_.reset();
    return;
  }
  const std::size_t first =
      sentence.sentence == invitation_->sentence ? invitation_->reading.clause_first : 0;
  bool accepted = false;
  for (std::size_t i = first; i < sentence.items.size(); ++i) {
    if (sentence.items[i].is_not) return;
    accepted = accepted || sentence.items[i].is_accept;
  }
  if (!accepted) return;
  Outcome outcome = std::move(*invitation_);
  invitation_.reset();
  outcome.sentence = sentence.sentence;
  for (Candidate& candidate : outcome.candidates) candidate.sentence = sentence.sentence;
  outcomes_.push_back(std::move(outcome));
}

// Who acted, who dealt with whom, who came and who received: for what is told next.
// "left Moscow after a two-day visit": of which more is said there.
bool DocumentReader::tellsOfVisit(const SentenceItems& sentence, const Reading& reading) {
  return std::any_of(
      sentence.items.begin() + reading.item + 1, sentence.items.end(), [this](const Item& item) {
        return std::any_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
          return image_.frameOf(row).relation == Relation::kVisit;
        });
      });
}

bool DocumentReader::isEnvoy(const SentenceItems& sentence, const Slot& slot) {
  if (slot.group < 0) return false;
  const Group& group = sentence.groups[static_cast<std::size_t>(slot.group)];
  const Phrase& phrase = sentence.phrases[group.phrases.front()];
  if (group.phrases.size() != 1 || phrase.role == kNone) return false;
  const auto alternatives = image_.role(phrase.role);
  return std::any_of(alternatives.begin(), alternatives.end(), [this](const RoleAlternative& a) {
    return a.office == image_.officeCode("ambassador");
  });
}

// "she called on him": of whom it is said, from then on.
void DocumentReader::learnGender(const SentenceItems& sentence, const Slot& slot,
                                 const std::vector<std::uint32_t>& actors) {
  if (bearsMarkersBehind(sentence.sentence) || slot.group < 0 || actors.size() != 1 ||
      cast_.actor(actors.front()).type != EntityType::kPerson)
    return;
  const Group& group = sentence.groups[static_cast<std::size_t>(slot.group)];
  const Phrase& phrase = sentence.phrases[group.phrases.front()];
  if (group.phrases.size() == 1 && phrase.pronoun == PronounKind::kHe &&
      phrase.gender == Gender::kWoman)
    cast_.learnGender(actors.front(), phrase.gender);
}

void DocumentReader::rememberOutcome(const SentenceItems& sentence, const Outcome& outcome,
                                     const std::vector<std::uint32_t>& subjects,
                                     const std::vector<std::uint32_t>& objects) {
  const Reading& reading = outcome.reading;
  const Relation relation = image_.frameOf(reading.trigger).relation;
  // "मोदी का स्वागत किया गया": where nobody acts, the sentence is about whom it was done to; "on
  // behalf of the President": he is not in the story
  const bool behalf =
      reading.subject.group >= 0 &&
      sentence.groups[static_cast<std::size_t>(reading.subject.group)].marker == Case::kBehalf;
  // "… सुलह कराई। असद से मिले": whoever is not named again goes on
  const bool goes_on = relation == Relation::kMediate && bearsMarkersBehind(sentence.sentence);
  // "The visitor had been received by Mukherjee": of whom the sentence is
  const bool undergone = reading.passive && !bearsMarkersBehind(sentence.sentence);
  if ((undergone || (reading.subject.implied && !reading.subject.pair && !goes_on)) &&
      !inQuotation(sentence, reading.item)) {
    discourse_->rememberActing(objects);
  } else if (!behalf && !(reading.subject.pair && bearsMarkersBehind(sentence.sentence))) {
    discourse_->rememberActing(subjects);
  }
  if (outcome.candidates.empty()) return;
  learnGender(sentence, reading.subject, subjects);
  learnGender(sentence, reading.object, objects);
  const Candidate& first = outcome.candidates.front();
  const bool alike = cast_.actor(first.subject).type == cast_.actor(first.object).type;
  // "briefed him on the talks he had had with Rowley": another affair than that of the two
  const bool aside = !bearsMarkersBehind(sentence.sentence) && !outcomes_.empty() &&
                     outcomes_.back().sentence == sentence.sentence &&
                     !outcomes_.back().candidates.empty() &&
                     reading.tense == ReadingTense::kBefore &&
                     outcomes_.back().reading.tense != ReadingTense::kBefore;
  if (!aside && isDealing(relation) && (infoOf(relation).symmetric || alike)) {
    Dealing dealing;
    for (const Candidate& candidate : outcome.candidates)
      dealing.pairs.emplace_back(candidate.subject, candidate.object);
    discourse_->rememberDealing(std::move(dealing));
  }
  // "Roh received him. The two will hold talks"
  const bool told = relation == Relation::kInform || relation == Relation::kInvite ||
                    relation == Relation::kHost || relation == Relation::kGreet ||
                    relation == Relation::kSupport;
  if (told && outcome.candidates.size() == 1 && !bearsMarkersBehind(sentence.sentence) && alike &&
      cast_.actor(first.subject).type == EntityType::kPerson)
    discourse_->rememberTwo({first.subject, first.object});
  if (relation == Relation::kMediate && objects.size() > 1 && reading.object.group >= 0) {
    parties_ = objects;
    mediators_.insert(mediators_.end(), subjects.begin(), subjects.end());
  }
  const bool receives = relation == Relation::kHost || relation == Relation::kGreet;
  if (receives && subjects.size() == 1) discourse_->rememberHost(subjects);
  // "arrived at the invitation of Qian and held talks with his host"
  const bool by_invitation = relation == Relation::kInvite &&
                             !bearsMarkersBehind(sentence.sentence) &&
                             (image_.frameOf(reading.trigger).flags & kObjectMatrix) != 0;
  if (by_invitation && subjects.size() == 1 &&
      cast_.actor(subjects.front()).type == EntityType::kPerson)
    discourse_->rememberInviter(subjects);
  if (relation == Relation::kVisit && subjects.size() == 1 &&
      cast_.actor(subjects.front()).type == EntityType::kPerson)
    discourse_->rememberVisitor(subjects);
  if (relation == Relation::kHost && objects.size() == 1 &&
      cast_.actor(objects.front()).type == EntityType::kPerson)
    discourse_->rememberVisitor(objects);
  if (relation == Relation::kHost && objects.size() == 2 && bearsMarkersBehind(sentence.sentence))
    discourse_->rememberVisitors(objects);
  if (objects.size() == 1)
    discourse_->rememberObject(objects, isAffected(sentence, reading.object));
  if (!infoOf(relation).symmetric) discourse_->rememberDoers(subjects);
}

// "Has there been any contact with Washington?": asked of somebody whom the sentence does not name.
bool DocumentReader::isAsked(const SentenceItems& sentence, const Reading& reading) {
  return (reading.subject.implied || reading.object.implied) && !sentence.items.empty() &&
         sentence.items.back().punctuation == U'?';
}

// "क्या वे मिले? 'ऐसी कोई मुलाकात नहीं हुई।'": what was told of last, and did not come about.
bool DocumentReader::denySuch(std::uint32_t sentence, Relation relation) {
  constexpr std::uint32_t kReach = 2;  // sentences
  const auto isMeant = [relation](Relation told) {
    const bool dealing = infoOf(relation).symmetric && infoOf(told).symmetric;
    return told == relation || (dealing && infoOf(relation).family == infoOf(told).family);
  };
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence + kReach >= sentence; ++outcome) {
    bool denied = false;
    for (Candidate& candidate : outcome->candidates) {
      if (!isMeant(candidate.relation)) continue;
      candidate.status = Status::kDenied;
      denied = true;
    }
    if (denied) return true;
  }
  return false;
}

// "Thank you very much.", at the end of a speech.
bool DocumentReader::isThanksToAll(const SentenceItems& sentence, const Reading& reading,
                                   const FrameRow& frame) {
  if ((frame.flags & kThanks) == 0 || reading.object.group < 0) return false;
  const Group& group = sentence.groups[static_cast<std::size_t>(reading.object.group)];
  return sentence.phrases[group.phrases.front()].pronoun == PronounKind::kYou &&
         !inQuotation(sentence, reading.item);
}

// "had a three-way meeting with A and B", but not "sat down with A and B, then had one with C".
bool DocumentReader::isThreeWay(const SentenceItems& sentence, const Reading& reading) {
  for (std::size_t i = reading.clause_first; i < reading.clause_last; ++i) {
    if (!sentence.items[i].is_three_way) continue;
    const std::size_t first = std::min<std::size_t>(i, reading.item) + 1;
    const std::size_t last = std::max<std::size_t>(i, reading.item);
    const bool apart =
        std::any_of(sentence.items.begin() + static_cast<std::ptrdiff_t>(first),
                    sentence.items.begin() + static_cast<std::ptrdiff_t>(std::max(first, last)),
                    [](const Item& item) { return item.is_verb && item.group < 0; });
    if (!apart) return true;
  }
  return false;
}

// "we", in the mouth of one person.
bool DocumentReader::isSaidByOne(const SentenceItems& sentence, const Slot& slot) {
  if (slot.group < 0) return false;
  const Group& group = sentence.groups[static_cast<std::size_t>(slot.group)];
  return sentence.phrases[group.phrases.front()].pronoun == PronounKind::kWe;
}

// "शुक्रिया अदा किया कि उसने मुश्किल में साथ दिया": in what follows, what he is thanked for.
bool DocumentReader::saysHelp(const SentenceItems& sentence, const Reading& reading) const {
  bool said = false;
  for (std::size_t i = reading.item + 1u; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    said = said || item.is_that;
    if (!said) continue;
    if (item.is_backing || item.is_goods) return true;
    for (const std::uint32_t row : item.triggers) {
      const Relation relation = image_.frameOf(row).relation;
      if (relation == Relation::kSupport || relation == Relation::kAid) return true;
    }
  }
  return false;
}

// "200 वेंटिलेटरों के लिए", "टीके भेजने के लिए": for what was given.
bool DocumentReader::isForGoods(const SentenceItems& sentence, const Reading& reading) const {
  for (std::size_t i = reading.clause_first; i + 1 < reading.item; ++i) {
    const Item& item = sentence.items[i];
    const Item& behind = sentence.items[i + 1];
    if (item.group >= 0 || behind.group >= 0 || behind.marker != Case::kFor) continue;
    if (item.is_giving && item.is_verbal_noun) return true;
    for (const std::uint32_t row : item.triggers) {
      if (image_.frameOf(row).relation == Relation::kAid) return true;
    }
  }
  return false;
}

// Thanks for help, in the clause or in a quotation that ends it: for "standing by Sudan".
bool DocumentReader::isForHelp(const SentenceItems& sentence, const Reading& reading) const {
  if (clauseHas(sentence, reading, &Item::is_backing) ||
      clauseHas(sentence, reading, &Item::is_goods))
    return true;
  if (bearsMarkersBehind(sentence.sentence) &&
      (saysHelp(sentence, reading) || isForGoods(sentence, reading)))
    return true;
  const std::size_t quoted = reading.clause_last + 1u;
  if (quoted >= sentence.items.size() || reading.clause_last == 0) return false;
  return sentence.items[reading.clause_last - 1u].marker == Case::kFor &&
         (sentence.items[quoted].is_backing || sentence.items[quoted - 1u].is_backing);
}

// His counterpart, her minister: the object stands before whoever acts.
bool DocumentReader::isOwnedByObject(const SentenceItems& sentence, const Reading& reading) {
  if (reading.subject.group < 0 || reading.object.group < 0 || reading.agent >= 0) return false;
  const auto first = [&](std::int32_t group) -> const Phrase& {
    return sentence.phrases[sentence.groups[static_cast<std::size_t>(group)].phrases.front()];
  };
  const Phrase& subject = first(reading.subject.group);
  return subject.possessor && subject.actors.empty() &&
         first(reading.object.group).first < subject.first;
}

// "राष्ट्रपति का संदेश मेजबान तक पहुंचाया और उन्हें न्योता दिया": one of two states is not hosted, invited or
// met by another of his own.
bool DocumentReader::isOfOwnState(const SentenceItems& sentence, const FrameRow& frame,
                                  const Slot& slot, const std::vector<std::uint32_t>& others,
                                  const std::vector<std::uint32_t>& meant) {
  if (others.empty() || meant.size() != 1 || slot.group < 0) return false;
  const Group& group = sentence.groups[static_cast<std::size_t>(slot.group)];
  const Phrase& phrase = sentence.phrases[group.phrases.front()];
  // "The Minister called on the Vice President": he who came, and not the Vice President's
  const bool office = !bearsMarkersBehind(sentence.sentence) && group.phrases.size() == 1 &&
                      phrase.hasRole() && !phrase.hasName() && !phrase.relational &&
                      !phrase.collective && phrase.country == kNone && !phrase.possessor;
  if (phrase.pronoun != PronounKind::kHe && !office) return false;
  // "He returns to Tehran" is no journey abroad
  const Relation relation = frame.relation;
  const bool meets = relation == Relation::kMeet || relation == Relation::kTalk ||
                     relation == Relation::kInvite || relation == Relation::kHost ||
                     (relation == Relation::kVisit && office);
  if (!meets && !bearsMarkersBehind(sentence.sentence)) return false;
  const std::uint32_t own = cast_.countryOf(others.front());
  return own != kNone && own == cast_.countryOf(meant.front()) &&
         std::all_of(others.begin(), others.end(),
                     [&](std::uint32_t other) { return cast_.countryOf(other) == own; });
}

// "thanked her for the field hospital", but not "for the kind invitation": for what he is thanked
// stands behind the first "for" behind his name.
bool DocumentReader::isForMoreThanCourtesy(const SentenceItems& sentence,
                                           const Reading& reading) const {
  constexpr std::size_t kReach = 12;  // items
  const std::vector<Item>& items = sentence.items;
  const auto isCourtesy = [this](const Item& item) {
    if (item.is_courtesy) return true;
    return std::any_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
      const std::string_view family = infoOf(image_.frameOf(row).relation).family;
      return family == "contact" || family == "courtesy";
    });
  };
  std::size_t reason = reading.item + 1u;
  while (reason < items.size() && reason <= reading.item + kReach &&
         !(items[reason].marker == Case::kFor && items[reason].group < 0)) {
    const Item& item = items[reason];
    if (isCourtesy(item) || item.is_and || item.is_clause || item.is_relative || item.is_that ||
        (item.is_verb && !item.is_noun))
      return false;
    ++reason;
  }
  if (reason >= items.size() || items[reason].marker != Case::kFor || reason + 1 >= items.size())
    return false;
  for (std::size_t i = reason + 1; i < items.size() && i <= reason + kReach; ++i) {
    const Item& item = items[i];
    if (item.is_and || item.is_clause || item.is_relative || item.is_that) break;
    if (isCourtesy(item)) return false;
  }
  return true;
}

// "मियाद बढ़ाने के लिए धन्यवाद दिया": for what was done, where it is more than a courtesy.
bool DocumentReader::isForDeed(const SentenceItems& sentence, const Reading& reading) const {
  if (!bearsMarkersBehind(sentence.sentence)) return isForMoreThanCourtesy(sentence, reading);
  for (std::uint32_t i = reading.clause_first + 1; i < reading.item; ++i) {
    const Item& deed = sentence.items[i - 1];
    if (sentence.items[i].marker != Case::kFor || sentence.items[i].group >= 0) continue;
    if (deed.group >= 0 || !(deed.is_verbal_noun || deed.is_deed)) continue;
    // "सम्मेलन में भाग लेने के लिए"
    if (i > 1 && sentence.items[i - 2].is_joining) return false;
    return std::none_of(deed.triggers.begin(), deed.triggers.end(), [this](std::uint32_t row) {
      const std::string_view family = infoOf(image_.frameOf(row).relation).family;
      return family == "contact" || family == "courtesy";
    });
  }
  return false;
}

// "Lima, Peru", "Hangzhou in China"
bool DocumentReader::isOfCountryBehind(const SentenceItems& sentence, std::size_t city,
                                       std::uint32_t country) const {
  if (country == kNone || city + 2 >= sentence.items.size()) return false;
  const Item& between = sentence.items[city + 1];
  const Item& behind = sentence.items[city + 2];
  if ((between.punctuation != U',' && between.marker != Case::kIn) || behind.group < 0)
    return false;
  if (city + 3 < sentence.items.size() && sentence.items[city + 3].is_verb) return false;
  const Phrase& state =
      sentence.phrases[sentence.groups[static_cast<std::size_t>(behind.group)].phrases.front()];
  return !state.hasRole() && state.actors.size() == 1 &&
         cast_.actor(state.actors.front()).entity == country;
}

// "क्यूबा की राजधानी पहुंचे", "चीन के हांगझोउ शहर पहुंचे", "left for Lima, Peru": to the country, there.
void DocumentReader::goToCountry(const SentenceItems& sentence, const Reading& reading,
                                 std::vector<std::uint32_t>& objects, Candidate& visit) {
  if (objects.size() != 1 || reading.object.group < 0 ||
      cast_.actor(objects.front()).type != EntityType::kPlace)
    return;
  const std::uint32_t country = cast_.countryOf(objects.front());
  if (country == kNone) return;
  const auto at = std::find_if(sentence.items.begin(), sentence.items.end(), [&](const Item& item) {
    return item.group == reading.object.group;
  });
  const auto& phrases = sentence.groups[static_cast<std::size_t>(reading.object.group)].phrases;
  const bool markers_follow = bearsMarkersBehind(sentence.sentence);
  bool said = markers_follow
                  ? sentence.phrases[phrases.front()].capital
                  : isOfCountryBehind(
                        sentence, static_cast<std::size_t>(at - sentence.items.begin()), country);
  if (markers_follow && !said && at - sentence.items.begin() >= 2 &&
      (at - 1)->marker == Case::kOf && (at - 2)->group >= 0) {
    const Group& owner = sentence.groups[static_cast<std::size_t>((at - 2)->group)];
    const Phrase& state = sentence.phrases[owner.phrases.back()];
    said = !state.hasRole() && state.actors.size() == 1 &&
           cast_.actor(state.actors.front()).entity == country;
  }
  if (!said) return;
  visit.place = objects.front();
  objects = {cast_.actorOf(country)};
}

// "राष्ट्रपति भवन में", of those of whom none is of the language's own state: their own house of that
// name.
void DocumentReader::leaveHome(const SentenceItems& sentence,
                               const std::vector<std::uint32_t>& subjects,
                               const std::vector<std::uint32_t>& objects, Candidate& like) {
  if (!like.place || cast_.actor(*like.place).kind != EntityKind::kVenue) return;
  const std::uint32_t country = cast_.countryOf(*like.place);
  if (country == kNone || !isAtHome(sentence.sentence, country)) return;
  bool known = false;
  for (const auto* actors : {&subjects, &objects}) {
    for (const std::uint32_t actor : *actors) {
      if (cast_.countryOf(actor) == country) return;
      known = known || cast_.countryOf(actor) != kNone;
    }
  }
  if (!known) return;
  for (const Phrase& phrase : sentence.phrases) {
    const bool meant = phrase.actors.size() == 1 && phrase.actors.front() == *like.place;
    // of a name of two offices or more there may be several: "President's House"
    if (meant && text_.lexemes[phrase.name_first].last > text_.lexemes[phrase.name_first].first + 1)
      like.place = cast_.placeNamed(phrase);
  }
}

// "ब्रिटेन ने रूस पर प्रतिबंध लगाए। मॉस्को ने जवाब में प्रतिबंध लगाए": whoever did it first;
// "फ्रांस ने भी प्रतिबंध लगाए": to whom it was done.
std::vector<std::uint32_t> DocumentReader::whomAnswered(
    const SentenceItems& sentence, const Reading& reading,
    const std::vector<std::uint32_t>& subjects) {
  constexpr std::uint32_t kReach = 2;  // sentences
  if (subjects.size() != 1) return {};
  if (!reading.object.implied) {
    if (reading.object.group < 0) return {};
    const Group& group = sentence.groups[static_cast<std::size_t>(reading.object.group)];
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    if (group.phrases.size() != 1 || phrase.hasName() || phrase.country != kNone ||
        !phrase.actors.empty() || !phrase.hasRole())
      return {};
  }
  const std::uint32_t own = cast_.countryOf(subjects.front());
  const bool too = clauseHas(sentence, reading, &Item::is_likewise);
  for (auto outcome = outcomes_.rbegin(); outcome != outcomes_.rend(); ++outcome) {
    if (outcome->sentence + kReach < sentence.sentence) return {};
    for (const Candidate& before : outcome->candidates) {
      if (before.relation != Relation::kSanction) continue;
      const std::uint32_t whom = cast_.countryOf(before.object);
      if (own != kNone && whom == own && before.subject != subjects.front()) {
        const std::uint32_t other = cast_.countryOf(before.subject);
        return {other == kNone ? before.subject : cast_.actorOf(other)};
      }
      if (too && before.subject != subjects.front() && before.object != subjects.front())
        return {whom == kNone ? before.object : cast_.actorOf(whom)};
    }
  }
  return {};
}

// "हवाई अड्डे पर", "समापन बैठक में", "मॉस्को में": who does it there was there.
bool DocumentReader::isSaidThere(const SentenceItems& sentence, const Reading& reading) {
  for (std::size_t i = reading.clause_first; i + 1 < reading.clause_last; ++i) {
    const Item& item = sentence.items[i];
    const Case marker = sentence.items[i + 1].marker.value_or(Case::kNone);
    if (marker != Case::kIn && marker != Case::kOn && marker != Case::kAt) continue;
    if (item.group >= 0) {
      if (placeOf(sentence, item)) return true;
      continue;
    }
    const Lexeme& lexeme = text_.lexemes[item.first];
    if (text_.is(lexeme, NamePart::kPlaceHead) || text_.is(lexeme, NamePart::kVenue)) return true;
    const bool meets = std::any_of(item.triggers.begin(), item.triggers.end(), [this](auto row) {
      const Relation relation = image_.frameOf(row).relation;
      return relation == Relation::kMeet || relation == Relation::kTalk;
    });
    const bool occasion = meets || text_.is(lexeme, Grammar::kOccasion);
    if (occasion && marker == Case::kIn) return true;
  }
  return false;
}

// "Lavrov was received by Aliyev. The minister conveyed greetings from Putin": where nobody is
// named, to the other of the two who dealt with each other.
std::vector<std::uint32_t> DocumentReader::otherThanOwn(const Slot& slot,
                                                        const std::vector<std::uint32_t>& subjects,
                                                        std::vector<std::uint32_t> objects) const {
  if (!slot.implied || slot.pair || subjects.size() != 1 || objects.size() != 1) return objects;
  const std::uint32_t own = cast_.countryOf(subjects.front());
  if (own == kNone || cast_.countryOf(objects.front()) != own) return objects;
  const std::vector<std::uint32_t>& two = discourse_->lastPair();
  for (std::size_t i = 0; two.size() == 2 && i < 2; ++i) {
    if (two[i] == objects.front() && cast_.countryOf(two[1 - i]) != own) return {two[1 - i]};
  }
  return objects;
}

// "extended greetings to Senegal on behalf of the Chinese people": whose state it is sends them.
std::vector<std::uint32_t> DocumentReader::speakerForOwn(
    const std::vector<std::uint32_t>& agent, std::vector<std::uint32_t> subjects) const {
  const bool own = agent.size() == 1 && subjects.size() == 1 &&
                   cast_.actor(agent.front()).type == EntityType::kPerson &&
                   cast_.actor(subjects.front()).type == EntityType::kCountry &&
                   cast_.countryOf(agent.front()) == cast_.actor(subjects.front()).entity;
  return own ? agent : subjects;
}

void DocumentReader::settle(const SentenceItems& sentence, const Reading& reading,
                            const std::vector<GroupNature>& natures) {
  const FrameRow& frame = image_.frameOf(reading.trigger);
  if (isAsked(sentence, reading) || isThanksToAll(sentence, reading, frame)) return;
  if (reading.such && (denySuch(sentence.sentence, frame.relation) || !reading.subject.filled()))
    return;
  // "मोदी के साथ आए विदेश सचिव": with one of whom the text tells that he came
  if (frame.relation == Relation::kVisit && reading.object.implied &&
      bearsMarkersBehind(sentence.sentence) && discourse_->lastVisitor().empty())
    return;
  Outcome outcome;
  outcome.sentence = sentence.sentence;
  outcome.read_in = sentence.sentence;
  outcome.reading = reading;
  std::vector<std::uint32_t> agent;
  if (reading.agent >= 0 && reading.agent != reading.subject.group)
    agent = discourse_->actorsOf(reading.agent, {}, true);
  const std::vector<std::uint32_t> sender = agent;
  // "was hosted by his Omani counterpart", "accepted the invitation of his counterpart"
  if ((reading.passive || isOwnedByObject(sentence, reading)) && reading.object.group >= 0)
    agent = discourse_->actorsOf(reading.object.group, {}, true);
  auto subjects = participants(sentence, reading.subject, reading.item, frame,
                               apartFrom(sentence, reading, agent), true, reading.passive);
  const bool behalf =
      reading.subject.group >= 0 &&
      sentence.groups[static_cast<std::size_t>(reading.subject.group)].marker == Case::kBehalf;
  if (frame.relation == Relation::kGreet && reading.agent >= 0 && behalf)
    subjects = speakerForOwn(discourse_->actorsOf(reading.agent, {}, true), std::move(subjects));
  if (reading.of_states) {
    std::vector<std::uint32_t> states;
    for (const std::uint32_t subject : subjects) {
      const std::uint32_t country = cast_.countryOf(subject);
      if (country == kNone) continue;
      if (const std::uint32_t state = cast_.actorOf(country); !contains(states, state))
        states.push_back(state);
    }
    subjects = std::move(states);
  }
  if (reading.each_other && subjects.size() == 1 && isSaidByOne(sentence, reading.subject)) {
    const std::uint32_t own = cast_.countryOf(subjects.front());
    for (std::uint32_t other : discourse_->lastObject()) {  // "We will meet in May"
      const std::uint32_t country = cast_.countryOf(other);
      if (country != kNone && own != country) subjects.push_back(other);
    }
    // "X गुजराल से मिले। गुजराल ने कहा, 'हमने बात की'": with the other of the two
    const std::vector<std::uint32_t>& two = discourse_->lastPair();
    for (std::size_t i = 0; subjects.size() == 1 && two.size() == 2 && i < 2; ++i) {
      if (bearsMarkersBehind(sentence.sentence) && two[i] == subjects.front() &&
          cast_.countryOf(two[1 - i]) != own)
        subjects.push_back(two[1 - i]);
    }
  }
  // "We have released 100 crore to Nepal", says the spokesman: it is his state that gives
  const bool of_state =
      frame.relation == Relation::kAid || frame.relation == Relation::kSanction ||
      (frame.relation == Relation::kMediate && !bearsMarkersBehind(sentence.sentence));
  // "Bulgaria's ambassador handed over shells": what he gives is his state's
  if (frame.relation == Relation::kAid && subjects.size() == 1 &&
      isEnvoy(sentence, reading.subject)) {
    const std::uint32_t own = cast_.countryOf(subjects.front());
    if (own != kNone) subjects = {cast_.actorOf(own)};
  }
  if (of_state && subjects.size() == 1 && isSaidByOne(sentence, reading.subject)) {
    const std::uint32_t own = cast_.countryOf(subjects.front());
    if (own != kNone) subjects = {cast_.actorOf(own)};
  }
  quits_ = (frame.flags & kNeedsOrigin) != 0 && frame.object.front() == Case::kObject;
  if (quits_ && tellsOfVisit(sentence, reading)) return;
  std::vector<std::uint32_t> objects;
  if (!reading.each_other) {
    if (agent.empty()) agent = subjects;
    for (const std::uint32_t subject : subjects) {
      if (!contains(agent, subject)) agent.push_back(subject);
    }
    // "The president was congratulated by Mugabe": he is none of those who did it
    Slot object = reading.object;
    object.ahead = reading.status != Status::kHappened;
    objects = participants(sentence, object, reading.item, frame,
                           reading.passive ? subjects : agent, false, reading.passive);
    objects = otherThanOwn(reading.object, subjects, std::move(objects));
    if (isOfOwnState(sentence, frame, reading.object, subjects, objects)) {
      agent.push_back(objects.front());
      std::vector<std::uint32_t> foreign =
          participants(sentence, reading.object, reading.item, frame, agent, false, false);
      if (!isOfOwnState(sentence, frame, reading.object, subjects, foreign))
        objects = std::move(foreign);
    }
  }
  if (frame.relation == Relation::kSanction && bearsMarkersBehind(sentence.sentence) &&
      objects.empty() && !reading.each_other)
    objects = whomAnswered(sentence, reading, subjects);
  // "closed the roads to us": to their state
  if (of_state && objects.size() == 1 && isSaidByOne(sentence, reading.object)) {
    const std::uint32_t own = cast_.countryOf(objects.front());
    if (own != kNone) objects = {cast_.actorOf(own)};
  }
  if (isOfOwnState(sentence, frame, reading.subject, objects, subjects)) {
    // "… ने उनकी अगवानी की। वह मोदी से मिलेंगे": not who is of Modi's state, too
    std::vector<std::uint32_t> but = apartFrom(sentence, reading, subjects);
    if (!contains(but, subjects.front())) but.push_back(subjects.front());
    std::vector<std::uint32_t> foreign =
        participants(sentence, reading.subject, reading.item, frame, but, true, reading.passive);
    if (foreign.size() == 1 && !contains(objects, foreign.front()) &&
        !isOfOwnState(sentence, frame, reading.subject, objects, foreign))
      subjects = std::move(foreign);
  }
  // "Tokyo and Seoul resume shuttle diplomacy": nobody mediates between himself and another
  const auto isParty = [&](std::uint32_t subject) {
    const std::uint32_t own = cast_.countryOf(subject);
    const auto isOwn = [&](std::uint32_t other) { return cast_.countryOf(other) == own; };
    return contains(objects, subject) || (!bearsMarkersBehind(sentence.sentence) && own != kNone &&
                                          cast_.actor(subject).type == EntityType::kPerson &&
                                          (std::any_of(objects.begin(), objects.end(), isOwn) ||
                                           std::any_of(sender.begin(), sender.end(), isOwn)));
  };
  if (frame.relation == Relation::kMediate &&
      std::any_of(subjects.begin(), subjects.end(), isParty))
    return;
  Candidate like;
  const bool remote = (frame.flags & kRemoteFrame) != 0 || isByTelephone(sentence, reading) ||
                      saysRemote(sentence, reading);
  like.remote = remote;
  like.conveyed = reading.agent >= 0 && reading.agent != reading.subject.group;
  like.relation = remote && frame.relation == Relation::kMeet ? Relation::kTalk : frame.relation;
  like.status = reading.status;
  like.sentence = sentence.sentence;
  int doubt = reading.doubt_permille;
  for (const Slot& slot : {reading.subject, reading.object}) {
    if (slot.group < 0) continue;
    if (natures[static_cast<std::size_t>(slot.group)].weak) doubt += kDoubtOfWeakName;
    const Phrase& phrase =
        sentence.phrases[sentence.groups[static_cast<std::size_t>(slot.group)].phrases.front()];
    if (phrase.pronoun) doubt += kDoubtOfPronoun;
  }
  like.confidence_permille = std::max(kLeastConfidence, kBaseConfidence - doubt);
  dating_.date(sentence, reading,
               discourse_->postOf(sentence.sentence, sentence.items[reading.item].first), like);
  // whom nobody greets for another is greeted where he is
  like.there = isSaidThere(sentence, reading) ||
               (frame.relation == Relation::kGreet && frame.subject.front() != Case::kBehalf);
  // "China will provide a loan": it is pledged by being announced
  if (frame.relation == Relation::kAid && like.status == Status::kHappened &&
      clauseHas(sentence, reading, &Item::is_promise)) {
    like.pledged = true;
    if (like.date && article_.date && like.date->last > *article_.date) {
      like.date.reset();
      like.of_no_day = true;
    }
  }
  if (frame.relation == Relation::kInvite && (frame.flags & kObjectMatrix) != 0) {
    like.date.reset();  // "will go to Izmir in February at his invitation": that is when he goes
    like.of_no_day = true;
    // "के न्योते पर जा रहे हैं": he has been invited
    if (bearsMarkersBehind(sentence.sentence)) like.status = Status::kHappened;
  }
  // "वार्ता चली। दोनों को एक मेज पर X ने बिठाया", but "बाद में X ने मध्यस्थता की"
  if (like.relation == Relation::kMediate && like.date_source == DateSource::kCarried &&
      bearsMarkersBehind(sentence.sentence) && !sentence.items[reading.item].is_verb) {
    like.date.reset();
    like.date_source = DateSource::kUnsaid;
    like.of_no_day = true;
  }
  findPlace(sentence, reading, like);
  leaveHome(sentence, subjects, objects, like);
  if (frame.relation == Relation::kVisit) {
    goToCountry(sentence, reading, objects, like);
    // "नाइजर में तख्तापलट के बाद … नियामी पहुंचीं": the place says no more than the city does
    const bool around = like.place && objects.size() == 1 && like.place != objects.front() &&
                        bearsMarkersBehind(sentence.sentence) &&
                        cast_.actor(*like.place).type == EntityType::kCountry &&
                        cast_.countryOf(objects.front()) == cast_.actor(*like.place).entity;
    if (around) like.place.reset();
  }
  if (frame.relation == Relation::kMeet || frame.relation == Relation::kTalk) {
    for (const Item& item : sentence.items) {
      const auto topic = static_cast<std::uint32_t>(item.topic);
      if (item.topic >= 0 && like.topics.size() < kMostTopics && !contains(like.topics, topic)) {
        like.topics.push_back(topic);
      }
    }
  }
  if ((frame.flags & kThanks) != 0 &&
      (isForHelp(sentence, reading) || isForDeed(sentence, reading))) {
    like.relation = Relation::kSupport;
  }
  if (reading.each_other && reading.subject.pair) {
    // "… यह पहली यात्रा है। वार्ता में व्यापार पर चर्चा हुई": a word or two on the journey stands between
    const bool speaks = frame.relation == Relation::kTalk || frame.relation == Relation::kMeet;
    if (const Dealing* dealing = discourse_->lastDealing(speaks)) {
      for (const auto& [one, other] : dealing->pairs) {
        // "समझौतों पर हस्ताक्षर किए गए": by their states
        const std::uint32_t a = cast_.countryOf(one);
        const std::uint32_t b = cast_.countryOf(other);
        if (like.status == Status::kDenied && isSpokenOfAgain(sentence, reading) &&
            callOff(like, one, other))
          continue;
        const bool by_states = frame.relation == Relation::kSign && !reading.subject.persons &&
                               a != kNone && b != kNone && a != b;
        addCandidate(like, by_states ? cast_.actorOf(a) : one, by_states ? cast_.actorOf(b) : other,
                     remote, outcome);
      }
    }
  } else if (reading.each_other) {
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      for (std::size_t j = i + 1; j < subjects.size(); ++j)
        addCandidate(like, subjects[i], subjects[j], remote, outcome);
      for (std::size_t j = 0; j < i && !infoOf(frame.relation).symmetric; ++j)
        addCandidate(like, subjects[i], subjects[j], remote, outcome);
    }
  } else {
    for (std::uint32_t subject : subjects) {
      for (std::uint32_t object : objects) addCandidate(like, subject, object, remote, outcome);
    }
    const bool three_way =
        infoOf(frame.relation).symmetric && objects.size() > 1 && isThreeWay(sentence, reading);
    for (std::size_t i = 0; three_way && i < objects.size(); ++i) {
      for (std::size_t j = i + 1; j < objects.size(); ++j)
        addCandidate(like, objects[i], objects[j], remote, outcome);
    }
  }
  if (outcome.candidates.empty()) {
    outcome.dropped = subjects.empty()                         ? "nobody is known for the subject"
                      : objects.empty() && !reading.each_other ? "nobody is known for the object"
                                                               : "both are one, or of one state";
  }
  rememberOutcome(sentence, outcome, subjects, objects);
  if (frame.relation == Relation::kInvite && like.status == Status::kHappened) {
    Outcome visit = outcome;
    visit.candidates.clear();
    Candidate coming = like;
    coming.relation = Relation::kVisit;
    coming.status = Status::kPlanned;
    dating_.dateVisit(sentence, reading,
                      discourse_->postOf(sentence.sentence, sentence.items[reading.item].first),
                      coming);
    for (const Candidate& invited : outcome.candidates) {
      const auto destination = invitedTo(sentence, reading, invited.subject);
      if (destination) addCandidate(coming, invited.object, *destination, true, visit);
    }
    invited_.insert(invited_.end(), visit.candidates.begin(), visit.candidates.end());
    if (!visit.candidates.empty()) invitation_ = std::move(visit);
  }
  outcomes_.push_back(std::move(outcome));
}

}  // namespace chancery
