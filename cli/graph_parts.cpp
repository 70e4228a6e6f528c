#include "cli/graph_parts.h"

#include <algorithm>

#include "cli/options.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kUsualRows = 20;
constexpr std::size_t kLeaders = 5;

Outcome<int> printSizes(WholeGraph& asked, const std::vector<GraphPart>& parts,
                        const PartNames& names, std::size_t limit) {
  Labels labels(asked.store.source());
  RowWriter rows(asked.out.stream(), asked.format,
                 {{names.part, true, true},
                  {"size", true, true},
                  {"events", true, true},
                  {"leading"},
                  {"bar", true, false, true}},
                 asked.out.canvas());
  for (std::size_t i = 0; i < std::min(limit, parts.size()); ++i) {
    std::uint64_t events = 0;
    Json leading = Json::array();
    for (const PartMember& member : parts[i]) {
      events += member.events;
      if (leading.size() < kLeaders) leading.push_back(labels.of(member.id));
    }
    Json row;
    row[std::string(names.part)] = i + 1;
    row["size"] = parts[i].size();
    row["events"] = events / 2;  // each was met from both ends
    row["leading"] = std::move(leading);
    row["bar"] = static_cast<double>(parts[i].size()) / static_cast<double>(parts.front().size());
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return asked.out.finish();
}

Outcome<int> printMembers(WholeGraph& asked, const std::vector<GraphPart>& parts,
                          const PartNames& names, std::size_t limit) {
  Labels labels(asked.store.source());
  RowWriter rows(asked.out.stream(), asked.format,
                 {{names.part, true, true}, {"name"}, {names.events, true, true}, {"id", false}});
  std::size_t printed = 0;
  for (std::size_t i = 0; i < parts.size() && printed < limit; ++i) {
    for (const PartMember& member : parts[i]) {
      if (printed++ == limit) break;
      Json row;
      row[std::string(names.part)] = i + 1;
      row["name"] = labels.of(member.id);
      row[std::string(names.events)] = member.events;
      row["id"] = member.id.value;
      if (!rows.add(std::move(row))) return asked.out.finish();
    }
  }
  rows.finish();
  return asked.out.finish();
}

}  // namespace

void sortMembers(GraphPart& part) {
  std::stable_sort(part.begin(), part.end(),
                   [](const PartMember& a, const PartMember& b) { return a.events > b.events; });
}

Outcome<std::size_t> rowLimit(const Arguments& arguments) {
  return numberOption(arguments, "limit", 1, arguments.has("members") ? SIZE_MAX : kUsualRows);
}

Outcome<int> printParts(const Arguments& arguments, WholeGraph& asked,
                        const std::vector<GraphPart>& parts, const PartNames& names,
                        std::size_t limit) {
  return arguments.has("members") ? printMembers(asked, parts, names, limit)
                                  : printSizes(asked, parts, names, limit);
}

}  // namespace chancery::cli
