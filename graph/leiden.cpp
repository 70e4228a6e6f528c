#include "graph/leiden.h"

#include <algorithm>
#include <deque>
#include <numeric>

namespace chancery {
namespace {

using Vertex = WeightedGraph::Vertex;
using Community = std::uint32_t;
using Partition = std::vector<Community>;
__extension__ typedef __int128 Gain;  // of weights that fill 32 bits, products need more than 64

// std::shuffle() is not the same everywhere; this is.
void shuffle(std::vector<Vertex>& vertices, std::mt19937_64& random) {
  for (std::size_t left = vertices.size(); left > 1; --left) {
    std::swap(vertices[left - 1], vertices[random() % left]);
  }
}

std::vector<Vertex> shuffledVertices(std::size_t count, std::mt19937_64& random) {
  std::vector<Vertex> vertices(count);
  std::iota(vertices.begin(), vertices.end(), Vertex{0});
  shuffle(vertices, random);
  return vertices;
}

// How strongly one vertex is tied to each community around it; emptied in the time it was filled.
class Ties {
 public:
  explicit Ties(std::size_t count) : weights_(count, 0) {}

  void add(Community community, std::uint64_t weight) {
    if (weights_[community] == 0) touched_.push_back(community);
    weights_[community] += weight;
  }
  std::uint64_t to(Community community) const { return weights_[community]; }
  const std::vector<Community>& communities() const { return touched_; }
  void clear() {
    for (const Community community : touched_) weights_[community] = 0;
    touched_.clear();
  }

 private:
  std::vector<std::uint64_t> weights_;
  std::vector<Community> touched_;
};

// What modularity gains, times a constant, when a vertex joins a community that it is not in.
class Quality {
 public:
  Quality(const WeightedGraph& graph, int resolution_percent)
      : total_(Gain{graph.total} * 100), resolution_(resolution_percent) {}

  Gain gain(std::uint64_t tie, std::uint64_t strength, std::uint64_t community_strength) const {
    return total_ * tie - resolution_ * strength * community_strength;
  }

 private:
  Gain total_;
  Gain resolution_;
};

// Moves vertices one by one to where they gain most, and looks again at the partners of whoever
// moved, until all are where they gain most. True when any moved.
class LocalMoves {
 public:
  LocalMoves(const WeightedGraph& graph, const Quality& quality, Partition& community_of)
      : graph_(graph),
        quality_(quality),
        community_of_(community_of),
        strengths_(graph.size(), 0),
        members_(graph.size(), 0),
        ties_(graph.size()) {
    for (Vertex vertex = 0; vertex < graph.size(); ++vertex) {
      strengths_[community_of[vertex]] += graph.strengths[vertex];
      ++members_[community_of[vertex]];
    }
    for (Community community = 0; community < graph.size(); ++community) {
      if (members_[community] == 0) empty_.push_back(community);
    }
  }

  bool run(std::mt19937_64& random) {
    const std::vector<Vertex> order = shuffledVertices(graph_.size(), random);
    std::deque<Vertex> queue(order.begin(), order.end());
    std::vector<bool> waits(graph_.size(), true);
    bool moved = false;
    while (!queue.empty()) {
      const Vertex vertex = queue.front();
      queue.pop_front();
      waits[vertex] = false;
      if (!move(vertex)) continue;
      moved = true;
      for (std::size_t at = graph_.rows[vertex]; at < graph_.rows[vertex + 1]; ++at) {
        const Vertex partner = graph_.targets[at];
        if (waits[partner] || community_of_[partner] == community_of_[vertex]) continue;
        waits[partner] = true;
        queue.push_back(partner);
      }
    }
    return moved;
  }

