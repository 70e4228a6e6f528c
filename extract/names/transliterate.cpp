#include "extract/names/transliterate.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace chancery {
namespace {

bool isLetter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// The letter under the accents of `c`; 0 where it is none.
char32_t withoutAccents(char32_t c) {
  constexpr char32_t kFirstAccent = 0x0300;
  constexpr char32_t kLastAccent = 0x036F;
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString parts;
  if (!icu::Normalizer2::getNFDInstance(status)->getDecomposition(static_cast<UChar32>(c), parts))
    return 0;
  for (std::int32_t i = 1; i < parts.length(); ++i) {
    if (parts[i] < kFirstAccent || parts[i] > kLastAccent) return 0;
  }
  return isLetter(parts[0]) ? parts[0] : 0;
}

// What ICU's rules give for words of letters with and without accents. ICU takes as long to gather
// all its rules as we take to read many articles, and most texts need no others.
std::optional<std::string> transliterateAccented(std::string_view name) {
  std::string result;
  bool inside = false;  // of a word
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(name.data());
  const auto length = static_cast<std::int32_t>(name.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    auto letter = static_cast<char32_t>(c);
    if (letter >= 0x80) letter = withoutAccents(letter);
    if (isLetter(letter)) {
      result += static_cast<char>(inside ? letter | 0x20u : letter & ~0x20u);
      inside = true;
    } else if (letter == ' ' || letter == '-' || letter == '\'' || letter == '.') {
      result += static_cast<char>(letter);
      inside = letter == '\'' || letter == '.';  // no capital behind these, as ICU has it
    } else {
      return std::nullopt;
    }
  }
  return result;
}

}  // namespace

std::string transliterate(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain) return std::string(name);
  if (auto accented = transliterateAccented(name)) return *accented;
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
