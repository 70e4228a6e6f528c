#include "export/csv_writer.h"

#include <csv.h>

#include "export/stream_check.h"
#include "export/utf8_text.h"

namespace chancery {

void CsvWriter::row(std::span<const std::string> fields) {
  bool first = true;
  for (const std::string& field : fields) {
    if (!first) out_ << ',';
    first = false;
    if (field.empty()) continue;
    const std::string clean = xmlText(field);
    if (quotes_ == CsvQuotes::kWhereNeeded && clean.find_first_of(",\"\n") == std::string::npos) {
      out_ << clean;
      continue;
    }
    quoted_.resize(2 * clean.size() + 2);  // were each character a quotation mark
    const std::size_t length =
        csv_write(quoted_.data(), quoted_.size(), clean.data(), clean.size());
    out_.write(quoted_.data(), static_cast<std::streamsize>(length));
  }
  out_ << "\r\n";
}

Result<void> CsvWriter::finish() { return checkStream(out_); }

}  // namespace chancery
