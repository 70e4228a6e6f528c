#include "extract/corpus/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>

namespace chancery {
namespace {

constexpr std::size_t kBlock = 256 * 1024;
constexpr std::array<std::string_view, 6> kCompressions = {".gz",  ".zst", ".xz",
                                                           ".bz2", ".lz4", ".z"};
constexpr std::array<std::string_view, 6> kArchives = {".zip",  ".tar", ".tgz",
                                                       ".tzst", ".txz", ".tbz2"};

using Archive = std::unique_ptr<archive, decltype(&archive_read_free)>;

class EntryStream : public ByteStream {
 public:
  explicit EntryStream(archive* from) : from_(from) {}

  Result<std::string_view> next() override {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int outcome = archive_read_data_block(from_, &block, &size, &offset);
    if (outcome == ARCHIVE_EOF) return std::string_view();
    if (outcome < ARCHIVE_WARN) {
      return makeError(ErrorCode::kCorruption, std::string("is damaged: ") + reason(from_));
    }
    if (size == 0) return next();
    return std::string_view(static_cast<const char*>(block), size);
  }

  static std::string reason(archive* from) {
    const char* text = archive_error_string(from);
    return text == nullptr ? "no reason given" : text;
  }

 private:
  archive* from_;
};

Archive newReader() {
  Archive reader(archive_read_new(), &archive_read_free);
  archive_read_support_filter_all(reader.get());
  archive_read_support_format_tar(reader.get());
  archive_read_support_format_zip(reader.get());
  archive_read_support_format_raw(reader.get());
  archive_read_support_format_empty(reader.get());
  return reader;
}

Result<void> visitEntries(archive* reader, const StreamVisitor& visit) {
  for (;;) {
    archive_entry* entry = nullptr;
    const int outcome = archive_read_next_header(reader, &entry);
    if (outcome == ARCHIVE_EOF) return {};
    if (outcome < ARCHIVE_WARN) {
      return makeError(ErrorCode::kCorruption, "is damaged: " + EntryStream::reason(reader));
    }
    const bool raw = archive_format(reader) == ARCHIVE_FORMAT_RAW;
    if (!raw && archive_entry_filetype(entry) != AE_IFREG) continue;
    const char* path = archive_entry_pathname(entry);
    EntryStream stream(reader);
    if (!visit(raw || path == nullptr ? std::string() : std::string(path), stream)) return {};
  }
}

}  // namespace

Result<void> visitFile(const std::string& path, const StreamVisitor& visit) {
  const Archive reader = newReader();
  const char* name = path == "-" ? nullptr : path.c_str();
  if (archive_read_open_filename(reader.get(), name, kBlock) != ARCHIVE_OK) {
    return makeError(ErrorCode::kIo, "cannot be read: " + EntryStream::reason(reader.get()));
  }
  return visitEntries(reader.get(), visit);
}

Result<void> visitBytes(std::string_view bytes, const StreamVisitor& visit) {
  const Archive reader = newReader();
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return makeError(ErrorCode::kCorruption, "is damaged: " + EntryStream::reason(reader.get()));
  }
  return visitEntries(reader.get(), visit);
}

std::string_view withoutCompression(std::string_view name) {
  for (std::string_view ending : kCompressions) {
    if (name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending) {
      return name.substr(0, name.size() - ending.size());
    }
  }
  return name;
}

bool isPacked(std::string_view name) { return withoutCompression(name) != name || isArchive(name); }

bool isArchive(std::string_view name) {
  name = withoutCompression(name);
  return std::any_of(kArchives.begin(), kArchives.end(), [&](std::string_view ending) {
    return name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending;
  });
}

}  // namespace chancery
