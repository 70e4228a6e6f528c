#include "extract/names/spellings.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace chancery {
namespace {

constexpr int kAnyHabit = -1;
constexpr int kLeftOut = 1;  // what an initial costs that the other name does not have
constexpr std::size_t kLongestGroup = 12;  // letters
constexpr std::size_t kMostOfAcronym = 3;  // letters
constexpr std::size_t kCellsOfMostWords = 256;

// All scripts of India have their letters in the same places of their blocks.
constexpr char32_t kFirstIndic = 0x0900, kLastIndic = 0x0DFF, kBlock = 0x80;
constexpr char32_t kFirstVowel = 0x06, kLastVowel = 0x14;  // independent
constexpr char32_t kToSign = 0x38;                         // from a vowel to its sign
constexpr char32_t kUnwritten = Spellings::kUnwrittenVowel;
constexpr char32_t kFirstConsonant = 0x15, kLastStop = 0x2E, kLastConsonant = 0x39;
constexpr char32_t kFirstLabial = 0x2A;
constexpr char32_t kFirstSign = 0x3E, kLastSign = 0x4C, kVocalicR = 0x43, kNukta = 0x3C;
constexpr char32_t kVirama = 0x4D, kCandrabindu = 0x01, kAnusvara = 0x02;
constexpr char32_t kVocalicVowel = 0x0B, kRa = 0x30, kSignI = 0x3F, kMa = 0x2E;
constexpr char32_t kDda = 0x21, kDdha = 0x22, kFlap = 0x5C;

std::u32string codePoints(std::string_view text) {
  std::u32string points;
  for (std::int32_t i = 0; static_cast<std::size_t>(i) < text.size();) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), i,
                    static_cast<std::int32_t>(text.size()), c);
    points += static_cast<char32_t>(c);
  }
  return points;
}

bool isIndic(char32_t c) { return c >= kFirstIndic && c <= kLastIndic; }
// The place of a letter in the block of its script; of another character none.
char32_t placeOf(char32_t c) { return isIndic(c) ? c % kBlock : 0x7F; }
char32_t atPlace(char32_t like, char32_t place) { return like / kBlock * kBlock + place; }
bool isConsonant(char32_t c) {
  const char32_t place = placeOf(c);
  return (place >= kFirstConsonant && place <= kLastConsonant) || place == kFlap;
}
bool isSign(char32_t c) { return placeOf(c) >= kFirstSign && placeOf(c) <= kLastSign; }

// Of the stops of one place of the mouth the second and the fourth are the first and the third with
// a breath.
bool isBreathed(char32_t with, char32_t without) {
  const char32_t place = placeOf(with);
  if (place < kFirstConsonant || place > kLastStop) return false;
  // one letter of the Indian alphabet has two places: that of n with a dot stands between
  const char32_t in_row = place < 0x29 ? (place - kFirstConsonant) % 5 : (place - kFirstLabial) % 5;
  return (in_row == 1 || in_row == 3) && without + 1 == with;
}

// What of a word in an Indian script is heard, one code point a sound.
std::u32string soundsOf(const std::u32string& letters) {
  std::u32string written;
  for (const char32_t c : letters) {
    const char32_t place = placeOf(c);
    if (place != kNukta) {
      if (isIndic(c)) written += c;
    } else if (!written.empty() &&
               (placeOf(written.back()) == kDda || placeOf(written.back()) == kDdha)) {
      written.back() = atPlace(c, kFlap);
    }
  }
  std::u32string sounds;
  const auto add = [&](char32_t c) {
    const bool again =
        !sounds.empty() && isConsonant(c) && (sounds.back() == c || isBreathed(c, sounds.back()));
    if (again) sounds.pop_back();
    sounds += c;
  };
  bool in_cluster = false;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const char32_t c = written[i];
    const char32_t place = placeOf(c);
    const char32_t next = i + 1 < written.size() ? written[i + 1] : 0;
    if (isConsonant(c)) {
      add(c);
      if (placeOf(next) == kVirama) {
        in_cluster = true;
        ++i;
        continue;
      }
      // behind one consonant the vowel at the end of a word is not said, behind two it is
      if (!isSign(next) && (next != 0 || in_cluster)) sounds += kUnwritten;
      in_cluster = false;
    } else if (place == kVocalicR || place == kVocalicVowel) {
      add(atPlace(c, kRa));
      sounds += atPlace(c, kSignI);
    } else if (isSign(c)) {
      sounds += c;
    } else if (place >= kFirstVowel && place <= kLastVowel) {
      sounds += c + kToSign;
    } else if (c == kUnwritten) {
      sounds += c;
    } else if (place == kAnusvara || place == kCandrabindu) {
      const bool labial = placeOf(next) >= kFirstLabial && placeOf(next) <= kMa;
      add(atPlace(c, labial ? kMa : kAnusvara));
    }
  }
  return sounds;
}

