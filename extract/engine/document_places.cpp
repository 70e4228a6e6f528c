// Stage 8 of the reader, where: the place of each reading, and where the story is.
#include <algorithm>

#include "extract/engine/actor_list.h"
#include "extract/engine/clauses.h"
#include "extract/engine/document_reader.h"

namespace chancery {
namespace {

constexpr int kRankOfCity = 3;
constexpr std::uint32_t kLead = 1;  // the paragraph behind the headline or dateline

// What is not so yet has a place and a day of its own.
std::size_t isOpen(Status status) {
  return status == Status::kPlanned || status == Status::kPossible ? 1 : 0;
}

}  // namespace

std::optional<std::uint32_t> DocumentReader::placeOf(const SentenceItems& sentence,
                                                     const Item& item) {
  if (item.group < 0) return std::nullopt;
  const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
  const Phrase& phrase = sentence.phrases[group.phrases.back()];
  if (phrase.pronoun || phrase.hasRole() || group.phrases.size() > 1) return std::nullopt;
  if (phrase.name_is_thing && !phrase.name_is_place) return std::nullopt;
  if (phrase.actors.empty()) {
    const bool on = group.marker == Case::kOn && phrase.name_is_place;
    if (group.marker != Case::kIn && group.marker != Case::kAt && !on) return std::nullopt;
    if (!phrase.hasName() || phrase.name_is_known || phrase.name_is_organisation)
      return std::nullopt;
    return cast_.placeNamed(phrase);
  }
  const std::uint32_t actor = phrase.actors.front();
  const EntityType type = cast_.actor(actor).type;
  if (type != EntityType::kPlace && type != EntityType::kCountry) return std::nullopt;
  return actor;
}

// A venue says more than a city, a city more than a country.
int DocumentReader::placeRank(std::uint32_t index) const {
  const Actor& actor = cast_.actor(index);
  if (actor.type == EntityType::kCountry) return 1;
  switch (actor.kind) {
    case EntityKind::kVenue: return 4;
    case EntityKind::kCity: return kRankOfCity;
    case EntityKind::kRegion: return 2;
    case EntityKind::kContinent:
    case EntityKind::kWater: return 0;
    default: return actor.entity == kNone ? 3 : 2;
  }
}

// "भारत में होने वाली बैठक के लिए आमंत्रित किया", "अगला दौर लिस्बन में करने पर सहमत हुए": where something else
// is to be.
bool DocumentReader::isOfWhatIsToCome(const SentenceItems& sentence, std::size_t at,
                                      std::size_t trigger) const {
  if (!bearsMarkersBehind(sentence.sentence)) return false;
  constexpr std::size_t kReach = 3;  // items between
  for (std::size_t i = at + 2; i + 1 < trigger && i < at + 2 + kReach; ++i) {
    const Item& item = sentence.items[i];
    const Item& behind = sentence.items[i + 1];
    if (item.group >= 0) return false;
    const bool to_be = std::any_of(item.cues.begin(), item.cues.end(), [this](std::uint32_t row) {
      const CueRow& cue = image_.cues()[row];
      return cue.scope == CueScope::kBefore && cue.status == Status::kPlanned;
    });
    if (to_be) return true;
    if (item.is_verbal_noun && item.triggers.empty())
      return behind.marker == Case::kOn || behind.marker == Case::kOf ||
             behind.marker == Case::kFor || behind.marker == Case::kAbout;
    if (!item.is_adverb && !item.is_adjective && !item.is_number && item.date < 0) return false;
  }
  return false;
}

void DocumentReader::findPlace(const SentenceItems& sentence, const Reading& reading,
                               Candidate& candidate) {
  // where sanctions are made is not told
  if (candidate.relation == Relation::kSanction && bearsMarkersBehind(sentence.sentence)) return;
  int best = 0;
  bool best_is_apart = false;
  for (std::size_t i = reading.clause_first; i < reading.clause_last; ++i) {
    const Item& item = sentence.items[i];
    if (item.group < 0 && !item.is_where) continue;
    const bool apart =
        !bearsMarkersBehind(sentence.sentence) && isOfOtherVerb(sentence, reading, i);
    // "travelled to Komotini, where he was cheered": the visit's own destination
    const bool goes = !bearsMarkersBehind(sentence.sentence) &&
                      candidate.relation == Relation::kVisit && item.is_where;
    // "वहां के विदेश मंत्री": whose he is
    const bool owns = bearsMarkersBehind(sentence.sentence) && item.group >= 0 &&
                      sentence.groups[static_cast<std::size_t>(item.group)].marker == Case::kOf;
    if (auto meant =
            goes || owns || (apart && i > reading.item) ? std::nullopt : placeMeant(sentence, i);
        meant && best < kRankOfCity) {
      best = kRankOfCity;
      candidate.place = meant;
    }
    if (item.group < 0 || item.group == reading.subject.group || item.group == reading.object.group)
      continue;
    if (i >= reading.aside_first && i < reading.aside_last) continue;
    if (candidate.relation == Relation::kInvite && i > reading.item) continue;  // where to
    const Case marker = sentence.groups[static_cast<std::size_t>(item.group)].marker;
    const bool inside = marker == Case::kOf && isOfHouseThere(sentence, i);
    if (marker != Case::kIn && marker != Case::kAt && marker != Case::kOn && !inside) continue;
    if (isOfWhatIsToCome(sentence, i, reading.item)) continue;
    if (candidate.relation == Relation::kAgree && isOfWhatIsAgreed(sentence, reading, i)) continue;
    if (isOfTopic(sentence, reading, i)) continue;
    if (isOfThingSpokenOf(sentence, reading, i) || isOfDealSpokenOf(sentence, reading, i)) continue;
    // "telephoned Putin in Sochi", "rang him and will host him in Kingston": no place of the call
    const bool calls = candidate.remote && candidate.relation == Relation::kTalk &&
                       !bearsMarkersBehind(sentence.sentence);
    if (calls && i > reading.item) continue;
    if (marker == Case::kAt && isOfThingThere(sentence, i)) continue;
    if (marker == Case::kIn && isPostOfEnvoy(sentence, i)) continue;
    const auto place = placeOf(sentence, item);
    const bool nearer =
        best_is_apart && !apart;  // "received him in Entebbe, and Abiy met him in …"
    if (!place || (best > 0 && apart && !best_is_apart)) continue;
    // "will expel 23 of them after a nerve agent was used in Salisbury"
    const bool of_cause = isConflict(candidate.relation) && i > reading.item;
    if (apart && (candidate.relation == Relation::kVisit || of_cause)) continue;
    if (!nearer && placeRank(*place) <= best) continue;
    // "हनोई में राष्ट्रपति भवन में": a house that other states have, too
    if (!nearer && best == kRankOfCity && candidate.place && placeRank(*place) > kRankOfCity &&
        cast_.countryOf(*candidate.place) != kNone && cast_.countryOf(*place) != kNone &&
        cast_.countryOf(*place) != cast_.countryOf(*candidate.place))
      continue;
    if (marker == Case::kOn && placeRank(*place) < kRankOfCity)
      continue;  // "on Ukraine" says what about
    best = placeRank(*place);
    best_is_apart = apart;
    candidate.place = place;
  }
  candidate.place_apart = best_is_apart && !bearsMarkersBehind(sentence.sentence);
}

// "लाहौर के किले में", "संसद भवन के बड़े हॉल में": in a house or hall of a place.
bool DocumentReader::isOfHouseThere(const SentenceItems& sentence, std::size_t at) const {
  const std::vector<Item>& items = sentence.items;
  if (!bearsMarkersBehind(sentence.sentence) || at + 3 >= items.size() ||
      items[at + 1].marker != Case::kOf)
    return false;
  std::size_t i = at + 2;
  while (i + 1 < items.size() && items[i].group < 0 && items[i].is_adjective) ++i;
  if (i + 1 >= items.size() || items[i].group >= 0 || items[i + 1].group >= 0) return false;
  const Case marker = items[i + 1].marker.value_or(Case::kNone);
  return (marker == Case::kIn || marker == Case::kOn) &&
         text_.is(text_.lexemes[items[i].first], NamePart::kPlaceHead);
}

// "भारत में चीन के राजदूत": where he is posted.
bool DocumentReader::isPostOfEnvoy(const SentenceItems& sentence, std::size_t at) const {
  const std::vector<Item>& items = sentence.items;
  if (!bearsMarkersBehind(sentence.sentence)) return false;
  std::size_t i = at + 2;
  while (i + 2 < items.size() && items[i].group >= 0 && items[i + 1].group < 0 &&
         items[i + 1].marker == Case::kOf)
    i += 2;
  const auto isOwner = [&](std::size_t j) {
    return items[j].group >= 0 &&
           sentence.groups[static_cast<std::size_t>(items[j].group)].marker == Case::kOf;
  };
  if (i + 1 < items.size() && isOwner(i)) ++i;  // "उसके राजदूत"
  if (i >= items.size() || items[i].group < 0) return false;
  const Phrase& phrase =
      sentence.phrases[sentence.groups[static_cast<std::size_t>(items[i].group)].phrases.front()];
  if (phrase.role == kNone) return false;
  const auto alternatives = image_.role(phrase.role);
  return std::any_of(alternatives.begin(), alternatives.end(), [this](const RoleAlternative& a) {
    return a.office == image_.officeCode("ambassador");
  });
}

// "बंदर अब्बास स्थित दूतावास का दर्जा बढ़ाने पर": where a thing is of which they speak, unless they are in
// it.
bool DocumentReader::isOfThingThere(const SentenceItems& sentence, std::size_t at) const {
  if (!bearsMarkersBehind(sentence.sentence)) return false;
  for (std::size_t i = at + 2; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    // "राष्ट्रपति भवन के प्रांगण में मोदी ने": somebody, and no thing
    if (i == at + 2 && item.group >= 0 &&
        sentence.groups[static_cast<std::size_t>(item.group)].marker == Case::kErgative)
      return false;
    if (item.marker && item.group < 0)
      return item.marker != Case::kIn && item.marker != Case::kOn && item.marker != Case::kAt;
    if (item.punctuation != 0 || (item.is_verb && item.group < 0)) return false;
  }
  return false;
}

// "agreed to open a consulate in Samarkand": where that is, but not "at a meeting in Samarkand".
bool DocumentReader::isOfWhatIsAgreed(const SentenceItems& sentence, const Reading& reading,
                                      std::size_t at) const {
  if (bearsMarkersBehind(sentence.sentence) || at <= reading.item) return false;
  bool agreed = sentence.items[reading.item + 1u].is_verb;  // "agreed to" is one entry
  for (std::size_t i = reading.item + 1u; i < at; ++i) {
    const Item& item = sentence.items[i];
    agreed = agreed || item.is_infinitive || item.is_that;
    const bool deals = std::any_of(item.triggers.begin(), item.triggers.end(), [&](auto row) {
      const Relation relation = image_.frameOf(row).relation;
      return !item.is_verb && (relation == Relation::kMeet || relation == Relation::kTalk);
    });
    if (deals) return false;
  }
  return agreed;
}

// True when a verb that is not the reading's begins between it and what stands at an item.
bool DocumentReader::isOfOtherVerb(const SentenceItems& sentence, const Reading& reading,
                                   std::size_t at) {
  const std::size_t first = std::min<std::size_t>(at, reading.item);
  const std::size_t last = std::max<std::size_t>(at, reading.item);
  bool parted = false;
  for (std::size_t i = first + 1; i <= last; ++i) {
    const Item& item = sentence.items[i];
    // "agreed to meet in Paris": where they will
    const auto isDone = [&](std::size_t verb) {
      return verb < at && sentence.items[verb].is_verb && !sentence.items[verb].triggers.empty();
    };
    const bool behind = i > reading.item && sentence.items[reading.item].is_verb;
    const bool intends =
        behind && ((item.is_infinitive && isDone(i + 1)) || (i == reading.item + 1u && isDone(i)));
    parted = parted || intends || item.is_and || item.is_clause || item.is_relative ||
             item.punctuation == U',' || item.punctuation == U';';
    if (parted && item.group < 0 && i != at && (item.is_verb || item.is_have)) return true;
    // "Sources in Tripoli said a meeting may be held": where they say so
    if (at < reading.item && item.is_speech && item.is_finite && item.group < 0) return true;
  }
  return false;
}

// "After meeting Merz in Berlin, Zelensky flew to London": no place of the visit.
bool DocumentReader::liesElsewhere(std::uint32_t place, std::uint32_t destination) const {
  const std::uint32_t there = cast_.countryOf(destination);
  const std::uint32_t here = cast_.countryOf(place);
  return there != kNone && here != kNone && there != here;
}

// "talks on the ceasefire in eastern Ukraine", "discussed the war in Syria": where something is of
// which they speak.
bool DocumentReader::isOfTopic(const SentenceItems& sentence, const Reading& reading,
                               std::size_t at) {
  if (bearsMarkersBehind(sentence.sentence) || at <= reading.item + 1) return false;
  const std::vector<Item>& items = sentence.items;
  // "discussed the situation in the North Caucasus"
  const FrameRow& frame = image_.frameOf(reading.trigger);
  const bool discusses = items[reading.item].is_verb && frame.relation == Relation::kTalk &&
                         frame.object[0] == Case::kWith && frame.object[1] != Case::kTo;
  std::size_t marker = at;
  while (marker > reading.item && !items[marker].marker) --marker;
  const auto place = discusses ? placeOf(sentence, items[at]) : std::nullopt;
  if (place && placeRank(*place) < kRankOfCity && marker > reading.item + 1u &&
      items[marker - 1].group < 0 && !items[marker - 1].is_verb && !items[marker - 1].is_adverb &&
      items[marker - 1].date < 0)
    return true;
  // "condemned violations of the truce in eastern Ukraine", but "signed a truce in Doha"
  const bool speaks = isConflict(frame.relation) || frame.relation == Relation::kSupport ||
                      frame.relation == Relation::kGreet || frame.relation == Relation::kInform ||
                      frame.relation == Relation::kAid;
  const std::size_t noun = marker > 0 ? marker - 1 : 0;
  // "agreed on a ceasefire in eastern Ukraine", but "agreed on a ceasefire in Doha"
  const auto region =
      frame.relation == Relation::kAgree ? placeOf(sentence, items[at]) : std::nullopt;
  const bool agrees = region && placeRank(*region) < kRankOfCity;
  if ((speaks || agrees) && items[marker].marker == Case::kIn && noun > reading.item &&
      items[noun].is_situation)
    return true;
  for (std::size_t i = reading.item + 1; i < at; ++i) {
    const bool opens = items[i].marker == Case::kAbout || items[i].marker == Case::kOn;
    if (!opens || items[i + 1].date >= 0 || items[i + 1].group >= 0) continue;
    // "on the war in Gaza", "on trade in Africa", but "on energy in Sochi": only what stands with
    // the noun behind it
    if (items[at].group < 0 || !items[at - 1].marker) continue;
    if (items[at - 2].is_situation) return true;
    const auto about = items[at - 2].topic >= 0 ? placeOf(sentence, items[at]) : std::nullopt;
    if (about && placeRank(*about) < kRankOfCity) return true;
  }
  return false;
}

// "briefed him in Moscow on his talks with Maduro in Caracas": where each of the two was.
bool DocumentReader::isOfDealSpokenOf(const SentenceItems& sentence, const Reading& reading,
                                      std::size_t at) {
  if (bearsMarkersBehind(sentence.sentence)) return false;
  const std::vector<Item>& items = sentence.items;
  const auto isTrigger = [&](std::size_t i, auto&& wanted) {
    return items[i].group < 0 &&
           std::any_of(items[i].triggers.begin(), items[i].triggers.end(),
                       [&](auto row) { return wanted(image_.frameOf(row).relation); });
  };
  const auto informs = [&](std::size_t i) {
    return isTrigger(i, [](Relation relation) { return relation == Relation::kInform; });
  };
  // the verb that tells of a noun of talks, a meeting or a visit
  const auto tellerOf = [&](std::size_t noun) -> std::size_t {
    if (items[noun].is_verb) return 0;
    std::size_t i = noun;
    while (i > 0 && !items[i - 1].marker && !items[i - 1].is_verb && items[i - 1].punctuation == 0)
      --i;
    const std::optional<Case> marker = i > 0 ? items[i - 1].marker : std::nullopt;
    if (marker != Case::kAbout && marker != Case::kOn) return 0;
    while (i > 0 && items[i].punctuation == 0 && !(items[i].is_verb && !items[i].triggers.empty()))
      --i;
    return marker == Case::kAbout || informs(i) ? i : 0;
  };
  const auto meets = [](Relation relation) {
    return relation == Relation::kMeet || relation == Relation::kTalk ||
           relation == Relation::kVisit;
  };
  const std::size_t teller = tellerOf(reading.item);
  if (teller > 0 && at < reading.item) return true;
  for (std::size_t i = reading.item + 1u; i < at; ++i) {
    if (isTrigger(i, meets) && tellerOf(i) == reading.item) return true;
  }
  return false;
}

// "promised a new wharf at Luganville", "accused it of massing troops in the gorge": where a thing
// is of which they speak.
bool DocumentReader::isOfThingSpokenOf(const SentenceItems& sentence, const Reading& reading,
                                       std::size_t at) {
  if (bearsMarkersBehind(sentence.sentence) || at <= reading.item + 2u) return false;
  const std::vector<Item>& items = sentence.items;
  const Relation relation = image_.frameOf(reading.trigger).relation;
  if (!isConflict(relation) && relation != Relation::kSupport && relation != Relation::kGreet &&
      relation != Relation::kAid && relation != Relation::kInform)
    return false;
  std::size_t marker = at;
  while (marker > reading.item && !items[marker].marker) --marker;
  if (marker <= reading.item + 1u) return false;
  const Item& noun = items[marker - 1];
  const auto deals = [this](const Item& item) {
    return std::any_of(item.triggers.begin(), item.triggers.end(), [this](auto row) {
      const Relation deal = image_.frameOf(row).relation;
      return deal == Relation::kMeet || deal == Relation::kTalk || deal == Relation::kVisit;
    });
  };
  if (noun.group >= 0 || noun.is_verb || noun.date >= 0 || noun.is_adverb ||
      noun.punctuation != 0 || deals(noun))
    return false;
  for (std::size_t i = reading.item + 1u; i + 1 < marker; ++i) {
    const Item& item = items[i];
    if (deals(item)) return false;
    if (item.group >= 0) continue;
    const bool opens = item.marker && item.marker != Case::kAt && item.marker != Case::kIn &&
                       item.marker != Case::kDuring && item.marker != Case::kAfter;
    if (opens || item.is_verb || item.is_that || relation == Relation::kAid) return true;
  }
  return false;
}

// The place of a group that says only "there" or "here": "वहां गए".
std::optional<std::uint32_t> DocumentReader::placeOfGroup(const SentenceItems& sentence,
                                                          std::int32_t group) {
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    if (sentence.items[i].group == group) return placeMeant(sentence, i);
  }
  return std::nullopt;
}

