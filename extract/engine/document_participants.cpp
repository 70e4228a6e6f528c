// Who takes part in what a reading says: from groups to actors.
#include <algorithm>

#include "extract/engine/actor_list.h"
#include "extract/engine/document_reader.h"

namespace chancery {
namespace {

constexpr std::uint8_t bit(EntityType type) {
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(type));
}
constexpr std::uint8_t kPersonBit = bit(EntityType::kPerson);
constexpr std::uint8_t kCountryBit = bit(EntityType::kCountry);
constexpr std::uint8_t kOrganisationBit = bit(EntityType::kOrganisation);
constexpr std::uint8_t kPlaceBit = bit(EntityType::kPlace);
constexpr std::uint8_t kActorBits = kPersonBit | kCountryBit | kOrganisationBit;

constexpr std::uint8_t typeBit(NameTag type) {
  switch (type) {
    case NameTag::kPerson: return kPersonBit;
    case NameTag::kOrganisation: return kOrganisationBit;
    case NameTag::kPlace: return kPlaceBit;
    default: return 0;
  }
}

// Somebody of whom neither the base nor the text says for whom he acts.
bool isOfNoState(const Actor& actor) {
  return actor.type == EntityType::kPerson && actor.entity == kNone && actor.country == kNone &&
         actor.offices.empty();
}

}  // namespace

std::optional<TaggedName> DocumentReader::taggedName(const SentenceItems& sentence,
                                                     const Phrase& phrase) const {
  const bool unexplained = phrase.hasName() && phrase.actors.empty() && !phrase.name_is_known &&
                           !phrase.name_is_thing && !phrase.name_is_organisation &&
                           !phrase.hasRole() && !phrase.honorific;
  if (!unexplained || !hasNameWeights(image_, sentence.language)) return std::nullopt;
  return tagName(
      image_,
      NameRun(text_, image_, folds_, sentence.language, text_.first_lexeme[sentence.sentence],
              text_.first_lexeme[sentence.sentence + 1], text_.lexemes[phrase.name_first].first,
              text_.lexemes[phrase.name_last - 1].last));
}

// "मुखर्जी": of the people of the base somebody has such a name, though it does not say who is meant.
bool DocumentReader::mayBeKnown(const Phrase& phrase) const {
  constexpr std::size_t kTellingFold = 3;  // a shorter one is that of too many names
  const std::string& fold = names_.fold(cast_.surfaceOf(phrase));
  return fold.size() < kTellingFold || !image_.withKey("w:" + fold).empty();
}

GroupNature DocumentReader::natureOf(const SentenceItems& sentence, const Phrase& phrase,
                                     Case marker) const {
  GroupNature nature;
  if (phrase.name_is_thing) return nature;
  if (phrase.name_is_organisation) {
    nature.types = phrase.actors.empty() ? 0 : kOrganisationBit;
    return nature;
  }
  if (phrase.belonging) {
    nature.types = kBelongingBit;
    return nature;
  }
  if (phrase.capital) {
    // "closed his embassy in the Colombian capital"
    nature.types = marker == Case::kObject ? kPlaceBit | kCountryBit : kPlaceBit;
    return nature;
  }
  if (phrase.states && !phrase.pronoun) {
    nature.types = kCountryBit;
    nature.plural = true;
    return nature;
  }
  if (phrase.pronoun) {
    const bool there =
        *phrase.pronoun == PronounKind::kThere || *phrase.pronoun == PronounKind::kHere;
    nature.types = there ? kPlaceBit : kActorBits;
    nature.plural = *phrase.pronoun == PronounKind::kBoth || *phrase.pronoun == PronounKind::kWe ||
                    *phrase.pronoun == PronounKind::kThey ||
                    *phrase.pronoun == PronounKind::kEachOther;
    return nature;
  }
  if (!phrase.actors.empty()) {
    for (std::uint32_t index : phrase.actors) {
      const Actor& actor = cast_.actor(index);
      nature.types |= bit(actor.type);
      const bool acts =
          actor.entity != kNone && image_.entities()[actor.entity].acts_for_country != 0;
      const bool located =
          (marker == Case::kIn || marker == Case::kAt) && actor.kind != EntityKind::kStateBody;
      if (acts && !located) nature.types |= kCountryBit;
      if (actor.kind == EntityKind::kMedia) nature.types = 0;
    }
    nature.plural = phrase.actors.size() > 1;
    return nature;
  }
  // "gave the country two boats"
  if (phrase.collective && !phrase.hasName() && marker == Case::kObject &&
      text_.is(text_.lexemes[phrase.last - 1], Grammar::kLand)) {
    nature.types = kPersonBit | kCountryBit;
    return nature;
  }
  if (phrase.hasRole() && !phrase.hasName()) {
    nature.types = kPersonBit | (phrase.country != kNone ? kCountryBit : 0);
    nature.plural = !phrase.more_countries.empty() || phrase.count > 1 ||
                    (phrase.plural && phrase.country == kNone);
    return nature;
  }
  // a single word that nothing explains may be anything
  const bool goes_there = marker == Case::kSubject || marker == Case::kIn || marker == Case::kAt;
  const bool bare = phrase.name_last - phrase.name_first < 2 &&
                    text_.tokenOf(text_.lexemes[phrase.name_first]).script != Script::kLatin;
  nature.types = !bare ? kPersonBit | kPlaceBit : goes_there ? kPlaceBit : 0;
  nature.weak = true;
  if (!sentence.has_trigger) return nature;
  const auto tagged = taggedName(sentence, phrase);
  if (!tagged) return nature;
  const std::uint8_t type = typeBit(tagged->type);
  // to say something where the rules say nothing asks for more than to choose among what they say
  if ((type & nature.types) != 0) {
    // "a letter from Prabhakaran": whoever sent it, and where it comes from, stand alike
    if (tagged->margin >= kSureOfLess && marker != Case::kFrom) nature.types = type;
  } else if (nature.types == 0 ? type == kPersonBit : type == kOrganisationBit) {
    // "अली बोंगो ओन्दिम्बा": more of the name of one who is known
    const bool more = phrase.first > text_.first_lexeme[sentence.sentence] &&
                      isPersonListed(text_.lexemes[phrase.first - 1]);
    if (tagged->margin >= kSureOfOther && !more && !mayBeKnown(phrase)) nature.types = type;
  }
  return nature;
}