// A letter without its accents, as plain as letters of Latin are; itself where it has none.
char32_t plainLetter(char32_t c) {
  static constexpr std::array<std::pair<char32_t, char32_t>, 6> kOthers = {
      {{U'ł', U'l'}, {U'ø', U'o'}, {U'ı', U'i'}, {U'đ', U'd'}, {U'ð', U'd'}, {U'ə', U'a'}}};
  for (const auto& [letter, plain] : kOthers) {
    if (c == letter) return plain;
  }
  if (c < 0x80) return c;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (U_FAILURE(status) || !normalizer->getDecomposition(static_cast<UChar32>(c), parts)) return c;
  return static_cast<char32_t>(parts.char32At(0));
}

bool isVowelOfLatin(char32_t c) {
  return c == U'a' || c == U'e' || c == U'i' || c == U'o' || c == U'u';
}

// The words of a name: blanks, hyphens and full stops part them, apostrophes do not.
std::vector<std::u32string> wordsIn(std::string_view name) {
  std::vector<std::u32string> words(1);
  for (const char32_t c : codePoints(name)) {
    const auto point = static_cast<UChar32>(c);
    if (isIndic(c) || (u_isalpha(point) && u_charType(point) != U_MODIFIER_LETTER)) {
      words.back() += static_cast<char32_t>(u_tolower(point));
    } else if ((c == U' ' || c == U'-' || c == U'.' || c == U'–' || c == 0xA0) &&
               !words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

Spellings::Spellings(const Image& image) : habits_(1) {
  for (const SpellingRow& row : image.spellings()) {
    Rule rule;
    std::string_view latin = image.text(row.latin);
    rule.at_start = latin.front() == '^';
    if (rule.at_start) latin.remove_prefix(1);
    rule.at_end = latin.back() == '$';
    if (rule.at_end) latin.remove_suffix(1);
    rule.latin = codePoints(latin);
    const std::u32string other = codePoints(image.text(row.sounds));
    rule.sounds = soundsOf(other);
    const bool ends_so =
        !rule.sounds.empty() && rule.sounds.back() == kUnwritten && other.back() != kUnwritten;
    if (ends_so) rule.sounds.pop_back();
    const auto habit = std::find(habits_.begin(), habits_.end(), image.text(row.habit));
    rule.habit = static_cast<std::uint8_t>(habit - habits_.begin());
    if (habit == habits_.end()) habits_.push_back(image.text(row.habit));
    rule.cost = static_cast<std::uint8_t>(row.cost);
    rules_.push_back(std::move(rule));
  }
  std::stable_sort(rules_.begin(), rules_.end(),
                   [](const Rule& a, const Rule& b) { return a.latin < b.latin; });
}

bool Spellings::LatinWord::isDoubled(std::size_t letter) const {
  return letter + 1 < plain.size() && plain[letter] == plain[letter + 1] &&
         !isVowelOfLatin(plain[letter]) && !initials;
}

bool Spellings::LatinWord::allows(const Rule& rule, std::size_t begin, std::size_t end) const {
  if (initials) return rule.at_start && rule.at_end && rule.latin.size() == 1;
  return (!rule.at_start || begin == 0) && (!rule.at_end || end == letters.size());
}

Spellings::LatinWord Spellings::latinWord(std::u32string letters) const {
  LatinWord word;
  word.letters = std::move(letters);
  for (const char32_t c : word.letters) word.plain += plainLetter(c);
  const auto isLess = [](const Rule& rule, std::u32string_view text) { return rule.latin < text; };
  const auto isGreater = [](std::u32string_view text, const Rule& rule) {
    return text < rule.latin;
  };
  for (std::size_t i = 0; i < word.letters.size(); ++i) {
    word.first_group.push_back(static_cast<std::uint16_t>(word.groups.size()));
    const std::size_t longest = std::min(kLongestGroup, word.letters.size() - i);
    for (std::size_t n = 1; n <= longest; ++n) {
      const auto take = [&](std::u32string_view group) {
        const auto begin = std::lower_bound(rules_.begin(), rules_.end(), group, isLess);
        const auto end = std::upper_bound(begin, rules_.end(), group, isGreater);
        if (begin == end) return;
        word.groups.push_back({static_cast<std::uint8_t>(n),
                               static_cast<std::uint16_t>(begin - rules_.begin()),
                               static_cast<std::uint16_t>(end - begin)});
      };
      const std::u32string_view group = std::u32string_view(word.letters).substr(i, n);
      const std::u32string_view plain = std::u32string_view(word.plain).substr(i, n);
      take(group);
      if (plain != group) take(plain);
    }
  }
  word.first_group.push_back(static_cast<std::uint16_t>(word.groups.size()));
  return word;
}

Spellings::LatinName Spellings::latinName(std::string_view name) const {
  LatinName latin;
  for (std::u32string& word : wordsIn(name)) latin.words.push_back(latinWord(std::move(word)));
  return latin;
}

Spellings::HeardName Spellings::heardName(std::string_view name) const {
  HeardName heard;
  for (const std::u32string& word : wordsIn(name)) {
    std::u32string sounds = soundsOf(word);
    if (!sounds.empty()) heard.push_back(std::move(sounds));
  }
  return heard;
}

Spellings::LatinWord Spellings::initials(std::u32string letters) const {
  LatinWord word = latinWord(std::move(letters));
  word.initials = true;
  return word;
}

bool Spellings::mayBeInitials(const LatinWord& word) {
  return word.letters.size() > 1 && word.letters.size() <= kMostOfAcronym && !word.initials &&
         std::none_of(word.plain.begin(), word.plain.end(),
                      [](char32_t c) { return isVowelOfLatin(c) || c == U'y'; });
}

int Spellings::ofWord(const LatinWord& latin, std::u32string_view heard, int habit) const {
  const int cost = aligned(latin, heard, habit);
  if (cost == 0 || !mayBeInitials(latin)) return cost;
  return std::min(cost, aligned(initials(latin.letters), heard, habit));
}

int Spellings::aligned(const LatinWord& latin, std::u32string_view heard, int habit) const {
  const std::size_t letters = latin.letters.size(), sounds = heard.size();
  const std::size_t cells = (letters + 1) * (sounds + 1);
  std::array<std::uint8_t, kCellsOfMostWords> few;
  std::vector<std::uint8_t> many;
  if (cells > few.size()) many.resize(cells);
  std::uint8_t* const costs = cells > few.size() ? many.data() : few.data();
  std::fill(costs, costs + cells, std::uint8_t{kFar});
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint8_t& {
    return costs[i * (sounds + 1) + j];
  };
  const auto improve = [](std::uint8_t& cost, int to) {
    if (to < cost) cost = static_cast<std::uint8_t>(to);
  };
  at(0, 0) = 0;
  std::size_t reached = 0;  // letters, by any way
  for (std::size_t i = 0; i <= reached; ++i) {
    for (std::size_t j = 0; j <= sounds; ++j) {
      const int here = at(i, j);
      if (here > kMostOfWord) continue;
      const bool may_be_unsaid = i > 0 && j < sounds && heard[j] == kUnwritten;
      if (may_be_unsaid) improve(at(i, j + 1), here);
      if (i == letters) continue;
      if (latin.isDoubled(i)) {
        improve(at(i + 1, j), here);
        reached = std::max(reached, i + 1);
      }
      for (std::size_t g = latin.first_group[i]; g < latin.first_group[i + 1]; ++g) {
        const Group& group = latin.groups[g];
        for (const Rule& rule : rulesOf(group)) {
          if (!latin.allows(rule, i, i + group.letters)) continue;
          if (habit != kAnyHabit && rule.habit != 0 && rule.habit != habit) continue;
          if (heard.substr(j, rule.sounds.size()) != rule.sounds) continue;
          improve(at(i + group.letters, j + rule.sounds.size()), here + rule.cost);
          reached = std::max(reached, i + group.letters);
        }
      }
    }
  }
  return at(letters, sounds) > kMostOfWord ? kFar : at(letters, sounds);
}

int Spellings::ofName(const LatinName& latin, const HeardName& heard, int habit) const {
  const std::size_t words = latin.words.size(), others = heard.size();
  if (words == others) {
    int cost = 0;
    // surnames differ more
    for (std::size_t i = words; i-- > 0 && cost <= kMostOfName;) {
      cost += ofWord(latin.words[i], heard[i], habit);
    }
    return std::min(cost, kFar);
  }
  std::vector<int> costs((words + 1) * (others + 1), kFar);
  const auto at = [&](std::size_t i, std::size_t j) -> int& { return costs[i * (others + 1) + j]; };
  at(0, 0) = 0;
  for (std::size_t i = 0; i < words; ++i) {
    for (std::size_t j = 0; j < others; ++j) {
      const int here = at(i, j);
      if (here > kMostOfName) continue;
      const auto take = [&](std::size_t n, std::size_t m, int cost) {
        at(i + n, j + m) = std::min(at(i + n, j + m), std::min(kFar, here + cost));
      };
      take(1, 1, ofWord(latin.words[i], heard[j], habit));
      const bool joined = words > others && i + 1 < words && latin.words[i].letters.size() > 1 &&
                          latin.words[i + 1].letters.size() > 1;
      if (joined) {
        take(2, 1,
             ofWord(latinWord(latin.words[i].letters + latin.words[i + 1].letters), heard[j],
                    habit));
      }
      const bool is_initial = words > others && latin.words[i].letters.size() == 1;
      if (is_initial && i > 0 && i + 1 < words) take(1, 0, kLeftOut);
      std::u32string run = latin.words[i].letters;
      for (std::size_t n = 2; is_initial && i + n <= words; ++n) {
        const std::u32string& next = latin.words[i + n - 1].letters;
        if (next.size() != 1) break;
        run += next;
        take(n, 1, ofWord(initials(run), heard[j], habit));
      }
      if (words < others && j + 1 < others) {
        take(1, 2, ofWord(latin.words[i], heard[j] + heard[j + 1], habit));
      }
    }
  }
  return at(words, others);
}

Spellings::Likeness Spellings::between(const LatinName& latin, const HeardName& heard) const {
  Likeness best;
  if (latin.words.empty() || heard.empty()) return best;
  // no habit costs less than all of them together, and most names are unlike in any case
  const int least = ofName(latin, heard, kAnyHabit);
  if (least > kMostOfName) return best;
  for (std::size_t habit = 0; habit < habits_.size() && best.cost > least; ++habit) {
    const int cost = ofName(latin, heard, static_cast<int>(habit));
    if (cost < best.cost && cost <= kMostOfName) best = {cost, habits_[habit]};
  }
  return best;
}

Spellings::Likeness Spellings::between(std::string_view latin, std::string_view other) const {
  return between(latinName(latin), heardName(other));
}

}  // namespace chancery
