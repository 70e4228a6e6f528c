#include "cli/whole_graph.h"

#include <utility>

#include "cli/options.h"
#include "cli/plan.h"

namespace chancery::cli {
namespace {

Outcome<SnapshotGraph> readGraph(const LevelledStore& store, const Arguments& arguments) {
  const auto filter = store.names().filter(arguments);
  if (!filter) return tl::unexpected(filter.error());
  const auto planned =
      planInstead(arguments, store, [&] { return SnapshotGraph::read(store.source(), *filter); });
  if (!planned) return tl::unexpected(planned.error());
  auto graph = SnapshotGraph::read(store.source(), *filter);
  if (!graph) return tl::unexpected(Failure(graph.error()));
  return std::move(*graph);
}

}  // namespace

Outcome<WholeGraph> WholeGraph::read(const Arguments& arguments, const std::string& no_names) {
  const auto none = checkCount(arguments, 0, 0, no_names);
  if (!none) return tl::unexpected(none.error());
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  const auto valid = filterOptions(arguments);
  if (!valid) return tl::unexpected(valid.error());
  auto store = LevelledStore::open(arguments);
  if (!store) return tl::unexpected(store.error());
  auto graph = readGraph(*store, arguments);
  if (!graph) return tl::unexpected(graph.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  return WholeGraph{*format, std::move(*store), std::move(*graph), std::move(*out)};
}

}  // namespace chancery::cli
