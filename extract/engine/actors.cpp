#include "extract/engine/actors.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "extract/engine/actor_list.h"
#include "extract/engine/organisations.h"
#include "extract/names/name_links.h"

namespace chancery {
namespace {

// Ranks of office_codes.tsv up to which a holder is known by the surname alone.
constexpr int kWellKnownRank = 5;

std::string_view lastWordOf(std::string_view words) { return words.substr(words.rfind(' ') + 1); }

const std::vector<std::uint32_t> kNobody;

void insertInOrder(std::uint32_t actor, std::vector<std::uint32_t>& actors) {
  const auto at = std::lower_bound(actors.begin(), actors.end(), actor);
  if (at == actors.end() || *at != actor) actors.insert(at, actor);
}

std::vector<std::uint32_t> united(const std::vector<std::uint32_t>& a,
                                  const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

std::size_t hashOfLastWord(std::string_view words) {
  return std::hash<std::string_view>{}(lastWordOf(words));
}

}  // namespace

Cast::Cast(const Image& image, NameMemo& names, const LexedText& text, std::optional<Day> date,
           const ReadingOptions& options)
    : image_(image),
      names_(names),
      text_(text),
      date_(date),
      leader_(image.officeCode("leader")),
      minister_(image.officeCode("minister")),
      envoy_(image.officeCode("special_envoy")),
      official_(image.officeCode("official")),
      spokesperson_(image.officeCode("spokesperson")),
      name_office_holders_(options.name_office_holders) {}

std::string_view Cast::surfaceOf(const Phrase& phrase) const {
  return text_.tokens.textOf(text_.lexemes[phrase.name_first].first,
                             text_.lexemes[phrase.name_last - 1].last);
}

std::string_view Cast::surfaceWithoutTitle(const Phrase& phrase) const {
  constexpr std::uint32_t kWholeName = 2;  // tokens: "Sheikh Hasina" stays as it is
  const std::uint32_t first = text_.lexemes[phrase.name_first].first;
  const std::uint32_t last = text_.lexemes[phrase.name_last - 1].last;
  const std::uint32_t word = text_.tokens.tokens[first].word;
  if (last - first <= kWholeName || word >= WordNumbers::kFirstUnknown) return {};
  const auto entries = image_.entries(image_.child(0, word));
  const bool title = std::any_of(entries.begin(), entries.end(), [](const EntryRow& entry) {
    return entry.kind == EntryKind::kRole;
  });
  return title ? text_.tokens.textOf(first + 1, last) : std::string_view();
}

void Cast::addAlias(std::uint32_t actor, std::string_view surface) {
  std::vector<std::string>& aliases = actors_[actor].aliases;
  if (std::find(aliases.begin(), aliases.end(), surface) == aliases.end()) {
    aliases.emplace_back(surface);
  }
}

std::uint32_t Cast::add(Actor actor) {
  const auto index = static_cast<std::uint32_t>(actors_.size());
  if (actor.entity == kNone) insertInOrder(index, by_fold_[hashOfLastWord(actor.fold)]);
  for (const std::uint32_t word : actor.name_words) insertInOrder(index, by_word_[word]);
  actors_.push_back(std::move(actor));
  by_appearance_.push_back(index);
  return index;
}

// The words of his full name, unless he has some.
void Cast::giveWords(std::uint32_t actor, const std::vector<std::uint32_t>& words) {
  if (!actors_[actor].name_words.empty()) return;
  actors_[actor].name_words = words;
  for (const std::uint32_t word : words) insertInOrder(actor, by_word_[word]);
}

const std::vector<std::uint32_t>& Cast::namedWith(std::uint32_t word) const {
  const auto named = by_word_.find(word);
  return named == by_word_.end() ? kNobody : named->second;
}

// Those whom the base does not have, of whom some are called so or have a name that ends so.
const std::vector<std::uint32_t>& Cast::foldedLike(std::string_view folded) const {
  const auto called = by_fold_.find(hashOfLastWord(folded));
  return called == by_fold_.end() ? kNobody : called->second;
}

std::uint32_t Cast::actorOf(std::uint32_t entity) {
  const auto known = by_entity_.find(entity);
  if (known != by_entity_.end()) return known->second;
  const EntityRow& row = image_.entities()[entity];
  Actor actor;
  actor.entity = entity;
  actor.type = row.type;
  actor.kind = row.kind;
  actor.label = image_.text(row.label);
  actor.country = row.country_entity;
  if (row.type == EntityType::kPerson)
    actor.gender = row.is_woman != 0 ? Gender::kWoman : Gender::kMan;
  const std::uint32_t index = add(std::move(actor));
  by_entity_.emplace(entity, index);
  return index;
}

// The first city of the country that the base calls its capital.
std::uint32_t Cast::capitalOf(std::uint32_t country) const {
  const auto entities = image_.entities();
  for (std::uint32_t i = 0; i < entities.size(); ++i) {
    if (entities[i].country_entity == country && entities[i].kind == EntityKind::kCity &&
        entities[i].acts_for_country != 0) {
      return i;
    }
  }
  return kNone;
}

std::optional<std::uint32_t> Cast::stateOf(std::uint32_t index) {
  const Actor& actor = actors_[index];
  if (actor.type == EntityType::kCountry) return index;
  if (actor.entity == kNone || actor.country == kNone) return std::nullopt;
  if (image_.entities()[actor.entity].acts_for_country == 0) return std::nullopt;
  const std::uint32_t country = actor.country;
  const std::vector<std::string> aliases = actor.aliases;
  const std::uint32_t state = actorOf(country);
  for (const std::string& alias : aliases) addAlias(state, alias);
  return state;
}

std::vector<std::uint32_t> Cast::wordsOf(const Phrase& phrase) const {
  std::vector<std::uint32_t> words;
  for (std::uint32_t l = phrase.name_first; l < phrase.name_last; ++l) {
    for (std::uint32_t t = text_.lexemes[l].first; t < text_.lexemes[l].last; ++t) {
      words.push_back(text_.tokens.tokens[t].word);
    }
  }
  return words;
}

void Cast::introduce(const std::vector<Phrase*>& phrases) {
  for (Phrase* phrase : phrases) {
    if (phrase->hasName() && phrase->name_is_known) introduceKnown(*phrase);
    if (phrase->capital && !phrase->hasName()) {
      if (const std::uint32_t city = capitalOf(phrase->country); city != kNone)
        phrase->actors = {actorOf(city)};
    }
  }
  for (const bool by_acronym : {false, true}) {
    for (Phrase* phrase : phrases) {
      if (phrase->name_is_organisation && (phrase->acronym == phrase->name_first) == by_acronym)
        introduceOrganisation(*phrase);
    }
  }
  const auto isPersonOrPlace = [](const Phrase& phrase) {
    return phrase.hasName() && !phrase.name_is_thing && !phrase.name_is_organisation;
  };
  for (Phrase* phrase : phrases) {
    if (isPersonOrPlace(*phrase) && !phrase->name_is_known) introduceFull(*phrase);
  }
  for (Phrase* phrase : phrases) {
    if (isPersonOrPlace(*phrase) && phrase->actors.empty()) introduceShort(*phrase);
  }
  for (Phrase* phrase : phrases) {
    if (phrase->courtesy != kNone) meanByCourtesy(*phrase);
  }
  std::sort(by_appearance_.begin(), by_appearance_.end(), [this](std::uint32_t a, std::uint32_t b) {
    return std::tie(actors_[a].first_lexeme, a) < std::tie(actors_[b].first_lexeme, b);
  });
}

// "the general", after "General Pervez Musharraf": the only one who was named so.
void Cast::meanByCourtesy(Phrase& phrase) const {
  for (std::uint32_t index = 0; index < actors_.size(); ++index) {
    if (!contains(actors_[index].courtesies, phrase.courtesy)) continue;
    const Lexeme& courtesy = text_.lexemes[phrase.first];
    // "His Highness": of several he of whom the text tells first
    if (!phrase.actors.empty() && courtesy.last > courtesy.first + 1) {
      if (actors_[index].first_lexeme < actors_[phrase.actors.front()].first_lexeme)
        phrase.actors = {index};
      continue;
    }
    if (!phrase.actors.empty()) {
      phrase.actors.clear();
      return;
    }
    phrase.actors = {index};
  }
}

// What the phrase says of the actor besides the name.
void Cast::note(const Phrase& phrase, std::uint32_t index) {
  addAlias(index, surfaceOf(phrase));
  if (const std::string_view bare = surfaceWithoutTitle(phrase); !bare.empty())
    addAlias(index, bare);
  // "Prince Charles", "Tengku Abdul Ghafar": a title that belongs to the name
  const Lexeme& name = text_.lexemes[phrase.name_first];
  const bool one_word = phrase.name_last == phrase.name_first + 1 && name.last == name.first + 1;
  if ((phrase.honorific || (one_word && phrase.role != kNone)) && actors_[index].entity == kNone &&
      phrase.first < phrase.name_first && phrase.hasName() &&
      text_.tokenOf(name).script == Script::kLatin)
    addAlias(index, text_.tokens.textOf(text_.lexemes[phrase.name_first - 1].first,
                                        text_.lexemes[phrase.name_last - 1].last));
  Actor& actor = actors_[index];
  actor.first_lexeme = std::min(actor.first_lexeme, phrase.first);
  if (phrase.country != kNone && actor.entity == kNone && actor.country == kNone) {
    const EntityRow& row = image_.entities()[phrase.country];
    actor.country = row.type == EntityType::kCountry ? phrase.country : row.country_entity;
  }
  if (phrase.country != kNone && image_.entities()[phrase.country].type != EntityType::kCountry)
    actor.body = phrase.country;
  // a title or the first name: "José María Aznar" is no woman
  for (std::uint32_t l = phrase.first; l <= phrase.name_first && actor.entity == kNone; ++l) {
    if (text_.is(text_.lexemes[l], NamePart::kFeminine)) actor.gender = Gender::kWoman;
    if (text_.is(text_.lexemes[l], NamePart::kGiven) && actor.gender == Gender::kUnsaid)
      actor.gender = Gender::kMan;
  }
  for (std::uint32_t l = phrase.first; l < phrase.name_first && phrase.honorific; ++l) {
    if (text_.lexemes[l].has(EntryKind::kRole))
      actor.courtesies.push_back(text_.tokens.tokens[text_.lexemes[l].last - 1].word);
  }
  if (phrase.role == kNone || phrase.former) return;
  actor.named_abroad = actor.named_abroad || phrase.country != kNone;
  noteTitles(phrase, actor);
  for (const RoleAlternative& alternative : image_.role(phrase.role)) {
    if (alternative.of != kNone && actor.country != kNone && alternative.of != actor.country)
      continue;
    if (!contains(actor.offices, alternative.office)) actor.offices.push_back(alternative.office);
    if (alternative.of != kNone && actor.country == kNone) actor.country = alternative.of;
  }
}

// The word in which the title among the lexemes ends, where a title ends with its head: "विदेश
// सचिव", "सचिव (पश्चिम)"; in Latin letters only a title of one word. kNone where none stands.
std::uint32_t Cast::titleHead(std::uint32_t first, std::uint32_t last) const {
  while (last > first) {
    const Lexeme& lexeme = text_.lexemes[--last];
    if (!lexeme.has(EntryKind::kRole)) continue;
    if (text_.tokenOf(lexeme).script == Script::kLatin) {
      if (lexeme.last == lexeme.first + 1) return text_.tokens.tokens[lexeme.first].word;
      continue;
    }
    std::uint32_t head = kNone;
    for (std::uint32_t t = lexeme.first; t < lexeme.last; ++t) {
      if (text_.tokens.tokens[t].punctuation == U'(') break;
      head = text_.tokens.tokens[t].word;
    }
    return head;
  }
  return kNone;
}

// All titles before the name: "आसियान अध्यक्ष के विशेष दूत एवं कंबोडिया के विदेश मंत्री प्राक सोखोन".
void Cast::noteTitles(const Phrase& phrase, Actor& actor) const {
  if (!phrase.hasName()) return;
  for (std::uint32_t l = phrase.first; l < phrase.name_first; ++l) {
    const Lexeme& lexeme = text_.lexemes[l];
    if (!lexeme.has(EntryKind::kRole)) continue;
    if (text_.tokenOf(lexeme).script == Script::kLatin) {  // any word of "Secretary of State"
      for (std::uint32_t t = lexeme.first; t < lexeme.last; ++t) {
        const std::uint32_t word = text_.tokens.tokens[t].word;
        if (!contains(actor.title_heads, word)) actor.title_heads.push_back(word);
      }
      continue;
    }
    if (text_.find(text_.lexemes[l + 1], EntryKind::kMarker) != nullptr) continue;  // another's
    for (const EntryRow& row : text_.entriesOf(lexeme)) {
      if (row.kind != EntryKind::kRole || row.aux != static_cast<std::uint8_t>(RoleKind::kTitle))
        continue;
      for (const RoleAlternative& alternative : image_.role(row.value)) {
        if (alternative.of == kNone && !contains(actor.offices, alternative.office))
          actor.offices.push_back(alternative.office);
      }
    }
    const std::uint32_t head = titleHead(l, l + 1);
    if (head != kNone && !contains(actor.title_heads, head)) actor.title_heads.push_back(head);
  }
}

// A secretary, an adviser, a minister of any kind: whose office says little.
bool Cast::isMinorOffice(std::uint32_t role) const {
  constexpr std::uint32_t kMinorRank = 6;
  const auto alternatives = image_.role(role);
  return !alternatives.empty() &&
         std::all_of(alternatives.begin(), alternatives.end(), [this](const RoleAlternative& one) {
           return image_.officeCodes()[one.office].rank >= kMinorRank;
         });
}

// "the minister" may be any of them but the first.
bool Cast::isMinister(std::uint32_t office) const {
  const std::string_view code = image_.text(image_.officeCodes()[office].code);
  return image_.officeCodes()[office].leads == 0 &&
         (code.ends_with("_minister") || code.starts_with("state_minister_"));
}

bool Cast::takes(std::uint32_t office, std::uint32_t of, std::uint32_t role,
                 std::uint32_t country) const {
  if (country != kNone && of != country) return false;
  const auto alternatives = image_.role(role);
  // the American secretary of state is no other of the secretaries
  const bool own = of != kNone && std::any_of(alternatives.begin(), alternatives.end(),
                                              [&](const auto& a) { return a.of == of; });
  for (const RoleAlternative& alternative : alternatives) {
    if (alternative.of != of && (own || alternative.of != kNone)) continue;
    if (alternative.office == office) return true;
    if (alternative.office == leader_ && image_.officeCodes()[office].leads != 0) return true;
    if (alternative.office == minister_ && isMinister(office)) return true;
  }
  return false;
}

std::uint32_t Cast::stateOfRole(std::uint32_t role) const {
  std::uint32_t state = kNone;
  for (const RoleAlternative& alternative : image_.role(role)) {
    if (alternative.of == kNone || (state != kNone && state != alternative.of)) return kNone;
    state = alternative.of;
  }
  return state;
}

// True when the person held the office that the phrase names.
bool Cast::holds(std::uint32_t entity, const Phrase& phrase) const {
  if (phrase.role == kNone) return false;
  const auto rows = image_.officesOf(entity);
  return std::any_of(rows.begin(), rows.end(), [&](const OfficeRow& row) {
    return takes(row.office, row.of, phrase.role, phrase.country);
  });
}

bool Cast::inOffice(std::uint32_t entity) const {
  const auto rows = image_.officesOf(entity);
  return std::any_of(rows.begin(), rows.end(), [this](const OfficeRow& row) {
    return image_.officeCodes()[row.office].rank <= kWellKnownRank && isOfTheDay(row);
  });
}

// True for an office that is held on the day of the document, or where that is not known.
bool Cast::isOfTheDay(const OfficeRow& row) const {
  return !date_ || (row.from <= date_->since_1970 && date_->since_1970 <= row.to);
}

std::uint32_t Cast::choosePerson(const std::vector<std::uint32_t>& candidates,
                                 const Phrase& phrase) const {
  if (candidates.size() == 1) return candidates.front();
  const auto only = [&](auto test) {
    std::uint32_t found = kNone;
    for (std::uint32_t candidate : candidates) {
      if (!test(candidate)) continue;
      if (found != kNone) return kNone;
      found = candidate;
    }
    return found;
  };
  std::uint32_t found = only([&](std::uint32_t e) { return holds(e, phrase) && inOffice(e); });
  for (const Actor& actor : actors_) {
    if (actor.introduced && actor.entity != kNone && contains(candidates, actor.entity)) {
      // "Vice President Biden", where the text names Jill Biden in full
      return found != kNone && !holds(actor.entity, phrase) ? found : actor.entity;
    }
  }
  if (found == kNone) found = only([&](std::uint32_t e) { return holds(e, phrase); });
  if (found == kNone && phrase.country != kNone) {
    found = only([&](std::uint32_t e) {
      return image_.entities()[e].country_entity == phrase.country && inOffice(e);
    });
  }
  if (found == kNone) found = only([&](std::uint32_t e) { return inOffice(e); });
  return found;
}

// Of all that a known name may mean the one that fits the phrase.
std::uint32_t Cast::chooseEntity(const Phrase& phrase) const {
  std::vector<std::uint32_t> persons;
  std::uint32_t other = kNone;
  bool full = false;
  for (const EntryRow& row : text_.entriesOf(text_.lexemes[phrase.name_first])) {
    if (row.kind != EntryKind::kEntity) continue;
    const EntityRow& entity = image_.entities()[row.value];
    if (entity.type == EntityType::kPerson) {
      if (!contains(persons, row.value)) persons.push_back(row.value);
      full = full || row.aux == static_cast<std::uint8_t>(AliasKind::kFull) ||
             row.aux == static_cast<std::uint8_t>(AliasKind::kHandle);
    } else if (other == kNone || entity.type == EntityType::kCountry) {
      other = row.value;
    }
  }
  const bool person_wanted = phrase.role != kNone || phrase.honorific;
  if (!full && isOfWoman(phrase) && !persons.empty()) {
    std::erase_if(persons, [this](std::uint32_t person) { return isKnownMan(person); });
    if (persons.empty()) return kNone;
  }
  if (persons.empty() || (other != kNone && !person_wanted)) return other;
  const std::uint32_t person = choosePerson(persons, phrase);
  if (person == kNone && full && !persons.empty()) return persons.front();
  return person != kNone ? person : other;
}

void Cast::introduceKnown(Phrase& phrase) {
  bool full = false;
  bool person = false;
  for (const EntryRow& row : text_.entriesOf(text_.lexemes[phrase.name_first])) {
    if (row.kind != EntryKind::kEntity) continue;
    person = person || image_.entities()[row.value].type == EntityType::kPerson;
    full = full || row.aux == static_cast<std::uint8_t>(AliasKind::kFull) ||
           row.aux == static_cast<std::uint8_t>(AliasKind::kHandle) ||
           row.aux == static_cast<std::uint8_t>(AliasKind::kAdjective);
  }
  if (person && !full) return;  // a surname: once all full names are known
  const std::uint32_t entity = chooseEntity(phrase);
  if (entity == kNone) return;
  if (phrase.honorific && image_.entities()[entity].type == EntityType::kPlace) {
    phrase.name_is_known = false;  // "शेख सबाह": somebody who is called like a place
    return;
  }
  const std::uint32_t actor = actorOf(entity);
  actors_[actor].introduced = true;
  giveWords(actor, wordsOf(phrase));
  note(phrase, actor);
  phrase.actors = {actor};
}

// "Mrs Obama", श्रीमती ओबामा.
bool Cast::isOfWoman(const Phrase& phrase) const {
  for (std::uint32_t l = phrase.first; l < phrase.name_first; ++l) {
    if (text_.is(text_.lexemes[l], NamePart::kFeminine)) return true;
  }
  return false;
}

bool Cast::isKnownMan(std::uint32_t entity) const {
  return entity != kNone && image_.entities()[entity].type == EntityType::kPerson &&
         image_.entities()[entity].is_woman == 0;
}

bool Cast::isPersonLike(const Phrase& phrase) const {
  if (phrase.role != kNone || phrase.honorific || phrase.relational) return true;
  std::size_t words = 0;
  bool given = false;
  bool latin = true;
  for (std::uint32_t l = phrase.name_first; l < phrase.name_last; ++l) {
    ++words;
    given = given || text_.is(text_.lexemes[l], NamePart::kGiven);
    latin = latin && text_.tokenOf(text_.lexemes[l]).script == Script::kLatin;
  }
  if (words < 2) return false;
  return given || (latin && (phrase.country != kNone || isUnheardName(phrase)));
}

// "Talant Sydykbekov": words that no table lists, which no preposition of place stands before.
bool Cast::isUnheardName(const Phrase& phrase) const {
  for (std::uint32_t l = phrase.name_first; l < phrase.name_last; ++l) {
    const Token& token = text_.tokenOf(text_.lexemes[l]);
    const bool part = text_.is(text_.lexemes[l], NamePart::kParticle) || token.hyphen_before;
    if (text_.lexemes[l].entry_count != 0 && !part && l != phrase.name_first) return false;
    if (token.all_capitals && !token.dot_after && token.end - token.begin > 1) return false;
  }
  if (phrase.first == 0) return true;
  const EntryRow* marker = text_.find(text_.lexemes[phrase.first - 1], EntryKind::kMarker);
  if (marker == nullptr) return true;
  const auto value = static_cast<Case>(marker->value);
  return value != Case::kIn && value != Case::kAt && value != Case::kInto && value != Case::kOn;
}

// The organisation of the base whose name, which stands somewhere in the text, has these initials.
std::uint32_t Cast::bodyAbbreviated(std::string_view acronym) {
  if (!bodies_) {
    bodies_.emplace();
    for (const EntryRow& row : text_.entries) {
      const bool body = row.kind == EntryKind::kEntity &&
                        image_.entities()[row.value].type == EntityType::kOrganisation;
      if (body && !contains(*bodies_, row.value)) bodies_->push_back(row.value);
    }
  }
  const auto found = std::find_if(bodies_->begin(), bodies_->end(), [&](std::uint32_t body) {
    return isAcronymOf(acronym, image_.text(image_.entities()[body].label));
  });
  return found == bodies_->end() ? kNone : *found;
}

// An organisation that no table lists, or the acronym of one that was named in full.
void Cast::introduceOrganisation(Phrase& phrase) {
  const std::string_view surface = surfaceOf(phrase);
  const bool only_acronym = phrase.acronym == phrase.name_first;
  std::optional<std::uint32_t> found;
  for (std::uint32_t i = 0; i < actors_.size() && !found; ++i) {
    const Actor& actor = actors_[i];
    if (actor.type != EntityType::kOrganisation) continue;
    if (actor.entity != kNone && !only_acronym) continue;
    const bool named =
        std::find(actor.aliases.begin(), actor.aliases.end(), surface) != actor.aliases.end();
    if (named || (only_acronym && isAcronymOf(surface, actor.label))) found = i;
  }
  if (!found) {
    const std::uint32_t body = only_acronym ? bodyAbbreviated(surface) : kNone;
    if (only_acronym && body == kNone) return;
    if (body != kNone) {
      phrase.actors = {actorOf(body)};
      addAlias(phrase.actors.front(), surface);
      return;
    }
    Actor actor;
    actor.type = EntityType::kOrganisation;
    actor.label = surface;
    actor.name_words = wordsOf(phrase);
    actor.fold = names_.fold(surface);
    actor.introduced = true;
    found = add(std::move(actor));
  }
  note(phrase, *found);
  if (phrase.acronym != kNone) addAlias(*found, text_.textOf(text_.lexemes[phrase.acronym]));
  phrase.actors = {*found};
}

// Spellings of one name: of one script the vowels are the same, too ("Hasan" is not "Hussain"); of
// two they are not written alike.
bool Cast::isCalled(const Actor& actor, std::string_view name, std::string_view folded) const {
  if (actor.fold != folded) return false;
  return !isOfOneScript(actor.label, name) ||
         names_.foldWithVowels(actor.label) == names_.foldWithVowels(name);
}

bool Cast::endsIn(const Actor& actor, std::string_view name, std::string_view folded) const {
  if (actor.fold.find(' ') == std::string::npos || lastWordOf(actor.fold) != folded) return false;
  return !isOfOneScript(actor.label, name) ||
         lastWordOf(names_.foldWithVowels(actor.label)) == names_.foldWithVowels(name);
}

// "सेर्गेई लावरोव": one whom the base knows by the surname, with the full name spelled another way.
std::uint32_t Cast::entitySpelled(const Phrase& phrase, std::string_view folded) const {
  for (std::uint32_t l = phrase.name_first; l < phrase.name_last; ++l) {
    for (const EntryRow& row : text_.entriesOf(text_.lexemes[l])) {
      if (row.kind != EntryKind::kEntity) continue;
      const EntityRow& entity = image_.entities()[row.value];
      if (entity.type == EntityType::kPerson && names_.fold(image_.text(entity.label)) == folded)
        return row.value;
    }
  }
  const bool state =
      phrase.country != kNone && image_.entities()[phrase.country].type == EntityType::kCountry;
  return names_.personSpelled(surfaceOf(phrase), state ? phrase.country : kNone);
}

// "Antony J. Blinken": one whom the base has without the letters between.
std::uint32_t Cast::entityWithInitials(const Phrase& phrase) const {
  std::string bare;
  bool initials = false;
  for (std::uint32_t l = phrase.name_first; l < phrase.name_last; ++l) {
    const Token& token = text_.tokenOf(text_.lexemes[l]);
    const bool between = l > phrase.name_first && l + 1 < phrase.name_last;
    if (between && token.dot_after && token.end - token.begin == 1) {
      initials = true;
      continue;
    }
    if (!bare.empty()) bare += ' ';
    bare += text_.textOf(text_.lexemes[l]);
  }
  return initials ? entitySpelled(phrase, names_.fold(bare)) : kNone;
}

// "T. Nazarov": the only one of that surname and initial whom the base knows, or has in office.
std::uint32_t Cast::entityOfInitial(const Phrase& phrase) const {
  if (phrase.name_last != phrase.name_first + 2) return kNone;
  const Token& first = text_.tokenOf(text_.lexemes[phrase.name_first]);
  if (!first.dot_after || first.end - first.begin != 1) return kNone;
  const std::string_view letter = text_.textOf(text_.lexemes[phrase.name_first]);
  const Lexeme& surname = text_.lexemes[phrase.name_last - 1];
  std::vector<std::uint32_t> persons =
      names_.links().officeHoldersNamed(text_.textOf(surname), date_);
  for (const EntryRow& row : text_.entriesOf(surname)) {
    if (row.kind == EntryKind::kEntity && !isOfLaterTimes(row.value)) persons.push_back(row.value);
  }
  std::uint32_t found = kNone;
  for (const std::uint32_t person : persons) {
    const EntityRow& entity = image_.entities()[person];
    const bool of_country = phrase.country == kNone || entity.country_entity == phrase.country;
    if (entity.type != EntityType::kPerson || !of_country ||
        !image_.text(entity.label).starts_with(letter))
      continue;
    if (found != kNone && found != person) return kNone;
    found = person;
  }
  return found;
}

// A name of several words that no table lists.
void Cast::introduceFull(Phrase& phrase) {
  const std::vector<std::uint32_t> words = wordsOf(phrase);
  if (words.size() < 2) return;
  const std::string_view surface = surfaceOf(phrase);
  const std::string& folded = names_.fold(surface);
  std::uint32_t entity = entitySpelled(phrase, folded);
  if (entity == kNone) entity = entityWithInitials(phrase);
  if (entity == kNone) entity = entityOfInitial(phrase);
  if (entity != kNone) {
    const std::uint32_t known = actorOf(entity);
    actors_[known].introduced = true;
    giveWords(known, words);
    note(phrase, known);
    phrase.actors = {known};
    return;
  }
  if (!isPersonLike(phrase)) return;
  for (const std::uint32_t i : united(foldedLike(folded), namedWith(words.back()))) {
    const Actor& actor = actors_[i];
    const bool end_of_longer = actor.introduced && actor.type == EntityType::kPerson &&
                               actor.name_words.size() > words.size() &&
                               std::equal(words.rbegin(), words.rend(), actor.name_words.rbegin());
    if (end_of_longer || (actor.entity == kNone &&
                          (actor.name_words == words || isCalled(actor, surface, folded)))) {
      note(phrase, i);
      phrase.actors = {i};
      return;
    }
  }
  Actor actor;
  actor.label = surface;
  actor.name_words = words;
  actor.fold = folded;
  actor.introduced = true;
  const std::uint32_t index = add(std::move(actor));
  note(phrase, index);
  phrase.actors = {index};
}

// "कतर के अमीर शेख तमीम": one who holds the office, by the name that is his own.
std::uint32_t Cast::holderCalled(const Phrase& phrase) {
  if (phrase.role == kNone || phrase.country == kNone || phrase.former || !date_) return kNone;
  const std::uint32_t holder = onlyHolder(
      phrase.country, {*date_, *date_},
      [&](const OfficeRow& row) { return takes(row.office, row.of, phrase.role, kNone); });
  if (holder == kNone) return kNone;
  const std::string called = names_.fold(surfaceOf(phrase)) + ' ';
  const std::string full = names_.fold(image_.text(image_.entities()[holder].label)) + ' ';
  if (!full.starts_with(called)) return kNone;
  const std::uint32_t index = actorOf(holder);
  actors_[index].introduced = true;
  giveWords(index, wordsOf(phrase));
  return index;
}

// "Kim" in 1999 is not who came to power in 2011.
bool Cast::isOfLaterTimes(std::uint32_t entity) const {
  constexpr std::int32_t kBeforeOffice = 8 * 365;  // days in which somebody may be in the news
  const auto offices = image_.officesOf(entity);
  return date_ && !offices.empty() &&
         std::all_of(offices.begin(), offices.end(), [this](const OfficeRow& office) {
           return office.from - date_->since_1970 > kBeforeOffice;
         });
}

// A surname, or a longer name without anything that shows a person.
void Cast::introduceShort(Phrase& phrase) {
  const std::vector<std::uint32_t> words = wordsOf(phrase);
  // somebody introduced by a longer name that ends, or begins, with these words
  const auto isPartOf = [&](const Actor& actor) {
    if (actor.type != EntityType::kPerson || actor.name_words.size() < words.size()) return false;
    return std::equal(words.rbegin(), words.rend(), actor.name_words.rbegin()) ||
           (words.size() == 1 && contains(actor.name_words, words.front()));
  };
  std::vector<std::uint32_t> candidates;
  if (phrase.name_is_known) {
    for (const EntryRow& row : text_.entriesOf(text_.lexemes[phrase.name_first])) {
      if (row.kind == EntryKind::kEntity) candidates.push_back(row.value);
    }
  }
  std::vector<std::uint32_t> meant;
  for (const std::uint32_t candidate : candidates) {
    if (const auto known = by_entity_.find(candidate); known != by_entity_.end())
      insertInOrder(known->second, meant);
  }
  std::uint32_t found = kNone;
  const bool of_woman = isOfWoman(phrase);
  for (const std::uint32_t i : united(meant, namedWith(words.back()))) {
    const Actor& actor = actors_[i];
    if (!actor.introduced || actor.type != EntityType::kPerson) continue;
    if (of_woman && isKnownMan(actor.entity)) continue;
    if ((actor.entity != kNone && contains(candidates, actor.entity)) || isPartOf(actor)) {
      // of two with the name, the one whose office or country the phrase names
      if (found == kNone || (phrase.country != kNone && actor.country == phrase.country)) {
        found = i;
      }
    }
  }
  bool too_early = false;
  if (found == kNone && !candidates.empty()) {
    const std::uint32_t entity = chooseEntity(phrase);
    too_early = entity != kNone && isOfLaterTimes(entity) &&
                !names_.links().officeHoldersNamed(surfaceOf(phrase), date_).empty();
    if (entity != kNone && !too_early) {
      found = actorOf(entity);
      giveWords(found, words);
    }
  }
  if (found == kNone && candidates.empty()) found = holderCalled(phrase);
  if (found == kNone) {
    const std::string_view surface = surfaceOf(phrase);
    const std::string& folded = names_.fold(surface);
    for (const std::uint32_t i : foldedLike(folded)) {
      const Actor& actor = actors_[i];
      if (found != kNone || folded.size() <= 2) break;
      if (actor.type == EntityType::kPerson &&
          (isCalled(actor, surface, folded) || endsIn(actor, surface, folded)))
        found = i;
    }
    const bool capital = text_.tokenOf(text_.lexemes[phrase.name_first]).capitalised;
    const bool in_longer = phrase.name_first > 0 && text_.is(text_.lexemes[phrase.name_first - 1],
                                                             NamePart::kParticle);  // "bin Tariq"
    if (found == kNone && words.size() == 1 && capital && !in_longer &&
        (!phrase.name_is_known || too_early)) {
      // "Sharif": no name of one man, but only one of that name is in office
      const std::uint32_t entity = names_.links().officeHolderNamed(surfaceOf(phrase), date_);
      if (entity != kNone && !(of_woman && isKnownMan(entity))) found = actorOf(entity);
    }
    if (found == kNone) {
      if (!too_early && !isPersonLike(phrase)) return;
      Actor actor;
      actor.label = surface;
      actor.name_words = words;
      actor.fold = folded;
      found = add(std::move(actor));
    }
  }
  note(phrase, found);
  phrase.actors = {found};
}

std::vector<std::uint32_t> Cast::officesOf(std::uint32_t index) const {
  std::vector<std::uint32_t> offices = actors_[index].offices;
  for (const OfficeRow& row : image_.officesOf(actors_[index].entity)) {
    if (isOfTheDay(row)) offices.push_back(row.office);
  }
  return offices;
}

std::optional<std::uint32_t> Cast::holderAmong(const std::vector<std::uint32_t>& known,
                                               const Phrase& phrase, std::uint32_t country) const {
  if (phrase.role == kNone) return std::nullopt;
  // "सचिव ने": whose title ended so
  const bool one_word = phrase.last == phrase.first + 1 &&
                        text_.lexemes[phrase.first].last == text_.lexemes[phrase.first].first + 1;
  if (one_word && isMinorOffice(phrase.role)) {
    const std::uint32_t head = titleHead(phrase.first, phrase.last);
    for (std::uint32_t index : known) {
      const Actor& actor = actors_[index];
      if (head == kNone) break;
      if (actor.type == EntityType::kPerson && (country == kNone || actor.country == country) &&
          contains(actor.title_heads, head))
        return index;
    }
  }
  // first whoever the text itself calls so; "leader" says no more of a premier than of a president
  const auto isCalledSo = [&](const Actor& actor) {
    if (actor.type != EntityType::kPerson || (country != kNone && actor.country != country))
      return false;
    const std::uint32_t of = actor.country == kNone ? country : actor.country;
    return std::any_of(actor.offices.begin(), actor.offices.end(),
                       [&](std::uint32_t office) { return takes(office, of, phrase.role, kNone); });
  };
  if (!meansAnyLeader(phrase.role)) {
    // "the Minister", beside a Secretary who holds that office, too: by the very word
    const std::uint32_t head = one_word ? titleHead(phrase.first, phrase.last) : kNone;
    const auto byWord = [&](std::uint32_t index) {
      return isCalledSo(actors_[index]) && contains(actors_[index].title_heads, head);
    };
    if (head != kNone) {
      const auto found = std::find_if(known.begin(), known.end(), byWord);
      if (found != known.end()) return *found;
    }
    const auto called = std::find_if(known.begin(), known.end(), [&](std::uint32_t index) {
      return isCalledSo(actors_[index]);
    });
    if (called != known.end()) return *called;
  }
  for (std::uint32_t index : known) {
    const Actor& actor = actors_[index];
    if (actor.type != EntityType::kPerson) continue;
    const bool same_state = country == kNone || actor.country == country;
    const std::uint32_t of = actor.country == kNone ? country : actor.country;
    const auto fits = [&](std::uint32_t office) { return takes(office, of, phrase.role, kNone); };
    if (same_state) {
      if (std::any_of(actor.offices.begin(), actor.offices.end(), fits)) return index;
      for (const OfficeRow& row : image_.officesOf(actor.entity)) {
        if (isOfTheDay(row) && fits(row.office)) return index;
      }
    }
    // the head of an organisation has a country of his own
    if (country != kNone && actor.entity != kNone && holds(actor.entity, phrase)) return index;
  }
  return std::nullopt;
}

// The one person who holds an office of `of` that is wanted on all of the days; kNone where nobody
// does, or where another holds one on one of them.
std::uint32_t Cast::onlyHolder(std::uint32_t of, DateSpan days,
                               const std::function<bool(const OfficeRow&)>& wanted) const {
  const auto rows = image_.offices();
  auto row = std::lower_bound(rows.begin(), rows.end(), of,
                              [](const OfficeRow& r, std::uint32_t o) { return r.of < o; });
  std::uint32_t found = kNone;
  bool throughout = false;
  for (; row != rows.end() && row->of == of; ++row) {
    if (row->to < days.first.since_1970 || days.last.since_1970 < row->from || !wanted(*row))
      continue;
    if (row->flags != 0 || (found != kNone && found != row->person)) return kNone;
    found = row->person;
    throughout =
        throughout || (row->from <= days.first.since_1970 && days.last.since_1970 <= row->to);
  }
  return throughout ? found : kNone;
}

std::optional<std::uint32_t> Cast::holderOn(const Phrase& phrase, std::uint32_t country,
                                            const std::vector<DateSpan>& days) {
  if (!name_office_holders_ || phrase.role == kNone || phrase.former || country == kNone)
    return std::nullopt;
  std::uint32_t holder = kNone;
  for (const DateSpan& span : days) {
    const std::uint32_t found = onlyHolder(country, span, [&](const OfficeRow& row) {
      return takes(row.office, row.of, phrase.role, kNone);
    });
    if (found == kNone || (holder != kNone && holder != found)) return std::nullopt;
    holder = found;
  }
  if (holder == kNone) return std::nullopt;
  return actorOf(holder);
}

bool Cast::meansAnyLeader(std::uint32_t role) const {
  const auto alternatives = image_.role(role);
  return std::any_of(alternatives.begin(), alternatives.end(),
                     [this](const RoleAlternative& a) { return a.office == leader_; });
}

bool Cast::meansHeadOfState(std::uint32_t role) const {
  const auto alternatives = image_.role(role);
  return std::any_of(alternatives.begin(), alternatives.end(), [this](const RoleAlternative& a) {
    return image_.officeCodes()[a.office].rank == 1;
  });
}

bool Cast::meansAnyMinister(std::uint32_t role) const {
  if (role == kNone) return false;
  const auto alternatives = image_.role(role);
  return std::any_of(alternatives.begin(), alternatives.end(),
                     [this](const RoleAlternative& a) { return a.office == minister_; });
}

bool Cast::meansAnyEnvoy(std::uint32_t role) const {
  if (role == kNone || !isMinorOffice(role)) return false;
  const auto alternatives = image_.role(role);
  return std::any_of(alternatives.begin(), alternatives.end(), [this](const RoleAlternative& a) {
    return a.office == envoy_ || a.office == official_;
  });
}

bool Cast::isSpokesman(std::uint32_t actor) const {
  const std::vector<std::uint32_t> offices = officesOf(actor);
  return !offices.empty() &&
         std::all_of(offices.begin(), offices.end(),
                     [this](std::uint32_t office) { return office == spokesperson_; });
}

bool Cast::leads(std::uint32_t actor) const {
  const std::vector<std::uint32_t> offices = officesOf(actor);
  return std::any_of(offices.begin(), offices.end(), [this](std::uint32_t office) {
    return image_.officeCodes()[office].leads != 0;
  });
}

bool Cast::actsForMovement(std::uint32_t index) const {
  const auto isMovement = [this](std::uint32_t body) {
    return body != kNone && image_.entities()[body].kind == EntityKind::kMovement;
  };
  const Actor& actor = actors_[index];
  if (actor.type != EntityType::kPerson) return actor.kind == EntityKind::kMovement;
  if (isMovement(actor.body)) return true;
  if (actor.entity == kNone) return false;
  const auto rows = image_.officesOf(actor.entity);
  return std::any_of(rows.begin(), rows.end(),
                     [&](const OfficeRow& row) { return isOfTheDay(row) && isMovement(row.of); });
}

bool Cast::isOfLeaders(std::uint32_t role) const {
  constexpr int kLowestRank = 9;
  if (role == kNone) return false;
  const auto alternatives = image_.role(role);
  return std::any_of(alternatives.begin(), alternatives.end(), [this](const RoleAlternative& a) {
    return image_.officeCodes()[a.office].rank < kLowestRank;
  });
}

std::optional<std::uint32_t> Cast::counterpartOf(std::uint32_t index, std::uint32_t country) {
  const std::vector<std::uint32_t> offices = officesOf(index);
  for (std::size_t i = 0; i < actors_.size(); ++i) {
    const Actor& other = actors_[i];
    if (i == index || other.type != EntityType::kPerson || other.country != country) continue;
    for (std::uint32_t office : officesOf(static_cast<std::uint32_t>(i))) {
      if (contains(offices, office)) return static_cast<std::uint32_t>(i);
    }
  }
  if (!name_office_holders_ || !date_ || country == kNone) return std::nullopt;
  const std::uint32_t holder = onlyHolder(country, {*date_, *date_}, [&](const OfficeRow& row) {
    return contains(offices, row.office);
  });
  if (holder == kNone) return std::nullopt;
  return actorOf(holder);
}

std::uint32_t Cast::actorNamed(const Phrase& phrase, EntityType type) {
  const std::string_view surface = surfaceOf(phrase);
  const std::string& folded = names_.fold(surface);
  for (const std::uint32_t i : foldedLike(folded)) {
    const bool same = type == EntityType::kPerson ? isCalled(actors_[i], surface, folded)
                                                  : actors_[i].fold == folded;
    if (actors_[i].type == type && same) {
      addAlias(i, surface);
      return i;
    }
  }
  Actor actor;
  actor.type = type;
  actor.label = surface;
  actor.name_words = wordsOf(phrase);
  actor.fold = folded;
  actor.aliases.emplace_back(surface);
  return add(std::move(actor));
}

std::uint32_t Cast::townNamed(const Phrase& phrase, std::uint32_t country) {
  std::string name;
  icu::UnicodeString::fromUTF8(surfaceOf(phrase))
      .toTitle(nullptr, icu::Locale::getRoot())
      .toUTF8String(name);
  const std::uint32_t town = placeCalled(name, phrase);
  if (actors_[town].country == kNone) actors_[town].country = country;
  return town;
}

std::uint32_t Cast::placeNamed(const Phrase& phrase) {
  return placeCalled(surfaceOf(phrase), phrase);
}

std::uint32_t Cast::placeCalled(std::string_view surface, const Phrase& phrase) {
  for (std::size_t i = 0; i < actors_.size(); ++i) {
    if (actors_[i].type == EntityType::kPlace && actors_[i].label == surface) {
      return static_cast<std::uint32_t>(i);
    }
  }
  Actor actor;
  actor.type = EntityType::kPlace;
  actor.label = surface;
  actor.fold = names_.fold(surface);
  if (phrase.name_is_place) actor.kind = EntityKind::kVenue;
  actor.aliases.emplace_back(surface);
  return add(std::move(actor));
}

}  // namespace chancery
