// Stages 4 and 5: the phrases of a sentence that may name someone or some place.
//
// A phrase gathers what stands together: country, office, courtesy, name ("रूस के प्रथम उप
// प्रधानमंत्री डेनिस मांटुरोव", "Serbia's president, Aleksandar Vucic"). Whom it means is settled
// later (actors.h).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/engine/lexer.h"

namespace chancery {

struct Phrase {
  std::uint32_t first = 0;  // lexemes, last excluded
  std::uint32_t last = 0;

  // The name itself, as lexemes; empty when only an office or a pronoun stands there.
  std::uint32_t name_first = 0;
  std::uint32_t name_last = 0;
  bool name_is_known = false;  // the lexicon lists it: its entries are the candidates
  bool name_is_thing = false;  // "Air Services Agreement": neither person nor place

  bool name_is_organisation = false;  // that no table lists: "Moro Islamic Liberation Front"
  std::uint32_t acronym =
      kNone;  // lexeme: in brackets behind such a name, or all that stands there

  bool name_is_place = false;  // such a thing, where something may take place: "Nausori Airport"

  std::uint32_t role = kNone;     // row of roles: the office that is named
  std::uint32_t country = kNone;  // entity: country, or organisation, to which the office belongs
  std::uint32_t body = kNone;     // entity: the organisation within the office's name: "UN chief"
  std::uint32_t accredited =
      kNone;  // entity: the state to which an envoy is sent: "ambassador to Turkey"
  std::vector<std::uint32_t> more_countries;  // "leaders of Serbia and Kosovo"
  std::optional<PronounKind> pronoun;
  Case pronoun_case = Case::kNone;
  std::optional<PronounKind> possessor;  // "his counterpart", "अपने समकक्ष"
  Gender gender = Gender::kUnsaid;       // of him whom the pronoun or the possessor means
  bool former = false;
  bool relational = false;  // counterpart, समकक्ष
  bool host = false;        // of these, whoever is at home: मेजबान
  bool guest = false;       // whoever came: मेहमान
  bool indefinite = false;  // "some minister", किसी मंत्री: nobody who is known
  bool collective = false;  // leaders, नेताओं; sides
  bool of_state = false;    // of these, what acts for a state: the government, the ministry
  bool plural = false;      // "ministers": several, however many
  bool belonging = false;   // "Serbian goods": only sanctions and the like are about them
  bool honorific = false;
  std::uint32_t courtesy = kNone;  // word: "the general", who has been named with it
  bool states = false;             // "both countries"
  std::uint32_t count = 0;         // "the three presidents": how many, where it is said
  bool capital = false;            // "the German capital"
  bool adjective_only = false;     // "Russian" alone
  bool in_quotation = false;
  bool hyphen_joined = false;  // joined to the phrase before: "Trump-Kim"

  bool hasName() const { return name_last > name_first; }
  bool hasRole() const { return role != kNone || relational || collective; }

  // Settled by actors.h: indices of actors; several for "the two leaders".
  std::vector<std::uint32_t> actors;
};

// The phrases between the lexemes `first` and `last`, in their order. `language` is the pack's
// index plus one.
std::vector<Phrase> findPhrases(const LexedText& text, const Image& image, std::uint8_t language,
                                std::uint32_t first, std::uint32_t last);

}  // namespace chancery
