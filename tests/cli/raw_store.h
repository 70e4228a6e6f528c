// Below a store: what is in it without the program that made it.
#pragma once

#include <rocksdb/db.h>

#include <memory>
#include <string>
#include <vector>

#include "support/catch.h"

namespace chancery::test {

// A store's files as RocksDB has them, opened for writing; keys are those of its first family.
class RawStore {
 public:
  explicit RawStore(const std::string& directory) {
    std::vector<std::string> names;
    REQUIRE(rocksdb::DB::ListColumnFamilies({}, directory, &names).ok());
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (const std::string& name : names) {
      families.emplace_back(name, rocksdb::ColumnFamilyOptions());
    }
    rocksdb::DB* opened = nullptr;
    REQUIRE(rocksdb::DB::Open({}, directory, families, &handles_, &opened).ok());
    db_.reset(opened);
  }
  ~RawStore() {
    for (rocksdb::ColumnFamilyHandle* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
  }
  RawStore(const RawStore&) = delete;
  RawStore& operator=(const RawStore&) = delete;

  void put(const std::string& key, const std::string& value) const {
    REQUIRE(db_->Put({}, key, value).ok());
  }
  std::string get(const std::string& key) const {
    std::string value;
    REQUIRE(db_->Get({}, key, &value).ok());
    return value;
  }

 private:
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

}  // namespace chancery::test
