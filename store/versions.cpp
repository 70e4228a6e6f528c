// What an EventStore knew on earlier days.
#include <map>
#include <set>
#include <utility>

#include "store/earlier_source.h"
#include "store/event_store_impl.h"
#include "store/view.h"

namespace chancery {

using store::Difference;
using store::DocumentNumber;
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

// The documents that came after the day.
Result<void> hideLater(View& view, Day day, Difference& difference) {
  Scan rows(view, Family::kDays, store::cameAfter(day), store::wentKey({}).substr(0, 1));
  for (; rows.valid(); rows.next()) {
    const auto number = store::readCameKey(rows.key());
    if (!number) return unreadable(Family::kDays, rows.key());
    const auto id = view.idOf(*number);
    if (!id) return tl::unexpected(id.error());
    auto row = view.document(*id);
    if (!row) return tl::unexpected(row.error());
    if (!*row) return unreadable(Family::kDocuments, id->value);
    difference.hidden.push_back(std::move(**row));
  }
  return rows.status();
}

// What went after the day and had been there on it. Of a merged store's versions several may have
// been: the one read last counts.
using LastKept = std::map<std::string, KeptDays>;
Result<LastKept> goneSince(const View& view, Day day) {
  LastKept last;
  Scan rows(view, Family::kDays, store::wentAfter(day), "");
  for (; rows.valid(); rows.next()) {
    const auto days = store::readWentKey(rows.key());
    if (!days) return unreadable(Family::kDays, rows.key());
    if (!isThereOn(day, days->since)) continue;
    KeptDays& version = last.try_emplace(days->document, *days).first->second;
    if (version.since < days->since) version = *days;
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return last;
}

Result<Difference> differenceTo(View& view, Day day) {
  Difference difference;
  const auto hidden = hideLater(view, day, difference);
  if (!hidden) return tl::unexpected(hidden.error());
  const auto gone = goneSince(view, day);
  if (!gone) return tl::unexpected(gone.error());
  for (const auto& [id, days] : *gone) {
    const auto held = view.document({id});
    if (!held) return tl::unexpected(held.error());
    if (*held && isThereOn(day, (*held)->read)) {
      if (days.since <= (*held)->read) continue;
      difference.hidden.push_back(**held);
    }
    const auto bytes = view.get(Family::kKept, store::keptKey(id, days.since, days.until));
    if (!bytes) return tl::unexpected(bytes.error());
    auto said = *bytes ? store::decodeKept(id, **bytes) : std::nullopt;
    if (!said) return unreadable(Family::kKept, id);
    difference.versions.emplace(DocumentId{id}, std::move(*said));
  }
  return difference;
}

// All that was there, where little is left of it.
Result<std::unique_ptr<EventSource>> allOf(View& view, Difference difference) {
  auto source = std::make_unique<MemorySource>();
  std::set<DocumentNumber> hidden;
  for (const DocumentRow& row : difference.hidden) hidden.insert(row.number);
  for (auto& [id, said] : difference.versions) source->add(std::move(said));
  const auto held = forEachRow(view, [&](const DocumentRow& row) -> Result<bool> {
    if (hidden.contains(row.number)) return true;
    auto said = view.eventsOf(row);
    if (!said) return tl::unexpected(said.error());
    source->add(std::move(*said));
    return true;
  });
  if (!held) return tl::unexpected(held.error());
  return std::unique_ptr<EventSource>(std::move(source));
}

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
  const KeptDays days{version.said.document.id.value, version.since, *version.until};
  store::BatchSink sink(database);
  sink.put(Family::kKept, store::keptKey(days.document, days.since, days.until),
           store::encodeKept(version.said));
  sink.put(Family::kDays, store::wentKey(days), "");
  return sink.write(View(database));
}

Result<bool> EventStore::isAsKnownOn(Day day) const {
  const View view(*impl_->database);
  const Scan came(view, Family::kDays, store::cameAfter(day), store::wentKey({}).substr(0, 1));
  if (came.valid()) return false;
  const auto status = came.status();
  if (!status) return tl::unexpected(status.error());
  const auto gone = goneSince(view, day);
  if (!gone) return tl::unexpected(gone.error());
  return gone->empty();
}

// Whichever is less to read: what differs, or all that was there.
Result<std::unique_ptr<EventSource>> EventStore::asKnownOn(Day day,
                                                           const EventSource* below) const {
  View view(*impl_->database);
  auto difference = differenceTo(view, day);
  if (!difference) return tl::unexpected(difference.error());
  const auto state = view.state();
  if (!state) return tl::unexpected(state.error());
  const std::uint64_t stayed = state->counts.documents - difference->hidden.size();
  if (stayed + difference->versions.size() < difference->documents()) {
    return allOf(view, std::move(*difference));
  }
  auto earlier =
      store::EarlierSource::over(below != nullptr ? *below : *this, view, std::move(*difference));
  if (!earlier) return tl::unexpected(earlier.error());
  return std::unique_ptr<EventSource>(std::move(*earlier));
}

}  // namespace chancery