std::vector<GroupNature> DocumentReader::naturesOf(const SentenceItems& sentence) const {
  std::vector<GroupNature> natures(sentence.groups.size());
  for (std::size_t g = 0; g < sentence.groups.size(); ++g) {
    const Group& group = sentence.groups[g];
    for (std::uint32_t index : group.phrases) {
      const GroupNature nature = natureOf(sentence, sentence.phrases[index], group.marker);
      natures[g].types |= nature.types;
      natures[g].plural = natures[g].plural || nature.plural;
      natures[g].weak = natures[g].weak || nature.weak;
    }
    natures[g].plural = natures[g].plural || group.phrases.size() > 1;
  }
  return natures;
}

// The actor as a participant of one of the types: a capital may stand for its state.
std::optional<std::uint32_t> DocumentReader::participant(std::uint32_t index, std::uint8_t types) {
  const Actor& actor = cast_.actor(index);
  if (actor.kind == EntityKind::kMedia) return std::nullopt;
  const bool state_body = actor.kind == EntityKind::kStateBody;
  if ((bit(actor.type) & types) != 0 && !state_body) return index;
  if ((types & (kCountryBit | kBelongingBit)) == 0) return std::nullopt;
  return cast_.stateOf(index);
}

// "the White House ruled out a trip to Sarajevo": the office speaks of whom the story is about.
std::uint32_t DocumentReader::whoeverTravelsFor(std::uint32_t actor, std::uint32_t item) {
  if (cast_.actor(actor).kind != EntityKind::kStateBody) return actor;
  const std::vector<std::uint32_t> last = discourse_->implied(item);
  const bool own = last.size() == 1 && cast_.actor(last.front()).type == EntityType::kPerson &&
                   cast_.countryOf(last.front()) == cast_.countryOf(actor);
  return own ? last.front() : actor;
}

// "Peskov ruled out talks with Zelensky": the one of his state who was just spoken of, else it.
std::uint32_t DocumentReader::whomSpokesmanMeans(std::uint32_t spokesman, std::uint32_t item) {
  const std::uint32_t country = cast_.countryOf(spokesman);
  if (country == kNone) return spokesman;
  const std::vector<std::uint32_t> last = discourse_->implied(item);
  const bool own = last.size() == 1 && last.front() != spokesman &&
                   cast_.actor(last.front()).type == EntityType::kPerson &&
                   cast_.countryOf(last.front()) == country;
  return own ? last.front() : cast_.actorOf(country);
}

// "Bahrain cut ties with Qatar. Jordan recalled its ambassador": from the one against which the
// last did something, else from the state of which all the text is.
std::vector<std::uint32_t> DocumentReader::stateAtOdds(std::uint32_t index, std::uint32_t own) {
  constexpr std::uint32_t kReach = 3;  // sentences
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence + kReach >= index; ++outcome) {
    for (const Candidate& done : outcome->candidates) {
      const std::uint32_t country = cast_.countryOf(done.object);
      if (isConflict(done.relation) && country != kNone && country != own)
        return {cast_.actorOf(country)};
    }
  }
  const auto main = discourse_->mainState();
  const bool other = main && cast_.countryOf(*main) != own;
  return other ? std::vector<std::uint32_t>{*main} : std::vector<std::uint32_t>();
}

// Where the story was last, else where it was written.
std::vector<std::uint32_t> DocumentReader::placeOfStory() {
  std::optional<std::uint32_t> place = scenes_[0].place ? scenes_[0].place : dateline_;
  if (place && cast_.actor(*place).kind == EntityKind::kVenue) {  // nobody travels to a hall
    const std::uint32_t country = cast_.countryOf(*place);
    const bool here = dateline_ && country != kNone && cast_.countryOf(*dateline_) == country;
    if (here) return {*dateline_};
    if (country != kNone) return {cast_.actorOf(country)};
  }
  return place ? std::vector<std::uint32_t>{*place} : std::vector<std::uint32_t>();
}

// "Gorbachev invited Kaifu to Moscow. Kaifu could make the trip in spring": where they are to go.
std::optional<std::uint32_t> DocumentReader::placeAwaiting(
    std::uint32_t index, const std::vector<std::uint32_t>& travellers) const {
  constexpr std::uint32_t kReach = 3;  // sentences
  const auto isTheirs = [&](const Candidate& visit) {
    return visit.relation == Relation::kVisit && contains(travellers, visit.subject) &&
           visit.sentence <= index && visit.sentence + kReach >= index;
  };
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence + kReach >= index; ++outcome) {
    for (const Candidate& visit : outcome->candidates) {
      if (isTheirs(visit) && visit.status != Status::kHappened) return visit.object;
    }
  }
  for (auto visit = invited_.rbegin();
       visit != invited_.rend() && visit->sentence + kReach >= index; ++visit) {
    if (isTheirs(*visit)) return visit->object;
  }
  return std::nullopt;
}

