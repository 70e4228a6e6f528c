// Every usual form of a date, in both languages, counted from the day of the report.
#include "reading.h"
#include "support/catch.h"

namespace chancery {
namespace {

// The date of the one event of "Modi met Putin …" or "मोदी … पुतिन से मिले".
std::string dateOf(const std::string& text, const std::string& reported) {
  const DocumentEvents said = test::read(text, reported);
  if (said.events.size() != 1) return "(" + std::to_string(said.events.size()) + " events)";
  return said.events[0].date ? toIso(*said.events[0].date) : "-";
}

TEST_CASE("English dates are as exact as they are said", "[dates]") {
  const auto [when, expected] = GENERATE(table<std::string, std::string>({
      {"on 21 August 2025", "2025-08-21"},
      {"on August 21, 2025", "2025-08-21"},
      {"on the 21st of August 2025", "2025-08-21"},
      {"on Aug. 21", "2025-08-21"},
      {"on 2025-08-21", "2025-08-21"},
      {"on the 18th", "2025-08-18"},
      {"on the 29th", "2025-07-29"},
      {"in August 2019", "2019-08"},
      {"in 2009", "2009"},
      {"last year", "2024"},
      {"last month", "2025-07"},
      {"last week", "2025-08-11/2025-08-17"},
      {"this week", "2025-08-18/2025-08-24"},
      {"yesterday", "2025-08-21"},
      {"today", "2025-08-22"},
      {"the day before yesterday", "2025-08-20"},
      {"on Monday", "2025-08-18"},
      {"on Friday", "2025-08-22"},
      {"two days ago", "2025-08-20"},
      {"from 19 to 21 August 2025", "2025-08-19/2025-08-21"},
      {"from 30 July to 2 August 2025", "2025-07-30/2025-08-02"},
      {"in December", "2024-12"},
      {"earlier in the week", "2025-08-18/2025-08-24"},
  }));
  CHECK(dateOf("Modi met Putin " + when + ".", "2025-08-22") == expected);
}

TEST_CASE("What is to come is counted forwards", "[dates]") {
  const auto [when, expected] = GENERATE(table<std::string, std::string>({
      {"tomorrow", "2025-08-23"},
      {"on Monday", "2025-08-25"},
      {"next week", "2025-08-25/2025-08-31"},
      {"next month", "2025-09"},
      {"in December", "2025-12"},
      {"next year", "2026"},
      {"in two weeks", "2025-09-01/2025-09-07"},
  }));
  CHECK(dateOf("Modi will meet Putin " + when + ".", "2025-08-22") == expected);
}

TEST_CASE("Hindi dates are as exact as they are said", "[dates]") {
  const auto [when, expected] = GENERATE(table<std::string, std::string>({
      {"21 अगस्त 2025 को", "2025-08-21"},
      {"२१ अगस्त को", "2025-08-21"},
      {"सोमवार को", "2025-08-18"},
      {"पिछले महीने", "2025-07"},
      {"पिछले साल", "2024"},
      {"2009 में", "2009"},
      {"सितम्बर 2019 में", "2019-09"},
      {"सितंबर 2019 में", "2019-09"},
      {"आज", "2025-08-22"},
      {"कल", "2025-08-21"},
      {"परसों", "2025-08-20"},
  }));
  CHECK(dateOf("मोदी " + when + " पुतिन से मिले।", "2025-08-22") == expected);
}

TEST_CASE("The tense says on which side of today कल and परसों lie", "[dates]") {
  CHECK(dateOf("मोदी कल पुतिन से मिलेंगे।", "2025-08-22") == "2025-08-23");
  CHECK(dateOf("मोदी परसों पुतिन से मिलेंगे।", "2025-08-22") == "2025-08-24");
}

TEST_CASE("A date that is counted needs a day to count from", "[dates]") {
  CHECK(dateOf("Modi met Putin on Monday.", "") == "-");
  CHECK(dateOf("Modi met Putin on 3 May 2021.", "") == "2021-05-03");
}

TEST_CASE("A date holds for what follows, and a flashback does not", "[dates]") {
  const DocumentEvents said =
      test::read("Modi met Putin on Monday. He had visited Kyiv in 2009. He then called on Lavrov.",
                 "2025-08-22");
  CHECK(test::eventsOf(said) ==
        std::set<std::string>{"meet Narendra Modi > Vladimir Putin happened 2025-08-18",
                              "visit Narendra Modi > Kyiv happened 2009",
                              "meet Narendra Modi > Sergey Lavrov happened 2025-08-18"});
}

}  // namespace
}  // namespace chancery
