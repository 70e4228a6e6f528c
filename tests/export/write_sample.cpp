// Writes a graph in every format into a folder, for the readers in tests/readers/.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "export/formats.h"
#include "export/nasty_graph.h"
#include "export/sample_graph.h"

namespace chancery {
namespace {

bool writeFile(const EventSource& source, const std::filesystem::path& file,
               const ExportOptions& options) {
  std::ofstream out(file, std::ios::binary);
  const auto written = exportGraph(source, options, out);
  if (!written) std::cerr << file.string() << ": " << written.error().message << '\n';
  return written.has_value();
}

bool writeAll(const EventSource& source, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  bool ok = true;
  for (const FormatInfo& format : exportFormats()) {
    if (format.name == "html" && !hasHtmlPage()) continue;
    for (const GraphKindInfo& graph : kGraphKinds) {
      if (graph.kind == GraphKind::kDyads && !format.has_graph_kinds) continue;
      const std::string name = std::string(graph.name) + std::string(format.extension);
      const ExportOptions options{
          .format = std::string(format.name), .graph = {graph.kind, true}, .filter = {}};
      ok = writeFile(source, folder / name, options) && ok;
    }
  }
  for (const std::string format : {"jsonld", "ndjsonld", "nquads"}) {
    const ExportOptions options{
        .format = format, .graph = {}, .filter = {}, .jsonld = {.provenance = Provenance::kGraphs}};
    const std::string file = "graphs." + (format == "nquads" ? "nq" : format);
    ok = writeFile(source, folder / file, options) && ok;
  }
  return ok;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  const std::string_view graph = argc >= 3 ? argv[2] : "";
  if (argc == 3 && graph == "sample") {
    return chancery::writeAll(chancery::test::sampleGraph(), argv[1]) ? 0 : 1;
  }
  if (argc == 5 && graph == "nasty") {
    const auto nasty = chancery::test::nastyGraph(std::atoi(argv[3]), std::atoi(argv[4]));
    std::cout << nasty.actors.size() << " nodes, " << nasty.events.size() << " events\n";
    return chancery::writeAll(nasty.source, argv[1]) ? 0 : 1;
  }
  std::cerr << "usage: write_sample FOLDER sample | nasty EVENTS ACTORS\n";
  return 2;
}
