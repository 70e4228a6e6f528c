#include "extract/engine/preposed.h"

#include <algorithm>
#include <string>

namespace chancery {
namespace {

constexpr std::uint8_t kBodies = (1u << static_cast<unsigned>(EntityType::kCountry)) |
                                 (1u << static_cast<unsigned>(EntityType::kOrganisation));
constexpr std::size_t kNounReach = 7;  // items between a noun and the verb that carries it

}  // namespace

PreposedView::PreposedView(const FrameInput& input) : input_(input), sentence_(input.sentence) {
  speech_.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) speech_.push_back(speechOf(i));
  subjects_.assign(sentence_.items.size(), Slot{});
  for (std::size_t i = 0; i < sentence_.items.size(); ++i) {
    if (isVerb(i)) subjects_[i] = subjectOf(i);
  }
}

std::int32_t PreposedView::speechOf(std::size_t i) const {
  constexpr std::uint32_t kShort = 6;  // tokens
  const std::int32_t number = quotationOf(input_.text, item(i));
  if (number < 0) return number;
  const Quotation& quotation = input_.text.tokens.quotations[static_cast<std::size_t>(number)];
  const Sentence& cut = input_.text.tokens.sentences[sentence_.sentence];
  if (quotation.first <= cut.first || quotation.last - quotation.first > kShort) return number;
  const bool says_i =
      std::any_of(sentence_.phrases.begin(), sentence_.phrases.end(), [&](const Phrase& phrase) {
        const std::uint32_t token = input_.text.lexemes[phrase.first].first;
        return phrase.pronoun && phrase.pronoun_case == Case::kSubject &&
               quotation.first <= token && token < quotation.last;
      });
  return says_i ? number : -1;
}

bool PreposedView::isBorder(std::size_t i) const {
  const Item& it = item(i);
  return it.is_clause || it.is_that || it.punctuation == U';' || it.punctuation == U':' ||
         it.punctuation == U'—' || it.punctuation == U'–' || opensWithPronoun(i);
}

bool PreposedView::opensWithPronoun(std::size_t i) const {
  const Item& it = item(i);
  if ((it.marker != Case::kAfter && it.marker != Case::kBefore) || i + 1 >= size()) return false;
  const std::int32_t group = item(i + 1).group;
  if (group < 0) return false;
  const Phrase& phrase =
      sentence_.phrases[sentence_.groups[static_cast<std::size_t>(group)].phrases.front()];
  return phrase.pronoun && phrase.pronoun_case == Case::kSubject;
}

// "prompted Ankara to recall its ambassador", "whom Annan appointed last year to mediate"
Slot PreposedView::causedBefore(std::size_t i) const {
  if (i < 3 || !item(i - 1).is_infinitive) return {};
  const auto tellsWhen = [this](std::size_t j) {
    return item(j).date >= 0 || item(j).is_adverb ||
           (item(j).marker == Case::kOn && item(j).group < 0 && item(j + 1).date >= 0);
  };
  std::size_t j = i - 2;
  while (j > 1 && tellsWhen(j)) --j;
  if (item(j).group >= 0) {
    const std::size_t whom = j;
    // "Plans are being made for Putin to visit Israel"
    if (item(j - 1).marker == Case::kFor && item(j - 1).group < 0 && says(i, Relation::kVisit))
      return {item(whom).group, false};
    std::size_t verb = j - 1;
    while (verb > 0 && (item(verb).is_article || tellsWhen(verb))) --verb;
    // "asked Brahimi to mediate"
    const bool asked = says(i, Relation::kMediate) && says(verb, Relation::kInvite);
    return (item(verb).is_causing || asked) && item(verb).group < 0 ? Slot{item(whom).group, false}
                                                                    : Slot{};
  }
  if (!item(j).is_causing) return {};
  while (j > 0 && !isBorder(j) && !item(j).is_relative) --j;
  return item(j).is_relative && item(j).is_who ? antecedentOf(j) : Slot{};
}

