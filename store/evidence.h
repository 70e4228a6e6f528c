// Mentions as they are held: what a document says of one event, to bytes and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.h"
#include "store/keys.h"

namespace chancery::store {

// What of a mention is held as numbers.
struct MentionNumbers {
  std::optional<EntityNumber> place;
  std::vector<TopicNumber> topics;  // in the order of their texts
};
// A mention whose document stands in the key, and whose place and topics are numbers.
struct MentionRecord : MentionNumbers {
  Mention mention;  // without document, place and topics
};
std::string encode(const std::vector<MentionRecord>& mentions);
// The same of mentions as they come, and the numbers of each.
std::string encode(const std::vector<Mention>& mentions,
                   const std::vector<MentionNumbers>& numbers);
std::optional<std::vector<MentionRecord>> decodeMentions(std::string_view bytes);

// As formats 1 and 2 wrote them: the topics are texts, in the mention.
std::optional<std::vector<MentionRecord>> decodeMentionsOfFormat2(std::string_view bytes);

}  // namespace chancery::store
