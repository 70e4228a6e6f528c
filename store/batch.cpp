#include "store/batch.h"

#include <rocksdb/write_batch.h>

#include <algorithm>
#include <utility>

namespace chancery::store {
namespace {

constexpr char kPut = 'p';
constexpr char kErase = 'e';

rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

// What is held in memory alone cannot fail.
void BatchSink::put(Family family, std::string_view key, std::string_view value) {
  rows_[static_cast<std::size_t>(family)].add(key, {&kPut, 1}, value);
}

void BatchSink::erase(Family family, std::string_view key) {
  rows_[static_cast<std::size_t>(family)].add(key, {&kErase, 1});
}

bool BatchSink::empty() const {
  return std::all_of(rows_.begin(), rows_.end(), [](const auto& rows) { return rows.empty(); });
}

Result<void> BatchSink::putCounts(const View& view) {
  std::vector<std::string> keys;
  std::vector<std::int64_t> more;
  for (const auto& [key, events] : counts_) {
    if (events == 0) continue;
    keys.push_back(key);
    more.push_back(events);
  }
  return view.getAll(Family::kMonths, keys,
                     [&](std::size_t i, std::optional<std::string_view> bytes) -> Result<void> {
                       const auto held =
                           bytes ? decodeCount(*bytes) : std::optional<std::uint64_t>(0);
                       if (!held) return corrupt(Family::kMonths, "a row cannot be read");
                       const std::int64_t sum = static_cast<std::int64_t>(*held) + more[i];
                       if (sum < 0) return corrupt(Family::kMonths, "a row counts too few events");
                       const auto now = static_cast<std::uint64_t>(sum);
                       if (now == 0) erase(Family::kMonths, keys[i]);
                       if (now != 0) put(Family::kMonths, keys[i], encodeCount(now));
                       rank(*this, keys[i], *held, now);
                       return {};
                     });
}

Result<void> BatchSink::putPartners(const View& view) {
  std::vector<std::string> keys;
  std::vector<const PartnerChange*> changes;
  for (const auto& [pair, change] : pairs_) {
    keys.push_back(pair);  // of the row under the smaller number
    changes.push_back(&change);
  }
  return view.getAll(Family::kPartners, keys,
                     [&](std::size_t i, std::optional<std::string_view> bytes) -> Result<void> {
                       std::optional<PartnerCounts> held;
                       if (bytes) {
                         held = decodePartners(*bytes);
                         if (!held) return corrupt(Family::kPartners, "a row cannot be read");
                       }
                       const auto counts = changes[i]->appliedTo(view, keys[i], std::move(held));
                       if (!counts) return tl::unexpected(counts.error());
                       forEachPartnerRow(keys[i], *counts,
                                         [&](const std::string& key, const auto& value) {
                                           if (value) put(Family::kPartners, key, *value);
                                           if (!value) erase(Family::kPartners, key);
                                         });
                       return {};
                     });
}

Result<void> BatchSink::write(const View& view) {
  auto counted = putCounts(view);
  if (counted) counted = putPartners(view);
  if (!counted) return counted;
  rocksdb::WriteBatch batch;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    rocksdb::ColumnFamilyHandle* family = database_.handle(static_cast<Family>(i));
    const auto added =
        rows_[i].forEach([&](std::string_view key, std::string_view value) -> Result<void> {
          if (value.front() == kErase) {
            batch.Delete(family, slice(key));
          } else {
            batch.Put(family, slice(key), slice(value.substr(1)));
          }
          return {};
        });
    if (!added) return added;
  }
  const rocksdb::Status status = database_.db().Write(database_.writeOptions(), &batch);
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
  std::vector<EventId> ids;
  ids.reserve(events_.size());
  for (const auto& [id, staged] : events_) ids.push_back(id);
  const auto held = view_.events(ids);
  if (!held) return tl::unexpected(held.error());
  std::size_t i = 0;
  for (const auto& [id, staged] : events_) {
    const auto written = event_writer_.write(id, staged, (*held)[i++]);
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
