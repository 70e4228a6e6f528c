// Events as rows, the same in every command that lists them.
#pragma once

#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "cli/format.h"
#include "graph/event_source.h"
#include "graph/ranking.h"

namespace chancery::cli {

// Labels of entities, each read once.
class Labels {
 public:
  explicit Labels(const EventSource& source) : source_(source) {}

  // The usual name; the id where the source knows none.
  const std::string& of(const EntityId& id);

 private:
  const EventSource& source_;
  std::map<EntityId, std::string> known_;
};

using LabelOf = std::function<std::string(const EntityId&)>;

struct EventRowOptions {
  bool evidence = false;  // with the mentions, which the events must then have
  bool document = false;  // with the document of the first mention
};

std::vector<Column> eventColumns(const EventRowOptions& options);
Json eventRow(const Event& event, const LabelOf& label_of, const EventRowOptions& options);
// The passages that state an event, a line each: what stands below its row in a table.
std::vector<std::string> evidenceNotes(const Event& event);

// "2024-07-09 Narendra Modi meet Vladimir Putin".
std::string statement(const Event& event, const LabelOf& label_of);

// A sparkline of how many of `events` there are a month, or a year where they span years, with what
// it shows in words. Empty where pictures are not drawn, or there are not two periods to compare.
std::string historyLine(const std::vector<Event>& events, const Canvas& canvas);

// Prints `events` as --format and --evidence ask for, below a table their history; the exit
// code.
Outcome<int> printEvents(const Arguments& arguments, const EventSource& source,
                         const std::vector<Event>& events);

// Each relation that occurs, with its count.
template <typename Counts>
Json relationCounts(const Counts& by_relation) {
  Json counts = Json::object();
  for (const RelationInfo& info : relationTable()) {
    const auto count = by_relation[static_cast<std::size_t>(info.relation)];
    if (count > 0) counts[std::string(info.name)] = count;
  }
  return counts;
}

// A value of a centrality: counts as whole numbers, shares and sums with six digits after the
// point.
Json measureJson(double value, Centrality by);

Json dayOrNull(const std::optional<Day>& day);

}  // namespace chancery::cli
