#include "graph/bridges.h"

#include <algorithm>
#include <limits>

namespace chancery {
namespace {

using Vertex = SnapshotGraph::Vertex;

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

class CutSearch {
 public:
  explicit CutSearch(const SnapshotGraph& graph)
      : graph_(graph), cells_(graph.vertexCount()), pieces_(graph.vertexCount()) {}

  Cuts run() {
    for (Vertex root = 0; root < graph_.vertexCount(); ++root) {
      if (cells_[root].found == kNone) searchFrom(root);
    }
    std::stable_sort(cuts_.bridges.begin(), cuts_.bridges.end(),
                     [](const Bridge& a, const Bridge& b) {
                       if (a.cut_off != b.cut_off) return a.cut_off > b.cut_off;
                       return a.a != b.a ? a.a < b.a : a.b < b.b;
                     });
    std::stable_sort(cuts_.points.begin(), cuts_.points.end(),
                     [](const ArticulationPoint& a, const ArticulationPoint& b) {
                       return a.cut_off != b.cut_off ? a.cut_off > b.cut_off : a.id < b.id;
                     });
    return std::move(cuts_);
  }

 private:
  struct Cell {
    std::uint32_t found = kNone;  // when the search came here
    std::uint32_t low = kNone;    // the earliest that it and all behind it have to do with
    std::uint32_t behind = 1;     // how many lie behind it in the tree of the search, and itself
    std::uint32_t next = 0;       // which of its edges comes next
    Vertex parent = kNone;
    std::uint32_t parent_dyad = kNone;
  };
  // What would fall apart without a vertex, but for the piece of its parent.
  struct Pieces {
    std::uint32_t count = 0;
    std::uint32_t sum = 0;
    std::uint32_t largest = 0;
  };

  // An explicit stack, for a path may be as long as the graph.
  void searchFrom(Vertex root) {
    component_.clear();
    enter(root);
    std::vector<SnapshotGraph::Edge> bridges;
    for (Vertex vertex = root; vertex != kNone;) {
      Cell& cell = cells_[vertex];
      const auto edges = graph_.edgesOf(vertex);
      if (cell.next < edges.size()) {
        const auto& edge = edges[cell.next++];
        Cell& other = cells_[edge.target];
        if (other.found == kNone) {
          other.parent = vertex;
          other.parent_dyad = edge.dyad;
          enter(edge.target);
          vertex = edge.target;
        } else if (edge.dyad != cell.parent_dyad) {
          cell.low = std::min(cell.low, other.found);
        }
        continue;
      }
      if (cell.parent != kNone) {
        leave(vertex);
        if (cell.low == cell.found) bridges.push_back({cell.parent, vertex, cell.parent_dyad});
      }
      vertex = cell.parent;
    }
    tell(root, bridges);
  }

  void enter(Vertex vertex) {
    cells_[vertex].found = cells_[vertex].low = found_++;
    component_.push_back(vertex);
  }

  void leave(Vertex vertex) {
    const Cell& cell = cells_[vertex];
    Cell& parent = cells_[cell.parent];
    parent.low = std::min(parent.low, cell.low);
    parent.behind += cell.behind;
    if (cell.low < parent.found) return;  // a way round the parent
    Pieces& pieces = pieces_[cell.parent];
    ++pieces.count;
    pieces.sum += cell.behind;
    pieces.largest = std::max(pieces.largest, cell.behind);
  }

  void tell(Vertex root, const std::vector<SnapshotGraph::Edge>& bridges) {
    const std::size_t size = component_.size();
    for (const auto& edge : bridges) {
      const std::size_t behind = cells_[edge.target].behind;
      const auto [a, b] = std::minmax({edge.source, edge.target});
      cuts_.bridges.push_back(
          {graph_.idOf(a), graph_.idOf(b), graph_.weightOf(edge), std::min(behind, size - behind)});
    }
    for (const Vertex vertex : component_) {
      const Pieces& pieces = pieces_[vertex];
      const std::size_t rest = size - 1 - pieces.sum;  // the piece of the parent
      const std::size_t count = pieces.count + (rest > 0 ? 1 : 0);
      if (count < 2 || (vertex == root && pieces.count < 2)) continue;
      const std::size_t largest = std::max<std::size_t>(rest, pieces.largest);
      cuts_.points.push_back({graph_.idOf(vertex), count, size - 1 - largest});
    }
  }

  const SnapshotGraph& graph_;
  std::vector<Cell> cells_;
  std::vector<Pieces> pieces_;
  std::vector<Vertex> component_;
  std::uint32_t found_ = 0;
  Cuts cuts_;
};

}  // namespace

Cuts cutsOf(const SnapshotGraph& graph) { return CutSearch(graph).run(); }

}  // namespace chancery
