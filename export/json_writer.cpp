#include "export/json_writer.h"

#include <simdjson.h>

#include <array>
#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>

namespace chancery {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kBlock = sizeof(std::uint64_t);

bool isEscaped(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

// False where none of eight bytes is a quote, a backslash or a control character. (Bits of bytes
// above a true find may be wrong, which costs a second look.)
bool mayHaveEscaped(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighest = kOnes << 7;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, kBlock);
  const auto hasLess = [](std::uint64_t w, std::uint64_t n) { return (w - kOnes * n) & ~w; };
  return ((hasLess(word, 0x20) | hasLess(word ^ (kOnes * '"'), 1) |
           hasLess(word ^ (kOnes * '\\'), 1)) &
          kHighest) != 0;
}

// True for ASCII with nothing to be escaped: most strings are keys, ids and names of this kind, too
// short to ask the library about them.
bool isPlainAscii(std::string_view text) {
  constexpr std::uint64_t kHighest = 0x8080808080808080;
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, kBlock);
    if ((word & kHighest) != 0 || mayHaveEscaped(text.data() + at)) return false;
  }
  for (; at < text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) >= 0x80 || isEscaped(text[at])) return false;
  }
  return true;
}

// The first place from `at` on that is to be escaped; the end where there is none.
std::size_t nextEscaped(std::string_view text, std::size_t at) {
  while (at + kBlock <= text.size() && !mayHaveEscaped(text.data() + at)) at += kBlock;
  while (at < text.size() && !isEscaped(text[at])) ++at;
  return at;
}

}  // namespace

void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  first_ = false;
}

void JsonWriter::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_.append("\":", 2);
  first_ = true;
}

void JsonWriter::string(std::string_view text) {
  separate();
  if (isPlainAscii(text)) {
    out_ += '"';
    out_ += text;
    out_ += '"';
    return;
  }
  const std::size_t begin = out_.size();
  bool plain = simdjson::validate_utf8(text);
  out_ += '"';
  std::size_t copied = 0;
  for (std::size_t at = 0; plain && (at = nextEscaped(text, at)) < text.size(); ++at) {
    plain = text[at] == '"' || text[at] == '\\';
    out_ += text.substr(copied, at - copied);
    out_ += '\\';
    copied = at;  // the character itself stands at the head of what is copied next
  }
  if (!plain) {  // control characters and broken UTF-8: the library knows how
    out_.resize(begin);
    out_ += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    return;
  }
  out_ += text.substr(copied);
  out_ += '"';
}

void JsonWriter::number(std::uint64_t value) {
  separate();
  constexpr std::size_t kMostDigits = 20;
  std::array<char, kMostDigits> digits;
  out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + kMostDigits, value).ptr);
}

void JsonWriter::decimal(std::string_view digits) {
  separate();
  out_ += digits;
}

void JsonWriter::null() {
  separate();
  out_ += "null";
}

}  // namespace chancery
