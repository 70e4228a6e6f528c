// Values as text, the same in all formats.
#pragma once

#include <string>
#include <string_view>

#include "graph/date_span.h"
#include "graph/entity.h"

namespace chancery {

// 970 permille is "0.97".
std::string fractionText(int permille);

// "day", "month", "year" or "span".
std::string_view nameOf(DatePrecision precision);

// Never empty, since viewers show nothing in place of an empty label.
inline const std::string& labelOf(const Entity& entity) {
  return entity.label.empty() ? entity.id.value : entity.label;
}

}  // namespace chancery
