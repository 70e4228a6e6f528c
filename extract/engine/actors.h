// Stage 8, who is who in one document: the cast of actors and places, and whom a phrase means.
//
// Rules, in this order: a full name that the knowledge base lists; a full name that nobody lists;
// a surname, of somebody who was introduced, else of the one whom the base knows by it; an office,
// of somebody in the document who holds it; else the country or organisation to which the office
// belongs.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/article.h"
#include "extract/engine/lexer.h"
#include "extract/engine/phrases.h"
#include "extract/names/name_memo.h"
#include "graph/date_span.h"
#include "graph/entity.h"

namespace chancery {

struct Actor {
  std::uint32_t entity = kNone;  // in the knowledge base
  EntityType type = EntityType::kPerson;
  EntityKind kind = EntityKind::kNothing;
  std::string label;
  std::uint32_t country = kNone;           // entity of the country that the actor acts for
  std::vector<std::string> aliases;        // surface forms, in order of appearance
  std::vector<std::uint32_t> offices;      // codes said in the document
  std::vector<std::uint32_t> title_heads;  // words of the titles said by which he may be called
  std::vector<std::uint32_t> courtesies;   // words: "General", "Begum"
  std::vector<std::uint32_t> name_words;   // numbers of the words of the full name
  std::uint32_t body = kNone;              // the organisation that the text says he is of
  std::string fold;
  bool introduced = false;             // by a full name
  bool named_abroad = false;           // with a country: "Nepali Prime Minister Deuba"
  Gender gender = Gender::kUnsaid;     // by the base, or by a given name or a title
  std::uint32_t first_lexeme = kNone;  // where the text names the actor first
};

class Cast {
 public:
  // All references must outlive the cast.
  Cast(const Image& image, NameMemo& names, const LexedText& text, std::optional<Day> date,
       const ReadingOptions& options = {});

  // Makes actors of the phrases that hold names, first the full ones, and writes them into the
  // phrases. `phrases` are all of a document's, in order.
  void introduce(const std::vector<Phrase*>& phrases);

  const std::vector<Actor>& actors() const { return actors_; }
  // All actors, those first whom the text names first.
  const std::vector<std::uint32_t>& byAppearance() const { return by_appearance_; }
  const Actor& actor(std::uint32_t index) const { return actors_[index]; }
  // What "he" or "she" says of somebody of whom nothing else does.
  void learnGender(std::uint32_t index, Gender gender) {
    if (actors_[index].gender == Gender::kUnsaid) actors_[index].gender = gender;
  }

  // The actor for an entity of the knowledge base; made if it is not there yet.
  std::uint32_t actorOf(std::uint32_t entity);
  // The country that an actor stands for, as an actor: a capital's, a palace's, a ministry's.
  std::optional<std::uint32_t> stateOf(std::uint32_t actor);

  // Of `known` the first who holds the office of a phrase that gives no name. `country` is the
  // country or organisation to which the office belongs, kNone where it is not said.
  std::optional<std::uint32_t> holderAmong(const std::vector<std::uint32_t>& known,
                                           const Phrase& phrase, std::uint32_t country) const;
  // Whoever held the office of a phrase that gives no name on all of `days`, by the knowledge base,
  // where the options ask for him. Nobody where two may be meant, the office is acting or disputed,
  // or the phrase says "former".
  std::optional<std::uint32_t> holderOn(const Phrase& phrase, std::uint32_t country,
                                        const std::vector<DateSpan>& days);
  // False for whom holderAmong() never finds.
  bool mayHoldOffice(std::uint32_t actor) const {
    const Actor& one = actors_[actor];
    return one.type == EntityType::kPerson &&
           (one.entity != kNone || !one.offices.empty() || !one.title_heads.empty());
  }
  std::optional<Day> date() const { return date_; }
  // True for "leaders", by which a text may call ministers, too.
  bool meansAnyLeader(std::uint32_t role) const;
  bool meansHeadOfState(std::uint32_t role) const;
  // "ministers": whatever they are in charge of.
  bool meansAnyMinister(std::uint32_t role) const;
  // "diplomat", "envoy", "official": whoever acts for a state without leading it.
  bool meansAnyEnvoy(std::uint32_t role) const;
  // True for somebody who only speaks for others.
  bool isSpokesman(std::uint32_t actor) const;
  // True for a head of state or government, of the day of the text.
  bool leads(std::uint32_t actor) const;
  // An armed or political movement, or whoever speaks for one.
  bool actsForMovement(std::uint32_t actor) const;
  // True for leaders and presidents, false for officials and diplomats.
  bool isOfLeaders(std::uint32_t role) const;
  // The only state that has an office of this name ("Taoiseach"), or kNone.
  std::uint32_t stateOfRole(std::uint32_t role) const;
  // The colleague of `actor` in another country, if the document names him: "his Russian
  // counterpart".
  std::optional<std::uint32_t> counterpartOf(std::uint32_t actor, std::uint32_t country);

