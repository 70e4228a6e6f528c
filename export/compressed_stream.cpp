#include "export/compressed_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <streambuf>

#include "export/stream_check.h"

namespace chancery {
namespace {

struct FreeArchive {
  void operator()(archive* writer) const { archive_write_free(writer); }
};
struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

// Called from C, through which no exception may pass.
la_ssize_t writeToStream(archive* writer, void* stream, const void* bytes,
                         std::size_t count) noexcept {
  auto& out = *static_cast<std::ostream*>(stream);
  try {
    if (out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(count))) {
      return static_cast<la_ssize_t>(count);
    }
  } catch (...) {
    // as if it had refused
  }
  archive_set_error(writer, 0, "the stream refuses");
  return -1;
}

constexpr std::string_view endingOf(Compression compression) {
  return compression == Compression::kGzip ? ".gz" : ".zst";
}

}  // namespace

Compression compressionOf(std::string_view file_name) {
  for (const Compression compression : {Compression::kGzip, Compression::kZstd}) {
    if (file_name.ends_with(endingOf(compression))) return compression;
  }
  return Compression::kNone;
}

std::string_view unpackedName(std::string_view file_name) {
  const Compression compression = compressionOf(file_name);
  if (compression == Compression::kNone) return file_name;
  return file_name.substr(0, file_name.size() - endingOf(compression).size());
}

class CompressedStream::Buffer : public std::streambuf {
 public:
  Buffer(std::ostream& out, Compression compression) : out_(out), writer_(archive_write_new()) {
    setp(bytes_.data(), bytes_.data() + bytes_.size());
    archive* writer = writer_.get();
    note(archive_write_set_format_raw(writer));
    if (compression == Compression::kGzip) {
      note(archive_write_add_filter_gzip(writer));
      note(archive_write_set_filter_option(writer, "gzip", "timestamp", nullptr));
    } else {
      note(archive_write_add_filter_zstd(writer));
    }
    note(archive_write_set_bytes_in_last_block(writer, 1));  // no zeros after the end
    if (!failed_) note(archive_write_open(writer, &out_, nullptr, writeToStream, nullptr));
    if (failed_) return;
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    note(archive_write_header(writer, entry.get()));
  }
  ~Buffer() override {
    // what was not finished is not to be written, not even its end
    if (open_) archive_write_fail(writer_.get());
  }

  Result<void> finish() {
    sync();
    open_ = false;
    note(archive_write_close(writer_.get()));
    if (failed_) out_.setstate(std::ios::failbit);
    return checkStream(out_);
  }

 protected:
  int_type overflow(int_type byte) override {
    if (sync() != 0) return traits_type::eof();
    if (traits_type::eq_int_type(byte, traits_type::eof())) return traits_type::not_eof(byte);
    *pptr() = traits_type::to_char_type(byte);
    pbump(1);
    return byte;
  }

  // Packed data cannot be flushed without making it longer, so only our own buffer is emptied.
  int sync() override {
    const auto count = static_cast<std::size_t>(pptr() - pbase());
    if (!failed_ && count > 0) {
      failed_ = archive_write_data(writer_.get(), pbase(), count) != static_cast<la_ssize_t>(count);
    }
    setp(bytes_.data(), bytes_.data() + bytes_.size());
    return failed_ ? -1 : 0;
  }

 private:
  void note(int outcome) { failed_ = failed_ || outcome != ARCHIVE_OK; }

  std::ostream& out_;
  std::unique_ptr<archive, FreeArchive> writer_;
  std::array<char, std::size_t{1} << 16> bytes_{};
  bool failed_ = false;
  bool open_ = true;
};

CompressedStream::CompressedStream(std::ostream& packed, Compression compression)
    : std::ostream(nullptr), buffer_(std::make_unique<Buffer>(packed, compression)) {
  rdbuf(buffer_.get());
}

CompressedStream::~CompressedStream() = default;

Result<void> CompressedStream::finish() { return buffer_->finish(); }

}  // namespace chancery
