#include "extract/names/namesakes.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "extract/names/name_fold.h"
#include "extract/names/name_variants.h"
#include "extract/pack/image.h"

namespace chancery {
namespace {

constexpr std::size_t kMostNamesakes = 4;

// The words of a name as they stand.
std::vector<std::string> wordsAsWritten(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : name) {
    if (c != ' ' && c != '-') {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

class Finder {
 public:
  Finder(const std::vector<const BorneName*>& names, const Image& image, const NameFold& fold)
      : names_(names), image_(image), fold_(fold), variants_(image, fold) {}

  std::vector<Namesakes> namesakes() {
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_key;
    for (std::uint32_t n = 0; n < names_.size(); ++n) {
      std::string key;
      for (const std::string& text : fold_.wordsOf(names_[n]->text)) {
        const std::uint32_t word = numberOf(text);
        words_of_.push_back(word);
        key += words_[word].key + ' ';
        for (const std::uint32_t person : names_[n]->persons) {
          bearers_[word_folds_[word]].add(person);
        }
      }
      ends_.push_back(words_of_.size());
      if (!key.empty() && !names_[n]->usual.empty()) by_key[key].push_back(n);
    }
    std::vector<Candidate> candidates;
    for (auto& [key, names] : by_key) {
      Candidate one = joined(names);
      if (!one.rare.empty()) candidates.push_back(std::move(one));
    }
    std::vector<Namesakes> found = withRareWords(candidates);
    std::sort(found.begin(), found.end(), [](const Namesakes& a, const Namesakes& b) {
      return a.persons != b.persons ? a.persons < b.persons : a.spellings < b.spellings;
    });
    keepOneOfEach(found);
    return found;
  }

 private:
  // Who bears a word, as far as it matters.
  struct Bearers {
    std::vector<std::uint32_t> persons;
    void add(std::uint32_t person) {
      const bool there = std::find(persons.begin(), persons.end(), person) != persons.end();
      if (!there && persons.size() <= kMostNamesakes) persons.push_back(person);
    }
  };

  struct Candidate {
    Namesakes namesakes;
    std::vector<std::pair<std::string, std::string>> rare;  // words that may be, and their folds
  };

  std::uint32_t numberOf(const std::string& text) {
    const auto [at, added] = numbers_.try_emplace(text, static_cast<std::uint32_t>(words_.size()));
    if (added) {
      words_.push_back(variants_.word(text));
      const auto fold = fold_numbers_.try_emplace(words_.back().fold,
                                                  static_cast<std::uint32_t>(bearers_.size()));
      if (fold.second) bearers_.emplace_back();
      word_folds_.push_back(fold.first->second);
    }
    return at->second;
  }

  std::vector<std::uint32_t> wordsOf(std::uint32_t name) const {
    const std::size_t begin = name == 0 ? 0 : ends_[name - 1];
    return {words_of_.begin() + static_cast<std::ptrdiff_t>(begin),
            words_of_.begin() + static_cast<std::ptrdiff_t>(ends_[name])};
  }

  // Those of names that have one key; nobody where they may be several.
  Candidate joined(const std::vector<std::uint32_t>& names) const {
    std::set<std::uint32_t> persons;
    for (const std::uint32_t name : names) {
      persons.insert(names_[name]->usual.begin(), names_[name]->usual.end());
    }
    Candidate one;
    if (persons.size() < 2 || persons.size() > kMostNamesakes) return one;
    const std::vector<std::uint32_t> first = wordsOf(names.front());
    std::set<std::size_t> differ;
    for (const std::uint32_t name : names) {
      const std::vector<std::uint32_t> words = wordsOf(name);
      if (words.size() != first.size()) return one;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (word_folds_[words[i]] != word_folds_[first[i]]) differ.insert(i);
      }
    }
    if (differ.size() > 1) return one;
    // the least of the names, so that it does not follow from their order
    const std::uint32_t usual = *std::min_element(
        names.begin(), names.end(),
        [&](std::uint32_t a, std::uint32_t b) { return names_[a]->text < names_[b]->text; });
    const std::vector<std::uint32_t> words = wordsOf(usual);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (differ.contains(i) || !words_[words[i]].tells) continue;
      const std::vector<std::uint32_t>& bearers = bearers_[word_folds_[words[i]]].persons;
      const bool rare = std::all_of(bearers.begin(), bearers.end(),
                                    [&](std::uint32_t person) { return persons.contains(person); });
      if (rare) one.rare.emplace_back(writtenAt(usual, i), words_[words[i]].fold);
    }
    one.namesakes.persons.assign(persons.begin(), persons.end());
    if (!differ.empty()) {
      std::set<std::string> spellings;
      for (const std::uint32_t name : names) spellings.insert(writtenAt(name, *differ.begin()));
      for (const std::string& spelling : spellings) {
        std::string& all = one.namesakes.spellings;
        all += (all.empty() ? "" : ", ") + spelling;
      }
    }
    return one;
  }

  std::string writtenAt(std::uint32_t name, std::size_t word) const {
    std::vector<std::string> words = wordsAsWritten(names_[name]->text);
    if (words.size() == wordsOf(name).size()) return std::move(words[word]);
    return fold_.wordsOf(names_[name]->text)[word];
  }

  // Those with a word that nobody of the base bears.
  std::vector<Namesakes> withRareWords(std::vector<Candidate>& candidates) const {
    std::vector<Namesakes> found;
    if (candidates.empty()) return found;
    std::unordered_map<std::string, bool> known;
    for (const Candidate& one : candidates) {
      for (const auto& [word, fold] : one.rare) known.emplace(fold, false);
    }
    std::unordered_set<std::string> seen;
    for (std::uint32_t entity = 0; entity < image_.entities().size(); ++entity) {
      if (image_.entities()[entity].type != EntityType::kPerson) continue;
      for (const NameRow& row : image_.namesOf(entity)) {
        for (const std::string& word : fold_.wordsOf(image_.text(row.text))) {
          if (!seen.insert(word).second) continue;
          const auto at = known.find(fold_.foldWithVowels(word));
          if (at != known.end()) at->second = true;
        }
      }
    }
    for (Candidate& one : candidates) {
      const auto rare = std::find_if(one.rare.begin(), one.rare.end(),
                                     [&](const auto& word) { return !known.at(word.second); });
      if (rare == one.rare.end()) continue;
      one.namesakes.rare = rare->first;
      found.push_back(std::move(one.namesakes));
    }
    return found;
  }

  // Who stands in two is the same by other names, or two: nobody then.
  static void keepOneOfEach(std::vector<Namesakes>& found) {
    found.erase(
        std::unique(found.begin(), found.end(),
                    [](const Namesakes& a, const Namesakes& b) { return a.persons == b.persons; }),
        found.end());
    std::map<std::uint32_t, std::size_t> times;
    for (const Namesakes& one : found) {
      for (const std::uint32_t person : one.persons) ++times[person];
    }
    std::erase_if(found, [&](const Namesakes& one) {
      return std::any_of(one.persons.begin(), one.persons.end(),
                         [&](std::uint32_t person) { return times[person] > 1; });
    });
  }

  const std::vector<const BorneName*>& names_;
  const Image& image_;
  const NameFold& fold_;
  const NameVariants variants_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // of words in their normal form
  std::vector<NameVariants::Word> words_;
  std::vector<std::uint32_t> word_folds_;  // by word
  std::unordered_map<std::string, std::uint32_t> fold_numbers_;
  std::vector<Bearers> bearers_;         // by fold
  std::vector<std::uint32_t> words_of_;  // of all names, one after the other
  std::vector<std::size_t> ends_;        // of names in it
};

}  // namespace

std::vector<Namesakes> findNamesakes(const std::vector<const BorneName*>& names, const Image& image,
                                     const NameFold& fold) {
  return Finder(names, image, fold).namesakes();
}

}  // namespace chancery
