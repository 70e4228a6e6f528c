// Processes that read beside one that writes.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "writer_process.h"

namespace chancery {
namespace {

using namespace test;

TEST_CASE("A process that writes until it is killed", "[.writer]") {
  const auto task = WriterTask::ofThisProcess();
  if (!task) return;  // only what starts it has a use for it
  EventStore store = openOrMake(task->directory, Day{task->day});
  const int acknowledged = open(task->acknowledged.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  REQUIRE(acknowledged >= 0);
  Operations operations(task->seed);
  for (int i = 0; i < 10'000; ++i) {  // an end, should nobody kill it
    operations.next().applyTo(store);
    REQUIRE(write(acknowledged, "x", 1) == 1);
  }
}

void apply(const Operation& operation, MemorySource& model) {
  const bool removes =
      operation.kind == Operation::Kind::kRemove || operation.kind == Operation::Kind::kForget;
  if (removes) model.remove(operation.id);
  if (removes) return;
  for (const DocumentEvents& said : operation.documents) model.add(said);
}

// Each time the store is opened, it shows all that was written before, and of what was being
// written the whole or nothing; and it stays so, whatever the writer does to the files meanwhile.
TEST_CASE("A process that reads beside one that writes sees a state between two of its operations",
          "[store][readers]") {
  const TempDir dir;
  openOrMake(dir.path());
  constexpr unsigned kSeed = 1648;
  WriterProcess writer(dir.path(), kSeed, day("2026-01-01"));
  Operations operations(kSeed);
  MemorySource model;
  std::uintmax_t applied = 0;
  std::optional<EventStore> first;
  std::vector<Event> seen_first;
  for (int i = 0; i < 12; ++i) {
    CAPTURE(i);
    const std::uintmax_t before = writer.acknowledged();
    auto opened = EventStore::openReadOnly(dir.path());
    INFO((opened ? "" : opened.error().message));
    REQUIRE(opened);
    EventStore reader = *std::move(opened);
    const std::uintmax_t after = writer.acknowledged() + 1;
    for (; applied < before; ++applied) apply(operations.next(), model);
    bool found = holdTheSame(reader, model);
    for (; !found && applied < after; ++applied) {
      apply(operations.next(), model);
      found = holdTheSame(reader, model);
    }
    CHECK(found);
    if (i == 2) {
      seen_first = eventsIn(reader);
      first.emplace(std::move(reader));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(writer.runs());
  CHECK(eventsIn(*first) == seen_first);
  CHECK(writer.kill() == 128 + SIGKILL);
}

}  // namespace
}  // namespace chancery
