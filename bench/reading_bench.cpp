// The inner loops of reading: tokens, lexicon, a whole document.
#include <benchmark/benchmark.h>

#include "bench/examples.h"
#include "extract/engine/lexer.h"
#include "extract/text/tokenizer.h"

namespace chancery {
namespace {

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
