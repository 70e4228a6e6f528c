#include "cli/extracted.h"

#include <sstream>

#include "cli/event_rows.h"
#include "export/event_lines.h"

namespace chancery::cli {
namespace {

constexpr EventRowOptions kOptions{false, true};
constexpr std::size_t kRowBytes = 1024;  // of a row with its keys

bool hasRows(ExtractedFormat format) {
  return format == ExtractedFormat::kTable || format == ExtractedFormat::kCsv;
}

}  // namespace

ExtractedFormat extractedFormat(const std::string& name) {
  if (name == "json") return ExtractedFormat::kJson;
  if (name == "table") return ExtractedFormat::kTable;
  return name == "csv" ? ExtractedFormat::kCsv : ExtractedFormat::kLines;
}

Extracted formatExtracted(const DocumentEvents& said, ExtractedFormat format) {
  Extracted extracted;
  if (format == ExtractedFormat::kLines) {
    std::ostringstream lines;
    writeEventLines(said, lines);
    extracted.text = std::move(lines).str();
    return extracted;
  }
  const EntityLookup lookup = lookupIn(said);
  if (format == ExtractedFormat::kJson) {
    for (const Event& event : said.events) {
      if (!extracted.text.empty()) extracted.text += ",\n";
      extracted.text += eventLine(said.document, event, lookup);
    }
    return extracted;
  }
  const LabelOf label_of = [&](const EntityId& id) {
    const Entity* entity = lookup(id);
    return entity ? entity->label : id.value;
  };
  for (const Event& event : said.events) {
    extracted.rows.push_back(eventRow(event, label_of, kOptions));
  }
  return extracted;
}

std::size_t sizeOf(const Extracted& extracted) {
  return extracted.text.size() + extracted.rows.size() * kRowBytes;
}

ExtractedPrinter::ExtractedPrinter(std::ostream& out, ExtractedFormat format)
    : out_(out),
      format_(format),
      rows_(out, format == ExtractedFormat::kCsv ? RowFormat::kCsv : RowFormat::kTable,
            hasRows(format) ? eventColumns(kOptions) : std::vector<Column>()) {}

bool ExtractedPrinter::print(const Extracted& extracted) {
  for (const Json& row : extracted.rows) rows_.add(row);
  if (format_ == ExtractedFormat::kJson && !extracted.text.empty()) {
    out_ << (any_ ? ",\n" : "[\n") << extracted.text;
    any_ = true;
  }
  if (format_ == ExtractedFormat::kLines) {
    out_ << extracted.text;
    out_.flush();  // whoever reads along sees each document as it is done
  }
  return out_.good();
}

void ExtractedPrinter::finish() {
  if (format_ == ExtractedFormat::kJson) out_ << (any_ ? "\n]\n" : "[]\n");
  if (hasRows(format_)) rows_.finish();
}

}  // namespace chancery::cli
