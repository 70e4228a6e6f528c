#include "extract/names/heard_words.h"

#include <algorithm>

namespace chancery {
namespace {

// Words that share a beginning.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t length = 0;  // of what they share
};

}  // namespace

HeardWords::HeardWords(const std::vector<std::u32string>& words) : nodes_(1) {
  std::vector<Range> ranges = {{0, words.size(), 0}};
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    Range range = ranges[n];
    if (range.begin < range.end && words[range.begin].size() == range.length) {
      nodes_[n].word = static_cast<std::uint32_t>(range.begin++);
    }
    nodes_[n].first_child = static_cast<std::uint32_t>(nodes_.size());
    while (range.begin < range.end) {
      const char32_t sound = words[range.begin][range.length];
      std::size_t end = range.begin + 1;
      while (end < range.end && words[end][range.length] == sound) ++end;
      nodes_.push_back({sound, 0, 0, kNoWord});
      ranges.push_back({range.begin, end, range.length + 1});
      ++nodes_[n].children;
      range.begin = end;
    }
  }
}

std::uint32_t HeardWords::child(std::uint32_t node, char32_t sound) const {
  const auto begin = nodes_.begin() + nodes_[node].first_child;
  const auto end = begin + nodes_[node].children;
  const auto at = std::lower_bound(begin, end, sound,
                                   [](const Node& n, char32_t wanted) { return n.sound < wanted; });
  const bool found = at != end && at->sound == sound;
  return found ? static_cast<std::uint32_t>(at - nodes_.begin()) : 0;
}

std::uint32_t HeardWords::behind(std::uint32_t node, std::u32string_view sounds) const {
  for (const char32_t sound : sounds) {
    node = child(node, sound);
    if (node == 0) return 0;
  }
  return node;
}

std::vector<std::uint32_t> HeardWords::spelling(const Spellings& spellings,
                                                const Spellings::LatinWord& latin) const {
  std::vector<std::uint32_t> found;
  align(spellings, latin, found);
  if (Spellings::mayBeInitials(latin)) align(spellings, spellings.initials(latin.letters), found);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void HeardWords::align(const Spellings& spellings, const Spellings::LatinWord& latin,
                       std::vector<std::uint32_t>& found) const {
  const std::size_t letters = latin.letters.size();
  std::vector<std::vector<Place>> places(letters + 1);
  places[0].push_back({0, 0});
  for (std::size_t i = 0; i <= letters; ++i) {
    std::vector<Place>& here = places[i];
    // the cheapest way to each node first, so that the dearer ones are passed over
    std::sort(here.begin(), here.end(), [](const Place& a, const Place& b) {
      return a.node != b.node ? a.node < b.node : a.cost < b.cost;
    });
    here.erase(std::unique(here.begin(), here.end(),
                           [](const Place& a, const Place& b) { return a.node == b.node; }),
               here.end());
    for (std::size_t p = 0; p < here.size(); ++p) {
      const Place place = here[p];
      if (i > 0) {
        const std::uint32_t unsaid = child(place.node, Spellings::kUnwrittenVowel);
        if (unsaid != 0) here.push_back({unsaid, place.cost});
      }
      if (i == letters) {
        if (nodes_[place.node].word != kNoWord) found.push_back(nodes_[place.node].word);
        continue;
      }
      if (latin.isDoubled(i)) places[i + 1].push_back(place);
      for (std::size_t g = latin.first_group[i]; g < latin.first_group[i + 1]; ++g) {
        const Spellings::Group& group = latin.groups[g];
        const std::size_t next = i + group.letters;
        for (const Spellings::Rule& rule : spellings.rulesOf(group)) {
          if (!latin.allows(rule, i, next)) continue;
          const int cost = place.cost + rule.cost;
          if (cost > Spellings::kMostOfWord) continue;
          if (rule.sounds.empty()) {
            places[next].push_back({place.node, cost});
          } else if (const std::uint32_t node = behind(place.node, rule.sounds); node != 0) {
            places[next].push_back({node, cost});
          }
        }
      }
    }
  }
}

}  // namespace chancery
