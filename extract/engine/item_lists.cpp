#include "extract/engine/item_lists.h"

#include <algorithm>

#include "extract/engine/item_groups.h"
#include "extract/text/endings.h"

namespace chancery {
namespace {

class ListSmoother {
 public:
  ListSmoother(const LexedText& text, const Image& image, SentenceItems& sentence)
      : text_(text),
        gerund_ending_(image.text(image.languages()[sentence.language - 1u].gerund_ending)),
        sentence_(sentence),
        items_(sentence.items) {}

  void run() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      dropNickname(i);
      dropOffice(i);
      dropOwner(i);
      dropBoth(i);
      dropAside(i);
      dropSource(i);
      dropDescription(i);
      dropStates(i);
      dropWhole(i);
      joinCities(i);
      joinAlternatives(i);
      joinCompany(i);
    }
  }

 private:
  bool isGroup(std::size_t i) const { return i < items_.size() && items_[i].group >= 0; }
  bool isComma(std::size_t i) const { return i < items_.size() && items_[i].punctuation == U','; }
  bool isAnd(std::size_t i) const { return i < items_.size() && items_[i].is_and; }

  bool isGerund(std::size_t i) const {
    return endsWithAny(text_.textOf(text_.lexemes[items_[i].first]), gerund_ending_);
  }

  const Phrase& phraseAt(std::size_t i) const {
    const Group& group = sentence_.groups[static_cast<std::size_t>(items_[i].group)];
    return sentence_.phrases[group.phrases.front()];
  }
  bool isPersonNamed(std::size_t i) const {
    return isGroup(i) && phraseAt(i).hasName() && !phraseAt(i).name_is_thing;
  }

