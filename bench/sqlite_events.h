// Events in SQLite, as one would keep them there: the peer that the store is measured beside.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "graph/event.h"

namespace chancery::bench {

// One table of events and one of mentions. An index that covers (pair, day) and carries all that
// a timeline prints, so that a timeline is one range of it, as it is in our store. Errors throw.
class SqliteEvents {
 public:
  explicit SqliteEvents(const std::filesystem::path& file);
  ~SqliteEvents();
  SqliteEvents(const SqliteEvents&) = delete;
  SqliteEvents& operator=(const SqliteEvents&) = delete;

  // All of them in one transaction.
  void add(const std::vector<DocumentEvents>& documents);

  // The rows between the two with days from `from` to `to`: how many, and a sum over their
  // columns, so that each is looked at.
  struct Answer {
    std::size_t rows = 0;
    std::int64_t sum = 0;
  };
  Answer timeline(const EntityId& a, const EntityId& b, Day from, Day to);

 private:
  void run(const char* sql);
  sqlite3_stmt* prepare(const char* sql);
  std::int64_t numberOf(const EntityId& id);

  sqlite3* db_ = nullptr;
  sqlite3_stmt* add_event_ = nullptr;
  sqlite3_stmt* add_mention_ = nullptr;
  sqlite3_stmt* timeline_ = nullptr;
  std::map<EntityId, std::int64_t> numbers_;
};

}  // namespace chancery::bench