Slot PreposedView::subjectOf(std::size_t i) const {
  if (i > 0 && isGerund(i) && item(i - 1).group >= 0 && markerOf(item(i - 1).group) == Case::kWith)
    return {item(i - 1).group, false};  // "with Kerry acting as mediator"
  if (const std::int32_t sender = senderBefore(i); sender >= 0) return {sender, false};
  if (const Slot caused = causedBefore(i); caused.filled()) return caused;
  // "on his return from Tehran, Lavrov said"
  if (i > 0 && item(i - 1).group >= 0 && isPossessor(item(i - 1).group) &&
      says(i, Relation::kVisit) && !isGerund(i)) {
    const Slot whose = matrixSubject(i, size());
    return whose.group >= 0 ? whose : Slot{item(i - 1).group, false};
  }
  if (const std::int32_t judged = judgedFor(i); judged >= 0) return {judged, false};
  if (const std::int32_t head = beforeApposition(i); head >= 0) return {head, false};
  if (const std::size_t verb = resumedAt(i); verb < size()) return subjects_[verb];
  if (const std::int32_t owner = ownerOfCue(i); owner >= 0) return {owner, false};
  if (const std::int32_t called = calledUpon(i); called >= 0) return {called, false};
  if (opensBehindDateline(i)) {
    if (const std::int32_t group = subjectOfWhatFollows(i); group >= 0) return {group, false};
  }
  for (std::size_t j = i; j-- > 0;) {
    if (quoteChanges(j, i)) {
      // "Met PM Modi," Macron wrote: whoever is quoted
      if (speech_[i] < 0) return {};
      break;
    }
    const Item& it = item(j);
    if (it.group >= 0) {
      // "Brazil, whose diplomats brokered the deal"
      const bool whose = j > 0 && item(j - 1).is_relative && !item(j - 1).is_who &&
                         !item(j - 1).is_where && isOffice(j);
      if (const Slot owner = whose ? antecedentOf(j - 1) : Slot{};
          owner.group >= 0 && takes(owner.group, kBodies))
        return owner;
      if (says(i, Relation::kVisit) && isCarried(j)) return {it.group, false};
      // "recalled its ambassador, Walter Carrington, and stopped": whose envoy he is
      const bool apposed = j > 1 && j + 1 < i && item(j - 1).punctuation == U',' &&
                           item(j + 1).punctuation == U',' && isVerb(j - 2) && !isOneWord(j - 2);
      if (apposed) continue;
      if (markerOf(it.group) == Case::kSubject) {
        // "Susan Rice, the top diplomat for Africa, was", but "In Paris, the president met"
        const bool closed =
            std::any_of(sentence_.items.begin() + static_cast<std::ptrdiff_t>(j),
                        sentence_.items.begin() + static_cast<std::ptrdiff_t>(i),
                        [](const Item& between) { return between.punctuation == U','; });
        // "Ellemann-Jensen, the third foreign minister to arrive in Vilnius, had"
        const bool ranked = isOffice(j) && j + 2 == i && item(i - 1).is_infinitive;
        const std::int32_t named =
            (closed || ranked) && isOffice(j) ? nameBeforeOffice(sentence_, j) : -1;
        const bool acts = named >= 0 && (markerOf(named) == Case::kSubject ||
                                         markerOf(named) == Case::kOther);  // "Since then Rice,"
        return {acts ? named : it.group, false};
      }
      continue;
    }
    if (it.is_it) return whatItMeans(j);
    if ((it.is_craft || it.is_party) && says(i, Relation::kVisit)) {
      // "the Fund, whose mission will arrive"
      const bool whose = j > 0 && item(j - 1).is_relative && !item(j - 1).is_who;
      if (whose) return antecedentOf(j - 1);
      if (const std::int32_t owner = possessorBefore(j); owner >= 0 || it.is_craft)
        return {owner, false};
    }
    if (it.is_that && j > 1 && item(j - 1).group >= 0 && isOfCleft(j - 1)) {
      return {item(j - 1).group, false};  // "It was Sweden that brokered the release"
    }
    if (isBorder(j)) {
      const std::size_t verb = verbGoneOnFrom(j, i);
      return verb < size() ? subjects_[verb] : Slot{};
    }
    if (it.is_relative) return antecedentOf(j);
    if (isVerb(j) && it.is_have && isGerund(j)) continue;  // "Having received Blinken, he hosted"
    // "thanked him for accepting it and congratulated Singapore": who thanked
    if (isVerb(j) && !isGerund(i) && judgedFor(j) >= 0) continue;
    if (isVerb(j) && !it.is_be) {
      // "Modi arrived and met", "flew to meet", ", meeting"
      return subjects_[j];
    }
    if (it.is_noun && !it.is_verb) {
      if (isOfTime(j)) continue;  // "who a few days before had threatened"
      if (const std::int32_t owner = ownerOfPlan(j, i); owner >= 0) return {owner, false};
      if (const std::int32_t owner = it.is_agenda ? ownerOfAgenda(j) : -1; owner >= 0)
        return {owner, false};
      const std::size_t head = phraseHead(j);
      if (head == size()) return {};
      j = head;
    }
  }
  if (const std::int32_t group = subjectOfWhatFollows(i); group >= 0) return {group, false};
  Slot implied;
  implied.implied = true;
  return implied;
}

// "It was Sweden"
bool PreposedView::isOfCleft(std::size_t name) const {
  std::size_t j = name;
  while (j > 0 && item(j - 1).is_article) --j;
  return j > 1 && item(j - 1).is_be && item(j - 2).is_it && isOneWord(j - 2);
}

// "It was time for Akihito to receive him": -1 for nobody.
std::int32_t PreposedView::calledUpon(std::size_t i) const {
  constexpr std::size_t kReach = 6;  // items
  if (i < 4 || !item(i - 1).is_infinitive || item(i - 2).group < 0) return -1;
  const std::int32_t group = item(i - 2).group;
  const Case marker = markerOf(group);
  if (marker != Case::kOf && marker != Case::kTo && marker != Case::kFor) return -1;
  for (std::size_t j = i - 2; j-- > 0 && j + kReach > i - 2;) {
    if (isBorder(j) || item(j).punctuation != 0 || item(j).group >= 0) return -1;
    if (item(j).is_it && isOneWord(j)) return group;
  }
  return -1;
}

// "A message from Clinton congratulating him was read out": who wrote it; -1 for nobody.
std::int32_t PreposedView::senderBefore(std::size_t i) const {
  if (i < 3 || !isGerund(i) || item(i - 1).group < 0) return -1;
  const Case marker = markerOf(item(i - 1).group);
  if (marker != Case::kFrom && marker != Case::kBy && marker != Case::kOf) return -1;
  std::size_t j = i - 1;
  while (j > 0 && (item(j - 1).is_article || item(j - 1).marker == marker)) --j;
  const bool letter = j > 0 && !isVerb(j - 1) && says(j - 1, Relation::kInform);
  return letter ? item(i - 1).group : -1;
}

// "Merkel's refusal to meet him", where the table has the noun with its "to".
std::int32_t PreposedView::ownerOfCue(std::size_t i) const {
  std::size_t j = i;
  while (j > 0 && item(j - 1).is_adverb) --j;
  if (j < 2 || item(j - 1).cues.empty() || item(j - 1).group >= 0) return -1;
  return possessorBefore(j - 1);
}

