#include "store/migration_step.h"

namespace chancery::store {

Result<void> MigrationStep::commit(const std::string& done, std::optional<std::uint32_t> reached) {
  sink_.put(Family::kMeta, kStateKey, encode(state_));
  if (reached) {
    sink_.erase(Family::kMeta, kMigratedKey);
    sink_.put(Family::kMeta, kVersionKey, encodeVersion(*reached));
  } else {
    sink_.put(Family::kMeta, kMigratedKey, done);
  }
  const auto written = sink_.write(view_);
  if (written) numbering_.remember(database_.dictionary());
  return written;
}

}  // namespace chancery::store
