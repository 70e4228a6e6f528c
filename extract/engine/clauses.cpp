#include "extract/engine/clauses.h"

#include <algorithm>

namespace chancery {
namespace {

bool isStop(const Item& item) {
  return item.punctuation != 0 || item.is_and || item.is_that || item.is_clause || item.is_be ||
         item.is_relative || item.is_finite;
}

bool isWeakBorder(const Item& item) { return item.is_and || item.punctuation == U','; }

bool isStrongBorder(const Item& item) {
  return item.is_that || item.is_clause || item.punctuation == U';' || item.punctuation == U':' ||
         item.punctuation == U'—' || item.punctuation == U'–';
}

class ClauseFinder {
 public:
  explicit ClauseFinder(const FrameInput& input) : input_(input), sentence_(input.sentence) {}

  Clauses run() {
    result_.clause_of.assign(sentence_.items.size(), 0);
    result_.clauses.emplace_back();
    for (std::size_t i = 0; i < sentence_.items.size(); ++i) {
      if (opensRelative(i)) {
        i = readRelative(i);
        behind_relative_ = i + 1;
        continue;
      }
      const bool trailing = trailsAsRelative(i);
      if (i > 0 && (trailing || beginsClause(i))) {
        current_ = result_.clauses.size();
        result_.clauses.emplace_back();
        if (trailing && sentence_.items[i].group < 0)
          result_.clauses[current_].agent = groupBefore(i);
      }
      put(i, current_);
    }
    findAgents();
    return std::move(result_);
  }

 private:
  void put(std::size_t item, std::size_t clause) {
    result_.clause_of[item] = static_cast<std::uint32_t>(clause);
    result_.clauses[clause].items.push_back(static_cast<std::uint32_t>(item));
  }

  bool beginsClause(std::size_t i) const {
    const Item& before = sentence_.items[i - 1];
    if (isStrongBorder(before) && !isInSecondPlace(i - 1)) return true;
    if (i == behind_relative_) return false;
    if (opensConsequence(i)) return true;
    if (speechOf(sentence_.items[i]) != speechOf(before)) return true;
    // "न्योता दिया जिसे उन्होंने स्वीकार कर लिया"
    if (sentence_.items[i].is_relative && endsWithVerb(i - 1)) return true;
    return isWeakBorder(before) && i > 1 && endsWithVerb(i - 2) &&
           !sentence_.items[i - 2].is_participle && !sentence_.items[i - 2].is_verbal_noun;
  }

  // "जापान ने हालांकि कर्ज देने से …": behind whoever acts, with no verb before it.
  bool isInSecondPlace(std::size_t i) const {
    const Item& word = sentence_.items[i];
    if (!word.is_clause || word.is_that || i == 0 || sentence_.items[i - 1].punctuation != 0)
      return false;
    const std::vector<std::uint32_t>& items = result_.clauses[current_].items;
    return std::none_of(items.begin(), items.end(),
                        [this](std::uint32_t j) { return isVerbHere(sentence_, j); });
  }

  // "अगर ट्रंप आए तो मोदी उनसे मिलेंगे"
  bool opensConsequence(std::size_t i) const {
    if (!input_.text.is(input_.text.lexemes[sentence_.items[i].first], Grammar::kThen))
      return false;
    const std::uint32_t head = result_.clauses[current_].items.front();
    return endsWithVerb(i - 1) || !sentence_.items[head].cues.empty();
  }

  // The quotation in which an item stands; -1 for none, and for a word or two that a clause only
  // sets off: "'औपनिवेशिक सोच' का आरोप लगाया".
  std::int32_t speechOf(const Item& item) const {
    constexpr std::uint32_t kShort = 8;  // tokens
    const std::int32_t number = quotationOf(input_.text, item);
    if (number < 0) return number;
    const Quotation& quotation = input_.text.tokens.quotations[static_cast<std::size_t>(number)];
    const Sentence& sentence = input_.text.tokens.sentences[sentence_.sentence];
    const bool inside = quotation.first > sentence.first && quotation.last < sentence.last;
    return inside && quotation.last - quotation.first <= kShort ? -1 : number;
  }