 private:
  bool move(Vertex vertex) {
    const Community before = community_of_[vertex];
    const std::uint64_t strength = graph_.strengths[vertex];
    ties_.clear();
    for (std::size_t at = graph_.rows[vertex]; at < graph_.rows[vertex + 1]; ++at) {
      ties_.add(community_of_[graph_.targets[at]], graph_.weights[at]);
    }
    strengths_[before] -= strength;
    Community best = before;
    Gain most = quality_.gain(ties_.to(before), strength, strengths_[before]);
    for (const Community community : ties_.communities()) {
      const Gain gain = quality_.gain(ties_.to(community), strength, strengths_[community]);
      const bool better = gain > most || (gain == most && best != before && community < best);
      if (!better) continue;
      most = gain;
      best = community;
    }
    if (most < 0) {  // better alone, which gains nothing and loses nothing
      best = empty_.back();
      empty_.pop_back();
    }
    strengths_[best] += strength;
    if (best == before) return false;
    if (--members_[before] == 0) empty_.push_back(before);
    ++members_[best];
    community_of_[vertex] = best;
    return true;
  }

  const WeightedGraph& graph_;
  const Quality& quality_;
  Partition& community_of_;
  std::vector<std::uint64_t> strengths_;  // by community
  std::vector<std::uint32_t> members_;    // by community
  std::vector<Community> empty_;
  Ties ties_;
};

// Divides each community anew, from single vertices on, into parts that hang together well.
class Refinement {
 public:
  Refinement(const WeightedGraph& graph, const Quality& quality, const Partition& community_of)
      : graph_(graph),
        quality_(quality),
        community_of_(community_of),
        part_of_(graph.size()),
        strengths_(graph.strengths),
        outward_(graph.size(), 0),
        is_single_(graph.size(), true),
        community_strengths_(graph.size(), 0),
        ties_(graph.size()) {
    std::iota(part_of_.begin(), part_of_.end(), Community{0});
    for (Vertex vertex = 0; vertex < graph.size(); ++vertex) {
      community_strengths_[community_of[vertex]] += graph.strengths[vertex];
      outward_[vertex] = tieToCommunity(vertex);
    }
  }

  Partition run(std::mt19937_64& random) {
    for (const Vertex vertex : shuffledVertices(graph_.size(), random)) {
      if (is_single_[vertex] && isWellConnected(part_of_[vertex], vertex)) merge(vertex);
    }
    return std::move(part_of_);
  }

 private:
  std::uint64_t tieToCommunity(Vertex vertex) const {
    std::uint64_t tie = 0;
    for (std::size_t at = graph_.rows[vertex]; at < graph_.rows[vertex + 1]; ++at) {
      if (community_of_[graph_.targets[at]] == community_of_[vertex]) tie += graph_.weights[at];
    }
    return tie;
  }

  // Whether a part is tied to the rest of its community at least as chance would have it.
  bool isWellConnected(Community part, Vertex member) const {
    const std::uint64_t rest = community_strengths_[community_of_[member]] - strengths_[part];
    return quality_.gain(outward_[part], strengths_[part], rest) >= 0;
  }

  void merge(Vertex vertex) {
    ties_.clear();
    for (std::size_t at = graph_.rows[vertex]; at < graph_.rows[vertex + 1]; ++at) {
      const Vertex partner = graph_.targets[at];
      if (community_of_[partner] == community_of_[vertex]) {
        ties_.add(part_of_[partner], graph_.weights[at]);
      }
    }
    const Community before = part_of_[vertex];
    Community best = before;
    Gain most = -1;
    for (const Community part : ties_.communities()) {
      if (!isWellConnected(part, vertex)) continue;
      const Gain gain = quality_.gain(ties_.to(part), graph_.strengths[vertex], strengths_[part]);
      if (gain < 0 || gain < most || (gain == most && part > best)) continue;
      most = gain;
      best = part;
    }
    if (best == before) return;
    // a part is named after the vertex that it began with, which is no longer single now
    is_single_[vertex] = false;
    is_single_[best] = false;
    strengths_[best] += graph_.strengths[vertex];
    outward_[best] = outward_[best] + outward_[before] - 2 * ties_.to(best);
    strengths_[before] = 0;
    part_of_[vertex] = best;
  }

