#include "graph/date_span.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace chancery {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::last;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

Day fromSysDays(sys_days days_) {
  return Day{static_cast<std::int32_t>(days_.time_since_epoch().count())};
}

year_month_day toYmd(Day value) { return year_month_day{sys_days{days{value.since_1970}}}; }

int lastDayOf(int year_, int month_) {
  const auto end = year{year_} / month{static_cast<unsigned>(month_)} / last;
  return static_cast<int>(static_cast<unsigned>(end.day()));
}

// Reads exactly `width` digits.
bool readDigits(std::string_view text, std::size_t width, int& value) {
  if (text.size() != width) return false;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{};
}

tl::unexpected<Error> badDate(std::string_view text, const std::string& cause) {
  return makeError(ErrorCode::kInvalidInput, "date '" + std::string(text) + "' " + cause);
}

// "2025", "2025-08" or "2025-08-21".
Result<DateSpan> parseHalf(std::string_view text) {
  const std::string_view date = text.substr(0, text.find('T'));
  int year_ = 0;
  if (!readDigits(date.substr(0, 4), 4, year_) || year_ < 1) {
    return badDate(text, "does not begin with a year of four digits");
  }
  if (date.size() == 4) return yearSpan(year_);
  int month_ = 0;
  if (date[4] != '-' || !readDigits(date.substr(5, 2), 2, month_)) {
    return badDate(text, "is not of the form 2025-08-21, 2025-08 or 2025");
  }
  if (month_ < 1 || month_ > 12) return badDate(text, "has no month " + std::to_string(month_));
  if (date.size() == 7) return monthSpan(year_, month_);
  int day_ = 0;
  if (date[7] != '-' || !readDigits(date.substr(8), 2, day_)) {
    return badDate(text, "is not of the form 2025-08-21, 2025-08 or 2025");
  }
  auto only = makeDay(year_, month_, day_);
  if (!only) return badDate(text, "has no day " + std::to_string(day_));
  return DateSpan{*only, *only};
}

}  // namespace

int weekdayOf(Day value) {
  return static_cast<int>(std::chrono::weekday{sys_days{days{value.since_1970}}}.iso_encoding()) -
         1;
}

Day addDays(Day value, int count) { return Day{value.since_1970 + count}; }

Result<Day> makeDay(int year_, int month_, int day_) {
  if (year_ < 1 || year_ > 9999 || month_ < 1 || month_ > 12 || day_ < 1 ||
      day_ > lastDayOf(year_, month_)) {
    return makeError(ErrorCode::kInvalidInput, "no such day: " + std::to_string(year_) + "-" +
                                                   std::to_string(month_) + "-" +
                                                   std::to_string(day_));
  }
  return fromSysDays(sys_days{year{year_} / month{static_cast<unsigned>(month_)} /
                              day{static_cast<unsigned>(day_)}});
}

CivilDate toCivil(Day value) {
  const year_month_day ymd = toYmd(value);
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::string toIso(Day value) {
  const CivilDate date = toCivil(value);
  if (date.year < 0 || date.year > 9999) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
    return text.data();
  }
  std::string text = "0000-00-00";
  const auto put = [&text](std::size_t last, int number) {
    for (; number != 0; number /= 10) text[last--] = static_cast<char>('0' + number % 10);
  };
  put(3, date.year);
  put(6, date.month);
  put(9, date.day);
  return text;
}

DatePrecision precisionOf(const DateSpan& span) {
  if (span.first == span.last) return DatePrecision::kDay;
  const CivilDate first = toCivil(span.first);
  if (span == monthSpan(first.year, first.month)) return DatePrecision::kMonth;
  if (span == yearSpan(first.year)) return DatePrecision::kYear;
  return DatePrecision::kSpan;
}

std::string toIso(const DateSpan& span) {
  switch (precisionOf(span)) {
    case DatePrecision::kDay: return toIso(span.first);
    case DatePrecision::kMonth: return toIso(span.first).substr(0, 7);
    case DatePrecision::kYear: return toIso(span.first).substr(0, 4);
    case DatePrecision::kSpan: break;
  }
  return toIso(span.first) + "/" + toIso(span.last);
}

Result<DateSpan> parseDateSpan(std::string_view iso) {
  const std::size_t slash = iso.find('/');
  auto first = parseHalf(iso.substr(0, slash));
  if (!first || slash == std::string_view::npos) return first;
  auto second = parseHalf(iso.substr(slash + 1));
  if (!second) return second;
  if (second->last < first->first) return badDate(iso, "ends before it begins");
  return DateSpan{first->first, second->last};
}

DateSpan monthSpan(int year_, int month_) {
  return {makeDay(year_, month_, 1).value(),
          makeDay(year_, month_, lastDayOf(year_, month_)).value()};
}

DateSpan yearSpan(int year_) {
  return {makeDay(year_, 1, 1).value(), makeDay(year_, 12, 31).value()};
}

}  // namespace chancery
