// Questions about a whole graph, one after the other: how long each takes, and what it answers, so
// that a peer can be timed on the same graph and has to agree.
//
// usage: chancery_graph_bench FOLDER [EVENTS.tsv]
//
// EVENTS.tsv has a line an event: subject, relation, object, date (ISO), with tabs between;
// relations of any kind. Without it a graph is generated: 20,000 actors, 400,000 events, a few of
// the actors in most of them. Writes FOLDER/dyads.tsv (two vertices and their events a line) and a
// file a question with its values, one a vertex; prints a line a question: its name and seconds of
// the processor.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>

#include "graph/communities.h"
#include "graph/components.h"
#include "graph/layout.h"
#include "graph/memory_source.h"
#include "graph/ranking.h"

namespace chancery {
namespace {

constexpr std::size_t kActors = 20'000;
constexpr std::size_t kEvents = 400'000;
constexpr std::size_t kSamples = 1'000;
constexpr std::size_t kLaidOut = 10'000;

double processorSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::string actorId(std::size_t number) { return "p." + std::to_string(1'000'000 + number); }

Event meeting(std::size_t a, std::size_t b, std::size_t relation, std::string_view date) {
  const auto known = static_cast<Relation>(relation % kRelationCount);
  return makeEvent(known, {actorId(a)}, {actorId(b)}, parseDateSpan(date).value(), {Mention{}});
}

// Numbers with the skew of real ones: the first are met most.
std::vector<Event> generated() {
  std::mt19937_64 random(1815);
  const auto actor = [&] {
    const double part = static_cast<double>(random() >> 11) * 0x1p-53;
    return static_cast<std::size_t>(std::pow(static_cast<double>(kActors), part)) - 1 +
           (random() % 4 == 0 ? random() % kActors : 0);
  };
  std::vector<Event> events;
  for (std::size_t i = 0; i < kEvents; ++i) {
    const std::size_t a = actor() % kActors, b = actor() % kActors;
    events.push_back(
        meeting(a, b, random(), toIso(Day{static_cast<std::int32_t>(random() % 9000)})));
  }
  return events;
}

std::vector<Event> readEvents(const char* path) {
  std::ifstream lines(path);
  if (!lines) throw std::runtime_error(std::string("cannot read ") + path);
  std::map<std::string, std::size_t> actors, relations;
  std::vector<Event> events;
  const auto numberOf = [](std::map<std::string, std::size_t>& known, const std::string& name) {
    return known.try_emplace(name, known.size()).first->second;
  };
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
      if (c == '\t') {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    if (fields.size() != 4) throw std::runtime_error("not four fields: " + line);
    events.push_back(meeting(numberOf(actors, fields[0]), numberOf(actors, fields[2]),
                             numberOf(relations, fields[1]), fields[3]));
  }
  return events;
}

class Bench {
 public:
  explicit Bench(std::filesystem::path folder) : folder_(std::move(folder)) {}

  template <typename Question>
  auto time(const std::string& name, Question question) {
    const double start = processorSeconds();
    auto answer = question();
    std::printf("%s\t%.6f\n", name.c_str(), processorSeconds() - start);
    std::fflush(stdout);
    return answer;
  }

  template <typename Values>
  void write(const std::string& name, const Values& values) const {
    std::ofstream file(folder_ / (name + ".txt"));
    file.precision(17);
    for (const auto value : values) file << value << '\n';
  }

 private:
  std::filesystem::path folder_;
};

// The events among those who have the most partners.
MemorySource eventsOfBusiest(const EventSource& source, const SnapshotGraph& graph,
                             std::size_t count) {
  std::set<EntityId> chosen;
  for (const Ranked& ranked : rank(graph, Centrality::kDegree)) {
    if (chosen.size() < count) chosen.insert(ranked.id);
  }
  DocumentEvents said;
  const auto read = source.forEachEvent({}, Detail::kMentions, [&](const Event& event) {
    if (chosen.contains(event.subject) && chosen.contains(event.object)) {
      said.events.push_back(event);
    }
    return true;
  });
  if (!read) throw std::runtime_error(read.error().message);
  MemorySource busiest;
  busiest.add(std::move(said));
  return busiest;
}

std::vector<double> xOf(const std::vector<Point>& points) {
  std::vector<double> xs;
  for (const Point& point : points) xs.push_back(point.x);
  return xs;
}

void run(const std::filesystem::path& folder, const char* path) {
  Bench bench(folder);
  MemorySource source;
  source.add({{}, {}, path ? readEvents(path) : generated()});
  const SnapshotGraph graph =
      bench.time("snapshot", [&] { return SnapshotGraph::read(source).value(); });
  std::ofstream dyads(folder / "dyads.tsv");
  for (auto [edge, end] = edges(graph); edge != end; ++edge) {
    dyads << edge->source << '\t' << edge->target << '\t' << graph.weightOf(*edge) << '\n';
  }
  dyads.close();
  std::vector<std::size_t> sizes;
  for (const Component& component :
       bench.time("components", [&] { return connectedComponents(graph); })) {
    sizes.push_back(component.size());
  }
  bench.write("components", sizes);
  for (const Centrality by : {Centrality::kCore, Centrality::kPageRank, Centrality::kEigenvector,
                              Centrality::kHarmonic}) {
    const std::string name(nameOf(by));
    bench.write(name, bench.time(name, [&] { return centralityOf(graph, by); }));
  }
  const Communities communities = bench.time("communities", [&] { return findCommunities(graph); });
  bench.write("communities", communities.of);
  std::printf("modularity\t%.6f\n", communities.modularity);
  bench.write("layout", xOf(bench.time("layout", [&] { return layOut(graph); })));
  const MemorySource busiest = eventsOfBusiest(source, graph, kLaidOut);
  const SnapshotGraph smaller = SnapshotGraph::read(busiest).value();
  bench.write("layout-10000", xOf(bench.time("layout-10000", [&] { return layOut(smaller); })));
  const auto sampled =
      bench.time("betweenness-sampled", [&] { return sampleBetweenness(graph, kSamples); });
  bench.write("betweenness-sampled", sampled.values);
  bench.write("betweenness-margins", sampled.margins);
  std::printf("bound\t%.6f\n", sampled.bound);
  bench.write("betweenness", bench.time("betweenness", [&] { return betweenness(graph); }));
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fputs("usage: chancery_graph_bench FOLDER [EVENTS.tsv]\n", stderr);
    return 2;
  }
  try {
    chancery::run(argv[1], argc == 3 ? argv[2] : nullptr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "chancery_graph_bench: %s\n", error.what());
    return 1;
  }
  return 0;
}
