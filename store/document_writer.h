// The rows of one document, and what it says of events and entities.
#pragma once

#include "store/event_store.h"
#include "store/event_writer.h"
#include "store/numbering.h"

namespace chancery::store {

// Brings together what documents say of each event and of each entity.
class Stage {
 public:
  virtual ~Stage() = default;

  // The document tells of the event no more, or will be told to do so again.
  virtual Result<void> went(const EventId& event, DocumentNumber document) = 0;
  virtual Result<void> came(const EventId& event, const EventRow& said, DocumentNumber document,
                            StagedTelling::Now telling) = 0;
  // One document more that gives the variant, or one less: then there are no facts.
  struct Facts {
    const Entity& entity;
    std::string_view bytes;
  };
  virtual Result<void> variant(const VariantRef& ref, int more, const Facts* facts) = 0;
};

// Ownership: refers to all that it is given. Thread safety: none.
class DocumentWriter {
 public:
  DocumentWriter(View& view, Numbering& numbering, StoreState& state, RowSink& sink, Stage& stage)
      : view_(view), numbering_(numbering), state_(state), sink_(sink), stage_(stage) {}

  // `said` is tidy, and each document comes once.
  Result<PutOutcome> put(const DocumentEvents& said, Day read);
  // False when there was no such document.
  Result<bool> remove(const DocumentId& id, Day gone);
  // With what is kept of it. False when there was neither.
  Result<bool> forget(const DocumentId& id);

 private:
  // What is held, if it was there at the end of any day.
  Result<void> keep(const DocumentRow& held, Day until);
  Result<void> putWords(const DocumentEvents* now, DocumentNumber document,
                        std::uint32_t events_before);
  void comes(const DocumentRow& row, const std::optional<Day>& before);
  void knowEarlier(const DocumentRow& held, Day read);
  Result<void> removeHeld(const DocumentRow& held);
  Result<void> forgetSkipped(const DocumentId& id);
  // How many events it told of.
  Result<std::uint32_t> takeBack(DocumentNumber document);
  Result<SaidRow> stage(const DocumentEvents& said, DocumentNumber document);
  Result<void> stageEvent(const Event& event, const Telling& telling);
  Result<VariantRef> stageEntity(const Entity& entity);
  void eraseEvidence(DocumentNumber document, std::uint32_t from, std::uint32_t end);

  View& view_;
  Numbering& numbering_;
  StoreState& state_;
  RowSink& sink_;
  Stage& stage_;
};

}  // namespace chancery::store
