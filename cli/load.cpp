// chancery load: events in JSON Lines, whoever extracted them, into a store.
#include "cli/loader.h"
#include "cli/options.h"
#include "export/event_line_reader.h"
#include "extract/extractor.h"

namespace chancery::cli {
namespace {

Outcome<void> load(std::istream& in, const std::string& name, const Extractor& extractor,
                   Loader& loader) {
  Outcome<void> kept;
  EventLineOptions options;
  options.search_keys = [&](const Entity& entity) { return extractor.searchKeysOf(entity); };
  options.skipped = [&](const std::string& line, const std::string& reason) {
    if (kept) kept = loader.skip(line, reason);
  };
  EventLineReader reader(in, name, std::move(options));
  for (;;) {
    auto said = reader.next();
    if (!said) return tl::unexpected(Failure(said.error()));
    if (!kept || !*said) return kept;
    const auto taken = loader.take(std::move(**said));
    if (!taken) return taken;
  }
}

Outcome<int> run(const Arguments& arguments) {
  auto store =
      openToFill(arguments, "which events? name files of JSON Lines, or - for standard input");
  if (!store) return tl::unexpected(store.error());
  const auto knowledge = knowledgeOption(arguments);
  if (!knowledge) return tl::unexpected(knowledge.error());
  const bool quiet = arguments.has("quiet");
  const Extractor extractor(knowledge->image());
  Loader loader(*store, quiet, {.ids_are_made = true});
  for (const std::string& path : arguments.names) {
    const auto loaded = readFile(path, [&](std::istream& in, const std::string& name) {
      return load(in, name, extractor, loader);
    });
    if (!loaded) return tl::unexpected(loaded.error());
  }
  return finishLoading(loader, *store, quiet);
}

}  // namespace

Command loadCommand() {
  return {
      "load",
      "FILE… --db DIR",
      "Reads events in JSON Lines, from any extractor, into a store.",
      "A line is what `chancery extract` prints; needed are doc, relation, subject and object.\n"
      "The lines of a document stand together and replace what was known of it.",
      {{"db", "DIR", "the store; made if it is missing (needed)"},
       kKnowledgeOption,
       kReadOnOption,
       kFullTextOption,
       kQuietOption},
      {"chancery extract articles/ | chancery load - --db news.db",
       "chancery load events.jsonl other.jsonl --db news.db"},
      run};
}

}  // namespace chancery::cli