// The group whose noun at `i` it is: "the emir's", "his"; -1 for nobody's.
std::int32_t PreposedView::possessorBefore(std::size_t i) const {
  std::size_t j = i;
  while (j > 0 && item(j - 1).group < 0 && (item(j - 1).is_adjective || item(j - 1).is_number)) --j;
  if (j > 1 && item(j - 1).is_possessive) --j;
  const std::int32_t group = j > 0 ? item(j - 1).group : -1;
  return group >= 0 && isPossessor(group) ? group : -1;
}

// "the emir's attempt to mediate", "their refusal to negotiate": whose it is does it.
std::int32_t PreposedView::ownerOfPlan(std::size_t noun, std::size_t i) const {
  if (noun + 1 >= i || !item(noun + 1).is_infinitive) return -1;
  for (std::size_t j = noun + 2; j < i; ++j) {
    if (!item(j).is_adverb) return -1;
  }
  return possessorBefore(noun);
}

// "On Putin's agenda is a meeting": whose agenda it is; -1 for nobody's.
std::int32_t PreposedView::ownerOfAgendaBefore(std::size_t i) const {
  std::size_t j = i;
  while (j > 0 && (item(j - 1).is_article || item(j - 1).is_adjective || item(j - 1).is_number))
    --j;
  if (j == 0 || !(item(j - 1).is_be || isVerb(j - 1))) return -1;
  for (std::size_t k = j - 1; k-- > 0;) {
    if (isBorder(k) || isVerb(k) || item(k).punctuation == U',') return -1;
    if (item(k).is_agenda) return ownerOfAgenda(k);
    if (item(k).group >= 0) return -1;
  }
  return -1;
}

// "Putin's programme includes a meeting", "the schedule of the minister includes talks"
std::int32_t PreposedView::ownerOfAgenda(std::size_t noun) const {
  if (const std::int32_t owner = possessorBefore(noun); owner >= 0) return owner;
  if (noun + 2 >= size() || item(noun + 1).marker != Case::kOf) return -1;
  const std::size_t whose = overDescription(noun + 2);
  return whose < size() ? item(whose).group : -1;
}

std::size_t PreposedView::resumedAt(std::size_t i) const {
  std::size_t j = i;
  while (j > 0 && (item(j - 1).is_adverb || item(j - 1).is_have)) --j;
  if (j < 2 || !item(j - 1).is_and) return size();
  if (item(j - 2).punctuation != U',') return resumedBehindThing(j - 1, i);
  if (const std::size_t verb = beforeRelative(j - 2, i); verb < size()) return verb;
  if (const std::size_t verb = beforeVerbless(j - 2, i); verb < size()) return verb;
  for (std::size_t k = j - 2; k-- > 0;) {
    if (quoteChanges(k, i) || (isBorder(k) && !item(k).is_that)) return size();
    if (item(k).is_that) j = k;
    if (j == k || !isVerb(k) || item(k).is_be || k > j || !item(j).is_that) continue;
    return item(k).is_speech ? k : size();
  }
  return size();
}

// "met Putin but did not visit Kazan": the verb before a word that opens a clause in which nobody
// is named before its verb.
std::size_t PreposedView::verbGoneOnFrom(std::size_t border, std::size_t i) const {
  if (!item(border).is_clause || item(border).marker || isGerund(i) || !verbBegins(border + 1))
    return size();
  for (std::size_t k = border; k-- > 0;) {
    if (isBorder(k) || item(k).is_relative || quoteChanges(k, i)) break;
    if (isVerb(k) && !item(k).is_be && !isGerund(k) && subjects_[k].group >= 0) return k;
  }
  return size();
}

// "said that bombs had fallen and denounced Ethiopia": no thing denounces.
std::size_t PreposedView::resumedBehindThing(std::size_t conjunction, std::size_t i) const {
  if (!says(i, Relation::kCriticize) || isGerund(i)) return resumedInPast(conjunction, i);
  bool said = false;
  for (std::size_t k = conjunction; k-- > 0;) {
    if (quoteChanges(k, i) || (isBorder(k) && !item(k).is_that)) return size();
    if (item(k).is_that) {
      said = true;
    } else if (item(k).group >= 0 && markerOf(item(k).group) == Case::kSubject && !said) {
      return size();
    } else if (said && isVerb(k) && !item(k).is_be) {
      return item(k).is_speech ? k : size();
    }
  }
  return size();
}

// "said that Senegal cherishes its friendship and spoke highly of China": the verb of speech, where
// what is said stands in the present and the verb behind the "and" does not.
std::size_t PreposedView::resumedInPast(std::size_t conjunction, std::size_t i) const {
  const LanguageRow& pack = input_.image.languages()[sentence_.language - 1u];
  const std::string_view present = input_.image.text(pack.present_ending);
  if (present.empty() || isGerund(i) || endsWith(i, present) || isBaseForm(i) || item(i).is_be)
    return size();
  bool reported = false;  // a verb in the present
  bool said = false;
  for (std::size_t k = conjunction; k-- > 0;) {
    if (quoteChanges(k, i) || (isBorder(k) && !item(k).is_that) || item(k).is_relative)
      return size();
    said = said || item(k).is_that;
    if (!isVerb(k)) continue;
    if (said) return reported && item(k).is_speech && !endsWith(k, present) ? k : size();
    if (item(k).is_be || !endsWith(k, present)) return size();
    reported = true;
  }
  return size();
}