// "spoke in Beirut, where de Charette had arrived by road": of which the clause is.
std::optional<std::uint32_t> DocumentReader::placeBeforeWhere(std::uint32_t index,
                                                              std::uint32_t item) {
  const SentenceItems& sentence = sentences_[index];
  if (bearsMarkersBehind(index)) return std::nullopt;
  for (std::size_t i = item; i-- > 0;) {
    if (sentence.items[i].is_clause || sentence.items[i].is_that) return std::nullopt;
    if (!sentence.items[i].is_where) continue;
    for (std::size_t j = i; j-- > 0 && i - j <= 2;) {
      if (const auto place = placeOf(sentence, sentence.items[j])) return place;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

// "A summit will be held in Astana. Rahmon will not attend": of what was not, or is not yet, the
// place that the sentence before named last.
std::vector<std::uint32_t> DocumentReader::placeMeantHere(
    std::uint32_t index, std::uint32_t item, bool ahead,
    const std::vector<std::uint32_t>& travellers) {
  if (const auto place = placeBeforeWhere(index, item)) return {*place};
  if (ahead && !bearsMarkersBehind(index)) {
    if (const auto place = placeAwaiting(index, travellers)) return {*place};
  }
  const bool nowhere = !scenes_[0].place && !dateline_;
  if (index == 0 || bearsMarkersBehind(index) || !(ahead || nowhere)) return placeOfStory();
  // "Ruto may come. Hichilema refused to come": to where the one before him may
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence + 2 >= index; ++outcome) {
    const bool there = outcome->reading.object.implied && !outcome->candidates.empty() &&
                       outcome->candidates.front().relation == Relation::kVisit &&
                       outcome->candidates.front().status != Status::kHappened;
    if (there) return {outcome->candidates.front().object};
  }
  const SentenceItems& before = sentences_[index - 1];
  for (std::size_t i = before.items.size(); i-- > 0;) {
    const std::int32_t group = before.items[i].group;
    if (group < 0) continue;
    const Case marker = before.groups[static_cast<std::size_t>(group)].marker;
    if (marker != Case::kIn && marker != Case::kTo && marker != Case::kAt) continue;
    if (const auto place = placeOf(before, before.items[i]); place && placeRank(*place) > 0)
      return {*place};
  }
  return placeOfStory();
}

std::vector<std::uint32_t> DocumentReader::impliedSubject(const Slot& slot, std::uint32_t item) {
  std::vector<std::uint32_t> found = discourse_->implied(item);
  if (slot.body) {
    std::erase_if(found, [this](std::uint32_t actor) {
      return cast_.actor(actor).type == EntityType::kPerson;
    });
  }
  return found;
}

// The other of the two states whose affair the text is, where they were just said to deal with each
// other.
std::vector<std::uint32_t> DocumentReader::otherOfText(const std::vector<std::uint32_t>& agent) {
  if (agent.empty()) return {};
  const std::uint32_t own = cast_.countryOf(agent.front());
  const auto other = discourse_->otherMainState(own);
  if (!other) return {};
  const std::vector<std::uint32_t>& last = discourse_->lastPair();
  const auto isOf = [&](std::uint32_t country) {
    return std::any_of(last.begin(), last.end(),
                       [&](std::uint32_t actor) { return cast_.countryOf(actor) == country; });
  };
  const bool dealt = isOf(own) && isOf(cast_.actor(*other).entity);
  return dealt ? std::vector<std::uint32_t>{*other} : std::vector<std::uint32_t>();
}

// To whom help goes that is given to nobody in the sentence: to the state of which the text is.
std::vector<std::uint32_t> DocumentReader::receiverOfText(const std::vector<std::uint32_t>& agent,
                                                          std::uint32_t sentence) {
  std::vector<std::uint32_t> other = otherOfText(agent);
  if (!other.empty() || agent.empty()) return other;
  if (bearsMarkersBehind(sentence)) {  // "जापान ने भी मदद का ऐलान किया": to whom others gave
    constexpr std::uint32_t kReach = 2;  // sentences
    for (auto outcome = outcomes_.rbegin();
         outcome != outcomes_.rend() && outcome->sentence + kReach >= sentence; ++outcome) {
      for (const Candidate& aid : outcome->candidates) {
        if (aid.relation == Relation::kAid &&
            cast_.countryOf(aid.object) != cast_.countryOf(agent.front()))
          return {aid.object};
      }
    }
    return {};
  }
  const auto main = discourse_->mainState();
  return main && cast_.actor(*main).entity != cast_.countryOf(agent.front())
             ? std::vector<std::uint32_t>{*main}
             : std::vector<std::uint32_t>();
}

// "Under a deal brokered by A, B and C agreed": the two who act in the sentence, else those who
// last dealt with each other.
std::vector<std::uint32_t> DocumentReader::pairMeant(const SentenceItems& sentence,
                                                     const FrameRow& frame,
                                                     const std::vector<std::uint32_t>& agent) {
  for (std::size_t g = 0; g < sentence.groups.size() && frame.relation == Relation::kMediate; ++g) {
    const Group& group = sentence.groups[g];
    if (group.phrases.size() < 2 || group.marker != Case::kSubject) continue;
    const auto pair = discourse_->actorsOf(static_cast<std::int32_t>(g), {}, true);
    // "A and B have been asked to act as go-betweens": not between themselves
    const bool own = !bearsMarkersBehind(sentence.sentence) &&
                     std::any_of(pair.begin(), pair.end(),
                                 [&](std::uint32_t actor) { return contains(agent, actor); });
    if (pair.size() > 1 && !own) return pair;
  }
  // "Köhler, who is mediating, had Bourita and Addouh in one room"
  for (std::size_t g = 0; g < sentence.groups.size() && frame.relation == Relation::kMediate &&
                          !bearsMarkersBehind(sentence.sentence);
       ++g) {
    const Group& group = sentence.groups[g];
    if (group.phrases.size() != 2 || group.marker != Case::kObject) continue;
    const auto pair = discourse_->actorsOf(static_cast<std::int32_t>(g), {}, false);
    const bool persons = std::all_of(pair.begin(), pair.end(), [this](std::uint32_t actor) {
      return cast_.actor(actor).type == EntityType::kPerson;
    });
    if (pair.size() == 2 && persons && cast_.countryOf(pair[0]) != cast_.countryOf(pair[1]))
      return pair;
  }
  // "Spain and Morocco agreed to leave. The accord was brokered by Powell": those who came to terms
  const bool pact = frame.relation == Relation::kMediate &&
                    !bearsMarkersBehind(sentence.sentence) &&
                    std::any_of(sentence.items.begin(), sentence.items.end(),
                                [](const Item& item) { return item.is_pact && item.group < 0; });
  constexpr std::uint32_t kReach = 4;  // sentences
  std::vector<std::uint32_t> parties;
  for (auto outcome = outcomes_.rbegin();
       pact && outcome != outcomes_.rend() && outcome->sentence + kReach >= sentence.sentence;
       ++outcome) {
    for (const Candidate& made : outcome->candidates) {
      const bool terms = made.relation == Relation::kSign || made.relation == Relation::kAgree;
      if (!terms || made.status != Status::kHappened) continue;
      for (const std::uint32_t party : {made.subject, made.object}) {
        if (!contains(parties, party)) parties.push_back(party);
      }
    }
    if (!parties.empty()) return parties;
  }
  if (const Dealing* dealing = discourse_->lastDealing();
      dealing != nullptr && frame.relation == Relation::kMediate) {
    std::vector<std::uint32_t> all = dealing->everybody();  // "The accord, brokered by Holbrooke"
    if (all.size() > 2) {
      std::erase_if(all, [this](std::uint32_t actor) { return contains(mediators_, actor); });
      if (all.size() > 1) return all;
    }
  }
  // "भी बिचौलिये की भूमिका निभा रहे हैं": between those between whom others do
  const std::vector<std::uint32_t>& last = discourse_->lastPair();
  const bool with_mediator = std::any_of(last.begin(), last.end(), [this](std::uint32_t actor) {
    return contains(mediators_, actor);
  });
  if (frame.relation == Relation::kMediate && with_mediator && parties_.size() > 1) return parties_;
  // "thanked Algeria for its mediation": not between him who thanks and another
  const auto isMediator = [&](std::uint32_t actor) { return contains(agent, actor); };
  if (frame.relation == Relation::kMediate && !bearsMarkersBehind(sentence.sentence) &&
      std::any_of(last.begin(), last.end(), isMediator)) {
    const std::vector<std::uint32_t>& before = discourse_->pairAgo(1);
    if (std::none_of(before.begin(), before.end(), isMediator)) return before;
  }
  return last;
}

// "शाम को अमीर ने रात्रिभोज दिया": whoever came.
bool DocumentReader::isOfGuest(const SentenceItems& sentence, const FrameRow& frame) const {
  if (frame.relation == Relation::kInvite && (frame.flags & kObjectMatrix) != 0) return true;
  return frame.relation == Relation::kHost && bearsMarkersBehind(sentence.sentence);
}

// "दुबई पहुंचकर X से बात की और शाम को Y ने उनकी अगवानी की": he who came, of whom the sentence is.
bool DocumentReader::cameJustNow(std::uint32_t sentence,
                                 const std::vector<std::uint32_t>& meant) const {
  if (!bearsMarkersBehind(sentence) || discourse_->lastVisitor().empty()) return false;
  const std::uint32_t visitor = discourse_->lastVisitor().front();
  if (contains(meant, visitor)) return false;
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence == sentence; ++outcome) {
    for (const Candidate& visit : outcome->candidates) {
      if (visit.relation == Relation::kVisit && visit.subject == visitor) return true;
    }
  }
  return false;
}

// "X और Y मिले। दोनों पक्ष … पर सहमत हुए": the two who met, for their states.
std::vector<std::uint32_t> DocumentReader::personsOfSides(const SentenceItems& sentence,
                                                          const Slot& slot, const FrameRow& frame,
                                                          std::vector<std::uint32_t> states) const {
  if (frame.relation != Relation::kAgree && frame.relation != Relation::kMeet) return states;
  const Phrase& phrase =
      sentence.phrases[sentence.groups[static_cast<std::size_t>(slot.group)].phrases.front()];
  const std::vector<std::uint32_t>& two = discourse_->lastPair();
  if (!phrase.states || states.size() != 2 || two.size() != 2 ||
      !text_.is(text_.lexemes[phrase.last - 1], Grammar::kSide))
    return states;
  for (const std::uint32_t person : two) {
    if (cast_.actor(person).type != EntityType::kPerson) return states;
  }
  const auto isOf = [&](std::uint32_t person, std::uint32_t state) {
    return cast_.actor(state).type == EntityType::kCountry &&
           cast_.countryOf(person) == cast_.actor(state).entity;
  };
  const bool both = (isOf(two[0], states[0]) && isOf(two[1], states[1])) ||
                    (isOf(two[0], states[1]) && isOf(two[1], states[0]));
  return both ? two : states;
}

// "दोनों पक्षों के बीच": those of whom nobody says more there.
bool DocumentReader::isBothSides(const SentenceItems& sentence, const Slot& slot) const {
  const Group& group = sentence.groups[static_cast<std::size_t>(slot.group)];
  const Phrase& phrase = sentence.phrases[group.phrases.front()];
  return group.phrases.size() == 1 && phrase.country == kNone && phrase.actors.empty() &&
         (phrase.states || phrase.pronoun == PronounKind::kBoth);
}

// Two of whom, or of whose states, the text has told something that they did with each other.
bool DocumentReader::haveDealt(const std::vector<std::uint32_t>& two) const {
  if (two.size() != 2) return false;
  const auto isOf = [this](std::uint32_t actor, std::uint32_t party) {
    return actor == party ||
           (cast_.countryOf(actor) != kNone && cast_.countryOf(actor) == cast_.countryOf(party));
  };
  return std::any_of(outcomes_.begin(), outcomes_.end(), [&](const Outcome& outcome) {
    return std::any_of(outcome.candidates.begin(), outcome.candidates.end(),
                       [&](const Candidate& dealt) {
                         return (isOf(dealt.subject, two[0]) && isOf(dealt.object, two[1])) ||
                                (isOf(dealt.subject, two[1]) && isOf(dealt.object, two[0]));
                       });
  });
}

// Between whom somebody mediates: those who came to terms, dealt or quarrelled with each other
// before in the story, without him; persons of two states stand for their states there.
std::vector<std::uint32_t> DocumentReader::partiesOfStory(
    const SentenceItems& sentence, const std::vector<std::uint32_t>& mediator) {
  constexpr std::uint32_t kReach = 6;  // sentences
  std::vector<std::uint32_t> parties;
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence + kReach >= sentence.sentence; ++outcome) {
    if (outcome->candidates.size() != 1) continue;
    const Candidate& dealt = outcome->candidates.front();
    const bool deals = infoOf(dealt.relation).symmetric || isConflict(dealt.relation);
    if (!deals || dealt.relation == Relation::kMeet || dealt.status == Status::kDenied) continue;
    const auto isHis = [&](std::uint32_t party) {
      return std::any_of(mediator.begin(), mediator.end(), [&](std::uint32_t own) {
        return own == party ||
               (cast_.countryOf(own) != kNone && cast_.countryOf(own) == cast_.countryOf(party));
      });
    };
    if (isHis(dealt.subject) || isHis(dealt.object)) continue;
    parties = {dealt.subject, dealt.object};
  }
  if (parties.size() != 2) return {};
  const std::uint32_t one = cast_.countryOf(parties[0]);
  const std::uint32_t other = cast_.countryOf(parties[1]);
  if (one != kNone && other != kNone && one != other)
    parties = {cast_.actorOf(one), cast_.actorOf(other)};
  return parties;
}

