// chancery explain: how articles are read, stage by stage.
#include <cstdio>

#include "cli/format.h"
#include "cli/options.h"
#include "extract/corpus/corpus.h"
#include "extract/extractor.h"

namespace chancery::cli {
namespace {

Outcome<int> explainText(Extractor& extractor, const Arguments& arguments,
                         const CorpusOptions& options, Extractor::ExplainFormat format,
                         Output& out) {
  Article article;
  article.id = "text";
  article.text = arguments.valueOf("text");
  article.language = options.language;
  article.date = options.date;
  const Result<std::string> explained = extractor.explain(article, format);
  if (!explained) return tl::unexpected(Failure(explained.error()));
  out.stream() << *explained << '\n';
  return out.finish();
}

Outcome<int> explainCorpus(Extractor& extractor, const Arguments& arguments,
                           const CorpusOptions& options, Extractor::ExplainFormat format,
                           Output& out) {
  std::size_t documents = 0;
  CorpusSink sink;
  sink.skipped = [](const std::string& name, const std::string& reason) {
    std::fprintf(stderr, "chancery: skipped %s: %s\n", name.c_str(), reason.c_str());
  };
  sink.article = [&](Article&& article) {
    const Result<std::string> explained = extractor.explain(article, format);
    if (!explained) {
      sink.skipped(article.id, explained.error().message);
      return true;
    }
    ++documents;
    if (format == Extractor::ExplainFormat::kText) out.stream() << "# " << article.id << '\n';
    out.stream() << *explained << '\n';
    return out.stream().good();
  };
  const Result<void> read = readCorpus(arguments.names, options, sink);
  if (!read) return tl::unexpected(Failure(read.error()));
  if (documents == 0) return failed("no article could be read");
  return out.finish();
}

Outcome<int> run(const Arguments& arguments) {
  if (arguments.has("text") == !arguments.names.empty()) {
    return wrongCommandLine("what is to be explained? either files, or --text \"a sentence\"");
  }
  const auto options = corpusOptions(arguments);
  if (!options) return tl::unexpected(options.error());
  const auto chosen = choiceOption(arguments, "format", {"text", "json"});
  if (!chosen) return tl::unexpected(chosen.error());
  const auto format =
      *chosen == "json" ? Extractor::ExplainFormat::kJson : Extractor::ExplainFormat::kText;
  const auto knowledge = knowledgeOption(arguments);
  if (!knowledge) return tl::unexpected(knowledge.error());
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());
  Extractor extractor(knowledge->image(), readingOptions(arguments));
  return arguments.has("text") ? explainText(extractor, arguments, *options, format, *out)
                               : explainCorpus(extractor, arguments, *options, format, *out);
}

}  // namespace

Command explainCommand() {
  return {"explain",
          "PATH… | --text \"SENTENCE\"",
          "Shows how articles are read, stage by stage, for whoever improves a language pack.",
          "",
          {{"text", "SENTENCE", "explain this text"},
           {"format", "F", "text (default) or json"},
           kKnowledgeOption,
           kHoldersOption,
           kLanguageOption,
           kDateOption,
           kOutputOption},
          {"chancery explain --text \"Modi met Putin in Moscow on 9 July 2024.\"",
           "chancery explain article.txt --lang hi --format json"},
          run};
}

}  // namespace chancery::cli
