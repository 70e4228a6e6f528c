// What the migrations from all older formats have in common: atomic steps, one after the other.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/batch.h"

namespace chancery::store {

inline constexpr std::string_view kMigratedKey = "migrated";  // how far an attempt came

// One step: rows that are written at once, with how far they go.
//
// Ownership: refers to the database. Thread safety: none.
class MigrationStep {
 public:
  const StoreState& state() const { return state_; }

 protected:
  MigrationStep(const Database& database, const StoreState& state)
      : database_(database),
        view_(database),
        state_(state),
        sink_(database),
        numbering_(view_, state_, sink_) {}

  // Writes all of it, or nothing. `reached`: the format that the store now has, after the last
  // step.
  Result<void> commit(const std::string& done, std::optional<std::uint32_t> reached);

  const Database& database_;
  View view_;
  StoreState state_;
  BatchSink sink_;
  Numbering numbering_;
};

// Step by step, until Step::run() says that all is done. `done`: how far an earlier attempt came.
template <typename Step>
Result<void> runSteps(const Database& database, StoreState state, std::string done) {
  while (true) {
    Step step(database, state);
    const auto more = step.run(done);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    state = step.state();
  }
}

// The same, from where an earlier attempt left off; from `first` where there was none.
template <typename Step>
Result<void> resumeSteps(const Database& database, const std::string& first = "") {
  const View view(database);
  const auto state = view.state();
  if (!state) return tl::unexpected(state.error());
  const auto done = view.get(Family::kMeta, kMigratedKey);
  if (!done) return tl::unexpected(done.error());
  return runSteps<Step>(database, *state, done->value_or(first));
}

}  // namespace chancery::store
