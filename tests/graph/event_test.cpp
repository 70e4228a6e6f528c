#include "graph/event.h"

#include <algorithm>
#include <random>

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::day;
using test::event;
using test::on;

// Few values a field, so that equal mentions, equal days and ties come up often. Of the generator
// only its bits are used: std::uniform_int_distribution differs between libraries.
class RandomMentions {
 public:
  explicit RandomMentions(unsigned seed) : random_(seed) {}

  Mention one() {
    Mention mention;
    mention.document = {"doc" + std::to_string(below(4))};
    if (below(3) != 0) mention.reported = Day{static_cast<int>(below(3)) - 1};
    mention.begin = below(3);
    mention.end = mention.begin + 10;
    mention.status = static_cast<Status>(below(kStatusCount));
    if (below(2) == 0) mention.place = EntityId{"pl." + std::to_string(below(3))};
    if (below(2) == 0) mention.topics = {"topic" + std::to_string(below(3))};
    mention.confidence_permille = static_cast<int>(below(1001));
    return mention;
  }

  std::vector<Mention> some() {
    std::vector<Mention> mentions(below(5));
    for (Mention& mention : mentions) mention = one();
    return mentions;
  }

 private:
  unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }

  std::mt19937 random_;
};

Event meetingWith(std::vector<Mention> mentions) {
  Event made = makeEvent(Relation::kMeet, {"p.a"}, {"p.b"}, on("2025-08-21"), std::move(mentions));
  derive(made);
  return made;
}

Event united(Event a, const Event& b) {
  unite(a, b);
  return a;
}

TEST_CASE("Uniting events is commutative, associative and idempotent", "[event]") {
  RandomMentions random(20250821);
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    const Event a = meetingWith(random.some());
    const Event b = meetingWith(random.some());
    const Event c = meetingWith(random.some());

    REQUIRE(united(a, b) == united(b, a));
    REQUIRE(united(united(a, b), c) == united(a, united(b, c)));
    REQUIRE(united(a, a) == a);
    REQUIRE(united(united(a, b), b) == united(a, b));
  }
}

TEST_CASE("What follows from mentions does not hang on their order, nor on doubles", "[event]") {
  RandomMentions random(7);
  for (int round = 0; round < 500; ++round) {
    CAPTURE(round);
    std::vector<Mention> mentions = random.some();
    const Event expected = meetingWith(mentions);
    std::reverse(mentions.begin(), mentions.end());
    mentions.insert(mentions.end(), expected.mentions.begin(), expected.mentions.end());
    REQUIRE(meetingWith(mentions) == expected);
    REQUIRE(std::is_sorted(expected.mentions.begin(), expected.mentions.end()));
  }
}

Mention reported(std::string_view date, Status status) {
  Mention mention;
  mention.document = {std::string(date)};
  if (!date.empty()) mention.reported = day(date);
  mention.status = status;
  return mention;
}

TEST_CASE("The status of an event is that of its latest reports, happened before the others",
          "[event]") {
  CHECK(meetingWith(
            {reported("2025-08-20", Status::kPlanned), reported("2025-08-22", Status::kHappened)})
            .status == Status::kHappened);
  CHECK(meetingWith(
            {reported("2025-08-20", Status::kHappened), reported("2025-08-22", Status::kDenied)})
            .status == Status::kDenied);
  CHECK(meetingWith(
            {reported("2025-08-22", Status::kPlanned), reported("2025-08-22", Status::kDenied)})
            .status == Status::kDenied);
  CHECK(meetingWith({reported("", Status::kHappened), reported("1969-07-20", Status::kPlanned)})
            .status == Status::kPlanned);
  CHECK(meetingWith({}).status == Status::kHappened);
}

