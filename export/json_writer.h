// JSON as it is written, without a tree in memory: for lines of which there are many.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chancery {

// Appends one value to a string, members and elements in the order of the calls, without white
// space. What it writes is, byte for byte, what nlohmann::json writes of the same value.
//
// The caller closes what it opens, and gives a key before each member.
class JsonWriter {
 public:
  // `out` must outlive the writer.
  explicit JsonWriter(std::string& out) : out_(out) {}

  void beginObject() { open('{'); }
  void endObject() { close('}'); }
  void beginArray() { open('['); }
  void endArray() { close(']'); }

  // `name` stands as it is: no quotes, backslashes or control characters.
  void key(std::string_view name);

  // Text that is not UTF-8 is mended with U+FFFD.
  void string(std::string_view text);
  void number(std::uint64_t value);
  // `digits` as they stand: "0.97".
  void decimal(std::string_view digits);
  void null();

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();

  std::string& out_;
  bool first_ = true;  // nothing stands before what comes next, in its object or array
};

}  // namespace chancery
