// The knowledge base: countries, places, organisations, people, and the offices they held.

#include <algorithm>

#include "extract/pack/knowledge_compiler.h"

namespace chancery {
namespace {

std::vector<std::filesystem::path> filesBeginningWith(const std::filesystem::path& directory,
                                                      std::string_view prefix) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(prefix, 0) == 0 && entry.path().extension() == ".tsv") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void compileKnowledge(const std::filesystem::path& directory, PhraseMaker& phrases,
                      Faults& faults) {
  KnowledgeCompiler compiler(phrases, faults);
  compiler.addOfficeCodes(
      readTable(directory / "office_codes.tsv", {"code", "label", "rank", "leads", "one"}, faults));
  compiler.allowSharedNames(readTable(directory / "shared_names.tsv", {"name", "reason"}, faults));
  const std::vector<std::string> needed = {"key", "label"};
  compiler.addEntities(readTable(directory / "countries.tsv", needed, faults),
                       EntityType::kCountry);
  compiler.addEntities(readTable(directory / "places.tsv", needed, faults), EntityType::kPlace);
  compiler.addEntities(readTable(directory / "organisations.tsv", needed, faults),
                       EntityType::kOrganisation);
  for (const std::filesystem::path& file : filesBeginningWith(directory, "people-")) {
    compiler.addEntities(readTable(file, needed, faults), EntityType::kPerson);
  }
  compiler.addWomen(readTable(directory / "women.tsv", needed, faults));
  for (const std::filesystem::path& file : filesBeginningWith(directory, "offices-")) {
    compiler.addOffices(readTable(file, {"person", "office", "of", "from", "to"}, faults));
  }
  compiler.finish();
}

}  // namespace chancery
