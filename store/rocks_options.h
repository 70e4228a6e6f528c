// How RocksDB is set up, as a whole and for each family.
#pragma once

#include <rocksdb/cache.h>
#include <rocksdb/options.h>

#include <memory>
#include <string_view>
#include <vector>

#include "store/family.h"

namespace chancery::store {

std::vector<std::string_view> familyNames();

// Without a cache: for writing tables only.
rocksdb::ColumnFamilyOptions familyOptions(Family family,
                                           const std::shared_ptr<rocksdb::Cache>& cache);
rocksdb::DBOptions databaseOptions();

}  // namespace chancery::store
