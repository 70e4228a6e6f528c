// Whom a pronoun means.
#include <algorithm>

#include "extract/engine/actor_list.h"
#include "extract/engine/clauses.h"
#include "extract/engine/discourse.h"
#include "extract/text/endings.h"

namespace chancery {
namespace {

constexpr std::uint32_t kReachOfPerson = 4;  // sentences

}  // namespace

// Where markers follow: the one person of whom the sentence before tells, in which nobody acts who
// is known. "अन्नान को लोग याद करेंगे। वह …"
Discourse::Actors Discourse::onlyOneBefore(const Actors& but) const {
  if (!marksFollow() || sentence_ == 0 || sentence_of_person_ + 1 >= sentence_) return {};
  Actors named;
  for (const Phrase& phrase : sentences_[sentence_ - 1].phrases) {
    if (phrase.pronoun == PronounKind::kHe) return {};
    for (const std::uint32_t actor : phrase.actors) {
      if (cast_.actor(actor).type == EntityType::kPerson && !contains(named, actor))
        named.push_back(actor);
    }
  }
  return named.size() == 1 && !contains(but, named.front()) ? named : Actors();
}

// "A spokesman for Charette denied that he had met": for whom somebody speaks whom nobody names.
Discourse::Actors Discourse::principalOf(const Item& spokesman) const {
  const SentenceItems& sentence = sentences_[sentence_];
  const std::size_t at = static_cast<std::size_t>(&spokesman - sentence.items.data());
  const Phrase& phrase =
      sentence.phrases[sentence.groups[static_cast<std::size_t>(spokesman.group)].phrases.front()];
  if (marksFollow() || !phrase.hasRole() || phrase.hasName() || at + 2 >= sentence.items.size())
    return {};
  const Item& marker = sentence.items[at + 1];
  const bool speaks_for =
      marker.marker == Case::kFor || marker.marker == Case::kOf || marker.marker == Case::kTo;
  const std::int32_t group = sentence.items[at + 2].group;
  if (!speaks_for || marker.group >= 0 || group < 0) return {};
  const Group& whom = sentence.groups[static_cast<std::size_t>(group)];
  const Actors& actors = sentence.phrases[whom.phrases.front()].actors;
  const bool person = whom.phrases.size() == 1 && actors.size() == 1 &&
                      cast_.actor(actors.front()).type == EntityType::kPerson;
  return person ? actors : Actors();
}

// Who acted earlier in the same sentence, else in the one before, and is none of `but`.
Discourse::Actors Discourse::subjectBefore(std::uint32_t lexeme, const Actors& but) const {
  const SentenceItems& sentence = sentences_[sentence_];
  Actors found;
  for (const Item& item : sentence.items) {
    if (item.first >= lexeme) break;
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    if (group.marker != Case::kErgative && group.marker != Case::kSubject) continue;
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    if (group.phrases.size() != 1 || phrase.pronoun) continue;
    const Actors principal = principalOf(item);
    const Actors actors = !principal.empty()       ? principal
                          : !phrase.actors.empty() ? phrase.actors
                          : phrase.hasRole() && !phrase.hasName()
                              ? holders(phrase, phrase.country, {})
                              : Actors();
    if (actors.size() == 1 && cast_.actor(actors.front()).type == EntityType::kPerson &&
        !contains(but, actors.front()))
      found = actors;
  }
  if (!found.empty()) return found;
  if (Actors told = onlyOneBefore(but); told.size() == 1) return told;
  const bool another = last_subject_.size() != 1 || !contains(but, last_subject_.front());
  return another ? last_subject_ : Actors();
}

// Where markers follow: "पुतिन के प्रवक्ता पेसकोव ने कहा कि वह आएंगे": who speaks for another speaks of
// him. "इसायस के बारे में कहा जा रहा है कि वे आएंगे": and he of whom it is said.
Discourse::Actors Discourse::ownerOfSpeaker(std::uint32_t lexeme, const Actors& but) const {
  if (!marksFollow()) return {};
  const SentenceItems& sentence = sentences_[sentence_];
  std::int32_t owner = -1;
  for (std::size_t i = 0; i < sentence.items.size() && sentence.items[i].first < lexeme; ++i) {
    const Item& item = sentence.items[i];
    if (item.is_that && owner >= 0) {
      const Group& group = sentence.groups[static_cast<std::size_t>(owner)];
      const Phrase& phrase = sentence.phrases[group.phrases.back()];
      const bool person = group.phrases.size() == 1 && phrase.actors.size() == 1 &&
                          cast_.actor(phrase.actors.front()).type == EntityType::kPerson;
      return person && !contains(but, phrase.actors.front()) ? phrase.actors : Actors();
    }
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    if (group.marker == Case::kAbout && owner < 0) owner = item.group;
    if (group.marker != Case::kErgative) continue;
    const bool of =
        i >= 2 && sentence.items[i - 1].marker == Case::kOf && sentence.items[i - 2].group >= 0;
    owner =
        of && sentence.phrases[group.phrases.front()].hasRole() ? sentence.items[i - 2].group : -1;
  }
  return {};
}

// Where markers follow: "उनके प्रवक्ता पेसकोव ने इनकार किया कि वह मिले": the same man is meant twice.
Discourse::Actors Discourse::ownerNamedBefore(std::uint32_t lexeme) const {
  if (!marksFollow()) return {};
  for (const Phrase& phrase : sentences_[sentence_].phrases) {
    if (phrase.first >= lexeme) break;
    if (phrase.possessor != PronounKind::kHe || !phrase.hasName() || phrase.relational ||
        phrase.actors.size() != 1)
      continue;
    const bool own = last_person_.size() == 1 && last_person_ != phrase.actors &&
                     cast_.countryOf(last_person_[0]) == cast_.countryOf(phrase.actors[0]) &&
                     sentence_ <= sentence_of_person_ + 1;
    return own ? last_person_ : Actors();
  }
  return {};
}

// "अमीराती अधिकारी इनकार करते हैं कि उन्होंने …": where an office speaks that nobody holds by name, its
// state is meant.
Discourse::Actors Discourse::stateOfSpeaker(std::uint32_t lexeme, const Actors& but) const {
  if (!marksFollow()) return {};
  const SentenceItems& sentence = sentences_[sentence_];
  Actors state;
  bool said = false;
  for (const Item& item : sentence.items) {
    if (item.first >= lexeme) break;
    said = said || item.is_that;
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    if (group.marker != Case::kErgative && group.marker != Case::kSubject) continue;
    if (said) return {};  // "… ने बताया कि राव दिल्ली आएंगे, जहां वह …"
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    state.clear();
    // "रूस ने कहा कि वह वार्ता के लिए तैयार है"
    if (group.phrases.size() == 1 && !phrase.hasRole() && !phrase.pronoun &&
        phrase.actors.size() == 1 && group.marker == Case::kErgative) {
      const auto of = cast_.stateOf(phrase.actors.front());
      const std::uint32_t body = of ? *of : phrase.actors.front();
      const EntityType type = cast_.actor(body).type;
      if (type == EntityType::kCountry || type == EntityType::kOrganisation) state = {body};
      continue;
    }
    if (group.phrases.size() != 1 || !phrase.hasRole() || phrase.hasName() ||
        !phrase.actors.empty() || phrase.pronoun || phrase.country == kNone)
      continue;
    const bool officials = phrase.collective && !cast_.isOfLeaders(phrase.role);
    const Actors meant =
        officials ? Actors{cast_.actorOf(phrase.country)} : holders(phrase, phrase.country, {});
    if (meant.size() == 1 && cast_.actor(meant.front()).type == EntityType::kCountry) state = meant;
  }
  return said && !state.empty() && !contains(but, state.front()) ? state : Actors();
}

// "वह ढाका जाएंगी": where the verb tells a woman from a man.
Gender Discourse::genderOfVerb(std::uint32_t lexeme) const {
  const SentenceItems& sentence = sentences_[sentence_];
  if (sentence.language == 0) return Gender::kUnsaid;
  const LanguageRow& pack = image_.languages()[sentence.language - 1u];
  const std::string_view woman = image_.text(pack.woman_endings);
  const std::string_view man = image_.text(pack.man_endings);
  if (woman.empty()) return Gender::kUnsaid;
  Gender gender = Gender::kUnsaid;
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    if (item.first <= lexeme) continue;
    if (item.is_that || item.is_clause || item.is_and || item.punctuation != 0) break;
    if (item.group >= 0) {
      const Case marker = sentence.groups[static_cast<std::size_t>(item.group)].marker;
      if (marker == Case::kErgative) return Gender::kUnsaid;
      continue;
    }
    if (item.is_not || !isVerbHere(sentence, i)) continue;
    const std::string_view word = text_.textOf(text_.lexemes[item.last - 1]);
    if (endsWithAny(word, woman)) gender = Gender::kWoman;
    if (endsWithAny(word, man)) gender = Gender::kMan;
  }
  return gender;
}

