#include "extract/engine/discourse.h"

#include <algorithm>
#include <numeric>

#include "extract/engine/actor_list.h"
#include "extract/engine/clauses.h"
#include "extract/engine/date_resolver.h"
#include "extract/engine/narrators.h"

namespace chancery {
namespace {

constexpr std::size_t kRemembered = 12;
constexpr std::size_t kPairs = 6;
constexpr std::size_t kMainStates = 3;
constexpr std::uint32_t kReachOfPerson = 4;   // sentences
constexpr std::uint32_t kSignatureReach = 3;  // lexemes between the dash and the name

bool isDash(const Item& item) {
  return item.punctuation == U'—' || item.punctuation == U'–' || item.punctuation == U'-';
}

}  // namespace

// A dash at the beginning of a sentence or behind one, a name with a handle, and a date.
std::vector<Post> findPosts(const LexedText& text, const std::vector<SentenceItems>& sentences,
                            std::optional<Day> document) {
  std::vector<Post> posts;
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    const SentenceItems& sentence = sentences[s];
    for (std::size_t i = 0; i + 1 < sentence.items.size(); ++i) {
      if (!isDash(sentence.items[i])) continue;
      const Item& signature = sentence.items[i + 1];
      if (signature.group < 0) continue;
      bool handle = false;
      for (std::uint32_t l = signature.first; l < text.first_lexeme[s + 1] && !handle; ++l) {
        handle = text.tokenOf(text.lexemes[l]).kind == TokenKind::kHandle;
        if (l > signature.last + kSignatureReach) break;
      }
      const Phrase& phrase =
          sentence
              .phrases[sentence.groups[static_cast<std::size_t>(signature.group)].phrases.front()];
      if (!handle || phrase.actors.empty()) continue;
      Post post;
      post.author = phrase.actors.front();
      post.last_sentence = s + 1;
      post.first_sentence = s;
      const std::uint32_t before = posts.empty() ? 0 : posts.back().last_sentence;
      const std::vector<Sentence>& cut = text.tokens.sentences;
      std::uint32_t paragraph = cut[s].paragraph;
      // a signature in a paragraph of its own belongs to the paragraph before
      if (i == 0 && s > before && (s == 0 || cut[s - 1].paragraph != paragraph) && s > 0) {
        paragraph = cut[s - 1].paragraph;
      }
      while (post.first_sentence > before && cut[post.first_sentence - 1].paragraph >= paragraph)
        --post.first_sentence;
      DateAnchor anchor;
      anchor.document = document;
      for (const DateExpression& date : sentence.dates) {
        if (date.first < signature.first) continue;
        if (const auto span = resolveDate(date, anchor, Tense::kPast)) post.date = span->first;
      }
      posts.push_back(post);
      break;
    }
  }
  return posts;
}

Discourse::Discourse(const Image& image, const LexedText& text, Cast& cast,
                     const std::vector<SentenceItems>& sentences, const std::vector<Post>& posts)
    : image_(image), text_(text), cast_(cast), sentences_(sentences), posts_(posts) {
  findSpeakers();
  narrators_ = findNarrators(cast_, sentences_);
  hero_ = findHero();
  for (const std::uint32_t country : countriesByMention(image_, cast_, sentences_)) {
    if (main_states_.size() == kMainStates) break;
    main_states_.push_back(cast_.actorOf(country));
  }
}

