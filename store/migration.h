// Brings stores of older formats up to date, in place.
#pragma once

#include <cstdint>

#include "store/database.h"

namespace chancery::store {

// Families that are gone.
inline constexpr const char* kLongSpansOfFormat1 = "long-spans";
inline constexpr const char* kMentionsOfFormat2 = "mentions";

// From `version` to that of the program, in many steps; each step is atomic, and
// after a crash the next call goes on where it was. What old families hold is of no use then.
// Errors: kIo, kCorruption.
Result<void> migrate(const Database& database, std::uint32_t version);

// One format further each; called by migrate().
Result<void> migrateFromFormat1(const Database& database);
Result<void> migrateFromFormat2(const Database& database);
Result<void> migrateFromFormat3(const Database& database);
Result<void> migrateFromFormat4(const Database& database);
Result<void> migrateFromFormat5(const Database& database);

}  // namespace chancery::store
