#include "graph/date_span.h"

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::day;

TEST_CASE("A day counts from 1970-01-01, and days before it are negative", "[date]") {
  CHECK(makeDay(1970, 1, 1)->since_1970 == 0);
  CHECK(makeDay(1969, 12, 31)->since_1970 == -1);
  CHECK(makeDay(1947, 8, 15)->since_1970 == -8175);
  CHECK(makeDay(2025, 8, 21)->since_1970 == 20321);
  CHECK(makeDay(1969, 12, 31).value() < makeDay(1970, 1, 1).value());
}

TEST_CASE("makeDay refuses what no calendar has", "[date]") {
  const int wrong[][3] = {{2025, 0, 1},  {2025, 13, 1}, {2025, 1, 0}, {2025, 1, 32}, {2025, 4, 31},
                          {2025, 2, 29}, {1900, 2, 29}, {0, 1, 1},    {10000, 1, 1}, {-1, 1, 1}};
  for (const auto& [year, month, of_month] : wrong) {
    CAPTURE(year, month, of_month);
    const auto made = makeDay(year, month, of_month);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::kInvalidInput);
    CHECK(made.error().message.find(std::to_string(year)) != std::string::npos);
  }
}

TEST_CASE("A day is written with zeros in front, and the years of no calendar as they are",
          "[date]") {
  CHECK(toIso(makeDay(33, 4, 3).value()) == "0033-04-03");
  CHECK(toIso(makeDay(9999, 12, 31).value()) == "9999-12-31");
  CHECK(toIso(addDays(makeDay(9999, 12, 31).value(), 1)) == "10000-01-01");
  CHECK(toIso(addDays(makeDay(1, 1, 1).value(), -1)) == "0000-12-31");
}

TEST_CASE("February has 29 days in years divisible by 4, by 100 only if by 400", "[date]") {
  CHECK(makeDay(2024, 2, 29));
  CHECK(makeDay(2000, 2, 29));
  CHECK_FALSE(makeDay(1900, 2, 29));
  CHECK(toIso(monthSpan(2024, 2).last) == "2024-02-29");
  CHECK(toIso(monthSpan(2025, 2).last) == "2025-02-28");
  CHECK(addDays(day("2024-02-28"), 2) == day("2024-03-01"));
  CHECK(addDays(day("2025-03-01"), -1) == day("2025-02-28"));
  CHECK(yearSpan(2024).last.since_1970 - yearSpan(2024).first.since_1970 == 365);
}

TEST_CASE("A day is the same after a trip through its civil date", "[date]") {
  const Day first = makeDay(1, 1, 1).value();
  const Day last = makeDay(9999, 12, 31).value();
  for (Day at = first; at <= last; at = addDays(at, 97)) {
    const CivilDate date = toCivil(at);
    REQUIRE(makeDay(date.year, date.month, date.day).value() == at);
  }
}

TEST_CASE("Monday is weekday 0, before 1970 too", "[date]") {
  CHECK(weekdayOf(day("2025-08-18")) == 0);
  CHECK(weekdayOf(day("2025-08-24")) == 6);
  CHECK(weekdayOf(day("1970-01-01")) == 3);
  CHECK(weekdayOf(day("1969-12-29")) == 0);
}

TEST_CASE("What parseDateSpan reads, toIso writes", "[date]") {
  const char* const dates[] = {"2025-08-21", "2025-08", "2025", "2025-08-19/2025-08-21",
                               "1969-12-31", "1947-08", "0001", "0001-01-01/9999-12-31"};
  for (const char* iso : dates) {
    CAPTURE(iso);
    const auto span = parseDateSpan(iso);
    REQUIRE(span);
    CHECK(toIso(*span) == iso);
  }
}

TEST_CASE("Other ways to write a date are read as the usual one", "[date]") {
  struct Row {
    const char* given;
    const char* usual;
  };
  const Row rows[] = {
      {"2025-08-21T10:30:00Z", "2025-08-21"},       {"2025-08-21/2025-08-21", "2025-08-21"},
      {"2025-08-01/2025-08-31", "2025-08"},         {"2025-01-01/2025-12-31", "2025"},
      {"2025-08/2025-09", "2025-08-01/2025-09-30"}, {"2024/2025", "2024-01-01/2025-12-31"}};
  for (const Row& row : rows) {
    CAPTURE(row.given);
    const auto span = parseDateSpan(row.given);
    REQUIRE(span);
    CHECK(toIso(*span) == row.usual);
  }
}

TEST_CASE("parseDateSpan names what is wrong", "[date]") {
  struct Row {
    const char* given;
    const char* part_of_message;
  };
  const Row rows[] = {{"", "year"},
                      {"yesterday", "year"},
                      {"0000", "year"},
                      {"25-08-21", "year"},
                      {"2025-13-01", "no month 13"},
                      {"2025-00", "no month 0"},
                      {"2025-02-30", "no day 30"},
                      {"2025-8-21", "form"},
                      {"2025-08-1", "form"},
                      {"2025/08/21", "year"},
                      {"2025-08-21x", "form"},
                      {"2025-08-21/", "year"},
                      {"2025-08-21/2025-08-19", "before it begins"}};
  for (const Row& row : rows) {
    CAPTURE(row.given);
    const auto span = parseDateSpan(row.given);
    REQUIRE_FALSE(span);
    CHECK(span.error().code == ErrorCode::kInvalidInput);
    CHECK(span.error().message.find(row.part_of_message) != std::string::npos);
  }
}

TEST_CASE("How exact a date is stands in its length", "[date]") {
  CHECK(precisionOf(parseDateSpan("2025-08-21").value()) == DatePrecision::kDay);
  CHECK(precisionOf(parseDateSpan("2025-08").value()) == DatePrecision::kMonth);
  CHECK(precisionOf(parseDateSpan("2025").value()) == DatePrecision::kYear);
  CHECK(precisionOf(parseDateSpan("2025-08-19/2025-08-21").value()) == DatePrecision::kSpan);
}

TEST_CASE("Spans include both their ends", "[date]") {
  const DateSpan august = monthSpan(2025, 8);
  CHECK(august.contains(*test::on("2025-08-31")));
  CHECK_FALSE(august.contains(*test::on("2025-08-31/2025-09-01")));
  CHECK(august.overlaps(*test::on("2025-08-31/2025-09-01")));
  CHECK_FALSE(august.overlaps(monthSpan(2025, 9)));
}

}  // namespace
}  // namespace chancery
