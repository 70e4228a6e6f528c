// chancery build: articles into a store, on all cores.
#include <algorithm>
#include <atomic>
#include <csignal>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

#include "cli/bounded_queue.h"
#include "cli/kept_matches.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "extract/corpus/corpus.h"
#include "extract/extractor.h"
#include "store/event_store.h"

namespace chancery::cli {
namespace {

constexpr std::size_t kQueuedBytes = 64u << 20;
constexpr std::size_t kBatchDocuments = 200;
constexpr std::size_t kBatchBytes = 8u << 20;
constexpr std::size_t kDocumentCost = 1024;  // of a document besides its text

std::atomic<int> signal_seen{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may set it");

// A second signal ends the program at once, which the store survives.
void onSignal(int number) {
  signal_seen = number;
  std::signal(number, SIG_DFL);
}

// What an extraction thread made of one article.
struct Reading {
  enum class Kind { kAdded, kReplaced, kUnchanged, kFailed } kind = Kind::kAdded;
  DocumentEvents said;
  std::string name;  // of an article that could not be read, and why not
  std::string reason;
  bool passed_over = false;  // of what was skipped: no failure
  std::size_t bytes = 0;
};

// One thread reads articles, `jobs` extract, one writes. What the store holds in the end does not
// depend on who is first: it is a function of the set of documents.
class Builder {
 public:
  Builder(EventStore& store, const Image& image, const ReadingOptions& options, std::size_t jobs,
          bool quiet, std::uint64_t total_bytes)
      : store_(store),
        image_(image),
        options_(options),
        jobs_(jobs),
        progress_(quiet, total_bytes) {}

  Outcome<Tally> build(const std::vector<std::string>& paths, const CorpusOptions& options) {
    std::vector<std::thread> extracting;
    for (std::size_t i = 0; i < jobs_; ++i) extracting.emplace_back([this] { extractAll(); });
    std::thread writing([this] { writeAll(); });
    readAll(paths, options);
    signal_seen != 0 || stopped_ ? articles_.abandon() : articles_.close();
    for (std::thread& thread : extracting) thread.join();
    readings_.close();
    writing.join();
    if (error_) return tl::unexpected(Failure(*error_));
    return tally_;
  }

 private:
  void readAll(const std::vector<std::string>& paths, const CorpusOptions& options) {
    CorpusSink sink;
    sink.article = [this](Article&& article) {
      const std::size_t cost = article.text.size() + kDocumentCost;
      return articles_.push(std::move(article), cost) && signal_seen == 0;
    };
    const auto skip = [this](const std::string& name, const std::string& reason, bool passed_over) {
      Reading reading;
      reading.kind = Reading::Kind::kFailed;
      reading.name = name;
      reading.reason = reason;
      reading.passed_over = passed_over;
      readings_.push(std::move(reading), kDocumentCost);
    };
    sink.skipped = [=](const std::string& name, const std::string& reason) {
      skip(name, reason, false);
    };
    sink.passed_over = [=](const std::string& name, const std::string& reason) {
      skip(name, reason, true);
    };
    sink.progress = [this](std::uint64_t bytes) { bytes_on_disk_ = bytes; };
    try {
      const Result<void> read = readCorpus(paths, options, sink);
      if (!read) stop(read.error());
    } catch (const std::exception& error) {
      stop({ErrorCode::kIo, std::string("reading broke off: ") + error.what()});
    }
  }

  void extractAll() {
    std::optional<Extractor> extractor;
    while (auto article = articles_.pop()) {
      Reading reading;
      reading.bytes = article->text.size();
      try {
        if (!extractor) extractor.emplace(image_, options_);
        extractOne(*extractor, *article, reading);
      } catch (const std::exception& error) {  // a bad document costs that document
        reading.kind = Reading::Kind::kFailed;
        reading.name = article->id;
        reading.reason = std::string("extraction broke off: ") + error.what();
        extractor.reset();
      }
      const std::size_t cost = reading.bytes + kDocumentCost;
      if (!readings_.push(std::move(reading), cost)) return;
    }
  }

  void extractOne(Extractor& extractor, const Article& article, Reading& reading) {
    const auto known = store_.contentHashOf({article.id});
    if (!known) return stop(known.error());
    if (*known == contentHash(article, extractor.version())) {
      reading.kind = Reading::Kind::kUnchanged;
      return;
    }
    reading.kind = *known ? Reading::Kind::kReplaced : Reading::Kind::kAdded;
    Result<DocumentEvents> said = extractor.extract(article);
    if (said) {
      reading.said = std::move(*said);
      return;
    }
    reading.kind = Reading::Kind::kFailed;
    reading.name = article.id;
    reading.reason = said.error().message;
  }

  void writeAll() {
    try {
      while (auto reading = readings_.pop()) {
        if (!take(std::move(*reading))) return;
        progress_.show(bytes_on_disk_, tally_.read, events_);
      }
      if (writeBatch()) keep(store_.flush());
    } catch (const std::exception& error) {
      stop({ErrorCode::kIo, std::string("writing broke off: ") + error.what()});
    }
  }

  bool take(Reading reading) {
    if (reading.kind == Reading::Kind::kFailed) {
      tally_.skip(reading.name, reading.reason, !reading.passed_over);
      return keep(store_.recordSkipped(reading.name, reading.reason));
    }
    ++tally_.read;
    tally_.bytes += reading.bytes;
    if (reading.kind == Reading::Kind::kUnchanged) {
      ++tally_.unchanged;
      return true;
    }
    ++(reading.kind == Reading::Kind::kAdded ? tally_.added : tally_.replaced);
    events_ += reading.said.events.size();
    batch_bytes_ += reading.bytes;
    batch_.push_back(std::move(reading.said));
    return (batch_.size() < kBatchDocuments && batch_bytes_ < kBatchBytes) || writeBatch();
  }

  bool writeBatch() {
    if (batch_.empty()) return true;
    const bool written = keep(store_.putAll(batch_));
    batch_.clear();
    batch_bytes_ = 0;
    return written;
  }

  bool keep(const Result<void>& outcome) {
    if (!outcome) stop(outcome.error());
    return outcome.has_value();
  }

  // Ends all threads; the first error is the one that is told.
  void stop(const Error& error) {
    {
      const std::lock_guard lock(error_mutex_);
      if (!error_) error_ = error;
    }
    stopped_ = true;
    articles_.abandon();
    readings_.abandon();
  }

  EventStore& store_;
  const Image& image_;
  const ReadingOptions options_;
  const std::size_t jobs_;
  BoundedQueue<Article> articles_{kQueuedBytes};
  BoundedQueue<Reading> readings_{kQueuedBytes};
  std::atomic<std::uint64_t> bytes_on_disk_{0};
  std::atomic<bool> stopped_{false};
  std::mutex error_mutex_;
  std::optional<Error> error_;

  // of the thread that writes
  Tally tally_;
  std::uint64_t events_ = 0;
  std::vector<DocumentEvents> batch_;
  std::size_t batch_bytes_ = 0;
  Progress progress_;
};

// So that a mistyped path does not leave an empty store behind.
Outcome<void> checkPaths(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-" || std::filesystem::exists(path, error)) continue;
    return failed("there is no file or folder '" + path + "'" +
                  (error ? " that can be read: " + error.message() : ""));
  }
  return {};
}

Outcome<int> run(const Arguments& arguments) {
  auto checked = checkCount(arguments, 1, arguments.names.size() + 1,
                            "which articles? name files or folders, or - for standard input");
  if (!checked) return tl::unexpected(checked.error());
  const std::string directory = arguments.valueOf("db");
  if (directory.empty()) return wrongCommandLine("which store? name its directory with --db DIR");
  const auto options = corpusOptions(arguments);
  if (!options) return tl::unexpected(options.error());
  const auto jobs = jobsOption(arguments);
  if (!jobs) return tl::unexpected(jobs.error());
  checked = checkPaths(arguments.names);
  if (!checked) return tl::unexpected(checked.error());
  const auto knowledge = knowledgeOption(arguments);
  if (!knowledge) return tl::unexpected(knowledge.error());

  const auto store_options = writingOptions(arguments);
  if (!store_options) return tl::unexpected(store_options.error());
  Result<EventStore> store = EventStore::open(directory, *store_options);
  if (!store) return tl::unexpected(Failure(store.error()));
  std::signal(SIGINT, onSignal);
  std::signal(SIGTERM, onSignal);
  const bool quiet = arguments.has("quiet");
  // the order in which articles are named is not to matter where two of them have one id
  std::vector<std::string> paths = arguments.names;
  std::sort(paths.begin(), paths.end());
  const auto tally = Builder(*store, knowledge->image(), readingOptions(arguments), *jobs, quiet,
                             quiet ? 0 : sizeOfCorpus(paths))
                         .build(paths, *options);
  if (!tally) return tl::unexpected(tally.error());
  if (signal_seen == 0) {
    const auto kept = keepScriptMatches(*store);
    if (!kept) return tl::unexpected(kept.error());
  }
  const auto printed = printTally(*tally, *store, quiet);
  if (!printed) return tl::unexpected(printed.error());
  if (signal_seen != 0) {
    return tl::unexpected(Failure(128 + signal_seen,
                                  "interrupted: what was read is in the store, "
                                  "and the same command goes on from here"));
  }
  if (tally->failed > 0) return kFailed;  // each has been named
  if (tally->read == 0) return failed("there is no article in what was given");
  return kDone;
}

}  // namespace

Command buildCommand() {
  return {
      "build",
      "PATH… --db DIR",
      "Reads articles into a store; what it holds already is not read again.",
      "PATH is a text, HTML, JSON or JSON Lines file, an archive or a folder of these, or - for\n"
      "standard input. Ctrl-C leaves a good store, and the same command goes on from there.\n"
      "Where something could not be read, the rest is, and the exit code is 1.",
      {{"db", "DIR", "the store; made if it is missing (needed)"},
       kJobsOption,
       kKnowledgeOption,
       kHoldersOption,
       kLanguageOption,
       kDateOption,
       kReadOnOption,
       kFullTextOption,
       kQuietOption},
      {"chancery build articles/ --db news.db",
       "chancery build dump.jsonl.gz more.zip --db news.db --jobs 4",
       "zcat dump.jsonl.gz | chancery build - --db news.db --lang hi"},
      run};
}

}  // namespace chancery::cli
