// The questions that users ask, put to the store, to SQLite and to bare RocksDB keys in one run:
// the same statements, the same questions, the answers compared.
//
//   chancery_questions STATEMENTS.tsv DIRECTORY [--queries FILE] [--only ours,sqlite,bare]
//   chancery_questions STATEMENTS.tsv DIRECTORY --loads ROUNDS
//   chancery_questions STATEMENTS.tsv DIRECTORY --incremental ROUNDS [--only ours]
//   chancery_questions STATEMENTS.tsv DIRECTORY --store DIR [--only ours,bare]
//   … --long N
//
// prints a table in Markdown; with --queries, it also writes the questions and the answers, to be
// put to other engines. With --only, the engines that are not named are left out. With --loads,
// the store and the bare keys are loaded by turns, so often, and nothing is asked; with
// --incremental, too, and each document is written by itself, by way of the log. With --store, a
// store that holds the statements is asked, and not loaded. --long N: so many questions of the
// kinds that take long, top pairs and paths.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <random>

#include "bench/answers.h"
#include "bench/bare_events.h"
#include "bench/sqlite_graph.h"
#include "export/statement_reader.h"
#include "graph/neighbors.h"
#include "graph/paths.h"
#include "store/event_store.h"

namespace chancery::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kTopPairs = 20;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Of all threads of this process, so that what else the machine does counts less.
double processorSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

template <typename T>
T orThrow(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::uint64_t bytesIn(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return std::filesystem::file_size(path);
  std::uint64_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(path)) bytes += file.file_size();
  return bytes;
}

template <typename Take>
void forEachDocument(const std::string& path, Take take) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read '" + path + "'");
  StatementOptions options;
  options.skipped = [](const std::string& name, const std::string& reason) {
    throw std::runtime_error(name + ": " + reason);
  };
  StatementReader reader(file, "statements", options);
  while (auto said = orThrow(reader.next())) take(std::move(*said));
}

double medianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

PathOptions longPaths() {
  PathOptions options;
  options.max_steps = 64;  // no pair is left without an answer for want of steps
  return options;
}

// One question, for all engines.
struct Query {
  std::string a;
  std::string b;
  Day from;
  Day to;
  Relation relation = Relation::kMeet;
  Answer answer = {};  // ours
};

struct Loaded {
  double seconds = 0;  // of the processor
  double wall_seconds = 0;
  std::uint64_t bytes = 0;
};

// Measures what is done until loaded() is called.
class LoadTimer {
 public:
  Loaded loaded(std::uint64_t bytes) const {
    return {processorSeconds() - processor_, secondsSince(wall_), bytes};
  }

 private:
  double processor_ = processorSeconds();
  Clock::time_point wall_ = Clock::now();
};

class Run {
 public:
  Run(std::string statements, std::filesystem::path directory, const std::string& only)
      : statements_(std::move(statements)),
        directory_(std::move(directory)),
        with_sqlite_(only.find("sqlite") != std::string::npos),
        with_bare_(only.find("bare") != std::string::npos) {
    std::filesystem::create_directories(directory_);
  }

  // `there`: a store that has the statements already, or nothing.
  void load(const std::filesystem::path& there) {
    const std::filesystem::path ours = there.empty() ? directory_ / "ours" : there;
    if (there.empty()) {
      loadOurs();
    } else {
      sampleAll();
    }
    if (with_sqlite_) loadSqlite();
    if (with_bare_) loadBare();
    printLoadHead();
    if (there.empty()) printLoad("Chancery", ours_loaded_);
    if (with_sqlite_) printLoad("SQLite", sqlite_loaded_);
    if (with_bare_) printLoad("bare RocksDB keys", bare_loaded_);
    const Clock::time_point start = Clock::now();
    const double processor = processorSeconds();
    store_.emplace(orThrow(EventStore::openReadOnly(ours)));
    std::printf("\nopening the store: %.1f ms, %.1f ms of the processor\n",
                secondsSince(start) * 1e3, (processorSeconds() - processor) * 1e3);
    std::fflush(stdout);
  }