// "ऑस्ट्रिया के लिए रवाना होंगे": for a place, of those who set out.
bool DocumentReader::isSetOutFor(const SentenceItems& sentence, std::size_t at) const {
  if (at + 2 >= sentence.items.size()) return false;
  const std::span<const std::uint32_t> triggers = sentence.items[at + 2].triggers;
  return std::any_of(triggers.begin(), triggers.end(), [this](std::uint32_t row) {
    return image_.frameOf(row).relation == Relation::kVisit;
  });
}

// "left on Sunday for Jakarta, where Widodo will receive him"
bool DocumentReader::isLeftFor(const SentenceItems& sentence, std::size_t at) const {
  constexpr std::size_t kReach = 6;  // items
  for (std::size_t i = at; i-- > 0 && i + kReach > at;) {
    const Item& item = sentence.items[i];
    if (item.group >= 0 || !item.is_verb) continue;
    return std::any_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
      return image_.frameOf(row).relation == Relation::kVisit;
    });
  }
  return false;
}

// The place that "there", "here" or "where" means.
std::optional<std::uint32_t> DocumentReader::placeMeant(const SentenceItems& sentence,
                                                        std::size_t at) {
  const Item& item = sentence.items[at];
  bool here = false;
  bool there = item.is_where;
  if (item.group >= 0) {
    const auto& pronoun =
        sentence.phrases[sentence.groups[static_cast<std::size_t>(item.group)].phrases.front()]
            .pronoun;
    here = pronoun == PronounKind::kHere;
    // "there are no plans" says of no place
    const bool exists = !bearsMarkersBehind(sentence.sentence) && at + 1 < sentence.items.size() &&
                        sentence.items[at + 1].is_be;
    there = pronoun == PronounKind::kThere && !exists;
  }
  // "इस देश पहुंचे थे": the state in which the story is
  if (here && text_.is(text_.lexemes[item.first], Grammar::kStates)) {
    const std::optional<std::uint32_t> story = dateline_ ? dateline_ : scenes_[0].place;
    const std::uint32_t country = story ? cast_.countryOf(*story) : kNone;
    return country == kNone ? std::nullopt : std::optional(cast_.actorOf(country));
  }
  if (here && dateline_) return dateline_;
  if (!here && !there) return std::nullopt;
  for (std::size_t j = at; there && j-- > 0;) {
    if (sentence.items[j].group < 0) continue;
    const Case marker = sentence.groups[static_cast<std::size_t>(sentence.items[j].group)].marker;
    if (marker == Case::kWith || marker == Case::kAgainst) continue;
    const bool sets_out =
        bearsMarkersBehind(sentence.sentence) ? isSetOutFor(sentence, j) : isLeftFor(sentence, j);
    if (marker == Case::kFor && !sets_out) continue;
    if (const auto place = placeOf(sentence, sentence.items[j])) {
      // "a visit to Benghazi, Libya, where": the city
      if (j >= 2 && sentence.items[j - 2].group >= 0 && !bearsMarkersBehind(sentence.sentence) &&
          isOfCountryBehind(sentence, j - 2, cast_.countryOf(*place))) {
        if (const auto city = placeOf(sentence, sentence.items[j - 2])) return city;
      }
      return place;
    }
  }
  if (there) {
    if (const auto ahead = placeAhead(sentence)) return ahead;
  }
  return scenes_[0].place;
}

