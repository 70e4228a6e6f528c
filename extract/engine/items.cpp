#include "extract/engine/items.h"

#include <algorithm>

#include "extract/engine/item_cases.h"
#include "extract/engine/item_groups.h"
#include "extract/engine/item_lists.h"
#include "extract/engine/relatives.h"
#include "extract/text/endings.h"

namespace chancery {
namespace {

class ItemBuilder {
 public:
  ItemBuilder(const LexedText& text, const Image& image, SentenceItems& sentence)
      : text_(text),
        image_(image),
        pack_(image.languages()[sentence.language - 1u]),
        sentence_(sentence) {}

  void makeItems() {
    const std::uint32_t first = text_.first_lexeme[sentence_.sentence];
    const std::uint32_t last = text_.first_lexeme[sentence_.sentence + 1];
    // the items point into the rows, which must not move
    const Lexeme* end = text_.lexemes.data() + last;
    std::size_t entries = 0;
    for (const Lexeme* l = text_.lexemes.data() + first; l != end; ++l) {
      if (l->has(EntryKind::kTrigger) || l->has(EntryKind::kCue)) entries += l->entry_count;
    }
    sentence_.rows.reserve(entries);
    sentence_.items.reserve(last - first);
    std::size_t phrase = 0;
    std::size_t date = 0;
    for (std::uint32_t at = first; at < last;) {
      while (phrase < sentence_.phrases.size() && sentence_.phrases[phrase].first < at) ++phrase;
      while (date < sentence_.dates.size() && sentence_.dates[date].first < at) ++date;
      Item& item = sentence_.items.emplace_back();
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
        // "तानाशाह कहा": a title may be what one calls whom one blames
        item.is_blame = item.last == at + 1 && text_.is(text_.lexemes[at], Grammar::kBlame);
        // "we'll meet": a pronoun that says that it is to come
        if (item.last == at + 1 && sentence_.phrases[phrase].pronoun)
          item.cues = rowsOf(text_.lexemes[at], EntryKind::kCue);
        if (sentence_.phrases[phrase].pronoun == PronounKind::kWho) describe(item);
        // "Zelensky was Duda's guest": read without a trigger
        if (pack_.markers_follow == 0 &&
            (sentence_.phrases[phrase].host || sentence_.phrases[phrase].guest))
          sentence_.has_trigger = true;
        sentence_.groups.push_back(std::move(group));
      } else {
        item.last = at + 1;
        describe(item);
      }
      at = item.last;
    }
    sentence_.has_trigger = sentence_.has_trigger || endsWithWhere();
  }

