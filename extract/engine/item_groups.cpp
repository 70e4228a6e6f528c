#include "extract/engine/item_groups.h"

#include <algorithm>
#include <utility>

#include "extract/text/endings.h"

namespace chancery {
namespace {

class GroupJoiner {
 public:
  GroupJoiner(const LexedText& text, const Image& image, SentenceItems& sentence)
      : text_(text),
        image_(image),
        pack_(image.languages()[sentence.language - 1u]),
        sentence_(sentence) {}

  // "A, B और C": one group. A comma alone joins only where an "and" follows later in the list.
  void run() {
    pack_.markers_follow != 0 ? joinOverRelatives() : joinOverBodies();
    std::vector<Item>& items = sentence_.items;
    std::vector<Item> joined;  // empty until the first list is found, as in most sentences
    for (std::size_t at = 0; at < items.size();) {
      if (!canJoin(items[at]) && !isHimBetween(at)) {
        if (!joined.empty()) joined.push_back(items[at]);
        ++at;
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
        if ((and_seen || comma_seen) && article + 1 < items.size() && items[article].marker &&
            at > 0 && items[article].group < 0 && markerBefore(at) == items[article].marker)
          ++article;
        while (article < items.size() && describesOffice(items, article)) ++article;
        const bool hyphen = next == probe + 1 && article < items.size() &&
                            items[article].group >= 0 && hyphenJoined(items[article]);
        if (article >= items.size() || !canJoin(items[article]) ||
            (!and_seen && !comma_seen && !hyphen))
          break;
        // "A met B, and C visited D": a comma, an "and", and a verb behind are another clause
        if (and_seen && comma_seen && !comma_list && verbFollows(sentence_, article + 1) &&
            !isApposedList(at, article))
          break;
        if (pack_.markers_follow == 0 && and_seen && !comma_seen &&
            isObjectBeforeSubject(at, article))
          break;
        // "an invitation from Khar and he will come": another clause
        if (and_seen && isSubjectPronoun(items[article]) && at > 0 && markerBefore(at)) break;
        if (!sameSort(items[at], items[article]) || endsInTown(at, article)) break;
        if (and_seen && isOwnerOfSide(at)) break;
        if (isOtherSide(at, article)) break;
        if (pack_.markers_follow == 0 && comma_seen && !and_seen && subjectFollows(at, article))
          break;
        probe = article;
        if (and_seen || hyphen || isListOfHeadline(at, article)) {
          end = probe;
          if (!hyphen) break;
        } else {
          comma_list = true;
        }
      }
      if (joined.empty() && end > at) {
        joined.reserve(items.size());
        joined.assign(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(at));
      }
      Item list = items[at];
      Group& group = sentence_.groups[static_cast<std::size_t>(list.group)];
      for (std::size_t i = at + 1; i <= end; ++i) {
        if (items[i].group < 0) continue;
        const Group& other = sentence_.groups[static_cast<std::size_t>(items[i].group)];
        group.phrases.insert(group.phrases.end(), other.phrases.begin(), other.phrases.end());
        if (group.marker == Case::kNone && other.marker == Case::kErgative)
          group.marker = other.marker;
        list.last = items[i].last;
      }
      if (!joined.empty() || end > at) joined.push_back(list);
      at = end + 1;
    }
    if (!joined.empty()) items = std::move(joined);
    if (pack_.markers_follow == 0) dropForerunners();
    if (pack_.markers_follow != 0) dropSummaries();
  }

 private:
  // "A, जो तब प्रधानमंत्री थे, और B के बीच": the first is one of the list, too.
  void joinOverRelatives() {
    const std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 0; i + 2 < items.size(); ++i) {
      if (!canJoin(items[i]) || items[i + 1].punctuation != U',' || !items[i + 2].is_who) continue;
      std::size_t end = i + 3;
      while (end < items.size() && items[end].punctuation == 0) ++end;
      if (end + 2 >= items.size() || items[end].punctuation != U',' || !items[end + 1].is_and ||
          !canJoin(items[end + 2]) || !(items[end - 1].is_be || items[end - 1].is_verb))
        continue;
      const Group& first = sentence_.groups[static_cast<std::size_t>(items[i].group)];
      Group& second = sentence_.groups[static_cast<std::size_t>(items[end + 2].group)];
      second.phrases.insert(second.phrases.begin(), first.phrases.begin(), first.phrases.end());
    }
  }

