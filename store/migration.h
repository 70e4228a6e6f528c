// Stores of older formats, made new in place.
#pragma once

#include <cstdint>

#include "graph/result.h"

namespace chancery::store {

class Database;

// The oldest format that can be migrated; there is none that cannot.
inline constexpr std::uint32_t kOldestFormat = 1;

// From format 1: writes all rows of events anew, with topics as numbers, and counts them. It goes
// in steps, each of which is written as a whole; after a crash it goes on from the last one. Until
// the last step the store is one of format 1.
// Errors: kIo, kCorruption.
Result<void> migrateFromFormat1(const Database& database);

}  // namespace chancery::store
