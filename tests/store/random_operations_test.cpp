// A store against a plain model in memory, over a long row of operations drawn by chance, in this
// process and in others that are killed.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <thread>

#include "writer_process.h"

namespace chancery {
namespace {

using namespace test;
namespace fs = std::filesystem;

unsigned numberFromEnvironment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

// What is held, and what was at the end of the last days.
class Model {
 public:
  const MemorySource& now() const { return now_; }

  void apply(const Operation& operation) {
    if (operation.kind == Operation::Kind::kRemove) {
      remove(operation.id);
    } else if (operation.kind == Operation::Kind::kForget) {
      remove(operation.id);
      for (auto& [day, documents] : then_) documents.erase(operation.id);
    } else {
      for (const DocumentEvents& said : operation.documents) add(said);
    }
  }
  void add(const DocumentEvents& said) {
    held_[said.document.id] = said;
    now_.add(said);
  }
  bool holds(const DocumentId& id) const { return held_.contains(id); }

  void endDay(Day day) {
    then_[day] = held_;
    constexpr std::size_t kMostDays = 20;
    if (then_.size() > kMostDays) then_.erase(then_.begin());
  }
  std::optional<Day> anyDay(RandomDocuments& random) const {
    if (then_.empty()) return std::nullopt;
    return std::next(then_.begin(), random.below(static_cast<unsigned>(then_.size())))->first;
  }
  MemorySource on(Day day) const {
    MemorySource source;
    for (const auto& [id, said] : then_.at(day)) source.add(said);
    return source;
  }

 private:
  void remove(const DocumentId& id) {
    held_.erase(id);
    now_.remove(id);
  }

  using Documents = std::map<DocumentId, DocumentEvents>;
  Documents held_;
  MemorySource now_;
  std::map<Day, Documents> then_;
};

class Trial {
 public:
  explicit Trial(unsigned seed) : operations_(seed) { open(); }

  void step() {
    switch (random().below(25)) {
      case 0: abandonBulk(); break;
      case 1: reopen(); break;
      case 2: kill(); break;
      case 3: merge(); break;
      case 4: REQUIRE(store_->flush()); break;
      case 5: REQUIRE(store_->compact()); break;
      case 6: endDay(); break;
      case 7: REQUIRE(store_->keepWords()); break;
      default: operate(); break;
    }
    read();
  }

  void check() { checkSame(*store_, model_.now()); }
  unsigned kills() const { return kills_; }

 private:
  RandomDocuments& random() { return operations_.random(); }
  fs::path directory() const { return dir_.path() / std::to_string(stores_); }
  void open() { store_ = openOrMake(directory(), day_); }

  void operate() {
    const Operation operation = operations_.next();
    operation.applyTo(*store_);
    model_.apply(operation);
  }

  void abandonBulk() {
    BulkWriter writer = store_->bulk({.memory_bytes = 1000}).value();
    for (unsigned i = 0; i < 5; ++i) {
      REQUIRE(writer.put(random().next("doc" + std::to_string(i))));
    }
  }

  void reopen() {
    store_.reset();
    open();
  }

  void endDay() {
    model_.endDay(day_);
    day_ = addDays(day_, 1 + static_cast<std::int32_t>(random().below(3)));
    reopen();
  }

  // Another process goes on with the store, until SIGKILL ends it in the middle of something.
  void kill() {
    ++kills_;
    store_.reset();
    const unsigned seed = random().below(1u << 30);
    WriterProcess writer(directory(), seed, day_);
    const std::uintmax_t enough = random().below(12);
    while (writer.acknowledged() < enough && writer.runs()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random().below(3000)));
    CHECK(writer.kill() == 128 + SIGKILL);

    Operations written(seed);
    for (std::uintmax_t i = writer.acknowledged(); i > 0; --i) model_.apply(written.next());
    open();
    // what it was at when it was killed is there as a whole or not at all
    if (!holdTheSame(*store_, model_.now())) model_.apply(written.next());
    CHECK(holdTheSame(*store_, model_.now()));
  }

