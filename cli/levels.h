// What part of a store is asked, and how: --country, the events of some states; --level, the graph
// as it is, or of those for whom its people act.
#pragma once

#include <memory>
#include <optional>

#include "cli/asked_store.h"
#include "cli/command.h"
#include "cli/names.h"
#include "graph/event_source.h"
#include "graph/folded_source.h"
#include "graph/represented_source.h"

namespace chancery::cli {

inline constexpr OptionSpec kLevelOption{
    "level", "LEVEL", "person (default), organisation or country: for whom people act on the day"};

// A store, and what --country and --level make of it. At `organisation`, people stand for the state
// or the organisation whose office the knowledge base has them hold on the first day of the event,
// and otherwise for the country that the store has of them; at `country`, bodies of a state stand
// for it, too. --country leaves the events of those who would stand for that country, and of
// organisations of which the store says that they are from there.
class LevelledStore {
 public:
  // What --db, --country and --level name. Errors: kWrongCommandLine, kFailed.
  static Outcome<LevelledStore> open(const Arguments& arguments);

  const EventSource& source() const {
    if (folded_) return *folded_;
    return below();
  }
  // The store, where the source is just that; else nullptr.
  const EventStore* plain() const { return folded_ || represented_ ? nullptr : store_->plain(); }
  // Names as the source has them, and those of --knowledge.
  NameFinder names() const { return NameFinder(source(), store_->knowledge()); }
  PlannedSource& planned() const { return store_->planned(); }
  // Whom a name that was found means at this level, whatever the day.
  const EntityId& meant(const EntityId& entity) const;

 private:
  explicit LevelledStore(AskedStore store)
      : store_(std::make_unique<AskedStore>(std::move(store))) {}
  // What is folded.
  const EventSource& below() const {
    if (represented_) return *represented_;
    return *store_;
  }
  Outcome<void> keepCountries(const Arguments& arguments);

  // where they stay, for what stands on them points to them
  std::unique_ptr<AskedStore> store_;
  std::unique_ptr<RepresentedSource> represented_;
  std::optional<FoldedSource> folded_;
};

}  // namespace chancery::cli
