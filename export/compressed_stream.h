// Exports packed as they are written, by libarchive.
#pragma once

#include <memory>
#include <ostream>
#include <string_view>

#include "graph/result.h"

namespace chancery {

enum class Compression { kNone, kGzip, kZstd };

// By the ending of a file's name: ".gz", ".zst".
Compression compressionOf(std::string_view file_name);
// The name without that ending.
std::string_view unpackedName(std::string_view file_name);

// A stream whose bytes arrive packed in another. The same bytes give the same bytes: no time and no
// name is kept.
//
// Ownership: the other stream must outlive it. Thread safety: one thread at a time.
class CompressedStream : public std::ostream {
 public:
  // `compression` is not kNone.
  CompressedStream(std::ostream& packed, Compression compression);
  ~CompressedStream() override;

  // Writes what is still to come; without it the file is cut short. Errors: kIo.
  Result<void> finish();

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

}  // namespace chancery