// "कीव जाएंगे। वहां …": where somebody is to go, as the sentence before told; in languages with
// prepositions also where somebody went.
std::optional<std::uint32_t> DocumentReader::placeAhead(const SentenceItems& sentence) const {
  const bool ahead_only = bearsMarkersBehind(sentence.sentence);
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence + 1 >= sentence.sentence; ++outcome) {
    if (outcome->sentence == sentence.sentence) continue;
    for (const Candidate& visit : outcome->candidates) {
      if (visit.relation == Relation::kVisit && (isOpen(visit.status) || !ahead_only))
        return visit.object;
    }
  }
  return std::nullopt;
}

// "भारत और ईरान की बैठक हुई": a minister takes part in what his state does.
bool DocumentReader::isOfStateAmong(std::uint32_t actor,
                                    const std::vector<std::uint32_t>& actors) const {
  const std::uint32_t country = cast_.countryOf(actor);
  return country != kNone && std::any_of(actors.begin(), actors.end(), [&](std::uint32_t other) {
           return cast_.actor(other).type == EntityType::kCountry &&
                  cast_.actor(other).entity == country;
         });
}

// True when something has been told of him on that day.
bool DocumentReader::tookPart(std::uint32_t actor, const std::optional<DateSpan>& date) const {
  if (days_of_actors_.contains({actor, date})) return true;
  for (std::size_t i = outcomes_before_; i < outcomes_.size(); ++i) {
    for (const Candidate& told : outcomes_[i].candidates) {
      if (told.date == date && (told.subject == actor || told.object == actor)) return true;
    }
  }
  return false;
}

