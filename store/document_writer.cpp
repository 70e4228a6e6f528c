#include "store/document_writer.h"

namespace chancery::store {

Result<PutOutcome> DocumentWriter::put(const DocumentEvents& said, const TakeBack& take_back,
                                       const Stage& stage) {
  const DocumentId& id = said.document.id;
  const auto forgotten = forgetSkipped(id);
  if (!forgotten) return tl::unexpected(forgotten.error());
  const auto held = view_.document(id);
  if (!held) return tl::unexpected(held.error());
  DocumentRow row;
  row.document = said.document;
  row.said = digestOf(encodeWhole(said));
  if (*held) {
    if ((*held)->said == row.said) return PutOutcome::kUnchanged;
    row.number = (*held)->number;
    const auto taken_back = take_back(row.number);
    if (!taken_back) return tl::unexpected(taken_back.error());
  } else {
    const auto number = numbering_.newDocument(id);
    if (!number) return tl::unexpected(number.error());
    row.number = *number;
    ++state_.counts.documents;
  }
  const auto staged = stage(said, row.number);
  if (!staged) return tl::unexpected(staged.error());
  sink_.put(Family::kDocuments, id.value, encode(row));
  sink_.put(Family::kSaid, keyOf(row.number), encode(*staged));
  return *held ? PutOutcome::kReplaced : PutOutcome::kAdded;
}

Result<void> DocumentWriter::forgetSkipped(const DocumentId& id) {
  // asked first, for a deletion that deletes nothing is written all the same
  const auto skipped = view_.get(Family::kSkipped, id.value);
  if (!skipped) return tl::unexpected(skipped.error());
  if (*skipped) sink_.erase(Family::kSkipped, id.value);
  return {};
}

}  // namespace chancery::store
