// Endings of words, as a language pack lists them: several, parted by bars.
#pragma once

#include <string_view>

namespace chancery {

// True when the word ends with one of `endings` and is longer than it.
inline bool endsWithAny(std::string_view word, std::string_view endings) {
  while (!endings.empty()) {
    const std::size_t bar = endings.find('|');
    const std::string_view ending = endings.substr(0, bar);
    if (word.size() > ending.size() && word.ends_with(ending)) return true;
    endings = bar == std::string_view::npos ? std::string_view() : endings.substr(bar + 1);
  }
  return false;
}

}  // namespace chancery
