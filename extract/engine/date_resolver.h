// Stage 4, dates: works out the days that an expression of time means.
//
// The arithmetic is the same in every language. Pure functions: any number of threads may call.
#pragma once

#include <cstdint>
#include <optional>

#include "extract/engine/dates.h"
#include "graph/date_span.h"

namespace chancery {

enum class Tense : std::uint8_t { kUnknown, kPast, kFuture };

// What an expression is counted from.
struct DateAnchor {
  std::optional<Day> document;     // the document's own date, or the post's
  std::optional<DateSpan> spoken;  // the date that the text spoke of last
  std::optional<int> year;         // that the text named last
  bool looks_back = false;         // the whole text tells of that year
};

// The days that an expression means; nothing where the text does not tell.
std::optional<DateSpan> resolveDate(const DateExpression& expression, const DateAnchor& anchor,
                                    Tense tense);

}  // namespace chancery
