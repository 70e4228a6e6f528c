// Questions beyond actors and relations: a place, an earlier day, and the words of the evidence,
// the last with and without an index, beside SQLite's full text search.
//
//   chancery_filters STATEMENTS.tsv DIRECTORY
//
// makes a store of the statements in the directory, each with a place drawn at random, some often
// and most seldom, and prints tables in Markdown.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>

#include "bench/sqlite_statements.h"
#include "export/statement_reader.h"
#include "store/event_store.h"

namespace chancery::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
constexpr std::size_t kPlaces = 1000, kCountries = 100;

template <typename T>
T orThrow(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

double milliseconds(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// The median of five, after one that warms the caches.
double median(const std::function<void()>& work) {
  work();
  std::vector<double> times;
  for (int i = 0; i < 5; ++i) times.push_back(milliseconds(work));
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

Entity place(std::size_t number) {
  Entity entity;
  entity.id = {"pl.bench-" + std::to_string(number)};
  entity.type = EntityType::kPlace;
  entity.label = "Place " + std::to_string(number);
  const std::size_t country = number % kCountries;
  entity.country = {static_cast<char>('A' + country / 26), static_cast<char>('A' + country % 26)};
  return entity;
}

class Run {
 public:
  Run(const char* statements, fs::path directory)
      : statements_(statements), directory_(std::move(directory)) {
    fs::create_directories(directory_);
  }

  void fill() {
    fs::remove_all(directory_ / "store");
    const OpenOptions options{.create_if_missing = true, .reading_day = Day{20'000}};
    EventStore store = orThrow(EventStore::open(directory_ / "store", options));
    BulkWriter bulk = orThrow(store.bulk());
    std::ifstream file(statements_, std::ios::binary);
    StatementReader reader(file, "statements", {});
    std::mt19937 random(1815);
    while (auto said = orThrow(reader.next())) {
      for (std::size_t i = 0; i < kPlaces; ++i) said->entities.push_back(place(i));
      for (Event& event : said->events) {
        const std::size_t most = 1 + random() % kPlaces;  // the smaller the number, the more often
        for (Mention& mention : event.mentions) mention.place = place(random() % most).id;
      }
      orThrow(bulk.put(std::move(*said)));
    }
    orThrow(bulk.commit());
    orThrow(store.compact());
  }

  void askForPlaces() {
    const EventStore store = orThrow(EventStore::openReadOnly(directory_ / "store"));
    const auto events = orThrow(store.counts()).events;
    std::printf("\n%llu events\n\n| question | rows | ms |\n|---|---:|---:|\n",
                static_cast<unsigned long long>(events));
    EventFilter all, days;
    std::optional<Day> last;
    orThrow(store.forEachEvent({}, Detail::kSummary, [&](const Event& event) {
      if (event.date) last = std::max(last, std::optional(event.date->last));
      return true;
    }));
    days.from = addDays(*last, -89);
    for (const char* where : {"", "pl.bench-0", "pl.bench-700", "c.AA"}) {
      for (EventFilter* filter : {&all, &days}) {
        filter->place.reset();
        if (*where != 0) filter->place = EntityId{where};
        std::uint64_t rows = 0;
        const double time = median([&] {
          rows = 0;
          orThrow(store.forEachEvent(*filter, Detail::kSummary,
                                     [&](const Event&) { return ++rows > 0; }));
        });
        std::printf("| events of %s%s | %llu | %.1f |\n", filter == &all ? "all days" : "90 days",
                    *where == 0 ? "" : (std::string(" in ") + where).c_str(),
                    static_cast<unsigned long long>(rows), time);
      }
    }
  }

  void askAsKnownOn() {
    const OpenOptions options{.reading_day = Day{20'010}};
    {
      EventStore store = orThrow(EventStore::open(directory_ / "store", options));
      std::printf("\n| as known on an earlier day | ms |\n|---|---:|\n");
      std::printf("| is it as it is: nothing came since | %.1f |\n",
                  median([&] { orThrow(store.isAsKnownOn(Day{20'005})); }));
      DocumentId first;
      orThrow(store.forEachDocument([&](const Document& document) {
        first = document.id;
        return false;
      }));
      orThrow(store.remove(first));
    }
    const EventStore store = orThrow(EventStore::openReadOnly(directory_ / "store"));
    std::uint64_t events = 0;
    const double time = milliseconds(
        [&] { events = orThrow(orThrow(store.asKnownOn(Day{20'005}))->counts()).events; });
    std::printf("| as it was before a document went: %llu events | %.1f |\n",
                static_cast<unsigned long long>(events), time);
    std::printf("| the most memory that this process had by then, MB | %ld |\n", peakMegabytes());
  }

  void askForWords() {
    std::printf("\n| words of the evidence | found | ms |\n|---|---:|---:|\n");
    search("without an index");
    {
      const EventStore store = orThrow(EventStore::openReadOnly(directory_ / "store"));
      searchInSqlite(store);
    }
    makeIndex();
    search("by the index");
  }

 private:
  void search(const char* how) {
    const EventStore store = orThrow(EventStore::openReadOnly(directory_ / "store"));
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"Lavrov"},
                                               {"negotiation"},
                                               {"negotiat*"},
                                               {"Lavrov", "negotiation"},
                                               {"express intent"}}) {
      std::vector<SearchTerm> terms;
      std::string asked;
      for (const std::string& word : words) {
        terms.push_back(searchTerm(word));
        asked += (asked.empty() ? "'" : ", '") + word + "'";
      }
      std::uint64_t found = 0;
      const double time = median([&] {
        found = 0;
        orThrow(store.search(terms, {}, [&](const Event&) { return ++found > 0; }));
      });
      std::printf("| %s: %s | %llu | %.2f |\n", how, asked.c_str(),
                  static_cast<unsigned long long>(found), time);
    }
  }

  void makeIndex() {
    EventStore store = orThrow(EventStore::open(directory_ / "store"));
    const std::uint64_t before = store.sizeOnDisk();
    const double made = milliseconds([&] { orThrow(store.keepWords()); });
    orThrow(store.compact());
    std::printf("| (the index: made in %.1f s, %.1f MB beside the %.1f of the store) | | |\n",
                made / 1e3, static_cast<double>(store.sizeOnDisk() - before) / 1e6,
                static_cast<double>(before) / 1e6);
  }

  static long peakMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
      long kilobytes = 0;
      if (word == "VmHWM:" && status >> kilobytes) return kilobytes / 1000;
    }
    return 0;
  }

  // An index of words only: the passages stay where they are.
  void searchInSqlite(const EventStore& store) {
    const fs::path file = directory_ / "words.sqlite";
    fs::remove(file);
    sqlite3* db = nullptr;
    sqlite3_open(file.c_str(), &db);
    const auto run = [&](const char* sql) {
      if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(db));
      }
    };
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize=\"unicode61 categories "
        "'L* N* Co Mn Mc'\")");
    const double made = milliseconds([&] {
      sqlite3_stmt* add = nullptr;
      sqlite3_prepare_v2(db, "INSERT INTO words(rowid, text) VALUES(?,?)", -1, &add, nullptr);
      std::int64_t number = 0;
      run("BEGIN");
      orThrow(store.forEachDocumentEvents([&](const DocumentEvents& said) {
        for (const Event& event : said.events) {
          for (const Mention& mention : event.mentions) {
            sqlite3_bind_int64(add, 1, ++number);
            bindText(add, 2, mention.text);
            bench::finish(add);
          }
        }
        return true;
      }));
      sqlite3_finalize(add);
      run("COMMIT; INSERT INTO words(words) VALUES('optimize'); PRAGMA wal_checkpoint(TRUNCATE)");
    });
    for (const char* word : {"Lavrov", "negotiation"}) {
      sqlite3_stmt* ask = nullptr;
      sqlite3_prepare_v2(db, "SELECT rowid FROM words WHERE words MATCH ?", -1, &ask, nullptr);
      std::uint64_t found = 0;
      const double time = median([&] {
        found = 0;
        bindText(ask, 1, word);
        while (sqlite3_step(ask) == SQLITE_ROW) ++found;
        sqlite3_reset(ask);
      });
      std::printf("| FTS5: %s | %llu | %.2f |\n", word, static_cast<unsigned long long>(found),
                  time);
      sqlite3_finalize(ask);
    }
    sqlite3_close(db);
    std::printf("| (FTS5: made in %.1f s, %.1f MB) | | |\n", made / 1e3,
                static_cast<double>(fs::file_size(file)) / 1e6);
  }

  const char* statements_;
  fs::path directory_;
};

}  // namespace
}  // namespace chancery::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: chancery_filters STATEMENTS.tsv DIRECTORY\n");
    return 2;
  }
  try {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    chancery::bench::Run run(argv[1], argv[2]);
    run.fill();
    run.askForPlaces();
    run.askForWords();
    run.askAsKnownOn();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "chancery_filters: %s\n", error.what());
    return 1;
  }
  return 0;
}
