#include "cli/format.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <streambuf>

#include "cli/options.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kRowsToMeasure = 500;
constexpr std::size_t kNarrowestBar = 6;
constexpr std::size_t kWidestBar = 30;

// Bytes to a file descriptor; remembers why one could not be written, which std::ofstream forgets.
class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  int error() const { return error_; }

 protected:
  int_type overflow(int_type byte) override {
    if (sync() != 0) return traits_type::eof();
    if (traits_type::eq_int_type(byte, traits_type::eof())) return traits_type::not_eof(byte);
    *pptr() = traits_type::to_char_type(byte);
    pbump(1);
    return byte;
  }

  int sync() override {
    const char* at = pbase();
    while (error_ == 0 && at < pptr()) {
      const ssize_t written = write(descriptor_, at, static_cast<std::size_t>(pptr() - at));
      if (written >= 0) {
        at += written;
      } else if (errno != EINTR) {
        error_ = errno;
      }
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_ == 0 ? 0 : -1;
  }

 private:
  int descriptor_;
  int error_ = 0;
  std::array<char, 1 << 16> buffer_{};
};

std::string cellText(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (!value.is_structured()) return dumped(value);
  std::string text;
  for (const auto& [key, member] : value.items()) {
    if (!text.empty()) text += ", ";
    text += value.is_object() ? key + " " + cellText(member) : cellText(member);
  }
  return text;
}

}  // namespace

struct Output::State {
  State(int number, std::string end_path, std::string write_path)
      : descriptor(number),
        path(std::move(end_path)),
        temporary(std::move(write_path)),
        buffer(number),
        stream(&buffer) {}
  ~State() {
    if (path.empty()) return;
    if (descriptor >= 0) close(descriptor);
    if (!temporary.empty()) unlink(temporary.c_str());
  }

  int descriptor;
  std::string path;       // empty: standard output
  std::string temporary;  // what is written until all of it is there; empty: `path` itself
  DescriptorBuffer buffer;
  std::ostream stream;
};

Output::Output(std::unique_ptr<State> state) : state_(std::move(state)) {}
Output::~Output() = default;
Output::Output(Output&&) noexcept = default;
Output& Output::operator=(Output&&) noexcept = default;

Outcome<Output> Output::open(const std::string& path) {
  if (path.empty() || path == "-") return Output(std::make_unique<State>(STDOUT_FILENO, "", ""));
  struct stat status {};
  const bool there = stat(path.c_str(), &status) == 0;
  const bool special = there && !S_ISREG(status.st_mode);  // a pipe, /dev/null
  const std::string temporary = special ? "" : path + ".part";
  const int descriptor =
      ::open((special ? path : temporary).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    return failed("cannot write '" + path + "': " + std::strerror(errno));
  }
  return Output(std::make_unique<State>(descriptor, path, temporary));
}

std::ostream& Output::stream() { return state_->stream; }

Canvas Output::canvas() const { return Canvas::of(state_->descriptor); }

Outcome<int> Output::finish() {
  state_->stream.flush();
  const std::string name = state_->path.empty() ? "standard output" : "'" + state_->path + "'";
  int error = state_->buffer.error();
  if (error == 0 && !state_->path.empty()) {
    if (close(state_->descriptor) != 0) error = errno;
    state_->descriptor = -1;
  }
  if (error == EPIPE) return tl::unexpected<Failure>(Failure(kDone, ""));
  if (error != 0) return failed("cannot write " + name + ": " + std::strerror(error));
  if (!state_->temporary.empty()) {
    if (rename(state_->temporary.c_str(), state_->path.c_str()) != 0) {
      return failed("cannot write " + name + ": " + std::strerror(errno));
    }
    state_->temporary.clear();
  }
  return kDone;
}

Outcome<RowFormat> rowFormat(const Arguments& arguments) {
  const auto name = choiceOption(arguments, "format", {"table", "json", "jsonl", "csv"});
  if (!name) return tl::unexpected(name.error());
  if (*name == "json") return RowFormat::kJson;
  if (*name == "jsonl") return RowFormat::kJsonLines;
  return *name == "csv" ? RowFormat::kCsv : RowFormat::kTable;
}

