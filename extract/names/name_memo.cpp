#include "extract/names/name_memo.h"

#include "extract/names/transliterate.h"

namespace chancery {

NameMemo::Known& NameMemo::known(std::string_view name) {
  const auto at = names_.find(name);
  return at != names_.end() ? at->second : names_[std::string(name)];
}

const std::string& NameMemo::fold(std::string_view name) {
  Known& of_name = known(name);
  if (of_name.fold.empty()) of_name.fold = fold_.fold(name);
  return of_name.fold;
}

const std::string& NameMemo::foldWithVowels(std::string_view name) {
  Known& of_name = known(name);
  if (of_name.fold_with_vowels.empty()) of_name.fold_with_vowels = fold_.foldWithVowels(name);
  return of_name.fold_with_vowels;
}

const std::vector<std::string>& NameMemo::searchKeys(std::string_view name) {
  Known& of_name = known(name);
  if (of_name.search_keys.empty()) of_name.search_keys = fold_.searchKeys(name);
  return of_name.search_keys;
}

const std::string& NameMemo::transliterated(std::string_view name) {
  Known& of_name = known(name);
  if (of_name.transliterated.empty()) of_name.transliterated = transliterate(name);
  return of_name.transliterated;
}

std::uint32_t NameMemo::personSpelled(std::string_view name, std::uint32_t country) {
  std::vector<Spelling>& spellings = known(name).spellings;
  for (const Spelling& spelling : spellings) {
    if (spelling.country == country) return spelling.person;
  }
  spellings.push_back({country, links_.personSpelled(name, country)});
  return spellings.back().person;
}

void NameMemo::forgetIfFull() {
  if (names_.size() > kMostNames) names_.clear();
}

}  // namespace chancery
