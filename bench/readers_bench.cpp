// Readers beside a writer, in threads and in processes, and the ways in which RocksDB lets another
// process read.
//
//   chancery_readers STORE DIRECTORY
//
// copies the store into the directory, which must not exist, and prints tables in Markdown.
#include <rocksdb/db.h>
#include <rocksdb/utilities/checkpoint.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <random>
#include <thread>

#include "store/event_store.h"

extern char** environ;

namespace chancery::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

template <typename T>
T orThrow(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

void orThrow(const rocksdb::Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

template <typename Do>
double microseconds(Do work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double part(std::vector<double> values, std::size_t percent) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, values.size() * percent / 100)];
}

// Twenty events among a few hundred actors.
DocumentEvents document(unsigned number) {
  std::mt19937 random(number);
  DocumentEvents said;
  said.document.id = {"bench-" + std::to_string(number)};
  for (int i = 0; i < 20; ++i) {
    const auto actor = [&] { return "p.bench-" + std::to_string(random() % 300); };
    Mention mention;
    mention.document = said.document.id;
    mention.text = "somebody met somebody";
    mention.end = mention.text.size();
    mention.confidence_permille = 900;
    const Day day{20'000 + static_cast<std::int32_t>(random() % 1000)};
    said.events.push_back(
        makeEvent(Relation::kMeet, {actor()}, {actor()}, DateSpan{day, day}, {mention}));
  }
  return said;
}

// Until it is told to stop, or killed; the events it wrote.
std::uint64_t writeOn(EventStore& store, const std::atomic<bool>& stop) {
  std::uint64_t events = 0;
  for (unsigned number = 0; !stop; ++number) {
    const DocumentEvents said = document(number);
    events += said.events.size();
    orThrow(store.put(said));
  }
  return events;
}

struct Pair {
  EntityId a, b;
  Day from;
};

std::vector<Pair> samplePairs(const EventStore& store) {
  std::vector<Pair> pairs;
  std::mt19937 random(1648);
  orThrow(store.forEachEvent({}, Detail::kSummary, [&](const Event& event) {
    if (random() % 128 == 0) pairs.push_back({event.subject, event.object, event.date->first});
    return true;
  }));
  std::shuffle(pairs.begin(), pairs.end(), random);
  if (pairs.size() > 1000) pairs.resize(1000);
  return pairs;
}

// The time of each question, over so many rounds.
std::vector<double> ask(const EventStore& store, const std::vector<Pair>& pairs, int rounds) {
  std::vector<double> times;
  for (int round = 0; round <= rounds; ++round) {
    for (const Pair& pair : pairs) {
      EventFilter filter;
      filter.from = addDays(pair.from, -45);
      filter.to = addDays(pair.from, 44);
      std::uint64_t rows = 0;
      const double time = microseconds([&] {
        orThrow(store.forEachEventBetween(pair.a, pair.b, filter, Detail::kSummary,
                                          [&](const Event&) { return ++rows > 0; }));
      });
      if (round > 0) times.push_back(time);  // the first one warms the caches
    }
  }
  return times;
}

void print(const char* what, const std::vector<double>& times, const std::vector<double>& idle) {
  std::printf("| %s | %.1f µs | %.0f µs | %.2f | %.2f |\n", what, part(times, 50), part(times, 99),
              part(times, 50) / part(idle, 50), part(times, 99) / part(idle, 99));
}

// Another process that writes until it is killed.
class Writer {
 public:
  explicit Writer(const fs::path& store) {
    const std::string self = fs::read_symlink("/proc/self/exe"), directory = store;
    char mode[] = "--write";
    std::vector<char*> arguments = {const_cast<char*>(self.c_str()), mode,
                                    const_cast<char*>(directory.c_str()), nullptr};
    if (posix_spawn(&child_, self.c_str(), nullptr, nullptr, arguments.data(), environ) != 0) {
      throw std::runtime_error("cannot start a writer");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  ~Writer() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

 private:
  pid_t child_ = -1;
};

// The database below a store, opened in a way that the store does not offer.
struct Raw {
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;

  ~Raw() {
    for (rocksdb::ColumnFamilyHandle* handle : handles) db->DestroyColumnFamilyHandle(handle);
    delete db;
  }
};

std::vector<rocksdb::ColumnFamilyDescriptor> familiesOf(const fs::path& store) {
  std::vector<std::string> names;
  orThrow(rocksdb::DB::ListColumnFamilies({}, store, &names));
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const std::string& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  return families;
}

constexpr auto kWritesFor = std::chrono::seconds(60);

void compareWays(const fs::path& store, const fs::path& directory) {
  std::printf(
      "\n| way for another process, beside a writer | times | median | longest "
      "|\n|---|---:|---:|---:|\n");
  const auto print_way = [](const char* what, const std::vector<double>& times) {
    std::printf("| %s | %zu | %.1f ms | %.1f ms |\n", what, times.size(), part(times, 50) / 1e3,
                part(times, 100) / 1e3);
  };
  std::vector<double> read_only, secondary, catching_up, checkpoint;
  rocksdb::DBOptions options;
  options.max_open_files = -1;
  {
    const Writer writer(store);
    const auto until = Clock::now() + kWritesFor;
    while (Clock::now() < until) {
      read_only.push_back(microseconds([&] { orThrow(EventStore::openReadOnly(store)); }));
      Raw raw;
      secondary.push_back(microseconds([&] {
        orThrow(rocksdb::DB::OpenAsSecondary(options, store, directory / "secondary",
                                             familiesOf(store), &raw.handles, &raw.db));
      }));
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      catching_up.push_back(microseconds([&] { orThrow(raw.db->TryCatchUpWithPrimary()); }));
    }
  }
  Raw raw;  // only who writes can make one
  orThrow(rocksdb::DB::Open(options, store, familiesOf(store), &raw.handles, &raw.db));
  rocksdb::Checkpoint* made = nullptr;
  orThrow(rocksdb::Checkpoint::Create(raw.db, &made));
  const std::unique_ptr<rocksdb::Checkpoint> owner(made);
  for (int i = 0; i < 7; ++i) {
    orThrow(raw.db->Put({}, "bench", std::to_string(i)));
    const fs::path target = directory / ("checkpoint-" + std::to_string(i));
    checkpoint.push_back(microseconds([&] { orThrow(made->CreateCheckpoint(target)); }));
  }
  print_way("read-only: open", read_only);
  print_way("secondary: open", secondary);
  print_way("secondary: catch up after 20 ms", catching_up);
  print_way("checkpoint: make, by the writer, without opening it", checkpoint);
}

void run(const fs::path& from, const fs::path& directory) {
  constexpr int kRounds = 5;
  fs::create_directories(directory);
  const fs::path store = directory / "store";
  fs::copy(from, store, fs::copy_options::recursive);
  std::printf(
      "| a pair's 90 days | p50 | p99 | p50 : idle | p99 : idle |\n|---|---:|---:|---:|---:|\n");
  std::vector<Pair> pairs;
  std::vector<double> idle;
  {
    EventStore open = orThrow(EventStore::open(store));
    pairs = samplePairs(open);
    idle = ask(open, pairs, kRounds);
    print("idle, in the process that may write", idle, idle);
    std::atomic<bool> stop = false;
    std::uint64_t events = 0;
    std::vector<double> times;
    const double taken = microseconds([&] {
      std::thread writer([&] { events = writeOn(open, stop); });
      times = ask(open, pairs, kRounds);
      stop = true;
      writer.join();
    });
    print("beside a thread that writes", times, idle);
    std::printf("| (it wrote %.0f events a second) | | | | |\n",
                static_cast<double>(events) / taken * 1e6);
  }
  const std::vector<double> alone = ask(orThrow(EventStore::openReadOnly(store)), pairs, kRounds);
  print("idle, opened read-only", alone, alone);
  {
    const Writer writer(store);
    print("opened read-only beside a process that writes",
          ask(orThrow(EventStore::openReadOnly(store)), pairs, kRounds), alone);
  }
  compareWays(store, directory);
}

}  // namespace
}  // namespace chancery::bench

int main(int argc, char** argv) {
  using namespace chancery;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  if (argc != 3) {
    std::fprintf(stderr, "usage: chancery_readers STORE DIRECTORY\n");
    return 2;
  }
  try {
    if (std::strcmp(argv[1], "--write") == 0) {
      EventStore store = bench::orThrow(EventStore::open(argv[2]));
      const std::atomic<bool> never = false;
      bench::writeOn(store, never);
    } else {
      bench::run(argv[1], argv[2]);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "chancery_readers: %s\n", error.what());
    return 1;
  }
  return 0;
}
