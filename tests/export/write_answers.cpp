// Writes what the library answers to questions of a whole graph, as JSON, for a program that knows
// the same questions: tests/readers/check_questions.py.
//
// usage: write_answers FILE.json EVENTS.jsonl | generated
#include <cmath>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "export/event_line_reader.h"
#include "graph/bridges.h"
#include "graph/communities.h"
#include "graph/components.h"
#include "graph/memory_source.h"
#include "graph/ranking.h"
#include "graph/test_events.h"
#include "graph/triads.h"

namespace chancery {
namespace {

using Json = nlohmann::json;

// A few actors are in most of the events; a chain, a star and two who met are pieces of their own
// or hang on the rest by one edge.
MemorySource generated() {
  constexpr int kActors = 300, kEvents = 2000;
  std::mt19937_64 random(1815);
  const auto actor = [&] {
    const double part = static_cast<double>(random() >> 11u) * 0x1p-53;
    return "p.n" + std::to_string(static_cast<int>(kActors * part * part));
  };
  std::vector<test::Line> lines;
  for (int i = 0; i < kEvents; ++i) {
    const auto relation = static_cast<Relation>(random() % kRelationCount);
    lines.push_back({actor(), relation, actor(), toIso(Day{static_cast<std::int32_t>(i)})});
  }
  for (int i = 0; i < 5; ++i) {
    const std::string next = std::to_string(i + 1);
    lines.push_back(
        {i == 0 ? "p.n3" : "p.chain" + std::to_string(i), Relation::kMeet, "p.chain" + next});
    lines.push_back({"p.star", Relation::kVisit, "p.ray" + next});
  }
  lines.push_back({"p.twin1", Relation::kMeet, "p.twin2"});
  return test::sourceOf(lines);
}

MemorySource readLines(const std::string& path) {
  std::ifstream file(path);
  EventLineReader reader(file, path, {});
  MemorySource source;
  for (auto said = reader.next(); said && *said; said = reader.next()) {
    source.add(std::move(**said));
  }
  return source;
}

Json ids(const std::vector<EntityId>& entities) {
  Json list = Json::array();
  for (const EntityId& entity : entities) list.push_back(entity.value);
  return list;
}

Json answers(const EventSource& source) {
  Json answer;
  const auto read = source.forEachEvent({}, Detail::kSummary, [&](const Event& event) {
    answer["events"].push_back(
        {event.subject.value, event.object.value, infoOf(event.relation).symmetric});
    return true;
  });
  if (!read) return {};
  const SnapshotGraph graph = SnapshotGraph::read(source).value();
  for (int i = 0; i < kCentralityCount; ++i) {
    const auto by = static_cast<Centrality>(i);
    Json& values = answer["centralities"][std::string(nameOf(by))];
    for (const Ranked& ranked : rank(graph, by)) values[ranked.id.value] = ranked.value;
  }
  for (const Component& component : connectedComponents(graph)) {
    answer["components"].push_back(ids(component));
  }
  const Cuts cuts = cutsOf(graph);
  for (const Bridge& bridge : cuts.bridges) answer["bridges"].push_back(ids({bridge.a, bridge.b}));
  for (const ArticulationPoint& point : cuts.points) answer["points"].push_back(point.id.value);
  const TriadCensus census = triadCensus(source).value();
  for (std::size_t kind = 0; kind < kTriadKinds; ++kind) {
    answer["census"][std::string(triadNames()[kind])] = census[kind];
  }
  const Communities communities = findCommunities(graph);
  answer["modularity"] = communities.modularity;
  for (SnapshotGraph::Vertex vertex = 0; vertex < graph.vertexCount(); ++vertex) {
    answer["community"][graph.idOf(vertex).value] = communities.of[vertex];
  }
  return answer;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: write_answers FILE.json EVENTS.jsonl | generated\n";
    return 2;
  }
  const std::string graph = argv[2];
  const auto source = graph == "generated" ? chancery::generated() : chancery::readLines(graph);
  const auto answers = chancery::answers(source);
  std::ofstream(argv[1]) << answers.dump(1) << '\n';
  return answers.empty() ? 1 : 0;
}
