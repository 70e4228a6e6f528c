// What is found by words.
#include <atomic>
#include <thread>

#include "store/text_search.h"
#include "store_samples.h"
#include "support/temp_dir.h"

namespace chancery {
namespace {

using namespace test;

bool isIn(std::string_view text, std::string_view passage) {
  return isSaidIn(searchTerm(text), passage);
}

TEST_CASE("Words are found whatever their case, accents and forms", "[store][search]") {
  struct Row {
    std::string_view text;
    std::string_view passage;
    bool is_in;
  };
  for (const Row& row : {
           Row{"erdogan", "Erdoğan's visit", true},
           Row{"ERDOĞAN", "erdogan", true},
           Row{"visit", "visits", false},
           Row{"visit*", "the visitors", true},
           Row{"grain deal", "a Grain-Deal was signed", true},
           Row{"grain deal", "a deal on grain", false},
           Row{"grain de*", "the grain deals", true},
           Row{"gra* deal", "the grain deal", false},  // of the last word only
           Row{"biden", "Biden's", true},
           Row{"मोदी", "प्रधानमंत्री मोदी ने", true},
           Row{"मोद", "प्रधानमंत्री मोदी ने", false},  // a sign of a vowel is part of its word
           Row{"ज़मीन", "जमीन", true},              // the dot below is left out by many
           Row{"путин", "Владимир ПУТИН", true},
           Row{"123", "No. 123", true},
           Row{"*", "anything", false},
           Row{"", "anything", false},
       }) {
    CAPTURE(row.text, row.passage);
    CHECK(isIn(row.text, row.passage) == row.is_in);
  }
}

DocumentEvents saying(const std::string& id, const std::vector<std::string>& passages) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    lines.push_back({"p.a", Relation::kMeet, "p.b", "2024-05-0" + std::to_string(i + 1)});
  }
  DocumentEvents said = document(id, lines);
  for (std::size_t i = 0; i < passages.size(); ++i) said.events[i].mentions[0].text = passages[i];
  return said;
}

std::size_t countOf(const EventStore& store, const std::string& text) {
  return found(store, {searchTerm(text)}).size();
}

TEST_CASE("The plan of a search has its words, its names and what is read by key",
          "[store][search][plan]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  REQUIRE(store.put(saying("one", {"they spoke of grain", "of the grain deal"})));
  std::vector<SearchTerm> terms = {searchTerm("grain deal"), searchTerm("spo*")};
  terms[1].named = {id("p.a"), id("p.nobody")};
  EventFilter later;
  later.from = day("2024-05-02");
  later.statuses = {Status::kHappened};
  const auto plan = [&] {
    Strings families;
    const auto plans = store.plan(terms, later).value();
    for (const ReadPlan& one : plans) {
      for (const KeyRange& range : one.ranges) families.push_back(range.family);
    }
    return families;
  };
  const Strings by_key = {"said", "events", "tellers", "evidence"};
  Strings expected = {"evidence", "actors", "places"};
  expected.insert(expected.end(), by_key.begin(), by_key.end());
  CHECK(plan() == expected);
  CHECK(store.plan(terms, later).value()[0].on_row == Strings{"words"});
  REQUIRE(store.keepWords());
  expected = {"words", "words", "words", "actors", "places"};
  expected.insert(expected.end(), by_key.begin(), by_key.end());
  CHECK(plan() == expected);
  const auto plans = store.plan(terms, later).value();
  CHECK(plans[0].ranges[2].begin == "spo");
  CHECK(plans[0].ranges[2].end == "spp");
  CHECK(plans[1].in_key == Strings{"actors", "days"});
  CHECK(plans[1].on_row == Strings{"statuses"});
  CHECK(plans[2].in_key == Strings{"days", "place"});
  CHECK(store.plan(std::vector<SearchTerm>(), later).value().empty());
}

