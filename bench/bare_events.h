// Keys of events in RocksDB and nothing else: no evidence, no replacement, one iterator kept open.
// What a store built on it can at best come near.
#pragma once

#include <rocksdb/db.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/answers.h"

namespace chancery::bench {

// pairs: lo4 hi4 day4 relation1 turned1; actors: actor4 day4 relation1 other4 turned1; relations:
// relation1 day4 subject4 object4. Numbers stand for names, which are in memory. All events have
// one day. Errors throw.
class BareEvents {
 public:
  explicit BareEvents(const std::filesystem::path& directory);
  ~BareEvents();
  BareEvents(const BareEvents&) = delete;
  BareEvents& operator=(const BareEvents&) = delete;

  void add(const DocumentEvents& said);
  // Sorts all keys, writes them as tables and takes these in; then questions may be asked.
  void finish();
  // In place of both: the keys of one document as one batch, by way of the log; then flush().
  void write(const DocumentEvents& said);
  void flush();

  Answer pairTimeline(const std::string& a, const std::string& b, Day from, Day to);
  Answer actorTimeline(const std::string& actor, Day from, Day to);
  Answer dayOf(Relation relation, Day day);
  Answer neighbors(const std::string& actor);
  // Of all days and relations, from both ends, always on from the smaller fringe.
  Answer shortestPath(const std::string& a, const std::string& b);
  Answer topPairs(Relation relation, Day from, Day to, std::size_t limit);

 private:
  // Calls `put(family, key)` for each key of an event.
  template <typename Put>
  void forEachKey(const Event& event, Put put);
  std::vector<std::uint32_t> partnersOf(std::uint32_t actor);

  std::uint32_t numberOf(const std::string& id);
  std::uint32_t known(const std::string& id) const { return numbers_.at(id); }
  void ingest(std::size_t family, std::vector<std::string>& keys);

  std::filesystem::path directory_;
  rocksdb::DB* db_ = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
  std::vector<std::unique_ptr<rocksdb::Iterator>> rows_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
  std::vector<std::vector<std::string>> keys_{3};
};

}  // namespace chancery::bench