// "Egypt has a quarrel with Israel, whose soldiers shot five, and has thanked": the verb before a
// clause that two commas set off.
std::size_t PreposedView::beforeRelative(std::size_t comma, std::size_t i) const {
  for (std::size_t k = comma; k-- > 1;) {
    // "handed him a letter that expressed regret, and met Fidan"
    const bool of_thing = item(k).is_that && !isVerb(k - 1) && item(k - 1).group < 0 &&
                          item(k - 1).punctuation == 0 && isVerb(k + 1);
    if (quoteChanges(k, i) || (isBorder(k) && !of_thing)) return size();
    if (!of_thing && (!item(k).is_relative || item(k - 1).punctuation != U',')) continue;
    for (std::size_t verb = k - 1; verb-- > 0;) {
      if (isBorder(verb) || item(verb).is_relative) return size();
      if (isVerb(verb) && (!item(verb).is_be || subjects_[verb].group >= 0)) return verb;
    }
    return size();
  }
  return size();
}

// "was in Cairo, his fifth visit since May, and will go on to Doha": the verb before what tells, in
// apposition, of the whole.
std::size_t PreposedView::beforeVerbless(std::size_t comma, std::size_t i) const {
  for (std::size_t k = comma; k-- > 0;) {
    if (quoteChanges(k, i) || isBorder(k) || item(k).is_relative || isVerb(k)) return size();
    if (item(k).punctuation != U',') continue;
    const Item& opens = item(k + 1);
    const bool describes =
        (opens.group >= 0 && isPossessor(opens.group)) || opens.is_article || opens.is_number;
    if (!describes) return size();
    for (std::size_t verb = k; verb-- > 0;) {
      if (isBorder(verb) || item(verb).is_relative || quoteChanges(verb, i)) return size();
      if (isVerb(verb) && !item(verb).is_be && !isGerund(verb))
        return subjects_[verb].group >= 0 ? verb : size();
    }
    return size();
  }
  return size();
}

// "Under the accord it signed last year, Albania will": the state or body of which the sentence is
// told, where nobody stands before; -1 for none.
std::int32_t PreposedView::bodyBehindComma(std::size_t i) const {
  constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
  if (!item(0).marker || item(0).group >= 0) return -1;
  bool comma = false;
  for (std::size_t j = i + 1; j + 1 < size() && !quoteChanges(j, i); ++j) {
    const std::int32_t group = item(j).group;
    comma = comma || item(j).punctuation == U',';
    if (isBorder(j) && !item(j).is_that) return -1;
    if (!comma || group < 0) continue;
    return markerOf(group) == Case::kSubject && takes(group, kBodies) && !takes(group, kPerson)
               ? group
               : -1;
  }
  return -1;
}

Slot PreposedView::whatItMeans(std::size_t i) const {
  constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
  std::int32_t nearest = -1;
  for (std::size_t j = i; j-- > 0;) {
    const std::int32_t group = item(j).group;
    if (group < 0 || isPossessor(group) || quoteChanges(j, i)) continue;
    const std::uint8_t types = input_.natures[static_cast<std::size_t>(group)].types;
    const bool acts = (types & kPerson) == 0 && takes(group, kBodies);
    if (!acts) continue;
    if (markerOf(group) == Case::kSubject) return {group, false};
    if (nearest < 0) nearest = group;
  }
  if (nearest >= 0) return {nearest, false};
  if (const std::int32_t ahead = bodyBehindComma(i); ahead >= 0) return {ahead, false};
  Slot slot;
  slot.implied = true;
  slot.body = true;
  return slot;
}

// Nothing but adverbs before it.
bool PreposedView::opensSentence(std::size_t i) const {
  while (i > 0 && item(i - 1).group < 0 && item(i - 1).is_adverb) --i;
  return i == 0;
}

// "SEOUL (AP) - Fresh from two days in Pyongyang, Albright said"
bool PreposedView::opensBehindDateline(std::size_t i) const {
  while (i > 0 && item(i - 1).group < 0 && item(i - 1).is_adverb) --i;
  const char32_t mark = i > 1 ? item(i - 1).punctuation : 0;
  if (mark != U'-' && mark != U'–' && mark != U'—') return false;
  for (std::size_t j = 0; j + 1 < i; ++j) {
    if (isVerb(j) || item(j).is_have || item(j).marker) return false;
  }
  return true;
}

std::int32_t PreposedView::subjectOfWhatFollows(std::size_t i) const {
  std::size_t first = i;  // "having been received"
  while (first > 0 && (item(first - 1).is_be || item(first - 1).is_have)) --first;
  // "Back from Tehran, he"
  const bool back =
      (i == 0 || opensBehindDateline(i)) && says(i, Relation::kVisit) && !isOneWord(i);
  // "Invited by Ramaphosa, Putin stayed at home"
  const bool undergone = first == i && opensSentence(i) && isPassive(i);
  if (!isGerund(first) && !back && !undergone) return -1;
  bool comma = false;
  for (std::size_t j = i + 1; j < size() && !isBorder(j) && !quoteChanges(j, i); ++j) {
    comma = comma || item(j).punctuation == U',';
    if (comma && item(j).group >= 0 && markerOf(item(j).group) == Case::kSubject)
      return item(j).group;
    if (isVerb(j) && !isGerund(j)) return -1;
  }
  return -1;
}

std::int32_t PreposedView::beforeApposition(std::size_t i) const {
  std::size_t comma = i;
  while (comma > 0 && (item(comma - 1).is_be || item(comma - 1).is_have ||
                       item(comma - 1).is_adverb || !item(comma - 1).cues.empty())) {
    --comma;
  }
  if (comma-- == 0 || item(comma).punctuation != U',') return -1;
  for (std::size_t j = comma; j-- > 0;) {
    // "Shelton, commander of the force that came ashore, met"
    if ((isBorder(j) && !item(j).is_that && !isTemporalClause(j)) || quoteChanges(j, i)) return -1;
    // "Algeria's head of state, Bouteflika, who visited Asmara, received": the name took the comma
    if (opensRelative(j) && j > 0 && item(j - 1).group >= 0 &&
        markerOf(item(j - 1).group) == Case::kSubject && opensClause(j - 1))
      return item(j - 1).group;
    if (item(j).punctuation != U',' || j == 0 || item(j - 1).group < 0) continue;
    const bool describes = item(j + 1).is_article || opensRelative(j + 1) || isOffice(j + 1) ||
                           isVerbless(j + 1, comma);
    const std::int32_t group = item(j - 1).group;
    if (!describes || markerOf(group) != Case::kSubject || !opensClause(j - 1)) continue;
    return isNamedBehind(j) ? item(j + 1).group : group;
  }
  return -1;
}

