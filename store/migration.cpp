#include "store/migration.h"

namespace chancery::store {

Result<void> migrate(const Database& database, std::uint32_t version) {
  if (version < 2) {
    const auto migrated = migrateFromFormat1(database);
    if (!migrated) return migrated;
  }
  if (version < 3) {
    const auto migrated = migrateFromFormat2(database);
    if (!migrated) return migrated;
  }
  if (version < 4) {
    const auto migrated = migrateFromFormat3(database);
    if (!migrated) return migrated;
  }
  if (version < 5) {
    const auto migrated = migrateFromFormat4(database);
    if (!migrated) return migrated;
  }
  return migrateFromFormat5(database);
}

}  // namespace chancery::store
