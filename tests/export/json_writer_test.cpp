#include "export/json_writer.h"

#include <nlohmann/json.hpp>
#include <random>

#include "support/catch.h"

namespace chancery {
namespace {

using Json = nlohmann::ordered_json;

std::string dumpOf(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

TEST_CASE("JsonWriter writes what the library would write of the same value", "[export]") {
  std::string text;
  JsonWriter json(text);
  json.beginObject();
  json.key("name");
  json.string("जयशंकर");
  json.key("none");
  json.null();
  json.key("empty");
  json.beginArray();
  json.endArray();
  json.key("inside");
  json.beginObject();
  json.key("list");
  json.beginArray();
  json.string("a");
  json.number(std::uint64_t{18446744073709551615u});
  json.beginObject();
  json.endObject();
  json.endArray();
  json.key("share");
  json.decimal("0.97");
  json.endObject();
  json.key("last");
  json.string("");
  json.endObject();

  const Json same = {
      {"name", "जयशंकर"},
      {"none", nullptr},
      {"empty", Json::array()},
      {"inside", {{"list", {"a", 18446744073709551615u, Json::object()}}, {"share", 0.97}}},
      {"last", ""}};
  CHECK(text == dumpOf(same));
}

TEST_CASE("JsonWriter writes any bytes as the library does", "[export]") {
  const std::vector<std::string> pieces = {"a",
                                           "talks ",
                                           "\"",
                                           "\\",
                                           "\n",
                                           "\t",
                                           "\x01",
                                           "\x1f",
                                           "\x7f",
                                           "é",
                                           "न",
                                           "।",
                                           "🤝",
                                           "\uFFFD",
                                           "\uFFFF",
                                           "\xC0\xAF",
                                           "\xE0\x80",
                                           "\xE0\xA4",
                                           "\xC3",
                                           "\xED\xA0\x80",
                                           "\xED\x9F\xBF",
                                           "\xEE\x80\x80",
                                           "\xF0\x9F",
                                           "\xFF",
                                           "\x80",
                                           "\xF4\x90\x80\x80",
                                           std::string("\0", 1)};
  std::mt19937 random(7);
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (auto left = random() % 8; left > 0; --left) text += pieces[random() % pieces.size()];
    std::string written;
    JsonWriter(written).string(text);
    REQUIRE(written == dumpOf(text));
  }
}

}  // namespace
}  // namespace chancery