// "A Vatican envoy, Cardinal Samore, shuttled": behind the comma stands who holds the office.
bool PreposedView::isNamedBehind(std::size_t comma) const {
  constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
  if (!isOffice(comma - 1) || comma + 2 >= size() || item(comma + 1).group < 0 ||
      item(comma + 2).punctuation != U',')
    return false;
  const Group& group = sentence_.groups[static_cast<std::size_t>(item(comma + 1).group)];
  return group.phrases.size() == 1 && sentence_.phrases[group.phrases.front()].hasName() &&
         takes(item(comma + 1).group, kPerson);
}

// "thanked Abdullah for hosting him", "condemned Pelosi for visiting Taipei", "accused Iran of
// arming": whoever is judged did it; -1 for nobody.
std::int32_t PreposedView::judgedFor(std::size_t i) const {
  // "thanked Canada for standing by her": what one is thanked for is no news
  if (!isGerund(i) || says(i, Relation::kSupport)) return -1;
  std::size_t j = i;
  while (j > 0 && (item(j - 1).is_adverb || item(j - 1).is_not)) --j;
  if (j < 3 || !(item(j - 1).marker == Case::kFor || item(j - 1).marker == Case::kOf)) return -1;
  std::int32_t judged = -1;
  for (std::size_t k = j - 1; k-- > 0;) {
    if (isBorder(k) || item(k).is_relative || quoteChanges(k, i)) return -1;
    const std::int32_t group = item(k).group;
    if (group >= 0 && !isPossessor(group)) judged = group;
    if (!isVerb(k)) continue;
    const bool judges = says(k, Relation::kGreet) || says(k, Relation::kSupport) ||
                        says(k, Relation::kCriticize) || says(k, Relation::kSanction);
    return judges && !isPassive(k) ? judged : -1;
  }
  return -1;
}

// "the plane carrying Modi"
bool PreposedView::isCarried(std::size_t i) const {
  std::size_t j = i;
  while (j > 0 && (item(j - 1).is_article || item(j - 1).is_adjective)) --j;
  return j > 1 && isVerb(j - 1) && isGerund(j - 1) && item(j - 2).is_craft;
}

bool PreposedView::opensRelative(std::size_t i) const {
  return item(i).is_relative || (i + 2 < size() && item(i + 1).marker == Case::kOf &&
                                 item(i + 2).is_relative && !isVerb(i));
}

// "since Kim inherited power"
bool PreposedView::isTemporalClause(std::size_t i) const {
  return item(i).is_clause && item(i).group < 0 &&
         input_.text.find(input_.text.lexemes[item(i).first], EntryKind::kMarker) != nullptr;
}

bool PreposedView::isOffice(std::size_t i) const {
  if (item(i).group < 0) return false;
  const Phrase& phrase =
      sentence_.phrases[sentence_.groups[static_cast<std::size_t>(item(i).group)].phrases.front()];
  return phrase.hasRole() && !phrase.hasName() && !phrase.pronoun;
}

bool PreposedView::isVerbless(std::size_t first, std::size_t last) const {
  for (std::size_t j = first; j < last; ++j) {
    if (isVerb(j) || item(j).is_have || (item(j).is_and && verbBegins(j + 1))) return false;
  }
  return last > first;
}

bool PreposedView::opensClause(std::size_t i) const {
  for (std::size_t j = i; j-- > 0;) {
    if (isBorder(j)) return true;
    if (isVerb(j) || item(j).group >= 0) return false;
  }
  return true;
}

std::size_t PreposedView::phraseHead(std::size_t i) const {
  for (std::size_t j = i; j-- > 0;) {
    const Item& it = item(j);
    // "About 3,500 workers", but "for four hours"
    const bool about = j + 1 < size() && item(j + 1).is_number &&
                       (it.marker == Case::kAbout || it.marker == Case::kOther);
    if (it.marker && !about) return j;
    // "at Sunan airport": a name that the noun goes with
    const bool inside = it.is_article || it.is_adjective || it.is_noun || it.is_number ||
                        it.is_adverb || it.is_possessive || it.date >= 0 || inList(j) ||
                        (it.group >= 0 && markerOf(it.group) != Case::kSubject);
    if (isVerb(j)) return j + 1;  // the object of a verb before
    if (!inside) break;
  }
  return size();
}

bool PreposedView::inList(std::size_t i) const {
  const bool joins = item(i).is_and || item(i).is_or || item(i).punctuation == U',';
  return joins && i > 0 && item(i - 1).group < 0 && item(i - 1).is_noun && !item(i - 1).is_verb &&
         i + 1 < size() && !verbBegins(i + 1);
}

// A noun behind an article, and nobody's.
bool PreposedView::isThing(std::size_t i) const {
  return item(i).group < 0 && item(i).is_noun && !item(i).is_verb && i > 0 &&
         item(i - 1).is_article;
}

