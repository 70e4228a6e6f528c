#include "store/document_writer.h"

#include <utility>

#include "store/word_index.h"

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
  const auto put_words = putWords(&said, row.number, events_before);
  if (!put_words) return tl::unexpected(put_words.error());
  eraseEvidence(row.number, static_cast<std::uint32_t>(staged->events.size()), events_before);
  sink_.put(Family::kDocuments, id.value, encode(row));
  comes(row, *held ? (*held)->read : std::nullopt);
  sink_.put(Family::kSaid, keyOf(row.number), encode(*staged));
  return *held ? PutOutcome::kReplaced : PutOutcome::kAdded;
}

// Another store, which comes in, had it before.
void DocumentWriter::knowEarlier(const DocumentRow& held, Day read) {
  if (!held.read || *held.read <= read) return;
  DocumentRow row = held;
  row.read = read;
  sink_.put(Family::kDocuments, held.document.id.value, encode(row));
  comes(row, held.read);
}

// Where the store is to be searched. `now`: none where the document goes.
Result<void> DocumentWriter::putWords(const DocumentEvents* now, DocumentNumber document,
                                      std::uint32_t events_before) {
  if (!view_.database().keepsWords()) return {};
  const auto before = wordsHeld(view_, document, events_before);
  if (!before) return tl::unexpected(before.error());
  const DocumentWords words = now != nullptr ? wordsIn(*now) : DocumentWords();
  words.put(*before, document, sink_);
  return {};
}

// Notes from which day on it is held, in place of an earlier note.
void DocumentWriter::comes(const DocumentRow& row, const std::optional<Day>& before) {
  if (row.read == before) return;
  if (before) sink_.erase(Family::kDays, cameKey(*before, row.number));
  if (row.read) sink_.put(Family::kDays, cameKey(*row.read, row.number), "");
}

Result<void> DocumentWriter::keep(const DocumentRow& held, Day until) {
  if (held.read && *held.read >= until) return {};
  const auto said = view_.eventsOf(held);
  if (!said) return tl::unexpected(said.error());
  const KeptDays days{held.document.id.value, held.read, until};
  sink_.put(Family::kKept, keptKey(days.document, days.since, until), encodeKept(*said));
  sink_.put(Family::kDays, wentKey(days), "");
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
    const auto days = readKeptKey(rows.key());
    if (!days) return corrupt(Family::kKept, "a row of '" + id.value + "' cannot be read");
    sink_.erase(Family::kKept, rows.key());
    sink_.erase(Family::kDays, wentKey(*days));
    was_there = true;
  }
  const auto status = rows.status();
  if (!status) return tl::unexpected(status.error());
  return was_there;
}

Result<void> DocumentWriter::removeHeld(const DocumentRow& held) {
  const auto events = takeBack(held.number);
  if (!events) return tl::unexpected(events.error());
  const auto words_gone = putWords(nullptr, held.number, *events);
  if (!words_gone) return words_gone;
  eraseEvidence(held.number, 0, *events);
  sink_.erase(Family::kDocuments, held.document.id.value);
  if (held.read) sink_.erase(Family::kDays, cameKey(*held.read, held.number));
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
  const auto numbers = numbering_.numbersOf(event.mentions);
  if (!numbers) return tl::unexpected(numbers.error());
  sink_.put(Family::kEvidence, keyOf(telling), encode(event.mentions, *numbers));
  return stage_.came(event.id, statement, telling.document,
                     {telling.position, summaryOf(event.mentions, *numbers)});
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
