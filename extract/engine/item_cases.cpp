#include "extract/engine/item_cases.h"

#include <algorithm>

#include "extract/engine/item_groups.h"

namespace chancery {
namespace {

constexpr std::size_t kMarkerReach = 6;  // items between a preposition and its name

class CaseFinder {
 public:
  CaseFinder(const LexedText& text, const Image& image, SentenceItems& sentence)
      : text_(text),
        image_(image),
        pack_(image.languages()[sentence.language - 1u]),
        sentence_(sentence) {}

  void run() {
    if (pack_.markers_follow != 0) {
      takeFollowingMarkers();
    } else {
      decideClauses();
      decideVerbs();
      decideConjunctions();
      takePrecedingMarkers();
    }
  }

 private:
  // Postpositions: the marker behind a group says its function.
  void takeFollowingMarkers() {
    for (std::size_t i = 0; i < sentence_.items.size(); ++i) {
      Item& item = sentence_.items[i];
      // ", पर मैक्सिको ने इनकार किया": behind a comma it says "but"
      if (item.group < 0 && item.marker == Case::kOn && i > 1 &&
          sentence_.items[i - 1].punctuation == U',' && item.last == item.first + 1 &&
          endsStatement(i - 2)) {
        item.marker.reset();
        item.is_clause = true;
      }
      if (item.group < 0) continue;
      Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
      if (i + 1 < sentence_.items.size() && sentence_.items[i + 1].marker) {
        group.marker = *sentence_.items[i + 1].marker;
        // "वाजपेयी से पूर्व राजदूत मिले": from him, and a former one
        if (group.marker == Case::kBefore && i + 2 < sentence_.items.size() &&
            endsWithFormer(sentence_.items[i + 1]) && namesHolder(sentence_.items[i + 2]))
          group.marker = Case::kAblative;
        // "बिना सहयोगियों के": without them
        if (group.marker == Case::kOf && i > 0 && sentence_.items[i - 1].is_not)
          group.marker = Case::kOther;
      } else if (group.marker == Case::kNone) {
        group.marker = Case::kSubject;
      }
    }
    for (std::size_t i = 0; i + 1 < sentence_.items.size(); ++i) letLeaderAct(i);
    leaveDateline();
    for (std::size_t i = 0; i + 2 < sentence_.items.size(); ++i) leaveAddressee(i);
  }

  // "राष्ट्रपति ट्रंप, मैं आपका स्वागत करता हूं": to whom it is said, and not who does it.
  void leaveAddressee(std::size_t at) {
    const std::vector<Item>& items = sentence_.items;
    if (items[at].group < 0 || items[at + 2].group < 0) return;
    const bool opens = at == 0 || items[at - 1].punctuation != 0;
    if (!opens || (items[at + 1].punctuation != U',' && items[at + 1].punctuation != U'!')) return;
    const auto phraseAt = [this](const Item& item) -> const Phrase& {
      const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
      return sentence_.phrases[group.phrases.front()];
    };
    const std::optional<PronounKind> pronoun = phraseAt(items[at + 2]).pronoun;
    const bool told =
        pronoun == PronounKind::kI || pronoun == PronounKind::kWe || pronoun == PronounKind::kYou;
    if (told && !phraseAt(items[at]).pronoun)
      sentence_.groups[static_cast<std::size_t>(items[at].group)].marker = Case::kOther;
  }

  // "उलान बातर, 17 मई (भाषा) मोदी …": where the report comes from, and nobody who acts.
  void leaveDateline() {
    const std::vector<Item>& items = sentence_.items;
    if (items.size() < 5 || items[0].group < 0 || items[1].punctuation != U',' ||
        items[2].date < 0 || items[3].punctuation != U'(')
      return;
    sentence_.groups[static_cast<std::size_t>(items[0].group)].marker = Case::kOther;
    if (items[4].group >= 0)
      sentence_.groups[static_cast<std::size_t>(items[4].group)].marker = Case::kOther;
  }

