#include "graph/paths.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "graph/lazy_graph.h"

namespace chancery {
namespace {

using Vertex = LazyGraph::Vertex;

// What a search from one end has reached: whole levels only.
struct Side {
  explicit Side(Vertex start) : fringe{start}, steps_to{{start, 0}} {}

  std::size_t steps = 0;       // of the fringe
  std::vector<Vertex> fringe;  // the vertices of the last level
  std::map<Vertex, std::size_t> steps_to;
};

// What a path must not use.
struct Exclusion {
  std::set<Vertex> vertices;
  std::set<Vertex> first_steps;  // to whom its first step must not lead
};

// The graph, and which entities between the ends a path may pass.
class Ground {
 public:
  Ground(const EventSource& source, const EntityId& from, const EntityId& to,
         const PathOptions& options)
      : source_(source),
        options_(options),
        graph_(source, options.filter),
        from_(graph_.vertexOf(from)),
        to_(graph_.vertexOf(to)) {}

  const LazyGraph& graph() const { return graph_; }
  Vertex from() const { return from_; }
  Vertex to() const { return to_; }
  std::size_t maxSteps() const { return options_.max_steps; }
  std::optional<Error> error() const { return error_ ? error_ : graph_.error(); }

  bool mayPass(Vertex vertex) {
    if (options_.leave_out.empty() || vertex == from_ || vertex == to_) return true;
    const auto [at, is_new] = may_pass_.try_emplace(vertex, true);
    if (is_new) {
      const auto entity = source_.findEntity(graph_.idOf(vertex));
      if (entity) at->second = !options_.leave_out.contains(entity->type);
      // of whom nothing is known, it is not known that he is to be left out
      if (!entity && entity.error().code != ErrorCode::kNotFound && !error_) {
        error_ = entity.error();
      }
    }
    return at->second;
  }

 private:
  const EventSource& source_;
  const PathOptions& options_;
  LazyGraph graph_;
  Vertex from_;
  Vertex to_;
  std::map<Vertex, bool> may_pass_;
  std::optional<Error> error_;
};

class PathSearch {
 public:
  PathSearch(Ground& ground, Vertex from, std::size_t max_steps, const Exclusion& exclusion)
      : ground_(ground),
        graph_(ground.graph()),
        from_(from),
        to_(ground.to()),
        max_steps_(max_steps),
        exclusion_(exclusion) {}

  // The vertices of the path; empty when there is none.
  Result<std::vector<Vertex>> find() {
    Side forward(from_);
    Side backward(to_);
    std::vector<Vertex> meeting = commonOf(forward, backward);
    while (meeting.empty()) {
      if (forward.steps + backward.steps >= max_steps_) return std::vector<Vertex>{};
      Side& smaller = forward.fringe.size() <= backward.fringe.size() ? forward : backward;
      advance(smaller);
      if (const auto error = ground_.error()) return tl::unexpected<Error>(*error);
      if (smaller.fringe.empty()) return std::vector<Vertex>{};
      meeting = commonOf(forward, backward);
    }
    return firstByIds(forward, backward, meeting);
  }

 private:
  // Both sides are whole levels, and nothing was common to them a level ago: what is common now
  // lies on both fringes, in the middle of every shortest path.
  static std::vector<Vertex> commonOf(const Side& forward, const Side& backward) {
    std::vector<Vertex> common;
    for (Vertex vertex : forward.fringe) {
      const auto at = backward.steps_to.find(vertex);
      if (at != backward.steps_to.end()) common.push_back(vertex);
    }
    return common;
  }

  void advance(Side& side) {
    std::vector<Vertex> next;
    for (Vertex vertex : side.fringe) {
      for (const LazyGraph::Edge& edge : graph_.edgesOf(vertex)) {
        if (side.steps_to.contains(edge.target) || !isUsable(vertex, edge.target)) continue;
        if (!ground_.mayPass(edge.target)) continue;
        side.steps_to.emplace(edge.target, side.steps + 1);
        next.push_back(edge.target);
      }
    }
    side.fringe = std::move(next);
    ++side.steps;
  }

