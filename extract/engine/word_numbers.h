// Stage 2: from a word as it stands in a text to its number.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pack/image.h"
#include "extract/text/normalize.h"

namespace chancery {

// Normalising a word costs far more than comparing it, and a few thousand words make most of any
// text. So what the lexicon says of a surface is kept in a cache of one fixed size, in which a word
// takes the place of another: what is there changes the time alone, never the answer.
//
// Thread safety: one thread at a time; the image may be shared.
class WordNumbers {
 public:
  // Both must outlive this.
  WordNumbers(const Image& image, const CharacterFolds& folds);

  // Words that the lexicon does not hold get numbers from here on, the same normal form the same
  // number within one text.
  static constexpr std::uint32_t kFirstUnknown = 1u << 28;

  // Begins another text: unknown words are counted anew.
  void beginText();

  std::uint32_t numberOf(std::string_view surface);

 private:
  static constexpr std::size_t kCachedBytes = 59;  // of a surface; longer ones are rare

  struct CachedWord {  // one line of the processor's cache
    std::uint32_t word = 0;
    std::uint8_t length = 0;  // 0: empty
    std::array<char, kCachedBytes> surface{};
  };

  // A word of this text that the lexicon does not hold, as it stands or in its normal form.
  struct Unknown {
    std::uint32_t begin = 0;  // in unknown_text_
    std::uint32_t length = 0;
    std::uint32_t number = 0;
    std::uint32_t text = 0;  // the number of the text that it stands in; another: empty
  };

  std::uint32_t unknown(std::string_view surface, std::uint64_t hash);
  // Where `word` stands in unknown_, or belongs.
  std::size_t slotOf(std::string_view word, std::uint64_t hash) const;
  void add(std::string_view word, std::uint64_t hash, std::uint32_t number);
  void grow();

  const Image& image_;
  const CharacterFolds& folds_;
  std::vector<CachedWord> cache_;
  std::vector<Unknown> unknown_;  // open addressing, at most half full
  std::string unknown_text_;
  std::uint32_t unknown_count_ = 0;
  std::uint32_t next_number_ = kFirstUnknown;
  std::uint32_t text_ = 1;
};

}  // namespace chancery
