// Files as streams of bytes, whatever they are packed in.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "graph/result.h"

namespace chancery {

// One file, or one member of an archive.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // The next bytes, valid until the next call; empty at the end.
  // Errors: kCorruption (damaged compression), kIo.
  virtual Result<std::string_view> next() = 0;
};

// Opens `path` ("-": standard input) and visits what is in it: the file itself where it is plain or
// compressed, each file where it is an archive. `name` is the member's path, empty for the file
// itself. A stream is valid during the visit. The visitor returns false to stop.
// Errors: kIo (cannot be opened), kCorruption (damaged).
using StreamVisitor = std::function<bool(const std::string& name, ByteStream& stream)>;
Result<void> visitFile(const std::string& path, const StreamVisitor& visit);

// The same for bytes in memory: an archive within an archive.
Result<void> visitBytes(std::string_view bytes, const StreamVisitor& visit);

// "news.jsonl.gz" → "news.jsonl"; the name itself where it has no such ending.
std::string_view withoutCompression(std::string_view name);
// True for names of archives and of compressed files.
bool isPacked(std::string_view name);
// True for names of archives, compressed or not.
bool isArchive(std::string_view name);

}  // namespace chancery
