// What a sentence gives, row by row: see README.md beside this file.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "reading.h"
#include "support/catch.h"

namespace chancery {
namespace {

struct Row {
  std::string where;  // "sentences-en.tsv:12"
  std::string date;
  std::string text;
  std::set<std::string> events;
};

std::vector<std::string> cut(const std::string& line, const std::string& at) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t to = 0; (to = line.find(at, from)) != std::string::npos; from = to + at.size())
    parts.push_back(line.substr(from, to - from));
  parts.push_back(line.substr(from));
  return parts;
}

std::string withParagraphs(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\n", at)) != std::string::npos;)
    text.replace(at, 2, "\n\n");
  return text;
}

// "meet A > B happened": A is the name that sorts first where the relation has no direction.
std::string canonical(const std::string& event) {
  const std::size_t begin = event.find(' ') + 1;
  const std::size_t middle = event.find(" > ");
  std::size_t end = event.rfind(' ');  // before the status, or before the date behind it
  if (begin == 0 || middle == std::string::npos || end < middle + 3) return event;
  if (event[end + 1] >= '0' && event[end + 1] <= '9') end = event.rfind(' ', end - 1);
  const auto relation = relationNamed(event.substr(0, begin - 1));
  if (!relation || !infoOf(*relation).symmetric || end < middle + 3) return event;
  const std::string first = event.substr(begin, middle - begin);
  const std::string second = event.substr(middle + 3, end - middle - 3);
  if (first <= second) return event;
  return event.substr(0, begin) + second + " > " + first + event.substr(end);
}

std::vector<Row> rowsOf(const std::string& name) {
  std::ifstream file(std::string(CHANCERY_SOURCE_DIR) + "/tests/extract/" + name);
  std::vector<Row> rows;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> cells = cut(line, "\t");
    REQUIRE(cells.size() == 3);
    Row row;
    row.where = name + ":" + std::to_string(number);
    row.date = cells[0];
    row.text = withParagraphs(cells[1]);
    if (cells[2] != "-") {
      for (const std::string& event : cut(cells[2], "; ")) row.events.insert(canonical(event));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void checkRows(const std::string& name) {
  const std::vector<Row> rows = rowsOf(name);
  REQUIRE(rows.size() > 50);
  for (const Row& row : rows) {
    INFO(row.where << ": " << row.text);
    CHECK(test::eventsOf(test::read(row.text, row.date)) == row.events);
  }
}

// How many rows give just their events in a text that is about other states, too: in one that names
// a single state two of whom nothing is known are taken for its own.
std::size_t rightRows(const std::string& name, const std::string& behind) {
  std::size_t right = 0;
  for (const Row& row : rowsOf(name)) {
    const bool same =
        test::eventsOf(test::read(row.text + "\n\n" + behind, row.date)) == row.events;
    if (!same) std::printf("%s: %s\n", row.where.c_str(), row.text.c_str());
    right += same ? 1 : 0;
  }
  return right;
}

// Sentences with events of any kind, each on its own.
std::size_t falseEventsIn(const std::string& name, std::size_t& sentences) {
  std::ifstream file(std::string(CHANCERY_SOURCE_DIR) + "/tests/extract/" + name);
  std::string line;
  std::size_t found = 0;
  while (std::getline(file, line)) {
    if (line.empty() || line.front() == '#') continue;
    ++sentences;
    for (const std::string& event : test::eventsOf(test::read(line, "2025-08-22"))) {
      UNSCOPED_INFO(line << " → " << event);
      ++found;
    }
  }
  return found;
}

TEST_CASE("English sentences give just the events that a careful reader finds", "[sentences]") {
  checkRows("sentences-en.tsv");
}

TEST_CASE("Hindi sentences give just the events that a careful reader finds", "[sentences]") {
  checkRows("sentences-hi.tsv");
}

TEST_CASE("Officials whom no table lists are read nine times in ten, in all positions",
          "[sentences]") {
  CHECK(rightRows("unlisted-en.tsv", "Far away lie Vienna, Nairobi and Lima.") >= 57);
  CHECK(rightRows("unlisted-hi.tsv", "विएना, नैरोबी और लीमा बहुत दूर हैं।") >= 56);
}

TEST_CASE("One word alone that no table lists is read as what it is the name of, or as no name",
          "[sentences]") {
  CHECK(rightRows("alone-en.tsv", "Far away lie Vienna, Nairobi and Lima.") >= 11);
  CHECK(rightRows("alone-hi.tsv", "विएना, नैरोबी और लीमा बहुत दूर हैं।") >= 23);
}

TEST_CASE("Text about other things gives less than one event in a thousand sentences",
          "[sentences]") {
  for (const std::string name : {"elsewhere-en.txt", "elsewhere-hi.txt"}) {
    std::size_t sentences = 0;
    const std::size_t found = falseEventsIn(name, sentences);
    INFO(name);
    CHECK(sentences > 10);
    CHECK(found * 1000 <= sentences);
  }
}

}  // namespace
}  // namespace chancery
