#include "store/batch.h"

#include <utility>

namespace chancery::store {

void BatchSink::put(Family family, std::string_view key, std::string_view value) {
  batch_.Put(database_.handle(family), {key.data(), key.size()}, {value.data(), value.size()});
}

void BatchSink::erase(Family family, std::string_view key) {
  batch_.Delete(database_.handle(family), {key.data(), key.size()});
}

Result<void> BatchSink::putCounts(const View& view) {
  for (const auto& [key, more] : counts_) {
    if (more == 0) continue;
    const auto held = view.count(key);
    if (!held) return tl::unexpected(held.error());
    const std::int64_t sum = static_cast<std::int64_t>(*held) + more;
    if (sum < 0) return corrupt(Family::kMonths, "a row counts too few events");
    if (sum == 0) {
      erase(Family::kMonths, key);
    } else {
      put(Family::kMonths, key, encodeCount(static_cast<std::uint64_t>(sum)));
    }
  }
  return {};
}

Result<void> BatchSink::write(const View& view) {
  const auto counted = putCounts(view);
  if (!counted) return counted;
  const rocksdb::Status status = database_.db().Write(database_.writeOptions(), &batch_);
  if (!status.ok()) {
    return toError(status, "cannot write to the store '" + database_.directory().string() + "'");
  }
  database_.iterators().clear();
  return {};
}

Batch::Batch(const Database& database, const StoreState& state)
    : database_(database),
      view_(database),
      state_(state),
      sink_(database),
      numbering_(view_, state_, sink_),
      document_writer_(view_, numbering_, state_, sink_),
      event_writer_(view_, numbering_, state_, sink_),
      entity_writer_(view_, numbering_, state_, sink_) {}

Result<PutOutcome> Batch::put(const DocumentEvents& said) {
  return document_writer_.put(
      said, [this](DocumentNumber document) { return takeBack(document); },
      [this](const DocumentEvents& events, DocumentNumber document) {
        return stage(events, document);
      });
}

Result<bool> Batch::remove(const DocumentId& id) {
  const auto held = view_.document(id);
  if (!held) return tl::unexpected(held.error());
  if (!*held) return false;
  const DocumentNumber number = (*held)->number;
  const auto taken_back = takeBack(number);
  if (!taken_back) return tl::unexpected(taken_back.error());
  sink_.erase(Family::kDocuments, id.value);
  sink_.erase(Family::kSaid, keyOf(number));
  sink_.erase(Family::kNames, nameKey(number));
  --state_.counts.documents;
  return true;
}

Result<void> Batch::takeBack(DocumentNumber document) {
  const auto said = view_.said(document);
  if (!said) return tl::unexpected(said.error());
  for (const EventId& event : said->events) events_[event].mentions[document].clear();
  for (const VariantRef& ref : said->variants) {
    --entities_[ref.entity].variants[ref.digest].more_documents;
  }
  return {};
}

Result<SaidRow> Batch::stage(const DocumentEvents& said, DocumentNumber document) {
  SaidRow row;
  for (const Event& event : said.events) {
    StagedEvent& staged = events_[event.id];
    staged.mentions[document] = event.mentions;
    staged.said = event;
    staged.said.mentions.clear();
    row.events.push_back(event.id);
  }
  for (const Entity& entity : said.entities) {
    const auto number = numbering_.numberOf(entity.id);
    if (!number) return tl::unexpected(number.error());
    const Digest digest = digestOf(encodeFacts(entity));
    StagedVariant& staged = entities_[*number].variants[digest];
    ++staged.more_documents;
    staged.entity = entity;
    row.variants.push_back({*number, digest});
  }
  return row;
}

Result<StoreState> Batch::commit() {
  for (const auto& [id, staged] : events_) {
    const auto written = event_writer_.write(id, staged);
    if (!written) return tl::unexpected(written.error());
  }
  for (const auto& [number, staged] : entities_) {
    const auto written = entity_writer_.write(number, staged);
    if (!written) return tl::unexpected(written.error());
  }
  if (sink_.empty()) return state_;
  sink_.put(Family::kMeta, kStateKey, encode(state_));
  const auto written = sink_.write(view_);
  if (!written) return tl::unexpected(written.error());
  numbering_.remember(database_.dictionary());
  return state_;
}

}  // namespace chancery::store