// What a sentence tells can still change while it is read, afterwards only in its status.
void DocumentReader::rememberDays() {
  for (; outcomes_before_ < outcomes_.size(); ++outcomes_before_) {
    for (const Candidate& told : outcomes_[outcomes_before_].candidates) {
      days_of_actors_.insert({told.subject, told.date});
      days_of_actors_.insert({told.object, told.date});
    }
  }
}

// What may reach its addressee from far away.
bool DocumentReader::sentOrTold(const Candidate& candidate) {
  return candidate.remote || candidate.relation == Relation::kInform ||
         candidate.relation == Relation::kGreet || candidate.relation == Relation::kSupport;
}

// A date that is carried over holds for those of whom something was told on that day; a plan's for
// those who had one in the sentence before.
void DocumentReader::carryDate(Candidate& candidate) const {
  constexpr std::uint32_t kReach = 2;  // sentences
  const Cause& cause = causes_[isOpen(candidate.status)];
  const bool markers_follow = bearsMarkersBehind(candidate.sentence);
  const auto takesPart = [&](std::uint32_t actor) {
    return contains(cause.people, actor) ||
           (cast_.actor(actor).type == EntityType::kCountry && contains(cause.states, actor)) ||
           (markers_follow && isOfStateAmong(actor, cause.people));
  };
  const bool one = takesPart(candidate.subject) || takesPart(candidate.object);
  const bool both = takesPart(candidate.subject) && takesPart(candidate.object);
  // "विदेश सचिवों ने ज्ञापन पर हस्ताक्षर किए": of the two states whose people came together
  const auto isOfState = [&](std::uint32_t actor) {
    const std::uint32_t country = cast_.countryOf(actor);
    return country != kNone &&
           std::any_of(cause.states.begin(), cause.states.end(),
                       [&](std::uint32_t state) { return cast_.actor(state).entity == country; });
  };
  bool known = one || (markers_follow &&
                       cast_.countryOf(candidate.subject) != cast_.countryOf(candidate.object) &&
                       isOfState(candidate.subject) && isOfState(candidate.object));
  if (!markers_follow) {
    // "the Pope sent his condolences": on a day of his own
    const bool told = candidate.remote || candidate.relation == Relation::kInform;
    // "The guest was welcomed by his colleague": at home, or for a state that takes part
    const std::uint32_t own = cast_.countryOf(candidate.subject);
    const auto isHere = [&](const std::optional<std::uint32_t>& place) {
      return place && cast_.countryOf(*place) == own;
    };
    const bool at_home =
        one && own != kNone &&
        (isHere(scenes_[0].place) || isHere(candidate.place) ||
         std::any_of(cause.states.begin(), cause.states.end(),
                     [&](std::uint32_t state) { return cast_.actor(state).entity == own; }));
    const bool sends = !told && sentOrTold(candidate);
    known = told ? both : sends ? takesPart(candidate.subject) || at_home : one;
    if (isConflict(candidate.relation))
      known = takesPart(candidate.subject) &&
              cast_.actor(candidate.subject).type == EntityType::kPerson;
  } else if (isConflict(candidate.relation)) {
    // a quarrel is of the day on which its speaker came together with somebody
    // or, of states, the answer in the next sentence
    const bool person = cast_.actor(candidate.subject).type == EntityType::kPerson;
    const bool at_once = candidate.sentence <= cause.sentence + 1;
    known = contains(cause.people, candidate.subject) &&
            ((both && (person || at_once)) || (person && at_once));
  } else if (candidate.relation == Relation::kSupport || candidate.relation == Relation::kGreet) {
    // "ओर्बान ने ट्रंप की तारीफ की": from afar and on a day of his own, unless he came, too
    known = takesPart(candidate.subject) || tookPart(candidate.subject, candidate.date) ||
            (one && (candidate.there || candidate.conveyed));
  } else if (candidate.relation == Relation::kMediate) {
    // "वार्ता चली। दोनों को एक मेज पर X ने बिठाया": right behind what they did with each other
    known = takesPart(candidate.object) && candidate.sentence == cause.sentence + 1;
  } else if (candidate.relation == Relation::kAid ||
             (candidate.remote && candidate.relation != Relation::kInform)) {
    known = both;
  }
  // a sentence that told of nothing gave another day since
  const bool outdated =
      markers_follow && infoOf(candidate.relation).symmetric && candidate.date != cause.date;
  if (candidate.date_source == DateSource::kCarried && !cause.people.empty() && !known &&
      !outdated) {
    candidate.date.reset();
    candidate.date_source = DateSource::kUnsaid;
    candidate.of_no_day = candidate.of_no_day || (!markers_follow && sentOrTold(candidate));
  }
  if (candidate.status == Status::kPlanned && !candidate.date && known && cause.date &&
      candidate.sentence <= cause.sentence + kReach) {
    candidate.date = cause.date;
    candidate.date_source = DateSource::kCarried;
  }
}

