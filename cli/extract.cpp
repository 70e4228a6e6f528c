// chancery extract: articles in, events out, without a store, on all cores.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>
#include <thread>

#include "cli/extracted.h"
#include "cli/options.h"
#include "cli/ordered_queue.h"
#include "cli/unlisted.h"
#include "extract/extractor.h"

namespace chancery::cli {
namespace {

// Of the articles that are waiting or read and of what was found in them: more would gain nothing.
constexpr std::size_t kQueuedBytes = 32u << 20;
constexpr std::size_t kDocumentCost = 1024;  // of a document besides its text

// What became of an article, or of a file that holds none.
struct Reading {
  enum class Kind { kRead, kSkipped, kPassedOver } kind = Kind::kRead;
  Extracted found;
  std::vector<UnlistedUse> unlisted;
  std::string name;  // of the document; of what was not read there is a reason, too
  std::string reason;
};

Reading notRead(const std::string& name, const std::string& reason) {
  return {Reading::Kind::kSkipped, {}, {}, name, reason};
}

// How articles are to be read, and what is found to be printed.
struct ReadingTask {
  const Image& image;
  ReadingOptions options;
  ExtractedFormat format;
  bool unlisted = false;  // not the events, but what no table knows
};

// Extracts one article after the other. One a thread.
class ArticleReader {
 public:
  explicit ArticleReader(const ReadingTask& task) : task_(task) {}

  // A bad document costs that document.
  Reading read(const Article& article) {
    try {
      if (!extractor_) extractor_.emplace(task_.image, task_.options);
      Reading reading;
      reading.name = article.id;
      const Result<void> read =
          task_.unlisted ? readUnlisted(article, reading) : readEvents(article, reading);
      return read ? std::move(reading) : notRead(article.id, read.error().message);
    } catch (const std::exception& error) {
      extractor_.reset();
      return notRead(article.id, std::string("extraction broke off: ") + error.what());
    }
  }

 private:
  Result<void> readEvents(const Article& article, Reading& reading) {
    const Result<DocumentEvents> said = extractor_->extract(article);
    if (!said) return tl::unexpected(said.error());
    reading.found = formatExtracted(*said, task_.format);
    return {};
  }

  Result<void> readUnlisted(const Article& article, Reading& reading) {
    Result<std::vector<UnlistedWord>> words = extractor_->unlistedWords(article);
    if (!words) return tl::unexpected(words.error());
    reading.unlisted = usesOf(article, std::move(*words));
    return {};
  }

  const ReadingTask& task_;
  std::optional<Extractor> extractor_;
};

// Prints what was read, in the order of the articles, and names what was not.
class ReadingPrinter {
 public:
  ReadingPrinter(std::ostream& out, const ReadingTask& task)
      : out_(out), format_(task.format), unlisted_(task.unlisted), printer_(out, task.format) {}

  // False when nobody reads any more.
  bool print(const Reading& reading) {
    if (reading.kind == Reading::Kind::kRead) {
      ++documents_;
      if (!unlisted_) return printer_.print(reading.found);
      count_.add(reading.name, reading.unlisted);
      return true;
    }
    const bool failed = reading.kind == Reading::Kind::kSkipped;
    if (failed) ++failures_;
    std::fprintf(stderr, "chancery: %s %s: %s\n", failed ? "skipped" : "passed over",
                 reading.name.c_str(), reading.reason.c_str());
    return true;
  }
  void finish() {
    if (!unlisted_) return printer_.finish();
    if (format_ == ExtractedFormat::kJson) {
      count_.printJson(out_);
    } else {
      count_.printTsv(out_);
    }
    if (count_.mostForgotten() == 0) return;
    std::fprintf(stderr, "chancery: of forms seen up to %llu times some are left out\n",
                 static_cast<unsigned long long>(count_.mostForgotten()));
  }
  std::uint64_t documents() const { return documents_; }
  std::uint64_t failures() const { return failures_; }

 private:
  std::ostream& out_;
  const ExtractedFormat format_;
  const bool unlisted_;
  ExtractedPrinter printer_;
  UnlistedCount count_;
  std::uint64_t documents_ = 0;
  std::uint64_t failures_ = 0;
};

// What readCorpus() finds, to `article`, and what it does not read, to `other`.
CorpusSink sinkTo(std::function<bool(Article&&)> article, std::function<void(Reading)> other) {
  CorpusSink sink;
  sink.article = std::move(article);
  sink.skipped = [other](const std::string& name, const std::string& reason) {
    other(notRead(name, reason));
  };
  sink.passed_over = [other](const std::string& name, const std::string& reason) {
    other({Reading::Kind::kPassedOver, {}, {}, name, reason});
  };
  return sink;
}

// One thread reads articles, up to `jobs` extract, one prints. A thread starts when there is an
// article for it, so a few articles do not cost as many packs and memos as there are cores.
class ParallelExtraction {
 public:
  ParallelExtraction(const ReadingTask& task, std::size_t jobs, ReadingPrinter& printer)
      : task_(task), jobs_(jobs), printer_(printer) {}

