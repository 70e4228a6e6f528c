#include "graph/paths.h"

#include <map>
#include <random>

#include "support/catch.h"
#include "test_events.h"

namespace chancery {
namespace {

using test::meetings;
using test::Strings;
using test::values;

Strings pathIn(const EventSource& source, const std::string& from, const std::string& to,
               const PathOptions& options = {}) {
  const auto path = findShortestPath(source, {from}, {to}, options);
  return path ? values(path->entities) : Strings{path.error().message};
}

TEST_CASE("The shortest path has the fewest steps", "[paths]") {
  const MemorySource source = meetings({{"p.a", "p.b"},
                                        {"p.b", "p.c"},
                                        {"p.c", "p.d"},
                                        {"p.d", "p.e"},
                                        {"p.a", "p.x"},
                                        {"p.x", "p.e"}});
  CHECK(pathIn(source, "p.a", "p.e") == Strings{"p.a", "p.x", "p.e"});
  CHECK(pathIn(source, "p.e", "p.a") == Strings{"p.e", "p.x", "p.a"});
  CHECK(pathIn(source, "p.a", "p.b") == Strings{"p.a", "p.b"});
}

TEST_CASE("Of equally short paths it is the one whose ids come first", "[paths]") {
  const MemorySource source = meetings({{"p.a", "p.n"},
                                        {"p.a", "p.m"},
                                        {"p.n", "p.1"},
                                        {"p.m", "p.3"},
                                        {"p.m", "p.2"},
                                        {"p.1", "p.z"},
                                        {"p.2", "p.z"},
                                        {"p.3", "p.z"}});
  CHECK(pathIn(source, "p.a", "p.z") == Strings{"p.a", "p.m", "p.2", "p.z"});
  CHECK(pathIn(source, "p.z", "p.a") == Strings{"p.z", "p.1", "p.n", "p.a"});
}

TEST_CASE("Each step names its events, the latest first and those without a date last", "[paths]") {
  const MemorySource source = test::sourceOf({{"p.a", Relation::kMeet, "p.b", "2024-01-01"},
                                              {"p.b", Relation::kVisit, "p.a", "2025-08-21"},
                                              {"p.a", Relation::kTalk, "p.b"},
                                              {"p.b", Relation::kTalk, "p.c", "2025-01-01"}});
  PathOptions options;
  options.max_events_a_step = 2;
  auto path = findShortestPath(source, {"p.a"}, {"p.c"}, options).value();
  REQUIRE(path.steps.size() == 2);
  CHECK(path.steps[0].from.value == "p.a");
  CHECK(path.steps[0].to.value == "p.b");
  CHECK(path.steps[0].event_count == 3);
  REQUIRE(path.steps[0].events.size() == 2);
  CHECK(toIso(*path.steps[0].events[0].date) == "2025-08-21");
  CHECK(toIso(*path.steps[0].events[1].date) == "2024-01-01");
  CHECK(path.steps[0].events[0].mentions.empty());
  CHECK(path.steps[1].events.size() == 1);

  options.max_events_a_step = 5;
  options.detail = Detail::kMentions;
  path = findShortestPath(source, {"p.a"}, {"p.c"}, options).value();
  REQUIRE(path.steps[0].events.size() == 3);
  CHECK_FALSE(path.steps[0].events[2].date);
  CHECK(path.steps[0].events[2].mentions.size() == 1);
}

TEST_CASE("A path may leave out entities of some types, but for its ends", "[paths]") {
  const MemorySource source =
      meetings({{"p.a", "o.un"}, {"o.un", "p.z"}, {"p.a", "p.b"}, {"p.b", "p.c"}, {"p.c", "p.z"}});
  CHECK(pathIn(source, "p.a", "p.z") == Strings{"p.a", "o.un", "p.z"});
  PathOptions options;
  options.leave_out = {EntityType::kOrganisation};
  CHECK(pathIn(source, "p.a", "p.z", options) == Strings{"p.a", "p.b", "p.c", "p.z"});
  CHECK(pathIn(source, "p.a", "o.un", options) == Strings{"p.a", "o.un"});
}

TEST_CASE("A path uses only events that the filter takes", "[paths]") {
  const MemorySource source = test::sourceOf({{"p.a", Relation::kThreaten, "p.c"},
                                              {"p.a", Relation::kMeet, "p.b"},
                                              {"p.b", Relation::kMeet, "p.c"}});
  PathOptions options;
  options.filter.relations = {Relation::kMeet};
  CHECK(pathIn(source, "p.a", "p.c", options) == Strings{"p.a", "p.b", "p.c"});
}

TEST_CASE("Where there is no path the error says so", "[paths]") {
  const MemorySource source = meetings({{"p.a", "p.b"}, {"p.b", "p.c"}, {"p.x", "p.y"}});
  CHECK(findShortestPath(source, {"p.a"}, {"p.x"}).error().code == ErrorCode::kNotFound);
  CHECK(pathIn(source, "p.a", "p.x") ==
        Strings{"no path of at most 6 steps leads from 'p.a' to 'p.x'"});
  CHECK(findShortestPath(source, {"p.a"}, {"p.nobody"}).error().code == ErrorCode::kNotFound);

  PathOptions options;
  options.max_steps = 1;
  CHECK_FALSE(findShortestPath(source, {"p.a"}, {"p.c"}, options));
  options.max_steps = 2;
  CHECK(findShortestPath(source, {"p.a"}, {"p.c"}, options));
}

TEST_CASE("From an actor to itself the path has no steps", "[paths]") {
  const auto path = findShortestPath(meetings({{"p.a", "p.b"}}), {"p.a"}, {"p.a"}).value();
  CHECK(values(path.entities) == Strings{"p.a"});
  CHECK(path.steps.empty());
}

TEST_CASE("A source that breaks is its own error, not a missing path", "[paths]") {
  CHECK(findShortestPath(test::BrokenSource(), {"p.a"}, {"p.b"}).error().code == ErrorCode::kIo);
}

// The plain way: distances to the end by relaxing until nothing changes, then the smallest
// neighbour that is nearer at every step.
class PlainPaths {
 public:
  PlainPaths(const std::vector<test::Line>& lines, std::string from, std::string to,
             bool without_organisations)
      : from_(std::move(from)), to_(std::move(to)), without_organisations_(without_organisations) {
    for (const test::Line& line : lines) {
      partners_[line.subject].insert(line.object);
      partners_[line.object].insert(line.subject);
    }
    distances_[to_] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& [id, partners] : partners_) changed |= relax(id, partners);
    }
  }

