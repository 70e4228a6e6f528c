#include "extract/engine/discourse.h"

#include <algorithm>

#include "extract/engine/actor_list.h"
#include "extract/engine/clauses.h"
#include "extract/engine/narrators.h"

namespace chancery {
namespace {

constexpr std::size_t kRemembered = 12;
constexpr std::size_t kPairs = 6;
constexpr std::size_t kMainStates = 3;

}  // namespace

Discourse::Discourse(const Image& image, const LexedText& text, Cast& cast,
                     const std::vector<SentenceItems>& sentences, const std::vector<Post>& posts)
    : image_(image), text_(text), cast_(cast), sentences_(sentences), posts_(posts) {
  findSpeakers();
  narrators_ = findNarrators(cast_, sentences_);
  narrated_ = std::any_of(sentences_.begin(), sentences_.end(), speaksInFirstPerson);
  hero_ = findHero();
  for (const std::uint32_t country : countriesByMention(image_, cast_, sentences_)) {
    if (main_states_.size() == kMainStates) break;
    main_states_.push_back(cast_.actorOf(country));
  }
  findStatesTogether();
}

// "Ethiopia and Eritrea began", "between Thailand and Cambodia": the two states that the text names
// together most often.
void Discourse::findStatesTogether() {
  std::vector<std::pair<Actors, std::size_t>> pairs;
  const auto state = [this](const Phrase& phrase) {
    const bool one = phrase.hasName() && !phrase.hasRole() && phrase.actors.size() == 1;
    const auto of = one ? cast_.stateOf(phrase.actors.front()) : std::nullopt;
    return of.value_or(kNone);
  };
  std::size_t most = 0;
  for (const SentenceItems& sentence : sentences_) {
    for (const Item& item : sentence.items) {
      if (item.group < 0) continue;
      const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
      if (group.phrases.size() != 2) continue;
      const Actors two = {state(sentence.phrases[group.phrases.front()]),
                          state(sentence.phrases[group.phrases.back()])};
      if (contains(two, kNone) || two.front() == two.back()) continue;
      auto known = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) {
        return contains(pair.first, two.front()) && contains(pair.first, two.back());
      });
      if (known == pairs.end()) known = pairs.insert(pairs.end(), {two, 0});
      if (++known->second > most) {
        most = known->second;
        states_together_ = known->first;
      }
    }
  }
}

// In the language of the sentence, case markers stand behind their names.
bool Discourse::marksFollow() const {
  const std::uint8_t language = sentences_[sentence_].language;
  return language != 0 && image_.languages()[language - 1u].markers_follow != 0;
}

const Discourse::Actors& Discourse::pairAgo(std::size_t pairs) const {
  static const Actors kNobody;
  return pairs < pairs_.size() ? pairs_[pairs] : kNobody;
}

void Discourse::rememberPair(const Actors& pair) {
  const auto told =
      std::find_if(told_pairs_.begin(), told_pairs_.end(), [&pair](const auto& known) {
        return contains(known.first, pair.front()) && contains(known.first, pair.back());
      });
  if (told == told_pairs_.end())
    told_pairs_.emplace_back(pair, 1);
  else
    ++told->second;
  std::erase_if(pairs_, [&pair](const Actors& known) {
    return contains(known, pair.front()) && contains(known, pair.back());
  });
  pairs_.insert(pairs_.begin(), pair);
  if (pairs_.size() > kPairs) pairs_.pop_back();
}

void Discourse::rememberDealing(Dealing dealing) {
  dealing.sentence = sentence_;
  const Actors all = dealing.everybody();
  if (all.size() == 2) {
    rememberPair(all);
    sentence_of_pair_ = sentence_;
  }
  dealings_.remember(std::move(dealing));
}

const Dealing* Discourse::lastDealing(bool far) const {
  constexpr std::uint32_t kReach = 2;  // sentences
  constexpr std::uint32_t kFar = 4;
  const Dealing* last = dealings_.last(sentence_, far && marksFollow() ? kFar : kReach);
  const bool near = last == nullptr || last->sentence + kReach >= sentence_;
  return near || last->everybody().size() == 2 ? last : nullptr;
}

Discourse::Actors Discourse::statesBut(std::uint32_t country) const {
  // where markers follow, states in one breath are often allies rather than the two sides
  if (country == kNone && states_together_.size() == 2 && !marksFollow()) return states_together_;
  Actors states;
  for (const std::uint32_t state : main_states_) {
    if (cast_.actor(state).entity != country && states.size() < 2) states.push_back(state);
  }
  return states.size() == 2 ? states : Actors();
}

