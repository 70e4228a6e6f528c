#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;

MemorySource modelOf(const std::vector<DocumentEvents>& documents) {
  MemorySource source;
  for (const DocumentEvents& said : documents) source.add(said);
  return source;
}

std::vector<DocumentEvents> randomDocuments(unsigned seed, int count) {
  RandomDocuments random(seed);
  std::vector<DocumentEvents> documents;
  for (int i = 0; i < count; ++i) documents.push_back(random.next("doc" + std::to_string(i)));
  return documents;
}

void putInBulk(EventStore& store, const std::vector<DocumentEvents>& documents,
               std::size_t memory_bytes = std::size_t{1} << 20) {
  BulkWriter bulk = store.bulk({.memory_bytes = memory_bytes}).value();
  for (const DocumentEvents& said : documents) REQUIRE(bulk.put(said));
  REQUIRE(bulk.commit());
}

TEST_CASE("A store that is filled in bulk is as if filled document by document", "[store][bulk]") {
  const auto documents = randomDocuments(1814, 60);
  const MemorySource expected = modelOf(documents);
  // the smallest of these sorts through many files
  for (std::size_t memory_bytes : {std::size_t{1} << 24, std::size_t{20'000}, std::size_t{1}}) {
    CAPTURE(memory_bytes);
    const TempDir dir;
    {
      EventStore store = openOrMake(dir.path());
      putInBulk(store, documents, memory_bytes);
      checkSame(store, expected);
    }
    checkSame(EventStore::openReadOnly(dir.path()).value(), expected);
  }
}

TEST_CASE("In bulk, documents are added to and replaced in a store that holds some",
          "[store][bulk]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  const auto before = randomDocuments(1, 30);
  const auto after = randomDocuments(2, 45);  // the first thirty replace those
  REQUIRE(store.recordSkipped("doc40", "not UTF-8"));
  for (const DocumentEvents& said : before) REQUIRE(store.put(said));
  putInBulk(store, after);
  checkSame(store, modelOf(after));
  REQUIRE(store.forEachSkipped([](std::string_view, std::string_view) {
    FAIL_CHECK("what was read is no longer skipped");
    return true;
  }));
  putInBulk(store, after);
  checkSame(store, modelOf(after));
  for (const DocumentEvents& said : after) CHECK(store.remove(said.document.id).value());
  checkSame(store, MemorySource());
}

TEST_CASE("Of two versions of a document in one bulk the later one counts", "[store][bulk]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  std::vector<DocumentEvents> documents = randomDocuments(3, 10);
  const auto newer = randomDocuments(4, 5);
  documents.insert(documents.end(), newer.begin(), newer.end());
  putInBulk(store, documents);
  checkSame(store, modelOf(documents));
}

TEST_CASE("Without commit a bulk leaves the store as it was", "[store][bulk]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  const auto documents = randomDocuments(5, 12);
  REQUIRE(store.put(documents[0]));
  {
    BulkWriter bulk = store.bulk().value();
    for (std::size_t i = 1; i < documents.size(); ++i) REQUIRE(bulk.put(documents[i]));
    checkSame(store, modelOf({documents[0]}));  // readers do not wait, and see nothing of it
  }
  checkSame(store, modelOf({documents[0]}));
  for (const DocumentEvents& said : documents) REQUIRE(store.put(said));
  checkSame(store, modelOf(documents));
}

TEST_CASE("A document that cannot be taken costs a bulk only that document", "[store][bulk]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  const auto documents = randomDocuments(6, 4);
  DocumentEvents bad = document("bad", {{"p.a", Relation::kMeet, "p.b"}});
  bad.events[0].mentions.clear();
  BulkWriter bulk = store.bulk().value();
  for (const DocumentEvents& said : documents) REQUIRE(bulk.put(said));
  CHECK(bulk.put(bad).error().code == ErrorCode::kInvalidInput);
  REQUIRE(bulk.commit());
  checkSame(store, modelOf(documents));
}

TEST_CASE("A reader that began before a bulk goes on with what it saw", "[store][bulk]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  const auto documents = randomDocuments(7, 30);
  REQUIRE(store.putAll(std::vector(documents.begin(), documents.begin() + 15)));
  const std::size_t before = eventsIn(store).size();
  std::size_t seen = 0;
  REQUIRE(store.forEachEvent({}, Detail::kMentions, [&](const Event&) {
    if (seen++ == 0) putInBulk(store, documents);
    return true;
  }));
  CHECK(seen == before);
  checkSame(store, modelOf(documents));
}

TEST_CASE("What a document says comes out of a store as it went in", "[store]") {
  const TempDir dir, other_dir;
  EventStore store = openOrMake(dir.path());
  EventStore other = openOrMake(other_dir.path());
  const auto documents = randomDocuments(8, 25);
  putInBulk(store, documents);
  REQUIRE(store.forEachDocumentEvents([&](DocumentEvents&& said) {
    CHECK(other.put(said).value() == PutOutcome::kAdded);
    CHECK(store.put(said).value() == PutOutcome::kUnchanged);
    return true;
  }));
  checkSame(other, modelOf(documents));
}

}  // namespace
}  // namespace chancery
