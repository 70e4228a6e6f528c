#include "extract/extractor.h"

#define XXH_INLINE_ALL  // no library to link
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <span>

#include "extract/engine/document_reader.h"
#include "extract/engine/explain.h"
#include "extract/engine/lexer.h"
#include "extract/engine/unlisted_words.h"
#include "extract/names/name_memo.h"
#include "extract/pack/image.h"
#include "extract/version.h"
#include "graph/entity_union.h"

namespace chancery {
namespace {

constexpr std::size_t kLongestText = 1u << 30;

std::string hex(XXH128_hash_t hash) {
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text.data();
}

// A longer text is read in parts that know nothing of one another, so that the time for a text
// grows with its length only. No article comes near it; books and dumps without line ends do.
constexpr std::size_t kPartBytes = 128u << 10;

// Where a part that begins at `begin` ends: after the last paragraph within reach, else the last
// sentence, word or character.
std::size_t endOfPart(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= kPartBytes) return text.size();
  const std::string_view part = text.substr(begin, kPartBytes);
  for (std::string_view border : {"\n", "\u0964 ", ". ", " "}) {
    const std::size_t at = part.rfind(border);
    if (at != std::string_view::npos && at > kPartBytes / 2) return begin + at + border.size();
  }
  std::size_t end = begin + kPartBytes;
  while (end > begin + 1 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return end;
}

// Bytes of the text in each language; those of no language first.
using LanguageBytes = std::vector<std::size_t>;

void countLanguages(const Image& image, const TokenizedText& text, LanguageBytes& bytes) {
  for (const Sentence& sentence : text.sentences) {
    bytes[languageOfScript(image, sentence.script)] +=
        text.tokens[sentence.last - 1].end - text.tokens[sentence.first].begin;
  }
}

std::string mainLanguage(const Image& image, const LanguageBytes& bytes) {
  const auto most = std::max_element(bytes.begin() + 1, bytes.end());
  if (most == bytes.end() || *most == 0) return "";
  return std::string(
      image.text(image.languages()[static_cast<std::size_t>(most - bytes.begin() - 1)].code));
}

// Adds what the part that begins at `offset` says.
void addPart(DocumentEvents part, std::size_t offset, DocumentEvents& whole) {
  for (Event& event : part.events) {
    for (Mention& mention : event.mentions) {
      mention.begin += offset;
      mention.end += offset;
    }
  }
  std::move(part.events.begin(), part.events.end(), std::back_inserter(whole.events));
  std::move(part.entities.begin(), part.entities.end(), std::back_inserter(whole.entities));
}

// Makes one of all that have the same id; `comes_before` puts these side by side, `unite` adds
// those behind the first to it.
template <typename T, typename Order, typename Unite>
void uniteSame(std::vector<T>& all, Order comes_before, Unite unite) {
  std::sort(all.begin(), all.end(), comes_before);
  auto kept = all.begin();
  for (auto first = all.begin(); first != all.end(); ++kept) {
    const auto isOther = [first](const T& one) { return one.id != first->id; };
    const auto last = std::find_if(first + 1, all.end(), isOther);
    if (last - first > 1) unite(*first, std::span<T>(first + 1, last));
    if (kept != first) *kept = std::move(*first);
    first = last;
  }
  all.erase(kept, all.end());
}

// Derives once, however many parts tell of the event.
void uniteEvents(Event& event, std::span<Event> others) {
  for (Event& other : others) {
    std::move(other.mentions.begin(), other.mentions.end(), std::back_inserter(event.mentions));
  }
  derive(event);
}

void uniteEntities(Entity& entity, std::span<Entity> others) {
  for (const Entity& other : others) unite(entity, other);
}

}  // namespace

struct Extractor::Parts {
  Parts(const Image& from, const ReadingOptions& wanted)
      : image(from),
        options(wanted),
        fold(from),
        names(from, fold),
        lexer(from),
        version(std::string("chancery ") + kVersion + "+" + from.hash() +
                (wanted.name_office_holders ? "+holders" : "")) {}

  // Calls `read` for the article, or for each part of a long one, and where in it the part begins.
  template <typename Read>
  Result<void> forEachPart(const Article& article, Read read) {
    if (article.text.size() >= kLongestText) {
      return makeError(ErrorCode::kInvalidInput,
                       article.id + ": a text of " + std::to_string(article.text.size() >> 20) +
                           " MiB is no article; the longest that is read has 1024");
    }
    if (article.text.size() <= kPartBytes) {
      names.forgetIfFull();
      read(article, 0);
      return {};
    }
    Article part = article;
    for (std::size_t begin = 0; begin < article.text.size();) {
      const std::size_t end = endOfPart(article.text, begin);
      part.text.assign(article.text, begin, end - begin);
      names.forgetIfFull();
      read(part, begin);
      begin = end;
    }
    return {};
  }