  const WeightedGraph& graph_;
  const Quality& quality_;
  const Partition& community_of_;
  Partition part_of_;
  std::vector<std::uint64_t> strengths_;  // by part
  std::vector<std::uint64_t> outward_;    // by part: what ties it to the rest of its community
  std::vector<bool> is_single_;           // by vertex
  std::vector<std::uint64_t> community_strengths_;
  Ties ties_;
};

// Gives parts the numbers 0, 1, … in the order of their first members; how many there are.
std::size_t renumber(Partition& part_of) {
  constexpr auto kNone = static_cast<Community>(-1);
  if (part_of.empty()) return 0;
  Partition number_of(*std::max_element(part_of.begin(), part_of.end()) + 1, kNone);
  Community count = 0;
  for (Community& part : part_of) {
    if (number_of[part] == kNone) number_of[part] = count++;
    part = number_of[part];
  }
  return count;
}

// The graph in which each part is one vertex.
WeightedGraph aggregate(const WeightedGraph& graph, const Partition& part_of, std::size_t parts) {
  std::vector<std::size_t> begin(parts + 1, 0);
  for (const Community part : part_of) ++begin[part + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<Vertex> members(graph.size());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (Vertex vertex = 0; vertex < graph.size(); ++vertex)
    members[next[part_of[vertex]]++] = vertex;

  WeightedGraph whole;
  whole.total = graph.total;
  Ties ties(parts);
  for (Community part = 0; part < parts; ++part) {
    std::uint64_t strength = 0;
    ties.clear();
    for (std::size_t i = begin[part]; i < begin[part + 1]; ++i) {
      const Vertex vertex = members[i];
      strength += graph.strengths[vertex];
      for (std::size_t at = graph.rows[vertex]; at < graph.rows[vertex + 1]; ++at) {
        const Community other = part_of[graph.targets[at]];
        if (other != part) ties.add(other, graph.weights[at]);
      }
    }
    for (const Community other : ties.communities()) {
      whole.targets.push_back(other);
      whole.weights.push_back(ties.to(other));
    }
    whole.strengths.push_back(strength);
    whole.rows.push_back(whole.targets.size());
  }
  return whole;
}

}  // namespace

void Leiden::improve(std::vector<std::uint32_t>& community_of) {
  const Quality quality(graph_, resolution_percent_);
  // once more from the vertices on, as long as one of them still finds a better place
  while (LocalMoves(graph_, quality, community_of).run(random_)) {
    Partition vertex_in_level(graph_.size());  // by vertex of the graph: its vertex in `level`
    std::iota(vertex_in_level.begin(), vertex_in_level.end(), Vertex{0});
    WeightedGraph level = graph_;
    Partition of_level = community_of;
    for (;;) {
      Partition part_of = Refinement(level, quality, of_level).run(random_);
      std::size_t parts = renumber(part_of);
      if (parts == level.size()) {  // nothing was merged: go on from the communities themselves
        part_of = of_level;
        parts = renumber(part_of);
        if (parts == level.size()) break;
      }
      Partition of_parts(parts);
      for (Vertex vertex = 0; vertex < level.size(); ++vertex) {
        of_parts[part_of[vertex]] = of_level[vertex];
      }
      renumber(of_parts);  // of_level's numbers may be too large for so few vertices
      level = aggregate(level, part_of, parts);
      for (Vertex& vertex : vertex_in_level) vertex = part_of[vertex];
      of_level = std::move(of_parts);
      LocalMoves(level, quality, of_level).run(random_);
    }
    for (Vertex vertex = 0; vertex < graph_.size(); ++vertex) {
      community_of[vertex] = of_level[vertex_in_level[vertex]];
    }
  }
}

}  // namespace chancery
