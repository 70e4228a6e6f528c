#include "extract/names/name_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "extract/names/name_fold.h"
#include "extract/names/name_links.h"
#include "extract/names/sounds.h"
#include "extract/names/transliterate.h"
#include "extract/pack/image.h"

namespace chancery {
namespace {

constexpr std::size_t kCrowd = 12;       // names that share a key beyond which it tells nothing
constexpr std::size_t kTellingFold = 5;  // letters of a whole fold
constexpr std::size_t kFoldForOneLetter = 7;
constexpr std::size_t kLongestContext = 300;

struct Node {
  Entity entity;
  std::uint64_t events = 0;
  bool known = false;
  std::vector<std::vector<std::string>> folds;  // words, of each full name
};

bool isLatin(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

// "a b" where one of the words is the beginning of the other: initials of one name.
bool isInitialOf(const std::string& a, const std::string& b) {
  return a.size() == 1 && !b.empty() && a.front() == b.front() && a != b;
}

class Reporter {
 public:
  Reporter(const EventSource& source, const UserKnowledge& knowledge,
           const NameReportOptions& options)
      : source_(source), image_(knowledge.image()), fold_(image_), options_(options) {}

  Result<NameReport> report() {
    auto read = readNodes();
    if (!read) return tl::unexpected<Error>(read.error());
    NameReport report;
    read = listUnknown(report);
    if (read) findAlike(report);
    if (read) read = findMixed(report);
    if (!read) return tl::unexpected<Error>(read.error());
    return report;
  }

 private:
  Result<void> readNodes() {
    std::unordered_map<std::string, std::uint64_t> events;
    auto read = source_.forEachEvent({}, Detail::kSummary, [&](const Event& event) {
      ++events[event.subject.value];
      ++events[event.object.value];
      return true;
    });
    if (!read) return read;
    return source_.forEachEntity([&](const Entity& entity) {
      Node node;
      node.entity = entity;
      const auto counted = events.find(entity.id.value);
      node.events = counted == events.end() ? 0 : counted->second;
      node.known = image_.entityWithId(entity.id.value) != kNone;
      std::set<std::vector<std::string>> folds;
      const auto add = [&](std::string_view name) {
        std::vector<std::string> words = wordsOfName(fold_.fold(name));
        const bool person = entity.type == EntityType::kPerson;
        if (joined(words).size() >= kTellingFold && (!person || words.size() > 1)) {
          folds.insert(std::move(words));
        }
      };
      add(entity.label);
      for (const std::string& alias : entity.aliases) add(alias);
      node.folds.assign(folds.begin(), folds.end());
      nodes_.push_back(std::move(node));
      return true;
    });
  }

  Result<std::vector<NameContext>> contextsOf(const EntityId& id, std::string_view name,
                                              std::size_t most) const {
    std::vector<NameContext> contexts;
    std::set<DocumentId> seen;
    const auto read = source_.forEachEventOf(id, {}, Detail::kMentions, [&](const Event& event) {
      for (const Mention& mention : event.mentions) {
        if (contexts.size() == most) break;
        if (!name.empty() && mention.text.find(name) == std::string::npos) continue;
        if (!seen.insert(mention.document).second) continue;
        contexts.push_back({mention.document, mention.text.substr(0, kLongestContext)});
      }
      return contexts.size() < most;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return contexts;
  }

  Result<void> listUnknown(NameReport& report) const {
    std::vector<const Node*> unknown;
    for (const Node& node : nodes_) {
      if (!node.known && node.events > 0) unknown.push_back(&node);
    }
    std::stable_sort(unknown.begin(), unknown.end(),
                     [](const Node* a, const Node* b) { return a->events > b->events; });
    if (unknown.size() > options_.limit) unknown.resize(options_.limit);
    for (const Node* node : unknown) {
      auto contexts = contextsOf(node->entity.id, {}, options_.contexts);
      if (!contexts) return tl::unexpected<Error>(contexts.error());
      report.unknown.push_back({node->entity, node->events, std::move(*contexts)});
    }
    return {};
  }

  // Pairs of nodes, at least one of them in no table, that share a key.
  class Blocks {
   public:
    void add(const std::string& key, std::size_t node) {
      std::vector<std::size_t>& block = blocks_[key];
      if (block.size() <= kCrowd && (block.empty() || block.back() != node)) block.push_back(node);
    }

    template <typename Visit>
    void forEachPair(Visit visit) const {
      for (const auto& [key, block] : blocks_) {
        if (block.size() > kCrowd) continue;
        for (std::size_t i = 0; i < block.size(); ++i) {
          for (std::size_t j = i + 1; j < block.size(); ++j) visit(block[i], block[j]);
        }
      }
    }

   private:
    std::map<std::string, std::vector<std::size_t>> blocks_;
  };

  static bool mayBeOfOneState(const Node& a, const Node& b) {
    return a.entity.country.empty() || b.entity.country.empty() ||
           a.entity.country == b.entity.country;
  }

  static std::string spaced(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
  }

  void findAlike(NameReport& report) const {
    Blocks same, near, broad, initials;
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      const Node& node = nodes_[n];
      const std::string type(idPrefixOf(node.entity.type));
      for (const std::vector<std::string>& words : node.folds) {
        const std::string whole = joined(words);
        same.add(type + whole, n);
        if (whole.size() >= kFoldForOneLetter) {
          near.add(type + whole, n);
          for (std::size_t i = 0; i < whole.size(); ++i) {
            near.add(type + whole.substr(0, i) + whole.substr(i + 1), n);
          }
        }
        if (node.entity.type == EntityType::kPerson && words.size() > 1) {
          const std::string sounds = broadSoundsOf(spaced(words));
          if (sounds.size() >= kFoldForOneLetter) broad.add(sounds, n);
        }
        if (node.entity.type == EntityType::kPerson) {
          initials.add(node.entity.country + " " + words.back() + " " + words.front().substr(0, 1),
                       n);
        }
      }
    }
    std::set<std::pair<std::size_t, std::size_t>> seen;
    std::size_t rank = 0;
    std::vector<std::pair<std::size_t, LikeNames>> found;
    const auto take = [&](std::size_t a, std::size_t b, std::string_view reason) {
      if (a == b || (nodes_[a].known && nodes_[b].known)) return;
      if (!seen.insert(std::minmax(a, b)).second) return;
      const bool swap = nodes_[b].known == nodes_[a].known ? nodes_[a].events > nodes_[b].events
                                                           : nodes_[a].known;
      const Node& from = nodes_[swap ? b : a];
      const Node& into = nodes_[swap ? a : b];
      found.emplace_back(
          rank, LikeNames{from.entity, into.entity, from.events, into.events, std::string(reason)});
    };
    same.forEachPair([&](std::size_t a, std::size_t b) { take(a, b, "same fold"); });
    ++rank;
    near.forEachPair([&](std::size_t a, std::size_t b) {
      if (haveOneLetterMore(nodes_[a], nodes_[b])) take(a, b, "one letter of the fold");
    });
    ++rank;
    broad.forEachPair([&](std::size_t a, std::size_t b) {
      if (mayBeOfOneState(nodes_[a], nodes_[b])) take(a, b, "sounds alike");
    });
    ++rank;
    initials.forEachPair([&](std::size_t a, std::size_t b) {
      if (haveInitials(nodes_[a], nodes_[b])) take(a, b, "initials of the same name");
    });
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      const auto weight = [](const LikeNames& l) { return l.from_events + l.into_events; };
      if (a.first != b.first) return a.first < b.first;
      if (weight(a.second) != weight(b.second)) return weight(a.second) > weight(b.second);
      return a.second.from.id < b.second.from.id;
    });
    for (auto& [of_rank, alike] : found) {
      if (report.alike.size() == options_.limit) break;
      report.alike.push_back(std::move(alike));
    }
  }

  static bool haveOneLetterMore(const Node& a, const Node& b) {
    for (const auto& one : a.folds) {
      for (const auto& other : b.folds) {
        if (isOneLetterMore(joined(one), joined(other))) return true;
      }
    }
    return false;
  }

  static bool haveInitials(const Node& a, const Node& b) {
    for (const auto& one : a.folds) {
      for (const auto& other : b.folds) {
        if (one.back() != other.back()) continue;
        if (isInitialOf(one.front(), other.front()) || isInitialOf(other.front(), one.front()))
          return true;
      }
    }
    return false;
  }

  // Full names of one person that have no word in common, as folds see it.
  Result<void> findMixed(NameReport& report) const {
    std::vector<const Node*> suspects;
    for (const Node& node : nodes_) {
      if (node.entity.type == EntityType::kPerson && node.events > 0 && !namesApart(node).empty()) {
        suspects.push_back(&node);
      }
    }
    std::stable_sort(suspects.begin(), suspects.end(),
                     [](const Node* a, const Node* b) { return a->events > b->events; });
    if (suspects.size() > options_.limit) suspects.resize(options_.limit);
    for (const Node* node : suspects) {
      MixedName mixed;
      mixed.entity = node->entity;
      mixed.events = node->events;
      mixed.reason = node->known ? "a full name that no table lists"
                                 : "full names that have no word in common";
      mixed.names = namesApart(*node);
      for (const std::string& name : mixed.names) {
        auto contexts = contextsOf(node->entity.id, name, 1);
        if (!contexts) return tl::unexpected<Error>(contexts.error());
        for (NameContext& context : *contexts) mixed.contexts.push_back(std::move(context));
      }
      report.mixed.push_back(std::move(mixed));
    }
    return {};
  }

  std::vector<std::string> namesApart(const Node& node) const {
    std::vector<std::set<std::string>> listed;
    const auto wordsIn = [&](std::string_view name) {
      const std::vector<std::string> words = wordsOfName(fold_.fold(name));
      return std::set<std::string>(words.begin(), words.end());
    };
    const std::uint32_t known = image_.entityWithId(node.entity.id.value);
    if (known != kNone) {
      for (const NameRow& row : image_.namesOf(known))
        listed.push_back(wordsIn(image_.text(row.text)));
    }
    listed.push_back(wordsIn(node.entity.label));
    std::vector<std::string> apart;
    for (const std::string& alias : node.entity.aliases) {
      const std::set<std::string> words = wordsIn(alias);
      if (words.size() < 2) continue;
      const bool shares = std::any_of(listed.begin(), listed.end(), [&](const auto& other) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
          return std::any_of(other.begin(), other.end(), [&](const std::string& o) {
            return o == word || isOneLetterMore(o, word) || isInitialOf(o, word) ||
                   isInitialOf(word, o);
          });
        });
      });
      if (!shares) apart.push_back(alias);
    }
    return apart;
  }

  const EventSource& source_;
  const Image& image_;
  const NameFold fold_;
  const NameReportOptions options_;
  std::vector<Node> nodes_;  // by id
};

