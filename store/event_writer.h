// The rows of one event, from what is held of it and what documents now say.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "store/numbering.h"

namespace chancery::store {

// What a document that comes or goes has to do with one event.
struct StagedTelling {
  struct Now {
    std::uint32_t position = 0;
    MentionSummary summary;
  };
  bool was_held = false;   // it told of the event before
  std::optional<Now> now;  // none: it does not tell of it any more
};
struct StagedEvent {
  EventRow said;  // what the event states; of no use where all documents went
  std::map<DocumentNumber, StagedTelling> tellings;
};

// Evidence is written by the document: see DocumentWriter.
//
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
  // `held`: what View::event() tells of it.
  Result<void> write(const EventId& id, const StagedEvent& staged,
                     const std::optional<EventEntry>& held) {
    return held ? writeAgain(id, staged, *held) : writeFirst(id, staged);
  }

 private:
  // Where the documents that matter told of the event before, and where they do now: all of them,
  // or, where none went, those staged and the first one held.
  struct Tellers {
    std::map<DocumentNumber, std::uint32_t> before;
    std::map<DocumentNumber, std::uint32_t> after;
  };
  struct Change {
    bool must_read_all = false;  // something went, so that what is left has to be looked at
    std::uint64_t came = 0;
    std::uint64_t went = 0;
  };

  Result<void> writeFirst(const EventId& id, const StagedEvent& staged);
  Result<void> writeAgain(const EventId& id, const StagedEvent& staged, const EventEntry& held);
  Result<Change> changeOf(const EventId& id, const StagedEvent& staged, const EventEntry& held,
                          Tellers& tellers);
  Result<std::optional<std::uint32_t>> heldPosition(const EventId& id, const EventEntry& held,
                                                    DocumentNumber document) const;
  Result<MentionSummary> summaryAt(const Telling& telling) const;
  // Of all mentions as they are after the change.
  Result<MentionSummary> summaryAfter(const StagedEvent& staged, const EventEntry& held,
                                      const Change& change, const Tellers& tellers) const;
  void writeTellers(const EventId& id, const Tellers& tellers);
  // What follows from the mentions.
  Result<void> derive(const MentionSummary& summary, EventRecord& record);
  void putIndexRows(const EventId& id, const EventRow& row);
  void erasePlaceRows(const EventId& id, const EventRow& row);
  void erase(const EventId& id, const EventRow& row);
  void count(const EventRow& row, std::int64_t more);
  void countForPartners(const EventId& id, const EventRow* before, const EventRow* after);

  View& view_;
  Numbering& numbering_;
  StoreState& state_;
  RowSink& sink_;
  const bool none_held_;  // so that an empty store is not asked again and again
};

}  // namespace chancery::store
