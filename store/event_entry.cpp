#include "store/event_entry.h"

#include <algorithm>

namespace chancery::store {

void MentionSummary::addReport(const std::optional<Day>& day, Status of_it) {
  if (mentions == 0 || latest < day) {
    latest = day;
    status = of_it;
  } else if (latest == day) {
    status = std::min(status, of_it);
  }
}

void MentionSummary::addTopics(const std::vector<TopicNumber>& more) {
  for (TopicNumber topic : more) {
    const auto at = std::lower_bound(topics.begin(), topics.end(), topic);
    if (at == topics.end() || *at != topic) topics.insert(at, topic);
  }
}

void MentionSummary::add(const Mention& mention, const MentionNumbers& numbers) {
  addReport(mention.reported, mention.status);
  ++mentions;
  confidence_permille = std::max(confidence_permille, mention.confidence_permille);
  if (numbers.place) ++places[*numbers.place];
  addTopics(numbers.topics);
}

void MentionSummary::add(const MentionSummary& other) {
  if (other.mentions == 0) return;
  addReport(other.latest, other.status);
  mentions += other.mentions;
  confidence_permille = std::max(confidence_permille, other.confidence_permille);
  for (const auto& [place, count] : other.places) places[place] += count;
  addTopics(other.topics);
}

MentionSummary summaryOf(const std::vector<MentionRecord>& mentions) {
  MentionSummary summary;
  for (const MentionRecord& record : mentions) summary.add(record.mention, record);
  return summary;
}

MentionSummary summaryOf(const std::vector<Mention>& mentions,
                         const std::vector<MentionNumbers>& numbers) {
  MentionSummary summary;
  for (std::size_t i = 0; i < mentions.size(); ++i) summary.add(mentions[i], numbers[i]);
  return summary;
}

void write(Encoder& out, const MentionSummary& summary) {
  out.number(summary.mentions);
  out.byte(static_cast<std::uint8_t>(summary.status));
  out.byte(summary.latest ? 1 : 0);
  if (summary.latest) out.day(*summary.latest);
  out.number(static_cast<std::uint64_t>(summary.confidence_permille));
  out.number(summary.places.size());
  for (const auto& [place, count] : summary.places) {
    out.fixed(place.value);
    out.number(count);
  }
  out.number(summary.topics.size());
  for (TopicNumber topic : summary.topics) out.number(topic.value);
}

MentionSummary readSummary(Decoder& in) {
  MentionSummary summary;
  summary.mentions = in.number();
  summary.status = in.oneOf<Status>(in.byte(), kStatusCount);
  if (in.byte() != 0) summary.latest = in.day();
  summary.confidence_permille = static_cast<int>(in.number());
  for (std::size_t left = in.count(); left > 0; --left) {
    const EntityNumber place{in.fixed()};
    summary.places[place] = in.number();
  }
  summary.topics.resize(in.count());
  for (TopicNumber& topic : summary.topics) topic = {static_cast<std::uint32_t>(in.number())};
  return summary;
}

std::string encode(const EventEntry& entry) {
  Encoder out;
  write(out, entry.row);
  out.number(entry.first.document.value);
  out.number(entry.first.position);
  out.number(entry.documents);
  if (entry.summary) write(out, *entry.summary);
  return out.take();
}

std::optional<EventEntry> decodeEvent(std::string_view bytes) {
  Decoder in(bytes);
  EventEntry entry;
  entry.row = readRow(in);
  entry.first.document = {static_cast<std::uint32_t>(in.number())};
  entry.first.position = static_cast<std::uint32_t>(in.number());
  entry.documents = in.number();
  if (entry.documents > 1) entry.summary = readSummary(in);
  return ifDone(in, std::move(entry));
}

}  // namespace chancery::store
