#include "extract/names/transliterate.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "extract/names/latin_table.h"

namespace chancery {
namespace {

bool isLetter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// What ICU writes for a letter with accents, or for the like; empty where it is none.
std::string_view plainLetters(char32_t c) {
  const auto* at =
      std::lower_bound(std::begin(latin::kLetters), std::end(latin::kLetters), c,
                       [](const latin::Letter& l, char32_t d) { return l.character < d; });
  return at != std::end(latin::kLetters) && at->character == c ? at->latin : std::string_view();
}

// Gives each word its capital, but none behind an apostrophe or a full stop, as ICU has it.
class Titles {
 public:
  char of(char c) {
    if (isLetter(static_cast<unsigned char>(c))) {
      const char cased = static_cast<char>(inside_ ? c | 0x20 : c & ~0x20);
      inside_ = true;
      return cased;
    }
    inside_ = c == '\'' || c == '.';
    return c;
  }

 private:
  bool inside_ = false;  // of a word
};

char32_t nextCharacter(std::string_view text, std::int32_t& at) {
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), at,
                  static_cast<std::int32_t>(text.size()), c);
  return static_cast<char32_t>(c);
}

// What ICU's rules give for words of letters with and without accents. ICU takes as long to gather
// all its rules as we take to read many articles, and most texts need no others than these and
// those of the table.
std::optional<std::string> transliterateAccented(std::string_view name) {
  std::string result;
  Titles titles;
  for (std::int32_t i = 0; static_cast<std::size_t>(i) < name.size();) {
    const char32_t c = nextCharacter(name, i);
    if (c >= 0x80) {
      const std::string_view letters = plainLetters(c);
      if (letters.empty()) return std::nullopt;
      for (const char letter : letters) result += titles.of(letter);
      continue;
    }
    if (!isLetter(c) && c != ' ' && c != '-' && c != '\'' && c != '.') return std::nullopt;
    result += titles.of(static_cast<char>(c));
  }
  return result;
}

// The place of a character in the table; latin::kCount where it has none.
std::size_t placeOf(char32_t c) {
  const auto* at = std::find(std::begin(latin::kCharacters), std::end(latin::kCharacters), c);
  return static_cast<std::size_t>(at - std::begin(latin::kCharacters));
}

// The edit of the character at `place` behind the one at `before` and the one at `further`.
const latin::Edit* editFor(std::size_t further, std::size_t before, std::size_t place) {
  const std::size_t key = 65536 * further + 256 * before + place;
  const auto* at = std::lower_bound(
      std::begin(latin::kExceptions), std::end(latin::kExceptions), key,
      [](const latin::Exception& e, std::size_t places) { return e.places < places; });
  const bool is_exception = at != std::end(latin::kExceptions) && at->places == key;
  const std::uint8_t number = is_exception ? at->edit : latin::kCells[before][place];
  return number == 0 ? nullptr : &latin::kEdits[number];
}

// The same for names in the script of the table.
std::optional<std::string> transliterateByTable(std::string_view name) {
  std::string result;
  std::size_t further = latin::kCount, before = latin::kCount;  // the beginning
  for (std::int32_t i = 0; static_cast<std::size_t>(i) < name.size();) {
    char32_t c = nextCharacter(name, i);
    for (const latin::Composition& composition : latin::kCompositions) {
      if (composition.first != c || static_cast<std::size_t>(i) == name.size()) continue;
      std::int32_t behind = i;
      if (nextCharacter(name, behind) != composition.second) break;
      c = composition.both;
      i = behind;
    }
    const std::size_t place = placeOf(c);
    if (place == latin::kCount) return std::nullopt;
    const latin::Edit* edit = editFor(further, before, place);
    if (edit == nullptr) return std::nullopt;
    result.resize(result.size() - edit->taken_back);
    result += edit->added;
    further = before;
    before = place;
  }
  Titles titles;
  for (char& c : result) c = titles.of(c);
  return result;
}

}  // namespace

std::string transliterate(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain) return std::string(name);
  if (auto accented = transliterateAccented(name)) return *accented;
  if (auto from_table = transliterateByTable(name)) return *from_table;
  thread_local const std::unique_ptr<icu::Transliterator> kRules = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> rules(icu::Transliterator::createInstance(
        icu::UnicodeString::fromUTF8("Any-Latin; Latin-ASCII; Any-Title"), UTRANS_FORWARD, status));
    return U_SUCCESS(status) ? std::move(rules) : nullptr;
  }();
  if (!kRules) return std::string(name);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  kRules->transliterate(text);
  std::string result;
  text.toUTF8String(result);
  return result;
}

}  // namespace chancery
