// The data of the page, column by column: for html.cpp alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "export/html.h"
#include "graph/event_source.h"
#include "graph/snapshot_graph.h"

namespace chancery {

// `text` as a JSON string that may stand in a script element: no "<", no line separators.
std::string scriptString(std::string_view text);

// Numbers things in the order in which they first come.
template <typename Key>
class Numbering {
 public:
  // The number, and whether it is new.
  std::pair<std::uint32_t, bool> of(const Key& key) {
    const auto [place, is_new] = numbers_.try_emplace(key, static_cast<std::uint32_t>(size()));
    if (is_new) keys_.push_back(&place->first);
    return {place->second, is_new};
  }
  std::optional<std::uint32_t> find(const Key& key) const {
    const auto place = numbers_.find(key);
    if (place == numbers_.end()) return std::nullopt;
    return place->second;
  }
  std::size_t size() const { return numbers_.size(); }
  const std::vector<const Key*>& keys() const { return keys_; }  // by number

 private:
  std::map<Key, std::uint32_t> numbers_;  // its nodes stay where they are
  std::vector<const Key*> keys_;
};

// Takes the events in, in the order of comesBefore(), and writes what the page reads.
class HtmlColumns {
 public:
  // Begins the block: passages are written as they come.
  HtmlColumns(const std::set<EntityId>& actors, std::ostream& out);

  // Passes over an event whose participants are not among those of the constructor.
  void add(const Event& event);

  // Writes the rest of the block. `points` are those of `graph`'s vertices.
  // Errors: those of the source.
  Result<void> finish(const EventSource& source, const SnapshotGraph& graph,
                      const HtmlOptions& options);

 private:
  using Numbers = std::vector<std::int64_t>;

  void addMention(const Mention& mention);
  Result<void> writeEntities(const EventSource& source, const SnapshotGraph& graph);
  Result<void> writeDocuments(const EventSource& source);
  void writeEvents();

  std::ostream& out_;
  Numbering<EntityId> entities_;  // participants by id, then places as they come
  std::size_t actors_ = 0;
  Numbering<DocumentId> documents_;
  Numbering<std::string> topics_;
  Numbering<std::string> extractors_;
  std::unordered_map<std::string, std::uint32_t> texts_;

  std::vector<std::string> id_;  // of events
  Numbers relation_, status_, subject_, object_, day_, length_, place_, confidence_, topic_list_,
      topic_count_, mention_count_;
  Numbers mention_document_, mention_text_, mention_status_, mention_begin_, mention_bytes_,
      mention_char_, mention_confidence_, mention_extractor_;
  std::size_t dated_ = 0;
  std::int64_t last_day_ = 0;
};

}  // namespace chancery
