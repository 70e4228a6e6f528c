// Parts of a graph as rows: communities and components are printed alike.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cli/event_rows.h"
#include "cli/whole_graph.h"

namespace chancery::cli {

struct PartMember {
  EntityId id;
  std::uint64_t events = 0;  // with other members
};

// At least one member.
using GraphPart = std::vector<PartMember>;

// What the rows call a part, and the events of a member: "community", "events_within".
struct PartNames {
  std::string_view part;
  std::string_view events;
};

// Those with the most events first; the others stay in their order.
void sortMembers(GraphPart& part);

// How many rows --limit asks for; 20 parts by default, or with --members all members.
Outcome<std::size_t> rowLimit(const Arguments& arguments);

// Prints `parts`, the largest first, a row each with who leads it, or with --members a row for each
// member; the exit code. Errors: kFailed.
Outcome<int> printParts(const Arguments& arguments, WholeGraph& asked,
                        const std::vector<GraphPart>& parts, const PartNames& names,
                        std::size_t limit);

}  // namespace chancery::cli
