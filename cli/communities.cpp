// chancery communities: which circles there are.
#include "graph/communities.h"

#include <algorithm>

#include "cli/event_rows.h"
#include "cli/levels.h"
#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

using Vertex = SnapshotGraph::Vertex;

constexpr std::size_t kUsualRows = 20;
constexpr std::size_t kLeaders = 5;

// By vertex: its events with members of its own community.
std::vector<std::uint64_t> eventsWithin(const SnapshotGraph& graph, const Communities& found) {
  std::vector<std::uint64_t> events(graph.vertexCount(), 0);
  for (Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    for (const auto& edge : graph.edgesOf(vertex)) {
      if (found.of[edge.target] == found.of[vertex]) events[vertex] += graph.weightOf(edge);
    }
  }
  return events;
}

// The members of each community, those with the most events within it first, then by id.
std::vector<std::vector<Vertex>> membersOf(const Communities& found,
                                           const std::vector<std::uint64_t>& within) {
  std::vector<std::vector<Vertex>> members(found.sizes.size());
  for (Vertex vertex = 0; vertex < found.of.size(); ++vertex) {
    members[found.of[vertex]].push_back(vertex);
  }
  for (std::vector<Vertex>& list : members) {
    std::stable_sort(list.begin(), list.end(),
                     [&](Vertex a, Vertex b) { return within[a] > within[b]; });
  }
  return members;
}

Outcome<int> printCommunities(const SnapshotGraph& graph, const Communities& found, Labels& labels,
                              std::size_t limit, RowFormat format, Output& out) {
  const std::vector<std::uint64_t> within = eventsWithin(graph, found);
  const auto members = membersOf(found, within);
  RowWriter rows(out.stream(), format,
                 {{"community", true, true},
                  {"size", true, true},
                  {"events", true, true},
                  {"leading"},
                  {"bar", true, false, true}},
                 out.canvas());
  for (std::size_t i = 0; i < std::min(limit, members.size()); ++i) {
    std::uint64_t events = 0;
    Json leading = Json::array();
    for (const Vertex vertex : members[i]) {
      events += within[vertex];
      if (leading.size() < kLeaders) leading.push_back(labels.of(graph.idOf(vertex)));
    }
    Json row;
    row["community"] = i + 1;
    row["size"] = found.sizes[i];
    row["events"] = events / 2;  // each was met from both ends
    row["leading"] = std::move(leading);
    row["bar"] = static_cast<double>(found.sizes[i]) / static_cast<double>(found.sizes[0]);
    if (!rows.add(std::move(row))) break;
  }
  rows.finish();
  return out.finish();
}

Outcome<int> printMembers(const SnapshotGraph& graph, const Communities& found, Labels& labels,
                          std::size_t limit, RowFormat format, Output& out) {
  const std::vector<std::uint64_t> within = eventsWithin(graph, found);
  const auto members = membersOf(found, within);
  RowWriter rows(
      out.stream(), format,
      {{"community", true, true}, {"name"}, {"events_within", true, true}, {"id", false}});
  std::size_t printed = 0;
  for (std::size_t i = 0; i < members.size() && printed < limit; ++i) {
    for (const Vertex vertex : members[i]) {
      if (printed++ == limit) break;
      Json row;
      row["community"] = i + 1;
      row["name"] = labels.of(graph.idOf(vertex));
      row["events_within"] = within[vertex];
      row["id"] = graph.idOf(vertex).value;
      if (!rows.add(std::move(row))) return out.finish();
    }
  }
  rows.finish();
  return out.finish();
}

Outcome<int> run(const Arguments& arguments) {
  const auto none = checkCount(arguments, 0, 0, "communities takes no names");
  if (!none) return tl::unexpected(none.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const bool by_member = arguments.has("members");
  const auto limit = numberOption(arguments, "limit", 1, by_member ? SIZE_MAX : kUsualRows);
  if (!limit) return tl::unexpected(limit.error());
  const auto resolution = numberOption(arguments, "resolution", 1, 100);
  if (!resolution) return tl::unexpected(resolution.error());
  if (*resolution > 10'000) return wrongCommandLine("--resolution goes from 1 to 10000 percent");
  const auto seed = numberOption(arguments, "seed", 0, 1);
  if (!seed) return tl::unexpected(seed.error());
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  const auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  const auto graph = readGraph(*store, arguments);
  if (!graph) return tl::unexpected(graph.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  const Communities found = findCommunities(*graph, {static_cast<int>(*resolution), *seed});
  std::fprintf(stderr, "chancery: %zu communities, modularity %.4f\n", found.sizes.size(),
               found.modularity);
  Labels labels(store->source());
  return by_member ? printMembers(*graph, found, labels, *limit, *format, *out)
                   : printCommunities(*graph, found, labels, *limit, *format, *out);
}

}  // namespace

Command communitiesCommand() {
  return {
      "communities",
      "--db DIR",
      "Lists the circles whose members have more to do with one another than with others.",
      "By the Leiden algorithm; the same seed gives the same circles. docs/questions.md says more.",
      withFilterOptions({kDbOption,
                         kKnowledgeOption,
                         {"members", "", "a row for each member instead"},
                         {"resolution", "PERCENT", "more gives smaller ones (default: 100)"},
                         {"seed", "S", "of the order of looking (default: 1)"},
                         {"limit", "N", "at most N rows (default: 20 communities)"},
                         kPlanOption,
                         kLevelOption,
                         kFormatOption,
                         kOutputOption}),
      {"chancery communities --db news.db --from 2022",
       "chancery communities --db news.db --level country --members --format csv"},
      run};
}

}  // namespace chancery::cli