  bool endsWithFormer(const Item& item) const {
    const Lexeme& lexeme = text_.lexemes[item.last - 1];
    const std::uint32_t word = text_.tokens.tokens[lexeme.last - 1].word;
    if (lexeme.last < lexeme.first + 2 || word >= WordNumbers::kFirstUnknown) return false;
    const auto entries = image_.entries(image_.child(0, word));
    return std::any_of(entries.begin(), entries.end(), [](const EntryRow& entry) {
      return entry.kind == EntryKind::kGrammar &&
             entry.value == static_cast<std::uint32_t>(Grammar::kFormer);
    });
  }

  // An office, and who holds it.
  bool namesHolder(const Item& item) const {
    if (item.group < 0) return false;
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    return phrase.hasRole() && phrase.hasName();
  }

  bool endsStatement(std::size_t i) const {
    const Item& item = sentence_.items[i];
    return item.group < 0 && (item.is_be || item.is_verb || !item.cues.empty());
  }

  // "विदेश मंत्री के नेतृत्व में प्रतिनिधिमंडल ने": whoever leads stands in the function of those who are led.
  void letLeaderAct(std::size_t at) {
    constexpr std::size_t kReach = 4;  // items
    const std::vector<Item>& items = sentence_.items;
    if (items[at].group < 0 || items[at + 1].group >= 0 ||
        !text_.is(text_.lexemes[items[at + 1].first], Grammar::kLed))
      return;
    for (std::size_t i = at + 2; i < std::min(items.size(), at + 2 + kReach); ++i) {
      const bool led = items[i].is_party || text_.lexemes[items[i].last - 1].has(EntryKind::kRole);
      const bool of = items[i].marker == Case::kOf;  // "बुद्धिजीवियों की एक टोली ने"
      if (!led && (items[i].group >= 0 || (items[i].marker && !of) || (items[i].is_verb && !of)))
        return;
      if (!led) continue;
      Group& leader = sentence_.groups[static_cast<std::size_t>(items[at].group)];
      const bool marked = i + 1 < items.size() && items[i + 1].marker;
      if (items[i].group >= 0) {
        Group& body = sentence_.groups[static_cast<std::size_t>(items[i].group)];
        const Phrase& phrase = sentence_.phrases[body.phrases.front()];
        if (!phrase.collective || phrase.hasName()) return;
        leader.marker = body.marker;
        body.marker = Case::kOther;
      } else {
        leader.marker = marked ? *items[i + 1].marker : Case::kSubject;
      }
      return;
    }
  }

  // "brokered that deal": no clause, where the noun has no verb.
  bool isDemonstrative(std::size_t i) const {
    const std::vector<Item>& items = sentence_.items;
    if (!items[i].is_that || i == 0 || i + 2 >= items.size() || !items[i - 1].is_verb ||
        items[i - 1].is_speech || !items[i - 1].cues.empty())
      return false;
    const Item& verb = items[i - 1];
    const bool done = says(verb, Relation::kMediate) || says(verb, Relation::kSign) ||
                      says(verb, Relation::kHost);
    const Item& noun = items[i + 1];
    const Item& behind = items[i + 2];
    return done && noun.group < 0 && (noun.is_pact || noun.is_noun) && !behind.is_verb &&
           !behind.is_be && !behind.is_have && behind.cues.empty() && behind.group < 0;
  }

  // "may yet step in", "had once met": such a word opens a clause only where one may begin.
  void decideClauses() {
    std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 1; i < items.size(); ++i) {
      if (isDemonstrative(i)) {
        items[i].is_that = items[i].is_clause = items[i].is_relative = false;
        items[i].is_article = true;
      }
      const bool begins = items[i - 1].punctuation != 0 || items[i - 1].is_and;
      if (items[i].is_clause && items[i].is_adverb &&
          ((!begins && !somebodyActsBehind(i)) || isAside(i)))
        items[i].is_clause = false;
    }
  }