  // All that the store holds and ever held, and some more, into another store.
  void merge() {
    ++stores_;
    EventStore other = openOrMake(directory(), day_);
    std::vector<DocumentEvents> more;
    for (unsigned i = random().below(8); i > 0; --i) {
      more.push_back(random().next("doc" + std::to_string(random().below(40))));
    }
    REQUIRE(other.putAll(more));
    BulkWriter writer = other.bulk({.memory_bytes = 1u << random().below(20)}).value();
    REQUIRE(store_->forEachHeld([&](DocumentVersion&& version) {
      REQUIRE(writer.put(std::move(version.said), version.since));
      return true;
    }));
    REQUIRE(writer.commit());
    REQUIRE(store_->forEachKept(
        [&](DocumentVersion&& version) { return other.keep(version).has_value(); }));
    std::map<DocumentId, DocumentEvents> last;
    for (const DocumentEvents& said : more) last[said.document.id] = said;
    for (const auto& [id, said] : last) {
      if (!model_.holds(id)) model_.add(said);
    }
    const fs::path from = dir_.path() / std::to_string(stores_ - 1);
    store_.reset();
    fs::remove_all(from);
    store_ = std::move(other);
  }

  void read() {
    const EventFilter filter = randomFilter(random());
    const MemorySource& model = model_.now();
    const std::string a = random().actor(), b = random().actor();
    switch (random().below(9)) {
      case 8: {
        const CountFilter counted{filter.from, filter.to, filter.relations, filter.statuses};
        const std::size_t limit = 1 + random().below(3);
        CHECK(mostIn(*store_, counted, limit) == mostIn(model, counted, limit));
        break;
      }
      case 6: search(filter); break;
      case 7: search({}); break;
      case 0: CHECK(eventsIn(*store_, filter) == eventsIn(model, filter)); break;
      case 1:
        CHECK(eventsBetween(*store_, a, b, filter) == eventsBetween(model, a, b, filter));
        break;
      case 2: CHECK(eventsOf(*store_, a, filter) == eventsOf(model, a, filter)); break;
      case 3: CHECK(neighborsIn(*store_, a, filter) == neighborsIn(model, a, filter)); break;
      case 4: CHECK(neighborsIn(*store_, a) == neighborsIn(model, a)); break;
      default: readEarlier(); break;
    }
  }

  // With an index of words, once there is one, and without.
  void search(const EventFilter& filter) {
    const std::vector<SearchTerm> terms = random().terms();
    CAPTURE(terms.size(), store_->keepsWords());
    CHECK(found(*store_, terms, filter) == found(model_.now(), terms, filter));
  }

  void readEarlier() {
    const auto day = model_.anyDay(random());
    if (!day) return;
    CAPTURE(toIso({*day, *day}));
    const auto then = store_->asKnownOn(*day).value();
    const MemorySource model = model_.on(*day);
    CHECK(holdTheSame(*then, model));
    const EventFilter filter = randomFilter(random());
    const std::string a = random().actor();
    CHECK(eventsOf(*then, a, filter) == eventsOf(model, a, filter));
    CHECK(neighborsIn(*then, a, filter) == neighborsIn(model, a, filter));
  }

  const TempDir dir_;
  Operations operations_;
  unsigned stores_ = 0, kills_ = 0;
  Day day_ = day("2026-01-01");
  Model model_;
  std::optional<EventStore> store_;
};

// CHANCERY_RANDOM_OPERATIONS=10000 for a long run, CHANCERY_RANDOM_SEED to repeat one.
TEST_CASE("Whatever is done to a store, it answers as the plain model does", "[store][random]") {
  const unsigned operations = numberFromEnvironment("CHANCERY_RANDOM_OPERATIONS", 120);
  const unsigned seed = numberFromEnvironment("CHANCERY_RANDOM_SEED", 1905);
  std::printf("%u random operations, seed %u\n", operations, seed);
  Trial trial(seed);
  for (unsigned i = 0; i < operations; ++i) {
    CAPTURE(seed, i);
    trial.step();
    if (i % 50 == 49) trial.check();
  }
  trial.check();
  std::printf("of them %u with another process that was killed\n", trial.kills());
}

}  // namespace
}  // namespace chancery
