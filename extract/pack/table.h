// The tables of language packs and of the knowledge base, as a person writes them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace chancery {

// What is wrong with the tables: each message begins with file and line. A checker goes on after
// a fault, so that a person sees all of them at once.
class Faults {
 public:
  void add(const std::string& file, int line, const std::string& fault);
  bool empty() const { return messages_.empty(); }
  const std::vector<std::string>& messages() const { return messages_; }

 private:
  std::vector<std::string> messages_;
};

struct TableRow {
  int line = 0;
  std::vector<std::string> cells;  // as many as the table has columns
};

// Tab-separated cells, one row a line, UTF-8 in NFC; lines that begin with '#' are comments; the
// first other line names the columns.
struct Table {
  std::string file;  // as faults name it
  std::vector<std::string> columns;
  std::vector<TableRow> rows;

  // The index of a column, -1 where there is none.
  int column(std::string_view name) const;
};

// Reads `path`; whatever cannot be used is a fault and left out. `expected` are the columns that
// must be there, more are allowed.
Table readTable(const std::filesystem::path& path, const std::vector<std::string>& expected,
                Faults& faults);

// The cells of the lines of `path` that are no comments, each line with as many as it has; whatever
// cannot be used is a fault and left out.
std::vector<TableRow> readRows(const std::filesystem::path& path, Faults& faults);

// The alternatives of a cell: "a|b" gives {"a", "b"}, an empty cell none. "{a,b} c" is short for "a
// c|b c", as in a shell; a choice may be empty.
std::vector<std::string> alternatives(std::string_view cell);

}  // namespace chancery