  const Image& image;
  ReadingOptions options;
  NameFold fold;
  NameMemo names;
  Lexer lexer;
  std::string version;
};

Extractor::Extractor() : Extractor(Image::builtIn()) {}
Extractor::Extractor(const Image& image, const ReadingOptions& options)
    : parts_(std::make_unique<Parts>(image, options)) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

Result<DocumentEvents> Extractor::extract(const Article& article) {
  DocumentEvents result;
  LanguageBytes languages(parts_->image.languages().size() + 1, 0);
  const Result<void> read = parts_->forEachPart(article, [&](const Article& part, std::size_t at) {
    DocumentReader reader(parts_->image, parts_->names, parts_->lexer, part, parts_->options);
    DocumentEvents said = reader.read();
    countLanguages(parts_->image, reader.text().tokens, languages);
    if (&part == &article) {
      result = std::move(said);
    } else {
      addPart(std::move(said), at, result);
    }
  });
  if (!read) return tl::unexpected(read.error());
  if (article.text.size() > kPartBytes) {
    const auto byId = [](const Entity& a, const Entity& b) { return a.id < b.id; };
    uniteSame(result.events, comesBefore, uniteEvents);
    uniteSame(result.entities, byId, uniteEntities);
  }
  result.document.id = {article.id};
  result.document.language =
      article.language.empty() ? mainLanguage(parts_->image, languages) : article.language;
  result.document.date = article.date;
  result.document.title = article.title;
  result.document.url = article.url;
  result.document.content_hash = contentHash(article, parts_->version);
  for (Event& event : result.events) {
    for (Mention& mention : event.mentions) mention.extractor = parts_->version;
  }
  setCodePoints(article.text, result);
  return result;
}

Result<std::vector<UnlistedWord>> Extractor::unlistedWords(const Article& article) {
  std::vector<UnlistedWord> words;
  const Result<void> read = parts_->forEachPart(article, [&](const Article& part, std::size_t at) {
    DocumentReader reader(parts_->image, parts_->names, parts_->lexer, part, parts_->options);
    if (reader.isAboutSomethingElse()) return;
    reader.read(DocumentReader::Stages::kAll);
    for (UnlistedWord& word : findUnlistedWords(parts_->image, reader)) {
      word.begin += at;
      word.end += at;
      words.push_back(std::move(word));
    }
  });
  if (!read) return tl::unexpected(read.error());
  return words;
}

Result<std::string> Extractor::explain(const Article& article, ExplainFormat format) {
  if (article.text.size() >= kLongestText) {
    return makeError(ErrorCode::kInvalidInput, article.id + ": the text is too long");
  }
  DocumentReader reader(parts_->image, parts_->names, parts_->lexer, article, parts_->options);
  DocumentEvents events = reader.read(DocumentReader::Stages::kAll);
  events.document.id = {article.id};
  return format == ExplainFormat::kJson ? explainAsJson(parts_->image, reader, events)
                                        : explainAsText(parts_->image, reader, events);
}

const std::string& Extractor::version() const { return parts_->version; }

std::vector<std::string> Extractor::searchKeys(std::string_view name) const {
  return parts_->fold.searchKeys(name);
}

std::string Extractor::searchPrefix(std::string_view name) const {
  return "n:" + parts_->fold.normalKey(name);
}

std::vector<std::string> Extractor::searchKeysOf(const Entity& entity) const {
  std::vector<std::string> keys = entity.search_keys;
  const auto add = [&](std::string_view name) {
    for (std::string& key : parts_->fold.searchKeys(name)) keys.push_back(std::move(key));
  };
  add(entity.label);
  for (const std::string& alias : entity.aliases) add(alias);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

std::vector<Entity> Extractor::find(std::string_view name) const {
  // as a whole phrase of the lexicon
  const TokenizedText text = tokenize(name, [](std::string_view) { return true; });
  std::uint32_t node = 0;
  for (const Token& token : text.tokens) {
    const std::uint32_t word = parts_->image.word(parts_->lexer.normalised(text.textOf(token)));
    node = word == 0 ? 0 : parts_->image.child(node, word);
    if (node == 0) return {};
  }
  std::vector<Entity> found;
  for (const EntryRow& entry : parts_->image.entries(node)) {
    if (entry.kind != EntryKind::kEntity) continue;
    const EntityRow& row = parts_->image.entities()[entry.value];
    Entity entity;
    entity.id = {std::string(parts_->image.text(row.id))};
    entity.type = row.type;
    entity.label = std::string(parts_->image.text(row.label));
    entity.country = std::string(parts_->image.text(row.country));
    const bool known =
        std::any_of(found.begin(), found.end(), [&](const Entity& e) { return e.id == entity.id; });
    if (!known) found.push_back(std::move(entity));
  }
  return found;
}

std::string contentHash(const Article& article, std::string_view extractor_version) {
  XXH3_state_t* state = XXH3_createState();
  XXH3_128bits_reset(state);
  const std::string date = article.date ? toIso(*article.date) : "";
  for (std::string_view part : {std::string_view(article.text), std::string_view(article.title),
                                std::string_view(article.url), std::string_view(article.language),
                                std::string_view(date), extractor_version}) {
    const std::uint64_t size = part.size();  // so that no two articles run together
    XXH3_128bits_update(state, &size, sizeof size);
    XXH3_128bits_update(state, part.data(), part.size());
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state);
  XXH3_freeState(state);
  return hex(hash);
}

}  // namespace chancery