// "उन्होंने कहा कि": whoever is meant by a word goes on to speak.
bool Discourse::speaksBehind(std::uint32_t lexeme) const {
  for (const Item& item : sentences_[sentence_].items) {
    if (item.first <= lexeme) continue;
    if (item.is_speech) return true;
    if (item.is_that) return false;
  }
  return false;
}

// True when somebody acts in the sentence before a word, by name or office.
bool Discourse::namesAgentBefore(std::uint32_t lexeme) const {
  const SentenceItems& sentence = sentences_[sentence_];
  return std::any_of(sentence.items.begin(), sentence.items.end(), [&](const Item& item) {
    if (item.first >= lexeme || item.group < 0) return false;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const bool acts = group.marker == Case::kErgative || group.marker == Case::kSubject;
    return acts && !sentence.phrases[group.phrases.front()].pronoun;
  });
}

// "she" is no man of whom that is known.
bool Discourse::mayBe(std::uint32_t actor, Gender gender) const {
  const Gender own = cast_.actor(actor).gender;
  return gender == Gender::kUnsaid || own == Gender::kUnsaid || own == gender;
}

// "He will meet Vucic and go to Hungary, where Orban receives him": who does what stands before the
// "where".
std::optional<std::uint32_t> Discourse::subjectBeforeWhere(std::uint32_t lexeme) const {
  if (marksFollow()) return std::nullopt;
  const SentenceItems& sentence = sentences_[sentence_];
  const Group* subject = nullptr;
  bool where = false;
  for (const Item& item : sentence.items) {
    if (item.first >= lexeme) break;
    where = where || item.is_where;
    if (item.group < 0 || where) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    if (group.marker == Case::kSubject && subject == nullptr) subject = &group;
  }
  if (!where || subject == nullptr || subject->phrases.size() != 1) return std::nullopt;
  const Phrase& phrase = sentence.phrases[subject->phrases.front()];
  const Actors& actors = phrase.pronoun == PronounKind::kHe ? last_subject_ : phrase.actors;
  const bool person = actors.size() == 1 && cast_.actor(actors.front()).type == EntityType::kPerson;
  return person ? std::optional(actors.front()) : std::nullopt;
}

