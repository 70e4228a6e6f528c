#include "extract/names/script_matches.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "extract/known_entity.h"
#include "extract/names/heard_words.h"
#include "extract/names/name_fold.h"
#include "extract/names/spellings.h"
#include "extract/names/transliterate.h"
#include "extract/pack/image.h"

namespace chancery {
namespace {

constexpr std::size_t kFewLetters = 9;    // of a Latin name, below which nothing may be unusual
constexpr std::size_t kSomeLetters = 12;  // and below which little may
constexpr char32_t kInitials = U'.';      // in front of letters that are said by their names
constexpr int kMostOfFew = 0, kMostOfSome = 1;

bool isLatin(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii || scriptOf(text) == "Latin";
}

std::size_t lettersIn(const Spellings::LatinName& name) {
  std::size_t letters = 0;
  for (const Spellings::LatinWord& word : name.words) letters += word.letters.size();
  return letters;
}

// Words by numbers, in the order in which they came.
class Words {
 public:
  std::uint32_t numberOf(std::u32string word) {
    const auto [at, added] =
        numbers_.try_emplace(std::move(word), static_cast<std::uint32_t>(numbers_.size()));
    return at->second;
  }
  std::vector<const std::u32string*> byNumber() const {
    std::vector<const std::u32string*> words(numbers_.size());
    for (const auto& [word, number] : numbers_) words[number] = &word;
    return words;
  }

 private:
  std::unordered_map<std::u32string, std::uint32_t> numbers_;
};

// A full name of one script, and who is called so.
struct Name : BorneName {
  // The words that it begins and ends with; where there are more than two, two of them may be one.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
};

class Names {
 public:
  void add(const std::string& text, std::uint32_t person, bool usual) {
    const auto [at, added] = numbers_.try_emplace(text, all_.size());
    if (added) all_.push_back({{text, {}, {}}, {}});
    std::vector<std::uint32_t>& persons = all_[at->second].persons;
    if (persons.empty() || persons.back() != person) persons.push_back(person);
    if (usual) all_[at->second].usual.push_back(person);
  }
  std::vector<Name>& all() { return all_; }

 private:
  std::vector<Name> all_;
  std::unordered_map<std::string, std::size_t> numbers_;
};

void setEnds(Name& name, const std::vector<std::u32string>& parts, Words& words) {
  if (parts.empty()) return;
  std::vector<std::uint32_t> first = {words.numberOf(parts.front())};
  std::vector<std::uint32_t> last = {words.numberOf(parts.back())};
  if (parts.size() > 2) {
    std::u32string initials(1, kInitials);
    for (std::size_t i = 0; i < parts.size() && parts[i].size() == 1; ++i) {
      initials += parts[i];
      if (i > 0) first.push_back(words.numberOf(initials));
    }
    first.push_back(words.numberOf(parts[0] + parts[1]));
    last.push_back(words.numberOf(parts[parts.size() - 2] + parts.back()));
  }
  for (const std::uint32_t one : first) {
    for (const std::uint32_t other : last) name.ends.emplace_back(one, other);
  }
}

class Matcher {
 public:
  explicit Matcher(const EventSource& source)
      : source_(source), image_(Image::builtIn()), fold_(image_), spellings_(image_) {}

  Result<ScriptMatches> matches() {
    const auto read = readPersons();
    if (!read) return tl::unexpected<Error>(read.error());
    // most stores are in one language
    if (!latins_.all().empty() && !others_.all().empty()) compare();
    for (Names* names : {&latins_, &others_}) findAlike(names->all());
    return result();
  }

 private:
  struct Candidate {
    std::uint32_t other = 0;
    std::uint32_t latin = 0;
    Spellings::Likeness likeness;
  };

