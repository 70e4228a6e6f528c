// Gives numbers to what has none yet.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "store/row_sink.h"
#include "store/view.h"

namespace chancery::store {

// Numbers given are valid once the rows in the sink are committed, and remember() tells the
// dictionary.
//
// Ownership: refers to all that it is given. Thread safety: none.
class Numbering {
 public:
  Numbering(View& view, StoreState& state, RowSink& sink)
      : view_(view), state_(state), sink_(sink) {}

  // Errors of all: kInvalidInput when there are no more numbers; those of the view.
  Result<EntityNumber> numberOf(const EntityId& id);
  Result<TopicNumber> numberOfTopic(const std::string& topic);
  Result<DocumentNumber> newDocument(const DocumentId& id);
  // Of the places and topics of each mention.
  Result<std::vector<MentionNumbers>> numbersOf(const std::vector<Mention>& mentions);

  // Also of a number that is new.
  Result<const EntityId*> idOf(EntityNumber number);
  Result<const std::string*> textOf(TopicNumber number);

  void remember(Dictionary& dictionary) const;

 private:
  View& view_;
  StoreState& state_;
  RowSink& sink_;
  std::unordered_map<std::string, EntityNumber> new_numbers_;
  std::unordered_map<std::uint32_t, EntityId> new_ids_;
  std::unordered_map<std::string, TopicNumber> topic_numbers_;
  std::unordered_map<std::uint32_t, std::string> new_topics_;
};

}  // namespace chancery::store
