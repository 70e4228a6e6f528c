// Mentions as they are held: what a document says of one event, to bytes and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.h"
#include "store/keys.h"

namespace chancery::store {

// A mention whose document stands in the key, and whose place and topics are numbers.
struct MentionRecord {
  Mention mention;  // without document, place and topics
  std::optional<EntityNumber> place;
  std::vector<TopicNumber> topics;  // in the order of their texts
};
std::string encode(const std::vector<MentionRecord>& mentions);
std::optional<std::vector<MentionRecord>> decodeMentions(std::string_view bytes);

// As formats 1 and 2 wrote them: the topics are texts, in the mention.
std::optional<std::vector<MentionRecord>> decodeMentionsOfFormat2(std::string_view bytes);

}  // namespace chancery::store