  Result<void> run(const std::vector<std::string>& paths, const CorpusOptions& options) {
    std::thread printing([this] { printAll(); });
    const auto end = [&] {
      for (std::thread& thread : extracting_) thread.join();
      printing.join();
    };
    try {
      const Result<void> read = readCorpus(paths, options, sink());
      readings_.close();
      end();
      if (failure_) std::rethrow_exception(failure_);
      return read;
    } catch (...) {
      readings_.abandon();
      if (printing.joinable()) end();
      throw;
    }
  }

 private:
  CorpusSink sink() {
    return sinkTo(
        [this](Article&& article) {
          if (extracting_.size() < jobs_) extracting_.emplace_back([this] { extractAll(); });
          const std::size_t cost = article.text.size() + kDocumentCost;
          return readings_.push(std::move(article), cost);
        },
        [this](Reading reading) { readings_.pushResult(std::move(reading), kDocumentCost); });
  }

  void extractAll() {
    ArticleReader reader(task_);
    while (const auto work = readings_.claim()) {
      Reading reading = reader.read(*work->item);
      work->item.reset();
      const std::size_t cost = sizeOf(reading.found) + sizeOf(reading.unlisted) + kDocumentCost;
      readings_.finish(work, std::move(reading), cost);
    }
  }

  void printAll() {
    try {
      while (const auto reading = readings_.pop()) {
        if (!printer_.print(*reading)) return readings_.abandon();
      }
    } catch (...) {
      failure_ = std::current_exception();
      readings_.abandon();
    }
  }

  const ReadingTask& task_;
  const std::size_t jobs_;
  ReadingPrinter& printer_;
  OrderedQueue<Article, Reading> readings_{kQueuedBytes};
  std::vector<std::thread> extracting_;
  std::exception_ptr failure_;  // of the thread that prints
};

Result<void> extractOneByOne(const ReadingTask& task, const std::vector<std::string>& paths,
                             const CorpusOptions& options, ReadingPrinter& printer) {
  ArticleReader reader(task);
  return readCorpus(paths, options,
                    sinkTo([&](Article&& article) { return printer.print(reader.read(article)); },
                           [&](const Reading& reading) { printer.print(reading); }));
}

Outcome<int> run(const Arguments& arguments) {
  const auto enough = checkCount(arguments, 1, arguments.names.size() + 1,
                                 "which articles? name files or folders, or - for standard input");
  if (!enough) return tl::unexpected(enough.error());
  const auto options = corpusOptions(arguments);
  if (!options) return tl::unexpected(options.error());
  const auto jobs = jobsOption(arguments);
  if (!jobs) return tl::unexpected(jobs.error());
  const bool unlisted = arguments.has("unknown");
  auto format_name = unlisted
                         ? choiceOption(arguments, "format", {"tsv", "json"})
                         : choiceOption(arguments, "format", {"jsonl", "json", "table", "csv"});
  if (!format_name) return tl::unexpected(format_name.error());
  if (!unlisted && !arguments.has("format") && !arguments.has("output") &&
      isatty(STDOUT_FILENO) == 1) {
    format_name = "table";
  }
  const ExtractedFormat format = extractedFormat(*format_name);
  auto out = Output::open(arguments.valueOf("output"));
  if (!out) return tl::unexpected(out.error());

  const auto knowledge = knowledgeOption(arguments);
  if (!knowledge) return tl::unexpected(knowledge.error());
  const ReadingTask task{knowledge->image(), readingOptions(arguments), format, unlisted};
  ReadingPrinter printer(out->stream(), task);
  const Result<void> read =
      *jobs == 1 ? extractOneByOne(task, arguments.names, *options, printer)
                 : ParallelExtraction(task, *jobs, printer).run(arguments.names, *options);
  if (!read) return tl::unexpected(Failure(read.error()));
  printer.finish();
  if (printer.documents() == 0 && printer.failures() == 0) {
    return failed("there is no article in what was given");
  }
  const auto finished = out->finish();
  if (!finished || printer.failures() == 0) return finished;
  return kFailed;
}

}  // namespace

Command extractCommand() {
  return {
      "extract",
      "PATH…",
      "Prints the events that articles state, one a line.",
      "PATH is a text, HTML, JSON or JSON Lines file, an archive or a folder of these, or - for\n"
      "standard input. The format is jsonl, or on a terminal table; `chancery load` reads jsonl.\n"
      "What is printed, and in which order, does not depend on the number of threads.\n\n"
      "With --unknown not events are printed, but the names, titles and verbs that the articles\n"
      "use and no table knows, those used most first, each with its first sentence: what to add\n"
      "to a language pack, or to a table for --knowledge. The format then is tsv or json.",
      {{"format", "F", "jsonl, json, table or csv; with --unknown tsv (default) or json"},
       {"unknown", "", "names, titles and verbs that no table knows, by frequency"},
       kJobsOption,
       kKnowledgeOption,
       kHoldersOption,
       kLanguageOption,
       kDateOption,
       kOutputOption},
      {"chancery extract article.txt --date 2024-07-09",
       "echo 'Modi met Putin in Moscow on 9 July 2024.' | chancery extract -",
       "chancery extract articles/ -o events.jsonl --jobs 4",
       "chancery extract articles/ --unknown -o to-do.tsv"},
      run};
}

}  // namespace chancery::cli
