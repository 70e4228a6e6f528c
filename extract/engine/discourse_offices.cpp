// Whom an office, a relation or a plural means: "his counterpart", "the two leaders".
#include <algorithm>

#include "extract/engine/actor_list.h"
#include "extract/engine/date_resolver.h"
#include "extract/engine/discourse.h"
#include "extract/text/endings.h"

namespace chancery {
// "both countries": those of the pair just spoken of, else the two whose affair the text is, else
// the last two that were named.
Discourse::Actors Discourse::statesOfPair() const {
  Actors states;
  const auto add = [&](std::uint32_t actor) {
    const std::uint32_t country = cast_.countryOf(actor);
    if (country == kNone || states.size() == 2) return;
    const std::uint32_t state = cast_.actorOf(country);
    if (!contains(states, state)) states.push_back(state);
  };
  const bool just_now = sentence_of_pair_ + 1 >= sentence_;
  if (just_now) {
    for (std::uint32_t actor : lastPair()) add(actor);
    if (states.size() == 2) return states;
  }
  if (Actors of_text = statesBut(kNone); !of_text.empty()) return of_text;
  states.clear();
  for (std::uint32_t actor : lastPair()) add(actor);
  if (states.size() == 2) return states;
  // "both parties", of a government and a movement
  const auto isNobody = [this](std::uint32_t actor) {
    return cast_.actor(actor).type != EntityType::kPerson;
  };
  if (lastPair().size() == 2 && std::all_of(lastPair().begin(), lastPair().end(), isNobody))
    return lastPair();
  states.clear();
  for (std::uint32_t actor : recent_) add(actor);
  return states.size() == 2 ? states : Actors();
}

// "दोनों देशों के विदेश मंत्रियों": who holds the office in each of the two, where both are known.
Discourse::Actors Discourse::holdersOfPair(const Phrase& phrase, const Actors& but) const {
  Actors pair;
  for (const std::uint32_t state : statesOfPair()) {
    Phrase of_state = phrase;
    of_state.country = cast_.actor(state).entity;
    for (const std::uint32_t holder : holders(of_state, of_state.country, but)) {
      if (cast_.actor(holder).type == EntityType::kPerson && !contains(pair, holder))
        pair.push_back(holder);
    }
  }
  return pair.size() == 2 ? pair : Actors();
}

// "दोनों", where markers follow: the two of different states whom the sentence before names, and
// nobody beside them.
Discourse::Actors Discourse::onlyTwoBefore() const {
  if (!marksFollow() || sentence_ == 0) return {};
  Actors persons;
  Actors bodies;
  for (const Phrase& phrase : sentences_[sentence_ - 1].phrases) {
    if (phrase.actors.size() != 1) continue;
    const std::uint32_t actor = phrase.actors.front();
    const EntityType type = cast_.actor(actor).type;
    if (type == EntityType::kPlace) continue;
    Actors& known = type == EntityType::kPerson ? persons : bodies;
    if (!contains(known, actor)) known.push_back(actor);
  }
  const Actors& two = persons.empty() ? bodies : persons;
  const bool apart = two.size() == 2 && cast_.countryOf(two[0]) != cast_.countryOf(two[1]);
  return apart ? two : Actors();
}

// "चीन और फ्रांस ने दोनों नेताओं की सराहना की। राष्ट्रपति दोनों को फोन करेंगे": whom the sentence before
// calls both, rather than the states that it names.
Discourse::Actors Discourse::personsOfBoth(const Actors& two, const Actors& but) const {
  const auto isPerson = [this](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kPerson;
  };
  const std::vector<Phrase>& before = sentences_[sentence_ - 1].phrases;
  const bool both = std::any_of(before.begin(), before.end(), [](const Phrase& phrase) {
    return phrase.pronoun == PronounKind::kBoth && !phrase.states;
  });
  if (!both || but.size() != 1 || !isPerson(but.front()) || isPerson(two.front())) return {};
  for (const Actors& pair : pairs_) {
    if (std::all_of(pair.begin(), pair.end(), isPerson) && !contains(pair, but.front()))
      return pair;
  }
  return {};
}

// "the two prime ministers", "both": two who were just said to do something together, else the last
// two of different countries.
// "Meloni arrives in Tokyo, and the two are to sign": she, and of whom the sentence before was.
Discourse::Actors Discourse::twoOfStory(const Phrase& phrase, const Actors& but) const {
  const bool told_here = sentence_of_pair_ == sentence_ && !(marksFollow() && pairs_.empty());
  if (phrase.role != kNone || phrase.states || told_here) return {};
  const auto isPerson = [this](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kPerson;
  };
  Actors here;
  for (const Phrase& named : sentences_[sentence_].phrases) {
    if (named.first >= phrase.first) break;
    if (named.actors.size() != 1 || named.pronoun || !isPerson(named.actors.front())) continue;
    const std::uint32_t actor = named.actors.front();
    if (!contains(here, actor) && !contains(but, actor)) here.push_back(actor);
  }
  // "Correa and Uribe accused one another before Fernandez coaxed the two into it"
  if (here.size() == 2 && cast_.countryOf(here.front()) != cast_.countryOf(here.back()))
    return here;
  const bool before = but.empty() && here.size() == 1 && last_subject_.size() == 1 &&
                      sentence_ <= sentence_of_subject_ + 1 && isPerson(last_subject_.front()) &&
                      cast_.countryOf(here.front()) != cast_.countryOf(last_subject_.front());
  return before ? Actors{last_subject_.front(), here.front()} : Actors();
}

// "दोनों मेहमानों": the last two who came.
Discourse::Actors Discourse::twoGuests(const Actors& but) const {
  Actors two;
  for (auto visitor = visitors_.rbegin(); visitor != visitors_.rend() && two.size() < 2;
       ++visitor) {
    if (!contains(two, *visitor) && !contains(but, *visitor)) two.push_back(*visitor);
  }
  return two.size() == 2 ? two : Actors();
}

// "Ban congratulated the two leaders": where somebody else acts, and nothing was just said of two
// others, the two of whom the text tells most often, or first.
Discourse::Actors Discourse::centralPair(const Phrase& phrase, const Actors& but) const {
  if (marksFollow() || (but.empty() && sentence_of_pair_ + 1 >= sentence_)) return {};
  constexpr std::uint32_t kOften = 2;  // where nobody else acts, and others were spoken of last
  const auto fits = [&](std::uint32_t actor) {
    const std::uint32_t country = cast_.countryOf(actor);
    const bool is_other =
        !contains(but, actor) && std::none_of(but.begin(), but.end(), [&](std::uint32_t one) {
          return phrase.states && country != kNone && cast_.countryOf(one) == country;
        });
    const bool holds = cast_.actor(actor).type == EntityType::kPerson &&
                       (phrase.role == kNone || cast_.meansAnyLeader(phrase.role) ||
                        cast_.holderAmong({actor}, phrase, kNone).has_value());
    return is_other && (phrase.states || holds);
  };
  const auto fit = [&](const Actors& pair) {
    return pair.size() == 2 && std::all_of(pair.begin(), pair.end(), fits);
  };
  if (sentence_of_pair_ + 1 >= sentence_ && fit(lastPair())) return lastPair();
  const std::pair<Actors, std::uint32_t>* most = nullptr;
  for (const auto& told : told_pairs_) {
    if (but.empty() && told.second < kOften) continue;
    if (fit(told.first) && (most == nullptr || told.second > most->second)) most = &told;
  }
  return most != nullptr ? most->first : Actors();
}

Discourse::Actors Discourse::pairOf(const Phrase& phrase, const Actors& but) const {
  if (phrase.guest) {
    if (Actors two = twoGuests(but); !two.empty()) return two;
  }
  if (phrase.states && phrase.role == kNone) {
    // "Sweden's Freivalds congratulated the two sides": those of whom the text is
    const Actors central = sentence_of_pair_ + 1 < sentence_ ? centralPair(phrase, but) : Actors();
    const bool of_sides = central.size() == 2 &&
                          std::none_of(central.begin(), central.end(), [this](std::uint32_t one) {
                            return cast_.actor(one).type == EntityType::kPerson;
                          });
    if (of_sides) return central;
    Actors states = statesOfPair();
    // "वेटिकन ने दोनों देशों के प्रतिनिधिमंडलों की मेजबानी की": not his own state's
    const std::uint32_t own = but.empty() ? kNone : cast_.countryOf(but.front());
    const bool own_side = marksFollow() && phrase.collective && own != kNone &&
                          std::any_of(states.begin(), states.end(), [&](std::uint32_t state) {
                            return cast_.countryOf(state) == own;
                          });
    return own_side ? statesBut(own) : states;
  }
  if (!phrase.states && phrase.role == kNone && sentence_of_pair_ + 1 < sentence_) {
    if (Actors two = onlyTwoBefore(); two.size() == 2) {
      const Actors persons = personsOfBoth(two, but);
      return persons.empty() ? two : persons;
    }
  }
  if (phrase.states) {
    if (Actors of_states = holdersOfPair(phrase, but); !of_states.empty()) return of_states;
  }
  const auto fits = [&](std::uint32_t actor) {
    if (phrase.role == kNone) return true;
    return cast_.actor(actor).type == EntityType::kPerson &&
           cast_.holderAmong({actor}, phrase, kNone).has_value();
  };
  // "A and B dined at the residence of C. The two agreed": they, rather than B and C
  const bool subjects = but.empty() && last_subject_.size() == 2 &&
                        sentence_ <= sentence_of_subject_ + 1 &&
                        std::all_of(last_subject_.begin(), last_subject_.end(), fits);
  if (subjects && !marksFollow()) return last_subject_;
  if (Actors two = twoOfStory(phrase, but); !two.empty()) return two;
  // "received A and B. He, who mediates between the two men": not between himself and another
  const bool objects =
      !marksFollow() && !but.empty() && last_object_.size() == 2 &&
      sentence_ <= sentence_of_object_ + 1 &&
      std::all_of(last_object_.begin(), last_object_.end(), [&](std::uint32_t one) {
        return cast_.actor(one).type == EntityType::kPerson && fits(one) && !contains(but, one);
      });
  if (objects) return last_object_;
  if (Actors central = centralPair(phrase, but); central.size() == 2) return central;
  // "commended both leaders": not one of them himself
  const auto isOneOfThem = [&](std::uint32_t actor) { return contains(but, actor); };
  const bool apart = std::none_of(lastPair().begin(), lastPair().end(), isOneOfThem);
  const Actors& last = pairAgo(apart ? 0 : 1);
  const auto isPerson = [this](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kPerson;
  };
  // "the two leaders", where two ministers were spoken of since: two who hold such an office
  if (phrase.role != kNone) {
    for (const Actors& pair : pairs_) {
      const bool other = std::none_of(pair.begin(), pair.end(), isOneOfThem);
      if (other && std::all_of(pair.begin(), pair.end(), fits)) return pair;
    }
    // "X और उनके समकक्ष Y … दोनों मंत्रियों": whose office nobody says holds his counterpart's
    const auto mayFit = [&](std::uint32_t actor) {
      const Actor& one = cast_.actor(actor);
      return fits(actor) || (marksFollow() && one.type == EntityType::kPerson &&
                             one.entity == kNone && one.offices.empty());
    };
    for (const Actors& pair : pairs_) {
      const bool other = std::none_of(pair.begin(), pair.end(), isOneOfThem);
      if (other && std::any_of(pair.begin(), pair.end(), fits) &&
          std::all_of(pair.begin(), pair.end(), mayFit))
        return pair;
    }
  }
  const bool of_persons = last.size() == 2 && std::all_of(last.begin(), last.end(), isPerson);
  const bool anybody = phrase.role == kNone || (cast_.meansAnyLeader(phrase.role) &&
                                                (!apart || sentence_of_pair_ == sentence_));
  if (of_persons && (anybody || std::all_of(last.begin(), last.end(), fits))) return last;
  Actors pair;
  for (std::uint32_t actor : recent_) {
    if (!isPerson(actor) || isOneOfThem(actor) || !fits(actor)) continue;
    if (pair.size() == 1 && cast_.countryOf(pair.front()) == cast_.countryOf(actor)) continue;
    pair.push_back(actor);
    if (pair.size() == 2) return pair;
  }
  return phrase.states ? statesOfPair() : lastPair();
}

// The days of which the sentence tells, else the document's: those of the offices that it names.
std::vector<DateSpan> Discourse::daysTold() const {
  std::vector<DateSpan> days;
  DateAnchor anchor;
  anchor.document = cast_.date();
  for (const DateExpression& date : sentences_[sentence_].dates) {
    if (const auto span = resolveDate(date, anchor, Tense::kPast)) days.push_back(*span);
  }
  if (days.empty() && anchor.document) days.push_back({*anchor.document, *anchor.document});
  return days;
}

// "प्रधानमंत्री": that of the language's own country, where the text names him; of the heads of
// state only where it names him first.
std::optional<std::uint32_t> Discourse::holderAtHome(const Phrase& phrase,
                                                     const Actors& known) const {
  if (phrase.former || phrase.collective || phrase.plural || phrase.role == kNone ||
      cast_.meansAnyLeader(phrase.role) || cast_.meansAnyMinister(phrase.role))
    return std::nullopt;
  std::vector<std::uint32_t> at_home = known;
  std::erase_if(at_home, [this](std::uint32_t actor) {
    const std::uint32_t of = cast_.countryOf(actor);
    return of == kNone || !isHome(of) || cast_.actor(actor).type != EntityType::kPerson;
  });
  const auto holder = cast_.holderAmong(at_home, phrase, kNone);
  if (!holder || !cast_.meansHeadOfState(phrase.role)) return holder;
  const auto first = cast_.holderAmong(cast_.byAppearance(), phrase, kNone);
  return first == holder ? holder : std::nullopt;
}

// "Kritenbrink visited Bangkok. The American diplomat also met": the one of that state of whom the
// text just told, and who does not lead it.
Discourse::Actors Discourse::describedOf(const Phrase& phrase, const Actors& but) const {
  if (marksFollow() || phrase.country == kNone || !phrase.more_countries.empty() || phrase.plural ||
      phrase.count > 1 || phrase.first == 0 || phrase.role == kNone ||
      !cast_.meansAnyEnvoy(phrase.role))
    return {};
  const Lexeme& article = text_.lexemes[phrase.first - 1];
  const bool definite =
      text_.is(article, Grammar::kArticle) && !text_.is(article, Grammar::kIndefinite);
  const LanguageRow& pack = image_.languages()[sentences_[sentence_].language - 1u];
  if (!definite ||
      endsWithAny(text_.textOf(text_.lexemes[phrase.last - 1]), image_.text(pack.plural_ending)))
    return {};
  const auto fits = [&](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kPerson && !contains(but, actor) &&
           cast_.countryOf(actor) == phrase.country && !cast_.leads(actor);
  };
  if (last_subject_.size() == 1 && fits(last_subject_.front())) return last_subject_;
  Actors found;
  for (const std::uint32_t actor : recent_) {
    if (fits(actor)) found.push_back(actor);
  }
  return found.size() == 1 ? found : Actors();
}

// Of those who hold the office the one who acted last, else the one who was named first: he is whom
// the text is about.
Discourse::Actors Discourse::holders(const Phrase& phrase, std::uint32_t country,
                                     const Actors& but) const {
  // "The President", as an office writes of its own: he whom the text names first
  const bool own = country == kNone && text_.tokenOf(text_.lexemes[phrase.first]).capitalised;
  const Actors first = own ? Actors() : last_subject_;
  Actors known = first;
  for (const std::uint32_t actor : cast_.byAppearance()) {
    if (cast_.mayHoldOffice(actor) && !contains(first, actor)) known.push_back(actor);
  }
  std::erase_if(known, [&](std::uint32_t actor) { return contains(but, actor); });
  if (own && !marksFollow()) {
    // rather than one of another country: "Nepali Prime Minister Deuba"
    std::stable_partition(known.begin(), known.end(), [this](std::uint32_t actor) {
      return !cast_.actor(actor).named_abroad && !cast_.actor(actor).offices.empty();
    });
  }
  if (country == kNone && marksFollow()) {
    if (const auto holder = holderAtHome(phrase, known)) return {*holder};
  }
  if (country == kNone && phrase.body != kNone) {
    Phrase of_body = phrase;
    of_body.country = phrase.body;
    if (const auto holder = cast_.holderAmong(known, of_body, phrase.body)) return {*holder};
  }
  if (const auto holder = cast_.holderAmong(known, phrase, country)) return {*holder};
  if (const auto holder = cast_.holderOn(phrase, country, daysTold());
      holder && !contains(but, *holder))
    return {*holder};
  if (Actors described = describedOf(phrase, but); !described.empty()) return described;
  // an office-holder whom nobody names stands for his country
  if (country != kNone) return {cast_.actorOf(country)};
  if (phrase.body != kNone && !phrase.former) return {cast_.actorOf(phrase.body)};
  return {};
}

// The same for an office of several countries: "the presidents of A and B".
Discourse::Actors Discourse::holdersOfAll(const Phrase& phrase, std::uint32_t country,
                                          const Actors& but) const {
  Actors all = holders(phrase, country, but);
  for (const std::uint32_t another : phrase.more_countries) {
    Phrase of_another = phrase;  // but who leads a movement is asked for with the first one
    if (image_.entities()[another].type == EntityType::kCountry) {
      of_another.country = another;
      of_another.more_countries.clear();
    }
    for (const std::uint32_t actor : holders(of_another, another, but)) {
      if (!contains(all, actor)) all.push_back(actor);
    }
  }
  return all;
}

// True for the country whose language the sentence is in.
bool Discourse::isHome(std::uint32_t country) const {
  const std::uint8_t language = sentences_[sentence_].language;
  const std::string_view home = image_.text(image_.languages()[language - 1u].home);
  return !home.empty() && image_.text(image_.entities()[country].country) == home;
}

// "the visitor", "the Mongolian guest": somebody from there, or from elsewhere than who acts.
Discourse::Actors Discourse::guestOf(const Phrase& phrase, const Actors& agent) const {
  const std::uint32_t home = agent.empty() ? kNone : cast_.countryOf(agent.front());
  const bool visitor =
      phrase.country == kNone && !last_visitor_.empty() && !contains(agent, last_visitor_.front());
  if (visitor && phrase.guest) return last_visitor_;
  if (phrase.country == kNone && agent.size() == 1 && lastPair().size() == 2) {
    // "asked his counterpart": the other of the two
    if (lastPair()[0] == agent.front()) return {lastPair()[1]};
    if (lastPair()[1] == agent.front()) return {lastPair()[0]};
  }
  if (visitor) return last_visitor_;
  // "मेहमान प्रधानमंत्री के सम्मान में": who holds the office, rather than who was named last
  for (std::uint32_t actor : recent_) {
    if (!marksFollow() || !phrase.guest || phrase.role == kNone || home == kNone) break;
    const bool foreign = cast_.countryOf(actor) != home && !contains(agent, actor);
    const bool holds = cast_.meansAnyLeader(phrase.role)
                           ? cast_.leads(actor)
                           : cast_.holderAmong({actor}, phrase, kNone).has_value();
    if (foreign && cast_.actor(actor).type == EntityType::kPerson && holds) return {actor};
  }
  for (std::uint32_t actor : recent_) {
    if (cast_.actor(actor).type != EntityType::kPerson || contains(agent, actor)) continue;
    const std::uint32_t country = cast_.countryOf(actor);
    // "a dinner for his visitor", of a president: no spokesman
    const bool below = !marksFollow() && phrase.guest && phrase.role == kNone && !agent.empty() &&
                       cast_.leads(agent.front()) && !cast_.leads(actor);
    if (below) continue;
    // "मेहमान प्रधानमंत्री": a prime minister, from elsewhere than the language's own country
    if (phrase.guest && phrase.role != kNone && home == kNone) {
      if (country != kNone && !isHome(country) && cast_.holderAmong({actor}, phrase, kNone))
        return {actor};
      continue;
    }
    if (phrase.country != kNone ? country == phrase.country : (home != kNone && country != home))
      return {actor};
  }
  if (phrase.country != kNone) return {cast_.actorOf(phrase.country)};
  return {};
}

// "the host": who received somebody, else of the last two who dealt with each other the one who did
// not travel.
Discourse::Actors Discourse::hostOf(const Phrase& phrase, const Actors& agent) const {
  if (phrase.country != kNone) return {};
  const bool holds = !marksFollow() || phrase.role == kNone || last_host_.empty() ||
                     cast_.holderAmong(last_host_, phrase, kNone);
  if (!last_host_.empty() && holds && !contains(agent, last_host_.front())) return last_host_;
  // "मेजबान राष्ट्रपति ने उनके सम्मान में": who holds the office, and is not of the visitor's state
  for (std::uint32_t actor : recent_) {
    if (!marksFollow() || last_visitor_.empty() || phrase.role == kNone) break;
    const std::uint32_t abroad = cast_.countryOf(last_visitor_.front());
    const bool at_home = cast_.countryOf(actor) != abroad && !contains(agent, actor);
    if (at_home && cast_.actor(actor).type == EntityType::kPerson &&
        cast_.holderAmong({actor}, phrase, kNone))
      return {actor};
  }
  if (last_visitor_.empty() || lastPair().size() != 2) return {};
  for (const std::size_t one : {0u, 1u}) {
    if (lastPair()[one] == last_visitor_.front()) return {lastPair()[1 - one]};
  }
  return {};
}

// "the three presidents": as many who hold the office, of those named last.
Discourse::Actors Discourse::severalOf(const Phrase& phrase) const {
  Actors several;
  const auto add = [&](std::uint32_t actor) {
    if (cast_.actor(actor).type != EntityType::kPerson || contains(several, actor)) return;
    if (several.size() == phrase.count) return;
    if (cast_.holderAmong({actor}, phrase, kNone)) several.push_back(actor);
  };
  const Actors company = dealings_.company(phrase.count);
  const bool of_persons = std::all_of(company.begin(), company.end(), [this](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kPerson;
  });
  if (!company.empty() && of_persons) return company;
  for (std::uint32_t actor : last_subject_) add(actor);
  for (std::uint32_t actor : recent_) add(actor);
  return several.size() == phrase.count ? several : Actors();
}

// "the ministers agreed": those who acted together last, if the office is theirs.
Discourse::Actors Discourse::pluralOf(const Phrase& phrase) const {
  constexpr std::uint32_t kReach = 3;  // sentences
  const auto fit = [&](const Actors& actors) {
    return actors.size() > 1 && std::all_of(actors.begin(), actors.end(), [&](std::uint32_t actor) {
             return cast_.actor(actor).type == EntityType::kPerson &&
                    (cast_.meansAnyLeader(phrase.role) ||
                     cast_.holderAmong({actor}, phrase, kNone).has_value());
           });
  };
  if (fit(last_subject_)) return last_subject_;
  // "मंत्रियों में सहमति बनी": of those who dealt with each other the last who hold it
  for (const Actors& pair : pairs_) {
    if (marksFollow() && fit(pair)) return pair;
  }
  return fit(lastPair()) && sentence_ <= sentence_of_pair_ + kReach ? lastPair() : Actors();
}

// "slapped an embargo on the country": the state named last, that of whoever acts apart.
Discourse::Actors Discourse::landSpokenOf(std::uint32_t lexeme, const Actors& agent) {
  constexpr std::uint32_t kReach = 2;  // sentences
  const auto isOwn = [&](std::uint32_t state) {
    return std::any_of(agent.begin(), agent.end(),
                       [&](std::uint32_t actor) { return cast_.countryOf(actor) == state; });
  };
  for (std::uint32_t back = 0; back <= kReach && back <= sentence_; ++back) {
    const std::vector<Phrase>& phrases = sentences_[sentence_ - back].phrases;
    for (auto phrase = phrases.rbegin(); phrase != phrases.rend(); ++phrase) {
      if (back == 0 && phrase->first >= lexeme) continue;
      std::uint32_t state = phrase->country;
      if (phrase->actors.size() == 1) state = cast_.countryOf(phrase->actors.front());
      if (state != kNone && !isOwn(state) && image_.entities()[state].type == EntityType::kCountry)
        return {cast_.actorOf(state)};
    }
  }
  return {};
}

Discourse::Actors Discourse::statesOf(const Phrase& phrase) {
  Actors states = {cast_.actorOf(phrase.country)};
  for (std::uint32_t another : phrase.more_countries) states.push_back(cast_.actorOf(another));
  return states;
}

// "His government has condemned": whoever "his" means where nobody else acts.
Discourse::Actors Discourse::ownerOf(const Phrase& phrase) const {
  if (phrase.possessor == PronounKind::kOwn) return last_subject_;
  Phrase owner;
  owner.pronoun = phrase.possessor;
  owner.gender = phrase.gender;
  owner.pronoun_case = Case::kSubject;
  return pronounActors(owner, phrase.first, {}, true);
}

// "Putin's foreign minister": him whose minister it is.
std::optional<std::uint32_t> Discourse::ownerNamed(const Phrase& phrase) const {
  const SentenceItems& sentence = sentences_[sentence_];
  const std::vector<Item>& items = sentence.items;
  if (marksFollow()) return std::nullopt;
  for (std::size_t i = 2; i < items.size(); ++i) {
    if (items[i].first < phrase.first) continue;
    const std::int32_t whose = items[i - 2].group;
    if (items[i].first > phrase.first || !items[i - 1].is_possessive || whose < 0) break;
    const Group& group = sentence.groups[static_cast<std::size_t>(whose)];
    const Phrase& owner = sentence.phrases[group.phrases.back()];
    const bool one = group.phrases.size() == 1 && owner.actors.size() == 1 &&
                     cast_.actor(owner.actors.front()).type == EntityType::kPerson;
    return one ? std::optional(owner.actors.front()) : std::nullopt;
  }
  return std::nullopt;
}

Discourse::Actors Discourse::roleActors(const Phrase& phrase, const Actors& agent) {
  if (phrase.relational) {
    // "cut all ties with their neighbour": a state
    if (!marksFollow() && phrase.country == kNone && phrase.more_countries.empty() &&
        text_.is(text_.lexemes[phrase.last - 1], Grammar::kLand))
      return landSpokenOf(phrase.first, agent.empty() ? ownerOf(phrase) : agent);
    for (std::uint32_t actor : agent) {
      if (phrase.country == kNone) break;
      if (const auto counterpart = cast_.counterpartOf(actor, phrase.country))
        return {*counterpart};
    }
    if (!phrase.more_countries.empty()) return statesOf(phrase);
    if (phrase.host) {
      if (Actors host = hostOf(phrase, agent); !host.empty()) return host;
    }
    return guestOf(phrase, agent);
  }
  std::uint32_t country = phrase.country;
  // "The delegation was received by": whoever leads it
  const bool party = phrase.collective && country == kNone && !phrase.possessor && !marksFollow() &&
                     text_.is(text_.lexemes[phrase.last - 1], Grammar::kParty);
  if (party && last_visitor_.size() == 1 && !contains(agent, last_visitor_.front()))
    return last_visitor_;
  if (country == kNone && phrase.possessor) {
    // "his foreign minister"
    Actors owner = agent.empty() ? ownerOf(phrase) : agent;
    // "Russia promised his country a loan": no state is "he"
    if (!agent.empty() && !marksFollow() && phrase.possessor == PronounKind::kHe &&
        cast_.actor(agent.front()).type != EntityType::kPerson) {
      if (Actors person = ownerOf(phrase); !person.empty()) owner = std::move(person);
    }
    if (!agent.empty() && phrase.possessor == PronounKind::kHe && marksFollow()) {
      Phrase other;  // "उनकी सरकार": never his own, which would be अपनी
      other.pronoun = phrase.possessor;
      other.pronoun_case = Case::kOf;
      owner = pronounActors(other, phrase.first, agent, false);
    }
    if (!owner.empty()) country = cast_.countryOf(owner.front());
  }
  if (country == kNone && !phrase.possessor) {
    if (const auto owner = ownerNamed(phrase); owner && cast_.countryOf(*owner) != kNone) {
      Phrase of_state = phrase;
      of_state.country = cast_.countryOf(*owner);
      return holdersOfAll(of_state, of_state.country, {*owner});
    }
  }
  if (phrase.collective && country == kNone && !phrase.possessor && !marksFollow() &&
      text_.is(text_.lexemes[phrase.last - 1], Grammar::kLand)) {
    const bool definite =
        phrase.first > 0 && text_.is(text_.lexemes[phrase.first - 1], Grammar::kArticle);
    return definite && !phrase.indefinite ? landSpokenOf(phrase.first, agent) : Actors();
  }
  if (Actors described = describedOf(phrase, agent); phrase.collective && !described.empty())
    return described;
  // "two Chinese officials" are no one whom the text names
  if (phrase.collective && phrase.country != kNone && !cast_.isOfLeaders(phrase.role))
    return statesOf(phrase);
  if (phrase.count > 2) {  // "expelled four Russian diplomats": nobody whom the text names
    const Actors several = severalOf(phrase);
    return several.empty() && phrase.country != kNone ? statesOf(phrase) : several;
  }
  if (phrase.plural && country == kNone) return pluralOf(phrase);
  // "the junta", "the ministry": that of the state of which the text is
  if (phrase.of_state && country == kNone && !phrase.possessor && !marksFollow() &&
      !phrase.in_quotation && !phrase.indefinite) {
    // "the Ministry of External Affairs" is India's
    if (const std::uint32_t own = cast_.stateOfRole(phrase.role); own != kNone)
      return {cast_.actorOf(own)};
    if (const auto state = mainState()) return {*state};
  }
  // "विदेश मंत्रालय ने": that of the country of the language, where the text names it
  if (phrase.of_state && country == kNone && !phrase.possessor && marksFollow() &&
      !phrase.indefinite) {
    for (std::uint32_t index = 0; index < cast_.actors().size(); ++index) {
      const Actor& actor = cast_.actor(index);
      if (actor.type == EntityType::kCountry && actor.entity != kNone && isHome(actor.entity))
        return {index};
    }
    if (const auto state = mainState()) return {*state};
    return {};
  }
  // "the ministers of Russia and Azerbaijan": some of them, for their states
  if (phrase.plural && !phrase.more_countries.empty() && cast_.meansAnyMinister(phrase.role) &&
      !marksFollow())
    return statesOf(phrase);
  // "NATO leaders": of its members, and not its secretary-general
  if (phrase.plural && phrase.country != kNone && cast_.meansAnyLeader(phrase.role) &&
      image_.entities()[phrase.country].kind == EntityKind::kIntergovernmental)
    return statesOf(phrase);
  // "thanked the President": not the president who thanks
  const Actors but = country == kNone ? agent : Actors();
  Actors holders = holdersOfAll(phrase, country, but);
  // "the Taoiseach": there is one state that has him
  if (const std::uint32_t own = cast_.stateOfRole(phrase.role);
      holders.empty() && country == kNone && own != kNone && !phrase.indefinite)
    holders = holdersOfAll(phrase, own, but);
  return holders;
}

}  // namespace chancery
