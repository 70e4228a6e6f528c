// chancery import: statements of event data sets into a store.
#include <cstdio>
#include <filesystem>

#include "cli/format.h"
#include "cli/loader.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "export/statement_reader.h"
#include "extract/extractor.h"

namespace chancery::cli {
namespace {

using LeftOut = std::map<std::string, std::uint64_t>;

Outcome<void> import(std::istream& in, const std::string& name, const Extractor& extractor,
                     Loader& loader, LeftOut& left_out) {
  Outcome<void> kept;
  StatementOptions options;
  options.entity_named = [&](std::string_view entity) -> std::optional<Entity> {
    std::vector<Entity> found = extractor.find(entity);
    if (found.size() != 1) return std::nullopt;  // one whom nobody knows, or several
    return std::move(found.front());
  };
  options.search_keys = [&](const Entity& entity) { return extractor.searchKeysOf(entity); };
  options.skipped = [&](const std::string& row, const std::string& reason) {
    if (kept) kept = loader.skip(row, reason);
  };
  StatementReader reader(in, name, std::move(options));
  for (;;) {
    auto said = reader.next();
    if (!said) return tl::unexpected(Failure(said.error()));
    if (!kept) return kept;
    if (!*said) break;
    const auto taken = loader.take(std::move(**said));
    if (!taken) return taken;
  }
  for (const auto& [relation, rows] : reader.withoutCounterpart()) left_out[relation] += rows;
  return {};
}

void printLeftOut(const LeftOut& left_out) {
  std::uint64_t rows = 0;
  for (const auto& [relation, count] : left_out) rows += count;
  if (rows == 0) return;
  std::fprintf(stderr, "%s rows left out, for there is no relation for what they state:\n",
               grouped(rows).c_str());
  for (const auto& [relation, count] : left_out) {
    std::fprintf(stderr, "  %s %s\n", grouped(count).c_str(), relation.c_str());
  }
}

Outcome<int> run(const Arguments& arguments) {
  const auto format = choiceOption(arguments, "format", {"tsv"});
  if (!format) return tl::unexpected(format.error());
  auto store = openToFill(arguments, "which statements? name tables, or - for standard input");
  if (!store) return tl::unexpected(store.error());
  const bool quiet = arguments.has("quiet");
  const Extractor extractor;
  Loader loader(*store, quiet, {.ids_are_made = true});
  LeftOut left_out;
  for (const std::string& path : arguments.names) {
    const std::string file = std::filesystem::path(path).filename().string();
    const std::string name = arguments.valueOf("name", path == "-" ? "statements" : file);
    const auto imported = readFile(path, [&](std::istream& in, const std::string&) {
      return import(in, name, extractor, loader, left_out);
    });
    if (!imported) return tl::unexpected(imported.error());
  }
  const auto done = finishLoading(loader, *store, quiet);
  if (done && !quiet) printLeftOut(left_out);
  return done;
}

}  // namespace

Command importCommand() {
  return {
      "import",
      "FILE… --db DIR",
      "Reads the statements of an event data set, such as ICEWS, into a store.",
      "A row has subject, relation, object and date, parted by tabs; no heading. The relation is\n"
      "one of ours or a name of CAMEO, which is kept as a topic; rows with one that has no\n"
      "counterpart here are left out and counted. Both rows of a mirrored pair (A makes a visit "
      "to\n"
      "B, B hosts a visit by A) are one event. The rows of a day stand together and are one\n"
      "document.",
      {{"db", "DIR", "the store; made if it is missing (needed)"},
       {"format", "F", "tsv (default)"},
       {"name", "NAME", "the data set, in the names of documents (default: the file's name)"},
       kReadOnOption,
       kFullTextOption,
       kQuietOption},
      {"chancery import icews.tsv --db icews.db",
       "zstd -dc icews.tsv.zst | chancery import - --name icews --db icews.db"},
      run};
}

}  // namespace chancery::cli