std::optional<std::uint32_t> Discourse::otherMainState(std::uint32_t country) const {
  if (country == kNone || main_states_.size() < 2) return std::nullopt;
  for (const std::size_t one : {0u, 1u}) {
    if (states_together_.size() == 2 && !marksFollow() &&
        cast_.actor(states_together_[one]).entity == country)
      return states_together_[1 - one];
  }
  for (const std::size_t one : {0u, 1u}) {
    if (cast_.actor(main_states_[one]).entity == country) return main_states_[1 - one];
  }
  return std::nullopt;
}

const Discourse::Actors& Discourse::visitorSpokenOf() const {
  const bool spoken_of = last_subject_.size() == 1 && contains(visitors_, last_subject_.front());
  return spoken_of ? last_subject_ : last_visitor_;
}

Discourse::Actors Discourse::implied(std::uint32_t item) const {
  const Actors by_speech = speaker(sentences_[sentence_].items[item].first);
  if (!by_speech.empty()) return by_speech;
  // "प्रवक्ता ने बताया कि मोदी उनसे मिले। उन्हें न्योता भी दिया गया": not by whoever told of it
  if (marksFollow() && last_subject_reports_ && last_reported_.size() == 1) return last_reported_;
  return last_subject_;
}

// Whom the text is about: the person named first, if twice or more, and nobody more often.
std::optional<std::uint32_t> Discourse::findHero() const {
  constexpr std::size_t kLeast = 2;
  std::vector<std::size_t> named(cast_.actors().size(), 0);
  std::optional<std::uint32_t> first;
  for (const SentenceItems& sentence : sentences_) {
    for (const Phrase& phrase : sentence.phrases) {
      if (phrase.actors.size() != 1) continue;
      const std::uint32_t actor = phrase.actors.front();
      if (cast_.actor(actor).type != EntityType::kPerson) continue;
      if (!first) first = actor;
      ++named[actor];
    }
  }
  if (!first || named[*first] < kLeast ||
      named[*first] < *std::max_element(named.begin(), named.end()))
    return std::nullopt;
  return first;
}

Discourse::Actors Discourse::phraseActors(const SentenceItems& sentence, const Phrase& phrase,
                                          const Actors& agent, bool as_subject) {
  (void)sentence;
  if (phrase.indefinite) return {};
  if (!phrase.actors.empty()) return phrase.actors;
  if (phrase.states && !phrase.pronoun) {
    // "the foreign ministers of the two states"
    const Actors ministers =
        phrase.role != kNone && !marksFollow() ? holdersOfPair(phrase, agent) : Actors();
    return ministers.empty() ? statesOfPair() : ministers;
  }
  if (phrase.belonging) return {cast_.actorOf(phrase.country)};
  if (phrase.pronoun) return pronounActors(phrase, phrase.first, agent, as_subject);
  if (phrase.hasRole() && !phrase.hasName()) return roleActors(phrase, agent);
  return {};
}

Discourse::Actors Discourse::actorsOf(std::int32_t group, const Actors& agent, bool as_subject) {
  Actors result;
  if (group < 0) return result;
  const SentenceItems& sentence = sentences_[sentence_];
  for (std::uint32_t index : sentence.groups[static_cast<std::size_t>(group)].phrases) {
    const Phrase& phrase = sentence.phrases[index];
    // "met Putin and his foreign minister": Putin's
    const bool of_last = phrase.possessor == PronounKind::kHe && !result.empty() &&
                         cast_.actor(result.back()).type == EntityType::kPerson;
    const Actors owner = of_last ? Actors{result.back()} : agent;
    for (std::uint32_t actor : phraseActors(sentence, phrase, owner, as_subject)) {
      if (!contains(result, actor)) result.push_back(actor);
    }
  }
  return result;
}

void Discourse::remember(std::uint32_t actor) {
  recent_.erase(std::remove(recent_.begin(), recent_.end(), actor), recent_.end());
  recent_.insert(recent_.begin(), actor);
  if (recent_.size() > kRemembered) recent_.pop_back();
}

