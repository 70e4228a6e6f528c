#include "extract/engine/dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace chancery {
namespace {

constexpr int kOnlyAhead = 2;  // of a word that only stands before: "in two weeks"
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;
constexpr int kLargestCount = 500;  // nothing is counted further than this

// Reads the lexemes at one place as an expression.
class DateParser {
 public:
  DateParser(const LexedText& text, const Image& image, std::uint32_t last)
      : text_(text), image_(image), last_(last) {}

  std::optional<DateExpression> parse(std::uint32_t at) {
    first_ = at;
    if (auto found = iso(at)) return found;
    if (auto found = dayMonth(at)) return found;
    if (auto found = monthFirst(at)) return found;
    if (auto found = year(at)) return found;
    if (auto found = shifted(at)) return found;
    if (auto found = counted(at)) return found;
    if (auto found = dayOnly(at)) return found;
    if (auto found = thatMonth(at)) return found;
    return single(at);
  }

  // "from 29 April to 2 May", "28 April – 1 May": two days with a word for "until" between them;
  // "सोमवार और मंगलवार को": one day and the next.
  bool joins(const DateExpression& first, const DateExpression& second) const {
    using Kind = DateExpression::Kind;
    const auto isDay = [](const DateExpression& e) {
      return e.kind == Kind::kDayMonth || e.kind == Kind::kWeekday || e.kind == Kind::kAbsolute ||
             e.kind == Kind::kMonthOnly;
    };
    if (!isDay(first) || !isDay(second) || first.last + 1 != second.first) return false;
    const Token* between = token(first.last);
    const bool dash = between->punctuation == 0x2013 || between->punctuation == '-';
    const bool conjunction = text_.is(text_.lexemes[first.last], Grammar::kAnd);
    const bool until = is(first.last, DateOperator::kUntil) && !conjunction;
    return dash || until || (conjunction && (isDayAfter(first, second) || isBetween(first)));
  }

  // "between Tuesday and Thursday"
  bool isBetween(const DateExpression& first) const {
    return first.first > 0 && text_.find(text_.lexemes[first.first - 1], EntryKind::kMarker,
                                         static_cast<std::uint32_t>(Case::kBetween)) != nullptr;
  }

  static bool isDayAfter(const DateExpression& first, const DateExpression& second) {
    using Kind = DateExpression::Kind;
    if (first.kind != second.kind) return false;
    switch (first.kind) {
      case Kind::kWeekday: return !second.shifted && second.value == first.value + 1;
      case Kind::kDayMonth:
        return first.month == second.month ? second.day == first.last_day + 1
                                           : second.month == first.month + 1 && second.day == 1;
      default: return false;
    }
  }

  DateExpression range(const DateExpression& first, const DateExpression& second) {
    first_ = first.first;
    DateExpression expression = make(DateExpression::Kind::kRange, second.last);
    expression.parts = {first, second};
    // "from September 30 to October 1, 2018": the year is that of both
    if (first.kind == DateExpression::Kind::kDayMonth && second.span) {
      const CivilDate end = toCivil(second.span->last);
      const int year = first.month > end.month ? end.year - 1 : end.year;
      if (const auto day = makeDay(year, first.month, first.day)) {
        expression.kind = DateExpression::Kind::kAbsolute;
        expression.span = DateSpan{*day, second.span->last};
        expression.parts.clear();
      }
    }
    return expression;
  }

 private:
  const DateRow* row(std::uint32_t at) const {
    if (at >= last_) return nullptr;
    const EntryRow* entry = text_.find(text_.lexemes[at], EntryKind::kDate);
    return entry == nullptr ? nullptr : &image_.dates()[entry->value];
  }

  const DateRow* row(std::uint32_t at, DateOperator op) const {
    if (at >= last_) return nullptr;
    for (const EntryRow& entry : text_.entriesOf(text_.lexemes[at])) {
      if (entry.kind != EntryKind::kDate) continue;
      const DateRow& date = image_.dates()[entry.value];
      if (date.op == op) return &date;
    }
    return nullptr;
  }

  bool is(std::uint32_t at, DateOperator op) const { return row(at, op) != nullptr; }

  const Token* token(std::uint32_t at) const {
    return at < last_ ? &text_.tokenOf(text_.lexemes[at]) : nullptr;
  }

