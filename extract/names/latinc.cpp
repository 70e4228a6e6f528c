// latinc FILE: writes, as C++, the tables by which transliterate() writes names in Devanagari, and
// those with accents, with plain Latin letters: ICU's own rules, put to each pair of characters
// when the project is built, because ICU takes longer to gather these rules in a process than the
// process takes to read many articles.
//
// The rules look at a character and its neighbours. So what a character adds to what stands before
// it is taken from ICU: how many letters it takes back, and which it adds. For nearly all pairs of
// characters it is the same whatever stands before them; where it is not, the table has it for the
// three. What is not in the table stays with ICU.

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

// Of the scripts of our packs, the one that is not Latin; and what parts the words of a name.
constexpr char32_t kFirst = 0x0900, kLast = 0x097F;
constexpr const char32_t* kBetween = U" -.'";

struct Edit {
  std::size_t taken_back = 0;
  std::string added;
  auto operator<=>(const Edit&) const = default;
};

class Rules {
 public:
  explicit Rules(UErrorCode& status)
      : rules_(icu::Transliterator::createInstance(
            icu::UnicodeString::fromUTF8("Any-Latin; Latin-ASCII"), UTRANS_FORWARD, status)) {}

  std::string latin(const std::u32string& text) const {
    icu::UnicodeString written = icu::UnicodeString::fromUTF32(
        reinterpret_cast<const UChar32*>(text.data()), static_cast<std::int32_t>(text.size()));
    rules_->transliterate(written);
    std::string result;
    written.toUTF8String(result);
    return result;
  }

 private:
  std::unique_ptr<icu::Transliterator> rules_;
};

Edit editBetween(const std::string& before, const std::string& after) {
  std::size_t same = 0;
  while (same < before.size() && same < after.size() && before[same] == after[same]) ++same;
  return {before.size() - same, after.substr(same)};
}

bool isPlain(const Edit& edit) {
  for (char c : edit.added) {
    const bool known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' || c == '-' ||
                       c == '.' || c == '\'';
    if (!known) return false;
  }
  return true;
}

// Those that ICU has a rule for, but for letters that it leaves out: its rules look through them.
std::u32string charactersToWrite(const Rules& rules) {
  std::u32string letters;
  for (char32_t c = kFirst; c <= kLast; ++c) {
    UErrorCode status = U_ZERO_ERROR;
    if (uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_DEVANAGARI) letters += c;
  }
  std::u32string characters = kBetween;
  for (char32_t c : letters) {
    const auto hasRule = [&](char32_t before) {
      return isPlain(editBetween(rules.latin({before}), rules.latin({before, c})));
    };
    const std::string alone = rules.latin({c});
    const bool is_letter = u_charType(static_cast<UChar32>(c)) == U_OTHER_LETTER;
    if (is_letter ? !alone.empty() && isPlain({0, alone})
                  : std::any_of(letters.begin(), letters.end(), hasRule)) {
      characters += c;
    }
  }
  return characters;
}

class Table {
 public:
  Table(const Rules& rules, const std::u32string& characters)
      : rules_(rules), characters_(characters) {
    for (std::size_t before = 0; before < characters_.size(); ++before) addRow(before);
    std::vector<std::size_t>& first = cells_.emplace_back();
    for (char32_t c : characters_) first.push_back(numberOf({0, rules_.latin({c})}));
  }

  void write(std::ostream& out) const {
    out << "struct Edit {\n  std::uint8_t taken_back;\n  std::string_view added;\n};\n"
        << "// The first: ICU has to be asked.\n"
        << "inline constexpr Edit kEdits[] = {\n    {0, \"\"},\n";
    for (const Edit& edit : edits_) {
      out << "    {" << edit.taken_back << ", \"" << edit.added << "\"},\n";
    }
    out << "};\n// The edit of each character behind each, and, as the last row, at the "
           "beginning.\n"
        << "inline constexpr std::uint8_t kCells[][kCount] = {\n";
    for (const std::vector<std::size_t>& row : cells_) {
      out << "    {";
      for (std::size_t number : row) out << number << ',';
      out << "},\n";
    }
    out << "};\n// Where the character before both makes a difference; kCount: the beginning.\n"
        << "struct Exception {\n"
        << "  std::uint32_t places;  // 65536 * the first + 256 * the second + the third\n"
        << "  std::uint8_t edit;\n};\n"
        << "inline constexpr Exception kExceptions[] = {\n";
    for (const auto& [places, number] : exceptions_) {
      out << "    {" << places << ", " << number << "},\n";
    }
    out << "};\n";
  }

 private:
  // 0 for what only ICU can write.
  std::size_t numberOf(const Edit& edit) {
    if (!isPlain(edit)) return 0;
    const auto [at, is_new] = numbers_.try_emplace(edit, edits_.size() + 1);
    if (is_new) edits_.push_back(edit);
    return at->second;
  }

