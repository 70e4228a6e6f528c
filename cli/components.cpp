// chancery components: which parts the graph falls into.
#include "graph/components.h"

#include <algorithm>

#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kUsualRows = 20;
constexpr std::size_t kLeaders = 5;

struct Member {
  EntityId id;
  std::uint64_t events = 0;
};

// The members of a component, those with the most events first, then by id.
std::vector<Member> membersOf(const SnapshotGraph& graph, const Component& component) {
  std::vector<Member> members;
  for (const EntityId& id : component) {
    Member& member = members.emplace_back(Member{id, 0});
    for (const auto& edge : graph.edgesOf(*graph.findVertex(id))) {
      member.events += graph.weightOf(edge);
    }
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const Member& a, const Member& b) { return a.events > b.events; });
  return members;
}

Outcome<int> printComponents(const SnapshotGraph& graph, const std::vector<Component>& components,
                             Labels& labels, std::size_t limit, RowFormat format, Output& out) {
  RowWriter rows(out.stream(), format,
                 {{"component", true, true},
                  {"size", true, true},
                  {"events", true, true},
                  {"leading"},
                  {"bar", true, false, true}},
                 out.canvas());
  for (std::size_t i = 0; i < std::min(limit, components.size()); ++i) {
    std::uint64_t events = 0;
    Json leading = Json::array();
    for (const Member& member : membersOf(graph, components[i])) {
      events += member.events;
      if (leading.size() < kLeaders) leading.push_back(labels.of(member.id));
    }
    Json row;
    row["component"] = i + 1;
    row["size"] = components[i].size();
    row["events"] = events / 2;  // each was met from both ends
    row["leading"] = std::move(leading);
    row["bar"] =
        static_cast<double>(components[i].size()) / static_cast<double>(components.front().size());
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out.finish();
}

Outcome<int> printMembers(const SnapshotGraph& graph, const std::vector<Component>& components,
                          Labels& labels, std::size_t limit, RowFormat format, Output& out) {
  RowWriter rows(out.stream(), format,
                 {{"component", true, true}, {"name"}, {"events", true, true}, {"id", false}});
  std::size_t printed = 0;
  for (std::size_t i = 0; i < components.size() && printed < limit; ++i) {
    for (const Member& member : membersOf(graph, components[i])) {
      if (printed++ == limit) break;
      Json row;
      row["component"] = i + 1;
      row["name"] = labels.of(member.id);
      row["events"] = member.events;
      row["id"] = member.id.value;
      if (!rows.add(std::move(row))) return out.finish();
    }
  }
  rows.finish();
  return out.finish();
}

Outcome<int> run(const Arguments& arguments) {
  const auto none = checkCount(arguments, 0, 0, "components takes no names");
  if (!none) return tl::unexpected(none.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const bool by_member = arguments.has("members");
  const auto limit = numberOption(arguments, "limit", 1, by_member ? SIZE_MAX : kUsualRows);
  if (!limit) return tl::unexpected(limit.error());
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  const auto graph = readGraph(*store, arguments);
  if (!graph) return tl::unexpected(graph.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  const std::vector<Component> components = connectedComponents(*graph);
  Labels labels(store->source());
  return by_member ? printMembers(*graph, components, labels, *limit, *format, *out)
                   : printComponents(*graph, components, labels, *limit, *format, *out);
}

}  // namespace

Command componentsCommand() {
  return {"components",
          "--db DIR",
          "Lists the parts of the graph that no event connects, the largest first.",
          "In a part, everybody is reached from everybody by some path of events.",
          withFilterOptions({kDbOption,
                             kKnowledgeOption,
                             {"members", "", "a row for each member instead"},
                             {"limit", "N", "at most N rows (default: 20 parts)"},
                             kPlanOption,
                             kLevelOption,
                             kFormatOption,
                             kOutputOption}),
          {"chancery components --db news.db --from 2024",
           "chancery components --db news.db --level country --members --format csv"},
          run};
}

}  // namespace chancery::cli