  bool isComma(std::uint32_t at) const {
    const Token* t = token(at);
    return t != nullptr && t->punctuation == ',';
  }

  // A number in digits or in words.
  std::optional<int> number(std::uint32_t at) const {
    const Token* t = token(at);
    if (t == nullptr) return std::nullopt;
    if (t->kind == TokenKind::kNumber && t->number >= 0) return t->number;
    if (const DateRow* date = row(at, DateOperator::kNumber)) return date->value;
    return std::nullopt;
  }

  std::optional<int> dayNumber(std::uint32_t at) const {
    const auto n = number(at);
    return n && *n >= 1 && *n <= 31 ? n : std::nullopt;
  }

  std::optional<int> yearNumber(std::uint32_t at) const {
    const Token* t = token(at);
    // "2,000 tonnes" are no year
    const std::uint32_t bytes = t == nullptr ? 0 : t->end - t->begin;
    constexpr std::uint32_t kDigits = 4;
    constexpr std::uint32_t kBytesOfDevanagari = 3;
    if (t == nullptr || t->kind != TokenKind::kNumber ||
        (bytes != kDigits && bytes != kDigits * kBytesOfDevanagari))
      return std::nullopt;
    return t->number >= kFirstYear && t->number <= kLastYear ? std::optional<int>(t->number)
                                                             : std::nullopt;
  }

  std::uint32_t skipSuffix(std::uint32_t at) const {
    return is(at, DateOperator::kOrdinalSuffix) ? at + 1 : at;
  }

  DateExpression make(DateExpression::Kind kind, std::uint32_t end) const {
    DateExpression expression;
    expression.first = first_;
    expression.last = end;
    expression.kind = kind;
    return expression;
  }

  DateExpression absolute(DateSpan span, std::uint32_t end) const {
    DateExpression expression = make(DateExpression::Kind::kAbsolute, end);
    expression.span = span;
    return expression;
  }

  // A year after a day and a month, over a comma.
  std::optional<int> yearAfter(std::uint32_t& at) const {
    std::uint32_t next = isComma(at) ? at + 1 : at;
    if (is(next, DateOperator::kYearWord)) ++next;
    const auto found = yearNumber(next);
    if (found) at = next + 1;
    return found;
  }

  // "2025-08-21"
  std::optional<DateExpression> iso(std::uint32_t at) const {
    const auto year_ = yearNumber(at);
    const auto month = number(at + 1);
    const auto day = number(at + 2);
    if (!year_ || !month || !day || !token(at + 1)->hyphen_before ||
        !token(at + 2)->hyphen_before) {
      return std::nullopt;
    }
    const auto only = makeDay(*year_, *month, *day);
    if (!only) return std::nullopt;
    return absolute({*only, *only}, at + 3);
  }

  std::optional<DateExpression> dayAndMonth(int month, int day, int last_day,
                                            std::uint32_t end) const {
    const auto year_ = yearAfter(end);
    if (year_) {
      const auto from = makeDay(*year_, month, day);
      const auto to = makeDay(*year_, month, last_day);
      if (!from || !to || *to < *from) return std::nullopt;
      return absolute({*from, *to}, end);
    }
    DateExpression expression = make(DateExpression::Kind::kDayMonth, end);
    expression.month = month;
    expression.day = day;
    expression.last_day = last_day;
    return ofYear(expression);
  }

  // "26 August last year", "in March of this year", "May of that year"
  DateExpression ofYear(const DateExpression& day) const {
    if (day.last_day != day.day) return day;
    DateExpression of_year = day;
    const std::uint32_t next = isOf(day.last) ? day.last + 1 : day.last;
    if (isThatYear(next)) {
      of_year.last = next + 1;
      of_year.from_text = true;
      return of_year;
    }
    const DateRow* unit = row(next + 1, DateOperator::kUnit);
    if (unit == nullptr || static_cast<Unit>(unit->value) != Unit::kYear) return day;
    of_year.shift = is(next, DateOperator::kLast) ? -1 : is(next, DateOperator::kNext) ? 1 : 0;
    if (of_year.shift == 0 && !is(next, DateOperator::kThis)) return day;
    of_year.kind = DateExpression::Kind::kUnit;
    of_year.unit = Unit::kYear;
    of_year.last = next + 2;
    return of_year;
  }

