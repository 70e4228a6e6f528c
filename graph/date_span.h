// Days and spans of days in the proleptic Gregorian calendar, and their ISO 8601 form.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "graph/result.h"

namespace chancery {

// A day, counted from 1970-01-01 (day 0); days before it are negative.
struct Day {
  std::int32_t since_1970 = 0;

  friend auto operator<=>(const Day&, const Day&) = default;
};

// Monday is 0.
int weekdayOf(Day day);

Day addDays(Day day, int days);

// The day of a date; `month` 1 to 12, `day` 1 to the month's last.
// Errors: kInvalidInput (no such day; years run from 1 to 9999).
Result<Day> makeDay(int year, int month, int day);

struct CivilDate {
  int year = 1970;
  int month = 1;
  int day = 1;
};
CivilDate toCivil(Day day);

// "2025-08-21".
std::string toIso(Day day);

// From `first` to `last`, both included; one day where they are equal. How exact a date was is
// in its length: a month that was given as a month runs from its first day to its last.
struct DateSpan {
  Day first;
  Day last;

  friend auto operator<=>(const DateSpan&, const DateSpan&) = default;

  bool contains(const DateSpan& other) const { return first <= other.first && other.last <= last; }
  bool overlaps(const DateSpan& other) const { return first <= other.last && other.first <= last; }
};

enum class DatePrecision { kDay, kMonth, kYear, kSpan };
DatePrecision precisionOf(const DateSpan& span);

// "2025-08-21", "2025-08", "2025", or "2025-08-19/2025-08-21".
std::string toIso(const DateSpan& span);

// Reads what toIso() writes; a half of a span may be a month or a year. A time of day after
// "T" is passed over.
// Errors: kInvalidInput, naming the part that is wrong.
Result<DateSpan> parseDateSpan(std::string_view iso);

DateSpan monthSpan(int year, int month);
DateSpan yearSpan(int year);

}  // namespace chancery