  // "were there when Modi received Pompeo"
  bool somebodyActsBehind(std::size_t i) const {
    const std::vector<Item>& items = sentence_.items;
    std::size_t name = i + 1;
    while (name < items.size() && items[name].group < 0 &&
           (items[name].is_article || items[name].is_adjective))
      ++name;
    if (name >= items.size() || items[name].group < 0) return false;
    std::size_t verb = name + 1;
    while (verb < items.size() && items[verb].group < 0 && items[verb].is_adverb) ++verb;
    return verb < items.size() && (isFinite(items[verb]) || !items[verb].cues.empty()) &&
           !isGerund(items[verb]);
  }

  // ", once a sergeant and now a minister,": no verb up to the next comma.
  bool isAside(std::size_t i) const {
    const std::vector<Item>& items = sentence_.items;
    for (std::size_t j = i + 1; j < items.size(); ++j) {
      if (items[j].punctuation == U',') return true;
      if (items[j].punctuation != 0 || isFinite(items[j]) || !items[j].cues.empty()) return false;
    }
    return false;
  }

  // "after Macron on Tuesday met Putin": a preposition before somebody of whom a verb follows opens
  // a clause.
  void decideConjunctions() {
    std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 0; i + 2 < items.size(); ++i) {
      Item& item = items[i];
      if (item.group >= 0 || item.is_clause || !isTemporal(item)) continue;
      std::size_t name = i + 1;
      while (name < items.size() && items[name].group < 0 &&
             (items[name].is_article || items[name].is_adjective || items[name].is_possessive ||
              (items[name].is_noun && !items[name].is_verb && items[name].triggers.empty())))
        ++name;
      if (name >= items.size() || items[name].group < 0) continue;
      std::size_t verb = name + 1;
      while (verb < items.size() && items[verb].group < 0 &&
             (items[verb].is_adverb || items[verb].date >= 0 ||
              (items[verb].marker == Case::kOn && verb + 1 < items.size() &&
               items[verb + 1].date >= 0)))
        ++verb;
      if (verb >= items.size() || !isFinite(items[verb]) || isGerund(items[verb]) ||
          behindArticle(verb))
        continue;
      item.is_clause = true;
      item.marker.reset();
    }
  }

  bool isTemporal(const Item& item) const {
    if (item.marker == Case::kAfter || item.marker == Case::kBefore) return true;
    if (item.date >= 0 && item.last > item.first + 1) {  // "three days after"
      const EntryRow* marker = text_.find(text_.lexemes[item.last - 1], EntryKind::kMarker);
      return marker != nullptr && (marker->value == static_cast<std::uint32_t>(Case::kAfter) ||
                                   marker->value == static_cast<std::uint32_t>(Case::kBefore));
    }
    if (item.marker != Case::kOther) return false;
    // "as Mandela crossed London"
    if (item.last == item.first + 1 && text_.is(text_.lexemes[item.first], Grammar::kAs))
      return true;
    const std::span<const EntryRow> entries = text_.entriesOf(text_.lexemes[item.first]);
    return std::any_of(entries.begin(), entries.end(), [this](const EntryRow& entry) {
      if (entry.kind != EntryKind::kDate) return false;
      const DateOperator op = image_.dates()[entry.value].op;
      return op == DateOperator::kSince || op == DateOperator::kUntil;
    });
  }

