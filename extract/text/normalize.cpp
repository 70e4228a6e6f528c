#include "extract/text/normalize.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

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

// Marks in a row beyond those that Unicode's stream-safe text has (UAX #15, section 13) are of no
// language, and the time to put them into normal order grows with the square of their number.
constexpr std::size_t kMostMarks = 30;

std::string withoutEndlessMarks(std::string_view text) {
  std::string result;
  std::size_t marks = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    const std::int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    marks = u_getCombiningClass(c) == 0 ? 0 : marks + 1;
    if (marks <= kMostMarks)
      result += text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
  }
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

// Most words that are not ASCII are of the Devanagari block, where full normal forms come to this:
// eight letters fall apart into a letter and a nukta, and the rest stays as it is.
class DevanagariFolder {
 public:
  explicit DevanagariFolder(const CharacterFolds& folds) : folds_(folds) {}

  // False, with half a word in `result`, for words of other characters, and for the rare ones that
  // have marks in an order that is not normal.
  bool fold(std::string_view word, std::string& result) {
    const auto byte = [word](std::size_t at) { return static_cast<unsigned char>(word[at]); };
    for (std::size_t at = 0; at < word.size();) {
      if (byte(at) < 0x80) {
        const char c = word[at++];
        if (!put(static_cast<char32_t>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c), 0, result))
          return false;
        continue;
      }
      const bool in_block = byte(at) == 0xE0 && word.size() - at >= 3 &&
                            (byte(at + 1) & 0xFEu) == 0xA4 && (byte(at + 2) & 0xC0u) == 0x80;
      if (!in_block) return false;
      const auto c =
          static_cast<char32_t>(kBlock | (byte(at + 1) & 1u) << 6 | (byte(at + 2) & 0x3Fu));
      if (!putLetter(c, result)) return false;
      at += 3;
    }
    return true;
  }

 private:
  static constexpr char32_t kBlock = 0x0900;
  static constexpr char32_t kNukta = 0x093C;
  static constexpr char32_t kFirstWithNukta = 0x0958;
  static constexpr std::array<char32_t, 8> kWithoutNukta = {0x0915, 0x0916, 0x0917, 0x091C,
                                                            0x0921, 0x0922, 0x092B, 0x092F};

  // Unicode's canonical combining class.
  static int classOf(char32_t c) {
    switch (c) {
      case kNukta: return 7;
      case 0x094D: return 9;
      case 0x0952: return 220;
      case 0x0951:
      case 0x0953:
      case 0x0954: return 230;
      default: return 0;
    }
  }

  bool putLetter(char32_t c, std::string& result) {
    if (c == 0x0929 || c == 0x0931 || c == 0x0934) return false;  // rare ones that fall apart, too
    if (c < kFirstWithNukta || c >= kFirstWithNukta + kWithoutNukta.size())
      return put(c, classOf(c), result);
    return put(kWithoutNukta[c - kFirstWithNukta], 0, result) &&
           put(kNukta, classOf(kNukta), result);
  }

  bool put(char32_t c, int combining_class, std::string& result) {
    if (combining_class != 0 && combining_class < last_class_) return false;
    last_class_ = combining_class;
    if (const std::string* fold = folds_.find(c)) {
      result += *fold;
    } else if (c < 0x80) {
      result += static_cast<char>(c);
    } else {
      result += {static_cast<char>(0xE0), static_cast<char>(0x80u | c >> 6),
                 static_cast<char>(0x80u | (c & 0x3Fu))};
    }
    return true;
  }

  const CharacterFolds& folds_;
  int last_class_ = 0;
};

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
    return;
  }
  folds_.insert(at, {from, std::move(to)});
  frequent_.assign(kFrequent, 0);
  for (std::size_t i = 0; i < folds_.size() && folds_[i].first < kFrequent; ++i) {
    frequent_[folds_[i].first] = static_cast<std::uint16_t>(i + 1);
  }
}

const std::string* CharacterFolds::find(char32_t c) const {
  if (c < frequent_.size()) return frequent_[c] == 0 ? nullptr : &folds_[frequent_[c] - 1u].second;
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
  result.reserve(word.size());
  if (DevanagariFolder(folds).fold(word, result)) return result;
  result.clear();
  std::string cut;
  if (word.size() > kMostMarks * 2) word = cut = withoutEndlessMarks(word);
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