  // "जा सकते हैं": what says that something is not so yet stands behind its verb.
  bool endsWithVerb(std::size_t i) const {
    if (isVerbHere(sentence_, i)) return true;
    return i > 0 && !sentence_.items[i].cues.empty() && isVerbHere(sentence_, i - 1);
  }

  // ", जो … थे," – a clause about the name before it, closed by a comma behind its verb.
  bool opensRelative(std::size_t i) const {
    if (!sentence_.items[i].is_relative || i == 0) return false;
    return relativeEnd(i) < sentence_.items.size();
  }

  std::size_t relativeEnd(std::size_t i) const {
    for (std::size_t j = i + 1; j < sentence_.items.size(); ++j) {
      if (sentence_.items[j].punctuation == U',' && isVerbHere(sentence_, j - 1)) return j;
    }
    return sentence_.items.size();
  }

  std::size_t readRelative(std::size_t i) {
    const std::size_t end = relativeEnd(i);
    const std::size_t clause = result_.clauses.size();
    result_.clauses.emplace_back();
    for (std::size_t j = i; j <= end; ++j) put(j, clause);
    // "शोल्ज, जिनसे मोदी मिले": whoever is named there acts
    if (sentence_.items[i].group < 0) result_.clauses[clause].agent = groupBefore(i);
    return end;
  }

  // ", जो सोमवार को विल्नियस आ रहे हैं।": who, to the end of the sentence.
  bool trailsAsRelative(std::size_t i) const {
    const Item& item = sentence_.items[i];
    const bool relates = item.is_who || (item.is_relative && item.group >= 0);
    return i > 0 && relates && sentence_.items[i - 1].punctuation == U',';
  }

  // What a relative speaks of is the name before it.
  std::int32_t groupBefore(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      if (sentence_.items[j].group >= 0) return sentence_.items[j].group;
    }
    return -1;
  }

  bool acts(std::int32_t group) const {
    constexpr unsigned kActors = 1u << static_cast<unsigned>(EntityType::kPerson) |
                                 1u << static_cast<unsigned>(EntityType::kCountry) |
                                 1u << static_cast<unsigned>(EntityType::kOrganisation);
    return (input_.natures[static_cast<std::size_t>(group)].types & kActors) != 0;
  }

  std::int32_t agentIn(const Clause& clause) const {
    std::int32_t bare = -1;
    std::int32_t describing = -1;  // "क्वाड बैठक में मोदी शामिल हुए": no one where another acts
    std::int32_t obliged = -1;     // "मोदी को वार्ता करनी है"
    bool obligation = false;
    for (std::uint32_t i : clause.items) {
      obligation = obligation || sentence_.items[i].is_obligation;
      const std::int32_t group = sentence_.items[i].group;
      if (group < 0 || !acts(group)) continue;
      const Case marker = sentence_.groups[static_cast<std::size_t>(group)].marker;
      if (marker == Case::kErgative) return group;
      if (marker == Case::kSubject && bare < 0 && !isDestination(input_, i))
        (describesNoun(i) && describing < 0 ? describing : bare) = group;
      if (marker == Case::kDative && obliged < 0) obliged = group;
    }
    if (bare < 0) bare = describing;
    return bare < 0 && obligation ? obliged : bare;
  }

  // A body right before a noun that says what was done.
  bool describesNoun(std::uint32_t i) const {
    constexpr unsigned kOrganisation = 1u << static_cast<unsigned>(EntityType::kOrganisation);
    const std::int32_t group = sentence_.items[i].group;
    if (input_.natures[static_cast<std::size_t>(group)].types != kOrganisation) return false;
    if (i + 1 >= sentence_.items.size()) return false;
    const Item& noun = sentence_.items[i + 1];
    return noun.group < 0 && !noun.triggers.empty() && !noun.is_verb;
  }