// "मॉस्को पहुंचे और पुतिन से बातचीत की", "जुबा पहुंचकर कीर से भेंट की": where somebody came who then, in the
// same sentence, does something.
std::optional<std::uint32_t> DocumentReader::placeReached(const Candidate& candidate) const {
  const std::vector<Item>& items = sentences_[candidate.sentence].items;
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence == candidate.sentence; ++outcome) {
    const std::size_t behind = outcome->reading.item + 1;
    if (behind < items.size() && items[behind].marker == Case::kBefore) continue;
    for (const Candidate& visit : outcome->candidates) {
      if (visit.relation != Relation::kVisit || isOpen(visit.status) != isOpen(candidate.status) ||
          visit.status == Status::kDenied)
        continue;
      if (visit.subject == candidate.subject || visit.subject == candidate.object)
        return visit.object;
    }
  }
  return std::nullopt;
}

bool DocumentReader::bearsMarkersBehind(std::uint32_t sentence) const {
  const std::uint8_t language = sentences_[sentence].language;
  return language != 0 && image_.languages()[language - 1u].markers_follow != 0;
}

// "फोन किया और बातचीत की": what the same two do in the sentence that tells of their call.
bool DocumentReader::isToldOfCall(const Candidate& candidate) const {
  if (!bearsMarkersBehind(candidate.sentence)) return false;
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence == candidate.sentence; ++outcome) {
    for (const Candidate& call : outcome->candidates) {
      if (call.remote && call.relation == Relation::kTalk && call.subject == candidate.subject &&
          call.object == candidate.object)
        return true;
    }
  }
  return false;
}