  void erase(std::size_t first, std::size_t last) {
    items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(first),
                 items_.begin() + static_cast<std::ptrdiff_t>(last));
  }

  std::size_t overArticles(std::size_t i) const {
    while (i < items_.size() && items_[i].group < 0 && items_[i].is_article) ++i;
    return i;
  }

  // "Pushpa Kamal Dahal 'Prachanda' called": what else he is called, between marks that would
  // otherwise say that something is his.
  void dropNickname(std::size_t i) {
    const auto isMark = [this](std::size_t at) {
      return at < items_.size() && items_[at].is_possessive &&
             text_.tokenOf(text_.lexemes[items_[at].first]).kind == TokenKind::kPunctuation;
    };
    if (isMark(i) && isPersonNamed(i + 1) && isMark(i + 2) && (i == 0 || items_[i - 1].group < 0)) {
      erase(i + 2, i + 3);  // "'Prachanda' leaves for Delhi"
      erase(i, i + 1);
      return;
    }
    if (!isPersonNamed(i) || !isMark(i + 1)) return;
    std::size_t close = i + 2;
    while (close < items_.size() && close < i + 4 && !isMark(close)) ++close;
    if (close > i + 2 && isMark(close)) erase(i + 1, close + 1);
  }

  // "signed by Hassan, CEO of ADQ, and Ermut, his counterpart": what the first of two is.
  void dropOffice(std::size_t i) {
    if (!isPersonNamed(i) || !isComma(i + 1)) return;
    const std::size_t office = overArticles(i + 2);
    if (!isGroup(office) || phraseAt(office).hasName() || !phraseAt(office).hasRole() ||
        phraseAt(office).pronoun)
      return;
    const std::size_t of = office + 1;
    if (of + 1 >= items_.size() || items_[of].group >= 0 || items_[of].marker != Case::kOf) return;
    const std::size_t body = overArticles(of + 1);
    const std::size_t comma = body + 1;
    if (!isGroup(body) || !isComma(comma) || !isAnd(comma + 1)) return;
    if (isPersonNamed(overArticles(comma + 2))) erase(i + 1, comma);
  }

  // "Chile's president, Boric, and Peru's, Boluarte": his office is that of the one before.
  void dropOwner(std::size_t i) {
    const bool listed = i > 0 && (isAnd(i - 1) || isComma(i - 1));
    if (!listed || !isGroup(i) || i + 3 >= items_.size()) return;
    if (items_[i + 1].is_possessive && isComma(i + 2) && isPersonNamed(i + 3)) erase(i, i + 3);
  }

  // "Macron and Scholz both spoke", "cut ties with Doha, both accusing it"
  void dropBoth(std::size_t i) {
    if (i < 2 || !isGroup(i)) return;
    const Phrase& both = phraseAt(i);
    if (both.pronoun != PronounKind::kBoth || both.last != both.first + 1 ||
        !verbFollows(sentence_, i + 1))
      return;
    if (isGroup(i - 1) || (isComma(i - 1) && isGerund(i + 1))) erase(i, i + 1);
  }

  // "Boric and, later, Boluarte"
  void dropAside(std::size_t i) {
    const bool aside = isAnd(i) && isComma(i + 1) && i + 4 < items_.size() &&
                       items_[i + 2].group < 0 && !items_[i + 2].is_verb && isComma(i + 3);
    if (aside && isGroup(i + 4)) erase(i + 1, i + 4);
  }

  // "The presidents of A and B, bitter enemies for years, sat down": what is said of those who act
  void dropDescription(std::size_t i) {
    constexpr std::size_t kLongest = 8;  // items
    if (!isGroup(i) || !isComma(i + 1) || i + 3 >= items_.size()) return;
    const Item& first = items_[i + 2];
    if (first.marker || first.is_verb || !(first.is_adjective || first.is_noun || first.is_article))
      return;
    std::size_t close = i + 2;
    for (; close < items_.size() && close < i + 2 + kLongest && !isComma(close); ++close) {
      const Item& item = items_[close];
      if (item.group >= 0 || item.date >= 0 || item.is_verb || item.is_be || item.is_have ||
          item.is_relative || item.is_and || item.punctuation != 0 || !item.triggers.empty() ||
          !item.cues.empty())
        return;
    }
    const bool led = i > 0 && items_[i - 1].group < 0 && items_[i - 1].marker;
    if (!isComma(close) || led || !verbFollows(sentence_, close + 1)) return;
    erase(i + 1, close + 1);
  }

  // "signed by Lavrov for Russia and Fidan for Turkey"
  void dropStates(std::size_t i) {
    const auto forState = [this](std::size_t at) {
      return at + 1 < items_.size() && items_[at].marker == Case::kFor && items_[at].group < 0 &&
             isGroup(at + 1);
    };
    if (!isPersonNamed(i) || !forState(i + 1) || !isAnd(i + 3) || !isPersonNamed(i + 4) ||
        !forState(i + 5))
      return;
    erase(i + 5, i + 7);
    erase(i + 1, i + 3);
  }

  // "to Apia, Samoa; Wellington, New Zealand; and Brisbane, Australia": a list of cities
  void joinCities(std::size_t i) {
    if (i < 2 || items_[i].punctuation != U';' || !isGroup(i - 1) || !isGroup(i + 1 + andAt(i + 1)))
      return;
    const std::size_t next = i + 1 + andAt(i + 1);
    const bool listed = isComma(next + 1) && isGroup(next + 2) && isComma(i - 2) && i > 2;
    if (!listed && !joined_cities_) return;  // "; and Brisbane, Australia"
    joined_cities_ = true;
    std::size_t first = i - 1;
    if (first >= 2 && isComma(i - 2) && isGroup(i - 3)) first = i - 3;
    const auto groupOf = [this](std::size_t at) -> Group& {
      return sentence_.groups[static_cast<std::size_t>(items_[at].group)];
    };
    const std::vector<std::uint32_t> more = groupOf(next).phrases;
    std::vector<std::uint32_t>& phrases = groupOf(first).phrases;
    phrases.insert(phrases.end(), more.begin(), more.end());
    const std::size_t behind = isComma(next + 1) && isGroup(next + 2) ? next + 3 : next + 1;
    erase(first + 1, behind);
    if (first + 1 < items_.size()) joinCities(first + 1);
  }

  std::size_t andAt(std::size_t i) const { return isAnd(i) ? 1 : 0; }

  // "talks with several CARICOM leaders, among them Mottley and Rowley": those who are named
  void dropWhole(std::size_t i) {
    const bool among_them = i > 1 && isGroup(i) && phraseAt(i).pronoun == PronounKind::kThey &&
                            !isPersonNamed(i) && items_[i - 1].marker == Case::kBetween &&
                            isComma(i - 2);
    // "with several leaders, including Macron and Scholz"
    const bool including = i > 1 && !isGroup(i) && !items_[i].marker && isComma(i - 1) &&
                           text_.is(text_.lexemes[items_[i].first], Grammar::kLed);
    if (!among_them && !including) return;
    const std::size_t named = overArticles(i + 1);
    if (!isPersonNamed(named)) return;
    std::size_t whole = among_them ? i - 2 : i - 1;
    while (whole > 0 && i - whole < 6 && !isGroup(whole)) --whole;
    if (!isGroup(whole) || !phraseAt(whole).collective || phraseAt(whole).hasName()) return;
    const auto groupOf = [this](std::size_t at) -> Group& {
      return sentence_.groups[static_cast<std::size_t>(items_[at].group)];
    };
    groupOf(named).marker = groupOf(whole).marker;
    erase(whole, named);
  }

  // "Neither Macron nor Scholz met Biden"
  void joinAlternatives(std::size_t i) {
    if (!items_[i].is_not || !isGroup(i + 1) || i + 3 >= items_.size()) return;
    std::size_t nor = i + 2;
    if (isComma(nor)) ++nor;
    if (nor + 1 >= items_.size() || !items_[nor].is_or || !isGroup(overArticles(nor + 1))) return;
    items_[nor].is_or = false;
    items_[nor].is_not = false;
    items_[nor].cues = {};
    items_[nor].is_and = true;
  }

  // "flew to Kyiv, his office said, for talks": who says it, where nobody is named
  void dropSource(std::size_t i) {
    constexpr std::size_t kLongest = 4;  // items before the verb
    if (!isComma(i)) return;
    std::size_t verb = i + 1;
    const auto isPlain = [this](std::size_t at) {
      const Item& item = items_[at];
      if (item.group >= 0) return !phraseAt(at).hasName();
      return item.punctuation == 0 && item.date < 0 && !item.is_verb && !item.marker &&
             !item.is_relative && !item.is_and && !item.is_it;
    };
    while (verb < items_.size() && verb <= i + kLongest && isPlain(verb)) ++verb;
    // "Premier Li, Qian said, would receive"
    const bool named = verb == i + 1 && i > 0 && isGroup(i - 1) && isPersonNamed(i + 1) &&
                       i + 3 < items_.size() && items_[i + 2].is_speech && isComma(i + 3) &&
                       verbFollows(sentence_, i + 4);
    if (named) return erase(i, i + 4);
    if (verb == i + 1 || verb + 1 >= items_.size() || !items_[verb].is_speech || !isComma(verb + 1))
      return;
    erase(i, verb + 2);
  }

  // "Macron, along with Scholz, met Zelensky", "Together with Scholz, Macron met him"
  void joinCompany(std::size_t i) {
    if (!items_[i].is_company) return;
    std::size_t name = overArticles(i + 1);
    if (!isGroup(name)) return;
    while (name + 2 < items_.size() && items_[name + 1].is_and && isGroup(overArticles(name + 2)))
      name = overArticles(name + 2);  // "along with Merz and Starmer"
    const std::size_t behind = name + (isComma(name + 1) ? 2 : 1);
    if (i == 0) {
      const std::size_t head = overArticles(behind);
      if (!isComma(name + 1) || !isGroup(head) || !verbFollows(sentence_, head + 1)) return;
      for (std::size_t j = 1; j < name; ++j) {
        if (items_[j].is_and) makeComma(j);
      }
      makeAnd(name + 1);
      erase(0, 1);
      return;
    }
    const std::size_t before = isComma(i - 1) ? i - 1 : i;
    if (before == 0 || !isGroup(before - 1) || !verbFollows(sentence_, behind)) return;
    if (std::any_of(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(before),
                    [](const Item& item) { return item.is_verb && item.group < 0; }))
      return;
    const bool several = std::any_of(items_.begin() + static_cast<std::ptrdiff_t>(i),
                                     items_.begin() + static_cast<std::ptrdiff_t>(name),
                                     [](const Item& item) { return item.is_and; });
    several ? makeComma(i) : makeAnd(i);
    if (isComma(name + 1)) erase(name + 1, name + 2);
    if (before < i) erase(before, i);
  }

  void makeAnd(std::size_t i) {
    Item& item = items_[i];
    item.is_and = true;
    item.punctuation = 0;
    item.marker.reset();
    item.cues = {};
  }

  void makeComma(std::size_t i) {
    makeAnd(i);
    items_[i].is_and = false;
    items_[i].punctuation = U',';
  }

  const LexedText& text_;
  bool joined_cities_ = false;  // a list of cities with their countries has begun
  std::string_view gerund_ending_;
  SentenceItems& sentence_;
  std::vector<Item>& items_;
};

}  // namespace

void smoothLists(const LexedText& text, const Image& image, SentenceItems& sentence) {
  ListSmoother(text, image, sentence).run();
}

}  // namespace chancery
