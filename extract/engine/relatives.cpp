#include "extract/engine/relatives.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace chancery {
namespace {

class RelativeLinker {
 public:
  RelativeLinker(const LexedText& text, const Image& image, SentenceItems& sentence)
      : text_(text), image_(image), sentence_(sentence), items_(sentence.items) {}

  void run() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].group < 0 || !isRelative(items_[i])) continue;
      std::vector<std::uint32_t> phrases;
      if (groupOf(items_[i]).marker == Case::kBetween) {
        phrases = severalBefore(i);
      } else if (const std::int32_t antecedent = antecedentOf(i); antecedent >= 0) {
        phrases = sentence_.groups[static_cast<std::size_t>(antecedent)].phrases;
      }
      if (!phrases.empty()) {
        groupOf(items_[i]).phrases = std::move(phrases);
        items_[i].is_clause = false;
      } else {
        items_[i].group = -1;
      }
    }
  }

 private:
  Group& groupOf(const Item& item) {
    return sentence_.groups[static_cast<std::size_t>(item.group)];
  }
  const Group& groupOf(const Item& item) const {
    return sentence_.groups[static_cast<std::size_t>(item.group)];
  }
  const Phrase& phraseOf(const Item& item) const {
    return sentence_.phrases[groupOf(item).phrases.back()];
  }
  bool isRelative(const Item& item) const { return phraseOf(item).pronoun == PronounKind::kWho; }

  // "X, जिनसे", "X से, जिनसे": the name right before; "X से मिले, जिन्हें": behind the verb, whoever stands
  // nearest before it.
  std::int32_t antecedentOf(std::size_t relative) const {
    if (relative == 0) return -1;
    std::size_t at = relative - 1;
    if (items_[at].punctuation == U',') {
      if (at == 0) return -1;
      --at;
    }
    if (items_[at].group < 0 && items_[at].marker && at > 0 && items_[at - 1].group >= 0 &&
        items_[at].marker == groupOf(items_[at - 1]).marker && !items_[at].is_verb)
      --at;
    if (items_[at].group >= 0) return named(items_[at]) ? items_[at].group : -1;
    return behindVerb(relative, at);
  }

  // "A और B की भूमिका रही, जिनके बीच …", "की ओर से A और की ओर से B आए, जिनके बीच …": the nearest list,
  // or the last two.
  std::vector<std::uint32_t> severalBefore(std::size_t relative) const {
    std::vector<std::uint32_t> two;
    for (std::size_t i = relative; i-- > 0;) {
      const Item& item = items_[i];
      if (item.group < 0 || !named(item)) continue;
      const std::vector<std::uint32_t>& phrases = groupOf(item).phrases;
      if (phrases.size() > 1) return phrases;
      const Case marker = groupOf(item).marker;
      if (marker == Case::kIn || marker == Case::kAt || marker == Case::kOf) continue;
      const Phrase& phrase = phraseOf(item);
      if (!phrase.hasRole() && !hasPersonalName(phrase)) continue;
      two.insert(two.begin(), phrases.front());
      if (two.size() == 2) return two;
    }
    return {};
  }

  std::int32_t behindVerb(std::size_t relative, std::size_t verb) const {
    if (!saysRank(items_[relative]) || !(items_[verb].is_verb || items_[verb].is_be)) return -1;
    bool thing_between = false;  // "A ने समझौतों पर हस्ताक्षर किए, जिनसे"
    for (std::size_t i = verb; i-- > 0;) {
      const Item& item = items_[i];
      if (item.group < 0) {
        const bool thing = item.is_noun && !item.is_verb && !item.is_adverb &&
                           (item.triggers.empty() || items_[i + 1].marker);
        thing_between = thing_between || (thing && !items_[i + 1].is_support);
        if (item.is_that || item.is_clause || item.is_relative) return -1;
        continue;
      }
      const Case marker = groupOf(item).marker;
      // "मलावी और जिम्बाब्वे में भी तबाही हुई, जिन्हें …": several, wherever they stand
      if (groupOf(item).phrases.size() > 1 && marker == Case::kIn && named(item)) return item.group;
      if (thing_between) return -1;
      if (marker == Case::kIn || marker == Case::kAt || marker == Case::kOf) continue;
      const Phrase& phrase = phraseOf(item);
      if (phrase.pronoun && phrase.pronoun != PronounKind::kHe) return -1;
      if (named(item) && (phrase.hasRole() || hasPersonalName(phrase))) return item.group;
    }
    return -1;
  }

  bool named(const Item& item) const {
    const Phrase& phrase = phraseOf(item);
    return !phrase.name_is_thing && !phrase.pronoun && (phrase.hasName() || phrase.hasRole());
  }

  // Not the name of a place, a state or a body.
  bool hasPersonalName(const Phrase& phrase) const {
    if (!phrase.hasName() || phrase.name_is_organisation || phrase.name_is_place) return false;
    const auto entries = text_.entriesOf(text_.lexemes[phrase.name_last - 1]);
    return std::none_of(entries.begin(), entries.end(), [this](const EntryRow& entry) {
      if (entry.kind != EntryKind::kEntity) return false;
      return image_.entities()[entry.value].type != EntityType::kPerson;
    });
  }

  // जिन-, as one speaks of persons of rank, or of several.
  bool saysRank(const Item& item) const {
    return !text_.is(text_.lexemes[item.first], Grammar::kIt);
  }

  const LexedText& text_;
  const Image& image_;
  SentenceItems& sentence_;
  std::vector<Item>& items_;
};

}  // namespace

void linkRelatives(const LexedText& text, const Image& image, SentenceItems& sentence) {
  RelativeLinker(text, image, sentence).run();
}

}  // namespace chancery