// "sent Amorim to Kyiv, where he was received": whoever was sent is there.
std::optional<std::uint32_t> Discourse::sentWhere(std::uint32_t lexeme) const {
  if (marksFollow()) return std::nullopt;
  const SentenceItems& sentence = sentences_[sentence_];
  const auto sends = [this](std::uint32_t row) {
    const FrameRow& frame = image_.frameOf(row);
    return frame.relation == Relation::kVisit && frame.subject.front() == Case::kObject;
  };
  bool sent = false;
  std::optional<std::uint32_t> who;
  for (const Item& item : sentence.items) {
    if (item.first >= lexeme) break;
    if (item.is_where) return who;
    sent = sent || std::any_of(item.triggers.begin(), item.triggers.end(), sends);
    if (item.group < 0 || !sent || who) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const Actors& actors = sentence.phrases[group.phrases.front()].actors;
    const bool person = group.marker == Case::kObject && actors.size() == 1 &&
                        cast_.actor(actors.front()).type == EntityType::kPerson;
    if (person) who = actors.front();
  }
  return std::nullopt;
}

// "by Koshanov", in the sentence.
bool Discourse::isAgentOfPassive(std::uint32_t phrase) const {
  const std::vector<Group>& groups = sentences_[sentence_].groups;
  return std::any_of(groups.begin(), groups.end(), [phrase](const Group& group) {
    return group.marker == Case::kBy && contains(group.phrases, phrase);
  });
}

// The person named last before a word who is none of `but`.
std::optional<std::uint32_t> Discourse::recentPerson(std::uint32_t lexeme,
                                                     const Actors& but) const {
  const auto fits = [&](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kPerson && !contains(but, actor);
  };
  const std::vector<Phrase>& phrases = sentences_[sentence_].phrases;
  std::optional<std::uint32_t> by;
  for (auto phrase = phrases.rbegin(); phrase != phrases.rend(); ++phrase) {
    if (phrase->first >= lexeme) continue;
    // "He had insulted Obama, who cancelled a meeting with him"
    const bool he = phrase->pronoun == PronounKind::kHe && phrase->pronoun_case == Case::kSubject;
    if (he && last_subject_.size() == 1 && fits(last_subject_.front()) &&
        mayBe(last_subject_.front(), phrase->gender))
      return last_subject_.front();
    const bool office = phrase->hasRole() && !phrase->hasName() && !phrase->pronoun &&
                        !phrase->relational && !phrase->collective && !phrase->plural;
    const Actors named =
        office && phrase->actors.empty() ? holders(*phrase, phrase->country, but) : phrase->actors;
    // "was received by Koshanov, and Bektenov gave a dinner in his honour": rather who was received
    const bool acts_by = named.size() == 1 && fits(named.front()) && !marksFollow() &&
                         isAgentOfPassive(static_cast<std::uint32_t>(phrases.rend() - phrase - 1));
    if (acts_by && !by) by = named.front();
    if (acts_by) continue;
    if (named.size() == 1 && fits(named.front())) return named.front();
    // "ओमान के सुल्तान से बात कर उन्हें बधाई दी": whom nobody names stands for his state
    const bool marked = marksFollow();
    if (marked && office && named.size() == 1 && !contains(but, named.front())) {
      const std::uint32_t own = but.empty() ? kNone : cast_.countryOf(but.front());
      if (own != kNone && cast_.countryOf(named.front()) != own) return named.front();
    }
  }
  if (by) return by;
  const bool just_now = sentence_ <= sentence_of_object_ + 1;
  // "उन्हें लावरोव के साथ हुई चर्चा के बारे में बताया": not whom the sentence names only then
  const bool named_behind = marksFollow() && sentence_ == sentence_of_object_ &&
                            last_object_.size() == 1 &&
                            std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
                              return phrase.first > lexeme && !phrase.pronoun &&
                                     contains(phrase.actors, last_object_.front());
                            });
  const Actors& object = named_behind ? object_before_ : last_object_;
  if (just_now && object.size() == 1 && fits(object.front())) return object.front();
  for (std::uint32_t actor : recent_) {
    if (fits(actor)) return actor;
  }
  return std::nullopt;
}