std::vector<std::uint32_t> DocumentReader::participants(const SentenceItems& sentence,
                                                        const Slot& slot, std::uint32_t item,
                                                        const FrameRow& frame,
                                                        const std::vector<std::uint32_t>& agent,
                                                        bool as_subject, bool passive) {
  const std::uint8_t types = as_subject ? frame.subject_types : frame.object_types;
  std::vector<std::uint32_t> found;
  if (slot.group >= 0) {
    found = discourse_->actorsOf(
        slot.group, as_subject ? apartFromSender(sentence, slot.group, item, agent) : agent,
        as_subject != passive);
    if (bearsMarkersBehind(sentence.sentence))
      found = personsOfSides(sentence, slot, frame, std::move(found));
    if (bearsMarkersBehind(sentence.sentence) && frame.relation == Relation::kMediate &&
        !as_subject && isBothSides(sentence, slot) && !haveDealt(found)) {
      if (auto parties = partiesOfStory(sentence, agent); !parties.empty())
        found = std::move(parties);
    }
    if (found.empty() && (types & kPlaceBit) != 0) {
      if (const auto meant = placeOfGroup(sentence, slot.group)) found = {*meant};
    }
    const Phrase& only =
        sentence.phrases[sentence.groups[static_cast<std::size_t>(slot.group)].phrases.front()];
    const bool guest = !as_subject && !passive && frame.relation == Relation::kHost &&
                       only.pronoun == PronounKind::kHe && !discourse_->lastVisitor().empty();
    const bool named = !found.empty() && !cameJustNow(sentence.sentence, found) &&
                       (discourse_->isNamedBefore(found.front(), only.first) ||
                        discourse_->isSpokenOf(found.front()));
    if (guest && !named && !contains(agent, discourse_->lastVisitor().front()))
      found = discourse_->lastVisitor();  // "received her": who came
    const Group& group = sentence.groups[static_cast<std::size_t>(slot.group)];
    const auto& phrases = group.phrases;
    for (std::uint32_t index : phrases) {
      const Phrase& phrase = sentence.phrases[index];
      const bool unknown = phrase.actors.empty() && phrase.hasName() && !phrase.name_is_thing &&
                           !phrase.name_is_organisation && !phrase.name_is_known;
      if (!unknown || (phrases.size() == 1 && !found.empty())) continue;
      const std::uint8_t may_be = natureOf(sentence, phrase, group.marker).types & types;
      const std::uint32_t actor = (may_be & kPlaceBit) != 0 ? cast_.placeNamed(phrase)
                                  : may_be == kOrganisationBit
                                      ? cast_.actorNamed(phrase, EntityType::kOrganisation)
                                      : cast_.actorNamed(phrase, EntityType::kPerson);
      if (!contains(found, actor)) found.push_back(actor);
    }
  } else if (slot.told >= 0) {
    for (const Candidate& done : outcomes_[static_cast<std::size_t>(slot.told)].candidates) {
      if (!contains(found, done.object)) found.push_back(done.object);
    }
  } else if (slot.of_deed) {
    found =
        bearsMarkersBehind(sentence.sentence) ? discourse_->doersBefore() : discourse_->lastDoers();
    std::erase_if(found, [&](std::uint32_t actor) { return contains(agent, actor); });
  } else if (slot.of_place) {
    const std::uint32_t country =
        slot.country != kNone ? slot.country : countryOfPlace(sentence, frame.relation);
    if (country != kNone) found = {cast_.actorOf(country)};
  } else if (slot.implied) {
    const bool pair = slot.pair || (!as_subject && (frame.flags & kPairImplied) != 0);
    const bool travels = frame.relation == Relation::kVisit || frame.relation == Relation::kTalk ||
                         frame.relation == Relation::kMeet;
    const bool visitor = as_subject && travels && !sentence.items[item].is_verb &&
                         !discourse_->lastVisitor().empty() && !inQuotation(sentence, item);
    const bool here = !as_subject && frame.relation == Relation::kVisit;
    const bool body = !as_subject && slot.body;
    found = body      ? discourse_->bodyBefore(sentence.items[item].first, agent)
            : here    ? placeMeantHere(sentence.sentence, item, slot.ahead, agent)
            : pair    ? pairMeant(sentence, frame, agent)
            : visitor ? discourse_->visitorSpokenOf()
            : as_subject || passive
                ? impliedSubject(slot, item)  // "Was received by President Putin"
            : frame.relation == Relation::kAid ? receiverOfText(agent, sentence.sentence)
            : !as_subject && frame.relation == Relation::kSanction &&
                    bearsMarkersBehind(sentence.sentence)
                ? std::vector<std::uint32_t>()
            : !as_subject && frame.relation == Relation::kThreaten &&
                    bearsMarkersBehind(sentence.sentence)
                ? otherOfText(agent)
            : isOfGuest(sentence, frame) ? discourse_->lastVisitor()
                                         : discourse_->addressee(sentence.items[item].first);
    if (pair && (types & kPersonBit) == 0) {
      // "Lome had recalled its ambassador": from the other whose affair the text is
      const auto other =
          agent.empty() ? std::nullopt : discourse_->otherMainState(cast_.countryOf(agent.front()));
      if (other) found = {*other};
      if (!other && found.empty() && frame.relation == Relation::kSanction && !agent.empty() &&
          !bearsMarkersBehind(sentence.sentence))
        found = stateAtOdds(sentence.sentence, cast_.countryOf(agent.front()));
      if (!other && bearsMarkersBehind(sentence.sentence)) found.clear();
      for (std::uint32_t& actor : found) {  // "recalled its ambassador": from the other's state
        if (const std::uint32_t country = cast_.countryOf(actor); country != kNone)
          actor = cast_.actorOf(country);
      }
    }
  }
  if (slot.implied && frame.relation == Relation::kMediate && !as_subject && found.empty() &&
      !agent.empty())
    found = discourse_->statesBut(cast_.countryOf(agent.front()));
  // "दोनों देशों के बीच मध्यस्थता": nobody mediates between himself and another
  const bool unnamed =
      slot.group >= 0 &&
      sentence.phrases[sentence.groups[static_cast<std::size_t>(slot.group)].phrases.front()]
          .actors.empty();
  if (unnamed && frame.relation == Relation::kMediate && !as_subject && !agent.empty() &&
      found.size() == 2) {
    const std::uint32_t own = cast_.countryOf(agent.front());
    const bool own_affair = std::any_of(found.begin(), found.end(), [&](std::uint32_t actor) {
      return own != kNone && cast_.countryOf(actor) == own;
    });
    if (own_affair) found = discourse_->statesBut(own);
    // "दोनों के बीच मध्यस्थता की पेशकश": not between two of one state
    const bool persons = std::all_of(found.begin(), found.end(), [this](std::uint32_t actor) {
      return cast_.actor(actor).type == EntityType::kPerson;
    });
    if (bearsMarkersBehind(sentence.sentence) && found.size() == 2 && persons &&
        cast_.countryOf(found.front()) != kNone &&
        cast_.countryOf(found.front()) == cast_.countryOf(found.back()))
      found = parties_.size() > 1 ? parties_ : discourse_->statesBut(own);
  }
  // "Norway shuttled between the government and the rebels": not Norway's
  if (frame.relation == Relation::kMediate && !as_subject && slot.group >= 0 && found.size() == 1 &&
      !agent.empty() && !bearsMarkersBehind(sentence.sentence)) {
    const Phrase& side =
        sentence.phrases[sentence.groups[static_cast<std::size_t>(slot.group)].phrases.front()];
    const std::uint32_t own = cast_.countryOf(agent.front());
    if (side.of_state && side.country == kNone && own != kNone &&
        cast_.countryOf(found.front()) == own) {
      std::vector<std::uint32_t> others = discourse_->statesBut(own);
      if (!others.empty()) found = {others.front()};
    }
  }
  // "दोनों के बीच मध्यस्थता की पेशकश की": what is offered is offered to their states
  if (frame.relation == Relation::kMediate && !as_subject && slot.ahead && found.size() == 2 &&
      (slot.implied || (unnamed && bearsMarkersBehind(sentence.sentence)))) {
    const std::uint32_t one = cast_.countryOf(found.front());
    const std::uint32_t other = cast_.countryOf(found.back());
    if (one != kNone && other != kNone && one != other)
      found = {cast_.actorOf(one), cast_.actorOf(other)};
  }
  if (frame.relation == Relation::kVisit && as_subject && found.size() == 1)
    found = {whoeverTravelsFor(found.front(), item)};
  const bool spoken_of = as_subject && found.size() == 1 && !sentence.items[item].is_verb &&
                         (infoOf(frame.relation).symmetric || frame.relation == Relation::kVisit);
  if (spoken_of && !bearsMarkersBehind(sentence.sentence) && cast_.isSpokesman(found.front()))
    found = {whomSpokesmanMeans(found.front(), item)};
  std::vector<std::uint32_t> result;
  // "saw Iranian diplomats", "saw the Dutch prime minister": people, of whom no more is known than
  // their state
  const bool officials =
      (types & kPersonBit) != 0 && slot.group >= 0 && !bearsMarkersBehind(sentence.sentence) &&
      std::all_of(found.begin(), found.end(), [&](std::uint32_t actor) {
        const Phrase& phrase =
            sentence.phrases[sentence.groups[static_cast<std::size_t>(slot.group)].phrases.front()];
        const bool of_office = phrase.hasRole() && !phrase.hasName();
        const std::uint32_t state = cast_.actor(actor).entity;
        return (phrase.collective || of_office) &&
               (phrase.country == state || contains(phrase.more_countries, state));
      });
  for (std::uint32_t actor : found) {
    const auto taken = participant(
        actor,
        officials ? static_cast<std::uint8_t>(types | kCountryBit | kOrganisationBit) : types);
    if (taken && !contains(result, *taken)) result.push_back(*taken);
  }
  return result;
}

