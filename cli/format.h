// Results on standard output: rows as a table, JSON, JSON Lines or CSV.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/sketch.h"
#include "export/csv_writer.h"
#include "graph/event.h"

namespace chancery::cli {

using Json = nlohmann::ordered_json;

// Where results go: standard output, or a file, which takes its name only when it is complete.
class Output {
 public:
  // `path` empty or "-": standard output. Errors: kFailed (the file cannot be written).
  static Outcome<Output> open(const std::string& path);
  ~Output();
  Output(Output&&) noexcept;
  Output& operator=(Output&&) noexcept;

  std::ostream& stream();

  // Pictures are for who looks on, so a file or a pipe has none.
  Canvas canvas() const;

  // That all has arrived: the exit code. A reader who has gone away (`| head`) is no error; a full
  // disk is. Ask it first when anything that wrote here fails.
  Outcome<int> finish();

 private:
  struct State;
  explicit Output(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

struct Column {
  std::string_view key;       // in JSON, CSV
  bool in_table = true;       // tables have the columns that a person reads
  bool to_the_right = false;  // numbers
  // How much of a bar is filled, from 0 to 1, or null; drawn at the end of a row of a table, where
  // there is a canvas, and otherwise left out.
  bool is_bar = false;
};

enum class RowFormat { kTable, kJson, kJsonLines, kCsv };

// --format of commands that print rows. Errors: kWrongCommandLine.
Outcome<RowFormat> rowFormat(const Arguments& arguments);

// Prints rows as they come. A table is as wide as its first kRowsToMeasure rows ask for; its bars
// take what the canvas has left.
class RowWriter {
 public:
  RowWriter(std::ostream& out, RowFormat format, std::vector<Column> columns,
            const Canvas& canvas = {});
  ~RowWriter();
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;

  // `row` has a value for each column, and may have more for JSON. `notes` are lines below the
  // row, in tables only. False when nobody reads any more.
  bool add(Json row, std::vector<std::string> notes = {});
  void finish();

 private:
  struct TableRow {
    std::vector<std::string> cells;
    std::vector<std::string> notes;
    double bar = 0;
  };
  void printTable();
  void printTableRow(const TableRow& row);
  void printCells(const std::vector<std::string>& cells, double bar_part = 0);

  std::ostream& out_;
  CsvWriter csv_;
  RowFormat format_;
  std::vector<Column> columns_;
  Canvas canvas_;
  std::string bar_key_;  // empty: no bars
  std::size_t bar_columns_ = 0;
  std::vector<std::size_t> widths_;
  std::vector<TableRow> waiting_;
  bool measured_ = false;
  std::uint64_t rows_ = 0;
};

// Columns of a terminal that a text takes: marks above and below letters take none, Chinese
// characters two.
std::size_t displayWidth(std::string_view utf8);

// Without control characters, which would upset a terminal.
std::string oneLine(std::string_view text);

// JSON in one line, whatever bytes its texts have.
std::string dumped(const Json& json);

std::string fraction(int permille);  // "0.97"

}  // namespace chancery::cli