Slot PreposedView::antecedentOf(std::size_t relative) const {
  constexpr std::uint8_t kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
  std::int32_t nearest = -1;
  // "the success of the gathering, which brings together": a thing
  const std::size_t before =
      relative > 1 && item(relative - 1).punctuation == U',' ? relative - 2 : relative - 1;
  const bool thing = relative > 0 && before < relative && isThing(before) &&
                     !item(relative).is_who && !item(relative).is_where;
  if (thing && item(relative - 1).punctuation == U',') return {};
  for (std::size_t j = relative; j-- > 0 && !isVerb(j);) {
    const std::int32_t group = item(j).group;
    if (group < 0) continue;
    // "Eyadema, the head of state and chairman of ECOWAS, who brokered it"
    if (!item(relative).is_who) return {group, false};
    if (const std::int32_t named = nameBeforeOffice(sentence_, j); named >= 0)
      return {named, false};
    if (takes(group, kPerson)) return {group, false};
    if (nearest < 0) nearest = group;
  }
  return nearest >= 0 ? Slot{nearest, false} : Slot{};
}

Argument PreposedView::relativePartner(std::size_t i) const {
  for (std::size_t j = i; j-- > 1;) {
    if (isBorder(j) || quoteChanges(j, i)) break;
    if (!item(j).is_relative) continue;
    const std::optional<Case> marker = item(j - 1).marker;
    const bool partner = marker == Case::kTo || marker == Case::kWith || marker == Case::kFrom ||
                         marker == Case::kFor || marker == Case::kBy;
    if (!partner || !item(j).is_who || item(j - 1).group >= 0) break;
    return {antecedentOf(j).group, *marker};
  }
  return {};
}

bool PreposedView::verbBegins(std::size_t i) const {
  while (i < size() && (item(i).is_adverb || item(i).is_not)) ++i;
  return i < size() && item(i).group < 0 &&
         (item(i).is_verb || item(i).is_be || item(i).is_have || !item(i).cues.empty());
}

bool PreposedView::says(std::size_t i, Relation relation) const {
  return std::any_of(item(i).triggers.begin(), item(i).triggers.end(),
                     [&](std::uint32_t row) { return frameOf(row).relation == relation; });
}

bool PreposedView::isManner(std::size_t i) const {
  return !item(i).triggers.empty() && !item(i).is_verb &&
         std::all_of(item(i).triggers.begin(), item(i).triggers.end(), [&](std::uint32_t row) {
           const FrameRow& frame = frameOf(row);
           return (frame.flags & kVehicle) != 0 && frame.subject[0] == Case::kSubject;
         });
}

std::size_t PreposedView::overDescription(std::size_t i) const {
  while (i < size() && item(i).group < 0 && (item(i).is_article || item(i).is_adjective)) ++i;
  return i;
}

bool PreposedView::isPassive(std::size_t i) const {
  if (isGerund(i)) return false;
  for (std::size_t j = i; j-- > 0;) {
    if (item(j).is_be) return true;
    if (!item(j).is_adverb && !item(j).is_not) break;
  }
  const bool by = i + 1 < size() && item(i + 1).marker == Case::kBy;
  // "Scholz, received by Macron,"
  std::size_t comma = i;
  while (comma > 0 && item(comma - 1).is_adverb) --comma;
  const bool apart = comma > 1 && item(comma - 1).punctuation == U',' && item(comma - 2).group >= 0;
  const bool behind_name = apart && (by || agentFollows(i) || isSaidOfName(i));
  // "gave a dinner" and "talks between A and B hosted by C": a verb that carries nouns, too
  const bool carries = item(i).is_support && !(by && says(i, Relation::kHost));
  return behind_name || ((by || isApposed(i)) && !carries);
}

// "Aristide, briefed in Washington on Monday by Lake,"
bool PreposedView::agentFollows(std::size_t i) const {
  for (std::size_t j = i + 1; j + 1 < size() && item(j).punctuation == 0 && !isBorder(j); ++j) {
    if (isVerb(j) || item(j).is_and || item(j).is_relative) return false;
    if (item(j).marker == Case::kBy && item(j).group < 0)
      return item(overDescription(j + 1) < size() ? overDescription(j + 1) : j).group >= 0;
    const bool object = item(j).group >= 0 && markerOf(item(j).group) == Case::kObject;
    if (object) return false;
  }
  return false;
}

// "Zeman, often chided for his warmth,": the participle of a verb that asks for an object, and has
// none.
bool PreposedView::isSaidOfName(std::size_t i) const {
  const std::string_view ending =
      input_.image.text(input_.image.languages()[sentence_.language - 1u].past_ending);
  if (!endsWith(i, ending) || !isOneWord(i) || i + 1 >= size() || item(i).triggers.empty())
    return false;
  const std::optional<Case> marker = item(i + 1).marker;
  if (marker != Case::kFor && marker != Case::kOther) return false;
  return std::all_of(item(i).triggers.begin(), item(i).triggers.end(), [this](std::uint32_t row) {
    const FrameRow& frame = frameOf(row);
    return frame.object[0] == Case::kObject && !infoOf(frame.relation).symmetric &&
           frame.relation != Relation::kVisit;
  });
}

bool PreposedView::isApposed(std::size_t i) const {
  const std::size_t noun = i > 0 && item(i - 1).punctuation == U',' ? i - 1 : i;
  if (noun == 0 || item(noun - 1).group >= 0 || !item(noun - 1).is_noun) return false;
  for (std::size_t j = i + 1; j + 1 < size() && !isBorder(j); ++j) {
    if (isVerb(j) || item(j).is_relative || item(j).punctuation == U',') return false;
    const bool object = item(j).group >= 0 && (markerOf(item(j).group) == Case::kObject ||
                                               markerOf(item(j).group) == Case::kSubject);
    if (object) return false;
    if (item(j).marker != Case::kBy) continue;
    std::size_t name = j + 1;
    while (name < size() && item(name).is_article) ++name;
    return name < size() && item(name).group >= 0;
  }
  return false;
}

bool PreposedView::isGerund(std::size_t i) const {
  return endsWith(
      i, input_.image.text(input_.image.languages()[sentence_.language - 1u].gerund_ending));
}

