#include "store/event_writer.h"

#include <algorithm>
#include <utility>

#include "store/index_rows.h"

namespace chancery::store {

Result<void> EventWriter::write(const EventId& id, const StagedEvent& staged) {
  if (none_held_) return writeFirst(id, staged);
  const auto held = view_.event(id);
  if (!held) return tl::unexpected(held.error());
  return write(id, staged, *held);
}

Result<void> EventWriter::writeFirst(const EventId& id, const StagedEvent& staged) {
  EventEntry entry;
  entry.row = staged.said;
  entry.documents = 0;
  MentionSummary summary;
  for (const auto& [document, telling] : staged.tellings) {
    if (!telling.now) continue;
    if (summary.mentions == 0) {
      summary = telling.now->summary;  // mostly there is one, and nothing to add up
    } else {
      summary.add(telling.now->summary);
    }
    if (entry.documents++ == 0) {
      entry.first = {document, telling.now->position};
    } else {
      sink_.put(Family::kTellers, tellerKey(id, document), encodeCount(telling.now->position));
    }
  }
  if (entry.documents == 0) return {};
  state_.counts.mentions += summary.mentions;
  const auto derived = derive(summary, entry.row.record);
  if (!derived) return derived;
  const EventRow& row = entry.row;
  if (entry.documents > 1) entry.summary = std::move(summary);
  sink_.put(Family::kEvents, keyOf(id), encode(entry));
  putIndexRows(id, row);
  count(row, 1);
  countForPartners(id, nullptr, &row);
  return {};
}

Result<void> EventWriter::writeAgain(const EventId& id, const StagedEvent& staged,
                                     const EventEntry& held) {
  Tellers tellers;
  const auto change = changeOf(id, staged, held, tellers);
  if (!change) return tl::unexpected(change.error());
  writeTellers(id, tellers);
  if (tellers.after.empty()) {
    erase(id, held.row);
    count(held.row, -1);
    countForPartners(id, &held.row, nullptr);
    return {};
  }
  EventEntry entry;
  entry.row = held.row;
  entry.first = {tellers.after.begin()->first, tellers.after.begin()->second};
  entry.documents = held.documents + change->came - change->went;
  auto summary = summaryAfter(staged, held, *change, tellers);
  if (!summary) return tl::unexpected(summary.error());
  const auto derived = derive(*summary, entry.row.record);
  if (!derived) return derived;
  if (entry.documents > 1) entry.summary = std::move(*summary);
  if (entry == held) return {};
  sink_.put(Family::kEvents, keyOf(id), encode(entry));
  if (entry.row == held.row) return {};
  if (entry.row.record.place != held.row.record.place) erasePlaceRows(id, held.row);
  putIndexRows(id, entry.row);
  count(held.row, -1);
  count(entry.row, 1);
  countForPartners(id, &held.row, &entry.row);
  return {};
}

Result<EventWriter::Change> EventWriter::changeOf(const EventId& id, const StagedEvent& staged,
                                                  const EventEntry& held, Tellers& tellers) {
  Change change;
  tellers.before.emplace(held.first.document, held.first.position);
  std::map<DocumentNumber, std::optional<std::uint32_t>> moved;
  for (const auto& [document, telling] : staged.tellings) {
    if (telling.now) {
      state_.counts.mentions += telling.now->summary.mentions;
      moved[document] = telling.now->position;
    }
    if (!telling.was_held) {
      if (telling.now) ++change.came;
      continue;
    }
    const auto position = heldPosition(id, held, document);
    if (!position) return tl::unexpected(position.error());
    if (!*position) return corrupt(Family::kTellers, "a row of '" + toString(id) + "' is missing");
    const auto before = summaryAt({document, **position});
    if (!before) return tl::unexpected(before.error());
    tellers.before[document] = **position;
    state_.counts.mentions -= before->mentions;
    if (!telling.now) {
      moved[document] = std::nullopt;
      ++change.went;
    }
    if (!telling.now || telling.now->summary != *before) change.must_read_all = true;
  }
  if (change.must_read_all) {
    const auto all = view_.tellings(id, held);
    if (!all) return tl::unexpected(all.error());
    for (const Telling& telling : *all) tellers.before[telling.document] = telling.position;
  }
  tellers.after = tellers.before;
  for (const auto& [document, position] : moved) {
    if (position) tellers.after[document] = *position;
    if (!position) tellers.after.erase(document);
  }
  return change;
}

Result<std::optional<std::uint32_t>> EventWriter::heldPosition(const EventId& id,
                                                               const EventEntry& held,
                                                               DocumentNumber document) const {
  if (document == held.first.document) return std::optional(held.first.position);
  const auto bytes = view_.get(Family::kTellers, tellerKey(id, document));
  if (!bytes) return tl::unexpected(bytes.error());
  if (!*bytes) return std::optional<std::uint32_t>{};
  const auto position = decodeCount(**bytes);
  if (!position) return corrupt(Family::kTellers, "a row of '" + toString(id) + "' cannot be read");
  return std::optional(static_cast<std::uint32_t>(*position));
}

Result<MentionSummary> EventWriter::summaryAt(const Telling& telling) const {
  const auto records = view_.evidence(telling);
  if (!records) return tl::unexpected(records.error());
  return summaryOf(*records);
}

Result<MentionSummary> EventWriter::summaryAfter(const StagedEvent& staged, const EventEntry& held,
                                                 const Change& change,
                                                 const Tellers& tellers) const {
  MentionSummary summary;
  const auto addHeld = [&](DocumentNumber document, std::uint32_t position) -> Result<void> {
    const auto one = summaryAt({document, position});
    if (!one) return tl::unexpected(one.error());
    summary.add(*one);
    return {};
  };
  if (change.must_read_all) {
    for (const auto& [document, position] : tellers.after) {
      if (staged.tellings.contains(document)) continue;
      const auto added = addHeld(document, position);
      if (!added) return tl::unexpected(added.error());
    }
  } else if (held.summary) {
    summary = *held.summary;
  } else {
    const auto added = addHeld(held.first.document, held.first.position);
    if (!added) return tl::unexpected(added.error());
  }
  for (const auto& [document, telling] : staged.tellings) {
    const bool is_in = !change.must_read_all && telling.was_held;
    if (telling.now && !is_in) summary.add(telling.now->summary);
  }
  return summary;
}

// The first document stands in the row of the event, all others in rows of their own.
void EventWriter::writeTellers(const EventId& id, const Tellers& tellers) {
  const DocumentNumber first_before = tellers.before.begin()->first;
  std::map<DocumentNumber, std::optional<std::uint32_t>> rows;  // in order, as sinks want them
  for (const auto& [document, position] : tellers.before) {
    const bool stays = tellers.after.contains(document);
    const bool is_first = stays && document == tellers.after.begin()->first;
    if (document != first_before && (!stays || is_first)) rows[document] = std::nullopt;
  }
  for (const auto& [document, position] : tellers.after) {
    if (document == tellers.after.begin()->first) continue;
    const auto before = tellers.before.find(document);
    const bool stands =
        before != tellers.before.end() && document != first_before && before->second == position;
    if (!stands) rows[document] = position;
  }
  for (const auto& [document, position] : rows) {
    const std::string key = tellerKey(id, document);
    if (position) sink_.put(Family::kTellers, key, encodeCount(*position));
    if (!position) sink_.erase(Family::kTellers, key);
  }
}

Result<void> EventWriter::derive(const MentionSummary& summary, EventRecord& record) {
  record.status = summary.status;
  record.confidence_permille = summary.confidence_permille;
  record.place.reset();
  std::uint64_t most = 0;
  const EntityId* id_of_most = nullptr;
  for (const auto& [place, count] : summary.places) {
    if (count < most) continue;
    const auto id = numbering_.idOf(place);
    if (!id) return tl::unexpected(id.error());
    if (count == most && **id > *id_of_most) continue;
    most = count;
    id_of_most = *id;
    record.place = place;
  }
  record.topics = summary.topics;
  if (record.topics.size() < 2) return {};
  std::vector<std::pair<const std::string*, TopicNumber>> by_text;
  for (TopicNumber topic : summary.topics) {
    const auto text = numbering_.textOf(topic);
    if (!text) return tl::unexpected(text.error());
    by_text.emplace_back(*text, topic);
  }
  std::sort(by_text.begin(), by_text.end(),
            [](const auto& a, const auto& b) { return *a.first < *b.first; });
  std::transform(by_text.begin(), by_text.end(), record.topics.begin(),
                 [](const auto& topic) { return topic.second; });
  return {};
}

void EventWriter::putIndexRows(const EventId& id, const EventRow& row) {
  forEachIndexRow(id, row, [&](Family family, const std::string& key, const std::string& value) {
    sink_.put(family, key, value);
  });
  if (spanClassOf(row.date)) view_.database().expectSpans();
}

void EventWriter::erasePlaceRows(const EventId& id, const EventRow& row) {
  forEachPlaceRow(id, row, [&](Family family, const std::string& key, const std::string&) {
    sink_.erase(family, key);
  });
}

void EventWriter::erase(const EventId& id, const EventRow& row) {
  sink_.erase(Family::kEvents, keyOf(id));
  forEachIndexRow(id, row, [&](Family family, const std::string& key, const std::string&) {
    sink_.erase(family, key);
  });
}

// An event of somebody with himself is nobody's partner.
void EventWriter::countForPartners(const EventId& id, const EventRow* before,
                                   const EventRow* after) {
  const EventRecord& record = (after != nullptr ? after : before)->record;
  if (record.subject == record.object) return;
  EventChange change{id, std::nullopt, std::nullopt};
  if (before != nullptr) change.before = countedOf(*before);
  if (after != nullptr) change.after = countedOf(*after);
  if (change.before != change.after)
    sink_.change(pairPrefix(record.subject, record.object), change);
}

void EventWriter::count(const EventRow& row, std::int64_t more) {
  state_.counts.events += static_cast<std::uint64_t>(more);
  if (spanClassOf(row.date)) state_.spans += static_cast<std::uint64_t>(more);
  forEachCountKey(row, [&](const std::string& key) { sink_.count(key, more); });
}

}  // namespace chancery::store