  // "मोहम्मद बिन सलमान (एमबीएस) के साथ": what stands in brackets behind a name parts it from its
  // postposition.
  void dropBrackets() {
    constexpr std::size_t kLongest = 6;  // items
    std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 1; i + 2 < items.size(); ++i) {
      if (items[i - 1].group < 0) continue;
      const bool courteous = text_.lexemes[items[i + 1].first].has(EntryKind::kRole);
      if (isHandle(items[i]) && (courteous || items[i + 1].marker)) {
        // "कास्त्रो @XiomaraCastroZ जी से"
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(i),
                    items.begin() + static_cast<std::ptrdiff_t>(i) + (courteous ? 2 : 1));
        continue;
      }
      if (items[i].punctuation != U'(') continue;
      std::size_t close = i + 1;
      while (close < items.size() && close < i + kLongest && items[close].punctuation != U')')
        ++close;
      if (close + 1 >= items.size() || items[close].punctuation != U')' || !items[close + 1].marker)
        continue;
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i),
                  items.begin() + static_cast<std::ptrdiff_t>(close) + 1);
    }
  }

 private:
  // "कतरी प्रधानमंत्री रियाद में": says that he is there.
  bool endsWithWhere() const {
    if (pack_.markers_follow == 0) return false;
    std::size_t end = sentence_.items.size();
    while (end > 0 && sentence_.items[end - 1].punctuation != 0) --end;
    return end > 2 && sentence_.items[end - 1].marker == Case::kIn &&
           sentence_.items[end - 2].group >= 0;
  }

  bool isHandle(const Item& item) const {
    return item.group < 0 && text_.tokenOf(text_.lexemes[item.first]).kind == TokenKind::kHandle;
  }

  // "the 22nd round", but "on the 17th the secretary"
  bool isEndOfNumber(std::uint32_t at) const {
    const Lexeme& lexeme = text_.lexemes[at];
    if (lexeme.first == 0 || at + 1 >= text_.lexemes.size()) return false;
    const Token& before = text_.tokens.tokens[lexeme.first - 1];
    return before.kind == TokenKind::kNumber && before.end == text_.tokenOf(lexeme).begin &&
           text_.tokenOf(lexeme).kind == TokenKind::kWord &&
           text_.is(text_.lexemes[at + 1], WordClass::kNoun);
  }

  bool isForeign(const EntryRow& entry) const {
    const bool word = entry.kind == EntryKind::kMarker || entry.kind == EntryKind::kWord ||
                      entry.kind == EntryKind::kGrammar || entry.kind == EntryKind::kTrigger;
    return word && entry.language != 0 && entry.language != sentence_.language;
  }

  void describe(Item& item) {
    const Lexeme& lexeme = text_.lexemes[item.first];
    const Token& token = text_.tokenOf(lexeme);
    item.punctuation = token.punctuation;
    item.is_number = token.kind == TokenKind::kNumber || isEndOfNumber(item.first);
    for (const EntryRow& entry : text_.entriesOf(lexeme)) {
      // "ने trade and energy पर बात की": words of another language that only stand in a sentence
      if (isForeign(entry)) {
        item.is_noun = item.is_noun || pack_.markers_follow != 0;
        continue;
      }
      switch (entry.kind) {
        case EntryKind::kMarker:
          if (!item.marker) item.marker = static_cast<Case>(entry.value);
          break;
        case EntryKind::kTrigger:
          sentence_.has_trigger = true;
          if (image_.triggers()[entry.value].trigger_class == TriggerClass::kVerb)
            item.is_verb = true;
          break;
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
    // "a hydropower station": a topic of which no table says what word it is
    if (item.topic >= 0 && pack_.markers_follow == 0 && !item.is_noun && !item.is_adjective &&
        !item.is_verb)
      item.is_noun = true;
    item.triggers = rowsOf(lexeme, EntryKind::kTrigger);
    // "paid a long-planned visit": that it was planned is not news
    if (!text_.tokenOf(lexeme).hyphen_before) item.cues = rowsOf(lexeme, EntryKind::kCue);
    guessVerb(item);
    if (item.is_verb && isNounHere(item)) {
      item.is_verb = false;
      const bool says_nothing =
          std::all_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
            return image_.triggers()[row].trigger_class == TriggerClass::kVerb;
          });
      if (says_nothing) item.triggers = {};
    }
    const bool light = item.triggers.empty() && item.cues.empty();
    if (item.is_verb) {
      const std::string_view word = text_.textOf(lexeme);
      item.is_verbal_noun = endsWithAny(word, image_.text(pack_.infinitive_endings));
      if (!item.is_participle)
        item.is_participle = endsWithAny(word, image_.text(pack_.participle_endings));
    }
    item.is_obligation =
        !light && lexeme.last > lexeme.first + 1 &&
        endsWithAny(text_.tokens.textOf(token), image_.text(pack_.infinitive_endings));
  }

  // "to discuss supplies", "the supplies": what could be a verb, as the object of one.
  bool isNounHere(const Item& item) const {
    if (!(item.is_goods || item.is_noun) || sentence_.items.size() < 2) return false;
    const std::string_view ending = image_.text(pack_.present_ending);
    if (ending.empty() || !endsWithAny(text_.textOf(text_.lexemes[item.first]), ending))
      return false;
    const Item& before = sentence_.items[sentence_.items.size() - 2];
    const bool object = before.group < 0 && before.is_verb && !before.is_be && !before.is_have;
    return object || before.is_article;
  }

  std::span<const std::uint32_t> rowsOf(const Lexeme& lexeme, EntryKind kind) {
    if (!lexeme.has(kind)) return {};
    std::vector<std::uint32_t>& rows = sentence_.rows;
    const std::size_t first = rows.size();
    for (const EntryRow& entry : text_.entriesOf(lexeme)) {
      if (entry.kind == kind && !isForeign(entry)) rows.push_back(entry.value);
    }
    return std::span<const std::uint32_t>(rows).subspan(first);
  }

  // "levelled": a word that no table lists, with the ending of a verb.
  void guessVerb(Item& item) const {
    const Lexeme& lexeme = text_.lexemes[item.first];
    if (lexeme.entry_count != 0 || text_.tokenOf(lexeme).capitalised) return;
    const std::string_view ending = image_.text(pack_.past_ending);
    const std::string_view word = text_.textOf(lexeme);
    if (ending.empty() || word.size() < ending.size() + 3) return;
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
      case Grammar::kHonour: item.is_honour = true; break;
      case Grammar::kOffer: item.is_offer = true; break;
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
      case Grammar::kArising: item.is_arising = true; break;
      case Grammar::kTurning: item.is_turning = true; break;
      case Grammar::kTransparent:
        item.is_transparent = true;
        item.is_noun = true;
        break;
      case Grammar::kBacking: item.is_backing = true; break;
      case Grammar::kCourtesy: item.is_courtesy = true; break;
      case Grammar::kRemote: item.is_remote = true; break;
      case Grammar::kBlame: item.is_blame = true; break;
      case Grammar::kDeed: item.is_deed = true; break;
      case Grammar::kReciprocal: item.is_reciprocal = true; break;
      case Grammar::kLikewise: item.is_likewise = true; break;
      case Grammar::kPledge: item.is_pledge = true; break;
      case Grammar::kIt: item.is_it = true; break;
      case Grammar::kEarlier: item.is_earlier = true; break;
      case Grammar::kJoining: item.is_joining = true; break;
      case Grammar::kLasting: item.is_lasting = true; break;
      case Grammar::kCausing: item.is_causing = true; break;
      case Grammar::kHabit: item.is_habit = item.is_verb = true; break;
      case Grammar::kSuch: item.is_such = true; break;
      case Grammar::kParty: item.is_party = true; break;
      case Grammar::kCraft: item.is_craft = true; break;
      case Grammar::kAgenda: item.is_agenda = true; break;
      case Grammar::kPromise: item.is_promise = true; break;
      case Grammar::kWitness: item.is_witness = true; break;
      case Grammar::kSituation: item.is_situation = true; break;
      case Grammar::kCompany: item.is_company = true; break;
      case Grammar::kUnreal: item.is_unreal = item.is_verb = true; break;
      case Grammar::kWishing: item.is_wishing = true; break;
      case Grammar::kAuxiliary: item.is_auxiliary = true; break;
      default: break;
    }
  }

  const LexedText& text_;
  const Image& image_;
  const LanguageRow& pack_;
  SentenceItems& sentence_;
};

}  // namespace

void buildItems(const LexedText& text, const Image& image, SentenceItems& sentence) {
  ItemBuilder builder(text, image, sentence);
  builder.makeItems();
  if (image.languages()[sentence.language - 1u].markers_follow != 0) {
    builder.dropBrackets();
  } else {
    smoothLists(text, image, sentence);
  }
  joinGroups(text, image, sentence);
  findCases(text, image, sentence);
  if (image.languages()[sentence.language - 1u].markers_follow != 0)
    linkRelatives(text, image, sentence);
}

}  // namespace chancery
