// What an EventStore knew on earlier days.
#include <map>
#include <utility>

#include "store/event_store_impl.h"
#include "store/view.h"

namespace chancery {

using store::DocumentRow;
using store::Family;
using store::KeptDays;
using store::Scan;
using store::View;

namespace {

tl::unexpected<Error> unreadable(Family family, std::string_view key) {
  return store::corrupt(family, "the row of '" + std::string(key) + "' cannot be read");
}

// False: no more.
using RowVisitor = std::function<Result<bool>(const DocumentRow& row)>;

Result<void> forEachRow(const View& view, const RowVisitor& visit) {
  Scan rows(view, Family::kDocuments, "", "");
  for (; rows.valid(); rows.next()) {
    const auto row = store::decodeDocument(rows.key(), rows.value());
    if (!row) return unreadable(Family::kDocuments, rows.key());
    const auto go_on = visit(*row);
    if (!go_on) return tl::unexpected(go_on.error());
    if (!*go_on) return {};
  }
  return rows.status();
}

using KeptVisitor = std::function<Result<bool>(const KeptDays& days, std::string_view bytes)>;

Result<void> forEachKeptRow(const View& view, const KeptVisitor& visit) {
  Scan rows(view, Family::kKept, "", "");
  for (; rows.valid(); rows.next()) {
    const auto days = store::readKeptKey(rows.key());
    if (!days) return unreadable(Family::kKept, rows.key());
    const auto go_on = visit(*days, rows.value());
    if (!go_on) return tl::unexpected(go_on.error());
    if (!*go_on) return {};
  }
  return rows.status();
}

bool isThereOn(Day day, const std::optional<Day>& since) { return !since || *since <= day; }

}  // namespace

Result<void> EventStore::forEachHeld(const VersionVisitor& visit) const {
  View view(*impl_->database);
  return forEachRow(view, [&](const DocumentRow& row) -> Result<bool> {
    auto said = view.eventsOf(row);
    if (!said) return tl::unexpected(said.error());
    return visit({std::move(*said), row.read, std::nullopt});
  });
}

Result<void> EventStore::forEachKept(const VersionVisitor& visit) const {
  const View view(*impl_->database);
  return forEachKeptRow(view, [&](const KeptDays& days, std::string_view bytes) -> Result<bool> {
    auto said = store::decodeKept(days.document, bytes);
    if (!said) return unreadable(Family::kKept, days.document);
    return visit({std::move(*said), days.since, days.until});
  });
}

Result<void> EventStore::keep(const DocumentVersion& version) {
  const store::Database& database = *impl_->database;
  const auto writable = database.requireWritable();
  if (!writable) return writable;
  if (!version.until) {
    return makeError(ErrorCode::kInvalidInput, "a version without a last day is not kept");
  }
  if (version.since && *version.since >= *version.until) return {};
  const rocksdb::Status status = database.db().Put(
      database.writeOptions(), database.handle(Family::kKept),
      store::keptKey(version.said.document.id.value, version.since, *version.until),
      store::encodeKept(version.said));
  if (!status.ok()) {
    return store::toError(status,
                          "cannot write to the store '" + database.directory().string() + "'");
  }
  return {};
}

Result<bool> EventStore::isAsKnownOn(Day day) const {
  const View view(*impl_->database);
  bool same = true;
  const auto kept = forEachKeptRow(view, [&](const KeptDays& days, std::string_view) {
    return same = days.until <= day || !isThereOn(day, days.since);
  });
  if (!kept) return tl::unexpected(kept.error());
  const auto held = forEachRow(
      view, [&](const DocumentRow& row) { return same = same && isThereOn(day, row.read); });
  if (!held) return tl::unexpected(held.error());
  return same;
}

Result<MemorySource> EventStore::asKnownOn(Day day) const {
  View view(*impl_->database);
  MemorySource source;
  // of a merged store's versions several may have been there: the one read last counts
  std::map<std::string, std::optional<Day>> since;
  const auto kept =
      forEachKeptRow(view, [&](const KeptDays& days, std::string_view bytes) -> Result<bool> {
        if (days.until <= day || !isThereOn(day, days.since)) return true;
        auto said = store::decodeKept(days.document, bytes);
        if (!said) return unreadable(Family::kKept, days.document);
        since[days.document] = days.since;  // they come by their first days
        source.add(std::move(*said));
        return true;
      });
  if (!kept) return tl::unexpected(kept.error());
  const auto held = forEachRow(view, [&](const DocumentRow& row) -> Result<bool> {
    if (!isThereOn(day, row.read)) return true;
    const auto version = since.find(row.document.id.value);
    if (version != since.end() && row.read < version->second) return true;
    auto said = view.eventsOf(row);
    if (!said) return tl::unexpected(said.error());
    source.add(std::move(*said));
    return true;
  });
  if (!held) return tl::unexpected(held.error());
  return source;
}

}  // namespace chancery
