// What names come to, remembered from one document to the next.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/names/name_fold.h"
#include "extract/names/name_links.h"
#include "extract/pack/image.h"

namespace chancery {

// Answers as NameFold, NameLinks and transliterate() do, and keeps the answers: news has few names,
// again and again. Holds what kMostNames names take, some MB at most, however much is read.
//
// References that it gives stay good until forgetIfFull(). Thread safety: used by one thread at a
// time.
class NameMemo {
 public:
  // Both must outlive it.
  NameMemo(const Image& image, const NameFold& fold) : fold_(fold), links_(image, fold) {}

  const std::string& fold(std::string_view name);
  const std::string& foldWithVowels(std::string_view name);
  const std::vector<std::string>& searchKeys(std::string_view name);
  const std::string& transliterated(std::string_view name);
  std::uint32_t personSpelled(std::string_view name, std::uint32_t country);

  const NameLinks& links() const { return links_; }

  // Between two documents, when no reference is held: makes room.
  void forgetIfFull();

 private:
  static constexpr std::size_t kMostNames = 1u << 15;

  struct Spelling {
    std::uint32_t country = kNone;
    std::uint32_t person = kNone;
  };
  // What has been asked for of a name; an empty answer is asked for again.
  struct Known {
    std::string fold, fold_with_vowels;
    std::vector<std::string> search_keys;
    std::string transliterated;
    std::vector<Spelling> spellings;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const {
      return std::hash<std::string_view>{}(name);
    }
  };

  Known& known(std::string_view name);

  const NameFold& fold_;
  NameLinks links_;
  std::unordered_map<std::string, Known, Hash, std::equal_to<>> names_;
};

}  // namespace chancery
