#include "extract/engine/narrators.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::size_t kLongestLabel = 8;  // items

std::optional<std::uint32_t> personOf(const Cast& cast, const SentenceItems& sentence,
                                      const Item& item) {
  if (item.group < 0) return std::nullopt;
  const Group& group = sentence.groups[static_cast<std::size_t>(item.group)];
  const Phrase& phrase = sentence.phrases[group.phrases.front()];
  if (phrase.actors.size() != 1) return std::nullopt;
  const std::uint32_t actor = phrase.actors.front();
  return cast.actor(actor).type == EntityType::kPerson ? std::optional(actor) : std::nullopt;
}

// "विदेश राज्य मंत्री (श्री हरीश बालियान):"
std::optional<std::uint32_t> labelOf(const Cast& cast, const SentenceItems& sentence) {
  std::optional<std::uint32_t> named;
  for (std::size_t i = 0; i < std::min(sentence.items.size(), kLongestLabel); ++i) {
    const Item& item = sentence.items[i];
    if (item.punctuation == U':') return named;
    // "जयशंकर - हां, मैंने …"
    const bool dash = item.punctuation == U'-' || item.punctuation == U'–';
    if (dash && i == 1 && named && speaksInFirstPerson(sentence)) return named;
    if (item.is_verb || item.is_be || item.marker) return std::nullopt;
    if (const auto person = personOf(cast, sentence, item)) named = person;
  }
  return std::nullopt;
}

}  // namespace

bool speaksInFirstPerson(const SentenceItems& sentence) {
  for (const Phrase& phrase : sentence.phrases) {
    if (phrase.pronoun == PronounKind::kI || phrase.possessor == PronounKind::kI)
      return !phrase.in_quotation;
  }
  return false;
}

std::vector<std::optional<std::uint32_t>> findNarrators(
    const Cast& cast, const std::vector<SentenceItems>& sentences) {
  std::vector<std::optional<std::uint32_t>> narrators(sentences.size());
  std::optional<std::uint32_t> first;
  std::optional<std::uint32_t> labelled;
  bool begun = false;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    if (const auto label = labelOf(cast, sentences[s])) labelled = label;
    begun = begun || speaksInFirstPerson(sentences[s]);
    for (std::size_t i = 0; !first && !begun && i < sentences[s].items.size(); ++i)
      first = personOf(cast, sentences[s], sentences[s].items[i]);
    narrators[s] = labelled ? labelled : first;
  }
  return narrators;
}

}  // namespace chancery