// The state or body that acted last before a word, else the one that was named last, and is none of
// `but` or theirs: of persons of rank "उसने" is not said.
std::optional<std::uint32_t> Discourse::recentBody(std::uint32_t lexeme, const Actors& but,
                                                   Case marker) const {
  const std::uint32_t own = but.empty() ? kNone : cast_.countryOf(but.front());
  const auto fits = [&](std::uint32_t index) {
    const Actor& actor = cast_.actor(index);
    if (actor.type != EntityType::kCountry && actor.type != EntityType::kOrganisation) return false;
    return !contains(but, index) && (own == kNone || cast_.countryOf(index) != own);
  };
  const SentenceItems& sentence = sentences_[sentence_];
  std::optional<std::uint32_t> found;
  for (const Item& item : sentence.items) {
    if (item.first >= lexeme) break;
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    if (group.phrases.size() != 1 || phrase.actors.size() != 1) continue;
    const bool acts = group.marker == Case::kErgative || group.marker == Case::kSubject;
    const std::uint32_t actor = phrase.actors.front();
    const auto state = cast_.stateOf(actor);
    const std::uint32_t meant = state ? *state : actor;
    if (acts && fits(meant)) found = meant;
  }
  if (found) return found;
  // "भारत को साझेदार बताते हुए उसकी तारीफ की": of whom the sentence just said something
  for (auto item = sentence.items.rbegin(); item != sentence.items.rend(); ++item) {
    if (marker != Case::kOf || !marksFollow() || item->first >= lexeme || item->group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item->group)];
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    if (phrase.pronoun || group.marker == Case::kErgative || group.marker == Case::kSubject)
      continue;
    // "रूसी कार्रवाई को अस्वीकार्य बताते हुए उसकी निंदा की": whose deed it is
    if (phrase.collective && phrase.country != kNone && phrase.actors.empty() &&
        !phrase.hasRole() && group.marker == Case::kOf) {
      const std::uint32_t state = cast_.actorOf(phrase.country);
      if (fits(state)) return state;
    }
    const bool meant = group.marker == Case::kDative && group.phrases.size() == 1 &&
                       !phrase.hasRole() && phrase.actors.size() == 1;
    if (!meant || !fits(phrase.actors.front())) break;
    return phrase.actors.front();
  }
  // "यूएई पर आरोप लगाते हुए उससे संबंध तोड़े": the one that the sentence named before
  if (marksFollow() && marker != Case::kErgative && marker != Case::kOf) {
    const std::vector<Phrase>& phrases = sentence.phrases;
    for (auto phrase = phrases.rbegin(); phrase != phrases.rend(); ++phrase) {
      if (phrase->first >= lexeme || phrase->hasRole() || phrase->actors.size() != 1) continue;
      if (fits(phrase->actors.front())) found = phrase->actors.front();
    }
    if (found) return found;
  }
  if (last_subject_.size() == 1 && fits(last_subject_.front())) return last_subject_.front();
  // "के कदम को साहसी कहकर उसकी तारीफ की": a genitive may speak of a thing
  for (const std::uint32_t actor : recent_) {
    if (marker != Case::kOf && fits(actor)) return actor;
  }
  return std::nullopt;
}

bool Discourse::isNamedBefore(std::uint32_t actor, std::uint32_t lexeme) {
  const SentenceItems& sentence = sentences_[sentence_];
  return std::any_of(sentence.items.begin(), sentence.items.end(), [&](const Item& item) {
    if (item.first >= lexeme || item.group < 0) return false;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    return !phrase.pronoun && contains(actorsOf(item.group, {}, true), actor);
  });
}

