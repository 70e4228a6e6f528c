#include "extract/engine/unlisted_words.h"

#include <algorithm>
#include <optional>

#include "extract/text/endings.h"

namespace chancery {
namespace {

constexpr std::size_t kReachOfVerb = 6;  // items between two who deal with each other

// A name may stand for somebody who takes part, not for where or when something is.
bool isOfParticipant(Case marker) {
  switch (marker) {
    case Case::kNone:
    case Case::kIn:
    case Case::kAt:
    case Case::kInto:
    case Case::kOn:
    case Case::kOther: return false;
    default: return true;
  }
}

class SentenceSearch {
 public:
  SentenceSearch(const Image& image, const DocumentReader& reader, const SentenceItems& sentence,
                 std::vector<UnlistedWord>& found)
      : image_(image),
        reader_(reader),
        text_(reader.text()),
        sentence_(sentence),
        pack_(image.languages()[sentence.language - 1u]),
        found_(found) {}

  void run() {
    for (const Group& group : sentence_.groups) {
      for (const std::uint32_t index : group.phrases) {
        const Phrase& phrase = sentence_.phrases[index];
        findName(phrase, group.marker);
        findTitle(phrase);
      }
    }
    findVerbs();
  }

 private:
  // A name that no table lists. Of one who is part of the story the longest form counts.
  void findName(const Phrase& phrase, Case marker) {
    if (!phrase.hasName() || phrase.name_is_known || phrase.name_is_thing || phrase.name_is_place)
      return;
    if (phrase.actors.empty()) {
      if (standsAsName(phrase, marker)) add(UnlistedKind::kName, nameIn(phrase), false);
      return;
    }
    const Actor& actor = reader_.cast().actor(phrase.actors.front());
    const bool acts = actor.type == EntityType::kPerson || actor.type == EntityType::kOrganisation;
    if (actor.entity == kNone && acts) add(UnlistedKind::kName, formOf(actor, phrase), false);
  }

  // The longest form, but in the script of the phrase.
  std::string formOf(const Actor& actor, const Phrase& phrase) const {
    std::string here = nameIn(phrase);
    const bool same_script = (static_cast<unsigned char>(here.front()) < 0x80) ==
                             (static_cast<unsigned char>(actor.label.front()) < 0x80);
    return same_script ? actor.label : here;
  }

  // One word alone must bear the marker of who acts, or a title: it may be any word otherwise.
  bool standsAsName(const Phrase& phrase, Case marker) const {
    if (phrase.hasRole() || phrase.honorific) return true;
    if (!isOfParticipant(marker)) return false;
    if (isVerbPart(phrase)) return false;
    if (phrase.name_last - phrase.name_first > 1) return true;
    return pack_.has_capitals != 0 ? phrase.first > first() : marker == Case::kErgative;
  }

  // Where there are no capitals, what stands right before the verb belongs to it.
  bool isVerbPart(const Phrase& phrase) const {
    if (pack_.has_capitals != 0) return false;
    const Item* next = itemAt(phrase.last);
    return next != nullptr && next->is_support && !next->marker;
  }

  // "the Russian burgrave Ivan Petrov", "रूस के महाधिपाल पुतिन"
  void findTitle(const Phrase& phrase) {
    if (!phrase.hasName() || phrase.hasRole() || phrase.honorific || phrase.actors.empty()) return;
    if (reader_.cast().actor(phrase.actors.front()).type != EntityType::kPerson) return;
    const std::uint32_t begin = std::min(phrase.first, phrase.name_first);
    if (begin == first()) return;
    const std::uint32_t at = begin - 1;
    if (!isUnlisted(at) || text_.tokenOf(text_.lexemes[at]).all_capitals) return;
    if (pack_.has_capitals == 0 ? !phrase.name_is_known : !isBeforeName(at)) return;
    add(UnlistedKind::kTitle, textOf(at, at + 1), false);
  }

