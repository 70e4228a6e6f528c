#include "extract/engine/items.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::size_t kMarkerReach = 6;  // items between a preposition and its name

class ItemBuilder {
 public:
  ItemBuilder(const LexedText& text, const Image& image, SentenceItems& sentence)
      : text_(text),
        image_(image),
        pack_(image.languages()[sentence.language - 1u]),
        sentence_(sentence) {}

  void run() {
    makeItems();
    if (pack_.markers_follow != 0) dropBrackets();
    joinGroups();
    if (pack_.markers_follow != 0) {
      takeFollowingMarkers();
    } else {
      decideVerbs();
      takePrecedingMarkers();
    }
  }

 private:
  void makeItems() {
    const std::uint32_t first = text_.first_lexeme[sentence_.sentence];
    const std::uint32_t last = text_.first_lexeme[sentence_.sentence + 1];
    std::size_t phrase = 0;
    std::size_t date = 0;
    for (std::uint32_t at = first; at < last;) {
      while (phrase < sentence_.phrases.size() && sentence_.phrases[phrase].first < at) ++phrase;
      while (date < sentence_.dates.size() && sentence_.dates[date].first < at) ++date;
      Item item;
      item.first = at;
      if (date < sentence_.dates.size() && sentence_.dates[date].first == at) {
        item.date = static_cast<std::int32_t>(date);
        item.last = sentence_.dates[date].last;
      } else if (phrase < sentence_.phrases.size() && sentence_.phrases[phrase].first == at) {
        item.last = sentence_.phrases[phrase].last;
        item.group = static_cast<std::int32_t>(sentence_.groups.size());
        Group group;
        group.phrases.push_back(static_cast<std::uint32_t>(phrase));
        group.marker = sentence_.phrases[phrase].pronoun_case;
        sentence_.groups.push_back(std::move(group));
      } else {
        item.last = at + 1;
        describe(item);
      }
      at = item.last;
      sentence_.items.push_back(std::move(item));
    }
  }

  void describe(Item& item) {
    const Lexeme& lexeme = text_.lexemes[item.first];
    const Token& token = text_.tokenOf(lexeme);
    item.punctuation = token.punctuation;
    item.is_number = token.kind == TokenKind::kNumber;
    for (const EntryRow& entry : text_.entriesOf(lexeme)) {
      switch (entry.kind) {
        case EntryKind::kMarker:
          if (!item.marker) item.marker = static_cast<Case>(entry.value);
          break;
        case EntryKind::kTrigger:
          item.triggers.push_back(entry.value);
          sentence_.has_trigger = true;
          if (image_.triggers()[entry.value].trigger_class == TriggerClass::kVerb)
            item.is_verb = true;
          break;
        case EntryKind::kCue: item.cues.push_back(entry.value); break;
        case EntryKind::kTopic: item.topic = static_cast<std::int32_t>(entry.value); break;
        case EntryKind::kEntity:
          if (entry.aux == static_cast<std::uint8_t>(AliasKind::kAdjective))
            item.is_adjective = true;
          break;
        case EntryKind::kWord: describeWord(static_cast<WordClass>(entry.value), item); break;
        case EntryKind::kGrammar: describeGrammar(static_cast<Grammar>(entry.value), item); break;
        default: break;
      }
    }
    guessVerb(item);
    const std::string_view infinitive = image_.text(pack_.infinitive_endings);
    item.is_verbal_noun = item.is_verb && endsWithAny(text_.textOf(lexeme), infinitive);
    item.is_obligation = (!item.cues.empty() || !item.triggers.empty()) &&
                         lexeme.last > lexeme.first + 1 &&
                         endsWithAny(text_.tokens.textOf(text_.tokenOf(lexeme)), infinitive);
    item.is_participle =
        item.is_participle ||
        (item.is_verb && endsWithAny(text_.textOf(lexeme), image_.text(pack_.participle_endings)));
  }

  // `endings` are separated by bars.
  static bool endsWithAny(std::string_view word, std::string_view endings) {
    while (!endings.empty()) {
      const std::size_t bar = endings.find('|');
      const std::string_view ending = endings.substr(0, bar);
      if (word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending)
        return true;
      endings = bar == std::string_view::npos ? std::string_view() : endings.substr(bar + 1);
    }
    return false;
  }

  // "levelled": a word that no table lists, with the ending of a verb.
  void guessVerb(Item& item) const {
    const std::string_view ending = image_.text(pack_.past_ending);
    const std::string_view word = text_.textOf(text_.lexemes[item.first]);
    const Lexeme& lexeme = text_.lexemes[item.first];
    if (lexeme.entry_count != 0 || ending.empty() || word.size() < ending.size() + 3) return;
    if (text_.tokenOf(lexeme).capitalised) return;
    item.is_verb = word.substr(word.size() - ending.size()) == ending;
    item.is_adjective = !item.is_verb && text_.tokenOf(lexeme).kind == TokenKind::kWord;
  }