  // "21 August", "5 से 14 जनवरी 2012", "7-9 January"
  std::optional<DateExpression> dayMonth(std::uint32_t at) const {
    const auto day = dayNumber(at);
    if (!day) return std::nullopt;
    std::uint32_t next = skipSuffix(at + 1);
    int last_day = *day;
    if (const auto to = spanEnd(next); to && *to >= *day) {
      last_day = *to;
    }
    const DateRow* month = row(next, DateOperator::kMonth);
    if (month == nullptr && is(next, DateOperator::kThis)) return std::nullopt;
    if (month == nullptr) {
      // "21st of August"
      const EntryRow* of = next < last_ ? text_.find(text_.lexemes[next], EntryKind::kMarker,
                                                     static_cast<std::uint32_t>(Case::kOf))
                                        : nullptr;
      if (of != nullptr) month = row(++next, DateOperator::kMonth);
    }
    if (month == nullptr) return std::nullopt;
    return dayAndMonth(month->value, *day, last_day, next + 1);
  }

  // The second day of a span, with `next` moved behind it.
  std::optional<int> spanEnd(std::uint32_t& next) const {
    std::uint32_t at = next;
    const Token* t = token(at);
    const bool dash = t != nullptr && (t->punctuation == 0x2013 || t->punctuation == '-');
    const bool joined = t != nullptr && t->hyphen_before;
    if (!joined) {
      const bool joins = dash || is(at, DateOperator::kUntil) ||
                         (at < last_ && text_.is(text_.lexemes[at], Grammar::kAnd));
      if (!joins) return std::nullopt;
      ++at;
    }
    const auto day = dayNumber(at);
    if (!day) return std::nullopt;
    next = skipSuffix(at + 1);
    return day;
  }

  // "August 21, 2025", "January 5 to 14, 2012", "July 2022", "October"
  std::optional<DateExpression> monthFirst(std::uint32_t at) const {
    const DateRow* month = row(at, DateOperator::kMonth);
    if (month == nullptr) return std::nullopt;
    if (const auto day = dayNumber(at + 1); day && !yearNumber(at + 1)) {
      std::uint32_t next = skipSuffix(at + 2);
      int last_day = *day;
      std::uint32_t behind = next;
      if (const auto to = spanEnd(behind); to && *to >= *day && !is(behind, DateOperator::kMonth)) {
        last_day = *to;
        next = behind;
      }
      return dayAndMonth(month->value, *day, last_day, next);
    }
    std::uint32_t next = at + 1;
    if (const auto year_ = yearAfter(next)) return absolute(monthSpan(*year_, month->value), next);
    if (isGivenName(at)) return std::nullopt;
    DateExpression expression = make(DateExpression::Kind::kMonthOnly, at + 1);
    expression.month = month->value;
    return ofYear(expression);
  }

  bool isOf(std::uint32_t at) const {
    return at < last_ && text_.find(text_.lexemes[at], EntryKind::kMarker,
                                    static_cast<std::uint32_t>(Case::kOf)) != nullptr;
  }

  bool isThatYear(std::uint32_t at) const {
    const DateRow* unit = row(at, DateOperator::kSameUnit);
    return unit != nullptr && static_cast<Unit>(unit->value) == Unit::kYear;
  }

  // "that December": of the year that the text told of last.
  std::optional<DateExpression> thatMonth(std::uint32_t at) const {
    if (!text_.is(text_.lexemes[at], Grammar::kThat)) return std::nullopt;
    const DateRow* month = row(at + 1, DateOperator::kMonth);
    // कि, too, is of that class, but is no demonstrative
    if (month == nullptr || !token(at + 1)->capitalised) return std::nullopt;
    if (isGivenName(at + 1) || dayNumber(at + 2)) return std::nullopt;
    DateExpression expression = make(DateExpression::Kind::kMonthOnly, at + 2);
    expression.month = month->value;
    expression.from_text = true;
    return expression;
  }

  // "Special Representative Jan Pronk": a month that is a name, too, with another name behind it.
  bool isGivenName(std::uint32_t at) const {
    if (!text_.is(text_.lexemes[at], NamePart::kGiven) || at + 1 >= last_) return false;
    const Token& behind = *token(at + 1);
    return behind.capitalised && behind.kind == TokenKind::kWord &&
           !text_.lexemes[at + 1].has(EntryKind::kDate);
  }

