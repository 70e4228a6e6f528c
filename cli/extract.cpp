// chancery extract: articles in, events out, without a store.
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/event_rows.h"
#include "cli/options.h"
#include "export/event_lines.h"
#include "extract/extractor.h"

namespace chancery::cli {
namespace {

// Prints what one document after the other says, in the format that was asked for.
class EventPrinter {
 public:
  EventPrinter(std::ostream& out, const std::string& format)
      : out_(out),
        json_(format == "json"),
        lines_(json_ || format == "jsonl"),
        rows_(out, format == "csv" ? RowFormat::kCsv : RowFormat::kTable,
              lines_ ? std::vector<Column>() : eventColumns(kOptions)) {}

  // False when nobody reads any more.
  bool print(const DocumentEvents& said) {
    if (!lines_) {
      printRows(said);
    } else if (json_) {
      for (const Event& event : said.events) {
        out_ << (any_ ? ",\n" : "[\n") << eventLine(said.document, event, lookupIn(said));
        any_ = true;
      }
    } else {
      writeEventLines(said, out_);
      out_.flush();  // whoever reads along sees each document as it is done
    }
    return out_.good();
  }

  void finish() {
    if (json_) out_ << (any_ ? "\n]\n" : "[]\n");
    if (!lines_) rows_.finish();
  }

 private:
  static constexpr EventRowOptions kOptions{false, true};

  static EntityLookup lookupIn(const DocumentEvents& said) {
    return [&said](const EntityId& id) -> const Entity* {
      const auto found =
          std::lower_bound(said.entities.begin(), said.entities.end(), id,
                           [](const Entity& e, const EntityId& i) { return e.id < i; });
      return found != said.entities.end() && found->id == id ? &*found : nullptr;
    };
  }

  void printRows(const DocumentEvents& said) {
    const EntityLookup lookup = lookupIn(said);
    const LabelOf label_of = [&](const EntityId& id) {
      const Entity* entity = lookup(id);
      return entity ? entity->label : id.value;
    };
    for (const Event& event : said.events) rows_.add(eventRow(event, label_of, kOptions));
  }

  std::ostream& out_;
  bool json_;
  bool lines_;
  bool any_ = false;
  RowWriter rows_;
};

Outcome<int> run(const Arguments& arguments) {
  const auto enough = checkCount(arguments, 1, arguments.names.size() + 1,
                                 "which articles? name files or folders, or - for standard input");
  if (!enough) return tl::unexpected(enough.error());
  const auto options = corpusOptions(arguments);
  if (!options) return tl::unexpected(options.error());
  auto format = choiceOption(arguments, "format", {"jsonl", "json", "table", "csv"});
  if (!format) return tl::unexpected(format.error());
  if (!arguments.has("format") && !arguments.has("output") && isatty(STDOUT_FILENO) == 1) {
    format = "table";
  }
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());

  const auto knowledge = knowledgeOption(arguments);
  if (!knowledge) return tl::unexpected(knowledge.error());
  Extractor extractor(knowledge->image(), readingOptions(arguments));
  EventPrinter printer(out->stream(), *format);
  std::uint64_t documents = 0, failures = 0;
  CorpusSink sink;
  sink.skipped = [&](const std::string& name, const std::string& reason) {
    ++failures;
    std::fprintf(stderr, "chancery: skipped %s: %s\n", name.c_str(), reason.c_str());
  };
  sink.passed_over = [](const std::string& name, const std::string& reason) {
    std::fprintf(stderr, "chancery: passed over %s: %s\n", name.c_str(), reason.c_str());
  };
  sink.article = [&](Article&& article) {
    const Result<DocumentEvents> said = extractor.extract(article);
    if (!said) {
      sink.skipped(article.id, said.error().message);
      return true;
    }
    ++documents;
    return printer.print(*said);
  };
  const Result<void> read = readCorpus(arguments.names, *options, sink);
  if (!read) return tl::unexpected(Failure(read.error()));
  printer.finish();
  if (documents == 0 && failures == 0) return failed("there is no article in what was given");
  const auto finished = out->finish();
  if (!finished || failures == 0) return finished;
  return kFailed;
}

}  // namespace

Command extractCommand() {
  return {
      "extract",
      "PATH…",
      "Prints the events that articles state, one a line.",
      "PATH is a text, HTML, JSON or JSON Lines file, an archive or a folder of these, or - for\n"
      "standard input. The format is jsonl, or on a terminal table; `chancery load` reads jsonl.",
      {{"format", "F", "jsonl, json, table or csv"},
       kKnowledgeOption,
       kHoldersOption,
       kLanguageOption,
       kDateOption,
       kOutputOption},
      {"chancery extract article.txt --date 2024-07-09",
       "echo 'Modi met Putin in Moscow on 9 July 2024.' | chancery extract -",
       "chancery extract articles/ -o events.jsonl"},
      run};
}

}  // namespace chancery::cli
