#include "export/calendar.h"

#include <sstream>

#include "export/sample_graph.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::string calendar(const EventSource& source, const EventFilter& filter = {}) {
  std::ostringstream out;
  REQUIRE(writeCalendar(source, filter, out));
  return out.str();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string unfolded(std::string text) {
  for (std::size_t at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) {
    text.erase(at, 3);
  }
  return text;
}

TEST_CASE("A calendar has the meetings that did not happen yet", "[export]") {
  const std::string text = unfolded(calendar(test::sampleGraph()));
  CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  CHECK(text.ends_with("END:VCALENDAR\r\n"));
  // planned for a month; the end is the day after
  CHECK(has(text,
            "DTSTART;VALUE=DATE:20251201\r\nDTEND;VALUE=DATE:20260101\r\n"
            "SUMMARY:Vladimir Putin → India (visit)\r\n"));
  CHECK(has(text, "STATUS:CONFIRMED"));
  // denied
  CHECK(has(text,
            "DTSTART;VALUE=DATE:20250819\r\nDTEND;VALUE=DATE:20250822\r\n"
            "SUMMARY:Vladimir Putin – Volodymyr Zelenskyy (meet)\r\n"));
  CHECK(has(text, "STATUS:CANCELLED"));
  CHECK(has(text, "DTSTAMP:20250822T000000Z\r\n"));
  CHECK(has(text, "URL:https://news.example/en%201\r\n"));
  CHECK_FALSE(has(text, "(talk)"));      // happened
  CHECK_FALSE(has(text, "(sanction)"));  // has no date and is no meeting
}

TEST_CASE("What a filter asks for is in the calendar, be it past", "[export]") {
  EventFilter filter;
  filter.statuses = {Status::kHappened};
  const std::string text = unfolded(calendar(test::sampleGraph(), filter));
  CHECK(has(text, "(meet)"));
  CHECK(has(text, "LOCATION:Kremlin\r\n"));
  CHECK(has(text, "CATEGORIES:meet,energy,trade\r\n"));
  CHECK_FALSE(has(text, "CANCELLED"));
}

TEST_CASE("Lines of a calendar have at most 75 bytes, and no character is broken", "[export]") {
  const Document document = test::documentOf("d", "", "2025-08-01", "", "");
  for (std::size_t length = 55; length < 75; ++length) {
    const std::string passage =
        std::string(length, 'x') + "🤝, मुलाकात; a\\b\nc" + std::string(200, 'y');
    MemorySource source;
    source.add(test::said(
        document,
        {test::eventOf(Relation::kMeet, "p.putin", "c.in", "2025-08-21",
                       {test::mentionIn(document, passage, 0, Status::kPossible, 500)})}));
    const std::string text = calendar(source);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      CHECK(line.ends_with('\r'));
      CHECK(line.size() - 1 <= 75);
      const bool goes_on = line.starts_with(' ');
      CHECK_FALSE((goes_on && (static_cast<unsigned char>(line[1]) & 0xC0u) == 0x80u));
    }
    CHECK(has(unfolded(text), R"(🤝\, मुलाकात\; a\\b\nc)"));
    CHECK(has(text, "STATUS:TENTATIVE"));
  }
}

}  // namespace
}  // namespace chancery
