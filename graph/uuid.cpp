#include "graph/uuid.h"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/uuid/name_generator_sha1.hpp>
#include <cstdint>

namespace chancery {
namespace {

constexpr std::size_t kBlockBytes = 64;
constexpr std::size_t kLengthBytes = 8;
using Block = std::array<std::uint8_t, kBlockBytes>;

// SHA-1 (FIPS 180-4), a block at a time. Boost's takes the bytes one by one, which is most of what
// an event costs where events are only read and numbered.
class Sha1 {
 public:
  void add(const std::uint8_t* block) {
    std::array<std::uint32_t, 16> words{};
    for (std::size_t i = 0; i < words.size(); ++i, block += 4) {
      words[i] = static_cast<std::uint32_t>(block[0]) << 24 |
                 static_cast<std::uint32_t>(block[1]) << 16 |
                 static_cast<std::uint32_t>(block[2]) << 8 | block[3];
    }
    auto [a, b, c, d, e] = state_;
    const auto round = [&](std::size_t i, std::uint32_t mixed, std::uint32_t constant) {
      std::uint32_t& word = words[i % 16];
      if (i >= 16) {
        word ^= words[(i + 2) % 16] ^ words[(i + 8) % 16] ^ words[(i + 13) % 16];
        word = std::rotl(word, 1);
      }
      const std::uint32_t next = std::rotl(a, 5) + mixed + e + constant + word;
      e = d;
      d = c;
      c = std::rotl(b, 30);
      b = a;
      a = next;
    };
    std::size_t i = 0;
    for (; i < 20; ++i) round(i, d ^ (b & (c ^ d)), 0x5A827999u);
    for (; i < 40; ++i) round(i, b ^ c ^ d, 0x6ED9EBA1u);
    for (; i < 60; ++i) round(i, (b & c) | (d & (b | c)), 0x8F1BBCDCu);
    for (; i < 80; ++i) round(i, b ^ c ^ d, 0xCA62C1D6u);
    state_[0] += a;
    state_[1] += b;
    state_[2] += c;
    state_[3] += d;
    state_[4] += e;
  }
  const std::array<std::uint32_t, 5>& state() const { return state_; }

 private:
  std::array<std::uint32_t, 5> state_{0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u,
                                      0xC3D2E1F0u};
};

// Of the name space, then the name, then the bit and the length that SHA-1 ends with.
std::array<std::uint32_t, 5> sha1Of(const boost::uuids::uuid& name_space, std::string_view name) {
  Sha1 sha1;
  Block block{};
  const std::uint64_t bits = (name_space.size() + name.size()) * 8;
  std::copy(name_space.begin(), name_space.end(), block.begin());
  std::size_t filled = name_space.size();
  const auto flush = [&] {
    sha1.add(block.data());
    block.fill(0);
    filled = 0;
  };
  while (!name.empty()) {
    const std::size_t part = std::min(name.size(), kBlockBytes - filled);
    std::copy_n(name.begin(), part, block.begin() + static_cast<std::ptrdiff_t>(filled));
    name.remove_prefix(part);
    filled += part;
    if (filled == kBlockBytes) flush();
  }
  block[filled++] = 0x80;
  if (filled > kBlockBytes - kLengthBytes) flush();
  for (std::size_t i = 0; i < kLengthBytes; ++i) {
    block[kBlockBytes - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
  }
  sha1.add(block.data());
  return sha1.state();
}

}  // namespace

boost::uuids::uuid uuidOfName(std::string_view name) {
  static const boost::uuids::uuid kNamespace =
      boost::uuids::name_generator_sha1(boost::uuids::ns::url())("chancery");
  const auto digest = sha1Of(kNamespace, name);
  boost::uuids::uuid uuid;
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    uuid.begin()[i] = static_cast<std::uint8_t>(digest[i / 4] >> (24 - 8 * (i % 4)));
  }
  uuid.begin()[6] = static_cast<std::uint8_t>((uuid.begin()[6] & 0x0Fu) | 0x50u);  // version 5
  uuid.begin()[8] = static_cast<std::uint8_t>((uuid.begin()[8] & 0x3Fu) | 0x80u);  // of RFC 9562
  return uuid;
}

}  // namespace chancery
