#include "export/value_text.h"

namespace chancery {

std::string fractionText(int permille) {
  std::string digits = std::to_string(1000 + permille % 1000).substr(1);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return std::to_string(permille / 1000) + "." + digits;
}

std::string_view nameOf(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::kDay: return "day";
    case DatePrecision::kMonth: return "month";
    case DatePrecision::kYear: return "year";
    case DatePrecision::kSpan: break;
  }
  return "span";
}

}  // namespace chancery