void Discourse::rememberPair(const Actors& pair) {
  const bool same = std::all_of(pair.begin(), pair.end(), [this](std::uint32_t actor) {
    return contains(last_pair_, actor);
  });
  if (!same) earlier_pair_ = last_pair_;
  last_pair_ = pair;
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

const Dealing* Discourse::lastDealing() const {
  constexpr std::uint32_t kReach = 2;  // sentences
  return dealings_.last(sentence_, kReach);
}

Discourse::Actors Discourse::statesBut(std::uint32_t country) const {
  Actors states;
  for (const std::uint32_t state : main_states_) {
    if (cast_.actor(state).entity != country && states.size() < 2) states.push_back(state);
  }
  return states.size() == 2 ? states : Actors();
}

std::optional<std::uint32_t> Discourse::otherMainState(std::uint32_t country) const {
  if (country == kNone || main_states_.size() < 2) return std::nullopt;
  for (const std::size_t one : {0u, 1u}) {
    if (cast_.actor(main_states_[one]).entity == country) return main_states_[1 - one];
  }
  return std::nullopt;
}

// The actor of the item's group where it is one person (or one state), settled by name.
std::optional<std::uint32_t> Discourse::speakerAt(const SentenceItems& sentence,
                                                  std::size_t item) const {
  const std::int32_t group = sentence.items[item].group;
  if (group < 0) return std::nullopt;
  const Phrase& phrase =
      sentence.phrases[sentence.groups[static_cast<std::size_t>(group)].phrases.front()];
  if (phrase.actors.empty() && phrase.hasRole() && !phrase.hasName() && !phrase.relational) {
    std::vector<std::uint32_t> everybody(cast_.actors().size());
    std::iota(everybody.begin(), everybody.end(), 0u);
    return cast_.holderAmong(everybody, phrase, phrase.country);
  }
  if (phrase.actors.size() != 1) return std::nullopt;
  if (cast_.actor(phrase.actors.front()).type == EntityType::kPlace) return std::nullopt;
  return phrase.actors.front();
}

// The subject of a verb of speech in the sentence, outside the quotation.
std::optional<std::uint32_t> Discourse::speakerBeside(std::uint32_t index, std::int32_t quotation) {
  if (index >= sentences_.size()) return std::nullopt;
  const SentenceItems& sentence = sentences_[index];
  for (std::size_t i = 0; i < sentence.items.size(); ++i) {
    if (!sentence.items[i].is_speech || quotationOf(text_, sentence.items[i]) == quotation)
      continue;
    for (std::size_t j = i; j-- > 0;) {
      if (quotationOf(text_, sentence.items[j]) >= 0) break;
      const std::int32_t group = sentence.items[j].group;
      if (group < 0) continue;
      const Case marker = sentence.groups[static_cast<std::size_t>(group)].marker;
      if (marker != Case::kSubject && marker != Case::kErgative) continue;
      if (auto actor = speakerAt(sentence, j)) return actor;
    }
    // "…", said Modi
    if (i + 1 < sentence.items.size() && quotationOf(text_, sentence.items[i + 1]) < 0) {
      if (auto actor = speakerAt(sentence, i + 1)) return actor;
    }
  }
  return speakerBeforeColon(sentence, quotation);
}

// "Zelensky (@ZelenskyyUa), 14:31: “Glad to welcome”"
std::optional<std::uint32_t> Discourse::speakerBeforeColon(const SentenceItems& sentence,
                                                           std::int32_t quotation) const {
  std::size_t quoted = 0;
  while (quoted < sentence.items.size() && quotationOf(text_, sentence.items[quoted]) != quotation)
    ++quoted;
  if (quoted == sentence.items.size() || quoted == 0) return std::nullopt;
  std::size_t colon = quoted;
  while (colon > 0 && colon + 3 > quoted && sentence.items[colon - 1].punctuation != U':') --colon;
  if (colon == 0 || sentence.items[colon - 1].punctuation != U':') return std::nullopt;
  for (std::size_t i = 0; i < colon; ++i) {
    if (auto actor = speakerAt(sentence, i)) return actor;
  }
  return std::nullopt;
}

void Discourse::findSpeakers() {
  const std::vector<Quotation>& quotations = text_.tokens.quotations;
  speakers_.resize(quotations.size());
  std::uint32_t sentence = 0;
  std::optional<std::uint32_t> last;
  std::uint32_t last_paragraph = 0;
  for (std::size_t q = 0; q < quotations.size(); ++q) {
    while (sentence + 1 < text_.tokens.sentences.size() &&
           text_.tokens.sentences[sentence].last <= quotations[q].first) {
      ++sentence;
    }
    std::uint32_t end = sentence;
    while (end + 1 < text_.tokens.sentences.size() &&
           text_.tokens.sentences[end].last < quotations[q].last)
      ++end;
    const auto number = static_cast<std::int32_t>(q);
    auto found = speakerBeside(sentence, number);
    if (!found) found = speakerBeside(end, number);
    if (!found) found = speakerBeside(end + 1, number);
    if (!found && sentence > 0) found = speakerBeside(sentence - 1, number);
    const std::uint32_t paragraph =
        text_.tokens.sentences.empty() ? 0 : text_.tokens.sentences[sentence].paragraph;
    if (!found && last && paragraph <= last_paragraph + 1) found = last;
    if (found) {
      last = found;
      last_paragraph = paragraph;
    }
    speakers_[q] = found;
  }
}

const Post* Discourse::postAt(std::uint32_t sentence) const {
  for (const Post& post : posts_) {
    if (post.first_sentence <= sentence && sentence < post.last_sentence) return &post;
  }
  return nullptr;
}

const Post* Discourse::postOf(std::uint32_t sentence, std::uint32_t lexeme) const {
  if (const Post* post = postAt(sentence)) return post;
  // articles tell a post once more in their own language: "… ने लिखा, 'आज …'"
  const std::int32_t quotation = text_.tokenOf(text_.lexemes[lexeme]).quotation;
  if (quotation < 0 || posts_.size() != 1) return nullptr;
  const SentenceItems& said = sentences_[sentence];
  const bool of_another_day =
      std::any_of(said.items.begin(), said.items.end(),
                  [&](const Item& item) { return item.date >= 0 && quotationOf(text_, item) < 0; });
  if (of_another_day) return nullptr;
  return speakers_[static_cast<std::size_t>(quotation)] == posts_.front().author ? &posts_.front()
                                                                                 : nullptr;
}

Discourse::Actors Discourse::speaker(std::uint32_t lexeme) const {
  const std::int32_t quotation = text_.tokenOf(text_.lexemes[lexeme]).quotation;
  if (quotation >= 0 && speakers_[static_cast<std::size_t>(quotation)]) {
    return {*speakers_[static_cast<std::size_t>(quotation)]};
  }
  if (const Post* post = postAt(sentence_)) return {post->author};
  return {};
}

// Whom a quotation is said to: "…, Rouhani wrote to Obama".
Discourse::Actors Discourse::addressee(std::uint32_t lexeme) const {
  const std::int32_t quotation = text_.tokenOf(text_.lexemes[lexeme]).quotation;
  const SentenceItems& sentence = sentences_[sentence_];
  if (quotation < 0) return last_object_;
  for (std::size_t i = 0; i + 1 < sentence.items.size(); ++i) {
    if (!sentence.items[i].is_speech || quotationOf(text_, sentence.items[i]) >= 0) continue;
    for (std::size_t j = i + 1; j < sentence.items.size(); ++j) {
      const std::int32_t group = sentence.items[j].group;
      if (group < 0) continue;
      const Case marker = sentence.groups[static_cast<std::size_t>(group)].marker;
      if (marker != Case::kObject && marker != Case::kTo) break;
      const Phrase& phrase =
          sentence.phrases[sentence.groups[static_cast<std::size_t>(group)].phrases.front()];
      if (!phrase.actors.empty()) return phrase.actors;
      if (phrase.hasRole() && !phrase.hasName()) return holders(phrase, phrase.country, {});
      break;
    }
  }
  return last_object_;
}

Discourse::Actors Discourse::implied(std::uint32_t item) const {
  const Actors by_speech = speaker(sentences_[sentence_].items[item].first);
  if (!by_speech.empty()) return by_speech;
  return last_subject_;
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
    const Actors actors = !phrase.actors.empty() ? phrase.actors
                          : phrase.hasRole() && !phrase.hasName()
                              ? holders(phrase, phrase.country, {})
                              : Actors();
    if (actors.size() == 1 && cast_.actor(actors.front()).type == EntityType::kPerson &&
        !contains(but, actors.front()))
      found = actors;
  }
  if (!found.empty()) return found;
  const bool another = last_subject_.size() != 1 || !contains(but, last_subject_.front());
  return another ? last_subject_ : Actors();
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

// The person named last before a word who is none of `but`.
std::optional<std::uint32_t> Discourse::recentPerson(std::uint32_t lexeme,
                                                     const Actors& but) const {
  const auto fits = [&](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kPerson && !contains(but, actor);
  };
  const std::vector<Phrase>& phrases = sentences_[sentence_].phrases;
  for (auto phrase = phrases.rbegin(); phrase != phrases.rend(); ++phrase) {
    if (phrase->first >= lexeme) continue;
    // "He had insulted Obama, who cancelled a meeting with him"
    const bool he = phrase->pronoun == PronounKind::kHe && phrase->pronoun_case == Case::kSubject;
    if (he && last_subject_.size() == 1 && fits(last_subject_.front()))
      return last_subject_.front();
    const bool office = phrase->hasRole() && !phrase->hasName() && !phrase->pronoun &&
                        !phrase->relational && !phrase->collective && !phrase->plural;
    const Actors named =
        office && phrase->actors.empty() ? holders(*phrase, phrase->country, but) : phrase->actors;
    if (named.size() == 1 && fits(named.front())) return named.front();
    // "ओमान के सुल्तान से बात कर उन्हें बधाई दी": whom nobody names stands for his state
    const std::uint8_t language = sentences_[sentence_].language;
    const bool marked = language != 0 && image_.languages()[language - 1u].markers_follow != 0;
    if (marked && office && named.size() == 1 && !contains(but, named.front())) {
      const std::uint32_t own = but.empty() ? kNone : cast_.countryOf(but.front());
      if (own != kNone && cast_.countryOf(named.front()) != own) return named.front();
    }
  }
  const bool just_now = sentence_ <= sentence_of_object_ + 1;
  if (just_now && last_object_.size() == 1 && fits(last_object_.front()))
    return last_object_.front();
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
    for (std::uint32_t actor : last_pair_) add(actor);
    if (states.size() == 2) return states;
  }
  if (Actors of_text = statesBut(kNone); !of_text.empty()) return of_text;
  states.clear();
  for (std::uint32_t actor : last_pair_) add(actor);
  if (states.size() == 2) return states;
  // "both parties", of a government and a movement
  const auto isNobody = [this](std::uint32_t actor) {
    return cast_.actor(actor).type != EntityType::kPerson;
  };
  if (last_pair_.size() == 2 && std::all_of(last_pair_.begin(), last_pair_.end(), isNobody))
    return last_pair_;
  states.clear();
  for (std::uint32_t actor : recent_) add(actor);
  return states.size() == 2 ? states : Actors();
}

