// The inner loops of reading: tokens, lexicon, a whole document.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "bench/examples.h"
#include "extract/engine/lexer.h"
#include "extract/text/tokenizer.h"

namespace chancery {
namespace {

// Bytes of this process that are in memory.
double residentBytes() {
  std::ifstream statm("/proc/self/statm");
  double all = 0, resident = 0;
  statm >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// From nothing to the events of a first sentence: the packs and the knowledge base are looked at,
// and what a thread keeps of them is made.
void readFirst() {
  Article article;
  article.id = "first";
  article.text = "Narendra Modi met Vladimir Putin in Moscow.";
  Extractor extractor;
  benchmark::DoNotOptimize(extractor.extract(article));
}

// What the very first costs this process, where nothing ran before.
struct FirstReading {
  double milliseconds = 0;
  double bytes = 0;

  FirstReading() {
    const double before = residentBytes();
    const auto start = std::chrono::steady_clock::now();
    readFirst();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    milliseconds = took.count();
    bytes = residentBytes() - before;
  }
};

// Stands first, so that nothing is loaded before it.
void loadKnowledge(benchmark::State& state) {
  static const FirstReading kFirst;
  for (auto _ : state) readFirst();
  state.counters["first_ms"] = kFirst.milliseconds;
  state.counters["first_MB"] = kFirst.bytes / 1e6;
}
BENCHMARK(loadKnowledge)->Unit(benchmark::kMillisecond);

// All texts of one language, "" for all, as one.
std::string textIn(const std::string& language) {
  std::string text;
  Extractor extractor;
  for (const Article& article : bench::exampleArticles()) {
    const bool wanted =
        language.empty() || extractor.extract(article).value().document.language == language;
    if (wanted) text += article.text + "\n\n";
  }
  return text;
}

void setBytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void tokenise(benchmark::State& state, const std::string& language) {
  const std::string text = textIn(language);
  for (auto _ : state) {
    benchmark::DoNotOptimize(tokenize(text, [](std::string_view) { return false; }));
  }
  setBytes(state, text.size());
}
BENCHMARK_CAPTURE(tokenise, en, "en");
BENCHMARK_CAPTURE(tokenise, hi, "hi");

void matchLexicon(benchmark::State& state, const std::string& language) {
  const std::string text = textIn(language);
  Lexer lexer(Image::builtIn());
  for (auto _ : state) benchmark::DoNotOptimize(lexer.lex(text));
  setBytes(state, text.size());
}
BENCHMARK_CAPTURE(matchLexicon, en, "en");
BENCHMARK_CAPTURE(matchLexicon, hi, "hi");

void readDocuments(benchmark::State& state, const std::string& language) {
  Extractor extractor;
  std::vector<Article> articles;
  std::size_t bytes = 0;
  for (const Article& article : bench::exampleArticles()) {
    if (extractor.extract(article).value().document.language != language) continue;
    bytes += article.text.size();
    articles.push_back(article);
  }
  for (auto _ : state) {
    for (const Article& article : articles) benchmark::DoNotOptimize(extractor.extract(article));
  }
  setBytes(state, bytes);
  state.counters["documents"] = benchmark::Counter(static_cast<double>(articles.size()),
                                                   benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK_CAPTURE(readDocuments, en, "en")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(readDocuments, hi, "hi")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chancery
