// Sorts more rows than fit into memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.h"

namespace chancery::store {

// Rows of a key and a value, in the order of their keys; rows with equal keys in the order in which
// they came. What does not fit is written to sorted files, which are merged as they are read.
//
// Ownership: its files are gone when it is. Thread safety: none.
class ExternalSort {
 public:
  // Files begin with `file`, in a directory that exists. `memory_bytes` bounds what is held.
  ExternalSort(std::filesystem::path file, std::size_t memory_bytes);
  // All is held in memory.
  ExternalSort() = default;
  ~ExternalSort();
  ExternalSort(ExternalSort&&) noexcept = default;
  ExternalSort& operator=(ExternalSort&&) noexcept = default;

  // The value is `value` and what follows it. Errors: kIo.
  Result<void> add(std::string_view key, std::string_view value, std::string_view rest = {});

  // All rows, once, after the last add().
  using Visitor = std::function<Result<void>(std::string_view key, std::string_view value)>;
  Result<void> forEach(const Visitor& visit);

  bool empty() const { return rows_.empty() && files_.empty(); }

 private:
  struct Row {
    std::uint64_t beginning = 0;  // of the key, so that most comparisons end here
    std::uint64_t next = 0;       // the eight bytes after it
    std::uint64_t order = 0;      // in which it came
    const char* bytes = nullptr;  // as in a file: how long key and value are, then both

    std::string_view key() const;
    std::string_view value() const;
  };
  // The bytes of rows, which stay where they are until clear(): to make room costs no copy.
  class Bytes {
   public:
    char* take(std::size_t bytes);
    void clear();

   private:
    struct Chunk {
      std::unique_ptr<char[]> bytes;
      std::size_t size = 0;
    };
    std::vector<Chunk> chunks_;
    std::size_t current_ = 0;  // of the chunks, the one that is being filled
    std::size_t used_ = 0;     // of it
  };

  void sort();
  void clear();
  Result<void> writeFile();
  Result<void> merge(const Visitor& visit);

  std::filesystem::path file_;
  std::size_t memory_bytes_ = std::numeric_limits<std::size_t>::max();
  Bytes bytes_;
  std::size_t bytes_held_ = 0;
  bool in_order_ = true;  // as rows came
  std::vector<Row> rows_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace chancery::store