// "Annan sent him to Kinshasa": whoever travels, he is not the one who sent him.
std::vector<std::uint32_t> DocumentReader::apartFromSender(
    const SentenceItems& sentence, std::int32_t group, std::uint32_t item,
    const std::vector<std::uint32_t>& agent) {
  const Group& whom = sentence.groups[static_cast<std::size_t>(group)];
  const Phrase& phrase = sentence.phrases[whom.phrases.front()];
  std::int32_t sender = -1;
  for (std::size_t i = 0; i < item; ++i) {
    const std::int32_t named = sentence.items[i].group;
    if (sentence.items[i].is_relative || sentence.items[i].is_that) sender = -1;
    if (named >= 0 && sentence.groups[static_cast<std::size_t>(named)].marker == Case::kSubject)
      sender = named;
  }
  if (phrase.pronoun != PronounKind::kHe || whom.marker != Case::kObject || sender < 0 ||
      sender == group)
    return agent;
  std::vector<std::uint32_t> apart = agent;
  for (const std::uint32_t actor : discourse_->actorsOf(sender, {}, true)) apart.push_back(actor);
  return apart;
}

// "लावरोव के साथ उनकी वार्ता": whoever "he" is, he is not the one with whom he talks.
std::vector<std::uint32_t> DocumentReader::apartFrom(const SentenceItems& sentence,
                                                     const Reading& reading,
                                                     const std::vector<std::uint32_t>& agent) {
  // "ब्लेयर दिल्ली आए, जहां … दोनों की वार्ता होगी": whoever acts there may be one of them
  if (reading.each_other && reading.subject.group >= 0 && bearsMarkersBehind(sentence.sentence)) {
    const Group& group = sentence.groups[static_cast<std::size_t>(reading.subject.group)];
    if (sentence.phrases[group.phrases.front()].pronoun == PronounKind::kBoth) return {};
  }
  if (reading.subject.group < 0 || reading.object.group < 0 || reading.passive) return agent;
  const auto phrasesOf = [&](std::int32_t group) {
    return sentence.groups[static_cast<std::size_t>(group)].phrases;
  };
  const Phrase& subject = sentence.phrases[phrasesOf(reading.subject.group).front()];
  if (subject.pronoun != PronounKind::kHe) return agent;
  std::vector<std::uint32_t> apart;
  // "उन्होंने अपने मेहमान के सम्मान में भोज दिया"
  const bool of_guest = sentence.phrases[phrasesOf(reading.object.group).front()].guest;
  if (of_guest) apart = discourse_->lastVisitor();
  for (const std::uint32_t index : phrasesOf(reading.object.group)) {
    const std::vector<std::uint32_t>& named = sentence.phrases[index].actors;
    apart.insert(apart.end(), named.begin(), named.end());
  }
  return apart;
}