  Result<void> readPersons() {
    return source_.forEachEntity([&](const Entity& entity) {
      if (entity.type != EntityType::kPerson || image_.entityWithId(entity.id.value) != kNone) {
        return true;
      }
      ScriptMatches::Person person;
      const auto number = static_cast<std::uint32_t>(persons_.size());
      std::set<std::string> transliterated;
      const auto take = [&](const std::string& name) {
        if (name.find(' ') == std::string::npos) return;
        const bool latin = isLatin(name);
        if (latin && transliterated.contains(name)) return;
        if (!latin) transliterated.insert(transliterate(name));
        if (person.fold.empty()) person.fold = name;
        bool& has_name = latin ? person.has_latin : person.has_other;
        (latin ? latins_ : others_).add(name, number, !has_name);
        has_name = true;
      };
      // those in Latin letters last, when it is known which only transliterate
      for (const bool latin : {false, true}) {
        if (isLatin(entity.label) == latin) take(entity.label);
        for (const std::string& alias : entity.aliases) {
          if (isLatin(alias) == latin) take(alias);
        }
      }
      if (!person.has_latin && !person.has_other) return true;
      person.id = entity.id;
      person.label = entity.label;
      person.country = entity.country;
      persons_.push_back(std::move(person));
      return true;
    });
  }

  // By number of a word in another script: the numbers of the Latin words that are spelt so.
  std::vector<std::vector<std::uint32_t>> spelt(const Words& latin_words,
                                                const Words& other_words) const {
    const std::vector<const std::u32string*> others = other_words.byNumber();
    std::vector<std::pair<std::u32string, std::uint32_t>> sorted;
    for (std::uint32_t n = 0; n < others.size(); ++n) sorted.emplace_back(*others[n], n);
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::u32string> alphabetic;
    for (const auto& [word, number] : sorted) alphabetic.push_back(word);
    const HeardWords heard(alphabetic);
    std::vector<std::vector<std::uint32_t>> latins(others.size());
    const std::vector<const std::u32string*> words = latin_words.byNumber();
    for (std::uint32_t n = 0; n < words.size(); ++n) {
      const std::u32string& word = *words[n];
      const Spellings::LatinWord latin = word.front() == kInitials
                                             ? spellings_.initials(word.substr(1))
                                             : spellings_.latinWord(word);
      for (const std::uint32_t at : heard.spelling(spellings_, latin)) {
        latins[sorted[at].second].push_back(n);
      }
    }
    return latins;
  }

  void compare() {
    Words latin_words, other_words;
    for (Name& name : latins_.all()) {
      std::vector<std::u32string> parts;
      for (const Spellings::LatinWord& word : spellings_.latinName(name.text).words) {
        parts.push_back(word.letters);
      }
      setEnds(name, parts, latin_words);
    }
    for (Name& name : others_.all()) setEnds(name, spellings_.heardName(name.text), other_words);
    const auto latins_of = spelt(latin_words, other_words);
    using Ends = std::pair<std::uint32_t, std::uint32_t>;
    const auto keyOf = [](const Ends& ends) {
      return std::uint64_t{ends.first} << 32 | ends.second;
    };
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_ends;
    for (std::uint32_t n = 0; n < latins_.all().size(); ++n) {
      for (const Ends& ends : latins_.all()[n].ends) by_ends[keyOf(ends)].push_back(n);
    }
    for (const Name& other : others_.all()) {
      std::vector<std::uint32_t> found;
      for (const auto& [first, last] : other.ends) {
        for (const std::uint32_t one : latins_of[first]) {
          for (const std::uint32_t another : latins_of[last]) {
            const auto at = by_ends.find(keyOf({one, another}));
            if (at != by_ends.end())
              found.insert(found.end(), at->second.begin(), at->second.end());
          }
        }
      }
      std::sort(found.begin(), found.end());
      found.erase(std::unique(found.begin(), found.end()), found.end());
      if (found.empty()) continue;
      const Spellings::HeardName heard = spellings_.heardName(other.text);
      for (const std::uint32_t latin : found) compare(latins_.all()[latin], other, heard);
    }
  }

  // In one script.
  void findAlike(const std::vector<Name>& names) {
    const std::vector<const BorneName*> borne = pointersTo(names);
    for (Namesakes& one : findNamesakes(borne, image_, fold_)) {
      std::set<std::string> states;
      // who made their ids says that two of one name and state are two
      std::set<std::pair<std::string, std::string>> named;
      for (const std::uint32_t person : one.persons) {
        const ScriptMatches::Person& is = persons_[person];
        states.insert(is.country);
        named.emplace(fold_.foldWithVowels(is.fold), is.country);
      }
      states.erase("");
      if (states.size() < 2 && named.size() == one.persons.size()) {
        namesakes_.push_back(std::move(one));
      }
    }
  }

