#include "extract/pack/image.h"

#define XXH_INLINE_ALL
#include <unicode/utf8.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>

// The embedded image, from builtin_image.S.
extern "C" {
extern const std::byte chancery_image_begin[];
extern const std::byte chancery_image_end[];
}

namespace chancery {
namespace {

constexpr std::uint64_t kMagic = 0x3147415043484343;  // "CCHCPAG1"
constexpr std::uint32_t kVersion = 8;
constexpr std::size_t kAlignment = 8;

struct Header {
  std::uint64_t magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t sections = 0;
  std::uint64_t hash = 0;
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
  kSpellings,
  kNameVariants,
  kNameWeights,
  kAbbreviations,
  kRankWeights,
  kConfidences,
  kEntitiesById,
  kNames,
  kKeys,
  kSectionCount
};

std::uint64_t hashOf(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

// Room for `count` entries at most half full.
std::size_t tableSize(std::size_t count) { return std::bit_ceil(count * 2 + 2); }

std::uint64_t edgeKey(std::uint32_t node, std::uint32_t word) {
  return static_cast<std::uint64_t>(node) << 32 | word;
}

template <typename T>
std::vector<T> copyOf(std::span<const T> rows) {
  return {rows.begin(), rows.end()};
}

tl::unexpected<Error> damaged(const std::string& cause) {
  return makeError(ErrorCode::kCorruption, "the image of the language packs " + cause);
}

constexpr std::array<std::string_view, 12> kEntityKinds = {
    "",    "city",     "region", "venue",   "continent", "water",
    "igo", "movement", "party",  "company", "media",     "state_body"};

}  // namespace

std::string_view nameOf(EntityKind kind) { return kEntityKinds[static_cast<std::size_t>(kind)]; }

std::optional<EntityKind> entityKindNamed(std::string_view name) {
  const auto at = std::find(kEntityKinds.begin(), kEntityKinds.end(), name);
  if (at == kEntityKinds.end()) return std::nullopt;
  return static_cast<EntityKind>(at - kEntityKinds.begin());
}

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
  take(image.spellings_, kSpellings);
  take(image.name_variants_, kNameVariants);
  take(image.name_weights_, kNameWeights);
  take(image.abbreviations_, kAbbreviations);
  take(image.rank_weights_, kRankWeights);
  take(image.confidences_, kConfidences);
  take(image.entities_by_id_, kEntitiesById);
  take(image.names_, kNames);
  take(image.keys_, kKeys);
  constexpr std::size_t kHashDigits = 16;
  std::array<char, kHashDigits + 1> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx",
                static_cast<unsigned long long>(header.hash));
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

const NameWeightRow* Image::nameWeights(std::uint8_t language, std::string_view feature) const {
  const auto at = std::lower_bound(
      name_weights_.begin(), name_weights_.end(), std::pair(language, feature),
      [this](const NameWeightRow& row, const std::pair<std::uint8_t, std::string_view>& wanted) {
        return std::pair(row.language, text(row.feature)) < wanted;
      });
  const bool found =
      at != name_weights_.end() && at->language == language && text(at->feature) == feature;
  return found ? &*at : nullptr;
}

std::uint32_t Image::child(std::uint32_t node, std::uint32_t word) const {
  if (node == 0) return root_[word];
  const NodeRow& row = nodes_[node];
  if (row.edge_count == 0) return 0;
  // halves without a branch: which half it is, no processor can foresee
  const EdgeRow* at = edges_.data() + row.first_edge;
  for (std::size_t count = row.edge_count; count > 1;) {
    const std::size_t half = count / 2;
    at += at[half].word <= word ? half : 0;
    count -= half;
  }
  return at->word == word ? at->child : 0;
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

std::span<const NameRow> Image::namesOf(std::uint32_t entity) const {
  struct ByEntity {
    bool operator()(const NameRow& row, std::uint32_t e) const { return row.entity < e; }
    bool operator()(std::uint32_t e, const NameRow& row) const { return e < row.entity; }
  };
  const auto [first, last] = std::equal_range(names_.begin(), names_.end(), entity, ByEntity());
  return {first, last};
}

std::span<const KeyRow> Image::withKey(std::string_view key) const {
  const auto first =
      std::lower_bound(keys_.begin(), keys_.end(), key,
                       [this](const KeyRow& row, std::string_view k) { return text(row.key) < k; });
  auto last = first;
  while (last != keys_.end() && text(last->key) == key) ++last;
  return {first, last};
}

std::uint32_t Image::officeCode(std::string_view code) const {
  for (std::size_t i = 0; i < office_codes_.size(); ++i) {
    if (text(office_codes_[i].code) == code) return static_cast<std::uint32_t>(i);
  }
  return kNone;
}

CharacterFolds characterFoldsOf(const Image& image) {
  CharacterFolds folds;
  for (const FoldRow& fold : image.wordFolds()) {
    const std::string_view from = image.text(fold.from);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(from.data());
    std::int32_t i = 0;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, static_cast<std::int32_t>(from.size()), c);
    folds.add(static_cast<char32_t>(c), std::string(image.text(fold.to)));
  }
  return folds;
}

struct ImageBuilder::Lexicon {
  std::unordered_map<std::string, ImageString> strings;
  std::unordered_map<std::string, std::uint32_t> words;
  std::vector<ImageString> word_texts;
  std::unordered_map<std::uint64_t, std::uint32_t> edges;  // by edgeKey()
  std::vector<std::vector<EntryRow>> nodes{1};
};

ImageBuilder::ImageBuilder() : lexicon_(std::make_unique<Lexicon>()) {}

ImageBuilder::ImageBuilder(const Image& base)
    : entities(copyOf(base.entities_)),
      names(copyOf(base.names_)),
      keys(copyOf(base.keys_)),
      offices(copyOf(base.offices_)),
      office_codes(copyOf(base.office_codes_)),
      roles(copyOf(base.roles_)),
      role_alternatives(copyOf(base.role_alternatives_)),
      frames(copyOf(base.frames_)),
      triggers(copyOf(base.triggers_)),
      cues(copyOf(base.cues_)),
      dates(copyOf(base.dates_)),
      topics(copyOf(base.topics_)),
      languages(copyOf(base.languages_)),
      word_folds(copyOf(base.word_folds_)),
      name_folds(copyOf(base.name_folds_)),
      spellings(copyOf(base.spellings_)),
      name_variants(copyOf(base.name_variants_)),
      name_weights(copyOf(base.name_weights_)),
      rank_weights(copyOf(base.rank_weights_)),
      confidences(copyOf(base.confidences_)),
      hash(std::stoull(base.hash_, nullptr, 16)),
      strings_(base.strings_),
      lexicon_(std::make_unique<Lexicon>()) {
  for (const ImageString abbreviation : base.abbreviations_) {
    abbreviations.emplace_back(base.text(abbreviation));
  }
  std::size_t count = 0;
  for (const WordSlot& slot : base.words_) count += slot.word != 0;
  lexicon_->word_texts.resize(count);
  lexicon_->words.reserve(count);
  for (const WordSlot& slot : base.words_) {
    if (slot.word == 0) continue;
    lexicon_->word_texts[slot.word - 1] = slot.text;
    lexicon_->words.emplace(base.text(slot.text), slot.word);
  }
  lexicon_->edges.reserve(base.nodes_.size());
  for (std::uint32_t word = 0; word < base.root_.size(); ++word) {
    if (base.root_[word] != 0) lexicon_->edges.emplace(edgeKey(0, word), base.root_[word]);
  }
  for (std::uint32_t node = 1; node < base.nodes_.size(); ++node) {
    const NodeRow& row = base.nodes_[node];
    for (const EdgeRow& edge : base.edges_.subspan(row.first_edge, row.edge_count)) {
      lexicon_->edges.emplace(edgeKey(node, edge.word), edge.child);
    }
  }
  lexicon_->nodes.resize(base.nodes_.size());
  for (std::uint32_t node = 0; node < base.nodes_.size(); ++node) {
    lexicon_->nodes[node] = copyOf(base.entries(node));
  }
}

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
        edgeKey(node, word), static_cast<std::uint32_t>(lexicon_->nodes.size()));
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