  // "in 2008", "2017 में", "साल 2017": a bare number of four digits may be anything.
  std::optional<DateExpression> year(std::uint32_t at) const {
    std::uint32_t next = at;
    bool said = false;
    if (is(next, DateOperator::kYearWord)) {
      said = true;
      ++next;
    }
    const auto year_ = yearNumber(next);
    if (!year_) return std::nullopt;
    ++next;
    said = said || isTimeMarker(next) || is(next, DateOperator::kYearWord) ||
           (at > 0 && isTimeMarker(at - 1)) || (at > 0 && is(at - 1, DateOperator::kEarlyLate));
    if (!said) return std::nullopt;
    return absolute(yearSpan(*year_), next);
  }

  bool isTimeMarker(std::uint32_t at) const {
    if (at >= last_) return false;
    const EntryRow* marker = text_.find(text_.lexemes[at], EntryKind::kMarker);
    if (marker == nullptr) return is(at, DateOperator::kSince);
    switch (static_cast<Case>(marker->value)) {
      case Case::kIn:
      case Case::kBy:
      case Case::kOf:
      case Case::kAblative:
      case Case::kAfter:
      case Case::kBefore:
      case Case::kDuring: return true;
      default: return false;
    }
  }

  // "last week", "इस साल", "next July", "early next year"
  std::optional<DateExpression> shifted(std::uint32_t at) const {
    int shift = 0;
    // "the following year": counted from what the text told last
    const DateRow* told = row(at, DateOperator::kFromText);
    const DateRow* of_text =
        told != nullptr && told->value != 0 ? row(at + 1, DateOperator::kUnit) : nullptr;
    if (of_text != nullptr) {
      DateExpression expression = make(DateExpression::Kind::kUnitOfText, at + 2);
      expression.unit = static_cast<Unit>(of_text->value);
      expression.shift = told->value;
      return expression;
    }
    if (is(at, DateOperator::kLast)) {
      shift = -1;
    } else if (is(at, DateOperator::kNext)) {
      shift = 1;
    } else if (!is(at, DateOperator::kThis)) {
      return std::nullopt;
    }
    const DateRow* what = row(at + 1);
    std::uint32_t next = at + 1;
    if (what == nullptr) return std::nullopt;
    const DateRow* unit_now = row(next, DateOperator::kUnitNow);  // "पिछले महीने की शुरुआत में"
    if (const DateRow* unit = unit_now != nullptr ? unit_now : row(next, DateOperator::kUnit)) {
      // "पिछले साल जनवरी में": the month of that year
      if (static_cast<Unit>(unit->value) == Unit::kYear) {
        if (const DateRow* month = row(next + 1, DateOperator::kMonth)) {
          DateExpression expression = make(DateExpression::Kind::kUnit, next + 2);
          expression.unit = Unit::kYear;
          expression.shift = shift;
          expression.month = month->value;
          return expression;
        }
        // "अगले साल 10 अक्टूबर को"
        if (const auto date = dayNumber(next + 1)) {
          if (const DateRow* month = row(next + 2, DateOperator::kMonth)) {
            DateExpression expression = make(DateExpression::Kind::kUnit, next + 3);
            expression.unit = Unit::kYear;
            expression.shift = shift;
            expression.month = month->value;
            expression.day = *date;
            return expression;
          }
        }
      }
      DateExpression expression = make(DateExpression::Kind::kUnit, next + 1);
      expression.unit = static_cast<Unit>(unit->value);
      expression.shift = shift;
      return expression;
    }
    if (const DateRow* weekday = row(next, DateOperator::kWeekday)) {
      DateExpression expression = make(DateExpression::Kind::kWeekday, next + 1);
      expression.value = weekday->value;
      expression.shift = shift;
      expression.shifted = true;
      return expression;
    }
    if (const DateRow* month = row(next, DateOperator::kMonth)) {
      DateExpression expression = make(DateExpression::Kind::kMonthOnly, next + 1);
      expression.month = month->value;
      expression.shift = shift;
      expression.shifted = true;
      return expression;
    }
    return std::nullopt;
  }

