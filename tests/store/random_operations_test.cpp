// A store against a plain model in memory, over a long row of operations drawn by chance.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>

#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;
namespace fs = std::filesystem;

unsigned numberFromEnvironment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

// Names and sizes of a store's files.
std::map<std::string, std::uintmax_t> filesOf(const fs::path& directory) {
  std::map<std::string, std::uintmax_t> files;
  for (const auto& file : fs::directory_iterator(directory)) {
    std::error_code gone;
    if (file.is_regular_file(gone)) files[file.path().filename().string()] = file.file_size(gone);
  }
  return files;
}

// What a crash would leave behind: the files as they are while the store is open.
void copyOpenStore(const fs::path& from, const fs::path& to) {
  while (true) {
    const auto before = filesOf(from);
    fs::remove_all(to);
    fs::create_directories(to);
    for (const auto& [name, bytes] : before) {
      std::error_code gone;
      if (name != "LOCK") fs::copy_file(from / name, to / name, gone);
    }
    if (filesOf(from) == before) return;  // nothing went on in the background meanwhile
  }
}

class Trial {
 public:
  explicit Trial(unsigned seed) : random_(seed), store_(openOrMake(directory())) {}

  void step() {
    switch (random_.below(20)) {
      case 0:
      case 1: remove(); break;
      case 2:
      case 3: putAll(); break;
      case 4:
      case 5:
      case 6: bulk(); break;
      case 7: abandonBulk(); break;
      case 8: reopen(); break;
      case 9: crash(); break;
      case 10: merge(); break;
      case 11: REQUIRE(store_->flush()); break;
      case 12: REQUIRE(store_->compact()); break;
      default: put(); break;
    }
    read();
  }

  void check() { checkSame(*store_, model_); }

 private:
  fs::path directory() const { return dir_.path() / std::to_string(stores_); }
  std::string anyId() { return "doc" + std::to_string(random_.below(40)); }
  DocumentEvents anyDocument() { return random_.next(anyId()); }

  void put() {
    const DocumentEvents said = anyDocument();
    REQUIRE(store_->put(said));
    model_.add(said);
  }

  void remove() {
    const DocumentId id{anyId()};
    CHECK(store_->remove(id).value() == model_.remove(id));
  }

  std::vector<DocumentEvents> some() {
    std::vector<DocumentEvents> documents;
    for (unsigned i = random_.below(8); i > 0; --i) documents.push_back(anyDocument());
    return documents;
  }

  void putAll() {
    const auto documents = some();
    REQUIRE(store_->putAll(documents));
    for (const DocumentEvents& said : documents) model_.add(said);
  }

  void bulk() {
    const auto documents = some();
    BulkWriter writer = store_->bulk({.memory_bytes = 1u << random_.below(20)}).value();
    for (const DocumentEvents& said : documents) REQUIRE(writer.put(said));
    REQUIRE(writer.commit());
    for (const DocumentEvents& said : documents) model_.add(said);
  }

  void abandonBulk() {
    BulkWriter writer = store_->bulk({.memory_bytes = 1000}).value();
    for (unsigned i = 0; i < 5; ++i) {
      REQUIRE(writer.put(random_.next("doc" + std::to_string(i))));
    }
  }

  void reopen() {
    store_.reset();
    store_ = openOrMake(directory());
  }

  void crash() {
    const fs::path from = directory();
    ++stores_;
    copyOpenStore(from, directory());
    store_.reset();
    fs::remove_all(from);
    store_ = openOrMake(directory());
  }

  // All that the store holds, and some more, into another store.
  void merge() {
    ++stores_;
    EventStore other = openOrMake(directory());
    const auto documents = some();
    REQUIRE(other.putAll(documents));
    BulkWriter writer = other.bulk({.memory_bytes = 1u << random_.below(20)}).value();
    REQUIRE(store_->forEachDocumentEvents([&](DocumentEvents&& said) {
      REQUIRE(writer.put(std::move(said)));
      return true;
    }));
    REQUIRE(writer.commit());
    for (const DocumentEvents& said : documents) {
      if (!model_.findDocument(said.document.id)) model_.add(said);
    }
    store_ = std::move(other);
  }

  void read() {
    const EventFilter filter = randomFilter(random_);
    const std::string a = random_.actor(), b = random_.actor();
    switch (random_.below(4)) {
      case 0: CHECK(eventsIn(*store_, filter) == eventsIn(model_, filter)); break;
      case 1:
        CHECK(eventsBetween(*store_, a, b, filter) == eventsBetween(model_, a, b, filter));
        break;
      case 2: CHECK(eventsOf(*store_, a, filter) == eventsOf(model_, a, filter)); break;
      default: CHECK(neighborsIn(*store_, a, filter) == neighborsIn(model_, a, filter)); break;
    }
  }

  const TempDir dir_;
  RandomDocuments random_;
  unsigned stores_ = 0;
  MemorySource model_;
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
}

}  // namespace
}  // namespace chancery
