// Six short articles in two languages, and a store of them. Composed for these tests.
#pragma once

#include "support/catch.h"
#include "support/program.h"

namespace chancery::test {

inline void writeSmallCorpus(const std::filesystem::path& folder) {
  writeFile(folder / "2024-07-08-moscow.txt",
            "Indian Prime Minister Narendra Modi arrived in Moscow on Monday. Russian President "
            "Vladimir Putin hosted Modi. The two leaders discussed trade.\n");
  writeFile(folder / "2024-08-23-kyiv.txt",
            "Modi met Ukrainian President Volodymyr Zelenskyy in Kyiv on Friday.\n");
  writeFile(folder / "2025-08-22-kremlin.txt",
            "विदेश मंत्री एस जयशंकर ने गुरुवार को क्रेमलिन में व्लादिमीर पुतिन से मुलाकात की। "
            "जयशंकर ने सर्गेई लावरोव के साथ वार्ता की।\n");
  writeFile(folder / "2025-08-20-delhi.txt",
            "चीन के विदेश मंत्री वांग यी ने मंगलवार को दिल्ली में मोदी से मुलाकात की।\n");
  writeFile(folder / "wire.jsonl",
            "{\"id\": \"w1\", \"lang\": \"en\", \"date\": \"2025-09-02\", \"text\": \"Xi Jinping "
            "will host Putin in Beijing next month.\"}\n"
            "{\"id\": \"w2\", \"lang\": \"en\", \"date\": \"2025-09-03\", \"text\": \"Zelenskyy "
            "refused to meet Putin in Moscow.\"}\n");
}

// A store of the small corpus, made once.
inline const std::string& smallStore() {
  static const TempDir dir;
  static const std::string store = [] {
    writeSmallCorpus(dir.path() / "articles");
    const std::string db = (dir.path() / "db").string();
    const Ran ran = chancery({"build", (dir.path() / "articles").string(), "--db", db});
    if (ran.exit_code != 0) throw std::runtime_error(ran.err);
    return db;
  }();
  return store;
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace chancery::test