std::vector<EntryRow>* ImageBuilder::entriesOf(std::span<const std::uint32_t> words) {
  std::uint32_t node = 0;
  for (std::uint32_t word : words) {
    const auto at = lexicon_->edges.find(edgeKey(node, word));
    if (at == lexicon_->edges.end()) return nullptr;
    node = at->second;
  }
  return &lexicon_->nodes[node];
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
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted(lexicon_->edges.begin(),
                                                              lexicon_->edges.end());
  std::sort(sorted.begin(), sorted.end());  // by node, then by word
  for (const auto& [key, child] : sorted) {
    const auto node = static_cast<std::uint32_t>(key >> 32);
    const auto over = static_cast<std::uint32_t>(key);
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
  for (EntityRow& entity : entities) entity.office_count = 0;  // an overlay's are built again
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

  std::stable_sort(names.begin(), names.end(),
                   [](const NameRow& a, const NameRow& b) { return a.entity < b.entity; });
  std::sort(keys.begin(), keys.end(), [this](const KeyRow& a, const KeyRow& b) {
    return std::pair(text(a.key), a.entity) < std::pair(text(b.key), b.entity);
  });
  keys.erase(std::unique(keys.begin(), keys.end(),
                         [this](const KeyRow& a, const KeyRow& b) {
                           return a.entity == b.entity && text(a.key) == text(b.key);
                         }),
             keys.end());

  std::sort(name_weights.begin(), name_weights.end(),
            [this](const NameWeightRow& a, const NameWeightRow& b) {
              return std::pair(a.language, text(a.feature)) <
                     std::pair(b.language, text(b.feature));
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
  putAll(kSpellings, spellings);
  putAll(kNameVariants, name_variants);
  putAll(kNameWeights, name_weights);
  putAll(kAbbreviations, abbreviation_rows);
  putAll(kRankWeights, rank_weights);
  putAll(kConfidences, confidences);
  putAll(kEntitiesById, by_id);
  putAll(kNames, names);
  putAll(kKeys, keys);
  Header header;
  header.sections = kSectionCount;
  std::memcpy(result.data(), &header, sizeof header);
  std::memcpy(result.data() + sizeof header, sections.data(), sizeof sections);
  header.hash = hash != 0 ? hash : XXH3_64bits(result.data(), result.size());
  std::memcpy(result.data(), &header, sizeof header);
  return result;
}

void ImageBuilder::seal() {
  hash = 0;
  const std::vector<std::byte> bytes = build();
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  hash = header.hash;
}

}  // namespace chancery