  static std::vector<const BorneName*> pointersTo(const std::vector<Name>& names) {
    std::vector<const BorneName*> pointers;
    for (const Name& name : names) pointers.push_back(&name);
    return pointers;
  }

  void compare(const Name& latin, const Name& other, const Spellings::HeardName& heard) {
    const auto [spelt, added] = latin_names_.try_emplace(latin.text);
    if (added) spelt->second = spellings_.latinName(latin.text);
    const std::size_t letters = lettersIn(spelt->second);
    const int most = letters < kFewLetters    ? kMostOfFew
                     : letters < kSomeLetters ? kMostOfSome
                                              : Spellings::kMostOfName;
    const Spellings::Likeness likeness = spellings_.between(spelt->second, heard);
    if (likeness.cost > most) return;
    for (const std::uint32_t one : latin.persons) {
      for (const std::uint32_t another : other.persons) {
        const std::string& here = persons_[one].country;
        const std::string& there = persons_[another].country;
        const bool may_be = one != another && (here.empty() || there.empty() || here == there);
        if (may_be) candidates_.push_back({another, one, likeness});
      }
    }
  }

  ScriptMatches result() {
    std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
      return std::tie(a.other, a.latin, a.likeness.cost, a.likeness.habit) <
             std::tie(b.other, b.latin, b.likeness.cost, b.likeness.habit);
    });
    candidates_.erase(std::unique(candidates_.begin(), candidates_.end(),
                                  [](const Candidate& a, const Candidate& b) {
                                    return a.other == b.other && a.latin == b.latin;
                                  }),
                      candidates_.end());
    keepThoseOfOneGroup();
    std::vector<std::uint32_t> number(persons_.size(), 0);
    for (const Candidate& pair : candidates_) number[pair.other] = number[pair.latin] = 1;
    for (const Namesakes& one : namesakes_) {
      for (const std::uint32_t person : one.persons) number[person] = 1;
    }
    ScriptMatches result;
    for (std::size_t p = 0; p < persons_.size(); ++p) {
      if (number[p] == 0) continue;
      number[p] = static_cast<std::uint32_t>(result.persons.size());
      persons_[p].fold = fold_.foldWithVowels(persons_[p].fold);
      result.persons.push_back(std::move(persons_[p]));
    }
    for (const Candidate& pair : candidates_) {
      result.pairs.push_back({number[pair.latin], number[pair.other], pair.likeness.cost,
                              std::string(pair.likeness.habit)});
    }
    for (Namesakes& one : namesakes_) {
      for (std::uint32_t& person : one.persons) person = number[person];
      result.namesakes.push_back(std::move(one));
    }
    return result;
  }

  // The same people may be called alike in two scripts; who is with others in each, is left out.
  void keepThoseOfOneGroup() {
    std::sort(namesakes_.begin(), namesakes_.end(), [](const Namesakes& a, const Namesakes& b) {
      return std::tie(a.persons, a.rare) < std::tie(b.persons, b.rare);
    });
    namesakes_.erase(
        std::unique(namesakes_.begin(), namesakes_.end(),
                    [](const Namesakes& a, const Namesakes& b) { return a.persons == b.persons; }),
        namesakes_.end());
    std::unordered_map<std::uint32_t, int> times;
    for (const Namesakes& one : namesakes_) {
      for (const std::uint32_t person : one.persons) ++times[person];
    }
    std::erase_if(namesakes_, [&](const Namesakes& one) {
      return std::any_of(one.persons.begin(), one.persons.end(),
                         [&](std::uint32_t person) { return times[person] > 1; });
    });
  }

  const EventSource& source_;
  const Image& image_;
  const NameFold fold_;
  const Spellings spellings_;
  std::vector<ScriptMatches::Person> persons_;  // by id; until the end a name in place of its fold
  Names latins_, others_;
  std::unordered_map<std::string, Spellings::LatinName> latin_names_;
  std::vector<Candidate> candidates_;
  std::vector<Namesakes> namesakes_;
};