TEST_CASE("The place is the one most mentions name, the smaller id among equals", "[event]") {
  const auto at = [](std::string place, std::uint64_t begin) {
    Mention mention;
    mention.begin = begin;
    mention.place = EntityId{std::move(place)};
    return mention;
  };
  CHECK(meetingWith({at("pl.z", 1), at("pl.z", 2), at("pl.a", 3)}).place->value == "pl.z");
  CHECK(meetingWith({at("pl.z", 1), at("pl.a", 2)}).place->value == "pl.a");
  CHECK_FALSE(meetingWith({}).place);
}

TEST_CASE("An event has all topics, once, and the highest confidence", "[event]") {
  Mention one;
  one.topics = {"energy", "trade"};
  one.confidence_permille = 400;
  Mention two;
  two.topics = {"defence", "trade"};
  two.confidence_permille = 700;
  const Event made = meetingWith({one, two});
  CHECK(made.topics == test::Strings{"defence", "energy", "trade"});
  CHECK(made.confidence_permille == 700);
}

TEST_CASE("Those who meet may be named in either order, but who visits whom matters", "[event]") {
  const Event ab = event({"p.a", Relation::kMeet, "p.b", "2025-08-21"});
  const Event ba = event({"p.b", Relation::kMeet, "p.a", "2025-08-21"});
  CHECK(ab.id == ba.id);
  CHECK(ba.subject.value == "p.a");

  CHECK(event({"p.a", Relation::kVisit, "p.b"}).id != event({"p.b", Relation::kVisit, "p.a"}).id);
}

TEST_CASE("The id tells relation, participants and date apart", "[event]") {
  const EventId given = event({"p.a", Relation::kMeet, "p.b", "2025-08-21"}).id;
  CHECK(given != event({"p.a", Relation::kTalk, "p.b", "2025-08-21"}).id);
  CHECK(given != event({"p.a", Relation::kMeet, "p.c", "2025-08-21"}).id);
  CHECK(given != event({"p.a", Relation::kMeet, "p.b", "2025-08"}).id);
  CHECK(given != event({"p.a", Relation::kMeet, "p.b"}).id);
  CHECK(given == event({"p.a", Relation::kMeet, "p.b", "2025-08-21", "pl.kremlin"}).id);
}

TEST_CASE("The id of an event reads back as it was written", "[event]") {
  const EventId given = event({"p.a", Relation::kMeet, "p.b", "2025-08-21"}).id;
  const std::string text = toString(given);
  CHECK(text.substr(0, 2) == "e.");
  CHECK(text[2 + 14] == '5');  // a UUID of version 5
  CHECK(parseEventId(text).value() == given);
}

TEST_CASE("What is no id of an event is refused by name", "[event]") {
  for (const char* text :
       {"", "e.", "p.vladimir-putin", "e.00000000-0000-0000-0000-00000000000g",
        "00000000-0000-0000-0000-000000000000xx", "e.00000000-0000-0000-0000-0000000000001"}) {
    CAPTURE(text);
    const auto parsed = parseEventId(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::kInvalidInput);
    CHECK(parsed.error().message.find(text) != std::string::npos);
  }
}

TEST_CASE("Events stand by first day, last day and id, those without a date at the end",
          "[event]") {
  std::vector<Event> events = {event({"p.a", Relation::kMeet, "p.b"}),
                               event({"p.a", Relation::kMeet, "p.b", "2025-08-21"}),
                               event({"p.a", Relation::kMeet, "p.b", "2025"}),
                               event({"p.a", Relation::kMeet, "p.b", "1969-12-31"}),
                               event({"p.a", Relation::kMeet, "p.b", "2025-01-01"}),
                               event({"p.a", Relation::kTalk, "p.b", "2025-01-01"})};
  std::sort(events.begin(), events.end(), comesBefore);
  CHECK(toIso(*events[0].date) == "1969-12-31");
  CHECK(toIso(*events[1].date) == "2025-01-01");
  CHECK(toIso(*events[2].date) == "2025-01-01");
  CHECK(events[1].id < events[2].id);
  CHECK(toIso(*events[3].date) == "2025");
  CHECK(toIso(*events[4].date) == "2025-08-21");
  CHECK_FALSE(events[5].date);
}

}  // namespace
}  // namespace chancery
