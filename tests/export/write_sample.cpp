// Writes the sample graph in every format into a folder, for the readers in tests/readers/.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "export/formats.h"
#include "export/sample_graph.h"

namespace chancery {
namespace {

bool writeSample(const std::filesystem::path& file, const ExportOptions& options) {
  std::ofstream out(file, std::ios::binary);
  const auto written = exportGraph(test::sampleGraph(), options, out);
  if (!written) std::cerr << file.string() << ": " << written.error().message << '\n';
  return written.has_value();
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_sample FOLDER\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  bool ok = true;
  for (const auto& format : chancery::exportFormats()) {
    if (format.name == "html" && !chancery::hasHtmlPage()) continue;
    for (const auto& graph : chancery::kGraphKinds) {
      const std::string name = std::string(graph.name) + std::string(format.extension);
      const chancery::ExportOptions options{std::string(format.name), {graph.kind, true}, {}};
      ok = chancery::writeSample(folder / name, options) && ok;
    }
  }
  return ok ? 0 : 1;
}
