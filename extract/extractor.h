// Articles in, events out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article.h"
#include "extract/unlisted.h"
#include "graph/event.h"
#include "graph/result.h"

namespace chancery {

class Image;

// Reads the events that an article states: who met, talked with, greeted, visited or hosted whom,
// when and where, each tied to the sentence that says so. Works offline and without chance: the
// same article gives the same events on every machine.
//
// Thread safety: one thread at a time; make one extractor a thread, they share the language packs.
class Extractor {
 public:
  // With the language packs and the knowledge base that are built into the library.
  Extractor();
  // `image` must outlive the extractor.
  explicit Extractor(const Image& image, const ReadingOptions& options = {});
  ~Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;

  // Events without a single participant in doubt are not promised; each has its confidence.
  // `article.text` should be UTF-8: bytes that are not are read as unknown characters, and offsets
  // count the bytes as they are. Errors: kInvalidInput (a text of 1 GiB or more).
  Result<DocumentEvents> extract(const Article& article);

  // The names, titles and verbs of an article that no table knows, in the order of the text; none
  // of one that is about sport, films or business. Errors: as of extract().
  Result<std::vector<UnlistedWord>> unlistedWords(const Article& article);

  // Every stage of reading, sentence by sentence, for whoever improves a language pack.
  enum class ExplainFormat { kText, kJson };
  Result<std::string> explain(const Article& article, ExplainFormat format);

  // What stands in every mention: the version of the program and of the packs.
  const std::string& version() const;

  // By what an entity of this name can be looked up in a store.
  std::vector<std::string> searchKeys(std::string_view name) const;
  // The normal form of a name in these keys, to complete what somebody began to type.
  std::string searchPrefix(std::string_view name) const;
  // Keys for all the names that the knowledge base has for an entity, and those that it carries.
  std::vector<std::string> searchKeysOf(const Entity& entity) const;

  // Entities of the knowledge base that have this name, however it is written.
  std::vector<Entity> find(std::string_view name) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// The content of a document as a hash (XXH3, hex): it changes when the article or the extractor
// does.
std::string contentHash(const Article& article, std::string_view extractor_version);

}  // namespace chancery