  // A word that may be a noun or a verb is a noun behind an article, an adjective, a possessive or
  // a preposition.
  void decideVerbs() {
    std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      Item& item = items[i];
      if (!item.is_verb || item.group >= 0) continue;
      // "came back", but "will back Ukraine"
      if (i > 0 && item.is_adverb && item.is_adjective && !backs(i)) {
        item.is_verb = false;
      } else if (describesNoun(i)) {
        item.is_verb = false;
      } else if (describesVisitor(i)) {
        item.is_verb = false;
        item.triggers = {};
      } else if (isNounHere(i)) {
        item.is_verb = false;
        item.is_noun = true;
      }
    }
  }

  // "held separate meetings", "a lavish banquet": an adjective that may be a verb elsewhere.
  bool describesNoun(std::size_t i) const {
    const std::vector<Item>& items = sentence_.items;
    const Item& item = items[i];
    if (i == 0 || i + 1 >= items.size() || !item.is_adjective || !item.triggers.empty() ||
        item.is_support || !item.cues.empty())
      return false;
    const Item& before = items[i - 1];
    const bool behind_article = before.is_article || before.is_support || before.is_possessive;
    if (behind_article && items[i + 1].group < 0) return hasNounTrigger(items[i + 1]);
    // "into besieged Sarajevo", behind a preposition or a verb that ends with one
    return items[i + 1].group >= 0 && (before.marker || !before.triggers.empty()) &&
           !before.is_infinitive;
  }

  // "met visiting Kenyan President Kibaki": whoever holds an office is no place to go to.
  bool describesVisitor(std::size_t i) const {
    const std::vector<Item>& items = sentence_.items;
    const Item& item = items[i];
    if (!item.is_adjective || !isGerund(item) || !nextIsGroup(i)) return false;
    if (i > 0 && items[i - 1].is_be) return false;
    if (!says(item, Relation::kVisit) && !item.triggers.empty())
      return false;  // "Looking forward to welcoming FM Lavrov"
    const Group& group = sentence_.groups[static_cast<std::size_t>(items[i + 1].group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    const bool named = phrase.hasName() && i > 0 && items[i - 1].is_article;  // "the visiting Modi"
    return (phrase.hasRole() || named) && !phrase.collective && !phrase.pronoun;
  }

  bool isNounHere(std::size_t i) const {
    const std::vector<Item>& items = sentence_.items;
    const Item& item = items[i];
    // "the Jewish state's president"
    if (i + 1 < items.size() && items[i + 1].is_possessive && item.is_noun) return true;
    const bool noun_only = hasNounTrigger(item) && !hasVerbTrigger(item);
    if (i == 0) {  // "Sanctions were imposed", "Trade was discussed", "Talks with Iran resumed"
      const bool said_of = items.size() > 1 && (items[1].is_be || items[1].is_have);
      return (hasNounTrigger(item) || (said_of && hasNounReading(item))) && !nextIsGroup(i);
    }
    const Item& before = items[i - 1];
    const bool gerund = isGerund(item);
    // "denied meeting Scholz", "is considering inviting him"
    if (gerund && hasVerbTrigger(item) && before.is_verb && !before.cues.empty() &&
        (nextIsGroup(i) || (i + 1 < items.size() && items[i + 1].marker)))
      return false;
    // "spent two years shuttling between them", but "weeks of shuttling between them"
    if (gerund && mediates(item) && i + 1 < items.size() && items[i + 1].marker == Case::kBetween &&
        !before.is_article && before.group < 0 && !before.is_possessive && !before.is_adjective &&
        before.marker != Case::kOf)
      return false;
    // "could not stop beaming"
    if (noun_only && gerundFollows(i) && !before.cues.empty() && endsWithNot(before)) return false;
    if (noun_only && (before.is_not || !before.cues.empty() || before.is_verb)) return true;
    if (noun_only && before.is_where) return true;  // "where talks are on the agenda"
    if (noun_only && (before.is_noun || before.is_adjective) && !nextIsGroup(i)) return true;
    if (item.is_goods && before.group < 0 && !before.is_infinitive) return true;  // "food imports"
    if (behindArticle(i) && hasNounReading(item)) return true;
    if (before.is_infinitive && !before.marker) return false;
    if (before.is_infinitive)
      return i + 1 < items.size() && items[i + 1].marker && !item.triggers.empty() &&
             !hasVerbTrigger(item);
    // "Shoukry and Safadi each met"
    if (before.is_article && i > 1 && items[i - 2].group >= 0 && !hasNounReading(item) && !gerund)
      return false;
    if (before.is_possessive || before.is_article) return true;
    // "Lavrov, whose talks with Blinken lasted an hour"
    if (hasNounReading(item) && text_.is(text_.lexemes[before.first], Grammar::kWhose)) return true;
    if (before.group >= 0) {
      const Group& group = sentence_.groups[static_cast<std::size_t>(before.group)];
      const Phrase& phrase = sentence_.phrases[group.phrases.back()];
      if (phrase.pronoun_case == Case::kPossessor) return true;  // "his visit", "Polish aid"
      // "opposes US sanctions", "over US tariffs"
      if (i > 1 && hasNounTrigger(item) && isState(phrase)) {
        const Item& governor = items[i - 2];
        // "announced U.S. aid for Namibia", but "said Russia bombs Idlib"
        const bool verb =
            isFinite(governor) && !governor.is_be && (!governor.is_speech || governor.is_support);
        if (verb || (governor.marker && governor.group < 0)) return true;
      }
      return noun_only && i > 1 && items[i - 2].is_support;      // "gave him lunch"
    }
    if (before.marker && !before.is_infinitive) {
      // "has since invited" is a verb, and "after meeting Putin" and "by expelling 60 Russians";
      // "after meeting with Putin" and "during talks" are nouns
      if (!hasNounReading(item) && hasVerbTrigger(item)) return false;
      // "without signing the accord"
      if (gerund && i + 1 < items.size() && items[i + 1].is_article) return false;
      std::size_t next = i + 1;
      while (next < items.size() &&
             (items[next].is_article || items[next].is_adjective || items[next].is_number))
        ++next;
      return !(gerund && next < items.size() && items[next].group >= 0);
    }
    if (before.is_support && !before.is_be && !item.is_support) return hasNounReading(item);
    if (before.is_adjective && !before.is_adverb && hasNounReading(item))
      return !gerund || !nextIsGroup(i);
    if (before.is_noun && hasNounReading(item) && i > 1 &&
        (items[i - 2].is_article || items[i - 2].marker || items[i - 2].is_number)) {
      return true;
    }
    if (before.is_number && hasNounReading(item)) return true;
    // "discussed trade"
    if (before.is_verb && !before.is_be && !before.is_have && !before.is_infinitive && !gerund &&
        before.cues.empty() && hasNounReading(item) && !item.is_support && !hasVerbTrigger(item))
      return true;
    return false;
  }

  // The name of a state or of a body, and no more.
  bool isState(const Phrase& phrase) const {
    if (!phrase.name_is_known || phrase.hasRole()) return false;
    const auto entries = text_.entriesOf(text_.lexemes[phrase.name_first]);
    return std::any_of(entries.begin(), entries.end(), [this](const EntryRow& entry) {
      if (entry.kind != EntryKind::kEntity) return false;
      const EntityType type = image_.entities()[entry.value].type;
      return type == EntityType::kCountry || type == EntityType::kOrganisation;
    });
  }

  bool gerundFollows(std::size_t i) const {
    return i + 1 < sentence_.items.size() && sentence_.items[i + 1].group < 0 &&
           isGerund(sentence_.items[i + 1]);
  }

  // "could not", "will not"
  bool endsWithNot(const Item& item) const {
    const Lexeme& lexeme = text_.lexemes[item.last - 1];
    const std::uint32_t word = text_.tokens.tokens[lexeme.last - 1].word;
    if (lexeme.last == lexeme.first + 1 || word >= WordNumbers::kFirstUnknown) return false;
    const auto entries = image_.entries(image_.child(0, word));
    return std::any_of(entries.begin(), entries.end(), [](const EntryRow& entry) {
      return entry.kind == EntryKind::kGrammar &&
             entry.value == static_cast<std::uint32_t>(Grammar::kNot);
    });
  }

  // A word that is an adverb, too, is a verb behind what a verb follows, before its object.
  bool backs(std::size_t i) const {
    const std::vector<Item>& items = sentence_.items;
    const Item& before = items[i - 1];
    std::size_t next = i + 1;
    while (next < items.size() && (items[next].is_article || items[next].is_adjective)) ++next;
    return next < items.size() && items[next].group >= 0 &&
           (before.is_infinitive || before.is_not || !before.cues.empty() || before.is_have ||
            before.group >= 0);
  }

  // "the next bilateral meeting": only what describes a noun stands between it and an article.
  bool behindArticle(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      const Item& it = sentence_.items[j];
      if (it.is_article || it.is_possessive) return true;
      const bool describes = (it.is_adjective || it.is_number || it.date >= 0 ||
                              (it.is_adverb && !it.is_not) || (!it.cues.empty() && !it.is_verb)) &&
                             it.group < 0 && !it.is_be && !it.is_have && !it.marker;
      if (!describes) return false;
    }
    return false;
  }

  bool hasNounTrigger(const Item& item) const {
    return std::any_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
      return image_.triggers()[row].trigger_class == TriggerClass::kNoun;
    });
  }

  bool nextIsGroup(std::size_t i) const {
    return i + 1 < sentence_.items.size() && sentence_.items[i + 1].group >= 0;
  }

  bool hasVerbTrigger(const Item& item) const {
    return std::any_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
      return image_.triggers()[row].trigger_class == TriggerClass::kVerb;
    });
  }

  bool says(const Item& item, Relation relation) const {
    return std::any_of(item.triggers.begin(), item.triggers.end(),
                       [&](std::uint32_t row) { return image_.frameOf(row).relation == relation; });
  }

  bool mediates(const Item& item) const {
    return std::any_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
      return image_.triggers()[row].trigger_class == TriggerClass::kVerb &&
             image_.frameOf(row).relation == Relation::kMediate;
    });
  }

  bool hasNounReading(const Item& item) const {
    return item.is_noun ||
           std::any_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
             return image_.triggers()[row].trigger_class == TriggerClass::kNoun;
           });
  }

  bool isGerund(const Item& item) const {
    const std::string_view text = text_.textOf(text_.lexemes[item.first]);
    const std::string_view ending = image_.text(pack_.gerund_ending);
    return !ending.empty() && text.size() > ending.size() &&
           text.substr(text.size() - ending.size()) == ending;
  }

  // "the Trump-Putin meeting", "India-Pakistan peace talks": the noun whose they are; size() for
  // none.
  std::size_t dealingOfPair(std::size_t at) const {
    const std::vector<Item>& items = sentence_.items;
    const Group& group = sentence_.groups[static_cast<std::size_t>(items[at].group)];
    if (group.phrases.size() != 2 || !sentence_.phrases[group.phrases[1]].hyphen_joined)
      return items.size();
    std::size_t noun = at + 1;
    while (noun + 1 < items.size() && items[noun].group < 0 && items[noun].is_adjective) ++noun;
    const bool dealt = noun < items.size() && items[noun].group < 0 && hasNounTrigger(items[noun]);
    return dealt ? noun : items.size();
  }

  // Prepositions, and the place of a name before or behind the verb.
  void takePrecedingMarkers() {
    std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].group < 0) continue;
      Group& group = sentence_.groups[static_cast<std::size_t>(items[i].group)];
      if (i + 1 < items.size() && items[i + 1].is_possessive) {
        group.marker = Case::kPossessor;
        continue;
      }
      if (const std::size_t noun = dealingOfPair(i); noun < items.size()) {
        group.marker = Case::kPossessor;
        items[noun].is_verb = false;
      }
      if (group.marker == Case::kPossessor) continue;
      group.marker = functionAt(i, group.marker);
    }
    for (std::size_t i = 0; i + 1 < items.size(); ++i) joinOtherSide(i);
  }

  // "between the army and the rebels", "between the government of Chad and Erdimi": whoever stands
  // behind the "and" is the other side, though he makes no list with the first.
  void joinOtherSide(std::size_t between) {
    constexpr std::size_t kReachOfSide = 8;  // items
    const std::vector<Item>& items = sentence_.items;
    if (items[between].group >= 0 || items[between].marker != Case::kBetween) return;
    bool behind_and = false;
    for (std::size_t i = between + 1; i < std::min(items.size(), between + 2 + kReachOfSide); ++i) {
      const Item& item = items[i];
      if (item.group >= 0) {
        Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
        const Phrase& phrase = sentence_.phrases[group.phrases.front()];
        if (!behind_and && group.phrases.size() > 1 && group.marker == Case::kBetween) return;
        if (!behind_and && phrase.pronoun == PronounKind::kBoth) return;
        if (!behind_and || group.marker == Case::kPossessor) continue;
        const bool acts = i + 1 < items.size() && !items[i - 1].is_article && phrase.pronoun &&
                          verbFollows(sentence_, i + 1);
        if (!acts) group.marker = Case::kBetween;
        return;
      }
      if (item.is_and && !behind_and && i > between + 1) {
        behind_and = true;
        continue;
      }
      const bool of_side = item.is_article || item.is_adjective || item.is_number ||
                           item.is_possessive || item.marker == Case::kOf ||
                           item.marker == Case::kIn || (item.is_noun && !item.is_verb) ||
                           (item.triggers.empty() && item.cues.empty() && item.punctuation == 0 &&
                            !item.is_verb && !item.is_be && !item.is_have && !item.is_clause &&
                            !item.is_relative && !item.is_that && !item.marker && !item.is_and);
      if (!of_side) return;
    }
  }

  static bool isFinite(const Item& item) {
    return item.group < 0 && (item.is_verb || item.is_be || item.is_have);
  }

  bool isPossessivePronoun(const Item& item) const {
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    return sentence_.phrases[group.phrases.front()].pronoun_case == Case::kPossessor;
  }

  Case functionAt(std::size_t at, Case of_pronoun) const {
    if (of_pronoun == Case::kSubject) return of_pronoun;
    const std::vector<Item>& items = sentence_.items;
    std::size_t steps = 0;
    bool noun_passed = false;
    const bool apposed = isApposedToNoun(at);
    for (std::size_t i = at; i-- > 0 && steps < kMarkerReach; ++steps) {
      const Item& before = items[i];
      if (apposed && i + 1 == at) continue;  // the comma
      if (before.marker == Case::kOf && i > 0 &&
          (isPlaceHead(items[i - 1]) || isNamePart(items[i - 1], NamePart::kStateOf)))
        continue;  // "the city of", "the people of"
      if (before.group < 0 && text_.is(text_.lexemes[before.first], Grammar::kLed)) continue;
      // "with New Zealand's associate minister": the possessor does not end the phrase
      if (before.is_possessive || (before.group >= 0 && items[i + 1].is_possessive)) continue;
      // "with his Omani and Qatari counterparts"
      if (before.group >= 0 && i + 1 == at && isPossessivePronoun(before)) continue;
      // "by the sea where Reagan met him": another clause
      if (before.is_clause || before.is_that || (before.is_relative && i + 1 == at)) break;
      // "ahead of today's SADC summit"
      if (before.date >= 0 && items[i + 1].is_possessive) continue;
      if (before.marker) {
        // "Before the session Modi met": the noun is behind the preposition, the name is not
        const bool opens = i == 0 || items[i - 1].punctuation == U',' ||
                           (i > 1 && items[i - 1].is_and && items[i - 2].punctuation == U',');
        const bool acts =
            at + 1 < items.size() && (isFinite(items[at + 1]) || !items[at + 1].cues.empty());
        if (opens && noun_passed && acts) break;
        // "Under the last paragraph of the text Kim is to come"
        if (before.marker == Case::kOf && acts && isCommonNoun(items[at - 1]) && i + 1 < at) break;
        return *before.marker;
      }
      if (before.is_verb) {
        // "Before boarding the plane Bakiyev accused Russia"
        const bool adverbial = noun_passed && isGerund(before) && i > 0 && items[i - 1].marker &&
                               (i == 1 || items[i - 2].punctuation != 0) &&
                               verbFollows(sentence_, at + 1);
        if (adverbial) return Case::kSubject;
        // "The office said Biden had no plans", "said Baku firmly rejects it": what is said begins
        // with the name
        std::size_t predicate = at + 1;
        while (predicate < items.size() && items[predicate].group < 0 &&
               items[predicate].is_adverb && !items[predicate].marker)
          ++predicate;
        const bool reported = before.is_speech && !noun_passed &&
                              (verbFollows(sentence_, at + 1) ||
                               (predicate < items.size() && isFinite(items[predicate]) &&
                                !isGerund(items[predicate])));
        // "Only then did the two sign"
        if (before.is_auxiliary && before.cues.empty() && verbFollows(sentence_, at + 1))
          return Case::kSubject;
        return reported || isInverted(i) ? Case::kSubject : Case::kObject;
      }
      noun_passed = noun_passed || before.is_noun;
      const bool passed = before.is_article || before.is_adjective || before.is_number ||
                          before.is_noun || before.is_adverb || isPlaceHead(before) ||
                          isNamePart(before, NamePart::kStateOf);
      if (!passed) break;
    }
    if (of_pronoun != Case::kNone) return of_pronoun;
    return Case::kSubject;
  }

  // "sent a letter to the pilot's widow, Ruan Guoqin.": who is named behind a word for him.
  bool isApposedToNoun(std::size_t at) const {
    const std::vector<Item>& items = sentence_.items;
    if (at < 3 || items[at - 1].punctuation != U',' || !isCommonNoun(items[at - 2])) return false;
    const bool closed = at + 1 >= items.size() || items[at + 1].punctuation != 0;
    const Group& group = sentence_.groups[static_cast<std::size_t>(items[at].group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    if (!closed || group.phrases.size() > 1 || !phrase.hasName() || phrase.hasRole()) return false;
    return std::any_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(at) - 2,
                       isFinite);
  }

  bool isCommonNoun(const Item& item) const {
    return item.group < 0 && item.is_noun && !isPlaceHead(item) &&
           !isNamePart(item, NamePart::kStateOf) &&
           !text_.tokenOf(text_.lexemes[item.first]).capitalised;
  }

  // "…," said Sirleaf
  bool isInverted(std::size_t verb) const {
    const std::vector<Item>& items = sentence_.items;
    if (!items[verb].is_speech || !items[verb].triggers.empty()) return false;
    if (verb == 0) return true;
    const auto quotation = [this](const Item& item) {
      return text_.tokenOf(text_.lexemes[item.first]).quotation;
    };
    return items[verb - 1].punctuation == U',' ||
           quotation(items[verb - 1]) != quotation(items[verb]);
  }

  bool isPlaceHead(const Item& item) const { return isNamePart(item, NamePart::kPlaceHead); }

  bool isNamePart(const Item& item, NamePart part) const {
    return item.group < 0 && text_.is(text_.lexemes[item.first], part);
  }

  const LexedText& text_;
  const Image& image_;
  const LanguageRow& pack_;
  SentenceItems& sentence_;
};

}  // namespace

void findCases(const LexedText& text, const Image& image, SentenceItems& sentence) {
  CaseFinder(text, image, sentence).run();
}

}  // namespace chancery
