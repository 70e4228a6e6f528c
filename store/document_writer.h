// The rows of one document, and whether what it says is new.
#pragma once

#include <functional>

#include "store/event_store.h"
#include "store/numbering.h"

namespace chancery::store {

// Ownership: refers to all that it is given. Thread safety: none.
class DocumentWriter {
 public:
  using TakeBack = std::function<Result<void>(DocumentNumber document)>;
  using Stage = std::function<Result<SaidRow>(const DocumentEvents& said, DocumentNumber document)>;

  DocumentWriter(View& view, Numbering& numbering, StoreState& state, RowSink& sink)
      : view_(view), numbering_(numbering), state_(state), sink_(sink) {}

  // `take_back` undoes what an older version of the document said; `stage` does what it says now.
  // Neither is called where nothing has changed. `said` is tidy, and each document comes once.
  Result<PutOutcome> put(const DocumentEvents& said, const TakeBack& take_back, const Stage& stage);

 private:
  Result<void> forgetSkipped(const DocumentId& id);

  View& view_;
  Numbering& numbering_;
  StoreState& state_;
  RowSink& sink_;
};

}  // namespace chancery::store