  static void describeWord(WordClass word_class, Item& item) {
    switch (word_class) {
      case WordClass::kVerb: item.is_verb = true; break;
      case WordClass::kNoun: item.is_noun = true; break;
      case WordClass::kAdjective: item.is_adjective = true; break;
      case WordClass::kAdverb: item.is_adverb = true; break;
      case WordClass::kNumeral: item.is_number = true; break;
      default: break;
    }
  }

  static void describeGrammar(Grammar grammar, Item& item) {
    switch (grammar) {
      case Grammar::kAnd: item.is_and = true; break;
      case Grammar::kOr: item.is_or = true; break;
      case Grammar::kClause: item.is_clause = true; break;
      case Grammar::kThat: item.is_that = true; break;
      case Grammar::kRelative: item.is_relative = true; break;
      case Grammar::kWho: item.is_who = true; break;
      case Grammar::kWhere: item.is_where = true; break;
      case Grammar::kNot: item.is_not = true; break;
      case Grammar::kBe: item.is_be = true; break;
      case Grammar::kHave: item.is_have = true; break;
      case Grammar::kEnding: item.is_ending = true; break;
      case Grammar::kPerfect: item.is_perfect = true; break;
      case Grammar::kPluperfect: item.is_pluperfect = true; break;
      case Grammar::kSpeech:
        item.is_speech = true;
        item.is_verb = true;
        break;
      case Grammar::kSupport:
        item.is_support = true;
        item.is_verb = true;
        break;
      case Grammar::kPassive: item.is_passive = true; break;
      case Grammar::kInfinitive: item.is_infinitive = true; break;
      case Grammar::kParticiple: item.is_participle = true; break;
      case Grammar::kFinite: item.is_finite = true; break;
      case Grammar::kPossessive: item.is_possessive = true; break;
      case Grammar::kArticle: item.is_article = true; break;
      case Grammar::kMedia: item.is_media = true; break;
      case Grammar::kAccept: item.is_accept = true; break;
      case Grammar::kSide: item.is_side = true; break;
      case Grammar::kThreeWay:
        item.is_three_way = true;
        item.is_adjective = true;
        break;
      case Grammar::kPact: item.is_pact = true; break;
      case Grammar::kGoods: item.is_goods = true; break;
      case Grammar::kGiving:
        item.is_giving = true;
        item.is_verb = true;
        break;
      case Grammar::kReceiving:
        item.is_receiving = true;
        item.is_verb = true;
        break;
      case Grammar::kUndone: item.is_undone = true; break;
      case Grammar::kLight: item.is_light = true; break;
      case Grammar::kTransparent:
        item.is_transparent = true;
        item.is_noun = true;
        break;
      case Grammar::kBacking: item.is_backing = true; break;
      case Grammar::kRemote: item.is_remote = true; break;
      default: break;
    }
  }

