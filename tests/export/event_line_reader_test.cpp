#include "export/event_line_reader.h"

#include <random>
#include <sstream>

#include "export/event_lines.h"
#include "export/sample_graph.h"
#include "support/catch.h"

namespace chancery {
namespace {

struct Read {
  std::vector<DocumentEvents> documents;
  std::vector<std::string> skipped;  // "f:1: cause"
};

Read readAll(const std::string& text, EventLineOptions options = {}) {
  Read read;
  options.skipped = [&](const std::string& name, const std::string& reason) {
    read.skipped.push_back(name + ": " + reason);
  };
  std::istringstream in(text);
  EventLineReader reader(in, "f", options);
  for (;;) {
    auto next = reader.next();
    REQUIRE(next);
    if (!*next) break;
    read.documents.push_back(std::move(**next));
  }
  CHECK(reader.skippedLines() == read.skipped.size());
  return read;
}

std::string exportLines(const EventSource& source) {
  std::ostringstream out;
  REQUIRE(writeEventLines(source, {}, out));
  return out.str();
}

const std::string kPair = R"("relation":"meet","subject":"Ann","object":"Bob"})";

TEST_CASE("What was exported, loaded and exported again is the same, byte by byte", "[export]") {
  const std::string once = exportLines(test::sampleGraph());
  const Read read = readAll(once);
  CHECK(read.skipped.empty());
  MemorySource loaded;
  for (const DocumentEvents& said : read.documents) loaded.add(said);
  CHECK(exportLines(loaded) == once);
}

TEST_CASE("An event that very many lines tell is one, with all that they say of it", "[export]") {
  constexpr std::size_t kLines = 20000;
  std::string text;
  for (std::size_t i = 0; i < kLines; ++i) {
    text += R"({"doc":"d","evidence":[{"text":"x","begin":)" + std::to_string(i) + R"(,"end":)" +
            std::to_string(i + 1) + "}]," + kPair + "\n";
  }
  const Read read = readAll(text);
  CHECK(read.skipped.empty());
  REQUIRE(read.documents.size() == 1);
  REQUIRE(read.documents[0].events.size() == 1);
  CHECK(read.documents[0].events[0].mentions.size() == kLines);
}

TEST_CASE("A document comes back as it was extracted", "[export]") {
  std::ostringstream out;
  const DocumentEvents report = test::hindiReport();
  writeEventLines(report, out);
  const Read read = readAll(out.str());
  REQUIRE(read.documents.size() == 1);
  DocumentEvents expected = report;
  std::sort(expected.entities.begin(), expected.entities.end(),
            [](const Entity& a, const Entity& b) { return a.id < b.id; });
  CHECK(read.documents[0] == expected);
}

// A document of a few events, each with a few mentions that differ in all that can differ.
DocumentEvents generated(int number, std::mt19937& random) {
  const auto below = [&](unsigned limit) { return static_cast<int>(random() % limit); };
  const char* const dates[] = {"", "2025", "2025-02", "2025-02-03", "2025-02-03/2025-04-30"};
  const Document document = test::documentOf("d" + std::to_string(number), below(2) ? "hi" : "",
                                             below(2) ? "2025-05-06" : "", "", "");
  std::vector<Event> events;
  for (int i = below(4); i >= 0; --i) {
    std::vector<Mention> mentions;
    for (int j = below(4); j >= 0; --j) {
      Mention mention = test::mentionIn(document, std::string(random() % 3, 'x'), random() % 2,
                                        static_cast<Status>(below(kStatusCount)), below(1001));
      if (below(2)) mention.code_point_begin = random() % 5;
      if (below(2)) mention.place = EntityId{below(2) ? "pl.kremlin" : "c.in"};
      if (below(2)) mention.topics = {"trade"};
      mention.extractor = below(2) ? "one" : "";
      mentions.push_back(std::move(mention));
    }
    const Event event = test::eventOf(static_cast<Relation>(below(kRelationCount)), "p.putin",
                                      below(2) ? "c.in" : "c.unknown", dates[below(5)], mentions);
    const auto same = [&](const Event& other) { return other.id == event.id; };
    if (std::none_of(events.begin(), events.end(), same)) events.push_back(event);
  }
  return test::said(document, events);
}

TEST_CASE("Any graph survives export and load, and every event in it", "[export]") {
  std::mt19937 random(20250821);
  for (int round = 0; round < 50; ++round) {
    MemorySource source;
    for (int i = 0; i < 5; ++i) source.add(generated(i, random));
    const std::string once = exportLines(source);
    MemorySource loaded;
    for (const DocumentEvents& said : readAll(once).documents) loaded.add(said);
    CHECK(exportLines(loaded) == once);
    const auto listed = source.forEachEvent({}, Detail::kMentions, [&](const Event& event) {
      CHECK(loaded.findEvent(event.id).value() == event);
      return true;
    });
    CHECK(listed);
  }
}

TEST_CASE("A line needs a document, a relation and two names, no more", "[export]") {
  const Read read = readAll("{\"doc\":\"d\"," + kPair);
  REQUIRE(read.documents.size() == 1);
  const DocumentEvents& said = read.documents[0];
  CHECK(said.document.id.value == "d");
  CHECK_FALSE(said.document.content_hash.empty());
  REQUIRE(said.entities.size() == 2);
  const EntityId ann = entityIdFor(EntityType::kPerson, "ann", "");
  CHECK((said.entities[0].id == ann || said.entities[1].id == ann));
  REQUIRE(said.events.size() == 1);
  CHECK(said.events[0].status == Status::kHappened);
  CHECK(said.events[0].confidence_permille == 500);
  CHECK_FALSE(said.events[0].date);
  CHECK(said.events[0].mentions.size() == 1);
}

TEST_CASE("The hash of a document without one changes with its lines", "[export]") {
  const auto hashOf = [](const std::string& text) {
    return readAll(text).documents.at(0).document.content_hash;
  };
  const std::string one = R"({"doc":"d","relation":"meet","subject":"A","object":"B"})";
  const std::string two = R"({"doc":"d","relation":"meet","subject":"A","object":"C"})";
  CHECK(hashOf(one) == hashOf(one));
  CHECK(hashOf(one) != hashOf(two));
  CHECK(hashOf(one + "\n" + two) != hashOf(one));
}

TEST_CASE("Types are read from ids, and ids that cannot stand everywhere are replaced",
          "[export]") {
  const Read read = readAll(
      R"({"doc":"d","relation":"visit","subject":{"id":"http://x/Q7747","label":"V. Putin"},)"
      R"("object":{"id":"c.in"},"place":{"label":"Agra"}})");
  REQUIRE(read.documents.size() == 1);
  const Event& event = read.documents[0].events[0];
  CHECK(event.subject == entityIdFor(EntityType::kPerson, "http://x/q7747", ""));
  CHECK(event.object.value == "c.in");
  CHECK(event.place == entityIdFor(EntityType::kPlace, "agra", ""));
  for (const Entity& entity : read.documents[0].entities) {
    if (entity.id.value == "c.in") CHECK(entity.type == EntityType::kCountry);
  }
}

TEST_CASE("Lines that stand together are one document, others are named", "[export]") {
  const Read read = readAll("{\"doc\":\"d\"," + kPair + "\n{\"doc\":\"d\",\"date\":\"2025\"," +
                            kPair + "\n\n{\"doc\":\"e\"," + kPair + "\n{\"doc\":\"d\"," + kPair);
  REQUIRE(read.documents.size() == 2);
  CHECK(read.documents[0].events.size() == 2);
  CHECK(read.skipped ==
        std::vector<std::string>{
            "f:5: document 'd' was there before; put the lines of a document together"});
}

TEST_CASE("Search keys are made by the function that is given", "[export]") {
  EventLineOptions options;
  options.search_keys = [](const Entity& entity) {
    return std::vector<std::string>{entity.label, "all", entity.label};
  };
  const Read read = readAll("{\"doc\":\"d\"," + kPair, options);
  CHECK(read.documents.at(0).entities.at(0).search_keys.size() == 2);
}

TEST_CASE("A bad line is named with its cause, and costs no other", "[export]") {
  const auto [line, cause] = GENERATE(table<std::string, std::string>({
      {"nonsense", "not JSON in UTF-8, from byte 2"},
      {"{\"doc\":\"\xFF\"}", "not JSON in UTF-8, from byte 9"},
      {"{\"doc\":\"\\ud800\"}", "not JSON in UTF-8, from byte 15"},
      {"[1]", "not a JSON object"},
      {"{}", "\"doc\" is missing"},
      {R"({"doc":7})", "\"doc\" is not a string"},
      {R"({"doc":"x"})", "\"relation\" is missing"},
      {R"({"doc":"x","relation":"marry"})", "relation 'marry' is not known"},
      {R"({"doc":"x","relation":"meet","subject":"A"})", "\"object\" is missing"},
      {R"({"doc":"x","relation":"meet","subject":"A","object":{}})",
       "\"object\" has neither a label nor an id"},
      {R"({"doc":"x","relation":"meet","subject":[],"object":"B"})",
       "\"subject\" is not an object"},
      {R"({"doc":"x","relation":"meet","subject":"A","object":{"label":"B","type":"ship"}})",
       "type 'ship' is not known"},
      {R"({"doc":"x","date":"2025-13-01",)" + kPair, "date '2025-13-01' has no month 13"},
      {R"({"doc":"x","status":"maybe",)" + kPair, "status 'maybe' is not known"},
      {R"({"doc":"x","confidence":1.1,)" + kPair, "\"confidence\" is not a number from 0 to 1"},
      {R"({"doc":"x","confidence":1e999,)" + kPair, "a number is too large"},
      {R"({"doc":"x","topics":"trade",)" + kPair, "\"topics\" is not an array of strings"},
      {R"({"doc":"x","source":{"date":"2025-08"},)" + kPair, "the date of \"source\" is not a day"},
      {R"({"doc":"x","evidence":[{"begin":-1}],)" + kPair,
       "\"begin\" is not a whole number from 0"},
      {R"({"doc":"x","evidence":[{"begin":9,"end":8}],)" + kPair, "evidence ends before it begins"},
      {std::string(1'000'000, '['), "brackets are nested too deep"},
      {std::string(2'000'000, 'x'), "longer than 1500000 bytes"},
  }));
  EventLineOptions options;
  options.longest_line = 1'500'000;
  const std::string good = "{\"doc\":\"good\"," + kPair;
  const Read read = readAll(good + "\n" + line + "\n" + good + "\n", options);
  CHECK(read.skipped == std::vector<std::string>{"f:2: " + cause});
  CHECK(read.documents.size() == 1);
}

TEST_CASE("Byte order mark, CRLF and a missing last line break do no harm", "[export]") {
  const Read read =
      readAll("\xEF\xBB\xBF{\"doc\":\"a\"," + kPair + "\r\n\r\n{\"doc\":\"b\"," + kPair);
  CHECK(read.skipped.empty());
  CHECK(read.documents.size() == 2);
}

TEST_CASE("A stream that breaks off is an error", "[export]") {
  std::istringstream in("{}");
  in.setstate(std::ios::badbit);
  EventLineReader reader(in, "f", {});
  const auto next = reader.next();
  REQUIRE_FALSE(next);
  CHECK(next.error().code == ErrorCode::kIo);
}

}  // namespace
}  // namespace chancery