// True when the sentence names a person before a word who is none of `but`.
bool Discourse::namesPersonBefore(std::uint32_t lexeme, const Actors& but) const {
  const std::vector<Phrase>& phrases = sentences_[sentence_].phrases;
  return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
    return phrase.first < lexeme && phrase.actors.size() == 1 &&
           cast_.actor(phrase.actors.front()).type == EntityType::kPerson &&
           !contains(but, phrase.actors.front());
  });
}

// Whom the sentence names last before a word, none of `but`.
std::optional<std::uint32_t> Discourse::namedHere(std::uint32_t lexeme, const Actors& but) const {
  const std::vector<Phrase>& phrases = sentences_[sentence_].phrases;
  if (marksFollow()) return std::nullopt;
  for (auto phrase = phrases.rbegin(); phrase != phrases.rend(); ++phrase) {
    const bool one = phrase->first < lexeme && !phrase->pronoun && phrase->actors.size() == 1;
    if (one && cast_.actor(phrase->actors.front()).type == EntityType::kPerson &&
        !contains(but, phrase->actors.front()))
      return phrase->actors.front();
  }
  return std::nullopt;
}

// A pronoun of the first sentence of a paragraph, with nobody named before it.
bool Discourse::opensParagraph(std::uint32_t lexeme) const {
  const std::vector<Sentence>& cut = text_.tokens.sentences;
  if (sentence_ > 0 && cut[sentence_ - 1].paragraph == cut[sentence_].paragraph) return false;
  return !namesPersonBefore(lexeme, {});
}

// The sentence before was about one person, none of `but`.
bool Discourse::personActedBefore(const Actors& but) const {
  return last_person_.size() == 1 && !contains(but, last_person_.front()) &&
         sentence_ == sentence_of_person_ + 1;
}

// Those whom a pronoun can't mean beside `others`: "she" no man whom the base knows, "he" no woman.
Discourse::Actors Discourse::excludedBy(const Actors& others, Gender gender,
                                        std::uint32_t lexeme) const {
  Actors excluded = others;
  if (gender == Gender::kUnsaid) return excluded;
  // "she", where a woman was named: nobody of whom it is not known
  const bool woman_named =
      gender == Gender::kWoman &&
      std::any_of(recent_.begin(), recent_.end(), [&](std::uint32_t actor) {
        return cast_.actor(actor).gender == Gender::kWoman && !contains(others, actor);
      });
  const std::vector<Phrase>& phrases = sentences_[sentence_].phrases;
  const auto isNamedHere = [&](std::uint32_t actor) {
    return std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
      return phrase.first < lexeme && contains(phrase.actors, actor);
    });
  };
  for (std::uint32_t index = 0; index < cast_.actors().size(); ++index) {
    const Actor& actor = cast_.actor(index);
    if (actor.type != EntityType::kPerson || actor.gender == gender) continue;
    if (actor.gender != Gender::kUnsaid || (woman_named && !isNamedHere(index)))
      excluded.push_back(index);
  }
  return excluded;
}

// "A, B और C ने क़तर से नाते तोड़े। उन्होंने …": the states that acted in the sentence before.
Discourse::Actors Discourse::severalStates(std::uint32_t lexeme, const Phrase& phrase) const {
  if (!marksFollow() || last_subject_.size() < 2 || sentence_ > sentence_of_subject_ + 1 ||
      phrase.in_quotation || phrase.pronoun_case != Case::kErgative ||
      text_.is(text_.lexemes[lexeme], Grammar::kIt) || namesAgentBefore(lexeme))
    return {};
  const bool states = std::all_of(last_subject_.begin(), last_subject_.end(), [&](std::uint32_t a) {
    return cast_.actor(a).type != EntityType::kPerson;
  });
  return states ? last_subject_ : Actors();
}

// "उन्होंने कहा, 'मैं …'": whoever is meant by the word that says who speaks, in the same sentence.
Discourse::Actors Discourse::pronounSpeaker(std::uint32_t lexeme) const {
  if (!marksFollow() || text_.tokenOf(text_.lexemes[lexeme]).quotation < 0) return {};
  const SentenceItems& sentence = sentences_[sentence_];
  const Phrase* who = nullptr;
  for (const Item& item : sentence.items) {
    if (item.first >= lexeme || quotationOf(text_, item) >= 0) break;
    if (item.is_speech && who != nullptr) return pronounActors(*who, who->first, {}, true);
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    if (group.marker != Case::kErgative && group.marker != Case::kSubject) continue;
    if (phrase.pronoun != PronounKind::kHe) return {};
    who = &phrase;
  }
  return {};
}

