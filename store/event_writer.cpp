#include "store/event_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "store/index_rows.h"

namespace chancery::store {
namespace {

// Sets of mentions are derived from without a look at who made them; but two documents that
// agree are two, so a number has to stand for their names.
void markDocument(std::vector<Mention>& mentions, DocumentNumber document) {
  for (Mention& mention : mentions) mention.document = {keyOf(document)};
}

}  // namespace

Result<void> EventWriter::write(const EventId& id, const StagedEvent& staged) {
  auto held = heldEvent(id, staged);
  if (!held) return tl::unexpected(held.error());
  Event event = staged.said;
  if (held->row) {
    auto before = view_.toEvent(id, *held->row);
    if (!before) return tl::unexpected(before.error());
    event = std::move(*before);
  }
  event.mentions = std::move(held->mentions);
  for (const auto& [document, mentions] : staged.mentions) {
    std::vector<Mention> marked = mentions;
    markDocument(marked, document);
    event.mentions.insert(event.mentions.end(), marked.begin(), marked.end());
  }
  derive(event);
  state_.counts.mentions += event.mentions.size() - held->all_mentions;

  const auto written = writeMentions(id, staged, held->row.has_value());
  if (!written) return written;
  if (event.mentions.empty()) {
    if (held->row) {
      eraseRow(id, *held->row);
      count(*held->row, -1);
    }
    return {};
  }
  const auto row = rowOf(event);
  if (!row) return tl::unexpected(row.error());
  if (held->row == *row) return {};
  putRow(id, *row);
  if (held->row) count(*held->row, -1);
  count(*row, 1);
  return {};
}

Result<EventWriter::HeldEvent> EventWriter::heldEvent(const EventId& id,
                                                      const StagedEvent& staged) {
  HeldEvent held;
  if (none_held_) return held;
  auto row = view_.event(id);
  if (!row) return tl::unexpected(row.error());
  held.row = std::move(*row);
  if (!held.row) return held;
  const std::string prefix = keyOf(id);
  Scan rows(view_, Family::kMentions, prefix, endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    auto records = decodeMentions(rows.value());
    if (!records || rows.key().size() != prefix.size() + 4) {
      return corrupt(Family::kMentions, "those of '" + toString(id) + "' cannot be read");
    }
    held.all_mentions += records->size();
    const DocumentNumber document{readUint32(rows.key().substr(prefix.size()))};
    if (staged.mentions.contains(document)) continue;
    std::vector<Mention> mentions;
    for (MentionRecord& record : *records) {
      auto mention = view_.toMention(std::move(record));
      if (!mention) return tl::unexpected(mention.error());
      mentions.push_back(std::move(*mention));
    }
    markDocument(mentions, document);
    std::move(mentions.begin(), mentions.end(), std::back_inserter(held.mentions));
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return held;
}

Result<void> EventWriter::writeMentions(const EventId& id, const StagedEvent& staged,
                                        bool was_held) {
  for (const auto& [document, mentions] : staged.mentions) {
    if (mentions.empty()) {
      if (was_held) sink_.erase(Family::kMentions, mentionKey(id, document));
      continue;
    }
    const auto records = numbering_.recordsOf(mentions);
    if (!records) return tl::unexpected(records.error());
    sink_.put(Family::kMentions, mentionKey(id, document), encode(*records));
  }
  return {};
}

Result<EventRow> EventWriter::rowOf(const Event& event) {
  EventRow row;
  row.date = event.date;
  row.record.relation = event.relation;
  row.record.status = event.status;
  row.record.confidence_permille = event.confidence_permille;
  for (const std::string& topic : event.topics) {
    const auto number = numbering_.numberOfTopic(topic);
    if (!number) return tl::unexpected(number.error());
    row.record.topics.push_back(*number);
  }
  const auto subject = numbering_.numberOf(event.subject);
  if (!subject) return tl::unexpected(subject.error());
  row.record.subject = *subject;
  const auto object = numbering_.numberOf(event.object);
  if (!object) return tl::unexpected(object.error());
  row.record.object = *object;
  if (!event.place) return row;
  const auto place = numbering_.numberOf(*event.place);
  if (!place) return tl::unexpected(place.error());
  row.record.place = *place;
  return row;
}

void EventWriter::putRow(const EventId& id, const EventRow& row) {
  sink_.put(Family::kEvents, keyOf(id), encode(row));
  forEachIndexRow(id, row, [&](Family family, const std::string& key, const std::string& value) {
    sink_.put(family, key, value);
  });
  if (spanClassOf(row.date)) view_.database().expectSpans();
}

void EventWriter::eraseRow(const EventId& id, const EventRow& row) {
  sink_.erase(Family::kEvents, keyOf(id));
  forEachIndexRow(id, row, [&](Family family, const std::string& key, const std::string&) {
    sink_.erase(family, key);
  });
}

void EventWriter::count(const EventRow& row, std::int64_t more) {
  state_.counts.events += static_cast<std::uint64_t>(more);
  if (spanClassOf(row.date)) state_.spans += static_cast<std::uint64_t>(more);
  forEachCountKey(row, [&](const std::string& key) { sink_.count(key, more); });
}

}  // namespace chancery::store
