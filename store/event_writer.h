// The rows of one event, from what is held of it and what documents now say.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "store/numbering.h"

namespace chancery::store {

// The mentions of each document that came, or of none for one that went.
using MentionsByDocument = std::map<DocumentNumber, std::vector<Mention>>;
struct StagedEvent {
  Event said;  // without mentions; of no use where all documents went
  MentionsByDocument mentions;
};

// Ownership: refers to all that it is given. Thread safety: none.
class EventWriter {
 public:
  EventWriter(View& view, Numbering& numbering, StoreState& state, RowSink& sink)
      : view_(view),
        numbering_(numbering),
        state_(state),
        sink_(sink),
        none_held_(state.counts.events == 0) {}

  // Each event once.
  Result<void> write(const EventId& id, const StagedEvent& staged);

 private:
  // An event as it was before, but for what is replaced.
  struct HeldEvent {
    std::optional<EventRow> row;
    std::vector<Mention> mentions;
    std::uint64_t all_mentions = 0;
  };

  Result<HeldEvent> heldEvent(const EventId& id, const StagedEvent& staged);
  Result<void> writeMentions(const EventId& id, const StagedEvent& staged, bool was_held);
  Result<EventRow> rowOf(const Event& event);
  void putRow(const EventId& id, const EventRow& row);
  void eraseRow(const EventId& id, const EventRow& row);
  void count(const EventRow& row, std::int64_t more);

  View& view_;
  Numbering& numbering_;
  StoreState& state_;
  RowSink& sink_;
  const bool none_held_;  // so that an empty store is not asked again and again
};

}  // namespace chancery::store
