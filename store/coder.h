// Values, byte by byte: what the codecs of all families are made of.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/keys.h"

namespace chancery::store {

// Numbers are varints of seven bits a byte, lowest first; texts follow their length.
class Encoder {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>(value | 0x80));
    bytes_.push_back(static_cast<char>(value));
  }
  void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void fixed(std::uint32_t value) { appendUint32(bytes_, value); }
  void text(std::string_view text) {
    number(text.size());
    bytes_.append(text);
  }
  void texts(const std::vector<std::string>& texts) {
    number(texts.size());
    for (const std::string& one : texts) text(one);
  }
  void day(Day day) { fixed(orderedDay(day)); }
  void time(const std::optional<DateSpan>& date) { appendTime(bytes_, date); }
  template <std::size_t Size>
  void raw(const std::array<std::uint8_t, Size>& bytes) {
    bytes_.append(bytes.begin(), bytes.end());
  }

  // About so many bytes more will come.
  void expect(std::size_t bytes) { bytes_.reserve(bytes_.size() + bytes); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Once something is missing, all that follows is zero and empty, and done() is false.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const std::uint8_t next = byte();
      value |= std::uint64_t{next & 0x7Fu} << shift;
      if ((next & 0x80u) == 0) return value;
    }
    fail();
    return 0;
  }
  std::uint8_t byte() {
    const std::string_view bytes = cut(1);
    return bytes.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(bytes[0]);
  }
  std::uint32_t fixed() { return readUint32(cut(4)); }
  std::string text() { return std::string(cut(number())); }
  std::vector<std::string> texts() {
    std::vector<std::string> texts(count());
    for (std::string& one : texts) one = text();
    return texts;
  }
  Day day() { return {static_cast<std::int32_t>(fixed() ^ orderedDay({}))}; }
  std::optional<DateSpan> time() {
    const std::string_view bytes = cut(kTimeBytes);
    if (bytes.empty()) return std::nullopt;
    return readTime(bytes);
  }
  template <std::size_t Size>
  std::array<std::uint8_t, Size> raw() {
    std::array<std::uint8_t, Size> array{};
    const std::string_view bytes = cut(Size);
    std::copy(bytes.begin(), bytes.end(), array.begin());
    return array;
  }
  // How many elements follow; each takes a byte at least, so a damaged number cannot make us
  // reserve more than there are bytes.
  std::size_t count() {
    const std::uint64_t count = number();
    if (count <= rest_.size()) return static_cast<std::size_t>(count);
    fail();
    return 0;
  }
  template <typename Enum>
  Enum oneOf(std::uint8_t value, int end) {
    if (value < end) return static_cast<Enum>(value);
    fail();
    return Enum{};
  }

  bool done() const { return !failed_ && rest_.empty(); }
  bool hasMore() const { return !rest_.empty(); }

 private:
  void fail() {
    failed_ = true;
    rest_ = {};
  }
  std::string_view cut(std::uint64_t size) {
    if (size > rest_.size()) {
      fail();
      return {};
    }
    const std::string_view bytes = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(bytes.size());
    return bytes;
  }

  std::string_view rest_;
  bool failed_ = false;
};

template <typename T>
std::optional<T> ifDone(const Decoder& decoder, T&& value) {
  if (!decoder.done()) return std::nullopt;
  return std::forward<T>(value);
}

}  // namespace chancery::store