  // Whether the exclusion leaves the step between the two.
  bool isUsable(Vertex a, Vertex b) const {
    if (exclusion_.vertices.contains(a) || exclusion_.vertices.contains(b)) return false;
    if (a == from_) return !exclusion_.first_steps.contains(b);
    return b != from_ || !exclusion_.first_steps.contains(a);
  }

  // The vertices one step nearer to where `side` began. Their edges were read when the search came
  // past them; those of `vertices` need not have been, so the edges are gone through from there.
  std::set<Vertex> levelBefore(const Side& side, const std::set<Vertex>& vertices,
                               std::size_t steps) const {
    std::set<Vertex> level;
    for (const auto& [vertex, steps_to] : side.steps_to) {
      if (steps_to + 1 != steps) continue;
      const auto& edges = graph_.edgesOf(vertex);
      if (std::any_of(edges.begin(), edges.end(), [&](const auto& edge) {
            return vertices.contains(edge.target) && isUsable(vertex, edge.target);
          })) {
        level.insert(vertex);
      }
    }
    return level;
  }

  // All vertices of all shortest paths, by their distance from the beginning.
  std::vector<std::set<Vertex>> levels(const Side& forward, const Side& backward,
                                       const std::vector<Vertex>& meeting) const {
    const std::set<Vertex> middle(meeting.begin(), meeting.end());
    std::vector<std::set<Vertex>> before = {middle};
    for (std::size_t steps = forward.steps; steps > 0; --steps) {
      before.push_back(levelBefore(forward, before.back(), steps));
    }
    std::vector<std::set<Vertex>> levels(before.rbegin(), before.rend());
    for (std::size_t steps = backward.steps; steps > 0; --steps) {
      levels.push_back(levelBefore(backward, levels.back(), steps));
    }
    return levels;
  }

  // Every vertex of the levels leads on to the end, so to take the smallest id at every step gives
  // the smallest path. Only vertices that the search came past are asked for their edges.
  std::vector<Vertex> firstByIds(const Side& forward, const Side& backward,
                                 const std::vector<Vertex>& meeting) const {
    std::vector<Vertex> path = {from_};
    const auto by_steps = levels(forward, backward, meeting);
    for (std::size_t step = 1; step < by_steps.size(); ++step) {
      const bool before_middle = step <= forward.steps;
      path.push_back(before_middle ? firstTarget(path.back(), by_steps[step])
                                   : firstSource(by_steps[step], path.back()));
    }
    return path;
  }

  Vertex firstTarget(Vertex source, const std::set<Vertex>& targets) const {
    const auto& edges = graph_.edgesOf(source);  // in the order of the ids
    const auto first = std::find_if(edges.begin(), edges.end(), [&](const auto& edge) {
      return targets.contains(edge.target) && isUsable(source, edge.target);
    });
    return first->target;
  }

  Vertex firstSource(const std::set<Vertex>& sources, Vertex target) const {
    std::optional<Vertex> first;
    for (Vertex source : sources) {
      const auto& edges = graph_.edgesOf(source);
      const bool leads = std::any_of(edges.begin(), edges.end(), [&](const auto& edge) {
        return edge.target == target && isUsable(source, target);
      });
      if (leads && (!first || graph_.idOf(source) < graph_.idOf(*first))) first = source;
    }
    return first.value();
  }

  Ground& ground_;
  const LazyGraph& graph_;
  Vertex from_;
  Vertex to_;
  std::size_t max_steps_;
  const Exclusion& exclusion_;
};

// The last `limit` events of the two with a date, then some of those without.
Result<PathStep> stepBetween(const EventSource& source, const EntityId& from, const EntityId& to,
                             const PathOptions& options) {
  const std::size_t limit = options.max_events_a_step;
  PathStep step{from, to, 0, {}};
  std::deque<Event> dated;
  std::vector<Event> undated;
  const auto done =
      source.forEachEventBetween(from, to, options.filter, options.detail, [&](const Event& event) {
        ++step.event_count;
        if (event.date) {
          dated.push_back(event);
          if (dated.size() > limit) dated.pop_front();
        } else if (undated.size() < limit) {
          undated.push_back(event);
        }
        return true;
      });
  if (!done) return tl::unexpected(done.error());
  step.events.assign(dated.rbegin(), dated.rend());
  for (Event& event : undated) {
    if (step.events.size() < limit) step.events.push_back(std::move(event));
  }
  return step;
}

// Fewer steps come first, then smaller ids.
using IdPath = std::vector<EntityId>;
struct ShorterFirst {
  bool operator()(const IdPath& a, const IdPath& b) const {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }
};

// Yen's algorithm: every further path leaves one that was found at some vertex, its spur, by a step
// that none has taken which came there the same way. The order of paths by length and ids is that
// of what follows the spur, so the first of each way is the first that search finds.
class PathsInOrder {
 public:
  explicit PathsInOrder(Ground& ground) : ground_(ground) {}

