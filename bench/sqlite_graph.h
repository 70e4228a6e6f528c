// Events with their evidence in SQLite, and an index that covers each question.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/answers.h"

namespace chancery::bench {

// WAL, prepared statements, one transaction a batch. The tables hold what a store holds: entities
// with their names, documents, events by id, mentions with their text; an event stands in three
// covering indexes: pair and day, participant and day, relation and day. Errors throw.
class SqliteGraph {
 public:
  explicit SqliteGraph(const std::filesystem::path& file);
  ~SqliteGraph();
  SqliteGraph(const SqliteGraph&) = delete;
  SqliteGraph& operator=(const SqliteGraph&) = delete;

  void begin() { run("BEGIN"); }
  void add(const DocumentEvents& said);
  void commit() { run("COMMIT"); }
  void finish() { run("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);"); }

  Answer pairTimeline(const std::string& a, const std::string& b, Day from, Day to);
  Answer actorTimeline(const std::string& actor, Day from, Day to);
  Answer dayOf(Relation relation, Day day);
  Answer neighbors(const std::string& actor);
  Answer topPairs(Relation relation, Day from, Day to, std::size_t limit);

 private:
  void run(const char* sql);
  sqlite3_stmt* prepare(const char* sql);
  std::int64_t numberOf(const EntityId& id);
  std::int64_t numberIn(const std::string& id);
  Answer rowsOf(sqlite3_stmt* statement);

  sqlite3* db_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
  sqlite3_stmt *add_entity_, *add_document_, *add_event_, *add_actor_, *add_mention_, *find_entity_,
      *pair_, *actor_, *day_, *neighbors_, *top_;
  std::unordered_map<std::string, std::int64_t> numbers_;  // of what this object added
};

}  // namespace chancery::bench