  // "मोहम्मद बिन सलमान (एमबीएस) के साथ": what stands in brackets behind a name parts it from its
  // postposition.
  void dropBrackets() {
    constexpr std::size_t kLongest = 6;  // items
    std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 1; i + 2 < items.size(); ++i) {
      if (items[i].punctuation != U'(' || items[i - 1].group < 0) continue;
      std::size_t close = i + 1;
      while (close < items.size() && close < i + kLongest && items[close].punctuation != U')')
        ++close;
      if (close + 1 >= items.size() || items[close].punctuation != U')' || !items[close + 1].marker)
        continue;
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i),
                  items.begin() + static_cast<std::ptrdiff_t>(close) + 1);
    }
  }

  static bool joins(const Item& item) {
    return item.is_and || item.punctuation == ',' || item.punctuation == '&' ||
           item.punctuation == '/';
  }

  bool canJoin(const Item& item) const {
    if (item.group < 0) return false;
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    if (phrase.name_is_thing || phrase.belonging || group.marker == Case::kPossessor) return false;
    if (phrase.pronoun && group.marker != Case::kNone && group.marker != Case::kSubject)
      return false;
    return !phrase.collective || phrase.country != kNone;
  }

  // "A, B और C": one group. A comma alone joins only where an "and" follows later in the list.
  void joinGroups() {
    std::vector<Item>& items = sentence_.items;
    std::vector<Item> joined;
    for (std::size_t at = 0; at < items.size();) {
      if (!canJoin(items[at])) {
        joined.push_back(std::move(items[at++]));
        continue;
      }
      std::size_t end = at;  // the last member known to belong to the list
      std::size_t probe = at;
      bool comma_list = false;
      for (;;) {
        std::size_t next = probe + 1;
        bool and_seen = false;
        bool comma_seen = false;
        while (next < items.size() && next <= probe + 2 && joins(items[next])) {
          and_seen = and_seen || items[next].is_and || items[next].punctuation == '&' ||
                     items[next].punctuation == '/';
          comma_seen = comma_seen || items[next].punctuation == ',';
          ++next;
        }
        std::size_t article = next;
        // "with A and with B"
        if (and_seen && article + 1 < items.size() && items[article].marker && !joined.empty() &&
            items[article].group < 0 && joined.back().marker == items[article].marker)
          ++article;
        while (article < items.size() && describesOffice(items, article)) ++article;
        const bool hyphen = next == probe + 1 && article < items.size() &&
                            items[article].group >= 0 && hyphenJoined(items[article]);
        if (article >= items.size() || !canJoin(items[article]) ||
            (!and_seen && !comma_seen && !hyphen))
          break;
        // "A met B, and C visited D": a comma, an "and", and a verb behind are another clause
        if (and_seen && comma_seen && !comma_list && verbFollows(article + 1)) break;
        if (pack_.markers_follow == 0 && and_seen && !comma_seen &&
            isObjectBeforeSubject(at, article))
          break;
        if (!sameSort(items[at], items[article])) break;
        probe = article;
        if (and_seen || hyphen) {
          end = probe;
          if (!hyphen) break;
        } else {
          comma_list = true;
        }
      }
      Item list = std::move(items[at]);
      Group& group = sentence_.groups[static_cast<std::size_t>(list.group)];
      for (std::size_t i = at + 1; i <= end; ++i) {
        if (items[i].group < 0) continue;
        const Group& other = sentence_.groups[static_cast<std::size_t>(items[i].group)];
        group.phrases.insert(group.phrases.end(), other.phrases.begin(), other.phrases.end());
        list.last = items[i].last;
      }
      joined.push_back(std::move(list));
      at = end + 1;
    }
    items = std::move(joined);
  }

  // "and the rebel commander known as": an article, and plain words before an office.
  bool describesOffice(const std::vector<Item>& items, std::size_t at) const {
    const Item& item = items[at];
    if (item.is_article) return true;
    if (pack_.markers_follow != 0) return describesName(item);
    if (at == 0 || item.group >= 0 || item.is_verb || item.marker || !item.triggers.empty() ||
        !(item.is_noun || item.is_adjective) || at + 1 >= items.size())
      return false;
    const bool behind_article = items[at - 1].is_article;
    const Item& next = items[at + 1];
    if (!behind_article || next.group < 0) return false;
    const Group& group = sentence_.groups[static_cast<std::size_t>(next.group)];
    return sentence_.phrases[group.phrases.front()].hasRole();
  }

  // "और विद्रोही संगठन ईएलएन"
  bool describesName(const Item& item) const {
    if (item.group >= 0 || item.marker || item.is_verb || !item.triggers.empty()) return false;
    const Lexeme& lexeme = text_.lexemes[item.first];
    return item.is_adjective || (item.is_noun && item.topic < 0) ||
           text_.is(lexeme, NamePart::kOrganisationHead) ||
           text_.is(lexeme, NamePart::kSettlementHead);
  }

  bool hyphenJoined(const Item& item) const {
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    return sentence_.phrases[group.phrases.front()].hyphen_joined;
  }

  bool verbFollows(std::size_t at) const {
    if (at >= sentence_.items.size()) return false;
    const Item& item = sentence_.items[at];
    return item.is_verb || item.is_be || item.is_have || !item.cues.empty();
  }

  // "met Putin and Modi visited Delhi" reads as two clauses: a verb before, and one behind.
  bool isObjectBeforeSubject(std::size_t first, std::size_t second) const {
    std::size_t before = first;
    while (before > 0 && before + 3 > first && !sentence_.items[before - 1].is_verb &&
           (sentence_.items[before - 1].is_article ||
            (sentence_.items[before - 1].marker &&
             sentence_.items[before - 1].marker != Case::kBetween))) {
      --before;
    }
    const bool verb_before = before > 0 && sentence_.items[before - 1].is_verb;
    return verb_before && verbFollows(second + 1);
  }

  // Persons and states are listed together, places with places.
  bool sameSort(const Item& a, const Item& b) const { return isPlace(a) == isPlace(b); }

  bool isPlace(const Item& item) const {
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    if (!phrase.name_is_known || phrase.hasRole()) return false;
    for (const EntryRow& entry : text_.entriesOf(text_.lexemes[phrase.name_first])) {
      if (entry.kind != EntryKind::kEntity) continue;
      const EntityRow& entity = image_.entities()[entry.value];
      if (entity.type != EntityType::kPlace || entity.acts_for_country != 0) return false;
    }
    return true;
  }

  // Postpositions: the marker behind a group says its function.
  void takeFollowingMarkers() {
    for (std::size_t i = 0; i < sentence_.items.size(); ++i) {
      Item& item = sentence_.items[i];
      if (item.group < 0) continue;
      Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
      if (i + 1 < sentence_.items.size() && sentence_.items[i + 1].marker) {
        group.marker = *sentence_.items[i + 1].marker;
      } else if (group.marker == Case::kNone) {
        group.marker = Case::kSubject;
      }
    }
  }

  // A word that may be a noun or a verb is a noun behind an article, an adjective, a possessive or
  // a preposition.
  void decideVerbs() {
    std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      Item& item = items[i];
      if (!item.is_verb || item.group >= 0) continue;
      if (isNounHere(i)) {
        item.is_verb = false;
        item.is_noun = true;
      }
    }
  }

  bool isNounHere(std::size_t i) const {
    const std::vector<Item>& items = sentence_.items;
    const Item& item = items[i];
    const bool noun_only = hasNounTrigger(item) && !hasVerbTrigger(item);
    if (i == 0) return noun_only && !nextIsGroup(i);
    const Item& before = items[i - 1];
    const bool gerund = isGerund(item);
    if (noun_only && (before.is_not || !before.cues.empty() || before.is_verb)) return true;
    if (noun_only && (before.is_noun || before.is_adjective) && !nextIsGroup(i)) return true;
    if (behindArticle(i) && hasNounReading(item)) return true;
    if (before.is_infinitive && !before.marker) return false;
    if (before.is_infinitive)
      return i + 1 < items.size() && items[i + 1].marker && !item.triggers.empty() &&
             !hasVerbTrigger(item);
    if (before.is_possessive || before.is_article) return true;
    if (before.group >= 0) {
      const Group& group = sentence_.groups[static_cast<std::size_t>(before.group)];
      const Phrase& phrase = sentence_.phrases[group.phrases.back()];
      if (phrase.pronoun && phrase.pronoun_case == Case::kPossessor) return true;
      return false;
    }
    if (before.marker && !before.is_infinitive) {
      // "after meeting Putin" is a verb, "after meeting with Putin" and "during talks" are nouns
      std::size_t next = i + 1;
      while (next < items.size() && (items[next].is_article || items[next].is_adjective)) ++next;
      return !(gerund && next < items.size() && items[next].group >= 0);
    }
    if (before.is_support && !before.is_be && !item.is_support) return hasNounReading(item);
    if (before.is_adjective && !before.is_adverb && hasNounReading(item))
      return !gerund || !nextIsGroup(i);
    if (before.is_noun && hasNounReading(item) && i > 1 &&
        (items[i - 2].is_article || items[i - 2].marker)) {
      return true;
    }
    if (before.is_number && hasNounReading(item)) return true;
    return false;
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
      if (group.marker == Case::kPossessor) continue;
      group.marker = functionAt(i, group.marker);
    }
  }

  static bool isFinite(const Item& item) {
    return item.group < 0 && (item.is_verb || item.is_be || item.is_have);
  }

  Case functionAt(std::size_t at, Case of_pronoun) const {
    const std::vector<Item>& items = sentence_.items;
    std::size_t steps = 0;
    bool noun_passed = false;
    for (std::size_t i = at; i-- > 0 && steps < kMarkerReach; ++steps) {
      const Item& before = items[i];
      if (before.marker == Case::kOf && i > 0 &&
          (isPlaceHead(items[i - 1]) || isNamePart(items[i - 1], NamePart::kStateOf)))
        continue;  // "the city of", "the people of"
      if (before.group < 0 && text_.is(text_.lexemes[before.first], Grammar::kLed)) continue;
      // "with New Zealand's associate minister": the possessor does not end the phrase
      if (before.is_possessive || (before.group >= 0 && items[i + 1].is_possessive)) continue;
      if (before.marker) {
        // "Before the session Modi met": the noun is behind the preposition, the name is not
        const bool opens = i == 0 || items[i - 1].punctuation == U',';
        if (opens && noun_passed && at + 1 < items.size() && isFinite(items[at + 1])) break;
        return *before.marker;
      }
      if (before.is_verb) {
        // "The office said Biden had no plans": what is said begins with the name
        const bool reported = before.is_speech && steps == 0 && verbFollows(at + 1);
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

void buildItems(const LexedText& text, const Image& image, SentenceItems& sentence) {
  ItemBuilder(text, image, sentence).run();
}

}  // namespace chancery
