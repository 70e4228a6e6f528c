// What commands that look at the whole graph begin with: bridges, communities, components.
#pragma once

#include <string>

#include "cli/format.h"
#include "cli/levels.h"
#include "graph/snapshot_graph.h"

namespace chancery::cli {

// The graph that the filters of the command line leave, at its level, and where its rows go.
struct WholeGraph {
  RowFormat format;
  LevelledStore store;
  SnapshotGraph graph;
  Output out;

  // `no_names`: the error where names are given, "bridges takes no names". With --plan, prints what
  // would be read and ends. Errors: kWrongCommandLine, kFailed.
  static Outcome<WholeGraph> read(const Arguments& arguments, const std::string& no_names);
};

}  // namespace chancery::cli