// What a key may hold: small letters, digits and hyphens.
std::string keyFor(std::string_view name) {
  std::string key;
  for (char c : transliterate(name)) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital) c = static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      key += c;
    } else if (!key.empty() && key.back() != '-') {
      key += '-';
    }
  }
  while (!key.empty() && key.back() == '-') key.pop_back();
  return key.empty() ? "key" : key;
}

// A cell: no tabs, and no bar but between names.
std::string cell(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '|'; }, ' ');
  return text;
}

std::string namesIn(const Entity& entity, bool latin) {
  std::string names;
  for (const std::string& alias : entity.aliases) {
    if (alias == entity.label || isLatin(alias) != latin) continue;
    names += (names.empty() ? "" : "|") + cell(alias);
  }
  return names;
}

std::string commentOf(const NameContext& context) {
  return "# " + cell(context.document.value) + ": " + cell(context.text) + "\n";
}

}  // namespace

Result<NameReport> reportNames(const EventSource& source, const UserKnowledge& knowledge,
                               const NameReportOptions& options) {
  return Reporter(source, knowledge, options).report();
}

std::string rowFor(const UnknownName& unknown) {
  const Entity& entity = unknown.entity;
  std::string rows = "# " + std::to_string(unknown.events) + " events of " + entity.id.value + "\n";
  for (const NameContext& context : unknown.contexts) rows += commentOf(context);
  const std::string key = keyFor(entity.label);
  const std::string latin = namesIn(entity, true);
  const std::string other = namesIn(entity, false);
  const std::string start =
      std::string(nameOf(entity.type)) + "\t" + key + "\t" + cell(entity.label) + "\t";
  switch (entity.type) {
    case EntityType::kPerson:
      return rows + start + entity.country + "\t" + latin + "\t" + other + "\t\t\t\n";
    case EntityType::kOrganisation:
      return rows + start + "\t" + entity.country + "\t" + latin + "\t" + other + "\t\n";
    case EntityType::kPlace:
      return rows + start + "\t" + entity.country + "\t\t" + latin + "\t" + other + "\n";
    case EntityType::kCountry: return rows + start + latin + "\t" + other + "\t\t\t\t\n";
  }
  return rows;
}

std::string rowFor(const LikeNames& alike) {
  return "# " + alike.reason + ": " + cell(alike.from.label) + " (" +
         std::to_string(alike.from_events) + " events) and " + cell(alike.into.label) + " (" +
         std::to_string(alike.into_events) + ")\nmerge\t" + alike.from.id.value + "\t" +
         alike.into.id.value + "\n";
}

std::string rowFor(const MixedName& mixed) {
  std::string rows = "# " + mixed.reason + ": " + cell(mixed.entity.label) + " (" +
                     std::to_string(mixed.events) + " events), and";
  for (const std::string& name : mixed.names) rows += " '" + cell(name) + "'";
  rows += "\n";
  for (const NameContext& context : mixed.contexts) rows += commentOf(context);
  for (std::size_t i = 0; i < mixed.names.size(); ++i) {
    const std::string document =
        i < mixed.contexts.size() ? cell(mixed.contexts[i].document.value) : "";
    rows += "split\t" + mixed.entity.id.value + "\t" + keyFor(mixed.names[i]) + "\t" +
            cell(mixed.names[i]) + "\t" + document + "\t\t\t\n";
  }
  return rows;
}

}  // namespace chancery