  Strings path(std::size_t max_steps) const {
    const auto at = distances_.find(from_);
    if (at == distances_.end() || at->second > max_steps) return {};
    Strings path = {from_};
    for (std::size_t left = at->second; left > 0; --left) {
      for (const std::string& partner : partners_.at(path.back())) {
        const auto distance = distances_.find(partner);
        if (distance == distances_.end() || distance->second != left - 1) continue;
        path.push_back(partner);
        break;
      }
    }
    return path;
  }

 private:
  bool relax(const std::string& id, const std::set<std::string>& partners) {
    if (without_organisations_ && id[0] == 'o' && id != from_ && id != to_) return false;
    bool changed = false;
    for (const std::string& partner : partners) {
      const auto next = distances_.find(partner);
      if (next == distances_.end()) continue;
      const auto [at, is_new] = distances_.try_emplace(id, next->second + 1);
      changed |= is_new || next->second + 1 < at->second;
      at->second = std::min(at->second, next->second + 1);
    }
    return changed;
  }

  std::string from_;
  std::string to_;
  bool without_organisations_;
  std::map<std::string, std::set<std::string>> partners_;
  std::map<std::string, std::size_t> distances_;
};

TEST_CASE("The search from both ends finds what the plain way finds", "[paths]") {
  std::mt19937 random(1899);
  const auto name = [&](unsigned actors) {
    const unsigned number = static_cast<unsigned>(random() % actors);
    return (number % 4 == 0 ? "o." : "p.") + std::to_string(number);
  };
  int found = 0;
  for (int round = 0; round < 600; ++round) {
    CAPTURE(round);
    const auto actors = static_cast<unsigned>(5 + random() % 20);
    std::vector<test::Line> lines(actors + random() % actors);
    for (test::Line& line : lines) line = {name(actors), Relation::kMeet, name(actors)};
    const MemorySource source = test::sourceOf(lines);
    const std::string from = name(actors), to = name(actors);
    const bool without_organisations = random() % 2 == 0;
    PathOptions options;
    options.max_steps = random() % 8;
    if (without_organisations) options.leave_out = {EntityType::kOrganisation};

    const auto path = findShortestPath(source, {from}, {to}, options);
    const Strings expected =
        PlainPaths(lines, from, to, without_organisations).path(options.max_steps);
    REQUIRE(path.has_value() == !expected.empty());
    if (!path) continue;
    ++found;
    REQUIRE(values(path->entities) == expected);
    REQUIRE(path->steps.size() + 1 == expected.size());
    for (const PathStep& step : path->steps) REQUIRE_FALSE(step.events.empty());
  }
  CHECK(found > 200);
}

// All paths without loops, the plain way, in the order of steps and ids.
void extend(const std::map<std::string, std::set<std::string>>& partners, const std::string& to,
            std::size_t max_steps, Strings& path, std::vector<Strings>& found) {
  if (path.back() == to) {
    found.push_back(path);
    return;
  }
  if (path.size() > max_steps) return;
  const auto next = partners.find(path.back());
  if (next == partners.end()) return;
  for (const std::string& partner : next->second) {
    if (std::find(path.begin(), path.end(), partner) != path.end()) continue;
    path.push_back(partner);
    extend(partners, to, max_steps, path, found);
    path.pop_back();
  }
}

TEST_CASE("The k shortest paths are the first of all paths, by steps and ids", "[paths]") {
  std::mt19937 random(1971);
  std::size_t compared = 0;
  for (int round = 0; round < 150; ++round) {
    CAPTURE(round);
    const auto actors = static_cast<unsigned>(4 + random() % 7);
    std::vector<test::Line> lines(actors + random() % (2 * actors));
    std::map<std::string, std::set<std::string>> partners;
    for (test::Line& line : lines) {
      line = {"p." + std::to_string(random() % actors), Relation::kMeet,
              "p." + std::to_string(random() % actors)};
      if (line.subject == line.object) continue;
      partners[line.subject].insert(line.object);
      partners[line.object].insert(line.subject);
    }
    PathOptions options;
    options.max_steps = 1 + random() % 6;
    Strings path = {"p.0"};
    std::vector<Strings> expected;
    extend(partners, "p.1", options.max_steps, path, expected);
    std::sort(expected.begin(), expected.end(), [](const Strings& a, const Strings& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    const std::size_t count = 1 + random() % 12;
    if (expected.size() > count) expected.resize(count);

    std::vector<Strings> found;
    const auto paths = findShortestPaths(test::sourceOf(lines), {"p.0"}, {"p.1"}, count, options);
    if (paths) {
      for (const Path& one : *paths) {
        found.push_back(values(one.entities));
        CHECK(one.steps.size() + 1 == one.entities.size());
      }
    }
    CHECK(found == expected);
    compared += expected.size();
  }
  CHECK(compared > 300);
}

}  // namespace
}  // namespace chancery