  // In bulk, or document by document.
  void loadByTurns(int rounds, bool in_bulk) {
    std::vector<double> ours, bare, ratios;
    for (int round = 0; round < rounds; ++round) {
      statement_count_ = 0;
      in_bulk ? loadOurs() : loadOursByDocument();
      const auto speed = [&](const Loaded& loaded) {
        return static_cast<double>(statement_count_) / loaded.seconds;
      };
      ours.push_back(speed(ours_loaded_));
      std::printf("Chancery %.0f", ours.back());
      if (with_bare_) {
        bare_.reset();
        in_bulk ? loadBare() : loadBareByDocument();
        bare.push_back(speed(bare_loaded_));
        ratios.push_back(ours.back() / bare.back());
        std::printf(", bare %.0f: %.3f;", bare.back(), ratios.back());
      }
      std::printf(" statements a second of the processor; of the wall %.0f\n",
                  static_cast<double>(statement_count_) / ours_loaded_.wall_seconds);
      std::fflush(stdout);
    }
    std::printf("median: %.0f", medianOf(ours));
    if (with_bare_) std::printf(", bare %.0f, ratio %.3f", medianOf(bare), medianOf(ratios));
    std::printf("\n");
  }

  void ask(const std::string& queries_file, std::size_t most_long) {
    drawQueries();
    tops_.resize(std::min(tops_.size(), most_long));
    paths_.resize(std::min(paths_.size(), most_long));
    std::printf(
        "\n| question | rows | | Chancery p50 | p99 | SQLite p50 | p99 | bare p50 | p99 | Chancery "
        ": bare |\n");
    std::printf("|---|---:|---|---:|---:|---:|---:|---:|---:|---:|\n");
    const auto between = [](const Query& query) {
      EventFilter filter;
      filter.from = query.from;
      filter.to = query.to;
      return filter;
    };
    const auto listing = [](Answer& answer) {
      return [&answer](const Event& event) {
        addRow(answer, event.date->first.since_1970, static_cast<int>(event.relation),
               event.subject.value, event.object.value);
        return true;
      };
    };
    compare(
        "a pair's 90 days", pairs_,
        [&](const Query& query) {
          Answer answer;
          orThrow(store_->forEachEventBetween({query.a}, {query.b}, between(query),
                                              Detail::kSummary, listing(answer)));
          return answer;
        },
        [&](const Query& query) {
          return sqlite_->pairTimeline(query.a, query.b, query.from, query.to);
        },
        [&](const Query& query) {
          return bare_->pairTimeline(query.a, query.b, query.from, query.to);
        });
    compare(
        "an actor's 90 days", actors_,
        [&](const Query& query) {
          Answer answer;
          orThrow(
              store_->forEachEventOf({query.a}, between(query), Detail::kSummary, listing(answer)));
          return answer;
        },
        [&](const Query& query) { return sqlite_->actorTimeline(query.a, query.from, query.to); },
        [&](const Query& query) { return bare_->actorTimeline(query.a, query.from, query.to); });
    compare(
        "a day's meetings", days_,
        [&](const Query& query) {
          Answer answer;
          EventFilter filter = between(query);
          filter.relations = {query.relation};
          orThrow(store_->forEachEvent(filter, Detail::kSummary, listing(answer)));
          return answer;
        },
        [&](const Query& query) { return sqlite_->dayOf(query.relation, query.from); },
        [&](const Query& query) { return bare_->dayOf(query.relation, query.from); });
    compare(
        "neighbours with counts", neighbours_,
        [&](const Query& query) {
          Answer answer;
          orThrow(store_->forEachNeighbor({query.a}, {}, [&](const Neighbor& neighbor) {
            addPartner(answer, neighbor.id.value, neighbor.events);
            return true;
          }));
          return answer;
        },
        [&](const Query& query) { return sqlite_->neighbors(query.a); },
        [&](const Query& query) { return bare_->neighbors(query.a); });
    compare(
        "top pairs of months", tops_,
        [&](const Query& query) {
          CountFilter filter{query.from, query.to, {query.relation}, {}};
          Answer answer;
          for (const PairCount& pair : orThrow(store_->topPairs(filter, kTopPairs))) {
            addPair(answer, pair.a.value, pair.b.value, pair.events);
          }
          return answer;
        },
        [&](const Query& query) {
          return sqlite_->topPairs(query.relation, query.from, query.to, kTopPairs);
        },
        [&](const Query& query) {
          return bare_->topPairs(query.relation, query.from, query.to, kTopPairs);
        },
        true);
    compare(
        "shortest path", paths_,
        [&](const Query& query) {
          const auto path = findShortestPath(*store_, {query.a}, {query.b}, longPaths());
          if (!path && path.error().code == ErrorCode::kNotFound) return Answer();
          return stepsAnswer(orThrow(path).steps.size());
        },
        nullptr, [&](const Query& query) { return bare_->shortestPath(query.a, query.b); }, true);
    if (!queries_file.empty()) writeQueries(queries_file);
  }