// "मोदी ने कहा कि मैंने …": what is said behind "that" without marks, in the words of whoever says it.
Discourse::Actors Discourse::speakerBeforeThat(std::uint32_t lexeme, const Actors& agent) const {
  if (!marksFollow() || text_.tokenOf(text_.lexemes[lexeme]).quotation >= 0) return {};
  const SentenceItems& sentence = sentences_[sentence_];
  const Phrase* who = nullptr;
  bool speaks = false;
  bool said = false;
  for (const Item& item : sentence.items) {
    if (item.first >= lexeme) break;
    said = said || (speaks && item.is_that);
    speaks = speaks || (item.is_speech && who != nullptr);
    if (item.group < 0 || said) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    if (group.marker == Case::kErgative || (group.marker == Case::kSubject && who == nullptr))
      who = &sentence.phrases[group.phrases.front()];
  }
  if (!said || who == nullptr) return {};
  if (who->pronoun == PronounKind::kI || who->pronoun == PronounKind::kWe) return {};
  if (who->pronoun) return pronounActors(*who, who->first, agent, true);
  return who->actors.size() == 1 ? who->actors : Actors();
}

// "As for Duterte, he goes to Tokyo": whom the sentence says that it is about.
std::optional<std::uint32_t> Discourse::topicInFront(std::uint32_t lexeme) const {
  const SentenceItems& sentence = sentences_[sentence_];
  const std::vector<Item>& items = sentence.items;
  if (marksFollow() || items.size() < 4 || items[0].marker != Case::kAbout || items[0].group >= 0 ||
      items[1].group < 0 || items[2].punctuation != U',' || items[2].first >= lexeme)
    return std::nullopt;
  const Group& group = sentence.groups[static_cast<std::size_t>(items[1].group)];
  const Phrase& phrase = sentence.phrases[group.phrases.front()];
  const bool one = group.phrases.size() == 1 && phrase.actors.size() == 1 &&
                   cast_.actor(phrase.actors.front()).type == EntityType::kPerson;
  return one ? std::optional(phrase.actors.front()) : std::nullopt;
}