// "दोनों देशों के विदेश मंत्रियों": who holds the office in each of the two, where both are known.
Discourse::Actors Discourse::holdersOfPair(const Phrase& phrase, const Actors& but) const {
  Actors pair;
  for (const std::uint32_t state : statesOfPair()) {
    for (const std::uint32_t holder : holders(phrase, cast_.actor(state).entity, but)) {
      if (cast_.actor(holder).type == EntityType::kPerson && !contains(pair, holder))
        pair.push_back(holder);
    }
  }
  return pair.size() == 2 ? pair : Actors();
}

// "the two prime ministers", "both": two who were just said to do something together, else the last
// two of different countries.
Discourse::Actors Discourse::pairOf(const Phrase& phrase, const Actors& but) const {
  if (phrase.states && phrase.role == kNone) return statesOfPair();
  if (phrase.states) {
    if (Actors of_states = holdersOfPair(phrase, but); !of_states.empty()) return of_states;
  }
  const auto fits = [&](std::uint32_t actor) {
    if (phrase.role == kNone) return true;
    return cast_.actor(actor).type == EntityType::kPerson &&
           cast_.holderAmong({actor}, phrase, kNone).has_value();
  };
  // "commended both leaders": not one of them himself
  const auto isOneOfThem = [&](std::uint32_t actor) { return contains(but, actor); };
  const bool apart = std::none_of(last_pair_.begin(), last_pair_.end(), isOneOfThem);
  const Actors& last = apart ? last_pair_ : earlier_pair_;
  const auto isPerson = [this](std::uint32_t actor) {
    return cast_.actor(actor).type == EntityType::kPerson;
  };
  // "the two leaders", where two ministers were spoken of since: two who hold such an office
  if (phrase.role != kNone) {
    for (const Actors& pair : pairs_) {
      const bool other = std::none_of(pair.begin(), pair.end(), isOneOfThem);
      if (other && std::all_of(pair.begin(), pair.end(), fits)) return pair;
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
  return phrase.states ? statesOfPair() : last_pair_;
}

// A pronoun of the first sentence of a paragraph, with nobody named before it.
bool Discourse::opensParagraph(std::uint32_t lexeme) const {
  const std::vector<Sentence>& cut = text_.tokens.sentences;
  if (sentence_ > 0 && cut[sentence_ - 1].paragraph == cut[sentence_].paragraph) return false;
  return !namesPersonBefore(lexeme, {});
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

// Those whom a pronoun can't mean beside `others`: "she" no man whom the base knows, "he" no woman.
Discourse::Actors Discourse::but(const Actors& others, Gender gender) const {
  Actors excluded = others;
  if (gender == Gender::kUnsaid) return excluded;
  for (std::uint32_t index = 0; index < cast_.actors().size(); ++index) {
    const Actor& actor = cast_.actor(index);
    if (actor.type != EntityType::kPerson) continue;
    if (actor.gender != Gender::kUnsaid && actor.gender != gender) excluded.push_back(index);
  }
  return excluded;
}

Discourse::Actors Discourse::pronounActors(const Phrase& phrase, std::uint32_t lexeme,
                                           const Actors& agent, bool as_subject) const {
  switch (*phrase.pronoun) {
    case PronounKind::kI:
    case PronounKind::kWe: {
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
      const Actors excluded = but(agent, phrase.gender);
      // "A professor of law, he was plucked from academic life", as a paragraph begins
      if (as_subject && hero_ && !contains(excluded, *hero_) && opensParagraph(lexeme))
        return {*hero_};
      if (as_subject && last_reported_.size() == 1 && !contains(excluded, last_reported_.front()) &&
          !speaksBehind(lexeme) && !namesAgentBefore(lexeme))
        return last_reported_;
      if (as_subject) {
        const Actors subject = subjectBefore(lexeme, excluded);
        if (subject.size() == 1 && cast_.actor(subject.front()).type == EntityType::kPerson)
          return subject;
        if (last_person_.size() == 1 && !contains(excluded, last_person_.front()) &&
            sentence_ <= sentence_of_person_ + kReachOfPerson)
          return last_person_;
      }
      // "Z welcomed him": with another agent, whom the sentence before was about. Where case
      // markers and not places tell who is who, the subject stays the same for longer.
      const std::uint8_t language = sentences_[sentence_].language;
      const bool marked = language != 0 && image_.languages()[language - 1u].markers_follow != 0;
      const bool other_agent = marked && !as_subject && !agent.empty() &&
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
        if (const Actors two = twoBefore(lexeme); !two.empty()) return two;
      }
      if (const Actors together = togetherBefore(lexeme); as_subject && !together.empty())
        return together;
      // "said so to Clinton when they met"
      if (as_subject && opensClauseBehind(lexeme)) {
        if (const Actors two = twoBefore(lexeme); !two.empty()) return two;
      }
      if (as_subject && last_subject_.size() > 1) return last_subject_;
      if (!as_subject) {
        if (const Actors several = severalBefore(lexeme, agent); !several.empty()) return several;
      }
      return pairOf(phrase, agent);
    case PronounKind::kYou: return addressee(lexeme);
    case PronounKind::kBoth: return pairOf(phrase, agent);
    case PronounKind::kOwn: return agent;
    case PronounKind::kEachOther:
    case PronounKind::kWho:
    case PronounKind::kThere:
    case PronounKind::kHere: return {};
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

// Those who were named together, or as one, earlier in the sentence: "accused the Kyrgyz and
// threatened them".
Discourse::Actors Discourse::severalBefore(std::uint32_t lexeme, const Actors& but) const {
  const std::vector<Phrase>& phrases = sentences_[sentence_].phrases;
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

// Of those who hold the office the one who acted last, else the one who was named first: he is whom
// the text is about.
Discourse::Actors Discourse::holders(const Phrase& phrase, std::uint32_t country,
                                     const Actors& but) const {
  // "The President", as an office writes of its own: he whom the text names first
  const bool own = country == kNone && text_.tokenOf(text_.lexemes[phrase.first]).capitalised;
  const Actors first = own ? Actors() : last_subject_;
  Actors known = first;
  for (const std::uint32_t actor : cast_.byAppearance()) {
    if (!contains(first, actor)) known.push_back(actor);
  }
  std::erase_if(known, [&](std::uint32_t actor) { return contains(but, actor); });
  if (const auto holder = cast_.holderAmong(known, phrase, country)) return {*holder};
  if (const auto holder = cast_.holderOn(phrase, country, daysTold());
      holder && !contains(but, *holder))
    return {*holder};
  // an office-holder whom nobody names stands for his country
  if (country != kNone) return {cast_.actorOf(country)};
  return {};
}

// The same for an office of several countries: "the presidents of A and B".
Discourse::Actors Discourse::holdersOfAll(const Phrase& phrase, std::uint32_t country,
                                          const Actors& but) const {
  Actors all = holders(phrase, country, but);
  for (const std::uint32_t another : phrase.more_countries) {
    for (const std::uint32_t actor : holders(phrase, another, but)) {
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
  if (phrase.country == kNone && agent.size() == 1 && last_pair_.size() == 2) {
    // "asked his counterpart": the other of the two
    if (last_pair_[0] == agent.front()) return {last_pair_[1]};
    if (last_pair_[1] == agent.front()) return {last_pair_[0]};
  }
  if (visitor) return last_visitor_;
  for (std::uint32_t actor : recent_) {
    if (cast_.actor(actor).type != EntityType::kPerson || contains(agent, actor)) continue;
    const std::uint32_t country = cast_.countryOf(actor);
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
  if (!last_host_.empty() && !contains(agent, last_host_.front())) return last_host_;
  if (last_visitor_.empty() || last_pair_.size() != 2) return {};
  for (const std::size_t one : {0u, 1u}) {
    if (last_pair_[one] == last_visitor_.front()) return {last_pair_[1 - one]};
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
  return fit(last_pair_) && sentence_ <= sentence_of_pair_ + kReach ? last_pair_ : Actors();
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

Discourse::Actors Discourse::roleActors(const Phrase& phrase, const Actors& agent) {
  if (phrase.relational) {
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
  if (country == kNone && phrase.possessor) {
    // "his foreign minister"
    const Actors owner = agent.empty() ? ownerOf(phrase) : agent;
    if (!owner.empty()) country = cast_.countryOf(owner.front());
  }
  // "two Chinese officials" are no one whom the text names
  if (phrase.collective && phrase.country != kNone && !cast_.isOfLeaders(phrase.role))
    return statesOf(phrase);
  if (phrase.count > 2) {  // "expelled four Russian diplomats": nobody whom the text names
    const Actors several = severalOf(phrase);
    return several.empty() && phrase.country != kNone ? statesOf(phrase) : several;
  }
  if (phrase.plural && country == kNone) return pluralOf(phrase);
  // "thanked the President": not the president who thanks
  const Actors but = country == kNone ? agent : Actors();
  return holdersOfAll(phrase, country, but);
}

Discourse::Actors Discourse::phraseActors(const SentenceItems& sentence, const Phrase& phrase,
                                          const Actors& agent, bool as_subject) {
  (void)sentence;
  if (phrase.indefinite) return {};
  if (!phrase.actors.empty()) return phrase.actors;
  if (phrase.states && !phrase.pronoun) return statesOfPair();
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
  if (sentence.language == 0 || image_.languages()[sentence.language - 1u].markers_follow == 0)
    return {};
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

void Discourse::leave() {
  const SentenceItems& sentence = sentences_[sentence_];
  const bool marks_precede =
      sentence.language != 0 && image_.languages()[sentence.language - 1u].markers_follow == 0;
  Actors subject;
  bool settled = false;
  // "said that B had left": whoever acts there is not whom the sentence is about
  bool subordinate = false;
  for (const Item& item : sentence.items) {
    subordinate = subordinate || (marks_precede && (item.is_that || item.is_relative));
    if (item.group < 0) continue;
    const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
    const Actors actors = actorsOf(item.group, subject, true);
    const bool quoted = quotationOf(text_, item) >= 0;
    const bool agent_case = group.marker == Case::kErgative || group.marker == Case::kSubject;
    const bool acts = !actors.empty() && cast_.actor(actors.front()).type != EntityType::kPlace;
    // the first agent outside quotations is the subject; an ergative one outweighs a bare one
    const bool told_of = subject.empty() || !subordinate;
    if (agent_case && acts && !quoted && told_of && (!settled || group.marker == Case::kErgative)) {
      if (!settled || subject.empty()) subject = actors;
      settled = settled || group.marker == Case::kErgative;
    }
    if (actors.size() == 2 && agent_case) rememberPair(actors);
    if (actors.size() > 2) dealings_.rememberList(actors);
    for (std::uint32_t actor : actors) {
      if (cast_.actor(actor).type != EntityType::kPlace) remember(actor);
    }
  }
  if (subject.empty()) subject = acting_;
  acting_.clear();
  if (!subject.empty()) last_subject_ = subject;
  if (subject.size() == 1 && cast_.actor(subject.front()).type == EntityType::kPerson) {
    last_person_ = subject;
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