 private:
  using Ask = std::function<Answer(const Query&)>;

  void printLoadHead() {
    std::printf("%zu statements of %s, %zu events\n\n", statement_count_, statements_.c_str(),
                events_);
    std::printf(
        "| load in bulk, parsing included | statements a second of the processor | of the wall | "
        "bytes "
        "a statement |\n|---|---:|---:|---:|\n");
  }

  void printLoad(const char* name, const Loaded& loaded) {
    const auto statements = static_cast<double>(statement_count_);
    std::printf("| %s | %.0f | %.0f | %.1f |\n", name, statements / loaded.seconds,
                statements / loaded.wall_seconds, static_cast<double>(loaded.bytes) / statements);
  }

  void loadOurs() {
    std::filesystem::remove_all(directory_ / "ours");
    const LoadTimer timer;
    EventStore store = orThrow(EventStore::open(directory_ / "ours", {.create_if_missing = true}));
    BulkWriter bulk = orThrow(store.bulk({.ids_are_made = true}));
    forEachDocument(statements_, [&](DocumentEvents&& said) {
      statement_count_ += said.events.size();
      sample(said);
      orThrow(bulk.put(std::move(said)));
    });
    orThrow(bulk.commit());
    orThrow(store.flush());
    ours_loaded_ = timer.loaded(0);
    orThrow(store.compact());
    events_ = orThrow(store.counts()).events;
    ours_loaded_.bytes = store.sizeOnDisk();
  }

  void sampleAll() {
    forEachDocument(statements_, [&](const DocumentEvents& said) {
      statement_count_ += said.events.size();
      sample(said);
    });
  }

  void loadOursByDocument() {
    std::filesystem::remove_all(directory_ / "ours-by-document");
    const LoadTimer timer;
    EventStore store =
        orThrow(EventStore::open(directory_ / "ours-by-document", {.create_if_missing = true}));
    forEachDocument(statements_, [&](DocumentEvents&& said) {
      statement_count_ += said.events.size();
      orThrow(store.put(std::move(said)));
    });
    orThrow(store.flush());
    ours_loaded_ = timer.loaded(0);
    orThrow(store.compact());
    events_ = orThrow(store.counts()).events;
    ours_loaded_.bytes = store.sizeOnDisk();
  }

  void loadBareByDocument() {
    std::filesystem::remove_all(directory_ / "bare-by-document");
    const LoadTimer timer;
    BareEvents bare(directory_ / "bare-by-document");
    forEachDocument(statements_, [&](const DocumentEvents& said) { bare.write(said); });
    bare.flush();
    bare_loaded_ = timer.loaded(bytesIn(directory_ / "bare-by-document"));
  }

