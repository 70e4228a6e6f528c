// Words that a text uses and no table knows: what whoever writes a language pack adds next.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chancery {

enum class UnlistedKind {
  kName,   // of a person or a body: behind a title, or where somebody stands who takes part
  kTitle,  // a word before a person's name, or between a country and a person
  kVerb,   // what one whom the text names does to another, by its place, and no trigger
};

// Every kind's name: "name", "title", "verb".
std::string_view nameOf(UnlistedKind kind);

// One place of the text.
struct UnlistedWord {
  UnlistedKind kind = UnlistedKind::kName;
  std::string form;       // as it stands; of a name the longest form that the text has of it
  std::string language;   // the code of the pack that reads the sentence
  bool is_word = false;   // the pack has it as a word, and as nothing else
  std::size_t begin = 0;  // the sentence, in bytes of the article's text
  std::size_t end = 0;
};

}  // namespace chancery
