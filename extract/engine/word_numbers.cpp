#include "extract/engine/word_numbers.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

namespace chancery {
namespace {

constexpr std::size_t kCacheSize = 1u << 13;  // 512 KiB: the second level of a processor's cache
constexpr std::size_t kFirstUnknowns = 1u << 9;

std::uint64_t hashOf(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace

WordNumbers::WordNumbers(const Image& image, const CharacterFolds& folds)
    : image_(image), folds_(folds), cache_(kCacheSize), unknown_(kFirstUnknowns) {
  static_assert(sizeof(CachedWord) == 64);
}

void WordNumbers::beginText() {
  unknown_text_.clear();
  unknown_count_ = 0;
  next_number_ = kFirstUnknown;
  if (++text_ == 0) {  // the numbers of texts begin anew
    unknown_.assign(unknown_.size(), {});
    text_ = 1;
  }
}

std::uint32_t WordNumbers::numberOf(std::string_view surface) {
  const std::uint64_t hash = hashOf(surface);
  CachedWord& cached = cache_[hash & (kCacheSize - 1)];
  const bool known = cached.length == surface.size() &&
                     std::memcmp(cached.surface.data(), surface.data(), surface.size()) == 0;
  std::uint32_t word = cached.word;
  if (!known) {
    word = image_.word(normalizeWord(surface, folds_));
    if (surface.size() <= kCachedBytes) {
      cached.word = word;
      cached.length = static_cast<std::uint8_t>(surface.size());
      std::memcpy(cached.surface.data(), surface.data(), surface.size());
    }
  }
  return word != 0 ? word : unknown(surface, hash);
}

std::uint32_t WordNumbers::unknown(std::string_view surface, std::uint64_t hash) {
  if (const Unknown& seen = unknown_[slotOf(surface, hash)]; seen.text == text_) return seen.number;
  // surfaces that differ in case or accents only are one word
  const std::string normal = normalizeWord(surface, folds_);
  const std::uint64_t hash_of_normal = hashOf(normal);
  const Unknown& other = unknown_[slotOf(normal, hash_of_normal)];
  if (other.text == text_) {
    const std::uint32_t number = other.number;
    add(surface, hash, number);
    return number;
  }
  const std::uint32_t number = next_number_++;
  add(normal, hash_of_normal, number);
  if (normal != surface) add(surface, hash, number);
  return number;
}

std::size_t WordNumbers::slotOf(std::string_view word, std::uint64_t hash) const {
  const std::size_t mask = unknown_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Unknown& slot = unknown_[at];
    if (slot.text != text_) return at;
    if (std::string_view(unknown_text_).substr(slot.begin, slot.length) == word) return at;
  }
}

void WordNumbers::add(std::string_view word, std::uint64_t hash, std::uint32_t number) {
  if (++unknown_count_ * 2 > unknown_.size()) grow();
  unknown_[slotOf(word, hash)] = {static_cast<std::uint32_t>(unknown_text_.size()),
                                  static_cast<std::uint32_t>(word.size()), number, text_};
  unknown_text_ += word;
}

void WordNumbers::grow() {
  std::vector<Unknown> old(unknown_.size() * 2);
  old.swap(unknown_);
  for (const Unknown& slot : old) {
    if (slot.text != text_) continue;
    const std::string_view word = std::string_view(unknown_text_).substr(slot.begin, slot.length);
    unknown_[slotOf(word, hashOf(word))] = slot;
  }
}

}  // namespace chancery
