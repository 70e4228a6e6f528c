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

class PathSearch {
 public:
  PathSearch(const EventSource& source, const EntityId& from, const EntityId& to,
             const PathOptions& options)
      : source_(source),
        options_(options),
        graph_(source, options.filter),
        from_(graph_.vertexOf(from)),
        to_(graph_.vertexOf(to)) {}

  // The entities of the path; empty when there is none.
  Result<std::vector<EntityId>> find() {
    Side forward(from_);
    Side backward(to_);
    std::vector<Vertex> meeting = commonOf(forward, backward);
    while (meeting.empty()) {
      if (forward.steps + backward.steps >= options_.max_steps) return std::vector<EntityId>{};
      Side& smaller = forward.fringe.size() <= backward.fringe.size() ? forward : backward;
      advance(smaller);
      if (error_) return tl::unexpected(*error_);
      if (smaller.fringe.empty()) return std::vector<EntityId>{};
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
        if (side.steps_to.contains(edge.target) || !mayPass(edge.target)) continue;
        side.steps_to.emplace(edge.target, side.steps + 1);
        next.push_back(edge.target);
      }
    }
    if (graph_.error() && !error_) error_ = graph_.error();
    side.fringe = std::move(next);
    ++side.steps;
  }

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

  // The vertices one step nearer to where `side` began. Their edges were read when the search came
  // past them; those of `vertices` need not have been, so the edges are gone through from there.
  std::set<Vertex> levelBefore(const Side& side, const std::set<Vertex>& vertices,
                               std::size_t steps) const {
    std::set<Vertex> level;
    for (const auto& [vertex, steps_to] : side.steps_to) {
      if (steps_to + 1 != steps) continue;
      const auto& edges = graph_.edgesOf(vertex);
      if (std::any_of(edges.begin(), edges.end(),
                      [&](const auto& edge) { return vertices.contains(edge.target); })) {
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
  std::vector<EntityId> firstByIds(const Side& forward, const Side& backward,
                                   const std::vector<Vertex>& meeting) const {
    std::vector<Vertex> path = {from_};
    const auto by_steps = levels(forward, backward, meeting);
    for (std::size_t step = 1; step < by_steps.size(); ++step) {
      const bool before_middle = step <= forward.steps;
      path.push_back(before_middle ? firstTarget(path.back(), by_steps[step])
                                   : firstSource(by_steps[step], path.back()));
    }
    std::vector<EntityId> ids;
    for (Vertex vertex : path) ids.push_back(graph_.idOf(vertex));
    return ids;
  }

  Vertex firstTarget(Vertex source, const std::set<Vertex>& targets) const {
    const auto& edges = graph_.edgesOf(source);  // in the order of the ids
    const auto first = std::find_if(edges.begin(), edges.end(), [&](const auto& edge) {
      return targets.contains(edge.target);
    });
    return first->target;
  }

  Vertex firstSource(const std::set<Vertex>& sources, Vertex target) const {
    std::optional<Vertex> first;
    for (Vertex source : sources) {
      const auto& edges = graph_.edgesOf(source);
      const bool leads = std::any_of(edges.begin(), edges.end(),
                                     [&](const auto& edge) { return edge.target == target; });
      if (leads && (!first || graph_.idOf(source) < graph_.idOf(*first))) first = source;
    }
    return first.value();
  }

  const EventSource& source_;
  const PathOptions& options_;
  LazyGraph graph_;
  Vertex from_;
  Vertex to_;
  std::map<Vertex, bool> may_pass_;
  std::optional<Error> error_;
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

std::string noPath(const EntityId& from, const EntityId& to, std::size_t max_steps) {
  return "no path of at most " + std::to_string(max_steps) + " steps leads from '" + from.value +
         "' to '" + to.value + "'";
}

}  // namespace

Result<Path> findShortestPath(const EventSource& source, const EntityId& from, const EntityId& to,
                              const PathOptions& options) {
  auto entities = PathSearch(source, from, to, options).find();
  if (!entities) return tl::unexpected(entities.error());
  if (entities->empty()) {
    return makeError(ErrorCode::kNotFound, noPath(from, to, options.max_steps));
  }
  Path path{std::move(*entities), {}};
  for (std::size_t i = 1; i < path.entities.size(); ++i) {
    auto step = stepBetween(source, path.entities[i - 1], path.entities[i], options);
    if (!step) return tl::unexpected(step.error());
    path.steps.push_back(std::move(*step));
  }
  return path;
}

}  // namespace chancery
