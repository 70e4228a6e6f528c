// The row of an event in the family of events: all of it but the evidence, and where that is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/coder.h"
#include "store/evidence.h"
#include "store/record.h"

namespace chancery::store {

// What follows from mentions as derive() sees it, such that others can be added without a look at
// those that are there. Adding is commutative and associative, as long as each comes once.
struct MentionSummary {
  std::uint64_t mentions = 0;
  std::optional<Day> latest;          // the day of the latest reports
  Status status = Status::kHappened;  // of these the first in the order of the enumeration
  int confidence_permille = 0;        // the highest
  std::map<EntityNumber, std::uint64_t> places;  // how many name each
  std::vector<TopicNumber> topics;               // by number

  void add(const Mention& mention, const MentionNumbers& numbers);
  void add(const MentionSummary& other);

  friend bool operator==(const MentionSummary&, const MentionSummary&) = default;

 private:
  void addReport(const std::optional<Day>& day, Status of_it);
  void addTopics(const std::vector<TopicNumber>& more);
};
MentionSummary summaryOf(const std::vector<MentionRecord>& mentions);
MentionSummary summaryOf(const std::vector<Mention>& mentions,
                         const std::vector<MentionNumbers>& numbers);
void write(Encoder& out, const MentionSummary& summary);
MentionSummary readSummary(Decoder& in);

struct EventEntry {
  EventRow row;
  Telling first;                // by the document with the smallest number
  std::uint64_t documents = 1;  // that tell of it; all but the first stand in kTellers
  // Of all mentions, where several documents tell of it: to add one more costs the same however
  // many there are.
  std::optional<MentionSummary> summary;

  friend bool operator==(const EventEntry&, const EventEntry&) = default;
};
std::string encode(const EventEntry& entry);
std::optional<EventEntry> decodeEvent(std::string_view bytes);

}  // namespace chancery::store
