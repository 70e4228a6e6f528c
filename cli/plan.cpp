#include "cli/plan.h"

#include "cli/format.h"
#include "cli/options.h"

namespace chancery::cli {
namespace {

// Bytes in hexadecimal; that all that follows is included is told by "…", not by bytes.
std::string hexOf(std::string_view key) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::size_t kOpenEnd = 16;
  const std::size_t last = key.find_last_not_of('\xFF');
  const std::size_t kept = last == std::string_view::npos ? 0 : last + 1;
  const bool open = key.size() - kept >= kOpenEnd;
  if (open) key = key.substr(0, kept);
  std::string text;
  for (const char byte : key) {
    const auto value = static_cast<unsigned char>(byte);
    text += {kDigits[value >> 4], kDigits[value & 15]};
  }
  return open ? text + "…" : text;
}

}  // namespace

Outcome<std::string> formatOfAnswer(const Arguments& arguments,
                                    const std::vector<std::string>& known) {
  if (arguments.has("plan")) return known.front();
  return choiceOption(arguments, "format", known);
}

tl::unexpected<Failure> printPlans(const Arguments& arguments, const std::vector<ReadPlan>& plans) {
  const auto format = rowFormat(arguments);
  if (!format) return tl::unexpected(format.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  RowWriter rows(out->stream(), *format,
                 {{"reads"}, {"from"}, {"to"}, {"key"}, {"row"}, {"about", true, true}});
  for (const ReadPlan& plan : plans) {
    bool first = true;
    for (const KeyRange& range : plan.ranges) {
      Json row;
      row["reads"] = range.family;
      row["from"] = hexOf(range.begin);
      row["to"] = hexOf(range.end);
      row["key"] = joined(plan.in_key);
      row["row"] = joined(plan.on_row);
      row["about"] = first && plan.about_rows ? Json(*plan.about_rows) : Json();
      first = false;
      if (!rows.add(std::move(row))) break;
    }
  }
  rows.finish();
  const auto done = out->finish();
  if (!done) return tl::unexpected(done.error());
  return tl::unexpected(Failure(*done, ""));
}

}  // namespace chancery::cli