// The hash of an image leaves out the spellings, which have no part in how articles are read.
std::string rules() {
  const Image& image = Image::builtIn();
  std::string spellings;
  for (const SpellingRow& row : image.spellings()) {
    for (const ImageString text : {row.latin, row.sounds, row.habit}) {
      spellings += image.text(text);
      spellings += '\t';
    }
    spellings += std::to_string(row.cost) + '\n';
  }
  for (const NameVariantRow& row : image.nameVariants()) {
    for (const ImageString text : {row.from, row.to}) {
      spellings += image.text(text);
      spellings += '\t';
    }
    spellings += std::to_string(row.least) + '\n';
  }
  return "names 3, " + image.hash() + ", " +
         std::to_string(XXH3_64bits(spellings.data(), spellings.size()));
}

void append(std::string& bytes, std::size_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
}

void append(std::string& bytes, std::string_view text) {
  append(bytes, text.size());
  bytes += text;
}

// Reads what append() wrote; nothing but empty texts and zeros behind the end.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  std::uint32_t number() {
    const std::string_view bytes = take(4);
    std::uint32_t number = 0;
    for (const char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
    return number;
  }
  std::string_view text() { return take(number()); }
  // How many there are of what takes that many bytes at least.
  std::size_t count(std::size_t bytes) {
    const std::size_t count = number();
    if (count > rest_.size() / bytes) damaged_ = true;
    return damaged_ ? 0 : count;
  }
  bool isDamaged() const { return damaged_; }
  bool isDone() const { return !damaged_ && rest_.empty(); }

 private:
  std::string_view take(std::size_t bytes) {
    if (bytes > rest_.size()) damaged_ = true;
    if (damaged_) return {};
    const std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    return taken;
  }

  std::string_view rest_;
  bool damaged_ = false;
};

}  // namespace

Result<ScriptMatches> matchScripts(const EventSource& source) { return Matcher(source).matches(); }

std::string encode(const ScriptMatches& matches) {
  std::string bytes;
  append(bytes, rules());
  append(bytes, matches.persons.size());
  for (const ScriptMatches::Person& person : matches.persons) {
    append(bytes, person.id.value);
    append(bytes, person.label);
    append(bytes, person.country);
    append(bytes, person.fold);
    append(bytes, std::size_t{person.has_latin} | std::size_t{person.has_other} << 1);
  }
  append(bytes, matches.pairs.size());
  for (const ScriptMatches::Pair& pair : matches.pairs) {
    append(bytes, pair.latin);
    append(bytes, pair.other);
    append(bytes, static_cast<std::size_t>(pair.cost));
    append(bytes, pair.habit);
  }
  append(bytes, matches.namesakes.size());
  for (const Namesakes& one : matches.namesakes) {
    append(bytes, one.persons.size());
    for (const std::uint32_t person : one.persons) append(bytes, std::size_t{person});
    append(bytes, one.spellings);
    append(bytes, one.rare);
  }
  return bytes;
}

std::optional<ScriptMatches> decodeScriptMatches(std::string_view bytes) {
  constexpr std::size_t kPersonBytes = 20, kPairBytes = 16, kNamesakeBytes = 20;
  Bytes in(bytes);
  if (in.text() != rules()) return std::nullopt;
  ScriptMatches matches;
  matches.persons.resize(in.count(kPersonBytes));
  for (ScriptMatches::Person& person : matches.persons) {
    person.id.value = in.text();
    person.label = in.text();
    person.country = in.text();
    person.fold = in.text();
    const std::uint32_t scripts = in.number();
    person.has_latin = (scripts & 1) != 0;
    person.has_other = (scripts & 2) != 0;
  }
  matches.pairs.resize(in.count(kPairBytes));
  for (ScriptMatches::Pair& pair : matches.pairs) {
    pair.latin = in.number();
    pair.other = in.number();
    pair.cost = static_cast<int>(in.number());
    pair.habit = in.text();
    const bool there = std::max(pair.latin, pair.other) < matches.persons.size();
    if (!there) return std::nullopt;
  }
  matches.namesakes.resize(in.count(kNamesakeBytes));
  for (Namesakes& one : matches.namesakes) {
    one.persons.resize(in.count(sizeof(std::uint32_t)));
    for (std::uint32_t& person : one.persons) {
      person = in.number();
      if (person >= matches.persons.size()) return std::nullopt;
    }
    one.spellings = in.text();
    one.rare = in.text();
  }
  if (!in.isDone()) return std::nullopt;
  return matches;
}

}  // namespace chancery
