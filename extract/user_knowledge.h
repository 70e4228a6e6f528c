// People, organisations, places, offices and names that a user adds to the knowledge base, and
// whom he takes for one or for two: docs/knowledge.md.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/entity_edits.h"
#include "graph/result.h"

namespace chancery {

class Image;

// Made by the compiler and the checks that make the base itself: what the tables add is laid over
// the base, and the whole is an image of its own, with its own hash. So articles that were read
// with other knowledge are known by the version in their mentions, and read again. Merges and
// splits are no part of it: they are applied when a store is asked.
//
// Ownership: `image()` lives as long as a copy of this does. Thread safety: immutable.
class UserKnowledge {
 public:
  // No tables: the base alone.
  UserKnowledge();

  // Errors: kInvalidInput; the message names file, line and fault of all that is wrong, a fault a
  // line.
  static Result<UserKnowledge> read(const std::vector<std::filesystem::path>& files);

  const Image& image() const { return *image_; }
  const EntityEdits& edits() const { return *edits_; }

  // The row that adds a name to an entity, "my.tsv:12"; empty where no table does.
  std::string whereNamed(const EntityId& id, std::string_view name) const;
  // How many names and terms of office the tables add to the base.
  std::size_t added() const;

 private:
  using Places = std::map<std::pair<std::string, std::string>, std::string>;  // by id and name

  std::shared_ptr<const Image> image_;
  std::shared_ptr<const EntityEdits> edits_;
  std::shared_ptr<const Places> places_;
  std::size_t offices_ = 0;
};

// A table with a row of every kind as a comment, to begin with.
std::string userKnowledgeTemplate();

}  // namespace chancery
