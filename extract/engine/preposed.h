// Stage 6 for languages with prepositions and the verb in the middle: the parts of their reader.
//
// PreposedView answers how the items of a sentence stand to each other; the arguments around a
// trigger (preposed_arguments.h), its clause, its status and its tense (preposed_status.h) are read
// through it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "extract/engine/clauses.h"
#include "extract/engine/frames.h"

namespace chancery {

class PreposedView {
 public:
  // `input` must outlive the view.
  explicit PreposedView(const FrameInput& input);

  const FrameInput& input() const { return input_; }
  const SentenceItems& sentence() const { return sentence_; }
  const Item& item(std::size_t i) const { return sentence_.items[i]; }
  std::size_t size() const { return sentence_.items.size(); }
  bool isVerb(std::size_t i) const {
    return item(i).group < 0 && (item(i).is_verb || item(i).is_be);
  }
  // "brokered" in "a Turkish-brokered deal"
  bool isTied(std::size_t i) const {
    return input_.text.tokenOf(input_.text.lexemes[item(i).first]).hyphen_before;
  }
  Case markerOf(std::int32_t group) const {
    return sentence_.groups[static_cast<std::size_t>(group)].marker;
  }
  // A conjunction, "that", or a mark that ends a clause.
  bool isBorder(std::size_t i) const;
  bool quoteChanges(std::size_t a, std::size_t b) const { return speech_[a] != speech_[b]; }

  // Whoever does what the verb at `i` says: the name before it, over what may stand between; in a
  // chain of verbs the subject of the one before.
  Slot subjectOf(std::size_t i) const;

  // The same for a verb, found once: nobody where the item is none.
  const Slot& subjectAt(std::size_t verb) const { return subjects_[verb]; }
  bool isPossessor(std::int32_t group) const { return markerOf(group) == Case::kPossessor; }
  // A verb stands here, behind adverbs at most; or soon, with a name before it at most.
  bool verbBegins(std::size_t i) const;
  bool verbSoon(std::size_t i) const;
  bool takes(std::int32_t group, std::uint8_t types) const {
    return (input_.natures[static_cast<std::size_t>(group)].types & types) != 0;
  }

  // "was received", "has been invited", "received by"
  bool isPassive(std::size_t i) const;
  bool isGerund(std::size_t i) const;
  bool endsWith(std::size_t i, std::string_view ending) const;
  bool isOneWord(std::size_t i) const;
  bool isOfTime(std::size_t i) const;  // "day", "eve", "Monday"
  // "visit", "pay a visit to": with no ending, and not one of the past forms that have none.
  bool isBaseForm(std::size_t i) const;
  // "was with", "has been with": several words of which the first is a form of "be" or "have".
  bool opensWithAuxiliary(std::size_t i) const;
  // A word that holds no office in the sentence: neither name nor verb, preposition or mark.
  bool isPlain(std::size_t i) const {
    const Item& it = item(i);
    return it.group < 0 && it.punctuation == 0 && !it.marker && !it.is_and && !it.is_or &&
           !it.is_article && !it.is_noun && !it.is_adjective && !it.is_adverb && !it.is_number &&
           !it.is_have && !it.is_possessive && it.date < 0 && it.triggers.empty() &&
           it.cues.empty() && !isVerb(i) && !isBorder(i) && !it.is_relative;
  }
  const FrameRow& frameOf(std::uint32_t trigger) const { return input_.image.frameOf(trigger); }
  // A trigger of the relation stands here.
  bool says(std::size_t i, Relation relation) const;
  // "by telephone", "over dinner": a noun that says how something is said.
  bool isManner(std::size_t i) const;
  // The first item from `i` on that is neither article nor adjective; size() if there is none.
  std::size_t overDescription(std::size_t i) const;
  bool isPlural(std::int32_t group) const {
    return input_.natures[static_cast<std::size_t>(group)].plural;
  }

  // The verb that carries the noun ("held talks"); size() if there is none.
  std::size_t carrierOf(std::size_t i) const;

  // The "of" in "the 22nd round of border talks": there are many, and the talks are meant.
  bool isOfRound(std::size_t i) const;
  // The preposition before the noun phrase: "after talks with".
  std::size_t prepositionBefore(std::size_t i) const;

  // Whoever does the verb to which the noun hangs: as its object, or behind a preposition.
  Slot matrixSubject(std::size_t i, std::size_t carrier) const;

  // "did not rule out talks": the cue that stands where a verb would; size() if there is none.
  std::size_t cueBefore(std::size_t i) const;

  // Him to whom a relative clause belongs.
  Slot antecedentOf(std::size_t relative) const;

