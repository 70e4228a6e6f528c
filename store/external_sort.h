// Sorts more rows than fit into memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
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
  ~ExternalSort();
  ExternalSort(ExternalSort&&) noexcept = default;
  ExternalSort& operator=(ExternalSort&&) noexcept = default;

  // Errors: kIo.
  Result<void> add(std::string_view key, std::string_view value);

  // All rows, once, after the last add().
  using Visitor = std::function<Result<void>(std::string_view key, std::string_view value)>;
  Result<void> forEach(const Visitor& visit);

  bool empty() const { return rows_.empty() && files_.empty(); }

 private:
  struct Row {
    std::uint64_t beginning = 0;  // of the key, so that most comparisons end here
    std::uint64_t next = 0;       // the eight bytes after it
    std::size_t at = 0;           // in bytes_: the key, then the value
    std::uint32_t key_bytes = 0;
    std::uint32_t value_bytes = 0;
  };
  std::string_view keyOf(const Row& row) const {
    return std::string_view(bytes_).substr(row.at, row.key_bytes);
  }
  std::string_view valueOf(const Row& row) const {
    return std::string_view(bytes_).substr(row.at + row.key_bytes, row.value_bytes);
  }

  void sort();
  Result<void> writeFile();
  Result<void> merge(const Visitor& visit);

  std::filesystem::path file_;
  std::size_t memory_bytes_;
  std::string bytes_;
  std::vector<Row> rows_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace chancery::store
