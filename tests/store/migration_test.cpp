#include <cstdlib>

#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;

// A store of format 1, as version 0.1 wrote it: twelve documents of RandomDocuments(1870), one
// that was skipped.
void unpackFormat1(const TempDir& dir) {
  const std::string archive =
      std::string(CHANCERY_SOURCE_DIR) + "/tests/store/data/format-1.tar.gz";
  const std::string command = "tar -xzf '" + archive + "' -C '" + dir.path().string() + "'";
  REQUIRE(std::system(command.c_str()) == 0);
}

MemorySource contentOfFormat1() {
  RandomDocuments random(1870);
  MemorySource source;
  for (int i = 0; i < 12; ++i) source.add(random.next("doc" + std::to_string(i)));
  return source;
}

TEST_CASE("A store of format 1 is migrated when it is opened for writing", "[store]") {
  const TempDir dir;
  unpackFormat1(dir);
  const auto directory = dir.path() / "format-1";
  const MemorySource expected = contentOfFormat1();
  {
    const EventStore store = EventStore::open(directory).value();
    checkSame(store, expected);
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
  }
  for (int i = 0; i < 12; ++i) CHECK(store.remove({"doc" + std::to_string(i)}).value());
  checkSame(store, MemorySource());
}

TEST_CASE("A store of format 1 is not read before it is migrated, and the message says how",
          "[store]") {
  const TempDir dir;
  unpackFormat1(dir);
  CHECK(EventStore::needsMigration(dir.path() / "format-1"));
  const auto store = EventStore::openReadOnly(dir.path() / "format-1");
  REQUIRE_FALSE(store);
  CHECK(store.error().message.find("format 1") != std::string::npos);
}

}  // namespace
}  // namespace chancery