// "प्रवक्ता ने बताया कि जयशंकर जापान जाएंगे": of whom something is said.
Discourse::Actors Discourse::reportedSubject(const SentenceItems& sentence) {
  if (!marksFollow()) return {};
  bool said = false;
  for (const Item& item : sentence.items) {
    said = said || item.is_that;
    if (!said || item.group < 0 || quotationOf(text_, item) >= 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    if (group.marker != Case::kErgative && group.marker != Case::kSubject) continue;
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    if (phrase.pronoun) return {};
    const Actors actors = actorsOf(item.group, {}, true);
    if (actors.size() == 1 && cast_.actor(actors.front()).type == EntityType::kPerson)
      return actors;
    if (actors.size() > 1) return {};
  }
  return {};
}

bool Discourse::isHe(const Group& group) const {
  const Phrase& phrase = sentences_[sentence_].phrases[group.phrases.front()];
  return phrase.pronoun == PronounKind::kHe && phrase.pronoun_case == Case::kSubject;
}

void Discourse::leave() {
  const SentenceItems& sentence = sentences_[sentence_];
  // "Elbegdorj, the first head of state to come, was greeted": an office, and whose stands before
  // it
  const auto describesNameBefore = [&](const Item& item) {
    return !marksFollow() &&
           nameBeforeOffice(sentence, static_cast<std::size_t>(&item - sentence.items.data())) >= 0;
  };
  const auto tellsWhen = [](const Item& item) {
    return item.group < 0 && (item.marker == Case::kOther || item.marker == Case::kAfter ||
                              item.marker == Case::kBefore);
  };
  Actors subject;
  Actors person;  // "Kulhanek spoke with him, and NATO backed the Czechs": who acted last in person
  bool settled = false;
  // "said that B had left": whoever acts there is not whom the sentence is about
  bool subordinate = false;
  for (const Item& item : sentence.items) {
    // "the first to come since Kim inherited power", "left when Kerry came"
    const bool opens = !subject.empty() && (item.is_clause || tellsWhen(item));
    subordinate = subordinate || (!marksFollow() && (item.is_that || item.is_relative || opens)) ||
                  (marksFollow() && item.is_where);
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const Actors actors = actorsOf(item.group, subject, true);
    const bool quoted = quotationOf(text_, item) >= 0;
    const bool agent_case = group.marker == Case::kErgative || group.marker == Case::kSubject;
    const bool acts = !actors.empty() && cast_.actor(actors.front()).type != EntityType::kPlace;
    // the first agent outside quotations is the subject; an ergative one outweighs a bare one
    const bool told_of = subject.empty() || !subordinate;
    // "प्रधानमंत्री रविवार को ब्राजील पहुंचे": where he goes, with no marker either
    const bool goal = marksFollow() && group.marker == Case::kSubject && acts && !subject.empty() &&
                      cast_.actor(subject.front()).type == EntityType::kPerson &&
                      cast_.actor(actors.front()).type == EntityType::kCountry;
    if (agent_case && acts && !quoted && told_of && !goal && !describesNameBefore(item) &&
        (!settled || group.marker == Case::kErgative)) {
      // "the visitor thanked Jakarta for what he called help": whoever is meant stays the subject
      const bool again = !marksFollow() && !subject.empty() && isHe(group);
      if ((!settled || subject.empty()) && !again) subject = actors;
      if (subject.size() == 1 && cast_.actor(subject.front()).type == EntityType::kPerson)
        person = subject;
      settled = settled || group.marker == Case::kErgative;
    }
    const bool between = group.marker == Case::kBetween && !marksFollow();
    if (actors.size() == 2 && (agent_case || between)) rememberPair(actors);
    if (actors.size() > 2) dealings_.rememberList(actors);
    for (std::uint32_t actor : actors) {
      if (cast_.actor(actor).type != EntityType::kPlace) remember(actor);
    }
  }
  if (subject.empty()) subject = person = acting_;
  acting_.clear();
  if (!subject.empty()) {
    last_subject_ = subject;
    sentence_of_subject_ = sentence_;
  }
  if (marksFollow()) person = subject;
  if (person.size() == 1 && cast_.actor(person.front()).type == EntityType::kPerson) {
    last_person_ = person;
    sentence_of_person_ = sentence_;
  }
  last_reported_ = reportedSubject(sentence);
  // "the spokesman said that A congratulated B": the story is not about the spokesman
  last_subject_reports_ = std::any_of(sentence.items.begin(), sentence.items.end(),
                                      [](const Item& item) { return item.is_that; });
  last_object_affected_ = affected_;
  affected_ = false;
}

}  // namespace chancery
