// Writes a page of 10,000 actors and 50,000 events into a folder, and beside it, as JSON, what the
// page has to show under some filters: counted here, by the EventFilter of the library.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "export/html.h"
#include "graph/memory_source.h"

namespace chancery {
namespace {

constexpr int kActors = 10'000;
constexpr int kEvents = 50'000;
constexpr int kDocuments = 500;

// Names in three scripts, one of which runs from right to left, and one that tries to be markup.
std::string labelOf(int actor) {
  const std::string number = std::to_string(actor);
  switch (actor % 50) {
    case 7: return "नेता " + number;
    case 11: return "وزير " + number;
    case 13: return "<b>Bold</b> & Sons " + number;
    default: return "Actor " + number;
  }
}

Entity entityOf(int actor) {
  static const char* const kCountries[] = {"IN", "RU", "US", "CN", "FR",
                                           "DE", "BR", "ZA", "JP", ""};
  Entity entity;
  entity.id = {"p.a" + std::to_string(actor)};
  entity.label = labelOf(actor);
  entity.country = kCountries[actor * 7 % 10];
  if (actor % 10 == 0) entity.aliases = {"Alias " + std::to_string(actor)};
  return entity;
}

// std::mt19937 is the same everywhere; the distributions of the library are not.
class Dice {
 public:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  // A few have most of the events.
  int actor() {
    const double share = static_cast<double>(random_()) / 4294967296.0;
    return static_cast<int>(kActors * share * share * share);
  }

 private:
  std::mt19937 random_{2026};
};

// Most events stay within a neighbourhood of a hundred actors, so that there is a shape to see.
Event someEvent(Dice& dice, const Document& document) {
  const int subject = dice.actor();
  const int near = subject / 100 * 100 + dice.below(100);
  int object = dice.below(10) < 7 ? near : dice.actor();
  if (object == subject) object = (object + 1) % kActors;
  const auto relation = static_cast<Relation>(dice.below(kRelationCount));
  std::optional<DateSpan> date;
  const Day first{14'610 + dice.below(15 * 365)};  // from 2010 on
  switch (dice.below(20)) {
    case 0: break;
    case 1: date = monthSpan(toCivil(first).year, toCivil(first).month); break;
    default: date = DateSpan{first, first};
  }
  Mention mention;
  mention.document = document.id;
  mention.text = labelOf(subject) + " and " + labelOf(object) + ", says sentence " +
                 std::to_string(dice.below(1'000'000)) + " of </script> this document.";
  mention.end = mention.text.size();
  mention.status = static_cast<Status>(std::max(0, dice.below(12) - 8));
  mention.confidence_permille = 500 + dice.below(500);
  Event event = makeEvent(relation, entityOf(subject).id, entityOf(object).id, date, {mention});
  derive(event);
  return event;
}

MemorySource largeGraph() {
  Dice dice;
  MemorySource source;
  for (int i = 0; i < kDocuments; ++i) {
    DocumentEvents said;
    said.document.id = {"doc-" + std::to_string(i)};
    said.document.title = "Report " + std::to_string(i);
    said.document.url = "https://news.example/" + std::to_string(i);
    said.document.language = "en";
    for (int j = 0; j < kEvents / kDocuments; ++j) {
      said.events.push_back(someEvent(dice, said.document));
    }
    // every actor is described somewhere
    for (int actor = i; actor < kActors; actor += kDocuments) {
      said.entities.push_back(entityOf(actor));
    }
    source.add(std::move(said));
  }
  return source;
}

struct Question {
  std::string address;
  EventFilter filter;
};

nlohmann::json expectation(const MemorySource& source, const Question& question) {
  std::uint64_t events = 0;
  std::set<EntityId> actors;
  std::set<std::pair<EntityId, EntityId>> ties;
  const auto read = source.forEachEvent(question.filter, Detail::kSummary, [&](const Event& event) {
    ++events;
    actors.insert({event.subject, event.object});
    ties.insert(std::minmax(event.subject, event.object));
    return true;
  });
  if (!read) return {};
  return {{"address", question.address},
          {"events", events},
          {"actors", actors.size()},
          {"ties", ties.size()}};
}

bool write(const std::filesystem::path& folder) {
  const MemorySource source = largeGraph();
  std::ofstream page(folder / "large.html", std::ios::binary);
  const auto written = writeHtml(source, {}, {}, page);
  if (!written) {
    std::cerr << written.error().message << '\n';
    return false;
  }
  const auto dayOf = [](const char* iso) { return parseDateSpan(iso)->first; };
  EventFilter period, meetings, planned;
  period.from = dayOf("2015-03-01");
  period.to = dayOf("2017-12-31");
  meetings.relations = {Relation::kMeet, Relation::kTalk};
  meetings.from = dayOf("2020-01-01");
  planned.statuses = {Status::kPlanned, Status::kDenied};
  nlohmann::json expected;
  for (const Question& question :
       {Question{"", {}}, Question{"from=2015-03-01&to=2017-12-31", period},
        Question{"from=2020-01-01&relation=meet,talk", meetings},
        Question{"status=planned,denied", planned}}) {
    expected.push_back(expectation(source, question));
  }
  std::ofstream(folder / "large.json") << expected.dump(1) << '\n';
  return true;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_large_page FOLDER\n";
    return 2;
  }
  std::filesystem::create_directories(argv[1]);
  return chancery::write(argv[1]) ? 0 : 1;
}
