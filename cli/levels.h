// --level: the graph as it is, or of those for whom its people act.
#pragma once

#include <memory>
#include <optional>

#include "cli/asked_store.h"
#include "cli/command.h"
#include "graph/event_source.h"
#include "graph/folded_source.h"
#include "graph/snapshot_graph.h"

namespace chancery::cli {

inline constexpr OptionSpec kLevelOption{
    "level", "LEVEL", "person (default), organisation or country: for whom people act on the day"};

// A store, and what --level makes of it: at `organisation`, people stand for the state or the
// organisation whose office the knowledge base has them hold on the first day of the event, and
// otherwise for the country that the store has of them; at `country`, bodies of a state stand for
// it, too.
class LevelledStore {
 public:
  // What --level and --db name. Errors: kWrongCommandLine, kFailed.
  static Outcome<LevelledStore> open(const Arguments& arguments);

  const EventSource& source() const {
    if (folded_) return *folded_;
    return *store_;
  }
  // Whom a name that was found means at this level, whatever the day.
  const EntityId& meant(const EntityId& entity) const;

 private:
  explicit LevelledStore(AskedStore store)
      : store_(std::make_unique<AskedStore>(std::move(store))) {}

  std::unique_ptr<AskedStore> store_;  // where it stays, for `folded_` points to it
  std::optional<FoldedSource> folded_;
};

// The graph that the filters of the command line leave, at its level. Errors: those of both.
Outcome<SnapshotGraph> readGraph(const LevelledStore& store, const Arguments& arguments);

}  // namespace chancery::cli