// "टोक्यो में इशिबा के साथ बैठक की, जिसमें दोनों ने व्यापार पर चर्चा की": where the same two are in the same
// sentence.
std::optional<std::uint32_t> DocumentReader::placeTogether(const Candidate& candidate) const {
  if (!bearsMarkersBehind(candidate.sentence)) return std::nullopt;
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence == candidate.sentence; ++outcome) {
    for (const Candidate& other : outcome->candidates) {
      const bool same = (other.subject == candidate.subject && other.object == candidate.object) ||
                        (other.subject == candidate.object && other.object == candidate.subject);
      // "से भेंट की और उन्हें मोदी का पत्र सौंपा": where he is to whom it was brought
      const bool handed = candidate.relation == Relation::kInform && !other.remote &&
                          (other.subject == candidate.object || other.object == candidate.object);
      if ((same || handed) && other.place && isOpen(other.status) == isOpen(candidate.status))
        return other.place;
    }
  }
  return std::nullopt;
}

// Where those meet who were last said to be somewhere. A call and a quarrel have no place.
std::optional<std::uint32_t> DocumentReader::placeCarried(const Candidate& candidate) const {
  const Scene& scene = scenes_[isOpen(candidate.status)];
  // "सोची में मुलाकात की. उन्हें भारत आने का न्योता दिया": face to face, to come elsewhere
  const bool face_to_face = bearsMarkersBehind(candidate.sentence) &&
                            contains(scene.people, candidate.subject) &&
                            contains(scene.people, candidate.object);
  const bool moves = candidate.relation == Relation::kVisit ||
                     (candidate.relation == Relation::kInvite && !face_to_face);
  // "बातचीत के बाद बुश ने इराक को चेतावनी दी": whoever was there says it there
  const bool says =
      bearsMarkersBehind(candidate.sentence) && !candidate.beside_story &&
      (candidate.relation == Relation::kCriticize || candidate.relation == Relation::kThreaten) &&
      cast_.actor(candidate.subject).type == EntityType::kPerson &&
      contains(scene.people, candidate.subject);
  if (candidate.status == Status::kDenied || moves || (isConflict(candidate.relation) && !says))
    return std::nullopt;
  if (candidate.relation == Relation::kSanction && bearsMarkersBehind(candidate.sentence))
    return std::nullopt;
  // what a state gives is given nowhere
  if (candidate.relation == Relation::kAid && bearsMarkersBehind(candidate.sentence) &&
      cast_.actor(candidate.subject).type != EntityType::kPerson)
    return std::nullopt;
  if (isToldOfCall(candidate)) return std::nullopt;
  if (const auto reached = placeReached(candidate)) return reached;
  if (const auto together = placeTogether(candidate)) return together;
  if (!scene.place) return std::nullopt;
  // "Kakizawa praised him": from wherever he was
  const bool from_afar =
      !(bearsMarkersBehind(candidate.sentence) && candidate.there) && !candidate.conveyed &&
      (candidate.relation == Relation::kGreet || candidate.relation == Relation::kSupport);
  const bool was_there = contains(scene.people, candidate.subject) ||
                         (!from_afar && contains(scene.people, candidate.object));
  // "दोनों देश … पर राजी हुए": where somebody of both is
  const auto isOfSomebody = [&](std::uint32_t state) {
    return std::any_of(scene.people.begin(), scene.people.end(), [&](std::uint32_t actor) {
      return cast_.countryOf(actor) == cast_.actor(state).entity;
    });
  };
  const bool by_states = bearsMarkersBehind(candidate.sentence) && !candidate.beside_story &&
                         infoOf(candidate.relation).symmetric &&
                         cast_.actor(candidate.subject).type == EntityType::kCountry &&
                         cast_.actor(candidate.object).type == EntityType::kCountry &&
                         isOfSomebody(candidate.subject) && isOfSomebody(candidate.object);
  // "X की मौजूदगी में Y और Z ने हस्ताक्षर किए": officials of the two who came together
  const auto isOfThose = [&](std::uint32_t actor) {
    const std::uint32_t country = cast_.countryOf(actor);
    return country != kNone &&
           std::any_of(scene.people.begin(), scene.people.end(),
                       [&](std::uint32_t other) { return cast_.countryOf(other) == country; });
  };
  const bool by_officials = bearsMarkersBehind(candidate.sentence) && !candidate.beside_story &&
                            candidate.relation == Relation::kSign && isOfThose(candidate.subject) &&
                            isOfThose(candidate.object) &&
                            cast_.countryOf(candidate.subject) != cast_.countryOf(candidate.object);
  if (!was_there && !by_states && !by_officials) return std::nullopt;
  // "At the Great Hall of the People Li received him. Later Zhang met him": in the city, not there
  const auto isThere = [&](std::uint32_t actor) {
    return contains(scene.people, actor) ||
           (infoOf(candidate.relation).symmetric &&
            cast_.actor(actor).type == EntityType::kCountry && isOfSomebody(actor));
  };
  const bool elsewhere =
      !bearsMarkersBehind(candidate.sentence) && placeRank(*scene.place) > kRankOfCity &&
      !by_states &&
      !((candidate.conveyed || isThere(candidate.subject)) && isThere(candidate.object));
  if (!elsewhere) return scene.place;
  const bool in_city =
      candidate.dateline && cast_.countryOf(*candidate.dateline) == cast_.countryOf(*scene.place);
  return in_city ? candidate.dateline : std::nullopt;
}

