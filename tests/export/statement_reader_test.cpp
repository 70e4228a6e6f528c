#include "export/statement_reader.h"

#include <sstream>

#include "support/catch.h"

namespace chancery {
namespace {

struct Reading {
  std::vector<DocumentEvents> documents;
  std::vector<std::string> skipped;
  std::map<std::string, std::uint64_t> left_out;
};

Reading read(const std::string& table) {
  Reading reading;
  std::istringstream in(table);
  StatementOptions options;
  options.skipped = [&](const std::string& row, const std::string& reason) {
    reading.skipped.push_back(row + ": " + reason);
  };
  StatementReader reader(in, "t.tsv", options);
  while (auto said = reader.next().value()) reading.documents.push_back(std::move(*said));
  reading.left_out = reader.withoutCounterpart();
  return reading;
}

TEST_CASE("A row of a table is an event, its name for the relation a topic", "[import]") {
  const std::string first = "Japan\tExpress intent to meet or negotiate\tRussia\t2018-01-02";
  const Reading reading = read(first + "\nJapan\tmeet\tRussia\t2018-01-02\n");
  REQUIRE(reading.documents.size() == 1);
  const DocumentEvents& said = reading.documents[0];
  CHECK(said.document.id.value == "t.tsv#2018-01-02");
  REQUIRE(said.events.size() == 2);
  CHECK(said.events[0].relation == Relation::kMeet);
  CHECK(said.events[0].id == said.events[1].id);
  const Mention& mention = said.events[0].mentions[0];
  CHECK(mention.status == Status::kPlanned);
  CHECK(mention.topics == std::vector<std::string>{"Express intent to meet or negotiate"});
  CHECK(mention.text == first);
  CHECK(mention.begin == 0);
  CHECK(mention.end == first.size());
  CHECK(said.events[1].mentions[0].begin == first.size() + 1);
  REQUIRE(said.entities.size() == 2);
}

TEST_CASE("Both rows of a mirrored pair are one event", "[import]") {
  const Reading reading =
      read("Japan\tMake a visit\tRussia\t2018-01-02\nRussia\tHost a visit\tJapan\t2018-01-02\n");
  REQUIRE(reading.documents.size() == 1);
  const auto& events = reading.documents[0].events;
  REQUIRE(events.size() == 2);
  CHECK(events[0].id == events[1].id);
  CHECK(events[0].relation == Relation::kVisit);
}

TEST_CASE("Each day is a document, and its rows stand together", "[import]") {
  const Reading reading =
      read("A\tConsult\tB\t2018-01-01\nA\tConsult\tC\t2018-01-02\nB\tConsult\tC\t2018-01-01\n");
  CHECK(reading.documents.size() == 2);
  REQUIRE(reading.skipped.size() == 1);
  CHECK(reading.skipped[0].find("t.tsv:3: the rows of 2018-01-01 do not stand together") == 0);
}

TEST_CASE("What a table says that has no counterpart is counted, what is broken is named",
          "[import]") {
  const Reading reading = read(
      "A\tUse conventional military force\tB\t2018-01-01\nA\tConsult\tB\t2018-13-01\nA\tDance "
      "with\tB\t2018-01-01\nA\n\nA\tConsult\tB\t2018-01-01\tmore\r\n");
  CHECK(reading.left_out ==
        std::map<std::string, std::uint64_t>{{"Use conventional military force", 1}});
  REQUIRE(reading.skipped.size() == 3);
  CHECK(reading.skipped[0].find("t.tsv:2: ") == 0);
  CHECK(reading.skipped[1] == "t.tsv:3: the relation 'Dance with' is not known");
  CHECK(reading.skipped[2].find("t.tsv:4: ") == 0);
  CHECK(reading.documents.size() == 1);
}

TEST_CASE("A byte order mark is no part of a name, and what is not UTF-8 is named", "[import]") {
  const std::string row = "Japan\tmeet\tRussia\t2018-01-02";
  const Reading reading = read("\xEF\xBB\xBF" + row + "\nJapan\tmeet\tPer\xFA\t2018-01-02\n" + row);
  REQUIRE(reading.documents.size() == 1);
  const std::vector<Event>& events = reading.documents[0].events;
  REQUIRE(events.size() == 2);
  CHECK(events[0].id == events[1].id);
  CHECK(events[0].mentions[0].begin == 3);
  CHECK(events[0].mentions[0].end == 3 + row.size());
  REQUIRE(reading.skipped.size() == 1);
  CHECK(reading.skipped[0].find("t.tsv:2: is not UTF-8") == 0);
}

}  // namespace
}  // namespace chancery