bool PreposedView::endsWith(std::size_t i, std::string_view ending) const {
  const std::string_view text = input_.text.textOf(input_.text.lexemes[item(i).first]);
  const std::size_t space = text.find(' ');
  const std::string_view word = text.substr(0, space);
  return !ending.empty() && word.size() > ending.size() &&
         word.substr(word.size() - ending.size()) == ending;
}

bool PreposedView::beginsWith(std::size_t i, std::initializer_list<Grammar> classes) const {
  const Lexeme& lexeme = input_.text.lexemes[item(i).first];
  const std::uint32_t word = input_.text.tokenOf(lexeme).word;
  if (word >= WordNumbers::kFirstUnknown) return false;
  const auto entries = input_.image.entries(input_.image.child(0, word));
  return std::any_of(entries.begin(), entries.end(), [&](const EntryRow& entry) {
    return entry.kind == EntryKind::kGrammar &&
           std::find(classes.begin(), classes.end(), static_cast<Grammar>(entry.value)) !=
               classes.end();
  });
}

bool PreposedView::opensWithAuxiliary(std::size_t i) const {
  return !isOneWord(i) && beginsWith(i, {Grammar::kBe, Grammar::kHave});
}

bool PreposedView::isBaseForm(std::size_t i) const {
  const LanguageRow& pack = input_.image.languages()[sentence_.language - 1u];
  const std::string present(input_.image.text(pack.present_ending));
  const bool present_form =
      endsWith(i, present) && !endsWith(i, present + present);  // but "discuss"
  return !present_form && !isGerund(i) && !endsWith(i, input_.image.text(pack.past_ending)) &&
         !beginsWith(i, {Grammar::kFinite, Grammar::kBe, Grammar::kHave});
}

bool PreposedView::verbSoon(std::size_t j) const {
  for (std::size_t k = j + 1; k < std::min(size(), j + 3); ++k) {
    if (isVerb(k)) return true;
    if (item(k).group >= 0) return k + 1 < size() && isVerb(k + 1);
  }
  return false;
}

bool PreposedView::isOneWord(std::size_t i) const {
  const Lexeme& lexeme = input_.text.lexemes[item(i).first];
  return lexeme.last == lexeme.first + 1;
}

std::size_t PreposedView::carrierOf(std::size_t i) const {
  std::size_t steps = 0;
  for (std::size_t j = i; j-- > 0 && steps < kNounReach; ++steps) {
    const Item& it = item(j);
    if (it.group >= 0) {
      // "exchanged with Putin warm greetings" is rare: names end the way, but for possessors
      if (!isPossessor(it.group)) {
        std::size_t verb = j;
        while (verb > 0 && (item(verb - 1).is_article || item(verb - 1).is_adjective)) --verb;
        // "conveyed to Modi the greetings of Putin"
        const bool to = verb > 1 && item(verb - 1).marker == Case::kTo && item(verb - 1).group < 0;
        if (to) --verb;
        const bool receiver = verb > 0 && item(verb - 1).is_support && isVerb(verb - 1) &&
                              (to || markerOf(it.group) == Case::kObject);
        if (receiver) return verb - 1;
        break;
      }
      continue;
    }
    if (it.is_support && isVerb(j)) return j;
    if (isOfRound(j)) continue;
    // "a last, ten-minute conversation"
    if (it.punctuation == U',' && j > 0 && describes(j - 1) && !verbBegins(j + 1)) continue;
    if (isVerb(j) && !it.is_be) break;
    if (it.is_be || it.marker || isBorder(j)) break;
  }
  return passiveCarrierOf(i);
}

bool PreposedView::isOfRound(std::size_t i) const {
  return item(i).marker == Case::kOf && item(i).group < 0 && i > 0 && item(i - 1).is_transparent &&
         item(i - 1).group < 0;
}

std::size_t PreposedView::passiveCarrierOf(std::size_t i) const {
  constexpr std::size_t kReach = 9;
  for (std::size_t j = i + 1; j + 1 < size() && j < i + kReach && !isBorder(j); ++j) {
    if (item(j).punctuation != 0 || item(j).is_relative) break;
    if (!item(j).is_be) {
      if (isVerb(j)) break;
      continue;
    }
    std::size_t verb = j + 1;
    while (verb < size() && (item(verb).is_adverb || item(verb).is_be)) ++verb;
    return verb < size() && item(verb).is_support && isVerb(verb) ? verb : size();
  }
  return size();
}

std::size_t PreposedView::prepositionBefore(std::size_t i) const {
  for (std::size_t j = i; j-- > 0;) {
    const Item& it = item(j);
    if (isOfRound(j)) continue;
    if (it.marker && it.group < 0) return j;
    const bool inside = it.is_article || it.is_adjective || it.is_noun || it.is_number ||
                        it.is_adverb || it.is_possessive || it.is_and || it.date >= 0 ||
                        !it.triggers.empty();
    if (!inside || it.group >= 0 || isVerb(j)) break;
  }
  return size();
}