// "तोक्यो, 16 नवंबर। … जापान के दौरे में": of a country in which the report was written, the city.
std::optional<std::uint32_t> DocumentReader::inCityOfReport(std::optional<std::uint32_t> place,
                                                            const Candidate& candidate) const {
  if (!place || !candidate.dateline || !bearsMarkersBehind(candidate.sentence) ||
      isOpen(candidate.status) || candidate.beside_story)
    return place;
  const bool inside = cast_.actor(*place).type == EntityType::kCountry &&
                      cast_.countryOf(*candidate.dateline) == cast_.actor(*place).entity;
  return inside ? candidate.dateline : place;
}

// "न्यूयॉर्क में जयशंकर का दिन बैठकों के नाम रहा।": where those are of whom the first sentence
// tells, though it tells of nothing that they did.
void DocumentReader::openScene(const SentenceItems& sentence) {
  if (sentence.sentence != 0 || dateline_ || scenes_[0].place ||
      !bearsMarkersBehind(sentence.sentence))
    return;
  const bool told = std::any_of(outcomes_.begin(), outcomes_.end(),
                                [](const Outcome& outcome) { return !outcome.candidates.empty(); });
  if (told) return;
  std::optional<std::uint32_t> where;
  std::vector<std::uint32_t> people;
  for (const Item& item : sentence.items) {
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    for (const std::uint32_t phrase : group.phrases) {
      for (const std::uint32_t actor : sentence.phrases[phrase].actors) {
        if (cast_.actor(actor).type == EntityType::kPerson) people.push_back(actor);
      }
    }
    const auto place = group.marker == Case::kIn ? placeOf(sentence, item) : std::nullopt;
    if (!place || placeRank(*place) < kRankOfCity) continue;
    if (where) return;
    where = place;
  }
  if (!where || people.empty()) return;
  scenes_[0].place = where;
  scenes_[0].people = std::move(people);
}

// "BERLIN, April 30 -", "काठमांडू, 27 नवंबर (भाषा)", "MOSCOW (AP) -"
std::optional<std::uint32_t> DocumentReader::datelineOf(const SentenceItems& sentence) {
  if (sentence.items.size() < 2) return std::nullopt;
  if (sentence.items.front().group < 0) return townOfDateline(sentence);
  if (const auto alone = datelineAlone(sentence)) return alone;
  // "हनोई/हांगझोउ": from the last of them
  std::size_t city = 0;
  while (city + 2 < sentence.items.size() && sentence.items[city + 1].punctuation == U'/' &&
         sentence.items[city + 2].group >= 0)
    city += 2;
  if (sentence.items.size() < city + 3) return std::nullopt;
  std::size_t region = city;  // "COOLUM, Queensland -"
  while (region + 3 < sentence.items.size() && sentence.items[region + 1].punctuation == U',' &&
         sentence.items[region + 2].group >= 0)
    region += 2;
  const char32_t behind = sentence.items[region + 1].punctuation;
  const bool dated =
      behind == U',' && region + 2 < sentence.items.size() && sentence.items[region + 2].date >= 0;
  const bool opens = behind == U'(' || behind == U'[' ||
                     (isInCapitals(sentence.items[city]) &&
                      (behind == U'-' || behind == U'–' || behind == U'—' || behind == U':'));
  if (!dated && !opens) return std::nullopt;
  return cityOfGroup(sentence, sentence.items[city]);
}

// "BUERGENSTOCK, Switzerland -", "KLAIPEDA, May 3 -": a town that no table lists, in capitals.
std::optional<std::uint32_t> DocumentReader::townOfDateline(const SentenceItems& sentence) {
  constexpr std::size_t kLongest = 3;  // words
  const std::vector<Item>& items = sentence.items;
  std::size_t end = 0;
  while (end + 3 < items.size() && end < kLongest && items[end].group < 0 &&
         isInCapitals(items[end]) && text_.lexemes[items[end].first].entry_count == 0)
    ++end;
  if (end == 0 || items[end].punctuation != U',') return std::nullopt;
  const Item& next = items[end + 1];
  const char32_t behind = items[end + 2].punctuation;
  const bool closed = behind == U'-' || behind == U'–' || behind == U'—' || behind == U'(' ||
                      behind == U',' || items[end + 2].date >= 0;
  std::uint32_t country = kNone;
  if (next.group >= 0 && closed) {
    const Group& group = sentence.groups[static_cast<std::size_t>(next.group)];
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    if (phrase.actors.size() == 1 && !phrase.hasRole())
      country = cast_.countryOf(phrase.actors.front());
  }
  if (next.date < 0 && country == kNone) return std::nullopt;
  Phrase name;
  name.name_first = items.front().first;
  name.name_last = items[end - 1].last;
  return cast_.townNamed(name, country);
}