  void loadSqlite() {
    for (const char* name : {"theirs.sqlite", "theirs.sqlite-wal", "theirs.sqlite-shm"}) {
      std::filesystem::remove(directory_ / name);
    }
    const LoadTimer timer;
    sqlite_.emplace(directory_ / "theirs.sqlite");
    std::size_t events = 0;
    sqlite_->begin();
    forEachDocument(statements_, [&](const DocumentEvents& said) {
      sqlite_->add(said);
      events += said.events.size();
      if (events < 20'000) return;
      sqlite_->commit();
      sqlite_->begin();
      events = 0;
    });
    sqlite_->commit();
    sqlite_->finish();
    sqlite_loaded_ = timer.loaded(bytesIn(directory_ / "theirs.sqlite"));
  }

  void loadBare() {
    std::filesystem::remove_all(directory_ / "bare");
    const LoadTimer timer;
    bare_.emplace(directory_ / "bare");
    forEachDocument(statements_, [&](const DocumentEvents& said) { bare_->add(said); });
    bare_->finish();
    bare_loaded_ = timer.loaded(bytesIn(directory_ / "bare"));
  }

  // Every so often one statement: pairs and actors are drawn as often as they occur.
  void sample(const DocumentEvents& said) {
    for (const Event& event : said.events) {
      if (random_() % 64 == 0) {
        samples_.push_back({event.subject.value, event.object.value, event.date->first,
                            event.date->first, event.relation});
      }
    }
  }

  void drawQueries() {
    std::mt19937 random(1945);
    const auto draw = [&](std::vector<Query>& queries, std::size_t count, int days) {
      for (std::size_t i = 0; i < count; ++i) {
        Query query = samples_[random() % samples_.size()];
        query.from = addDays(query.from, -static_cast<int>(random() % 90) * (days > 0));
        query.to = addDays(query.from, days);
        queries.push_back(query);
      }
    };
    draw(pairs_, 1000, 89);
    draw(actors_, 1000, 89);
    draw(days_, 200, 0);
    for (Query& query : days_) query.relation = Relation::kMeet;
    draw(neighbours_, 300, 89);
    draw(tops_, 50, 0);
    for (Query& query : tops_) {  // from one month to another, both whole
      const Day other = samples_[random() % samples_.size()].from;
      const CivilDate first = toCivil(std::min(query.from, other));
      const CivilDate last = toCivil(std::max(query.from, other));
      query.from = monthSpan(first.year, first.month).first;
      query.to = monthSpan(last.year, last.month).last;
      query.relation = Relation::kMeet;
    }
    draw(paths_, 100, 0);
    for (Query& query : paths_) query.b = samples_[random() % samples_.size()].b;
  }

  struct Times {
    double p50 = 0;
    double p99 = 0;
    double processor_p50 = 0;  // of questions that take long: it cannot be read for nothing
    double processor_p99 = 0;
    std::vector<Answer> answers;
  };
  static double atPart(std::vector<double>& sorted, std::size_t hundredth) {
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() * hundredth / 100];
  }
  // The median over three rounds of each question's time, so that what else the machine does
  // counts less.
  static Times time(const std::vector<Query>& queries, const Ask& ask, bool takes_long) {
    Times times;
    std::vector<double> medians, processor_medians;
    std::vector<std::vector<double>> rounds(queries.size()), processor_rounds(queries.size());
    for (int round = 0; round < 4; ++round) {
      for (std::size_t i = 0; i < queries.size(); ++i) {
        const double processor = takes_long ? processorSeconds() : 0;
        const Clock::time_point start = Clock::now();
        const Answer answer = ask(queries[i]);
        const double seconds = secondsSince(start);
        if (round == 0) times.answers.push_back(answer);  // and warms the caches
        if (round == 0) continue;
        rounds[i].push_back(seconds * 1e6);
        if (takes_long) processor_rounds[i].push_back((processorSeconds() - processor) * 1e6);
      }
    }
    for (std::vector<double>& round : rounds) medians.push_back(atPart(round, 50));
    times.p50 = atPart(medians, 50);
    times.p99 = atPart(medians, 99);
    if (!takes_long) return times;
    for (std::vector<double>& round : processor_rounds) {
      processor_medians.push_back(atPart(round, 50));
    }
    times.processor_p50 = atPart(processor_medians, 50);
    times.processor_p99 = atPart(processor_medians, 99);
    return times;
  }

