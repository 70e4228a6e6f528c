#include "store/numbering.h"

#include <limits>

namespace chancery::store {
namespace {

constexpr std::uint32_t kLastNumber = std::numeric_limits<std::uint32_t>::max();

tl::unexpected<Error> full(const char* what) {
  return makeError(ErrorCode::kInvalidInput,
                   std::string("the store is full: it has numbered 4294967295 ") + what);
}

}  // namespace

Result<EntityNumber> Numbering::numberOf(const EntityId& id) {
  const auto known = new_numbers_.find(id.value);
  if (known != new_numbers_.end()) return known->second;
  const auto held = view_.numberOf(id);
  if (!held) return tl::unexpected(held.error());
  if (*held) return **held;
  if (state_.next_entity == kLastNumber) return full("entities");
  const EntityNumber number{state_.next_entity++};
  sink_.put(Family::kNames, numberOfEntityKey(id.value), encode(number));
  sink_.put(Family::kNames, nameKey(number), id.value);
  new_ids_.emplace(number.value, id);
  new_numbers_.emplace(id.value, number);
  return number;
}

Result<TopicNumber> Numbering::numberOfTopic(const std::string& topic) {
  const auto known = topic_numbers_.find(topic);
  if (known != topic_numbers_.end()) return known->second;
  const auto held = view_.numberOfTopic(topic);
  if (!held) return tl::unexpected(held.error());
  TopicNumber number;
  if (*held) {
    number = **held;
  } else {
    if (state_.next_topic == kLastNumber) return full("topics");
    number = {state_.next_topic++};
    sink_.put(Family::kNames, numberOfTopicKey(topic), encode(number));
    sink_.put(Family::kNames, nameKey(number), topic);
    new_topics_.emplace(number.value, topic);
  }
  topic_numbers_.emplace(topic, number);
  return number;
}

Result<DocumentNumber> Numbering::newDocument(const DocumentId& id) {
  if (state_.next_document == kLastNumber) return full("documents");
  const DocumentNumber number{state_.next_document++};
  sink_.put(Family::kNames, nameKey(number), id.value);
  return number;
}

Result<std::vector<MentionNumbers>> Numbering::numbersOf(const std::vector<Mention>& mentions) {
  std::vector<MentionNumbers> all(mentions.size());
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    all[i].topics.reserve(mentions[i].topics.size());
    for (const std::string& topic : mentions[i].topics) {
      const auto number = numberOfTopic(topic);
      if (!number) return tl::unexpected(number.error());
      all[i].topics.push_back(*number);
    }
    if (!mentions[i].place) continue;
    const auto place = numberOf(*mentions[i].place);
    if (!place) return tl::unexpected(place.error());
    all[i].place = *place;
  }
  return all;
}

Result<const EntityId*> Numbering::idOf(EntityNumber number) {
  const auto known = new_ids_.find(number.value);
  if (known != new_ids_.end()) return &known->second;
  return view_.idOf(number);
}

Result<const std::string*> Numbering::textOf(TopicNumber number) {
  const auto known = new_topics_.find(number.value);
  if (known != new_topics_.end()) return &known->second;
  return view_.textOf(number);
}

void Numbering::remember(Dictionary& dictionary) const {
  for (const auto& [number, id] : new_ids_) dictionary.remember(EntityNumber{number}, id);
  for (const auto& [number, topic] : new_topics_) dictionary.remember(TopicNumber{number}, topic);
}

}  // namespace chancery::store
