#include "store/document_writer.h"

#include <utility>

namespace chancery::store {

Result<PutOutcome> DocumentWriter::put(const DocumentEvents& said, Day read) {
  const DocumentId& id = said.document.id;
  const auto forgotten = forgetSkipped(id);
  if (!forgotten) return tl::unexpected(forgotten.error());
  const auto held = view_.document(id);
  if (!held) return tl::unexpected(held.error());
  DocumentRow row;
  row.document = said.document;
  row.said = digestOf(encodeWhole(said));
  row.read = read;
  std::uint32_t events_before = 0;
  if (*held) {
    if ((*held)->said == row.said) {
      knowEarlier(**held, read);
      return PutOutcome::kUnchanged;
    }
    row.number = (*held)->number;
    const auto kept = keep(**held, read);
    if (!kept) return tl::unexpected(kept.error());
    const auto taken_back = takeBack(row.number);
    if (!taken_back) return tl::unexpected(taken_back.error());
    events_before = *taken_back;
  } else {
    const auto number = numbering_.newDocument(id);
    if (!number) return tl::unexpected(number.error());
    row.number = *number;
    ++state_.counts.documents;
  }
  const auto staged = stage(said, row.number);
  if (!staged) return tl::unexpected(staged.error());
  eraseEvidence(row.number, static_cast<std::uint32_t>(staged->events.size()), events_before);
  sink_.put(Family::kDocuments, id.value, encode(row));
  sink_.put(Family::kSaid, keyOf(row.number), encode(*staged));
  return *held ? PutOutcome::kReplaced : PutOutcome::kAdded;
}

// Another store, which comes in, had it before.
void DocumentWriter::knowEarlier(const DocumentRow& held, Day read) {
  if (!held.read || *held.read <= read) return;
  DocumentRow row = held;
  row.read = read;
  sink_.put(Family::kDocuments, held.document.id.value, encode(row));
}

Result<void> DocumentWriter::keep(const DocumentRow& held, Day until) {
  if (held.read && *held.read >= until) return {};
  const auto said = view_.eventsOf(held);
  if (!said) return tl::unexpected(said.error());
  sink_.put(Family::kKept, keptKey(held.document.id.value, held.read, until), encodeKept(*said));
  return {};
}

Result<bool> DocumentWriter::remove(const DocumentId& id, Day gone) {
  const auto held = view_.document(id);
  if (!held) return tl::unexpected(held.error());
  if (!*held) return false;
  auto removed = keep(**held, gone);
  if (removed) removed = removeHeld(**held);
  if (!removed) return tl::unexpected(removed.error());
  return true;
}

Result<bool> DocumentWriter::forget(const DocumentId& id) {
  bool was_there = false;
  const auto held = view_.document(id);
  if (!held) return tl::unexpected(held.error());
  if (*held) {
    const auto removed = removeHeld(**held);
    if (!removed) return tl::unexpected(removed.error());
    was_there = true;
  }
  const std::string prefix = keptPrefix(id.value);
  Scan rows(view_, Family::kKept, prefix, endOfPrefix(prefix));
  for (; rows.valid(); rows.next()) {
    sink_.erase(Family::kKept, rows.key());
    was_there = true;
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return was_there;
}

Result<void> DocumentWriter::removeHeld(const DocumentRow& held) {
  const auto events = takeBack(held.number);
  if (!events) return tl::unexpected(events.error());
  eraseEvidence(held.number, 0, *events);
  sink_.erase(Family::kDocuments, held.document.id.value);
  sink_.erase(Family::kSaid, keyOf(held.number));
  sink_.erase(Family::kNames, nameKey(held.number));
  --state_.counts.documents;
  return {};
}

Result<void> DocumentWriter::forgetSkipped(const DocumentId& id) {
  // asked first, for a deletion that deletes nothing is written all the same
  const auto skipped = view_.get(Family::kSkipped, id.value);
  if (!skipped) return tl::unexpected(skipped.error());
  if (*skipped) sink_.erase(Family::kSkipped, id.value);
  return {};
}

Result<std::uint32_t> DocumentWriter::takeBack(DocumentNumber document) {
  const auto said = view_.said(document);
  if (!said) return tl::unexpected(said.error());
  for (const EventId& event : said->events) {
    const auto gone = stage_.went(event, document);
    if (!gone) return tl::unexpected(gone.error());
  }
  for (const VariantRef& ref : said->variants) {
    const auto gone = stage_.variant(ref, -1, nullptr);
    if (!gone) return tl::unexpected(gone.error());
  }
  return static_cast<std::uint32_t>(said->events.size());
}

Result<SaidRow> DocumentWriter::stage(const DocumentEvents& said, DocumentNumber document) {
  SaidRow row;
  for (const Event& event : said.events) {
    const auto position = static_cast<std::uint32_t>(row.events.size());
    const auto staged = stageEvent(event, {document, position});
    if (!staged) return tl::unexpected(staged.error());
    row.events.push_back(event.id);
  }
  for (const Entity& entity : said.entities) {
    const auto ref = stageEntity(entity);
    if (!ref) return tl::unexpected(ref.error());
    row.variants.push_back(*ref);
  }
  return row;
}

Result<void> DocumentWriter::stageEvent(const Event& event, const Telling& telling) {
  EventRow statement;
  statement.date = event.date;
  statement.record.relation = event.relation;
  const auto subject = numbering_.numberOf(event.subject);
  if (!subject) return tl::unexpected(subject.error());
  statement.record.subject = *subject;
  const auto object = numbering_.numberOf(event.object);
  if (!object) return tl::unexpected(object.error());
  statement.record.object = *object;
  const auto records = numbering_.recordsOf(event.mentions);
  if (!records) return tl::unexpected(records.error());
  sink_.put(Family::kEvidence, keyOf(telling), encode(*records));
  return stage_.came(event.id, statement, telling.document,
                     {telling.position, summaryOf(*records)});
}

Result<VariantRef> DocumentWriter::stageEntity(const Entity& entity) {
  const auto number = numbering_.numberOf(entity.id);
  if (!number) return tl::unexpected(number.error());
  const std::string bytes = encodeFacts(entity);
  const VariantRef ref{*number, variantDigestOf(bytes)};
  const Stage::Facts facts{entity, bytes};
  const auto staged = stage_.variant(ref, 1, &facts);
  if (!staged) return tl::unexpected(staged.error());
  return ref;
}

void DocumentWriter::eraseEvidence(DocumentNumber document, std::uint32_t from, std::uint32_t end) {
  for (std::uint32_t position = from; position < end; ++position) {
    sink_.erase(Family::kEvidence, keyOf(Telling{document, position}));
  }
}

}  // namespace chancery::store
