#include "extract/engine/date_resolver.h"

namespace chancery {
namespace {

constexpr int kDaysOfWeek = 7;
// Nothing is counted from a date outside these years.
constexpr int kFirstAnchorYear = 1000;
constexpr int kLastAnchorYear = 3000;

Day mondayOf(Day day) { return addDays(day, -weekdayOf(day)); }

bool isUsable(Day anchor) {
  const int year = toCivil(anchor).year;
  return year >= kFirstAnchorYear && year <= kLastAnchorYear;
}

std::optional<DateSpan> unitSpan(Unit unit, int shift, Day anchor) {
  if (!isUsable(anchor)) return std::nullopt;
  const CivilDate civil = toCivil(anchor);
  switch (unit) {
    case Unit::kDay: return DateSpan{addDays(anchor, shift), addDays(anchor, shift)};
    case Unit::kWeek: {
      const Day monday = addDays(mondayOf(anchor), kDaysOfWeek * shift);
      return DateSpan{monday, addDays(monday, kDaysOfWeek - 1)};
    }
    case Unit::kWeekend: {
      const Day saturday = addDays(mondayOf(anchor), 5 + kDaysOfWeek * shift);
      return DateSpan{saturday, addDays(saturday, 1)};
    }
    case Unit::kMonth: {
      const int months = civil.year * 12 + civil.month - 1 + shift;
      return monthSpan(months / 12, months % 12 + 1);
    }
    case Unit::kQuarter: {
      const int quarters = civil.year * 4 + (civil.month - 1) / 3 + shift;
      return DateSpan{monthSpan(quarters / 4, quarters % 4 * 3 + 1).first,
                      monthSpan(quarters / 4, quarters % 4 * 3 + 3).last};
    }
    case Unit::kYear: return yearSpan(civil.year + shift);
    case Unit::kHour: return std::nullopt;
  }
  return std::nullopt;
}

// Of the same date in neighbouring years the one that fits the tense best: the nearest, but a
// plan does not lie far back, nor a report far ahead.
std::optional<DateSpan> nearestYear(const DateExpression& e, Day anchor, Tense tense,
                                    bool of_news = false) {
  constexpr int kFarDays = 45;
  constexpr int kNamesItsYear = 300;  // days; what lies farther back is "last September"
  std::optional<DateSpan> best;
  int best_distance = 0;
  const int year_of_anchor = toCivil(anchor).year;
  for (int year = year_of_anchor - 1; year <= year_of_anchor + 1; ++year) {
    std::optional<DateSpan> span;
    if (e.kind == DateExpression::Kind::kMonthOnly) {
      span = monthSpan(year, e.month);
    } else {
      const auto from = makeDay(year, e.month, e.day);
      const auto to = makeDay(year, e.month, e.last_day);
      if (!from || !to) continue;
      span = DateSpan{*from, *to};
    }
    int distance = 0;
    if (span->last < anchor) distance = anchor.since_1970 - span->last.since_1970;
    if (span->first > anchor) distance = span->first.since_1970 - anchor.since_1970;
    const bool before = span->last < anchor;
    const bool wrong_side =
        (tense == Tense::kFuture && before) || (tense == Tense::kPast && span->first > anchor);
    if (wrong_side) distance += tense == Tense::kPast ? 10 * 366 : kFarDays + 100;
    if (!best || distance < best_distance) {
      best = span;
      best_distance = distance;
    }
  }
  if (of_news && tense == Tense::kPast && best_distance > kNamesItsYear) return std::nullopt;
  return best;
}

// "on the 29th": the last such day, of what is to come the next.
std::optional<DateSpan> resolveDayOfMonth(int day, Day anchor, Tense tense) {
  const CivilDate civil = toCivil(anchor);
  int months = civil.year * 12 + civil.month - 1;
  if (tense == Tense::kFuture && day < civil.day) ++months;
  if (tense != Tense::kFuture && day > civil.day) --months;
  const auto only = makeDay(months / 12, months % 12 + 1, day);
  return only ? std::optional(DateSpan{*only, *only}) : std::nullopt;
}

std::optional<DateSpan> resolveWeekday(const DateExpression& e, Day anchor, Tense tense) {
  Day day = addDays(mondayOf(anchor), e.value);
  if (e.shifted) {
    if (e.shift < 0 && day >= anchor) day = addDays(day, -kDaysOfWeek);
    if (e.shift > 0 && day <= anchor) day = addDays(day, kDaysOfWeek);
    if (e.shift == 0 && tense == Tense::kFuture && day < anchor) day = addDays(day, kDaysOfWeek);
    return DateSpan{day, day};
  }
  if (tense == Tense::kFuture) {
    if (day < anchor) day = addDays(day, kDaysOfWeek);
  } else if (day > anchor) {
    day = addDays(day, -kDaysOfWeek);
  }
  return DateSpan{day, day};
}

// Days and months without a year, where a text tells of another year than its own: those of that
// year.
Day yearAnchor(const DateExpression& e, const DateAnchor& anchor, Tense tense) {
  const Day document = *anchor.document;
  const bool without_year =
      (e.kind == DateExpression::Kind::kDayMonth || e.kind == DateExpression::Kind::kMonthOnly) &&
      !e.shifted;
  const bool of_year = e.kind == DateExpression::Kind::kUnit && e.month != 0 && e.shift > 0;
  if (!anchor.year || tense != Tense::kPast || !(without_year || of_year)) return document;
  // "banned them in 1992. Its envoy received him on October 28": of the news, where that is close
  constexpr int kNews = 21;  // days
  if (e.kind == DateExpression::Kind::kDayMonth && !anchor.looks_back && !e.from_text) {
    const auto lately = nearestYear(e, document, Tense::kPast);
    const int ago = lately ? document.since_1970 - lately->last.since_1970 : -1;
    if (ago >= 0 && ago <= kNews) return document;
  }
  const int spoken = *anchor.year;
  const int own = toCivil(document).year;
  if (spoken >= own || (without_year && spoken + 1 == own && !e.from_text)) return document;
  return *makeDay(spoken, 12, 31);
}

}  // namespace

std::optional<DateSpan> resolveDate(const DateExpression& e, const DateAnchor& anchor,
                                    Tense tense) {
  using Kind = DateExpression::Kind;
  if (e.kind == Kind::kAbsolute) return e.span;
  if (e.kind == Kind::kSameDay) {
    constexpr int kLongest = 14;  // days: "the same evening" is none of a year's
    if (!anchor.spoken ||
        anchor.spoken->last.since_1970 - anchor.spoken->first.since_1970 > kLongest)
      return std::nullopt;
    if (e.shift == 0) return anchor.spoken;
    const Day day = addDays(anchor.spoken->last, e.shift);
    return DateSpan{day, day};
  }
  if (e.kind == Kind::kUnitOfText) {
    if (!anchor.spoken && e.unit == Unit::kYear && anchor.year)
      return yearSpan(*anchor.year + e.shift);
    if (!anchor.spoken) return std::nullopt;
    return unitSpan(e.unit, e.shift, anchor.spoken->first);
  }
  if (e.kind == Kind::kRange) {
    const auto first = resolveDate(e.parts[0], anchor, tense);
    const auto last = resolveDate(e.parts[1], anchor, tense);
    if (!first || !last || last->last < first->first) return last;
    return DateSpan{first->first, last->last};
  }
  if (e.kind == Kind::kShift) {
    if (e.unit == Unit::kHour) {
      if (anchor.spoken) return anchor.spoken;
      return std::nullopt;
    }
    // "तीन दिन बाद उन्होंने …": in a report, counted from what it told last
    const bool told = e.shift > 0 && tense == Tense::kPast;
    if (told && !anchor.spoken) return std::nullopt;
    if ((e.from_text || told) && anchor.spoken)
      return unitSpan(e.unit, e.shift, anchor.spoken->first);
    // what is past did not happen "in twelve years"
    if (!anchor.document || (e.shift > 0 && tense == Tense::kPast)) return std::nullopt;
    return unitSpan(e.unit, e.shift, *anchor.document);
  }
  if (!anchor.document || !isUsable(*anchor.document)) return std::nullopt;
  const Day day = yearAnchor(e, anchor, tense);
  const bool is_news = day == *anchor.document;
  switch (e.kind) {
    case Kind::kDayMonth:
      return nearestYear(e, day, Tense::kUnknown == tense ? Tense::kPast : tense, is_news);
    case Kind::kMonthOnly: {
      if (e.unit == Unit::kYear) {
        const auto month = nearestYear(e, day, Tense::kUnknown == tense ? Tense::kPast : tense);
        return month ? std::optional(yearSpan(toCivil(month->first).year)) : std::nullopt;
      }
      if (!e.shifted)
        return nearestYear(e, day, Tense::kUnknown == tense ? Tense::kPast : tense, is_news);
      return nearestYear(e, day, e.shift > 0 ? Tense::kFuture : Tense::kPast);
    }
    case Kind::kDayOnly: return resolveDayOfMonth(e.day, day, tense);
    case Kind::kWeekday: return resolveWeekday(e, day, tense);
    case Kind::kDayOffset: return DateSpan{addDays(day, e.shift), addDays(day, e.shift)};
    case Kind::kDayEither: {
      const int shift = tense == Tense::kFuture ? e.shift : -e.shift;
      return DateSpan{addDays(day, shift), addDays(day, shift)};
    }
    case Kind::kUnit: {
      if (e.month != 0 && e.day != 0) {
        const auto only = makeDay(toCivil(day).year + e.shift, e.month, e.day);
        return only ? std::optional(DateSpan{*only, *only}) : std::nullopt;
      }
      if (e.month != 0) return monthSpan(toCivil(day).year + e.shift, e.month);
      const auto span = unitSpan(e.unit, e.shift, day);
      // "over the weekend", said of what is past
      if (span && e.unit == Unit::kWeekend && tense == Tense::kPast && span->first > day)
        return unitSpan(e.unit, e.shift - 1, day);
      return span;
    }
    default: return std::nullopt;
  }
}

}  // namespace chancery
