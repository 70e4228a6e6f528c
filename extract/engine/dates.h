// Stage 4, dates: finds expressions of time. What days they mean is the resolver's
// (date_resolver.h).
//
// A pack's dates.tsv says which words are months, weekdays, units and so on; the patterns over
// these are the same in every language.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/engine/lexer.h"
#include "graph/date_span.h"

namespace chancery {

// An expression of time, not yet resolved.
struct DateExpression {
  enum class Kind : std::uint8_t {
    kAbsolute,    // span
    kDayMonth,    // month, day to last_day; the year is to be found
    kMonthOnly,   // month; with the unit kYear all its year: "in the autumn"
    kWeekday,     // value, shift in weeks
    kDayOffset,   // shift in days from the document's date
    kDayEither,   // shift days before or after, as the tense tells
    kUnit,        // unit, shift in units: "last week"
    kShift,       // shift units from the date that the text spoke of last
    kSameDay,     // the date that the text spoke of last
    kDayOnly,     // "the 7th": day
    kUnitOfText,  // "that year": unit of the date that the text spoke of last
    kRange,       // "from 29 April to 2 May": parts
  };

  std::uint32_t first = 0;  // lexemes, last excluded
  std::uint32_t last = 0;
  Kind kind = Kind::kAbsolute;
  std::optional<DateSpan> span;
  int month = 0;
  int day = 0;
  int last_day = 0;
  int value = 0;
  int shift = 0;
  Unit unit = Unit::kDay;
  bool shifted = false;               // "next", "last" or "this" was said
  std::vector<DateExpression> parts;  // of kRange: its first and its last
  bool from_text = false;  // counted from the text's last date rather than from the document's
};

// The expressions among the lexemes from `first` to `last`, in their order.
std::vector<DateExpression> findDates(const LexedText& text, const Image& image,
                                      std::uint32_t first, std::uint32_t last);

}  // namespace chancery