  // At most `count` paths.
  Result<std::vector<IdPath>> find(std::size_t count) {
    std::vector<IdPath> found;
    std::set<IdPath, ShorterFirst> candidates;
    auto offered = offer({}, ground_.from(), {}, candidates);
    while (offered && !candidates.empty() && found.size() < count) {
      found.push_back(*candidates.begin());
      candidates.erase(candidates.begin());
      const IdPath latest = found.back();
      if (found.size() == count) break;
      for (std::size_t spur = 0; offered && spur + 1 < latest.size(); ++spur) {
        const IdPath root(latest.begin(), latest.begin() + static_cast<std::ptrdiff_t>(spur));
        offered = offer(root, ground_.graph().vertexOf(latest[spur]),
                        exclusionAt(latest, spur, found), candidates);
      }
    }
    if (!offered) return tl::unexpected(offered.error());
    return found;
  }

 private:
  Exclusion exclusionAt(const IdPath& path, std::size_t spur,
                        const std::vector<IdPath>& found) const {
    Exclusion exclusion;
    for (std::size_t i = 0; i < spur; ++i) {
      exclusion.vertices.insert(ground_.graph().vertexOf(path[i]));
    }
    const auto end = static_cast<std::ptrdiff_t>(spur) + 1;
    for (const IdPath& other : found) {
      if (other.size() > spur + 1 && std::equal(path.begin(), path.begin() + end, other.begin())) {
        exclusion.first_steps.insert(ground_.graph().vertexOf(other[spur + 1]));
      }
    }
    return exclusion;
  }

  // Adds the first path that begins with `root` and goes on from `spur` as it may.
  Result<void> offer(const IdPath& root, Vertex spur, const Exclusion& exclusion,
                     std::set<IdPath, ShorterFirst>& candidates) {
    if (root.size() > ground_.maxSteps()) return {};
    const auto rest = PathSearch(ground_, spur, ground_.maxSteps() - root.size(), exclusion).find();
    if (!rest) return tl::unexpected(rest.error());
    if (rest->empty()) return {};
    IdPath path = root;
    for (const Vertex vertex : *rest) path.push_back(ground_.graph().idOf(vertex));
    candidates.insert(std::move(path));
    return {};
  }

  Ground& ground_;
};

std::string noPath(const EntityId& from, const EntityId& to, std::size_t max_steps) {
  return "no path of at most " + std::to_string(max_steps) + " steps leads from '" + from.value +
         "' to '" + to.value + "'";
}

}  // namespace

Result<Path> findShortestPath(const EventSource& source, const EntityId& from, const EntityId& to,
                              const PathOptions& options) {
  auto paths = findShortestPaths(source, from, to, 1, options);
  if (!paths) return tl::unexpected(paths.error());
  return std::move(paths->front());
}

Result<std::vector<Path>> findShortestPaths(const EventSource& source, const EntityId& from,
                                            const EntityId& to, std::size_t count,
                                            const PathOptions& options) {
  Ground ground(source, from, to, options);
  auto found = PathsInOrder(ground).find(std::max<std::size_t>(count, 1));
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) {
    return makeError(ErrorCode::kNotFound, noPath(from, to, options.max_steps));
  }
  std::vector<Path> paths;
  for (IdPath& entities : *found) {
    Path path{std::move(entities), {}};
    for (std::size_t i = 1; i < path.entities.size(); ++i) {
      auto step = stepBetween(source, path.entities[i - 1], path.entities[i], options);
      if (!step) return tl::unexpected(step.error());
      path.steps.push_back(std::move(*step));
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace chancery