  // "two days ago", "तीन दिन बाद", "a day earlier"
  std::optional<DateExpression> counted(std::uint32_t at) const {
    int count = 1;
    std::uint32_t next = at;
    if (const auto n = number(at)) {
      count = *n;
      ++next;
    } else if (next < last_ && text_.is(text_.lexemes[next], Grammar::kArticle)) {
      ++next;
    }
    const bool counts = next > at;
    const DateRow* unit = row(next, DateOperator::kUnit);
    if (unit == nullptr || count > kLargestCount) return std::nullopt;
    ++next;
    const bool later =
        is(next, DateOperator::kLater) && row(next, DateOperator::kLater)->value != kOnlyAhead;
    const bool ago = is(next, DateOperator::kAgo);
    // "43 साल में पहली यात्रा": in how long a time, and not when
    if (later && static_cast<Unit>(unit->value) == Unit::kYear &&
        text_.find(text_.lexemes[next], EntryKind::kMarker,
                   static_cast<std::uint32_t>(Case::kIn)) != nullptr)
      return std::nullopt;
    // "weeks before the election": nobody knows how many
    if (!counts && (later || ago) && isOfWhatFollows(next)) return std::nullopt;
    // "in two weeks"
    const DateRow* in = at > 0 ? row(at - 1, DateOperator::kLater) : nullptr;
    const bool ahead =
        !later && !ago && in != nullptr && (in->value == 0 || in->value == kOnlyAhead);
    if (!later && !ago && !ahead) return std::nullopt;
    DateExpression expression = make(DateExpression::Kind::kShift, ahead ? next : next + 1);
    if (ahead) {
      expression.unit = static_cast<Unit>(unit->value);
      expression.shift = count;
      return expression;
    }
    expression.unit = static_cast<Unit>(unit->value);
    expression.shift = later ? count : -count;
    // "शिखर सम्मेलन से दो दिन पहले": counted from what the text tells of
    const bool from_event = ago && at > 1 && text_.lexemes[at - 2].has(EntryKind::kTrigger) &&
                            text_.find(text_.lexemes[at - 1], EntryKind::kMarker,
                                       static_cast<std::uint32_t>(Case::kAblative)) != nullptr;
    const bool from_text = from_event || (at > 0 && is(at - 1, DateOperator::kFromText));
    expression.from_text =
        from_text || row(next, later ? DateOperator::kLater : DateOperator::kAgo)->value != 0;
    return expression;
  }

  // A preposition with a noun behind it, and no adverb.
  bool isOfWhatFollows(std::uint32_t at) const {
    if (at + 1 >= last_) return false;
    const auto isPreposition = [&](Case value) {
      const EntryRow* marker =
          text_.find(text_.lexemes[at], EntryKind::kMarker, static_cast<std::uint32_t>(value));
      return marker != nullptr && marker->language != 0 &&
             image_.languages()[marker->language - 1u].markers_follow == 0;
    };
    if (!isPreposition(Case::kBefore) && !isPreposition(Case::kAfter)) return false;
    const Token* behind = token(at + 1);
    return behind != nullptr && behind->punctuation == 0 &&
           !text_.is(text_.lexemes[at + 1], Grammar::kAnd) &&
           !text_.is(text_.lexemes[at + 1], Grammar::kThat);
  }

  // "on the 29th": a day of the month in which the text is.
  std::optional<DateExpression> dayOnly(std::uint32_t at) const {
    const auto day = dayNumber(at);
    const bool after_article =
        at > 1 && text_.is(text_.lexemes[at - 1], Grammar::kArticle) && isOn(at - 2);
    // "चार तारीख को"
    const bool said_so = at + 1 < last_ && day && is(at + 1, DateOperator::kOrdinalSuffix) &&
                         text_.find(text_.lexemes[at + 1], EntryKind::kWord) != nullptr;
    if (!day || !(after_article || said_so) || !is(at + 1, DateOperator::kOrdinalSuffix))
      return std::nullopt;
    // "on the 29th floor"
    const Token* behind = token(at + 2);
    const bool closed = behind == nullptr || behind->punctuation != 0 ||
                        text_.find(text_.lexemes[at + 2], EntryKind::kMarker) != nullptr ||
                        text_.is(text_.lexemes[at + 2], Grammar::kAnd);
    if (!closed) return std::nullopt;
    DateExpression expression = make(DateExpression::Kind::kDayOnly, at + 2);
    expression.day = *day;
    return expression;
  }

