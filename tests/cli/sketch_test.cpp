// Pictures on a terminal, and none where nobody looks on.
#include "small_corpus.h"
#include "support/terminal.h"

namespace chancery {
namespace {

using namespace test;

std::string shown(std::vector<std::string> arguments, const std::vector<std::string>& environment,
                  unsigned short columns = 100) {
  arguments.insert(arguments.begin(), CHANCERY_PROGRAM);
  arguments.insert(arguments.end(), {"--db", smallStore()});
  return onTerminal(arguments, columns, environment);
}

std::string lineWith(const std::string& text, const std::string& part) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) return "";
  const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at) + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

TEST_CASE("stats draws a bar beside each year and relation", "[cli]") {
  const std::string plain = shown({"stats"}, {"NO_COLOR=1"});
  CHECK(has(lineWith(plain, "2024"), "██████████████████████████████"));
  CHECK_FALSE(has(lineWith(plain, "documents"), "█"));
  // 2 events in 2025, 6 in 2024: a third of the bar's thirty columns
  CHECK(has(lineWith(plain, "2025"), "██████████"));
  CHECK_FALSE(has(lineWith(plain, "2025"), "███████████"));
}

TEST_CASE("Pictures are in colour, but for NO_COLOR and terminals that cannot", "[cli]") {
  CHECK(has(shown({"stats"}, {}), "\x1b[36m█"));
  CHECK_FALSE(has(shown({"stats"}, {"NO_COLOR=1"}), "\x1b"));
  const std::string dumb = shown({"stats"}, {"TERM=dumb"});
  CHECK_FALSE(has(dumb, "\x1b"));
  CHECK_FALSE(has(dumb, "█"));
  CHECK(dumb == ask({"stats"}).out);
}

TEST_CASE("A pipe gets neither pictures nor colours, in no format", "[cli]") {
  for (const std::string format : {"table", "json", "jsonl", "csv"}) {
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"stats"}, {"timeline", "Modi", "--by", "year"}}) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.end(), {"--format", format});
      const std::string out = ask(arguments).out;
      INFO(out);
      CHECK_FALSE(has(out, "█"));
      CHECK_FALSE(has(out, "\x1b"));
      CHECK_FALSE(has(out, "bar"));
    }
  }
}

TEST_CASE("timeline draws how the events are spread over time", "[cli]") {
  const std::string events = shown({"timeline", "Putin"}, {"NO_COLOR=1"});
  // two in July 2024, one in October, one in August of the next year, a column a month
  CHECK(has(events, "\n█▁▁▅▁▁▁▁▁▁▁▁▁▅  2024-07 to 2025-08, most in 2024-07: 2\n"));
  const std::string years = shown({"timeline", "Putin", "--by", "year"}, {"NO_COLOR=1"});
  CHECK(has(lineWith(years, "2024"), "█"));
}

TEST_CASE("No row with a picture is wider than the terminal", "[cli]") {
  for (const std::uint16_t columns : std::vector<std::uint16_t>{50, 64, 90}) {
    const std::string text = shown({"stats"}, {"NO_COLOR=1"}, columns);
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
      const std::string line = text.substr(at, text.find('\n', at) - at);
      const auto characters =
          std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
      INFO(line);
      CHECK(characters <= columns);
    }
  }
}

}  // namespace
}  // namespace chancery