  // A small letter could begin a verb: behind an article or an adjective it does not.
  bool isBeforeName(std::uint32_t at) const {
    if (text_.tokenOf(text_.lexemes[at]).capitalised) return true;
    if (at == first()) return false;
    const Lexeme& before = text_.lexemes[at - 1];
    return text_.is(before, Grammar::kArticle) || text_.is(before, Grammar::kPossessive) ||
           text_.is(before, WordClass::kAdjective) || isAdjectiveOfState(before);
  }

  bool isAdjectiveOfState(const Lexeme& lexeme) const {
    const auto entries = text_.entriesOf(lexeme);
    return std::any_of(entries.begin(), entries.end(), [](const EntryRow& row) {
      return row.kind == EntryKind::kEntity &&
             row.aux == static_cast<std::uint8_t>(AliasKind::kAdjective);
    });
  }

  // A verb between two actors, or behind them, in a stretch of the sentence that no frame has read.
  void findVerbs() {
    const std::vector<Item>& items = sentence_.items;
    std::size_t before = items.size();  // the actor named last; none yet
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (endsStretch(items[i])) {
        before = items.size();
        continue;
      }
      if (!isActor(items[i])) continue;
      if (before < i && i - before <= kReachOfVerb && !isRead(before, i)) {
        if (pack_.verb_final != 0) {
          findFinalVerb(i);
        } else if (const auto verb = verbBetween(before, i)) {
          add(UnlistedKind::kVerb, textOf(*verb), !isUnlisted(items[*verb].first));
        }
      }
      before = i;
    }
  }

  // "Macron exonerated Erdogan": the first word behind who acts that may be a verb.
  std::optional<std::size_t> verbBetween(std::size_t from, std::size_t to) const {
    for (std::size_t i = from + 1; i < to; ++i) {
      const Item& item = sentence_.items[i];
      if (item.is_and || item.is_or || item.is_possessive || item.group >= 0) return std::nullopt;
      if (isPlainVerb(item)) return i;
    }
    return std::nullopt;
  }

  // "मोदी ने पुतिन को दुलारा": the last word before the end of the clause but for auxiliaries, and,
  // with these, the noun before a verb that says nothing by itself.
  void findFinalVerb(std::size_t last_actor) {
    const std::vector<Item>& items = sentence_.items;
    std::size_t end = last_actor + 1;
    while (end < items.size() && !endsStretch(items[end]) && !isActor(items[end])) ++end;
    if (end < items.size() && isActor(items[end])) return;
    std::size_t verb = end;
    while (verb > last_actor + 1 && isAuxiliary(items[verb - 1])) --verb;
    if (verb == last_actor + 1 || isRead(last_actor, end)) return;
    const Item& item = items[verb - 1];
    const bool carried = verb < end && items[verb].is_support;
    if (item.marker || item.is_adverb || item.is_number || item.date >= 0) return;
    if (!carried && !isPlainVerb(item) && !isLoneWord(item)) return;
    if (carried && !isPlainWord(item)) return;
    add(UnlistedKind::kVerb, textOf(item.first, carried ? items[verb].last : item.last),
        !isUnlisted(item.first));
  }

  bool isAuxiliary(const Item& item) const {
    if (item.group >= 0 || item.date >= 0 || item.punctuation != 0) return false;
    return item.is_be || item.is_have || item.is_support || item.is_passive || item.is_not ||
           !item.cues.empty();
  }

  bool isPlainVerb(const Item& item) const {
    if (!isPlainWord(item)) return false;
    if (item.is_speech || item.is_be || item.is_have) return false;
    if (item.is_verb) return true;
    if (pack_.has_capitals == 0 || !isUnlisted(item.first)) return false;
    const std::string_view word = text_.textOf(text_.lexemes[item.first]);
    return endsWithAny(word, image_.text(pack_.past_ending)) ||
           endsWithAny(word, image_.text(pack_.present_ending));
  }

  // Where there are no capitals a verb that no table lists looks like a name.
  bool isLoneWord(const Item& item) const {
    return item.group >= 0 && !isActor(item) && item.last == item.first + 1 &&
           isUnlisted(item.first);
  }