  // "Colonel A of the Rwandan intelligence service and Congo's General B agreed": the first is one
  // of the list, too.
  void joinOverBodies() {
    constexpr std::size_t kReach = 7;  // items of the body
    const std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 0; i + 3 < items.size(); ++i) {
      if (!isNamed(items[i]) || items[i + 1].marker != Case::kOf || items[i + 1].group >= 0)
        continue;
      const std::optional<Case> marker = markerBefore(i);
      if (marker && marker != Case::kBetween) continue;
      std::size_t end = i + 2;
      while (end < items.size() && end < i + kReach && isOfBody(items[end])) ++end;
      if (end == i + 2 || end + 1 >= items.size() || !items[end].is_and) continue;
      std::size_t second = end + 1;
      while (second < items.size() && items[second].group < 0 && describesOffice(items, second))
        ++second;
      if (second < items.size() && items[second].group >= 0 && second + 2 < items.size() &&
          items[second + 1].is_possessive && items[second + 2].group >= 0)
        second += 2;  // "and Congo's General B"
      if (second >= items.size() || !isNamed(items[second]) ||
          (!marker && !verbFollows(sentence_, second + 1)))
        continue;
      const Group& first = sentence_.groups[static_cast<std::size_t>(items[i].group)];
      Group& group = sentence_.groups[static_cast<std::size_t>(items[second].group)];
      if (group.marker == Case::kPossessor) continue;
      group.phrases.insert(group.phrases.begin(), first.phrases.begin(), first.phrases.end());
    }
  }

  // A person with an office or rank, by name.
  // "Rubio, Lavrov to meet in Istanbul", "UK, France, Germany warn Iran": the commas of a headline,
  // which has no full stop.
  bool isListOfHeadline(std::size_t first, std::size_t second) const {
    const std::vector<Item>& items = sentence_.items;
    if (pack_.markers_follow != 0 || first != 0 || items.back().punctuation != 0 ||
        items[second - 1].punctuation != U',' || second + 2 >= items.size())
      return false;
    const std::size_t verb = second + (items[second + 1].is_infinitive ? 2 : 1);
    return verbFollows(sentence_, verb);
  }

  bool isNamed(const Item& item) const {
    if (!canJoin(item)) return false;
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    const bool titled = phrase.hasRole() || phrase.honorific || phrase.name_first > phrase.first;
    return phrase.hasName() && titled && !phrase.name_is_organisation && !phrase.name_is_thing;
  }

  static bool isOfBody(const Item& item) {
    if (item.group >= 0) return true;
    return !item.is_verb && !item.is_be && !item.is_have && !item.is_and && !item.is_relative &&
           item.punctuation == 0 && item.date < 0 && (!item.marker || item.marker == Case::kOf) &&
           item.triggers.empty();
  }