  // The country for which an actor acts, as an entity of the knowledge base; kNone if not known.
  std::uint32_t countryOf(std::uint32_t actor) const {
    return actors_[actor].type == EntityType::kCountry ? actors_[actor].entity
                                                       : actors_[actor].country;
  }

  // An actor of the type for a name that no table lists and nothing in the text explains.
  std::uint32_t actorNamed(const Phrase& phrase, EntityType type);
  // An actor for a place that no table lists ("flew to Oyo").
  std::uint32_t placeNamed(const Phrase& phrase);
  // The town of a dateline, which is in capitals, in the country that stands behind it or kNone.
  std::uint32_t townNamed(const Phrase& phrase, std::uint32_t country);

  void meanByCourtesy(Phrase& phrase) const;
  void addAlias(std::uint32_t actor, std::string_view surface);
  std::string_view surfaceOf(const Phrase& phrase) const;
  // "Sheikh Sabah Al-Ahmad": without the title that a table counts to the name; else empty.
  std::string_view surfaceWithoutTitle(const Phrase& phrase) const;
  std::vector<std::uint32_t> officesOf(std::uint32_t actor) const;

 private:
  std::uint32_t placeCalled(std::string_view name, const Phrase& phrase);
  void introduceKnown(Phrase& phrase);
  void introduceOrganisation(Phrase& phrase);
  std::uint32_t entityWithInitials(const Phrase& phrase) const;
  std::uint32_t entityOfInitial(const Phrase& phrase) const;
  std::uint32_t bodyAbbreviated(std::string_view acronym);
  void introduceFull(Phrase& phrase);
  std::uint32_t entitySpelled(const Phrase& phrase, std::string_view folded) const;
  // `folded` is that of `name`.
  bool isCalled(const Actor& actor, std::string_view name, std::string_view folded) const;
  bool endsIn(const Actor& actor, std::string_view name, std::string_view folded) const;
  void giveWords(std::uint32_t actor, const std::vector<std::uint32_t>& words);
  const std::vector<std::uint32_t>& namedWith(std::uint32_t word) const;
  const std::vector<std::uint32_t>& foldedLike(std::string_view folded) const;
  std::uint32_t onlyHolder(std::uint32_t of, DateSpan days,
                           const std::function<bool(const OfficeRow&)>& wanted) const;
  std::uint32_t holderCalled(const Phrase& phrase);
  void introduceShort(Phrase& phrase);
  bool isOfLaterTimes(std::uint32_t entity) const;
  void note(const Phrase& phrase, std::uint32_t actor);
  std::uint32_t add(Actor actor);
  std::uint32_t capitalOf(std::uint32_t country) const;
  std::uint32_t chooseEntity(const Phrase& phrase) const;
  std::uint32_t choosePerson(const std::vector<std::uint32_t>& candidates,
                             const Phrase& phrase) const;
  bool holds(std::uint32_t entity, const Phrase& phrase) const;
  bool inOffice(std::uint32_t entity) const;
  bool isOfTheDay(const OfficeRow& row) const;
  bool isOfWoman(const Phrase& phrase) const;
  bool isKnownMan(std::uint32_t entity) const;
  bool isPersonLike(const Phrase& phrase) const;
  bool isUnheardName(const Phrase& phrase) const;
  std::vector<std::uint32_t> wordsOf(const Phrase& phrase) const;
  bool isMinister(std::uint32_t office) const;
  bool takes(std::uint32_t office, std::uint32_t of, std::uint32_t role,
             std::uint32_t country) const;

  const Image& image_;
  NameMemo& names_;
  const LexedText& text_;
  std::optional<Day> date_;
  std::uint32_t titleHead(std::uint32_t first, std::uint32_t last) const;
  void noteTitles(const Phrase& phrase, Actor& actor) const;
  bool isMinorOffice(std::uint32_t role) const;

  std::uint32_t leader_;  // codes of offices that stand for others
  std::uint32_t minister_;
  std::uint32_t envoy_;
  std::uint32_t official_;
  std::uint32_t spokesperson_;
  bool name_office_holders_;
  std::vector<Actor> actors_;
  std::vector<std::uint32_t> by_appearance_;
  std::unordered_map<std::uint32_t, std::uint32_t> by_entity_;
  std::optional<std::vector<std::uint32_t>> bodies_;  // of the base, that the text names
  // Each list in order, so that it tells who came first.
  std::unordered_map<std::size_t, std::vector<std::uint32_t>> by_word_;  // of their full names
  // Those whom the base does not have, by a hash of the fold's last word.
  std::unordered_map<std::size_t, std::vector<std::uint32_t>> by_fold_;
};

}  // namespace chancery