// "ABIDJAN: …", below a piece from Manila.
bool DocumentReader::opensPiece(const SentenceItems& sentence) const {
  return sentence.items.size() > 2 && sentence.items[0].group >= 0 &&
         isInCapitals(sentence.items[0]) && sentence.items[1].punctuation == U':';
}

bool DocumentReader::isInCapitals(const Item& item) const {
  const Token& token = text_.tokenOf(text_.lexemes[item.first]);
  return token.all_capitals;
}

// Where nothing else says where people met, it is where the report comes from; a host is at home.
bool DocumentReader::isAtDateline(const Candidate& candidate) const {
  // what verb-final prose tells of earlier days, or further down, was often elsewhere
  const bool markers_follow = bearsMarkersBehind(candidate.sentence);
  if (markers_follow && text_.tokens.sentences[candidate.sentence].paragraph > kLead) return false;
  const int news = markers_follow ? 3 : 14;  // days
  const bool meets = candidate.relation == Relation::kMeet ||
                     candidate.relation == Relation::kSign ||
                     (candidate.relation == Relation::kAgree && !markers_follow);
  const bool hosts = candidate.relation == Relation::kHost && !markers_follow &&
                     cast_.countryOf(candidate.subject) == cast_.countryOf(*candidate.dateline);
  const auto isPerson = [this](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kPerson;
  };
  if (candidate.place || candidate.remote || !(meets || hosts) || !candidate.date ||
      candidate.status != Status::kHappened || !isPerson(candidate.subject) ||
      !isPerson(candidate.object))
    return false;
  const int ago = article_.date->since_1970 - candidate.date->last.since_1970;
  return ago >= 0 && ago < news;
}

void DocumentReader::placeAtDateline() {
  if (!article_.date) return;
  for (Outcome& outcome : outcomes_) {
    for (Candidate& candidate : outcome.candidates) {
      if (candidate.dateline && isAtDateline(candidate)) candidate.place = candidate.dateline;
    }
  }
}

// "बिश्केक।": a sentence that is nothing but a city, the first of the text or of one of its pieces.
std::optional<std::uint32_t> DocumentReader::datelineAlone(const SentenceItems& sentence) {
  if (sentence.items.size() != 2 || sentence.items.front().group < 0) return std::nullopt;
  if (sentence.sentence != 0 && !bearsMarkersBehind(sentence.sentence)) return std::nullopt;
  if (sentence.items[1].punctuation == 0) return std::nullopt;
  return cityOfGroup(sentence, sentence.items.front());
}

std::optional<std::uint32_t> DocumentReader::cityOfGroup(const SentenceItems& sentence,
                                                         const Item& item) const {
  const Phrase& phrase =
      sentence.phrases[sentence.groups[static_cast<std::size_t>(item.group)].phrases.back()];
  if (phrase.hasRole() || phrase.actors.empty()) return std::nullopt;
  const std::uint32_t actor = phrase.actors.back();
  return cast_.actor(actor).type == EntityType::kPlace ? std::optional(actor) : std::nullopt;
}

void DocumentReader::rememberCause(const Candidate& candidate) {
  const bool carried = candidate.date_source == DateSource::kCarried;
  if (!candidate.date || (carried && candidate.relation == Relation::kMediate)) return;
  Cause& cause = causes_[isOpen(candidate.status)];
  if (cause.date != candidate.date) cause.states.clear();
  if (cause.date != candidate.date) cause.people.clear();
  cause.date = candidate.date;
  cause.sentence = candidate.sentence;
  for (const std::uint32_t actor : {candidate.subject, candidate.object}) {
    cause.people.push_back(actor);
    if (const std::uint32_t country = cast_.countryOf(actor); country != kNone)
      cause.states.push_back(cast_.actorOf(country));
  }
}

// A date and a place hold for what follows, until another is given; where an event took place or
// somebody arrived they are those of the story.
void DocumentReader::carryOver(const SentenceItems& sentence) {
  dating_.carryOver(sentence, outcomes_);
  openScene(sentence);
  const std::uint32_t paragraph = text_.tokens.sentences[sentence.sentence].paragraph;
  for (auto outcome = outcomes_.rbegin();
       outcome != outcomes_.rend() && outcome->sentence == sentence.sentence; ++outcome) {
    for (const Candidate& candidate : outcome->candidates) {
      if (candidate.status == Status::kDenied) continue;
      rememberCause(candidate);
      std::optional<std::uint32_t> place = candidate.place;
      const bool arrives = candidate.relation == Relation::kVisit &&
                           cast_.actor(candidate.object).type == EntityType::kPlace;
      if (arrives) place = candidate.object;
      // "will meet him before leaving for Shanghai"
      const std::uint32_t verb = outcome->reading.item;
      const SentenceItems& read_in = sentences_[outcome->read_in];  // may be an earlier sentence
      if (arrives && verb > 0 && read_in.items[verb - 1].marker == Case::kBefore) continue;
      if (!place) continue;
      Scene& scene = scenes_[isOpen(candidate.status)];
      // "अहमद मार्च में दिल्ली आए थे": an aside, to the end of its paragraph
      const bool aside = candidate.beside_story && bearsMarkersBehind(candidate.sentence) &&
                         !contains(scene.people, candidate.subject) &&
                         !contains(scene.people, candidate.object);
      if (aside && scene.place && scene.place != place && !before_aside_) {
        before_aside_ = scene;
        aside_paragraph_ = paragraph;
      }
      if (!aside) before_aside_.reset();
      if (scene.place != place) {
        scene.place = place;
        scene.people.clear();
      }
      scene.people.push_back(candidate.subject);
      if (!arrives) scene.people.push_back(candidate.object);
    }
  }
}

}  // namespace chancery