Discourse::Actors Discourse::pronounActors(const Phrase& phrase, std::uint32_t lexeme,
                                           const Actors& agent, bool acts) const {
  // "His tour took him to Rome": not who would act in the sentence
  const bool as_subject =
      acts && !(phrase.pronoun == PronounKind::kHe && phrase.pronoun_case == Case::kObject);
  switch (*phrase.pronoun) {
    case PronounKind::kI:
    case PronounKind::kWe: {
      if (const Actors own = pronounSpeaker(lexeme); !own.empty()) return own;
      if (const Actors says = speakerBeforeThat(lexeme, agent); !says.empty()) return says;
      const Actors by_speech = speaker(lexeme);
      if (!by_speech.empty()) return by_speech;
      if (const auto narrator = narrators_[sentence_]) return {*narrator};
      return last_subject_;
    }
    case PronounKind::kMan:
    case PronounKind::kWoman:
    case PronounKind::kHe: {
      if (text_.is(text_.lexemes[lexeme], Grammar::kIt)) {
        if (const auto body = recentBody(lexeme, agent, phrase.pronoun_case)) return {*body};
      }
      Gender gender = phrase.gender;
      if (gender == Gender::kUnsaid && phrase.pronoun_case == Case::kSubject)
        gender = genderOfVerb(lexeme);
      Actors excluded = excludedBy(agent, gender, lexeme);
      if (Actors owner = ownerNamedBefore(lexeme); !owner.empty() && !contains(excluded, owner[0]))
        return owner;
      // whoever says "I" does not speak of himself as "he"
      if (narrated_ && !phrase.in_quotation && narrators_[sentence_] && !marksFollow())
        excluded.push_back(*narrators_[sentence_]);
      // "A professor of law, he was plucked from academic life", as a paragraph begins
      if (as_subject && hero_ && !contains(excluded, *hero_) && opensParagraph(lexeme) &&
          !(marksFollow() && personActedBefore(excluded)))
        return {*hero_};
      if (const auto sent = sentWhere(lexeme); sent && !contains(excluded, *sent)) return {*sent};
      if (as_subject && last_reported_.size() == 1 && !contains(excluded, last_reported_.front()) &&
          !speaksBehind(lexeme) && !namesAgentBefore(lexeme))
        return last_reported_;
      if (const auto topic = topicInFront(lexeme); topic && !contains(excluded, *topic))
        return {*topic};
      if (as_subject) {
        if (const Actors several = severalStates(lexeme, phrase); !several.empty()) return several;
        if (Actors owner = ownerOfSpeaker(lexeme, excluded); !owner.empty()) return owner;
        const bool did =
            phrase.pronoun_case == Case::kErgative || phrase.pronoun_case == Case::kSubject;
        if (Actors state = did ? stateOfSpeaker(lexeme, excluded) : Actors(); !state.empty())
          return state;
        const Actors subject = subjectBefore(lexeme, excluded);
        if (subject.size() == 1 && cast_.actor(subject.front()).type == EntityType::kPerson)
          return subject;
        // "She may cook for Qurei again: he has been invited"
        if (const auto named = namedHere(lexeme, excluded)) return {*named};
        if (last_person_.size() == 1 && !contains(excluded, last_person_.front()) &&
            sentence_ <= sentence_of_person_ + kReachOfPerson)
          return last_person_;
      }
      if (const auto main = subjectBeforeWhere(lexeme);
          !as_subject && main && !contains(excluded, *main) && !agent.empty())
        return {*main};
      // "Z welcomed him": with another agent, whom the sentence before was about
      const bool other_agent = !as_subject && !agent.empty() &&
                               !contains(last_subject_, agent.front()) && !last_object_affected_ &&
                               !last_subject_reports_;
      if (other_agent && last_subject_.size() == 1 && !namesPersonBefore(lexeme, excluded) &&
          cast_.actor(last_subject_.front()).type == EntityType::kPerson)
        return last_subject_;
      if (const auto person = recentPerson(lexeme, excluded)) return {*person};
      return {};
    }
    case PronounKind::kThey:
      if (phrase.count > 2) return severalOf(phrase);
      if (phrase.pronoun_case == Case::kPossessor) {
        if (const Actors all = togetherBefore(lexeme); all.size() > 2) return all;
        if (const Actors two = twoBefore(lexeme); !two.empty()) return two;
      }
      if (const Actors together = togetherBefore(lexeme); as_subject && !together.empty())
        return together;
      // "congratulated A and B on the accord that they signed"
      if (const Actors listed = listedBefore(lexeme, {}); as_subject && listed.size() > 1)
        return listed;
      // "said so to Clinton when they met"
      if (as_subject && opensClauseBehind(lexeme)) {
        if (const Actors two = twoBefore(lexeme); !two.empty()) return two;
      }
      if (as_subject && last_subject_.size() > 1) return last_subject_;
      if (!as_subject) {
        if (const Actors several = severalBefore(lexeme, agent); !several.empty()) return several;
      }
      return pairOf(phrase, agent);
    case PronounKind::kYou: {
      if (Actors called = calledBehind(lexeme); !called.empty()) return called;
      return addressee(lexeme);
    }
    case PronounKind::kBoth: return pairOf(phrase, agent);
    case PronounKind::kOwn: return agent;
    case PronounKind::kEachOther:
    case PronounKind::kWho:
    case PronounKind::kThere:
    case PronounKind::kHere: return {};
  }
  return {};
}

Discourse::Actors Discourse::bodyBefore(std::uint32_t lexeme, const Actors& but) const {
  const std::uint32_t own = but.empty() ? kNone : cast_.countryOf(but.front());
  const std::vector<Phrase>& phrases = sentences_[sentence_].phrases;
  for (auto phrase = phrases.rbegin(); phrase != phrases.rend(); ++phrase) {
    if (phrase->first >= lexeme || phrase->actors.size() != 1) continue;
    const std::uint32_t actor = phrase->actors.front();
    const EntityType type = cast_.actor(actor).type;
    const bool body = type == EntityType::kOrganisation || type == EntityType::kCountry;
    if (body && !contains(but, actor) && (own == kNone || cast_.countryOf(actor) != own))
      return {actor};
  }
  const auto body = recentBody(0, but, Case::kObject);
  return body ? Actors{*body} : Actors();
}

// "Thank you, dear Rashid Meredov, for the roses": whom the name between commas calls.
Discourse::Actors Discourse::calledBehind(std::uint32_t lexeme) const {
  if (marksFollow()) return {};
  const SentenceItems& sentence = sentences_[sentence_];
  for (std::size_t i = 2; i < sentence.items.size(); ++i) {
    const Item& item = sentence.items[i];
    if (item.first <= lexeme || item.group < 0) continue;
    const Item& before = sentence.items[i - 1];
    const bool dear = before.group < 0 && before.punctuation == 0 && !before.is_verb &&
                      !before.marker && sentence.items[i - 2].punctuation == U',';
    const bool last = i + 1 == sentence.items.size();
    if ((before.punctuation != U',' && !dear) || (!last && sentence.items[i + 1].punctuation == 0))
      continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence.phrases[group.phrases.front()];
    const bool person = group.phrases.size() == 1 && phrase.actors.size() == 1 && !phrase.pronoun &&
                        cast_.actor(phrase.actors.front()).type == EntityType::kPerson;
    if (person) return phrase.actors;
  }
  return {};
}