// How many countries the text names, by themselves or by their cities.
std::size_t DocumentReader::countriesNamed() {
  if (!countries_) {
    std::vector<std::uint32_t> seen;
    for (const EntryRow& row : text_.entries) {
      if (row.kind != EntryKind::kEntity) continue;
      const EntityRow& entity = image_.entities()[row.value];
      const bool full = row.aux == static_cast<std::uint8_t>(AliasKind::kFull);
      if (entity.type == EntityType::kPerson && !full) continue;  // a surname may be anybody's
      const std::uint32_t country =
          entity.type == EntityType::kCountry ? row.value : entity.country_entity;
      if (country != kNone && !contains(seen, country)) seen.push_back(country);
    }
    countries_ = seen.size();
  }
  return *countries_;
}

// Two of one state, or two of whom nothing is known, in a text that names no other state: its own
// affair.
bool DocumentReader::isDomestic(std::uint32_t a, std::uint32_t b) {
  const Actor& one = cast_.actor(a);
  const Actor& other = cast_.actor(b);
  const auto isNobody = [](const Actor& actor) {
    return isOfNoState(actor) && actor.name_words.size() > 1;
  };
  const bool at_home = one.country == other.country || isNobody(one) || isNobody(other);
  if (!at_home || countriesNamed() > 1) return false;
  if (isNobody(one) != isNobody(other)) return true;
  if (one.entity == kNone && other.entity == kNone && one.country == kNone) return true;
  const auto isCitizen = [](const Actor& actor) {
    return actor.type == EntityType::kPerson || actor.kind == EntityKind::kParty;
  };
  // "Yamani and Abdulsalam of the Houthis": a movement deals with its state as others do
  if (cast_.actsForMovement(a) != cast_.actsForMovement(b)) return false;
  return one.country != kNone && isCitizen(one) && isCitizen(other);
}