  // What stands behind characters_[before], with each character before that, or none.
  void addRow(std::size_t before) {
    const std::size_t count = characters_.size();
    std::vector<std::vector<std::size_t>> found;  // by what stands before; empty: not in the table
    for (std::size_t further = 0; further <= count; ++further) {
      std::u32string text{characters_[before]};
      if (further < count) text.insert(text.begin(), characters_[further]);
      const std::string written = rules_.latin(text);
      std::vector<std::size_t>& numbers = found.emplace_back();
      if (!isPlain({0, written})) continue;
      for (char32_t c : characters_) {
        numbers.push_back(numberOf(editBetween(written, rules_.latin(text + c))));
      }
    }
    std::vector<std::size_t>& row = cells_.emplace_back();
    for (std::size_t i = 0; i < count; ++i) {
      row.push_back(mostFrequent(found, i));
      for (std::size_t further = 0; further <= count; ++further) {
        if (found[further].empty() || found[further][i] == row[i]) continue;
        exceptions_[65536 * further + 256 * before + i] = found[further][i];
      }
    }
  }

  static std::size_t mostFrequent(const std::vector<std::vector<std::size_t>>& rows,
                                  std::size_t column) {
    std::map<std::size_t, std::size_t> times;
    for (const std::vector<std::size_t>& row : rows) {
      if (!row.empty()) ++times[row[column]];
    }
    const auto most = std::max_element(times.begin(), times.end(), [](auto& one, auto& other) {
      return one.second < other.second;
    });
    return most == times.end() ? 0 : most->first;
  }

  const Rules& rules_;
  const std::u32string characters_;
  std::map<Edit, std::size_t> numbers_;
  std::vector<Edit> edits_;
  std::vector<std::vector<std::size_t>> cells_;
  std::map<std::size_t, std::size_t> exceptions_;
};

// Characters of two code points that Unicode also has as one.
std::string compositions(const std::u32string& characters) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normal = icu::Normalizer2::getNFCInstance(status);
  std::string result;
  for (char32_t c : characters) {
    icu::UnicodeString parts;
    if (!normal->getRawDecomposition(static_cast<UChar32>(c), parts)) continue;
    if (parts.countChar32() != 2) continue;
    result += "    {" + std::to_string(parts.char32At(0)) + ", " +
              std::to_string(parts.char32At(parts.length() - 1)) + ", " +
              std::to_string(static_cast<std::uint32_t>(c)) + "},\n";
  }
  return result;
}

// Latin letters that are not ASCII, and what of punctuation stands in names: those that ICU writes
// the same in any company.
std::string lettersAlone(const Rules& rules) {
  constexpr std::pair<char32_t, char32_t> kRanges[] = {
      {0x00A0, 0x024F}, {0x1E00, 0x1EFF}, {0x2010, 0x203A}};
  std::string result;
  for (const auto& [first, last] : kRanges) {
    for (char32_t c = first; c <= last; ++c) {
      const std::string alone = rules.latin({c});
      const bool letters = std::all_of(alone.begin(), alone.end(), [](char a) {
        return ((a | 0x20) >= 'a' && (a | 0x20) <= 'z') || a == ' ' || a == '-' || a == '.' ||
               a == '\'';
      });
      if (alone.empty() || !letters || rules.latin({U'a', c, U'b'}) != 'a' + alone + 'b' ||
          rules.latin({U' ', c, U' '}) != ' ' + alone + ' ') {
        continue;
      }
      result += "    {" + std::to_string(static_cast<std::uint32_t>(c)) + ", \"" + alone + "\"},\n";
    }
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: latinc FILE\n");
    return 2;
  }
  UErrorCode status = U_ZERO_ERROR;
  const Rules rules(status);
  if (U_FAILURE(status)) {
    std::fprintf(stderr, "latinc: ICU has no rules: %s\n", u_errorName(status));
    return 1;
  }
  const std::u32string characters = charactersToWrite(rules);
  std::ofstream file(argv[1], std::ios::binary);
  file << "// Made by latinc, which says what this is.\n#pragma once\n\n#include <cstddef>\n"
       << "#include <cstdint>\n#include <string_view>\n\nnamespace chancery::latin {\n\n"
       << "inline constexpr char32_t kCharacters[] = {";
  for (char32_t c : characters) file << static_cast<std::uint32_t>(c) << ',';
  file << "};\ninline constexpr std::size_t kCount = " << characters.size() << ";\n"
       << "struct Composition {\n  char32_t first, second, both;\n};\n"
       << "inline constexpr Composition kCompositions[] = {\n"
       << compositions(characters) << "};\n"
       << "// In the order of the characters.\n"
       << "struct Letter {\n  char32_t character;\n  std::string_view latin;\n};\n"
       << "inline constexpr Letter kLetters[] = {\n"
       << lettersAlone(rules) << "};\n";
  Table(rules, characters).write(file);
  file << "\n}  // namespace chancery::latin\n";
  if (!file.flush()) {
    std::fprintf(stderr, "latinc: cannot write %s\n", argv[1]);
    return 1;
  }
  return 0;
}
