#include "extract/names/name_variants.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::size_t kTellingFold = 3;

std::size_t consonantsIn(std::string_view fold) {
  return static_cast<std::size_t>(std::count_if(fold.begin(), fold.end(), [](char c) {
    return c != ' ' && c != 'a' && c != 'i' && c != 'u';
  }));
}

}  // namespace

NameVariants::NameVariants(const Image& image, const NameFold& fold) : fold_(fold) {
  for (const NameVariantRow& row : image.nameVariants()) {
    std::string_view from = image.text(row.from), to = image.text(row.to);
    if (row.least == 0) {
      words_.emplace(fold.normalKey(from), fold.normalKey(to));
    } else if (from != to) {
      Letters letters;
      letters.least = row.least;
      letters.at_start = from.front() == '^';
      letters.at_end = from.back() == '$';
      for (std::string_view* text : {&from, &to}) {
        if (letters.at_start) text->remove_prefix(1);
        if (letters.at_end) text->remove_suffix(1);
      }
      letters.from = from;
      letters.to = to;
      letters_.push_back(std::move(letters));
    }
  }
}

std::string NameVariants::replaced(std::string word) const {
  const std::size_t consonants = consonantsIn(fold_.fold(word));
  for (const Letters& letters : letters_) {
    if (consonants < letters.least || letters.from.size() > word.size()) continue;
    if (letters.at_start) {
      if (word.starts_with(letters.from)) word.replace(0, letters.from.size(), letters.to);
    } else if (letters.at_end) {
      if (word.ends_with(letters.from)) {
        word.replace(word.size() - letters.from.size(), letters.from.size(), letters.to);
      }
    } else {
      for (std::size_t at = word.find(letters.from); at != std::string::npos;
           at = word.find(letters.from, at + letters.to.size())) {
        word.replace(at, letters.from.size(), letters.to);
      }
    }
  }
  return word;
}

NameVariants::Word NameVariants::word(std::string_view text) const {
  Word word;
  word.fold = fold_.foldWithVowels(text);
  word.tells = fold_.fold(text).size() >= kTellingFold;
  const auto listed = words_.find(std::string(text));
  word.key =
      fold_.foldWithVowels(replaced(listed == words_.end() ? std::string(text) : listed->second));
  return word;
}

}  // namespace chancery