  // "A, undersecretary of the ministry, and B signed": before the comma no verb stands, but what A
  // is.
  bool isApposedList(std::size_t at, std::size_t second) const {
    const std::vector<Item>& items = sentence_.items;
    if (pack_.markers_follow != 0 || second < 2 || items[at].last == items[at + 1].first)
      return false;
    return std::none_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(at),
                        [](const Item& item) {
                          return item.is_verb || item.is_be || item.is_have || item.group >= 0;
                        });
  }

  // The preposition before a member, over articles.
  std::optional<Case> markerBefore(std::size_t at) const {
    while (at > 0 && sentence_.items[at - 1].is_article) --at;
    return at > 0 && sentence_.items[at - 1].group < 0 ? sentence_.items[at - 1].marker
                                                       : std::nullopt;
  }

  bool isSubjectPronoun(const Item& item) const {
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    return pack_.markers_follow == 0 && group.marker == Case::kSubject &&
           sentence_.phrases[group.phrases.front()].pronoun.has_value();
  }

  // "between the government of Ghani and the Taliban": whose government it is; but "between the
  // governments of A and B".
  bool isOwnerOfSide(std::size_t at) const {
    const std::vector<Item>& items = sentence_.items;
    if (pack_.markers_follow != 0 || markerBefore(at) != Case::kOf) return false;
    std::size_t head = at;
    while (head > 0 && items[head].marker != Case::kOf) --head;
    if (head < 2) return false;
    --head;
    const std::string_view plural = image_.text(pack_.plural_ending);
    const std::string_view word = text_.textOf(text_.lexemes[items[head].last - 1]);
    if (items[head].marker || items[head].punctuation != 0 || plural.empty() ||
        word.ends_with(plural))
      return false;
    std::size_t between = head - 1;
    while (between > 0 && (items[between].is_article || items[between].is_adjective)) --between;
    return items[between].group < 0 && items[between].marker == Case::kBetween;
  }

  // "भारत की ओर से A और नेपाल की ओर से B": for whom the next one acts.
  bool isOtherSide(std::size_t first, std::size_t second) const {
    const std::vector<Item>& items = sentence_.items;
    return pack_.markers_follow != 0 && first > 0 && second + 1 < items.size() &&
           items[first - 1].marker == Case::kBehalf && items[second + 1].marker == Case::kBehalf;
  }

  static bool joins(const Item& item) {
    return item.is_and || item.punctuation == ',' || item.punctuation == '&' ||
           item.punctuation == '/';
  }

  // "between him and Bhutto"
  bool isHimBetween(std::size_t at) const {
    const std::int32_t group = sentence_.items[at].group;
    return group >= 0 && at > 0 && sentence_.items[at - 1].marker == Case::kBetween &&
           sentence_.phrases[sentence_.groups[static_cast<std::size_t>(group)].phrases.front()]
               .pronoun;
  }

  bool canJoin(const Item& item) const {
    if (item.group < 0) return false;
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    if (phrase.name_is_thing || phrase.belonging || group.marker == Case::kPossessor) return false;
    // "उन्होंने और ली पंग ने": a form that says by itself who acts
    const bool acts = pack_.markers_follow != 0 && group.marker == Case::kErgative;
    if (phrase.pronoun && group.marker != Case::kNone && group.marker != Case::kSubject && !acts)
      return false;
    // "their foreign ministers, A and B": no one of the list
    if (pack_.markers_follow == 0 && phrase.plural && !phrase.hasName() && phrase.country == kNone)
      return false;
    return !phrase.collective || phrase.country != kNone || phrase.hasName();
  }

  // "both A and B", "the two presidents, A and B": those who are named say it all.
  void dropForerunners() {
    std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 0; i + 1 < items.size(); ++i) {
      if (items[i].group < 0) continue;
      const Group& group = sentence_.groups[static_cast<std::size_t>(items[i].group)];
      const Phrase& phrase = sentence_.phrases[group.phrases.front()];
      const bool both = phrase.pronoun == PronounKind::kBoth;
      // "with his Peruvian and Chilean colleagues, Maurtua and Walker"
      const bool of_several = phrase.relational && phrase.plural && !phrase.more_countries.empty();
      if (group.phrases.size() != 1 || phrase.hasName() ||
          (phrase.country != kNone && !of_several) || !(both || phrase.collective || phrase.plural))
        continue;
      const std::optional<Case> marker = markerBefore(i);  // "At the Ministry, A and B"
      if (phrase.of_state || marker == Case::kAt || marker == Case::kIn) continue;
      // "In the presence of both leaders, A and B signed": others, who act
      if (marker && items[i + 1].punctuation == U',' && i + 3 < items.size() &&
          opensClause(items.front()) && verbFollows(sentence_, i + 3))
        continue;
      const std::size_t named = i + (items[i + 1].punctuation == U',' ? 2 : 1);
      if (named >= items.size() || items[named].group < 0 ||
          sentence_.groups[static_cast<std::size_t>(items[named].group)].phrases.size() < 2)
        continue;
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i),
                  items.begin() + static_cast<std::ptrdiff_t>(named));
    }
  }

  // "A और B, दोनों से": the marker is that of those who are named.
  void dropSummaries() {
    std::vector<Item>& items = sentence_.items;
    for (std::size_t i = 0; i + 2 < items.size(); ++i) {
      const std::size_t comma = items[i + 1].punctuation == U',' ? 1 : 0;  // "A और B दोनों से", too
      if (i + comma + 2 >= items.size() || items[i].group < 0 || items[i + comma + 1].group < 0 ||
          !items[i + comma + 2].marker)
        continue;
      const Group& named = sentence_.groups[static_cast<std::size_t>(items[i].group)];
      const Group& all = sentence_.groups[static_cast<std::size_t>(items[i + comma + 1].group)];
      const Phrase& phrase = sentence_.phrases[all.phrases.front()];
      const bool both =
          phrase.pronoun == PronounKind::kBoth || phrase.pronoun == PronounKind::kThey;
      if (named.phrases.size() < 2 || !both || phrase.role != kNone) continue;
      // "तुर्की और संयुक्त राष्ट्र दोनों पक्षों के बीच": two others
      if (comma == 0 && phrase.last != phrase.first + 1) continue;
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                  items.begin() + static_cast<std::ptrdiff_t>(i + comma) + 2);
    }
  }

  // "and the rebel commander known as": an article, and plain words before an office.
  bool describesOffice(const std::vector<Item>& items, std::size_t at) const {
    const Item& item = items[at];
    if (item.is_article) return true;
    if (pack_.markers_follow != 0) return describesName(item) || isPortfolio(items, at);
    if (leadsToOffice(items, at)) return true;
    if (at == 0 || item.group >= 0 || item.is_verb || item.marker || !item.triggers.empty() ||
        !(item.is_noun || item.is_adjective || isUnknown(item) ||
          text_.is(text_.lexemes[item.first], NamePart::kOrganisationHead)) ||
        at + 1 >= items.size())
      return false;
    // "Van Rompuy and Commission chief Barroso"
    const bool called =
        items[at - 1].is_article || text_.tokenOf(text_.lexemes[item.first]).capitalised;
    const Item& next = items[at + 1];
    if (!called || next.group < 0) return false;
    const Group& group = sentence_.groups[static_cast<std::size_t>(next.group)];
    return sentence_.phrases[group.phrases.front()].hasRole();
  }

  // "A and Flemish Minister-President B": a word of no table.
  bool isUnknown(const Item& item) const {
    return item.punctuation == 0 && item.date < 0 && !item.is_and && !item.is_be && !item.is_have &&
           item.cues.empty() && text_.entriesOf(text_.lexemes[item.first]).empty();
  }

  // "and the rebels' exiled premier": plain words and whose it is before an office.
  static bool isPlainWord(const Item& item) {
    return item.group < 0 && !item.is_be && !item.is_have && !item.marker &&
           item.triggers.empty() && item.punctuation == 0 && item.date < 0 && !item.is_and;
  }
  bool leadsToOffice(const std::vector<Item>& items, std::size_t at) const {
    constexpr std::size_t kReach = 5;  // items
    bool owned = at > 0 && items[at - 1].is_possessive;
    std::size_t i = at;
    for (; i < items.size() && i < at + kReach && isPlainWord(items[i]); ++i)
      owned = owned || items[i].is_possessive;
    if (i == at || !owned || i >= items.size() || items[i].group < 0) return false;
    const Group& group = sentence_.groups[static_cast<std::size_t>(items[i].group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    return phrase.hasRole() && phrase.hasName();
  }

  // "और ऊर्जा उपमंत्री फहद": of what a minister is in charge.
  bool isPortfolio(const std::vector<Item>& items, std::size_t at) const {
    const Item& item = items[at];
    if (item.group >= 0 || item.topic < 0 || item.marker || !item.triggers.empty() ||
        at + 1 >= items.size() || items[at + 1].group < 0)
      return false;
    const Group& group = sentence_.groups[static_cast<std::size_t>(items[at + 1].group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    return phrase.hasRole() && phrase.hasName();
  }

  // "और विद्रोही संगठन ईएलएन"
  bool describesName(const Item& item) const {
    if (item.group >= 0 || item.marker || !item.triggers.empty()) return false;
    if (item.is_adverb && item.date < 0) return true;  // "पहले लूला और फिर रामफोसा से"
    if (item.is_verb) return false;
    const Lexeme& lexeme = text_.lexemes[item.first];
    return item.is_adjective || (item.is_noun && item.topic < 0) ||
           text_.is(lexeme, NamePart::kOrganisationHead) ||
           text_.is(lexeme, NamePart::kSettlementHead);
  }

  // "Under a deal brokered by A, B and C agreed": what opens the sentence ends at the comma, and
  // those behind it act.
  bool subjectFollows(std::size_t first, std::size_t second) const {
    const std::vector<Item>& items = sentence_.items;
    if (!opensClause(items.front()) && !(markerBefore(first) && isTown(items[first]))) return false;
    if (second + 3 >= items.size() || !items[second + 1].is_and) return false;
    // "On Tuesday A, B and C agreed": right behind the day
    if (first > 0 && items[first - 1].date >= 0) return false;
    std::size_t last = second + 2;
    while (last + 1 < items.size() && items[last].is_article) ++last;
    if (items[last].group < 0 || !verbFollows(sentence_, last + 1)) return false;
    return std::none_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(first),
                        [](const Item& item) { return item.punctuation == U','; });
  }

  // "Under a deal", "Meeting in Paris", "A day after": no subject yet.
  bool opensClause(const Item& item) const {
    return item.marker || item.is_clause || item.is_adverb || item.date >= 0 ||
           (item.is_verb &&
            endsWithAny(text_.textOf(text_.lexemes[item.first]), image_.text(pack_.gerund_ending)));
  }

  // "Over breakfast in Washington, A and B compared notes": where, before who.
  bool isTown(const Item& item) const {
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    if (!phrase.name_is_known || phrase.hasRole()) return false;
    const std::span<const EntryRow> entries = text_.entriesOf(text_.lexemes[phrase.name_first]);
    return std::any_of(entries.begin(), entries.end(), [this](const EntryRow& entry) {
      return entry.kind == EntryKind::kEntity &&
             image_.entities()[entry.value].type == EntityType::kPlace;
    });
  }

  bool hyphenJoined(const Item& item) const {
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    return sentence_.phrases[group.phrases.front()].hyphen_joined;
  }

  // "met Putin and Modi visited Delhi" reads as two clauses: a verb before, and one behind.
  bool isObjectBeforeSubject(std::size_t first, std::size_t second) const {
    const Group& head = sentence_.groups[static_cast<std::size_t>(sentence_.items[first].group)];
    if (head.marker == Case::kSubject) return false;  // "says he and Macron have agreed"
    std::size_t before = first;
    while (before > 0 && before + 3 > first && !sentence_.items[before - 1].is_verb &&
           (sentence_.items[before - 1].is_article ||
            (sentence_.items[before - 1].marker &&
             sentence_.items[before - 1].marker != Case::kBetween))) {
      --before;
    }
    // "After the meeting Erdogan and Putin": a noun behind an article
    const bool noun = before > 1 && sentence_.items[before - 2].is_article;
    // "whose talks with A and B ran": a noun, too, before a preposition
    const bool nominal = before > 0 && before < first && isNounTrigger(sentence_.items[before - 1]);
    const bool verb_before =
        before > 0 && sentence_.items[before - 1].is_verb && !noun && !nominal &&
        !sentence_.items[before - 1].is_adjective &&  // "Visiting President Qian and Meles held"
        !(sentence_.items[before - 1].is_speech && sentence_.items[before - 1].triggers.empty());
    return verb_before && verbFollows(sentence_, second + 1) && !isAdverbial(second + 1) &&
           !(sentence_.items[before - 1].is_causing && isBaseForm(second + 1));
  }

  // "coaxed A and B back to the table": "back" is no verb there.
  bool isAdverbial(std::size_t at) const {
    const Item& item = sentence_.items[at];
    return item.is_adverb && at + 1 < sentence_.items.size() && sentence_.items[at + 1].marker;
  }

  // "helped A and B settle their dispute"
  bool isBaseForm(std::size_t at) const {
    const Item& item = sentence_.items[at];
    const std::string_view text = text_.textOf(text_.lexemes[item.first]);
    const std::string_view word = text.substr(0, text.find(' '));
    const std::string_view present = image_.text(pack_.present_ending);
    const std::string_view past = image_.text(pack_.past_ending);
    return item.is_verb && !item.is_be && !item.is_have && item.cues.empty() &&
           !word.ends_with(present) && !word.ends_with(past) &&
           !text_.is(text_.lexemes[item.first], Grammar::kFinite);
  }

  bool isNounTrigger(const Item& item) const {
    return std::any_of(item.triggers.begin(), item.triggers.end(), [this](std::uint32_t row) {
      return image_.triggers()[row].trigger_class == TriggerClass::kNoun;
    });
  }

  // Persons and states are listed together, places with places.
  bool sameSort(const Item& a, const Item& b) const {
    if (isPlace(a, false) == isPlace(b, false)) return true;
    // "बेंगलुरु और नई दिल्ली का दौरा": a capital among other towns
    return pack_.markers_follow != 0 && isPlace(a, true) && isPlace(b, true);
  }

  // "met Abbas in Ramallah and Netanyahu in Jerusalem": a town where something is done, not the
  // state that is governed there.
  bool endsInTown(std::size_t first, std::size_t second) const {
    const std::vector<Item>& items = sentence_.items;
    if (pack_.markers_follow != 0)  // "रामल्ला में अब्बास और यरुशलम में नेतन्याहू से"
      return second + 1 < items.size() && items[second + 1].group < 0 &&
             items[second + 1].marker == Case::kIn && !isPlace(items[first], true) &&
             isPlace(items[second], true);
    return markerBefore(first) == Case::kIn && isPlace(items[first], true) &&
           !isPlace(items[second], true);
  }

  bool isPlace(const Item& item, bool or_capital) const {
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    const Phrase& phrase = sentence_.phrases[group.phrases.front()];
    if (!phrase.name_is_known || phrase.hasRole()) return false;
    for (const EntryRow& entry : text_.entriesOf(text_.lexemes[phrase.name_first])) {
      if (entry.kind != EntryKind::kEntity) continue;
      const EntityRow& entity = image_.entities()[entry.value];
      if (entity.type != EntityType::kPlace || (entity.acts_for_country != 0 && !or_capital))
        return false;
    }
    return true;
  }

  const LexedText& text_;
  const Image& image_;
  const LanguageRow& pack_;
  SentenceItems& sentence_;
};

}  // namespace

void joinGroups(const LexedText& text, const Image& image, SentenceItems& sentence) {
  GroupJoiner(text, image, sentence).run();
}

bool verbFollows(const SentenceItems& sentence, std::size_t at) {
  if (at >= sentence.items.size()) return false;
  const Item& item = sentence.items[at];
  // "phoned A and B ahead of the summit": a preposition
  const bool cue = !item.cues.empty() && !item.marker;
  return item.is_verb || item.is_be || item.is_have || cue;
}

}  // namespace chancery
