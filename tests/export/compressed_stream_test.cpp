#include "export/compressed_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include <sstream>

#include "export/formats.h"
#include "export/sample_graph.h"
#include "support/catch.h"

namespace chancery {
namespace {

std::string packed(const std::string& text, Compression compression) {
  std::ostringstream out;
  CompressedStream stream(out, compression);
  stream << text;
  REQUIRE(stream.finish());
  return out.str();
}

std::string unpacked(const std::string& bytes) {
  archive* reader = archive_read_new();
  archive_read_support_filter_all(reader);
  archive_read_support_format_raw(reader);
  archive_read_support_format_empty(reader);
  REQUIRE(archive_read_open_memory(reader, bytes.data(), bytes.size()) == ARCHIVE_OK);
  archive_entry* entry = nullptr;
  std::string text;
  if (archive_read_next_header(reader, &entry) == ARCHIVE_OK) {
    char block[4096];
    for (la_ssize_t count = 0; (count = archive_read_data(reader, block, sizeof block)) > 0;) {
      text.append(block, static_cast<std::size_t>(count));
    }
  }
  archive_read_free(reader);
  return text;
}

TEST_CASE("What is packed can be unpacked, whatever its length", "[export]") {
  std::string text;
  for (const std::size_t length : {1u, 65535u, 65536u, 65537u, 1'000'000u}) {
    while (text.size() < length) text += "line " + std::to_string(text.size()) + "\n";
    text.resize(length);
    for (const Compression compression : {Compression::kGzip, Compression::kZstd}) {
      CHECK(unpacked(packed(text, compression)) == text);
    }
  }
}

TEST_CASE("A packed file is a function of what is in it: no time, no name, no padding",
          "[export]") {
  const std::string bytes = packed("some text", Compression::kGzip);
  CHECK(bytes.substr(0, 2) == "\x1F\x8B");
  CHECK(bytes.substr(4, 4) == std::string(4, '\0'));  // the time, which is none
  CHECK(bytes[3] == '\0');                            // no flags, so no name
  CHECK(bytes.size() < 40);
  CHECK(packed("some text", Compression::kZstd).substr(0, 4) == "\x28\xB5\x2F\xFD");
}

TEST_CASE("The ending of a file tells how it is packed, before it the format", "[export]") {
  CHECK(compressionOf("a.gexf.gz") == Compression::kGzip);
  CHECK(compressionOf("a.gexf.zst") == Compression::kZstd);
  CHECK(compressionOf("a.gexf") == Compression::kNone);
  REQUIRE(formatOfFile("a.nodes.csv.zst"));
  CHECK(formatOfFile("a.nodes.csv.zst")->name == "csv-nodes");
  CHECK(formatOfFile("a.gz") == nullptr);
}

TEST_CASE("Every format can be packed, and says when the disk is full", "[export]") {
  const MemorySource source = test::sampleGraph();
  for (const FormatInfo& format : exportFormats()) {
    if (format.name == "html" && !hasHtmlPage()) continue;
    for (const Compression compression : {Compression::kGzip, Compression::kZstd}) {
      INFO(format.name);
      ExportOptions options{.format = std::string(format.name), .graph = {}, .filter = {}};
      std::ostringstream plain, small;
      REQUIRE(exportGraph(source, options, plain));
      options.compression = compression;
      REQUIRE(exportGraph(source, options, small));
      CHECK(unpacked(small.str()) == plain.str());
      for (const std::size_t space : {std::size_t{0}, small.str().size() - 1}) {
        test::FullDisk disk(space);
        std::ostream out(&disk);
        const auto written = exportGraph(source, options, out);
        REQUIRE_FALSE(written);
        CHECK(written.error().code == ErrorCode::kIo);
      }
    }
  }
}

}  // namespace
}  // namespace chancery
