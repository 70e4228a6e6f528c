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
    const auto now = static_cast<std::uint64_t>(sum);
    if (now == 0) erase(Family::kMonths, key);
    if (now != 0) put(Family::kMonths, key, encodeCount(now));
    rank(*this, key, *held, now);
  }
  return {};
}

Result<void> BatchSink::putPartners(const View& view) {
  for (const auto& [pair, change] : pairs_) {
    const auto counts = change.appliedTo(view, pair);
    if (!counts) return tl::unexpected(counts.error());
    forEachPartnerRow(pair, *counts, [&](const std::string& key, const auto& value) {
      if (value) put(Family::kPartners, key, *value);
      if (!value) erase(Family::kPartners, key);
    });
  }
  return {};
}

Result<void> BatchSink::write(const View& view) {
  auto counted = putCounts(view);
  if (counted) counted = putPartners(view);
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
      document_writer_(view_, numbering_, state_, sink_, *this),
      event_writer_(view_, numbering_, state_, sink_),
      entity_writer_(view_, numbering_, state_, sink_) {}

Result<void> Batch::went(const EventId& event, DocumentNumber document) {
  events_[event].tellings[document].was_held = true;
  return {};
}

Result<void> Batch::came(const EventId& event, const EventRow& said, DocumentNumber document,
                         StagedTelling::Now telling) {
  StagedEvent& staged = events_[event];
  staged.said = said;
  staged.tellings[document].now = std::move(telling);
  return {};
}

Result<void> Batch::variant(const VariantRef& ref, int more, const Facts* facts) {
  StagedVariant& staged = entities_[ref.entity].variants[ref.digest];
  staged.more_documents += more;
  if (facts != nullptr) staged.entity = facts->entity;
  return {};
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
