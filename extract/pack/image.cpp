#include "extract/pack/image.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <unordered_map>

// The embedded image, from builtin_image.S.
extern "C" {
extern const std::byte chancery_image_begin[];
extern const std::byte chancery_image_end[];
}

namespace chancery {
namespace {

constexpr std::uint64_t kMagic = 0x3147415043484343;  // "CCHCPAG1"
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kAlignment = 8;

struct Header {
  std::uint64_t magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t sections = 0;
};

struct SectionRow {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

enum Section : std::size_t {
  kStrings,
  kWords,
  kRoot,
  kEdges,
  kNodes,
  kEntries,
  kEntities,
  kOffices,
  kOfficesOfPersons,
  kOfficeCodes,
  kRoles,
  kRoleAlternatives,
  kFrames,
  kTriggers,
  kCues,
  kDates,
  kTopics,
  kLanguages,
  kWordFolds,
  kNameFolds,
  kAbbreviations,
  kEntitiesById,
  kSectionCount
};

std::uint64_t hashOf(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

// Room for `count` entries at most half full.
std::size_t tableSize(std::size_t count) { return std::bit_ceil(count * 2 + 2); }

tl::unexpected<Error> damaged(const std::string& cause) {
  return makeError(ErrorCode::kCorruption, "the image of the language packs " + cause);
}

}  // namespace

Result<Image> Image::view(std::span<const std::byte> bytes) {
  Header header;
  if (bytes.size() < sizeof header) return damaged("is cut off");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != kMagic) return damaged("is none");
  if (header.version != kVersion || header.sections != kSectionCount) {
    return damaged("has another version");
  }
  std::array<SectionRow, kSectionCount> sections;
  if (bytes.size() < sizeof header + sizeof sections) return damaged("is cut off");
  std::memcpy(sections.data(), bytes.data() + sizeof header, sizeof sections);
  for (const SectionRow& section : sections) {
    if (section.offset % kAlignment != 0 || section.offset > bytes.size() ||
        section.bytes > bytes.size() - section.offset) {
      return damaged("is cut off");
    }
  }
  Image image;
  const auto take = [&]<typename T>(std::span<const T>& into, Section which) {
    const SectionRow& section = sections[which];
    into = {reinterpret_cast<const T*>(bytes.data() + section.offset), section.bytes / sizeof(T)};
  };
  image.strings_ = {reinterpret_cast<const char*>(bytes.data() + sections[kStrings].offset),
                    sections[kStrings].bytes};
  take(image.words_, kWords);
  take(image.root_, kRoot);
  take(image.edges_, kEdges);
  take(image.nodes_, kNodes);
  take(image.entries_, kEntries);
  take(image.entities_, kEntities);
  take(image.offices_, kOffices);
  take(image.offices_of_persons_, kOfficesOfPersons);
  take(image.office_codes_, kOfficeCodes);
  take(image.roles_, kRoles);
  take(image.role_alternatives_, kRoleAlternatives);
  take(image.frames_, kFrames);
  take(image.triggers_, kTriggers);
  take(image.cues_, kCues);
  take(image.dates_, kDates);
  take(image.topics_, kTopics);
  take(image.languages_, kLanguages);
  take(image.word_folds_, kWordFolds);
  take(image.name_folds_, kNameFolds);
  take(image.abbreviations_, kAbbreviations);
  take(image.entities_by_id_, kEntitiesById);
  constexpr std::size_t kHashDigits = 16;
  std::array<char, kHashDigits + 1> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx",
                static_cast<unsigned long long>(XXH3_64bits(bytes.data(), bytes.size())));
  image.hash_ = digits.data();
  return image;
}

const Image& Image::builtIn() {
  static const Image kImage =
      view({chancery_image_begin,
            static_cast<std::size_t>(chancery_image_end - chancery_image_begin)})
          .value();
  return kImage;
}

std::uint32_t Image::word(std::string_view normalised) const {
  const std::size_t mask = words_.size() - 1;
  for (std::size_t at = hashOf(normalised) & mask;; at = (at + 1) & mask) {
    const WordSlot& slot = words_[at];
    if (slot.word == 0) return 0;
    if (text(slot.text) == normalised) return slot.word;
  }
}

std::uint32_t Image::child(std::uint32_t node, std::uint32_t word) const {
  if (node == 0) return root_[word];
  const NodeRow& row = nodes_[node];
  const auto edges = edges_.subspan(row.first_edge, row.edge_count);
  const auto at = std::lower_bound(edges.begin(), edges.end(), word,
                                   [](const EdgeRow& e, std::uint32_t w) { return e.word < w; });
  return at != edges.end() && at->word == word ? at->child : 0;
}

std::span<const EntryRow> Image::entries(std::uint32_t node) const {
  const NodeRow& row = nodes_[node];
  return entries_.subspan(row.first_entry, row.entry_count);
}

std::span<const RoleAlternative> Image::role(std::uint32_t index) const {
  const RoleRow& row = roles_[index];
  return role_alternatives_.subspan(row.first, row.count);
}

std::span<const OfficeRow> Image::officesOf(std::uint32_t person) const {
  if (person == kNone) return {};
  const EntityRow& row = entities_[person];
  return offices_of_persons_.subspan(row.first_office, row.office_count);
}

std::uint32_t Image::entityWithId(std::string_view id) const {
  const auto at = std::lower_bound(entities_by_id_.begin(), entities_by_id_.end(), id,
                                   [this](std::uint32_t entity, std::string_view key) {
                                     return text(entities_[entity].id) < key;
                                   });
  if (at == entities_by_id_.end() || text(entities_[*at].id) != id) return kNone;
  return *at;
}

std::uint32_t Image::officeCode(std::string_view code) const {
  for (std::size_t i = 0; i < office_codes_.size(); ++i) {
    if (text(office_codes_[i].code) == code) return static_cast<std::uint32_t>(i);
  }
  return kNone;
}

struct ImageBuilder::Lexicon {
  std::unordered_map<std::string, ImageString> strings;
  std::unordered_map<std::string, std::uint32_t> words;
  std::vector<ImageString> word_texts;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> edges;
  std::vector<std::vector<EntryRow>> nodes{1};
};

ImageBuilder::ImageBuilder() : lexicon_(std::make_unique<Lexicon>()) {}
ImageBuilder::~ImageBuilder() = default;

ImageString ImageBuilder::string(std::string_view text) {
  const auto [at, added] = lexicon_->strings.try_emplace(std::string(text));
  if (added) {
    at->second = {static_cast<std::uint32_t>(strings_.size()),
                  static_cast<std::uint32_t>(text.size())};
    strings_ += text;
  }
  return at->second;
}

std::uint32_t ImageBuilder::word(std::string_view normalised) {
  const auto [at, added] = lexicon_->words.try_emplace(
      std::string(normalised), static_cast<std::uint32_t>(lexicon_->words.size() + 1));
  if (added) lexicon_->word_texts.push_back(string(normalised));
  return at->second;
}

void ImageBuilder::addPhrase(std::span<const std::uint32_t> words, EntryRow entry) {
  std::uint32_t node = 0;
  for (std::uint32_t word : words) {
    const auto [at, added] = lexicon_->edges.try_emplace(
        {node, word}, static_cast<std::uint32_t>(lexicon_->nodes.size()));
    if (added) lexicon_->nodes.emplace_back();
    node = at->second;
  }
  std::vector<EntryRow>& entries = lexicon_->nodes[node];
  for (const EntryRow& other : entries) {
    if (other.kind == entry.kind && other.value == entry.value && other.aux == entry.aux &&
        other.language == entry.language) {
      return;
    }
  }
  entries.push_back(entry);
}

std::vector<std::byte> ImageBuilder::build() {
  std::vector<WordSlot> words(tableSize(lexicon_->word_texts.size()));
  for (std::size_t i = 0; i < lexicon_->word_texts.size(); ++i) {
    const ImageString text_of_word = lexicon_->word_texts[i];
    const std::size_t mask = words.size() - 1;
    std::size_t at = hashOf(text(text_of_word)) & mask;
    while (words[at].word != 0) at = (at + 1) & mask;
    words[at] = {text_of_word, static_cast<std::uint32_t>(i + 1)};
  }
  std::vector<NodeRow> nodes;
  std::vector<EntryRow> entries;
  for (const std::vector<EntryRow>& of_node : lexicon_->nodes) {
    NodeRow row;
    row.first_entry = static_cast<std::uint32_t>(entries.size());
    row.entry_count = static_cast<std::uint32_t>(of_node.size());
    nodes.push_back(row);
    entries.insert(entries.end(), of_node.begin(), of_node.end());
  }
  std::vector<std::uint32_t> root(lexicon_->word_texts.size() + 1, 0);
  std::vector<EdgeRow> edges;
  for (const auto& [from, child] : lexicon_->edges) {  // sorted by node, then by word
    const auto& [node, over] = from;
    if (node == 0) {
      root[over] = child;
      continue;
    }
    if (nodes[node].edge_count == 0)
      nodes[node].first_edge = static_cast<std::uint32_t>(edges.size());
    ++nodes[node].edge_count;
    edges.push_back({over, child});
  }
  std::sort(offices.begin(), offices.end(), [](const OfficeRow& a, const OfficeRow& b) {
    return std::tie(a.of, a.office, a.from, a.person) < std::tie(b.of, b.office, b.from, b.person);
  });
  std::vector<OfficeRow> of_persons = offices;
  std::sort(of_persons.begin(), of_persons.end(), [](const OfficeRow& a, const OfficeRow& b) {
    return std::tie(a.person, a.from, a.office, a.of) < std::tie(b.person, b.from, b.office, b.of);
  });
  for (std::size_t i = 0; i < of_persons.size(); ++i) {
    if (of_persons[i].person == kNone) continue;
    EntityRow& person = entities[of_persons[i].person];
    if (person.office_count++ == 0) person.first_office = static_cast<std::uint32_t>(i);
  }
  std::sort(abbreviations.begin(), abbreviations.end());
  abbreviations.erase(std::unique(abbreviations.begin(), abbreviations.end()), abbreviations.end());
  std::vector<ImageString> abbreviation_rows;
  for (const std::string& abbreviation : abbreviations) {
    abbreviation_rows.push_back(string(abbreviation));
  }
  std::vector<std::uint32_t> by_id(entities.size());
  for (std::size_t i = 0; i < by_id.size(); ++i) by_id[i] = static_cast<std::uint32_t>(i);
  std::sort(by_id.begin(), by_id.end(), [this](std::uint32_t a, std::uint32_t b) {
    return text(entities[a].id) < text(entities[b].id);
  });

  std::array<SectionRow, kSectionCount> sections;
  std::vector<std::byte> result(sizeof(Header) + sizeof sections);
  const auto put = [&](Section which, const void* data, std::size_t bytes) {
    result.resize((result.size() + kAlignment - 1) / kAlignment * kAlignment);
    sections[which] = {result.size(), bytes};
    const auto* begin = static_cast<const std::byte*>(data);
    result.insert(result.end(), begin, begin + bytes);
  };
  const auto putAll = [&]<typename T>(Section which, const std::vector<T>& rows) {
    put(which, rows.data(), rows.size() * sizeof(T));
  };
  put(kStrings, strings_.data(), strings_.size());
  putAll(kWords, words);
  putAll(kRoot, root);
  putAll(kEdges, edges);
  putAll(kNodes, nodes);
  putAll(kEntries, entries);
  putAll(kEntities, entities);
  putAll(kOffices, offices);
  putAll(kOfficesOfPersons, of_persons);
  putAll(kOfficeCodes, office_codes);
  putAll(kRoles, roles);
  putAll(kRoleAlternatives, role_alternatives);
  putAll(kFrames, frames);
  putAll(kTriggers, triggers);
  putAll(kCues, cues);
  putAll(kDates, dates);
  putAll(kTopics, topics);
  putAll(kLanguages, languages);
  putAll(kWordFolds, word_folds);
  putAll(kNameFolds, name_folds);
  putAll(kAbbreviations, abbreviation_rows);
  putAll(kEntitiesById, by_id);
  Header header;
  header.sections = kSectionCount;
  std::memcpy(result.data(), &header, sizeof header);
  std::memcpy(result.data() + sizeof header, sections.data(), sizeof sections);
  return result;
}

}  // namespace chancery
