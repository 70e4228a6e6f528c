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
  for (const OldStore& old : {kFormat1, kFormat2, kFormat3}) {
    CAPTURE(old.name);
    const TempDir dir;
    const auto directory = unpack(old, dir);
    const MemorySource expected = contentOf(old);
    {
      const EventStore store = EventStore::open(directory).value();
      checkSame(store, expected);
      CHECK(store.isAsKnownOn(day("1990-01-01")).value());  // nobody noted when it was read
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

TEST_CASE("A store of an older format is not read before it is migrated, and the message says how",
          "[store]") {
  for (const OldStore& old : {kFormat1, kFormat2, kFormat3}) {
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
