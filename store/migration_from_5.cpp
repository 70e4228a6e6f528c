// From format 5 to 6: the pairs of a month or year in the order of how many events they have.
#include "store/migration.h"
#include "store/migration_step.h"

namespace chancery::store {
namespace {

constexpr std::size_t kRowsAStep = 10'000;

// One step: so many counts after `done`.
class Step : public MigrationStep {
 public:
  Step(const Database& database, const StoreState& state) : MigrationStep(database, state) {}

  // False when there were no more.
  Result<bool> run(std::string& done) {
    Scan rows(view_, Family::kMonths, done.empty() ? done : done + '\0', "");
    std::size_t read = 0;
    for (; rows.valid() && read < kRowsAStep; rows.next(), ++read) {
      const auto count = decodeCount(rows.value());
      if (!count || !readCountKey(rows.key())) {
        return corrupt(Family::kMonths, "a row of format 5 cannot be read");
      }
      rank(sink_, rows.key(), 0, *count);
      done = rows.key();
    }
    const auto status = rows.status();
    if (!status) return tl::unexpected(status.error());
    const bool last = !rows.valid();
    const auto committed = commit(done, last ? std::optional(6u) : std::nullopt);
    if (!committed) return tl::unexpected(committed.error());
    return !last;
  }
};

}  // namespace

Result<void> migrateFromFormat5(const Database& database) { return resumeSteps<Step>(database); }

}  // namespace chancery::store
