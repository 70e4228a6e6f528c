#include "export/json_writer.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace chancery {
namespace {

using Json = nlohmann::json;

// Whatever needs a second look: quotes, backslashes, control characters, and all but ASCII.
constexpr std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> special{};
  for (std::size_t c = 0; c < special.size(); ++c)
    special[c] = c < 0x20 || c == '"' || c == '\\' || c >= 0x80;
  return special;
}();

unsigned char byteAt(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool isContinuation(unsigned char byte) { return (byte & 0xC0u) == 0x80u; }

// The length of a well-formed sequence of two or three bytes at `at`, which are all that most texts
// have; 0 for any other.
std::size_t commonSequence(std::string_view text, std::size_t at) {
  const unsigned char lead = byteAt(text, at);
  const unsigned char second = byteAt(text, at + 1);
  if (!isContinuation(second)) return 0;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  // behind E0 are overlong forms, behind ED surrogates
  const bool plain = (lead >= 0xE1 && lead <= 0xEC) || lead == 0xEE || lead == 0xEF ||
                     (lead == 0xE0 && second >= 0xA0);
  return plain && isContinuation(byteAt(text, at + 2)) ? 3 : 0;
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
  out_ += "\":";
  first_ = true;
}

void JsonWriter::string(std::string_view text) {
  separate();
  const std::size_t begin = out_.size();
  out_ += '"';
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!kSpecial[byteAt(text, at)]) {
      ++at;
    } else if (text[at] == '"' || text[at] == '\\') {
      out_ += text.substr(copied, at - copied);
      out_ += '\\';
      copied = at++;  // the character itself stands at the head of what is copied next
    } else if (const std::size_t length = commonSequence(text, at); length != 0) {
      at += length;
    } else {
      // control characters, broken UTF-8 and what is rare: the library knows how
      out_.resize(begin);
      out_ += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
      return;
    }
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
