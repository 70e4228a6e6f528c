#include <cstdlib>

#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;

// Stores as older versions wrote them: documents of RandomDocuments(seed), one that was skipped.
struct OldStore {
  std::string name;
  unsigned seed;
  int documents;
};
const OldStore kFormat1{"format-1", 1870, 12};
const OldStore kFormat2{"format-2", 1905, 40};
const OldStore kFormat3{"format-3", 1945, 40};
// Read on 2026-03-05; before, from 2026-03-01 on, the first of them said something else.
const OldStore kFormat4{"format-4", 1973, 40};
const OldStore kFormat5{"format-5", 2001, 40};
const std::vector<OldStore> kAll = {kFormat1, kFormat2, kFormat3, kFormat4, kFormat5};

std::filesystem::path unpack(const OldStore& old, const TempDir& dir) {
  const std::string archive =
      std::string(CHANCERY_SOURCE_DIR) + "/tests/store/data/" + old.name + ".tar.gz";
  const std::string command = "tar -xzf '" + archive + "' -C '" + dir.path().string() + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  return dir.path() / old.name;
}

MemorySource contentOf(const OldStore& old) {
  RandomDocuments random(old.seed);
  MemorySource source;
  for (int i = 0; i < old.documents; ++i) source.add(random.next("doc" + std::to_string(i)));
  return source;
}

TEST_CASE("A store of an older format is migrated when it is opened for writing", "[store]") {
  for (const OldStore& old : kAll) {
    CAPTURE(old.name);
    const TempDir dir;
    const auto directory = unpack(old, dir);
    const MemorySource expected = contentOf(old);
    {
      const EventStore store = EventStore::open(directory).value();
      checkSame(store, expected);
      if (old.name < kFormat4.name) {  // nobody noted when it was read
        CHECK(store.isAsKnownOn(day("1990-01-01")).value());
      }
      int skipped = 0;
      REQUIRE(
          store.forEachSkipped([&](std::string_view, std::string_view) { return ++skipped > 0; }));
      CHECK(skipped == 1);
    }
    EventStore store = EventStore::open(directory).value();
    checkSame(store, expected);
    RandomDocuments random(1871);
    for (int i = 0; i < 200; ++i) {
      const EventFilter filter = randomFilter(random);
      const std::string a = random.actor(), b = random.actor();
      CHECK(eventsIn(store, filter) == eventsIn(expected, filter));
      CHECK(eventsBetween(store, a, b, filter) == eventsBetween(expected, a, b, filter));
      CHECK(neighborsIn(store, a, filter) == neighborsIn(expected, a, filter));
    }
    for (std::size_t limit : {1, 2, 5}) {
      CHECK(mostIn(store, {}, limit) == mostIn(expected, {}, limit));
    }
    RandomDocuments again(old.seed);
    for (int i = 0; i < old.documents; ++i) {
      CHECK(store.put(again.next("doc" + std::to_string(i))) == PutOutcome::kUnchanged);
    }
    for (int i = 0; i < old.documents; ++i) {
      CHECK(store.remove({"doc" + std::to_string(i)}).value());
    }
    checkSame(store, MemorySource());
  }
}

TEST_CASE("Days of reading stay when a store is migrated", "[store][versions]") {
  for (const OldStore& old : {kFormat4, kFormat5}) {
    const TempDir dir;
    const EventStore store = EventStore::open(unpack(old, dir)).value();
    CHECK(store.isAsKnownOn(day("2026-03-05")).value());
    CHECK_FALSE(store.isAsKnownOn(day("2026-03-04")).value());
    const auto before = store.asKnownOn(day("2026-03-04")).value();
    CHECK(documentsIn(*before).size() == 1);
    CHECK(eventsIn(*before) != eventsIn(store));
    CHECK(documentsIn(*store.asKnownOn(day("2026-02-28")).value()).empty());
  }
}

TEST_CASE("A store of an older format is not read before it is migrated, and the message says how",
          "[store]") {
  for (const OldStore& old : kAll) {
    const TempDir dir;
    const auto directory = unpack(old, dir);
    CHECK(EventStore::needsMigration(directory));
    const auto store = EventStore::openReadOnly(directory);
    REQUIRE_FALSE(store);
    CHECK(store.error().message.find("format " + old.name.substr(7)) != std::string::npos);
  }
}

}  // namespace
}  // namespace chancery
