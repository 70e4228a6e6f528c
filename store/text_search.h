// Which events are told of in certain words.
#pragma once

#include <string>
#include <vector>

#include "graph/event_source.h"

namespace chancery {

// One thing that is searched for: it stands in a passage that states the event, or somebody who may
// be called that takes part in it, or it is its place.
struct SearchTerm {
  std::vector<std::string> words;  // one after the other in the passage; see searchTerm()
  bool is_beginning = false;       // of the last of them any word will do that begins like it
  std::vector<EntityId> named;

  friend bool operator==(const SearchTerm&, const SearchTerm&) = default;
};

// "grain deal", "negotiat*": its words as passages have them, whatever the script, without case and
// accents. Without a word in it: no passage has it.
SearchTerm searchTerm(std::string_view text);

// Whether the passage has the words of the term.
bool isSaidIn(const SearchTerm& term, std::string_view passage);
bool isSaidIn(const SearchTerm& term, const std::vector<std::string>& words_of_passage);
// Whether an event, with its mentions, is what all terms ask for.
bool isTold(const std::vector<SearchTerm>& terms, const Event& event);

// Visits those of the events that the filter takes, in the order of comesBefore(), with their
// mentions; reads all of them. A store that keeps an index of words answers sooner:
// EventStore::search().
Result<void> searchEvents(const EventSource& source, const std::vector<SearchTerm>& terms,
                          const EventFilter& filter, const EventSource::EventVisitor& visit);

}  // namespace chancery