  // `sqlite`: none where it has no such question.
  void compare(const char* question, std::vector<Query>& queries, const Ask& ours,
               const Ask& sqlite, const Ask& bare, bool takes_long = false) {
    const Times our_times = time(queries, ours, takes_long);
    const bool ask_sqlite = with_sqlite_ && sqlite;
    const Times sqlite_times = ask_sqlite ? time(queries, sqlite, takes_long) : Times();
    const Times bare_times = with_bare_ ? time(queries, bare, takes_long) : Times();
    std::uint64_t rows = 0;
    bool same = true;
    for (std::size_t i = 0; i < queries.size(); ++i) {
      rows += our_times.answers[i].rows;
      queries[i].answer = our_times.answers[i];
      same = same && (!ask_sqlite || our_times.answers[i] == sqlite_times.answers[i]) &&
             (!with_bare_ || our_times.answers[i] == bare_times.answers[i]);
    }
    std::printf(
        "| %s | %.1f | %s | %.1f µs | %.0f µs | %.1f µs | %.0f µs | %.1f µs | %.0f µs | %.2f |\n",
        question, static_cast<double>(rows) / static_cast<double>(queries.size()),
        same ? "same answers" : "ANSWERS DIFFER", our_times.p50, our_times.p99, sqlite_times.p50,
        sqlite_times.p99, bare_times.p50, bare_times.p99, our_times.p50 / bare_times.p50);
    if (takes_long) {
      std::printf(
          "| … of the processor | | | %.1f µs | %.0f µs | %.1f µs | %.0f µs | %.1f µs | %.0f "
          "µs | %.2f |\n",
          our_times.processor_p50, our_times.processor_p99, sqlite_times.processor_p50,
          sqlite_times.processor_p99, bare_times.processor_p50, bare_times.processor_p99,
          our_times.processor_p50 / bare_times.processor_p50);
    }
    std::fflush(stdout);
  }

  void writeQueries(const std::string& file) {
    std::ofstream out(file);
    const auto write = [&](const char* kind, const std::vector<Query>& queries) {
      for (const Query& query : queries) {
        out << kind << '\t' << query.a << '\t' << query.b << '\t' << query.from.since_1970 << '\t'
            << query.to.since_1970 << '\t' << query.answer.rows << '\t' << query.answer.sum << '\n';
      }
    };
    write("pair", pairs_);
    write("actor", actors_);
    write("day", days_);
    write("neighbours", neighbours_);
    write("top", tops_);
    write("path", paths_);
    std::ofstream events(file + ".events");
    orThrow(store_->forEachEvent({}, Detail::kSummary, [&](const Event& event) {
      events << event.subject.value << '\t' << static_cast<int>(event.relation) << '\t'
             << event.object.value << '\t' << event.date->first.since_1970 << '\n';
      return true;
    }));
  }

  std::string statements_;
  std::filesystem::path directory_;
  bool with_sqlite_, with_bare_;
  std::mt19937 random_{1648};
  std::vector<Query> samples_;
  std::vector<Query> pairs_, actors_, days_, neighbours_, tops_, paths_;
  std::size_t statement_count_ = 0;
  std::size_t events_ = 0;
  Loaded ours_loaded_, sqlite_loaded_, bare_loaded_;
  std::optional<EventStore> store_;
  std::optional<SqliteGraph> sqlite_;
  std::optional<BareEvents> bare_;
};

}  // namespace
}  // namespace chancery::bench

int main(int argc, char** argv) {
  std::string queries, only = "ours,sqlite,bare", there;
  int rounds = 0;
  std::size_t most_long = 1000;
  bool in_bulk = true;
  bool understood = argc >= 3 && argc % 2 == 1;
  for (int i = 3; understood && i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--queries") == 0) {
      queries = argv[i + 1];
    } else if (std::strcmp(argv[i], "--only") == 0) {
      only = argv[i + 1];
    } else if (std::strcmp(argv[i], "--store") == 0) {
      there = argv[i + 1];
    } else if (std::strcmp(argv[i], "--long") == 0) {
      most_long = static_cast<std::size_t>(std::max(1, std::atoi(argv[i + 1])));
    } else if (std::strcmp(argv[i], "--loads") == 0) {
      rounds = std::atoi(argv[i + 1]);
    } else if (std::strcmp(argv[i], "--incremental") == 0) {
      rounds = std::atoi(argv[i + 1]);
      in_bulk = false;
    } else {
      understood = false;
    }
  }
  if (!understood) {
    std::fprintf(stderr,
                 "usage: chancery_questions STATEMENTS.tsv DIRECTORY [--queries FILE] "
                 "[--only ours,sqlite,bare] [--store DIR] [--long N] | --loads ROUNDS | "
                 "--incremental ROUNDS\n");
    return 2;
  }
  try {
    chancery::bench::Run run(argv[1], argv[2], only);
    if (rounds > 0) {
      run.loadByTurns(rounds, in_bulk);
    } else {
      run.load(there);
      run.ask(queries, most_long);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "chancery_questions: %s\n", error.what());
    return 1;
  }
  return 0;
}