  bool isOn(std::uint32_t at) const {
    return text_.find(text_.lexemes[at], EntryKind::kMarker,
                      static_cast<std::uint32_t>(Case::kOn)) != nullptr;
  }

  // "उसी साल 12 दिसंबर को", "उसी वर्ष मार्च में"
  std::optional<DateExpression> dayOfThatYear(std::uint32_t at) const {
    const DateRow* unit = row(at, DateOperator::kSameUnit);
    if (unit == nullptr || static_cast<Unit>(unit->value) != Unit::kYear) return std::nullopt;
    auto found = dayMonth(at + 1);
    if (!found) found = monthFirst(at + 1);
    if (!found || found->kind == DateExpression::Kind::kAbsolute) return std::nullopt;
    found->from_text = true;
    return found;
  }

  std::optional<DateExpression> single(std::uint32_t at) const {
    const DateRow* date = row(at);
    if (date == nullptr) return std::nullopt;
    if (const DateRow* weekday = row(at, DateOperator::kWeekday)) {
      DateExpression expression = make(DateExpression::Kind::kWeekday, at + 1);
      expression.value = weekday->value;
      return expression;
    }
    if (const DateRow* offset = row(at, DateOperator::kDayOffset)) {
      DateExpression expression = make(DateExpression::Kind::kDayOffset, at + 1);
      expression.shift = offset->value;
      return expression;
    }
    if (const DateRow* either = row(at, DateOperator::kDayEither)) {
      DateExpression expression = make(DateExpression::Kind::kDayEither, at + 1);
      expression.shift = either->value;
      return expression;
    }
    if (const DateRow* unit = row(at, DateOperator::kUnitNow)) {
      DateExpression expression = make(DateExpression::Kind::kUnit, at + 1);
      expression.unit = static_cast<Unit>(unit->value);
      return expression;
    }
    if (const DateRow* season = row(at, DateOperator::kSeason)) {
      // "in the summer residence"
      if (at + 1 < last_ && text_.is(text_.lexemes[at + 1], WordClass::kNoun)) return std::nullopt;
      DateExpression expression = make(DateExpression::Kind::kMonthOnly, at + 1);
      expression.month = season->value;
      expression.unit = Unit::kYear;
      return expression;
    }
    if (const auto of_year = dayOfThatYear(at)) return of_year;
    if (const DateRow* unit = row(at, DateOperator::kSameUnit)) {
      DateExpression expression = make(DateExpression::Kind::kUnitOfText, at + 1);
      expression.unit = static_cast<Unit>(unit->value);
      return expression;
    }
    if (is(at, DateOperator::kSameDay)) {
      DateExpression expression = make(DateExpression::Kind::kSameDay, at + 1);
      expression.shift = row(at, DateOperator::kSameDay)->value;
      return expression;
    }
    return std::nullopt;
  }

  const LexedText& text_;
  const Image& image_;
  std::uint32_t last_;
  std::uint32_t first_ = 0;
};

}  // namespace

std::vector<DateExpression> findDates(const LexedText& text, const Image& image,
                                      std::uint32_t first, std::uint32_t last) {
  std::vector<DateExpression> result;
  DateParser parser(text, image, last);
  // "a day earlier", "that May"
  const auto opens = [&](const Lexeme& lexeme) {
    return text.is(lexeme, Grammar::kArticle) || text.is(lexeme, Grammar::kThat);
  };
  for (std::uint32_t at = first; at < last;) {
    const Lexeme& lexeme = text.lexemes[at];
    const bool possible =
        text.tokenOf(lexeme).kind == TokenKind::kNumber ||
        text.find(lexeme, EntryKind::kDate) != nullptr ||
        (opens(lexeme) && at + 1 < last && text.lexemes[at + 1].has(EntryKind::kDate));
    const auto found = possible ? parser.parse(at) : std::nullopt;
    if (found) {
      at = found->last;
      if (!result.empty() && parser.joins(result.back(), *found)) {
        result.back() = parser.range(result.back(), *found);
      } else {
        result.push_back(*found);
      }
    } else {
      ++at;
    }
  }
  return result;
}

}  // namespace chancery
