// Five short articles in two languages and several forms, and a store of them. Composed for these
// tests.
#pragma once

#include <algorithm>

#include "support/catch.h"
#include "support/program.h"

namespace chancery::test {

inline constexpr const char* kMoscow =
    "Modi in Moscow\n\nIndian Prime Minister Narendra Modi met Russian President Vladimir Putin in "
    "Moscow on 9 July 2024. They discussed trade and energy.\n";

inline void writeSmallCorpus(const std::filesystem::path& folder) {
  writeFile(folder / "2024-07-09-moscow.txt", kMoscow);
  writeFile(folder / "deep/2024-08-23-kyiv.txt",
            "Narendra Modi visited Ukraine on 23 August 2024. Volodymyr Zelenskyy welcomed Modi in "
            "Kyiv.\n");
  writeFile(
      folder / "news.jsonl",
      "{\"id\": \"hi-1\", \"lang\": \"hi\", \"date\": \"2025-08-22\", \"title\": \"जयशंकर मॉस्को "
      "में\", "
      "\"text\": \"विदेश मंत्री एस जयशंकर ने 21 अगस्त 2025 को मॉस्को में राष्ट्रपति व्लादिमीर पुतिन से "
      "मुलाकात की। जयशंकर ने सर्गेई लावरोव के साथ वार्ता की।\"}\n"
      "{\"id\": \"en-1\", \"date\": \"2024-09-01\", \"text\": \"Macron will meet Scholz in Berlin "
      "next week. Joe Biden congratulated Keir Starmer.\"}\n"
      "{\"id\": \"en-2\", \"date\": \"2024-10-24\", \"text\": \"Putin hosted Xi Jinping in Kazan "
      "on 22 October 2024. Modi did not meet Erdogan.\"}\n");
}

// Made once for all tests that only ask.
struct SmallStore {
  TempDir dir;
  std::string articles = (dir.path() / "articles").string();
  std::string db = (dir.path() / "db").string();
  Ran built;

  SmallStore() {
    writeSmallCorpus(articles);
    built = chancery({"build", articles, "--db", db});
    if (built.exit_code != 0) throw std::runtime_error(built.err);
  }
};

inline const SmallStore& madeStore() {
  static const SmallStore store;
  return store;
}
inline const std::string& smallStore() { return madeStore().db; }
inline const std::string& smallArticles() { return madeStore().articles; }

// A command that asks the store.
inline Ran ask(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--db", smallStore()});
  return chancery(std::move(arguments));
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline std::size_t linesIn(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace chancery::test