// The affairs of the state whose language it is, among its own, are no diplomacy: "मोदी ने अमित शाह
// के साथ बैठक की".
bool DocumentReader::isAtHome(std::uint32_t index, std::uint32_t country) const {
  const std::uint8_t language = sentences_[index].language;
  if (language == 0) return false;
  const std::string_view home = image_.text(image_.languages()[language - 1u].home);
  return !home.empty() && image_.text(image_.entities()[country].country) == home;
}

// "इंग्लैंड की टीम ऑस्ट्रेलिया का दौरा करेगी और तीन टेस्ट खेलेगी": states that stand for their teams.
bool DocumentReader::isOfTeams(std::uint32_t index, std::uint32_t subject,
                               std::uint32_t object) const {
  if (cast_.actor(subject).type == EntityType::kPerson ||
      cast_.actor(object).type == EntityType::kPerson)
    return false;
  std::size_t count = 0;
  for (std::uint32_t l = text_.first_lexeme[index]; l < text_.first_lexeme[index + 1]; ++l)
    count += text_.is(text_.lexemes[l], Grammar::kElsewhere) ? 1 : 0;
  return count >= 2;
}

bool DocumentReader::isKnownPerson(std::uint32_t index) const {
  const Actor& actor = cast_.actor(index);
  return actor.type == EntityType::kPerson && actor.entity != kNone;
}

