#include "store/words.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

#include <cstdint>

namespace chancery::store {
namespace {

constexpr std::size_t kLongestWord = 96;  // bytes; what is longer is no word, but is found so far
constexpr UChar32 kNonJoiner = 0x200C;
constexpr UChar32 kJoiner = 0x200D;

bool isOfWord(UChar32 point) {
  if (point < 0x80) {
    return (point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') ||
           (point >= 'a' && point <= 'z');
  }
  constexpr std::uint32_t kLetters = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  return (U_MASK(u_charType(point)) & kLetters) != 0 || point == kJoiner || point == kNonJoiner;
}

// Accents of the scripts of Europe, and the dot below a letter in those of India: people leave
// them out. Signs of vowels, which are marks, too, stay.
bool isLeftOut(UChar32 point) {
  constexpr std::uint8_t kNukta = 7;
  return (point >= 0x300 && point <= 0x36F) || u_getCombiningClass(point) == kNukta ||
         point == kJoiner || point == kNonJoiner;
}

const std::uint8_t* bytesOf(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

void appendUtf8(std::string& text, UChar32 point) {
  char bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, point);
  text.append(bytes, static_cast<std::size_t>(length));
}

std::string normalized(const icu::Normalizer2& by, std::string_view text) {
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  UErrorCode failed = U_ZERO_ERROR;
  by.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                   nullptr, failed);
  return U_SUCCESS(failed) ? result : std::string(text);
}

std::string folded(std::string_view word) {
  UErrorCode failed = U_ZERO_ERROR;
  static const icu::Normalizer2* const kFold = icu::Normalizer2::getNFKCCasefoldInstance(failed);
  static const icu::Normalizer2* const kApart = icu::Normalizer2::getNFDInstance(failed);
  const std::string apart = normalized(*kApart, normalized(*kFold, word));
  std::string plain;
  std::int32_t at = 0;
  const auto size = static_cast<std::int32_t>(apart.size());
  while (at < size) {
    UChar32 point = 0;
    U8_NEXT(bytesOf(apart), at, size, point);
    if (point >= 0 && !isLeftOut(point)) appendUtf8(plain, point);
  }
  return plain;
}

std::string shortened(std::string word) {
  if (word.size() <= kLongestWord) return word;
  std::size_t end = kLongestWord;
  while (end > 0 && U8_IS_TRAIL(word[end])) --end;
  word.resize(end);
  return word;
}

// Most words are of ASCII letters: these need no ICU.
std::string wordOf(std::string_view run, bool is_ascii) {
  if (!is_ascii) return shortened(folded(run));
  std::string word(run);
  for (char& letter : word) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  }
  return shortened(std::move(word));
}

}  // namespace

std::vector<std::string> wordsOf(std::string_view text) {
  std::vector<std::string> words;
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t begin = 0;
  bool is_ascii = true;
  const auto finish = [&](std::int32_t end, std::int32_t next) {
    const auto length = static_cast<std::size_t>(end - begin);
    if (length > 0) {
      std::string word = wordOf(text.substr(static_cast<std::size_t>(begin), length), is_ascii);
      if (!word.empty()) words.push_back(std::move(word));
    }
    begin = next;
    is_ascii = true;
  };
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t before = at;
    UChar32 point = 0;
    U8_NEXT(bytesOf(text), at, size, point);
    if (!isOfWord(point)) {
      finish(before, at);
    } else if (point >= 0x80) {
      is_ascii = false;
    }
  }
  finish(size, size);
  return words;
}

std::string wordRules() {
  UVersionInfo version;
  u_getUnicodeVersion(version);
  return "1 " + std::to_string(version[0]) + "." + std::to_string(version[1]);
}

}  // namespace chancery::store