  bool isPlainWord(const Item& item) const {
    if (item.date >= 0 || item.punctuation != 0 || item.is_number || !item.triggers.empty() ||
        !item.cues.empty() || item.marker)
      return false;
    if (item.group >= 0) return isLoneWord(item);
    return !text_.tokenOf(text_.lexemes[item.first]).capitalised &&
           text_.tokenOf(text_.lexemes[item.first]).kind == TokenKind::kWord;
  }

  static bool endsStretch(const Item& item) {
    return item.is_clause || item.is_that || item.is_relative || item.punctuation == U',' ||
           item.punctuation == U';' || item.punctuation == U':' || item.punctuation == U'.' ||
           item.punctuation == U'?' || item.punctuation == U'\u0964';
  }

  bool isActor(const Item& item) const {
    if (item.group < 0) return false;
    const Group& group = sentence_.groups[static_cast<std::size_t>(item.group)];
    if (!isOfParticipant(group.marker)) return false;
    return std::any_of(group.phrases.begin(), group.phrases.end(), [this](std::uint32_t index) {
      const Phrase& phrase = sentence_.phrases[index];
      return !phrase.actors.empty() &&
             reader_.cast().actor(phrase.actors.front()).type != EntityType::kPlace;
    });
  }

  // Some trigger stands between, or has one of the two: whatever came of it, the tables know it.
  bool isRead(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to && i < sentence_.items.size(); ++i) {
      if (!sentence_.items[i].triggers.empty()) return true;
    }
    return std::any_of(
        reader_.outcomes().begin(), reader_.outcomes().end(), [&](const Outcome& outcome) {
          return outcome.sentence == sentence_.sentence && outcome.reading.clause_first <= from &&
                 to <= outcome.reading.clause_last;
        });
  }

  bool isUnlisted(std::uint32_t lexeme) const {
    return text_.lexemes[lexeme].entry_count == 0 &&
           text_.tokenOf(text_.lexemes[lexeme]).kind == TokenKind::kWord;
  }

  const Item* itemAt(std::uint32_t lexeme) const {
    for (const Item& item : sentence_.items) {
      if (item.first == lexeme) return &item;
    }
    return nullptr;
  }

  std::uint32_t first() const { return text_.first_lexeme[sentence_.sentence]; }

  std::string nameIn(const Phrase& phrase) const {
    return textOf(phrase.name_first, phrase.name_last);
  }
  std::string textOf(std::size_t item) const {
    return textOf(sentence_.items[item].first, sentence_.items[item].last);
  }
  std::string textOf(std::uint32_t first, std::uint32_t last) const {
    return std::string(
        text_.tokens.textOf(text_.lexemes[first].first, text_.lexemes[last - 1].last));
  }

  void add(UnlistedKind kind, std::string form, bool is_word) {
    const Sentence& sentence = text_.tokens.sentences[sentence_.sentence];
    UnlistedWord word;
    word.kind = kind;
    word.form = std::move(form);
    word.language = std::string(image_.text(pack_.code));
    word.is_word = is_word;
    word.begin = text_.tokens.tokens[sentence.first].begin;
    word.end = text_.tokens.tokens[sentence.last - 1].end;
    found_.push_back(std::move(word));
  }

  const Image& image_;
  const DocumentReader& reader_;
  const LexedText& text_;
  const SentenceItems& sentence_;
  const LanguageRow& pack_;
  std::vector<UnlistedWord>& found_;
};

}  // namespace

std::string_view nameOf(UnlistedKind kind) {
  switch (kind) {
    case UnlistedKind::kName: return "name";
    case UnlistedKind::kTitle: return "title";
    default: return "verb";
  }
}

std::vector<UnlistedWord> findUnlistedWords(const Image& image, const DocumentReader& reader) {
  std::vector<UnlistedWord> found;
  for (const SentenceItems& sentence : reader.sentences()) {
    if (sentence.language != 0) SentenceSearch(image, reader, sentence, found).run();
  }
  return found;
}

}  // namespace chancery