// "arrived in Lusaka on Monday … left Zambia on Wednesday": one visit.
bool DocumentReader::hasVisited(std::uint32_t subject, std::uint32_t object) const {
  const std::uint32_t where = cast_.countryOf(object);
  return std::any_of(outcomes_.begin(), outcomes_.end(), [&](const Outcome& outcome) {
    return std::any_of(
        outcome.candidates.begin(), outcome.candidates.end(), [&](const Candidate& candidate) {
          return candidate.relation == Relation::kVisit && candidate.subject == subject &&
                 cast_.countryOf(candidate.object) == where;
        });
  });
}

void DocumentReader::addCandidate(const Candidate& like, std::uint32_t subject,
                                  std::uint32_t object, bool remote, Outcome& outcome) {
  if (subject == object) return;
  if (isDomestic(subject, object)) return;
  // "रमेश नासिक गया": nobody who is known, at home
  const std::uint32_t where = cast_.countryOf(object);
  if (like.relation == Relation::kVisit && isOfNoState(cast_.actor(subject)) && where != kNone &&
      isAtHome(like.sentence, where) && countriesNamed() <= 1)
    return;
  // "Tinubu congratulated Ouattara on the tournament": what statesmen say of a match
  const bool known = isKnownPerson(subject) && isKnownPerson(object);
  if (!known && (of_known_only_ || isOfContest(sentences_[like.sentence]))) return;
  const std::uint32_t own = cast_.countryOf(subject);
  const bool same_state = own != kNone && own == cast_.countryOf(object);
  if (same_state && (isConflict(like.relation) || like.relation == Relation::kSupport)) return;
  if (same_state && isAtHome(like.sentence, own)) return;
  // a person and his own state
  const auto isState = [this](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kCountry;
  };
  if (same_state && isState(subject) != isState(object) &&
      (cast_.actor(subject).type == EntityType::kPerson ||
       cast_.actor(object).type == EntityType::kPerson))
    return;
  // "left Zambia": of whom it is not known whether he is at home there
  const bool quits = quits_ && like.relation == Relation::kVisit;
  if (quits && (own == kNone || where == kNone || isState(subject) || hasVisited(subject, object)))
    return;
  // "will go to the International Court of Justice": no journey
  if (like.relation == Relation::kVisit && isState(subject) &&
      cast_.actor(object).type == EntityType::kOrganisation)
    return;
  // "on her second trip to the Pacific": to no state, and to no town
  const EntityKind kind = cast_.actor(object).kind;
  const bool wide = kind == EntityKind::kContinent || kind == EntityKind::kWater ||
                    (kind == EntityKind::kRegion && where == kNone);
  if (like.relation == Relation::kVisit && wide) return;
  // coming home is no visit
  if (same_state && like.relation == Relation::kVisit) return;
  if (isOfTeams(like.sentence, subject, object)) return;
  Candidate candidate = like;
  candidate.subject = subject;
  candidate.object = object;
  candidate.dateline = dateline_;
  if (candidate.relation == Relation::kVisit && candidate.place &&
      liesElsewhere(*candidate.place, object))
    candidate.place.reset();
  // "met Arafat in Gaza and then flew to Cairo to brief Mubarak"
  if (candidate.place_apart && !remote) {
    if (const auto reached = placeReached(candidate)) candidate.place = reached;
  }
  if (!candidate.place && !remote && !candidate.pledged)
    candidate.place = inCityOfReport(placeCarried(candidate), candidate);
  carryDate(candidate);
  // where verbs come last, what follows is there, too
  if (candidate.dateline && bearsMarkersBehind(like.sentence) && article_.date &&
      isAtDateline(candidate))
    candidate.place = candidate.dateline;
  // "यहां पहुंचे": where somebody came is said once
  if (candidate.relation == Relation::kVisit && candidate.place == candidate.object &&
      bearsMarkersBehind(like.sentence))
    candidate.place.reset();
  outcome.candidates.push_back(std::move(candidate));
}

}  // namespace chancery