TEST_CASE("A store is searched with an index and without", "[store][search]") {
  for (const bool indexed : {false, true}) {
    CAPTURE(indexed);
    const TempDir dir;
    EventStore store = openOrMake(dir.path());
    REQUIRE(store.put(saying("one", {"they spoke of grain", "of the grain deal"})));
    if (indexed) REQUIRE(store.keepWords());
    CHECK(store.keepsWords() == indexed);
    REQUIRE(store.put(saying("two", {"of gas and grain"})));
    CHECK(countOf(store, "grain") == 2);  // both documents tell of the first event
    CHECK(countOf(store, "grain deal") == 1);
    CHECK(countOf(store, "GAS") == 1);
    CHECK(found(store, {searchTerm("spoke"), searchTerm("gas")}).size() == 1);  // in two documents
    CHECK(found(store, {searchTerm("deal"), searchTerm("gas")}).empty());
    EventFilter later;
    later.from = day("2024-05-02");
    CHECK(found(store, {searchTerm("grain")}, later).size() == 1);

    REQUIRE(store.put(saying("one", {"they spoke of wheat"})));
    CHECK(countOf(store, "deal") == 0);
    CHECK(countOf(store, "grain") == 1);
    CHECK(store.remove({"two"}).value());
    CHECK(countOf(store, "grain") == 0);
    CHECK(countOf(store, "whea*") == 1);
    CHECK(found(store, {}).empty());
  }
}

TEST_CASE("A name stands for whoever takes part", "[store][search]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path(), std::nullopt);
  REQUIRE(store.put(document("doc", {{"p.a", Relation::kMeet, "p.b", "2024-05-01", "pl.x"},
                                     {"p.c", Relation::kMeet, "p.b", "2024-05-02", "pl.y"}})));
  SearchTerm term = searchTerm("Nobody");
  for (const auto& [id, events] :
       std::map<std::string, std::size_t>{{"p.a", 1}, {"p.b", 2}, {"pl.y", 1}, {"p.z", 0}}) {
    term.named = {{id}};
    CHECK(found(store, {term}).size() == events);
  }
  term.named = {{"p.b"}};
  CHECK(found(store, {term, searchTerm("c")}).size() == 1);
}

TEST_CASE("An index of words stays, and a bulk keeps it", "[store][search]") {
  const TempDir dir;
  {
    OpenOptions options;
    options.create_if_missing = true;
    options.keep_words = true;
    EventStore store = EventStore::open(dir.path(), options).value();
    REQUIRE(store.keepWords());
  }
  EventStore store = openOrMake(dir.path());
  CHECK(store.keepsWords());
  BulkWriter bulk = store.bulk({.memory_bytes = 1000}).value();
  for (int i = 0; i < 300; ++i) {
    REQUIRE(bulk.put(saying("doc" + std::to_string(i), {"number " + std::to_string(i)})));
  }
  REQUIRE(bulk.commit());
  CHECK(countOf(store, "number 7") == 1);
  CHECK(found(store, {searchTerm("299")})[0].mentions.size() == 300);
  const EventStore reader = EventStore::openReadOnly(dir.path()).value();
  CHECK(reader.keepsWords());
}

TEST_CASE("Whoever searches while the index is made finds the same", "[store][search]") {
  const TempDir dir;
  EventStore store = openOrMake(dir.path());
  std::vector<DocumentEvents> documents;
  for (int i = 0; i < 200; ++i) {
    documents.push_back(saying("doc" + std::to_string(i), {"number " + std::to_string(i)}));
  }
  REQUIRE(store.putAll(documents));
  const std::vector<SearchTerm> terms = {searchTerm("number 7")};
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::thread reader([&] {
    for (int after = 0; after < 5; after += done ? 1 : 0) {
      int events = 0;
      const auto read = store.search(terms, {}, [&](const Event&) { return ++events > 0; });
      if (!read || events != 1) ++wrong;
    }
  });
  const auto made = store.keepWords();
  done = true;
  reader.join();
  CHECK(made);
  CHECK(wrong == 0);
}

}  // namespace
}  // namespace chancery
