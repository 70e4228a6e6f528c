#include "extract/pack/table.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "extract/text/normalize.h"

namespace chancery {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// "{a,b} c" stands for "a c" and "b c"; braces do not nest.
std::vector<std::string> spelledOut(std::string_view text) {
  const std::size_t open = text.find('{');
  const std::size_t close = text.find('}', open == std::string_view::npos ? text.size() : open);
  if (close == std::string_view::npos) return {std::string(text)};
  const std::string_view choices = text.substr(open + 1, close - open - 1);
  std::vector<std::string> result;
  for (const std::string& tail : spelledOut(text.substr(close + 1))) {
    for (const std::string& choice : split(choices, ','))
      result.push_back(std::string(text.substr(0, open)) + std::string(trimmed(choice)) + tail);
  }
  return result;
}

// True where one alternative of a cell spells out to so many forms that nobody can have meant them:
// choices multiply, and ten of six are sixty million.
bool isBoundless(std::string_view cell) {
  constexpr std::size_t kMostForms = 25'000;
  constexpr int kMostChoices = 16;
  for (const std::string& part : split(cell, '|')) {
    std::size_t forms = 1;
    int choices = 0;
    for (std::size_t i = part.find('{'); i != std::string::npos; i = part.find('{', i + 1)) {
      const std::size_t close = std::min(part.find('}', i), part.size());
      forms *= 1 + static_cast<std::size_t>(
                       std::count(part.begin() + static_cast<std::ptrdiff_t>(i),
                                  part.begin() + static_cast<std::ptrdiff_t>(close), ','));
      if (forms > kMostForms || ++choices > kMostChoices) return true;
    }
  }
  return false;
}

// An empty choice leaves two spaces.
std::string oneSpace(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ' || result.back() != ' ') result.push_back(c);
  }
  return result;
}

// Whether each brace of a cell has its pair, within one alternative.
bool bracesPair(std::string_view cell) {
  bool open = false;
  for (const char c : cell) {
    if (c == '{' ? open : c == '}' ? !open : c == '|' && open) return false;
    if (c == '{' || c == '}') open = c == '{';
  }
  return !open;
}

}  // namespace

void Faults::add(const std::string& file, int line, const std::string& fault) {
  messages_.push_back(file + ":" + std::to_string(line) + ": " + fault);
}

int Table::column(std::string_view name) const {
  const auto at = std::find(columns.begin(), columns.end(), name);
  return at == columns.end() ? -1 : static_cast<int>(at - columns.begin());
}

std::vector<TableRow> readRows(const std::filesystem::path& path, Faults& faults) {
  std::vector<TableRow> rows;
  std::ifstream file(path, std::ios::binary);
  std::string line;
  if (!file || (file.peek(), file.bad())) {  // a folder opens, but cannot be read
    faults.add(path.string(), 0, "cannot be read");
    return rows;
  }
  for (int number = 1; std::getline(file, line); ++number) {
    if (number == 1 && line.rfind(kByteOrderMark, 0) == 0) line.erase(0, kByteOrderMark.size());
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    if (!isUtf8(line)) {
      faults.add(path.string(), number, "is not valid UTF-8");
      continue;
    }
    if (!isNfc(line)) {
      faults.add(path.string(), number, "is not in Unicode normal form C");
      continue;
    }
    std::vector<std::string> cells = split(line, '\t');
    for (std::string& cell : cells) cell = std::string(trimmed(cell));
    if (std::any_of(cells.begin(), cells.end(), isBoundless)) {
      faults.add(path.string(), number, "has a form of more than 16 choices or 25,000 spellings");
      continue;
    }
    rows.push_back({number, std::move(cells)});
  }
  return rows;
}

Table readTable(const std::filesystem::path& path, const std::vector<std::string>& expected,
                Faults& faults) {
  Table table;
  table.file = path.string();
  for (TableRow& row : readRows(path, faults)) {
    if (table.columns.empty()) {
      table.columns = std::move(row.cells);
      for (const std::string& name : expected) {
        if (table.column(name) < 0)
          faults.add(table.file, row.line, "has no column '" + name + "'");
      }
      continue;
    }
    if (row.cells.size() > table.columns.size()) {
      faults.add(table.file, row.line,
                 "has " + std::to_string(row.cells.size()) + " cells where the header has " +
                     std::to_string(table.columns.size()));
      continue;
    }
    for (const std::string& cell : row.cells) {
      if (!bracesPair(cell))
        faults.add(table.file, row.line, "'" + cell + "': a brace without its pair");
    }
    row.cells.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<std::string> alternatives(std::string_view cell) {
  std::vector<std::string> result;
  if (cell.empty()) return result;
  for (std::string& part : split(cell, '|')) {
    for (const std::string& form : spelledOut(part)) {
      std::string text = oneSpace(trimmed(form));
      if (!text.empty()) result.push_back(std::move(text));
    }
  }
  return result;
}

}  // namespace chancery