RowWriter::RowWriter(std::ostream& out, RowFormat format, std::vector<Column> columns,
                     const Canvas& canvas)
    : out_(out),
      csv_(out, CsvQuotes::kWhereNeeded),
      format_(format),
      columns_(std::move(columns)),
      canvas_(canvas) {
  for (const Column& column : columns_) {
    if (column.is_bar) bar_key_ = column.key;
  }
  std::erase_if(columns_, [](const Column& column) { return column.is_bar; });
  if (format_ == RowFormat::kTable) {
    std::erase_if(columns_, [](const Column& column) { return !column.in_table; });
  }
  for (const Column& column : columns_) widths_.push_back(displayWidth(column.key));
  if (format_ != RowFormat::kCsv) return;
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.emplace_back(column.key);
  csv_.row(titles);
}

RowWriter::~RowWriter() = default;

bool RowWriter::add(Json row, std::vector<std::string> notes) {
  ++rows_;
  const Json bar_part = bar_key_.empty() ? Json() : row.value(bar_key_, Json());
  if (!bar_key_.empty()) row.erase(bar_key_);
  switch (format_) {
    case RowFormat::kJson: out_ << (rows_ == 1 ? "[\n" : ",\n") << dumped(row); break;
    case RowFormat::kJsonLines: out_ << dumped(row) << '\n'; break;
    case RowFormat::kCsv: {
      std::vector<std::string> fields;
      for (const Column& column : columns_) {
        fields.push_back(cellText(row.value(std::string(column.key), Json())));
      }
      csv_.row(fields);
      break;
    }
    case RowFormat::kTable: {
      TableRow cells{{}, std::move(notes), 0};
      if (canvas_.drawn && bar_part.is_number()) cells.bar = bar_part.get<double>();
      for (const Column& column : columns_) {
        cells.cells.push_back(oneLine(cellText(row.value(std::string(column.key), Json()))));
      }
      if (measured_) {
        printTableRow(cells);
      } else {
        waiting_.push_back(std::move(cells));
        if (waiting_.size() == kRowsToMeasure) printTable();
      }
    }
  }
  return out_.good();
}

void RowWriter::finish() {
  if (format_ == RowFormat::kJson) out_ << (rows_ == 0 ? "[]\n" : "\n]\n");
  if (format_ == RowFormat::kTable && !measured_ && rows_ > 0) printTable();
}

void RowWriter::printTable() {
  measured_ = true;
  for (const TableRow& row : waiting_) {
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      widths_[i] = std::max(widths_[i], displayWidth(row.cells[i]));
    }
  }
  std::size_t taken = 0;
  for (const std::size_t width : widths_) taken += width + 2;
  const std::size_t room = canvas_.columns > taken ? canvas_.columns - taken : 0;
  bar_columns_ = room < kNarrowestBar ? 0 : std::min(room, kWidestBar);
  std::vector<std::string> titles;
  for (const Column& column : columns_) {
    titles.emplace_back(column.key);
    std::replace(titles.back().begin(), titles.back().end(), '_', ' ');
  }
  printCells(titles);
  for (const TableRow& row : waiting_) printTableRow(row);
  waiting_.clear();
}

void RowWriter::printTableRow(const TableRow& row) {
  printCells(row.cells, row.bar);
  for (const std::string& note : row.notes) out_ << "    " << oneLine(note) << '\n';
}

void RowWriter::printCells(const std::vector<std::string>& cells, double bar_part) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t width = displayWidth(cells[i]);
    const std::string blanks(widths_[i] > width ? widths_[i] - width : 0, ' ');
    line +=
        (i == 0 ? "" : "  ") + (columns_[i].to_the_right ? blanks + cells[i] : cells[i] + blanks);
  }
  if (bar_part > 0 && bar_columns_ > 0) {
    line += "  " + inColour(bar(bar_part, 1, bar_columns_), canvas_);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out_ << line << '\n';
}

std::size_t displayWidth(std::string_view utf8) {
  std::size_t width = 0;
  for (const char32_t point : codePointsOf(utf8)) {
    const auto c = static_cast<UChar32>(point);
    const auto type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) continue;
    const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::string oneLine(std::string_view text) {
  icu::UnicodeString line;
  for (const char32_t point : codePointsOf(text)) {
    const auto c = static_cast<UChar32>(point);
    const auto type = u_charType(c);
    if (type != U_CONTROL_CHAR && type != U_LINE_SEPARATOR && type != U_PARAGRAPH_SEPARATOR) {
      line.append(c);
    } else if (!line.isEmpty() && !line.endsWith(u" ", 1)) {
      line.append(u' ');
    }
  }
  std::string utf8;
  return line.toUTF8String(utf8);
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string fraction(int permille) {
  std::string digits = std::to_string(1000 + permille % 1000).substr(1);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return std::to_string(permille / 1000) + "." + digits;
}

}  // namespace chancery::cli
