#include "extract/names/name_links.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace chancery {
namespace {

constexpr std::size_t kFewestConsonants = 4;
constexpr std::size_t kFewestOfJoined = 6;  // where blanks stand in other places
constexpr std::size_t kShortWord = 3;       // letters
constexpr std::size_t kTellingWord = 3;     // letters of a fold
constexpr std::size_t kLongWord = 5;        // "jngpng", but not "rhmn", which is not "rhn"
// Ranks of office_codes.tsv up to which a holder is known by the surname alone.
constexpr int kHighRank = 5;

// Letters that fold() keeps of a vowel at the beginning count for little.
std::size_t consonantsIn(const std::vector<std::string>& words) {
  std::size_t count = 0;
  for (const std::string& word : words) {
    count += word.size() - (!word.empty() && word.front() == 'a' ? 1 : 0);
  }
  return count;
}

std::size_t lettersIn(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

// True where the words without blanks are what `fold` is without blanks.
bool isJoined(const std::vector<std::string>& words, std::string_view fold) {
  for (const std::string& word : words) {
    for (const char c : word) {
      if (!fold.empty() && fold.front() == ' ') fold.remove_prefix(1);
      if (fold.empty() || fold.front() != c) return false;
      fold.remove_prefix(1);
    }
  }
  return fold.empty();
}

}  // namespace

bool isOfOneScript(std::string_view a, std::string_view b) {
  const bool a_is_ascii = static_cast<unsigned char>(a.front()) < 0x80;
  const bool b_is_ascii = static_cast<unsigned char>(b.front()) < 0x80;
  return a_is_ascii == b_is_ascii;
}

std::vector<std::string> wordsOfName(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (char c : text) {
    if (c == ' ' || c == '-' || c == '.') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool isOneLetterMore(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() != a.size() + 1) return false;
  std::size_t same = 0;
  while (same < a.size() && a[same] == b[same]) ++same;
  return a.substr(same) == b.substr(same + 1);
}

bool NameLinks::isSpelling(std::string_view name, const std::vector<std::string>& words,
                           const NameRow& listed) const {
  std::string_view others = image_.text(listed.fold);
  const auto blanks = static_cast<std::size_t>(std::count(others.begin(), others.end(), ' '));
  if (words.size() != blanks + 1) {
    return consonantsIn(words) >= kFewestOfJoined && isJoined(words, others);
  }
  std::size_t unlike = 0;
  for (const std::string& word : words) {
    const std::string_view other = others.substr(0, others.find(' '));
    others.remove_prefix(std::min(other.size() + 1, others.size()));
    if (word == other) continue;
    const bool one_more = std::min(word.size(), other.size()) >= kLongWord &&
                          word.front() == other.front() && isOneLetterMore(word, other);
    if (!one_more || ++unlike > 1) return false;
  }
  const std::vector<std::string> plain = wordsOfName(name);
  const std::vector<std::string> plain_listed = wordsOfName(image_.text(listed.text));
  if (plain.size() != plain_listed.size() || plain.size() != words.size()) return unlike == 0;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const bool is_short = std::min(lettersIn(plain[i]), lettersIn(plain_listed[i])) <= kShortWord;
    if (is_short && isOfOneScript(plain[i], plain_listed[i]) &&
        fold_.normalKey(plain[i]) != fold_.normalKey(plain_listed[i])) {
      return false;
    }
  }
  return true;
}

bool NameLinks::fits(std::string_view name, const std::vector<std::string>& words,
                     std::uint32_t person) const {
  for (const NameRow& row : image_.namesOf(person)) {
    if (row.kind == AliasKind::kFull && isSpelling(name, words, row)) return true;
  }
  return false;
}

std::uint32_t NameLinks::personSpelled(std::string_view name, std::uint32_t country) const {
  const std::vector<std::string> words = wordsOfName(fold_.fold(name));
  if (words.size() < 2 || consonantsIn(words) < kFewestConsonants) return kNone;
  std::uint32_t found = kNone;
  const auto look = [&](std::string_view key) {
    for (const KeyRow& row : image_.withKey(key)) {
      const EntityRow& entity = image_.entities()[row.entity];
      if (entity.type != EntityType::kPerson || row.entity == found) continue;
      if (country != kNone && entity.country_entity != kNone && entity.country_entity != country)
        continue;
      if (!fits(name, words, row.entity)) continue;
      if (found != kNone) return false;
      found = row.entity;
    }
    return true;
  };
  if (!look("f:" + joined(words))) return kNone;
  if (found != kNone) return found;
  for (const std::string& word : words) {
    if (word.size() >= kTellingWord && !look("w:" + word)) return kNone;
  }
  return found;
}

std::uint32_t NameLinks::officeHolderNamed(std::string_view surname, std::optional<Day> day) const {
  const std::vector<std::uint32_t> holders = officeHoldersNamed(surname, day);
  return holders.size() == 1 ? holders.front() : kNone;
}

std::vector<std::uint32_t> NameLinks::officeHoldersNamed(std::string_view surname,
                                                         std::optional<Day> day) const {
  std::vector<std::uint32_t> found;
  if (!day) return found;
  for (const KeyRow& row : image_.withKey("s:" + fold_.normalKey(surname))) {
    const auto offices = image_.officesOf(row.entity);
    const bool in_office = std::any_of(offices.begin(), offices.end(), [&](const OfficeRow& o) {
      return image_.officeCodes()[o.office].rank <= kHighRank && o.from <= day->since_1970 &&
             day->since_1970 <= o.to;
    });
    if (in_office && std::find(found.begin(), found.end(), row.entity) == found.end())
      found.push_back(row.entity);
  }
  return found;
}

}  // namespace chancery