  void findAgents() {
    std::int32_t last = -1;
    for (Clause& clause : result_.clauses) {
      const std::int32_t own = agentIn(clause);
      if (own >= 0) {
        clause.agent = own;
      } else if (clause.agent < 0 && last >= 0) {
        clause.agent = last;
        clause.agent_inherited = true;
      }
      if (clause.agent >= 0) last = clause.agent;
    }
  }

  const FrameInput& input_;
  const SentenceItems& sentence_;
  Clauses result_;
  std::size_t current_ = 0;
  std::size_t behind_relative_ = 0;  // the item with which an interrupted clause goes on
};

}  // namespace

bool isVerbHere(const SentenceItems& sentence, std::size_t item) {
  const Item& it = sentence.items[item];
  if (it.group >= 0) return false;
  if (it.is_be) return true;
  if (!it.is_verb) return false;
  if (!it.marker) return true;
  if (item == 0 || sentence.items[item - 1].group >= 0) return false;
  if (item + 1 >= sentence.items.size()) return true;
  const Item& next = sentence.items[item + 1];
  // "सहायता की घोषणा की": of what it is, where the verb has a noun of its own
  return isStop(next) || (next.is_verb && !next.marker && !next.is_giving) ||
         (!next.cues.empty() && !next.is_noun);
}

bool isDestination(const FrameInput& input, std::size_t item) {
  const SentenceItems& sentence = input.sentence;
  const std::int32_t group = sentence.items[item].group;
  constexpr unsigned kPlace = 1u << static_cast<unsigned>(EntityType::kPlace) |
                              1u << static_cast<unsigned>(EntityType::kCountry);
  constexpr unsigned kPerson = 1u << static_cast<unsigned>(EntityType::kPerson);
  if (group >= 0 && (input.natures[static_cast<std::size_t>(group)].types & kPerson) != 0 &&
      !input.natures[static_cast<std::size_t>(group)].weak)
    return false;
  if (group < 0 || (input.natures[static_cast<std::size_t>(group)].types & kPlace) == 0)
    return false;
  std::size_t verb = item + 1;
  while (verb < sentence.items.size() && sentence.items[verb].is_adverb) ++verb;
  if (verb >= sentence.items.size()) return false;
  const std::span<const std::uint32_t> triggers = sentence.items[verb].triggers;
  return std::any_of(triggers.begin(), triggers.end(), [&](std::uint32_t row) {
    const TriggerRow& trigger = input.image.triggers()[row];
    return input.image.frames()[trigger.frame].relation == Relation::kVisit;
  });
}

std::int32_t quotationOf(const LexedText& text, const Item& item) {
  return text.tokenOf(text.lexemes[item.first]).quotation;
}

Clauses findClauses(const FrameInput& input) { return ClauseFinder(input).run(); }

std::int32_t nameBeforeOffice(const SentenceItems& sentence, std::size_t i) {
  const std::vector<Item>& items = sentence.items;
  const auto groupOf = [&](const Item& item) -> const Group& {
    return sentence.groups[static_cast<std::size_t>(item.group)];
  };
  const Phrase& office = sentence.phrases[groupOf(items[i]).phrases.front()];
  if (!office.hasRole() || office.hasName() || office.pronoun || !office.actors.empty()) return -1;
  const auto describes = [&](const Item& item) {
    if (item.group >= 0) return groupOf(item).marker == Case::kPossessor;
    return item.is_article || item.is_adjective || item.is_number || item.is_possessive;
  };
  while (i > 0 && describes(items[i - 1])) --i;
  if (i < 2 || items[i - 1].punctuation != U',' || items[i - 2].group < 0) return -1;
  const Phrase& named = sentence.phrases[groupOf(items[i - 2]).phrases.front()];
  return named.hasName() ? items[i - 2].group : -1;
}

}  // namespace chancery