Slot PreposedView::matrixSubject(std::size_t i, std::size_t carrier) const {
  if (carrier < size()) {
    if (carrier > i || isPassive(carrier)) return {};
    return subjects_[carrier];
  }
  const std::size_t preposition = prepositionBefore(i);
  if (const std::size_t cue = cueBefore(i); cue < size()) return subjectOf(cue);
  if (const Slot traveller = whoIsThere(i); traveller.group >= 0) return traveller;
  if (const Slot apposed = preposition == size() ? summedUpBy(i) : Slot{}; apposed.group >= 0)
    return apposed;
  if (preposition == size()) {
    const std::int32_t owner = ownerOfAgendaBefore(i);
    return owner >= 0 ? Slot{owner, false} : impliedBeforeNoun(i);
  }
  // "a plan of consultations", but "the second day of a visit"
  if (item(preposition).marker == Case::kOf && (preposition == 0 || !isOfTime(preposition - 1)) &&
      !(preposition > 0 && isVerb(preposition - 1) && says(preposition - 1, Relation::kInform)))
    return {};
  for (std::size_t j = preposition; j-- > 0;) {
    if (isBorder(j) || quoteChanges(j, i)) break;
    if (isVerb(j) && (!item(j).is_be || subjects_[j].group >= 0)) {
      // "The deal was announced by A and B at a joint press conference"
      const std::int32_t by = subjects_[j].group < 0 && isPassive(j) ? doneBy(j, preposition) : -1;
      return by >= 0 ? Slot{by, false} : subjects_[j];
    }
  }
  // "After talks with Putin, Modi said": the subject of the verb that follows
  for (std::size_t j = i + 1; j < size(); ++j) {
    if (isBorder(j) || quoteChanges(j, i)) break;
    // "In a call with Patterson, who chairs it, Aristide agreed"
    if (item(j).is_relative && item(j - 1).punctuation == U',') {
      std::size_t end = j;
      while (end < size() && item(end).punctuation != U',') ++end;
      if (end + 1 < size() && item(end + 1).group >= 0) j = end + 1;
    }
    // "At a luncheon given by Cheney, Hu spoke"
    if (j == i + 1 && j + 1 < size() && isVerb(j) && item(j + 1).marker == Case::kBy) continue;
    if (isVerb(j)) return subjects_[j].implied ? Slot{} : subjects_[j];
  }
  return {};
}

std::int32_t PreposedView::doneBy(std::size_t verb, std::size_t last) const {
  for (std::size_t j = verb + 1; j < last; ++j) {
    const std::int32_t group = item(j).group;
    if (group >= 0 && markerOf(group) == Case::kBy && !isPossessor(group)) return group;
  }
  return -1;
}

// "travels to Fortaleza, where a meeting with Gomes is considered": whoever goes there.
Slot PreposedView::whoIsThere(std::size_t i) const {
  std::size_t j = i;
  while (j > 0 && (item(j - 1).is_article || item(j - 1).is_adjective || item(j - 1).is_number ||
                   (item(j - 1).is_noun && !item(j - 1).is_verb && item(j - 1).group < 0)))
    --j;
  if (j == 0 || !item(j - 1).is_where) return {};
  for (std::size_t k = j - 1; k-- > 0;) {
    if (isVerb(k) && !item(k).is_be) return says(k, Relation::kVisit) ? subjects_[k] : Slot{};
  }
  return {};
}

bool PreposedView::isOfTime(std::size_t i) const {
  return item(i).date >= 0 ||
         input_.text.find(input_.text.lexemes[item(i).first], EntryKind::kDate) != nullptr;
}

// "Duterte got his wish, a first meeting with Putin": whoever does what the noun behind the comma
// sums up.
Slot PreposedView::summedUpBy(std::size_t i) const {
  std::size_t j = i;
  while (j > 0 && item(j - 1).group < 0 &&
         (item(j - 1).is_article || item(j - 1).is_adjective || item(j - 1).is_number))
    --j;
  if (j < 2 || j == i || !item(j).is_article || item(j - 1).punctuation != U',') return {};
  for (std::size_t k = i + 1; k < size() && !isBorder(k); ++k) {
    if (item(k).is_relative || item(k).punctuation == U',') break;
    if (isVerb(k) || item(k).is_have || !item(k).cues.empty()) return {};
  }
  for (std::size_t k = j - 1; k-- > 0;) {
    if (isBorder(k) || item(k).is_relative || quoteChanges(k, i)) return {};
    if (isVerb(k) && !isGerund(k)) return subjects_[k].group >= 0 ? subjects_[k] : Slot{};
  }
  return {};
}

std::size_t PreposedView::cueBefore(std::size_t i) const {
  for (std::size_t j = i; j-- > 0;) {
    const Item& it = item(j);
    if (!it.cues.empty() && !isOneWord(j)) return j;
    if (!it.is_article && !it.is_adjective && !it.is_number && !it.is_noun) break;
  }
  return size();
}

std::int32_t PreposedView::otherSideOf(std::int32_t group) const {
  if (group < 0 || markerOf(group) != Case::kBetween || isPlural(group)) return -1;
  bool named = false;
  bool joined = false;
  for (std::size_t i = 0; i < size(); ++i) {
    const std::int32_t other = item(i).group;
    if (!named) {
      named = other == group;
      continue;
    }
    joined = joined || item(i).is_and;
    if (isBorder(i) || item(i).punctuation != 0 || isVerb(i)) return -1;
    if (joined && other >= 0 && markerOf(other) == Case::kBetween) return other;
  }
  return -1;
}

bool PreposedView::isThere(std::size_t i) const {
  if (item(i).group < 0) return false;
  const Group& group = sentence_.groups[static_cast<std::size_t>(item(i).group)];
  return sentence_.phrases[group.phrases.front()].pronoun == PronounKind::kThere;
}

Slot PreposedView::impliedBeforeNoun(std::size_t i) const {
  for (std::size_t j = i; j-- > 0;) {
    // "Putin said (that) the talks with Erdogan had been useful"
    if (item(j).is_speech && isVerb(j) && !isPassive(j) && !quoteChanges(j, i))
      return subjects_[j].group >= 0 ? subjects_[j] : Slot{};
    if (isVerb(j) && item(j).is_be && j > 0 && isThere(j - 1)) break;
    if (item(j).group >= 0 || isVerb(j)) return {};
  }
  Slot slot;
  slot.implied = true;
  return slot;
}

}  // namespace chancery
