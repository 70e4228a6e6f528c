// What was probably meant: names that are written much like one that is not known.
#include <unicode/unistr.h>

#include <algorithm>

#include "cli/options.h"

namespace chancery::cli {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::u32string codePointsOf(std::string_view utf8) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  std::u32string points;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    points.push_back(static_cast<char32_t>(text.char32At(at)));
  }
  return points;
}

std::size_t editDistance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<std::size_t> before_last, last, row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = std::move(last);
    last = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
  }
  return std::min(row[b.size()], limit + 1);
}

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
  const std::u32string wanted = codePointsOf(name);
  std::size_t best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::string found;
  for (const std::string& candidate : known) {
    const std::size_t distance = editDistance(wanted, codePointsOf(candidate), best - 1);
    if (distance >= best) continue;
    best = distance;
    found = candidate;
  }
  return found;
}

std::string unknownName(std::string_view kind, std::string_view name,
                        const std::vector<std::string>& known) {
  const std::string near = nearest(name, known);
  return "unknown " + std::string(kind) + " '" + std::string(name) + "'; " +
         (near.empty() ? "" : "did you mean '" + near + "'? ") + "known: " + joined(known);
}

}  // namespace chancery::cli
