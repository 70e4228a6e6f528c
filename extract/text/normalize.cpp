#include "extract/text/normalize.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace chancery {
namespace {

constexpr char32_t kFirstCombiningAccent = 0x0300;
constexpr char32_t kLastCombiningAccent = 0x036F;

bool isAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::StringPiece pieceOf(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

std::string normalized(const icu::Normalizer2& form, std::string_view text) {
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  form.normalizeUTF8(0, pieceOf(text), sink, nullptr, status);
  return result;
}

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(status);
}

const icu::Normalizer2& nfd() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFDInstance(status);
}

const icu::Normalizer2& caseFold() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}

void append(std::string& text, UChar32 c) {
  char buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  text.append(buffer, static_cast<std::size_t>(length));
}

}  // namespace

void CharacterFolds::add(char32_t from, std::string to) {
  const auto at = std::lower_bound(folds_.begin(), folds_.end(), from,
                                   [](const auto& fold, char32_t c) { return fold.first < c; });
  if (at != folds_.end() && at->first == from) {
    at->second = std::move(to);
  } else {
    folds_.insert(at, {from, std::move(to)});
  }
}

const std::string* CharacterFolds::find(char32_t c) const {
  const auto at = std::lower_bound(folds_.begin(), folds_.end(), c,
                                   [](const auto& fold, char32_t d) { return fold.first < d; });
  return at != folds_.end() && at->first == c ? &at->second : nullptr;
}

std::string normalizeWord(std::string_view word, const CharacterFolds& folds) {
  std::string result;
  if (isAscii(word)) {
    result.assign(word);
    for (char& c : result) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
  }
  const std::string decomposed = normalized(nfd(), normalized(caseFold(), word));
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(decomposed.data());
  const auto length = static_cast<std::int32_t>(decomposed.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    const auto character = static_cast<char32_t>(c);
    if (character >= kFirstCombiningAccent && character <= kLastCombiningAccent) continue;
    if (const std::string* fold = folds.find(character)) {
      result += *fold;
    } else {
      append(result, c);
    }
  }
  return result;
}

bool isUtf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  // ICU counts in 32 bits; a text is far smaller, and whoever reads it has checked that
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (c < 0) return false;
  }
  return true;
}

std::string repairUtf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    append(result, c);
  }
  return result;
}

std::string toNfc(std::string_view text) { return normalized(nfc(), text); }

bool isNfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return nfc().isNormalizedUTF8(pieceOf(text), status) != 0;
}

}  // namespace chancery
