#include "extract/corpus/corpus.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "support/catch.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

struct Found {
  std::map<std::string, Article> articles;
  std::map<std::string, std::string> skipped;
};

Found readAll(const std::vector<std::string>& paths, CorpusOptions options = {}) {
  Found found;
  CorpusSink sink;
  sink.article = [&](Article&& article) {
    found.articles.emplace(article.id, std::move(article));
    return true;
  };
  sink.skipped = [&](const std::string& name, const std::string& reason) {
    found.skipped.emplace(name, reason);
  };
  const auto result = readCorpus(paths, options, sink);
  if (!result) found.skipped.emplace("(all)", result.error().message);
  return found;
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

void run(const std::string& command) { REQUIRE(std::system(command.c_str()) == 0); }

TEST_CASE("A text file is an article, dated by its name", "[corpus]") {
  const test::TempDir dir;
  write(dir.path() / "2025-08-21-moscow.txt", "Jaishankar met Putin.");
  const Found found = readAll({dir.path().string()});
  REQUIRE(found.articles.size() == 1);
  const Article& article = found.articles.begin()->second;
  CHECK(article.id == "2025-08-21-moscow");
  CHECK(article.date == makeDay(2025, 8, 21).value());
  CHECK(article.text.find("Jaishankar met Putin.") != std::string::npos);
}

TEST_CASE("Lines of JSON give their fields, and a broken one is named and passed over",
          "[corpus]") {
  const test::TempDir dir;
  write(dir.path() / "news.jsonl",
        "{\"id\": \"a\", \"lang\": \"en\", \"date\": \"2024-07-08\", \"title\": \"T\", "
        "\"text\": \"Modi met Putin.\", \"url\": \"u\"}\n"
        "{\"id\": \"b\", \"text\":\n"
        "{\"text\": \"Xi met Lula.\"}\n"
        "{\"id\": \"c\"}\n");
  const Found found = readAll({(dir.path() / "news.jsonl").string()});
  REQUIRE(found.articles.count("a") == 1);
  const Article& a = found.articles.at("a");
  CHECK(a.language == "en");
  CHECK(a.date == makeDay(2024, 7, 8).value());
  CHECK(a.title == "T");
  CHECK(a.url == "u");
  CHECK(found.articles.count("news#3") == 1);
  CHECK(found.skipped.size() == 2);
  for (const auto& [name, reason] : found.skipped) {
    CHECK(name.find("news.jsonl:") != std::string::npos);
    CHECK_FALSE(reason.empty());
  }
}

TEST_CASE("A page is read without its scripts and navigation", "[corpus]") {
  const test::TempDir dir;
  write(dir.path() / "page.html",
        "<html lang='hi'><head><title>शीर्षक</title><script>var met = 'Modi met Xi';</script></head>"
        "<body><nav>Biden met Trump</nav><article><p>मोदी ने पुतिन से मुलाकात की।</p></article>"
        "</body></html>");
  const Found found = readAll({dir.path().string()});
  REQUIRE(found.articles.size() == 1);
  const Article& article = found.articles.begin()->second;
  CHECK(article.language == "hi");
  CHECK(article.text.find("मुलाकात") != std::string::npos);
  CHECK(article.text.find("Xi") == std::string::npos);
  CHECK(article.text.find("Biden") == std::string::npos);
}

TEST_CASE("Archives and compressed files hold the same articles as their folder", "[corpus]") {
  const test::TempDir dir;
  const std::string in = (dir.path() / "in").string();
  write(dir.path() / "in/a.txt", "Modi met Putin in Sochi.");
  write(dir.path() / "in/deep/b.txt", "Xi met Lula.");
  const Found plain = readAll({in});
  REQUIRE(plain.articles.size() == 2);
  const std::string at = "cd '" + dir.path().string() + "' && ";
  run(at + "tar -C in -czf all.tar.gz a.txt deep && (cd in && zip -qr ../all.zip a.txt deep)");
  for (const std::string name : {"all.tar.gz", "all.zip"}) {
    const Found packed = readAll({(dir.path() / name).string()});
    INFO(name);
    CHECK(packed.skipped.empty());
    REQUIRE(packed.articles.size() == 2);
    std::vector<std::string> texts;
    for (const auto& [id, article] : packed.articles) texts.push_back(article.text);
    std::sort(texts.begin(), texts.end());
    CHECK(texts == std::vector<std::string>{"Modi met Putin in Sochi.", "Xi met Lula."});
  }
  run(at + "gzip -k in/a.txt && zstd -q in/a.txt -o in/a.txt.zst");
  CHECK(readAll({in + "/a.txt.gz"}).articles.size() == 1);
  CHECK(readAll({in + "/a.txt.zst"}).articles.size() == 1);
}

TEST_CASE("What cannot be read is named with its reason, and the rest is read", "[corpus]") {
  const test::TempDir dir;
  write(dir.path() / "good.txt", "Modi met Putin.");
  write(dir.path() / "broken.zip", "this is no archive");
  write(dir.path() / "picture.png", "\x89PNG");
  std::string noise;
  for (int i = 0; i < 5000; ++i) noise.push_back(static_cast<char>(i * 7919 % 256));
  write(dir.path() / "noise.jsonl", noise);
  const Found found = readAll({dir.path().string()});
  CHECK(found.articles.count("good") == 1);
  CHECK(found.skipped.size() >= 3);
}

TEST_CASE("JSON is read as editors save it: with a byte order mark, or as UTF-16", "[corpus]") {
  const auto utf16 = [](const std::string& ascii) {
    std::string wide = "\xFF\xFE";
    for (const char c : ascii) wide += {c, '\0'};
    return wide;
  };
  const std::string lines =
      "{\"id\": \"a\", \"text\": \"Modi met Putin.\"}\n"
      "{\"id\": \"b\", \"text\": \"Xi met Lula.\"}\n";
  const std::string array = "[{\"id\": \"c\", \"text\": \"Modi met Xi.\"}]";
  const test::TempDir dir;
  for (const bool wide : {false, true}) {
    INFO((wide ? "UTF-16" : "UTF-8"));
    write(dir.path() / "lines.jsonl", wide ? utf16(lines) : "\xEF\xBB\xBF" + lines);
    write(dir.path() / "array.json", wide ? utf16(array) : "\xEF\xBB\xBF" + array);
    const Found found = readAll({dir.path().string()});
    CHECK(found.skipped.empty());
    REQUIRE(found.articles.size() == 3);
    CHECK(found.articles.at("a").text == "Modi met Putin.");
    CHECK(found.articles.at("c").text == "Modi met Xi.");
  }
}

TEST_CASE("A page of which the parser loses a part is named", "[corpus]") {
  const auto repeated = [](const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
  };
  const test::TempDir dir;
  const std::string story = "<p>Modi met Putin.</p>";
  write(dir.path() / "deep.html", story + repeated("<div>", 5000) + story);
  write(dir.path() / "nested.html", story + repeated("<div>", 100) + story);
  std::string attributes;
  for (int i = 0; i < 50000; ++i) attributes += " a" + std::to_string(i) + "='>'";
  write(dir.path() / "endless.html", story + "<p" + attributes + ">" + story);  // took a minute
  write(dir.path() / "picture.html", story + "<path d='" + repeated("1 ", 5000) + "'/><script>i<n" +
                                         story + "</script>" + story);
  const Found found = readAll({dir.path().string()});
  CHECK(found.skipped.count((dir.path() / "deep.html").string()) == 1);
  CHECK(found.skipped.count((dir.path() / "endless.html").string()) == 1);
  CHECK(found.articles.count("nested") == 1);
  CHECK(found.articles.count("picture") == 1);
}

TEST_CASE("What a folder cannot show is named: a folder that is locked, a link that leads nowhere",
          "[corpus]") {
  const test::TempDir dir;
  const std::filesystem::path locked = dir.path() / "locked";
  write(dir.path() / "good.txt", "Modi met Putin.");
  write(locked / "lost.txt", "Modi met Xi.");
  std::filesystem::create_symlink("gone.txt", dir.path() / "link.txt");
  std::filesystem::permissions(locked, std::filesystem::perms::none);
  const Found found = readAll({dir.path().string()});
  std::filesystem::permissions(locked, std::filesystem::perms::owner_all);
  CHECK(found.articles.count("good") == 1);
  CHECK(found.skipped.count((dir.path() / "link.txt").string()) == 1);
  // the superuser is locked out of nothing
  CHECK(found.skipped.count(locked.string()) + found.articles.count("locked/lost") == 1);
}

TEST_CASE("A folder that is not there is an error that names it", "[corpus]") {
  const Found found = readAll({"/no/such/folder"});
  REQUIRE(found.skipped.count("(all)") == 1);
  CHECK(found.skipped.at("(all)").find("/no/such/folder") != std::string::npos);
}

TEST_CASE("An article longer than allowed is passed over, and named", "[corpus]") {
  const test::TempDir dir;
  write(dir.path() / "long.jsonl", "{\"id\": \"long\", \"text\": \"" + std::string(100000, 'a') +
                                       "\"}\n{\"id\": \"short\", \"text\": \"Modi met Xi.\"}\n");
  CorpusOptions options;
  options.longest_article = 50000;
  const Found found = readAll({dir.path().string()}, options);
  CHECK(found.articles.count("short") == 1);
  CHECK(found.articles.count("long") == 0);
  CHECK(found.skipped.size() == 1);
}

}  // namespace
}  // namespace chancery