// "when they", with somebody named before in the sentence.
bool Discourse::opensClauseBehind(std::uint32_t lexeme) const {
  const std::vector<Item>& items = sentences_[sentence_].items;
  for (std::size_t i = 1; i < items.size(); ++i) {
    if (items[i].first != lexeme) continue;
    return items[i - 1].is_clause || items[i - 1].marker == Case::kAfter ||
           items[i - 1].marker == Case::kBefore;
  }
  return false;
}

// "that Putin had threatened Yanukovych at their meeting": the last two persons named before a word
// in its sentence, of two states.
Discourse::Actors Discourse::twoBefore(std::uint32_t lexeme) const {
  Actors two;
  const std::vector<Phrase>& phrases = sentences_[sentence_].phrases;
  for (auto phrase = phrases.rbegin(); phrase != phrases.rend() && two.size() < 2; ++phrase) {
    if (phrase->first >= lexeme || phrase->actors.size() != 1) continue;
    const std::uint32_t actor = phrase->actors.front();
    if (cast_.actor(actor).type != EntityType::kPerson || contains(two, actor)) continue;
    if (!two.empty() && cast_.countryOf(two.front()) == cast_.countryOf(actor)) continue;
    two.push_back(actor);
  }
  return two.size() == 2 ? two : Actors();
}

// Those who act together earlier in the sentence: "A and B put an end to it when they signed".
Discourse::Actors Discourse::togetherBefore(std::uint32_t lexeme) const {
  const SentenceItems& sentence = sentences_[sentence_];
  for (const Item& item : sentence.items) {
    if (item.first >= lexeme) break;
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    if (group.marker != Case::kErgative && group.marker != Case::kSubject) continue;
    const Phrase& front = sentence.phrases[group.phrases.front()];
    // "the two sides said they would meet again"
    if (!marksFollow() && front.pronoun == PronounKind::kBoth && front.states) {
      if (Actors both = statesOfPair(); both.size() > 1) return both;
    }
    if (group.phrases.size() < 2 && front.more_countries.empty()) continue;
    Actors together;
    // "the leaders of A and B held their summit"
    if (front.actors.empty() && front.hasRole()) together = holdersOfAll(front, front.country, {});
    for (const std::uint32_t index : group.phrases) {
      for (const std::uint32_t actor : sentence.phrases[index].actors) {
        if (!contains(together, actor)) together.push_back(actor);
      }
    }
    if (together.size() > 1) return together;
  }
  return {};
}

// "gave a lunch for Merkel and Macron and thanked them": who stand in one list that is no subject.
Discourse::Actors Discourse::listedBefore(std::uint32_t lexeme, const Actors& but) const {
  const SentenceItems& sentence = sentences_[sentence_];
  Actors listed;
  for (const Item& item : sentence.items) {
    if (item.first >= lexeme) break;
    if (item.group < 0 || marksFollow()) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    if (group.phrases.size() < 2 || group.marker == Case::kSubject) continue;
    Actors found;
    for (const std::uint32_t index : group.phrases) {
      const Actors& actors = sentence.phrases[index].actors;
      const bool person = actors.size() == 1 && !contains(but, actors.front()) &&
                          cast_.actor(actors.front()).type == EntityType::kPerson;
      if (person) found.push_back(actors.front());
    }
    if (found.size() == group.phrases.size()) listed = std::move(found);
  }
  return listed;
}

// Those who were named together, or as one, earlier in the sentence: "accused the Kyrgyz and
// threatened them".
Discourse::Actors Discourse::severalBefore(std::uint32_t lexeme, const Actors& but) const {
  const std::vector<Phrase>& phrases = sentences_[sentence_].phrases;
  if (const Actors listed = listedBefore(lexeme, but); !listed.empty()) return listed;
  for (auto phrase = phrases.rbegin(); phrase != phrases.rend(); ++phrase) {
    const bool both = phrase->pronoun == PronounKind::kBoth;
    if (phrase->first >= lexeme || (phrase->pronoun && !both)) continue;
    Actors found;
    if (both && !phrase->states) {
      found = pairOf(*phrase, but);  // "wrote to both leaders and mediated between them"
    } else if (phrase->states) {
      found = statesOfPair();
    } else if (phrase->collective && phrase->country != kNone) {
      found = {cast_.actorOf(phrase->country)};
    }
    std::erase_if(found, [&](std::uint32_t actor) { return contains(but, actor); });
    if (!found.empty()) return found;
  }
  return {};
}

}  // namespace chancery