  // "Modi, to whom Putin handed a letter", "with whom he held talks": the one meant, in the
  // function of the preposition; nobody where the clause of item `i` does not begin so.
  Argument relativePartner(std::size_t i) const;

  // "between the army and the rebels": who stands on the other side of the "and", where the two
  // make no list; -1 for nobody.
  std::int32_t otherSideOf(std::int32_t group) const;

  // "flew to Beijing to meet Xi"
  bool isPurpose(std::size_t i) const { return isVerb(i) && i > 0 && item(i - 1).is_infinitive; }

 private:
  // "told Li that Washington did not seek it, and complained": the verb of speech that goes on
  // behind the comma; size() if none does.
  std::size_t resumedAt(std::size_t i) const;
  bool beginsWith(std::size_t i, std::initializer_list<Grammar> classes) const;
  std::size_t verbGoneOnFrom(std::size_t border, std::size_t i) const;
  std::size_t resumedBehindThing(std::size_t conjunction, std::size_t i) const;
  std::int32_t ownerOfPlan(std::size_t noun, std::size_t i) const;
  Slot causedBefore(std::size_t i) const;
  std::int32_t ownerOfCue(std::size_t i) const;
  std::int32_t senderBefore(std::size_t i) const;
  std::int32_t possessorBefore(std::size_t i) const;
  Slot summedUpBy(std::size_t i) const;
  bool isThing(std::size_t i) const;
  // "left after he met Scholz"
  bool opensWithPronoun(std::size_t i) const;
  // "Under the accord, signed in Washington by Sadat and Begin,", "a treaty signed in Rome by"
  bool isApposed(std::size_t i) const;
  bool isSaidOfName(std::size_t i) const;
  // "Before meeting Putin, Jaishankar held talks": who acts is named behind the comma; -1 for
  // nobody.
  std::int32_t subjectOfWhatFollows(std::size_t i) const;
  bool opensSentence(std::size_t i) const;
  // "The bank said that it would lend": the state or body that acts in the sentence, or was named
  // last in it; else whoever acted last, if that is one.
  Slot whatItMeans(std::size_t i) const;
  std::int32_t bodyBehindComma(std::size_t i) const;
  // "Elbegdorj, the first to come since Kim took power, was greeted": what stands between the
  // commas tells of the name before them; -1 if nothing does.
  std::int32_t beforeApposition(std::size_t i) const;
  // "who", "both of whom"
  bool opensRelative(std::size_t i) const;
  bool isCarried(std::size_t i) const;
  bool isNamedBehind(std::size_t comma) const;
  bool isOfCleft(std::size_t name) const;
  std::int32_t judgedFor(std::size_t i) const;
  bool agentFollows(std::size_t i) const;
  bool isTemporalClause(std::size_t i) const;
  bool opensBehindDateline(std::size_t i) const;
  std::int32_t calledUpon(std::size_t i) const;
  std::int32_t ownerOfAgenda(std::size_t noun) const;
  std::int32_t ownerOfAgendaBefore(std::size_t i) const;
  std::int32_t doneBy(std::size_t verb, std::size_t last) const;  // who stands behind "by", or -1
  Slot whoIsThere(std::size_t i) const;
  std::size_t resumedInPast(std::size_t conjunction, std::size_t i) const;
  std::size_t beforeVerbless(std::size_t comma, std::size_t i) const;
  std::size_t beforeRelative(std::size_t comma, std::size_t i) const;
  bool isOffice(std::size_t i) const;  // that nobody is named with
  bool isVerbless(std::size_t first, std::size_t last) const;
  bool opensClause(std::size_t i) const;
  // The preposition that governs the plain noun at `i`; size() where the noun is a subject itself.
  std::size_t phraseHead(std::size_t i) const;
  // "about flights, visas and the reopening of missions": a mark or an "and" between nouns
  bool inList(std::size_t i) const;
  // "talks between A and B were held": the verb that carries the noun from behind.
  std::size_t passiveCarrierOf(std::size_t i) const;
  bool describes(std::size_t i) const {
    return item(i).group < 0 && (item(i).is_adjective || item(i).is_number);
  }
  // "Talks with Tsipras went smoothly", at the head of a sentence, and "There will be no stop in
  // Beirut": whoever was spoken of.
  Slot impliedBeforeNoun(std::size_t i) const;
  bool isThere(std::size_t i) const;

  // The quotation in which an item stands; -1 for none, and for a few words that the writer has
  // taken over: ECOWAS "strongly deplores" the tone.
  std::int32_t speechOf(std::size_t i) const;

  const FrameInput& input_;
  const SentenceItems& sentence_;
  std::vector<std::int32_t> speech_;
  std::vector<Slot> subjects_;
};

}  // namespace chancery
