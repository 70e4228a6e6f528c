// The store beside SQLite: loading, and the timeline of a pair among the examples × 1,000.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>

#include "bench/examples.h"
#include "bench/sqlite_events.h"
#include "store/event_store.h"
#include "tests/support/temp_dir.h"

namespace chancery {
namespace {

constexpr int kCopies = 1000;
constexpr int kCopiesLoaded = 20;

EventStore openStore(const std::filesystem::path& directory) {
  return std::move(EventStore::open(directory, {.create_if_missing = true}).value());
}

// Both hold the same events, made once for all benchmarks that ask.
struct Stores {
  Stores() : ours(openStore(dir.path() / "ours")), theirs(dir.path() / "theirs.sqlite") {
    for (int copy = 0; copy < kCopies; ++copy) {
      const std::vector<DocumentEvents> documents = bench::movedExamples(copy);
      if (!ours.putAll(documents)) throw std::runtime_error("the store cannot be written");
      theirs.add(documents);
    }
    if (!ours.compact()) throw std::runtime_error("the store cannot be compacted");
  }

  test::TempDir dir;
  EventStore ours;
  bench::SqliteEvents theirs;
};

Stores& stores() {
  static Stores both;
  return both;
}

// The two that have most to do with each other, and the first day of theirs.
struct Pair {
  EntityId a;
  EntityId b;
  Day first{INT32_MAX};
};

Pair busiestPair() {
  std::map<std::pair<EntityId, EntityId>, int> counts;
  for (const DocumentEvents& said : bench::exampleEvents()) {
    for (const Event& event : said.events) {
      if (event.date) ++counts[std::minmax(event.subject, event.object)];
    }
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& x, const auto& y) { return x.second < y.second; });
  Pair pair{most->first.first, most->first.second};
  for (const DocumentEvents& said : bench::exampleEvents()) {
    for (const Event& event : said.events) {
      if (event.date && std::minmax(event.subject, event.object) == std::minmax(pair.a, pair.b))
        pair.first = std::min(pair.first, event.date->first);
    }
  }
  return pair;
}

EventFilter daysOf(const Pair& pair, std::int64_t days) {
  EventFilter filter;
  filter.from = addDays(pair.first, kCopies / 2);
  filter.to = addDays(*filter.from, static_cast<int>(days));
  return filter;
}

void setRows(benchmark::State& state, std::size_t rows) {
  state.counters["rows"] = static_cast<double>(rows);
}

void timelineOfPair(benchmark::State& state) {
  EventStore& store = stores().ours;
  const Pair pair = busiestPair();
  const EventFilter filter = daysOf(pair, state.range(0));
  std::size_t rows = 0;
  for (auto _ : state) {
    rows = 0;
    std::int64_t sum = 0;
    const auto asked = store.forEachEventBetween(
        pair.a, pair.b, filter, Detail::kSummary, [&](const Event& event) {
          ++rows;
          sum += event.date->first.since_1970 + event.confidence_permille;
          return true;
        });
    if (!asked) state.SkipWithError(asked.error().message.c_str());
    benchmark::DoNotOptimize(sum);
  }
  setRows(state, rows);
}
BENCHMARK(timelineOfPair)->Arg(30)->Arg(365)->Unit(benchmark::kMicrosecond);

void timelineOfPairInSqlite(benchmark::State& state) {
  bench::SqliteEvents& peer = stores().theirs;
  const Pair pair = busiestPair();
  const EventFilter filter = daysOf(pair, state.range(0));
  std::size_t rows = 0;
  for (auto _ : state) {
    const auto answer = peer.timeline(pair.a, pair.b, *filter.from, *filter.to);
    rows = answer.rows;
    benchmark::DoNotOptimize(answer.sum);
  }
  setRows(state, rows);
}
BENCHMARK(timelineOfPairInSqlite)->Arg(30)->Arg(365)->Unit(benchmark::kMicrosecond);

std::vector<std::vector<DocumentEvents>> batches() {
  std::vector<std::vector<DocumentEvents>> all;
  for (int copy = 0; copy < kCopiesLoaded; ++copy) all.push_back(bench::movedExamples(copy));
  return all;
}

void setEvents(benchmark::State& state, const std::vector<std::vector<DocumentEvents>>& all) {
  std::size_t events = 0;
  for (const auto& batch : all) {
    for (const DocumentEvents& said : batch) events += said.events.size();
  }
  state.counters["events"] = benchmark::Counter(static_cast<double>(events),
                                                benchmark::Counter::kIsIterationInvariantRate);
}

void load(benchmark::State& state) {
  const auto all = batches();
  for (auto _ : state) {
    const test::TempDir dir;
    EventStore store = openStore(dir.path() / "db");
    for (const auto& batch : all) {
      if (!store.putAll(batch)) state.SkipWithError("the store cannot be written");
    }
    if (!store.flush()) state.SkipWithError("the store cannot be flushed");
  }
  setEvents(state, all);
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

void loadIntoSqlite(benchmark::State& state) {
  const auto all = batches();
  for (auto _ : state) {
    const test::TempDir dir;
    bench::SqliteEvents peer(dir.path() / "events.sqlite");
    for (const auto& batch : all) peer.add(batch);
  }
  setEvents(state, all);
}
BENCHMARK(loadIntoSqlite)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chancery
